"""The documentation names all that a user can meet."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from reportedly import errors
from reportedly.model.claims import Standing, StepType
from reportedly.model.parties import OrgKind, RoleName, SourceKind
from reportedly.model.text import Depth

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def named(page: str) -> set[str]:
    return set(re.findall(r"`([^`\s]+)`", (REFERENCE / page).read_text(encoding="utf-8")))


@pytest.mark.parametrize("values", [StepType, Standing, RoleName])
def test_the_vocabulary_names_every_value(values: type[StrEnum]) -> None:
    assert {value.value for value in values} <= named("vocabulary.md")


@pytest.mark.parametrize("values", [OrgKind, SourceKind, Depth])
def test_the_format_names_every_value(values: type[StrEnum]) -> None:
    assert {value.value for value in values} <= named("report-json.md")


def test_every_error_is_in_the_reference() -> None:
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and kind.__module__ == errors.__name__}
    assert kinds - {"ReportedlyError"} <= named("errors.md")
