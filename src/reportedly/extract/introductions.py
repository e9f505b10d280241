"""Signs that a run of capitalised words is a person: an age, a noun for people beside it, a "who" after it, words that name somebody."""

from collections.abc import Container

from reportedly.extract.ages import age_word
from reportedly.lexicon import dates as date_words
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.text import Reading, Token

__all__ = ["age_after", "is_day_name", "is_introduced", "is_no_title", "is_time", "joins_list"]


def is_introduced(reading: Reading, first: int, last: int) -> bool:
    """Whether the text around a run introduces it as a person: an age, a noun for people before it or in apposition, a "who" after it."""
    if last - first > 5:
        return False
    tokens = reading.tokens
    if age_after(tokens, last) or _age_before(tokens, first) or (first > 0 and age_word(reading, first - 1) is not None):
        return True
    if _is_called(reading, first) or is_written_given_name(tokens[last - 1].text):
        return True
    phrase = reading.phrases.get(last - 1)
    if phrase is None:
        return False
    if any(_is_noun_for_person(reading, head) for head in phrase.appositions):
        return True
    up = reading.heads[last - 1]
    outer = reading.phrases.get(up)
    if outer is not None and last - 1 in outer.appositions and _is_noun_for_person(reading, up):
        return True
    return last < len(tokens) and any(tokens[index].text.lower() == "who" for index in range(last, min(last + 2, len(tokens))))


def is_written_given_name(word: str) -> bool:
    """A given name as Chinese and Korean ones are written: "Man-lang"."""
    left, hyphen, right = word.partition("-")
    return bool(hyphen) and left.istitle() and right.islower() and left.isalpha() and right.isalpha()


def _is_called(reading: Reading, first: int) -> bool:
    """As in "identified as …", "a man named …": the words before a run say that a person's name follows."""
    before = [token.lemma for token in reading.tokens[max(0, first - 9) : first] if token.sentence == reading.tokens[first].sentence]
    if not before:
        return False
    naming = load_pronouns(reading.lang).naming
    return (before[-1] == "as" and any(lemma in naming for lemma in before)) or reading.tokens[first - 1].text.lower() in {
        "named",
        "surnamed",
        "called",
    }


def _is_noun_for_person(reading: Reading, head: int) -> bool:
    token = reading.tokens[head]
    return token.pos == "NOUN" and load_people(reading.lang).noun(token.lemma, token.text.lower()) is not None


def age_after(tokens: tuple[Token, ...], last: int) -> bool:
    """As in ", 28," or "(28)" after a name."""
    if last + 2 >= len(tokens) or tokens[last].text not in {",", "("}:
        return False
    number = tokens[last + 1].text
    return (number.isdigit() and 8 <= int(number) <= 105 and tokens[last + 2].text in {",", ")", ".", ";"}) or number.lower().endswith("-year-old")


def _age_before(tokens: tuple[Token, ...], first: int) -> bool:
    """As in "26-year-old" before a name, however the words were cut."""
    return (first > 0 and tokens[first - 1].text.lower() in {"old", "year-old", "olds"}) or (
        first > 0 and tokens[first - 1].text.lower().endswith("-year-old")
    )


def is_no_title(tokens: tuple[Token, ...], at: int, last: int, also_given: frozenset[str]) -> bool:
    """Whether a title is somebody's given name: "Prince Dube", but "Prince Harry" (a given name follows)."""
    return last - at == 2 and tokens[at].lower in also_given and tokens[at + 1].text[0].isupper() and not load_given().knows(tokens[at + 1].text)


def is_time(reading: Reading, at: int) -> bool:
    """Whether a weekday, or a month behind a preposition, only stands before a name: "in December Zoran Belko was jailed"."""
    words, word = date_words.load(reading.lang), (reading.tokens[at].lower,)
    return word in words.words_of("weekday") or (word in words.words_of("month") and at > 0 and reading.tokens[at - 1].pos in {"ADP", "ADJ", "SCONJ"})


def is_day_name(reading: Reading, first: int, last: int) -> bool:
    """Whether the name of a day or month is somebody's given name: "Sunday Okoro, 34", "Dahl, Sunday Okoro and …", but not "on Sunday Okoro said"."""
    tokens, tables = reading.tokens, date_words.load(reading.lang)
    before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
    listed = before is not None and (before.text in {",", ";", ":"} or before.lower in {"and", "as", "one"})
    named = any((tokens[first].lower,) in tables.words_of(table) for table in ("weekday", "month"))
    return named and last - first > 1 and (listed or age_after(tokens, last))


def joins_list(tokens: tuple[Token, ...], at: int, ends: Container[int], step: int) -> bool:
    """Whether nothing but an age and a comma or "and" stands between a place and the name before or after it, in a list of three or with "and"."""
    seen = False
    start = at
    while 0 <= at < len(tokens) and ((word := tokens[at].text.lower()) in {",", ";", "and"} or word.isdigit()):
        seen = seen or word == "and"
        at += step
    if at == start or (at if step > 0 else at + 1) not in ends:
        return False
    if seen or step < 0:
        return seen
    while at + 1 < len(tokens) and at + 1 not in ends:
        at += 1
    return at + 1 < len(tokens) and tokens[at + 1].text.lower() in {",", "and"}
