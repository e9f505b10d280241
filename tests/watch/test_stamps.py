"""Time stamps by an authority of the tests' own: a good one is kept, handed out and checked; a bad one stops nothing and is tried again."""

import gzip
import hashlib
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from authority import Authority, authority
from newsroom.reader import read_world
from newsroom.world import BASE, Story, page
from told import Said, told
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.collect.rules import ALLOW_HOSTS, FetchRules
from reportedly.collect.stamping import AUTHORITY, ROOTS, ask_for_stamp, authority_from, stamp_moment
from reportedly.collect.stamping import Authority as Named
from reportedly.errors import AddressError, FetchError, StampError, UsageError
from reportedly.export.evidence_check import check_evidence
from reportedly.export.wacz import wacz
from reportedly.export.warc_file import write_warc
from reportedly.model.claims import ReportReading, StepType
from reportedly.model.following import Source, SourceKind
from reportedly.model.text import Article
from reportedly.review.casework import add
from reportedly.review.deciding import Who
from reportedly.review.evidence import evidence_of
from reportedly.review.expunging import expunge
from reportedly.review.stamping import with_stamps
from reportedly.store import Store, open_store
from reportedly.store.backup import back_up, restore
from reportedly.store.fetching import last_fetches
from reportedly.store.sources import add_source
from reportedly.store.stamps import stamp_notes, stamps_of
from reportedly.watch.rounds import one_round
from reportedly.watch.settings import Watcher
from reportedly.watch.stamping import next_stamping, stamp_kept
from reportedly.watch.visiting import Visitor

NOW = datetime(2025, 1, 1, tzinfo=UTC)
CONTENT = b"What is told\n"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
RULES = FetchRules(allowed_hosts=frozenset({"127.0.0.1"}), seconds=2, quiet_seconds=1)
CURATOR, DRIVER = "Selvira Tokmashova", "Danel Orzhakov"
ARREST = Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11))


