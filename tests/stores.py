"""Fixtures: an empty store of each kind, so that one contract is tested on both."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import postgres
import psycopg
import pytest

from reportedly.store import Store, open_store

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of a running PostgreSQL, with ``{}`` for the name of the database."""
    folder = postgres.binaries()
    if folder is None:
        pytest.skip("PostgreSQL is not installed here")
    with postgres.server(folder) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of a store that does not exist yet."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    address: str = request.getfixturevalue("postgres_address")
    name = f"store{next(_numbers)}"
    with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.format(name)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(place) as opened:
        yield opened
