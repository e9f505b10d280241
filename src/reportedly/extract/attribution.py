"""The chain of those who tell a clause, nearest to the writer first."""

from collections.abc import Iterable

from reportedly.extract.statements import headline_tellers
from reportedly.model.claims import Attribution, Voice
from reportedly.model.parties import Source
from reportedly.model.text import Reading
from reportedly.model.utterances import Utterance

__all__ = ["attribution_of"]


def attribution_of(reading: Reading, sources: tuple[Source, ...], utterances: tuple[Utterance, ...], token: int) -> Attribution:
    """Who tells the clause that a token stands in; without voices the outlet itself says it.

    The utterances whose content holds the token are nested, so the widest is told by the outermost voice. Sources credited in the same sentence
    stand before them. A voice that is no source of the report, such as a lawyer who is quoted, has an empty ``source``.
    """
    span = reading.tokens[token].span
    holding = sorted(
        (item for item in utterances if item.content.contains(span) and not item.speaker_first <= token < item.speaker_last),
        key=lambda item: item.content.end - item.content.start,
        reverse=True,
    )
    voices: dict[str, Voice] = {}
    for utterance in holding:
        for teller in utterance.via:
            _add(voices, sources, teller.text, "")
        _add(voices, sources, utterance.speaker_text, reading.tokens[utterance.cue].text)
    if not voices and reading.sentence_of(token).is_headline:
        for teller in headline_tellers(reading):
            if not teller.first <= token < teller.last:
                _add(voices, sources, teller.text, "")
    if not voices:
        for source in _credited(reading, sources, token):
            _add(voices, sources, source.name, "")
    return Attribution(tuple(voices.values()))


def _credited(reading: Reading, sources: Iterable[Source], token: int) -> list[Source]:
    sentence = reading.sentence_of(token).span
    here = reading.tokens[token].span
    return [source for source in sources if any(sentence.contains(mention) and not mention.contains(here) for mention in source.mentions)]


def _add(voices: dict[str, Voice], sources: Iterable[Source], name: str, cue: str) -> None:
    source = next((item for item in sources if _same(item.name, name)), None)
    key = source.name if source is not None else name
    if key.lower() not in voices:
        voices[key.lower()] = Voice(source.id if source else "", key, source.kind.value if source else "person", cue)


def _same(left: str, right: str) -> bool:
    left, right = left.lower(), right.lower()
    return left == right or left.endswith(" " + right) or right.endswith(" " + left)
