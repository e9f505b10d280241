"""Ages as words tell them: "28-year-old", "28-летний", whatever form the word has."""

from reportedly.lexicon.people import load_people
from reportedly.model.text import Reading

__all__ = ["age_word", "counts_years"]


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
