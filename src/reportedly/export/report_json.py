"""The JSON of one report: every key always there, unknown is null or an empty list, offsets are code points of ``article.text``."""

from collections.abc import Iterable, Sequence
from typing import Any

from reportedly.model.claims import Accusation, Attribution, Claim, Offence, Quote, ReportReading, Step
from reportedly.model.parties import Evidence, Group, Organisation, Person, Place, Source
from reportedly.model.when import When

__all__ = ["FORMAT", "report_json"]

FORMAT = "reportedly/1"

Json = dict[str, Any]


def report_json(reading: ReportReading) -> Json:
    """All that was read in one report, as plain values ready for ``json.dumps``.

    Args:
        reading: What the pipeline made of one article.

    Returns:
        An object in the format ``reportedly/1``, described in the reference of the documentation.
    """
    return {
        "format": FORMAT,
        "article": _article(reading),
        "people": [_person(person) for person in reading.people],
        "groups": [_group(group) for group in reading.groups],
        "organisations": [_organisation(organisation) for organisation in reading.organisations],
        "places": [_place(place) for place in reading.places],
        "offences": [_offence(offence) for offence in reading.offences],
        "steps": _numbered("s", (_step(claim, claim.says) for claim in reading.claims if isinstance(claim.says, Step))),
        "accusations": _numbered("a", (_accusation(claim, claim.says) for claim in reading.claims if isinstance(claim.says, Accusation))),
        "statements": _numbered("t", (_statement(claim, claim.says) for claim in reading.claims if isinstance(claim.says, Quote))),
        "sources": [_source(source) for source in reading.sources],
        "voices": _voices(reading),
    }


def _numbered(letter: str, items: Iterable[Json]) -> list[Json]:
    return [{"id": f"{letter}{number}", **item} for number, item in enumerate(items, start=1)]


def _article(reading: ReportReading) -> Json:
    article = reading.article
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "lang": article.lang,
        "text": article.text,
        "sha256": article.sha256,
        "depth": reading.depth.value,
        "model": reading.model or None,
        "origin": article.origin,
        "furniture": [{"kind": piece.kind, "text": piece.text} for piece in article.furniture],
    }


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "other_names": list(person.other_names),
        "role": person.role.value,
        "named": person.named,
        "age": person.age,
        "citizenship": list(person.citizenship),
        "employer": person.employer,
        "position": person.position,
        "evidence": _evidence(person.evidence),
    }


def _group(group: Group) -> Json:
    return {"id": group.id, "text": group.text, "count": group.count, "role": group.role.value, "evidence": _evidence(group.evidence)}


def _organisation(organisation: Organisation) -> Json:
    return {
        "id": organisation.id,
        "name": organisation.name,
        "other_names": list(organisation.other_names),
        "kind": organisation.kind.value,
        "evidence": _evidence(organisation.evidence),
    }


def _place(place: Place) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "geonames": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "evidence": _evidence(place.evidence),
    }


def _offence(offence: Offence) -> Json:
    return {
        "id": offence.id,
        "text": offence.text,
        "kind": offence.kind,
        "iccs": offence.iccs,
        "law": offence.law,
        "max_penalty": offence.max_penalty,
        "evidence": _evidence(offence.evidence),
    }


def _step(claim: Claim, step: Step) -> Json:
    return {
        "type": step.type.value,
        "who": list(step.who),
        "who_text": step.who_text,
        "by": step.by,
        # whom the report lists nowhere ("a jury") is told by its words alone
        "by_text": step.by_text,
        "place": step.place,
        "date": _when(claim.when),
        "until": _when(step.until),
        "term": step.term,
        "offences": list(step.offences),
        "standing": claim.standing.value,
        "attribution": _attribution(claim.attribution),
        "why": claim.why or None,
        "evidence": _evidence(claim.evidence),
    }


def _accusation(claim: Claim, accusation: Accusation) -> Json:
    return {
        "who": list(accusation.who),
        "offences": list(accusation.offences),
        "date": _when(claim.when),
        "standing": claim.standing.value,
        "attribution": _attribution(claim.attribution),
        "why": claim.why or None,
        "evidence": _evidence(claim.evidence),
    }


def _statement(claim: Claim, quote: Quote) -> Json:
    return {
        "speaker": quote.speaker,
        "speaker_text": quote.speaker_text,
        "quote": quote.verbatim,
        "text": quote.text,
        "via": quote.via,
        "date": _when(claim.when),
        "evidence": _evidence(claim.evidence),
    }


def _source(source: Source) -> Json:
    return {"id": source.id, "name": source.name, "kind": source.kind.value, "via": source.via, "evidence": _evidence(source.evidence)}


def _voices(reading: ReportReading) -> list[Json]:
    """Those whom something is told by and who are neither a source nor a party: "a lawyer representing one of the defendants"."""
    listed = {one.id for parties in (reading.people, reading.groups, reading.organisations, reading.sources) for one in parties}
    found: dict[str, Json] = {}
    for claim in reading.claims:
        for voice in claim.attribution.voices:
            if voice.source and voice.source not in listed:
                about = {"id": voice.source, "name": voice.name, "kind": voice.kind, "evidence": _evidence(claim.evidence[:1])}
                found.setdefault(voice.source, about)
    return list(found.values())


def _when(when: When | None) -> Json | None:
    if when is None:
        return None
    return {
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "text": when.text,
    }


def _attribution(attribution: Attribution) -> list[str]:
    return [voice.source for voice in attribution.voices if voice.source]


def _evidence(evidence: Sequence[Evidence]) -> list[Json]:
    return [{"start": piece.span.start, "end": piece.span.end, "sentence": piece.sentence} for piece in evidence]
