"""The examples of rules, as `reportedly lexicon check` runs them."""

from reportedly.cli.examples import run_examples


def test_every_example_holds() -> None:
    outcomes = list(run_examples())
    assert len(outcomes) > 600
    assert not [str(fault) for fault in outcomes if fault]
