"""Who is accused in Russian reports: never somebody whom a list, a pronoun or a quotation only brings near the case."""

from datetime import date

import pytest

from reportedly.model.claims import Step
from reportedly.model.parties import RoleName
from reportedly.model.text import Article
from reportedly.model.when import When
from reportedly.pipeline import read


def accused(text: str) -> set[str]:
    reading = read(Article("x", text, "0" * 64, "ru", published=date(2025, 4, 23)))
    return {person.name for person in reading.people if person.named and person.role is RoleName.ACCUSED}


def days(text: str) -> list[When | None]:
    reading = read(Article("x", text, "0" * 64, "ru"))
    return [claim.when for claim in reading.claims if isinstance(claim.says, Step)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # what a ring sold tickets for, and the body that somebody worked for, are no members of it
        (
            "Полиция задержала семь человек, связанных со схемой, в рамках которой покупали билеты на концерты, включая матчи и выступления "
            "певца Марка Дальнина.",
            set(),
        ),
        ("Полиция задержала двух человек, в том числе бывшего сотрудника Главной прокуратуры Егора Дальнина.", {"Егор Дальнин"}),
        # whose conviction it is: the subject's, however deep the noun stands
        (
            "Учитель Марк Лугин начал голодовку. Егор Дальнин стал символом произвола из-за сомнений в справедливости его осуждения.",
            {"Егор Дальнин"},
        ),
        # only the order of the words tells which two
        (
            "Марка Лугина обвиняли во взятках. Егора Дальнина обвиняли в краже. Олега Пирка обвиняли в подкупе. "
            "Последние двое находятся под стражей.",
            {"Марк Лугин", "Егор Дальнин", "Олег Пирк"},
        ),
        # a word for doers in another sentence accuses nobody
        ("Полные имена террористов: Егор Дальнин, Марк Лугин и Олег Пирк.", set()),
        ("Егор Дальнин считает себя знатоком вопроса, он был в комитете по делам соседних стран.", set()),
    ],
)
def test_only_those_whom_a_sentence_concerns_are_accused(text: str, names: set[str]) -> None:
    assert accused(text) == names


def test_the_case_is_about_the_first_in_whose_regard_it_is_told() -> None:
    text = "Завершено расследование дела в отношении Егора Дальнина, обвиняемого в насилии в отношении Марка Лугина."
    assert accused(text) == {"Егор Дальнин"}


def test_a_post_that_opens_a_sentence_is_no_given_name() -> None:
    text = "Суд признал Конрада Дальнина виновным в краже.\n\nКардиолог Дальнин признан виновным из-за смерти певца."
    assert accused(text) == {"Конрад Дальнин"}


def test_without_a_day_of_publication_a_day_is_of_the_year_told_last() -> None:
    told = days("Егора Дальнина задержали 9 апреля 2019 года. 11 октября суд признал Дальнина виновным в краже.")
    assert [(when.earliest, when.latest) for when in told if when] == [(date(2019, 4, 9),) * 2, (date(2019, 10, 11),) * 2]


def test_a_day_without_any_year_stays_open() -> None:
    assert [(when.earliest, when.latest) for when in days("Егора Дальнина задержали 9 апреля.") if when] == [(None, None)]


def test_how_long_a_term_is_takes_no_object_from_a_verb() -> None:
    text = "Суд признал Егора Дальнина виновным по ч. 2 ст. 228 УК РФ и приговорил к 13 годам 6 месяцам колонии."
    reading = read(Article("x", text, "0" * 64, "ru", published=date(2025, 4, 23)))
    terms = [claim.says.term for claim in reading.claims if isinstance(claim.says, Step) and claim.says.term]
    assert [str(term) for term in terms] == ["P13Y6M"]


def test_no_one_whom_another_verb_concerns_is_sentenced() -> None:
    assert accused("Суд выслушал потерпевшего Марка Лугина и приговорил к сроку Егора Дальнина.") <= {"Егор Дальнин"}


