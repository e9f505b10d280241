"""Outlets that a report credits: by the names that the lexicon knows, by how a name is built, or by what the report calls them."""

from reportedly.extract.remembered import once_a_report
from reportedly.extract.tellers import name_at, teller_of
from reportedly.lexicon import attribution
from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.organisations import org_kind
from reportedly.lexicon.outlet_names import sounds_like_outlet
from reportedly.lexicon.outlets import Outlet, find_outlet, is_station
from reportedly.lexicon.people import load_people
from reportedly.model.parties import OrgKind, SourceKind
from reportedly.model.text import Name, NameKind, Reading
from reportedly.model.utterances import Teller

__all__ = ["addressed_outlet", "outlet_at", "outlet_kind", "takes_up", "unlisted_outlet"]

_LONGEST = 6
_QUOTES = {"«": "»", "„": "“"}
_OWNING = frozenset({"'s", "’s", "'", "’"})


def takes_up(reading: Reading, teller: Teller, lexicon: Attributions) -> bool:
    """Whether a bare "the newspaper" only takes up an outlet that was named before, or a headline's "paper" one that the text names."""
    head = reading.tokens[teller.head]
    bare = teller.last - teller.first == 1 and head.lemma in lexicon.media and head.pos == "NOUN" and "Number=Plur" not in head.features
    short = reading.sentence_of(teller.head).is_headline or reading.tokens[max(0, teller.first - 1)].lower == "the"
    return bare and (short or any(feature.startswith("Case=") for feature in head.features))


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
        first, last = min(_from_owner(reading, first), name.first), max(last, name.last)
    heads = [head, *(phrase.appositions if phrase is not None else ())]
    for other in heads[1:]:
        inner = reading.phrases.get(other)
        if inner is not None and inner.first - last <= 2:
            first, last = min(first, inner.first), max(last, inner.last)
    known = _known(reading, first, last, lexicon, likely=likely)
    if known is not None:
        return None if _speaks_for_itself(reading, head, known, lexicon) else known
    built = _built_as_outlet(reading, head, first, name, lexicon)
    if built is not None:
        return built
    described = [at for at in range(first, last) if _is_medium(reading, at, first, last, lexicon)]
    if not described or _official(reading, first, last, lexicon) or _is_told_body(reading, head, lexicon):
        return None
    after = described[-1] + 1
    # "the news agency Interfax" may be parsed as two phrases
    calls = reading.tokens[described[-1]].lemma in lexicon.calling
    while calls and after <= last < len(reading.tokens) and _goes_on(reading, last, after):
        last += 1
    before = reading.tokens[described[0] - 1]
    if (before.text.lower() in lexicon.no_media and described[0] > first) or (before.pos == "PRON" and after >= last):
        # "on its website" is the body's own
        return None
    plain = _in_quotes(reading, after) or (_only_described(reading, first, after) if lexicon.calling and not calls and after < last else None)
    if plain is not None:
        return plain
    named = name_at(reading, last - 1) if after < last else None
    if _is_somebody(reading, named, after):
        # "the broadcaster Ada Quillfeather" is a person
        return None
    if after < last and (reading.tokens[last - 1].pos == "PROPN" or last == after + 1):
        return Teller(after, last, last - 1, reading.normal_of(after, last))
    return teller_of(reading, head, lexicon) if head in described else None


def _in_quotes(reading: Reading, at: int) -> Teller | None:
    """The name in quotation marks that begins at a token: «Север» behind "the channel"."""
    if at >= len(reading.tokens) or reading.tokens[at].text not in _QUOTES:
        return None
    close = next((end for end in range(at + 2, min(at + 2 + _LONGEST, len(reading.tokens))) if reading.tokens[end].text in _QUOTES.values()), None)
    if close is None or not reading.tokens[at + 1].text[:1].isupper():
        return None
    return Teller(at + 1, close, close - 1, reading.text[reading.tokens[at + 1].span.start : reading.tokens[close - 1].span.end])


def _only_described(reading: Reading, first: int, after: int) -> Teller:
    """An outlet that is not named: "told local media Dahl was at home"."""
    begin = next((at for at in range(first, after) if reading.tokens[at].pos != "DET"), first)
    return Teller(begin, after, after - 1, reading.normal_of(begin, after))


def _from_owner(reading: Reading, first: int) -> int:
    """Where a phrase begins with the name that its first word belongs to: "KNRV 880's" before "Ada Quillfeather"."""
    at = first - 1
    if at < 1 or reading.tokens[at].text not in _OWNING:
        return first
    while at > 0 and reading.tokens[at - 1].pos in {"PROPN", "NUM"} and reading.tokens[at - 1].sentence == reading.tokens[first].sentence:
        at -= 1
    return at


