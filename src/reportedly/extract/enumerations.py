"""Sentences told in lists: "Dahl was jailed for 20 years, Orlo for 15 and Brandt for ten", and one line for each person."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.extract.matcher import Hit
from reportedly.extract.name_lists import lists_of
from reportedly.extract.names import PersonName
from reportedly.model.claims import StepType
from reportedly.model.text import Clause, Reading
from reportedly.model.when import Term

__all__ = ["further_sentences", "named_again", "shared_out"]

_BRIDGE = frozenset({"for", "to", "of", "and", "got", "a", "an", "-", "–", "—", ":", ",", "(", ")", "year", "years", "old", "also", "while", "with"})
_CUTS = frozenset({",", ";", "and", "while", "but"})
_SHARED_OUT = frozenset({"respectively", "соответственно"})
_LINES = 20


def further_sentences(
    reading: Reading, names: Sequence[PersonName], possible: Sequence[PersonName], terms: Sequence[Term], hits: Sequence[Hit]
) -> tuple[list[Hit], tuple[PersonName, ...]]:
    """Hits for people who share the verb of a sentence told before: behind it in the same sentence, or in a line of a list of their own.

    Of the ``possible`` names, those that a penalty stands right behind are people's; they are given back beside the hits.
    """
    found: list[Hit] = []
    added: list[PersonName] = []
    taken = {head for hit in hits for head in hit.who}
    inside = {index for name in names for index in range(name.first, name.last)}
    maybe = frozenset(name for name in possible if name.first not in inside and name.last - 1 not in inside)
    for name, term in _pairs(reading, sorted((*names, *maybe), key=lambda name: name.first), terms):
        if any(index in taken for index in range(name.first, name.last)) or (name in maybe and not _is_set_off(reading, name, term)):
            continue
        model = _model(reading, hits, name)
        if model is None or (name in maybe and model.clause.sentence != reading.tokens[name.first].sentence):
            continue
        clause = _own_clause(reading, model, name, term)
        found.append(replace(model, head=name.last - 1, who=(name.last - 1,), by=(), clause=clause, term=term, shares=model.shares or model.head))
        added.extend([name] if name in maybe else [])
    return found, tuple(added)


def _is_set_off(reading: Reading, name: PersonName, term: Term) -> bool:
    """Whether capitalised words stand where a person is told: between a comma or "and" and a penalty, ", Dahl to ten years"."""
    before = reading.tokens[name.first - 1].lower if name.first else ""
    return before in _CUTS and not any(token.text in {",", ":", "(", ")"} for token in reading.tokens[name.last : term.first])


def named_again(reading: Reading, names: Sequence[PersonName], added: Sequence[PersonName]) -> list[PersonName]:
    """Where people whom only their penalty told to be some are named once more, by the last word of their names."""
    surnames = {name.text.split()[-1] for name in added if len(name.text.split()[-1]) > 2}
    taken = {index for name in names for index in range(name.first, name.last)}
    again = [token for token in reading.tokens if token.text in surnames and token.index not in taken and token.pos == "PROPN"]
    return [PersonName(token.index, token.index + 1, token.text, ()) for token in again]


def shared_out(reading: Reading, names: tuple[PersonName, ...], terms: Sequence[Term], hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those cut up that give several people a term each: "Dahl and Orlo got eight and six years, respectively"."""
    told = [token.index for token in reading.tokens if token.lower in _SHARED_OUT]
    if not told:
        return list(hits)
    lists = lists_of(reading, names)
    found: list[Hit] = []
    for hit in hits:
        shares = hit.rule.step is StepType.SENTENCE and bool(hit.who)
        at = next((at for at in told if at > hit.head and reading.tokens[at].sentence == hit.clause.sentence), None) if shares else None
        found.extend([hit] if at is None else _parts(reading, lists.of(hit.who[0]), terms, hit, at))
    return found


def _parts(reading: Reading, heads: Sequence[int], terms: Sequence[Term], hit: Hit, at: int) -> Iterator[Hit]:
    sentence = reading.sentence_of(hit.head)
    here = [term for term in terms if hit.head < term.first < sentence.last and not term.maximum]
    here = [term for term in here if term.first < at] or here
    if len(heads) < 2 or len(here) != len(heads):
        yield hit
        return
    for head, term in zip(heads, here, strict=True):
        yield replace(
            hit,
            head=head,
            who=(head,),
            clause=Clause(head, hit.clause.lemma, sentence.index, min(head, term.first), max(head + 1, term.last), nominal=True),
            term=term,
            shares=hit.head,
        )


def _pairs(reading: Reading, names: Sequence[PersonName], terms: Sequence[Term]) -> Iterator[tuple[PersonName, Term]]:
    """Names that a penalty stands right behind, with nothing but an age, a home and small words between."""
    for name in names:
        after = next((term for term in terms if term.first >= name.last and not term.maximum), None)
        if after is None or reading.tokens[after.first].sentence != reading.tokens[name.first].sentence:
            continue
        between = reading.tokens[name.last : after.first]
        small = all(token.text.lower() in _BRIDGE or token.pos in {"NUM", "PUNCT", "PROPN", "DET"} for token in between)
        if len(between) <= 12 and small and not any(other.first < after.first and other.first >= name.last for other in names):
            yield name, after


def _model(reading: Reading, hits: Sequence[Hit], name: PersonName) -> Hit | None:
    """The sentencing that a name's penalty belongs to: told before it in the same sentence, or heading the list whose line this is."""
    sentence = reading.sentence_of(name.first)
    for hit in reversed([hit for hit in hits if hit.rule.step is StepType.SENTENCE and hit.head < name.first]):
        other = reading.sentence_of(hit.head)
        if other.index == sentence.index:
            return hit
        if sentence.first == name.first and not _has_verb(reading, name) and sentence.index - other.index <= _LINES and not other.is_headline:
            return hit
    return None


def _has_verb(reading: Reading, name: PersonName) -> bool:
    sentence = reading.sentence_of(name.first)
    return any(not clause.nominal and sentence.first <= clause.head < sentence.last for clause in reading.clauses.values() if clause.tense != "none")


def _own_clause(reading: Reading, model: Hit, name: PersonName, term: Term) -> Clause:
    return Clause(name.last - 1, model.clause.lemma, reading.tokens[name.first].sentence, name.first, term.last, nominal=True)
