"""A store with readings made by hand, as the workplace and its API are tested with. All names are invented."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from made import reading
from reporting import Report, simple

from reportedly.model.claims import ReportReading
from reportedly.model.text import Snapshot
from reportedly.review.casework import Added, add
from reportedly.store import Store, open_store

NOW = datetime(2025, 1, 1, tzinfo=UTC)


def keep(store: Store, *readings: ReportReading) -> list[Added]:
    """Add readings with the bytes of their texts."""
    return [add(store, one, _snapshot(one), NOW) for one in readings]


def _snapshot(one: ReportReading) -> Snapshot:
    content = one.article.text.encode()
    return Snapshot(hashlib.sha256(content).hexdigest(), "text/html", content)


def readings() -> Iterable[ReportReading]:
    """Reports of several cases: one with everything in it, one told twice, one with names that are withheld, two that may be one."""
    yield reading()
    yield simple("a", "Selvira Tokmashova", "2024-03-12", day="2024-03-11")
    yield simple("b", "Селвира Токмашова", "2024-03-14", kind="charge", day="2024-03-13", lang="ru", outlet="Radio Jelqanat")
    yield simple("c", "Toren Ulvash", "2024-05-02", kind="arrest", day="2024-05-01", offence="bribery", where="Qyzjar")
    yield simple("d", "Toren Ulvash", "2024-09-02", kind="charge", day="2024-09-01", offence="fraud", where="Tasbulan")
    school = Report("e", "2024-03-12")
    boy, man = school.person("Ilmar Bekturov", age=16), school.person("Danel Orzhakov", age=41)
    school.step("arrest", [boy, man], "2024-03-11", until="2024-05-11", offences=[school.offence("robbery")])
    yield school.reading()


def fill(place: str) -> str:
    """A store with those reports at a place."""
    with open_store(place) as store:
        keep(store, *readings())
    return place
