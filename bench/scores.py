"""Score readings of the development gold, for each half of it, and add the figures to bench/scores.csv.

usage: scores.py SHARED [--lang en] [--note WORDS]

The halves are told by the parity of the SHA-256 of a report's id: rules are tuned while looking at the first (even) half only.
"""

import argparse
import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from table import keep


def half_of(name: str) -> str:
    """The half of the gold that a report belongs to."""
    return "held" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "tuned"


def wrongly_accused(readings: Path, gold: Path, ids: set[str], *, named: bool) -> None:
    """Print whom the readings call accused though the gold does not; of the half that rules are not tuned on only how many."""
    found = []
    for line in readings.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        name = report["article"]["id"]
        if name in ids:
            wanted = [words(one["name"]) for one in json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))["accused"]]
            accused = [one for one in report["people"] if one["role"] == "accused" and one.get("named", True)]
            found += [(name, one["name"]) for one in accused if not any(words(one["name"]) & other for other in wanted)]
    print(f"wrongly accused by name: {len(found)}")
    for report_name, person in found if named else []:
        print(f"  {person} | {report_name}")


def words(name: str) -> set[str]:
    """The words of a name without marks, in small letters."""
    return {word.strip(".,'’\"“”()").lower() for word in name.replace("-", " ").split()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--note", default="")
    given = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", given.shared / "eval" / "score.py")
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = given.shared / "gold" / "cases" / "gold"
    names = [path.stem for path in sorted(gold.glob("*.json")) if json.loads(path.read_text(encoding="utf-8"))["lang"] == given.lang]
    with tempfile.TemporaryDirectory() as folder:
        inputs, readings = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        lines = subprocess.run([sys.executable, given.shared / "eval" / "inputs.py", "--lang", given.lang], capture_output=True, check=True)
        inputs.write_bytes(lines.stdout)
        with readings.open("wb") as out:
            subprocess.run([Path(sys.executable).with_name("reportedly"), "read", "--jsonl", inputs, "--json"], stdout=out, check=False)
        rows = []
        for half in ("tuned", "held", "all"):
            ids = {name for name in names if half in ("all", half_of(name))}
            print(f"\n{half}: {len(ids)} reports")
            tallies, shares, alarms = score.score(readings, gold, given.lang, False, ids)
            for field, tally in tallies.items():
                rows.append((given.lang, half, field, *(f"{figure:.3f}" for figure in tally.row()), tally.tp, tally.ng, given.note))
            for field, (right, of) in shares.items():
                rows.append((given.lang, half, field, "", "", "", right, of, given.note))
            rows.append((given.lang, half, "false alarms", "", "", "", *alarms, given.note))
            if half != "all":
                wrongly_accused(readings, gold, ids, named=half == "tuned")
    keep(rows)


if __name__ == "__main__":
    main()
