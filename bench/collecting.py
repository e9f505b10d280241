"""How well pages are collected, beside trafilatura alone on the same pages.

    python bench/collecting.py GOLD [--limit N] [--worst]

``GOLD`` holds ``news_pages`` (pages with title, date and body) and ``article_extraction_benchmark`` (pages with body).
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """A page with what a person says stands on it."""

    name: str
    url: str | None
    content: bytes
    title: str | None
    day: str | None
    body: str


@dataclass
class Tally:
    """Sums of one column of the table."""

    pages: int = 0
    title_exact: int = 0
    title_near: int = 0
    day_exact: int = 0
    body: float = 0.0
    precision: float = 0.0
    recall: float = 0.0
    seconds: float = 0.0
    notes: list[tuple[float, str]] = field(default_factory=list)


def news_pages(gold: Path) -> Iterator[Page]:
    """The news pages, each with the record of the same publisher and version."""
    for meta in sorted((gold / "news_pages").glob("*/meta.info")):
        about = json.loads(meta.read_text(encoding="utf-8"))
        for record in sorted(meta.parent.glob("*.json")):
            versions = list(json.loads(record.read_text(encoding="utf-8")).values())
            pages = sorted(meta.parent.glob(f"{record.stem}_[0-9]*.html.gz"))
            if len(pages) != len(versions):
                print(f"left out {record.stem}: {len(pages)} pages, {len(versions)} records", file=sys.stderr)
                continue
            for page, version in zip(pages, versions, strict=True):
                body = version["body"]
                parts = [*body["summary"], *(p for s in body["sections"] for p in [*s["headline"], *s["paragraphs"]])]
                yield Page(
                    f"{meta.parent.name}/{page.stem}",
                    about.get(page.name, {}).get("url"),
                    gzip.decompress(page.read_bytes()),
                    version["title"],
                    version["publishing_date"][:10],
                    "\n".join(parts),
                )


def benchmark_pages(gold: Path) -> Iterator[Page]:
    """The pages of the article extraction benchmark, which tell the body only."""
    folder = gold / "article_extraction_benchmark"
    for name, record in sorted(json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")).items()):
        content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(name, record.get("url"), content, None, None, record["articleBody"])


def words(text: str | None) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall((text or "").lower())


def overlap(found: str | None, gold: str) -> tuple[float, float, float]:
    """F1, precision and recall of words, counting repeats."""
    left, right = Counter(words(found)), Counter(words(gold))
    common = sum((left & right).values())
    if not common:
        return (1.0, 1.0, 1.0) if not left and not right else (0.0, 0.0, 0.0)
    precision, recall = common / sum(left.values()), common / sum(right.values())
    return 2 * precision * recall / (precision + recall), precision, recall


Found = tuple[str | None, str | None, str]


def alone(page: Page) -> Found:
    """What trafilatura says with its defaults."""
    import trafilatura

    found = trafilatura.bare_extraction(page.content, url=page.url, with_metadata=True)
    return (found.title, found.date, found.text or "") if found is not None else (None, None, "")


def ours(page: Page) -> Found:
    """What the collecting room says."""
    from reportedly.collect import collect_bytes
    from reportedly.errors import InputError

    try:
        article = collect_bytes(page.content, page.name, address=page.url).article
    except InputError:
        return None, None, ""
    return article.headline, article.published.isoformat() if article.published else None, article.body


def add(tally: Tally, page: Page, found: Found, seconds: float) -> None:
    """Count one page."""
    title, day, body = found
    tally.pages += 1
    tally.seconds += seconds
    if page.title is not None:
        tally.title_exact += " ".join((title or "").split()) == " ".join(page.title.split())
        near = overlap(title, page.title)[0] >= 0.8
        tally.title_near += near
        tally.day_exact += day == page.day
        if not near:
            tally.notes.append((-1.0, f"title {page.name}: {title!r} for {page.title!r}"))
        if day != page.day:
            tally.notes.append((-1.0, f"day {page.name}: {day} for {page.day}"))
    score, precision, recall = overlap(body, page.body)
    tally.body += score
    tally.precision += precision
    tally.recall += recall
    if score < 0.9:
        tally.notes.append((score, f"body {page.name}: F1 {score:.3f} P {precision:.3f} R {recall:.3f}"))


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--limit", type=int, help="only every Nth page")
    options.add_argument("--worst", action="store_true", help="name the pages that went wrong")
    given = options.parse_args()
    print(f"{'pages':34} {'n':>4} {'title exact':>11} {'near':>6} {'day':>6} {'body F1':>8} {'P':>6} {'R':>6} {'pages/s':>8}")
    for label, pages in (("news pages", news_pages), ("article extraction benchmark", benchmark_pages)):
        listed = list(pages(given.gold))[:: given.limit or 1]
        for who, read in (("trafilatura alone", alone), ("reportedly", ours)):
            tally = Tally()
            for page in listed:
                begun = time.perf_counter()
                found = read(page)
                add(tally, page, found, time.perf_counter() - begun)
            n = max(tally.pages, 1)
            told = [f"{x / n:.3f}" if listed[0].title is not None else "-" for x in (tally.title_exact, tally.title_near, tally.day_exact)]
            print(
                f"{label + ', ' + who:46.46} {n:>4} {told[0]:>7} {told[1]:>6} {told[2]:>6} "
                f"{tally.body / n:>8.3f} {tally.precision / n:>6.3f} {tally.recall / n:>6.3f} {n / tally.seconds:>8.1f}"
            )
            if given.worst:
                for _, note in sorted(tally.notes):
                    print(f"    {note}")


if __name__ == "__main__":
    main()
