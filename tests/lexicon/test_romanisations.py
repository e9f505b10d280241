import pytest

from reportedly.lexicon.romanisations import RomanisationRule, romanisations
from reportedly.resolve.spelling import fold

RULES = {rule.yes: rule for rule in romanisations()}.values()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sign)
def test_every_example_of_a_spelling_rule_holds(rule: RomanisationRule) -> None:
    assert rule.yes
    assert rule.no
    for left, right in rule.yes:
        assert fold(left) == fold(right), (left, right, fold(left), fold(right))
    for left, right in rule.no:
        assert fold(left) != fold(right), (left, right)
