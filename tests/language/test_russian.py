"""Russian: names in the nominative with the right gender, who does what to whom, and what may be loaded when."""

import subprocess
import sys
from datetime import date
from random import Random

import pytest

from reportedly.language import read
from reportedly.language.russian_attributes import attach_attributes, attach_relatives
from reportedly.language.russian_forms import lemma_of, surname_of
from reportedly.language.russian_models import Tag
from reportedly.model.text import Article, Clause, Depth, NameKind, Reading, Tense


def reading(text: str, lang: str = "ru") -> Reading:
    return read(Article("test", text, "0" * 64, lang, published=date(2025, 4, 23)))


def clause(text: str, lemma: str) -> tuple[Reading, Clause]:
    found = reading(text)
    return found, next(one for one in found.clauses.values() if not one.nominal and one.lemma == lemma)


def words(found: Reading, heads: tuple[int, ...]) -> list[str]:
    return [found.tokens[head].text for head in heads]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Суд арестовал Марину Секлину.", "Марина Секлина"),
        ("Суд арестовал Егора Секлина.", "Егор Секлин"),
        ("Марине Секлиной предъявили обвинение.", "Марина Секлина"),
        ("Егору Дальскому предъявили обвинение.", "Егор Дальский"),
        ("Марину Дальскую отпустили.", "Марина Дальская"),
        ("Адвокат Петра Гайдая подал жалобу.", "Петр Гайдай"),
        ("Суд арестовал Айгуль Тажибек кызы.", "Айгуль Тажибек кызы"),
        ("Суд арестовал Айбека Талант уулу.", "Айбек Талант уулу"),
        ("Олега Сергеевича Дальченко отпустили.", "Олег Сергеевич Дальченко"),
        ("Анну Мюллер задержали в аэропорту.", "Анна Мюллер"),
        ("Михаила Дальшвили отпустили в среду.", "Михаил Дальшвили"),
        ("Суд продлил арест куратору Сельвире Далиновой.", "Сельвира Далинова"),
        ("Обвинение предъявили бывшему мэру Житомира Егору Дальнину.", "Егор Дальнин"),
        ("Экс-мэра Житомира Егора Дальнина арестовали.", "Егор Дальнин"),
        ("Задержали ректора ОшГУ Егора Дальнина.", "Егор Дальнин"),
        ("Суд арестовал дельца Иванова Егора Петровича.", "Иванов Егор Петрович"),
    ],
)
def test_names_in_the_nominative(text: str, name: str) -> None:
    found = reading(text)
    assert name in [one.normal for one in found.names if one.kind is NameKind.PERSON]


def test_a_surname_alone_takes_its_gender_from_the_full_name() -> None:
    found = reading("Марину Секлину арестовали. Секлину увезли в СИЗО. Адвокат Секлиной молчит. Егор Дальнин ждал. Дальнина не пустили.")
    assert {one.normal for one in found.names if one.kind is NameKind.PERSON} == {"Марина Секлина", "Секлина", "Егор Дальнин", "Дальнин"}


@pytest.mark.parametrize(
    ("word", "case", "gender", "nominative"),
    [
        ("Секлиной", "Gen", "Fem", "Секлина"),
        ("Секлину", "Acc", "Fem", "Секлина"),
        ("Секлину", "Dat", "Masc", "Секлин"),
        ("Секлиным", "Ins", "Masc", "Секлин"),
        ("Дальского", "Acc", "Masc", "Дальский"),
        ("Дальской", "Dat", "Fem", "Дальская"),
        ("Дальченко", "Gen", "Masc", "Дальченко"),
        ("Дальных", "Gen", "Masc", "Дальных"),
        ("Мюллер", "Gen", "Fem", "Мюллер"),
        ("Мюллера", "Gen", "Masc", "Мюллер"),
        ("Дальнин-Лугову", "Acc", "Fem", "Дальнин-Лугова"),
    ],
)
def test_surnames(word: str, case: str, gender: str, nominative: str) -> None:
    assert surname_of(word, case, gender) == nominative


def test_lemmas_are_chosen_by_tags() -> None:
    assert lemma_of("задержана", "VERB", {"VerbForm": "Part", "Variant": "Short"}) == "задержать"
    assert lemma_of("обвиняемого", "NOUN", {"Case": "Gen"}) == "обвиняемый"
    assert lemma_of("осуждённая", "VERB", {"VerbForm": "Part"}) == "осудить"


