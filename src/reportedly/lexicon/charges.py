"""The words that offences stand after or in front of, and the words that bound them."""

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import DATA, records

__all__ = ["ChargeCue", "Edges", "charge_cues", "cues_by_word", "edges"]

_EDGES = (
    "skip",
    "stop",
    "stop before time or setting",
    "stop before people",
    "stop before places",
    "stop before an act",
    "aside",
    "time",
    "setting",
    "generic",
    "empty",
    "grade",
    "could",
    "condition",
    "topmost",
    "no suspect",
    "article",
    "code",
    "code name",
    "ending",
    "clause",
    "not in case",
    "also",
    "authority",
    "procedure",
    "anaphora",
    "plain",
    "not plain",
    "no event",
    "ago",
)
_KINDS = ("verb", "noun", "adjective", "any")


@dataclass(frozen=True, slots=True)
class ChargeCue:
    """A word that an offence belongs to. ``then`` holds the words that lead to the offence; an empty one means that it follows at once."""

    words: tuple[str, ...]
    part: str
    not_after: frozenset[str]
    then: tuple[tuple[str, ...], ...]
    sure: bool
    before: bool
    count: bool
    formal: bool
    acts: bool
    nouns: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the wording of an offence begins and ends, as sets of words."""

    skip: frozenset[str]
    stop: frozenset[str]
    stop_before: frozenset[str]
    before_people: frozenset[str]
    before_places: frozenset[str]
    before_act: frozenset[str]
    aside: frozenset[str]
    time: frozenset[str]
    setting: frozenset[str]
    generic: frozenset[str]
    empty: frozenset[str]
    grade: frozenset[str]
    could: frozenset[str]
    condition: frozenset[str]
    topmost: frozenset[str]
    no_suspect: frozenset[str]
    article: frozenset[str]
    code: frozenset[str]
    code_names: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    clause: frozenset[str]
    not_in_case: frozenset[str]
    also: frozenset[str]
    authority: frozenset[str]
    procedure: frozenset[str]
    anaphora: frozenset[str]
    plain: frozenset[str]
    not_plain: frozenset[str]
    no_event: frozenset[str]
    ago: frozenset[str]


@cache
def charge_cues(lang: str) -> tuple[ChargeCue, ...]:
    """The cues of a language, or none if the lexicon does not know it.

    Raises:
        LexiconError: If the file breaks its format.
    """
    path = DATA / lang / "charges.yaml"
    if not path.exists():
        return ()
    cues = []
    for record in records(path):
        record.allow("cue", "as", "not after", "then", "sure", "before", "count", "formal", "acts", "nouns", "yes", "no")
        words = record.texts("cue")
        if not words:
            raise record.fault("a cue without a word", "write `cue: word`")
        flag = {key: record.one_of(key, ("yes", "no"), "no") == "yes" for key in ("sure", "before", "count", "formal", "acts", "nouns")}
        then = tuple(tuple(entry.split()) for entry in record.texts("then"))
        part = record.one_of("as", _KINDS, "any")
        where = f"{record.file}:{record.line}"
        cues.append(
            ChargeCue(
                words,
                part,
                frozenset(record.texts("not after")),
                then,
                flag["sure"],
                flag["before"],
                flag["count"],
                flag["formal"],
                flag["acts"],
                flag["nouns"],
                record.texts("yes"),
                record.texts("no"),
                where,
            )
        )
    return tuple(cues)


@cache
def cues_by_word(lang: str) -> dict[str, tuple[tuple[int, ChargeCue], ...]]:
    """The cues of a language by each of their words, with their place in the order of the lexicon."""
    found: dict[str, list[tuple[int, ChargeCue]]] = {}
    for place, cue in enumerate(charge_cues(lang)):
        for word in cue.words:
            found.setdefault(word, []).append((place, cue))
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def edges(lang: str) -> Edges:
    """The bounding words of a language; all empty if the lexicon does not know it.

    Raises:
        LexiconError: If the file breaks its format.
    """
    path = DATA / lang / "offence_edges.yaml"
    words: dict[str, tuple[str, ...]] = {}
    for record in records(path) if path.exists() else ():
        record.allow("edge", "words")
        words[record.one_of("edge", _EDGES)] = record.texts("words")
    pairs = tuple((old, new) for old, _, new in (entry.partition(":") for entry in words.get("ending", ())))
    of = {name: frozenset(words.get(name, ())) for name in _EDGES}
    return Edges(
        of["skip"],
        of["stop"],
        of["stop before time or setting"],
        of["stop before people"],
        of["stop before places"],
        of["stop before an act"],
        of["aside"],
        of["time"],
        of["setting"],
        of["generic"],
        of["empty"],
        of["grade"],
        of["could"],
        of["condition"],
        of["topmost"],
        of["no suspect"],
        of["article"],
        of["code"],
        of["code name"],
        pairs,
        of["clause"],
        of["not in case"],
        of["also"],
        of["authority"],
        of["procedure"],
        of["anaphora"],
        of["plain"],
        of["not plain"],
        of["no event"],
        of["ago"],
    )
