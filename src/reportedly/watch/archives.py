"""Archives and folders as sources: WARC files read record after record, and files that are dropped into a folder."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from reportedly.collect import Collected, Refused, collect
from reportedly.collect.warc import ArchivedPage, archived_pages, is_warc
from reportedly.errors import InputError
from reportedly.model.fetching import Exchange
from reportedly.model.following import Source, SourceKind
from reportedly.store.sources import file_position, keep_file_position, update_source
from reportedly.watch.gathering import Tell
from reportedly.watch.keeping import Arrived, keep, keep_traces, report_in
from reportedly.watch.settings import Watcher

__all__ = ["look_into"]

# So often is it written down how far an archive was read, when nothing in it was kept.
_MARK = 50


def look_into(source: Source, watcher: Watcher, tell: Tell) -> int:
    """Read what is new in an archive or a folder, from where it was left.

    Returns:
        How many reports were kept.
    """
    kept, result = 0, ""
    try:
        for path in _files(source):
            if watcher.stopped():
                break
            kept += _look_into_file(source, path, watcher, tell)
        result = f"{kept} kept"
    except InputError as error:
        result = error.what[:200]
    now = watcher.clock.now()
    every = timedelta(seconds=source.every) if source.every else watcher.every
    looked = replace(source, last_at=now, last_result=result, next_at=now + every)
    with watcher.store.writing() as connection:
        update_source(connection, looked)
    return kept


def _files(source: Source) -> Iterator[Path]:
    place = Path(source.place)
    if source.kind is SourceKind.WARC and place.is_file():
        yield place
    elif place.is_dir():
        # A link could lead anywhere.
        yield from sorted(path for path in place.rglob("*") if path.is_file() and not path.is_symlink() and not path.name.startswith("."))
    else:
        raise InputError("there is no such file or folder", where=source.place, mend="check the path, or remove the source")


def _look_into_file(source: Source, path: Path, watcher: Watcher, tell: Tell) -> int:
    name = path.name if path == Path(source.place) else str(path.relative_to(source.place))
    stat = path.stat()
    stamp = f"{stat.st_size}:{stat.st_mtime_ns}"
    with watcher.store.reading() as connection:
        before = file_position(connection, source, name)
    if before is not None and before[0] == stamp and before[2]:
        return 0
    if is_warc(path):
        # Another file under the same name is read from its beginning.
        return _archive(source, path, name, stamp, before[1] if before and before[0] == stamp else None, watcher, tell)
    return _dropped(source, path, name, stamp, watcher, tell)


def _archive(source: Source, path: Path, name: str, stamp: str, after: int | None, watcher: Watcher, tell: Tell) -> int:
    kept, position = 0, after
    try:
        for number, page in enumerate(archived_pages(path, after, max_bytes=watcher.page_bytes)):
            if watcher.stopped():
                break
            added = _page(source, page, name, watcher, tell)
            kept, position = kept + added, page.position
            if added or number % _MARK == 0:
                with watcher.store.writing() as connection:
                    keep_file_position(connection, source, name, stamp, position, done=False)
        done = not watcher.stopped()
    except InputError as error:
        # What stands before the break was read; the file is tried again when it is another one.
        tell(str(path), error.what)
        done = True
    with watcher.store.writing() as connection:
        keep_file_position(connection, source, name, stamp, position, done=done)
    return kept


def _page(source: Source, page: ArchivedPage, name: str, watcher: Watcher, tell: Tell) -> int:
    try:
        exchange = Exchange(page.url, page.url, page.at, 200, "OK", (("X-Archive", name),), page.headers, "")
        arrived = Arrived(page.content, page.url, page.media_type, page.charset, exchange, source.outlet)
        found = report_in(arrived)
        added = keep(watcher, found, keep_all=source.keep_all)
    except InputError:
        # An archive of the web is full of pages that are no reports.
        return 0
    if added is None:
        return 0
    with watcher.store.writing() as connection:
        keep_traces(connection, watcher, arrived, found, added)
    tell(page.url, added.outcome.value)
    return 1


def _dropped(source: Source, path: Path, name: str, stamp: str, watcher: Watcher, tell: Tell) -> int:
    kept = 0
    for item in collect(path, max_bytes=watcher.page_bytes):
        kept += _file(source, item, watcher, tell)
    with watcher.store.writing() as connection:
        keep_file_position(connection, source, name, stamp, None, done=True)
    return kept


def _file(source: Source, item: Collected | Refused, watcher: Watcher, tell: Tell) -> int:
    if isinstance(item, Refused):
        tell(item.path, item.error.what)
        return 0
    try:
        added = keep(watcher, item, keep_all=source.keep_all)
    except InputError as error:
        tell(item.path, error.what)
        return 0
    tell(item.path, added.outcome.value if added else "tells no case")
    return int(added is not None)
