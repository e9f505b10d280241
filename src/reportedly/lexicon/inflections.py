"""Forms of words that spelling alone does not tell."""

from functools import cache

from reportedly.lexicon.load import LINE, Record, files, records

__all__ = ["load_inflections"]


@cache
def load_inflections(lang: str) -> dict[str, tuple[str, ...]]:
    """The irregular forms of the words of one language by lemma, in lower case; none for a language without a file.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    forms: dict[str, tuple[str, ...]] = {}
    for path in files(f"{lang}/inflections.yaml"):
        for record in records(path):
            record.allow("id", "forms", "note", "yes", "no")
            told = record.data.get("forms")
            if not isinstance(told, dict):
                raise record.fault("'forms' must map words to their forms", "write `forms:` and below it lines such as `seek: [sought]`")
            entry = Record(told, record.file, record.line)
            forms.update({word: entry.texts(word) for word in told if word != LINE})
    return forms
