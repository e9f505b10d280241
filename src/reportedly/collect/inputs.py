"""Inputs of every kind, read one after another; an input that cannot be read is refused and ends nothing."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from reportedly.collect.assemble import assembled
from reportedly.collect.charset import decoded
from reportedly.collect.draft import Draft
from reportedly.collect.fetch import fetch, is_address
from reportedly.collect.given import Overrides
from reportedly.collect.sniff import Format, format_of, unpacked
from reportedly.errors import InputError, UsageError
from reportedly.model.text import Article, Snapshot

__all__ = [
    "CONTENT_FIELDS",
    "MAX_BYTES",
    "STATED_FIELDS",
    "Collected",
    "Refused",
    "collect",
    "collect_bytes",
    "collect_jsonl",
    "may_be_report",
    "parsed_line",
    "stated_in",
]

MAX_BYTES = 50_000_000
_NOTHING = Overrides()
_NOT_REPORTS = frozenset({".yaml", ".yml", ".toml", ".csv", ".tsv", ".css", ".js", ".db", ".sqlite"})
CONTENT_FIELDS = ("text", "html")
STATED_FIELDS = ("id", "headline", "outlet", "url", "published", "lang")


@dataclass(frozen=True, slots=True)
class Collected:
    """A report that was read. ``path`` is where it came from."""

    path: str
    article: Article
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that could not be read, and why."""

    path: str
    error: InputError


