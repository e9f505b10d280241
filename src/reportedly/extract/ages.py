"""Ages as words tell them: "28-year-old", "28-летний", whatever form the word has."""

from reportedly.lexicon.people import load_people
from reportedly.model.text import Phrase, Reading

__all__ = ["age_in", "age_word", "counts_years", "year_old"]


def age_word(reading: Reading, at: int) -> int | None:
    """The age that one token tells by itself, or None."""
    token = reading.tokens[at]
    for form in (token.text.lower(), token.lemma):
        number, mark, rest = form.removeprefix("now-").removeprefix("then-").partition("-")
        if mark and number.isdigit() and rest in load_people(reading.lang).aged and 0 < int(number) <= 110:
            return int(number)
    return None


def counts_years(reading: Reading, at: int) -> bool:
    """Whether a token is a word that says that the number before it counts years of age."""
    return at < len(reading.tokens) and reading.tokens[at].text.lower() in load_people(reading.lang).years


def year_old(reading: Reading, head: int) -> int | None:
    """As in "a 16-year-old", "the 22-year-old": the age, where that is all the description there is."""
    text = reading.tokens[head].text.lower()
    if text.endswith("-year-old") and text.split("-")[0].isdigit():
        return int(text.split("-")[0])
    if text in {"old", "year-old"}:
        for back in range(head - 1, max(head - 5, -1), -1):
            word = reading.tokens[back].text
            if word.isdigit():
                return int(word)
    return None


def age_in(reading: Reading, phrase: Phrase) -> int | None:
    """The age that a phrase tells before its noun: "a 34-year-old baker"."""
    tokens = reading.tokens
    for index in range(phrase.first, phrase.last):
        text = tokens[index].text.lower()
        if text.endswith("-year-old") and text.split("-")[0].isdigit():
            return int(text.split("-")[0])
        if text == "old" and index >= 4 and tokens[index - 2].text.lower() == "year" and tokens[index - 4].text.isdigit():
            return int(tokens[index - 4].text)
    return None
