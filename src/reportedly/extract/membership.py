"""Who is told to belong to a group: "ten protesters, including Dahl", "seven people: Dahl, Belko and Orlo", "they are Dahl and Belko"."""

from collections.abc import Container
from dataclasses import dataclass

from reportedly.extract.name_lists import NameLists
from reportedly.extract.name_runs import stands_at
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import Pronouns
from reportedly.model.text import Clause, Phrase, Reading

__all__ = ["Members", "companions_of", "members_of", "placed_in"]

_PLAIN = frozenset({"PUNCT", "CCONJ", "NUM", "DET", "ADJ", "NOUN", "PROPN", "SYM"})


@dataclass(frozen=True, slots=True)
class Members:
    """Head tokens of names that belong to a group; ``complete`` if they are told to be all of it."""

    heads: tuple[int, ...] = ()
    complete: bool = False


def members_of(reading: Reading, lists: NameLists, words: Pronouns, named: Container[int], phrase: Phrase) -> Members:
    """The names that the words around a group's phrase place in it."""
    heads: list[int] = []
    for other in phrase.appositions:
        heads.extend(lists.starts.get(_name_start(lists, other), (other,) if other in named else ()))
    for at in (phrase.last, phrase.whole_last):
        told = lists.behind(reading, at)
        # behind a comma a single name is hardly a list: "for people convicted, Miller reported"
        heads.extend(told if told and (len(told) > 1 or reading.tokens[at].text != ",") else ())
    complete = bool(heads)
    heads.extend(_after_inclusive(reading, words, named, phrase))
    return Members(tuple(dict.fromkeys(heads)), complete and len(heads) > 1)


def _name_start(lists: NameLists, head: int) -> int:
    return next((first for first, heads in lists.starts.items() if heads and first <= head <= heads[0]), head)


def _after_inclusive(reading: Reading, words: Pronouns, named: Container[int], phrase: Phrase) -> list[int]:
    """Names behind "including", "such as" or a colon, up to the next verb, if these words belong to the phrase or to what it does."""
    sentence = reading.sentence_of(phrase.head)
    for at in range(phrase.last, sentence.last):
        width = next((len(cue) for cue in words.inclusive if stands_at(reading, at, cue)), 0)
        if not width or not _belongs(reading, at, phrase):
            continue
        found = _names_from(reading, named, at + width, sentence.last)
        return [head for head in found if not words.bare or _opens_with_person(reading, named, at + width, head)]
    return []


def _belongs(reading: Reading, at: int, phrase: Phrase) -> bool:
    """Whether "including" hangs on the phrase, stands right behind it, or hangs on the verb that the phrase is the subject or object of."""
    if at in (phrase.last, phrase.whole_last) or phrase.whole_first <= at < phrase.whole_last:
        return True
    if at > 0 and reading.tokens[at - 1].text == "," and at - 1 in (phrase.last, phrase.whole_last):
        return True
    clause = reading.clause_of(phrase.head)
    return clause is not None and reading.heads[at] == clause.head and phrase.head in (*clause.agents, *clause.patients)


def _names_from(reading: Reading, named: Container[int], start: int, end: int) -> list[int]:
    found: list[int] = []
    for index in range(start, end):
        token = reading.tokens[index]
        inside = index in named
        if not inside and token.pos not in _PLAIN and token.text.lower() not in {"of", "old", "from"}:
            break
        last = inside and (index + 1 >= end or index + 1 not in named or reading.tokens[index + 1].text == ",")
        if last and not _after_of(reading, named, index):
            found.append(index)
    return found


def _opens_with_person(reading: Reading, named: Container[int], start: int, head: int) -> bool:
    """Whether the item of an enumeration that ends in a name is of people: "including concerts of the singer Dahl" places nobody in a group."""
    first = max((at + 1 for at in range(start, head) if reading.tokens[at].text == ","), default=start)
    noun = next((reading.tokens[at] for at in range(first, head) if reading.tokens[at].pos == "NOUN" and at not in named), None)
    return noun is None or load_people(reading.lang).of_token(noun) is not None


def _after_of(reading: Reading, named: Container[int], head: int) -> bool:
    """Whether a name is what another noun is of: "the killers of Dahl" does not place Dahl among them."""
    first = head
    while first - 1 in named:
        first -= 1
    before = reading.tokens[first - 1].text.lower() if first else ""
    behind = reading.tokens[head + 1].text if head + 1 < len(reading.tokens) else ""
    return before == "of" or behind in {"'s", "’s"}


def placed_in(reading: Reading, lists: NameLists, words: Pronouns, clause: Clause) -> tuple[tuple[int, ...], Members]:
    """For clauses that say who a group is: head tokens of phrases for the group, and the names placed in it.

    "They are Dahl and Belko", "they were named as Dahl and Belko", "among them is Dahl", "those arrested include Dahl", "Dahl was one of ten
    protesters".
    """
    if clause.nominal or clause.negated:
        return (), Members()
    if clause.lemma in words.including:
        return clause.agents, Members(_listed(lists, clause.patients))
    if clause.lemma in words.naming:
        named_as = [oblique.head for oblique in clause.obliques if oblique.prep == "as"]
        return clause.patients, Members(_listed(lists, named_as), complete=True)
    if clause.lemma not in words.equating:
        return (), Members()
    among = tuple(oblique.head for oblique in clause.obliques if oblique.prep in words.among)
    ones = tuple(
        oblique.head for head in clause.predicate if head in reading.phrases for oblique in reading.phrases[head].obliques if oblique.prep == "of"
    )
    if among or ones:
        return (*among, *ones), Members(_listed(lists, (*clause.agents, *clause.predicate)) if clause.agents else lists.behind(reading, clause.head))
    return clause.agents, Members(_listed(lists, clause.predicate), complete=True)


def _listed(lists: NameLists, heads: tuple[int, ...] | list[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(member for head in heads for member in lists.of(head)))


def companions_of(words: Pronouns, clause: Clause) -> tuple[int, ...]:
    """Those to whom the same happens: "Dahl was charged along with Belko"."""
    return tuple(oblique.head for oblique in clause.obliques if oblique.prep in words.together)
