"""Cases in JSON-LD: the case, its people, its steps, and what follows from them. All of it is made from the claims of the reports."""

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.jsonld_reports import article_id, record_id, span_id
from reportedly.export.jsonld_terms import address
from reportedly.export.records import is_nameable
from reportedly.export.wording import STEP_NAMES
from reportedly.model.casefile import CaseFile, CasePerson, Cited, Interval, Support, TimelineEntry
from reportedly.model.claims import Standing
from reportedly.model.material import CaseMaterial

__all__ = ["case_nodes"]

Node = dict[str, Any]


def case_nodes(material: CaseMaterial, options: ExportOptions) -> Iterator[Node]:
    """The nodes of a case itself: those with an outcome in their favour before the others."""
    file = material.file
    yield _case(file, options)
    for person in sorted(file.people, key=lambda one: not one.favourable):
        yield _person(file, person)
    places = {claim.id: reading.article.id for reading in material.readings for claim in reading.claims}
    for entry in file.timeline:
        yield _event(file, entry, places)


def _case(file: CaseFile, options: ExportOptions) -> Node:
    node: Node = {
        "@id": _case_id(file),
        "@type": ["Case", "prov:Collection"],
        "name": file.title,
        "usageInfo": NOTICE,
        "asOf": options.as_of.isoformat(),
        "country": list(file.countries),
        "headcount": {"accused": file.headcount.accused, "namedAccused": file.headcount.named, "unnamedAccused": file.headcount.unnamed},
        "hasPart": [article_id(report.id) for report in file.reports],
        "related": [{"@id": address("case", case)} for case in file.related],
        "offence": [
            _filled({"@type": "Offence", "text": one.text, "kind": one.kind, "iccs": one.iccs, "law": one.law, "max_penalty": one.max_penalty})
            for one in file.offences
        ],
        "origin": [
            _filled({"@type": "Origin", "name": one.name, "how": one.how.value, "hasPart": [article_id(report) for report in one.reports]})
            for one in file.origins
        ],
        "deadline": [
            {
                "@type": "Deadline",
                "description": one.what,
                "endDate": one.day.isoformat(),
                "state": one.state.value,
                "who": _people(file, one.who),
                "toldIn": _sentences(one.evidence),
            }
            for one in file.deadlines
        ],
        "contradiction": [
            {
                "@type": "Contradiction",
                "description": one.about,
                "value": [{"text": value.value, **_support(value.support), "toldIn": _sentences(value.evidence)} for value in one.values],
            }
            for one in file.contradictions
        ],
    }
    if file.updated:
        node["dateModified"] = file.updated.isoformat()
    return node


def _case_id(file: CaseFile) -> str:
    return address("case", file.id)


def _person_id(person: str) -> str:
    return address("person", person)


def _people(file: CaseFile, ids: Iterable[str]) -> list[Node]:
    known = {person.id for person in file.people}
    return [{"@id": _person_id(one)} for one in ids if one in known]


def _person(file: CaseFile, person: CasePerson) -> Node:
    names = [form for form in person.names if is_nameable(form.name)]
    node: Node = {
        "@id": _person_id(person.id),
        "@type": ["Person", "prov:Agent"],
        "about": _case_id(file),
        "role": person.role.value,
        "alternateOf": [record_id(one.rpartition("#")[0], "person", one.rpartition("/")[2]) for one in person.mentions],
    }
    if names:
        node["name"] = [{"@value": form.name, "@language": form.lang} for form in names]
    else:
        node["description"] = person.names[0].name
    if person.status:
        # Kept in one node, so that an outcome cannot lose its qualifications on the way.
        since = _interval(person.status_since)
        told_by = {"toldBy": [{"@id": article_id(report)} for report in person.status_told_by]}
        qualified = {"favourable": person.favourable, "underAppeal": person.under_appeal}
        node["status"] = {"@type": "ReportedStatus", "step": person.status.value, **qualified, **({"when": since} if since else {}), **told_by}
    return node | ({"age": person.age} if person.age is not None else {})


def _event(file: CaseFile, entry: TimelineEntry, places: dict[str, str]) -> Node:
    name = STEP_NAMES[entry.type].capitalize()
    when = entry.when
    node: Node = {
        "@id": address("event", entry.id),
        "@type": ["Event", "prov:Entity"],
        "name": name if entry.standing is Standing.REPORTED else f"{name} ({entry.standing.value})",
        "about": _case_id(file),
        "step": entry.type.value,
        "standing": entry.standing.value,
        "who": _people(file, entry.who),
        "unnamed": entry.unnamed,
        "wasDerivedFrom": [record_id(places[claim], "claim", claim) for claim in entry.claims if claim in places],
        **_support(entry.support),
    }
    if when and when.earliest and when.latest:
        node |= {"startDate": when.earliest.isoformat(), "endDate": when.latest.isoformat()}
    optional = {
        "when": _interval(when),
        "until": _interval(entry.until),
        "term": entry.term,
        "by": entry.by,
        "offences": list(entry.offences) or None,
    }
    place = {"location": {"@type": "Place", "name": entry.place}} if entry.place else {}
    return node | _filled(optional) | place


def _filled(values: Node) -> Node:
    return {field: value for field, value in values.items() if value is not None}


def _interval(interval: Interval | None) -> Node | None:
    if interval is None:
        return None
    days = {
        "earliest": interval.earliest.isoformat() if interval.earliest else None,
        "latest": interval.latest.isoformat() if interval.latest else None,
    }
    return _filled({**days, "text": interval.text or None})


def _support(support: Support) -> Node:
    return {"support": {"reports": support.reports, "newsrooms": support.newsrooms, "voices": support.voices}}


def _sentences(evidence: Iterable[Cited]) -> list[Node]:
    """Sentences of reports, which stand with their words beside the claims."""
    return [{"@id": span_id(cited.report, cited.span)} for cited in evidence]
