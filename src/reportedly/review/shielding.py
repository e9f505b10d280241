"""Names withheld: people reported to be under 18 and victims of sexual violence are shown without names, unless somebody unmasks them on record.

The case file keeps the names, since reports are found and brought together by them; every page and export is made from a shielded one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from reportedly.model.casefile import CaseFile, CasePerson, CaseReport, Cited, NameForm, Shield
from reportedly.model.claims import ReportReading
from reportedly.model.decisions import Action, Decision
from reportedly.model.parties import Person
from reportedly.review.deciding import Who
from reportedly.review.masking import COVER, blanked, cover, is_name_word, words_of_names
from reportedly.store import Connection, Store
from reportedly.store.casefiles import load_case
from reportedly.store.deciding import keep_decision

__all__ = ["LABELS", "covered_address", "covering", "has_shields", "label_of", "record_unmasking", "shielded", "shielded_reading"]

_SOMEBODY = "[name withheld]"
LABELS = {Shield.UNDER_18: "name withheld, under 18", Shield.SEXUAL_VIOLENCE: "name withheld, victim"}


def has_shields(file: CaseFile) -> bool:
    """Whether anybody's name in a case is withheld."""
    return any(person.shields for person in file.people)


def label_of(file: CaseFile, person: CasePerson) -> str:
    """What stands for the name of a person that is withheld; numbered when one label stands for several."""
    label = LABELS[person.shields[0]]
    alike = [other.id for other in file.people if other.shields[:1] == person.shields[:1]]
    return f"[{label}]" if len(alike) == 1 else f"[{label}, {alike.index(person.id) + 1}]"


def covering(files: Iterable[CaseFile]) -> Callable[[str], str]:
    """What covers the names that are withheld in any of some cases wherever they stand in a text."""
    words = _withheld_words(files)
    if not words:
        return str
    is_name = is_name_word(words)
    return lambda text: cover(text, is_name)


def _withheld_words(files: Iterable[CaseFile]) -> frozenset[str]:
    return words_of_names(form.name for file in files for person in file.people if person.shields for form in person.names)


def shielded(file: CaseFile, beside: Iterable[CaseFile] = ()) -> CaseFile:
    """A case file without the names that are withheld: labels for the people, and their names covered in every sentence.

    Args:
        file: The case file as it is kept.
        beside: Other cases that its reports tell: a name that is withheld in one of them is covered here too.
    """
    withholding = [one for one in (file, *beside) if has_shields(one)]
    if not withholding:
        return file
    hide = _Hide(covering(withholding))
    elsewhere = covering(one for one in withholding if one.id != file.id)
    return replace(
        file,
        reports=tuple(hide.report(report) for report in file.reports),
        people=tuple(_person(file, person, hide, elsewhere) for person in file.people),
        offences=hide.texts(file.offences, "text"),
        timeline=hide.texts(file.timeline, "by", "place"),
        deadlines=hide.texts(file.deadlines),
        contradictions=tuple(replace(found, values=hide.texts(found.values, "value")) for found in file.contradictions),
        statements=hide.texts(file.statements, "speaker_text", "text"),
    )


def shielded_reading(reading: ReportReading, file: CaseFile, beside: Iterable[CaseFile] = ()) -> ReportReading:
    """A reading without the names that are withheld in some cases that it tells: labels for the people, and their names covered in every text.

    Offsets and ids stay, since a covered word is as long as it was.

    Args:
        reading: The reading as it is kept.
        file: The case file as it is kept.
        beside: Other cases that the report tells.
    """
    words = _withheld_words((file, *beside))
    if not words:
        return reading
    is_name = is_name_word(words)
    labels = {mention: label_of(file, person) for person in file.people if person.shields for mention in person.mentions}
    covered = blanked(reading, is_name)
    marks = {mention.rpartition("/")[2]: label for mention, label in labels.items() if mention.rpartition("#")[0] == reading.article.id}
    article = replace(covered.article, url=covered_address(reading.article.url, lambda text: cover(text, is_name)))
    people = tuple(_told_person(person, marks.get(person.id)) for person in covered.people)
    return replace(covered, article=article, people=people)


def _told_person(person: Person, label: str | None) -> Person:
    if label is None and not _is_covered(person.name):
        return replace(person, other_names=tuple(name for name in person.other_names if not _is_covered(name)))
    return replace(person, name=label or _SOMEBODY, other_names=())


def _is_covered(name: str) -> bool:
    """Whether nothing is left of a name but particles and initials."""
    return COVER in name and not words_of_names([name])


def _person(file: CaseFile, person: CasePerson, hide: "_Hide", elsewhere: Callable[[str], str]) -> CasePerson:
    evidence = hide.evidence(person.evidence)
    if not person.shields:
        forms = (replace(form, name=_SOMEBODY if _is_covered(name := elsewhere(form.name)) else name) for form in person.names)
        return replace(person, names=tuple({form.name: form for form in forms}.values()), evidence=evidence)
    labels = (NameForm(label_of(file, person), form.lang, form.reports) for form in person.names[:1])
    return replace(person, names=tuple(labels), evidence=evidence)


@dataclass(frozen=True, slots=True)
class _Hide:
    """Covers names in the texts of a case file; ids stay."""

    cover: Callable[[str], str]

    def evidence(self, told: tuple[Cited, ...]) -> tuple[Cited, ...]:
        return tuple(replace(cited, sentence=self.cover(cited.sentence)) for cited in told)

    def texts(self, items: tuple[Any, ...], *fields: str) -> tuple[Any, ...]:
        return tuple(self._text(item, fields) for item in items)

    def _text(self, item: Any, fields: tuple[str, ...]) -> Any:
        told = {field: self.cover(value) for field in fields if (value := getattr(item, field))}
        return replace(item, evidence=self.evidence(item.evidence), **told)

    def report(self, report: CaseReport) -> CaseReport:
        return replace(report, url=covered_address(report.url, self.cover))


def covered_address(url: str | None, cover: Callable[[str], str]) -> str | None:
    """An address, or None when a name that is to be covered stands in it."""
    words = unquote(url or "").replace("-", " ").replace("_", " ")
    return None if cover(words) != words else url


def record_unmasking(store: Store, name: str, who: Who) -> Decision | None:
    """Put on record that somebody looks at the names that are withheld in a case; None when there are none.

    Args:
        store: The store.
        name: The id of the case as it is kept.
        who: Who looks, when and why.
    """
    with store.writing() as connection:
        file = load_case(connection, name)
        if file is None or not has_shields(file):
            return None
        return _recorded(connection, file, who)


def _recorded(connection: Connection, file: CaseFile, who: Who) -> Decision:
    seen = tuple(person.mentions[0] for person in file.people if person.shields and person.mentions)
    made = Decision(Action.UNMASK, seen, who.name, who.at, who.reason)
    keep_decision(connection, made)
    return made
