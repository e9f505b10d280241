"""Steps of those whom a list names behind a label: "Those arrested were Dahl, Belko and Orlo", "Also charged are …", "as were Belko and Orlo".

The words count and not the parse: parsers lose long lists, so that only the first of many would be read as the one concerned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extract.matcher import Hit
from reportedly.extract.name_runs import Roster, lines_below, names_behind, past_naming, stands_at, width_at
from reportedly.extract.names import PersonName
from reportedly.extract.regions import has_any
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.rollcalls import Rollcalls, Words, load_rollcalls
from reportedly.lexicon.steps import MAKES_ACCUSED
from reportedly.model.text import Clause, Reading, Sentence, Token

__all__ = ["Rollcall", "find_rollcalls"]

_LABELLING = frozenset({"DET", "NUM", "ADJ", "NOUN", "ADV", "PRON"})
_LABEL = 16
_BEFORE = 6
_NEAR = 6
_NAMING = 4


@dataclass(frozen=True, slots=True)
class Rollcall:
    """The hit that a list makes, the names in it, and the hit that it takes the place of, if it only adds to what a rule has found.

    ``label`` is the head token of the phrase for those whom the list names, all of them if the list is ``whole``.
    """

    hit: Hit
    names: tuple[PersonName, ...]
    instead: Hit | None = None
    label: int | None = None
    whole: bool = True


def find_rollcalls(reading: Reading, roster: Roster, hits: Sequence[Hit]) -> tuple[Rollcall, ...]:
    """All lists of a report that tell whom a step concerns. ``hits`` are those that the rules have found, in text order."""
    words = load_rollcalls(reading.lang)
    if not words.firsts:
        return ()
    found = [call for at, cue in _cues(reading, words) if (call := _call(reading, roster, words, hits, at, cue)) is not None]
    return (*found, *_below(reading, roster, hits))


def _cues(reading: Reading, words: Rollcalls) -> Iterator[tuple[int, Words]]:
    for token in reading.tokens:
        for cue in words.firsts.get(token.lower, ()):
            if stands_at(reading, token.index, cue):
                yield token.index, cue
                break


def _call(reading: Reading, roster: Roster, words: Rollcalls, hits: Sequence[Hit], at: int, cue: Words) -> Rollcall | None:
    if cue in words.again:
        return _again(reading, roster, hits, at, cue)
    if cue in words.beside:
        return _beside(reading, roster, hits, at, cue)
    if cue in words.rest:
        return _rest(reading, roster, words, hits, at, cue)
    return _labelled(reading, roster, words, hits, at, cue)


# a label of its own


def _labelled(reading: Reading, roster: Roster, words: Rollcalls, hits: Sequence[Hit], at: int, cue: Words) -> Rollcall | None:
    sentence = reading.sentence_of(at)
    first = _label_start(reading, words, sentence, at, cue)
    link = _link(reading, words, at + len(cue), sentence)
    if first is None or link is None or (reading.tokens[link - 1].lower in words.said_as and not _names_them(reading, words, first)):
        return None
    rule = words.called.get(cue) or words.happened[cue]
    if has_any(reading, range(first, link), (*words.unlike, *rule.without)):
        return None
    start = past_naming(reading, link, sentence.last)
    names = names_behind(reading, roster, start) if start < sentence.last else lines_below(reading, roster, sentence)
    if not names:
        return None
    label = next((index for index in range(at, link) if index in reading.phrases), None)
    if label is not None and cue not in words.called and load_people(reading.lang).of_token(reading.tokens[label]) is None:
        # "arrested in Lomza were": the place is no label
        label = None
    partial = reading.tokens[link - 1].lemma in load_pronouns(reading.lang).including or reading.tokens[first].lower in _among(reading)
    told = next(
        (hit for hit in hits if rule.step is not None and at <= hit.head < at + len(cue) and hit.rule.step is rule.step and not hit.is_modifier), None
    )
    if told is not None:
        return replace(_with(told, names, keep=partial), label=label, whole=not partial)
    clause = Clause(at, reading.tokens[at].lemma, sentence.index, first, max(sentence.last, start), nominal=True, patients=_heads(names))
    return Rollcall(Hit(rule, at, _heads(names), (), clause, sentence.is_headline), names, label=label, whole=not partial)


def _label_start(reading: Reading, words: Rollcalls, sentence: Sentence, at: int, cue: Words) -> int | None:
    """Where the label begins whose word this is; None if the words before it tell of something else."""
    first = at
    while (
        first > sentence.first and at - first < _BEFORE and reading.tokens[first - 1].pos in _LABELLING and reading.tokens[first - 1].lower != "not"
    ):
        first -= 1
    if first == sentence.first and (first == at or width_at(reading, first, words.those) == at - first):
        return first
    opening = reading.tokens[first:at]
    named = cue in words.called or (bool(opening) and (_can_be_those(reading, words, opening) or _are_called(reading, opening, at + len(cue))))
    return first if named and _opens(reading, sentence, first) else None


def _can_be_those(reading: Reading, words: Rollcalls, opening: Sequence[Token]) -> bool:
    """Whether the words before what happened mean several people: "those", "the three officers", "the five"."""
    last = opening[-1]
    if (last.lower,) in words.those:
        return True
    definite = opening[0].lower in load_pronouns(reading.lang).definite
    noun = load_people(reading.lang).of_token(last)
    return definite and (last.pos == "NUM" or (noun is not None and "Number=Plur" in last.features))


def _are_called(reading: Reading, opening: Sequence[Token], behind: int) -> bool:
    """Whether what happened stands before a noun for several people: "the arrested men"."""
    noun = reading.tokens[behind] if behind < len(reading.tokens) else opening[-1]
    definite = opening[0].lower in load_pronouns(reading.lang).definite
    return definite and "Number=Plur" in noun.features and load_people(reading.lang).of_token(noun) is not None


def _opens(reading: Reading, sentence: Sentence, first: int) -> bool:
    """Whether a label can begin at a token: not in "lawyers for those arrested", "relatives of the suspects"."""
    if first == sentence.first:
        return True
    before = reading.tokens[first - 1]
    if before.lower == "of":
        if reading.tokens[first - 2].lemma in load_rollcalls(reading.lang).revealed:
            return True
        return first - 1 > sentence.first and reading.tokens[first - 2].pos in {"NUM", "PRON"}
    return before.pos in {"VERB", "SCONJ", "PUNCT"} or before.lower in _among(reading)


def _names_them(reading: Reading, words: Rollcalls, first: int) -> bool:
    """Whether what stands before a label says that names follow: "identified the suspects as", "the names of those arrested as"."""
    before = reading.tokens[max(first - _NAMING, reading.sentence_of(first).first) : first]
    return any(token.lemma in words.revealed for token in before)


def _link(reading: Reading, words: Rollcalls, start: int, sentence: Sentence) -> int | None:
    """The token behind the word that ends a label, if nothing but its own words stands before that."""
    for at in range(start, min(start + _LABEL, sentence.last)):
        width = width_at(reading, at, words.link)
        if width:
            return at + width
        token = reading.tokens[at]
        if token.pos in {"AUX", "SCONJ", "PUNCT"} or token.lower in {"who", "that", "which"}:
            return None
    return None


def _among(reading: Reading) -> frozenset[str]:
    return load_pronouns(reading.lang).among


def _heads(names: Sequence[PersonName]) -> tuple[int, ...]:
    return tuple(name.last - 1 for name in names)


# those to whom the same happens


def _again(reading: Reading, roster: Roster, hits: Sequence[Hit], at: int, cue: Words) -> Rollcall | None:
    """As in "Dahl was arrested, as were Belko and Orlo"."""
    sentence = reading.sentence_of(at)
    start = at + len(cue)
    model = next((hit for hit in reversed(hits) if sentence.first <= hit.head < at and _can_share(hit)), None)
    if model is None or start >= sentence.last:
        return None
    names = names_behind(reading, roster, start, parties=False)
    return _with(model, names) if names and _ends_there(reading, names[-1].last) else None


def _rest(reading: Reading, roster: Roster, words: Rollcalls, hits: Sequence[Hit], at: int, cue: Words) -> Rollcall | None:
    """As in "Police arrested three men, among them Dahl. The others are Belko and Orlo"."""
    sentence = reading.sentence_of(at)
    width = width_at(reading, at + len(cue), words.link) if at == sentence.first else 0
    start = at + len(cue) + width
    if not width or sentence.index == 0 or start >= sentence.last:
        return None
    before = reading.sentences[sentence.index - 1]
    model = next((hit for hit in reversed(hits) if before.first <= hit.head < before.last and _can_share(hit) and _is_of_several(reading, hit)), None)
    names = names_behind(reading, roster, past_naming(reading, start, sentence.last), parties=False) if model is not None else ()
    return _with(model, names) if model is not None and names else None


def _is_of_several(reading: Reading, hit: Hit) -> bool:
    return len(hit.who) > 1 or any("Number=Plur" in reading.tokens[head].features or reading.tokens[head].pos == "NUM" for head in hit.who)


def _ends_there(reading: Reading, at: int) -> bool:
    """Whether nothing but a time, a place or the end of the sentence stands behind a list: no "Dahl of the Herald"."""
    return (
        at >= len(reading.tokens)
        or reading.tokens[at].pos in {"PUNCT", "ADV", "NUM", "PROPN"}
        or reading.tokens[at].lower in {"on", "in", "at", "last", "this"}
    )


def _beside(reading: Reading, roster: Roster, hits: Sequence[Hit], at: int, cue: Words) -> Rollcall | None:
    """As in "Dahl, along with Belko, was charged", "Dahl is charged alongside Belko"."""
    sentence = reading.sentence_of(at)
    start = at + len(cue)
    names = names_behind(reading, roster, start, parties=False) if start < sentence.last else ()
    if not names:
        return None
    for hit in hits:
        if not (sentence.first <= hit.head < sentence.last and hit.who and _can_share(hit)):
            continue
        last = names[-1].last
        near = at - _NEAR <= max((who for who in hit.who if who < at), default=-_LABEL)
        if (hit.head < at and _is_still_told(reading, roster, hit, at)) or (near and last <= hit.head <= last + _NEAR):
            return _with(hit, names)
    return None


def _can_share(hit: Hit) -> bool:
    accuses = hit.rule.step is None or hit.rule.step in MAKES_ACCUSED or hit.rule.accuses
    return accuses and bool(hit.who) and not hit.clause.nominal and not hit.is_modifier


def _is_still_told(reading: Reading, roster: Roster, hit: Hit, at: int) -> bool:
    """Whether nobody else and no other verb stands between a step and what is added to it."""
    own = {hit.head, *hit.who}
    for index in range(hit.head + 1, at):
        clause = reading.clauses.get(index)
        if index not in own and ((clause is not None and not clause.nominal) or (index in roster and roster[index].last - 1 not in own)):
            return False
    return True


def _with(model: Hit, names: Sequence[PersonName], *, keep: bool = True) -> Rollcall:
    """A hit with further names; without ``keep`` only those, who are then all that a group such as "those arrested" is."""
    listed = _heads(names)
    who = tuple(dict.fromkeys((*model.who, *listed))) if keep else listed
    patients = tuple(dict.fromkeys((*model.clause.patients, *listed)))
    return Rollcall(replace(model, who=who, clause=replace(model.clause, patients=patients)), tuple(names), instead=model)


# lists below what is told of a group


def _below(reading: Reading, roster: Roster, hits: Sequence[Hit]) -> Iterator[Rollcall]:
    """As in "Police arrested three people:" and a line for each."""
    for hit in hits:
        sentence = reading.sentence_of(hit.head)
        if not _can_share(hit) or reading.tokens[sentence.last - 1].text != ":" or any(head in roster for head in hit.who):
            continue
        if reading.tokens[sentence.last - 2].pos == "ADP" or not all(
            "Number=Plur" in reading.tokens[head].features or reading.tokens[head].pos == "NUM" for head in hit.who
        ):
            continue
        names = lines_below(reading, roster, sentence)
        if names:
            clause = replace(hit.clause, patients=_heads(names))
            yield Rollcall(replace(hit, who=_heads(names), clause=clause), names, instead=hit)
