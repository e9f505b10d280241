"""Pages over made reports: what reports say is never markup, names withheld stand nowhere, lists have pages, readers cannot decide."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import team
from told import Said, told

from reportedly.model.claims import StepType
from reportedly.model.decisions import Action
from reportedly.model.parties import Organisation, OrgKind, Place
from reportedly.review.casework import add
from reportedly.review.deciding import Who, decide
from reportedly.serve.settings import Settings
from reportedly.store import open_store
from reportedly.store.finding import Where, page_of

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
CHILD = "Temirlan Ashkenov"
EVERYWHERE = [
    "/",
    "/cases",
    "/search?q=Ashkenov",
    "/search?q=arrest",
    "/search?country=KZ",
    "/people",
    "/places",
    "/organisations",
    "/review",
    "/history",
    "/statistics",
]


@pytest.fixture
def place(tmp_path: Path) -> str:
    """The place of a store that does not exist yet."""
    return str(tmp_path / "store.db")


def keep(place: str, key: str, name: str, day: date, *, age: int | None = None, outlet: str = "Tasbulan Herald", where: str = "Tasbulan") -> None:
    """Add a report of one arrest, with a place and an organisation that bears the name."""
    reading, snapshot = told(key, Said(StepType.ARREST, [name], day), published=day + timedelta(days=1), outlet=outlet, url=f"https://{key}.example/")
    (person,) = reading.people
    evidence = person.evidence
    reading = replace(
        reading,
        article=replace(reading.article, headline=f"{name} arrested"),
        people=(replace(person, age=age),),
        places=(Place("l1", where, "KZ", evidence=evidence),),
        organisations=(
            Organisation("o1", f"{name} Fund", OrgKind.NGO, evidence=evidence),
            Organisation("o2", "City Court", OrgKind.COURT, evidence=evidence),
        ),
    )
    with open_store(place) as store:
        add(store, reading, snapshot, NOW)


def case_of(place: str) -> str:
    with open_store(place) as store, store.reading() as connection:
        return page_of(connection, Where())[0].id


def test_what_comes_from_a_report_is_text(place: str) -> None:
    keep(place, "a", HOSTILE, date(2024, 4, 2), outlet=HOSTILE, where=HOSTILE)
    with open_store(place) as store:
        decide(store, Action.ACCEPT, [case_of(place)], Who(HOSTILE, NOW, HOSTILE))
    with team.workplace(Settings(place, as_of=date(2024, 5, 2))) as client:
        for path in [*EVERYWHERE, f"/search?q={HOSTILE}", f"/places/{HOSTILE.casefold()}", f"/cases/{case_of(place)}"]:
            answer = client.get(path)
            assert answer.status_code in {200, 404}, path
            for sign in ("<script>alert", "<img src=x"):
                assert sign not in answer.text, (path, sign)


def test_a_name_that_is_withheld_stands_on_no_page(place: str) -> None:
    keep(place, "a", CHILD, date(2024, 4, 2), age=15)
    with open_store(place) as store:
        decide(store, Action.ACCEPT, [case_of(place)], Who("ana", NOW, f"I know {CHILD}"))
    with team.workplace(Settings(place, as_of=date(2024, 5, 2))) as client:
        person = client.get("/search?q=Ashkenov").text
        assert "name withheld" in person
        for path in [*EVERYWHERE, f"/cases/{case_of(place)}"]:
            shown = client.get(path).text.replace('value="Ashkenov"', "").replace("Ashkenov · Search", "").replace("q=Ashkenov", "")
            assert "Ashkenov" not in shown, path
            assert "Temirlan" not in shown, path


def test_lists_have_pages_and_no_end_is_missed(place: str) -> None:
    for number in range(30):
        keep(
            place,
            f"r{number:02d}",
            f"Person{chr(97 + number % 26)}{number} Name{chr(97 + number % 26)}{number}",
            date(2024, 1, 1) + timedelta(days=number),
        )
    with open_store(place) as store, store.reading() as connection:
        every = [line.id for line in page_of(connection, Where(), limit=100)]
    with team.workplace(Settings(place, as_of=date(2024, 5, 2))) as client:
        first, second = client.get("/cases").text, client.get("/cases?page=2").text
        assert sum(f'href="/cases/{case}"' in first for case in every) == min(25, len(every))
        assert all((f'href="/cases/{case}"' in first) != (f'href="/cases/{case}"' in second) for case in every)
        assert client.get("/cases?page=99999999999999999999").status_code == 200
        assert client.get("/cases?since=yesterday").status_code == 400
        people = client.get("/people?role=accused").text
        assert people.count("data-line") == len(every)


def test_what_is_new_is_told_from_one_visit_to_the_next(place: str) -> None:
    keep(place, "a", "Danel Orzhakov", date(2024, 4, 2))
    with team.workplace(Settings(place, as_of=date(2024, 5, 2))) as client:
        assert "What came last" in client.get("/").text
        earlier = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
        client.cookies.clear()
        client.cookies.set("reportedly_visits", f"|{earlier}")
        assert "Nothing has changed" in client.get("/").text
        client.cookies.clear()
        client.cookies.set("reportedly_visits", "not a moment|nor this")
        assert client.get("/").status_code == 200


def test_a_reader_sees_and_cannot_answer_or_add(place: str) -> None:
    team.people(place)
    keep(place, "a", "Danel Orzhakov", date(2024, 4, 2))
    with team.workplace(place) as client:
        assert client.get("/cases").headers["location"].startswith("/login")
        csrf = team.log_in(client, "reader")
        assert client.get("/cases").status_code == 200
        assert client.get("/add").status_code == 403
        for path in ("/add", "/add/samples", "/review", "/history/0123/undo"):
            assert client.post(path, data={"csrf": csrf, "place": "0.1\ta\tb", "given": "same"}).status_code == 403, path


def test_no_change_without_the_token_of_the_page(place: str) -> None:
    keep(place, "a", "Danel Orzhakov", date(2024, 4, 2))
    with team.workplace(Settings(place)) as client:
        for path in ("/add", "/add/samples", "/review", "/history/0123/undo"):
            assert client.post(path, data={"place": "0.1\ta\tb", "given": "same"}).status_code == 403, path
