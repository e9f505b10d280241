"""The process that loads all models once, and of which every worker is a copy: workers start at once and share what was loaded.

``python -m reportedly.bulk.nursery FD`` is started by ``reportedly.bulk.workers`` with its end of a pair of sockets. It is asked with one letter:
``f`` with a socket of the new worker: make one, and answer with the number of its process; ``k`` with that number: end it, and answer how it ended.
It ends when the other end is closed, and so do the workers.
"""

import contextlib
import gc
import os
import resource
import signal
import socket
import struct
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["NUMBER", "main", "memory_of"]

NUMBER = struct.Struct("!q")
# A worker that needs so much for one record is better off without that record.
_MOST_MEMORY = 3 << 30
_LOOKS, _LOOK_SECONDS = 10, 0.01
_SAMPLES = {
    "en": "A court on Friday placed Danel Orzhakov in pre-trial detention on smuggling charges, the Tasbulan prosecutor's office said.",
    "ru": "Суд в пятницу арестовал Данела Оржакова по делу о контрабанде, сообщила прокуратура Тасбулана.",
}


def main(control: socket.socket) -> None:
    """Load everything, then make workers as asked."""
    _load()
    # What is loaded is never looked through for rubbish again, which would make each worker copy it.
    gc.collect()
    gc.freeze()
    # Whoever asks may be gone at any moment.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        while True:
            asked, handles, _, _ = socket.recv_fds(control, 1 + NUMBER.size, 1)
            if not asked:
                return
            if asked[:1] == b"f":
                control.sendall(NUMBER.pack(_fork(handles[0], control)))
            else:
                control.sendall(NUMBER.pack(_ended(*NUMBER.unpack(asked[1:]))))


def _load() -> None:
    """Read a sentence of each language, so that all that is loaded when it is needed is there."""
    from reportedly.collect import Overrides
    from reportedly.collect.page_at import collect_page
    from reportedly.pipeline import read, triage, triage_text

    for lang, text in _SAMPLES.items():
        page = f"<html><body><article><h1>Court</h1><p>{text}</p></article></body></html>".encode()
        article = collect_page(page, "https://www.example/1", "text/html", "utf-8", Overrides.of(lang=lang)).article
        triage(page, "text/html", "utf-8", lang)
        triage_text(article.text, lang)
        read(article)


def _fork(handle: int, control: socket.socket) -> int:
    made = os.fork()
    if made:
        os.close(handle)
        return made
    try:
        control.close()
        _serve(Connection(handle))
    finally:
        os._exit(0)


def _ended(number: int) -> int:
    """How a worker ended; one that goes on is ended."""
    try:
        for _ in range(_LOOKS):
            found, status = os.waitpid(number, os.WNOHANG)
            if found:
                return os.waitstatus_to_exitcode(status)
            # One that is dying takes a moment to be dead.
            time.sleep(_LOOK_SECONDS)
        os.kill(number, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    except ChildProcessError:
        return 0


def _serve(asker: "Connection[Any, Any]") -> None:
    """Read pieces as they are asked for, until nobody asks any more."""
    from reportedly.bulk.work import read_piece

    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            task = asker.recv()
            try:
                done = read_piece(task, lambda record: asker.send(("at", record)))
            except (BrokenPipeError, ConnectionResetError):
                return
            except Exception as fault:  # noqa: BLE001 (whatever it is: whoever asked decides, and this process ends)
                asker.send(("died", f"{type(fault).__name__}: {fault}"[:500]))
                return
            asker.send(("done", done, memory_of(os.getpid())))


def memory_of(process: int) -> int:
    """The memory that a process has for itself alone, in bytes: what it shares with others is left out; 0 where the system does not tell."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as stream:  # noqa: PTH123 (no file of a folder)
            return sum(int(line.split()[1]) * 1024 for line in stream if line.startswith("Private"))
    except OSError:
        return 0


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
