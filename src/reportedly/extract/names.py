"""People's names in a report: the ones that the language part found, put together and mended by rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportedly.extract.capitals import is_headlike
from reportedly.extract.introductions import age_after, is_day_name, is_introduced, is_no_title, is_time, joins_list
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.names import NameWords, load_names
from reportedly.lexicon.people import PersonWord, PersonWords, load_people
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.text import NameKind, Reading, Token

__all__ = ["PersonName", "find_person_names", "possible_names"]

_HYPHENS = frozenset("-‐‑–")
_OPENING = frozenset({'"', "“", "‘", "'", "(", "``"})
_CLOSING = frozenset({'"', "”", "’", "'", ")", "''"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: its half-open token range without titles, its text, and the titles before it."""

    first: int
    last: int
    text: str
    titles: tuple[PersonWord, ...] = ()


@cache
def _longest_title(lang: str) -> int:
    return max((len(title.split()) for title in load_people(lang).titles), default=1)


class _Names:
    """One pass over a reading."""

    def __init__(self, reading: Reading, is_other: Callable[[str], bool]) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.words: NameWords = load_names(reading.lang)
        self.people: PersonWords = load_people(reading.lang)
        self.is_other = is_other
        self.kind = {index: name.kind for name in reading.names for index in range(name.first, name.last)}
        self.longest = _longest_title(reading.lang)

    def is_title_case(self, index: int) -> bool:
        """Whether a capital tells nothing about names in the sentence of a token."""
        return is_headlike(self.reading, self.tokens[index].sentence)

    def known_part(self, first: int, last: int, known: set[str]) -> tuple[int, int]:
        """The longest stretch of a run whose words all belong to names known from elsewhere in the report."""
        best = (first, first)
        start = first
        for index in range(first, last + 1):
            if index == last or not known.intersection({self.tokens[index].text, self.tokens[index].normal}):
                if index - start > best[1] - best[0]:
                    best = (start, index)
                start = index + 1
        return best

    def runs(self) -> Iterator[tuple[int, int]]:
        """Unbroken sequences of capitalised words, with the small words of names between them."""
        for sentence in self.reading.sentences:
            at = sentence.first
            while at < sentence.last:
                if not self._starts(at, sentence.first):
                    at += 1
                    continue
                last = at + 1
                while last < sentence.last:
                    step = self._continues(last, sentence.last)
                    if not step:
                        break
                    last += step
                yield at, last
                at = last

    def _starts(self, index: int, first: int) -> bool:
        token = self.tokens[index]
        if not token.text[0].isupper() or token.pos in {"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PART"}:
            return False
        if token.pos == "PROPN" or index in self.kind or (index > first and token.pos in {"NOUN", "ADJ", "X"}):
            return True
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else token
        return token.pos in {"NOUN", "ADJ", "X", "VERB"} and after.pos == "PROPN" and after.text[0].isupper()

    def _continues(self, index: int, end: int) -> int:
        """How many tokens the run takes up from here: a capitalised word, or small words followed by one."""
        token = self.tokens[index]
        word = token.text.lower()
        if token.text in _HYPHENS:
            glued = token.span.start == self.tokens[index - 1].span.end and index + 1 < end and self.tokens[index + 1].span.start == token.span.end
            return 2 if glued and index + 1 < end and self.tokens[index + 1].text[0].isalpha() else 0
        # "Truong My Lanh": a word that is a pronoun elsewhere
        inner = token.pos == "PRON" and word != "i" and self.kind.get(index - 1) is NameKind.PERSON is self.kind.get(index)
        if token.text[0].isupper() and (inner or token.pos not in {"PRON", "CCONJ", "SCONJ"}):
            return 1
        if word == "." and self.kind.get(index) is NameKind.PERSON and _is_letter(self.tokens[index - 1].text):
            # the full stop of an initial, where it is a token of its own
            return 1
        if word in self.words.suffixes:
            return 1
        if word == "," and index + 1 < end and self.tokens[index + 1].text.lower() in self.words.suffixes:
            return 2
        if word in _OPENING:
            return self._nickname(index, end)
        if word in self.words.endings:
            return 1
        if word.partition("-")[0] in self.words.particles and "-" in word and self.kind.get(index) is NameKind.PERSON:
            # "Рашид аль-Дальни", where the particle is no token of its own
            return 1
        if word in self.words.particles and index + 2 < end and self.tokens[index + 1].text in _HYPHENS and self.tokens[index + 2].text[0].isupper():
            return 3
        for width in (1, 2):
            inside = range(index, index + width)
            if (
                index + width < end
                and all(self.tokens[i].text.lower() in self.words.particles for i in inside)
                and self.tokens[index + width].text[0].isupper()
            ):
                return width + 1
        return 0

    def _nickname(self, index: int, end: int) -> int:
        """How many tokens a nickname in quotation marks inside a name takes up: Jon "Ice" Dahl."""
        for width in range(2, 6):
            closing = index + width
            if closing + 1 < end and self.tokens[closing].text in _CLOSING:
                capital = self.tokens[closing + 1].text[0].isupper() and self.tokens[index + 1].text[0].isupper()
                return width + 1 if capital else 0
        return 0

    def titles(self, first: int, last: int) -> tuple[int, tuple[PersonWord, ...]]:
        """Strip titles from the front of a range: the new first token and the titles, those standing just before the range included."""
        found: list[PersonWord] = []
        at = first
        while at < last:
            width, title = self.title_at(at, last)
            if title is None or (at + width < last and not self.reading.can_be_title(at, at + width)):
                break
            found.append(title)
            at += width
        before = first
        while before > 0 and (self.tokens[before - 1].sentence == self.tokens[first].sentence or self._is_cut_off(before - 1)):
            width, title = self._title_before(before)
            if title is None:
                break
            found.insert(0, title)
            before -= width
        return at, tuple(found)

    def _is_cut_off(self, stop: int) -> bool:
        """Whether a full stop behind a short title was taken for the end of a sentence: "Cpl. Jon Dahl said"."""
        return self.tokens[stop].text == "." and self.reading.sentence_of(stop).first == stop - 1

    def title_at(self, at: int, last: int) -> tuple[int, PersonWord | None]:
        """The title that stands at a token inside a range, and how many tokens it takes up; 0 if none does."""
        for width in range(min(self.longest, last - at), 0, -1):
            title = self._title(at, width)
            given = width == 1 and is_no_title(self.tokens, at, last, self.words.also_given)
            if title is not None and not given and (at + width < last or width == last - at > 0):
                dot = 1 if at + width < last and self.tokens[at + width].text == "." else 0
                return width + dot, title
        return 0, None

    def _title(self, first: int, width: int) -> PersonWord | None:
        """The title that some words are, its first word in any form."""
        told, *rest = [token.text.lower() for token in self.tokens[first : first + width]]
        titles = self.people.titles
        return titles.get(" ".join((told, *rest))) or titles.get(" ".join((self.tokens[first].lemma, *rest)))

    def _title_before(self, before: int) -> tuple[int, PersonWord | None]:
        if before > 1 and self.tokens[before - 1].text == ".":
            # "Det. Ana Belko", where the full stop is a token of its own
            title = self.people.titles.get(f"{self.tokens[before - 2].text.lower()}.")
            return (2, title) if title is not None else (0, None)
        for width in range(min(self.longest, before), 0, -1):
            title = self._title(before - width, width)
            # "police accused Dahl": a verb is no title
            if title is not None and self.tokens[before - 1].pos != "VERB" and self.reading.can_be_title(before - width, before):
                return width, title
        word = self.tokens[before - 1]
        if not self.reading.can_be_title(before - 1, before):
            return 0, None
        noun = self.people.noun(word.lemma, word.text.lower()) if word.pos in {"NOUN", "PROPN"} else None
        # "the man Dahl lived with" does not call Dahl a man
        return (1, noun) if noun is not None and word.lemma not in load_pronouns(self.reading.lang).generic | {"people", "other"} else (0, None)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def find_person_names(reading: Reading, is_other: Callable[[str], bool] = lambda _: False) -> tuple[PersonName, ...]:
    """All names of people, in order. ``is_other`` says that a text is known to name something else (an outlet, a country, a court)."""
    names = _Names(reading, is_other)
    found: list[PersonName] = []
    waiting: list[tuple[int, int]] = []
    for first, last in names.runs():
        shouted = names.is_title_case(first)
        for piece in _pieces(names, first, last):
            name = None if shouted else _person(names, *piece, sure=False)
            if name is not None:
                found.append(name)
            else:
                waiting.append(piece)
    # a run that the language part mislabelled is a person's if its surname is one's elsewhere
    known = {word for name in found for word in name.text.split() if len(word) > 2}
    for first, last in waiting:
        start, end = names.known_part(first, last, known) if names.is_title_case(first) else (first, last)
        words = names.reading.normal_of(start, end).split() if end > start else []
        if words and words[-1] in known and len(words) <= 4:
            name = _person(names, start, end, sure=True)
            if name is not None:
                found.append(name)
    found.extend(_companions(names, found, waiting))
    whole = {word for name in found if name.last - name.first > 1 for word in name.text.split()}
    # "Ana Belko, 23, Osh": a single word behind an age that is a town's name and in nobody's full name is the town
    homes = [name for name in found if name.last - name.first == 1 and name.text not in whole and _behind_age(names.tokens, name.first)]
    return tuple(sorted((name for name in found if name not in homes), key=lambda name: name.first))


