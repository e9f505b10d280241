"""Which expression of time dates which event: by what hangs on what, never by nearness alone."""

from collections.abc import Sequence

from reportedly.extract.dates.conditions import head_of
from reportedly.lexicon import dates as date_words
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.text import Clause, Reading, Token
from reportedly.model.when import Bearing, WhenMention

__all__ = ["date_for", "until_for"]

_ORDERED = frozenset({"open", "complement"})
_SHARED = _ORDERED | {"conjunct"}
_OF = frozenset({"of"})
# prepositions of those who act, of places and of occasions, which tell no second event
_PLACED = frozenset({"by", "in", "at", "to", "with", "into", "on", "near", "outside", "inside", "off", "along", "around"})


def date_for(reading: Reading, mentions: Sequence[WhenMention], head: int) -> WhenMention | None:
    """The time of the event that the clause or noun with a head token tells, or None.

    A time that hangs on a clause inside (governed, relative, quoted) dates that one; a time of a verb of reporting dates the report. Verbs that are
    joined share a time, and "ordered him held" dates the holding by the ordering.
    """
    here = _near(reading, mentions, head, Bearing.ON)
    hosts = {mention: _host(reading, mention, head) for mention in here}
    for candidate in _bearers(reading, head, _SHARED):
        own = [mention for mention in here if hosts[mention] == candidate]
        if own:
            return min(own, key=lambda mention: (not _exact(mention), abs(mention.first - candidate)))
    return None


def until_for(reading: Reading, mentions: Sequence[WhenMention], head: int) -> WhenMention | None:
    """The end of the detention, bail or order that the clause or noun with a head token tells, or None."""
    here = _near(reading, mentions, head, Bearing.UNTIL)
    for candidate in _bearers(reading, head, _ORDERED):
        own = [mention for mention in here if _ends(reading, mention, candidate)]
        if own:
            return min(own, key=lambda mention: abs(mention.first - head))
    return None


def _near(reading: Reading, mentions: Sequence[WhenMention], head: int, bearing: Bearing) -> list[WhenMention]:
    sentence = reading.sentence_of(head)
    return [one for one in mentions if one.bearing is bearing and sentence.first <= one.first < sentence.last]


def _exact(mention: WhenMention) -> bool:
    return mention.when.earliest is not None and mention.when.latest is not None


def _ends(reading: Reading, mention: WhenMention, target: int) -> bool:
    """Whether an end hangs on a clause, through nouns and ordered clauses only: not inside a relative or a joined clause."""
    at = head_of(reading, mention.first, mention.last)
    while at != target:
        clause = reading.clauses.get(at)
        if clause is not None and not clause.nominal and clause.relation not in {"open", "complement", "participle"}:
            return False
        if reading.heads[at] == at:
            return False
        at = reading.heads[at]
    return True


def _host(reading: Reading, mention: WhenMention, asked: int) -> int | None:
    """The head of the clause or noun that a time says something about."""
    lexicon = date_words.load(reading.lang)
    reporting = lexicon.cues.get("reporting", frozenset())
    before = reading.clauses.get(mention.first - 1)
    if before is not None and not before.nominal and (before.lemma in reporting or before.head == asked):
        return before.head
    follow = _verb_after(reading, mention)
    at = head_of(reading, mention.first, mention.last)
    while mention.first <= reading.heads[at] < mention.last and reading.heads[at] != at:
        # "on the night of May 4" is one time
        at = reading.heads[at]
    up = reading.heads[at]
    # "in the early hours of Monday police arrested": a time with a preposition belongs to no noun behind it, whatever a parser makes of it
    aside = up if up >= mention.last and _is_aside(reading, mention.first, reading.tokens[up]) else None
    if follow is not None and not (up > mention.last and reading.tokens[up].pos == "NOUN"):
        return follow
    while up != at:
        clause = reading.clauses.get(up) if up != aside and not mention.first <= up < mention.last else None
        if reading.tokens[up].lemma in reporting:
            return up
        if clause is not None and (not clause.nominal or up == asked or _keeps(reading, clause, mention)):
            return up
        at, up = up, reading.heads[up]
    return at if at == asked or at in reading.clauses else None


