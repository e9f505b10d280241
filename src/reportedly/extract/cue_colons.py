"""Colons before words that are quoted: who acts in the words before a colon is who says what follows it."""

from collections.abc import Iterator

from reportedly.extract.cue_words import Cue, can_speak
from reportedly.extract.tellers import head_before
from reportedly.lexicon.attribution import Attributions
from reportedly.model.text import Clause, Reading, Sentence, Span

__all__ = ["announced", "colons"]

_LONG = 5


def colons(reading: Reading, lexicon: Attributions, quotations: tuple[Span, ...]) -> Iterator[Cue]:
    """A colon before a quotation in the same sentence, whatever the verb."""
    for quotation in quotations:
        at = next(iter(reading.tokens_in(quotation)), None)
        if at is None or len(quotation.of(reading.text).split()) < _LONG:
            continue
        sentence = reading.sentence_of(at)
        colon = next((before for before in (at - 1, at - 2) if before > sentence.first and reading.tokens[before].text in lexicon.colons), None)
        if colon is None:
            continue
        clause = _leading(reading, sentence, colon, lexicon)
        rule = lexicon.colons[reading.tokens[colon].text]
        if clause is not None:
            yield Cue(clause.head, clause.agents[0], clause.first, clause.last, rule, clause)
        elif not any(token.pos in {"VERB", "AUX"} for token in reading.tokens[sentence.first : colon]):
            # "The mayor, Ada Quillfeather: "…""
            head = head_before(reading, colon)
            if head is not None and can_speak(reading, head, lexicon):
                yield Cue(colon, head, sentence.first, colon + 1, rule)


def _leading(reading: Reading, sentence: Sentence, colon: int, lexicon: Attributions) -> Clause | None:
    for clause in reading.clauses.values():
        leads = clause.sentence == sentence.index and not clause.nominal and clause.relation in {"root", "complement"} and clause.head < colon
        if leads and clause.agents and not clause.negated and can_speak(reading, clause.agents[0], lexicon):
            return clause
    return None


def announced(reading: Reading, clause: Clause, lexicon: Attributions, quotations: tuple[Span, ...]) -> Span | None:
    """What a colon at the end of a sentence announces: the quotation that opens the next sentence, or the paragraph set off without marks."""
    sentence = reading.sentences[clause.sentence]
    if sentence.is_headline or reading.tokens[sentence.last - 1].text not in lexicon.colons or sentence.index + 1 >= len(reading.sentences):
        return None
    after = reading.sentences[sentence.index + 1]
    quotation = next((span for span in quotations if 0 <= span.start - after.span.start <= 1), None)
    if quotation is not None:
        return quotation
    return after.span if after.paragraph != sentence.paragraph else None
