"""Who and what a case holds together, as nodes and edges: people, organisations, cases, newsrooms and those whom they quote.

A person is a node of one case: two cases never share one, since only a human decides that two people of one name are the same. Organisations and
sources are nodes of the whole export, by their names.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportedly.export.case_wording import outlet_of, person_name
from reportedly.model.casefile import CaseFile
from reportedly.model.claims import Standing
from reportedly.model.material import CaseMaterial

__all__ = ["EDGE_KEYS", "NODE_KEYS", "Edge", "Node", "pieces"]

NODE_KEYS = {
    "kind": "case, person, organisation or source",
    "sort": "the kind of organisation or source",
    "role": "the role of a person in the case, as reported",
    "status": "the last reported step of a person",
    "favourable": "whether that is an outcome in the person's favour, or a case has one",
    "case": "the id of the case that a person belongs to",
    "since": "the first day that is told of a case",
    "updated": "the last day that is told of a case",
}
EDGE_KEYS = {
    "kind": "role, acts, employs, tells, quotes or related",
    "what": "the role, or the types of the steps",
    "reports": "how many reports tell it",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its label and its values by the keys of ``NODE_KEYS``; what is not told has no value."""

    id: str
    label: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from one node to another, with its values by the keys of ``EDGE_KEYS``."""

    source: str
    target: str
    values: dict[str, str]

    @property
    def id(self) -> str:
        """An id that follows from what it joins."""
        return _key("e", f"{self.source}\n{self.target}\n{self.values['kind']}")


def pieces(materials: Iterable[CaseMaterial]) -> Iterator[Node | Edge]:
    """The nodes and edges of some cases, each node once and before the edges that end at it.

    What is kept in memory is one short key for each organisation, each source and each case that has a related one.

    Args:
        materials: The cases.
    """
    seen: set[str] = set()
    for material in materials:
        file = material.file
        yield _case(file)
        yield from _people(file)
        for node in (*_organisations(material), *_sources(material)):
            if node.id not in seen:
                seen.add(node.id)
                yield node
        yield from _edges(material)
        # Each of two related cases names the other, so the later one finds the earlier one here.
        yield from (edge for edge in _related(file) if edge.target in seen)
        if file.related:
            seen.add(file.id)


def _key(letter: str, words: str) -> str:
    return letter + hashlib.sha256(words.encode()).hexdigest()[:16]


def _organisation_id(name: str) -> str:
    return _key("o", " ".join(name.casefold().split()))


def _source_id(name: str) -> str:
    return _key("s", " ".join(name.casefold().split()))


def _person_id(file: CaseFile, person: str) -> str:
    return f"{file.id}/{person}"


def _told(**values: str | None) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _case(file: CaseFile) -> Node:
    favourable = any(person.favourable for person in file.people)
    since, updated = (day.isoformat() if day else None for day in (file.opened, file.updated))
    return Node(file.id, file.title, _told(kind="case", favourable=str(favourable).lower(), since=since, updated=updated))


def _people(file: CaseFile) -> Iterator[Node]:
    for person in file.people:
        status = person.status.value if person.status else None
        values = _told(kind="person", role=person.role.value, status=status, favourable=str(person.favourable).lower(), case=file.id)
        yield Node(_person_id(file, person.id), person_name(person), values)


def _organisations(material: CaseMaterial) -> Iterator[Node]:
    for reading in material.readings:
        for one in reading.organisations:
            yield Node(_organisation_id(one.name), one.name, _told(kind="organisation", sort=one.kind.value))
    for entry in material.file.timeline:
        if entry.by:
            yield Node(_organisation_id(entry.by), entry.by, _told(kind="organisation"))


def _sources(material: CaseMaterial) -> Iterator[Node]:
    for report in material.file.reports:
        yield Node(_source_id(outlet_of(report)), outlet_of(report), _told(kind="source", sort="outlet"))
    for reading in material.readings:
        for source in reading.sources:
            yield Node(_source_id(source.name), source.name, _told(kind="source", sort=source.kind.value))


_Join = Callable[[str, str, str], None]


def _edges(material: CaseMaterial) -> Iterator[Edge]:
    file = material.file
    found: dict[tuple[str, str, str], list[str]] = {}

    def join(kind: str, source: str, target: str, what: str = "") -> None:
        found.setdefault((kind, source, target), []).append(what)

    for person in file.people:
        join("role", _person_id(file, person.id), file.id, person.role.value)
    for entry in file.timeline:
        if entry.by and entry.standing is Standing.REPORTED:
            join("acts", _organisation_id(entry.by), file.id, entry.type.value)
    for report in file.reports:
        join("tells", _source_id(outlet_of(report)), file.id)
    _join_readings(material, join)
    for (kind, source, target), what in found.items():
        values = _told(kind=kind, what=", ".join(dict.fromkeys(filter(None, what))), reports=str(len(what)) if kind in ("tells", "quotes") else None)
        yield Edge(source, target, values)


def _join_readings(material: CaseMaterial, join: _Join) -> None:
    people = {mention: person for person in material.file.people for mention in person.mentions}
    of_reading = {(mention.rpartition("#")[0], mention.rpartition("/")[2]): person for mention, person in people.items()}
    reports = {report.id: report for report in material.file.reports}
    for reading in material.readings:
        outlet = _source_id(outlet_of(reports[reading.article.id]))
        named = {source.id: source for source in reading.sources}
        for source in reading.sources:
            teller = _source_id(named[source.via].name) if source.via in named else outlet
            if teller != _source_id(source.name):
                join("quotes", teller, _source_id(source.name))
        organisations = {one.id: one.name for one in reading.organisations}
        for told in reading.people:
            person = of_reading.get((reading.article.id, told.id))
            if person is not None and told.employer in organisations:
                join("employs", _organisation_id(organisations[told.employer]), _person_id(material.file, person.id))


def _related(file: CaseFile) -> Iterator[Edge]:
    for other in file.related:
        yield Edge(file.id, other, _told(kind="related"))
