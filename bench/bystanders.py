"""Whom our reading calls accused in reports that are not about crime: each is listed with the sentence, to be judged by reading.

    python bench/bystanders.py GOLD [--number 250] [--keep] [--note WORDS]

``GOLD`` holds ``wikinews_en``. Articles count as outside crime if they have fewer than four words of cases (arrest, charge, court …), and are not
among the development reports. Somebody listed is no mistake by that: such an article may tell of an arrest in passing.
"""

import argparse
import csv
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from table import keep

from reportedly.model.claims import ReportReading
from reportedly.model.parties import Person, RoleName
from reportedly.model.text import Article, Span
from reportedly.pipeline import read

CASE = re.compile(
    r"\b(?:arrest|charg|convict|sentenc|jail|detain|accus|suspect|prison|guilty|trial|indict|pardon|acquit|extradit|bail|warrant|plead)", re.I
)
FEW = 4


def articles(gold: Path) -> Iterator[Article]:
    """The articles outside crime, in an order given by hash."""
    csv.field_size_limit(10**8)
    known = {
        json.loads(path.read_text(encoding="utf-8"))["id"].removeprefix("wikinews-")[:10] for path in (gold / "cases" / "gold").glob("wikinews*")
    }
    found = []
    for path in sorted((gold / "wikinews_en" / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                body = re.sub(r"\n{3,}", "\n\n", row["text"])
                if row["date"] not in known and len(CASE.findall(body)) < FEW:
                    found.append(
                        Article(
                            row["url"],
                            f"{row['title']}\n\n{body}",
                            "0" * 64,
                            "en",
                            headline=row["title"],
                            headline_span=Span(0, len(row["title"])),
                            published=date.fromisoformat(row["date"]),
                        )
                    )
    yield from sorted(found, key=lambda one: hashlib.sha256(one.id.encode()).hexdigest())


def why(reading: ReportReading, person: Person) -> str:
    """The rule and the sentence by which somebody is called accused."""
    for claim in reading.claims:
        if person.id in getattr(claim.says, "who", ()) and claim.evidence:
            return f"{claim.why}: {' '.join(claim.evidence[0].sentence.split())[:220]}"
    return " ".join(person.evidence[0].sentence.split())[:220] if person.evidence else ""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--number", type=int, default=250)
    arguments.add_argument("--keep", action="store_true", help="add the figures to bench/scores.csv")
    arguments.add_argument("--note", default="")
    options = arguments.parse_args()
    number = people = 0
    for article in articles(options.gold):
        if number == options.number:
            break
        number += 1
        reading = read(article)
        for person in reading.people:
            if person.named and person.role is RoleName.ACCUSED:
                people += 1
                print(f"  {person.name} | {(article.headline or '')[:60]} | {why(reading, person)}")
    print(f"{people} named people are called accused in {number} Wikinews articles outside crime (listed above, to be judged)")
    if options.keep:
        keep([("en", "wikinews outside crime", "called accused", "", "", "", people, number, options.note)])


if __name__ == "__main__":
    main()
