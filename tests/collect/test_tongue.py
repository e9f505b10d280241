"""Languages."""

import pytest

from reportedly.collect.tongue import language_of

ENGLISH = (
    "The court in Exampleton on Saturday placed the two bakers in custody, and the lawyer of one of them said he was to appeal to the higher court. "
)


@pytest.mark.parametrize(
    ("text", "stated", "lang"),
    [
        (ENGLISH, None, "en"),
        (ENGLISH * 3, "ru", "en"),
        ("Суд в Примерске отправил двух пекарей под стражу до 17 июня, это решение обжалуют, сообщил адвокат. " * 4, None, "ru"),
        ("Суд у Прикладську обрав двом пекарям запобіжний захід до 17 червня, повідомив їхній адвокат.", None, "uk"),
        ("Das Gericht in Musterstadt hat am Samstag gegen zwei Bäcker Untersuchungshaft angeordnet.", None, "de"),
        ("Сот Мисалстанда эки наабайчыны эки айга камакка алуу чечимин чыгарды, деп билдирди алардын адвокаты.", None, "ky"),
        ("12345 67890", None, "und"),
        ("Ja", "da-DK", "da"),
        ("", None, "und"),
        ("Nutaarsiassat eqqartuussivimmit tusagassiuutinut nalunaarutigineqarput ullumikkut.", "kl", "kl"),
        (ENGLISH[:30], "nonsense", "und"),
    ],
)
def test_languages(text: str, stated: str | None, lang: str) -> None:
    assert language_of(text, stated) == lang
