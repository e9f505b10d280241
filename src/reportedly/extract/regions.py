"""Which tokens belong to which clause, and word sequences in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.model.text import Clause, Oblique, Reading, Tense, Token

__all__ = ["Regions", "find_sequence", "hangs_on", "has_any", "regions_of"]

GAP = "…"


@dataclass(frozen=True, slots=True)
class Regions:
    """For each verbal clause, the numbers of the tokens that are its own: in its range, and not in a clause inside it."""

    own: dict[int, tuple[int, ...]]

    def of(self, clause: Clause) -> Sequence[int]:
        """The tokens of a clause; those of a nominal clause are all that hang on its noun."""
        return range(clause.first, clause.last) if clause.nominal else self.own.get(clause.head, ())


def regions_of(reading: Reading) -> Regions:
    """Share out the tokens of a reading among its verbal clauses."""
    own: dict[int, list[int]] = defaultdict(list)
    owner: dict[int, int] = {}
    for index in range(len(reading.tokens)):
        head = _owner(reading, index, owner)
        if head >= 0:
            own[head].append(index)
    return Regions({head: tuple(tokens) for head, tokens in own.items()})


def _owner(reading: Reading, index: int, known: dict[int, int]) -> int:
    trail: list[int] = []
    at = index
    found = -1
    while True:
        if at in known:
            found = known[at]
            break
        trail.append(at)
        clause = reading.clauses.get(at)
        if clause is not None and not clause.nominal:
            found = at
            break
        up = reading.heads[at]
        if up == at:
            break
        at = up
    known.update(dict.fromkeys(trail, found))
    return found


def has_any(reading: Reading, tokens: Iterable[int], sequences: Sequence[Sequence[str]]) -> bool:
    """Whether one of some word sequences stands among some tokens; see ``find_sequence``."""
    if not sequences:
        return False
    among = tuple(tokens)
    # most sequences have a word that stands nowhere here, so they need not be looked for place by place
    here = [reading.tokens[index] for index in among]
    present = {GAP, *(token.lemma for token in here), *(token.lower for token in here)}
    return any(present.issuperset(words) and find_sequence(reading, among, words) is not None for words in sequences)


def find_sequence(reading: Reading, tokens: Sequence[int], words: Sequence[str]) -> tuple[int, int] | None:
    """Where a word sequence stands among some tokens, as (first, last) token, or None.

    Each word matches a token's lemma or its text; ``…`` lets up to six tokens stand between.
    """
    first, rest = words[0], words[1:]
    for start, index in enumerate(tokens):
        token = reading.tokens[index]
        if first != token.lemma and first != token.lower and first != GAP:
            continue
        if not rest:
            return index, index
        last = _match(reading, tokens, start, words)
        if last is not None:
            return index, last
    return None


def _match(reading: Reading, tokens: Sequence[int], start: int, words: Sequence[str]) -> int | None:
    at = start
    last = tokens[start] if start < len(tokens) else 0
    for place, word in enumerate(words):
        if word == GAP:
            rest = words[place + 1 :]
            for skip in range(7):
                found = _match(reading, tokens, at + skip, rest) if at + skip < len(tokens) else None
                if found is not None:
                    return found
            return None
        if at >= len(tokens):
            return None
        token = reading.tokens[tokens[at]]
        if word != token.lemma and word != token.lower:
            return None
        last = token.index
        at += 1
    return last


def hangs_on(reading: Reading, token: int, first: int, last: int) -> bool:
    """Whether a token hangs on one of a half-open range, by however many others between."""
    at = token
    while reading.heads[at] != at:
        at = reading.heads[at]
        if first <= at < last:
            return True
    return False


def is_finite(reading: Reading, token: Token) -> bool:
    """Whether a token is an auxiliary, or a verb that tells a time: what it is told of does something."""
    clause = reading.clauses.get(token.index)
    return token.pos == "AUX" or (token.pos == "VERB" and clause is not None and not clause.nominal and clause.tense is not Tense.NONE)


def obliques_of(reading: Reading, clause: Clause, regions: Regions) -> list[Oblique]:
    """The prepositional parts of a clause, those that a parser hung on its nouns included."""
    found = list(clause.obliques)
    for index in regions.of(clause):
        phrase = reading.phrases.get(index)
        if phrase is not None and index != clause.head:
            found.extend(phrase.obliques)
    return found
