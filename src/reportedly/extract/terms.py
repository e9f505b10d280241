"""Lengths of penalties and detentions: only those that words around them say are penalties, never a career or an age."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.extract.lengths import Length, read_length
from reportedly.extract.numbers import may_start, phrase_at, read_number
from reportedly.extract.pieces import Piece, pieces_of
from reportedly.lexicon import numbers as number_words
from reportedly.lexicon import terms as term_words
from reportedly.lexicon.numbers import NumberWords
from reportedly.lexicon.terms import Cue, TermLexicon
from reportedly.model.text import Reading, Tense
from reportedly.model.when import Term, TermKind

__all__ = ["find_terms", "term_for"]

_REACH = 4
_APART = 12
_CUTS = frozenset({",", ";", "and", "while", "but"})
_LEADING = frozenset({"to", "for", "got", "received", "a"})
_STOPS = frozenset({".", ";", ":", "(", ")", "!", "?"})


@dataclass(frozen=True, slots=True)
class _Place:
    reading: Reading
    pieces: Sequence[Piece]
    texts: tuple[str, ...]
    words: TermLexicon
    numbers: NumberWords


@dataclass(frozen=True, slots=True)
class _Found:
    iso: str | None
    upper: str | None
    kind: TermKind
    first: int
    last: int


def find_terms(reading: Reading) -> tuple[Term, ...]:
    """All penalties and lengths of detention in a report, in the order of the text.

    ``iso`` is an ISO 8601 duration, ``life`` or ``death``; None for a range ("25 years to life"), except that a range of what could be given
    has its upper end, which is the maximum.
    """
    words = term_words.load(reading.lang)
    if not words.units:
        return ()
    numbers = number_words.load(reading.lang)
    found: list[Term] = []
    for sentence in reading.sentences:
        pieces = pieces_of(reading, sentence)
        place = _Place(reading, pieces, tuple(piece.text for piece in pieces), words, numbers)
        found.extend(_term(place, one) for one in _in_sentence(place))
    return tuple(found)


def _in_sentence(place: _Place) -> Iterator[_Found]:
    at = 0
    before: _Found | None = None
    numbers, whole = place.numbers, place.words.whole
    while at < len(place.pieces):
        text = place.texts[at]
        # most words begin no length
        if not (may_start(place.pieces[at], numbers) or text in numbers.articles or text in whole or text in {TermKind.LIFE, TermKind.DEATH}):
            at += 1
            continue
        found = _whole(place, at) or _length(place, at, before)
        if found is None:
            at += 1
            continue
        yield found
        before, at = found, found.last


def _whole(place: _Place, at: int) -> _Found | None:
    """Life and death, which need no number."""
    for cue in place.words.whole.get(place.texts[at], ()):
        end = at + len(cue.words)
        if place.texts[at:end] == cue.words:
            return _Found(cue.kind.value, cue.kind.value, cue.kind, at, end)
    if place.texts[at] == TermKind.DEATH and _verb_links(place, at, at):
        # "sentenced the banker Jon Dahl to death"
        return _Found("death", "death", TermKind.DEATH, at, at + 1)
    if place.texts[at] == TermKind.LIFE and (_verb_links(place, at, at) or _ends_with(place, at, place.words.maximum["before"])):
        return _Found("life", "life", TermKind.LIFE, at, at + 1)
    return None


def _length(place: _Place, at: int, before: _Found | None) -> _Found | None:
    if at and place.pieces[at].glued and place.texts[at - 1] in {"$", "£", "€"}:
        return None
    opened = at > 0 and place.texts[at - 1] in place.words.between
    length = read_length(place.pieces, at, place.words.units, place.words.opened if opened else place.words.ranges, place.numbers)
    if length is None or _refused(place, length):
        return None
    last, kind = _kind_after(place, length)
    kind = _kind_before(place, at) or kind if kind in (None, TermKind.PRISON) else kind
    kind = kind or _kind_of_verb(place, length) or _kind_of_list(place, length, before) or _kind_of_line(place, length)
    life = _life_after(place, length.last)
    if kind is None and life > length.last:
        # nothing else is told as "25 years to life"
        kind = TermKind.PRISON
    if kind is None:
        return None
    if life > length.last:
        return _Found(None, "life", kind, at, life)
    changed = length.iso is None and _clause_lemma(place, at) in place.words.changes
    return _Found(length.upper if changed else length.iso, length.upper, kind, at, last)


def _clause_lemma(place: _Place, at: int) -> str:
    clause = place.reading.clause_of(place.pieces[at].token)
    return clause.lemma if clause is not None else ""


def _verb_links(place: _Place, first: int, start: int) -> Cue | None:
    """The verb of penalty that governs a piece by its preposition: "sentenced her in absentia to"."""
    clause = place.reading.clause_of(place.pieces[first].token)
    cue = place.words.verbs.get(clause.lemma) if clause is not None else None
    if clause is None or cue is None:
        return None
    if place.pieces[first].token < clause.head:
        return cue if any(oblique.prep in cue.links and oblique.at + 1 == place.pieces[first].token for oblique in clause.obliques) else None
    return cue if any(stop and place.texts[stop - 1] in cue.links for stop in (start, first)) else None


def _refused(place: _Place, length: Length) -> bool:
    if phrase_at(place.pieces, length.last, place.words.refuse["after"]) > length.last:
        return True
    start = _before_fillers(place, length.first)
    return any(_ends_with(place, stop, place.words.refuse["before"]) for stop in {start, length.first})


def _ends_with(place: _Place, stop: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(stop >= len(words) and place.texts[stop - len(words) : stop] == words for words in phrases)


def _before_fillers(place: _Place, at: int) -> int:
    """Where the words that only colour a length ("a total of", "up to") begin."""
    while True:
        step = next((len(words) for words in place.words.fillers if at >= len(words) and place.texts[at - len(words) : at] == words), 0)
        if not step:
            return at
        at -= step


def _kind_after(place: _Place, length: Length) -> tuple[int, TermKind | None]:
    """What the words after a length say that it is the length of, and how far they belong to it."""
    found: tuple[int, TermKind | None] = (length.last, None)
    for step in range(_REACH + 2):
        at = length.last + step
        if at >= len(place.texts) or place.texts[at] in _STOPS or (step and read_number(place.pieces, at, place.numbers)):
            break
        cue = _cue_at(place, at, length.last, place.words.after)
        if cue is None:
            continue
        end = at + len(cue.words)
        if found[1] is None and phrase_at(place.pieces, end, place.words.refuse["place"]) > end:
            break
        if found[1] is None or cue.kind is TermKind.SUSPENDED:
            found = (end, cue.kind)
    return found


def _cue_at(place: _Place, at: int, start: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue at a piece, if what lies between the length and it may lead there."""
    between = place.texts[start:at]
    for cue in cues:
        if place.texts[at : at + len(cue.words)] != cue.words:
            continue
        if not between or between[0] in cue.links or (cue.kind is TermKind.SUSPENDED and len(between) <= _REACH + 1):
            if "," in between and cue.kind is not TermKind.SUSPENDED:
                continue
            return cue
    return None


