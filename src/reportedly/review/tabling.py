"""A row of somebody's table as a report: its text is the row's own words, so that every claim has its sentence and its source."""

import calendar
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from reportedly.collect.table import Row
from reportedly.errors import InputError, ReportedlyError, UsageError
from reportedly.lexicon.offences import offence_kinds
from reportedly.model.claims import Accusation, Attribution, Claim, Offence, ReportReading, Step, StepType, Voice
from reportedly.model.parties import Evidence, Organisation, OrgKind, Person, Place, RoleName, Source, SourceKind
from reportedly.model.text import Article, Depth, Snapshot, Span
from reportedly.model.when import When
from reportedly.review.casework import TABLE
from reportedly.review.importing import Arrival
from reportedly.review.mapping import Mapping, OffenceColumn, PersonColumn, StepColumns

__all__ = ["arrivals_of", "check_columns", "reading_of"]

_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"(\d{4})-(\d{2})")
_TERM = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?|life|death")
_OLDEST = 130
_MEND = "mend the cell, or the mapping"


def check_columns(mapping: Mapping, header: Iterable[str]) -> None:
    """See that the table has the columns that the mapping names.

    Raises:
        UsageError: If one is missing.
    """
    missing = [name for name in mapping.columns if name not in set(header)]
    if missing:
        raise UsageError(f"the table has no column {', '.join(map(repr, missing))}", mend="write the names as they stand in its first row")


def arrivals_of(rows: Iterable[Row | InputError], mapping: Mapping, where: str) -> Iterator[Arrival | ReportedlyError]:
    """Each row as a report to be brought in; a row that does not fit comes as an error that says which cell and why.

    Args:
        rows: The rows.
        mapping: What the columns mean.
        where: What to call the table in messages.
    """
    seen: dict[str, int] = {}
    for row in rows:
        if isinstance(row, ReportedlyError):
            yield row
            continue
        place = f"{where}: row {row.number}"
        try:
            reading = reading_of(row, mapping, place)
        except InputError as error:
            yield error
            continue
        first = seen.setdefault(reading.article.id, row.number)
        if first != row.number:
            yield InputError(f"has the same key as row {first}", where=place, mend="name more columns as key, or join the rows")
            continue
        yield Arrival(place, reading, Snapshot(reading.article.sha256, "text/plain", reading.article.text.encode()), renews=True)


