"""From a head token to the words that name who tells something."""

from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.people import load_people
from reportedly.model.text import Name, NameKind, Phrase, Reading
from reportedly.model.utterances import Teller

__all__ = ["head_before", "name_at", "phrase_from", "teller_of"]


def name_at(reading: Reading, token: int) -> Name | None:
    """The proper name that a token belongs to."""
    return next((name for name in reading.names if name.first <= token < name.last), None)


def phrase_from(reading: Reading, first: int, last: int) -> Phrase | None:
    """The widest noun phrase that begins at a token, or just after an article there."""
    starts = [phrase for phrase in reading.phrases.values() if phrase.first == first and phrase.last <= last and first <= phrase.head]
    if starts:
        return max(starts, key=lambda phrase: phrase.last)
    # a wrong parse may let the phrase run past the comma: its first noun is then the one meant
    inner = [phrase for phrase in reading.phrases.values() if first <= phrase.head < min(first + 4, last)]
    return min(inner, key=lambda phrase: phrase.head, default=None)


def head_before(reading: Reading, token: int) -> int | None:
    """The head of the noun phrase that ends right before a token, a comma let pass."""
    at = token - 1
    while at >= 0 and reading.tokens[at].text in {",", "(", ")"} and token - at < 3:
        at -= 1
    while at >= 0 and reading.tokens[at].pos in {"ADV", "AUX"} and token - at < 5:
        at -= 1
    if at < 0 or reading.tokens[at].sentence != reading.tokens[token].sentence:
        return None
    return _top(reading, at) if at in reading.phrases else None


def _top(reading: Reading, token: int) -> int:
    """The noun that a noun belongs to: "lawyer" in "a lawyer representing one of the defendants"."""
    top = at = token
    while reading.heads[at] < at and not any(reading.tokens[between].text == "," for between in range(reading.heads[at], at)):
        at = reading.heads[at]
        if at in reading.phrases and reading.tokens[at].pos in {"NOUN", "PROPN"}:
            top = at
    return top


def teller_of(reading: Reading, head: int, lexicon: Attributions) -> Teller:
    """The words that name the one at a head token: a person's name if the phrase has one, else the phrase with what belongs to it."""
    phrase = reading.phrases.get(head)
    person = _person(reading, head)
    if person is not None:
        first = min(person.first, phrase.first) if phrase is not None and phrase.first <= person.last else person.first
        # "her lawyer, Tom Reed" is Tom Reed
        comma = next((at for at in range(person.first - 1, first - 1, -1) if reading.tokens[at].text == ","), None)
        if comma is not None:
            # of "the head of the service of supervision, censorship Tom Reed" the comma leaves half an office
            first = comma + 1 if _fits_case(reading, comma + 1, person.first) else person.first
        return _trimmed(reading, first, person.last, head, lexicon)
    first, last = (phrase.first, phrase.last) if phrase is not None else (head, head + 1)
    last = _past_initial(reading, last)
    name = name_at(reading, head)
    if name is not None:
        first, last = min(first, name.first), max(last, name.last)
        last = _with_office(reading, last, lexicon)
    if phrase is not None:
        last = _extended(reading, phrase, last, lexicon)
        last = _coordinated(reading, phrase, last, lexicon)
        last = _cut(reading, head, last, lexicon)
        last = _with_own_name(reading, phrase, last)
        named = _named_after(reading, phrase, last, lexicon)
        if named is not None:
            return _trimmed(reading, named.first, named.last, head, lexicon)
    return _trimmed(reading, first, last, head, lexicon)


def _trimmed(reading: Reading, first: int, last: int, head: int, lexicon: Attributions) -> Teller:
    if reading.tokens[first].text == "-" and first > 0 and reading.tokens[first - 1].sentence == reading.tokens[first].sentence:
        # "ex-banker Ada Quillfeather", of which the parse makes two
        first -= 1
    while first < min(head, last - 1) and (reading.tokens[first].text.lower() in lexicon.articles or reading.tokens[first].pos == "PUNCT"):
        first += 1
    last = _with_bracket(reading, first, last)
    return Teller(first, last, head, reading.normal_of(first, last))


def _with_bracket(reading: Reading, first: int, last: int) -> int:
    """Close a bracket that opens in the words, or leave it out: "the Norvik Crime Agency (NCA)"."""
    opened = next((at for at in range(last - 1, first, -1) if reading.tokens[at].text in {"(", ")"}), None)
    if opened is None or reading.tokens[opened].text == ")":
        return last
    return last + 1 if last < len(reading.tokens) and reading.tokens[last].text == ")" else opened


def _past_initial(reading: Reading, last: int) -> int:
    """Take in the name behind an initial that the parse took for the whole of it: "B. Quillfeather"."""
    initial = reading.tokens[last - 1].text
    if len(initial) > 2 or not initial[0].isupper() or last + 1 >= len(reading.tokens) or reading.tokens[last].text != ".":
        return last
    return last + 2 if reading.tokens[last + 1].text[:1].isupper() and reading.tokens[last + 1].pos in {"PROPN", "NOUN"} else last


