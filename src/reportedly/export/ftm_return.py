"""Reports that come back from an export as FollowTheMoney entities, in any order of its lines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reportedly.errors import InputError, ReportedlyError
from reportedly.export.ftm_reports import MARK
from reportedly.export.records import Returned, put_together
from reportedly.model.text import Snapshot

__all__ = ["returned_entities"]

_MEND = "give the file as reportedly export followthemoney wrote it"


@dataclass(slots=True)
class _Waiting:
    """A report of which not all records have come yet."""

    head: dict[str, Any] | None = None
    text: str = ""
    records: dict[tuple[str, int], Any] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return self.head is not None and len(self.records) == self.head["records"]


def returned_entities(lines: Iterable[bytes], where: str) -> Iterator[Returned | ReportedlyError]:
    """The reports that a file of entities holds; what is damaged comes as an error in its place, and the rest goes on.

    A report is given as soon as all its records have come, so that only reports of which some are missing are kept in memory.

    Args:
        lines: The lines of the file.
        where: What to call the file in messages.
    """
    waiting: dict[str, _Waiting] = {}
    done: set[str] = set()
    for number, line in enumerate(lines, 1):
        try:
            report = _take(line, waiting, done)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            yield InputError(f"not an entity as this program writes them: {error}", where=f"{where}:{number}", mend=_MEND)
            continue
        if report and waiting[report].whole:
            done.add(report)
            yield _finished(report, waiting.pop(report), f"{where}:{number}")
    for report, found in waiting.items():
        told = f"only {len(found.records)} of {found.head['records']} records are there" if found.head else "the article is not there"
        yield InputError(f"the report {report} is not whole: {told}", where=where, mend=_MEND)


def _take(line: bytes, waiting: dict[str, _Waiting], done: set[str]) -> str | None:
    """Put the values of one entity where they belong; the id of their report, if they are of one that is not finished."""
    if not line.strip():
        return None
    properties = json.loads(line)["properties"]
    values = _kept(properties.get("indexText", ()))
    if values is None:
        return None
    report: str = values["report"] if "report" in values else values["id"]
    if report in done:
        return None
    found = waiting.setdefault(report, _Waiting())
    if "report" in values:
        found.records[values["kind"], int(values["at"])] = values["noun"]
    else:
        values["records"] = int(values["records"])
        found.head, found.text = values, "".join(properties.get("bodyText", ())[:1])
    return report


def _kept(texts: Iterable[str]) -> dict[str, Any] | None:
    for text in texts:
        mark, _, values = text.partition(" ")
        if mark == MARK and values.startswith("{"):
            found: dict[str, Any] = json.loads(values)
            return found
    return None


def _finished(report: str, found: _Waiting, where: str) -> Returned | ReportedlyError:
    head = found.head or {}
    try:
        article = {**head["article"], "id": report, "text": found.text}
        sha256, at = head["capture"]
        reading = put_together(article, head["depth"], head["model"], ((kind, place, noun) for (kind, place), noun in found.records.items()), where)
        kept = datetime.fromisoformat(at) if at else None
    except InputError as error:
        return error
    except (LookupError, ValueError, TypeError) as error:
        return InputError(f"not an article as this program writes them: {error}", where=where, mend=_MEND)
    # What came in is not in the export; its digest stays, so that the same bytes are known when they come again.
    return Returned(reading, Snapshot(sha256, "text/plain", found.text.encode()), kept)
