"""What a reader keeps in mind: who has been told of so far, and whom a pronoun or "the …" can mean."""

from reportedly.extract.entities import Entity
from reportedly.extract.people import NamedPerson
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.people import PersonWord
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.parties import RoleName
from reportedly.model.text import Reading

__all__ = ["Memory"]

_OFFICES = frozenset({RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.LAWYER, RoleName.SPOKESPERSON, RoleName.JOURNALIST})
_APART = _OFFICES | {RoleName.OFFICIAL, RoleName.VICTIM, RoleName.WITNESS}
_IN_COURT = frozenset({RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.LAWYER, RoleName.SPOKESPERSON, RoleName.VICTIM, RoleName.WITNESS})
_QUOTES = frozenset({"”", '"', "''", "»"})
_SINGULAR_REACH = 5
_PLURAL_REACH = 6
# words of a name
_NAME = 4


class Memory:
    """The entities of a report in the order they are met, and the search for whom a later phrase means.

    ``accused_heads`` are head tokens that some step names as the one concerned: among candidates, those whom the case concerns come first,
    and those whom a deed was done to (``harmed``) last.
    """

    def __init__(self, reading: Reading, people: list[NamedPerson], accused_heads: frozenset[int], harmed: frozenset[int] = frozenset()) -> None:
        self.reading = reading
        self.pronouns = load_pronouns(reading.lang)
        # where every name shows its case, a reporter who is tried is told from one who tells of it
        self.offices = _OFFICES - {RoleName.JOURNALIST} if self.pronouns.bare else _OFFICES
        self.entities = [
            Entity(
                person.key,
                person.full,
                person,
                gender=_title_gender(person) or _shown_gender(reading, person) or _given_gender(person),
                outside=any(title.role in self.offices for name in person.names for title in name.titles),
                arresting=any(name.titles and name.titles[-1].arresting for name in person.names),
            )
            for person in people
        ]
        self.named = {index: person.key for person in people for name in person.names for index in range(name.first, name.last)}
        self.accused_heads = accused_heads
        self.accused: set[int] = {self.named[head] for head in accused_heads if head in self.named}
        self.harmed = {self.named[head] for head in harmed if head in self.named}
        self.refs: dict[int, tuple[int, ...]] = {}
        self.trail: list[tuple[int, int]] = []
        self.possessors = {phrase.possessor for phrase in reading.phrases.values() if phrase.possessor is not None}

    def mark(self, head: int, keys: tuple[int, ...], *, pronoun: bool = False) -> None:
        """Note that a phrase stands for some entities. A pronoun concerned by a step makes nobody concerned."""
        self.refs[head] = keys
        for key in keys:
            self.entities[key].heads.append(head)
            if head in self.accused_heads and not pronoun:
                self.accused.add(key)
        self.trail.append((head, keys[0] if len(keys) == 1 else self.set_of(keys)))

    def new(self, entity: Entity) -> Entity:
        """Take up an entity; its key is set."""
        entity.key = len(self.entities)
        self.entities.append(entity)
        return entity

    def set_of(self, keys: tuple[int, ...]) -> int:
        """The key of the set that joins some entities."""
        for entity in self.entities:
            if entity.members == keys:
                return entity.key
        text = " and ".join(self.entities[key].text for key in keys)
        counts = [self.entities[key].count or (None if self.entities[key].plural else 1) for key in keys]
        total = sum(number for number in counts if number) if all(counts) else None
        return self.new(Entity(0, text, plural=True, count=total, members=keys)).key

    def concerned(self, entity: Entity) -> bool:
        """Whether the case concerns an entity or one of its members, as far as told without pronouns."""
        return any(key in self.accused for key in (entity.key, *entity.members, *entity.includes))

    def antecedent(self, head: int, gender: str) -> int | None:
        """Whom a singular pronoun means: the best in its own sentence before it, else in the sentences before."""
        clause = self.reading.clause_of(head)
        partners = frozenset((*clause.agents, *clause.patients)) - {head} if clause is not None else frozenset()
        partners |= self._named_with(partners)
        possessive = self.reading.tokens[head].text.lower() in self.pronouns.possessive
        speakers = self._speakers(head)
        sentence = self.reading.tokens[head].sentence
        barred = set() if possessive or self._is_deep(head) else {key for partner in partners for key in self.refs.get(partner, ())}
        officer = None
        for back in range(sentence, max(sentence - _SINGULAR_REACH, -1), -1):
            choices = self._ranked_in(back, head, gender, barred | speakers)
            if officer is not None and choices:
                # whether the officer or another was arrested is not told, unless the case concerns the other
                return choices[0] if choices[0] in self.accused else None
            if choices and self._is_of_police(head, choices[0]):
                if not all(self.entities[choice].arresting for choice in choices):
                    return None
                officer = choices[0]
            elif choices and possessive and back == sentence and self._only_decides(choices):
                # "The judge rejected his request": whoever the case concerns, if a sentence before tells of such a one
                officer = choices[0]
            elif choices:
                return None if self._is_open(choices) or self._is_rash(choices[0], barred, back, gender) else choices[0]
        spoken = self.reading.sentence_of(head).last if speakers else head
        if any(token.text in _QUOTES for token in self.reading.tokens[head:spoken]):
            # nobody says "he was arrested" of himself
            speakers = set()
        return officer if officer is not None or len(speakers) != 1 else next(iter(speakers - barred), None)

    def _named_with(self, partners: frozenset[int]) -> frozenset[int]:
        """The names that a noun in a clause calls so: in "colleagues Dahl and Belko accused him" he is neither of them."""
        phrases = [self.reading.phrases[at] for at in partners if at in self.reading.phrases]
        beside = {name for phrase in phrases for name in phrase.appositions if name in self.named}
        beside.update(phrase.last for phrase in phrases if phrase.last in self.named)
        ends = {at for start in beside for at in range(start, start + _NAME) if at in self.reading.phrases and at in self.named}
        return frozenset(ends | {other for at in ends for other in self.reading.phrases[at].conjuncts})

    def _is_of_police(self, head: int, key: int) -> bool:
        """Whether a step would concern somebody of the police who is told of nothing but the work: "an officer stopped a car; he was arrested"."""
        return head in self.accused_heads and self.entities[key].arresting and key not in self.accused

    def _only_decides(self, choices: list[int]) -> bool:
        """Whether the only ones meant so far are judges, lawyers and the like, whom the case does not concern."""
        return all(self.entities[choice].outside and choice not in self.accused for choice in choices)

    def _is_open(self, choices: list[int]) -> bool:
        """Whether a pronoun could as well mean another: two named people of whom neither the case nor their gender tells one from the other."""
        unknown = [self.entities[key] for key in choices[:2]]
        return len(unknown) == 2 and all(
            one.person is not None and not one.gender and not one.outside and one.key not in self.accused for one in unknown
        )

    def _is_deep(self, head: int) -> bool:
        """Whether a pronoun owns a noun that hangs on a noun, so that it can mean the subject: "Dahl spoke of doubts about his conviction"."""
        noun = next((at for at, phrase in self.reading.phrases.items() if phrase.possessor == head), None)
        outer = self.reading.heads[noun] if noun is not None else head
        return bool(self.pronouns.bare) and noun is not None and self.reading.tokens[outer].pos == "NOUN"

    def _is_rash(self, choice: int, barred: set[int], sentence: int, gender: str) -> bool:
        """Whether a pronoun had better stay open: it would mean somebody the case does not concern, beside one whom it does, or of unknown gender.

        Only where nouns have no articles and every name shows its case, so that the subject is known.
        """
        entity = self.entities[choice]
        if not self.pronouns.bare or choice in self.accused or entity.person is None:
            return False
        if any(key in self.accused and self.entities[key].gender in ("", gender) for key in barred):
            return True
        subjects = (
            clause.patients if clause.passive else clause.agents
            for clause in self.reading.clauses.values()
            if clause.sentence == sentence and not clause.nominal
        )
        return bool(gender) and not entity.gender and not any(choice in self.refs.get(at, ()) for heads in subjects for at in heads)

    def _ranked_in(self, sentence: int, head: int, gender: str, barred: set[int]) -> list[int]:
        """In one sentence: whom an accusing step concerns, then those known to be of that gender, then subjects, then the order of the words."""
        ranked = []
        for at, key in self.trail:
            entity = self.entities[key]
            if self.reading.tokens[at].sentence != sentence or at >= head or entity.plural or key in barred:
                continue
            if gender and entity.gender not in ("", gender):
                continue
            clause = self.reading.clause_of(at)
            subject = clause is not None and at in (clause.patients if clause.passive else clause.agents)
            unsure = bool(gender) and not entity.gender
            ranked.append((key not in self.accused, key in self.harmed, entity.outside, unsure, not subject, at in self.possessors, at, key))
        return list(dict.fromkeys(entry[-1] for entry in sorted(ranked)))

    def _speakers(self, head: int) -> set[int]:
        """Who speaks the words that a pronoun stands in: "he was arrested, Belko said" is not about Belko."""
        found: set[int] = set()
        clause = self.reading.clause_of(head)
        for _ in range(5):
            outer = self.reading.clauses.get(clause.governor) if clause is not None and clause.governor is not None else None
            if clause is None or outer is None or outer.nominal:
                break
            if clause.relation == "complement":
                for agent in outer.agents:
                    found.update(self.refs.get(agent) or ((self.named[agent],) if agent in self.named else ()))
            clause = outer
        return found

    def plural_antecedent(self, head: int, count: int | None, word: PersonWord | None = None) -> tuple[int, ...]:
        """Whom "they", "the two", "the women" mean: a plural told with the same noun, else one that a step concerns, else the last one told."""
        sentence = self.reading.tokens[head].sentence
        lemma = self.reading.tokens[head].lemma
        near: list[Entity] = []
        strict = word is not None and self._is_of_others(word)
        for at, key in reversed(self.trail):
            entity = self.entities[key]
            if at >= head or not entity.plural or (count is not None and entity.count not in (None, count)):
                continue
            if count is not None and word is None and self._is_of_police(head, key):
                continue
            if word is not None and lemma in entity.nouns:
                return entity.members or (key,)
            if not strict and sentence - self.reading.tokens[at].sentence <= _PLURAL_REACH and entity not in near and self._fits(entity, word):
                near.append(entity)
        near.sort(key=lambda entity: (not self.concerned(entity), self._is_of_police(head, entity.key)))
        if near and (word is None or not word.means_accused or self.concerned(near[0])):
            return near[0].members or (near[0].key,)
        singles = self._singles_before(head) if not strict else []
        if count is None:
            return tuple(singles) if len(singles) >= 2 else ()
        return tuple(singles[-count:]) if len(singles) >= count else ()

    def are_counted(self, keys: tuple[int, ...], count: int, word: str) -> bool:
        """Whether those whom a number may mean are told to be so many, or by a word such as "оба", which always means some told before."""
        total = sum(self.entities[key].count or 1 for key in keys)
        return bool(keys) and (word in self.pronouns.definite or total == count)

    def _is_of_others(self, word: PersonWord) -> bool:
        """Whether a plural noun may as well mean others, in languages without articles: "experts", "brothers" are not those told just before."""
        return bool(self.pronouns.bare) and not (word.means_accused or (word.gender and word.role is None))

    def _singles_before(self, head: int) -> list[int]:
        return [key for key in sorted(self.accused) if not self.entities[key].plural and any(at < head for at in self.entities[key].heads)]

    def _fits(self, entity: Entity, word: PersonWord | None) -> bool:
        """Whether a set can be called by a noun: no man among "the women", no judges among "the men" that a case is about."""
        people = [self.entities[key] for key in entity.members] or [entity]
        if word is not None and not entity.members and entity.outside:
            # "the judges who convicted the men"
            return False
        if word is not None and word.role in _IN_COURT and not word.means_accused:
            # "the judges" are none of those told just by another word
            return any(title.role is word.role for one in people if one.person is not None for title in one.person.titles)
        if word is not None and word.gender and any(one.gender not in ("", word.gender) for one in people):
            return False
        untold = [one for one in people if one.person is not None and one.key not in self.accused]
        return not any(title.role in _APART for one in untold if one.person for title in one.person.titles)

    def of_age(self, age: int) -> int | None:
        """The only person told without a name whom the case concerns and who is of an age."""
        found = [one.key for one in self.entities if one.person is None and not one.plural and one.age == age and one.key in self.accused]
        return found[0] if len(found) == 1 else None

    def definite_one(self, head: int, word: PersonWord | None, age: int | None = None) -> int | None:
        """Whom "the suspect", "the teacher", "the 22-year-old" means: one told with the same noun, else the one whom the case concerns."""
        lemma = self.reading.tokens[head].lemma
        gender = word.gender if word is not None else ""
        loose = word is None or word.means_accused or word.rule in self.pronouns.loose or lemma in self.pronouns.generic
        single = [key for at, key in self.trail if at < head and not self.entities[key].plural]
        if self.pronouns.bare:
            single = [key for key in single if not self.entities[key].outside]
        # without articles a bare "врач" is as good as "the doctor": it means the only accused told so far, if there is only one
        plain = bool(self.pronouns.bare) and word is not None and word.role in {None, RoleName.OFFICIAL, RoleName.JOURNALIST, RoleName.OTHER}
        loose = loose or (plain and len({key for key in single if key in self.accused}) == 1)
        if age is not None and self.of_age(age) is not None:
            return self.of_age(age)
        for pool in ([key for key in single if lemma in self.entities[key].nouns], [key for key in single if loose and key in self.accused]):
            fitting = [key for key in pool if not gender or self.entities[key].gender in ("", gender)]
            if fitting:
                return fitting[-1]
        later = [key for key in sorted(self.accused) if self.entities[key].person is not None]
        return later[0] if word is not None and word.means_accused and len(later) == 1 else None

    def others(self, head: int, count: int | None) -> tuple[int, ...]:
        """As in "Mekerina and the three others": the rest of those whom the case concerns so far."""
        here = {key for index in range(self.reading.sentence_of(head).first, head) for key in self.refs.get(index, ())}
        rest: list[int] = []
        for at, key in reversed(self.trail):
            entity = self.entities[key]
            if at >= head or key in here or key in rest or entity.members or key not in self.accused:
                continue
            rest.append(key)
            if count is not None and sum(self.entities[one].count or 1 for one in rest) >= count:
                break
        total = sum(self.entities[key].count or 1 for key in rest)
        return tuple(reversed(rest)) if rest and (count is None or total == count) else ()


def _title_gender(person: NamedPerson) -> str:
    return next((title.gender for title in person.titles if title.gender), "")


def _shown_gender(reading: Reading, person: NamedPerson) -> str:
    """What the forms of a name tell, in languages where they do."""
    marks = {"Gender=Masc": "m", "Gender=Fem": "f"}
    told = [marks[one] for name in person.names for at in range(name.first, name.last) for one in reading.tokens[at].features & marks.keys()]
    return max(sorted(set(told)), key=told.count, default="")


def _given_gender(person: NamedPerson) -> str:
    """What a given name tells; a surname alone tells nothing, and where the surname comes first the second word is the given name."""
    words = person.full.split()
    if len(words) < 2 or "-" in words[-1] or (len(words) > 2 and words[-1][0].islower()):
        return ""
    return load_given().gender(words[0])
