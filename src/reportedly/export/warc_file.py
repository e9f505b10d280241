"""Evidence as a WARC file: what was asked and answered for each version of each report, with digests; the same evidence gives the same bytes."""

import hashlib
import io
import json
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from reportedly import __version__
from reportedly.model.evidence import Evidence, KeptPage

__all__ = ["LIST_URI", "STAMP_URI", "Placed", "payload_digest", "write_warc"]

# The record that lists all reports and the digests of their bytes.
LIST_URI = "urn:reportedly:evidence"
# The record that holds the time stamp of the bytes with a digest.
STAMP_URI = "urn:reportedly:stamp"
# The whole block is the payload; a request that only asks has none.
_WITH_PAYLOAD = frozenset({"metadata", "resource"})
_NOT_AS_SENT = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a page stands in the file: the position and length of its packed record, in bytes."""

    page: KeptPage
    uri: str
    at: datetime
    status: int | None
    offset: int
    length: int
    digest: str


def payload_digest(content: bytes) -> str:
    """The digest of some bytes as WARC writes it."""
    return f"sha256:{b32encode(hashlib.sha256(content).digest()).decode()}"


def write_warc(evidence: Evidence, out: BinaryIO) -> list[Placed]:
    """Write evidence as a packed WARC file, each record by itself.

    Returns:
        Where each page stands in it.
    """
    from warcio.warcwriter import WARCWriter

    counted = _Counted(out)
    writer = WARCWriter(counted, gzip=True, warc_version="1.1")
    moment = max((page.kept_at for page in evidence.pages), default=datetime.fromtimestamp(0, UTC))
    _write(writer, "warcinfo", None, _info(evidence), "application/warc-fields", moment, evidence.case)
    listed = json.dumps(_list(evidence), ensure_ascii=False, indent=1).encode()
    _write(writer, "metadata", f"{LIST_URI}:{evidence.case}", listed, "application/json", moment, evidence.case)
    return list(_pages(writer, counted, evidence))


class _Counted(io.RawIOBase):
    """Counts what is written."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out, self.position = out, 0

    def write(self, data: Any) -> int:
        self._out.write(data)
        self.position += len(data)
        return len(data)

    def writable(self) -> bool:
        return True


def _pages(writer: Any, counted: _Counted, evidence: Evidence) -> Iterator[Placed]:
    for page in evidence.pages:
        if page.exchange is not None:
            _request(writer, page)
        start = counted.position
        uri, at, status = _response(writer, page)
        yield Placed(page, uri, at, status, start, counted.position - start, payload_digest(page.content))
    for page in {page.sha256: page for page in evidence.pages if page.stamp is not None}.values():
        _stamp(writer, page)


def _info(evidence: Evidence) -> bytes:
    fields = {
        "software": f"reportedly/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": f"Reports behind case {evidence.case}: as reported by the sources named; not a finding of fact.",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()


def _list(evidence: Evidence) -> dict[str, Any]:
    return {
        "case": evidence.case,
        "note": "As reported by the sources named; not a finding of fact.",
        "reports": [
            {
                "report": page.report,
                "uri": _uri(page),
                "outlet": page.outlet,
                "headline": page.headline,
                "kept_at": page.kept_at.isoformat(),
                "sha256": hashlib.sha256(page.content).hexdigest(),
                "covered": page.covered,
                "asked": page.exchange is not None,
                "stamped": None if page.stamp is None else {"at": page.stamp.at.isoformat(), "authority": page.stamp.authority},
            }
            for page in evidence.pages
        ],
    }


def _uri(page: KeptPage) -> str:
    if page.exchange is not None:
        return page.exchange.url
    return page.url or f"urn:reportedly:report:{page.report}"


def _id(*parts: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(('reportedly', *parts)))}>"


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write(writer: Any, kind: str, uri: str | None, content: bytes, media_type: str, at: datetime, *about: str, **more: str) -> None:
    headers = {"WARC-Record-ID": _id(kind, uri or "", *about), "WARC-Date": _date(at), "WARC-Payload-Digest": payload_digest(content)}
    headers |= {"WARC-Block-Digest": payload_digest(content), **{name.replace("_", "-"): value for name, value in more.items()}}
    if kind not in _WITH_PAYLOAD:
        del headers["WARC-Payload-Digest"]
    record = writer.create_warc_record(
        uri, kind, payload=io.BytesIO(content), length=len(content), warc_content_type=media_type, warc_headers_dict=headers
    )
    writer.write_record(record)


def _request(writer: Any, page: KeptPage) -> None:
    from urllib.parse import urlsplit

    exchange = page.exchange
    if exchange is None:
        return
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in exchange.request), "", ""]
    content = "\r\n".join(lines).encode("latin-1", errors="replace")
    about = {"WARC_Concurrent_To": _id("response", exchange.url, page.report, page.sha256)}
    _write(writer, "request", exchange.url, content, "application/http; msgtype=request", exchange.at, page.report, page.sha256, **about)


def _stamp(writer: Any, page: KeptPage) -> None:
    if page.stamp is not None:
        kind = "resource" if page.exchange is None else "response"
        about = {"WARC_Refers_To": _id(kind, _uri(page), page.report, page.sha256)}
        uri = f"{STAMP_URI}:{page.sha256}"
        _write(writer, "metadata", uri, page.stamp.token, "application/timestamp-reply", page.stamp.at, **about)


def _response(writer: Any, page: KeptPage) -> tuple[str, datetime, int | None]:
    exchange, uri = page.exchange, _uri(page)
    if exchange is None:
        _write(writer, "resource", uri, page.content, page.media_type, page.kept_at, page.report, page.sha256)
        return uri, page.kept_at, None
    from warcio.statusandheaders import StatusAndHeaders

    # The body is kept unpacked: what told of its packing is kept under other names, as web archives do.
    got = [(f"X-Archive-Orig-{name}" if name.lower() in _NOT_AS_SENT else name, value) for name, value in exchange.headers]
    http = StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), [*got, ("Content-Length", str(len(page.content)))], protocol="HTTP/1.1")
    headers = {
        "WARC-Record-ID": _id("response", exchange.url, page.report, page.sha256),
        "WARC-Date": _date(exchange.at),
        "WARC-Payload-Digest": payload_digest(page.content),
    }
    if exchange.address:
        headers["WARC-IP-Address"] = exchange.address
    http.compute_headers_buffer(None)
    headers["WARC-Block-Digest"] = payload_digest(http.headers_buff + page.content)
    record = writer.create_warc_record(
        uri, "response", payload=io.BytesIO(page.content), length=len(page.content), warc_headers_dict=headers, http_headers=http
    )
    writer.write_record(record)
    return uri, exchange.at, exchange.status
