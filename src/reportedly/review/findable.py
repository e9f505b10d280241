"""What reports, facts and people are found by: their words, and keys of their names that are the same in any script and most spellings."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportedly.model.casefile import CaseFile
from reportedly.model.claims import Claim, Headcount, Penalty, Quote, ReportReading
from reportedly.resolve.spelling import fold_word, skeleton, words
from reportedly.store.search import Document, Term, terms

__all__ = ["documents_of", "name_keys", "person_keys_of", "terms_of", "word_keys"]

_SHORTEST = 3


@lru_cache(maxsize=4096)
def name_keys(name: str) -> frozenset[str]:
    """The keys that a name is found by, in any script: each word folded, and its consonants where there are enough of them."""
    return frozenset(key for word in words(name) for key in _word_keys(word))


def _word_keys(word: str) -> Iterator[str]:
    folded = fold_word(word)
    yield f"f:{folded}"
    bones = skeleton(folded)
    if len(bones) >= _SHORTEST:
        yield f"s:{bones}"


def word_keys(name: str) -> list[frozenset[str]]:
    """The keys of each word of a name."""
    return [frozenset(_word_keys(word)) for word in words(name)]


def terms_of(query: str) -> list[Term]:
    """The words of a query, each with the keys of the name that it may be."""
    return [Term(word, name_keys(word)) for word in terms(query)]


def person_keys_of(case: CaseFile) -> list[tuple[str, str]]:
    """Pairs of a key and the id of the person of the case whose name gives it."""
    named = [person for person in case.people if person.named]
    return sorted({(key, person.id) for person in named for form in person.names for key in name_keys(form.name)})


def documents_of(reading: ReportReading) -> list[Document]:
    """A report and the sentences of its facts, as they are searched."""
    names = {person.id: frozenset({person.name, *person.other_names}) for person in reading.people if person.named}
    whole = Document("report", reading.article.id, reading.article.text, _keys(name for spelt in names.values() for name in spelt))
    facts: dict[str, Document] = {}
    for claim in reading.claims:
        sentence = " ".join(claim.evidence[0].sentence.split())
        keys = _keys(name for who in _who(claim) for name in names.get(who, ()))
        known = facts.get(sentence)
        facts[sentence] = Document("fact", known.ref if known else claim.id, sentence, keys | (known.keys if known else frozenset()))
    return [whole, *facts.values()]


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names for key in name_keys(name))


def _who(claim: Claim) -> tuple[str, ...]:
    match claim.says:
        case Quote(speaker=speaker):
            return (speaker,) if speaker else ()
        case Headcount() | Penalty():
            return ()
        case says:
            return (says.who,) if isinstance(says.who, str) else says.who
