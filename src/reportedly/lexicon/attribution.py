"""How a language credits what is told: verbs of saying, phrases such as "according to", documents, and those who pass words on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from reportedly.lexicon.load import Record, files, records

__all__ = ["KINDS", "TAKES", "Attributions", "CueRule", "Example", "load", "rules_of"]

KINDS = (
    "verb",
    "quoted",
    "passes",
    "phrase",
    "document",
    "collective",
    "media",
    "not a speaker",
    "listener",
    "goes on",
    "doubt",
    "pronoun",
    "linker",
    "article",
    "joins",
    "addresses",
    "plural",
    "message",
    "colon",
    "cites",
    "authority",
    "authority of many",
    "finding",
    "taken up",
    "carrier",
    "talk",
    "announcing",
    "within",
    "insider",
    "speaker",
    "issued",
    "shared medium",
    "way",
    "maker",
    "condition",
    "generic",
    "spokesperson",
    "no medium",
    "this",
    "outlet verb",
    "stands for its maker",
    "vague",
    "calling",
    "as told",
    "owner",
    "talking",
    "neuter",
    "doubtful medium",
)
TAKES = ("clause", "quotation", "matter", "description", "request", "message", "anything")


@dataclass(frozen=True, slots=True)
class Example:
    """An invented text with what the rule finds in it; an empty ``speaker`` says that nobody is found."""

    text: str
    speaker: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class CueRule:
    """One rule: words of one kind, what they must be followed by, and examples."""

    name: str
    kind: str
    words: tuple[str, ...]
    takes: tuple[str, ...]
    yes: tuple[Example, ...]
    no: tuple[Example, ...]
    line: int
    source: str | None = None
    not_by: tuple[str, ...] = ()
    by_anyone: bool = False
    only_of: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    stance: bool = False
    finite: bool = False
    apart: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class Attributions:
    """The rules of one language, looked up by word.

    Verb keys are lemmas, with a preposition or particle after a space where it belongs to the verb.
    """

    verbs: Mapping[str, tuple[CueRule, ...]] = field(default_factory=dict)
    quoted: Mapping[str, CueRule] = field(default_factory=dict)
    passes: Mapping[str, CueRule] = field(default_factory=dict)
    cites: Mapping[str, CueRule] = field(default_factory=dict)
    colons: Mapping[str, CueRule] = field(default_factory=dict)
    phrases: Mapping[tuple[str, ...], CueRule] = field(default_factory=dict)
    documents: Mapping[str, CueRule] = field(default_factory=dict)
    collectives: Mapping[str, CueRule] = field(default_factory=dict)
    media: Mapping[str, CueRule] = field(default_factory=dict)
    mute: frozenset[str] = frozenset()
    listeners: frozenset[str] = frozenset()
    goes_on: frozenset[str] = frozenset()
    doubt: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    linkers: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    taken_up: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    talks: frozenset[str] = frozenset()
    announcing: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    insiders: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    issued: frozenset[str] = frozenset()
    shared_media: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()

    stances: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    spokespeople: frozenset[str] = frozenset()
    no_media: frozenset[str] = frozenset()
    this: frozenset[str] = frozenset()
    outlet_verbs: frozenset[str] = frozenset()
    for_makers: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    calling: frozenset[str] = frozenset()
    as_told: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    talking: frozenset[str] = frozenset()
    neuter: frozenset[str] = frozenset()
    doubtful_media: frozenset[str] = frozenset()

    def rules_for(self, lemma: str, added: tuple[str, ...]) -> tuple[CueRule, ...]:
        """The rules for a verb with the prepositions and particles that stand by it, those that name one of these first."""
        found = [*(rule for word in added for rule in self.verbs.get(f"{lemma} {word}", ())), *self.verbs.get(lemma, ())]
        return tuple(dict.fromkeys(found))


@cache
def rules_of(lang: str) -> tuple[CueRule, ...]:
    """All rules of one language, in the order of its files.

    Raises:
        LexiconError: If a record breaks the format.
    """
    return tuple(_rule(record) for path in files(f"{lang}/attribution.yaml") for record in records(path))


@cache
def load(lang: str) -> Attributions:
    """The rules of one language, ready for look-up; empty for a language without such a file."""
    kinds: dict[str, dict[str, CueRule]] = {kind: {} for kind in KINDS}
    for rule in rules_of(lang):
        for word in rule.words:
            kinds[rule.kind][word] = rule
    return Attributions(
        verbs={word: tuple(rule for rule in rules_of(lang) if rule.kind == "verb" and word in rule.words) for word in kinds["verb"]},
        quoted=kinds["quoted"],
        passes=kinds["passes"],
        cites=kinds["cites"],
        colons=kinds["colon"],
        phrases={tuple(words.split()): rule for words, rule in kinds["phrase"].items()},
        documents=kinds["document"],
        collectives=kinds["collective"],
        media=kinds["media"],
        mute=frozenset(kinds["not a speaker"]),
        listeners=frozenset(kinds["listener"]),
        goes_on=frozenset(kinds["goes on"]),
        doubt=frozenset(kinds["doubt"]),
        pronouns=frozenset(kinds["pronoun"]),
        linkers=frozenset(kinds["linker"]),
        articles=frozenset(kinds["article"]),
        joins=frozenset(kinds["joins"]),
        authorities=frozenset(kinds["authority"]),
        many=frozenset(kinds["authority of many"]),
        findings=frozenset(kinds["finding"]),
        taken_up=frozenset(kinds["taken up"]),
        carriers=frozenset(kinds["carrier"]),
        talks=frozenset(kinds["talk"]),
        announcing=frozenset(kinds["announcing"]),
        messages=frozenset(kinds["message"]),
        plurals=frozenset(kinds["plural"]),
        addresses=frozenset(kinds["addresses"]),
        within=frozenset(kinds["within"]),
        insiders=frozenset(kinds["insider"]),
        speakers=frozenset(kinds["speaker"]),
        issued=frozenset(kinds["issued"]),
        stances=frozenset(rule.name for rule in rules_of(lang) if rule.stance),
        spokespeople=frozenset(kinds["spokesperson"]),
        no_media=frozenset(kinds["no medium"]),
        this=frozenset(kinds["this"]),
        outlet_verbs=frozenset(kinds["outlet verb"]),
        for_makers=frozenset(kinds["stands for its maker"]),
        vague=frozenset(kinds["vague"]),
        calling=frozenset(kinds["calling"]),
        as_told=frozenset(kinds["as told"]),
        owners=frozenset(kinds["owner"]),
        talking=frozenset(kinds["talking"]),
        neuter=frozenset(kinds["neuter"]),
        doubtful_media=frozenset(kinds["doubtful medium"]),
        conditions=frozenset(kinds["condition"]),
        generic=frozenset(kinds["generic"]),
        makers=frozenset(kinds["maker"]),
        ways=frozenset(kinds["way"]),
        shared_media=frozenset(kinds["shared medium"]),
    )


def _rule(record: Record) -> CueRule:
    record.allow(
        "rule", "kind", "words", "takes", "source", "not_by", "by", "of", "not_of", "stance", "finite", "apart", "people", "why", "yes", "no"
    )
    takes = record.texts("takes")
    for word in takes:
        if word not in TAKES:
            raise record.fault(f"'takes' holds {word!r}", f"use any of: {', '.join(TAKES)}")
    words = record.texts("words")
    if not words:
        raise record.fault("a rule without 'words'", "list the words that the rule is about")
    return CueRule(
        name=record.text("rule"),
        kind=record.one_of("kind", KINDS),
        words=words,
        takes=takes,
        yes=tuple(_example(item, wanted=True) for item in record.records("yes")),
        no=tuple(_example(item, wanted=False) for item in record.records("no")),
        line=record.line,
        source=record.text("source", "") or None,
        not_by=record.texts("not_by"),
        only_of=record.texts("of"),
        not_of=record.texts("not_of"),
        finite=record.one_of("finite", ("yes", "no"), "no") == "yes",
        apart=record.one_of("apart", ("yes", "no"), "no") == "yes",
        people=record.one_of("people", ("yes", "no"), "no") == "yes",
        stance=record.one_of("stance", ("yes", "no"), "no") == "yes",
        by_anyone=record.one_of("by", ("anyone", "speakers"), "speakers") == "anyone",
    )


def _example(record: Record, *, wanted: bool) -> Example:
    record.allow("say", "speaker", "via")
    speaker = record.text("speaker", "")
    if wanted and not (speaker or record.text("via", "")):
        raise record.fault("a 'yes' example that gives nothing", "write `{say: the text, speaker: the words that name who says it}`")
    return Example(record.text("say"), speaker, record.text("via", ""))
