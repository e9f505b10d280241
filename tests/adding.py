"""Adding made reports to a store: what the processes do that tests start, let write at once, and kill."""

from datetime import UTC, date, datetime
from multiprocessing.connection import Connection as Pipe

from told import Said, told

from reportedly.model.claims import ReportReading, StepType
from reportedly.model.text import Snapshot
from reportedly.review.casework import add
from reportedly.store import open_store

NOW = datetime(2025, 1, 1, tzinfo=UTC)
BEGUN = -1
NAMES = ["Selvira Tokmashova", "Danel Orzhakov", "Ilmar Bekturov", "Aiza Keldibek", "Toren Ulvash"]


def report(number: int) -> tuple[ReportReading, Snapshot]:
    """One of many reports of five cases."""
    day = date(2024, 3, 1 + number % 28)
    arrest = Said(StepType.ARREST, [NAMES[number % 5]], date(2024, 2, 20 + number % 5))
    return told(f"r{number:04d}", arrest, published=day, outlet=f"Outlet {number % 7}", note=f"This is note {number}.")


def add_some(place: str, numbers: list[int], acknowledged: Pipe) -> None:
    """Add reports one by one, and tell each that is safely kept."""
    acknowledged.send(BEGUN)
    with open_store(place) as store:
        for number in numbers:
            add(store, *report(number), NOW)
            acknowledged.send(number)
