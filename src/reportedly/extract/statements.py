"""Statements: who is quoted or reported to have said what."""

from collections.abc import Iterator
from dataclasses import replace

from reportedly.extract.antecedents import antecedent_of
from reportedly.extract.credits import Credit, find_credits
from reportedly.extract.cues import Cue, find_cues, inside
from reportedly.extract.namings import Naming, full_name, namings_of
from reportedly.extract.nesting import nest
from reportedly.extract.quotations import quotations_of
from reportedly.extract.tellers import name_at, teller_of
from reportedly.lexicon import attribution
from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.organisations import org_kind
from reportedly.lexicon.outlets import find_outlet
from reportedly.lexicon.people import PersonWords, load_people
from reportedly.model.parties import OrgKind, SourceKind
from reportedly.model.text import Clause, Name, NameKind, Reading, Sentence, Span
from reportedly.model.utterances import Teller, Utterance

__all__ = ["find_utterances", "headline_tellers"]

_LONE_WORDS = 5
_OF_STATE = frozenset({OrgKind.COURT, OrgKind.POLICE, OrgKind.PROSECUTOR, OrgKind.GOVERNMENT})
_REACH = 2


def find_utterances(reading: Reading) -> tuple[Utterance, ...]:
    """Every quoted or reported utterance of a report, in text order; the headline is left out because the body tells it again."""
    lexicon = attribution.load(reading.lang)
    quotations = quotations_of(reading)
    cues = tuple(cue for cue in find_cues(reading, lexicon, quotations) if not reading.sentence_of(cue.at).is_headline)
    credits_ = find_credits(reading, cues, lexicon)
    spoken = list(_spoken(reading, lexicon, quotations, cues, credits_))
    kept = _carried_on(reading, _with_lone_quotations(reading, quotations, _one_per_sentence(reading, spoken)), lexicon)
    return tuple(_still_told_to(list(_named(reading, lexicon, kept))))


def headline_tellers(reading: Reading) -> tuple[Teller, ...]:
    """Those whom a headline credits: "Police: two held", "Two held, police say"."""
    lexicon = attribution.load(reading.lang)
    found = []
    for sentence in reading.sentences:
        if not sentence.is_headline:
            continue
        colon = next((at for at in range(sentence.first, sentence.last) if reading.tokens[at].text in lexicon.colons), None)
        before = reading.tokens[colon - 1] if colon is not None and colon > sentence.first else None
        if before is not None and (before.lemma in lexicon.collectives or before.text.lower() in lexicon.collectives):
            found.append(Teller(sentence.first, before.index + 1, before.index, reading.text_of(sentence.first, before.index + 1)))
    cues = find_cues(reading, lexicon, quotations_of(reading))
    found += [teller_of(reading, cue.speaker, lexicon) for cue in cues if reading.sentence_of(cue.at).is_headline]
    return tuple(found)


def _spoken(
    reading: Reading, lexicon: Attributions, quotations: tuple[Span, ...], cues: tuple[Cue, ...], credits_: tuple[Credit, ...]
) -> Iterator[Utterance]:
    """One utterance for each cue whose speaker does more than pass on what another says."""
    own = {credit.cue: credit for credit in credits_ if not credit.heard}
    documents = frozenset(at for at, credit in own.items() if credit.passes and credit.kind in {SourceKind.DOCUMENT, None})
    passing = frozenset(at for at, credit in own.items() if credit.passes)
    nesting = nest(reading, cues, lexicon, documents, passing)
    for cue in cues:
        credit = own[cue.at]
        if cue.at in nesting.dropped or (credit.passes and credit.issuer is None):
            continue
        teller = teller_of(reading, credit.issuer if credit.issuer is not None else cue.speaker, lexicon)
        via = [item.teller for item in credits_ if _passes_on(item, credit, cue) and not _parted(reading, item.cue, cue.at)]
        via += [own[outer].teller for outer in nesting.passed_by.get(cue.at, [])]
        others = [item for item in credits_ if item.passes and not item.heard and item.sentence == credit.sentence and item.cue > cue.at]
        end = min((min(item.cue, item.teller.first) for item in others), default=len(reading.tokens))
        yield _utterance(reading, cue, teller, quotations, tuple({item.text: item for item in via}.values()), end)


def _parted(reading: Reading, left: int, right: int) -> bool:
    """Whether a semicolon parts two cues, so that each tells something of its own."""
    return any(token.text == ";" for token in reading.tokens[min(left, right) : max(left, right)])


