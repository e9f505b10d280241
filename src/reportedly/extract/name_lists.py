"""Names told one after the other: "Dahl, 23; Belko, 20, and Orlo, 21". Parsers tend to lose some of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.extract.names import PersonName
from reportedly.model.text import Reading

__all__ = ["NameLists", "lists_of"]

_OPENERS = frozenset({",", ":", "—", "–", "-", "("})
_IN_AGES = frozenset({"year", "years", "old"})
_HOMES = frozenset({"of", "from"})
_DESCRIBING = frozenset({"PUNCT", "CCONJ", "NUM", "SYM", "DET", "NOUN", "ADJ", "PROPN"})
_WIDE = 16


@dataclass(frozen=True, slots=True)
class NameLists:
    """The lists of a report: for each token of a listed name, the head tokens of all names in its list; and where each list begins."""

    members: Mapping[int, tuple[int, ...]]
    starts: Mapping[int, tuple[int, ...]]

    def of(self, head: int) -> tuple[int, ...]:
        """The head tokens of all names in the list that a name stands in; the token alone if it stands in none."""
        return self.members.get(head, (head,))

    def behind(self, reading: Reading, index: int) -> tuple[int, ...]:
        """The list (or single name) that a comma, colon or dash at this token opens: "seven people: Dahl, Belko and Orlo"."""
        if index + 1 >= len(reading.tokens) or reading.tokens[index].text not in _OPENERS:
            return ()
        return self.starts.get(index + 1, ())


def lists_of(reading: Reading, names: tuple[PersonName, ...]) -> NameLists:
    """All lists of names of a report, in which nothing but ages, homes, descriptions, commas and "and" stand between the names."""
    members: dict[int, tuple[int, ...]] = {}
    starts: dict[int, tuple[int, ...]] = {}
    run: list[PersonName] = []
    for name in (*names, None):
        if name is not None and run and _continues(reading, run[-1], name):
            run.append(name)
            continue
        if run:
            heads = tuple(one.last - 1 for one in run)
            starts[run[0].first] = heads
            if len(run) > 2 or (len(run) == 2 and _are_joined(reading, *run)):
                members.update({index: heads for one in run for index in range(one.first, one.last)})
        run = [name] if name is not None else []
    return NameLists(members, starts)


def _are_joined(reading: Reading, left: PersonName, right: PersonName) -> bool:
    """Whether two names are joined by "and", and the second is not only whose something is."""
    joined = any(token.pos == "CCONJ" for token in reading.tokens[left.last : right.first])
    return joined and not (right.last < len(reading.tokens) and reading.tokens[right.last].text in {"'s", "’s", "'"})


def _continues(reading: Reading, left: PersonName, right: PersonName) -> bool:
    """Whether one name follows another in a list: only ages, homes and descriptions between them, and a comma or "and" right before the second."""
    between = reading.tokens[left.last : right.first - _titles_width(reading, right)]
    if not between or len(between) > _WIDE or reading.tokens[left.first].sentence != reading.tokens[right.first].sentence:
        return False
    if between[-1].pos not in {"PUNCT", "CCONJ"} or between[-1].text in {"(", '"', "“", "'"} or between[0].text in {"'s", "’s", '"', "“"}:
        return False
    if between[0].text == "(" and not (len(between) > 2 and between[1].text.isdigit()):
        return False
    if between[0].pos not in {"PUNCT", "CCONJ"} and between[0].text.lower() not in _HOMES:
        return False
    return all(token.pos in _DESCRIBING or token.text.lower() in _HOMES or token.text.lower() in _IN_AGES for token in between)


def _titles_width(reading: Reading, name: PersonName) -> int:
    """How many tokens of titles stand right before a name."""
    width = 0
    while width < len(name.titles) * 2 and name.first - width - 1 >= 0 and reading.tokens[name.first - width - 1].pos in {"NOUN", "PROPN", "ADJ"}:
        width += 1
    return width if name.titles else 0
