"""What `reportedly bulk` wrote into a store: each shard is a chunk, known by the digest of its reports wherever the folder lies."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from reportedly.bulk.merging import Chunk, Merged, Tick, merge
from reportedly.export.bulk_output import Shard, each_in, open_output
from reportedly.export.folder import Folder
from reportedly.model.archives import ArchivedReport, Failure
from reportedly.store import Store

__all__ = ["load"]


def load(store: Store, place: str, at: Callable[[], datetime], *, processes: int = 0, tick: Tick = lambda *_: None) -> Merged:
    """Load the reports of a folder that ``reportedly bulk`` wrote, each once however often it is called.

    Args:
        store: The store.
        place: The folder: a path or an fsspec address.
        at: The moment of keeping.
        processes: How many processes work beside this one.
        tick: Told the stride, and how many more reports or parts are through.

    Raises:
        UsageError: If there is no such folder, or reading is not finished.
        InputError: If the manifest cannot be read.
    """
    _, manifest = open_output(place)
    return merge(store, _chunks(place, manifest.shards), at, processes=processes, tick=tick)


def _chunks(place: str, shards: tuple[Shard, ...]) -> Iterator[Chunk]:
    for shard in shards:
        articles = shard.file("articles")
        if articles is not None and shard.counts.kept:
            yield Chunk(articles.sha256, articles.rows, partial(_read, place, shard))


def _read(place: str, shard: Shard) -> Iterator[ArchivedReport | Failure]:
    yield from each_in(Folder(place), shard)
