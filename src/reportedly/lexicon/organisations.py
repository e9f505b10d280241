"""Words that tell that a name is an organisation's, and of which kind: ``Court``, ``Ministry``, ``Sheriff's Office``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.countries import KnownOrganisation, known_organisations
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.outlet_names import sounds_like_outlet
from reportedly.lexicon.outlets import find_outlet, is_station
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind

__all__ = ["Heads", "known_organisation", "load_heads", "org_kind", "told_as_body"]

# kinds of records that hold words around names
_AROUND = (
    *("none", "post", "noun", "noun_after", "common", "edge", "own", "joining", "joins_foreign"),
    *("credit_before", "credit_after", "belong_before", "belong_after"),
)
# keys for words that a name is told by, in English order
_HEADS = ("heads", "weak", "joined", "after_place", "after_people", "alone", "described")
# the longest phrase that opens a name in another language: "Fiscalía General de la"
_OPENS = 3
_KINDS = (*(kind.value for kind in OrgKind), *_AROUND)
_KEYS = ("id", "kind", "phrase", "heads", "weak", "opens", "ends", "after_place", "after_people", "joined", "alone", "described", "note", "yes", "no")
# words that say more about the body than others that stand in the same name
_STRONG = (OrgKind.COURT, OrgKind.PROSECUTOR, OrgKind.POLICE, OrgKind.SECURITY)


@dataclass(frozen=True, slots=True)
class Heads:
    """The words of one language about names of organisations, folded.

    ``heads`` end a name, ``weak`` ones only where no other word with a capital follows, ``joined`` ones only before "for" and the like.
    ``after_place`` are written small behind a place, ``after_people`` behind a people ("the Norwegian embassy"), ``alone`` need no word before,
    ``described`` are written small before "in" and a place; each tells a kind. ``opens`` are words of other languages that open a name ("Fiscalía
    General"), ``ends`` how their compounds end ("Oberlandesgericht"), ``joins_foreign`` small words inside such names. ``phrase`` are plain forms
    that open a name and may be declined.

    ``none`` end what is no organisation, ``posts`` are held by people, ``nouns`` stand beside names, ``nouns_after`` only behind them; ``common``
    words with a weak one make no name, ``edge`` never begins a name, ``own`` are possessives inside names, ``joining`` bodies go on with "and",
    ``credit_before`` and ``credit_after`` stand around media, ``belong_before`` and ``belong_after`` around what people belong to. ``openings`` are
    the first words of all heads, ``opens_first`` those of ``opens``.
    """

    heads: dict[str, OrgKind]
    joined: dict[str, OrgKind]
    after_place: dict[str, OrgKind]
    after_people: dict[str, OrgKind]
    alone: dict[str, OrgKind]
    described: dict[str, OrgKind]
    none: frozenset[str]
    posts: frozenset[str]
    nouns: frozenset[str]
    nouns_after: frozenset[str]
    common: frozenset[str]
    edge: frozenset[str]
    own: frozenset[str]
    joining: frozenset[str]
    credit_before: frozenset[str]
    credit_after: frozenset[str]
    belong_before: frozenset[str]
    belong_after: frozenset[str]
    joins_foreign: frozenset[str]
    openings: frozenset[str]
    opens_first: frozenset[str]
    longest: int
    examples: tuple[Record, ...]
    phrase: dict[str, OrgKind]
    weak: dict[str, OrgKind]
    opens: dict[str, OrgKind]
    ends: dict[str, OrgKind]


@cache
def load_heads(lang: str) -> Heads:
    """The head words of a language; empty for a language without any.

    Raises:
        LexiconError: If a record breaks the format.
    """
    told: dict[str, dict[str, OrgKind]] = {key: {} for key in (*_HEADS, "opens", "ends")}
    phrase: dict[str, OrgKind] = {}
    around: dict[str, set[str]] = {kind: set() for kind in _AROUND}
    examples = []
    for record in (record for path in files(f"{lang}/organisations.yaml") for record in records(path)):
        record.allow(*_KEYS)
        kind = record.one_of("kind", _KINDS)
        examples.append(record)
        if kind in around:
            around[kind].update(map(fold_name, record.texts("heads")))
            continue
        for word in record.texts("phrase"):
            phrase.setdefault(word, OrgKind(kind))
        for key, found in told.items():
            found.update({fold_name(word): OrgKind(kind) for word in record.texts(key)})
    words = [word.split() for key in _HEADS for word in told[key]]
    few = {kind: frozenset(found) for kind, found in around.items()}
    return Heads(
        heads=told["heads"],
        weak=told["weak"],
        joined=told["joined"],
        after_place=told["after_place"],
        after_people=told["after_people"],
        alone=told["alone"],
        described=told["described"],
        opens=told["opens"],
        ends=told["ends"],
        none=few["none"],
        posts=few["post"],
        nouns=few["noun"],
        nouns_after=few["noun_after"],
        common=few["common"],
        edge=few["edge"],
        own=few["own"],
        joining=few["joining"],
        joins_foreign=few["joins_foreign"],
        credit_before=few["credit_before"],
        credit_after=few["credit_after"],
        belong_before=few["belong_before"],
        belong_after=few["belong_after"],
        openings=frozenset(word[0] for word in words),
        opens_first=frozenset(word.split()[0] for word in told["opens"]),
        longest=max(map(len, words), default=0),
        examples=tuple(examples),
        phrase=phrase,
    )


@cache
def _known() -> dict[str, KnownOrganisation]:
    return {fold_name(name): known for known in reversed(known_organisations()) for name in known.printed}


def known_organisation(name: str) -> KnownOrganisation | None:
    """The organisation that the lexicon knows by that name or acronym, in any country."""
    return _known().get(fold_name(name))


def org_kind(name: str, lang: str = "en") -> OrgKind:
    """The kind of an organisation, told by its name alone.

    Args:
        name: The name as printed.
        lang: The language whose head words tell the kind.

    Returns:
        The kind that the lexicon gives for this very name, or else the one that its head word tells; ``OTHER`` if nothing tells it.
    """
    known = known_organisation(name)
    if known is not None:
        return known.kind
    words = fold_name(name).split()
    table = load_heads(lang)
    told = list(_told(words, table)) or list(_foreign(words, table))
    if told:
        return next((kind for kind in told if kind in _STRONG), told[0])
    if find_outlet(name) is not None or is_station(name) or sounds_like_outlet(name):
        return OrgKind.MEDIA
    return OrgKind.OTHER


def told_as_body(name: str, lang: str = "en") -> bool:
    """Whether a word for bodies tells a name of two words or more, and it does not begin with somebody's given name.

    Example:
        >>> told_as_body("Larchwood Childcare"), told_as_body("Anna Temple"), told_as_body("Ramiro Duarte")
        (True, False, False)
    """
    words = fold_name(name).split()
    table = load_heads(lang)
    if len(words) < 2 or load_given().knows(name.split()[0]):
        return False
    return words[-1] in table.weak or next(_told(words, table), None) is not None or next(_foreign(words, table), None) is not None


def _told(words: list[str], table: Heads) -> Iterator[OrgKind]:
    """Kinds told by the words of a name, the last head before "of" first, longer heads before shorter."""
    stop = next((at for at, word in enumerate(words) if at and word in {"of", "for", "against", "in"}), len(words))
    for end in (*range(stop, 0, -1), *range(len(words), stop, -1)):
        for length in range(min(table.longest, end), 0, -1):
            phrase = " ".join(words[end - length : end])
            kind = table.heads.get(phrase) or table.after_place.get(phrase)
            if kind is not None:
                yield kind
                break


def _foreign(words: list[str], table: Heads) -> Iterator[OrgKind]:
    """Kinds told by words of other languages, which open a name or end one of its words, and last by weak words."""
    for length in range(0 if load_given().knows(" ".join(words[:1])) else min(_OPENS, len(words)), 0, -1):
        kind = table.opens.get(" ".join(words[:length])) or (table.opens.get(words[0].partition("-")[0] + "-") if length == 1 else None)
        if kind is not None:
            yield kind
            return
    yield from (kind for word in words for end, kind in table.ends.items() if word.endswith(end))
    if len(words) > 1 and words[-1] in table.weak:
        yield table.weak[words[-1]]
