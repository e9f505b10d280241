"""What was read in an archive as rows of its tables, and back again without loss."""

import json
from collections.abc import Iterable
from typing import Any

from reportedly.errors import InputError
from reportedly.export.report_json import report_json
from reportedly.model.archives import ArchivedReport, Failure, StoredText
from reportedly.model.claims import Accusation, Claim, Headcount, Offence, Penalty, Quote, ReportReading, Role, Step
from reportedly.model.coding import dumps, loads, noun_of, plain
from reportedly.model.fetching import Exchange
from reportedly.model.text import Article, Snapshot
from reportedly.model.when import When

__all__ = ["article_row", "claim_rows", "failure_row", "page_row", "report_of", "stored_row", "text_of"]

Row = tuple[Any, ...]


def article_row(report: ArchivedReport) -> Row:
    """The row of a report that was read."""
    reading = report.reading
    case = any(isinstance(claim.says, Step | Accusation) for claim in reading.claims)
    exact = plain(reading)
    del exact["article"]["text"]
    read = (reading.depth.value, reading.model or None, case, _packed(report_json(reading)), _packed(exact))
    return (report.record, "read", *_about(reading.article), *read)


def stored_row(stored: StoredText) -> Row:
    """The row of a page that was stored as text."""
    exact = plain(stored.article)
    del exact["text"]
    return (stored.record, "stored", *_about(stored.article), None, None, None, None, _packed({"article": exact}))


def page_row(report: ArchivedReport) -> Row:
    """The row that holds the bytes of a report."""
    page = report.snapshot
    return (report.record, page.sha256, page.media_type, page.content, dumps(report.exchange) if report.exchange else None)


def failure_row(failure: Failure) -> Row:
    """The row of a record that was set aside."""
    return (failure.record, failure.url, failure.what, failure.mend or None)


def claim_rows(report: ArchivedReport) -> Iterable[Row]:
    """The rows of all claims of a report."""
    parties = _Parties(report.reading)
    return [_claim_row(report, claim, parties) for claim in report.reading.claims]


def report_of(row: dict[str, Any], page: dict[str, Any], where: str) -> ArchivedReport:
    """The report that a row of articles and the row of its page were made from.

    Args:
        row: The row of articles, by column.
        page: The row of pages with the same record.
        where: What to call it in a message.

    Raises:
        InputError: If they are not what this program writes.
    """
    try:
        values = json.loads(row["exact"])
        values["article"]["text"] = row["text"]
        reading: ReportReading = noun_of(ReportReading, values)
        exchange: Exchange | None = loads(Exchange, page["exchange"]) if page["exchange"] else None
        return ArchivedReport(row["record"], reading, Snapshot(page["sha256"], page["media_type"], page["content"]), exchange)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not what reportedly bulk writes: {error}", where=where, mend="give the folder as it was written") from error


def text_of(row: dict[str, Any], where: str) -> StoredText:
    """The page that a row of articles stores as text.

    Raises:
        InputError: If it is not what this program writes.
    """
    try:
        return StoredText(row["record"], noun_of(Article, {**json.loads(row["exact"])["article"], "text": row["text"]}))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not what reportedly bulk writes: {error}", where=where, mend="give the folder as it was written") from error


def _packed(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _about(article: Article) -> Row:
    at = article.published_at.isoformat() if article.published_at else None
    told = (article.url, article.outlet, article.headline, article.byline, article.published, at)
    return (article.id, *told, article.lang, article.origin, article.sha256, article.text)


class _Parties:
    """The nouns of a reading by their ids."""

    def __init__(self, reading: ReportReading) -> None:
        self._people = {person.id: person for person in reading.people}
        self._groups = {group.id: group for group in reading.groups}
        self._organisations = {one.id: one.name for one in reading.organisations}
        self._sources = {one.id: one.name for one in reading.sources}
        self._offences = {offence.id: offence for offence in reading.offences}
        self.places = {place.id: place for place in reading.places}

    def names(self, ids: Iterable[str]) -> list[str]:
        """The names of the people and organisations among them who have one."""
        found = []
        for key in ids:
            person = self._people.get(key)
            name = (person.name if person.named else None) if person else self._organisations.get(key) or self._sources.get(key)
            if name:
                found.append(name)
        return found

    def others(self, ids: Iterable[str]) -> list[str]:
        """The words for those of them who are not named."""
        people = (self._people.get(key) or self._groups.get(key) for key in ids)
        return [one.text if hasattr(one, "text") else one.name for one in people if one is not None and not getattr(one, "named", False)]

    def organisation(self, key: str | None) -> str | None:
        """The name of an organisation."""
        return self._organisations.get(key) if key else None

    def kinds(self, ids: Iterable[str]) -> list[str]:
        """The kinds of offences, or their words."""
        found: list[Offence] = [self._offences[key] for key in ids if key in self._offences]
        return [offence.kind or offence.text for offence in found]


def _when(when: When | None) -> Row:
    return (when.earliest, when.latest, when.text) if when else (None, None, None)


def _claim_row(report: ArchivedReport, claim: Claim, parties: _Parties) -> Row:
    says, first = claim.says, claim.evidence[0]
    step = says if isinstance(says, Step) else None
    kind, about, who, offences = _told(claim)
    place = parties.places.get(step.place) if step and step.place else None
    where = (place.name, place.country, place.lat, place.lon) if place else (None, None, None, None)
    by = (parties.organisation(step.by) or step.by_text) if step else None
    term = step.term if step else says.max_penalty if isinstance(says, Penalty) else None
    others = parties.others(who)
    if isinstance(says, Quote) and not others and not parties.names(who):
        others = [says.speaker_text]
    return (
        *(report.record, report.reading.article.id, claim.id, kind, about, claim.standing.value, parties.names(who), others),
        *_when(claim.when),
        *_when(step.until if step else None),
        *(term, by, *where, parties.kinds(offences), says.text if isinstance(says, Quote) else None),
        *([voice.name for voice in claim.attribution.voices], first.sentence, first.span.start, first.span.end, claim.why or None),
    )


def _told(claim: Claim) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...]]:
    """Kind, type, those whom it concerns and the offences of a claim."""
    says = claim.says
    if isinstance(says, Step):
        return "step", says.type.value, says.who, says.offences
    if isinstance(says, Accusation):
        return "accusation", None, says.who, says.offences
    if isinstance(says, Penalty):
        return "penalty", None, (), (says.offence,)
    if isinstance(says, Role):
        return "role", says.role.value, (says.who,), ()
    if isinstance(says, Headcount):
        return "headcount", says.role.value, (says.group,), ()
    return "quote", None, (says.speaker,) if says.speaker else (), ()
