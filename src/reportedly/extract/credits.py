"""Credits: outlets, documents and others that a report has words from, cue by cue."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.cues import Cue
from reportedly.extract.tellers import name_at, teller_of
from reportedly.lexicon.attribution import Attributions
from reportedly.model.text import Name, NameKind, Reading
from reportedly.model.utterances import Teller

__all__ = ["Credit", "find_credits", "outlet_at", "via_of"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One crediting of a teller: the cue that does it, its sentence, and whether the teller is an outlet that passes on what others say.

    ``heard`` is true when the outlet is told something rather than telling it ("told Interfax").
    """

    teller: Teller
    cue: int
    sentence: int
    outlet: bool
    heard: bool = False


def find_credits(reading: Reading, cues: tuple[Cue, ...], lexicon: Attributions) -> tuple[Credit, ...]:
    """Who is credited by each cue, in text order."""
    return tuple(credit for cue in cues for credit in _credits(reading, cue, lexicon))


def _credits(reading: Reading, cue: Cue, lexicon: Attributions) -> Iterator[Credit]:
    sentence = reading.tokens[cue.at].sentence
    passes = reading.tokens[cue.at].lemma in lexicon.passes
    outlet = outlet_at(reading, cue.speaker, lexicon, passes=passes)
    yield Credit(outlet or teller_of(reading, cue.speaker, lexicon), cue.at, sentence, outlet is not None)
    heard = [cue.agent] if cue.agent is not None else []
    if cue.clause is not None and not cue.clause.passive:
        heard += [*cue.clause.recipients, *(head for head in cue.clause.patients if reading.tokens[cue.at].lemma in lexicon.addresses)]
    for head in heard:
        found = outlet_at(reading, head, lexicon, passes=head == cue.agent)
        if found is not None:
            yield Credit(found, cue.at, sentence, outlet=True, heard=True)


def outlet_at(reading: Reading, head: int, lexicon: Attributions, *, passes: bool) -> Teller | None:
    """The outlet named by the phrase at a head token, if it names one; ``passes`` tells that it is credited by a verb that outlets go with."""
    phrase = reading.phrases.get(head)
    possessor = phrase.possessor if phrase is not None else None
    if possessor is not None:
        owner = _named(reading, possessor, lexicon, passes=True)
        if owner is not None and (name_at(reading, head) is not None or reading.tokens[head].pos == "PROPN"):
            return owner
    named = _named(reading, head, lexicon, passes=passes)
    if named is not None:
        return named
    teller = teller_of(reading, head, lexicon)
    return teller if reading.tokens[head].lemma in lexicon.media and not _official(reading, teller, lexicon) else None


def _named(reading: Reading, head: int, lexicon: Attributions, *, passes: bool) -> Teller | None:
    name = name_at(reading, head)
    phrase = reading.phrases.get(head)
    first, last = (phrase.first, phrase.last) if phrase is not None else (head, head + 1)
    if name is not None:
        first, last = min(first, name.first), max(last, name.last)
    words = [reading.tokens[at] for at in range(first, last)]
    described = [word.index for word in words if word.lemma in lexicon.media]
    if described and reading.tokens[head].pos == "PROPN" and head > described[-1]:
        return _teller(reading, described[-1] + 1, last, head, lexicon)
    if name is None and reading.tokens[head].pos != "PROPN":
        return None
    if described or (passes and _could_be_outlet(reading, name, words[-1].lemma, lexicon)):
        return _teller(reading, first, last, head, lexicon)
    return None


def _could_be_outlet(reading: Reading, name: Name | None, word: str, lexicon: Attributions) -> bool:
    known = name is None or name.kind in {NameKind.ORGANISATION, NameKind.OTHER}
    return known and word not in lexicon.collectives and word not in lexicon.documents


def _teller(reading: Reading, first: int, last: int, head: int, lexicon: Attributions) -> Teller:
    while first < last - 1 and (reading.tokens[first].text.lower() in lexicon.articles or reading.tokens[first].pos in {"PUNCT", "DET"}):
        first += 1
    return Teller(first, last, head, reading.text_of(first, last))


def _official(reading: Reading, teller: Teller, lexicon: Attributions) -> bool:
    words = {reading.tokens[at].lemma for at in range(teller.first, teller.last)}
    return bool(words & (lexicon.collectives.keys() - lexicon.media.keys()))


def via_of(reading: Reading, cue: Cue, credits_: tuple[Credit, ...]) -> tuple[Teller, ...]:
    """Those who pass on what this cue credits, nearest to the writer first."""
    sentence = reading.tokens[cue.at].sentence
    found = [credit for credit in credits_ if credit.outlet and credit.sentence == sentence and (credit.cue == cue.at or not credit.heard)]
    return tuple({credit.teller.text: credit.teller for credit in found}.values())
