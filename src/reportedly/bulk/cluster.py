"""Reading on a Ray cluster: pieces are the rows of a Ray dataset, and actors that load the models once read them."""

import logging
import os
import pickle
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportedly.bulk.settings import BulkSettings
from reportedly.bulk.work import Done
from reportedly.bulk.workers import Workers
from reportedly.collect.pieces import Piece
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.bulk.running import Engine

__all__ = ["ray_engine"]

# Where the files of tables wait until they are written, when Ray is started here.
_OBJECTS = 500 << 20


class _Reader:
    """An actor. It has a process that reads beside it, as the local engine has many, so that a record which kills a process is dealt with alike."""

    def __init__(self, settings: BulkSettings) -> None:
        self._workers = Workers(1, settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """Read the pieces of a batch."""
        pieces = [pickle.loads(packed) for packed in batch["piece"]]  # noqa: S301 (what this program packed itself)
        return {"done": [pickle.dumps(done) for done in self._workers.read(pieces)]}


class _Feed:
    """An actor that runs the dataset on the cluster, so that whoever started it may be outside, and hands out what is done."""

    def __init__(self, pieces: list[bytes], settings: BulkSettings, workers: int | None) -> None:
        import ray
        import ray.data

        ray.data.DataContext.get_current().enable_progress_bars = False
        cluster: Any = ray
        count = min(workers or int(cluster.cluster_resources().get("CPU", 1)), len(pieces))
        packed = ray.data.from_items([{"piece": piece} for piece in pieces], override_num_blocks=len(pieces))
        actors = ray.data.ActorPoolStrategy(size=count)
        read = packed.map_batches(_Reader, batch_size=1, compute=actors, num_cpus=1, fn_constructor_args=(settings,))
        self._rows = iter(read.iter_rows())

    def next(self) -> bytes | None:
        """What came of a piece, packed; None when there are no more."""
        row = next(self._rows, None)
        return row["done"] if row is not None else None


def ray_engine(workers: int | None, address: str | None) -> "Engine":
    """The engine that reads on a Ray cluster.

    Args:
        workers: How many actors; without it one for each processor.
        address: The cluster; without it Ray is started on this machine.
    """

    def read(pieces: Sequence[Piece], settings: BulkSettings) -> Iterator[Done]:
        ray = _started(workers, address)
        try:
            feed = ray.remote(num_cpus=0)(_Feed).remote([pickle.dumps(piece) for piece in pieces], settings, workers)
            # The next one is asked for while this one is written.
            waiting = feed.next.remote()
            while (packed := ray.get(waiting)) is not None:
                waiting = feed.next.remote()
                done: Done = pickle.loads(packed)  # noqa: S301 (what this program packed itself)
                yield done
        finally:
            ray.shutdown()

    return read


def _started(workers: int | None, address: str | None) -> Any:
    # Nobody is told that Ray is used.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise UsageError("Ray is not installed", mend="pip install 'reportedly[ray]', here and on every machine of the cluster") from error
    own: dict[str, Any] = {"num_cpus": max(workers or 0, len(os.sched_getaffinity(0))), "object_store_memory": _OBJECTS, "include_dashboard": False}
    try:
        ray.init(address=address or "local", logging_level=logging.ERROR, log_to_driver=False, **({} if address else own))
    except (ConnectionError, ValueError, RuntimeError) as error:
        mend = "check the address, that ray start ran there, and that RAY_AUTH_TOKEN is the same here and there"
        raise UsageError(f"no Ray cluster answers: {error}", where=address or "", mend=mend) from error
    return ray
