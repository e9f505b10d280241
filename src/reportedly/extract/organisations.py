"""Which organisations a report speaks of: names that mean the same body are brought together, with all places where they stand."""

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from reportedly.extract.countries_told import countries_in
from reportedly.extract.mentions import evidence_of
from reportedly.extract.organisation_line import Found
from reportedly.extract.organisation_names import lines_with_names
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.organisations import known_organisation, load_heads
from reportedly.lexicon.outlets import Outlet, find_outlet
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import Organisation, OrgKind
from reportedly.model.text import Reading, Sentence, Span

__all__ = ["find_organisations"]

_LONG = 10
_FILL = frozenset({"of", "the", "for", "and", "in", "on", "against", "a", "an", "&"})
# short forms that stand for words of a fuller name
_SHORT = {
    "pd": ("police", "department"),
    "dept": ("department",),
    "das": ("district", "attorneys"),
    "univ": ("university",),
    "us": ("united", "states"),
    "u.s": ("united", "states"),
    "u.s.": ("united", "states"),
}
_ORDINAL = re.compile(r"\d+\w*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|regional|supreme")
_BRACKET = re.compile(r"\s*\((?:the |or )?[\"“]?([A-ZА-Я][\w./&-]{1,15})[\"”]?\)")


@dataclass(slots=True)
class _Body:
    """One organisation while its names are gathered."""

    name: str
    kind: OrgKind
    how: str
    names: list[str] = field(default_factory=list)
    places: list[tuple[Span, Sentence]] = field(default_factory=list)

    def add(self, name: str, span: Span, sentence: Sentence) -> None:
        if name != self.name and name not in self.names:
            self.names.append(name)
        self.places.append((span, sentence))


def find_organisations(reading: Reading, outlet: str | None) -> tuple[Organisation, ...]:
    """The organisations that a report names or describes, in the order of their first mention.

    Args:
        reading: The report as read.
        outlet: The name of the medium that published it, which tells where it is at home.

    Returns:
        Organisations with the name as printed (without "the"), other names and spellings, kind, all mentions, and every sentence with one.
    """
    countries = countries_in(reading)
    home = find_outlet(outlet) if outlet else None
    told = frozenset(countries) | ({home.country} if home is not None and home.country else frozenset())
    bodies: list[_Body] = []
    by_key: dict[str, _Body] = {}
    # full names before short ones, so that a short one finds whom it means
    named = [found for _, inside in lines_with_names(reading, told) for found in inside if not _own_outlet(found, home, reading)]
    for found in sorted(named, key=lambda one: (-len(_words(one.name)), one.span)):
        body = by_key.get(fold_name(found.name)) or _same(found, bodies)
        if body is None:
            body = _Body(found.name, found.kind, found.how)
            bodies.append(body)
        by_key[fold_name(found.name)] = body
        body.add(found.name, found.span, found.sentence)
        for short in _brackets(reading, found):
            by_key.setdefault(fold_name(short), body)
            if short not in body.names:
                body.names.append(short)
    _repeats(reading, bodies)
    _misspelt(reading, bodies)
    bodies = [body for body in bodies if body.places]
    bodies.sort(key=lambda body: min(span for span, _ in body.places))
    return tuple(_organisation(number, body, reading) for number, body in enumerate(bodies, start=1))


def _own_outlet(found: Found, home: Outlet | None, reading: Reading) -> bool:
    """Whether this is only the publisher's own stamp, rather than "told the Tasbulan Herald"."""
    if home is None or find_outlet(found.name) != home:
        return False
    before = reading.text[max(0, found.span.start - 30) : found.span.start].split()
    return not any(word.casefold() in {"told", "by", "with", "to"} for word in before[-2:])


def _words(name: str) -> list[str]:
    return [part for word in fold_name(name).split() if word not in _FILL for part in _SHORT.get(word, (word,))]


def _brackets(reading: Reading, found: Found) -> list[str]:
    """An acronym in brackets behind a name."""
    match = _BRACKET.match(reading.text, found.span.end)
    if match is None:
        return []
    short = match.group(1)
    letters = "".join(word[0] for word in _words(found.name)).upper()
    fits = sum(letter in letters for letter in short.upper() if letter.isalpha()) >= max(2, len(short) - 2)
    acronym = short.isupper() and len(short) <= 6 and country_named(short) is None
    return [short] if fits or acronym or known_organisation(short) == known_organisation(found.name) is not None else []