def _kind_before(place: _Place, at: int) -> TermKind | None:
    stops = {at, _before_fillers(place, at)}
    step = at
    while (
        step > 0
        and (step - at) > -_REACH
        and any(place.texts[step - len(words) : step] == words for words in place.words.fillers if len(words) <= step)
    ):
        step -= next(len(words) for words in place.words.fillers if len(words) <= step and place.texts[step - len(words) : step] == words)
        stops.add(step)
    for cue in place.words.before:
        if any(stop >= len(cue.words) and place.texts[stop - len(cue.words) : stop] == cue.words for stop in stops):
            return cue.kind
    return None


def _kind_of_verb(place: _Place, length: Length) -> TermKind | None:
    """A length that a verb of penalty governs: "sentenced her in absentia to 12 years", "got 17 months"."""
    if length.joined:
        return None
    start = _before_fillers(place, length.first)
    linked = _verb_links(place, length.first, start)
    if linked is not None:
        return linked.kind
    clause = place.reading.clause_of(place.pieces[length.last - 1].token)
    cue = place.words.verbs.get(clause.lemma) if clause is not None else None
    if clause is not None and cue is not None and cue.bare:
        direct = place.pieces[start - 1].token == clause.head if start else False
        return cue.kind if direct and phrase_at(place.pieces, length.last, place.words.refuse["bare"]) == length.last else None
    return None


def _kind_of_list(place: _Place, length: Length, before: _Found | None) -> TermKind | None:
    """As in "ten, eight and five years": what follows a term in a list is one too."""
    if before is None or before.kind in (TermKind.DEATH,):
        return None
    between = place.texts[before.last : length.first]
    if _names_another(place, before, length):
        return before.kind
    return before.kind if between and len(between) <= 2 and all((word,) in place.words.listed for word in between) else None


def _kind_of_line(place: _Place, length: Length) -> TermKind | None:
    """As in "Jon Dahl – 22 years", which is all that a line says: the list that it stands in says what the lengths are of."""
    tokens = [place.reading.tokens[place.pieces[at].token] for at in range(length.first)]
    dashed = len(tokens) >= 3 and tokens[-1].text in {"-", "–", "—", ":"} and tokens[-2].pos in {"PROPN", "PUNCT"}
    rest = {place.texts[at] for at in range(length.last, len(place.texts))}
    return TermKind.PRISON if dashed and rest <= {".", ",", ";"} and not any(token.pos in {"VERB", "AUX"} for token in tokens) else None


