"""Sources: media, agencies, documents and officials that a report names as where it has something from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.extract.credits import Credit, find_credits
from reportedly.extract.cues import find_cues
from reportedly.extract.quotations import quotations_of
from reportedly.lexicon import attribution
from reportedly.lexicon.attribution import Attributions
from reportedly.model.parties import Evidence, Organisation, Source, SourceKind
from reportedly.model.text import Reading, Span
from reportedly.model.utterances import Teller, Utterance

__all__ = ["find_sources"]


@dataclass(frozen=True, slots=True)
class _Found:
    teller: Teller
    kind: SourceKind
    sentence: int


def find_sources(reading: Reading, utterances: tuple[Utterance, ...], organisations: tuple[Organisation, ...] = ()) -> tuple[Source, ...]:
    """The sources of a report, in text order. ``organisations``, when given, lend their fuller spelling to a source named the same way."""
    lexicon = attribution.load(reading.lang)
    cues = find_cues(reading, lexicon, quotations_of(reading))
    found = [*_from_credits(reading, find_credits(reading, cues, lexicon), lexicon), *_from_speakers(reading, utterances, lexicon)]
    return tuple(_merged(reading, sorted(found, key=lambda item: (item.sentence, item.teller.first))))


def _from_credits(reading: Reading, credits_: Iterable[Credit], lexicon: Attributions) -> Iterator[_Found]:
    for credit in credits_:
        if credit.passes and credit.kind is not None:
            yield _Found(credit.teller, credit.kind, credit.sentence)


def _from_speakers(reading: Reading, utterances: tuple[Utterance, ...], lexicon: Attributions) -> Iterator[_Found]:
    for item in utterances:
        if item.speaker_head is None or item.is_pronoun:
            continue
        teller = Teller(item.speaker_first, item.speaker_last, item.speaker_head, item.speaker_text)
        word = reading.tokens[item.speaker_head].lemma
        if word in lexicon.documents:
            yield _Found(teller, SourceKind.DOCUMENT, item.sentence)
        elif word in lexicon.collectives:
            yield _Found(teller, SourceKind.OFFICIAL, item.sentence)


def _merged(reading: Reading, found: list[_Found]) -> Iterator[Source]:
    groups: dict[str, list[_Found]] = {}
    for item in found:
        key = item.teller.text.lower()
        home = next((known for known in groups if key in known or known in key), key)
        groups.setdefault(home, []).append(item)
    for number, items in enumerate(groups.values(), 1):
        name = max((item.teller.text for item in items), key=len)
        sentences = sorted({item.sentence for item in items})
        yield Source(
            id=f"c{number}",
            name=name,
            kind=items[0].kind,
            mentions=tuple(reading.span_of(item.teller.first, item.teller.last) for item in items),
            evidence=tuple(_evidence(reading, at) for at in sentences),
        )


def _evidence(reading: Reading, sentence: int) -> Evidence:
    span: Span = reading.sentences[sentence].span
    return Evidence(span, span.of(reading.text))
