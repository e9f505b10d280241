"""Measure the reading of Russian on NEREL (crimes, penalties, laws, people) and on a set of quotations.

usage: python bench/russian.py GOLD [--limit N] [--leave-out FILE]

GOLD holds ``nerel/{train,dev}/*.ann`` (brat) and ``ru_quotes/*.tsv``. Texts named in FILE, one id a line, were used while writing rules and are
reported apart. A span counts as found if a span of ours overlaps it, a person if a name of ours shares a word with it in any form.
"""

import argparse
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportedly import language
from reportedly.extract.assembly import extract
from reportedly.extract.laws import find_laws
from reportedly.extract.statements import find_utterances
from reportedly.extract.terms import find_terms
from reportedly.model.claims import ReportReading, Step, StepType
from reportedly.model.parties import RoleName
from reportedly.model.text import Article, NameKind, Reading, Span

_ENTITY = re.compile(r"(T\d+)\t(\w+) ([\d; ]+)\t(.*)")
_RELATION = re.compile(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)")


@dataclass
class Tally:
    """What was wanted and found, what was given and wanted."""

    hits: int = 0
    right: int = 0
    given: int = 0
    wanted: int = 0

    def row(self) -> str:
        """Precision, recall and F1, with the counts."""
        precision = self.right / self.given if self.given else 0.0
        recall = self.hits / self.wanted if self.wanted else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:7.3f}{recall:7.3f}{both:7.3f}{self.wanted:7}{self.given:7}"


@dataclass
class Text:
    """A text with its entities by id (label, spans) and its relations."""

    name: str
    text: str
    entities: dict[str, tuple[str, Span]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)


def load(folder: Path) -> Iterator[Text]:
    """All texts of a folder in brat's stand-off format."""
    for path in sorted(folder.glob("*.ann")):
        one = Text(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"))
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := _ENTITY.match(line):
                numbers = [int(number) for number in re.findall(r"\d+", match[3])]
                one.entities[match[1]] = (match[2], Span(min(numbers), max(numbers)))
            elif match := _RELATION.match(line):
                one.relations.append((match[1], match[2], match[3]))
        yield one


def _overlapping(wanted: list[Span], given: list[Span]) -> int:
    return sum(any(span.overlaps(other) for other in given) for span in wanted)


def score(one: Text, tallies: dict[str, Tally]) -> tuple[Reading, ReportReading]:
    """Add one text to the tallies."""
    article = Article(one.name, one.text, "0" * 64, "ru")
    reading = language.read(article)
    report = extract(article, reading)
    spans = defaultdict(list)
    for label, span in one.entities.values():
        spans[label].append(span)
    laws = [reading.span_of(first, last) for first, last in find_laws(reading)]
    ours = {
        "CRIME": [span for offence in report.offences for span in offence.mentions],
        "PENALTY": [term.span for term in find_terms(reading)],
        "LAW": laws,
        "PERSON": [span for person in report.people if person.named for span in person.mentions if span.of(one.text)[0].isupper()],
        "PERSON, slovnet alone": [name.span for name in reading.names if name.kind is NameKind.PERSON],
    }
    for label, given in ours.items():
        tally = tallies[label]
        wanted = spans[label.split(",")[0]]
        tally.wanted += len(wanted)
        tally.given += len(given)
        tally.hits += _overlapping(wanted, given)
        tally.right += _overlapping(given, wanted)
    _pairs(one, report, tallies)
    return reading, report


def _pairs(one: Text, report: ReportReading, tallies: dict[str, Tally]) -> None:
    accused = [span for person in report.people if person.role is RoleName.ACCUSED for span in person.mentions]
    accused += [span for group in report.groups if group.role is RoleName.ACCUSED for span in group.mentions]
    sentenced = {who for claim in report.claims if isinstance(claim.says, Step) and claim.says.type is StepType.SENTENCE for who in claim.says.who}
    punished = [span for person in report.people if person.id in sentenced for span in person.mentions]
    punished += [span for group in report.groups if group.id in sentenced for span in group.mentions]
    for relation, left, right in one.relations:
        if relation not in {"CONVICTED_OF", "PENALIZED_AS"} or left not in one.entities or right not in one.entities:
            continue
        tally = tallies[relation]
        tally.wanted += 1
        tally.hits += _overlapping([one.entities[left][1]], accused if relation == "CONVICTED_OF" else punished)


def _words(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{3,}", text.lower().replace("ё", "е"))}


def quotes(folder: Path, limit: int) -> dict[str, Tally]:
    """Sources and contents of quotations, by their words."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    sentences = [line.rsplit("\t", 1) for line in (folder / "ru_sentences.tsv").read_text(encoding="utf-8").splitlines()[1 : limit + 1]]
    wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (folder / "ru_tokens.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, text, sentence, _, tag = line.split("\t")
        wanted[sentence][tag].append(text)
    for text, number in sentences:
        _quote(text, wanted[number], tallies)
    return tallies


def _quote(text: str, wanted: dict[str, list[str]], tallies: dict[str, Tally]) -> None:
    told = find_utterances(language.read(Article("quote", text, "0" * 64, "ru")))
    for label, given in (("source", [item.speaker_text for item in told]), ("content", [item.text for item in told])):
        tally, words = tallies[label], _words(" ".join(wanted[label]))
        tally.wanted += bool(words)
        tally.given += len(given)
        fits = any(len(words & _words(other)) * 2 >= len(words) for other in given) if words else False
        tally.hits += fits
        tally.right += fits


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--leave-out", type=Path)
    arguments = parser.parse_args()
    known = set(arguments.leave_out.read_text().split()) if arguments.leave_out else set()
    groups: dict[str, dict[str, Tally]] = {"new": defaultdict(Tally), "used": defaultdict(Tally)}
    words, begun = 0, time.perf_counter()
    for part in ("train", "dev"):
        for number, one in enumerate(load(arguments.gold / "nerel" / part)):
            if number >= arguments.limit:
                break
            words += len(one.text.split())
            score(one, groups["used" if one.name in known else "new"])
    print(f"{words / (time.perf_counter() - begun):.0f} words a second")
    for group, tallies in groups.items():
        if tallies:
            print(f"{group + ' texts':24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'ours':>7}")
            for label, tally in tallies.items():
                print(f"{label:24}{tally.row()}")
    for label, tally in quotes(arguments.gold / "ru_quotes", arguments.limit).items():
        print(f"quotes: {label:16}{tally.row()}")


if __name__ == "__main__":
    main()