def _fits_case(reading: Reading, left: int, right: int) -> bool:
    """Whether two words stand in one case, or in a language whose words do not tell."""
    cases = [{feature for feature in reading.tokens[at].features if feature.startswith("Case=")} for at in (left, right)]
    return not all(cases) or cases[0] == cases[1]


def _with_office(reading: Reading, last: int, lexicon: Attributions) -> int:
    """Take in the noun that the name of a body stands before: "Quillhaven Court of Appeal justice"."""
    after = reading.tokens[last] if last < len(reading.tokens) else None
    if after is None or after.pos != "NOUN":
        return last
    known = after.lemma in lexicon.collectives or load_people(reading.lang).noun(after.lemma, after.text.lower()) is not None
    return last + 1 if known else last


def _cut(reading: Reading, head: int, last: int, lexicon: Attributions) -> int:
    """Cut at a comma that no "and" follows: in "the police, Dahl" the parse joined two phrases."""
    comma = next((at for at in range(head + 1, last) if reading.tokens[at].text == ","), last)
    listed = any(reading.tokens[at].text.lower() in lexicon.joins for at in range(comma, last))
    return last if listed else comma


def _person(reading: Reading, head: int) -> Name | None:
    own = name_at(reading, head)
    phrase = reading.phrases.get(head)
    if own is not None and own.kind is NameKind.PERSON:
        ranked = _name_of_rank(reading, own.last) if own.last - own.first == 1 else None
        if ranked is not None:
            return ranked
        return None if phrase is not None and phrase.conjuncts else own
    if phrase is None:
        return None
    if own is not None:
        return _name_of_rank(reading, phrase.last)
    for apposition in phrase.appositions:
        name = name_at(reading, apposition)
        if name is not None and name.kind is NameKind.PERSON:
            return name
    if not phrase.conjuncts:
        return _next_person(reading, phrase)
    return None


def _with_own_name(reading: Reading, phrase: Phrase, last: int) -> int:
    """Take in the name of a body that stands right behind what it is: "the rights group Open Bars", "his party, the National Front"."""
    for apposition in phrase.appositions:
        name = name_at(reading, apposition)
        body = name is not None and name.kind in {NameKind.ORGANISATION, NameKind.OTHER}
        if name is not None and body and name.first >= last and all(reading.tokens[at].pos in {"PUNCT", "DET"} for at in range(last, name.first)):
            return name.last
    return last


def _named_after(reading: Reading, phrase: Phrase, last: int, lexicon: Attributions) -> Name | None:
    """The person named after an office and its body: "the director of the Harbour Society, Tom Reed, said"."""
    if last + 1 >= len(reading.tokens) or reading.tokens[last].text != "," or last <= phrase.last:
        return None
    body = name_at(reading, last - 1)
    name = name_at(reading, last + 1)
    called = reading.tokens[last - 1].pos == "PROPN" and (body is None or body.kind is not NameKind.PERSON)
    known = called or reading.tokens[last - 1].lemma.lower() in lexicon.collectives
    return name if known and name is not None and name.kind is NameKind.PERSON and name.first == last + 1 else None


def _name_of_rank(reading: Reading, after: int) -> Name | None:
    """The person whose name follows a rank that the parse took for the end of a phrase: "Quillhaven police Sgt. Tom Reed"."""
    at = after + 1 if after < len(reading.tokens) and reading.tokens[after].text == "." else after
    rank = reading.tokens[after - 1].text
    name = name_at(reading, at) if at < len(reading.tokens) and (at > after or rank.endswith(".")) else None
    return name if name is not None and name.kind is NameKind.PERSON else None


def _next_person(reading: Reading, phrase: Phrase) -> Name | None:
    """The person whose name follows, with nothing but a comma and a title between: "the spokesman, Captain Ada Quillfeather"."""
    after = phrase.last
    for at in range(after, min(after + 4, len(reading.tokens))):
        name = name_at(reading, at)
        if name is not None:
            return name if name.kind is NameKind.PERSON and reading.heads[phrase.head] != name.last - 1 else None
        if reading.tokens[at].text != "," and reading.tokens[at].pos != "PROPN":
            return None
    return None


def _extended(reading: Reading, phrase: Phrase, last: int, lexicon: Attributions) -> int:
    """Take in "with the county police", "of the inquiry"."""
    for oblique in phrase.obliques:
        inner = reading.phrases.get(oblique.head)
        if inner is not None and oblique.at == last and oblique.prep in lexicon.linkers:
            last = _extended(reading, inner, max(inner.last, last), lexicon)
    return last


def _coordinated(reading: Reading, phrase: Phrase, last: int, lexicon: Attributions) -> int:
    for member in phrase.conjuncts:
        inner = reading.phrases.get(member)
        if inner is not None and last < inner.first <= last + 2 and reading.tokens[inner.first - 1].text.lower() in lexicon.joins:
            last = inner.last
    return last
