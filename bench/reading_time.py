"""How the time of reading is shared between the language model and the rules.

    python bench/reading_time.py SHARED [--lang en] [--keep] [--note WORDS]

The development reports are read once to warm up (models and lexicon are loaded then) and once measured, in processor time of this process.
"""

import argparse
import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from table import keep

from reportedly.extract.assembly import extract
from reportedly.language import read
from reportedly.model.text import Article

LIMIT = 0.30


def articles(shared: Path, lang: str) -> list[Article]:
    """The development reports of one language."""
    told = subprocess.run([sys.executable, shared / "eval" / "inputs.py", "--lang", lang], capture_output=True, check=True, text=True).stdout
    found = []
    for line in told.splitlines():
        entry = json.loads(line)
        day = entry.get("published")
        found.append(Article(entry["id"], entry["text"], "0" * 64, lang, published=date.fromisoformat(day[:10]) if day else None))
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--lang", default="en")
    arguments.add_argument("--keep", action="store_true", help="add the figures to bench/scores.csv")
    arguments.add_argument("--note", default="")
    options = arguments.parse_args()
    reports = articles(options.shared, options.lang)
    for article in reports[:5]:
        extract(article, read(article))
    language = rules = 0.0
    for article in reports:
        start = time.process_time()
        reading = read(article)
        middle = time.process_time()
        extract(article, reading)
        language, rules = language + middle - start, rules + time.process_time() - middle
    share = rules / (rules + language)
    print(f"{len(reports)} reports ({options.lang}): language {language:.1f} s, rules {rules:.1f} s, their share {share:.0%} (at most {LIMIT:.0%})")
    if options.keep:
        keep([(options.lang, "all", "share of the rules in reading time", "", "", "", f"{share:.3f}", f"{LIMIT:.2f}", options.note)])


if __name__ == "__main__":
    main()
