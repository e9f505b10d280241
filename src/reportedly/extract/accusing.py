"""Who is accused by a word: "the suspect, Jon Dahl", "gunman Jon Dahl", "one of the defendants is Jon Dahl"."""

from collections.abc import Iterator

from reportedly.extract.entities import Entity
from reportedly.extract.names import PersonName
from reportedly.extract.person_nouns import post_over
from reportedly.extract.scene import Scene
from reportedly.lexicon.names import load_names
from reportedly.lexicon.people import PersonWord, PersonWords, load_people
from reportedly.lexicon.standings import load_standings
from reportedly.model.claims import Standing
from reportedly.model.text import Clause, NameKind

__all__ = ["accused_by_word"]


_AGED = frozenset({"-", "year", "old", "year-old", "aged"})
_CLOSES = frozenset({",", ".", ";", "(", ")"})


def accused_by_word(scene: Scene) -> set[int]:
    """Named people whom a title, apposition or predicate of the very name calls suspect, defendant and the like."""
    words = load_people(scene.reading.lang)
    found: set[int] = set()
    concerned = {one.key for hit in scene.hits for head in hit.who for one in scene.discourse.at(head)}
    for entity in scene.discourse.entities:
        if any(word.accusing or (word.weak and word.role is not None and bool(scene.hits)) for word in _called(scene, entity)):
            found.add(entity.key)
        known = [word for noun in entity.nouns if (word := words.nouns.get(noun)) is not None] if entity.includes else []
        if any(word.accusing or (word.means_accused and entity.key in concerned) for word in known):
            # "the suspects, Dahl and Belko": called so by the group's noun
            found.update(entity.includes)
    return found | _predicated(scene)


def _called(scene: Scene, entity: Entity) -> Iterator[PersonWord]:
    """What a person is called right at the name; a word for somebody who is only taken to be the same person accuses nobody."""
    if entity.person is None:
        return
    reading, words = scene.reading, load_people(scene.reading.lang)
    for name in entity.person.names:
        # "criminal prosecutor Ana Belko" is a prosecutor: the word next to the name counts
        if name.titles and _is_whole_name(scene, name):
            yield name.titles[-1]
        phrase = reading.phrases.get(name.last - 1)
        heads = [*(phrase.appositions if phrase is not None else ())]
        top = next((at for at in range(name.first, name.last) if not name.first <= reading.heads[at] < name.last), name.last - 1)
        outer = reading.heads[top]
        beside = outer in reading.phrases and top in reading.phrases[outer].appositions
        if beside and post_over(reading, outer, name.first) is None:
            heads.append(outer)
        clause = reading.clause_of(name.last - 1)
        if clause is not None and clause.lemma == "be" and name.last - 1 in clause.agents and _is_told(scene, clause):
            heads.extend(clause.predicate)
        heads.extend(_right_before(scene, name))
        for head in heads:
            token = reading.tokens[head]
            word = words.noun(token.lemma, token.text.lower()) if token.pos == "NOUN" else None
            if word is not None and not _is_anothers(scene, head, words):
                yield word


def _is_anothers(scene: Scene, head: int, words: PersonWords) -> bool:
    """Whether a noun hangs on one for a single person, whose name may be the one told: "the mother of the suspect, Ana Belko"."""
    reading = scene.reading
    up = reading.heads[head]
    owner = reading.tokens[reading.heads[up]] if up != head and reading.tokens[up].pos == "ADP" else None
    return owner is not None and owner.pos == "NOUN" and "Number=Sing" in owner.features and words.of_token(owner) is not None


def _right_before(scene: Scene, name: PersonName) -> Iterator[int]:
    """What stands before a name between commas, however a parser joins it: "Dahl and the fourth suspect, 19-year-old Karl Orlo, fired"."""
    tokens, at = scene.reading.tokens, name.first - 1
    while at > 0 and (tokens[at].lower in _AGED or tokens[at].text.isdigit()):
        at -= 1
    behind = tokens[name.last].text if name.last < len(tokens) else "."
    noun = scene.reading.phrases.get(at - 1) if at > 1 and tokens[at].text == "," else None
    if noun is not None and behind in _CLOSES and noun.last == at and "Number=Sing" in tokens[at - 1].features and tokens[noun.first].pos == "DET":
        yield at - 1


def _is_whole_name(scene: Scene, name: PersonName) -> bool:
    """Whether a title is a person's: not in "the suspect SUV", "Criminal Mischief III", "accused Larch Street shooter"."""
    reading = scene.reading
    if reading.heads[name.last - 1] == name.last:
        return False
    suffixes = load_names(reading.lang).suffixes
    core = [at for at in range(name.first, name.last) if reading.tokens[at].lower not in suffixes]
    labelled = {at for one in reading.names if one.kind is NameKind.PERSON for at in range(one.first, one.last)}
    return len(core) > 1 or bool(labelled.intersection(core)) or _is_named_otherwise(scene, name)


def _is_named_otherwise(scene: Scene, name: PersonName) -> bool:
    """Whether somebody is also named in full or without a title."""
    person = next((one for one in scene.people if name in one.names), None)
    return person is not None and any(len(one.text.split()) > 1 or not one.titles for one in person.names if one != name)


def _is_told(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says that it is so: not denied, not asked, not only thought of."""
    if clause.negated:
        return False
    unreal = [rule for rule in load_standings(scene.reading.lang) if rule.standing is Standing.HYPOTHETICAL]
    return not any(rule.auxiliaries.intersection(clause.auxiliaries) or rule.marks.intersection(clause.marks) for rule in unreal)


def _told_by(scene: Scene, head: int) -> tuple[int, ...]:
    """The names of a predicate: the list it stands in, or the one that its post opens, as in "engineers Dahl, Belko and Orlo"."""
    phrase = scene.reading.phrases.get(head)
    if head in scene.lists.members or phrase is None:
        return scene.listed(head)
    start = next((first for first in range(phrase.whole_first, phrase.whole_last) if first in scene.lists.starts), None)
    if start is not None and _is_owner(scene, head, start):
        return (head,)
    return scene.lists.starts[start] if start is not None else (head,)


def _is_owner(scene: Scene, head: int, start: int) -> bool:
    """Whether names only tell what somebody belongs to: "is one of the members of the Larch Crew"."""
    between = scene.reading.tokens[head + 1 : start]
    cut = max((at for at, token in enumerate(between) if token.text in {",", ":", "—", "–"}), default=-1)
    return any(token.pos == "ADP" for token in between[cut + 1 :])


def _predicated(scene: Scene) -> set[int]:
    """People whom a sentence puts a name to: "one of the suspects is Jon Dahl"."""
    words = load_people(scene.reading.lang)
    found: set[int] = set()
    for clause in scene.reading.clauses.values():
        if clause.nominal or clause.lemma != "be" or not _is_told(scene, clause) or not clause.predicate:
            continue
        heads = [
            oblique.head
            for head in clause.agents
            if head in scene.reading.phrases
            for oblique in scene.reading.phrases[head].obliques
            if oblique.prep == "of"
        ]
        for head in (*clause.agents, *heads):
            token = scene.reading.tokens[head]
            word = words.noun(token.lemma, token.text.lower())
            if word is not None and word.accusing:
                listed = [at for one in clause.predicate for at in _told_by(scene, one)]
                found.update(entity.key for at in listed for entity in scene.discourse.at(at) if entity.person is not None)
    return found
