"""Words that tell that a name is an organisation's, and of which kind: ``Court``, ``Ministry``, ``Sheriff's Office``."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from reportedly.lexicon.countries import KnownOrganisation, known_organisations
from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.outlet_names import sounds_like_outlet
from reportedly.lexicon.outlets import find_outlet, is_station
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind

__all__ = ["Heads", "known_organisation", "load_heads", "org_kind"]

_AROUND = ("none", "post", "noun", "edge", "own", "joining", "credit_before", "credit_after", "belong_before", "belong_after")
_KINDS = (*(kind.value for kind in OrgKind), *_AROUND)
_KEYS = ("id", "kind", "phrase", "heads", "after_place", "alone", "described", "note", "yes", "no")
# words that say more about the body than others that stand in the same name
_STRONG = (OrgKind.COURT, OrgKind.PROSECUTOR, OrgKind.POLICE, OrgKind.SECURITY)


@dataclass(frozen=True, slots=True)
class Heads:
    """The words of one language about names of organisations, folded.

    ``heads`` end a name, ``after_place`` are written small behind a place, ``alone`` need no word before,
    ``described`` are written small before "in" and a place; each tells a kind. ``phrase`` are plain forms that open a name and may be
    declined. ``none`` end what is no organisation, ``posts`` are held by people, ``nouns`` stand beside names, ``edge`` never begins a name, ``own``
    are possessives inside names,
    ``joining`` bodies go on with "and", ``credit_before`` and ``credit_after`` stand around media,
    ``belong_before`` and ``belong_after`` around what people belong to. ``openings`` are
    the first words of all heads.
    """

    heads: dict[str, OrgKind]
    after_place: dict[str, OrgKind]
    alone: dict[str, OrgKind]
    described: dict[str, OrgKind]
    none: frozenset[str]
    posts: frozenset[str]
    nouns: frozenset[str]
    edge: frozenset[str]
    own: frozenset[str]
    joining: frozenset[str]
    credit_before: frozenset[str]
    credit_after: frozenset[str]
    belong_before: frozenset[str]
    belong_after: frozenset[str]
    openings: frozenset[str]
    longest: int
    examples: tuple[Record, ...]
    phrase: dict[str, OrgKind] = field(default_factory=dict)


@cache
def load_heads(lang: str) -> Heads:
    """The head words of a language; empty for a language without any.

    Raises:
        LexiconError: If a record breaks the format.
    """
    heads: dict[str, OrgKind] = {}
    after_place: dict[str, OrgKind] = {}
    alone: dict[str, OrgKind] = {}
    opening: dict[str, OrgKind] = {}
    described: dict[str, OrgKind] = {}
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
            opening.setdefault(word, OrgKind(kind))
        for key, found in (("heads", heads), ("after_place", after_place), ("alone", alone), ("described", described)):
            found.update({fold_name(word): OrgKind(kind) for word in record.texts(key)})
    longest = max((len(head.split()) for head in (*heads, *after_place, *alone, *described)), default=0)
    openings = frozenset(head.split()[0] for head in (*heads, *after_place, *alone, *described))
    return Heads(heads, after_place, alone, described, *_frozen(around), openings, longest, tuple(examples), opening)


_Words = frozenset[str]


def _frozen(around: dict[str, set[str]]) -> tuple[_Words, _Words, _Words, _Words, _Words, _Words, _Words, _Words, _Words, _Words]:
    none, post, noun, edge, own, joining, credit_before, credit_after, belong_before, belong_after = (frozenset(around[kind]) for kind in _AROUND)
    return none, post, noun, edge, own, joining, credit_before, credit_after, belong_before, belong_after


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
    told = list(_told(words, table))
    if told:
        return next((kind for kind in told if kind in _STRONG), told[0])
    if find_outlet(name) is not None or is_station(name) or sounds_like_outlet(name):
        return OrgKind.MEDIA
    return OrgKind.OTHER


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
