"""Who is who in Russian reports: those whom a post, a pair, a list or a headline brings in, and nobody beside them."""

from datetime import date

import pytest

from reportedly.model.claims import Step
from reportedly.model.parties import RoleName
from reportedly.model.text import Article
from reportedly.pipeline import read


def accused(text: str) -> set[str]:
    reading = read(Article("x", text, "0" * 64, "ru", published=date(2025, 4, 23)))
    return {person.name for person in reading.people if person.named and person.role is RoleName.ACCUSED}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a reporter who is tried, and one who tells of it
        ("Прокурор запросил восемь лет колонии для блогера Егора Дальнина по делу о краже.", {"Егор Дальнин"}),
        ("Журналистка Марина Белкина получила пять лет колонии.", {"Марина Белкина"}),
        ("Егора Дальнина осудили за кражу. Об этом сообщила журналистка Марина Белкина.", {"Егор Дальнин"}),
        # a post that opens the sentence is nobody's name
        ("Экс-владельца холдинга «Заря» Егора Дальнина обвиняют в хищении.", {"Егор Дальнин"}),
        ("Экс-владельца холдинга «Заря» обвиняют в хищении.", set()),
        ("Арестован глава полиции Бельц Егор Дальнин.", {"Егор Дальнин"}),
    ],
)
def test_posts_and_offices(text: str, names: set[str]) -> None:
    assert accused(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Задержаны двое: Егор Дальнин и Марк Лугин.", {"Егор Дальнин", "Марк Лугин"}),
        ("Осуждены: Егор Дальнин, Марина Белкина и Марк Лугин.", {"Егор Дальнин", "Марина Белкина", "Марк Лугин"}),
        ("Среди задержанных оказался бывший депутат Егор Дальнин.", {"Егор Дальнин"}),
        ("Задержаны трое человек. Одного из задержанных, Егора Дальнина, отпустили.", {"Егор Дальнин"}),
        ("Егор Дальнин получил 10 лет колонии, Марина Белкина — восемь.", {"Егор Дальнин", "Марина Белкина"}),
        ("Егору Дальнину назначили 10 лет колонии, Марине Белкиной — восемь лет.", {"Егор Дальнин", "Марина Белкина"}),
        ("Суд приговорил Егора Дальнина за убийство Марины Белкиной к 10 годам колонии.", {"Егор Дальнин"}),
        ("Егор Дальнин получил 10 лет колонии, Марина Белкина — 20 тысяч рублей компенсации.", {"Егор Дальнин"}),
        ("Суд приговорил Егора Дальнина, убившего соседа Марка Лугина и Марину Белкину, к 10 годам колонии.", {"Егор Дальнин"}),
        ("Егор Дальнин получил пять лет колонии, его адвокат Марина Белкина — премию.", {"Егор Дальнин"}),
        ("Вместе с Егором Дальниным по делу проходит его заместитель Марина Белкина.", {"Егор Дальнин", "Марина Белкина"}),
        ("Вместе с адвокатом Марком Лугиным в суд доставили Егора Дальнина, которого обвиняют в краже.", {"Егор Дальнин"}),
        ("Егора Дальнина и Марка Лугина обвиняют в краже. Двоих свидетелей допросили.", {"Егор Дальнин", "Марк Лугин"}),
    ],
)
def test_lists_and_numbers(text: str, names: set[str]) -> None:
    assert accused(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Уголовное дело возбуждено в отношении судьи Егора Дальнина.", {"Егор Дальнин"}),
        ("Судья Марк Лугин арестовал Егора Дальнина на два месяца. Адвокат Марина Белкина подала жалобу.", {"Егор Дальнин"}),
        ("Адвокат Егора Дальнина Марина Белкина обжаловала его арест.", {"Егор Дальнин"}),
        ("Правозащитник Егор Дальнин вышел на свободу из колонии.", {"Егор Дальнин"}),
        ("Обвиняемый в краже соседа Егор Дальнин молчал.", {"Егор Дальнин"}),
        ("Полиция ищет обвиняемого в убийстве Егора Дальнина.", set()),
        ("Адвокат обвиняемого в убийстве Егора Дальнина приехал.", set()),
        ("Прокуратура требует экстрадиции Егора Дальнина.", {"Егор Дальнин"}),
        ("Егор Дальнин может получить до десяти лет колонии.", {"Егор Дальнин"}),
        ("Марина Белкина может получить от города деньги за дом.", set()),
    ],
)
def test_those_who_have_an_office_and_those_who_may_be_sentenced(text: str, names: set[str]) -> None:
    assert accused(text) == names


def test_my_client_is_whom_the_case_is_about() -> None:
    text = "Марине Белкиной продлили арест. «Моя подзащитная не признает вину», — сказала адвокат Анна Лугина."
    reading = read(Article("x", text, "0" * 64, "ru", published=date(2025, 4, 23)))
    assert [person.name for person in reading.people if person.role is RoleName.ACCUSED] == ["Марина Белкина"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # whoever belongs to one whom the case concerns is another
        ("Егора Дальнина арестовали в Норвике. Сообщник Дальнина, военный Марк Лугин, был приговорен к пяти годам.", {"Егор Дальнин"}),
        ("Задержан подозреваемый в краже. Им оказался 24-летний аспирант Егор Дальнин.", {"Егор Дальнин"}),
        ("Редактора Марину Белкину арестовали. М.Белкину подозревают в краже.", {"Марина Белкина"}),
        ("Суд приговорил к 21 году тюрьмы Егора Дальнина, устроившего взрыв.", {"Егор Дальнин"}),
        ("Финансисту грозит до 25 лет тюрьмы.", set()),
        # whatever somebody with a name says that another did
        ("Депутат Марина Белкина обвинила мэра Егора Дальнина в коррупции.", set()),
        ("Прокурор Марина Белкина обвинила мэра Егора Дальнина в коррупции.", {"Егор Дальнин"}),
    ],
)
def test_whom_words_mean(text: str, names: set[str]) -> None:
    assert accused(text) >= names
    assert not accused(text) - names - {"Марк Лугин"}


def standings(text: str) -> list[tuple[str, str]]:
    reading = read(Article("x", text, "0" * 64, "ru", published=date(2025, 4, 23)))
    return [(claim.says.type.value, claim.standing.value) for claim in reading.claims if isinstance(claim.says, Step)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Егора Дальнина судят за кражу. Приговор Дальнину огласят 4 июня.", ("sentence", "scheduled")),
        ("Егора Дальнина осудили за кражу. Егор Дальнин подаст апелляцию.", ("appeal", "hypothetical")),
        ("Егора Дальнина осудили за кражу. Егор Дальнин заявил, что не намерен обжаловать приговор.", ("appeal", "hypothetical")),
        ("Егор Дальнин останется в СИЗО до 5 июля.", ("detention_extended", "reported")),
        ("Гособвинение просит назначить Егору Дальнину десять лет колонии.", ("sentence", "requested")),
    ],
)
def test_what_is_still_to_come(text: str, told: tuple[str, str]) -> None:
    assert told in standings(text)


def test_a_word_in_brackets_tells_of_no_other_step() -> None:
    text = "Марина Белкина вышла на свободу\n\nМарина Белкина (ранее Марина Лугина) вышла в среду, 16 апреля 2025 года, из тюрьмы."
    reading = read(Article("x", text, "0" * 64, "ru"))
    assert [claim.when.earliest for claim in reading.claims if isinstance(claim.says, Step) and claim.says.type == "release" and claim.when] == [
        date(2025, 4, 16)
    ]
