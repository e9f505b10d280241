"""Words that tell that a step is another one than the step of the same type told before."""

from functools import cache

from reportedly.lexicon.load import files, records

__all__ = ["load_apart"]


@cache
def load_apart(lang: str) -> tuple[tuple[str, ...], ...]:
    """The word sequences of one language.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    found: list[tuple[str, ...]] = []
    for path in files(f"{lang}/retelling.yaml"):
        for record in records(path):
            record.allow("id", "words", "note", "yes", "no")
            found.extend(tuple(text.split()) for text in record.texts("words"))
    return tuple(found)
