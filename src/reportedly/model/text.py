"""What a report is, and what a reader sees in it before anything is claimed.

All offsets are Unicode code points into ``Article.text``, half-open. All token numbers index ``Reading.tokens``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

__all__ = [
    "Article",
    "Clause",
    "Depth",
    "Furniture",
    "Name",
    "NameKind",
    "Oblique",
    "Phrase",
    "Reading",
    "Sentence",
    "Snapshot",
    "Span",
    "Tense",
    "Token",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in ``Article.text``.

    Raises:
        ValueError: If the range is empty or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The piece of text that this span marks."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of a page that is not the report itself.

    ``kind`` is one of ``caption``, ``related``, ``original_url``, ``date_line``, ``byline``, ``share``, ``link``, ``notice``.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a report as they came in, before any decoding."""

    sha256: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Article:
    """One news report as it was collected.

    ``text`` is the headline (if there is one), a blank line, and the body; ``headline_span`` marks the headline in it. Furniture of the page is
    kept apart. ``published`` is the day in the time zone of the outlet; ``published_at`` the moment, if the page gives one. ``sha256`` is the hex
    digest of the bytes that came in. ``origin`` is the agency or outlet whose report this one says that it reprints. ``lang`` is an ISO 639-1 code,
    or ``und``.
    """

    id: str
    text: str
    sha256: str
    lang: str = "und"
    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    headline_span: Span | None = None
    byline: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    origin: str | None = None
    furniture: tuple[Furniture, ...] = ()

    @property
    def body(self) -> str:
        """The report without its headline."""
        return self.text[self.headline_span.end :].lstrip("\n") if self.headline_span else self.text


class Depth(StrEnum):
    """How deeply a language could be read."""

    FULL = "full"
    NAMES = "names"
    NONE = "none"


