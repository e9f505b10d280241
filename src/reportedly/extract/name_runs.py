"""The names that follow a label: "…: Dahl, 23, a baker; Belko (20) and Orlo", in one sentence or in lines below, however they are parsed."""

from collections.abc import Iterable, Mapping, Sequence

from reportedly.extract.names import PersonName
from reportedly.extract.regions import is_finite
from reportedly.lexicon.people import load_people
from reportedly.lexicon.rollcalls import load_rollcalls
from reportedly.model.parties import RoleName
from reportedly.model.text import Reading, Sentence, Token

__all__ = ["Roster", "lines_below", "names_after", "names_behind", "past_naming", "stands_at", "width_at"]

Roster = Mapping[int, PersonName]
"""Names of people by their first token."""

_CUTS = frozenset({",", ";", ":", "&", "—", "–", "-", "•", "*", "·", "and", "plus"})
_JOINS = frozenset({"and", "&", "plus"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "●", "▪", "■", "◦", "o", ")", "(", ".", "#"})
_AFTER_NAME = frozenset(
    {",", ";", "(", ":", "-", "–", "—", "of", "and", "aged", "is", "was", "alias", ".", "/", "s", "d", "from", "aka", "a.k.a", '"'}
)
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_ENDS = frozenset({".", "!", "?", "”", '"', "''"})
_PARTIES = frozenset({RoleName.JUDGE, RoleName.LAWYER, RoleName.PROSECUTOR, RoleName.VICTIM, RoleName.WITNESS, RoleName.SPOKESPERSON})
_LINES = 40
_BRACKET = 14


class _Run:
    """One pass over the words behind a label."""

    def __init__(self, reading: Reading, roster: Roster, parties: bool) -> None:
        self.reading = reading
        self.roster = roster
        self.parties = parties
        self.found: list[PersonName] = []
        # the words of a part before its name; None once the name, or another's name, is told
        self.before: list[Token] | None = []
        self.outside = False

    def read(self, first: int, last: int) -> tuple[PersonName, ...]:
        at = first
        while at < last:
            step = self._step(at, last)
            if step == 0:
                break
            at += step
        return tuple(self.found)

    def _step(self, at: int, last: int) -> int:
        """How many tokens to go on; 0 at the end of the list."""
        token = self.reading.tokens[at]
        name = self.roster.get(at)
        if name is not None:
            return self._name(name)
        if token.lower in _CUTS:
            self._cut(token)
            return 1
        if token.text == "(":
            return next((width for width in range(1, _BRACKET) if at + width < last and self.reading.tokens[at + width].text == ")"), 0) + 1
        if self._ends(token):
            if self._is_of_speaker(token, last):
                self.found[-1:] = []
            return self._to_semicolon(token, last)
        if self.before is not None:
            self.before.append(token)
        return 1

    def _to_semicolon(self, token: Token, last: int) -> int:
        """How far to go on behind "Dahl, who drove;": only a semicolon shows that the list goes on."""
        if token.pos == "VERB" or self.before or token.text in _ENDS or not self.found:
            return 0
        semicolon = next((index for index in range(token.index, last) if self.reading.tokens[index].text == ";"), None)
        self.before = None
        return semicolon - token.index if semicolon is not None else 0

    def _cut(self, token: Token) -> None:
        # "the brother of Orlo and Belko, and Dahl": what only "and" joins to an outsider is outside too
        self.outside = self.outside and token.lower in _JOINS and self.before is None and self.reading.tokens[token.index - 1].text != ","
        self.before = None if self.outside else []

    def _name(self, name: PersonName) -> int:
        tokens = self.reading.tokens
        width = name.last - tokens[name.first].index
        behind = tokens[name.last] if name.last < len(tokens) and tokens[name.last].sentence == tokens[name.first].sentence else None
        if behind is not None and (behind.text in _POSSESSIVES or is_finite(self.reading, behind)):
            return 0
        if self.before is not None and self._is_listed(self.before, name):
            self.found.append(name)
        elif self.before is not None:
            self.outside = True
            if not self.found:
                return 0
        self.before = None
        return width

    def _is_listed(self, before: Sequence[Token], name: PersonName) -> bool:
        """Whether the words before a name in its part of the list only say what the person is."""
        words = load_people(self.reading.lang)
        if not self.parties and any(title.role in _PARTIES for title in name.titles):
            return False
        if not any(token.pos == "ADP" for token in before):
            return True
        # "director of finance Dahl", but not "a friend of Dahl", "supporters of the mayor Dahl"
        return before[-1].pos in {"NOUN", "PROPN"} and not name.titles and words.of_token(before[-1]) is None and words.of_token(before[0]) is None

    def _ends(self, token: Token) -> bool:
        """Whether a word begins something other than who somebody is."""
        if token.pos in {"AUX", "SCONJ"} or token.lower in {"who", "whose", "whom", "which", "that", "while", "not", "but"} or token.text in _ENDS:
            return True
        if token.pos != "VERB":
            return False
        describing = self.reading.tokens[token.index - 1].pos in {"DET", "ADJ"}
        return is_finite(self.reading, token) or (self.before is not None and not describing)

    def _is_of_speaker(self, token: Token, last: int) -> bool:
        """As in "…, Dahl, said.": the last name is told of who speaks."""
        alone = token.index + 1 >= last or self.reading.tokens[token.index + 1].pos in {"PUNCT", "ADP"}
        told = self.before is None or not self.before or self.before[0].pos == "DET"
        return token.pos == "VERB" and alone and told and bool(self.found)


