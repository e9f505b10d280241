"""The examples of rules about steps and standing, run up to the tellings of steps: what a `yes` must give, and what a `no` must not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from reportedly import language
from reportedly.errors import LexiconError
from reportedly.extract.scene import set_scene
from reportedly.extract.steps import draft_steps
from reportedly.lexicon.check import languages
from reportedly.lexicon.load import Record
from reportedly.lexicon.standings import StandingRule, load_standings
from reportedly.lexicon.steps import StepRule, load_steps
from reportedly.model.claims import Standing, StepType
from reportedly.model.text import Article

__all__ = ["run"]

_PUBLISHED = date(2025, 4, 23)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A step, or an accusation without a step, as the reader found it in an example."""

    step: StepType | None
    who: tuple[str, ...]
    standing: Standing
    rule: str

    def __str__(self) -> str:
        return f"{self.step or 'accusation'} of {' and '.join(self.who) or 'nobody'} ({self.standing}, {self.rule})"


def run() -> Iterator[LexiconError | None]:
    """Run every example of every rule about steps and their standing, in every language.

    Yields:
        For each example None if it holds, or the fault that says what it gave instead.
    """
    for lang in languages():
        for rule in load_steps(lang).rules:
            yield from (_step_yes(rule, example, lang) for example in rule.yes)
            yield from (_step_no(rule, example, lang) for example in rule.no)
        for standing in load_standings(lang):
            yield from (_standing(standing, example, lang, wanted=True) for example in standing.yes)
            yield from (_standing(standing, example, lang, wanted=False) for example in standing.no)


@cache
def _tellings(text: str, lang: str) -> tuple[_Telling, ...]:
    article = Article("example", text, "0" * 64, lang, published=_PUBLISHED)
    scene = set_scene(article, language.read(article))
    entities = scene.discourse.entities
    found = []
    for draft in draft_steps(scene):
        keys = [key for who in draft.who for key in (who, *entities[who].members)]
        found.append(_Telling(draft.type, tuple(entities[key].text for key in keys), draft.standing, draft.hit.rule.id))
    return tuple(found)


def _step_yes(rule: StepRule, example: Record, lang: str) -> LexiconError | None:
    wanted = example.texts("who")
    found = _tellings(example.text("say"), lang)
    if any(telling.step is rule.step and all(any(name in who for who in telling.who) for name in wanted) for telling in found):
        return None
    step = rule.step or "an accusation"
    return example.fault(
        f"{rule.id} does not find {step} of {' and '.join(wanted) or 'anybody'}; found: {_listed(found)}", "mend the rule or the example"
    )


def _step_no(rule: StepRule, example: Record, lang: str) -> LexiconError | None:
    found = [telling for telling in _tellings(example.text("say"), lang) if telling.rule == rule.id and telling.who]
    told = [telling for telling in found if telling.standing is Standing.REPORTED]
    return example.fault(f"{rule.id} finds what is not there: {_listed(told)}", "add what is special here to `without:`") if told else None


def _standing(rule: StandingRule, example: Record, lang: str, *, wanted: bool) -> LexiconError | None:
    step = example.text("step", "")
    found = [telling for telling in _tellings(example.text("say"), lang) if step in ("", telling.step)]
    if any(telling.standing is rule.standing for telling in found) is wanted:
        return None
    return example.fault(
        f"{rule.id} {'does not make' if wanted else 'makes'} this {rule.standing}; found: {_listed(found)}", "mend the rule or the example"
    )


def _listed(found: "list[_Telling] | tuple[_Telling, ...]") -> str:
    return "; ".join(map(str, found)) or "nothing"