def collect_bytes(
    content: bytes,
    name: str,
    media_type: str | None = None,
    overrides: Overrides = _NOTHING,
    *,
    charset: str | None = None,
    address: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Collected:
    """Read one report from its bytes.

    Args:
        content: Plain text, HTML, PDF, or any of them in gzip.
        name: What to call it in messages.
        media_type: The type that a server gave, if any.
        overrides: What goes before anything detected.
        charset: The charset that a server gave, if any.
        address: Where it was fetched from, if anywhere; the report's own address goes before it.
        max_bytes: The largest size that is read.

    Raises:
        InputError: If it cannot be read as a report.
    """
    try:
        if len(content) > max_bytes:
            raise _too_large(max_bytes)
        inside = unpacked(content, max_bytes)
        kind = format_of(inside, media_type)
        draft = _draft(inside, kind, charset, overrides, address)
        article = assembled(draft if draft.url else replace(draft, url=address), content, overrides)
    except InputError as error:
        if error.where:
            raise
        raise type(error)(error.what, where=name, mend=error.mend) from error
    return Collected(name, article, Snapshot(article.sha256, str(kind), content))


def _draft(content: bytes, kind: Format, charset: str | None, overrides: Overrides, address: str | None) -> Draft:
    if kind is Format.HTML:
        from reportedly.collect.page import page_draft

        return page_draft(decoded(content, declared=charset, html=True), url=overrides.url or address)
    from reportedly.collect.printed import printed_draft

    if kind is Format.PDF:
        from reportedly.collect.pdf import pdf_text

        return printed_draft(pdf_text(content), headline=overrides.headline)
    return printed_draft(decoded(content, declared=charset), headline=overrides.headline)


def collect(source: str | Path, *, overrides: Overrides = _NOTHING, max_bytes: int = MAX_BYTES) -> Iterator[Collected | Refused]:
    """Read a file, all files of a folder and its folders (but for data such as YAML and CSV), a web address, or standard input (``-``).

    Args:
        source: Where the reports are.
        overrides: What goes before anything detected.
        max_bytes: The largest file that is read.

    Yields:
        Every report, and every input that could not be read, in the order of names.
    """
    if isinstance(source, str) and source == "-":
        yield _attempt("-", lambda: collect_bytes(_read(sys.stdin.buffer, max_bytes), "-", overrides=overrides, max_bytes=max_bytes))
    elif isinstance(source, str) and is_address(source):
        yield _attempt(source, lambda: _from_web(source, overrides, max_bytes))
    else:
        path = Path(source)
        if path.is_dir():
            found = sorted(item for item in path.rglob("*") if item.is_file() and may_be_report(str(item.relative_to(path))))
            if not found:
                yield Refused(str(path), InputError("no files in this folder", where=str(path), mend="give a folder with reports"))
            for item in found:
                yield from _from_file(item, overrides, max_bytes)
        else:
            yield from _from_file(path, overrides, max_bytes)


def may_be_report(name: str) -> bool:
    """Whether a file found in a folder, by its path in it, can be a report: not hidden, and not data about reports."""
    return PurePath(name).suffix.lower() not in _NOT_REPORTS and not any(part.startswith(".") for part in PurePath(name).parts)


def _from_file(path: Path, overrides: Overrides, max_bytes: int) -> Iterator[Collected | Refused]:
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        yield from collect_jsonl(path, overrides=overrides, max_bytes=max_bytes)
        return

    def read() -> Collected:
        if path.stat().st_size > max_bytes:
            raise _too_large(max_bytes)
        return collect_bytes(path.read_bytes(), str(path), overrides=overrides, max_bytes=max_bytes)

    yield _attempt(str(path), read)


def _from_web(url: str, overrides: Overrides, max_bytes: int) -> Collected:
    page = fetch(url, limit=max_bytes)
    return collect_bytes(page.content, url, page.media_type, overrides, charset=page.charset, address=page.url, max_bytes=max_bytes)


def collect_jsonl(path: str | Path, *, overrides: Overrides = _NOTHING, max_bytes: int = MAX_BYTES) -> Iterator[Collected | Refused]:
    """Read reports from JSON lines: ``{"id", "text" | "html", "headline"?, "url"?, "outlet"?, "published"?, "lang"?}``.

    Args:
        path: The file, or ``-`` for standard input. It may be of any size; ``max_bytes`` counts for each line.
        overrides: What goes before the fields of every line.
        max_bytes: The longest line that is read.

    Yields:
        The report of every line, or why it could not be read. Blank lines are passed over.
    """
    name = str(path)
    if name == "-":
        yield from _from_lines(sys.stdin.buffer, name, overrides, max_bytes)
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _from_lines(stream, name, overrides, max_bytes)
    except OSError as error:
        yield Refused(name, _unreadable(name, error))


def _from_lines(stream: BinaryIO, name: str, overrides: Overrides, max_bytes: int) -> Iterator[Collected | Refused]:
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(max_bytes)
            yield Refused(
                where, InputError(f"a line larger than {max_bytes // 1_000_000} MB", where=where, mend="raise the limit, or leave the line out")
            )
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _attempt(where, partial(_from_line, line, where, overrides, max_bytes))


def _from_line(line: bytes, where: str, overrides: Overrides, max_bytes: int) -> Collected:
    content, media_type, stated = stated_in(parsed_line(line, where), where)
    return collect_bytes(content, where, media_type, stated.under(overrides), charset="utf-8", max_bytes=max_bytes)


def parsed_line(line: bytes, where: str) -> dict[str, Any]:
    """The object that a line of JSON holds.

    Raises:
        InputError: If it holds none.
    """
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError("not a line of JSON", where=where, mend='write {"id": "…", "text": "…"} in one line, in UTF-8') from error
    if not isinstance(record, dict):
        raise InputError("not a JSON object", where=where, mend='write {"id": "…", "text": "…"}')
    return record


def stated_in(record: dict[str, Any], where: str) -> tuple[bytes, str | None, Overrides]:
    """The content of a report that is given in fields, its media type if it is HTML, and what the other fields state about it.

    Raises:
        InputError: If a field is no text, or there is neither text nor HTML.
        UsageError: If the date is no date or the language no code.
    """
    for key in CONTENT_FIELDS + STATED_FIELDS:
        if not isinstance(record.get(key), str | None) and not (key == "id" and isinstance(record["id"], int)):
            raise InputError(f"'{key}' is no text", where=where, mend="put it in quotation marks")
    key = "html" if record.get("html") else "text"
    content = (record.get(key) or "").encode("utf-8", errors="surrogatepass")
    if not content.strip():
        raise InputError("neither text nor html in it", where=where, mend='give the report as "text" or "html"')
    stated = Overrides.of(**{field: str(record[field]) for field in STATED_FIELDS if record.get(field) is not None})
    return content, "text/html" if key == "html" else None, stated


def _attempt(name: str, read: Callable[[], Collected]) -> Collected | Refused:
    try:
        return read()
    except InputError as error:
        return Refused(name, error if error.where else type(error)(error.what, where=name, mend=error.mend))
    except UsageError as error:
        return Refused(name, InputError(error.what, where=name, mend=error.mend))
    except OSError as error:
        return Refused(name, _unreadable(name, error))


def _unreadable(name: str, error: OSError) -> InputError:
    what = "there is no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror or error}"
    return InputError(what, where=name, mend="check the path and the rights")


def _too_large(max_bytes: int) -> InputError:
    return InputError(f"larger than {max_bytes // 1_000_000} MB", mend="raise the limit, or give a smaller file")


def _read(stream: BinaryIO, max_bytes: int) -> bytes:
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise _too_large(max_bytes)
    return content
