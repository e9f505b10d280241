"""Who is who in Russian reports: those whom a post, a pair, a list or a headline brings in, and nobody beside them."""

from datetime import date

import pytest

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
