"""What holds for the whole house: the order of the rooms, the size and names of files, and nothing that ties it to one machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "reportedly"
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "misc", "common", "manager", "tools", "stuff"}
LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX)\b|type: ignore|pragma: no cover|raise NotImplementedError")
MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root|Users|opt|tmp)/[\w.]|--(?:extra-)?index-url|--find-links|--trusted-host")
REGISTRY = re.compile(r"\b(?:pypi\.org|files\.pythonhosted\.org|test\.pypi\.org|registry\.npmjs\.org|proxy\.golang\.org)\b")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.fail("the house is checked in a git clone")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts(*suffixes: str) -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        if path.suffix in suffixes or not suffixes:
            try:
                found.append((path.relative_to(ROOT), path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def test_rooms_import_downwards_only() -> None:
    checked = subprocess.run([str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_no_file_is_longer_than_400_lines() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in modules() if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long


def test_every_name_says_something_about_its_room() -> None:
    assert not [str(path) for path in SOURCE.rglob("*") if path.stem.strip("_") in EMPTY_NAMES]


def test_nothing_is_left_open() -> None:
    assert not [f"{path}: {found[0]}" for path, text in texts(".py") if path.name != "test_house.py" and (found := LEFT_OPEN.search(text))]


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    allowed = {Path("tests/test_house.py"), Path("scripts/lock.py")}
    assert not [f"{path}: {found[0]}" for path, text in texts() if path not in allowed and (found := pattern.search(text))]


def test_every_room_says_what_it_is() -> None:
    silent = [str(path.relative_to(ROOT)) for path in modules() if not path.read_text(encoding="utf-8").lstrip().startswith('"""')]
    assert not silent


def test_the_lock_names_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = set(re.findall(r'^  "([A-Za-z0-9-]+)\s*[=<>~!\[]', project, re.MULTILINE))
    locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert {name.lower().replace("_", "-") for name in wanted} <= locked