def _same(found: Found, bodies: list[_Body]) -> _Body | None:
    """An organisation with a longer, misspelt or lexicon-equal name that this name means too."""
    known = known_organisation(found.name) or find_outlet(found.name)
    words = _words(found.name)
    for body in bodies:
        if known is not None and known == (known_organisation(body.name) or find_outlet(body.name)):
            return body
        other = _words(body.name)
        if (
            len(words) == len(other) == 1
            and min(len(words[0]), len(other[0])) >= _LONG
            and Levenshtein.distance(words[0], other[0], score_cutoff=2) <= 2
        ):
            return body
        if len(words) >= 1 and set(words) < set(other) and _shorter(words, other, found, body):
            return body
        if set(words) == set(other):
            return body
    return None


def _shorter(words: list[str], other: list[str], found: Found, body: _Body) -> bool:
    """Whether a name is a short form of a longer one: the same kind, and it keeps the head or what is particular."""
    if found.kind is not body.kind and found.how in {"head", "small"} and body.how in {"head", "small"}:
        return False
    outlet = find_outlet(found.name)
    if len(words) == 1 and (found.how == "known" or (outlet is not None and not outlet.plain_word)):
        return False
    if any(_ORDINAL.fullmatch(word) for word in set(other) - set(words)):
        return False
    return found.kind is body.kind or words[0] == other[0]


def _repeats(reading: Reading, bodies: list[_Body]) -> None:
    """Add where a body is called by its head word only: "the sheriff's office", "the ministry"."""
    heads = load_heads(reading.lang)
    phrases: dict[str, list[_Body]] = {}
    for body in bodies:
        words = fold_name(body.name).split()
        for length in range(1, min(3, len(words)) + 1):
            phrase = " ".join(words[-length:])
            first = " ".join(words[:length])
            for said in {phrase, first}:
                if said in heads.heads and said not in {"office", "unit", "service", "group"}:
                    phrases.setdefault(said, []).append(body)
    if not phrases:
        return
    taken = [span for body in bodies for span, _ in body.places]
    for sentence in reading.sentences:
        for match in re.finditer(r"\b[Tt]he ((?:[\w’']+ ){0,2}[\w’']+)", sentence.span.of(reading.text)):
            _repeat(match, sentence, phrases, taken)


def _repeat(match: re.Match[str], sentence: Sentence, phrases: dict[str, list[_Body]], taken: list[Span]) -> None:
    words = match.group(1).split(" ")
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        bodies = phrases.get(fold_name(re.sub(r"[’']s$", "", said)), [])
        start = sentence.span.start + match.start(1)
        span = Span(start, start + len(said))
        if not bodies or not said[0].islower() or any(span.overlaps(other) for other in taken):
            continue
        before = [body for body in bodies if any(place < span for place, _ in body.places)]
        if before:
            nearest = max(before, key=lambda body: max(place for place, _ in body.places if place < span))
            nearest.places.append((span, sentence))
        return


def _misspelt(reading: Reading, bodies: list[_Body]) -> None:
    """Add repeats of a long one-word name with up to two letters wrong."""
    single = [body for body in bodies if len(body.name) >= _LONG and " " not in body.name]
    taken = [span for body in bodies for span, _ in body.places]
    for token in reading.tokens if single else ():
        if len(token.text) < _LONG or not token.text[0].isupper() or any(token.span.overlaps(span) for span in taken):
            continue
        for body in single:
            if 0 < Levenshtein.distance(token.text.casefold(), body.name.casefold(), score_cutoff=2) <= 2:
                body.add(token.text, token.span, reading.sentence_of(token.index))
                break


def _organisation(number: int, body: _Body, reading: Reading) -> Organisation:
    body.places.sort(key=lambda place: place[0])
    first = [name for span, _ in body.places for name in (" ".join(span.of(reading.text).split()),)]
    name = next((said for said in first if fold_name(said) == fold_name(body.name)), body.name)
    others = tuple(other for other in dict.fromkeys(body.names) if other != name)
    return Organisation(
        f"o{number}", name, body.kind, others, tuple(span for span, _ in body.places), evidence_of(reading, (sentence for _, sentence in body.places))
    )
