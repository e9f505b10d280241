"""Names told one after the other: "Dahl, 23; Belko, 20, and Orlo, 21". Parsers tend to lose some of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.extract.names import PersonName
from reportedly.model.text import Reading

__all__ = ["NameLists", "lists_of"]

_OPENERS = frozenset({",", ":", "—", "–", "-", "("})
_IN_AGES = frozenset({"year", "years", "old"})


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
    """All lists of names of a report, in which nothing but ages, commas and "and" stand between the names."""
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
            if len(run) > 2:
                members.update({index: heads for one in run for index in range(one.first, one.last)})
        run = [name] if name is not None else []
    return NameLists(members, starts)


def _continues(reading: Reading, left: PersonName, right: PersonName) -> bool:
    between = reading.tokens[left.last : right.first]
    if not between or len(between) > 8 or reading.tokens[left.first].sentence != reading.tokens[right.first].sentence:
        return False
    plain = all(token.pos in {"PUNCT", "CCONJ", "NUM", "SYM"} or token.text.lower() in _IN_AGES for token in between)
    return plain and between[0].text not in {"'s", "’s", "(", '"', "“"}
