"""From places in the text to the sentences that are shown as evidence."""

from collections.abc import Iterable

from reportedly.model.parties import Evidence
from reportedly.model.text import Reading, Sentence

__all__ = ["evidence_of"]


def evidence_of(reading: Reading, sentences: Iterable[Sentence]) -> tuple[Evidence, ...]:
    """Each of these sentences once, in the order of the text, exactly as printed."""
    once = {sentence.index: sentence for sentence in sentences}
    return tuple(Evidence(once[index].span, once[index].span.of(reading.text)) for index in sorted(once))
