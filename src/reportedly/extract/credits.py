"""Credits: outlets, documents and others that a report has words from, cue by cue."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.extract.cues import Cue, can_speak
from reportedly.extract.tellers import name_at, teller_of
from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.organisations import org_kind
from reportedly.lexicon.outlet_names import sounds_like_outlet
from reportedly.lexicon.outlets import find_outlet, is_station
from reportedly.model.parties import OrgKind, SourceKind
from reportedly.model.text import Name, NameKind, Reading
from reportedly.model.utterances import Teller

__all__ = ["Credit", "find_credits", "issuer_of", "outlet_at", "outlet_kind", "takes_up"]

_LONGEST = 6


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
            yield replace(credit, kind=None)


def takes_up(reading: Reading, teller: Teller, lexicon: Attributions) -> bool:
    """Whether a bare "the newspaper" only takes up an outlet that was named before."""
    head = reading.tokens[teller.head]
    bare = teller.last - teller.first == 1 and head.lemma in lexicon.media and head.pos == "NOUN" and "Number=Plur" not in head.features
    return bare and (any(feature.startswith("Case=") for feature in head.features) or reading.tokens[max(0, teller.first - 1)].lower == "the")


def _credit(reading: Reading, cue: Cue, lexicon: Attributions, reporters: dict[str, Teller], issuers: dict[str, int]) -> Credit:
    token = reading.tokens[cue.at]
    passes = token.lemma in lexicon.passes
    outlet = outlet_at(reading, cue.speaker, lexicon, likely=passes or cue.clause is None)
    if outlet is None and token.lemma in lexicon.outlet_verbs:
        outlet = _unlisted(reading, cue.speaker, lexicon)
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
        issuer = issuer_of(reading, cue.speaker, lexicon)
        if issuer is not None:
            issuers.update({word: issuer, "": issuer})
        # "the report" and "the document" take up the document that was named with its maker before
        maker = issuer if issuer is not None else issuers.get(word, issuers.get(""))
        return Credit(own, cue.at, token.sentence, SourceKind.DOCUMENT, passes=True, issuer=maker, stance=cue.rule.stance)
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
        yield from _carried(reading, cue, lexicon)
    for head in heads:
        found = outlet_at(reading, head, lexicon, likely=head == cue.agent or insider)
        if found is not None:
            yield Credit(found, cue.at, reading.tokens[cue.at].sentence, outlet_kind(found), passes=True, heard=True)
            if found.head != head:
                reporters.setdefault(reading.tokens[head].text.lower(), found)


def _carried(reading: Reading, cue: Cue, lexicon: Attributions) -> Iterator[Credit]:
    """Documents that carry what is said: "said officials in a news release"."""
    for oblique in cue.clause.obliques if cue.clause is not None else ():
        if oblique.prep in lexicon.ways and reading.tokens[oblique.head].lemma in lexicon.carriers:
            teller = teller_of(reading, oblique.head, lexicon)
            yield Credit(teller, cue.at, reading.tokens[cue.at].sentence, SourceKind.DOCUMENT, passes=True, heard=True)


def _is_person(reading: Reading, head: int) -> bool:
    return reading.tokens[head].pos == "PROPN"


def issuer_of(reading: Reading, head: int, lexicon: Attributions) -> int | None:
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
    before = reading.tokens[head - 1] if head > phrase.first and reading.tokens[head].lemma in lexicon.issued else None
    return before.index if before is not None and before.lemma in lexicon.collectives else None


def _is_place(reading: Reading, head: int) -> bool:
    name = name_at(reading, head)
    return name is not None and name.kind in {NameKind.PLACE, NameKind.OTHER}


def outlet_at(reading: Reading, head: int, lexicon: Attributions, *, likely: bool) -> Teller | None:
    """The outlet named by the phrase at a head token, if it names one.

    ``likely`` tells that it is credited in a way that outlets are, so that everyday words may be names of outlets too.
    """
    phrase = reading.phrases.get(head)
    first, last = (phrase.first, phrase.last) if phrase is not None else (head, head + 1)
    # what stands behind a comma is no part of the name: "witnesses, according to the Herald"
    last = next((at for at in range(head + 1, last) if reading.tokens[at].text == ","), last)
    name = name_at(reading, head)
    if name is not None:
        first, last = min(first, name.first), max(last, name.last)
    heads = [head, *(phrase.appositions if phrase is not None else ())]
    for other in heads[1:]:
        inner = reading.phrases.get(other)
        if inner is not None and inner.first - last <= 2:
            first, last = min(first, inner.first), max(last, inner.last)
    known = _known(reading, first, last, likely=likely)
    if known is not None:
        return known
    if likely and name is not None and sounds_like_outlet(reading.normal_of(name.first, name.last)):
        return Teller(name.first, name.last, name.last - 1, reading.normal_of(name.first, name.last))
    described = [at for at in range(first, last) if _is_medium(reading, at, last, lexicon)]
    if not described or _official(reading, first, last, lexicon):
        return None
    after = described[-1] + 1
    # "the news agency Interfax" may be parsed as two phrases
    while last >= after and last < len(reading.tokens) and reading.tokens[last].pos == "PROPN":
        last += 1
    if reading.tokens[described[0] - 1].text.lower() in lexicon.no_media and described[0] > first:
        return None
    named = name_at(reading, last - 1) if after < last else None
    if _is_somebody(reading, named, after):
        # "the broadcaster Ada Quillfeather" is a person
        return None
    if after < last and reading.tokens[last - 1].pos == "PROPN":
        return Teller(after, last, last - 1, reading.normal_of(after, last))
    return teller_of(reading, head, lexicon) if head in described else None


def _is_somebody(reading: Reading, name: Name | None, after: int) -> bool:
    """Whether a name is a person's in full, and not built as an outlet's: "the newspaper Tasbulansky Listok" names nobody."""
    whole = name is not None and name.kind is NameKind.PERSON and name.last - max(name.first, after) > 1
    return name is not None and whole and not sounds_like_outlet(reading.normal_of(name.first, name.last))


def _unlisted(reading: Reading, head: int, lexicon: Attributions) -> Teller | None:
    """The name behind "the" or in quotation marks that reports or writes and whose words tell no other kind of body."""
    name = name_at(reading, head)
    if name is None or name.kind is not NameKind.ORGANISATION or name.first == 0:
        return None
    before = reading.tokens[name.first - 1].text
    text = reading.normal_of(name.first, name.last)
    marked = before in {"«", "“", '"'} or (before.lower() == "the" and before.lower() in lexicon.articles)
    return Teller(name.first, name.last, name.last - 1, text) if marked and org_kind(text, reading.lang) is OrgKind.OTHER else None


def _is_medium(reading: Reading, at: int, last: int, lexicon: Attributions) -> bool:
    """Whether a word describes a medium: "news" does in "the news site", not in "the news conference"."""
    token = reading.tokens[at]
    if token.lemma not in lexicon.media and token.text.lower() not in lexicon.media:
        return False
    after = reading.tokens[at + 1] if at + 1 < last else None
    return after is None or after.pos != "NOUN" or after.lemma in lexicon.media


def _known(reading: Reading, first: int, last: int, *, likely: bool) -> Teller | None:
    """The longest stretch of a phrase that the lexicon of outlets knows, a possessor such as "CBS9's Ada Quillfeather" included."""
    for length in range(min(_LONGEST, last - first), 0, -1):
        for start in range(first, last - length + 1):
            if "PUNCT" in {reading.tokens[start].pos, reading.tokens[start + length - 1].pos}:
                continue
            text = reading.normal_of(start, start + length)
            if not any(word[0].isupper() or word[0].isdigit() for word in text.split()):
                continue
            outlet = find_outlet(text)
            titled = start > 0 and reading.tokens[start - 1].text == "The" and reading.tokens[start].sentence == reading.tokens[start - 2].sentence
            known = (outlet is not None and (likely or titled or not outlet.plain_word)) or is_station(text)
            if known and not _inside_longer(reading, start, start + length, last):
                return Teller(start, start + length, start + length - 1, text)
    return None


def _inside_longer(reading: Reading, first: int, last: int, end: int) -> bool:
    """Whether a stretch is only part of a longer name or a modifier: "Prime" in "Prime Minister", "CCTV" in "CCTV footage"."""
    name = name_at(reading, first)
    if name is not None and name.kind is NameKind.PERSON and (name.first < first or name.last > last):
        return True
    after = reading.tokens[last] if last < end else None
    return after is not None and after.pos in {"NOUN", "PROPN"}


def _official(reading: Reading, first: int, last: int, lexicon: Attributions) -> bool:
    words = {reading.tokens[at].lemma for at in range(first, last)}
    if not words & lexicon.shared_media:
        # state media and government newspapers are media, the website of a ministry is the ministry's
        return bool(words & lexicon.authorities - lexicon.media.keys())
    return bool(words & (lexicon.collectives.keys() - lexicon.media.keys()))


def outlet_kind(teller: Teller) -> SourceKind:
    """Whether an outlet is an agency, a broadcaster or another medium, as far as the lexicon knows."""
    outlet = find_outlet(teller.text)
    if outlet is not None:
        return SourceKind(outlet.kind)
    if is_station(teller.text):
        return SourceKind.BROADCASTER
    return SourceKind.OUTLET