def _passes_on(item: Credit, credit: Credit, cue: Cue) -> bool:
    """Whether a credit passes on what a cue credits: an outlet in the same sentence, told by it, or the document that the speaker made."""
    if not item.passes or item.sentence != credit.sentence:
        return False
    if item is credit and credit.issuer is not None:
        # a paper in which its own maker speaks comes between nobody
        return False
    if cue.clause is not None and cue.clause.relation == "relative" and cue.rule.stance and item.cue != cue.at:
        # "Interfax wrote of bribes, which the ministry denied"
        return False
    return item.cue == cue.at or (item.kind is not SourceKind.DOCUMENT and not item.heard)


def _utterance(reading: Reading, cue: Cue, teller: Teller, quotations: tuple[Span, ...], via: tuple[Teller, ...], end: int) -> Utterance:
    sentence = reading.sentence_of(cue.at)
    content = cue.told if cue.told is not None else _content(reading, cue, teller, quotations, end)
    set_off = cue.told is not None and cue.told.start > sentence.span.start
    quote = set_off or any(span.overlaps(content) and _is_wording(reading, span, content) for span in quotations)
    return Utterance(
        speaker_first=teller.first,
        speaker_last=teller.last,
        speaker_head=teller.head,
        speaker_text=teller.text,
        speaker_full=teller.text,
        cue=cue.at,
        content=content,
        text=" ".join(content.of(reading.text).split()),
        quote=quote,
        sentence=sentence.index,
        via=via,
        rule=cue.rule.name,
    )


def _is_wording(reading: Reading, quotation: Span, content: Span) -> bool:
    """Whether marks stand around somebody's words, and not around a name, or around one word that only tells how something was said.

    "Said he was "devastated"" has words of the speaker, "the boat "Minerva"" and "expressed "alarm" over it" have not.
    """
    quoted = quotation.of(reading.text)
    return len(quoted.split()) > 1 or (quoted[:1].islower() and quotation.start > content.start + 1)


def _content(reading: Reading, cue: Cue, teller: Teller, quotations: tuple[Span, ...], end: int) -> Span:
    """What was said: the part of the sentence on the far side of the crediting words, with the whole of a quotation that reaches into it.

    ``end`` is where another one is credited with passing it on.
    """
    sentence = reading.sentence_of(cue.at)
    first, last = sentence.first, sentence.last
    here = teller if first <= teller.first < last else teller_of(reading, cue.speaker, attribution.load(reading.lang))
    left, right = min(cue.at, here.first), max(cue.at + 1, here.last, cue.last if cue.clause is None else 0)
    first, last = (first, left) if _told_before(reading, cue, left, right, quotations) else (right, last)
    comma = next((at for at in range(min(end, last) - 1, first, -1) if reading.tokens[at].text == ","), last) if end < last else last
    last = comma if comma > cue.at else last
    while first < last - 1 and reading.tokens[first].pos in {"PUNCT", "SCONJ", "CCONJ"} and not _opens(reading, first):
        first += 1
    while last - 1 > first and reading.tokens[last - 1].text in {",", ":", ";"}:
        last -= 1
    span = reading.span_of(first, last) if first < last else sentence.span
    for quotation in quotations:
        if quotation.overlaps(span):
            span = Span(min(span.start, quotation.start - 1), max(span.end, min(quotation.end + 1, len(reading.text))))
    return span


def _told_before(reading: Reading, cue: Cue, left: int, right: int, quotations: tuple[Span, ...]) -> bool:
    """Whether what was said stands before the crediting words: a quotation there, else a complement after them, else the longer side."""
    sentence = reading.sentence_of(cue.at)
    if left <= sentence.first:
        return False
    before, after = (_quoted_words(reading, first, last, quotations) for first, last in ((sentence.first, left), (right, sentence.last)))
    if before != after:
        return before > after
    if any(other.governor == cue.at and other.relation == "complement" and other.head > cue.at for other in reading.clauses.values()):
        return False
    return reading.tokens[left - 1].text in {",", '"', "”"} or left - sentence.first > sentence.last - right


def _quoted_words(reading: Reading, first: int, last: int, quotations: tuple[Span, ...]) -> int:
    return sum(inside(reading, at, quotations) for at in range(first, last))


def _opens(reading: Reading, token: int) -> bool:
    return reading.tokens[token].text in {'"', "“", "«", "‘", "``"}