class Tense(StrEnum):
    """The time a verb form speaks of. ``NONE``: infinitives, participles and nouns."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class NameKind(StrEnum):
    """What a name is the name of, as far as the language part can tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    NATIONALITY = "nationality"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. ``pos`` is a Universal POS tag; ``lemma`` is lower case; ``features`` are Universal Features such as ``Number=Plur``.

    In languages with cases ``normal`` is the word in the nominative, as a name would be listed (empty where it is as printed), and ``agrees`` tells
    that it takes its case from its head, so that it turns nominative together with it. ``lower`` is ``text`` in lower case.
    """

    index: int
    span: Span
    text: str
    lemma: str
    pos: str
    sentence: int
    features: frozenset[str] = frozenset()
    normal: str = ""
    agrees: bool = False
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, and the half-open range of its tokens. Paragraphs are counted from 0; the headline is paragraph -1."""

    index: int
    span: Span
    first: int
    last: int
    paragraph: int

    @property
    def is_headline(self) -> bool:
        """Whether this sentence stands in the headline."""
        return self.paragraph < 0


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name that the language part recognised; ``first`` and ``last`` are a half-open token range.

    ``normal`` is the name in the nominative where it is printed in another case, else empty.
    """

    span: Span
    text: str
    kind: NameKind
    first: int
    last: int
    normal: str = ""


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional part: the preposition (lower case, may be several words, such as ``according to``) and the head token it governs.

    The head is a noun phrase's head or, for ``of recruiting``, a clause's head.
    """

    prep: str
    head: int
    at: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, named by its head token.

    ``first``/``last`` is the compact phrase (determiner, modifiers, compounds, head; half-open); ``whole_first``/``whole_last`` everything that hangs
    on it. ``appositions``, ``conjuncts`` and ``possessor`` are head tokens of other phrases. ``conjuncts`` are all later members of the coordination.
    ``clauses`` are head tokens of clauses that modify this phrase (relative or participial).
    """

    head: int
    first: int
    last: int
    whole_first: int
    whole_last: int
    appositions: tuple[int, ...] = ()
    conjuncts: tuple[int, ...] = ()
    possessor: int | None = None
    obliques: tuple[Oblique, ...] = ()
    clauses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb (or a noun that could name an event, ``nominal``) with what fills its roles, free of any parser's labels.

    Roles hold head tokens of phrases: ``agents`` do it, ``patients`` undergo it (a passive's subject is a patient), ``recipients`` are given it.
    For a nominal clause ``agents`` are ``by`` complements, ``patients`` are possessors and ``of`` complements. Coordinated fillers are all listed.
    ``predicate`` holds heads of what is said of the subject (``guilty`` in *found her guilty*, *pleaded guilty*, *is a suspect*).
    ``auxiliaries`` are lower-case auxiliary and modal words in order (``would``, ``has``, ``been``). ``marks`` are subordinators (``if``, ``after``).
    ``governor`` is the head token of the clause that this one hangs on, and ``relation`` how: ``root``, ``complement`` (said that…), ``open`` (asked
    to…), ``relative``, ``participle``, ``adverbial``, ``conjunct``, ``parataxis``.
    ``first``/``last`` is the token range of all that hangs on the head.
    """

    head: int
    lemma: str
    sentence: int
    first: int
    last: int
    particle: str | None = None
    nominal: bool = False
    passive: bool = False
    negated: bool = False
    tense: Tense = Tense.NONE
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    predicate: tuple[int, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    governor: int | None = None
    relation: str = "root"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a language part saw in one article; ``model`` names the parts it was read with."""

    article_id: str
    lang: str
    depth: Depth
    text: str
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    names: tuple[Name, ...] = ()
    phrases: dict[int, Phrase] = field(default_factory=dict)
    clauses: dict[int, Clause] = field(default_factory=dict)
    heads: tuple[int, ...] = ()
    model: str = ""

    def sentence_of(self, token: int) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[self.tokens[token].sentence]

    def span_of(self, first: int, last: int) -> Span:
        """The span of a half-open token range."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def text_of(self, first: int, last: int) -> str:
        """The text of a half-open token range, with line breaks folded to spaces."""
        return " ".join(self.span_of(first, last).of(self.text).split())

    def normal_of(self, first: int, last: int) -> str:
        """The text of a half-open token range as it would be listed: in the nominative, in languages with cases."""
        start = self.tokens[first].span.start
        pieces = []
        for token in self.tokens[first:last]:
            pieces += [self.text[start : token.span.start], token.normal if token.normal and self._turns(token, first, last) else token.text]
            start = token.span.end
        return " ".join("".join(pieces).split())

    def can_be_title(self, noun: int, name: int) -> bool:
        """Whether a noun can be a title of the name beside it: in languages with cases both stand in one case, and the name is not whose it is."""
        left, right = (next((one for one in self.tokens[at].features if one.startswith("Case=")), "") for at in (noun, name))
        if not left:
            return True
        # a word without a case behind one that has it is foreign: "глава Samsung" heads a company
        alike = {left, right} == {"Case=Gen", "Case=Acc"} and "Animacy=Anim" in self.tokens[noun].features
        return (left == right or alike) and not (self.heads[name] == noun and not self.tokens[name].agrees)

    def _turns(self, token: Token, first: int, last: int) -> bool:
        at = token.index
        while first <= self.heads[at] < last and self.heads[at] != at:
            if not self.tokens[at].agrees:
                return False
            at = self.heads[at]
        return True

    def clause_of(self, token: int) -> Clause | None:
        """The innermost verbal clause that a token stands in, or None in a fragment."""
        at: int | None = token
        while at is not None:
            clause = self.clauses.get(at)
            if clause is not None and not clause.nominal:
                return clause
            up = self.heads[at]
            at = None if up == at else up
        return None

    def tokens_in(self, span: Span) -> range:
        """The range of tokens that lie at least partly inside a span."""
        first = _bisect(self.tokens, span.start)
        last = first
        while last < len(self.tokens) and self.tokens[last].span.start < span.end:
            last += 1
        return range(first, last)


def _bisect(tokens: tuple[Token, ...], offset: int) -> int:
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].span.end <= offset:
            low = middle + 1
        else:
            high = middle
    return low
