"""Reports that are being added while whoever handed them in looks on: one after the other, each with what became of it."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from reportedly.serve.adding import Handled, add_all
from reportedly.serve.hand import now
from reportedly.serve.problems import Refused
from reportedly.serve.reader import Material
from reportedly.serve.settings import Settings
from reportedly.store import Store

__all__ = ["Job", "Jobs"]

_KEPT = 50
_AT_ONCE = 4
# Nobody waits for a job, so it may take its time.
_SECONDS = 1800.0


@dataclass(slots=True)
class Job:
    """What somebody handed in: the names of all, and what became of those that are done, in the same order."""

    id: str
    by: str
    at: datetime
    names: tuple[str, ...]
    done: list[Handled] = field(default_factory=list)
    broken: bool = False

    @property
    def finished(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.broken or len(self.done) == len(self.names)


class Jobs:
    """The jobs of this process, those begun last; each has a thread, and the reports of all are read in turn.

    Args:
        store: The store.
        settings: How the workplace is run.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, replace(settings, upload_seconds=_SECONDS)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, by: str, materials: Sequence[Material]) -> Job:
        """Begin to add.

        Args:
            by: Who handed it in.
            materials: What was handed in; see ``adding.bounded``.

        Raises:
            Refused: If too much is being added already.
        """
        job = Job(secrets.token_urlsafe(9), by, now(), tuple(material.name for material in materials))
        with self._lock:
            if sum(not other.finished for other in self._jobs.values()) >= _AT_ONCE:
                raise Refused(503, "Other reports are being added", mend="Wait until they are done, then try again.")
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=self._work, args=(job, list(materials)), daemon=True, name=f"adding {job.id}").start()
        return job

    def _work(self, job: Job, materials: list[Material]) -> None:
        try:
            for handled in add_all(self._store, materials, self._settings):
                job.done.append(handled)
        finally:
            job.broken = len(job.done) < len(job.names)

    def get(self, key: str) -> Job | None:
        """The job with this id."""
        with self._lock:
            return self._jobs.get(key)
