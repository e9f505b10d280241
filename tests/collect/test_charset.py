"""Encodings, invisible characters, line ends."""

import pytest

from reportedly.collect.charset import cleaned, decoded
from reportedly.errors import InputError

RUSSIAN = "Суд в Примерске отправил двух пекарей под стражу до 17 июня. Их адвокат сообщил, что обжалует решение. " * 3
FRENCH = "Le tribunal a placé deux boulangers en détention. L’avocat, très étonné, fera appel à Exampleville. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r"])
def test_russian_in_any_encoding(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding)).lstrip("\ufeff") == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_french_in_any_encoding(encoding: str) -> None:
    assert decoded(FRENCH.encode(encoding)) == FRENCH


def test_polish_in_its_old_encoding() -> None:
    polish = "Sąd w Przykładowie aresztował dwóch piekarzy na trzy miesiące. Ich adwokat zapowiedział, że złoży zażalenie. " * 3
    assert decoded(polish.encode("cp1250")) == polish


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (b'<html><head><meta charset="windows-1251"></head><p>' + RUSSIAN.encode("cp1251"), None),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>' + RUSSIAN.encode("koi8-r"), None),
        (b"<p>" + RUSSIAN.encode("cp1251"), "windows-1251"),
        (b'<meta charset="iso-8859-1"><p>' + RUSSIAN.encode("utf-8"), "utf-8"),
        (b'<meta charset="no-such-charset"><p>' + RUSSIAN.encode("utf-8"), "nor-this"),
    ],
)
def test_pages_say_their_charset(content: bytes, declared: str | None) -> None:
    assert RUSSIAN in decoded(content, declared=declared, html=True)


def test_text_read_wrongly_once_is_mended() -> None:
    spoilt = FRENCH.encode("utf-8").decode("cp1252")
    assert decoded(spoilt.encode("utf-8")) == FRENCH


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    assert RUSSIAN in decoded(RUSSIAN.encode("utf-8") * 10 + b"\xd0")


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\x00\x01\x02\x03\xff\xfe\xfd" * 100])
def test_binary_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        decoded(content)


def test_clean_text() -> None:
    assert cleaned("\ufeffOne\u200b two\u00a0three\r\n\r\nfo\u00adur\rfive\u2028six  seven\t") == "One two three\n\nfour\nfive\nsix seven"


def test_joiners_that_spell_stay() -> None:
    assert cleaned("می\u200cخواهم") == "می\u200cخواهم"
