"""The chain of those who tell a clause, nearest to the writer first."""

from collections.abc import Callable, Iterable

from reportedly.extract.statements import headline_tellers
from reportedly.model.claims import Attribution, Voice
from reportedly.model.parties import Source
from reportedly.model.text import Reading
from reportedly.model.utterances import Teller, Utterance

__all__ = ["Identify", "attribution_of", "chain_of"]

Identify = Callable[[int, str], tuple[str, str]]
"""From the head token and the words that name somebody to the id and the name of the party."""


def attribution_of(reading: Reading, sources: tuple[Source, ...], utterances: tuple[Utterance, ...], token: int, identify: Identify) -> Attribution:
    """Who tells the clause that a token stands in; without voices the outlet itself says it.

    The utterances whose content holds the token are nested, so the widest is told by the outermost voice. Sources credited in the same sentence
    stand before them. A voice that is no source of the report, such as a lawyer who is quoted, has the id that ``identify`` gives.
    """
    span = reading.tokens[token].span
    holding = sorted(
        (item for item in utterances if item.content.contains(span) and not item.speaker_first <= token < item.speaker_last),
        key=lambda item: item.content.end - item.content.start,
        reverse=True,
    )
    chain = _Chain(sources, identify)
    for utterance in holding:
        chain.add_utterance(reading, utterance)
    if not chain.voices and reading.sentence_of(token).is_headline:
        for teller in headline_tellers(reading):
            if not teller.first <= token < teller.last:
                chain.add_teller(teller)
    if not chain.voices:
        for source in _credited(reading, sources, token):
            chain.add(source.name, None)
    return Attribution(tuple(chain.voices.values()))


def chain_of(reading: Reading, sources: tuple[Source, ...], utterance: Utterance, identify: Identify) -> Attribution:
    """Those through whom an utterance came, and its speaker at the end."""
    chain = _Chain(sources, identify)
    chain.add_utterance(reading, utterance)
    return Attribution(tuple(chain.voices.values()))


class _Chain:
    def __init__(self, sources: Iterable[Source], identify: Identify) -> None:
        self._sources = tuple(sources)
        self._identify = identify
        self.voices: dict[str, Voice] = {}

    def add_utterance(self, reading: Reading, utterance: Utterance) -> None:
        for teller in utterance.via:
            self.add_teller(teller)
        head = utterance.antecedent if utterance.is_pronoun and utterance.antecedent is not None else utterance.speaker_head
        self.add(utterance.speaker_full or utterance.speaker_text, head, reading.tokens[utterance.cue].text)

    def add_teller(self, teller: Teller) -> None:
        self.add(teller.text, teller.head)

    def add(self, name: str, head: int | None, cue: str = "") -> None:
        source = next((item for item in self._sources if _same(item.name, name)), None)
        if source is not None:
            voice = Voice(source.id, source.name, source.kind.value, cue)
        else:
            key, name = self._identify(head, name) if head is not None else ("", name)
            voice = Voice(key, name, "person", cue)
        self.voices.setdefault(voice.source or voice.name.lower(), voice)


def _credited(reading: Reading, sources: Iterable[Source], token: int) -> list[Source]:
    sentence = reading.sentence_of(token).span
    here = reading.tokens[token].span
    return [source for source in sources if any(sentence.contains(mention) and not mention.contains(here) for mention in source.mentions)]


def _same(left: str, right: str) -> bool:
    left, right = left.lower(), right.lower()
    return left == right or left.endswith(" " + right) or right.endswith(" " + left)
