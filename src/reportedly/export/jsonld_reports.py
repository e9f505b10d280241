"""Reports in JSON-LD: the article, and for each thing that was read in it an annotation that marks the sentences in its text."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from reportedly.export.jsonld_terms import RENAMED, address
from reportedly.export.records import Record, article_values, is_nameable, nameless, records
from reportedly.model.claims import Claim, ReportReading, Says, Step, Voice
from reportedly.model.coding import plain
from reportedly.model.material import CaseMaterial
from reportedly.model.parties import Evidence, Group, Organisation, Person, Place, Source
from reportedly.model.text import Span

__all__ = ["BODIES", "REFERENCES", "article_id", "record_id", "report_nodes", "span_id", "span_text"]

Node = dict[str, Any]

BODIES: dict[str, list[str]] = {
    "person": ["Person", "prov:Agent"],
    "group": ["PeopleWithoutName"],
    "organisation": ["Organization", "prov:Agent"],
    "place": ["Place"],
    "offence": ["Offence"],
    "source": ["prov:Agent"],
    "claim": ["Claim", "prov:Entity"],
}
REFERENCES = frozenset({"who", "by", "place", "offences", "offence", "speaker", "via", "group", "worksFor"})
"""Fields that name something else that was read in the report."""

# As many signs as tell one place of a text from most others.
_AROUND = 32
_NO_BODY = frozenset({"id", "evidence", "attribution", "article_id", "says"})


def article_id(report: str) -> str:
    """The address of a report."""
    return address("report", report)


def record_id(report: str, kind: str, key: str) -> str:
    """The address of something that was read in a report."""
    return address("claim" if kind == "claim" else "told", report, key)


def span_id(report: str, span: Span) -> str:
    """The address of a piece of the text of a report."""
    return address("span", report, span_text(span))


def report_nodes(material: CaseMaterial, reading: ReportReading) -> Iterator[Node]:
    """The nodes of one report: the article first, then an annotation for each record of its reading."""
    told = nameless(reading)
    yield _article(material, told)
    kinds = {record.noun.id: record.kind for record in records(told) if record.kind != "claim"}
    for record in records(told):
        yield _annotation(told, record, kinds)


def span_text(span: Span) -> str:
    """A span as its two offsets."""
    return f"{span.start}-{span.end}"


def _article(material: CaseMaterial, reading: ReportReading) -> Node:
    article = reading.article
    values = article_values(article)
    capture = material.capture_of(article.id)
    names = {"byline": "author", "published": "datePublished", "lang": "inLanguage"}
    node: Node = {"@id": article_id(article.id), "@type": ["NewsArticle", "prov:Entity"]}
    node |= {names.get(field, field): value for field, value in values.items() if field not in ("outlet", "headline_span", "furniture", "sha256")}
    if article.outlet:
        node["publisher"] = {"@id": address("outlet", article.outlet), "@type": ["Organization", "prov:Agent"], "name": article.outlet}
    if article.headline_span:
        node["headlineSpan"] = span_text(article.headline_span)
    if article.furniture:
        pieces = enumerate(article.furniture)
        node["furniture"] = [
            {"@id": address("furniture", article.id, str(at)), "furnitureKind": piece.kind, "description": piece.text} for at, piece in pieces
        ]
    node["sha256"] = capture.sha256 if capture else article.sha256
    if capture:
        node["generatedAtTime"] = capture.at.astimezone(UTC).isoformat(timespec="seconds")
    return {**node, "articleBody": article.text, "depth": reading.depth.value, "readBy": reading.model, "records": len(records(reading))}


def _annotation(reading: ReportReading, record: Record, kinds: dict[str, str]) -> Node:
    report = reading.article.id
    return {
        "@id": address("annotation", report, record.kind, record.noun.id),
        "@type": "oa:Annotation",
        "motivatedBy": "oa:describing" if record.kind == "claim" else "oa:identifying",
        "record": record.kind,
        "order": record.at,
        "hasBody": _body(reading, record, kinds),
        "hasTarget": [target(reading, piece) for piece in record.evidence],
    }


def target(reading: ReportReading, piece: Evidence) -> Node:
    """A sentence in the text of a report: its words with what stands around them, and its offsets in code points."""
    text, span = reading.article.text, piece.span
    exact = span.of(text)
    quoted = {"exact": exact, "prefix": text[max(0, span.start - _AROUND) : span.start], "suffix": text[span.end : span.end + _AROUND]}
    here = span_id(reading.article.id, span)
    selectors = [
        {"@id": f"{here}/quote", "@type": "oa:TextQuoteSelector", **quoted},
        {"@id": f"{here}/position", "@type": "oa:TextPositionSelector", "start": span.start, "end": span.end},
    ]
    node: Node = {"@id": here, "@type": "oa:SpecificResource", "hasSource": article_id(reading.article.id), "hasSelector": selectors}
    # The sentence as a reader quotes it: a line break inside it is folded, or it was covered anew.
    return node if piece.sentence == exact else {**node, "sentence": piece.sentence}


def _body(reading: ReportReading, record: Record, kinds: dict[str, str]) -> Node:
    report, noun = reading.article.id, record.noun
    node: Node = {"@id": record_id(report, record.kind, noun.id), "@type": list(BODIES[record.kind])}
    values = {field: value for field, value in plain(noun).items() if field not in _NO_BODY}
    if isinstance(noun, Person | Organisation | Place | Source | Group):
        values.pop("name", None)
        node |= _naming(noun)
    node |= _terms(values, report, kinds)
    return _named(node | _claim(report, noun, kinds)) if isinstance(noun, Claim) else node


def _named(node: Node) -> Node:
    """Give every node inside a claim an address too, so that a store of triples that reads an export again holds nothing twice."""
    found: Node = {}
    for name, value in node.items():
        found[name] = _named({"@id": f"{node['@id']}/{name}", **value}) if isinstance(value, dict) else value
    return found


def _naming(noun: Person | Organisation | Place | Source | Group) -> Node:
    """What it is called; people without a name, and those whose name is withheld, have a description and no name."""
    if isinstance(noun, Group):
        return {}
    named = noun.named if isinstance(noun, Person) else is_nameable(noun.name)
    return {"name" if named else "description": noun.name}


def _claim(report: str, claim: Claim, kinds: dict[str, str]) -> Node:
    node: Node = {"appearance": article_id(report), "standing": claim.standing.value, "says": _says(report, claim.says, kinds)}
    chain: Node | None = None
    for voice in reversed(claim.attribution.voices):
        chain = _voice(report, voice, kinds) | ({"wasQuotedFrom": chain} if chain else {})
    return node | ({"wasQuotedFrom": chain} if chain else {})


def _says(report: str, says: Says, kinds: dict[str, str]) -> Node:
    values = plain(says)
    node: Node = {"@type": values.pop("_")}
    if isinstance(says, Step):
        node["step"] = values.pop("type")
    return node | _terms(values, report, kinds)


def _voice(report: str, voice: Voice, kinds: dict[str, str]) -> Node:
    """What one of those who pass it on said; the words of the next one are what that was quoted from."""
    agent: Node = (
        {"@id": record_id(report, kinds.get(voice.source, ""), voice.source)} if voice.source else {"@type": "prov:Agent", "name": voice.name}
    )
    node: Node = {"@type": "prov:Entity", "wasAttributedTo": agent, "voiceName": voice.name, "voiceKind": voice.kind}
    return node | ({"cue": voice.cue} if voice.cue else {})


def _terms(values: Node, report: str, kinds: dict[str, str]) -> Node:
    found: Node = {}
    for field, value in values.items():
        name = RENAMED.get(field, field)
        found[name] = _reference(value, report, kinds) if name in REFERENCES else _spans(value)
    return found


def _reference(value: Any, report: str, kinds: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_reference(one, report, kinds) for one in value]
    # Words in the place of an id stay words.
    return {"@id": record_id(report, kinds[value], value)} if value in kinds else value


def _spans(value: Any) -> Any:
    if isinstance(value, list):
        return [_spans(one) for one in value]
    if isinstance(value, dict):
        if value.keys() == {"start", "end"}:
            return f"{value['start']}-{value['end']}"
        return {field: _spans(one) for field, one in value.items()}
    return value
