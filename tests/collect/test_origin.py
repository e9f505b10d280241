"""Outlets, and whose report it is that an outlet prints."""

import pytest

from reportedly.collect.draft import Draft
from reportedly.collect.origin import outlet_and_origin
from reportedly.model.text import Furniture

BODY = "A court in Exampleton on Saturday placed two bakers in custody."


@pytest.mark.parametrize(
    ("draft", "first", "url", "expected"),
    [
        (Draft((), outlet="The Exampleton Herald"), f"EXAMPLETON (Reuters) - {BODY}", None, ("The Exampleton Herald", "Reuters")),
        (Draft((), outlet="The Exampleton Herald"), f"EXAMPLETON, June 3 (Reuters) - {BODY}", None, ("The Exampleton Herald", "Reuters")),
        (Draft(()), f"EXAMPLETON (KXYZNews) — {BODY}", None, ("KXYZNews", None)),
        (Draft((), byline="Reuters"), BODY, "https://herald.example/a", (None, "Reuters")),
        (Draft(()), f"EXAMPLETON (Reuters) - {BODY}", "https://www.reuters.com/world/a", ("Reuters", None)),
        (
            Draft((), outlet="Exampleton Echo", furniture=(Furniture("notice", "© 2024 AFP"),)),
            BODY,
            None,
            ("Exampleton Echo", "Agence France-Presse"),
        ),
        (
            Draft((), furniture=(Furniture("notice", "Copyright 2015 Exampleton Herald. All rights reserved."),)),
            BODY,
            None,
            ("Exampleton Herald", None),
        ),
        (Draft((), outlet="Exampleton Echo"), f"EXAMPLETON (population 400) - {BODY}", None, ("Exampleton Echo", None)),
        (Draft((), outlet="Exampleton Echo"), f"EXAMPLETON ECHO (Voice of America) {BODY}", None, ("Exampleton Echo", "Voice of America")),
        (Draft(()), BODY, None, (None, None)),
    ],
)
def test_outlet_and_origin(draft: Draft, first: str, url: str | None, expected: tuple[str | None, str | None]) -> None:
    assert outlet_and_origin(draft, [first], url, None) == expected


@pytest.mark.parametrize(
    ("last", "origin"),
    [
        ("Source: Xinhua", "Xinhua"),
        ("Источник: Интерфакс", "Interfax"),
        ("With files from The Canadian Press", "The Canadian Press"),
        ("This story was first published by The Sampleville Gazette.", "The Sampleville Gazette"),
        ("The sentences can be appealed. -AFP", "Agence France-Presse"),
        ("The sentences can be appealed. /TASS/", "TASS"),
        ("The sentences can be appealed. (Reuters)", "Reuters"),
        ("He was let go on Monday. -echo.example", "echo.example"),
        ("He was let go on Monday (for now).", None),
        ("He was let go on Monday. - The mayor", None),
        ("Source: a lawyer", None),
        ("Sources close to the case said so.", None),
    ],
)
def test_credits_at_the_end(last: str, origin: str | None) -> None:
    assert outlet_and_origin(Draft(()), [BODY, last], None, "Herald")[1] == origin
