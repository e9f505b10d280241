"""Kinds of offences, and how a language names them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.lexicon.charges import edges
from reportedly.lexicon.load import DATA, Record, records

__all__ = ["NameMatch", "OffenceKind", "OffenceName", "Word", "best_name", "kind_of", "matches", "offence_kinds", "offence_names", "word_forms"]

_GAP = "…"
_MOST_SKIPPED = 6
Word = frozenset[str]


@dataclass(frozen=True, slots=True)
class OffenceKind:
    """A kind of offence in no language. ``own`` marks an ICCS code that is our own mapping.

    Kinds of one ``family`` are often told apart only by lawyers; of a ``single`` kind a report hardly ever tells two different offences.
    """

    slug: str
    says: str
    iccs: str | None
    family: str
    single: bool
    own: bool


@dataclass(frozen=True, slots=True)
class OffenceName:
    """One offence as readers of a language tell offences apart: all ``patterns`` are names of the same one.

    A pattern is a row of word choices; ``None`` in it stands for a few other words. ``within`` are the families whose formal charges take in these
    everyday words; ``weak`` words name the offence only in front of a word such as "charges".
    """

    key: str
    kind: str
    patterns: tuple[tuple[frozenset[str] | None, ...], ...]
    weak: frozenset[str]
    within: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a row of words: where (half-open), and how many of its words matched."""

    name: OffenceName
    first: int
    last: int
    weight: int


@lru_cache(maxsize=1)
def offence_kinds() -> dict[str, OffenceKind]:
    """All kinds, by slug.

    Raises:
        LexiconError: If the file breaks its format.
    """
    kinds = {}
    for record in records(DATA / "offences.yaml"):
        record.allow("kind", "says", "iccs", "family", "single", "ours")
        slug = record.text("kind")
        if slug in kinds:
            raise record.fault(f"the kind '{slug}' stands twice", "delete one of them")
        single, own = (bool(record.data.get(key, False)) for key in ("single", "ours"))
        kinds[slug] = OffenceKind(slug, record.text("says"), record.text("iccs", "") or None, record.text("family", slug), single, own)
    return kinds


@cache
def offence_names(lang: str) -> tuple[OffenceName, ...]:
    """All names of a language; none if the lexicon does not know it.

    Raises:
        LexiconError: If the file breaks its format or names a kind that does not exist.
    """
    path = DATA / lang / "offences.yaml"
    return tuple(_name(record) for record in records(path)) if path.exists() else ()


def _name(record: Record) -> OffenceName:
    record.allow("kind", "names", "charge names", "within", "yes", "no")
    kind = record.text("kind")
    if kind not in offence_kinds():
        raise record.fault(f"no kind '{kind}' in offences.yaml", "use one that stands there, or add it")
    patterns = tuple(tuple(_choice(word) for word in name.replace("-", " ").split()) for name in record.texts("names"))
    within = record.texts("within")
    weak = frozenset(record.texts("charge names"))
    return OffenceName(f"{kind}:{record.line}", kind, patterns, weak, within, record.texts("yes"), record.texts("no"))


def _choice(word: str) -> frozenset[str] | None:
    return None if word == _GAP else frozenset(word.lower().split("/"))


@lru_cache(maxsize=1 << 16)
def word_forms(text: str, lemma: str, lang: str) -> Word:
    """The forms under which a word can be looked up: as printed, its plain form, and what is left without a usual ending."""
    lower = text.lower()
    forms = {lower, lemma.lower()}
    for old, new in edges(lang).endings:
        stem = lower.removesuffix(old)
        if stem != lower and len(stem) > 2:
            forms.add(stem + new)
            if not new and stem[-1] == stem[-2]:
                forms.add(stem[:-1])
    return frozenset(forms)


@cache
def _by_first_word(lang: str) -> dict[str, tuple[tuple[OffenceName, tuple[frozenset[str] | None, ...]], ...]]:
    index: dict[str, list[tuple[OffenceName, tuple[frozenset[str] | None, ...]]]] = {}
    for name in offence_names(lang):
        for pattern in name.patterns:
            for word in pattern[0] or ():
                index.setdefault(word, []).append((name, pattern))
    return {word: tuple(entries) for word, entries in index.items()}


def matches(words: Sequence[Word], lang: str) -> Iterator[NameMatch]:
    """All names in a row of words."""
    index = _by_first_word(lang)
    for first, forms in enumerate(words):
        for form in forms:
            for name, pattern in index.get(form, ()):
                last = _follow(words, first + 1, pattern[1:])
                if last is not None:
                    yield NameMatch(name, first, last, sum(part is not None for part in pattern))


def _follow(words: Sequence[Word], at: int, rest: tuple[frozenset[str] | None, ...]) -> int | None:
    if not rest:
        return at
    head, tail = rest[0], rest[1:]
    if head is None:
        for skipped in range(_MOST_SKIPPED + 1):
            end = _follow(words, at + skipped, tail) if at + skipped < len(words) else None
            if end is not None:
                return end
        return None
    if at < len(words) and words[at] & head:
        return _follow(words, at + 1, tail)
    return None


def best_name(words: Sequence[Word], lang: str, opening: int | None = None) -> NameMatch | None:
    """The name that says most about a row of words: one that starts in its ``opening`` words, then the one with most words, then the first."""
    bound = len(words) if opening is None else opening
    return max(matches(words, lang), key=lambda match: (match.first < bound, match.weight, -match.first, -match.last), default=None)


def kind_of(text: str, lang: str = "en") -> str | None:
    """The kind of offence that a wording names, or None. Hyphens count as spaces, in the wording as in the names.

    Args:
        text: The wording, for example "first-degree murder".
        lang: Its language.
    """
    found = best_name([word_forms(word, word, lang) for word in text.lower().replace(",", " ").replace("-", " ").split()], lang)
    return found.name.kind if found else None
