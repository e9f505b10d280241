"""Names told one after the other: "Dahl, 23; Belko, 20, and Orlo, 21". Parsers tend to lose some of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.extract.names import PersonName
from reportedly.lexicon.people import load_people
from reportedly.model.text import Reading, Token

__all__ = ["NameLists", "lists_of"]

_OPENERS = frozenset({",", ":", "—", "–", "-", "("})
_BREAKS = frozenset({",", ";", "—", "–", "-", "(", ")", ":"})
_IN_AGES = frozenset({"year", "years", "old", "aged"})
_HOMES = frozenset({"of", "from"})
_SMALL = frozenset({"PUNCT", "CCONJ", "NUM", "SYM"})
_DESCRIBING = _SMALL | {"DET", "NOUN", "ADJ", "PROPN", "ADP", "PART", "ADV"}
_OWNERS = frozenset({"his", "her", "their", "whose", "its"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_ONCE = frozenset({"then", "now", "formerly", "once", "currently"})
_WIDE = 24
_POST = 7


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
        for first in range(index + 1, min(index + _POST, len(reading.tokens))):
            told = self.starts.get(first, ())
            if told:
                return told if first == index + 1 or len(told) > 1 else ()
            if reading.tokens[first].pos not in {"DET", "ADJ", "NOUN", "PROPN"} and reading.tokens[first].text.lower() not in _OWNERS:
                break
        return ()


def lists_of(reading: Reading, names: tuple[PersonName, ...]) -> NameLists:
    """All lists of names of a report, in which nothing but ages, homes, descriptions, commas and "and" stand between the names."""
    members: dict[int, tuple[int, ...]] = {}
    starts: dict[int, tuple[int, ...]] = {}
    run: list[PersonName] = []
    for name in (*names, None):
        if name is not None and run and _continues(reading, run[-1], name):
            run.append(name)
            continue
        if name is not None and run and _is_inside(reading, run[-1], name):
            continue
        if run:
            heads = tuple(one.last - 1 for one in run)
            starts[run[0].first] = heads
            if _is_closed(reading, run):
                members.update({index: heads for one in run for index in range(one.first, one.last)})
        run = [name] if name is not None else []
    return NameLists(members, starts)


def _are_joined(reading: Reading, left: PersonName, right: PersonName) -> bool:
    """Whether two names are joined by "and", and the second is not only whose something is."""
    between = reading.tokens[left.last : right.first - _titles_width(reading, right)]
    cuts = [token for token in between if token.text in _BREAKS or token.pos == "CCONJ"]
    # the "and" stands before the second name or its post, or right behind the first: "Dahl, and the head of the fund, Belko,"
    joined = bool(cuts) and (cuts[-1].pos == "CCONJ" or any(token.pos == "CCONJ" for token in between[:2]))
    return joined and not (right.last < len(reading.tokens) and reading.tokens[right.last].text in _POSSESSIVES)


def _is_closed(reading: Reading, run: list[PersonName]) -> bool:
    """Whether the names are one list: two joined by "and", or more of which the last is joined so, if more than ages stands between them."""
    if len(run) == 2:
        return _are_joined(reading, *run)
    plain = all(token.pos in _SMALL for left, right in pairwise(run) for token in reading.tokens[left.last : right.first - len(right.titles)])
    return len(run) > 2 and (plain or ";" in _between(reading, run) or _are_joined(reading, *run[-2:]))


def _between(reading: Reading, run: list[PersonName]) -> set[str]:
    return {token.text for token in reading.tokens[run[0].last : run[-1].first]}


def _continues(reading: Reading, left: PersonName, right: PersonName) -> bool:
    """Whether one name follows another in a list: ages, homes, posts and ties between them, and a comma or "and" before the second or its post."""
    between = reading.tokens[left.last : right.first - _titles_width(reading, right)]
    if not _is_description(reading, left, between) or between[-1].text in {"(", '"', "“", "'"} or between[-1].pos in {"ADP", "SCONJ"}:
        return False
    if not _in_one_case(reading, left, right):
        return False
    return between[-1].pos in {"PUNCT", "CCONJ"} or _is_introduced(between) or _is_tie(between)


def _is_inside(reading: Reading, left: PersonName, name: PersonName) -> bool:
    """Whether a name only stands in the description of the one before: "Dahl, the brother of Orlo, and Belko"."""
    between = reading.tokens[left.last : name.first - _titles_width(reading, name)]
    behind = reading.tokens[name.last].text if name.last < len(reading.tokens) else ""
    inside = _is_description(reading, left, between) and len(between) > 2 and between[0].text == ","
    return inside and (between[-1].text.lower() in _HOMES or behind in _POSSESSIVES or not _in_one_case(reading, left, name))


def _in_one_case(reading: Reading, left: PersonName, right: PersonName) -> bool:
    """Whether two names can stand in one list as far as their cases tell; genitive and accusative may look the same."""
    cases = [
        {"Case=Acc" if feature == "Case=Gen" else feature for feature in reading.tokens[name.first].features if feature.startswith("Case=")}
        for name in (left, right)
    ]
    return not all(cases) or cases[0] == cases[1]


def _is_description(reading: Reading, left: PersonName, between: Sequence[Token]) -> bool:
    """Whether nothing but what somebody is stands behind a name: no verb, no words of place or company."""
    if not between or len(between) > _WIDE or reading.sentence_of(left.first).last <= between[-1].index + 1:
        return False
    first = between[0]
    if first.text in _POSSESSIVES or first.text in {'"', "“"} or (first.text == "(" and not (len(between) > 2 and between[1].text.isdigit())):
        return False
    if first.pos not in {"PUNCT", "CCONJ"} and first.text.lower() not in _HOMES:
        return False
    for at, token in enumerate(between):
        opening = at > 0 and (between[at - 1].text in _BREAKS or between[at - 1].pos == "CCONJ")
        if opening and token.pos in {"ADP", "ADV", "PART", "SCONJ"} and token.lower not in _HOMES | _ONCE:
            # "Dahl, along with Belko", "Dahl, in front of Belko"
            return False
        if token.pos not in _DESCRIBING and token.text.lower() not in _HOMES | _IN_AGES | _OWNERS and not _is_modifier(reading, token):
            return False
    return True


def _is_modifier(reading: Reading, token: Token) -> bool:
    """Whether a verb form stands before the noun that it describes ("a retired colonel"), or is a noun itself ("the second accused")."""
    before = reading.tokens[token.index - 1]
    if before.pos in {"DET", "ADJ"} and load_people(reading.lang).noun(token.lower, token.lower) is not None:
        return True
    if before.text == "," and {"VerbForm=Part", "Voice=Act"} <= token.features:
        # "Дальнина, убившего соседа Лугина": the first one is told to do it
        return False
    return token.pos == "VERB" and any(phrase.first <= token.index < phrase.head for phrase in reading.phrases.values())


def _segment(between: Sequence[Token]) -> Sequence[Token]:
    """The words behind the last comma or "and"."""
    cuts = [at for at, token in enumerate(between) if token.text in _BREAKS or token.pos == "CCONJ"]
    return between[cuts[-1] + 1 :] if cuts else ()


def _is_introduced(between: Sequence[Token]) -> bool:
    """Whether a post or a tie stands right before the second name: "and the businessman Tom Reed", ", his deputy Ana Belko"."""
    post = _segment(between)
    return bool(post) and post[-1].pos in {"NOUN", "ADJ", "PROPN"} and not any(token.pos == "PART" for token in post[-1:])


def _is_tie(between: Sequence[Token]) -> bool:
    return bool(_segment(between)) and all(token.pos in _SMALL or token.text.lower() in _OWNERS | _IN_AGES for token in _segment(between))


def _titles_width(reading: Reading, name: PersonName) -> int:
    """How many tokens of titles stand right before a name."""
    width = 0
    while width < len(name.titles) * 2 and name.first - width - 1 >= 0 and reading.tokens[name.first - width - 1].pos in {"NOUN", "PROPN", "ADJ"}:
        width += 1
    return width if name.titles else 0