@pytest.mark.parametrize(
    ("text", "lemma", "passive", "agents", "patients"),
    [
        ("Суд арестовал Егора Дальнина.", "арестовать", False, ["Суд"], ["Егора"]),
        ("Егор Дальнин был задержан полицией.", "задержать", True, ["полицией"], ["Егор"]),
        ("Марину Белкину задержали в среду.", "задержать", False, [], ["Марину"]),
        ("Марина Белкина обвиняется в краже.", "обвинять", True, [], ["Марина"]),
        ("Егора Дальнина, которого обвиняют в краже, увезли.", "обвинять", False, [], ["Егора"]),
        ("Егор Дальнин, задержанный в мае, молчит.", "задержать", True, [], ["Егор"]),
        ("Суд решил арестовать Егора Дальнина.", "арестовать", False, ["Суд"], ["Егора"]),
        ("Егора Дальнина и Марину Белкину отпустили.", "отпустить", False, [], ["Егора", "Марину"]),
        # what stands between a participle and its noun, and how far off the noun of "который" may stand
        ("Осуждённый в 2021 году по старой статье Дальнин уехал.", "осудить", True, [], ["Дальнин"]),
        ("Приговорённая к пяти годам Марина Белкина уехала.", "приговорить", True, [], ["Марина"]),
        (
            "Ведущая Марина Белкина просит денег от дома, его хозяев и Марка Лугина, который признал вину в краже.",
            "признать",
            False,
            ["Марка"],
            ["вину"],
        ),
        # subjects, lists and names that a parser hangs across another verb
        (
            "Выборы понадобились после того, как в мае прежний глава Егор Дальнин был обвинен в попытке кражи и ушел в отставку.",
            "обвинить",
            True,
            [],
            ["глава"],
        ),
        (
            "Обвинение в краже предъявлено соседу Егору Дальнину, а его брат, дядя и бывший сотрудник завода обвиняются в обмане.",
            "предъявить",
            True,
            [],
            ["Обвинение"],
        ),
        ("Отметим, что разразился ряд громких скандалов: Е. Дальнина обвиняли в подкупе.", "обвинять", False, [], ["Е"]),
    ],
)
def test_who_does_what_to_whom(text: str, lemma: str, passive: bool, agents: list[str], patients: list[str]) -> None:
    found, one = clause(text, lemma)
    assert one.passive is passive
    assert words(found, one.agents) == agents
    assert words(found, one.patients) == patients


def test_recipients_and_prepositions() -> None:
    found, one = clause("Марине Белкиной предъявили обвинение в краже.", "предъявить")
    assert words(found, one.recipients) == ["Марине"]
    found, one = clause("В отношении Егора Дальнина возбудили дело.", "возбудить")
    assert [(part.prep, found.tokens[part.head].text) for part in one.obliques] == [("в отношении", "Егора")]


def test_tenses_and_denials() -> None:
    assert clause("Егора Дальнина не задерживали.", "задерживать")[1].negated
    assert clause("Егор Дальнин будет освобождён.", "освободить")[1].tense is Tense.FUTURE
    assert clause("Егор Дальнин арестован.", "арестовать")[1].tense is Tense.PAST


def test_phrases_turn_nominative_as_a_whole() -> None:
    found = reading("Он пришёл из Первомайского районного суда Бишкека.")
    phrase = next(one for one in found.phrases.values() if found.tokens[one.head].lemma == "суд")
    assert found.normal_of(phrase.first, found.tokens[-1].index) == "Первомайский районный суд Бишкека"


def test_spans_are_of_the_text() -> None:
    text = "Суд в Бишкеке\nарестовал   Егора Дальнина — до 17 июня."
    found = reading(text)
    assert found.depth is Depth.FULL
    assert all(token.span.of(text) == token.text for token in found.tokens)
    assert all(0 <= head < len(found.tokens) for head in found.heads)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "«»",
        "1.",
        "А",
        "Ёлка!!! ??? —",
        "http://example.org/а/б?в=г",
        "ООО «Ромашка»\n\n\nС. В. Т.",
        "Его ждали в Ал-",
        "Суд арестовал Дальнина- и Абу-Лугова-",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    assert reading(text).text == text


@pytest.mark.parametrize(("lang", "absent"), [("en", "slovnet"), ("ru", "spacy"), ("de", "slovnet"), ("de", "spacy")])
def test_only_what_a_language_needs_is_loaded(lang: str, absent: str) -> None:
    code = (
        "import sys; from reportedly.language import read; from reportedly.model.text import Article; "
        f"read(Article('t', 'Anna Example, Анна Примерова.', '0' * 64, {lang!r})); print({absent!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


@pytest.mark.parametrize(
    "text",
    [
        "Лугин пересёк прямую раньше своей ближайшей соперницы Элий Зиркле.",
        "Знакомый Егора Дальнина.",
        "Сын депутата Егора Дальнина Марка Лугина.",
        "Помощника Егора Дальнина Артура Лугина, сына Марины Белкиной, отпустили.",
        "Штаб Дальнина, жена соседа Дальнина и убийца сестры Дальнина Марк Лугин.",
    ],
)
def test_no_words_hang_on_each_other(text: str) -> None:
    heads = reading(text).heads
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] != at and steps <= len(heads):
            at, steps = heads[at], steps + 1
        assert heads[at] == at


def test_mended_sentences_stay_trees() -> None:
    chance = Random(1)  # noqa: S311 (no secret)
    for _ in range(3000):
        size = chance.randint(3, 9)
        heads = _tree(chance, size)
        tags = [_tag(chance) for _ in range(size)]
        rels = [chance.choice(["acl:relcl", "nsubj", "obl", "amod"]) for _ in range(size)]
        attach_attributes(heads, rels, tags)
        attach_relatives(heads, rels, tags)
        for at in range(size):
            for _ in range(size):
                at = heads[at]
            assert heads[at] == at


def _tree(chance: Random, size: int) -> list[int]:
    order = chance.sample(range(size), size)
    heads = [order[0]] * size
    for place in range(1, size):
        heads[order[place]] = order[chance.randrange(place)]
    return heads


def _tag(chance: Random) -> Tag:
    pos = chance.choice(["VERB", "NOUN", "PROPN", "ADP", "ADJ"])
    case = {"Case": chance.choice(["Nom", "Gen", "Dat"])}
    feats = {"VerbForm": "Part", **case} if pos == "VERB" else case if pos in {"NOUN", "PROPN"} else {}
    return Tag(chance.choice(["который", "x"]), pos, feats)
