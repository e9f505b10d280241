"""The fullest naming of a speaker in one report: "Brandt" is "Mayor Orla Brandt", "the mayor" too, "the UHF" is the "Union of Harbour Folk"."""

from collections import defaultdict
from dataclasses import dataclass

from reportedly.extract.remembered import once_a_report
from reportedly.extract.tellers import name_at, teller_of
from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.people import PersonWords
from reportedly.model.text import NameKind, Phrase, Reading

__all__ = ["Naming", "full_name", "namings_of"]


@dataclass(frozen=True, slots=True)
class Naming:
    """One full naming: its text with title, the words of the name in lower case, those around it, their base forms, and where it stands."""

    text: str
    name: tuple[str, ...]
    around: frozenset[str]
    called: frozenset[str]
    at: int
    person: bool
    acronym: str = ""


def namings_of(reading: Reading, lexicon: Attributions) -> tuple[Naming, ...]:
    """The namings of people and organisations by more than one word, in text order."""
    found = []
    for name in reading.names:
        if name.kind not in {NameKind.PERSON, NameKind.ORGANISATION} or any(mark in name.text for mark in '"“”\n'):
            continue
        head = name.last - 1
        teller = teller_of(reading, head if head in reading.phrases else name.first, lexicon)
        whole = " ".join((name.normal or name.text).split())
        around = _around(reading, name.first, name.last)
        text = teller.text if whole in teller.text else whole
        found.append(
            Naming(
                text=text,
                name=tuple(word.lower() for word in whole.split()),
                around=frozenset(reading.tokens[at].text.lower() for at in around),
                called=frozenset(reading.tokens[at].lemma for at in around),
                at=name.first,
                person=name.kind is NameKind.PERSON,
                acronym=_acronym(reading, name.last),
            )
        )
    return tuple(found)


def _around(reading: Reading, first: int, last: int) -> set[int]:
    """The words of the description that a name stands with: title before, apposition before or after."""
    words: set[int] = set()
    for phrase in _phrases_beside(reading)[reading.tokens[first].sentence]:
        around = phrase.last == first or phrase.first <= first < phrase.last or first <= phrase.head < last
        if around or any(first <= other < last for other in phrase.appositions):
            words.update(range(phrase.first, min(phrase.last, first) if phrase.first < first else phrase.last))
    return words


@once_a_report
def _phrases_beside(reading: Reading) -> dict[int, list[Phrase]]:
    """The phrases that stand in each sentence, or right before it, or have an apposition there."""
    found: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in reading.phrases.values():
        places = (phrase.head, phrase.first, min(phrase.last, len(reading.tokens) - 1), *phrase.appositions)
        for sentence in {reading.tokens[at].sentence for at in places}:
            found[sentence].append(phrase)
    return found


def _acronym(reading: Reading, after: int) -> str:
    tokens = reading.tokens
    if after + 2 < len(tokens) and tokens[after].text == "(" and tokens[after + 2].text == ")" and tokens[after + 1].text.isupper():
        return tokens[after + 1].text.lower()
    return ""


def full_name(reading: Reading, head: int, text: str, namings: tuple[Naming, ...], lexicon: Attributions, people: PersonWords) -> str:
    """The fullest naming of the one whom a head token names; the words as printed if there is none."""
    words = [word for word in text.lower().split() if word not in lexicon.articles]
    if not words:
        return text
    last = words[-1]
    name = name_at(reading, head)
    if name is not None or reading.tokens[head].pos == "PROPN":
        titled = [n for n in namings if n.person and n.at < head and last in n.around and last not in n.name]
        bare = name is None and len(words) == 1 and reading.tokens[head - 1].lower == "the"
        # "the DA" is an office, not a name
        return titled[-1].text if bare and titled else _fuller(text, words, namings, people)
    noun = people.noun(reading.tokens[head].lemma, reading.tokens[head].text.lower())
    if noun is None or len(words) > 2:
        return text
    if not _has_case(reading, head):
        definite = reading.tokens[max(0, head - len(words))].text.lower() in lexicon.articles
        titled = [n for n in namings if n.person and n.at < head and last in n.around] if definite else []
        return titled[-1].text if titled else text
    # where nouns have cases and no articles, a bare noun is one told before, if only one of those named before is called that
    titled = [n for n in namings if n.person and n.at < head and reading.tokens[head].lemma in n.called] if len(words) == 1 else []
    return titled[-1].text if len({n.name[-1] for n in titled}) == 1 and "Number=Plur" not in reading.tokens[head].features else text


def _has_case(reading: Reading, token: int) -> bool:
    return any(feature.startswith("Case=") for feature in reading.tokens[token].features)


def _fuller(text: str, words: list[str], namings: tuple[Naming, ...], people: PersonWords) -> str:
    """The full name behind a surname or an acronym; a surname that several people share stays as printed."""
    called = {n.name[-2:]: n for n in reversed(namings) if n.person and len(n.name) > 1 and n.name[-1] == words[-1]}
    if len(words) == 2 and not (words[0].removesuffix(".") in people.titles or people.noun(words[0], words[0])):
        # "Orla Brandt" is not the Jonas Brandt told before
        called = {key: n for key, n in called.items() if words[0] in n.name}
    if len(words) == 1 or (len(called) == 1 and len(words) == 2):
        spelt = [n for n in namings if n.acronym == words[-1]]
        if len(called) == 1:
            return next(iter(called.values())).text
        if spelt and len(words) == 1:
            return spelt[0].text
    return text
