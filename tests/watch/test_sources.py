"""Sources in a store, archives and folders among them."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from newsroom.reader import read_world
from newsroom.world import BASE, Story, page
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.collect.rules import FetchRules
from reportedly.errors import StoreError
from reportedly.model.following import ItemState, Listed, Source, SourceKind
from reportedly.store import Store, open_store
from reportedly.store.backup import back_up, restore
from reportedly.store.reports import report_count
from reportedly.store.sources import (
    add_source,
    due_items,
    due_sources,
    keep_items,
    mark_item,
    pause_source,
    remove_source,
    source_id,
    source_named,
    sources_kept,
)
from reportedly.store.watch_lock import watching_alone
from reportedly.watch.keeping import Arrived, report_in
from reportedly.watch.looking import pages_in
from reportedly.watch.rounds import one_round
from reportedly.watch.schedule import LONGEST, first_look, later, sooner
from reportedly.watch.settings import Watcher
from reportedly.watch.visiting import Visitor

NOW = datetime(2025, 3, 1, tzinfo=UTC)
FEED = "http://herald.example/feed"


def source(place: str = FEED, kind: SourceKind = SourceKind.FEED) -> Source:
    return Source(source_id(place), kind, place, place)


def archive(path: Path, numbers: range) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in numbers:
            url = f"http://herald.example/story/{number}"
            body = page(Story(number), "Herald", BASE, url).encode()
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), length=len(body), http_headers=http))


@pytest.fixture
def watcher(store: Store) -> Watcher:
    return Watcher(store, read_world, FetchRules())


def test_sources_are_kept_paused_and_removed(store: Store) -> None:
    with store.writing() as connection:
        assert (add_source(connection, source()), add_source(connection, source())) == (True, False)
        add_source(connection, source("http://radio.example/atom"))
    with store.reading() as connection:
        assert len(due_sources(connection, NOW)) == 2
        assert source_named(connection, FEED) == source_named(connection, source().id[:5])
    with store.writing() as connection:
        pause_source(connection, source(), paused=True)
        assert [item.place for item in due_sources(connection, NOW)] == ["http://radio.example/atom"]
        remove_source(connection, source())
        assert [item.place for item in sources_kept(connection)] == ["http://radio.example/atom"]
        with pytest.raises(StoreError):
            source_named(connection, FEED)


def test_a_page_is_listed_once_whoever_lists_it_and_no_source_floods(store: Store) -> None:
    listed = [Listed(f"http://herald.example/{number}") for number in range(10)]
    with store.writing() as connection:
        for place in (FEED, "http://radio.example/atom"):
            add_source(connection, source(place))
        assert keep_items(connection, source(), listed, [None] * 10, NOW, most=4) == 4
        assert keep_items(connection, source("http://radio.example/atom"), listed, [None] * 10, NOW, most=100) == 6
        due = due_items(connection, NOW)
        assert len(due) == 10
        mark_item(connection, due[0].number, ItemState.DONE, "added")
        assert keep_items(connection, source(), listed, [None] * 10, NOW, most=100) == 0


def test_a_backup_carries_sources(store: Store, tmp_path: Path) -> None:
    with store.writing() as connection:
        add_source(connection, source())
    back_up(store, tmp_path / "backup.gz")
    with open_store(str(tmp_path / "new.db")) as new:
        restore(new, tmp_path / "backup.gz")
        with new.reading() as connection:
            assert sources_kept(connection) == [source()]


def test_one_watcher_at_a_time(place: str) -> None:
    with open_store(place) as one, open_store(place) as two:
        with watching_alone(one), pytest.raises(StoreError, match="another process"), watching_alone(two):
            pass
        with watching_alone(two):
            pass


def test_an_archive_is_read_from_where_it_was_left(watcher: Watcher, tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    archive(path, range(1, 13))
    with watcher.store.writing() as connection:
        add_source(connection, source(str(path), SourceKind.WARC))
    seen: list[str] = []
    ended = replace(watcher, stopped=lambda: len(seen) >= 5)
    one_round(ended, Visitor(ended), lambda place, _: seen.append(place))
    with watcher.store.reading() as connection:
        before = report_count(connection)
    assert 0 < before < 12
    done = one_round(replace(watcher, clock=_Later()), Visitor(watcher))
    with watcher.store.reading() as connection:
        assert report_count(connection) == 12
    assert done.kept == 12 - before


class _Later:
    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(hours=1)

    def sleep(self, _: float) -> None:
        raise AssertionError("nothing to wait for")


def test_a_folder_is_looked_into_and_links_out_of_it_are_not_followed(watcher: Watcher, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    archive(folder / "news.warc.gz", range(1, 3))
    (folder / "page.html").write_text(page(Story(3), "Herald", BASE, "http://herald.example/story/3"))
    (folder / "empty.txt").write_text("")
    secret = tmp_path / "secret.html"
    secret.write_text(page(Story(4), "Herald", BASE, "http://herald.example/story/4"))
    (folder / "link.html").symlink_to(secret)
    with watcher.store.writing() as connection:
        add_source(connection, source(str(folder), SourceKind.FOLDER))
    assert one_round(watcher, Visitor(watcher)).kept == 3


def test_a_page_is_believed_about_its_own_site_only() -> None:
    claimed = page(Story(1), "Herald", BASE, "http://herald.example/story/1").encode()
    told = report_in(Arrived(claimed, "http://mirage.example/x", "text/html", "utf-8"))
    assert told.article.url == "http://mirage.example/x"
    moved = report_in(Arrived(claimed, "http://www.herald.example/x?utm=1", "text/html", "utf-8"))
    assert moved.article.url == "http://herald.example/story/1"


def test_a_feed_is_believed_in_full_about_its_own_site_only() -> None:
    listed = (Listed("http://herald.example/1", content="<p>x</p>"), Listed("http://radio.example/1", content="<p>x</p>"))
    assert [content is not None for content in pages_in(source(), listed)] == [True, False]


def test_pages_are_looked_at_less_and_less_often_and_sooner_after_a_change() -> None:
    at, looked, waits = NOW, first_look("a", "http://herald.example/1", NOW, None), []
    for _ in range(12):
        assert looked.next_at is not None
        waits.append((looked.next_at - at) / timedelta(hours=1))
        at = looked.next_at
        looked = later(looked, at, open_case=True)
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (6, LONGEST)
    assert sooner(looked, at).wait == 24
    assert later(looked, at, open_case=False).next_at is None
