"""Offences as Russian reports tell them: their wording in the nominative, their articles, their greatest penalty."""

import pytest

from reportedly import language
from reportedly.extract.offence_merge import distinct_offences
from reportedly.extract.offences import find_offences
from reportedly.extract.penalties import find_penalties
from reportedly.extract.terms import find_terms
from reportedly.model.claims import Offence
from reportedly.model.text import Article


def offences(text: str) -> tuple[Offence, ...]:
    reading = language.read(Article("test", text, "0" * 64, "ru"))
    mentions = find_offences(reading)
    return distinct_offences(reading, mentions, find_penalties(reading, mentions, find_terms(reading)))


def told(text: str) -> list[str]:
    return [offence.text for offence in offences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Его обвиняют в даче ложных показаний федеральным агентам.", ["дача ложных показаний федеральным агентам"]),
        ("Её осудили за крупную кражу и открытое хищение чужого имущества.", ["крупная кража", "открытое хищение чужого имущества"]),
        ("Он виновен в соучастии в убийстве двух пекарей летом 2014 года.", ["соучастие в убийстве двух пекарей"]),
        ("Его обвиняют в разжигании розни.", ["разжигание розни"]),
    ],
)
def test_only_the_head_and_what_agrees_with_it_go_into_the_nominative(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Женщину признали виновной в жестоком обращении с детьми и истязании.", ["жестокое обращение с детьми", "истязание"]),
        ("Полиция обвиняет их в поджоге, в нападении на сторожа и в краже оружия.", ["поджог", "нападение на сторожа", "кража оружия"]),
        ("Их обвиняют в изготовлении и сбыте наркотиков.", ["изготовление и сбыт наркотиков"]),
        (
            "Её признали виновной в контрабанде (ст. 229.1 УК РФ) и незаконном хранении оружия (ст. 222 УК РФ).",
            ["контрабанда", "незаконное хранение оружия"],
        ),
    ],
)
def test_cases_tell_how_a_list_goes_together(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "law"),
    [
        ("Дело возбудили по ст. 188 УК РК «Кража».", "Кража", "ст. 188 УК РК"),
        ("Ему вменяют ч. 4 ст. 159 УК РФ — мошенничество в крупном размере.", "мошенничество в крупном размере", "ч. 4 ст. 159 УК РФ"),
        (
            "Дело возбуждено по части 3 статьи 238 УК (оказание услуг, не отвечающих требованиям безопасности).",
            "оказание услуг, не отвечающих требованиям безопасности",
            "части 3 статьи 238 УК",
        ),
        ("Его обвиняют в краже (п. «в» ч. 2 ст. 158 УК Кыргызской Республики).", "кража", "п. «в» ч. 2 ст. 158 УК Кыргызской Республики"),
    ],
)
def test_a_gloss_is_the_offence_of_the_article_that_it_stands_with(text: str, wanted: str, law: str) -> None:
    assert [(offence.text, offence.law) for offence in offences(text)] == [(wanted, law)]


def test_articles_of_procedure_name_no_offence() -> None:
    (offence,) = offences("Пекаря обвиняют в мошенничестве. Его арестовали на основании ст. 108 УПК.")
    assert offence.law is None


@pytest.mark.parametrize(
    "text",
    [
        "Обвинения в его адрес выдвинули три женщины.",
        "Обвинение в отношении пекаря предъявили во вторник.",
        "Пекаря задержали за городом.",
        "Статью 23 закона «О банках и банковской деятельности» изменили.",
        "Он обвинил правительство в росте цен.",
        "Тренер обвинил соперника в предвзятости.",
        "Мэр говорил о борьбе с хищениями.",
    ],
)
def test_what_is_no_offence(text: str) -> None:
    assert told(text) == []


def test_an_act_told_in_a_clause_is_taken_if_it_is_a_known_offence() -> None:
    assert told("Его обвиняют в том, что он похитил деньги завода.") == ["похитил деньги завода"]
    assert told("Его обвиняют в том, что он развязал кампанию.") == []


def test_what_points_back_is_no_other_offence() -> None:
    text = "Пекаря обвиняют в убийстве Анны Лукиной. Дети Лукиной сказали, что обвинение в убийстве их матери не доказано."
    assert told(text) == ["убийство Анны Лукиной"]


def test_a_grave_crime_is_told_without_a_word_of_accusation() -> None:
    assert told("Убийство журналистки потрясло город.") == ["Убийство журналистки"]
    # a kind that is told formally is not told again by its bare name
    assert told("Пекаря обвиняют в краже велосипеда. Кража случилась в мае.") == ["кража велосипеда"]


@pytest.mark.parametrize(
    ("text", "penalty"),
    [
        ("Пекаря подозревают в шпионаже. Наказание по ст. 276 УК — до 20 лет.", "P20Y"),
        ("Пекаря обвиняют в оскорблении; ему может грозить штраф или до года лишения свободы.", "P1Y"),
        ("Пекаря обвиняют в убийстве сторожа. Если вина будет доказана, ему грозит пожизненное заключение.", "life"),
        ("Пекарю грозит до 20 лет. Его обвиняют в шпионаже.", "P20Y"),
        ("Пекаря обвиняют в разбое. Санкция предусматривает лишение свободы на срок от пяти до восьми лет.", "P8Y"),
    ],
)
def test_the_greatest_penalty(text: str, penalty: str) -> None:
    assert [offence.max_penalty for offence in offences(text)] == [penalty]
