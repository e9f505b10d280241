"""The table of scores: every bench that `make score` runs adds its figures to bench/scores.csv."""

import csv
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

TABLE = Path(__file__).parent / "scores.csv"
HEAD = ("date", "lang", "half", "field", "precision", "recall", "f1", "right", "of", "note")


def keep(rows: Iterable[tuple[object, ...]]) -> None:
    """Add rows to the table, each given without its date: lang, half or corpus, field, precision, recall, f1, right, of, note."""
    day = datetime.now(UTC).date().isoformat()
    new = not TABLE.exists()
    with TABLE.open("a", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerows(([HEAD] if new else []) + [(day, *row) for row in rows])


def measures(right_found: int, found: int, right_wanted: int, wanted: int) -> tuple[str, str, str]:
    """Precision, recall and F1 with three digits."""
    precision = right_found / found if found else 0.0
    recall = right_wanted / wanted if wanted else 0.0
    balance = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.3f}", f"{recall:.3f}", f"{balance:.3f}"
