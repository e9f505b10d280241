"""Processes that read pieces. One that dies loses nothing: its piece is tried again, and a record that brings it down twice is set aside."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from reportedly.bulk.nursery import NUMBER
from reportedly.bulk.settings import BulkSettings
from reportedly.bulk.work import Done, Task, given_up
from reportedly.collect.pieces import Piece
from reportedly.errors import ReportedlyError

__all__ = ["Workers"]

# A page takes a fraction of a second; what takes so long never ends.
_LONGEST_SECONDS = 300.0
_LOOK_SECONDS = 1.0
_TRIES = 2
# A worker of which more than this is its own is replaced by a fresh one.
_FULL = 700 << 20
# More threads than workers would only stand in each other's way.
_ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "ARROW_NUM_THREADS"), "1")


@dataclass(slots=True)
class _Worker:
    """A process, what it reads, and what it last told: the record that it is at ("" between records), the one before, and when."""

    asker: "Connection[Any, Any]"
    process: int
    piece: Piece | None = None
    record: str = ""
    before: str = ""
    since: float = 0.0


@dataclass(slots=True)
class _History:
    """How often whoever read a piece died, by the record that it was at or came from, and what is avoided since."""

    deaths: dict[tuple[str, str], int] = field(default_factory=dict)
    avoid: dict[str, str] = field(default_factory=dict)
    until: tuple[str, str] | None = None


class Workers:
    """Some processes that read pieces.

    Args:
        count: How many.
        settings: How to read.
        longest: After how many seconds at one record a process is ended.
    """

    def __init__(self, count: int, settings: BulkSettings, *, longest: float = _LONGEST_SECONDS) -> None:
        self._count, self._settings, self._longest = count, settings, longest
        self._workers: list[_Worker] = []
        self._histories: dict[int, _History] = {}
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that read."""
        return tuple(worker.process for worker in self._workers)

    def close(self) -> None:
        """End all processes."""
        for worker in list(self._workers):
            self._end(worker)
        self._drop_nursery()

    def read(self, pieces: Iterable[Piece]) -> Iterator[Done]:
        """Read pieces; what comes of each is given as soon as it is there, in no order."""
        waiting = deque(pieces)
        while waiting or any(worker.piece for worker in self._workers):
            self._hand_out(waiting)
            ready = wait([worker.asker for worker in self._workers if worker.piece], _LOOK_SECONDS)
            for worker in [worker for worker in self._workers if worker.asker in ready]:
                yield from self._listen(worker, waiting)
            yield from self._end_endless(waiting)

    def _hand_out(self, waiting: deque[Piece]) -> None:
        for worker in self._workers:
            if waiting and worker.piece is None:
                self._give(worker, waiting.popleft())
        while waiting and len(self._workers) < self._count:
            worker = self._new_worker()
            self._workers.append(worker)
            self._give(worker, waiting.popleft())

    def _give(self, worker: _Worker, piece: Piece) -> None:
        history = self._histories.get(piece.number, _History())
        worker.piece, worker.record, worker.before, worker.since = piece, "", "", time.monotonic()
        # One that has died meanwhile is noticed when it is listened to.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            worker.asker.send(Task(piece, self._settings, dict(history.avoid), history.until))

    def _listen(self, worker: _Worker, waiting: deque[Piece]) -> Iterator[Done]:
        try:
            told = worker.asker.recv()
        except (EOFError, ConnectionResetError):
            yield from self._bury(worker, waiting, None)
            return
        if told[0] == "died":
            yield from self._bury(worker, waiting, told[1])
            return
        if told[0] == "at":
            worker.before = worker.record or worker.before
            worker.record, worker.since = told[1], time.monotonic()
            return
        worker.piece = None
        self._histories.pop(told[1].number, None)
        if told[2] > _FULL:
            self._end(worker)
        yield told[1]

    def _end_endless(self, waiting: deque[Piece]) -> Iterator[Done]:
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.piece and now - worker.since > self._longest]:
            yield from self._bury(worker, waiting, f"it was not done after {self._longest:.0f} seconds")

    def _bury(self, worker: _Worker, waiting: deque[Piece], why: str | None) -> Iterator[Done]:
        """Take note of a death, and have its piece read again without what it died of."""
        status, piece = self._end(worker), worker.piece
        if piece is None:
            return
        reason = why or f"whoever read it died of it: {_death(status)}"
        history = self._histories.setdefault(piece.number, _History())
        place = (worker.record, worker.before)
        history.deaths[place] = history.deaths.get(place, 0) + 1
        if history.deaths[place] >= _TRIES:
            if worker.record:
                history.avoid[worker.record] = reason
            elif worker.before:
                history.until = (worker.before, reason)
            else:
                yield given_up(piece, reason)
                return
        waiting.appendleft(piece)

    def _end(self, worker: _Worker) -> int | None:
        """End a worker, if it has not ended.

        Returns:
            How it ended: a status, or less than 0 for a signal. None if nobody can tell.
        """
        self._workers.remove(worker)
        worker.asker.close()
        return self._ask(b"k", worker.process)

    def _new_worker(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            process = self._ask(b"f", 0, theirs)
            if process is None:
                # The nursery itself was ended from outside: its workers go on, a new one is made for those to come.
                self._drop_nursery()
                process = self._ask(b"f", 0, theirs)
        if process is None:
            ours.close()
            raise ReportedlyError("the processes that read cannot be started", mend="see above for the reason; there may be too little memory")
        return _Worker(Connection(ours.detach()), process)

    def _ask(self, letter: bytes, process: int, handle: socket.socket | None = None) -> int | None:
        if self._control is None:
            if letter == b"k":
                return None
            self._control = self._new_nursery()
        try:
            handles = [handle.fileno()] if handle else []
            socket.send_fds(self._control, [letter + NUMBER.pack(process)], handles)
            answer = self._control.recv(NUMBER.size)
        except OSError:
            return None
        return int(NUMBER.unpack(answer)[0]) if answer else None

    def _drop_nursery(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._nursery is not None:
            self._nursery.wait()
        self._control = self._nursery = None

    def _new_nursery(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "reportedly.bulk.nursery", str(theirs.fileno())]
            # In a session of its own, so that Ctrl-C reaches only the process that decides what to do about it.
            self._nursery = subprocess.Popen(  # noqa: S603 (this program)
                command, pass_fds=[theirs.fileno()], env={**os.environ, **_ALONE}, stdin=subprocess.DEVNULL, stdout=2, start_new_session=True
            )
        return ours


def _death(status: int | None) -> str:
    if status is None:
        return "nobody can tell how"
    if status >= 0:
        return f"it left with {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return f"{name}, as the system does when memory runs out" if name == "SIGKILL" else name
