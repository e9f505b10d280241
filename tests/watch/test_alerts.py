"""What is told, to whom, and what is never told."""

import socket
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from told import Said, told

from reportedly.collect.rules import FetchRules
from reportedly.errors import MissingError
from reportedly.model.alerts import AlertKind, Channel, ChannelKind, SavedSearch
from reportedly.model.claims import ReportReading, StepType
from reportedly.model.text import Article
from reportedly.review.casework import add
from reportedly.review.changes import beside_facts, changes
from reportedly.review.deciding import Who
from reportedly.review.expunging import expunge
from reportedly.review.viewing import view_case
from reportedly.store import Store
from reportedly.store.alerting import add_channel, alerts_kept, waiting_alerts
from reportedly.store.fetching import keep_event
from reportedly.watch.delivering import MAIL_FROM, SMTP, deliver
from reportedly.watch.noticing import follow_case, keep_search, notice_new
from reportedly.watch.settings import Watcher
from reportedly.watch.wording import Telling, tell_alert

NOW = datetime(2024, 5, 1, tzinfo=UTC)
CURATOR, DRIVER, COOK = "Selvira Tokmashova", "Danel Orzhakov", "Ilmar Bekturov"
ARREST = Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11))
CUSTODY = Said(StepType.PRETRIAL_DETENTION, [CURATOR], date(2024, 3, 13), until=date(2024, 5, 13))
FREED = Said(StepType.ACQUITTAL, [DRIVER], date(2024, 4, 18))
URL = "http://herald.example/1"


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def unread(_: Article) -> ReportReading:
    raise AssertionError("nothing is read here")


@pytest.fixture
def watcher(store: Store) -> Watcher:
    return Watcher(store, unread, FetchRules(), Hands(), chance=lambda: 0.5)


def first(store: Store, *said: Said, **more: Any) -> str:
    return add(store, *told("a", *(said or (ARREST,)), url=URL, **more), NOW).cases[0]


def tellings(watcher: Watcher) -> list[Telling]:
    notice_new(watcher)
    with watcher.store.reading() as connection:
        kept = alerts_kept(connection, 100)
    return [tell_alert(watcher.store, alert, watcher.clock.now()) for alert in kept]


def kinds(watcher: Watcher) -> list[AlertKind]:
    return [telling.alert.kind for telling in tellings(watcher)]


def test_what_a_case_tells_when_it_is_followed_is_not_new(watcher: Watcher) -> None:
    case = first(watcher.store)
    assert follow_case(watcher, case) == (case, True)
    assert follow_case(watcher, case) == (case, False)
    assert kinds(watcher) == []
    with pytest.raises(MissingError):
        follow_case(watcher, "cnothing")


def test_a_new_step_is_told_once_however_many_reports_tell_it(watcher: Watcher) -> None:
    follow_case(watcher, first(watcher.store))
    for key in "bcd":
        add(watcher.store, *told(key, ARREST, CUSTODY, published=date(2024, 3, 14), outlet=f"Outlet {key}", note=f"Note {key}."), NOW)
        assert kinds(watcher) == [AlertKind.NEW_STEP]


def test_a_step_that_is_read_anew_is_not_new(watcher: Watcher) -> None:
    reading, snapshot = told("a", ARREST, url=URL)
    follow_case(watcher, add(watcher.store, reading, snapshot, NOW).cases[0])
    anew = replace(reading, claims=tuple(replace(claim, why="another.rule", id="") for claim in reading.claims), model="another")
    add(watcher.store, anew, snapshot, NOW)
    assert kinds(watcher) == []


def test_an_outcome_in_somebodys_favour_leads(watcher: Watcher) -> None:
    follow_case(watcher, first(watcher.store))
    add(watcher.store, *told("b", ARREST, FREED, published=date(2024, 4, 19), outlet="Radio Jelqanat"), NOW)
    (telling,) = tellings(watcher)
    assert telling.favourable
    assert telling.title.startswith("Outcome in their favour")
    assert telling.lines[0].startswith(f"Outcome in their favour: {DRIVER}: acquittal")
    assert telling.lines[-1] == "As reported by the sources named, as of 1 May 2024; not a finding of fact."


def test_deadlines_are_told_when_they_are_near_and_when_they_passed_in_silence(watcher: Watcher) -> None:
    follow_case(watcher, first(watcher.store, ARREST, CUSTODY))
    hands = watcher.clock
    assert isinstance(hands, Hands)
    assert kinds(watcher) == []
    hands.at = datetime(2024, 5, 11, tzinfo=UTC)
    assert kinds(watcher) == [AlertKind.DEADLINE_NEAR]
    hands.at = datetime(2024, 5, 14, tzinfo=UTC)
    assert kinds(watcher) == [AlertKind.DEADLINE_SILENT, AlertKind.DEADLINE_NEAR]
    assert "no report since says what happened" in tellings(watcher)[0].text


