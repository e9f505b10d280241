"""Evidence as a WACZ file: the WARC with an index, a list of pages and the digests of all of them, which web archive players open."""

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from reportedly import __version__
from reportedly.export.warc_file import Placed, write_warc
from reportedly.model.evidence import Evidence

__all__ = ["ARCHIVE", "DIGEST", "INDEX", "PACKAGE", "PAGES", "wacz"]

ARCHIVE, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def wacz(evidence: Evidence) -> bytes:
    """Write evidence as WACZ 1.1.1; the same evidence gives the same bytes."""
    warc = io.BytesIO()
    placed = write_warc(evidence, warc)
    parts = {ARCHIVE: warc.getvalue(), INDEX: _index(placed), PAGES: _page_list(placed)}
    package = _json(_package(evidence, parts))
    digest = _json({"path": PACKAGE, "hash": _hash(package)})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, content in {**parts, PACKAGE: package, DIGEST: digest}.items():
            file.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return out.getvalue()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _package(evidence: Evidence, parts: dict[str, bytes]) -> dict[str, Any]:
    last = max((page.kept_at for page in evidence.pages), default=datetime.fromtimestamp(0, UTC))
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": f"Reports behind case {evidence.case}",
        "description": "As reported by the sources named; not a finding of fact.",
        "created": last.astimezone(UTC).isoformat(),
        "software": f"reportedly/{__version__}",
        "resources": [
            {"name": name.rpartition("/")[2], "path": name, "hash": _hash(content), "bytes": len(content)} for name, content in parts.items()
        ],
    }


def _page_list(placed: Sequence[Placed]) -> bytes:
    lines: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "Reports"}]
    for item in placed:
        title = item.page.headline or item.uri
        lines.append({"id": item.page.sha256[:16], "url": item.uri, "ts": item.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "title": title})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _index(placed: Sequence[Placed]) -> bytes:
    return "".join(sorted(_index_line(item) for item in placed)).encode()


def _index_line(item: Placed) -> str:
    about = {
        "url": item.uri,
        "mime": item.page.media_type,
        "status": str(item.status or 200),
        "digest": item.digest,
        "length": str(item.length),
        "offset": str(item.offset),
        "filename": ARCHIVE.rpartition("/")[2],
    }
    return f"{_sortable(item.uri)} {item.at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(about, ensure_ascii=False)}\n"


def _sortable(uri: str) -> str:
    """An address with its host turned round, so that all of a site stand together in the index."""
    parts = urlsplit(uri)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return uri.replace(" ", "%20")
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}".lower().replace(" ", "%20")
