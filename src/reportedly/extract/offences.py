"""The offences that a report tells of: after words such as "charged with", in front of words such as "charges"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from reportedly.extract.laws import find_laws, with_laws
from reportedly.extract.offence_glosses import glossed
from reportedly.extract.offence_nominative import case_of, listed_text
from reportedly.extract.offence_pieces import name_in
from reportedly.extract.offence_plain import told_plainly
from reportedly.extract.offence_wording import Wording, told_in_clause, wordings_after
from reportedly.extract.regions import hangs_on
from reportedly.lexicon.charges import ChargeCue, charge_cues, cues_by_word, edges
from reportedly.lexicon.offences import OffenceName, offence_kinds, offence_names, word_forms
from reportedly.model.offences import OffenceMention
from reportedly.model.text import Depth, NameKind, Reading

__all__ = ["find_offences", "offences_for"]

_REACH = 16
_FAR_REACH = 32
_BEFORE = 7
_MOSTLY = 0.6
_LINES = 20
_LONG_LINE = 24
_PLAIN = 3
_PARTS = {"verb": {"VERB", "AUX", "ADJ"}, "noun": {"NOUN", "PROPN"}, "adjective": {"ADJ"}}


def find_offences(reading: Reading) -> tuple[OffenceMention, ...]:
    """All tellings of offences in a report, in their order; a repeated offence is told more than once."""
    if reading.depth is not Depth.FULL:
        return ()
    laws = find_laws(reading)
    taken = {token for first, last in laws for token in range(first, last)}
    found: list[OffenceMention] = []
    told: set[int] = set()
    for first, last in laws:
        for wording in glossed(reading, first, last):
            taken |= set(range(wording.first, wording.last))
            told.add(first)
            found.append(replace(_mention(reading, wording, first, 2 * reading.sentence_of(first).index, 0), law=reading.text_of(first, last)))
    surely = set()
    for at, cue in _cues(reading):
        if not cue.sure and at in surely:
            continue
        if _is_title(reading, at) or (cue.sure and (not cue.formal or edges(reading.lang).authority) and _speaks_of_state(reading, at)):
            continue
        for wording, group, rank in _of_cue(reading, at, cue):
            clear = _before_law(reading, wording, laws)
            tokens = set(range(clear.first, clear.last))
            if not tokens & taken:
                taken |= tokens
                found.append(_mention(reading, clear, at, group, rank))
                if cue.sure:
                    surely.add(at)
    untold = [law for law in laws if law[0] not in told]
    accused = with_laws(reading, untold, sorted(_but_tails(reading, found), key=lambda mention: mention.first))
    plain = [_mention(reading, wording, wording.first, None, _PLAIN) for wording in told_plainly(reading, taken, {one.kind for one in found})]
    return tuple(sorted([*accused, *plain], key=lambda mention: mention.first)) if plain else accused


def _but_tails(reading: Reading, found: Sequence[OffenceMention]) -> list[OffenceMention]:
    """Without what hangs with its preposition on the offence right before it: "взятки [за отсрочку]"; in languages with cases."""
    ends = {mention.last for mention in found}
    led = {n for n, one in enumerate(found) if one.first - 1 in ends and reading.tokens[one.first - 1].pos == "ADP"}
    return [one for n, one in enumerate(found) if n not in led or not case_of(reading.tokens[one.first])]


def _before_law(reading: Reading, wording: Wording, laws: Sequence[tuple[int, int]]) -> Wording:
    """A wording without the law that it is charged under."""
    cut = next((first for first, _ in laws if wording.first < first < wording.last), wording.last)
    if cut == wording.last:
        return wording
    while cut - 1 > wording.first and reading.tokens[cut - 1].pos in {"ADP", "DET", "PUNCT"}:
        cut -= 1
    return Wording(wording.first, cut, name_in(reading, wording.first, cut))


def offences_for(reading: Reading, mentions: Sequence[OffenceMention], head: int) -> tuple[OffenceMention, ...]:
    """The offences that belong to the step that a verb or a noun tells.

    Args:
        reading: The report.
        mentions: What ``find_offences`` found in it.
        head: The head token of the clause or noun that tells the step.
    """
    own = [mention for mention in mentions if mention.cue == head]
    if own:
        return tuple(own)
    below = [mention for mention in mentions if mention.cue is not None and _chain_reaches(reading, mention.cue, head)]
    if below:
        return tuple(below)
    if _says_same(reading, head):
        earlier = [mention for mention in mentions if mention.first < head and reading.sentence_of(mention.first) is not reading.sentence_of(head)]
        if earlier:
            last = earlier[-1]
            return tuple(mention for mention in earlier if mention.group == last.group and (mention.group is not None or mention is last))
    clause = reading.clause_of(head)
    if clause is None:
        return ()
    return tuple(mention for mention in mentions if mention.cue is not None and reading.clause_of(mention.cue) is clause)


def _chain_reaches(reading: Reading, token: int, head: int) -> bool:
    """Whether a token hangs on a head without another verb between them."""
    at = token
    own = reading.clauses.get(token)
    if own is not None and not own.nominal:
        return False
    while reading.heads[at] != at:
        at = reading.heads[at]
        if at == head:
            return True
        clause = reading.clauses.get(at)
        if clause is not None and not clause.nominal:
            return False
    return False


def _says_same(reading: Reading, head: int) -> bool:
    sentence = reading.sentence_of(head)
    words = [reading.tokens[i].text.lower() for i in range(sentence.first, sentence.last)]
    cues = {word for cue in charge_cues(reading.lang) if cue.count for word in cue.words}
    return any(
        word == "same" and any(reading.tokens[sentence.first + i].lemma in cues for i in (n + 1, n + 2) if sentence.first + i < sentence.last)
        for n, word in enumerate(words)
    )


def _cues(reading: Reading) -> Iterator[tuple[int, ChargeCue]]:
    """The words of a report that offences belong to; those that are sure come first, so that they take their words first."""
    found = [
        (token.index, cue)
        for token in reading.tokens
        for cue in _cues_of(token.text, token.lemma, reading.lang)
        if (cue.part == "any" or token.pos in _PARTS[cue.part])
        and not _modifies_next(reading, token.index, cue)
        and not (token.index and reading.tokens[token.index - 1].text.lower() in cue.not_after)
    ]
    yield from sorted(found, key=lambda entry: (not entry[1].sure, entry[0]))


@lru_cache(maxsize=1 << 15)
def _cues_of(text: str, lemma: str, lang: str) -> tuple[ChargeCue, ...]:
    """The cues that a word can be, in the order of the lexicon."""
    by_word = cues_by_word(lang)
    found = {place: cue for form in word_forms(text, lemma, lang) for place, cue in by_word.get(form, ())}
    return tuple(found[place] for place in sorted(found))


def _is_title(reading: Reading, at: int) -> bool:
    """Whether a token stands in a line set like a title that is not the headline, such as the link to another report."""
    sentence = reading.sentence_of(at)
    if sentence.is_headline or sentence.last - sentence.first < 4 or reading.tokens[sentence.last - 1].pos == "PUNCT":
        return False
    words = [token.text for token in reading.tokens[sentence.first : sentence.last] if len(token.text) > 3 and token.text.isalpha()]
    return sum(word[0].isupper() for word in words) >= _MOSTLY * len(words)


def _is_private(reading: Reading, at: int) -> bool:
    """Whether somebody who is no authority accuses, in a language that names its authorities: then only known offences are meant."""
    authorities, clause = edges(reading.lang).authority, reading.clauses.get(at)
    if not authorities or clause is None or clause.nominal or not clause.agents or not clause.patients:
        return False
    return all(reading.tokens[agent].lemma not in authorities and not reading.tokens[agent].text.isupper() for agent in clause.agents)


def _speaks_of_state(reading: Reading, at: int) -> bool:
    """Whether an accusation is made against a state or an institution, which is no case against a person."""
    clause = reading.clauses.get(at)
    verbal = clause if clause is not None and not clause.nominal else reading.clause_of(at)
    if verbal is None:
        return False
    heads = verbal.patients if verbal.head == at else (verbal.agents or verbal.patients)
    heads = tuple(head for head in heads if head != at)
    return bool(heads) and all(_is_state(reading, head) for head in heads)


def _is_state(reading: Reading, head: int) -> bool:
    if reading.tokens[head].lemma in edges(reading.lang).no_suspect:
        return True
    return any(name.kind is NameKind.PLACE and name.first <= head < name.last for name in reading.names)


def _modifies_next(reading: Reading, at: int, cue: ChargeCue) -> bool:
    """Whether a word only describes the noun after it, as in "sentencing rules"."""
    if at + 1 < len(reading.tokens) and reading.tokens[at + 1].lemma in edges(reading.lang).aside:
        return True
    if cue.before or not cue.then or () in cue.then or at + 1 >= len(reading.tokens):
        return False
    return reading.heads[at] == at + 1 and reading.tokens[at + 1].pos == "NOUN"


def _of_cue(reading: Reading, at: int, cue: ChargeCue) -> Iterator[tuple[Wording, int | None, int]]:
    rank = 0 if cue.formal else 1 if cue.sure else 2
    after = _after(reading, at, cue) or (_below(reading, at) if cue.formal else [])
    sentence = reading.sentence_of(at).index
    group = 2 * sentence if cue.formal else 2 * at + 1 if len(after) > 1 else None
    yield from ((wording, group, rank) for wording in after)
    if cue.before:
        before = _in_front(reading, at, cue.formal)
        yield from ((wording, -1 - sentence if len(before) > 1 else None, 1 if cue.formal else 3) for wording in before)


def _after(reading: Reading, at: int, cue: ChargeCue) -> list[Wording]:
    sentence = reading.sentence_of(at)
    for place in range(at + 1, min(at + (_FAR_REACH if cue.formal else _REACH), sentence.last)):
        token = reading.tokens[place]
        near = place <= at + 2 or hangs_on(reading, place, at, at + 1)
        if cue.part == "noun" and not cue.formal and place > at + 1 and reading.heads[place] != at:
            continue
        for lead in cue.then:
            found: list[Wording] = []
            if not lead and (place == at + 1 or _is_object(reading, place, at)):
                found = wordings_after(reading, place, sure=cue.formal and _is_object(reading, place, at), acts=False)
            elif lead and lead[-1] in edges(reading.lang).clause and _stands(reading, place, lead, sentence.last):
                found = told_in_clause(reading, place + len(lead)) if cue.sure and near else []
            elif lead and _stands(reading, place, lead, sentence.last) and not _belongs_elsewhere(reading, place, at):
                start = place + len(lead)
                named = cue.nouns and place == at + 1 and not _is_share(reading, start)
                sure = (cue.sure and near and not _is_private(reading, at)) or named
                found = wordings_after(reading, start, sure, acts=near and (cue.acts or cue.sure or named))
            if found:
                return found
        if token.text == ";" or (token.pos in {"VERB", "AUX"} and "VerbForm=Fin" in token.features and not _is_lead(cue, token.text)):
            break
        if cue.part == "noun" and token.pos in {"NOUN", "VERB", "PROPN"} and place > at + 2:
            break
    return []


def _is_object(reading: Reading, place: int, at: int) -> bool:
    """Whether the direct object of a verb begins at a place, behind whom it is done to: "вменяют ему [мошенничество]"."""
    between = reading.tokens[at + 1 : place]
    return case_of(reading.tokens[place]) == "Nom" and all(token.pos == "ADV" or case_of(token) == "Dat" for token in between)


def _is_share(reading: Reading, start: int) -> bool:
    """Whether what follows is a part in something else ("for his role in …"), a number or a name."""
    bounds = edges(reading.lang)
    at = next((i for i in range(start, min(start + 4, len(reading.tokens))) if reading.tokens[i].text.lower() not in bounds.skip), start)
    token = reading.tokens[at]
    return token.pos in {"NUM", "PROPN", "PRON"} or token.lemma in bounds.empty - {"failure", "possession", "use", "violation"}


def _belongs_elsewhere(reading: Reading, place: int, at: int) -> bool:
    """Whether "of" stands with a noun that another preposition leads to: "accused in the killing of a guard"."""
    head = reading.heads[place]
    if at < head < place and reading.tokens[head].lemma in edges(reading.lang).aside:
        return True
    return (
        at < head < place
        and reading.tokens[head].pos == "NOUN"
        and at < reading.heads[head] < head
        and reading.tokens[reading.heads[head]].pos == "ADP"
    )


def _below(reading: Reading, at: int) -> list[Wording]:
    """The offences of a list below the sentence, one a line: "charged with the following:"."""
    sentence = reading.sentence_of(at)
    if reading.tokens[sentence.last - 1].text != ":":
        return []
    found: list[Wording] = []
    for line in reading.sentences[sentence.index + 1 : sentence.index + 1 + _LINES]:
        start = line.first
        while start < line.last - 1 and reading.tokens[start].pos in {"PUNCT", "SYM", "X"}:
            start += 1
        if line.last - line.first > _LONG_LINE or not (told := wordings_after(reading, start, sure=True, acts=True)):
            break
        found.extend(told)
    return found


def _is_lead(cue: ChargeCue, text: str) -> bool:
    return any(text.lower() in lead for lead in cue.then)


def _stands(reading: Reading, place: int, lead: tuple[str, ...], limit: int) -> bool:
    if place + len(lead) >= limit:
        return False
    return all(reading.tokens[place + n].lower == word for n, word in enumerate(lead))


def _in_front(reading: Reading, at: int, charged: bool) -> list[Wording]:
    bounds = edges(reading.lang)
    sentence = reading.sentence_of(at)
    first = at
    while first > max(sentence.first, at - _BEFORE):
        token = reading.tokens[first - 1]
        inside = token.pos in {"NOUN", "ADJ", "PROPN", "VERB", "CCONJ", "ADV"} or token.text in {"-", ","}
        if not inside or "VerbForm=Fin" in token.features or token.text.lower() in bounds.skip | bounds.stop - {"-"}:
            break
        first -= 1
    return [wording for piece in _pieces(reading, first, at) if (wording := _modifier(reading, *piece, at, charged)) is not None]


def _pieces(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    for at in range(first, last):
        if reading.tokens[at].text == "," or reading.tokens[at].pos == "CCONJ":
            if at > begin:
                yield begin, at
            begin = at + 1
    if last > begin:
        yield begin, last


def _modifier(reading: Reading, first: int, last: int, at: int, charged: bool) -> Wording | None:
    """The offence that a piece in front of "charges" names; a word that only then names one takes "charges" into the wording."""
    found = name_in(reading, first, last)
    grade = edges(reading.lang).grade
    if found is not None and found.last >= last:
        start = found.first
        while start > first and (reading.tokens[start - 1].text.lower() in grade | {"-", "degree"} or reading.tokens[start - 1].pos == "ADJ"):
            start -= 1
        return Wording(start, found.last, found)
    if last == at and charged:
        start = last - 1
        if reading.tokens[start].text.lower() == "related" and start - 2 >= first:
            start -= 2
        forms = word_forms(reading.tokens[start].text, reading.tokens[start].lemma, reading.lang)
        if any(forms & name.weak for name in offence_names(reading.lang)):
            return Wording(start, at + 1, None)
    return None


def _mention(reading: Reading, wording: Wording, cue: int, group: int | None, rank: int) -> OffenceMention:
    name = wording.name.name if wording.name else _weak(reading, wording)
    kind = offence_kinds()[name.kind] if name else None
    return OffenceMention(
        wording.first,
        wording.last,
        reading.span_of(wording.first, wording.last),
        listed_text(reading, wording.first, wording.last),
        kind.slug if kind else None,
        kind.iccs if kind else None,
        None,
        cue,
        name.key if name else None,
        name.within if name else (),
        rank,
        group,
    )


def _weak(reading: Reading, wording: Wording) -> OffenceName | None:
    for at in range(wording.first, wording.last):
        forms = word_forms(reading.tokens[at].text, reading.tokens[at].lemma, reading.lang)
        for name in offence_names(reading.lang):
            if forms & name.weak:
                return name
    return None
