"""The JSON of one case file: every key always there, unknown is null or an empty list."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.model.casefile import (
    CaseFile,
    CaseOffence,
    CasePerson,
    CaseReport,
    CaseStatement,
    Cited,
    Contradiction,
    Deadline,
    Interval,
    Origin,
    Support,
    TimelineEntry,
)
from reportedly.model.decisions import Decision
from reportedly.model.material import CaseMaterial

__all__ = ["CASE_FORMAT", "case_json", "deadline_json", "decision_json", "write_lines"]

CASE_FORMAT = "reportedly-case/1"

Json = dict[str, Any]


def case_json(case: CaseFile, *, brief: bool = False) -> Json:
    """A case file as plain values ready for ``json.dumps``.

    Args:
        case: The case file.
        brief: Whether to leave out the timeline and all evidence.

    Returns:
        An object in the format ``reportedly-case/1``, described in the reference of the documentation.
    """
    found: Json = {
        "format": CASE_FORMAT,
        "id": case.id,
        "title": case.title,
        "notice": NOTICE,
        "countries": list(case.countries),
        "opened": _day(case.opened),
        "updated": _day(case.updated),
        "reports": [_report(report) for report in case.reports],
        "people": [_person(person) for person in case.people],
        "headcount": {"accused": case.headcount.accused, "named": case.headcount.named, "unnamed": case.headcount.unnamed},
        "offences": [_offence(offence) for offence in case.offences],
        "timeline": [_entry(entry) for entry in case.timeline],
        "origins": [_origin(origin) for origin in case.origins],
        "deadlines": [deadline_json(deadline) for deadline in case.deadlines],
        "contradictions": [_contradiction(found) for found in case.contradictions],
        "related": list(case.related),
        "statements": [_statement(statement) for statement in case.statements],
    }
    if not brief:
        return found
    del found["timeline"]
    return {key: _without_evidence(value) for key, value in found.items()}


def write_lines(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write each case file as one line of JSON, with the day that it is seen from."""
    for material in materials:
        line = {**case_json(material.file), "as_of": options.as_of.isoformat()}
        out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _without_evidence(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_evidence(item) for key, item in value.items() if key != "evidence"}
    return [_without_evidence(item) for item in value] if isinstance(value, list) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    return {"earliest": _day(interval.earliest), "latest": _day(interval.latest), "text": interval.text or None}


def _report(report: CaseReport) -> Json:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": _day(report.published),
        "lang": report.lang,
        "url": report.url,
        "origin": report.origin,
    }


def _person(person: CasePerson) -> Json:
    return {
        "id": person.id,
        "names": [{"name": form.name, "lang": form.lang, "reports": form.reports} for form in person.names],
        "role": person.role.value,
        "status": person.status.value if person.status else None,
        "status_since": _interval(person.status_since),
        "status_told_by": list(person.status_told_by),
        "favourable": person.favourable,
        "under_appeal": person.under_appeal,
        "age": person.age,
        "withheld": [shield.value for shield in person.shields],
        "evidence": _evidence(person.evidence),
    }


def _offence(offence: CaseOffence) -> Json:
    return {
        "kind": offence.kind,
        "text": offence.text or None,
        "iccs": offence.iccs,
        "law": offence.law,
        "max_penalty": offence.max_penalty,
        "reports": offence.reports,
        "evidence": _evidence(offence.evidence),
    }


def _entry(entry: TimelineEntry) -> Json:
    return {
        "id": entry.id,
        "type": entry.type.value,
        "who": list(entry.who),
        "unnamed": entry.unnamed,
        "date": _interval(entry.when),
        "told": _day(entry.told),
        "until": _interval(entry.until),
        "term": entry.term,
        "by": entry.by,
        "place": entry.place,
        "offences": list(entry.offences),
        "standing": entry.standing.value,
        "support": _support(entry.support),
        "evidence": _evidence(entry.evidence),
    }


def _origin(origin: Origin) -> Json:
    return {"id": origin.id, "name": origin.name, "reports": list(origin.reports), "how": origin.how.value}


def deadline_json(deadline: Deadline) -> Json:
    """A deadline as plain values."""
    return {
        "what": deadline.what,
        "who": list(deadline.who),
        "unnamed": deadline.unnamed,
        "date": deadline.day.isoformat(),
        "state": deadline.state.value,
        "reference": deadline.reference,
        "evidence": _evidence(deadline.evidence),
    }


def decision_json(made: Decision) -> Json:
    """A decision as plain values.

    How targets were called is for finding them again, and can be a name that is withheld: it is left out.
    """
    return {
        "id": made.id,
        "action": made.action.value,
        "target": list(made.target),
        "before": {field: value for field, value in made.before if not field.startswith("of ")},
        "after": dict(made.after),
        "by": made.by,
        "at": made.at.isoformat(),
        "reason": made.reason or None,
        "undoes": made.undoes,
    }


def _contradiction(found: Contradiction) -> Json:
    values = [
        {"value": value.value, "support": _support(value.support), "newest": _day(value.newest), "evidence": _evidence(value.evidence)}
        for value in found.values
    ]
    return {"about": found.about, "values": values}


def _statement(statement: CaseStatement) -> Json:
    return {
        "id": statement.id,
        "about": [concern.value for concern in statement.about],
        "speaker": statement.speaker,
        "speaker_text": statement.speaker_text,
        "verbatim": statement.verbatim,
        "text": statement.text,
        "report": statement.report,
        "steps": list(statement.steps),
        "evidence": _evidence(statement.evidence),
    }


def _support(support: Support) -> Json:
    return {"reports": support.reports, "newsrooms": support.newsrooms, "voices": support.voices}


def _evidence(evidence: Iterable[Cited]) -> list[Json]:
    return [{"report": cited.report, "start": cited.span.start, "end": cited.span.end, "sentence": cited.sentence} for cited in evidence]