def _is_aside(reading: Reading, first: int, above: Token) -> bool:
    """Whether a noun only stands behind a time with a preposition: "in December politician Dahl was jailed", but "in October riots"."""
    if reading.tokens[first].pos == "ADP":
        return above.pos not in {"VERB", "AUX"}
    return first > 0 and reading.tokens[first - 1].pos == "ADP" and load_people(reading.lang).of_token(above) is not None


def _verb_after(reading: Reading, mention: WhenMention) -> int | None:
    """As in "a court on Saturday placed": a time right before a verb belongs to it, whatever noun stands before."""
    at = mention.last
    sentence = reading.sentence_of(mention.first)
    while at < sentence.last and reading.tokens[at].pos in {"AUX", "ADV", "PART"}:
        clause = reading.clauses.get(at)
        if clause is not None and not clause.nominal:
            return at
        at += 1
    clause = reading.clauses.get(at) if at < sentence.last else None
    if clause is None or clause.nominal or reading.tokens[at].pos not in {"VERB", "AUX"}:
        return None
    # "who was last year pardoned": a parser may cut the participle off from its auxiliary
    parted = mention.first > sentence.first and reading.tokens[mention.first - 1].lemma in load_pronouns(reading.lang).equating
    return at if clause.first <= mention.first or parted else None


def _keeps(reading: Reading, clause: Clause, mention: WhenMention) -> bool:
    """Whether a noun keeps the time to itself: "the 2014 attack", "an attack on Monday", but not "a court on Monday" or "murder on Monday"."""
    if mention.first < clause.head:
        return True
    if reading.tokens[clause.head].pos != "NOUN":
        return False
    phrase = reading.phrases.get(clause.head)
    told = phrase is not None and any(reading.tokens[at].pos in {"DET", "PRON"} for at in range(phrase.first, clause.head))
    return told and _eventful(reading, clause)


def _eventful(reading: Reading, clause: Clause) -> bool:
    """A noun governed by a preposition tells a second event ("over an attack on Monday"); a subject, an object or a place is a party to the first.

    In "at the start of his trial in May" the trial is the occasion of the first.
    """
    up = reading.heads[clause.head]
    while reading.tokens[up].lemma in _OF and reading.heads[up] in reading.phrases:
        up = reading.heads[reading.heads[up]]
    follows = reading.tokens[up].lower == "following"
    return follows or (reading.tokens[up].pos == "ADP" and reading.tokens[up].lemma not in _PLACED)


def _bearers(reading: Reading, head: int, relations: frozenset[str]) -> list[int]:
    """The clauses whose time is also the time of a clause: itself, those that it is joined to, and those that order it; nearest first."""
    lexicon = date_words.load(reading.lang)
    reporting = lexicon.cues.get("reporting", frozenset())
    found = [head]
    clause = reading.clauses.get(head)
    if clause is None:
        return found
    if clause.nominal:
        return [*found, *_above_noun(reading, clause, reporting)]
    if "conjunct" in relations:
        found.extend(_joined(reading, head))
    while clause is not None and clause.relation in relations and clause.governor is not None:
        clause = reading.clauses.get(clause.governor)
        if clause is None or clause.nominal or clause.lemma in reporting or clause.head in found:
            break
        found.append(clause.head)
    return found


def _joined(reading: Reading, head: int) -> list[int]:
    clauses = reading.clauses.items()
    return [other for other, clause in clauses if clause.governor == head and clause.relation == "conjunct" and not clause.nominal]


def _above_noun(reading: Reading, clause: Clause, reporting: frozenset[str]) -> list[int]:
    """The verb whose subject or object a noun is: "he received a ten-year sentence on Monday"."""
    above = reading.clause_of(clause.head)
    if above is None or above.lemma in reporting:
        return []
    direct = clause.head in above.patients or clause.head in above.agents or clause.head in above.predicate
    return [above.head] if direct else []
