"""Names withheld: people reported to be under 18 and victims of sexual violence are shown without names, unless somebody unmasks them on record.

The case file keeps the names, since reports are found and brought together by them; every page and export is made from a shielded one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from reportedly.model.casefile import CaseFile, CasePerson, CaseReport, Cited, NameForm, Shield
from reportedly.model.decisions import Action, Decision
from reportedly.review.deciding import Who
from reportedly.review.masking import cover, is_name_word, words_of_names
from reportedly.store import Connection, Store
from reportedly.store.casefiles import load_case
from reportedly.store.deciding import keep_decision

__all__ = ["LABELS", "covering", "has_shields", "label_of", "record_unmasking", "shielded"]

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
    names = [form.name for file in files for person in file.people if person.shields for form in person.names]
    if not names:
        return str
    is_name = is_name_word(words_of_names(names))
    return lambda text: cover(text, is_name)


def shielded(file: CaseFile) -> CaseFile:
    """A case file without the names that are withheld: labels for the people, and their names covered in every sentence.

    Args:
        file: The case file as it is kept.
    """
    if not has_shields(file):
        return file
    hide = _Hide(covering([file]))
    return replace(
        file,
        reports=tuple(hide.report(report) for report in file.reports),
        people=tuple(_person(file, person, hide) for person in file.people),
        offences=hide.texts(file.offences, "text"),
        timeline=hide.texts(file.timeline, "by", "place"),
        deadlines=hide.texts(file.deadlines),
        contradictions=tuple(replace(found, values=hide.texts(found.values, "value")) for found in file.contradictions),
        statements=hide.texts(file.statements, "speaker_text", "text"),
    )


def _person(file: CaseFile, person: CasePerson, hide: "_Hide") -> CasePerson:
    evidence = hide.evidence(person.evidence)
    if not person.shields:
        return replace(person, evidence=evidence)
    forms = (NameForm(label_of(file, person), form.lang, form.reports) for form in person.names[:1])
    return replace(person, names=tuple(forms), evidence=evidence)


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
        words = unquote(report.url or "").replace("-", " ").replace("_", " ")
        return replace(report, url=None) if self.cover(words) != words else report


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
