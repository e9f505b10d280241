"""Date lines and days in addresses."""

from datetime import date, datetime, timedelta, timezone

import pytest

from reportedly.collect.dateline import date_line, day_in_address, moment


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("April 23, 2025", date(2025, 4, 23)),
        ("Monday, January 14, 2019", date(2019, 1, 14)),
        ("2015-11-30", date(2015, 11, 30)),
        ("23 Sept. 2020", date(2020, 9, 23)),
        ("3rd May 2021", date(2021, 5, 3)),
        ("15 апреля 2013 года", date(2013, 4, 15)),
        ("Опубликовано: 3 мая 2021, 14:05", date(2021, 5, 3)),
        ("Published July 4, 2021 at 3:05 pm EDT", date(2021, 7, 4)),
        ("Stand: 22.04.2024, 06:00 Uhr", date(2024, 4, 22)),
        ("2025年1月14日", date(2025, 1, 14)),
        ("April 31, 2025", None),
        ("On April 23, 2025, he was held.", None),
        ("The April 23, 2025 hearing", None),
        ("April 2025", None),
        ("Judge May 12, 2025", None),
    ],
)
def test_date_lines(line: str, day: date | None) -> None:
    found = date_line(line)
    assert (found.day if found else None) == day


def test_a_moment_keeps_its_zone() -> None:
    found = date_line("Published July 4, 2021 at 3:05 pm EDT")
    assert found is not None
    assert found.at == datetime(2021, 7, 4, 15, 5, tzinfo=timezone(timedelta(hours=-4)))
    assert found.label == "published"


def test_an_update_is_no_publication() -> None:
    found = date_line("Last updated: May 3, 2021")
    assert found is not None
    assert found.label == "updated"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-04-28 17:40:08+00:00", "2023-04-28T17:40:08+00:00"),
        ("2024-01-09T10:00:00.0000000Z", "2024-01-09T10:00:00+00:00"),
        ("2024-01-09T10:00:00+0300", "2024-01-09T10:00:00+03:00"),
        ("2024-01-09", "2024-01-09T00:00:00"),
        ("Fri, 28 Apr 2023 10:00:00 GMT", "2023-04-28T10:00:00+00:00"),
        ("soon", None),
    ],
)
def test_moments(text: str, expected: str | None) -> None:
    found = moment(text)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2022/7/21/bakers", date(2022, 7, 21)),
        ("https://news.example/world/2019/feb/05/bakers", date(2019, 2, 5)),
        ("https://news.example/story/2023-06-26/bakers", date(2023, 6, 26)),
        ("https://news.example/20230101/bakers", date(2023, 1, 1)),
        ("https://news.example/article/3152777/bakers", None),
        ("https://news.example/2022/13/45/bakers", None),
        ("https://news.example/read?on=/2022/07/21/", None),
        ("https://news.example/view?id=20220717000234&p=1", date(2022, 7, 17)),
        ("https://news.example/view?id=2022071799", None),
        ("https://news.example/view?id=20229917", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert day_in_address(url) == day
