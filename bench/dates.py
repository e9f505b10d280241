"""How many expressions of time are found and rightly resolved, beside dateparser given the very same expressions.

    python bench/dates.py GOLD [--part TimeBank] [--misses]

``GOLD`` holds ``tempeval3`` with its folders of TimeML files. Counted are TIMEX3 of type DATE (and TIME, to the day) whose value is a day, month or
year; a day is right when both ends of the interval are that day, a month or year when the interval lies inside it. dateparser is handed each gold
expression without having to find it, with the day of publication as its base and a preference for the past.
"""

import argparse
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path

import dateparser
from table import keep

from reportedly.extract.dates import find_dates
from reportedly.language import read
from reportedly.model.text import Article, Span
from reportedly.model.when import WhenMention

TAG = re.compile(r"<[^>]+>")
TIMEX = re.compile(r"<TIMEX3([^>]*)>|</TIMEX3>")
VALUE = re.compile(r'\b(type|value)="([^"]*)"')
GRAIN = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class Told:
    """A gold expression: where it stands, its words and its value."""

    span: Span
    text: str
    value: str


def documents(folder: Path) -> Iterator[tuple[str, str, date, list[Told]]]:
    """Name, text, day of publication and gold expressions of each document."""
    for path in sorted(folder.glob("*.tml")):
        source = path.read_text(encoding="utf-8")
        day = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.S)
        body = re.search(r"<TEXT>(.*)</TEXT>", source, re.S)
        if day and body:
            text, told = strip(body.group(1))
            yield path.stem, text, date.fromisoformat(day.group(1)), told


def strip(marked: str) -> tuple[str, list[Told]]:
    """The text without tags, lines of a paragraph joined, and the gold expressions in it."""
    text, told, opened = "", [], None
    position = 0
    for tag in TAG.finditer(marked):
        text += unescape(marked[position : tag.start()])
        position = tag.end()
        if tag.group().startswith("<TIMEX3"):
            opened = (len(text), dict(VALUE.findall(tag.group())))
        elif tag.group() == "</TIMEX3>" and opened:
            start, facts = opened
            if facts.get("type") in {"DATE", "TIME"} and re.fullmatch(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?", facts.get("value", "")) and len(text) > start:
                told.append(Told(Span(start, len(text)), " ".join(text[start:].split()), facts["value"][:10]))
            opened = None
    text += unescape(marked[position:])
    # a line break inside a paragraph is no break for a reader
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text), told


def inside(value: str, first: date | None, last: date | None) -> bool:
    """Whether an interval is the gold day, or lies in the gold month or year."""
    return bool(first and last) and str(first)[: len(value)] == value == str(last)[: len(value)]


def is_right(one: Told, mention: WhenMention, told: list[Told]) -> bool:
    """The interval fits; of a range that takes in two gold expressions, the end that is told there."""
    ends = [other for other in told if mention.when.span and mention.when.span.contains(other.span)]
    if len(ends) > 1:
        edge = mention.when.earliest if one is ends[0] else mention.when.latest
        return inside(one.value, edge, edge)
    return inside(one.value, mention.when.earliest, mention.when.latest)


def by_us(mentions: tuple[WhenMention, ...], told: Told) -> WhenMention | None:
    """The mention that overlaps a gold expression most."""
    over = [one for one in mentions if one.when.span and one.when.span.overlaps(told.span)]
    return max(
        over,
        key=lambda one: min(one.when.span.end, told.span.end) - max(one.when.span.start, told.span.start) if one.when.span else 0,
        default=None,
    )


def by_peer(told: Told, day: date) -> date | None:
    """What dateparser makes of the same words."""
    base = datetime(day.year, day.month, day.day, 12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = dateparser.parse(told.text, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
    return found.date() if found else None


def peer_is_right(value: str, found: date | None) -> bool:
    """Dateparser always gives a day; it is right if that day lies in the gold interval."""
    return found is not None and str(found)[: len(value)] == value


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--part", action="append", help="folder of tempeval3; may be repeated; all if left out")
    arguments.add_argument("--misses", action="store_true", help="print what went wrong")
    arguments.add_argument("--keep", action="store_true", help="add the figures to bench/scores.csv")
    arguments.add_argument("--note", default="")
    options = arguments.parse_args()
    parts = options.part or ["TimeBank", "AQUAINT"]
    print(f"{'part':10}{'grain':8}{'gold':>6}{'found':>8}{'right':>8}{'dateparser':>12}")
    for part in parts:
        counts: Counter[tuple[str, str]] = Counter()
        for name, text, day, told in documents(options.gold / "tempeval3" / part):
            reading = read(Article(name, text, "0" * 64, "en", published=day))
            mentions = find_dates(reading, day)
            for one in told:
                grain = GRAIN[len(one.value)]
                mention = by_us(mentions, one)
                right = mention is not None and is_right(one, mention, told)
                counts[grain, "gold"] += 1
                counts[grain, "found"] += mention is not None
                counts[grain, "right"] += right
                counts[grain, "peer"] += peer_is_right(one.value, by_peer(one, day))
                if options.misses and not right:
                    got = f"{mention.when.text} {mention.when.earliest}..{mention.when.latest}" if mention else "-"
                    around = " ".join(text[max(0, one.span.start - 70) : one.span.end + 40].split())
                    print(f"  {day} want {one.value:10} [{one.text}] got [{got}] | {around}")
        show(part, counts)
        if options.keep:
            sums = {key: sum(number for (_, column), number in counts.items() if column == key) for key in ("gold", "right", "peer")}
            rows = (("dates", sums["right"]), ("dates, dateparser given the expressions", sums["peer"]))
            keep(("en", f"tempeval3 {part}", field, "", "", "", right, sums["gold"], options.note) for field, right in rows)


def show(part: str, counts: Counter[tuple[str, str]]) -> None:
    for grain in ("day", "month", "year", "all"):
        sums = [
            sum(n for (size, key), n in counts.items() if key == column and grain in (size, "all")) for column in ("gold", "found", "right", "peer")
        ]
        gold = sums[0] or 1
        print(f"{part:10}{grain:8}{sums[0]:6}{sums[1] / gold:8.3f}{sums[2] / gold:8.3f}{sums[3] / gold:12.3f}")


if __name__ == "__main__":
    main()
