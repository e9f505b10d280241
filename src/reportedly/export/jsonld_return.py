"""Reports that come back from an export as JSON-LD, as it was written or put into other lines by some program that keeps its terms."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from reportedly.errors import InputError, ReportedlyError
from reportedly.export.jsonld_reports import REFERENCES
from reportedly.export.jsonld_terms import RENAMED, local_id
from reportedly.export.records import Returned, put_together
from reportedly.model.text import Snapshot

__all__ = ["returned_graph"]

Node = dict[str, Any]

_MEND = "give the file as reportedly export jsonld wrote it"
_FIELDS = {name: field for field, name in RENAMED.items()}
_ARTICLE = {"author": "byline", "datePublished": "published", "inLanguage": "lang"}
_ARTICLE_FIELDS = frozenset({"headline", "url", "byline", "published", "published_at", "lang", "origin"})
_SPANS = frozenset({"mentions", "span"})
_NO_VALUES = frozenset({"@id", "@type", "name", "description", "appearance", "says", "wasQuotedFrom"})


@dataclass(slots=True)
class _Waiting:
    head: Node | None = None
    records: dict[tuple[str, int], Node] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return self.head is not None and len(self.records) == self.head["records"]


def returned_graph(file: BinaryIO, where: str) -> Iterator[Returned | ReportedlyError]:
    """The reports that a file holds; what is damaged comes as an error in its place, and the rest goes on.

    Args:
        file: The file, open for reading bytes and seekable.
        where: What to call it in messages.
    """
    waiting: dict[str, _Waiting] = {}
    done: set[str] = set()
    for place, node in _nodes(file, where):
        try:
            report = node if isinstance(node, ReportedlyError) else _take(node, waiting, done)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            report = InputError(f"not a node as this program writes them: {error!r}", where=place, mend=_MEND)
        if isinstance(report, ReportedlyError):
            yield report
        elif report and waiting[report].whole:
            done.add(report)
            yield _finished(report, waiting.pop(report), place)
    for report, found in waiting.items():
        told = f"only {len(found.records)} of {found.head['records']} records are there" if found.head else "the article is not there"
        yield InputError(f"the report {report} is not whole: {told}", where=where, mend=_MEND)


def _nodes(file: BinaryIO, where: str) -> Iterator[tuple[str, Any]]:
    """The nodes of a document, line by line as it was written; a document in other lines is read as a whole."""
    if not file.readline().rstrip().endswith(b'"@graph":['):
        file.seek(0)
        try:
            document = json.load(file)
        except (ValueError, RecursionError) as error:
            yield where, InputError(f"not JSON: {error}", where=where, mend=_MEND)
            return
        graph = document.get("@graph") if isinstance(document, dict) else None
        yield from ((where, node) for node in graph or ())
        return
    for number, line in enumerate(file, 2):
        place, written = f"{where}:{number}", line.strip().rstrip(b",")
        if written in (b"]}", b""):
            continue
        try:
            yield place, json.loads(written)
        except (ValueError, RecursionError) as error:
            yield place, InputError(f"not JSON: {error}", where=place, mend=_MEND)


def _take(node: Node, waiting: dict[str, _Waiting], done: set[str]) -> str | None:
    """Put a node where it belongs; the id of its report, if it is of one that is not finished."""
    types = _list(node.get("@type"))
    if "NewsArticle" in types:
        report = local_id(node["@id"])
        if report in done:
            return None
        node["records"] = int(node["records"])
        waiting.setdefault(report, _Waiting()).head = node
        return report
    if "oa:Annotation" not in types or "record" not in node:
        return None
    report = local_id(_list(node["hasTarget"])[0]["hasSource"])
    if report in done:
        return None
    waiting.setdefault(report, _Waiting()).records[node["record"], int(node["order"])] = node
    return report


def _finished(report: str, found: _Waiting, where: str) -> Returned | ReportedlyError:
    head = found.head or {}
    try:
        article = _article(report, head)
        kept = ((kind, at, _noun(report, kind, node)) for (kind, at), node in found.records.items())
        reading = put_together(article, head["depth"], head["readBy"], kept, where)
        at = datetime.fromisoformat(head["generatedAtTime"]) if "generatedAtTime" in head else None
    except InputError as error:
        return error
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        return InputError(f"not a report as this program writes them: {error!r}", where=where, mend=_MEND)
    # What came in is not in the export; its digest stays, so that the same bytes are known when they come again.
    return Returned(reading, Snapshot(head["sha256"], "text/plain", article["text"].encode()), at)


def _article(report: str, head: Node) -> Node:
    values = {_ARTICLE.get(name, name): value for name, value in head.items()}
    article: Node = {name: value for name, value in values.items() if name in _ARTICLE_FIELDS}
    article |= {"id": report, "text": head["articleBody"], "sha256": head["sha256"]}
    if "publisher" in head:
        article["outlet"] = head["publisher"]["name"]
    if "headlineSpan" in head:
        article["headline_span"] = _span(head["headlineSpan"])
    article["furniture"] = [{"kind": piece["furnitureKind"], "text": piece["description"]} for piece in _list(head.get("furniture"))]
    return article


def _noun(report: str, kind: str, node: Node) -> Node:
    body = node["hasBody"]
    values = _values({name: value for name, value in body.items() if name not in _NO_VALUES})
    values["id"] = local_id(body["@id"])
    values["evidence"] = [_evidence(piece) for piece in _list(node["hasTarget"])]
    name = body.get("name", body.get("description"))
    if name is not None:
        values["name"] = name
    if kind == "claim":
        says = _values(body["says"])
        if "step" in says:
            says["type"] = says.pop("step")
        values |= {"article_id": report, "says": {**says, "_": body["says"]["@type"]}, "attribution": {"voices": list(_voices(body))}}
    return values


def _values(values: Node) -> Node:
    found: Node = {}
    for name, value in values.items():
        if name.startswith("@"):
            continue
        if name in REFERENCES:
            value = [_reference(one) for one in value] if isinstance(value, list) else _reference(value)
        elif name in _SPANS:
            value = [_span(one) for one in value] if isinstance(value, list) else _span(value)
        elif isinstance(value, dict):
            value = _values(value)
        found[_FIELDS.get(name, name)] = value
    return found


def _reference(value: Any) -> Any:
    return local_id(value["@id"]) if isinstance(value, dict) else value


def _span(value: str) -> Node:
    start, _, end = value.partition("-")
    return {"start": int(start), "end": int(end)}


def _evidence(piece: Node) -> Node:
    selectors = {one["@type"]: one for one in _list(piece["hasSelector"])}
    position, quote = selectors["oa:TextPositionSelector"], selectors["oa:TextQuoteSelector"]
    return {"span": {"start": position["start"], "end": position["end"]}, "sentence": piece.get("sentence", quote["exact"])}


def _voices(body: Node) -> Iterator[Node]:
    while body := body.get("wasQuotedFrom") or {}:
        agent = body["wasAttributedTo"]
        # An agent that says what it is stands in no list of the report.
        source = "" if "@type" in agent else local_id(agent["@id"])
        yield {"source": source, "name": body["voiceName"], "kind": body["voiceKind"], "cue": body.get("cue", "")}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
