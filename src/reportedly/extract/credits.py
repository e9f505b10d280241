"""Credits: outlets, documents and others that a report has words from, cue by cue."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.extract.cues import Cue, can_speak
from reportedly.extract.outlets_told import addressed_outlet, outlet_at, outlet_kind, takes_up, unlisted_outlet
from reportedly.extract.tellers import name_at, phrase_from, teller_of
from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.organisations import org_kind
from reportedly.model.parties import OrgKind, SourceKind
from reportedly.model.text import Clause, NameKind, Reading
from reportedly.model.utterances import Teller

__all__ = ["Credit", "find_credits"]

_NEAR = 1
_OF_STATE = frozenset({OrgKind.POLICE, OrgKind.SECURITY, OrgKind.PROSECUTOR, OrgKind.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class Credit:
    """One crediting of a teller by a cue.

    ``passes`` tells that it passes on what others say: an outlet, its reporter, or a document. ``heard`` that the outlet is told something
    rather than telling it ("told Interfax"). ``issuer`` is the head of who made a document, if the report says so.
    """

    teller: Teller
    cue: int
    sentence: int
    kind: SourceKind | None = None
    passes: bool = False
    heard: bool = False
    issuer: int | None = None
    stance: bool = False


def find_credits(reading: Reading, cues: tuple[Cue, ...], lexicon: Attributions) -> tuple[Credit, ...]:
    """Who is credited by each cue, in text order."""
    reporters: dict[str, Teller] = {}
    issuers: dict[str, int] = {}
    found: list[Credit] = []
    for cue in cues:
        found.extend(_heard(reading, cue, lexicon, reporters))
        found.append(_credit(reading, cue, lexicon, reporters, issuers))
    return tuple(_named_before(reading, found, lexicon))


def _named_before(reading: Reading, found: list[Credit], lexicon: Attributions) -> Iterator[Credit]:
    """Let "the newspaper" stand for the outlet that was credited before; with none before, it names no source."""
    last: Teller | None = None
    for credit in found:
        if credit.kind not in {SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.BROADCASTER}:
            yield credit
        elif not takes_up(reading, credit.teller, lexicon):
            last = credit.teller
            yield credit
        elif last is not None:
            yield replace(credit, teller=last, kind=outlet_kind(last))
        else:
            # "the agency" is then the body of the state told just before, and speaks for itself
            told = reading.tokens[credit.teller.head].lemma in lexicon.authorities and reading.tokens[credit.cue].lemma not in lexicon.outlet_verbs
            state = told and _is_state_near(reading, credit.teller.first)
            yield replace(credit, kind=None, passes=credit.passes and not state)


def _is_state_near(reading: Reading, at: int) -> bool:
    here = reading.tokens[at].sentence
    names = (name for name in reading.names if name.last <= at and here - reading.tokens[name.first].sentence <= _NEAR)
    return any(name.kind is NameKind.ORGANISATION and org_kind(name.text, reading.lang) in _OF_STATE for name in names)


def _credit(reading: Reading, cue: Cue, lexicon: Attributions, reporters: dict[str, Teller], issuers: dict[str, int]) -> Credit:
    token = reading.tokens[cue.at]
    passes = token.lemma in lexicon.passes
    outlet = outlet_at(reading, cue.speaker, lexicon, likely=passes or cue.clause is None)
    if outlet is None and token.lemma in lexicon.outlet_verbs:
        outlet = unlisted_outlet(reading, cue.speaker, lexicon)
    own = teller_of(reading, cue.speaker, lexicon)
    surname = own.text.split()[-1].lower()
    if outlet is None and passes and _is_person(reading, cue.speaker) and surname in reporters:
        outlet = reporters[surname]
    if outlet is not None and cue.rule.stance:
        # a medium that praises or accuses speaks for itself
        return Credit(own, cue.at, token.sentence)
    if outlet is not None:
        if outlet.head != cue.speaker:
            reporters.setdefault(surname, outlet)
        return Credit(outlet, cue.at, token.sentence, outlet_kind(outlet), passes=True)
    word = reading.tokens[cue.speaker].lemma
    # "according to" takes people, bodies and papers: a thing that is none of the first two is a paper of some kind
    thing = cue.clause is None and not cue.rule.people and reading.tokens[cue.speaker].pos == "NOUN" and not can_speak(reading, cue.speaker, lexicon)
    if word in lexicon.documents or (thing and word not in lexicon.findings):
        issuer = _issuer_of(reading, cue.speaker, lexicon)
        if issuer is not None:
            issuers.update({word: issuer, "": issuer})
        # "the report" and "the document" take up the document that was named with its maker before
        bare = own.last - own.first == 1
        maker = issuer if issuer is not None or not bare else issuers.get(word, issuers.get(""))
        return Credit(own, cue.at, token.sentence, SourceKind.DOCUMENT, passes=True, issuer=maker, stance=cue.rule.stance)
    if cue.rule.source is not None and word in lexicon.authorities - lexicon.vague:
        # whom another refers to is a source of its own: "передаёт агентство со ссылкой на полицию"
        return Credit(own, cue.at, token.sentence, SourceKind(cue.rule.source), passes=True)
    return Credit(own, cue.at, token.sentence, passes=word in lexicon.findings and cue.clause is None)


def _heard(reading: Reading, cue: Cue, lexicon: Attributions, reporters: dict[str, Teller]) -> Iterator[Credit]:
    heads = [cue.agent] if cue.agent is not None else []
    insider = reading.tokens[cue.speaker].lemma in lexicon.insiders and cue.speaker in reading.phrases
    if insider:
        heads += [oblique.head for oblique in reading.phrases[cue.speaker].obliques if oblique.prep in lexicon.linkers]
    addresses = reading.tokens[cue.at].lemma in lexicon.addresses
    if cue.clause is not None and not cue.clause.passive:
        heads += [*cue.clause.recipients, *(head for head in cue.clause.patients if addresses)]
        heads += [oblique.head for oblique in cue.clause.obliques if oblique.prep in lexicon.linkers]
        heads += _talked_to(reading, cue.clause, lexicon)
        yield from _carried(reading, cue, lexicon)
    heads += _quoting(reading, cue, lexicon)
    for head in heads:
        found = outlet_at(reading, head, lexicon, likely=head == cue.agent or insider)
        if (
            found is None
            and addresses
            and "description" not in cue.rule.takes
            and cue.clause is not None
            and head in {*cue.clause.patients, *cue.clause.recipients}
        ):
            found = addressed_outlet(reading, head, lexicon)
        if found is not None:
            yield Credit(found, cue.at, reading.tokens[cue.at].sentence, outlet_kind(found), passes=True, heard=True)
            if found.head != head:
                reporters.setdefault(reading.tokens[head].text.lower(), found)


def _talked_to(reading: Reading, clause: Clause, lexicon: Attributions) -> Iterator[int]:
    """Whom the speaker spoke to: "said in an interview with Interfax", "speaking to Interfax, the mayor said"."""
    for oblique in clause.obliques:
        talk = reading.phrases.get(oblique.head)
        if talk is not None and reading.tokens[oblique.head].lemma in lexicon.talks:
            yield from (inner.head for inner in talk.obliques)
    for other in reading.clauses.values():
        if other.sentence == clause.sentence and other.lemma in lexicon.talking and other.relation in {"participle", "adverbial"}:
            yield from (oblique.head for oblique in other.obliques)


def _quoting(reading: Reading, cue: Cue, lexicon: Attributions) -> list[int]:
    """Who is said to quote the speaker: "witnesses quoted by the channel said", "said the mayor, as cited by the agency"."""
    sentence = reading.tokens[cue.at].sentence
    clauses = (clause for clause in reading.clauses.values() if clause.sentence == sentence and clause.passive and cue.speaker in clause.patients)
    return [head for clause in clauses if clause.head != cue.at and _passes_words(clause.lemma, lexicon) for head in clause.agents]


def _passes_words(lemma: str, lexicon: Attributions) -> bool:
    return lemma in lexicon.quoted or lemma in lexicon.passes


def _carried(reading: Reading, cue: Cue, lexicon: Attributions) -> Iterator[Credit]:
    """Documents that carry what is said: "said officials in a news release"."""
    for oblique in cue.clause.obliques if cue.clause is not None else ():
        if oblique.prep in lexicon.ways and reading.tokens[oblique.head].lemma in lexicon.carriers:
            teller = teller_of(reading, oblique.head, lexicon)
            yield Credit(teller, cue.at, reading.tokens[cue.at].sentence, SourceKind.DOCUMENT, passes=True, heard=True)


def _is_person(reading: Reading, head: int) -> bool:
    return reading.tokens[head].pos == "PROPN"


def _issuer_of(reading: Reading, head: int, lexicon: Attributions) -> int | None:
    """Who made a document: "the ministry's statement", "a statement from the ministry", "a court notice"."""
    phrase = reading.phrases.get(head)
    if phrase is None:
        return None
    if phrase.possessor is not None and reading.tokens[phrase.possessor].pos != "PRON":
        return phrase.possessor
    for oblique in phrase.obliques:
        token = reading.tokens[oblique.head]
        if (
            (oblique.prep in lexicon.linkers or oblique.prep in lexicon.makers)
            and (name_at(reading, oblique.head) or token.lemma in lexicon.collectives)
            and not _is_place(reading, oblique.head)
        ):
            return oblique.head
    after = phrase_from(reading, phrase.last + 1, reading.sentence_of(head).last)
    parted = phrase.last < len(reading.tokens) and reading.tokens[phrase.last].lower in lexicon.makers
    if parted and after is not None and name_at(reading, after.head) and not _is_place(reading, after.head):
        # in ""…", read a statement from the mayor" the parse may hang the mayor on the reading
        return after.head
    before = reading.tokens[head - 1] if head > phrase.first and reading.tokens[head].lemma in lexicon.issued else None
    return before.index if before is not None and before.lemma in lexicon.collectives else None


def _is_place(reading: Reading, head: int) -> bool:
    name = name_at(reading, head)
    return name is not None and name.kind in {NameKind.PLACE, NameKind.OTHER}
