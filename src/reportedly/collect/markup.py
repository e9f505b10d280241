"""XML from strangers: parsed without entities, documents inside documents, or anything else that reaches out or grows."""

import re
from typing import Any

from reportedly.errors import InputError

__all__ = ["MAX_LIST_BYTES", "parsed_xml", "refuse_entities"]

MAX_LIST_BYTES = 10_000_000
_ENTITY = re.compile(rb"<!\s*(?:ENTITY|\[CDATA\[\s*<!ENTITY)", re.I)


def refuse_entities(content: bytes) -> None:
    """Refuse XML that declares entities, in whatever encoding.

    Raises:
        InputError: If it does, or is larger than a list of reports needs.
    """
    if len(content) > MAX_LIST_BYTES:
        raise InputError(f"a list larger than {MAX_LIST_BYTES // 1_000_000} MB", mend="leave this source out")
    if _ENTITY.search(content.replace(b"\x00", b"")):
        raise InputError("XML that declares entities, which no feed needs", mend="leave this source out")


def parsed_xml(content: bytes) -> Any:
    """The root element of XML.

    Raises:
        InputError: If it is broken or has declarations that are not safe to follow.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    refuse_entities(content)
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputError("XML with declarations that are not safe to follow", mend="leave this source out") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise InputError(f"broken XML: {error}", mend="tell the makers of the site") from error
