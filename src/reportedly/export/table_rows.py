"""The rows of one case in each of the tables, in the order of their columns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from reportedly.export.case_wording import outlet_of
from reportedly.export.citing import Citing
from reportedly.export.differing import topic_words
from reportedly.export.wording import FAVOURABLE
from reportedly.model.casefile import CaseFile, Cited, Interval, Support
from reportedly.model.claims import Quote, Standing
from reportedly.model.material import CaseMaterial

__all__ = [
    "SEPARATOR",
    "cases",
    "contradictions",
    "deadlines",
    "evidence",
    "offences",
    "people",
    "precision",
    "reports",
    "sources",
    "statements",
    "steps",
]

SEPARATOR = " | "
"""What stands between several values in one cell."""

_CHAIN = " < "
_Cell = str | int | float | bool | date | datetime | None
_Row = tuple[_Cell, ...]


def cases(material: CaseMaterial, _citing: Citing) -> Iterator[_Row]:
    """One row."""
    file, count = material.file, material.file.headcount
    favourable = any(person.favourable for person in file.people)
    named = _list(offence.kind or offence.text for offence in file.offences)
    days = (file.opened, file.updated, len(file.reports), len(file.origins))
    yield (file.id, file.title, favourable, _list(file.countries), *days, count.accused, count.named, count.unnamed, named, _list(file.related))


def people(material: CaseMaterial, citing: Citing) -> Iterator[_Row]:
    """One row for each person."""
    for person in material.file.people:
        names = [form.name for form in person.names]
        told_by = dict.fromkeys(outlet_of(citing.reports[key]) for key in person.status_told_by if key in citing.reports)
        yield (
            material.file.id,
            person.id,
            names[0] if names else None,
            _list(names[1:]),
            person.named,
            _list(shield.value for shield in person.shields),
            person.role.value,
            person.status.value if person.status else None,
            person.favourable,
            person.under_appeal,
            *_days(person.status_since),
            person.age,
            _list(told_by),
        )


def steps(material: CaseMaterial, citing: Citing) -> Iterator[_Row]:
    """One row for each step."""
    names = _names(material.file)
    for entry in material.file.timeline:
        place = citing.place(entry.place)
        yield (
            material.file.id,
            entry.id,
            entry.type.value,
            entry.standing.value,
            entry.type in FAVOURABLE and entry.standing is Standing.REPORTED,
            *_who(entry.who, entry.unnamed, names),
            *_days(entry.when),
            (entry.when.text or None) if entry.when else None,
            entry.told,
            *_days(entry.until),
            entry.term,
            entry.by,
            entry.place,
            place.lat if place else None,
            place.lon if place else None,
            _list(entry.offences),
            *_support(entry.support),
        )


def offences(material: CaseMaterial, _citing: Citing) -> Iterator[_Row]:
    """One row for each offence."""
    for number, told in enumerate(material.file.offences, 1):
        yield (material.file.id, f"o{number}", told.kind, told.text or None, told.iccs, told.law, told.max_penalty, told.reports)


def deadlines(material: CaseMaterial, _citing: Citing) -> Iterator[_Row]:
    """One row for each deadline."""
    names = _names(material.file)
    for number, item in enumerate(material.file.deadlines, 1):
        yield (material.file.id, f"d{number}", item.what, item.day, item.state.value, *_who(item.who, item.unnamed, names), item.reference)


def statements(material: CaseMaterial, _citing: Citing) -> Iterator[_Row]:
    """One row for each thing said in a report of the case."""
    told = {statement.id: statement for statement in material.file.statements}
    speakers = {(mention.rpartition("#")[0], mention.rpartition("/")[2]): person.id for person in material.file.people for mention in person.mentions}
    for reading in material.readings:
        for claim in reading.claims:
            if not isinstance(claim.says, Quote):
                continue
            quote, known = claim.says, told.get(claim.id)
            speaker = known.speaker if known else speakers.get((claim.article_id, quote.speaker or ""))
            about = _list(known.about) if known else None
            said = (speaker, quote.speaker_text, quote.verbatim, quote.text, claim.article_id)
            yield (material.file.id, claim.id, about, *said, _list(known.steps) if known else None)


def contradictions(material: CaseMaterial, _citing: Citing) -> Iterator[_Row]:
    """One row for each value."""
    names = _names(material.file)
    for number, found in enumerate(material.file.contradictions, 1):
        for value in found.values:
            yield (material.file.id, f"x{number}", topic_words(found.about, names), value.value, value.newest, *_support(value.support))


def sources(material: CaseMaterial, _citing: Citing) -> Iterator[_Row]:
    """One row for each source of each report."""
    for reading in material.readings:
        for source in reading.sources:
            yield (material.file.id, reading.article.id, source.id, source.name, source.kind.value, source.via)


def reports(material: CaseMaterial, citing: Citing) -> Iterator[_Row]:
    """One row for each report."""
    versions = Counter(capture.report for capture in material.captures)
    origins = {report: origin for origin in material.file.origins for report in origin.reports}
    for report in material.file.reports:
        article = citing.readings[report.id].article if report.id in citing.readings else None
        origin, capture = origins.get(report.id), citing.captures.get(report.id)
        told = (article.headline, article.byline) if article else (None, None)
        goes_back = (origin.name, origin.how.value) if origin else (None, None)
        kept = (capture.at, capture.sha256, capture.media_type) if capture else (None, None, None)
        about = (report.published, report.lang, report.url)
        yield (material.file.id, report.id, report.outlet, *told, *about, *goes_back, *kept, versions[report.id])


def evidence(material: CaseMaterial, citing: Citing) -> Iterator[_Row]:
    """One row for each sentence that tells something."""
    case = material.file.id
    for table, about, told, claims in _told(material):
        for cited in told:
            chain = _CHAIN.join(citing.chain(cited, claims))
            yield (case, table, about, cited.report, cited.span.start, cited.span.end, cited.sentence, chain)
    for item in material.withdrawn:
        report = citing.reports.get(item.report)
        yield (case, "withdrawn", item.claim, item.report, None, None, item.sentence, outlet_of(report) if report else None)


def _told(material: CaseMaterial) -> Iterator[tuple[str, str, Sequence[Cited], Sequence[str]]]:
    file = material.file
    for person in file.people:
        yield "people", person.id, person.evidence, ()
    for entry in file.timeline:
        yield "steps", entry.id, entry.evidence, entry.claims
    for number, offence in enumerate(file.offences, 1):
        yield "offences", f"o{number}", offence.evidence, ()
    for number, item in enumerate(file.deadlines, 1):
        yield "deadlines", f"d{number}", item.evidence, ()
    for number, found in enumerate(file.contradictions, 1):
        for value in found.values:
            yield "contradictions", f"x{number}", value.evidence, ()
    for reading in material.readings:
        for claim in reading.claims:
            if isinstance(claim.says, Quote):
                cited = [Cited(claim.article_id, piece.span, piece.sentence) for piece in claim.evidence]
                yield "statements", claim.id, cited, (claim.id,)


def precision(first: date | None, last: date | None) -> str | None:
    """How exact an interval of days is; None when nothing is told."""
    if first is None or last is None:
        return "by" if last else "from" if first else None
    if first == last:
        return "day"
    after = last + timedelta(days=1)
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        if months == 1:
            return "month"
        if months == 12 and first.month == 1:
            return "year"
    return "range"


def _days(interval: Interval | None) -> tuple[date | None, date | None, str | None]:
    if interval is None:
        return (None, None, None)
    return (interval.earliest, interval.latest, precision(interval.earliest, interval.latest))


def _names(file: CaseFile) -> dict[str, str]:
    return {person.id: person.names[0].name for person in file.people if person.names}


def _who(who: Sequence[str], unnamed: int, names: dict[str, str]) -> tuple[str | None, str | None, int]:
    return (_list(who), _list(names.get(key, key) for key in who), unnamed)


def _support(support: Support) -> tuple[int, int, int]:
    return (support.reports, support.newsrooms, support.voices)


def _list(values: Iterable[str]) -> str | None:
    return SEPARATOR.join(values) or None
