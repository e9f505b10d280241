"""How well names are compared and reports of one case are brought together.

    python bench/merging.py GOLD [--names] [--reports] [--cache FILE] [--limit N] [--decisions] [--misses]

``GOLD`` holds ``name_pairs`` (scored pairs of names with the frozen scores of another matcher) and ``gun_violence_reports`` (reports with the
incident that each tells). Reading the reports takes long; ``--cache`` keeps the readings.
"""

import argparse
import csv
import hashlib
import json
import pickle
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from reportedly.casefile import parts
from reportedly.model.cases import CaseDigest, CasePart, Judgement, Verdict
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article, Span
from reportedly.pipeline import read
from reportedly.resolve import compare_names, fold, judge, keys
from reportedly.resolve.names import MATCH
from reportedly.resolve.placing import Bans, regroup


@dataclass
class Tally:
    """Right and wrong answers about pairs of names."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, says: bool, is_match: bool) -> None:
        """Count one answer."""
        self.found += says and is_match
        self.wrong += says and not is_match
        self.missed += is_match and not says

    @property
    def f1(self) -> float:
        """F1 of matches."""
        return 2 * self.found / max(1, 2 * self.found + self.wrong + self.missed)


def measure_names(gold: Path, decisions: bool) -> None:
    """Compare all pairs beside the frozen scores, at the same limit."""
    with (gold / "name_pairs" / "logicv2-frozen.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    started = time.perf_counter()
    scores = [compare_names(row["name1"], row["name2"], person=row["schema"] == "Person") for row in rows]
    spent = time.perf_counter() - started
    for row, score in zip(rows, scores, strict=True):
        is_match = row["is_match"] == "true"
        for group in ("all", "people" if row["schema"] == "Person" else "others"):
            tallies["ours", group].add(score >= MATCH, is_match)
            tallies["frozen", group].add(float(row["score"]) >= 0.7, is_match)
    print(f"{'name pairs':20}{'F1':>8}{'found':>8}{'missed':>8}{'must-not-match errors':>24}")
    for (who, group), tally in tallies.items():
        print(f"{who + ' ' + group:20}{tally.f1:8.3f}{tally.found:8}{tally.missed:8}{tally.wrong:24}")
    print(f"{len(rows) / spent:.0f} pairs a second, nothing kept between runs")
    if decisions:
        for row, score in zip(rows, scores, strict=True):
            if (score >= MATCH) != (row["is_match"] == "true"):
                says = "same" if score >= MATCH else "not the same"
                print(f"  says {says} ({score:.2f}, frozen {row['score']}): {row['name1']} | {row['name2']}  {row['notes']}")


def article_of(report: Mapping[str, str]) -> Article:
    """A report of the gold as an article."""
    title, body = report["title"].strip(), report["content"].strip()
    text = f"{title}\n\n{body}" if title else body
    host = report["uri"].rpartition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    digest = hashlib.sha256(text.encode()).hexdigest()
    span = Span(0, len(title)) if title else None
    published = date.fromisoformat(report["dct"][:10])
    return Article(report["id"], text, digest, "en", report["uri"], host, title or None, span, published=published)


def readings(gold: Path, cache: Path | None, limit: int | None) -> Iterator[tuple[str, ReportReading]]:
    """Incidents and readings; what the cache holds is not read again."""
    known: dict[str, ReportReading] = {}
    if cache and cache.exists():
        with cache.open("rb") as file:
            while file.peek(1):
                _, reading = pickle.load(file)
                known[reading.article.id] = reading
    lines = (gold / "gun_violence_reports" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line) for line in lines][:limit]
    for number, report in enumerate(reports, 1):
        reading = known.get(report["id"])
        if reading is None:
            reading = read(article_of(report))
            if cache:
                with cache.open("ab") as file:
                    pickle.dump((report["incident"], reading), file)
        if number % 200 == 0:
            print(f"  {number} of {len(reports)} reports read", file=sys.stderr)
        yield report["incident"], reading


def b_cubed(group_of: Mapping[str, str], incident_of: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed precision and recall of groups of reports."""
    groups, incidents = defaultdict(set), defaultdict(set)
    for report, group in group_of.items():
        groups[group].add(report)
        incidents[incident_of[report]].add(report)
    precision = recall = 0.0
    for report, group in group_of.items():
        together = len(groups[group] & incidents[incident_of[report]])
        precision += together / len(groups[group])
        recall += together / len(incidents[incident_of[report]])
    return precision / len(group_of), recall / len(group_of)


