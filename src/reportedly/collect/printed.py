"""The print form of a report (plain text, a PDF, a copied page) as a draft: headline, date line, body, and what is furniture."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from reportedly.collect.charset import cleaned
from reportedly.collect.dateline import date_line, day_in_address
from reportedly.collect.draft import Draft
from reportedly.collect.lines import address_of, is_byline, is_fragment, kind_of, plain, split_address, starts_related, where_others_begin
from reportedly.collect.title import bare_title, echoes
from reportedly.lexicon.furniture import marks_of
from reportedly.model.text import Furniture

__all__ = ["printed_draft"]

_LONGEST_HEADLINE = 200
_WRAP = (45, 100)


@dataclass
class _Desk:
    """The parts of a report as they are sorted line by line."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    body: list[str] = field(default_factory=list)
    aside: list[Furniture] = field(default_factory=list)

    def put_aside(self, kind: str, text: str) -> None:
        self.aside.append(Furniture(kind, text))


def printed_draft(text: str, *, headline: str | None = None) -> Draft:
    """Sort the lines of a report.

    Args:
        text: The report, decoded.
        headline: The headline if it is known; a line that repeats it is furniture then.
    """
    lines = _lines(text)
    desk = _Desk(headline=headline)
    lines = _take_head(desk, lines)
    lines = _drop_menu(desk, _drop_others(desk, lines))
    _sort(desk, lines)
    if not desk.body and desk.headline and not headline:
        desk.body, desk.headline = [desk.headline], None
    return Draft(
        paragraphs=tuple(desk.body),
        headline=desk.headline,
        outlet=desk.outlet,
        byline=desk.byline,
        published=desk.published or (day_in_address(desk.url) if desk.url else None),
        published_at=desk.published_at,
        url=desk.url,
        furniture=tuple(desk.aside),
    )