def _names_another(place: _Place, before: _Found, length: Length) -> bool:
    """Whether nothing but somebody else's name, age and home stand between a term and a length: "for ten years, Dahl eight years"."""
    tokens = [place.reading.tokens[place.pieces[at].token] for at in range(before.last, length.first)]
    if not 3 <= len(tokens) <= _APART or tokens[0].lower not in _CUTS:
        return False
    core = tokens[:-1] if tokens[-1].lower in _LEADING else tokens
    named = core[-1].pos == "PROPN" or core[-1].text in {",", ")"}
    return named and all(token.pos in {"PROPN", "NUM", "PUNCT", "CCONJ", "SCONJ"} for token in core)


def _life_after(place: _Place, at: int) -> int:
    """Where "to life", which makes a length a range, ends."""
    if at + 1 < len(place.texts) and place.texts[at] in place.words.ranges:
        found = _whole(place, at + 1)
        if found is not None and found.kind is TermKind.LIFE:
            return found.last
        if place.texts[at + 1] == TermKind.LIFE.value:
            return at + 2
    return at


def _term(place: _Place, found: _Found) -> Term:
    first, last = place.pieces[found.first], place.pieces[found.last - 1]
    maximum = _is_maximum(place, found)
    span = place.reading.span_of(first.token, last.token + 1)
    within = not maximum and found.kind is TermKind.PRISON and _ends_with(place, found.first, place.words.upper)
    iso = found.upper if maximum else None if within else found.iso
    return Term(iso, found.kind, " ".join(span.of(place.reading.text).split()), span, first.token, last.token + 1, maximum)


def _is_maximum(place: _Place, found: _Found) -> bool:
    """Whether it is the most that could be given, by the words before it, after it, or by its verb."""
    words = place.words.maximum
    if _is_given(place, found):
        return False
    start = found.first
    stops = {start}
    while True:
        step = next((len(one) for one in place.words.fillers if start >= len(one) and place.texts[start - len(one) : start] == one), 0)
        if not step:
            break
        if _ends_with(place, start, words["before"]):
            return True
        start -= step
        stops.add(start)
    if any(_ends_with(place, stop, words["before"]) for stop in stops):
        return True
    if any(phrase_at(place.pieces, at, words["after"]) > at for at in (found.last, found.last + 1) if at < len(place.pieces)):
        return True
    return _is_threat(place, found)


def _is_given(place: _Place, found: _Found) -> bool:
    """As in "was sentenced to the maximum term of ten years": it was given, so it is no threat."""
    clause = place.reading.clause_of(place.pieces[found.first].token)
    if clause is None or clause.lemma not in place.words.verbs or (clause.lemma,) in place.words.maximum["verb"]:
        return False
    modals = {one[0] for one in place.words.maximum["modal"]}
    return clause.tense is Tense.PAST and not modals.intersection(clause.auxiliaries)


def _is_threat(place: _Place, found: _Found) -> bool:
    verbs = {one[0] for one in place.words.maximum["verb"]}
    modals = {one[0] for one in place.words.maximum["modal"]}
    clause = place.reading.clause_of(place.pieces[found.last - 1].token)
    for _ in range(2):
        if clause is None:
            return False
        if clause.lemma in verbs or any(word in modals for word in clause.auxiliaries):
            return True
        governor = place.reading.clauses.get(clause.governor) if clause.governor is not None and clause.relation in {"open", "participle"} else None
        clause = governor if governor is not None and not governor.nominal else None
    return False


def term_for(reading: Reading, terms: Sequence[Term], head: int) -> Term | None:
    """The term that belongs to the clause or noun with a head token, or None. What could be given is left to offences."""
    clause = reading.clauses.get(head)
    sentence = reading.sentence_of(head)
    here = [term for term in terms if sentence.first <= term.first < sentence.last]
    own = [term for term in here if term.first <= head < term.last]
    if not own and clause is not None:
        own = [term for term in here if _hangs_on(reading, term, head)]
    if not own and clause is not None and clause.nominal:
        above = reading.clause_of(head)
        return term_for(reading, terms, above.head) if above is not None and head in (*above.patients, *above.predicate) else None
    given = [term for term in own if not term.maximum] or own
    return min(given, key=lambda term: (term.kind in _LESSER, abs(term.first - head)), default=None)


_LESSER = frozenset({TermKind.PROBATION, TermKind.SUPERVISION, TermKind.LABOUR, TermKind.OTHER})


def _hangs_on(reading: Reading, term: Term, head: int) -> bool:
    """Whether a term hangs on a head through nouns and open clauses, not through another clause with a subject of its own."""
    at = term.first
    while term.first <= reading.heads[at] < term.last and reading.heads[at] != at:
        at = reading.heads[at]
    while at != head:
        clause = reading.clauses.get(at)
        if (
            clause is not None
            and not clause.nominal
            and clause.relation not in {"open", "participle", "complement"}
            and not term.first <= at < term.last
        ):
            return False
        if reading.heads[at] == at:
            return False
        at = reading.heads[at]
    return True
