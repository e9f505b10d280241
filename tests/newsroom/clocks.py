"""Clocks for following the world: one on which sleeping takes no time, kept in a file that the server reads too, and one that runs faster."""

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


class FileClock:
    """A clock whose hands are a file: it goes on when somebody sleeps, and stands where it stood when the process is killed."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()

    def now(self) -> datetime:
        return read_hands(self._path)

    def sleep(self, seconds: float) -> None:
        self.set(self.now() + timedelta(seconds=seconds))

    def set(self, moment: datetime) -> None:
        with self._lock:
            part = self._path.with_name(f"{self._path.name}.{os.getpid()}.{threading.get_ident()}")
            part.write_text(moment.isoformat())
            part.replace(self._path)


class StillClock:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class FastClock:
    """A clock that runs so many times faster than the machine's, from a moment on."""

    def __init__(self, start: datetime, speed: float, began: float | None = None) -> None:
        self._start, self._speed, self._began = start, speed, began if began is not None else time.time()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(time.time() - self._began) * self._speed)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / self._speed)


def read_hands(path: Path) -> datetime:
    """The moment that a file tells."""
    return datetime.fromisoformat(path.read_text().strip()).astimezone(UTC)