def test_an_offence_ends_before_who_did_it() -> None:
    reading = read(Article("x", "Осуждённый за убийство Егор Дальнин умер в колонии.", "0" * 64, "ru", published=date(2025, 4, 23)))
    assert [offence.text for offence in reading.offences] == ["убийство"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # whose son, helper, killer or staff it is stands behind the word, and is not the one whom the step concerns
        ("Суд арестовал сына Егора Дальнина.", set()),
        ("Задержали водителя Марины Белкиной.", set()),
        ("Полиция арестовала убийцу Марины Белкиной.", set()),
        ("Соратницу Егора Дальнина арестовали.", set()),
        ("В отношении брата Егора Дальнина возбудили дело.", set()),
        ("Знакомого Егора Дальнина отправили в СИЗО.", set()),
        ("Координатора штаба Марины Белкиной арестовали.", set()),
        ("Задержали помощника депутата Егора Дальнина.", set()),
        ("Задержали жену Егора Дальнина Марину Белкину.", {"Марина Белкина"}),
        ("Задержали помощника Егора Дальнина Артура Лугина.", {"Артур Лугин"}),
        ("Задержали экс-министра Егора Дальнина.", {"Егор Дальнин"}),
        ("Арестован убийца Артур Лугин.", {"Артур Лугин"}),
        # nor is the one whom somebody is suspected of harming
        ("Задержали подозреваемого в нападении на Марину Белкину.", set()),
        ("Полиция задержала подозреваемого в убийстве Егора Дальнина Артура Лугина.", {"Артур Лугин"}),
    ],
)
def test_a_name_behind_a_word_for_someone_of_theirs_is_not_accused(text: str, names: set[str]) -> None:
    assert accused(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a verb left out is the one before, and a place without a verb is where somebody is
        ("Егора Дальнина отправили под домашний арест, а Марину Белкину — в СИЗО.", {"Егор Дальнин", "Марина Белкина"}),
        ("Егор Дальнин приговорен к 10 годам, а Марина Белкина — к восьми.", {"Егор Дальнин", "Марина Белкина"}),
        ("Егора Дальнина осудили, а Марина Белкина — в Париже.", {"Егор Дальнин"}),
        ("Марина Белкина — под домашним арестом.", {"Марина Белкина"}),
        ("Егор Дальнин сейчас в СИЗО.", {"Егор Дальнин"}),
        ("Егор Дальнин — в отпуске.", set()),
        # whose case it is called may be whoever was killed
        ("Дело Егора Дальнина, убитого в мае, передали в суд.", set()),
        ("Уголовное дело в отношении Марины Белкиной передано в суд.", {"Марина Белкина"}),
        # what no court tries accuses nobody
        ("Марину Белкину обвиняют в плагиате.", set()),
        ("Сенатора Егора Дальнина обвинили в связях с врагом.", set()),
        ("Егор Дальнин признан потерпевшим по делу.", set()),
        ("Егор Дальнин проходит по делу свидетелем.", set()),
        ("Полиция разыскивает пропавшего Егора Дальнина.", set()),
    ],
)
def test_who_is_accused_by_what_stands_beside_a_name(text: str, names: set[str]) -> None:
    assert accused(text) == names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("11 октября 2019 года суд признал Марину Белкину виновной в краже, приговорив её к пяти годам колонии.", [date(2019, 10, 11)] * 2),
        ("12.05.2021 районным судом вынесен приговор Егору Дальнину.", [date(2021, 5, 12)]),
        ("Осуждённый в 2021 году по старой статье Дальнин вышел на свободу в 2023-м.", [date(2021, 1, 1), date(2023, 1, 1)]),
    ],
)
def test_the_time_of_what_is_told_beside(text: str, told: list[date]) -> None:
    assert [when.earliest for when in days(text) if when] == told
