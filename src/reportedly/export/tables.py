"""The tables of cases, people, steps, statements, sources, reports and evidence: what the spreadsheet and the analytic exports share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reportedly.export import table_rows as rows
from reportedly.export.citing import Citing
from reportedly.model.material import CaseMaterial

__all__ = ["TABLES", "Cell", "Column", "Kind", "Table", "rows_of"]

Cell = str | int | float | bool | date | datetime | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it holds."""

    name: str
    what: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row of it is, its columns, and the rows that one case gives."""

    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Callable[[CaseMaterial, Citing], Iterable[tuple[Cell, ...]]]


def _interval(name: str, what: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_from", f"the first day that it can have been: {what}", Kind.DAY),
        Column(f"{name}_to", "the last day that it can have been", Kind.DAY),
        Column(f"{name}_precision", "`day`, `month`, `year`, `range`, `from` (only the first day is told), `by` (only the last day is told)"),
    )


_CASE = Column("case", "the id of the case")
_SUPPORT = (
    Column("reports", "how many reports tell it", Kind.WHOLE),
    Column("newsrooms", "how many newsrooms tell it independently", Kind.WHOLE),
    Column("voices", "how many original voices tell it", Kind.WHOLE),
)
_UNNAMED = Column("unnamed", "how many more people it concerns who are told without a name", Kind.WHOLE)
_WHO = (Column("people", "the ids of those whom it concerns"), Column("names", "their names"), _UNNAMED)

TABLES: tuple[Table, ...] = (
    Table(
        "cases",
        "a case",
        (
            _CASE,
            Column("title", "a title that names nobody and leads with what is reported in somebody's favour"),
            Column("favourable", "whether an outcome in somebody's favour was last reported", Kind.TRUTH),
            Column("countries", "codes of countries (ISO 3166-1), the most frequent first"),
            Column("opened", "the first day that is told", Kind.DAY),
            Column("updated", "the last day that is told", Kind.DAY),
            Column("reports", "how many reports tell it", Kind.WHOLE),
            Column("newsrooms", "how many newsrooms they go back to", Kind.WHOLE),
            Column("accused", "how many people are told as accused", Kind.WHOLE),
            Column("accused_named", "how many of them by name", Kind.WHOLE),
            Column("accused_unnamed", "how many of them without a name", Kind.WHOLE),
            Column("offences", "the offences named"),
            Column("related", "the ids of other cases that have to do with it"),
        ),
        rows.cases,
    ),
    Table(
        "people",
        "a person in a case",
        (
            _CASE,
            Column("person", "the id of the person in the case"),
            Column("name", "the name, or what stands for one that is withheld"),
            Column("other_names", "other spellings"),
            Column("named", "whether the person is told by name", Kind.TRUTH),
            Column("withheld", "why the name is withheld, if it is"),
            Column("role", "the role in this case, as reported"),
            Column("status", "the type of the last reported step"),
            Column("favourable", "whether that is an outcome in the person's favour", Kind.TRUTH),
            Column("under_appeal", "whether an appeal is reported to be open", Kind.TRUTH),
            *_interval("since", "the last reported step"),
            Column("age", "the age that was told last", Kind.WHOLE),
            Column("told_by", "the outlets that tell the last step"),
        ),
        rows.people,
    ),
    Table(
        "steps",
        "a step of a case, with all reports that tell it",
        (
            _CASE,
            Column("step", "the id of the step"),
            Column("type", "the type of the step"),
            Column("standing", "how it is told: `reported`, `scheduled`, `requested`, `denied`, `hypothetical`"),
            Column("favourable", "whether it is reported and in the favour of those whom it concerns", Kind.TRUTH),
            *_WHO,
            *_interval("date", "when it was"),
            Column("date_text", "the words that tell when it was"),
            Column("told", "the day of the first report of it", Kind.DAY),
            *_interval("until", "when it ends"),
            Column("term", "the length of a sentence or a detention (ISO 8601), `life` or `death`"),
            Column("by", "the court or agency that took it"),
            Column("place", "where it was"),
            Column("lat", "latitude of the place in degrees (WGS 84)", Kind.NUMBER),
            Column("lon", "longitude of the place in degrees (WGS 84)", Kind.NUMBER),
            Column("offences", "the offences that it is about"),
            *_SUPPORT,
        ),
        rows.steps,
    ),
    Table(
        "offences",
        "an offence that is named in a case",
        (
            _CASE,
            Column("offence", "its number in the case"),
            Column("kind", "the kind of offence"),
            Column("text", "as the first report words it"),
            Column("iccs", "code of the International Classification of Crime for Statistical Purposes"),
            Column("law", "the article of a code, as told"),
            Column("max_penalty", "the greatest penalty told (ISO 8601), `life` or `death`"),
            Column("reports", "how many reports name it", Kind.WHOLE),
        ),
        rows.offences,
    ),
    Table(
        "deadlines",
        "something that is to happen by a day",
        (
            _CASE,
            Column("deadline", "its number in the case"),
            Column("what", "what is to happen"),
            Column("date", "the day", Kind.DAY),
            Column("state", "`ahead`, `passed in silence` or `followed`"),
            *_WHO,
            Column("reference", "the article of a law, if the day follows from one"),
        ),
        rows.deadlines,
    ),
    Table(
        "statements",
        "something that somebody is reported to have said",
        (
            _CASE,
            Column("statement", "the id of the statement"),
            Column("about", "`torture`, `threats`, `unfair_trial`, if it is about one of them"),
            Column("speaker", "the id of the person who said it, if they are a person of the case"),
            Column("speaker_text", "who said it, as printed"),
            Column("verbatim", "whether it stands in quotation marks", Kind.TRUTH),
            Column("text", "what was said"),
            Column("report", "the id of the report"),
            Column("steps", "the ids of the steps that it concerns"),
        ),
        rows.statements,
    ),
    Table(
        "contradictions",
        "one of several values that cannot all be right",
        (
            _CASE,
            Column("contradiction", "its number in the case"),
            Column("about", "what the values are about"),
            Column("value", "one of the values"),
            Column("newest", "the newest report that gives it", Kind.DAY),
            *_SUPPORT,
        ),
        rows.contradictions,
    ),
    Table(
        "sources",
        "somebody or something that a report has its words from",
        (
            _CASE,
            Column("report", "the id of the report"),
            Column("source", "the id of the source in the report"),
            Column("name", "its name"),
            Column("kind", "`outlet`, `agency`, `broadcaster`, `official`, `document`, `social`, `person`"),
            Column("via", "the id of the source in the same report that passed it on"),
        ),
        rows.sources,
    ),
    Table(
        "reports",
        "a report of a case",
        (
            _CASE,
            Column("report", "the id of the report"),
            Column("outlet", "who published it"),
            Column("headline", "its headline"),
            Column("byline", "who wrote it"),
            Column("published", "the day of publication", Kind.DAY),
            Column("lang", "its language (ISO 639-1)"),
            Column("url", "its address"),
            Column("origin", "the newsroom that it goes back to"),
            Column("origin_how", "how that was found: `credit`, `reuse` or `own`"),
            Column("captured", "when its bytes were kept", Kind.MOMENT),
            Column("sha256", "the digest of those bytes"),
            Column("media_type", "their media type"),
            Column("versions", "how many versions of the page were kept", Kind.WHOLE),
        ),
        rows.reports,
    ),
    Table(
        "evidence",
        "a sentence that tells something of another table",
        (
            _CASE,
            Column("table", "the table that it belongs to; `withdrawn` for a sentence that a newer version of the report no longer has"),
            Column("about", "the id of the row there"),
            Column("report", "the id of the report"),
            Column("start", "where the sentence begins in the text of the report, in code points", Kind.WHOLE),
            Column("end", "where it ends", Kind.WHOLE),
            Column("sentence", "the sentence"),
            Column("chain", "the outlet and those whom it tells it from, nearest to its writer first"),
        ),
        rows.evidence,
    ),
)


def rows_of(material: CaseMaterial) -> Iterator[tuple[Table, Iterable[tuple[Cell, ...]]]]:
    """The rows that a case gives to each of the tables."""
    citing = Citing(material)
    for table in TABLES:
        yield table, table.rows(material, citing)
