"""Alerts as an Atom feed, the latest first."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from reportedly.watch.wording import Telling

__all__ = ["atom_feed"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(tellings: Sequence[Telling], name: str) -> str:
    """A feed of alerts.

    Args:
        tellings: The alerts in words, the latest first.
        name: The name of the channel, which the id of the feed is made of.
    """
    updated = max((telling.alert.at for telling in tellings), default=datetime.fromtimestamp(0, UTC))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>urn:reportedly:{_text(name)}</id>",
        "<title>Alerts about followed cases</title>",
        "<subtitle>As reported by the sources named; not a finding of fact.</subtitle>",
        "<author><name>reportedly</name></author>",
        f"<updated>{updated.isoformat()}</updated>",
    ]
    return "\n".join([*lines, *map(_entry, tellings), "</feed>", ""])


def _entry(telling: Telling) -> str:
    link = f"<link href={quoteattr(_NOT_XML.sub('', telling.url))}/>" if telling.url else ""
    alert = telling.alert
    head = f"<id>urn:reportedly:alert:{alert.id}</id><title>{_text(telling.title)}</title><updated>{alert.at.isoformat()}</updated>"
    return f"<entry>{head}{link}<category term={quoteattr(alert.kind.value)}/><content>{_text(telling.text)}</content></entry>"


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("", words))