def _behind_age(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a town's name stands where a home is told: behind an age and a comma."""
    return first >= 2 and tokens[first - 1].text == "," and tokens[first - 2].text.isdigit() and is_place_name(tokens[first].text)


def _companions(names: _Names, found: list[PersonName], waiting: list[tuple[int, int]]) -> Iterator[PersonName]:
    """Runs that stand in one list with people's names: "Dahl, Belko, Orlo and Maric" are all people."""
    ends = {index for name in found for index in (name.first, name.last)}
    taken = {index for name in found for index in range(name.first, name.last)}
    for first, last in reversed(waiting):
        if not 2 <= last - first <= 4 or any(index in taken for index in range(first, last)) or names.is_title_case(first):
            continue
        if joins_list(names.tokens, last, ends, 1) or joins_list(names.tokens, first - 1, ends, -1):
            ends.update((first, last))
            name = _person(names, first, last, sure=True)
            if name is not None:
                yield name


def possible_names(reading: Reading, names: tuple[PersonName, ...], is_other: Callable[[str], bool]) -> tuple[PersonName, ...]:
    """Runs of two to four capitalised words that could be people's names, besides those that are known to be."""
    work = _Names(reading, is_other)
    taken = {index for name in names for index in range(name.first, name.last)}
    found = []
    for first, last in work.runs():
        if not 2 <= last - first <= 4 or work.is_title_case(first) or any(index in taken for index in range(first, last)):
            continue
        name = _person(work, first, last, sure=True)
        if name is not None and name.last - name.first >= 2:
            found.append(name)
    return tuple(found)


def _pieces(names: _Names, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a run at possessives and where the language part saw two names of different kinds side by side."""
    cuts = [first]
    cased = any(feature.startswith("Case=") for token in names.tokens[first:last] for feature in token.features)
    for index in range(first + 1, last):
        if cased and _is_edge(names, index):
            cuts.append(index)
            continue
        boundary = any(name.first == index for name in names.reading.names) and any(name.last == index for name in names.reading.names)
        body = names.kind.get(index - 1) in {NameKind.ORGANISATION, NameKind.NATIONALITY}
        alone = index - cuts[-1] == 1 and names.kind.get(index - 1) is NameKind.ORGANISATION and last - index == 1
        # "Danel Orlo" is one name, whatever the language part takes "Danel" for
        if boundary and body and names.kind.get(index) is NameKind.PERSON and (not alone or names.is_other(names.tokens[index - 1].text)):
            cuts.append(index)
    cuts.append(last)
    return [(start, end) for start, end in pairwise(cuts) if end > start]


def _is_edge(names: _Names, index: int) -> bool:
    """Whether the name of a person, as the language part saw it, begins or ends here; cases make it see that well."""
    return any(name.kind is NameKind.PERSON and index in {name.first, name.last} for name in names.reading.names) and not any(
        token.text.lower() in names.words.endings for token in names.tokens[index : index + 1]
    )


def _person(names: _Names, first: int, last: int, *, sure: bool) -> PersonName | None:
    # "US President Jon Dahl", "NPR reporter Ana Belko": what a person belongs to is no part of the name
    while last - first > 2 and names.is_other(names.tokens[first].text) and names.kind.get(first) is not NameKind.PERSON:
        first += 1
    start, titles = names.titles(_inner_title(names, first, last), last)
    if start >= last:
        return None
    start, titles = _without_post(names, start, last, titles)
    start, last = _trim(names, _after_nouns(names, start, last), last)
    if start >= last:
        return None
    words = [names.tokens[index].text.lower() for index in range(start, last)]
    text = names.reading.normal_of(start, last)
    core = [word for word in words if word not in names.words.suffixes]
    odd_last = bool(core) and core[-1] in names.words.not_last and not age_after(names.tokens, last)
    odd_first = words[0] in names.words.not_first and not is_day_name(names.reading, start, last)
    if not core or odd_last or odd_first or any(char.isdigit() for char in text):
        return None
    # "Trust Orlo (29)" is no fund, whatever the first word means
    aged = last - start > 1 and age_after(names.tokens, last)
    if len([word for word in core if word.isalnum()]) > 6 or (names.is_other(text) and not aged):
        return None
    kinds = [names.kind.get(index) for index in range(start, last)]
    if last - start == 1 and start > 0 and names.tokens[start - 1].pos == "NUM":
        # "357 Nunavummiut" are a people
        return None
    if last - start == 1 and (_begins_a_body(names, start) or (not titles and words[0] in load_pronouns(names.reading.lang).generic)):
        return None
    if start > 1 and names.tokens[start - 1].pos == "NUM" and names.tokens[start - 2].lower in {"the", "of"}:
        # "the 8 Harbour Crips" are a gang
        return None
    labelled = NameKind.PERSON in kinds and kinds.count(NameKind.PERSON) * 2 >= len([word for word in words if word.isalpha()])
    if last - start == 1 and (names.tokens[start].pos != "PROPN" or names.people.noun(names.tokens[start].lemma, words[0]) is not None):
        labelled = False
    if sure or titles or labelled or is_introduced(names.reading, start, last) or _has_given_name(names, start, last):
        return PersonName(start, last, text, titles)
    return None


def _inner_title(names: _Names, first: int, last: int) -> int:
    """Where a title begins inside a run, right before somebody's name: "Republican Rep. Jon Dahl", "Defence Minister Ana Belko"."""
    for at in range(first + 1, last - 1):
        if names.kind.get(at - 1) is NameKind.PERSON:
            return first
        width, title = names.title_at(at, last)
        if title is not None and names.kind.get(at + width) is NameKind.PERSON and names.kind.get(at) is not NameKind.PERSON:
            return at
    return first


def _begins_a_body(names: _Names, at: int) -> bool:
    """Whether a single word is a post or the town or body of one ("глава Норвика X"), or the adjective of a body's name: "из Главной прокуратуры"."""
    token = names.tokens[at]
    behind = names.tokens[at + 1] if at + 1 < len(names.tokens) else token
    cased = any(feature.startswith("Case=") for feature in token.features)
    if cased and token.pos == "NOUN" and at not in names.kind and names.people.noun(token.lemma, token.lower) is not None:
        return True
    if cased and names.kind.get(at) in {NameKind.PLACE, NameKind.ORGANISATION} and names.kind.get(at + 1) is NameKind.PERSON:
        return True
    return cased and names.kind.get(at) is NameKind.ORGANISATION and names.kind.get(at + 1) is NameKind.ORGANISATION and behind.text.islower()


def _without_post(names: _Names, first: int, last: int, titles: tuple[PersonWord, ...]) -> tuple[int, tuple[PersonWord, ...]]:
    """Strip a noun for a person that is written large only because it opens the sentence: "Singer Zoran Belko"."""
    token = names.tokens[first]
    if last - first < 3 or names.reading.sentence_of(first).first != first or names.kind.get(first) is NameKind.ORGANISATION:
        return first, titles
    # a capital makes a plural look like a name: "Co-defendants Zoran Belko and …"
    noun = names.people.noun(token.lemma, token.text.lower()) or names.people.noun(token.lemma, token.text.lower().removesuffix("s"))
    return (first + 1, (*titles, noun)) if noun is not None and not load_given().knows(token.text) else (first, titles)


def _has_given_name(names: _Names, first: int, last: int) -> bool:
    """Whether a run is a known given name and one or two words of no known kind: "Zoran Belko" is a person, whatever it is labelled."""
    inside = names.tokens[first:last]
    if not 2 <= last - first <= 3 or not load_given().knows(inside[0].text):
        return False
    if any(token.pos != "PROPN" or not token.text[0].isupper() or token.text.isupper() for token in inside):
        return False
    bodies = {NameKind.ORGANISATION, NameKind.PLACE, NameKind.OTHER}
    around = names.kind.get(first - 1), names.kind.get(last)
    # "the Zoran Belko Foundation" is no person
    longer = any(kind is not None and kind in bodies and kind is names.kind.get(edge) for kind, edge in zip(around, (first, last - 1), strict=True))
    place = any(is_place_name(text) for text in (names.reading.normal_of(first, last), inside[0].text))
    return not longer and not place and not names.is_other(inside[0].text)


def _after_nouns(names: _Names, first: int, last: int) -> int:
    """Where a name begins behind capitalised nouns for people that ran into it: "Ten Young Girls Jon Dahl"."""
    if last - first < 4:
        return first
    inside = [at for at in range(first, last - 2) if names.tokens[at].pos != "PROPN" or "Number=Plur" in names.tokens[at].features]
    nouns = [at for at in inside if names.people.noun(names.tokens[at].lemma, names.tokens[at].text.lower()) is not None]
    return nouns[-1] + 1 if nouns else first


def _trim(names: _Names, first: int, last: int) -> tuple[int, int]:
    if last - first > 2 and is_time(names.reading, first):
        # "in December Zoran Belko was jailed"
        first += 1
    while first < last and (names.tokens[first].text in _HYPHENS or names.kind.get(first) is NameKind.NATIONALITY):
        first += 1
    while last > first and (names.tokens[last - 1].text in _APOSTROPHES or names.tokens[last - 1].text in _HYPHENS):
        last -= 1
    return first, last