def _speaks_for_itself(reading: Reading, head: int, outlet: Teller, lexicon: Attributions) -> bool:
    """Whether somebody of the outlet tells what happened to it, and no reporter what is the news: "the Herald's deputy editor"."""
    token = reading.tokens[head]
    of = reading.tokens[outlet.last].text in _OWNING if outlet.last < len(reading.tokens) else False
    person = load_people(reading.lang).noun(token.lemma, token.lower)
    return of and head >= outlet.last and person is not None and token.lemma not in lexicon.insiders


def _goes_on(reading: Reading, at: int, after: int) -> bool:
    """Whether the name of a medium goes on at a token; right behind the word for it any capitalised noun begins one."""
    token = reading.tokens[at]
    return token.pos == "PROPN" or (at == after and token.pos in {"NOUN", "ADJ", "X"} and token.text[:1].isupper())


def _built_as_outlet(reading: Reading, head: int, first: int, name: Name | None, lexicon: Attributions) -> Teller | None:
    """The name at a head token, or before the reporter there, whose words make it an outlet's: "a Selby Times reporter"."""
    own = name if name is not None or head == first or reading.tokens[head].lemma not in lexicon.insiders else name_at(reading, head - 1)
    if own is not None:
        return _whole(reading, own) if sounds_like_outlet(reading.normal_of(own.first, own.last)) else None
    begin = next((at + 1 for at in range(head, first - 1, -1) if reading.tokens[at].pos != "PROPN"), first)
    text = reading.normal_of(begin, head + 1) if begin < head else ""
    return Teller(begin, head + 1, head, text) if text and sounds_like_outlet(text) else None


def _whole(reading: Reading, name: Name) -> Teller:
    return Teller(name.first, name.last, name.last - 1, reading.normal_of(name.first, name.last))


@once_a_report
def _called_media(reading: Reading) -> frozenset[str]:
    """The names, in lower case, of what the report itself calls a medium: "the broadcaster NVK", "NVK, a news site"."""
    lexicon = attribution.load(reading.lang)
    found = set()
    for name in reading.names:
        text = reading.normal_of(name.first, name.last)
        if name.kind is NameKind.NATIONALITY or _is_somebody(reading, name, name.first):
            continue
        # "the outlet Dver" is named so, "a Kyiv newspaper" only stands there
        behind = () if name.kind is NameKind.PLACE else (name.last, _apposed(reading, name, lexicon))
        if any(_is_called(reading, at, lexicon) for at in (name.first - 1, *behind)):
            found.add(text.lower())
    return frozenset(found)


def _is_called(reading: Reading, at: int, lexicon: Attributions) -> bool:
    """Whether the noun at a token says of the name beside it that it is a medium."""
    if not 0 < at < len(reading.tokens):
        return False
    token = reading.tokens[at]
    return token.pos == "NOUN" and token.lemma in lexicon.calling and _is_medium(reading, at, max(0, at - 2), at + 1, lexicon)


def _apposed(reading: Reading, name: Name, lexicon: Attributions) -> int:
    """The noun of what is set behind a name and its comma: "site" in "NVK, an independent news site"; -1 if nothing is."""
    at = name.last
    if at + 1 >= len(reading.tokens) or reading.tokens[at].text != "," or reading.tokens[at + 1].pos != "DET":
        return -1
    return next((noun.index for noun in reading.tokens[at + 2 : at + 6] if noun.lemma in lexicon.calling), -1)


def _is_told_body(reading: Reading, head: int, lexicon: Attributions) -> bool:
    """Whether a bare "the agency" is a body told before, such as the National Crime Agency, and no medium."""
    token = reading.tokens[head]
    if token.lemma not in lexicon.authorities or token.pos == "PROPN":
        return False
    called = [name for name in reading.names if name.last <= head and token.lemma in _words_around(reading, name)]
    last = called[-1] if called else None
    return last is not None and token.lemma in last.text.lower().split() and find_outlet(last.text) is None


def _words_around(reading: Reading, name: Name) -> set[str]:
    return {*name.text.lower().split(), reading.tokens[max(0, name.first - 1)].lemma}


def _is_somebody(reading: Reading, name: Name | None, after: int) -> bool:
    """Whether a name is a person's in full, and not built as an outlet's: "the newspaper Tasbulansky Listok" names nobody."""
    if name is None or name.kind is not NameKind.PERSON or name.last - max(name.first, after) < 2 or not name.text.replace(" ", "").isalpha():
        return False
    if any(len(word) > 1 and word.isupper() for word in name.text.split()):
        # "the broadcaster TRK Quill"
        return False
    called = load_people(reading.lang).noun(reading.tokens[after - 1].lemma, reading.tokens[after - 1].lower) is not None
    return (called or load_given().knows(name.text.split()[0])) and not sounds_like_outlet(reading.normal_of(name.first, name.last))


