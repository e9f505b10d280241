"""Whose name is withheld from pages and exports: people reported to be under 18, and victims of sexual violence."""

from collections.abc import Iterable

from reportedly.casefile.telling import Telling
from reportedly.lexicon.childhood import says_child
from reportedly.lexicon.offences import offence_kinds
from reportedly.model.casefile import Shield
from reportedly.model.parties import Person, RoleName

__all__ = ["shields_of"]

_ADULT = 18
_SEXUAL = "sexual"


def shields_of(known: Iterable[tuple[Telling, Person]]) -> tuple[Shield, ...]:
    """Why the name of a person is withheld, if it is. One report that says so is enough, whatever others say.

    Args:
        known: The mentions of the person, each with the part of a report that has it.
    """
    mentions = tuple(known)
    found = []
    if any(_is_child(telling, person) for telling, person in mentions):
        found.append(Shield.UNDER_18)
    if any(person.role is RoleName.VICTIM and _tells_sexual_violence(telling) for telling, person in mentions):
        found.append(Shield.SEXUAL_VIOLENCE)
    return tuple(found)


def _is_child(telling: Telling, person: Person) -> bool:
    return (person.age is not None and person.age < _ADULT) or bool(person.position and says_child(person.position, telling.part.lang))


def _tells_sexual_violence(telling: Telling) -> bool:
    kinds = offence_kinds()
    return any(kind in kinds and kinds[kind].family == _SEXUAL for kind in telling.kinds(telling.part.offences))
