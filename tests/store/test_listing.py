"""Lists in pages: what one costs does not grow with the store, and walking it gives everything once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from adding import NOW
from kept import keep
from reporting import simple
from sqlalchemy import event
from told import Said, told

from reportedly.model.claims import StepType
from reportedly.model.decisions import Action
from reportedly.review.casework import add
from reportedly.review.deciding import Who, decide
from reportedly.store import Connection, Store, open_store
from reportedly.store.auditing import audit_entries, keep_audit
from reportedly.store.finding import Where
from reportedly.store.listing import (
    ReportsWanted,
    case_page,
    cases_withholding,
    deadline_page,
    decision_page,
    people_page,
    report_page,
)

TODAY = date(2025, 1, 1)


@pytest.fixture
def many(store: Store) -> Store:
    """Thirty cases, each with a deadline and a decision."""
    for number in range(30):
        step = Said(StepType.ARREST, [f"Name{number:02} Surname{chr(97 + number % 26) * 5}"], date(2024, 3, 11), until=date(2024, 5, 1 + number))
        add(store, *told(f"r{number}", step, published=date(2024, 3, 12 + number % 3), offence=(f"kind {number}", f"kind{number}")), NOW)
    with store.reading() as connection:
        cases = [line.id for line in case_page(connection, Where(), 100)]
    for case in cases[:5]:
        decide(store, Action.ACCEPT, [case], Who("gaukhar", NOW))
    decide(store, Action.NEVER_MERGE, cases[:2], Who("gaukhar", NOW))
    return store


def test_walking_a_list_gives_everything_once(many: Store) -> None:
    with many.reading() as connection:
        cases = _walk(lambda after: case_page(connection, Where(), 7, after), lambda line: (line.updated or "", line.id))
        assert len({line.id for line in cases}) == len(cases) == len(case_page(connection, Where(), 100)) > 20
        people = _walk(lambda after: people_page(connection, 7, after=after), lambda line: (line.name, line.case, line.person))
        assert people == people_page(connection, 100)
        assert [line.name for line in people] == sorted(line.name for line in people)
        reports = _walk(lambda after: report_page(connection, ReportsWanted(), 7, after), lambda line: line.number)
        assert [line.id for line in reports] == [f"r{number}" for number in range(29, -1, -1)]
        lines = _walk(lambda after: deadline_page(connection, 7, today=TODAY, after=after), lambda line: (line.deadline.day.isoformat(), line.number))
        assert lines == deadline_page(connection, 100, today=TODAY)
        made = _walk(lambda after: decision_page(connection, 2, before=after), lambda line: line[0])
        assert len(made) == 6
        assert [one.action for _, one in decision_page(connection, 2, action=Action.NEVER_MERGE)] == [Action.NEVER_MERGE]
        assert decision_page(connection, 5, about="nothing") == []
        assert cases_withholding(connection, [line.id for line in cases]) == cases_withholding(connection, []) == []


def _walk(page: Any, key: Any) -> list[Any]:
    found: list[Any] = []
    after = None
    while lines := page(after):
        found += lines
        after = key(lines[-1])
    return found


def test_no_page_puts_a_whole_table_in_order(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        keep(store, simple("a", "Selvira Tokmashova", "2024-03-12"))
        with store.writing() as connection:
            keep_audit(connection, NOW, "gaukhar", "signed in")
        with store.reading() as connection:
            statements: list[tuple[str, Any]] = []

            def note(*call: Any) -> None:
                statements.append((call[2], call[3]))

            event.listen(connection, "before_cursor_execute", note)
            for after in (None, ("2024-03-12", "c")):
                case_page(connection, Where(), 5, after)
            people_page(connection, 5, after=("a", "c", "p"))
            report_page(connection, ReportsWanted(), 5, 9)
            deadline_page(connection, 5, today=TODAY, after=("2024-01-01", 1))
            decision_page(connection, 5, before=9)
            audit_entries(connection, before=9, limit=5)
            event.remove(connection, "before_cursor_execute", note)
            plans = [_plan(connection, *statement) for statement in statements]
    assert len(plans) > 6
    # Ties are put in order within one day, or one name, alone; so are the few cases without a day.
    assert not [plan for plan in plans if "USE TEMP B-TREE FOR ORDER BY" in plan and "(updated=?)" not in plan]


def _plan(connection: Connection, text: str, values: Any) -> str:
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).fetchall()
    return f"{text}: {'; '.join(str(row[3]) for row in rows)}"
