"""The reports of a case in the terms of FollowTheMoney: articles, whom they mention, and what each sentence is evidence of.

Every record of a reading becomes a ``Documentation`` with its sentences, readable by itself. What FollowTheMoney has no property for stands beside
it in ``indexText`` as the record's plain values, from which an import puts the reading together again.
"""

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from reportedly.export.formats import NOTICE
from reportedly.export.ftm_facts import (
    Fact,
    Scene,
    Value,
    article_id,
    case_facts,
    days_of,
    event_id,
    key,
    organisation_schema,
    person_id,
    step_name,
    told,
)
from reportedly.export.records import Record, article_values, is_nameable, records
from reportedly.model.claims import Accusation, Claim, Headcount, Penalty, Quote, ReportReading, Step
from reportedly.model.coding import plain
from reportedly.model.parties import Group, Organisation, Person, RoleName

__all__ = ["MARK", "facts"]

MARK = "reportedly"
"""What ``indexText`` begins with where it holds values of this program."""


def facts(scene: Scene) -> Iterator[Fact]:
    """All entities of a case: of the case itself, then of each of its reports."""
    yield from case_facts(scene)
    for reading in scene.readings:
        yield _article(scene, reading)
        yield from _organisations(scene, reading)
        yield from _people(scene, reading)
        for record in records(reading):
            yield _documentation(scene, reading, record)
            if isinstance(record.noun, Claim) and isinstance(record.noun.says, Quote):
                yield _note(scene, reading, record.noun, record.noun.says)


def _kept(values: dict[str, Any]) -> Value:
    return Value("indexText", f"{MARK} {json.dumps(values, ensure_ascii=False, separators=(',', ':'), sort_keys=True)}", ready=True)


def _article(scene: Scene, reading: ReportReading) -> Fact:
    article = reading.article
    capture = scene.material.capture_of(article.id)
    at = capture.at.astimezone(UTC).isoformat(timespec="seconds") if capture else None
    sha256 = capture.sha256 if capture else article.sha256
    kept = {
        "id": article.id,
        "article": article_values(article),
        "depth": reading.depth.value,
        "model": reading.model,
        "records": len(records(reading)),
        "capture": [sha256, at],
    }
    published = article.published_at.astimezone(UTC).isoformat() if article.published_at else None
    values = [
        *told("title", article.headline, article.lang),
        *told("sourceUrl", article.url),
        *told("publisher", article.outlet),
        *told("author", article.byline),
        *told("publishedAt", published or (article.published.isoformat() if article.published else None)),
        *told("date", article.published.isoformat() if article.published else None),
        *told("language", article.lang),
        *told("retrievedAt", at),
        *told("processingStatus", reading.depth.value),
        *told("processingAgent", reading.model),
        *told("notes", f"Reprints a report of {article.origin}" if article.origin else None, "en"),
        Value("notes", f"SHA-256 of the bytes as kept: {sha256}", "en"),
        Value("messageId", article.id),
        Value("generator", MARK),
        Value("bodyText", article.text, article.lang, ready=True),
        _kept(kept),
    ]
    return Fact("Article", article_id(article.id), tuple(values), scene.first_seen([article.id]))


def _organisations(scene: Scene, reading: ReportReading) -> Iterator[Fact]:
    article = reading.article
    seen = scene.first_seen([article.id])
    for organisation in reading.organisations:
        if not is_nameable(organisation.name):
            continue
        names = [Value("alias", name, article.lang) for name in organisation.other_names if is_nameable(name)]
        values = [Value("name", organisation.name, article.lang), *names, *told("country", scene.country)]
        values += [Value("classification", organisation.kind.value), Value("proof", article_id(article.id))]
        yield Fact(organisation_schema(organisation), scene.organisation_id(organisation), tuple(values), seen)
        yield _mention(scene, reading, organisation, scene.organisation_id(organisation), "Organization")


def _people(scene: Scene, reading: ReportReading) -> Iterator[Fact]:
    employers = {one.id: one for one in reading.organisations if is_nameable(one.name)}
    for person, known in scene.people_in(reading):
        yield _mention(scene, reading, person, person_id(known), "Person")
        employer = employers.get(person.employer or "")
        if employer is None:
            continue
        ends = (scene.organisation_id(employer), known.id)
        said = [Value("description", piece.sentence, reading.article.lang) for piece in person.evidence]
        tied = [*told("role", person.position), *said, Value("proof", article_id(reading.article.id))]
        seen = scene.first_seen([reading.article.id])
        work = [Value("employer", ends[0]), Value("employee", person_id(known)), *tied]
        yield Fact("Employment", key("employment", *ends), tuple(work), seen)
        if person.role is RoleName.SPOKESPERSON:
            speaks = [Value("agent", person_id(known)), Value("client", ends[0]), Value("role", person.role.value), *tied]
            yield Fact("Representation", key("representation", *ends), tuple(speaks), seen)


