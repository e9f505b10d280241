"""Steps told without their verb: "Dahl was charged with murder, Belko with arson", "found Dahl guilty of theft and Belko of fraud".

Whoever is named so shares the verb told before. Names that may be victims' ("charged with killing Belko and Orlo with a knife") are left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extract.matcher import Hit
from reportedly.extract.names import PersonName
from reportedly.extract.regions import Regions, is_finite
from reportedly.extract.standing import standing_of
from reportedly.extract.terms import term_for
from reportedly.lexicon import numbers as number_words
from reportedly.lexicon import terms as term_words
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.steps import MAKES_ACCUSED
from reportedly.model.claims import Standing, StepType
from reportedly.model.text import Clause, Reading, Tense
from reportedly.model.when import Term

__all__ = ["gapped_steps"]

_CUTS = frozenset({",", ";", ":", "and", "while", "but", "а", "и", "—", "–"})
_HARD = frozenset({";", ":", "while", "а"})
_REMNANTS = frozenset({"with", "to", "on", "of", "for", "in", "guilty"})
_DASHES = frozenset({"—", "–", "-"})
_HOMES = frozenset({"of", "from", "aged", "alias", "aka"})
_SHARED = MAKES_ACCUSED | {StepType.RELEASE}
_HOME = 8
_LENGTH = re.compile(r"P\d+([YMD])")


@dataclass(frozen=True, slots=True)
class _Part:
    """Names told one after the other that share what stands behind them, from a token up to the next name or the end of the sentence."""

    names: tuple[PersonName, ...]
    behind: int
    last: int


def gapped_steps(reading: Reading, names: Sequence[PersonName], terms: Sequence[Term], hits: Sequence[Hit], regions: Regions) -> list[Hit]:
    """Hits for those whom a sentence tells of without a verb of their own, behind one whom it tells it of in full."""
    found: list[Hit] = []
    known = {name.text.split()[-1] for name in names if " " in name.text}
    # a surname alone takes up somebody told before
    firsts = {name.first: name for name in names if {" ", "."} & set(name.text) or name.text in known}
    starts = frozenset(term.first for term in terms)
    for hit in hits:
        if hit.clause.nominal or hit.is_modifier or hit.rule.step not in _SHARED or not hit.who or hit.clause.negated:
            continue
        taken = {head for other in (*hits, *found) for head in other.who}
        parts = [part for part in _parts(reading, firsts, starts, hit) if not any(name.last - 1 in taken for name in part.names)]
        found.extend(replace(_hit(reading, hit, part, regions), term=_bare_term(reading, terms, hit, part)) for part in parts)
    return found


def _hit(reading: Reading, model: Hit, part: _Part, regions: Regions) -> Hit:
    heads = tuple(name.last - 1 for name in part.names)
    standing = standing_of(reading, model, regions)
    rule = model.rule if standing is Standing.REPORTED else replace(model.rule, standing=standing)
    clause = Clause(heads[-1], model.clause.lemma, model.clause.sentence, part.names[0].first, part.last, nominal=True, patients=heads)
    return Hit(rule, heads[-1], heads, model.by, clause, model.headline, shares=model.head)


def _bare_term(reading: Reading, terms: Sequence[Term], model: Hit, part: _Part) -> Term | None:
    """The term of somebody for whom the number alone is told: "Dahl was jailed for ten years and Orlo for eight"."""
    told = term_for(reading, terms, model.head)
    years = _LENGTH.fullmatch(told.iso or "") if told is not None and model.rule.step is StepType.SENTENCE else None
    at = next((index for index in range(part.behind, part.last) if reading.tokens[index].pos == "NUM"), None)
    if told is None or years is None or at is None or any(term.first <= at < term.last for term in terms) or at > part.behind + 1:
        return None
    token = reading.tokens[at]
    number = int(token.text) if token.text.isdecimal() else number_words.load(reading.lang).cardinals.get(token.lower)
    behind = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if not number or (behind is not None and behind.pos not in {"PUNCT", "CCONJ"}):
        return None
    return replace(told, iso=f"P{number}{years[1]}", text=token.text, span=token.span, first=at, last=at + 1)


def _parts(reading: Reading, firsts: dict[int, PersonName], starts: frozenset[int], hit: Hit) -> Iterator[_Part]:
    sentence = reading.sentence_of(hit.head)
    at = max((hit.head, *(head for head in hit.who if head < sentence.last))) + 1
    others = False
    while at < sentence.last:
        token = reading.tokens[at]
        name = firsts.get(at)
        if name is None:
            if is_finite(reading, token):
                return
            at += 1
            continue
        run, end = _run(reading, firsts, name, sentence.last)
        cut = _cut_before(reading, name, hit.head)
        behind = _behind(reading, end, sentence.last)
        own = frozenset() if cut is None else _REMNANTS if reading.tokens[cut].text == ":" else _remnants(reading, hit, cut)
        fits = behind < sentence.last and (
            reading.tokens[behind].lower in own or (hit.rule.step is StepType.SENTENCE and _is_amount(reading, starts, behind))
        )
        told = _is_told_without_verb(reading, behind, sentence.last)
        if cut is not None and fits and told and _stands_apart(reading, hit, cut, others) and not _acts(reading, run):
            last = next((index for index in range(behind, sentence.last) if index in firsts), sentence.last)
            yield _Part(run, behind, last)
        elif not any(one.last - 1 in hit.who for one in run):
            others = True
        at = end


def _remnants(reading: Reading, hit: Hit, cut: int) -> frozenset[str]:
    """The words that what is told of the first one begins with: "with" in "charged with murder", "guilty" and "of" in "found guilty of"."""
    inside = [reading.tokens[index] for index in range(hit.head + 1, cut) if reading.tokens[index].pos in {"ADP", "ADJ"}]
    told = [
        token.lower
        for token in inside
        if token.lower in _REMNANTS and (token.lower != "of" or reading.tokens[token.index - 1].pos in {"VERB", "ADJ"})
    ]
    return frozenset(told)


def _is_told_without_verb(reading: Reading, at: int, last: int) -> bool:
    """Whether no verb follows up to the next comma or the end: "Orlo with arson", not "Orlo to her relief was called"."""
    doing = False
    for index in range(at, last):
        token = reading.tokens[index]
        if token.lower in _CUTS or token.text in {".", ";"}:
            return True
        doing = doing or token.pos == "VERB"
        # "Belko with helping him": whoever something is done to follows the verb for it
        if is_finite(reading, token) or (token.pos == "PRON" and not doing):
            return False
    return True


def _is_amount(reading: Reading, starts: frozenset[int], at: int) -> bool:
    """Whether a term, or the bare number of one, stands at a token: "Orlo eight and Belko five"."""
    if at in starts:
        return True
    behind = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    units = term_words.load(reading.lang).units
    return reading.tokens[at].pos == "NUM" and (behind is None or behind.pos in {"PUNCT", "CCONJ"} or behind.lower in units or behind.lemma in units)


def _run(reading: Reading, firsts: dict[int, PersonName], name: PersonName, last: int) -> tuple[tuple[PersonName, ...], int]:
    """The names from one on that only commas and "and" part, and the token behind the last."""
    run, end = [name], name.last
    while True:
        at = end
        while at < last and (reading.tokens[at].lower in {",", "and"}):
            at += 1
        following = firsts.get(at)
        if following is None or at == end:
            return tuple(run), end
        run.append(following)
        end = following.last


def _cut_before(reading: Reading, name: PersonName, head: int) -> int | None:
    """The comma, semicolon or "and" that a name and its titles stand behind; None if it is told of something before it."""
    at = name.first - 1
    while at > head and reading.tokens[at].lower not in _CUTS:
        owned = reading.tokens[at].lower in load_pronouns(reading.lang).possessive
        if reading.tokens[at].pos not in {"DET", "NOUN", "ADJ", "PROPN", "NUM"} and not owned:
            return None
        at -= 1
    return at if at > head else None


def _stands_apart(reading: Reading, hit: Hit, cut: int, others: bool) -> bool:
    """Whether a name behind a cut begins something new, and is not one more of those whom the deed before was done to."""
    if reading.tokens[cut].lower in _HARD or (cut > 0 and reading.tokens[cut - 1].text == ";"):
        return True
    before = reading.tokens[cut - 1] if reading.tokens[cut - 1].text != "," else reading.tokens[cut - 2]
    called = load_people(reading.lang).of_token(before) if before.pos == "NOUN" else None
    inner = any(reading.tokens[index].pos == "VERB" for index in range(hit.head + 1, cut))
    return not others and not inner and called is None


def _behind(reading: Reading, at: int, last: int) -> int:
    """The token behind a name's age, home and the like; behind one home "of" tells of something else."""
    homed = False
    while at < last:
        token = reading.tokens[at]
        if token.text == "(":
            at = next((index + 1 for index in range(at, min(at + _HOME, last)) if reading.tokens[index].text == ")"), last)
        elif token.text in _DASHES and at + 1 < last and reading.tokens[at + 1].pos in {"NUM", "ADP"}:
            # "Дальнин получил десять лет, Лугин — восемь", "Лугин — к восьми"
            at += 1 + (reading.tokens[at + 1].pos == "ADP" and at + 2 < last and reading.tokens[at + 2].pos == "NUM")
        elif token.text == "," and at + 1 < last and reading.tokens[at + 1].text.isdigit():
            at += 2
        elif not homed and token.text == "," and at + 1 < last and reading.tokens[at + 1].lower in _HOMES:
            at, homed = _past_home(reading, at + 1, last), True
        elif not homed and token.lower == "of" and reading.tokens[at - 1].text == ",":
            at, homed = _past_home(reading, at, last), True
        elif token.text == ",":
            at += 1
        else:
            return at
    return last


def _past_home(reading: Reading, at: int, last: int) -> int:
    end = at + 1
    while end < min(at + _HOME, last) and (reading.tokens[end].pos in {"PROPN", "NUM", "DET", "ADJ", "NOUN"} or reading.tokens[end].text == ","):
        end += 1
    return end


def _acts(reading: Reading, run: Sequence[PersonName]) -> bool:
    """Whether one of some names does something in the sentence: then nothing is left out."""
    heads = {name.last - 1 for name in run}
    return any(
        heads.intersection(clause.agents) and clause.head > run[0].first and clause.tense is not Tense.NONE
        for clause in reading.clauses.values()
        if not clause.nominal and clause.sentence == reading.tokens[run[0].first].sentence
    )
