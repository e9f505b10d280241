"""Nouns that tell whose somebody is: "my client", "the lawyer of Dahl", "сообщник Дальнина"."""

from collections.abc import Collection, Mapping

from reportedly.lexicon.names import load_names
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.parties import RoleName
from reportedly.model.text import Phrase, Reading

__all__ = ["belongs_to_accused", "is_client", "principal_of"]


def belongs_to_accused(
    reading: Reading, named: Mapping[int, int], first_of: Mapping[int, tuple[int, int]], accused: Collection[int], phrase: Phrase
) -> bool:
    """As in "сообщник Дальнина", in languages with cases: whoever belongs to one whom the case concerns is another.

    ``named`` are the keys of people by the tokens of their names, ``first_of`` the end and the key of names by their first token.
    """
    owners = [named[one.head] for one in phrase.obliques if one.prep == "of" and one.head in named]
    if phrase.last in first_of and not reading.can_be_title(phrase.head, phrase.last):
        owners.append(first_of[phrase.last][1])
    related = reading.tokens[phrase.head].lemma in load_names(reading.lang).relational
    return bool(load_pronouns(reading.lang).bare) and related and any(key in accused for key in owners)


def is_client(reading: Reading, phrase: Phrase) -> bool:
    """As in "my client": whom the one who speaks defends."""
    words = load_pronouns(reading.lang)
    owner = reading.tokens[phrase.possessor].lower if phrase.possessor is not None else ""
    return owner in words.speaking and reading.tokens[phrase.head].lemma in words.defended


def principal_of(reading: Reading, named: Mapping[int, int], head: int) -> int | None:
    """Whose lawyer speaks in the sentence of a token: "Dahl's lawyer", "a lawyer for Dahl"; None if it does not tell, or tells more than one."""
    sentence, people, words = reading.sentence_of(head), load_people(reading.lang), load_pronouns(reading.lang)
    found: set[int] = set()
    for index in range(sentence.first, sentence.last):
        phrase = reading.phrases.get(index)
        word = people.of_token(reading.tokens[index]) if phrase is not None else None
        if phrase is None or word is None or word.role is not RoleName.LAWYER:
            continue
        told = [one.head for one in phrase.obliques if one.prep in words.defending]
        owners = told if phrase.possessor is None else [phrase.possessor]
        found.update(named[owner] for owner in owners if owner in named)
    return next(iter(found)) if len(found) == 1 else None