def _one_per_sentence(reading: Reading, spoken: list[Utterance]) -> list[Utterance]:
    """Cues of one speaker in one sentence make one statement: "said …, adding that …", "denied … and demanded …"."""
    kept: dict[tuple[int, str], Utterance] = {}
    for utterance in spoken:
        key = (utterance.sentence, utterance.speaker_text.lower())
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = utterance
            continue
        span = Span(min(earlier.content.start, utterance.content.start), max(earlier.content.end, utterance.content.end))
        kept[key] = replace(
            earlier,
            content=span,
            text=" ".join(span.of(reading.text).split()),
            quote=earlier.quote or utterance.quote,
            via=earlier.via or utterance.via,
        )
    return sorted(kept.values(), key=lambda item: item.cue)


def _with_lone_quotations(reading: Reading, quotations: tuple[Span, ...], told: list[Utterance]) -> list[Utterance]:
    """Add quotations that no cue credits: they are the words of whoever spoke just before, or of the person who speaks next."""
    found = list(told)
    for quotation in quotations:
        if len(quotation.of(reading.text).split()) < _LONE_WORDS or any(item.content.overlaps(quotation) for item in found):
            continue
        sentence = next((item for item in reading.sentences if item.span.overlaps(quotation)), None)
        if sentence is None or sentence.is_headline or sentence.span.start < quotation.start - 3:
            continue
        if any(item.quote and reading.sentences[item.sentence].span.overlaps(quotation) for item in told):
            continue
        beside = _acting_beside(reading, sentence, quotation)
        if beside is None:
            speaker = _acting_before(reading, sentence, found) or _speaker_of_lone(reading, sentence, quotation, found)
        else:
            speaker = _made_of(reading, beside)
        if speaker is not None:
            found.append(replace(speaker, content=quotation, text=" ".join(quotation.of(reading.text).split()), quote=True, sentence=sentence.index))
    return sorted(found, key=lambda item: (item.sentence, item.content.start))


def _acting_before(reading: Reading, sentence: Sentence, found: list[Utterance]) -> Utterance | None:
    """The person who acts in the sentence right before a quotation, in its paragraph: "Brandt could not believe it. "He was quiet …"."""
    before = reading.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph or any(item.sentence in {before.index, sentence.index} for item in found):
        return None
    acting = (clause for clause in reading.clauses.values() if clause.sentence == before.index and clause.relation == "root")
    return next((_made_of(reading, clause) for clause in acting if _acts(reading, clause)), None)


def _acting_beside(reading: Reading, sentence: Sentence, quotation: Span) -> Clause | None:
    """What a person does in the words behind a quotation in its sentence: ""…" was how neighbour Ada Quillfeather described him"."""
    for clause in reading.clauses.values():
        here = clause.sentence == sentence.index and reading.tokens[clause.head].span.start >= quotation.end
        if here and _acts(reading, clause) and reading.tokens[clause.agents[0]].span.start >= quotation.end:
            return clause
    return None


def _acts(reading: Reading, clause: Clause) -> bool:
    """Whether a named person is who acts in a clause."""
    if clause.nominal or clause.passive or not clause.agents:
        return False
    name = name_at(reading, clause.agents[0])
    return name is not None and name.kind is NameKind.PERSON


def _made_of(reading: Reading, clause: Clause) -> Utterance:
    """An utterance by who acts in a clause, by the rule of the colon, which takes any verb."""
    lexicon = attribution.load(reading.lang)
    rule = next(iter(lexicon.colons.values()))
    cue = Cue(clause.head, clause.agents[0], clause.first, clause.last, rule, clause)
    return _utterance(reading, cue, teller_of(reading, clause.agents[0], lexicon), (), (), len(reading.tokens))


def _speaker_of_lone(reading: Reading, sentence: Sentence, quotation: Span, found: list[Utterance]) -> Utterance | None:
    before = [item for item in found if item.content.start < quotation.start]
    last = max(before, key=lambda item: item.content.start, default=None)
    if last is None or sentence.paragraph - reading.sentences[last.sentence].paragraph > 1:
        return None
    if last.quote:
        # the rest of a quotation in the same paragraph is no second statement
        return None if sentence.paragraph == reading.sentences[last.sentence].paragraph else last
    after = min((item for item in found if item.sentence > sentence.index), key=lambda item: item.sentence, default=None)
    if after is not None and _is_person(reading, after) and not _is_person(reading, last):
        return after if reading.sentences[after.sentence].paragraph - sentence.paragraph <= 1 else last
    return last


def _is_person(reading: Reading, utterance: Utterance) -> bool:
    name = name_at(reading, utterance.speaker_last - 1)
    return utterance.is_pronoun or (name is not None and name.kind is NameKind.PERSON)


