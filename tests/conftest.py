"""Shared fixtures: the English part is loaded once for the whole run."""

from collections.abc import Callable
from datetime import date

import pytest

from reportedly.language import read
from reportedly.model.text import Article, Reading

pytest_plugins = ["browsing", "stores"]


@pytest.fixture(scope="session")
def read_english() -> Callable[[str], Reading]:
    """A function that reads English text, published on Wednesday 2025-04-23."""

    def reader(text: str) -> Reading:
        return read(Article("test", text, "0" * 64, "en", published=date(2025, 4, 23)))

    return reader
