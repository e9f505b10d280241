"""Fold the parts of one case, as read and as people decided, into its case file. Pure: the same input gives the same file, in any order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reportedly.casefile.contradictions import contradictions
from reportedly.casefile.corrections import corrected
from reportedly.casefile.deadlines import deadlines
from reportedly.casefile.entries import entries
from reportedly.casefile.independence import Independence, independence
from reportedly.casefile.people import headcount, people
from reportedly.casefile.statements import statements
from reportedly.casefile.telling import Spelled, Telling, cite, tellings
from reportedly.casefile.timeline import step_groups
from reportedly.casefile.titles import given_title, made_title
from reportedly.casefile.values import Told, best
from reportedly.model.casefile import CaseFile, CaseOffence, CaseReport
from reportedly.model.cases import CaseDigest, Identity, Reprint
from reportedly.model.claims import Offence, ReportReading, Standing
from reportedly.model.decisions import Decision

__all__ = ["fold"]


def _casefolded(name: str) -> str:
    return name.casefold()


def fold(
    case: CaseDigest,
    readings: Mapping[str, ReportReading],
    *,
    identities: Sequence[Identity],
    reprints: Iterable[Reprint] = (),
    decisions: Iterable[Decision] = (),
    today: date | None = None,
    related: Iterable[str] = (),
    spelled: Spelled = _casefolded,
) -> CaseFile:
    """The case file of a case.

    Args:
        case: The case with its parts.
        readings: The readings of its reports by the id of the article; more may be given.
        identities: Who of its mentions is the same person.
        reprints: Pairs of its articles that share text.
        decisions: All decisions; corrections of claims and people, and titles that people gave, count here.
        today: The day to look from, for deadlines that passed in silence.
        related: Ids of cases that are another case but have to do with this one.
        spelled: A comparable form of a name in any script.
    """
    made = tuple(decisions)
    counted = {part.article_id: corrected(readings[part.article_id], made) for part in case.parts}
    told = tellings(case.parts, counted, identities)
    sources = independence(told, reprints, spelled)
    groups = step_groups(told)
    countries = _countries(told)
    persons = people(told, identities, groups)
    offences = _offences(told, sources)
    timeline = entries(groups, sources)
    days = [day for group in groups if group.standing is Standing.REPORTED and group.when for day in (group.when.earliest, group.when.latest) if day]
    published = [telling.published for telling in told if telling.published]
    return CaseFile(
        id=case.id,
        title=given_title(case, counted.values(), made, spelled) or made_title(persons, offences, told),
        countries=countries,
        opened=min(days + published, default=None),
        updated=max(days + published, default=None),
        reports=_reports(told, sources),
        people=persons,
        headcount=headcount(told, persons),
        offences=offences,
        timeline=timeline,
        origins=sources.origins,
        deadlines=deadlines(groups, countries, today),
        contradictions=contradictions(told, identities, groups, sources, spelled),
        related=tuple(sorted(set(related) - {case.id})),
        statements=statements(told, timeline),
    )


def _reports(told: Sequence[Telling], sources: Independence) -> tuple[CaseReport, ...]:
    reports: dict[str, CaseReport] = {}
    for telling in told:
        article = telling.reading.article
        origin = sources.of_report.get(article.id)
        reports.setdefault(article.id, CaseReport(article.id, article.outlet, article.published, article.lang, article.url, origin))
    return tuple(reports.values())


def _countries(told: Sequence[Telling]) -> tuple[str, ...]:
    counts = Counter(country for telling in told for country in telling.part.countries)
    return tuple(sorted(counts, key=lambda country: (-counts[country], country)))


def _offences(told: Sequence[Telling], sources: Independence) -> tuple[CaseOffence, ...]:
    by_kind: dict[str, list[tuple[Telling, Offence]]] = {}
    for telling in told:
        wanted = frozenset(telling.part.offences)
        for offence in telling.reading.offences:
            if offence.id in wanted:
                by_kind.setdefault(offence.kind or offence.text.casefold(), []).append((telling, offence))
    found = [_offence(items, sources) for items in by_kind.values()]
    return tuple(sorted(found, key=lambda offence: (-offence.reports, offence.kind or "~", offence.text)))


def _offence(items: Sequence[tuple[Telling, Offence]], sources: Independence) -> CaseOffence:
    first = items[0][1]
    laws = Counter(offence.law for _, offence in items if offence.law)
    penalties = [
        Told(offence.max_penalty, offence.max_penalty, telling.report, telling.published, ()) for telling, offence in items if offence.max_penalty
    ]
    return CaseOffence(
        kind=first.kind,
        iccs=first.iccs,
        law=min(laws, key=lambda law: (-laws[law], law), default=None),
        max_penalty=best(penalties, sources),
        reports=len({telling.report for telling, _ in items}),
        text=first.text,
        evidence=tuple(dict.fromkeys(cited for telling, offence in items for cited in cite(telling.report, offence.evidence))),
    )
