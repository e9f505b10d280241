"""How many sources and cues of attributions are found in US political news.

    python bench/attributions.py GOLD [--keep] [--note WORDS]

``GOLD`` holds ``polnear``. A source or cue counts as found when one of ours overlaps it; "exact" asks for the same first and last letter. The corpus
also marks what people think, intend and believe, which this project does not report as their words. A rule system of that field has F1 0.57 exact
and 0.83 with overlaps for cues and sources, on another corpus.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from table import keep, measures

from reportedly.extract.statements import find_utterances
from reportedly.language import read
from reportedly.model.text import Article, Span

KINDS = {"Source": "sources", "Cue": "cues"}


def documents(folder: Path) -> Iterator[tuple[str, str, dict[str, list[Span]]]]:
    """Name, text and the labelled spans of each document."""
    texts = {path.stem: path for path in sorted((folder / "text").glob("*.txt"))}
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = next((one for name, one in texts.items() if path.stem.startswith(name)), None)
        if text is not None:
            yield path.stem, text.read_text(encoding="utf-8"), labelled(path.read_text(encoding="utf-8"))


def labelled(annotation: str) -> dict[str, list[Span]]:
    """The spans of a file in brat's format, by label; of one in pieces, the first piece."""
    found: dict[str, list[Span]] = {kind: [] for kind in KINDS}
    for line in annotation.splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) == 3:
            kind, start, *rest = parts[1].replace(";", " ").split()
            if kind in found:
                found[kind].append(Span(int(start), int(rest[0])))
    return found


def ours(name: str, text: str) -> dict[str, list[Span]]:
    """The spans of those who tell and of the words that credit them."""
    reading = read(Article(name, text, "0" * 64, "en"))
    told = find_utterances(reading)
    tellers = [reading.span_of(one.speaker_first, one.speaker_last) for one in told if one.speaker_last > one.speaker_first]
    passed = [reading.span_of(teller.first, teller.last) for one in told for teller in one.via if teller.last > teller.first]
    return {"Source": list(dict.fromkeys(tellers + passed)), "Cue": list(dict.fromkeys(reading.tokens[one.cue].span for one in told))}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--keep", action="store_true", help="add the figures to bench/scores.csv")
    arguments.add_argument("--note", default="")
    options = arguments.parse_args()
    counts = {(kind, way): [0, 0, 0, 0] for kind in KINDS for way in ("overlap", "exact")}
    for name, text, gold in documents(options.gold / "polnear" / "dev"):
        found = ours(name, text)
        for kind in KINDS:
            for way in ("overlap", "exact"):
                add(counts[kind, way], found[kind], gold[kind], exact=way == "exact")
    rows = []
    print(f"{'polnear dev':24}{'P':>8}{'R':>8}{'F1':>8}{'found':>8}{'wanted':>8}")
    for (kind, way), sums in counts.items():
        row = measures(*sums)
        print(f"{KINDS[kind] + ', ' + way:24}" + "".join(f"{figure:>8}" for figure in row) + f"{sums[1]:8}{sums[3]:8}")
        rows.append(("en", "polnear dev", f"{KINDS[kind]}, {way}", *row, sums[2], sums[3], options.note))
    if options.keep:
        keep(rows)


def add(sums: list[int], found: list[Span], gold: list[Span], *, exact: bool) -> None:
    """Count what is found of what is wanted, and what is wanted of what is found."""

    def same(left: Span, right: Span) -> bool:
        return left == right if exact else left.overlaps(right)

    for at, values in enumerate(
        (
            sum(any(same(one, other) for other in gold) for one in found),
            len(found),
            sum(any(same(one, other) for other in found) for one in gold),
            len(gold),
        )
    ):
        sums[at] += values


if __name__ == "__main__":
    main()
