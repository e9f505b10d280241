"""Words for people: titles before a name, nouns for what somebody is, and what role in a case that tells."""

from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.lexicon.load import Record, files, records
from reportedly.model.parties import RoleName
from reportedly.model.text import Token

__all__ = ["PersonWord", "PersonWords", "load_people"]

_KEYS = ("id", "nouns", "aged", "years", "role", "gender", "young", "title", "accusing", "weak", "accuses", "arresting", "note", "yes", "no")


@dataclass(frozen=True, slots=True)
class PersonWord:
    """One word for a person.

    ``gender`` is ``m``, ``f`` or empty. ``accusing`` words say that somebody is accused; ``weak`` ones can mean the accused of a case that is told.
    ``accuses`` marks words for those who prosecute: what they accuse somebody of is a case. ``arresting`` ones are of the police: behind one of them
    "he was arrested" hardly means the officer.
    """

    word: str
    rule: str
    role: RoleName | None
    gender: str
    young: bool
    title: bool
    accusing: bool
    weak: bool = False
    accuses: bool = False
    arresting: bool = False

    @property
    def means_accused(self) -> bool:
        """Whether "the …" with this word can stand for the accused."""
        return self.accusing or self.weak


@dataclass(frozen=True, slots=True)
class PersonWords:
    """All words for people of one language. A word may have several entries; the first with a role wins.

    ``aged`` words stand behind a number and a hyphen ("28-year-old"), ``years`` behind a number that tells an age ("28 лет").
    ``last_words`` are the last words of nouns of several.
    """

    titles: dict[str, PersonWord]
    nouns: dict[str, PersonWord]
    prosecuting: frozenset[str]
    examples: tuple[Record, ...]
    aged: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    last_words: frozenset[str] = frozenset()

    def of_token(self, token: Token) -> PersonWord | None:
        """The entry for a word in its place: one of the lexicon, or a plain one for any noun that shows that it means somebody alive."""
        found = self.noun(token.lemma, token.text.lower()) if token.pos in {"NOUN", "PROPN", "ADJ", "NUM"} else None
        if found is None and token.pos == "NOUN" and "Animacy=Anim" in token.features:
            return PersonWord(token.lemma, "animate", None, "", young=False, title=False, accusing=False)
        return found

    def noun(self, lemma: str, text: str) -> PersonWord | None:
        """The entry for a noun by its lemma or its text (lower case)."""
        found = self.nouns.get(lemma) or self.nouns.get(text)
        if found is None and "-" in text:
            found = self.nouns.get(text.rsplit("-", 1)[-1])
        return found


def _words(record: Record) -> list[PersonWord]:
    record.allow(*_KEYS)
    role = record.text("role", "")
    return [
        PersonWord(
            word=word,
            rule=record.text("id"),
            role=RoleName(record.one_of("role", tuple(RoleName))) if role else None,
            gender=record.one_of("gender", ("m", "f", ""), ""),
            young=bool(record.data.get("young")),
            title=bool(record.data.get("title")),
            accusing=bool(record.data.get("accusing")),
            weak=bool(record.data.get("weak")),
            accuses=bool(record.data.get("accuses")),
            arresting=bool(record.data.get("arresting")),
        )
        for word in record.texts("nouns")
    ]


@lru_cache(maxsize=8)
def load_people(lang: str) -> PersonWords:
    """The words for people of one language.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    titles: dict[str, PersonWord] = {}
    nouns: dict[str, PersonWord] = {}
    prosecuting: set[str] = set()
    examples: list[Record] = []
    aged: set[str] = set()
    years: set[str] = set()
    for path in files(f"{lang}/people.yaml"):
        for record in records(path):
            aged.update(record.texts("aged"))
            years.update(record.texts("years"))
            for word in _words(record):
                if word.accuses:
                    prosecuting.add(word.word)
                    continue
                if word.title:
                    titles.setdefault(word.word, word)
                nouns[word.word] = _joined(nouns.get(word.word), word)
            examples.extend(record.records("yes") + record.records("no"))
    last_words = frozenset(words[-1] for words in map(str.split, nouns) if len(words) > 1)
    return PersonWords(titles, nouns, frozenset(prosecuting), tuple(examples), frozenset(aged), frozenset(years), last_words)


def _joined(old: PersonWord | None, new: PersonWord) -> PersonWord:
    if old is None:
        return new
    return replace(
        old,
        role=old.role or new.role,
        gender=old.gender or new.gender,
        young=old.young or new.young,
        title=old.title or new.title,
        accusing=old.accusing or new.accusing,
        weak=old.weak or new.weak,
        arresting=old.arresting or new.arresting,
    )
