"""Languages without a part of their own: names and no steps, said honestly; and what a language needs is only what the how-to names."""

from datetime import date
from pathlib import Path

import pytest

from reportedly.language import read as read_language
from reportedly.lexicon.check import languages
from reportedly.lexicon.load import DATA
from reportedly.model.claims import Step
from reportedly.model.text import Article, Depth
from reportedly.pipeline import read

REPORTS = {
    "de": (
        "Gericht ordnet Haft an\n\nDas Amtsgericht ordnete am Mittwoch Untersuchungshaft für Anna Dahlke an, wie die Agentur Reuters berichtet. "
        "Der Anwalt Jonas Belko sprach von einem Irrtum.",
        ["Anna Dahlke"],
    ),
    "uk": (
        "Суд узяв під варту підозрюваного\n\nПечерський суд узяв під варту Остапа Дальненка до 17 червня, повідомляє Інтерфакс-Україна. "
        "Про це розповіла адвокатка Ганна Білко.",
        ["Остапа Дальненка", "Ганна Білко"],
    ),
    "ky": (
        "Сот камакка алды\n\nПервомай сот Айбек Далнинди 17-июнга чейин камакка алды, деп билдирди Мамлекеттик кызмат. "
        "Бул тууралуу адвокат Нурлан Белкин айтты.",
        ["Айбек Далнинди", "Нурлан Белкин"],
    ),
}


@pytest.mark.parametrize("lang", REPORTS)
def test_names_are_told_and_no_steps(lang: str) -> None:
    text, names = REPORTS[lang]
    article = Article("test", text, "0" * 64, lang, published=date(2025, 4, 23))
    report = read(article)
    assert report.depth is Depth.NAMES
    assert report.article.lang == lang
    assert not [claim for claim in report.claims if isinstance(claim.says, Step)]
    assert not [person for person in report.people if person.role.value == "accused"]
    found = [name.text for name in read_language(article).names]
    assert all(any(name in one for one in found) for name in names), found


def test_a_text_without_letters_for_names_has_no_depth() -> None:
    report = read(Article("test", "没有名字的报道。", "0" * 64, "zh"))
    assert report.depth is Depth.NONE
    assert not report.claims


def test_the_how_to_names_every_part_that_a_language_needs() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "add-a-language.md").read_text(encoding="utf-8")
    kinds = {path.relative_to(DATA / lang).parts[0].removesuffix(".yaml") for lang in ("en", "ru") for path in (DATA / lang).rglob("*.yaml")}
    assert {kind for kind in kinds if f"`{kind}" not in guide} == set()


def test_russian_needs_no_part_beyond_its_data_and_reader() -> None:
    source = Path(__file__).parents[2] / "src" / "reportedly"
    telling = [
        path.relative_to(source)
        for room in ("extract", "casefile", "export", "resolve", "store", "review")
        for path in (source / room).rglob("*.py")
        if '"ru"' in path.read_text(encoding="utf-8") or "russian" in path.read_text(encoding="utf-8").lower()
    ]
    assert "ru" in languages()
    assert not telling