def unlisted_outlet(reading: Reading, head: int, lexicon: Attributions) -> Teller | None:
    """The name behind "the" or in quotation marks that reports or writes and whose words tell no other kind of body."""
    name = name_at(reading, head)
    if name is None or name.kind is not NameKind.ORGANISATION or name.first == 0:
        return None
    before = reading.tokens[name.first - 1].text
    text = reading.normal_of(name.first, name.last)
    marked = before in {"«", "“", '"'} or (before.lower() == "the" and before.lower() in lexicon.articles)
    return Teller(name.first, name.last, name.last - 1, text) if marked and org_kind(text, reading.lang) is OrgKind.OTHER else None


def addressed_outlet(reading: Reading, head: int, lexicon: Attributions) -> Teller | None:
    """The name that somebody told something, if its words tell no body of another kind: "told the Quillhaven Ledger", not "told Parliament"."""
    name = name_at(reading, head)
    if name is None or name.kind is not NameKind.ORGANISATION or not lexicon.articles:
        return None
    text = reading.normal_of(name.first, name.last)
    last = reading.tokens[name.last - 1].lower
    other = last in lexicon.speakers or last in lexicon.collectives or "of" in text.split()
    return None if other or org_kind(text, reading.lang) is not OrgKind.OTHER else _whole(reading, name)


def _is_medium(reading: Reading, at: int, first: int, last: int, lexicon: Attributions) -> bool:
    """Whether a word describes a medium: "news" does in "the news site", not in "the news conference"; "agency" not in "the anti-graft agency"."""
    token = reading.tokens[at]
    if token.lemma not in lexicon.media and token.text.lower() not in lexicon.media:
        return False
    after = reading.tokens[at + 1] if at + 1 < last else None
    if after is not None and after.pos == "NOUN" and after.lemma not in lexicon.media:
        return False
    whole = name_at(reading, at) if token.pos == "PROPN" else None
    if whole is not None and whole.last - 1 > at and reading.tokens[whole.last - 1].lower in {*lexicon.speakers, *lexicon.collectives}:
        # "the Media Institute"
        return False
    before = reading.tokens[at - 1] if at > first else None
    if token.lemma not in lexicon.doubtful_media or (after is not None and after.pos == "PROPN") or before is None:
        return True
    other = {"NOUN", "PROPN", "ADJ"} if token.lemma in lexicon.authorities else {"NOUN", "PROPN"}
    return before.pos not in other or before.lemma in lexicon.media or before.lower in lexicon.media


def _known(reading: Reading, first: int, last: int, lexicon: Attributions, *, likely: bool) -> Teller | None:
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
            listed = outlet is not None and (likely or titled or not outlet.plain_word)
            known = listed or is_station(text) or text.lower() in _called_media(reading)
            if known and not _inside_longer(reading, start, start + length, last, lexicon):
                begin = _with_town(reading, first, start, outlet)
                longer = name_at(reading, start)
                inside = longer is not None and longer.first < start and reading.tokens[start - 1].pos == "PROPN"
                if inside and outlet is not None and outlet.plain_word and not _is_called(reading, start + length, lexicon):
                    # the group Watch Point is not "The Point"
                    continue
                return Teller(begin, start + length, start + length - 1, reading.normal_of(begin, start + length))
    return None


def _with_town(reading: Reading, first: int, start: int, outlet: Outlet | None) -> int:
    """Where a name begins whose end is also that of another outlet: "Selby Standard" is not "The Standard"."""
    while outlet is not None and outlet.printed.startswith("The ") and start > first and reading.tokens[start - 1].pos == "PROPN":
        start -= 1
    return start


def _inside_longer(reading: Reading, first: int, last: int, end: int, lexicon: Attributions) -> bool:
    """Whether a stretch is only part of a longer name or a modifier: "Prime" in "Prime Minister", "CCTV" in "CCTV footage"."""
    name = name_at(reading, first)
    if name is not None and name.kind is NameKind.PERSON and (name.first < first or name.last > last):
        return True
    after = reading.tokens[last] if last < end else None
    if after is None or after.pos not in {"NOUN", "PROPN"}:
        return False
    # "a BBC reporter", "the TASS agency"
    return after.lemma not in lexicon.insiders and after.lemma not in lexicon.calling


def _official(reading: Reading, first: int, last: int, lexicon: Attributions) -> bool:
    words = {reading.tokens[at].lemma for at in range(first, last)}
    if not words & lexicon.shared_media:
        # state media and government newspapers are media, the website of a ministry is the ministry's
        return bool(words & lexicon.authorities - lexicon.media.keys())
    return bool(words & (lexicon.collectives.keys() - lexicon.media.keys()) - lexicon.owners)


def outlet_kind(teller: Teller) -> SourceKind:
    """Whether an outlet is an agency, a broadcaster or another medium, as far as the lexicon knows."""
    outlet = find_outlet(teller.text)
    if outlet is not None:
        return SourceKind(outlet.kind)
    if is_station(teller.text):
        return SourceKind.BROADCASTER
    return SourceKind.OUTLET
