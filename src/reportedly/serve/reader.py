"""Reading what people hand in, in a process of its own: whatever a file does to its reader, the workplace goes on.

The process has a limit of memory, and is ended when a report takes too long; the next report gets a fresh one.
"""

import atexit
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe

from reportedly.collect.given import Overrides
from reportedly.errors import InputError
from reportedly.model.claims import ReportReading
from reportedly.model.text import Snapshot

__all__ = ["MEMORY", "Material", "ReadReport", "Reader", "shared"]

# What the parts for all languages take, and room for a report of many pages.
MEMORY = 2 * 1024**3
_START = 120.0
_NOTHING = Overrides()


@dataclass(frozen=True, slots=True)
class Material:
    """Something to read: bytes, or an address to fetch. ``name`` is what it is called in messages."""

    name: str
    content: bytes = b""
    address: str | None = None
    media_type: str | None = None
    overrides: Overrides = _NOTHING


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read, and the bytes it came in."""

    reading: ReportReading
    snapshot: Snapshot


class Reader:
    """A process that reads one report after the other. It starts when there is something to read.

    Args:
        memory: How much memory it may take, in bytes; it holds on Linux only.
    """

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._running: tuple[subprocess.Popen[bytes], Connection] | None = None

    def read(self, material: Material, seconds: float, max_bytes: int) -> ReadReport:
        """Read a report.

        Args:
            material: The report.
            seconds: How long it may take, waiting for others included.
            max_bytes: How large it may be.

        Raises:
            InputError: If it cannot be read, or not within the limits.
        """
        until = time.monotonic() + seconds
        if not self._lock.acquire(timeout=seconds):
            raise InputError("other reports are being read", where=material.name, mend="try again in a few minutes")
        try:
            return self._read(material, until, max_bytes)
        finally:
            self._lock.release()

    def _read(self, material: Material, until: float, max_bytes: int) -> ReadReport:
        began = time.monotonic()
        try:
            pipe = self._pipe()
        except (EOFError, OSError) as error:
            self.close()
            raise InputError("the program that reads reports did not start", where=material.name, mend="look at what the server printed") from error
        try:
            # Loading the parts that read is not the report's fault.
            until += time.monotonic() - began
            pipe.send((material, max_bytes))
            if not pipe.poll(max(0.0, until - time.monotonic())):
                self.close()
                raise InputError("reading it takes too long", where=material.name, mend="split it, or read it with reportedly add")
            found: ReadReport | InputError = pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise InputError("reading it takes too much memory", where=material.name, mend="split it, or read it with reportedly add") from error
        if isinstance(found, InputError):
            raise found
        return found

    def _pipe(self) -> Connection:
        if self._running is None or self._running[0].poll() is not None:
            self.close()
            ours, theirs = Pipe()
            with theirs:
                command = [sys.executable, "-m", "reportedly.serve.reading", str(theirs.fileno()), str(self._memory)]
                process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=(theirs.fileno(),))  # noqa: S603 (a module of our own)
            self._running = (process, ours)
            if not ours.poll(_START) or ours.recv() != "ready":
                raise EOFError
        return self._running[1]

    def close(self) -> None:
        """End the process; it starts again when there is something to read."""
        if self._running is not None:
            process, pipe = self._running
            self._running = None
            pipe.close()
            process.kill()
            process.wait(10)


_SHARED: list[Reader] = []
_SHARED_LOCK = threading.Lock()


def shared() -> Reader:
    """The reader of this process."""
    with _SHARED_LOCK:
        if not _SHARED:
            _SHARED.append(Reader())
            atexit.register(_SHARED[0].close)
        return _SHARED[0]
