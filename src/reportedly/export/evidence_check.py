"""Evidence checked: every digest against the bytes, every report that is listed, every line of the index."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from reportedly.errors import InputError, StampError
from reportedly.export.wacz import ARCHIVE, DIGEST, INDEX, PACKAGE
from reportedly.export.warc_file import LIST_URI, STAMP_URI, payload_digest

__all__ = ["CheckStamp", "Checked", "check_evidence"]

# Gives the moment of a time stamp of the bytes with a digest, or raises StampError.
CheckStamp = Callable[[bytes, str], datetime]

_WITH_PAYLOAD = frozenset({"metadata", "resource", "response"})
_LARGEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Checked:
    """How many records were checked, how many versions of reports are in it, how many of them have a time stamp, and what is wrong with it."""

    records: int
    reports: int
    faults: tuple[str, ...]
    stamps: int = 0


@dataclass(frozen=True, slots=True)
class _Record:
    kind: str
    uri: str
    sha256: str
    digest: str
    offset: int
    faults: tuple[str, ...]
    listed: Any = None
    stamp: bytes = b""


def check_evidence(path: Path, check_stamp: CheckStamp | None = None) -> Checked:
    """Check a WARC or WACZ file.

    Args:
        path: The file.
        check_stamp: Checks a time stamp against a digest; without it none is looked into.

    Raises:
        InputError: If it is neither.
    """
    try:
        if zipfile.is_zipfile(path):
            return _wacz(path, check_stamp)
        return _checked(*_read(path.read_bytes()), check_stamp)
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"cannot be read: {error}", where=str(path), mend="give a file that reportedly evidence wrote") from error


def _wacz(path: Path, check_stamp: CheckStamp | None) -> Checked:
    with zipfile.ZipFile(path) as file:
        if sum(info.file_size for info in file.infolist()) > _LARGEST:
            raise InputError("larger than any evidence", where=str(path), mend="open it with a program for web archives")
        if missing := [name for name in (ARCHIVE, INDEX, PACKAGE, DIGEST) if name not in file.namelist()]:
            return Checked(0, 0, tuple(f"{name} is missing" for name in missing))
        parts = {info.filename: file.read(info) for info in file.infolist()}
    faults = tuple(_package_faults(parts))
    records, broken = _read(parts[ARCHIVE])
    lines = tuple(_index_faults(parts[INDEX], {record.offset: record for record in records}))
    return _checked(records, (*faults, *broken, *lines), check_stamp)


def _package_faults(parts: dict[str, bytes]) -> Iterator[str]:
    try:
        stated = json.loads(parts[DIGEST])["hash"]
        resources = json.loads(parts[PACKAGE])["resources"]
        named = {item["path"]: (item["hash"], item["bytes"]) for item in resources}
    except (ValueError, KeyError, TypeError):
        yield f"{PACKAGE} or {DIGEST} is broken"
        return
    if stated != _hash(parts[PACKAGE]):
        yield f"{PACKAGE} does not fit its digest"
    for name, (digest, size) in named.items():
        if name not in parts:
            yield f"{name} is missing"
        elif digest != _hash(parts[name]) or size != len(parts[name]):
            yield f"{name} does not fit its digest"
    yield from (f"{name} is not listed in {PACKAGE}" for name in parts if name not in named and name not in {PACKAGE, DIGEST})


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _index_faults(index: bytes, records: dict[int, _Record]) -> Iterator[str]:
    for number, line in enumerate(index.decode("utf-8", errors="replace").splitlines(), 1):
        try:
            about = json.loads(line.split(" ", 2)[2])
            record = records.get(int(about["offset"]))
        except (ValueError, KeyError, IndexError, TypeError):
            yield f"line {number} of the index is broken"
            continue
        if record is None or record.uri != about.get("url") or record.digest != about.get("digest"):
            yield f"line {number} of the index leads to no such record"


def _read(content: bytes) -> tuple[list[_Record], tuple[str, ...]]:
    """The records as far as they can be read, and what ended the reading before the end."""
    records = list[_Record]()
    try:
        records.extend(_records(content))
    except InputError as error:
        return records, (error.what,)
    return records, ()


def _checked(records: list[_Record], before: tuple[str, ...], check_stamp: CheckStamp | None) -> Checked:
    faults = [fault for record in records for fault in record.faults]
    lists = [record.listed for record in records if record.listed is not None]
    if len(lists) != 1:
        return Checked(len(records), 0, (*before, *faults, "the list of reports is missing"))
    there = {(record.uri, record.sha256) for record in records}
    named = lists[0].get("reports", ())
    faults += [f"{item.get('uri')}: listed, but not with these bytes" for item in named if (item.get("uri"), item.get("sha256")) not in there]
    stamped = [item for item in named if item.get("stamped")]
    faults += _stamp_faults(stamped, {record.uri: record.stamp for record in records if record.stamp}, check_stamp)
    return Checked(len(records), len(named), (*before, *faults), len(stamped))


def _stamp_faults(stamped: list[Any], tokens: dict[str, bytes], check_stamp: CheckStamp | None) -> Iterator[str]:
    for item in stamped:
        token = tokens.get(f"{STAMP_URI}:{item.get('sha256')}")
        if token is None:
            yield f"{item.get('uri')}: its time stamp is missing"
        elif check_stamp is not None:
            try:
                moment = check_stamp(token, str(item.get("sha256"))).isoformat()
            except StampError as error:
                yield f"{item.get('uri')}: {error.what}"
            else:
                if not isinstance(item["stamped"], dict) or item["stamped"].get("at") != moment:
                    yield f"{item.get('uri')}: its time stamp tells another moment than the list"


def _records(content: bytes) -> Iterator[_Record]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        records = ArchiveIterator(io.BytesIO(content), no_record_parse=False)
        for record in records:
            body = record.raw_stream.read()
            # Where a record began can be told only when it was read.
            yield _record(record, body, records.get_record_offset())
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError, AttributeError) as error:
        raise InputError(f"the archive is broken: {error}", mend="take another copy") from error


def _record(record: Any, body: bytes, offset: int) -> _Record:
    get = record.rec_headers.get_header
    uri, kind = get("WARC-Target-URI") or "", record.rec_type
    head = _head(record)
    payload = body if kind == "response" else head + body
    faults = []
    stated = get("WARC-Payload-Digest")
    if kind in _WITH_PAYLOAD and stated != payload_digest(payload):
        faults.append(f"{uri}: the bytes do not fit their digest")
    if get("WARC-Block-Digest") != payload_digest(head + body):
        faults.append(f"{uri or kind}: the record does not fit its digest")
    listed = None
    if kind == "metadata" and uri.startswith(LIST_URI):
        try:
            listed = json.loads(payload)
        except ValueError:
            faults.append("the list of reports is broken")
    stamp = payload if uri.startswith(STAMP_URI) else b""
    return _Record(kind, uri, hashlib.sha256(payload).hexdigest(), stated or "", offset, tuple(faults), listed, stamp)


def _head(record: Any) -> bytes:
    """The headers of HTTP as they stand in the record."""
    if record.http_headers is None:
        return b""
    lines = [f"{record.http_headers.protocol} {record.http_headers.statusline}".strip(), *(f"{n}: {v}" for n, v in record.http_headers.headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", errors="surrogateescape")