def reading_of(row: Row, mapping: Mapping, where: str) -> ReportReading:
    """What a row tells.

    Args:
        row: The row.
        mapping: What its columns mean.
        where: What to call the row in messages.

    Raises:
        InputError: If a cell cannot be what the mapping says, or nobody is named.
    """
    sheet = _Sheet(row.cells, mapping, where, *_text(row))
    employers = _employers(sheet)
    people = _people(sheet, employers)
    deciders = _deciders(sheet, len(employers))
    offences = _offences(sheet)
    places = _places(sheet)
    sources, attribution = _sources(sheet)
    article = _article(sheet)
    accused = tuple(person for person in people if person.role is RoleName.ACCUSED)
    claims = []
    if accused:
        who, ids = tuple(person.id for person in accused), tuple(offence.id for offence in offences)
        names = tuple(dict.fromkeys(piece for person in accused for piece in person.evidence))
        charged = (*names, *(piece for offence in offences for piece in offence.evidence))
        said: list[tuple[Accusation | Step, When | None, tuple[Evidence, ...]]] = [(Accusation(who, ids), None, charged)]
        said += [_step(sheet, told, who, ids, places, deciders, names) for told in mapping.steps if _is_told(sheet, told)]
        claims = [Claim(article.id, tuple(dict.fromkeys(proof)), attribution, says, when=when, why=TABLE) for says, when, proof in said]
    organisations = (*employers.values(), *deciders.values())
    return ReportReading(article, Depth.FULL, people, (), organisations, places, offences, sources, tuple(claims), TABLE)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A row with what reading it needs: its cells, its text, and the line of each cell in the text."""

    cells: dict[str, str]
    mapping: Mapping
    where: str
    text: str
    lines: dict[str, Evidence]

    def cell(self, column: str | None) -> str:
        """The words of a cell; empty when it is empty or there is no such column."""
        return self.cells.get(column or "", "")

    def proof(self, *columns: str | None) -> tuple[Evidence, ...]:
        """The lines of some cells."""
        return tuple(self.lines[column] for column in columns if column in self.lines)

    def refuse(self, column: str, what: str) -> InputError:
        """An error about a cell."""
        return InputError(f"{what} in {column!r}: {self.cell(column)!r}", where=self.where, mend=_MEND)


def _text(row: Row) -> tuple[str, dict[str, Evidence]]:
    """The words of a row, one line a cell, and where each line stands."""
    lines: dict[str, Evidence] = {}
    at = 0
    for column, cell in row.cells.items():
        line = f"{column}: {cell}"
        lines[column] = Evidence(Span(at, at + len(line)), line)
        at += len(line) + 1
    return "\n".join(piece.sentence for piece in lines.values()), lines


def _article(sheet: _Sheet) -> Article:
    mapping = sheet.mapping
    key = [sheet.cell(column) for column in mapping.key] if mapping.key else [sheet.text]
    if not any(key):
        raise InputError(f"the key {', '.join(map(repr, mapping.key))} is empty", where=sheet.where, mend=_MEND)
    name = "row-" + hashlib.sha256("\x1f".join((mapping.source, *key)).encode()).hexdigest()[:20]
    told = _when(sheet, mapping.published)
    if told and told.latest is None:
        raise sheet.refuse(mapping.published or "", "no day")
    digest = hashlib.sha256(sheet.text.encode()).hexdigest()
    return Article(name, sheet.text, digest, mapping.lang, outlet=mapping.source, published=told.latest if told else None)


def _pieces(cell: str, separator: str | None) -> list[str]:
    found = cell.split(separator) if separator else [cell]
    return [word for one in found if (word := one.strip())]


def _employers(sheet: _Sheet) -> dict[str, Organisation]:
    """The employers that a row names, by name."""
    columns = [one.employer for one in sheet.mapping.people if sheet.cell(one.employer)]
    names = {sheet.cell(column): column for column in columns}
    return {
        name: Organisation(f"o{number}", name, OrgKind.EMPLOYER, evidence=sheet.proof(column))
        for number, (name, column) in enumerate(names.items(), 1)
    }


def _deciders(sheet: _Sheet, before: int) -> dict[str, Organisation]:
    """The courts and offices that took the steps of a row, by name."""
    names = {sheet.cell(one.by): one.by for one in sheet.mapping.steps if sheet.cell(one.by)}
    return {name: Organisation(f"o{number}", name, evidence=sheet.proof(column)) for number, (name, column) in enumerate(names.items(), before + 1)}


def _people(sheet: _Sheet, employers: dict[str, Organisation]) -> tuple[Person, ...]:
    named = [(column, name) for column in sheet.mapping.people for name in _pieces(sheet.cell(column.column), column.separator)]
    if not named:
        columns = ", ".join(repr(column.column) for column in sheet.mapping.people)
        raise InputError(f"nobody is named in {columns}", where=sheet.where, mend=_MEND)
    alone = {column.column: sum(one is column for one, _ in named) == 1 for column, _ in named}
    return tuple(_person(sheet, f"p{at}", name, column, employers, alone=alone[column.column]) for at, (column, name) in enumerate(named, 1))


def _person(sheet: _Sheet, key: str, name: str, column: PersonColumn, employers: dict[str, Organisation], *, alone: bool) -> Person:
    """One person; what other columns tell is of nobody in particular when the cell names several."""
    line = sheet.lines[column.column]
    start = sheet.text.index(name, line.span.start + len(column.column) + 1)
    mention = Span(start, start + len(name))
    if not alone:
        return Person(key, name, role=column.role, mentions=(mention,), evidence=(line,))
    employer = employers.get(sheet.cell(column.employer))
    return Person(
        key,
        name,
        role=column.role,
        age=_age(sheet, column.age),
        citizenship=_citizenship(sheet, column.citizenship),
        employer=employer.id if employer else None,
        position=sheet.cell(column.position) or None,
        mentions=(mention,),
        evidence=(line, *sheet.proof(column.age, column.citizenship, column.position, column.employer)),
    )


def _age(sheet: _Sheet, column: str | None) -> int | None:
    cell = sheet.cell(column)
    if column is None or not cell:
        return None
    if not cell.isdecimal() or not int(cell) < _OLDEST:
        raise sheet.refuse(column, "no age")
    return int(cell)


def _citizenship(sheet: _Sheet, column: str | None) -> tuple[str, ...]:
    codes = tuple(word.upper() for word in re.split(r"[,;/\s]+", sheet.cell(column)) if word)
    if column and any(len(code) != len("KZ") or not code.isalpha() for code in codes):
        raise sheet.refuse(column, "no codes of countries (two letters each)")
    return codes


def _offences(sheet: _Sheet) -> tuple[Offence, ...]:
    told = [(column, words) for column in sheet.mapping.offences for words in _pieces(sheet.cell(column.column), column.separator)]
    return tuple(_offence(sheet, f"f{number}", column, words) for number, (column, words) in enumerate(told, 1))


def _offence(sheet: _Sheet, key: str, column: OffenceColumn, words: str) -> Offence:
    kind = column.kinds.get(" ".join(words.casefold().split()))
    known = offence_kinds().get(kind or "")
    return Offence(key, words, kind, known.iccs if known else None, evidence=sheet.proof(column.column))


def _places(sheet: _Sheet) -> tuple[Place, ...]:
    name = sheet.cell(sheet.mapping.place)
    country = sheet.mapping.country
    return (Place("l1", name, country.upper() if country else None, evidence=sheet.proof(sheet.mapping.place)),) if name else ()


def _sources(sheet: _Sheet) -> tuple[tuple[Source, ...], Attribution]:
    """Whom those who keep the table have it from; without such a column it is told on their own word."""
    column = sheet.mapping.told_by
    name = sheet.cell(column)
    if not name:
        return (), Attribution()
    source = Source("c1", name, SourceKind.DOCUMENT, evidence=sheet.proof(column))
    return (source,), Attribution((Voice(source.id, name, source.kind.value, column or ""),))


def _is_told(sheet: _Sheet, told: StepColumns) -> bool:
    if told.types:
        return bool(sheet.cell(told.column))
    return any(sheet.cell(column) for column in (told.column, told.date, told.until))


def _step(
    sheet: _Sheet,
    told: StepColumns,
    who: tuple[str, ...],
    offences: tuple[str, ...],
    places: tuple[Place, ...],
    deciders: dict[str, Organisation],
    names: tuple[Evidence, ...],
) -> tuple[Step, When | None, tuple[Evidence, ...]]:
    by = deciders.get(sheet.cell(told.by))
    step = Step(
        _type(sheet, told),
        who,
        by=by.id if by else None,
        place=places[0].id if places else None,
        until=_when(sheet, told.until),
        term=_term(sheet, told.term),
        offences=offences,
    )
    proof = (*sheet.proof(told.column, told.date, told.until, told.term, told.by), *names)
    return step, _when(sheet, told.date), proof


def _type(sheet: _Sheet, told: StepColumns) -> StepType:
    if told.type:
        return told.type
    column = told.column or ""
    found = told.types.get(" ".join(sheet.cell(column).casefold().split()))
    if found is None:
        raise sheet.refuse(column, "words that the mapping gives no step for")
    return found


def _term(sheet: _Sheet, column: str | None) -> str | None:
    cell = sheet.cell(column)
    if column is None or not cell:
        return None
    written = f"P{cell}Y" if cell.isdecimal() else cell
    if not _TERM.fullmatch(written):
        raise sheet.refuse(column, "no term (years as a number, or P2Y6M, life, death)")
    return written


def _when(sheet: _Sheet, column: str | None) -> When | None:
    """The days that a cell tells: a day, a month or a year; never more exact than it is written."""
    cell = sheet.cell(column)
    if column is None or not cell:
        return None
    try:
        earliest, latest = _days(cell, sheet.mapping.dates)
    except ValueError as error:
        raise sheet.refuse(column, "no date") from error
    line = sheet.lines[column]
    start = sheet.text.index(cell, line.span.start + len(column) + 1)
    return When(earliest, latest, cell, Span(start, start + len(cell)))


def _days(cell: str, forms: Iterable[str]) -> tuple[date, date]:
    if _YEAR.fullmatch(cell):
        return date(int(cell), 1, 1), date(int(cell), 12, 31)
    if found := _MONTH.fullmatch(cell):
        year, month = int(found[1]), int(found[2])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    for form in forms:
        try:
            day = datetime.strptime(cell, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        return day, day
    day = date.fromisoformat(cell)
    return day, day
