"""How many steps of cases are found in three corpora that others have labelled.

    python bench/steps.py GOLD [--part india|wikievents|guns] [--reports 200] [--misses]

``GOLD`` holds ``india_police_events`` (sentences that tell an arrest; a plain regular expression stands beside), ``wikievents`` (triggers of Justice
events: is a step of that kind told in the sentence of the trigger) and ``gun_violence_reports`` (are the suspects whom the record of the incident
calls arrested named as accused, and are those whom the report names as accused suspects of the record). Of the last a sample chosen by hash is read.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from table import keep, measures

from reportedly.model.claims import ReportReading, Standing, Step, StepType
from reportedly.model.parties import RoleName
from reportedly.model.text import Article, Span
from reportedly.pipeline import read

ARRESTS = {StepType.ARREST}
JUSTICE = {
    "ArrestJailDetain": {StepType.ARREST, StepType.PRETRIAL_DETENTION, StepType.HOUSE_ARREST, StepType.DETENTION_EXTENDED},
    "ChargeIndict": {StepType.CHARGE, StepType.INDICTMENT},
    "InvestigateCrime": {StepType.CASE_OPENED, StepType.SEARCH},
    "TrialHearing": {StepType.HEARING, StepType.PLEA},
    "Convict": {StepType.CONVICTION},
    "Sentence": {StepType.SENTENCE},
    "Acquit": {StepType.ACQUITTAL},
    "ReleaseParole": {StepType.RELEASE, StepType.BAIL, StepType.EXCHANGE, StepType.PARDON},
}
PLAIN = re.compile(r"\b(?:arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|nabbed|apprehended|(?:in|into|taken) custody)\b", re.IGNORECASE)
TOLD = {Standing.REPORTED, Standing.SCHEDULED}
NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?)\]%”’']|n't$|'s$)")
NO_SPACE_AFTER = {"(", "[", "“", "‘", "$", "-"}


class Score:
    """Right, found and wanted ones, with the measures made of them."""

    def __init__(self) -> None:
        self.right_found = self.found = self.right_wanted = self.wanted = 0

    def kept(self, corpus: str, field: str, note: str) -> tuple[object, ...]:
        """The row for the table of scores."""
        return ("en", corpus, field, *measures(self.right_found, self.found, self.right_wanted, self.wanted), self.right_wanted, self.wanted, note)

    def row(self, name: str) -> str:
        precision = self.right_found / self.found if self.found else 0.0
        recall = self.right_wanted / self.wanted if self.wanted else 0.0
        measure = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{name:34}{precision:9.3f}{recall:9.3f}{measure:9.3f}{self.found:8}{self.wanted:8}"


HEAD = f"{'':34}{'P':>9}{'R':>9}{'F1':>9}{'found':>8}{'wanted':>8}"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as opened:
        yield from (json.loads(line) for line in opened if line.strip())


def told(reading: ReportReading, kinds: set[StepType]) -> set[Span]:
    """The sentences that tell steps of some types."""
    return {
        evidence.span
        for claim in reading.claims
        if isinstance(claim.says, Step) and claim.says.type in kinds and claim.standing in TOLD
        for evidence in claim.evidence
    }


def clip(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())[:200]


# arrests in sentences of one Indian newspaper


def india(folder: Path, misses: bool) -> dict[str, Score]:
    texts = {entry["doc_id"]: entry["doc_text"] for entry in lines(folder / "docs.jsonl")}
    sentences: dict[int, list[dict[str, Any]]] = {}
    for entry in lines(folder / "sents.jsonl"):
        sentences.setdefault(entry["doc_id"], []).append(entry)
    ours, plain = Score(), Score()
    for doc, text in texts.items():
        # without arrests and without words of arrests there is nothing to be seen either way
        if not any("ARREST" in entry["sent_labels"] for entry in sentences[doc]) and not PLAIN.search(text):
            continue
        places = located(text, [entry["sent_text"] for entry in sentences[doc]])
        spans = told(read(Article(str(doc), raised(text, places), "0" * 64, "en")), ARRESTS)
        for entry, span in zip(sentences[doc], places, strict=True):
            wanted = "ARREST" in entry["sent_labels"]
            found = any(min(one.end, span.end) - max(one.start, span.start) > min(one.end - one.start, span.end - span.start) / 2 for one in spans)
            count(ours, wanted, found)
            count(plain, wanted, bool(PLAIN.search(entry["sent_text"])))
            if misses and wanted is not found:
                print("  MISSED" if wanted else "  FALSE ", clip(text, span))
    print(ours.row("arrests, india_police_events"))
    print(plain.row("  a plain regular expression"))
    return {"arrests": ours, "arrests, a plain regular expression": plain}


def located(text: str, sentences: list[str]) -> list[Span]:
    """Where sentences stand in a text, in their order."""
    found: list[Span] = []
    for sentence in sentences:
        after = found[-1].end if found else 0
        start = max(text.find(sentence, after), after)
        found.append(Span(start, start + max(len(sentence), 1)))
    return found


def raised(text: str, places: list[Span]) -> str:
    """The corpus was put into small letters; its sentences get their first capital back, so that they can be told apart."""
    letters = list(text)
    for place in places:
        first = next((at for at in range(place.start, min(place.end, len(letters))) if letters[at].isascii() and letters[at].isalpha()), None)
        if first is not None:
            letters[first] = letters[first].upper()
    return "".join(letters)


def count(score: Score, wanted: bool, found: bool) -> None:
    score.wanted += wanted
    score.found += found
    score.right_found += wanted and found
    score.right_wanted += wanted and found


# triggers of Justice events


def justice(path: Path, misses: bool) -> dict[str, Score]:
    scores = {kind: Score() for kind in (*JUSTICE, "all")}
    for entry in lines(path):
        text, starts = joined(entry["tokens"])
        triggers = [
            (event["event_type"].split(".")[1], starts[event["trigger"].get("start_idx", event["trigger"].get("start"))])
            for event in entry["event_mentions"]
            if event["event_type"].startswith("Justice.")
        ]
        reading = read(Article(entry.get("doc_id") or entry["docid"], text, "0" * 64, "en"))
        for kind, types in JUSTICE.items():
            spans = told(reading, types)
            at = [start for name, start in triggers if name == kind]
            for score in (scores[kind], scores["all"]):
                score.wanted += len(at)
                score.right_wanted += sum(any(span.start <= start < span.end for span in spans) for start in at)
                score.found += len(spans)
                score.right_found += sum(any(span.start <= start < span.end for start in at) for span in spans)
            if misses:
                for start in at:
                    if not any(span.start <= start < span.end for span in spans):
                        print("  MISSED", kind, "|", " ".join(text[max(0, start - 110) : start + 90].split()))
                for span in spans:
                    if not any(span.start <= start < span.end for start in at):
                        print("  FALSE ", kind, "|", clip(text, span))
    for kind, score in scores.items():
        print(score.row(f"{kind}, {path.stem}"))
    return {f"Justice: {kind}": score for kind, score in scores.items()}


def joined(tokens: list[str]) -> tuple[str, list[int]]:
    """Tokens as a text, with marks where a writer puts them, and where each token starts."""
    text = ""
    starts = []
    for token in tokens:
        if (
            text
            and not NO_SPACE_BEFORE.match(token)
            and text[-1] not in NO_SPACE_AFTER
            and not (token == "-" or (text[-1] in "’'" and token in {"s", "t", "re", "ve", "ll"}))
        ):
            text += " "
        starts.append(len(text))
        text += token
    return text, starts


# names of suspects


def guns(folder: Path, number: int, misses: bool) -> dict[str, Score]:
    incidents = {entry["incident_uri"]: entry for entry in lines(folder / "incidents.jsonl")}
    told_of = (entry for entry in lines(folder / "reports.jsonl") if entry["incident"] in incidents)
    reports = sorted(told_of, key=lambda entry: hashlib.sha256(entry["id"].encode()).hexdigest())[:number]
    score, seen = Score(), Counter[str]()
    for entry in reports:
        reading = read(article_of(entry))
        people = incidents[entry["incident"]]["participants"]
        suspects = [one for one in people if "Suspect" in one.get("Type", "") and one.get("Name", "").strip()]
        held = [one["Name"] for one in suspects if "Arrested" in one.get("Status", "") and in_text(one["Name"], entry["content"])]
        accused = [person.name for person in reading.people if person.role is RoleName.ACCUSED and person.named]
        victims = [one["Name"] for one in people if "Victim" in one.get("Type", "") and one.get("Name", "").strip()]
        score.wanted += len(held)
        score.right_wanted += sum(any(alike(name, other) for other in accused) for name in held)
        score.found += len(accused)
        score.right_found += sum(any(alike(name, one["Name"]) for one in suspects) for name in accused)
        for name in accused:
            seen["a victim of the record"] += any(alike(name, other) for other in victims) and not any(alike(name, one["Name"]) for one in suspects)
        if misses:
            for name in held:
                if not any(alike(name, other) for other in accused):
                    print("  MISSED", entry["id"][:8], name)
            for name in accused:
                if not any(alike(name, one["Name"]) for one in suspects):
                    print(
                        "  FALSE ",
                        entry["id"][:8],
                        name,
                        "| why:",
                        [
                            claim.why
                            for claim in reading.claims
                            if any(p.id in getattr(claim.says, "who", ()) for p in reading.people if p.name == name)
                        ],
                        [" ".join(e.sentence.split())[:160] for p in reading.people if p.name == name for e in p.evidence[:2]],
                    )
    print(score.row(f"suspects, {len(reports)} reports on guns"))
    print(f"  {seen['a victim of the record']} accused are victims of the record")
    return {"suspects": score}


def article_of(entry: dict[str, Any]) -> Article:
    head = " ".join(entry["title"].split())
    text = f"{head}\n\n{entry['content']}"
    return Article(entry["id"], text, "0" * 64, "en", headline_span=Span(0, len(head)) if head else None, published=date.fromisoformat(entry["dct"]))


def words(name: str) -> list[str]:
    return [word for word in re.findall(r"[\w'-]+", name.lower()) if word not in {"jr", "sr", "ii", "iii"}]


def in_text(name: str, text: str) -> bool:
    """Whether a report names somebody at all, by first and last name in one line."""
    parts = words(name)
    return bool(parts) and re.search(rf"\b{re.escape(parts[0])}\b.{{0,40}}\b{re.escape(parts[-1])}\b", text.lower()) is not None


def alike(one: str, other: str) -> bool:
    """The same last name, and the same first name unless one of them is a last name alone."""
    left, right = words(one), words(other)
    if not left or not right or left[-1] != right[-1]:
        return bool(left) and left == right
    return min(len(left), len(right)) == 1 or left[0][:3] == right[0][:3]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--part", action="append", choices=["india", "wikievents", "guns"], help="may be repeated; all if left out")
    arguments.add_argument("--reports", type=int, default=200, help="how many reports on guns are read")
    arguments.add_argument("--train", action="store_true", help="read the training part of wikievents")
    arguments.add_argument("--misses", action="store_true", help="print what went wrong")
    arguments.add_argument("--keep", action="store_true", help="add the figures to bench/scores.csv")
    arguments.add_argument("--note", default="")
    options = arguments.parse_args()
    parts = options.part or ["india", "wikievents", "guns"]
    print(HEAD)
    told: dict[str, dict[str, Score]] = {}
    if "india" in parts:
        told["india_police_events"] = india(options.gold / "india_police_events", options.misses)
    if "wikievents" in parts:
        part = "wiki-train-human.jsonl" if options.train else "dev.jsonl"
        told[f"wikievents {part}"] = justice(options.gold / "wikievents" / part, options.misses)
    if "guns" in parts:
        told[f"gun_violence_reports, {options.reports}"] = guns(options.gold / "gun_violence_reports", options.reports, options.misses)
    if options.keep:
        keep(score.kept(corpus, field, options.note) for corpus, scores in told.items() for field, score in scores.items())


if __name__ == "__main__":
    main()