def judged(found: Sequence[CasePart]) -> list[Judgement]:
    """Judgements of all pairs of parts of different reports that share a key."""
    holders: dict[str, list[CasePart]] = defaultdict(list)
    for part in found:
        for key in keys(part):
            holders[key].append(part)
    pairs = {
        (min(left.id, right.id), max(left.id, right.id))
        for held in holders.values()
        for left, right in combinations(held, 2)
        if left.article_id != right.article_id
    }
    by_id = {part.id: part for part in found}
    return [judge(by_id[left], by_id[right]) for left, right in sorted(pairs)]


def by_surname(by_report: Mapping[str, Sequence[CasePart]]) -> dict[str, str]:
    """The baseline: reports that share the surname of a suspect are one case."""
    group_of = {report: report for report in by_report}
    bearer: dict[str, str] = {}

    def root(report: str) -> str:
        while group_of[report] != report:
            report = group_of[report]
        return report

    for report, found in sorted(by_report.items()):
        for person in (person for part in found for person in part.accused if person.named):
            words = fold(person.names[0])
            if words:
                group_of[root(report)] = root(bearer.setdefault(words[-1], report))
    return {report: root(report) for report in by_report}


def wrong_merges(cases: Iterable[CaseDigest], incident_of: Mapping[str, str]) -> Iterator[str]:
    """Every case that holds reports of several incidents, with the links that hold it together."""
    for case in cases:
        incidents = Counter(incident_of[part.article_id] for part in case.parts)
        if len(incidents) > 1:
            yield f"  {case.id}: " + ", ".join(f"incident {incident} ({count} reports)" for incident, count in incidents.items())
            home = {part.id: incident_of[part.article_id] for part in case.parts}
            for link in case.links:
                if link.verdict is Verdict.SAME and home[link.left] != home[link.right]:
                    reasons = "; ".join(f"{reason.weight:+.1f} {reason.words}" for reason in link.reasons)
                    yield f"    {link.left} ~ {link.right} {link.score}: {reasons}"


def measure_reports(gold: Path, cache: Path | None, limit: int | None, misses: bool) -> None:
    """Bring the reports together and compare with the incidents."""
    read_reports = list(readings(gold, cache, limit))
    incident_of = {reading.article.id: incident for incident, reading in read_reports}
    started = time.perf_counter()
    by_report = {reading.article.id: found for _, reading in read_reports if (found := parts(reading))}
    every = [part for found in by_report.values() for part in found]
    links = judged(every)
    cases = regroup(every, links, Bans(()))
    spent = time.perf_counter() - started
    home = {part.id: case.id for case in cases for part in case.parts}
    ours = {report: home[found[0].id] for report, found in by_report.items()}
    named = {report: case for report, case in ours.items() if any(person.named for person in by_report[report][0].accused)}
    print(f"{len(read_reports)} reports, {len(by_report)} with a case found, {len(every)} parts, {len(cases)} cases")
    print(f"{len(links)} pairs judged in {spent:.1f} s")
    print(f"{'reports of one case':44}{'precision':>10}{'recall':>10}")
    for label, groups in (
        ("ours", ours),
        (f"ours, {len(named)} reports that name a suspect", named),
        ("same suspect surname", by_surname(by_report)),
    ):
        precision, recall = b_cubed(groups, incident_of)
        print(f"{label:44}{precision:10.4f}{recall:10.4f}")
    print("wrong merges:")
    print("\n".join(wrong_merges(cases, incident_of)) or "  none")
    if misses:
        by_pair = {frozenset((link.left, link.right)): link for link in links}
        for left, right in combinations(sorted(by_report), 2):
            if incident_of[left] == incident_of[right] and ours[left] != ours[right]:
                link = by_pair.get(frozenset((by_report[left][0].id, by_report[right][0].id)))
                print(f"  apart: {left} {right} {link.score if link else 'share no key'}")


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--names", action="store_true", help="only the pairs of names")
    parser.add_argument("--reports", action="store_true", help="only the reports")
    parser.add_argument("--cache", type=Path, help="a file that keeps the readings")
    parser.add_argument("--limit", type=int, help="read only so many reports")
    parser.add_argument("--decisions", action="store_true", help="list every wrong answer about names")
    parser.add_argument("--misses", action="store_true", help="list pairs of reports that stayed apart")
    given = parser.parse_args()
    if given.names or not given.reports:
        measure_names(given.gold, given.decisions)
    if given.reports or not given.names:
        measure_reports(given.gold, given.cache, given.limit, given.misses)


if __name__ == "__main__":
    main()
