"""The rules that tell a step of a case from its words, as data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reportedly.lexicon.load import Record, files, records
from reportedly.model.claims import Standing, StepType

__all__ = [
    "ACCUSATION",
    "CASE_STEPS",
    "COUNTED",
    "CULPRIT",
    "MAKES_ACCUSED",
    "Pattern",
    "StepRule",
    "StepRules",
    "index_rules",
    "load_steps",
    "makes_case",
]

_KEYS = (
    "id",
    "step",
    "verbs",
    "nouns",
    "modifiers",
    "along",
    "without",
    "inside",
    "not_inside",
    "doer",
    "subject",
    "who",
    "by",
    "needs",
    "standing",
    "carry",
    "moves",
    "accuses",
    "note",
    "yes",
    "no",
)
_NEEDS = ("term", "headline", "plain", "passive", "crime", "impersonal", "court", "refused", "ordered", "ruled", "objectless")

ACCUSATION = "accusation"
"""The step name of rules that make somebody accused without a step of the procedure."""

COUNTED = "counted"
"""The role of those whom a number alone tells to be several: "39 pilgrims were arrested", "432 arrests"."""

CULPRIT = "culprit"
"""The role of those who do one of a rule's ``inside`` verbs in what its cue says: "police say that Dahl stabbed a man"."""

Pattern = tuple[str, ...]

# Steps that say by themselves that somebody is a suspect or defendant. The others also happen to hostages, witnesses, plaintiffs and lawyers.
MAKES_ACCUSED = frozenset(StepType) - {
    StepType.SEARCH,
    StepType.HEARING,
    StepType.APPEAL,
    StepType.APPEAL_UPHELD,
    StepType.APPEAL_OVERTURNED,
    StepType.RELEASE,
    StepType.EXCHANGE,
    StepType.DEPORTATION,
    StepType.DEATH_IN_CUSTODY,
    StepType.CITIZENSHIP_REVOKED,
    StepType.SANCTION,
    StepType.CASE_CLOSED,
}

# Steps that belong to a case whoever they are told of; the others count only for people whom the report tells as accused.
CASE_STEPS = MAKES_ACCUSED | {
    StepType.SANCTION,
    StepType.DEPORTATION,
    StepType.EXCHANGE,
    StepType.CITIZENSHIP_REVOKED,
    StepType.DEATH_IN_CUSTODY,
}


@dataclass(frozen=True, slots=True)
class StepRule:
    """One rule.

    ``verbs``, ``nouns`` and ``modifiers`` are its cues: a verb's clause, an event noun, or a participle or adjective before or after a person.
    ``along`` holds word sequences of which one must stand in the same clause, ``without`` those of which none may;
    ``inside`` holds verbs of which one must hang on the cue ("sent to jail to await trial"), ``not_inside`` those of which none may.
    ``doer`` holds nouns of which one must be the subject ("an indictment charges"). ``who`` says, in order of
    preference, what fills the role of the person concerned: a part of the clause, or a preposition. ``needs`` names what else must be there.
    ``moves`` holds the words before a day that the step is put off to: it is then to come on that day.
    ``accuses`` says that the step tells of an accusation although others of its type need not; ``spares`` (``accuses: false`` in a record) that it
    tells of none although others of its type do: "the Dahl case went to court" may be named after whoever was killed.
    ``subject`` says that it happens to the verb's subject, whatever office that person holds: "lawyer Ana Belko got ten years".
    """

    id: str
    step: StepType | None
    verbs: tuple[Pattern, ...]
    nouns: tuple[Pattern, ...]
    modifiers: tuple[Pattern, ...]
    along: tuple[Pattern, ...]
    without: tuple[Pattern, ...]
    inside: frozenset[str]
    not_inside: frozenset[str]
    doer: frozenset[str]
    who: tuple[str, ...]
    by: tuple[str, ...]
    needs: tuple[str, ...]
    standing: Standing | None
    carry: bool
    moves: frozenset[str]
    accuses: bool
    spares: bool
    subject: bool
    yes: tuple[Record, ...]
    no: tuple[Record, ...]
    where: str

    @classmethod
    def of(cls, record: Record, *, step: StepType | None) -> "StepRule":
        """A rule from its record.

        Raises:
            LexiconError: If it has no cue or no example, or asks for a need that is not known.
        """
        standing = record.text("standing", "")
        rule = cls(
            id=record.text("id"),
            step=step,
            verbs=_patterns(record, "verbs"),
            nouns=_patterns(record, "nouns"),
            modifiers=_patterns(record, "modifiers"),
            along=_patterns(record, "along"),
            without=_patterns(record, "without"),
            inside=frozenset(record.texts("inside")),
            not_inside=frozenset(record.texts("not_inside")),
            doer=frozenset(record.texts("doer")),
            who=record.texts("who"),
            by=record.texts("by"),
            needs=record.texts("needs"),
            standing=Standing(record.one_of("standing", tuple(Standing))) if standing else None,
            carry=record.data.get("carry") is True,
            moves=frozenset(record.texts("moves")),
            accuses=record.data.get("accuses") is True,
            spares=record.data.get("accuses") is False,
            subject=record.data.get("subject") is True,
            yes=record.records("yes"),
            no=record.records("no"),
            where=f"{record.file}:{record.line}",
        )
        if not (rule.verbs or rule.nouns or rule.modifiers):
            raise record.fault(f"rule {rule.id} has no cue", "give it `verbs:`, `nouns:` or `modifiers:`")
        if not rule.yes:
            raise record.fault(f"rule {rule.id} has no example", "add `yes:` with a sentence that it must find")
        for need in rule.needs:
            if need not in _NEEDS:
                raise record.fault(f"'needs' holds {need!r}", f"use one of: {', '.join(_NEEDS)}")
        return rule


