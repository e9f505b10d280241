"""Who is meant: every phrase that stands for people is led back to the person or group it speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.extract.people import NamedPerson
from reportedly.lexicon.numbers import load as load_numbers
from reportedly.lexicon.people import PersonWord, PersonWords, load_people
from reportedly.lexicon.pronouns import Pronouns, load_pronouns
from reportedly.model.parties import RoleName
from reportedly.model.text import Phrase, Reading

__all__ = ["Discourse", "Entity", "follow"]


@dataclass(slots=True)
class Entity:
    """Somebody that the report speaks of: a named person, one person only described, or several told together.

    ``members`` holds the keys of those whom a set such as "Dahl and Belko" joins. ``nouns`` are the words it is described with. ``outside`` people have an
    office in the case (judge, prosecutor, lawyer, spokesperson), so that "he was arrested" hardly means them.
    """

    key: int
    text: str
    person: NamedPerson | None = None
    plural: bool = False
    count: int | None = None
    gender: str = ""
    definite: bool = False
    members: tuple[int, ...] = ()
    nouns: set[str] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    age: int | None = None
    outside: bool = False


@dataclass(slots=True)
class Discourse:
    """All entities of a report, and which of them each phrase (by head token) stands for."""

    entities: list[Entity]
    refs: dict[int, tuple[int, ...]]
    guessed: set[int] = field(default_factory=set)

    def at(self, head: int) -> tuple[Entity, ...]:
        """The entities that the phrase with this head stands for; sets are given as their members."""
        found: list[Entity] = []
        for key in self.refs.get(head, ()):
            entity = self.entities[key]
            found.extend(self.entities[member] for member in entity.members) if entity.members else found.append(entity)
        return tuple({entity.key: entity for entity in found}.values())


def follow(reading: Reading, people: list[NamedPerson], accused_heads: Iterable[int]) -> Discourse:
    """Lead every phrase for people back to whom it means, reading from the start.

    ``accused_heads`` are head tokens of phrases that some step names as the one concerned: "the suspect" means one of them.
    """
    return _Follower(reading, people, frozenset(accused_heads)).run()


class _Follower:
    def __init__(self, reading: Reading, people: list[NamedPerson], accused_heads: frozenset[int]) -> None:
        self.reading = reading
        self.words: PersonWords = load_people(reading.lang)
        self.pronouns: Pronouns = load_pronouns(reading.lang)
        self.numbers = load_numbers(reading.lang)
        self.entities = [Entity(person.key, person.full, person, gender=_title_gender(person), outside=_has_office(person)) for person in people]
        self.named = {index: person.key for person in people for name in person.names for index in range(name.first, name.last)}
        self.first_of = {name.first: (name.last, person.key) for person in people for name in person.names}
        self.accused_heads = accused_heads
        self.accused: set[int] = {self.named[head] for head in accused_heads if head in self.named}
        self.refs: dict[int, tuple[int, ...]] = {}
        self.guessed: set[int] = set()
        self.trail: list[tuple[int, int]] = []
        self.possessors = {phrase.possessor for phrase in reading.phrases.values() if phrase.possessor is not None}
        self.equated = self._equated()
        self.appositive: dict[int, int] = {}
        for phrase in reading.phrases.values():
            for head in phrase.appositions:
                self.appositive[head] = phrase.head

    def run(self) -> Discourse:
        for sentence in self.reading.sentences:
            for index in range(sentence.first, sentence.last):
                phrase = self.reading.phrases.get(index)
                if phrase is not None or index in self.named:
                    self._meet(index, phrase)
            self._join(sentence.first, sentence.last)
        return Discourse(self.entities, self.refs, self.guessed)

    def _equated(self) -> dict[int, int]:
        """Phrases that a sentence gives a name to: "police identified the suspect as Jon Dahl"."""
        found: dict[int, int] = {}
        for clause in self.reading.clauses.values():
            if clause.nominal or clause.negated or clause.lemma not in self.pronouns.naming:
                continue
            names = [self.named[oblique.head] for oblique in clause.obliques if oblique.prep == "as" and oblique.head in self.named]
            people = [head for head in clause.patients if head not in self.named and self._for_person(head)]
            if len(names) == len(people) == 1:
                found[people[0]] = names[0]
        return found

    # one phrase

    def _meet(self, head: int, phrase: Phrase | None) -> None:
        key = self.named.get(head)
        if key is not None:
            if head + 1 not in self.named or self.named[head + 1] != key or phrase is not None and self.reading.heads[head] not in self.named:
                self._mark(head, (key,))
            else:
                self.refs[head] = (key,)
            return
        if phrase is None:
            return
        linked = self._linked(head, phrase)
        if linked is not None:
            self._describe(linked, head)
            self._mark(head, (linked,))
            return
        token = self.reading.tokens[head]
        if token.pos in {"PRON", "DET"} or token.text.lower() in self.pronouns.words:
            found = self._pronoun(head, token.text.lower())
            if found:
                self._mark(head, found, pronoun=True)
            return
        self._noun(head, phrase)

    def _mark(self, head: int, keys: tuple[int, ...], *, pronoun: bool = False) -> None:
        self.refs[head] = keys
        for key in keys:
            self.entities[key].heads.append(head)
            if head in self.accused_heads and not pronoun:
                self.accused.add(key)
        if len(keys) == 1:
            self.trail.append((head, keys[0]))
        else:
            self.trail.append((head, self._set(keys)))

    def _set(self, keys: tuple[int, ...]) -> int:
        for entity in self.entities:
            if entity.members == keys:
                return entity.key
        text = " and ".join(self.entities[key].text for key in keys)
        counts = [self.entities[key].count or (None if self.entities[key].plural else 1) for key in keys]
        count = sum(number for number in counts if number) if all(counts) else None
        self.entities.append(Entity(len(self.entities), text, plural=True, count=count, members=keys))
        return len(self.entities) - 1

    def _linked(self, head: int, phrase: Phrase) -> int | None:
        """The person whom this phrase names by apposition, in either direction, or right before the name."""
        if not self._for_person(head):
            return None
        if head in self.equated:
            return self.equated[head]
        for other in phrase.appositions:
            if other in self.named:
                return self.named[other]
        outer = self.appositive.get(head)
        if outer is not None and outer in self.refs and len(self.refs[outer]) == 1 and not self.entities[self.refs[outer][0]].plural:
            return self.refs[outer][0]
        if outer is not None and outer in self.named:
            return self.named[outer]
        return self._follows(phrase)

    def _follows(self, phrase: Phrase) -> int | None:
        """ "the boyfriend, 26-year-old Jon Dahl": a name right behind the comma."""
        at = phrase.whole_last if phrase.whole_last < len(self.reading.tokens) else phrase.last
        for start in {phrase.last, at}:
            index = start
            limit = min(start + 7, self.reading.sentence_of(phrase.head).last)
            beside = start == phrase.last and index in self.first_of and self.reading.can_be_title(phrase.head, index)
            if beside and self.reading.tokens[phrase.head].lemma not in self.pronouns.generic:
                return self.first_of[index][1]
            if index >= limit or self.reading.tokens[index].text not in {",", ":"}:
                continue
            index += 1
            while index < limit and (
                self.reading.tokens[index].text.lower() in {"-", "old", "year", "years", "the", "a"} or self.reading.tokens[index].text[0].isdigit()
            ):
                index += 1
            if index < limit and index in self.first_of and self.reading.tokens[phrase.head].features & {"Number=Sing"}:
                last, key = self.first_of[index]
                after = self.reading.tokens[last].text if last < len(self.reading.tokens) else "."
                if after in {",", ".", ";", "(", ")", "-", "–"} or last >= limit:
                    return key
        return None

    def _describe(self, key: int, head: int) -> None:
        entity = self.entities[key]
        token = self.reading.tokens[head]
        entity.nouns.add(token.lemma)
        word = self._word(head)
        if word is not None and word.gender and not entity.gender:
            entity.gender = word.gender
        entity.outside = entity.outside or (word is not None and word.role in _OFFICES)

    def _word(self, head: int) -> PersonWord | None:
        token = self.reading.tokens[head]
        return self.words.noun(token.lemma, token.text.lower()) if token.pos in {"NOUN", "PROPN", "ADJ", "NUM"} else None

    def _for_person(self, head: int) -> bool:
        return self._word(head) is not None or self._year_old(head) is not None

    def _year_old(self, head: int) -> int | None:
        """ "a 16-year-old", "the 22-year-old": the age, where that is all the description there is."""
        text = self.reading.tokens[head].text.lower()
        if text.endswith("-year-old") and text.split("-")[0].isdigit():
            return int(text.split("-")[0])
        if text in {"old", "year-old"}:
            for back in range(head - 1, max(head - 5, -1), -1):
                word = self.reading.tokens[back].text
                if word.isdigit():
                    return int(word)
        return None

    # pronouns

    def _pronoun(self, head: int, word: str) -> tuple[int, ...]:
        if word in self.pronouns.singular:
            found = self._antecedent(head, self.pronouns.singular[word])
            return (found,) if found is not None else ()
        if word in self.pronouns.plural:
            found = self._plural_antecedent(head, self.pronouns.counts.get(word))
            return found
        return ()

    def _antecedent(self, head: int, gender: str) -> int | None:
        clause = self.reading.clause_of(head)
        partners = frozenset((*clause.agents, *clause.patients)) - {head} if clause is not None else frozenset()
        possessive = self.reading.tokens[head].text.lower() in self.pronouns.possessive
        speakers = self._speakers(head)
        sentence = self.reading.tokens[head].sentence
        barred = set() if possessive else {key for partner in partners for key in self.refs.get(partner, ())}
        for back in range(sentence, max(sentence - 5, -1), -1):
            choice = self._best_in(back, head, gender, barred | speakers)
            if choice is not None:
                return choice
        return next(iter(speakers - barred), None) if len(speakers) == 1 else None

    def _best_in(self, sentence: int, head: int, gender: str, barred: set[int]) -> int | None:
        """In one sentence: whom an accusing step concerns first, then those known to be of that gender, then subjects, then the order of the words."""
        ranked = []
        for at, key in self.trail:
            entity = self.entities[key]
            if self.reading.tokens[at].sentence != sentence or at >= head or entity.plural or key in barred:
                continue
            if gender and entity.gender and entity.gender != gender:
                continue
            clause = self.reading.clause_of(at)
            subject = clause is not None and at in (clause.patients if clause.passive else clause.agents)
            unsure = bool(gender) and not entity.gender
            ranked.append((key not in self.accused, entity.outside, unsure, not subject, at in self.possessors, at, key))
        return min(ranked)[-1] if ranked else None

    def _speakers(self, head: int) -> set[int]:
        """Who speaks the words that a pronoun stands in: "he was arrested, Belko said" is not about Belko."""
        found: set[int] = set()
        clause = self.reading.clause_of(head)
        for _ in range(5):
            if clause is None or clause.governor is None:
                break
            outer = self.reading.clauses.get(clause.governor)
            if outer is None or outer.nominal:
                break
            if clause.relation == "complement":
                found.update(key for agent in outer.agents for key in self.refs.get(agent, ()) or self._named_at(agent))
            clause = outer
        return found

    def _named_at(self, head: int) -> tuple[int, ...]:
        return (self.named[head],) if head in self.named else ()

    def _plural_antecedent(self, head: int, count: int | None, word: PersonWord | None = None) -> tuple[int, ...]:
        """Whom "they", "the two", "the women" mean: a plural told with the same noun, else one that a step concerns, else the last one told."""
        sentence = self.reading.tokens[head].sentence
        lemma = self.reading.tokens[head].lemma
        near: list[Entity] = []
        for at, key in reversed(self.trail):
            entity = self.entities[key]
            if at >= head or not entity.plural or (count is not None and entity.count not in (None, count)):
                continue
            if word is not None and lemma in entity.nouns:
                return entity.members or (key,)
            if sentence - self.reading.tokens[at].sentence <= 6 and entity not in near and self._fits(entity, word):
                near.append(entity)
        near.sort(key=lambda entity: not self._concerned(entity))
        if near and (word is None or not word.means_accused or self._concerned(near[0])):
            return near[0].members or (near[0].key,)
        singles = [key for key in sorted(self.accused) if not self.entities[key].plural and any(at < head for at in self.entities[key].heads)]
        if count is None and len(singles) >= 2:
            return tuple(singles)
        return tuple(singles[-count:]) if count and len(singles) >= count else ()

    def _concerned(self, entity: Entity) -> bool:
        return any(key in self.accused for key in (entity.key, *entity.members))

    def _fits(self, entity: Entity, word: PersonWord | None) -> bool:
        """Whether a set can be called by a noun: no man among "the women", no judges among "the men" that a case is about."""
        people = [self.entities[key] for key in entity.members] or [entity]
        if word is not None and word.gender and any(one.gender not in ("", word.gender) for one in people):
            return False
        return not any(title.role is not None and not title.means_accused for one in people if one.person for title in one.person.titles)

    # nouns

    def _noun(self, head: int, phrase: Phrase) -> None:
        word = self._word(head)
        age = self._year_old(head) if word is None else self._age_in(phrase)
        count = self._count(head, phrase)
        token = self.reading.tokens[head]
        if word is None and age is None:
            if count is not None and token.pos == "NUM" and self._counts_people(head, phrase):
                self._new(head, phrase, plural=count != 1, count=count, definite=self._definite(phrase))
            return
        plural = "Number=Plur" in token.features or (count or 0) > 1
        definite = self._definite(phrase)
        if token.text.lower() in self.pronouns.counts and token.pos == "NOUN":
            count, plural = self.pronouns.counts[token.text.lower()], True
        if (definite or self._bare(phrase)) and self._refer(head, phrase, word, plural=plural, count=count):
            return
        self._new(head, phrase, plural=plural, count=count, definite=definite, word=word, age=age)

    def _refer(self, head: int, phrase: Phrase, word: PersonWord | None, *, plural: bool, count: int | None) -> bool:
        if phrase.possessor is not None and word is not None and word.role is not None and not word.means_accused:
            return False
        if plural:
            others = any(self.reading.tokens[index].lemma in {"other", "others"} for index in range(phrase.first, phrase.last))
            found = self._others(head, count) if others else self._plural_antecedent(head, count, word)
        else:
            one = self._definite_one(head, word)
            found = (one,) if one is not None else ()
        if found:
            self._mark(head, found, pronoun=True)
        return bool(found)

    def _others(self, head: int, count: int | None) -> tuple[int, ...]:
        """ "Sekerina and the three others": the rest of those whom the case concerns so far."""
        here = {key for index in range(self.reading.sentence_of(head).first, head) for key in self.refs.get(index, ())}
        rest = [
            key
            for key in sorted(self.accused)
            if key not in here and not self.entities[key].members and any(at < head for at in self.entities[key].heads)
        ]
        total = sum(self.entities[key].count or 1 for key in rest)
        return tuple(rest) if rest and (count is None or total == count) else ()

    def _definite_one(self, head: int, word: PersonWord | None) -> int | None:
        lemma = self.reading.tokens[head].lemma
        gender = word.gender if word is not None else ""
        loose = word is None or word.means_accused or word.rule in self.pronouns.loose or lemma in self.pronouns.generic
        pools = [
            [key for at, key in self.trail if at < head and lemma in self.entities[key].nouns and not self.entities[key].plural],
            [key for at, key in self.trail if at < head and loose and key in self.accused and not self.entities[key].plural],
        ]
        for pool in pools:
            fitting = [key for key in pool if not gender or self.entities[key].gender in ("", gender)]
            if fitting:
                return fitting[-1]
        later = [key for key in sorted(self.accused) if self.entities[key].person is not None]
        return later[0] if word is not None and word.means_accused and len(later) == 1 else None

    def _new(
        self,
        head: int,
        phrase: Phrase,
        *,
        plural: bool,
        count: int | None,
        definite: bool,
        word: PersonWord | None = None,
        age: int | None = None,
    ) -> None:
        text = self.reading.text_of(phrase.first, phrase.last)
        entity = Entity(len(self.entities), text, plural=plural, count=count if plural else None, definite=definite, age=age)
        entity.gender = word.gender if word is not None else ""
        entity.outside = word is not None and word.role in _OFFICES
        entity.nouns.add(self.reading.tokens[head].lemma)
        self.entities.append(entity)
        self._mark(head, (entity.key, *self._examples(phrase, plural=plural)))

    def _examples(self, phrase: Phrase, *, plural: bool) -> tuple[int, ...]:
        """People whom a group is told to include: "ten protesters, including Dahl", "Dahl was one of ten protesters"."""
        if not plural:
            return ()
        inside = [oblique.head for oblique in phrase.obliques if oblique.prep in self.pronouns.inclusive]
        for member in list(inside):
            inner = self.reading.phrases.get(member)
            inside.extend(inner.conjuncts if inner is not None else ())
        clause = self.reading.clause_of(phrase.head)
        if clause is not None and clause.lemma == "be" and not clause.negated:
            among = [oblique.head for oblique in clause.obliques if oblique.prep == "among"]
            ones = [
                oblique.head
                for head in clause.predicate
                if head in self.reading.phrases
                for oblique in self.reading.phrases[head].obliques
                if oblique.prep == "of"
            ]
            if phrase.head in (*among, *ones):
                inside.extend(clause.agents)
        return tuple(dict.fromkeys(self.named[head] for head in inside if head in self.named))

    def _join(self, first: int, last: int) -> None:
        """Remember people told side by side ("Dahl and Belko") as a set that "they" can mean."""
        for index in range(first, last):
            phrase = self.reading.phrases.get(index)
            if phrase is None or not phrase.conjuncts or index not in self.refs:
                continue
            keys = tuple(dict.fromkeys(key for head in (index, *phrase.conjuncts) for key in self.refs.get(head, ())))
            if len(keys) > 1:
                self.trail.append((phrase.conjuncts[-1], self._set(keys)))

    # details of a phrase

    def _bare(self, phrase: Phrase) -> bool:
        """Whether a noun without a determiner may mean somebody told before, as in languages without articles."""
        words = self.pronouns.bare
        return bool(words) and not any(
            words.intersection({self.reading.tokens[at].text.lower(), self.reading.tokens[at].lemma}) for at in range(phrase.first, phrase.last)
        )

    def _definite(self, phrase: Phrase) -> bool:
        first = self.reading.tokens[phrase.first].text.lower()
        return first in self.pronouns.definite or phrase.possessor is not None

    def _count(self, head: int, phrase: Phrase) -> int | None:
        for index in range(phrase.first, phrase.last):
            text = self.reading.tokens[index].text.lower().replace(",", "")
            if self.reading.tokens[index].pos == "NUM" or text in self.numbers.cardinals:
                glued = index + 1 < len(self.reading.tokens) and self.reading.tokens[index + 1].text in {"-", "–"}
                if text.isdigit() and not glued:
                    return int(text)
                if text in self.numbers.cardinals and not glued:
                    return self.numbers.cardinals[text]
        return None

    def _counts_people(self, head: int, phrase: Phrase) -> bool:
        """ "three of the suspects", or a bare number that a step concerns."""
        return any(oblique.prep == "of" and oblique.head in self.refs for oblique in phrase.obliques) or head in self.accused_heads

    def _age_in(self, phrase: Phrase) -> int | None:
        for index in range(phrase.first, phrase.last):
            text = self.reading.tokens[index].text.lower()
            if text.endswith("-year-old") and text.split("-")[0].isdigit():
                return int(text.split("-")[0])
            if (
                text == "old"
                and index >= 4
                and self.reading.tokens[index - 2].text.lower() == "year"
                and self.reading.tokens[index - 4].text.isdigit()
            ):
                return int(self.reading.tokens[index - 4].text)
        return None


_OFFICES = frozenset({RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.LAWYER, RoleName.SPOKESPERSON, RoleName.JOURNALIST})


def _has_office(person: NamedPerson) -> bool:
    return any(name.titles and name.titles[-1].role in _OFFICES for name in person.names)


def _title_gender(person: NamedPerson) -> str:
    return next((title.gender for title in person.titles if title.gender), "")
