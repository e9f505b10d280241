"""Sources: media, agencies, documents and officials that a report names as where it has something from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.extract.credits import Credit, find_credits
from reportedly.extract.cues import find_cues
from reportedly.extract.outlets_told import outlet_at, outlet_kind, takes_up
from reportedly.extract.quotations import quotations_of
from reportedly.extract.tellers import name_at, teller_of
from reportedly.lexicon import attribution
from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.outlets import find_outlet
from reportedly.model.parties import Evidence, Organisation, Source, SourceKind
from reportedly.model.text import Article, NameKind, Reading, Span, Tense
from reportedly.model.utterances import Teller, Utterance

__all__ = ["find_sources", "same_outlet"]


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    kind: SourceKind
    sentence: int
    mention: Span | None = None


def find_sources(
    reading: Reading, utterances: tuple[Utterance, ...], organisations: tuple[Organisation, ...] = (), *, article: Article | None = None
) -> tuple[Source, ...]:
    """The sources of a report, in text order.

    ``organisations``, when given, lend their fuller spelling to a source named the same way. ``article`` tells the outlet, which is no source of its
    own report unless it is a public body whose release the report is, and the origin that it reprints.
    """
    lexicon = attribution.load(reading.lang)
    cues = find_cues(reading, lexicon, quotations_of(reading))
    found = [
        *_from_credits(reading, find_credits(reading, cues, lexicon), lexicon),
        *_from_passing(reading, lexicon),
        *_from_speakers(reading, utterances, lexicon),
        *_from_informants(reading, utterances, lexicon),
        *_whole(reading, utterances, article, lexicon),
    ]
    own = article.outlet if article is not None else None
    kept = [item for item in found if item.sentence < 0 or not (same_outlet(item.name, own) or _vague(reading, item, lexicon))]
    return tuple(_merged(reading, sorted(kept, key=lambda item: (item.sentence, item.mention.start if item.mention else 0)), organisations))


def _from_credits(reading: Reading, credits_: Iterable[Credit], lexicon: Attributions) -> Iterator[_Found]:
    for credit in credits_:
        teller = credit.teller
        if (
            not credit.passes
            or credit.kind is None
            or (credit.kind is SourceKind.DOCUMENT and (credit.stance or _taken_up(reading, teller, lexicon)))
        ):
            continue
        if credit.issuer is not None and teller.first < credit.issuer < teller.last and reading.tokens[teller.head].lemma in lexicon.for_makers:
            yield _maker(reading, credit, credit.issuer, lexicon)
            continue
        name = teller.text
        if credit.kind is SourceKind.DOCUMENT and reading.tokens[teller.first].pos == "PRON":
            # "her submission" is a submission
            name = name.split(" ", 1)[-1]
        yield _Found(name, credit.kind, credit.sentence, reading.span_of(teller.first, teller.last))


def _maker(reading: Reading, credit: Credit, issuer: int, lexicon: Attributions) -> _Found:
    """Who made a paper that only carries words: the agency whose report, the ministry whose statement it is."""
    outlet = outlet_at(reading, issuer, lexicon, likely=True)
    teller = outlet or teller_of(reading, issuer, lexicon)
    kind = outlet_kind(outlet) if outlet is not None else SourceKind.OFFICIAL
    return _Found(teller.text, kind, credit.sentence, reading.span_of(teller.first, teller.last))


def _taken_up(reading: Reading, teller: Teller, lexicon: Attributions) -> bool:
    """Whether a bare "the report" only takes up again what was named before."""
    bare = teller.last - teller.first == 1
    return bare and reading.tokens[teller.head].lemma in lexicon.taken_up


def _from_passing(reading: Reading, lexicon: Attributions) -> Iterator[_Found]:
    """Outlets credited in passing: "reported by X", "X reports" after its words, "in an interview with X"."""
    for clause in reading.clauses.values():
        if clause.nominal:
            given = (*clause.recipients, *clause.patients, *(oblique.head for oblique in clause.obliques))
            heads = list(given) if clause.lemma in lexicon.talks else []
        elif clause.lemma in lexicon.passes:
            # "carrying her shoes" is what its subject did, and often misread
            agents = clause.agents if clause.passive or clause.tense is not Tense.NONE or clause.lemma in lexicon.quoted else ()
            heads = [*agents, *(clause.patients if not clause.passive else ())]
        else:
            continue
        for head in heads:
            teller = outlet_at(reading, head, lexicon, likely=True)
            if teller is not None and not takes_up(reading, teller, lexicon):
                yield _Found(teller.text, outlet_kind(teller), reading.tokens[head].sentence, reading.span_of(teller.first, teller.last))


def _from_speakers(reading: Reading, utterances: tuple[Utterance, ...], lexicon: Attributions) -> Iterator[_Found]:
    for item in utterances:
        if item.speaker_head is None or item.is_pronoun or _is_person(reading, item.speaker_last - 1):
            continue
        if any(reading.tokens[teller.head].lemma not in lexicon.documents for teller in item.via):
            # what an outlet passes on comes from the outlet
            continue
        if item.rule in lexicon.stances:
            # who demands or denies something speaks as a party and informs of nothing
            continue
        spelt_out = item.speaker_text.isupper() and lexicon.authorities & set(item.speaker_full.lower().split())
        if spelt_out or _is_authority(reading, item.speaker_head, lexicon):
            # "the agency" is the body told before
            name = item.speaker_text if " " in item.speaker_text else item.speaker_full
            yield _Found(name, SourceKind.OFFICIAL, item.sentence, reading.span_of(item.speaker_first, item.speaker_last))


def _from_informants(reading: Reading, utterances: tuple[Utterance, ...], lexicon: Attributions) -> Iterator[_Found]:
    """Officials who pass on what others say, "the suspect claimed …, a judicial source said", and named spokespeople."""
    for item in utterances:
        for teller in item.via:
            if _is_authority(reading, teller.head, lexicon):
                yield _Found(teller.text, SourceKind.OFFICIAL, reading.tokens[teller.head].sentence, reading.span_of(teller.first, teller.last))
        titles = {reading.tokens[at].lemma.lower() for at in range(item.speaker_first, item.speaker_last)}
        if titles & lexicon.spokespeople and item.rule not in lexicon.stances and not item.via:
            yield _Found(item.speaker_text, SourceKind.OFFICIAL, item.sentence, reading.span_of(item.speaker_first, item.speaker_last))


def _is_authority(reading: Reading, head: int, lexicon: Attributions) -> bool:
    token = reading.tokens[head]
    several = "Number=Plur" in token.features or token.text.lower() != token.lemma
    lemma = token.lemma.lower()
    return lemma in lexicon.authorities or (lemma in lexicon.many and several)


def _whole(reading: Reading, utterances: tuple[Utterance, ...], article: Article | None, lexicon: Attributions) -> Iterator[_Found]:
    """Whom the whole report is credited to: the agency it reprints, or the official or public body whose release it is."""
    if article is None:
        return
    if article.origin:
        yield _Found(article.origin, _kind_of(article.origin), -1)
    if not article.outlet or find_outlet(article.outlet) is not None or not _public(article.outlet, lexicon):
        return
    first = utterances[0] if utterances else None
    announced = first is not None and reading.tokens[first.cue].lemma in lexicon.announcing
    if first is not None and announced and _is_person(reading, first.speaker_last - 1):
        yield _Found(first.speaker_full, SourceKind.OFFICIAL, first.sentence, reading.span_of(first.speaker_first, first.speaker_last))
    else:
        yield _Found(article.outlet, SourceKind.OFFICIAL, -1)


def _kind_of(name: str) -> SourceKind:
    outlet = find_outlet(name)
    return SourceKind(outlet.kind) if outlet is not None else SourceKind.OUTLET


def _public(name: str, lexicon: Attributions) -> bool:
    return any(word in lexicon.collectives and word not in lexicon.media for word in name.lower().split())


def _is_person(reading: Reading, token: int) -> bool:
    name = name_at(reading, token)
    return name is not None and name.kind is NameKind.PERSON


def same_outlet(name: str, own: str | None) -> bool:
    """Whether a name is that of the outlet whose report this is; False if that is not known."""
    if own is None:
        return False
    known, mine = find_outlet(name), find_outlet(own)
    return (known is not None and known == mine) or name.lower().removeprefix("the ") == own.lower().removeprefix("the ")


def _merged(reading: Reading, found: list[_Found], organisations: tuple[Organisation, ...]) -> Iterator[Source]:
    groups: dict[str, list[_Found]] = {}
    for item in found:
        key = _key(item.name)
        home = next((known for known in groups if _within(key, known) or _within(known, key)), key)
        groups.setdefault(home, []).append(item)
    for number, items in enumerate(groups.values(), 1):
        name = max((item.name for item in items), key=len)
        yield Source(
            id=f"c{number}",
            name=_spelt(name, organisations),
            kind=items[0].kind,
            mentions=tuple(item.mention for item in items if item.mention is not None),
            evidence=tuple(_evidence(reading, at) for at in sorted({max(0, item.sentence) for item in items})),
        )


def _vague(reading: Reading, item: _Found, lexicon: Attributions) -> bool:
    """Whether one bare word such as "a source" tells nothing of who it is."""
    if item.mention is None:
        return False
    tokens = reading.tokens_in(item.mention)
    return len(tokens) == 1 and reading.tokens[tokens.start].lemma in lexicon.vague


def _key(name: str) -> str:
    outlet = find_outlet(name)
    return (outlet.printed if outlet is not None else name).lower().removeprefix("the ")


def _within(inner: str, outer: str) -> bool:
    return f" {inner} " in f" {outer} "


def _spelt(name: str, organisations: tuple[Organisation, ...]) -> str:
    for organisation in organisations:
        if name.lower() in {other.lower() for other in organisation.other_names}:
            return organisation.name
    return name


def _evidence(reading: Reading, sentence: int) -> Evidence:
    span = reading.sentences[sentence].span
    return Evidence(span, span.of(reading.text))