@dataclass(frozen=True, slots=True)
class StepRules:
    """All step rules of a language, found by the first word of a cue."""

    rules: tuple[StepRule, ...]
    verbs: Mapping[str, tuple[tuple[Pattern, StepRule], ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[tuple[Pattern, StepRule], ...]] = field(default_factory=dict)
    modifiers: Mapping[str, tuple[tuple[Pattern, StepRule], ...]] = field(default_factory=dict)


def _patterns(record: Record, key: str) -> tuple[Pattern, ...]:
    whole = [tuple(text.lower().split()) for text in record.texts(key)]
    # "pre-trial" may be cut into three tokens
    cut = [tuple(text.lower().replace("-", " - ").split()) for text in record.texts(key) if "-" in text]
    return tuple(dict.fromkeys([*whole, *cut]))


def _rule(record: Record) -> StepRule:
    record.allow(*_KEYS)
    step = record.one_of("step", (*StepType, ACCUSATION))
    return StepRule.of(record, step=None if step == ACCUSATION else StepType(step))


def makes_case(rule: StepRule) -> bool:
    """Whether what a rule finds can stand alone: what also happens to bystanders counts only beside a rule that accuses."""
    return rule.step is None or (rule.step in CASE_STEPS and not rule.spares) or rule.accuses


def index_rules(rules: Iterable[StepRule]) -> StepRules:
    """Make rules findable by the first word of their cues."""
    found = tuple(rules)
    tables: dict[str, dict[str, list[tuple[Pattern, StepRule]]]] = {kind: defaultdict(list) for kind in ("verbs", "nouns", "modifiers")}
    for rule in found:
        for kind, table in tables.items():
            for pattern in getattr(rule, kind):
                table[pattern[0]].append((pattern, rule))
    frozen = {kind: {word: tuple(entries) for word, entries in table.items()} for kind, table in tables.items()}
    return StepRules(found, frozen["verbs"], frozen["nouns"], frozen["modifiers"])


@lru_cache(maxsize=8)
def load_steps(lang: str) -> StepRules:
    """The step rules of one language.

    Raises:
        LexiconError: If a rule is not well formed, or two rules share an id.
    """
    rules: dict[str, StepRule] = {}
    for path in files(f"{lang}/steps/*.yaml"):
        for record in records(path):
            rule = _rule(record)
            if rule.id in rules:
                raise record.fault(f"the id {rule.id} stands twice", "give each rule an id of its own")
            rules[rule.id] = rule
    return index_rules(rules.values())