def _lines(text: str) -> list[str]:
    """The lines of a text that say something, with hard line ends of a narrow print undone."""
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", cleaned(text)) if block.strip()]
    inner = [line for block in blocks for line in block[:-1]]
    wrapped = (
        len(inner) >= 3
        and _WRAP[0] <= sorted(map(len, inner))[len(inner) // 2]
        and max(map(len, inner)) <= _WRAP[1]
        and sum(is_fragment(line) for line in inner) > 0.6 * len(inner)
    )
    if not wrapped:
        return [line for block in blocks for line in block if line]
    return [joined for block in blocks for joined in _unwrapped(block)]


def _unwrapped(block: list[str]) -> list[str]:
    joined: list[str] = []
    for line in block:
        full = joined and len(joined[-1].rsplit("\n", 1)[-1]) >= _WRAP[0]
        if full and not date_line(line) and not address_of(line):
            joined[-1] += "\n" + line
        else:
            joined.append(line)
    return [re.sub(r"(?<=\w)-\n(?=[a-zа-я])", "", paragraph).replace("\n", " ") for paragraph in joined]


def _take_head(desk: _Desk, lines: list[str]) -> list[str]:
    """Take the address at the top and the headline."""
    rest = list(lines)
    while rest and (address_of(rest[0]) or split_address(rest[0])):
        whole, parted = address_of(rest[0]), split_address(rest[0])
        desk.url = desk.url or whole or (parted[0] if parted else None)
        desk.put_aside("original_url", whole or (parted[0] if parted else ""))
        rest = [parted[1], *rest[1:]] if parted else rest[1:]
        if parted:
            return rest
    while rest and len(rest) > 1 and not desk.headline:
        line = plain(rest[0])
        if date_line(line) or is_byline(line, near_head=True) or kind_of(rest[0], line):
            _note(desk, rest[0], line)
            rest = rest[1:]
            continue
        if len(line) <= _LONGEST_HEADLINE and _is_headline(rest[0], line):
            desk.headline, desk.outlet = bare_title(line, [plain(other) for other in rest[1:]])
            return rest[1:]
        break
    return rest


def _is_headline(raw: str, line: str) -> bool:
    if raw.startswith("# "):
        return True
    return is_fragment(line) or line.endswith(("?", "!", "?»", "?”", '?"'))


def _note(desk: _Desk, raw: str, line: str) -> bool:
    """Put one line aside if it is furniture, and take from it what it tells."""
    dated = date_line(line)
    if dated and (dated.label or not desk.body):
        if dated.label != "updated" and desk.published is None:
            desk.published, desk.published_at = dated.day, dated.at
        desk.put_aside("date_line", line)
        return True
    if is_byline(line, near_head=not desk.body):
        desk.byline = desk.byline or _names(line)
        desk.put_aside("byline", line)
        return True
    kind = kind_of(raw, line)
    if kind:
        desk.put_aside(kind, line)
    return kind is not None


def _names(line: str) -> str:
    for mark in marks_of("byline"):
        start = mark.start_of(line)
        if start:
            return line[len(start) :].strip(" :")
    return line.title() if line.isupper() else line


def _drop_others(desk: _Desk, lines: list[str]) -> list[str]:
    """Put aside the titles and first words of other articles that a copied page lists below the report: whom they name it does not tell of."""
    end = where_others_begin([plain(line) for line in lines])
    desk.aside += [Furniture("related", line) for line in lines[end:]]
    return lines[:end]


def _drop_menu(desk: _Desk, lines: list[str]) -> list[str]:
    """Put aside the menu of a copied page before and after its sentences, if there is one."""
    sentences = [at for at, line in enumerate(lines) if not is_fragment(plain(line)) and len(line) > 40]
    if not sentences:
        return lines
    first, last = sentences[0], sentences[-1]
    before, after = lines[:first], lines[last + 1 :]
    if _is_menu(before):
        kept = [line for line in before if _could_matter(desk, plain(line))]
        desk.aside += [Furniture("link", line) for line in before if line not in kept]
        before = kept
    if _is_menu(after) and not lines[last].endswith(":"):
        desk.aside += [Furniture("link", line) for line in after]
        after = []
    return [*before, *lines[first : last + 1], *after]


def _is_menu(lines: list[str]) -> bool:
    """Whether lines are many, short, and no list of people (whose ages would stand in them)."""
    short = [line for line in lines if len(line) < 40]
    aged = sum(bool(re.search(r",\s*\d{2}\b|\(\d{2}\)", line)) for line in lines)
    return len(lines) >= 8 and len(short) * 3 >= len(lines) * 2 and aged * 5 < len(lines)


def _could_matter(desk: _Desk, line: str) -> bool:
    if date_line(line):
        return True
    if desk.headline and echoes(line, desk.headline):
        return False
    return len(line.split()) >= 7 or is_byline(line, near_head=False)


def _sort(desk: _Desk, lines: list[str]) -> None:
    """Sort all lines below the headline."""
    below: str | None = None
    for raw in lines:
        line = plain(raw)
        if not line:
            continue
        address = address_of(raw) or address_of(line)
        if address:
            desk.url = (address if below == "original_url" else desk.url) or (address if not desk.body else desk.url)
            desk.put_aside("original_url" if below == "original_url" else "link", address)
            continue
        if below in {"related", "original_url"} and is_fragment(line) and not date_line(line):
            desk.put_aside("related", line)
            continue
        if desk.headline and is_fragment(line) and _repeats(desk, line):
            continue
        below = _placed(desk, raw, line)


def _repeats(desk: _Desk, line: str) -> bool:
    """Whether a line repeats the headline, alone or with a few words of a player or caption behind it."""
    headline = desk.headline or ""
    if echoes(line, headline) or (line.casefold().startswith(headline.casefold()) and len(line) <= len(headline) + 60):
        dated = date_line(line[len(headline) :].strip())
        if dated and dated.label != "updated" and desk.published is None:
            desk.published, desk.published_at = dated.day, dated.at
        desk.put_aside("link" if len(line) <= len(headline) + 2 else "caption", line)
        return True
    return False


def _placed(desk: _Desk, raw: str, line: str) -> str | None:
    """Put one line where it belongs; the kind of list that it heads, if it heads one."""
    if not _note(desk, raw, line):
        desk.body.append(line)
        return None
    kind = desk.aside[-1].kind
    if kind == "original_url":
        found = re.search(r"https?://[^\s<>]+", raw)
        if found:
            desk.url = found[0]
            return None
        return "original_url"
    return "related" if kind == "related" and (starts_related(line) or line.endswith(":")) else None