def test_a_correction_is_told_even_when_it_takes_the_case_away(watcher: Watcher) -> None:
    case = first(watcher.store)
    follow_case(watcher, case)
    note = "Correction: An earlier version of this article named two people who were not held."
    add(watcher.store, *told("z", url=URL, note=note), NOW)
    (telling,) = tellings(watcher)
    assert telling.alert.kind is AlertKind.CORRECTION
    assert "correction: “Correction: An earlier version" in telling.text
    assert "No longer in the report: “The arrest of" in telling.text
    # No case tells whose names are to be withheld any more, so all are covered.
    assert "Tokmashova" not in telling.text
    (change,) = changes(watcher.store)
    assert (change.kind, change.cases, len(change.lost), change.notes[0].kind) == ("new version", (), 1, "correction")
    assert any(line.startswith("+Correction") for line in change.difference)


def test_a_page_that_is_gone_is_told_and_shown(watcher: Watcher) -> None:
    case = first(watcher.store)
    follow_case(watcher, case)
    with watcher.store.writing() as connection:
        keep_event(connection, "a", NOW, "gone", 410)
    assert kinds(watcher) == [AlertKind.PAGE_GONE]
    file = view_case(watcher.store, case, NOW.date()).file
    assert [page.report for page in beside_facts(watcher.store, file).gone] == ["a"]
    with watcher.store.writing() as connection:
        keep_event(connection, "a", NOW, "back", 200)
    assert beside_facts(watcher.store, file).gone == ()
    assert kinds(watcher) == [AlertKind.PAGE_BACK, AlertKind.PAGE_GONE]


def test_new_cases_that_match_a_search_are_told_once(watcher: Watcher) -> None:
    first(watcher.store)
    keep_search(watcher.store, SavedSearch("poison", offence="murder", words=("poison",)), NOW)
    keep_search(watcher.store, SavedSearch("all"), NOW)
    assert kinds(watcher) == []
    poison = Said(StepType.CHARGE, [COOK], date(2024, 4, 2))
    for key in ("e", "f"):
        add(watcher.store, *told(key, poison, published=date(2024, 4, 3), offence=("murder by poison", "murder"), outlet=key), NOW)
        assert sorted(telling.alert.ref for telling in tellings(watcher)) == ["all", "poison"]


def test_withheld_names_stand_in_no_alert(watcher: Watcher) -> None:
    keep_search(watcher.store, SavedSearch("all"), NOW)
    reading, snapshot = told("a", ARREST, url="http://herald.example/selvira-tokmashova")
    case = add(watcher.store, replace(reading, people=(replace(reading.people[0], age=15), *reading.people[1:])), snapshot, NOW).cases[0]
    follow_case(watcher, case)
    add(watcher.store, *told("b", ARREST, CUSTODY, published=date(2024, 3, 14), outlet="Radio Jelqanat"), NOW)
    found = tellings(watcher)
    assert len(found) >= 2
    assert not [telling for telling in found if "Tokmashova" in telling.text + telling.title + str(telling.url) or "tokmashova" in str(telling.url)]


def test_an_expunged_person_leaves_the_feed(watcher: Watcher, tmp_path: Path) -> None:
    feed = tmp_path / "alerts.xml"
    with watcher.store.writing() as connection:
        add_channel(connection, Channel("file", ChannelKind.ATOM, str(feed)), NOW)
    keep_search(watcher.store, SavedSearch("all"), NOW)
    case = first(watcher.store)
    notice_new(watcher)
    assert deliver(watcher).told == 1
    assert CURATOR in feed.read_text()
    expunge(watcher.store, f"{case}/{CURATOR}", Who("ana", NOW, "request"))
    assert deliver(watcher).told == 0
    assert "Tokmashova" not in feed.read_text()


class Mailbox:
    """Takes mail, but refuses the first."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.refused = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (the name that the server calls)
        if not self.refused:
            self.refused += 1
            return "451 try again"
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 taken"


def test_mail_is_sent_again_until_it_is_taken_and_then_no_more(watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        monkeypatch.setenv(SMTP, f"smtp://127.0.0.1:{port}")
        monkeypatch.setenv(MAIL_FROM, "desk@example.org")
        with watcher.store.writing() as connection:
            add_channel(connection, Channel("me", ChannelKind.EMAIL, "ana@example.org"), NOW)
        keep_search(watcher.store, SavedSearch("all"), NOW)
        first(watcher.store)
        notice_new(watcher)
        done = deliver(watcher)
        assert (done.told, "try again" in done.faults[0][1]) == (0, True)
        assert deliver(watcher).told == 0
        watcher.clock.sleep(3600)
        assert deliver(watcher).told == 1
        assert deliver(watcher).told == 0
    finally:
        server.stop()
    (mail,) = box.mails
    assert mail["Subject"].startswith("New case: ")
    assert mail["Message-ID"].endswith("@reportedly.invalid>")
    assert "not a finding of fact" in mail.get_payload()
    with watcher.store.reading() as connection:
        assert waiting_alerts(connection) == {}


def test_a_webhook_on_the_own_network_is_not_reached(watcher: Watcher) -> None:
    with watcher.store.writing() as connection:
        add_channel(connection, Channel("hook", ChannelKind.WEBHOOK, "http://127.0.0.1:9999/", "whsec_c2VjcmV0"), NOW)
    keep_search(watcher.store, SavedSearch("all"), NOW)
    first(watcher.store)
    notice_new(watcher)
    assert "loopback" in deliver(watcher).faults[0][1]