def _mention(scene: Scene, reading: ReportReading, party: Person | Organisation, entity: str, schema: str) -> Fact:
    article = reading.article
    values = [Value("document", article_id(article.id)), Value("resolved", entity), Value("detectedSchema", schema)]
    values += [Value("name", name, article.lang) for name in (party.name, *party.other_names) if is_nameable(name)]
    values += [Value("contextCountry", country.lower()) for country in party.citizenship] if isinstance(party, Person) else []
    return Fact("Mention", key("mention", article.id, party.id, entity), tuple(values), scene.first_seen([article.id]))


def _documentation(scene: Scene, reading: ReportReading, record: Record) -> Fact:
    article, noun = reading.article, record.noun
    claim = noun if isinstance(noun, Claim) else None
    values = [
        Value("document", article_id(article.id)),
        Value("entity", _subject(scene, reading, record)),
        Value("role", _role(record)),
        Value("recordId", noun.id),
        *(Value("description", piece.sentence, article.lang) for piece in noun.evidence),
        *told("publisher", _teller(reading, claim)),
        *told("sourceUrl", article.url),
        *told("summary", _words(noun)),
        *(days_of(claim.when) if claim else ()),
        *((Value("status", claim.standing.value), Value("summary", f"{_chain(reading, claim)}. {NOTICE}", "en")) if claim else ()),
        _kept({"report": article.id, "kind": record.kind, "at": record.at, "noun": plain(noun)}),
    ]
    return Fact("Documentation", key("documentation", article.id, record.kind, noun.id), tuple(values), scene.first_seen([article.id]))


def _subject(scene: Scene, reading: ReportReading, record: Record) -> str:
    """What a record is evidence of; a record that another case of the report may own is evidence of what the report says, no more."""
    noun, article = record.noun, reading.article
    if isinstance(noun, Claim):
        if noun.id in scene.entry_of:
            return event_id(scene.entry_of[noun.id])
        return key("note", noun.id) if isinstance(noun.says, Quote) else article_id(article.id)
    if isinstance(noun, Organisation) and is_nameable(noun.name):
        return scene.organisation_id(noun)
    if isinstance(noun, Person) and noun.named and (article.id, noun.id) in scene.person_of:
        return person_id(scene.person_of[article.id, noun.id])
    return article_id(article.id)


def _role(record: Record) -> str:
    noun = record.noun
    if isinstance(noun, Claim):
        return noun.says.type.value if isinstance(noun.says, Step) else type(noun.says).__name__.lower()
    return noun.role.value if isinstance(noun, Person | Group) else record.kind


def _words(noun: Any) -> str:
    """What a record says, in a few words."""
    if not isinstance(noun, Claim):
        return f"Number: {noun.count or 'not told'}; {noun.text}" if isinstance(noun, Group) else ""
    match noun.says:
        case Step(type=kind, who_text=who):
            return f"{step_name(kind, noun.standing)}{f' of {who}' if who else ''}"
        case Accusation():
            return "Said to be suspected or accused, without a step of the procedure"
        case Penalty(max_penalty=most):
            return f"Greatest penalty that the offence can carry: {most}"
        case Headcount(count=count):
            return f"Number of people told: {count or 'none'}"
        case Quote(text=text):
            return text
    return ""


def _teller(reading: ReportReading, claim: Claim | None) -> str | None:
    voices = claim.attribution.voices if claim else ()
    return voices[0].name if voices else reading.article.outlet


def _chain(reading: ReportReading, claim: Claim) -> str:
    outlet = reading.article.outlet or "the report"
    return f"As told by {', citing '.join([outlet, *(voice.name for voice in claim.attribution.voices)])}"


def _note(scene: Scene, reading: ReportReading, claim: Claim, quote: Quote) -> Fact:
    article = reading.article
    speaker = scene.person_of.get((article.id, quote.speaker or ""))
    concerns = {one.evidence[0].sentence for one in scene.material.file.statements if one.report == article.id and one.text == quote.text}
    values = [
        Value("name", f"Statement of {quote.speaker_text}" if is_nameable(quote.speaker_text) else "Statement", "en"),
        Value("description", quote.text, article.lang),
        Value("summary", f"{_chain(reading, claim)}. {'In quotation marks' if quote.verbatim else 'Not in quotation marks'}.", "en"),
        *(Value("notes", sentence, article.lang) for sentence in (piece.sentence for piece in claim.evidence)),
        *told("entity", person_id(speaker) if speaker else None),
        *told("entity", scene.case_id if concerns else None),
        *told("publisher", article.outlet),
        Value("proof", article_id(article.id)),
    ]
    return Fact("Note", key("note", claim.id), tuple(values), scene.first_seen([article.id]))