class Hands:
    """A clock on which sleeping takes no time."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority(tmp_path_factory.mktemp("authority")) as running:
        yield running


def named(tsa: Authority, way: str = "good") -> Named:
    return Named(tsa.url(way), tsa.roots.read_bytes())


def unread(_: Article) -> ReportReading:
    raise AssertionError("nothing is read here")


def watcher_of(store: Store, tsa: Authority, way: str = "good") -> Watcher:
    return Watcher(store, unread, RULES, Hands(), chance=lambda: 0.5, authority=named(tsa, way))


def digests(store: Store) -> list[str]:
    with store.reading() as connection:
        return [str(row[0]) for row in connection.exec_driver_sql("SELECT sha256 FROM versions ORDER BY number")]


def stamped(store: Store) -> list[str]:
    every = digests(store)
    with store.reading() as connection:
        return [sha256 for sha256 in every if sha256 in stamps_of(connection, every)]


def test_a_good_time_stamp_is_about_the_bytes_and_of_now(tsa: Authority) -> None:
    stamp = ask_for_stamp(CONTENT, DIGEST, named(tsa), RULES)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=5)
    assert stamp_moment(stamp.token, DIGEST, tsa.roots.read_bytes()) == stamp.at
    assert tsa.asked[-1] == "good:application/timestamp-query"


def test_openssl_agrees(tsa: Authority, tmp_path: Path) -> None:
    stamp = ask_for_stamp(CONTENT, DIGEST, named(tsa), RULES)
    (tmp_path / "reply").write_bytes(stamp.token)
    command = ["openssl", "ts", "-verify", "-digest", DIGEST, "-in", str(tmp_path / "reply"), "-CAfile", str(tsa.roots)]
    assert subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("way", "error", "words"),
    [
        ("wrong-digest", StampError, "about other bytes"),
        ("wrong-nonce", StampError, "Nonce"),
        ("other-signer", StampError, "no time stamp that holds"),
        ("changed", StampError, "no time stamp that holds"),
        ("garbage", StampError, "no time stamp that holds"),
        ("nothing", StampError, "no time stamp that holds"),
        ("refused", StampError, "gave no time stamp: status 2"),
        ("error", FetchError, "answered 503"),
        ("redirected", FetchError, "answered 302"),
        ("oversized", FetchError, "larger"),
        ("slow", FetchError, "no answer in time"),
    ],
)
def test_an_authority_that_fails_or_lies_is_not_believed(tsa: Authority, way: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        ask_for_stamp(CONTENT, DIGEST, named(tsa, way), RULES)


def test_an_authority_on_the_own_network_is_asked_only_when_it_is_named(tsa: Authority) -> None:
    with pytest.raises(AddressError, match="loopback"):
        ask_for_stamp(CONTENT, DIGEST, named(tsa), FetchRules())


def test_an_authority_that_is_not_there_is_a_failed_fetch(tsa: Authority) -> None:
    with pytest.raises(FetchError, match="could not be fetched"):
        ask_for_stamp(CONTENT, DIGEST, Named("http://127.0.0.1:1024/", tsa.roots.read_bytes()), RULES)


def test_settings_that_make_no_sense_are_told(tsa: Authority, tmp_path: Path) -> None:
    assert authority_from({}) is None
    assert authority_from({AUTHORITY: tsa.url(), ROOTS: str(tsa.roots)}) == named(tsa)
    (tmp_path / "empty.pem").write_text("no certificate")
    for roots in ("", "/nowhere/ca.pem", str(tmp_path / "empty.pem")):
        with pytest.raises(UsageError):
            authority_from({AUTHORITY: tsa.url(), ROOTS: roots})
    with pytest.raises(AddressError):
        authority_from({AUTHORITY: "file:///etc/passwd", ROOTS: str(tsa.roots)})


def test_what_is_kept_from_now_on_is_stamped_once(store: Store, tsa: Authority) -> None:
    watcher = watcher_of(store, tsa)
    add(store, *told("old", ARREST), NOW)
    assert stamp_kept(watcher, lambda *_: None) == 0
    add(store, *told("new", ARREST, note="Told again."), NOW)
    add(store, *told("new", ARREST, note="Told otherwise."), NOW)
    assert stamp_kept(watcher, lambda *_: None) == 2
    before = len(tsa.asked)
    assert stamp_kept(watcher, lambda *_: None) == 0
    assert (stamped(store), len(tsa.asked)) == (digests(store)[1:], before)
    with store.reading() as connection:
        assert [(fetch.purpose, fetch.result) for fetch in last_fetches(connection, 5)] == [("stamp", "ok")] * 2


def test_what_the_first_round_keeps_is_stamped(store: Store, tsa: Authority, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(Story(3), "Herald", BASE, "http://herald.example/story/3"))
    with store.writing() as connection:
        add_source(connection, Source("s1", SourceKind.FOLDER, str(tmp_path), "folder"))
    watcher = replace(watcher_of(store, tsa), read=read_world)
    assert one_round(watcher, Visitor(watcher)).kept == 1
    assert stamped(store) == digests(store) != []


@pytest.mark.parametrize("way", ["wrong-digest", "garbage", "error", "slow"])
def test_a_bad_authority_ends_no_round_and_is_asked_less_and_less(store: Store, tsa: Authority, way: str) -> None:
    patience = replace(RULES, seconds=0.3) if way == "slow" else RULES
    watcher, said = replace(watcher_of(store, tsa, way), rules=patience), list[str]()
    one_round(watcher, Visitor(watcher))
    for key in "ab":
        add(store, *told(key, ARREST, note=key), NOW)
    before = len(tsa.asked)
    for _ in range(20):
        one_round(watcher, Visitor(watcher), lambda _place, result: said.append(result))
        watcher.clock.sleep(60)
    asked = len(tsa.asked) - before
    # In 20 minutes after 0, 1, 3, 7 and 15 of them.
    assert asked == len(said) == 5
    with store.reading() as connection:
        assert set(stamp_notes(connection).values()) <= set(said)
        assert {fetch.purpose for fetch in last_fetches(connection, 20)} == {"stamp"}
        after = next_stamping(connection, watcher)
    assert after is not None
    assert after > watcher.clock.now()


def test_it_is_asked_for_again_until_it_comes(store: Store, tsa: Authority) -> None:
    watcher = watcher_of(store, tsa, "busy")
    stamp_kept(watcher, lambda *_: None)
    for key in "ab":
        add(store, *told(key, ARREST, note=key), NOW)
    given = []
    for _ in range(4):
        given.append(stamp_kept(watcher, lambda *_: None))
        watcher.clock.sleep(60)
    assert (given[0], sum(given), len(stamped(store))) == (0, 2, 2)
    with store.reading() as connection:
        assert (stamp_notes(connection), next_stamping(connection, watcher)) == ({}, None)


def test_bytes_that_somebody_was_expunged_from_are_not_stamped(store: Store, tsa: Authority) -> None:
    watcher = watcher_of(store, tsa)
    stamp_kept(watcher, lambda *_: None)
    case = add(store, *told("a", ARREST), NOW).cases[0]
    expunge(store, f"{case}/{CURATOR}", Who("ana", NOW, "request"))
    before = len(tsa.asked)
    for _ in range(2):
        assert stamp_kept(watcher, lambda *_: None) == 0
        watcher.clock.sleep(86_400)
    assert len(tsa.asked) == before


def test_a_backup_carries_time_stamps(store: Store, tsa: Authority, tmp_path: Path) -> None:
    watcher = watcher_of(store, tsa)
    stamp_kept(watcher, lambda *_: None)
    add(store, *told("a", ARREST), NOW)
    stamp_kept(watcher, lambda *_: None)
    back_up(store, tmp_path / "backup.gz")
    with open_store(str(tmp_path / "new.db")) as new:
        restore(new, tmp_path / "backup.gz")
        assert stamped(new) == stamped(store) == digests(store)


@pytest.mark.parametrize("kind", ["warc.gz", "wacz"])
def test_evidence_carries_them_and_whoever_changes_one_is_found_out(kind: str, store: Store, tsa: Authority, tmp_path: Path) -> None:
    case = add(store, *told("a", ARREST), NOW).cases[0]
    add(store, *told("b", ARREST, note="Told again.", outlet="Radio Jelqanat"), NOW)
    found, fault = with_stamps(store, evidence_of(store, case, NOW.date()), named(tsa), RULES, lambda: NOW)
    assert fault is None
    assert evidence_of(store, case, NOW.date()) == found
    path, roots = tmp_path / f"evidence.{kind}", tsa.roots.read_bytes()
    with path.open("wb") as file:
        if kind == "wacz":
            file.write(wacz(found))
        else:
            write_warc(found, file)
    checked = check_evidence(path, lambda token, sha256: stamp_moment(token, sha256, roots))
    assert (checked.faults, checked.reports, checked.stamps) == ((), 2, 2)
    others = (tsa.folder / "other-signer" / "ca.pem").read_bytes()
    faults = check_evidence(path, lambda token, sha256: stamp_moment(token, sha256, others)).faults
    assert len([fault for fault in faults if "no time stamp that holds" in fault]) == 2
    if kind == "wacz":
        return
    inside = gzip.decompress(path.read_bytes())
    first = next(page for page in found.pages if page.stamp)
    assert first.stamp is not None
    exchanged = replace(found, pages=tuple(replace(page, stamp=first.stamp) for page in found.pages))
    with path.open("wb") as file:
        write_warc(exchanged, file)
    faults = check_evidence(path, lambda token, sha256: stamp_moment(token, sha256, roots)).faults
    assert any("about other bytes" in fault for fault in faults)
    path.write_bytes(inside[: inside.rindex(b"WARC/1.1")])
    assert any("time stamp is missing" in fault for fault in check_evidence(path).faults)
    path.write_bytes(inside.replace(first.stamp.at.isoformat().encode(), b"2020-01-01T00:00:00+00:00"))
    faults = check_evidence(path, lambda token, sha256: stamp_moment(token, sha256, roots)).faults
    assert any("another moment" in fault for fault in faults)


def test_the_command_stamps_what_it_hands_out(tsa: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, file = str(tmp_path / "store.db"), str(tmp_path / "case.wacz")
    with open_store(place) as store:
        case = add(store, *told("a", ARREST), NOW).cases[0]
    monkeypatch.setenv(ALLOW_HOSTS, "127.0.0.1")
    monkeypatch.setenv(ROOTS, str(tsa.roots))
    monkeypatch.setenv(AUTHORITY, tsa.url("error"))
    run = CliRunner().invoke(app, ["evidence", case, "--db", place, "-o", file])
    assert (run.exit_code, "1 versions of reports" in run.stdout, "without a time stamp" in run.stderr) == (0, True, True)
    monkeypatch.setenv(AUTHORITY, tsa.url())
    run = CliRunner().invoke(app, ["evidence", case, "--db", place, "-o", file])
    assert (run.exit_code, run.stdout.strip().endswith("every digest fits, 1 with a time stamp"), run.stderr) == (0, True, "")
    monkeypatch.delenv(AUTHORITY)
    monkeypatch.delenv(ROOTS)
    run = CliRunner().invoke(app, ["evidence", "--verify", file])
    assert (run.exit_code, "was not checked" in run.stdout) == (0, True)