def _carried_on(reading: Reading, told: list[Utterance], lexicon: Attributions) -> list[Utterance]:
    """Let "was quoted as saying" without a name carry on the credit of the statement before by the same speaker."""
    found: list[Utterance] = []
    for utterance in told:
        before = found[-1] if found else None
        unnamed = not utterance.via and reading.tokens[utterance.cue].lemma in lexicon.quoted
        if unnamed and before is not None and before.via and utterance.sentence - before.sentence <= _REACH and _alike(before, utterance):
            utterance = replace(utterance, via=before.via)
        found.append(utterance)
    return found


def _alike(left: Utterance, right: Utterance) -> bool:
    words = {word.strip("'’s").lower() for word in left.speaker_text.split() if word[0].isupper()}
    return right.is_pronoun or any(word.strip("'’s").lower() in words for word in right.speaker_text.split())


def _named(reading: Reading, lexicon: Attributions, told: list[Utterance]) -> Iterator[Utterance]:
    """Give each speaker the fullest naming in the report, and each pronoun its best antecedent."""
    namings = namings_of(reading, lexicon)
    people = load_people(reading.lang)
    before: list[Utterance] = []
    for utterance in told:
        head = utterance.speaker_head
        if head is None:
            continue
        if utterance.speaker_text.lower() in lexicon.pronouns:
            antecedent = antecedent_of(reading, utterance, before, lexicon)
            earlier = next((item for item in reversed(before) if item.speaker_head == antecedent), None)
            if earlier is not None:
                full = earlier.speaker_full
            elif antecedent is not None:
                full = full_name(reading, antecedent, teller_of(reading, antecedent, lexicon).text, namings, lexicon, people)
            else:
                full = utterance.speaker_text
            utterance = replace(utterance, antecedent=antecedent, speaker_full=full)
        else:
            body = _body_before(reading, utterance, namings, lexicon, people)
            full = body or full_name(reading, head, utterance.speaker_text, namings, lexicon, people)
            utterance = replace(utterance, speaker_full=full)
        before.append(utterance)
        yield utterance


def _body_before(reading: Reading, utterance: Utterance, namings: tuple[Naming, ...], lexicon: Attributions, people: PersonWords) -> str | None:
    """The body that a bare noun takes up: the one named last for "the group", the last one of that kind for "the court"."""
    first, head = utterance.speaker_first, utterance.speaker_head
    if head is None or utterance.speaker_last - first > 1 or not _definite(reading, first, head):
        return None
    token = reading.tokens[head]
    before = [name for name in reading.names if _is_bodys(name) and name.last <= first and find_outlet(name.text) is None]
    if token.lemma in lexicon.generic:
        near = [name for name in before if token.sentence - reading.tokens[name.first].sentence <= _REACH]
        # no ministry, court or police is called "the group"
        bodies = [name for name in near if org_kind(name.text, reading.lang) not in _OF_STATE]
    elif (token.lemma in lexicon.collectives or token.lemma in lexicon.speakers) and "Number=Plur" not in token.features:
        bodies = [name for name in before if len(name.text.split()) > 1 and token.lemma in (name.normal or name.text).lower().split()]
        if not bodies and token.lemma in lexicon.doubtful_media:
            bodies = [name for name in before if token.sentence - reading.tokens[name.first].sentence <= _REACH]
    else:
        return None
    if not bodies:
        return None
    body = bodies[-1]
    return full_name(reading, body.last - 1, " ".join((body.normal or body.text).split()), namings, lexicon, people)


def _is_bodys(name: Name) -> bool:
    """Whether a name is that of a body, or one in capitals that the language part took for something else."""
    return name.kind is NameKind.ORGANISATION or (name.text.isupper() and name.kind is not NameKind.PLACE and len(name.text) > 2)


def _definite(reading: Reading, first: int, head: int) -> bool:
    """Whether a bare noun stands for one known before: behind an article, or in a language that has cases and no articles."""
    cased = any(feature.startswith("Case=") for feature in reading.tokens[head].features)
    return cased or (first > 0 and reading.tokens[first - 1].lower == "the")


def _still_told_to(told: list[Utterance]) -> Iterator[Utterance]:
    """Let a person who told something to an outlet go on telling it in the sentences right after."""
    before: Utterance | None = None
    for utterance in told:
        same = before is not None and before.via and before.speaker_full == utterance.speaker_full and utterance.sentence - before.sentence <= _REACH
        if before is not None and same and not utterance.via:
            utterance = replace(utterance, via=before.via)
        before = utterance
        yield utterance
