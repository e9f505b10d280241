"""The form that corrects a fact: what it begins with, and what of it was changed."""

from collections.abc import Mapping

from reportedly.errors import UsageError
from reportedly.model.claims import Role, Step
from reportedly.model.when import When
from reportedly.serve.reportfacts import Fact

__all__ = ["begun_with", "values_of"]

_LONG = (("years", "Y"), ("months", "M"), ("days", "D"))


def begun_with(fact: Fact) -> dict[str, str]:
    """The values that the form begins with, by the names of its fields."""
    says = fact.claim.says
    found = {"standing": fact.claim.standing.value}
    if isinstance(says, Step):
        found |= {"type": says.type.value, **_days("date", fact.claim.when), **_days("until", says.until), **_length(says.term)}
    if isinstance(says, Role):
        found |= {"role": says.role.value, "name": fact.who, "age": ""}
    return found


def values_of(fact: Fact, form: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What was changed in the form, as the values of a correction.

    Raises:
        UsageError: If a length of time is no number.
    """
    before = begun_with(fact)
    after = before | {name: value for name, value in form.items() if name in before}
    # What a claim says of a role is decided about the person, who has no standing.
    fields = [field for field in ("type", "standing", "name", "role", "age") if field in before and (field != "standing" or fact.target == fact.id)]
    found: list[tuple[str, str]] = [(field, after[field]) for field in fields if after[field] != before[field]]
    for field in ("date", "until"):
        pair = [after.get(f"{field}_first", ""), after.get(f"{field}_last", "")]
        if pair != [before.get(f"{field}_first", ""), before.get(f"{field}_last", "")]:
            first, last = pair[0] or pair[1], pair[1] or pair[0]
            found.append((field, first if first == last else f"{first}/{last}"))
    if any(after.get(name, "") != before.get(name, "") for name, _ in _LONG):
        found.append(("term", _iso(after)))
    return tuple(found)


def _days(field: str, told: When | None) -> dict[str, str]:
    first, last = (told.earliest, told.latest) if told else (None, None)
    return {f"{field}_first": first.isoformat() if first else "", f"{field}_last": last.isoformat() if last else ""}


def _length(term: str | None) -> dict[str, str]:
    found = dict.fromkeys((name for name, _ in _LONG), "")
    number = ""
    for sign in term or "":
        if sign.isdigit():
            number += sign
            continue
        found.update({name: number for name, letter in _LONG if letter == sign})
        number = ""
    return found


def _iso(form: Mapping[str, str]) -> str:
    numbers = [(form.get(name, ""), letter) for name, letter in _LONG]
    for number, _ in numbers:
        if number and not (number.isascii() and number.isdigit()):
            raise UsageError("a length of time is told in whole numbers", where=number, mend="write 2 for two")
    told = "".join(f"{int(number)}{letter}" for number, letter in numbers if number and int(number))
    return f"P{told}" if told else ""
