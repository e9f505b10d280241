"""What a quick look keeps: every sentence that a rule could match, and no page for its menu."""

import json
from pathlib import Path

import pytest

import reportedly
from reportedly.collect import Overrides, collect_bytes
from reportedly.lexicon.steps import StepRule, load_steps, makes_case
from reportedly.model.claims import Accusation, Step
from reportedly.model.triage import TriageWhy
from reportedly.pipeline import read, triage, triage_text

SAMPLES = Path(reportedly.__file__ or "").parent / "samples"
SHARED = Path(__file__).parents[2] / "shared" / "gold"
PLAIN = "The council of Lomza will open the new bridge over the river in the spring, the mayor told the town."


def page(*parts: str) -> bytes:
    return f"<!doctype html><html><head><title>Lomza</title></head><body>{''.join(parts)}</body></html>".encode()


def tells_case(text: bytes, lang: str | None = None) -> bool:
    """Whether the whole reader finds a case."""
    told = read(collect_bytes(text, "report", overrides=Overrides.of(lang=lang) if lang else Overrides()).article)
    return any(isinstance(claim.says, Step | Accusation) for claim in told.claims)


def case_rules(lang: str) -> list[StepRule]:
    return [rule for rule in load_steps(lang).rules if makes_case(rule)]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_example_that_a_rule_must_find_is_kept(lang: str) -> None:
    examples = [(rule.id, record.text("say")) for rule in case_rules(lang) for record in rule.yes]
    assert [(rule, say) for rule, say in examples if not triage_text(say, lang).keep] == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_example_is_kept_when_it_is_looked_at_closely(lang: str) -> None:
    examples = [(rule.id, record.text("say")) for rule in case_rules(lang) for record in rule.yes]
    assert [(rule, say) for rule, say in examples if not triage(say.encode(), lang=lang).keep and tells_case(say.encode(), lang)] == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_rule_is_looked_for_by_its_own_words(lang: str) -> None:
    silent = [rule.id for rule in case_rules(lang) if not any(rule.id in triage_text(record.text("say"), lang).rules for record in rule.yes)]
    # a rule may match its example by a word that another rule's example forms only in pieces
    assert silent == []


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("*.*") if path.suffix in {".html", ".txt"}))
def test_a_sample_is_left_out_only_where_it_tells_no_case(sample: str) -> None:
    content = (SAMPLES / sample).read_bytes()
    assert triage(content).keep is tells_case(content)


def test_a_text_without_a_case_is_left_out() -> None:
    verdict = triage(PLAIN.encode())
    assert not verdict.keep
    assert verdict.why is TriageWhy.NO_CUE
    assert verdict.lang == "en"


def test_words_that_tell_no_step_where_they_stand_are_no_reason() -> None:
    verdict = triage(f"{PLAIN} A charge of the battery lasts for a day, and most can be charged with a cable.".encode())
    assert verdict.rules
    assert verdict.why is TriageWhy.NO_STEP
    assert not verdict.keep


@pytest.mark.parametrize(
    "said",
    [
        "She accused Ana Belko of having no plan for the bridge.",
        "The survey [is here](https://lomza.example/investigating-the-dahl-glacier), the group said.",
        "The report names Jon Dahl as the best cook in Lomza.",
        "The ship was brought back to the country of its owners in May.",
        "The mayor spoke of her long-term conviction in good bridges.",
    ],
)
def test_words_of_a_rule_without_what_it_wants_beside_are_no_reason(said: str) -> None:
    assert not triage(f"{PLAIN} {said}".encode()).keep


def test_the_sentence_that_told_a_case_is_not_read_again_where_it_still_stands() -> None:
    told = "Police arrested Jon Dahl in Lomza on Monday."
    first = triage_text(f"{PLAIN}\n{told}")
    assert first.keep
    assert first.telling == told
    assert triage_text(f"{PLAIN} {told}", first.lang, first.telling) == triage_text(f"{PLAIN} {told}", first.lang)
    gone = triage_text(f"{PLAIN} A charge of the battery lasts for a day.", first.lang, first.telling)
    assert gone.why is TriageWhy.NO_STEP


def test_a_menu_is_no_reason_to_keep_a_page() -> None:
    menu = "<ul><li><a href=/c>Crime</a><li><a href=/a>Arrested and charged</a><li><a href=/t>Courts: convicted and sentenced</a></ul>"
    assert not triage(page(menu, f"<p>{PLAIN}</p>")).keep
    assert not triage(page(f"<nav><p>Police arrested Jon Dahl in Lomza on Monday, officials said late that day.</p></nav><p>{PLAIN}</p>")).keep


def test_a_link_to_another_report_is_no_reason_to_keep_a_page() -> None:
    link = "<div><a href=/dahl><span>Police arrested Jon Dahl in Lomza on Monday after a long chase, officials say</span></a></div>"
    assert not triage(page(f"<p>{PLAIN}</p>", link)).keep


def test_scripts_styles_and_comments_are_not_text() -> None:
    told = "Police arrested Jon Dahl in Lomza on Monday, officials said late on that day."
    assert not triage(page(f"<script>var t = '{told}'</script><style>{told}</style><!-- {told} --><p>{PLAIN}</p>")).keep


def test_a_report_is_kept_wherever_its_text_stands() -> None:
    told = "Police arrested <a href=/dahl>Jon Dahl</a> in Lomza &amp; Norvik on Monday, <b>officials</b> said late on that day."
    assert triage(page(f"<p>{told}</p>")).keep
    assert triage(page(f"<div>{PLAIN}<br>{told}<br></div>")).keep
    stated = json.dumps({"@type": "NewsArticle", "articleBody": "The town is small.\n\nPolice arrested Jon Dahl in Lomza."})
    assert triage(page(f'<script type="application/ld+json">{stated}</script><p>{PLAIN}</p>')).keep


def test_another_language_is_not_read_in_depth() -> None:
    assert triage("警方在周一逮捕了一名男子。".encode()).why is TriageWhy.LANGUAGE
    assert triage_text("Die Polizei nahm am Montag einen Mann fest.", "de").why is TriageWhy.LANGUAGE


def test_a_page_in_latin_letters_without_english_words_is_left_out_and_one_with_a_report_in_english_is_not() -> None:
    foreign = "Der Rat der Stadt hat am Montag beschlossen, dass die alte Halle am Fluss im Herbst saniert wird. " * 20
    told = "Police arrested Jon Dahl in Lomza on Monday, and he was charged with the murder of a clerk of the bank. "
    assert triage(page(f"<p>{foreign}</p>")).why is TriageWhy.LANGUAGE
    assert triage(page(f"<p>{foreign}</p>", f"<p>{told * 8}</p>")).keep
    assert triage(page(f"<p>{told}</p>")).keep


def test_what_cannot_be_looked_at_is_kept() -> None:
    assert triage(b"%PDF-1.7 ...").why is TriageWhy.UNREADABLE
    assert triage(bytes(range(256)) * 20).keep


def test_marks_that_never_close_cost_no_more_than_others() -> None:
    assert not triage(page("<script>" * 50_000 + "<!--" * 50_000 + "<a href=" * 50_000)).keep
    assert not triage(page("<a href=x " * 50_000 + '"articleBody": "' * 20_000)).keep


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reports are not here")
def test_reports_of_cases_are_kept() -> None:
    texts = [path.read_bytes() for path in sorted((SHARED / "cases" / "text").iterdir())]
    assert sum(not triage(text).keep and tells_case(text) for text in texts) == 0
