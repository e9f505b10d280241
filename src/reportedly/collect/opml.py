"""Lists of sources as OPML, which other readers of feeds write and read."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from reportedly.collect.markup import parsed_xml
from reportedly.errors import InputError
from reportedly.model.following import Source, SourceKind

__all__ = ["opml_of", "sources_in"]

_TYPES = {SourceKind.FEED: "rss", SourceKind.SITEMAP: "sitemap", SourceKind.SECTION: "section", SourceKind.WARC: "warc", SourceKind.FOLDER: "folder"}
_KINDS = {word: kind for kind, word in _TYPES.items()} | {"atom": SourceKind.FEED, "": SourceKind.FEED}


def opml_of(sources: Iterable[Source]) -> str:
    """Sources as OPML 2.0; what is no feed has its kind as the type of its outline, which other programs leave out."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<opml version="2.0">', "<head><title>Sources followed by reportedly</title></head>", "<body>"]
    lines += [f"<outline type={quoteattr(_TYPES[item.kind])} text={quoteattr(item.name)} xmlUrl={quoteattr(item.place)}/>" for item in sources]
    return "\n".join([*lines, "</body>", "</opml>", ""])


def sources_in(content: bytes) -> list[tuple[SourceKind, str, str]]:
    """The sources that OPML names: kind, place and name of each, wherever they stand in its folders.

    Raises:
        InputError: If it is no OPML.
    """
    root = parsed_xml(content)
    if str(root.tag).lower() != "opml":
        raise InputError("not OPML", mend="give a file that a reader of feeds wrote")
    found: dict[str, tuple[SourceKind, str, str]] = {}
    for outline in root.iter("outline"):
        place = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        kind = _KINDS.get((outline.get("type") or "").strip().lower())
        if place and kind:
            found.setdefault(place, (kind, place, (outline.get("title") or outline.get("text") or place).strip()[:200]))
    return list(found.values())
