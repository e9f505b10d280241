"""Atom (RFC 4287): a feed of what changed."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from reportedly.export.formats import NOTICE

__all__ = ["Entry", "atom"]

_NAMESPACE = "http://www.w3.org/2005/Atom"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Signs that XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that changed. ``key`` tells it from all others for ever; ``address`` is where it is shown."""

    key: str
    title: str
    address: str
    at: datetime
    words: str


def atom(title: str, address: str, own: str, entries: Iterable[Entry]) -> bytes:
    """A feed.

    Args:
        title: What it is called.
        address: The page that it belongs to.
        own: Its own address.
        entries: What changed, the latest first.
    """
    told = list(entries)
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en"})
    _text(feed, "id", _id(own))
    _text(feed, "title", title)
    _text(feed, "subtitle", NOTICE)
    _text(feed, "updated", max((entry.at for entry in told), default=_EPOCH).isoformat())
    _text(ElementTree.SubElement(feed, "author"), "name", "reportedly")
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": address})
    for entry in told:
        item = ElementTree.SubElement(feed, "entry")
        _text(item, "id", _id(entry.key))
        _text(item, "title", entry.title)
        _text(item, "updated", entry.at.isoformat())
        ElementTree.SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
        _text(item, "content", entry.words)
    packed: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return packed


def _text(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("�", words)


def _id(key: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}"