def names_behind(reading: Reading, roster: Roster, at: int, *, parties: bool = True) -> tuple[PersonName, ...]:
    """The names of the list that begins at a token and ends in its sentence; none if anything but a list follows.

    With ``parties`` false, people with an office in a case (judges, lawyers, …) are no part of it.
    """
    sentence = reading.sentence_of(at)
    opening = reading.tokens[at]
    # "along with co-accused Dahl", whatever a parser makes of the word
    called = load_people(reading.lang).noun(opening.lemma, opening.lower)
    if called is not None and called.accusing:
        at += 1
    elif opening.pos in {"ADP", "PRON", "ADV", "SCONJ", "AUX"} and at not in roster and opening.lower not in {"both"}:
        return ()
    return _Run(reading, roster, parties).read(at, sentence.last)


def past_naming(reading: Reading, at: int, last: int) -> int:
    """The token behind the words that only tell that names follow: "identified by police as:"."""
    naming = load_rollcalls(reading.lang).naming
    while at < last:
        width = width_at(reading, at, naming)
        if not width:
            break
        at += width
    return at


def stands_at(reading: Reading, at: int, words: Sequence[str]) -> bool:
    """Whether some lower-case words stand at a token, one after the other."""
    tokens = reading.tokens
    if at + len(words) > len(tokens) or (words and tokens[at].lower != words[0]):
        return False
    return all(tokens[at + step].lower == word for step, word in enumerate(words))


def width_at(reading: Reading, at: int, sequences: Iterable[Sequence[str]]) -> int:
    """How many tokens the longest of some word sequences takes up at a place; 0 if none stands there."""
    return max((len(words) for words in sequences if stands_at(reading, at, words)), default=0)


def names_after(reading: Reading, roster: Roster, verb: int) -> tuple[int, ...]:
    """The last tokens of the names in the list that follows a verb: "they are Dahl, who drove; Belko, a guard; and Orlo"."""
    last = reading.sentence_of(verb).last
    start = past_naming(reading, verb + 1, last)
    return tuple(name.last - 1 for name in names_behind(reading, roster, start)) if start < last else ()


def lines_below(reading: Reading, roster: Roster, label: Sentence) -> tuple[PersonName, ...]:
    """The names that begin the lines below a label which a colon ends, up to the first line that begins otherwise."""
    found: list[PersonName] = []
    for sentence in reading.sentences[label.index + 1 : label.index + 1 + _LINES]:
        if sentence.paragraph == label.paragraph or (found and sentence.paragraph == reading.sentence_of(found[-1].first).paragraph):
            continue
        name = _line_name(reading, roster, sentence)
        if name is None:
            break
        found.append(name)
    return tuple(found)


def _line_name(reading: Reading, roster: Roster, sentence: Sentence) -> PersonName | None:
    at = sentence.first
    while at < sentence.last and (reading.tokens[at].text in _BULLETS or reading.tokens[at].text.rstrip(".)").isdigit()):
        at += 1
    name = roster.get(at) or roster.get(at + 1) or roster.get(at + 2)
    if name is None:
        return None
    if any(reading.tokens[index].text in _CUTS for index in range(at, name.first)) or (name.first > at and not name.titles):
        return None
    behind = reading.tokens[name.last].lower if name.last < sentence.last else ""
    return name if not behind or behind in _AFTER_NAME else None
