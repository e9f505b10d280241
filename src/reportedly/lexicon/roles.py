"""What people do or undergo that tells their role in a case."""

from functools import lru_cache

from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.steps import StepRule, StepRules, index_rules
from reportedly.model.parties import RoleName

__all__ = ["load_roles"]

_KEYS = ("id", "role", "verbs", "nouns", "along", "without", "who", "note", "yes", "no")


def _rule(record: Record) -> StepRule:
    record.allow(*_KEYS)
    return StepRule.of(record, step=None)


@lru_cache(maxsize=8)
def load_roles(lang: str) -> tuple[StepRules, dict[str, RoleName]]:
    """The role rules of one language, as rules that match like those for steps, and the role that each gives by its id.

    Raises:
        LexiconError: If a rule is not well formed.
    """
    rules: list[StepRule] = []
    roles: dict[str, RoleName] = {}
    for path in files(f"{lang}/roles.yaml"):
        for record in records(path):
            rules.append(_rule(record))
            roles[record.text("id")] = RoleName(record.one_of("role", tuple(RoleName)))
    return index_rules(rules), roles
