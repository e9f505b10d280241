"""Who is meant: every phrase that stands for people is led back to the person or group it speaks of."""

from collections.abc import Iterable, Iterator, Mapping

from reportedly.extract.ages import age_in, year_old
from reportedly.extract.belonging import belongs_to_accused, is_client, principal_of
from reportedly.extract.entities import Discourse, Entity
from reportedly.extract.equating import equated_in
from reportedly.extract.membership import Members, members_of, placed_in
from reportedly.extract.memory import Memory
from reportedly.extract.name_lists import NameLists
from reportedly.extract.name_runs import names_after
from reportedly.extract.people import NamedPerson
from reportedly.extract.person_nouns import count_in, post_over
from reportedly.lexicon.people import PersonWord, PersonWords, load_people
from reportedly.lexicon.pronouns import Pronouns, load_pronouns
from reportedly.model.text import Phrase, Reading

__all__ = ["follow"]


def follow(
    reading: Reading,
    people: list[NamedPerson],
    accused_heads: Iterable[int],
    lists: NameLists,
    labels: Mapping[int, Members] | None = None,
    harmed: Iterable[int] = (),
) -> Discourse:
    """Lead every phrase for people back to whom it means, reading from the start.

    ``accused_heads`` are head tokens of phrases that some step names as the one concerned: "the suspect" means one of them. ``labels`` tell by the
    head token of a phrase whom a list behind it names: "the suspects were identified as Dahl and Belko".
    ``harmed`` are head tokens of names that a deed was done to.
    """
    return _Follower(reading, Memory(reading, people, frozenset(accused_heads), frozenset(harmed)), people, lists, labels or {}).run()


class _Follower:
    def __init__(self, reading: Reading, memory: Memory, people: list[NamedPerson], lists: NameLists, labels: Mapping[int, Members]) -> None:
        self.reading = reading
        self.memory = memory
        self.lists = lists
        self.labels = labels
        self.words: PersonWords = load_people(reading.lang)
        self.words_back: Pronouns = load_pronouns(reading.lang)
        self.roster = {name.first: name for person in people for name in person.names}
        self.first_of = {name.first: (name.last, person.key) for person in people for name in person.names}
        self.placed: list[tuple[int, int]] = []
        self.equated = equated_in(reading, memory.named, self._for_person)
        for first, (_, key) in self.first_of.items():
            # "a man surnamed Kim"
            if first >= 2 and reading.tokens[first - 1].lemma in self.words_back.surnaming and self._for_person(first - 2):
                self.equated[first - 2] = key
        self.appositive = {head: phrase.head for phrase in reading.phrases.values() for head in phrase.appositions}

    def run(self) -> Discourse:
        for sentence in self.reading.sentences:
            for index in range(sentence.first, sentence.last):
                phrase = self.reading.phrases.get(index)
                if phrase is not None or index in self.memory.named:
                    self._meet(index, phrase)
            for group, name in self.placed:
                for key in self.memory.refs.get(group, ()):
                    self._include(self.memory.entities[key], Members((name,)))
            self.placed.clear()
            self._join(sentence.first, sentence.last)
            self._place(sentence.first, sentence.last)
        return Discourse(self.memory.entities, self.memory.refs)

    # one phrase

    def _meet(self, head: int, phrase: Phrase | None) -> None:
        key = self.memory.named.get(head)
        if key is not None:
            inner = head + 1 in self.memory.named and self.memory.named[head + 1] == key
            if not inner or (phrase is not None and self.reading.heads[head] not in self.memory.named):
                self.memory.mark(head, (key,))
            else:
                self.memory.refs[head] = (key,)
            return
        if phrase is None:
            return
        linked = self._linked(head, phrase)
        if linked is not None:
            if head in self.equated and self._definite(phrase):
                self._name(head, linked, self.memory.definite_one(head, self._word(head), age_in(self.reading, phrase)))
            self._describe(linked, head)
            self.memory.mark(head, (linked,))
            return
        token = self.reading.tokens[head]
        counted = token.pos == "NUM" and any(oblique.prep == "of" and self._for_person(oblique.head) for oblique in phrase.obliques)
        if token.pos in {"PRON", "DET"} or (token.text.lower() in self.words_back.words and not counted):
            self._pronoun(head, phrase, token.text.lower())
        else:
            self._noun(head, phrase)

    def _name(self, at: int, key: int, described: int | None) -> None:
        """Whoever was only described so far is the one whom the report now names: "a man was held … the man was identified as Jon Dahl"."""
        before = self.memory.entities[described] if described is not None else None
        word = self._word(at)
        if before is None or before.person is not None or before.plural or word is None:
            return
        # "the dead man was identified as": not whom the case concerns, unless the word says so
        if self.reading.tokens[at].lemma not in before.nouns and not word.means_accused:
            return
        for head in before.heads:
            self.memory.mark(head, (key,))
        before.heads.clear()

    def _name_pronoun(self, key: int, described: int | None) -> None:
        """Whoever was told of without a name before "Им оказался Егор Дальнин" is the one named, if the case concerns that one."""
        before = self.memory.entities[described] if described is not None else None
        if before is None or before.person is not None or before.plural or not self.memory.concerned(before):
            return
        for at in before.heads:
            self.memory.mark(at, (key,))
        before.heads.clear()

    def _pronoun(self, head: int, phrase: Phrase, word: str) -> None:
        found: tuple[int, ...] = ()
        if head in self.equated and word in self.words_back.singular:
            # "Им оказался Егор Дальнин"
            key = self.equated[head]
            self._name_pronoun(key, self.memory.antecedent(head, self.words_back.singular[word]))
            self.memory.mark(head, (key,), pronoun=True)
            return
        if word in self.words_back.singular:
            one = self.memory.antecedent(head, self.words_back.singular[word])
            found = (one,) if one is not None else ()
        elif word in self.words_back.plural and phrase.clauses:
            # "those arrested": a group of its own
            self._new(head, phrase, plural=True, count=None, definite=False)
            return
        elif word in self.words_back.plural and not self._picks_out(head, phrase):
            count = self.words_back.counts.get(word)
            told = members_of(self.reading, self.lists, self.words_back, self.memory.named, phrase).heads if count else ()
            found = () if told else self.memory.plural_antecedent(head, count)
            if count and self.words_back.bare and not self.memory.are_counted(found, count, word):
                # "задержаны двое: …": where nothing shows that they were told before, they are others
                found = ()
                if told or head in self.memory.accused_heads:
                    self._new(head, phrase, plural=True, count=count, definite=False)
        if found:
            self.memory.mark(head, found, pronoun=True)

    def _picks_out(self, head: int, phrase: Phrase) -> bool:
        """As in "последние двое": some of several, whom only the order of the words tells."""
        words = self.words_back
        return bool(words.bare) and any(
            token.pos == "ADJ" and token.lower not in words.definite for token in self.reading.tokens[phrase.first : head]
        )

    def _linked(self, head: int, phrase: Phrase) -> int | None:
        """The person whom this phrase names by apposition, in either direction, or right before the name."""
        named = any(other in self.memory.named for other in phrase.appositions)
        post = self.reading.tokens[head].pos == "NOUN" and (phrase.last in self.first_of or named)
        # "Jon Dahl, a Briton who …": whatever is told behind a name with "a" is what that person is
        aside = self.appositive.get(head) in self.memory.named and self.reading.tokens[phrase.first].lower in {"a", "an"}
        if not self._for_person(head) and not post and not aside:
            return self._one_of_several(head, phrase)
        if head in self.equated:
            return self.equated[head]
        if "Number=Plur" in self.reading.tokens[head].features:
            return None
        for other in phrase.appositions:
            if other in self.memory.named and post_over(self.reading, head, other) is None:
                return self.memory.named[other]
        before = self._preceding(head, phrase)
        if before is not None:
            return before
        outer = self.appositive.get(head)
        meant = self.memory.refs.get(outer, ()) if outer is not None else ()
        if len(meant) == 1 and not self.memory.entities[meant[0]].plural:
            return meant[0]
        if outer is not None and outer in self.memory.named:
            return self.memory.named[outer]
        return self._follows(phrase)

    def _one_of_several(self, head: int, phrase: Phrase) -> int | None:
        """As in "одного из задержанных, Егора Дальнина, отпустили": the number is the one named, who belongs to the group."""
        named = [other for other in phrase.appositions if other in self.memory.named]
        groups = [one.head for one in phrase.obliques if one.prep in self.words_back.among and self._for_person(one.head)]
        if self.reading.tokens[head].pos != "NUM" or len(named) != 1 or len(groups) != 1:
            return None
        self.placed.append((groups[0], named[0]))
        return self.memory.named[named[0]]

    def _preceding(self, head: int, phrase: Phrase) -> int | None:
        """As in "Jon Dahl, a 30-year-old teacher was jailed": a description right behind the name, however it is parsed."""
        tokens = self.reading.tokens
        if phrase.first < 2 or tokens[phrase.first - 1].text != "," or tokens[phrase.first].text.lower() not in {"a", "an", "the"}:
            return None
        name = self.memory.named.get(phrase.first - 2)
        clause = self.reading.clause_of(head)
        speaks = clause is not None and head in clause.agents and not clause.passive
        return None if speaks else name

    def _follows(self, phrase: Phrase) -> int | None:
        """As in "the boyfriend, 26-year-old Jon Dahl": a name right behind the comma."""
        if phrase.last + 1 in self.roster and self.roster[phrase.last + 1].titles and self.reading.tokens[phrase.last].text == ".":
            # "Sgt. Ana Belko", where the full stop parts the title from the name
            return self.first_of[phrase.last + 1][1]
        at = phrase.whole_last if phrase.whole_last < len(self.reading.tokens) else phrase.last
        for start in {phrase.last, at}:
            index = start
            limit = min(start + 7, self.reading.sentence_of(phrase.head).last)
            beside = start == phrase.last and index in self.first_of and self.reading.can_be_title(phrase.head, index)
            if beside and (self.words_back.bare or self.reading.tokens[phrase.head].lemma not in self.words_back.generic):
                return self.first_of[index][1]
            if index >= limit or self.reading.tokens[index].text not in {",", ":"}:
                continue
            index += 1
            while index < limit and (
                self.reading.tokens[index].text.lower() in {"-", "old", "year", "years", "the", "a"} or self.reading.tokens[index].text[0].isdigit()
            ):
                index += 1
            if index < limit and index in self.first_of and post_over(self.reading, phrase.head, index) is not None:
                continue
            if index < limit and index in self.first_of and self.reading.tokens[phrase.head].features & {"Number=Sing"}:
                last, key = self.first_of[index]
                after = self.reading.tokens[last].text if last < len(self.reading.tokens) else "."
                if after in {",", ".", ";", "(", ")", "-", "–"} or last >= limit:
                    return key
        return None

    def _describe(self, key: int, head: int) -> None:
        entity = self.memory.entities[key]
        entity.nouns.add(self.reading.tokens[head].lemma)
        word = self._word(head)
        if word is not None:
            entity.gender = entity.gender or word.gender
            entity.outside = entity.outside or word.role in self.memory.offices
            entity.arresting = entity.arresting or word.arresting

    def _word(self, head: int) -> PersonWord | None:
        return self.words.of_token(self.reading.tokens[head])

    def _for_person(self, head: int) -> bool:
        return self._word(head) is not None or year_old(self.reading, head) is not None

    # nouns

    def _noun(self, head: int, phrase: Phrase) -> None:
        word = self._word(head)
        age = year_old(self.reading, head) if word is None else age_in(self.reading, phrase)
        count = count_in(self.reading, phrase)
        token = self.reading.tokens[head]
        if word is None and age is None:
            if count is not None and (self._counts_people(head, phrase) if token.pos == "NUM" else head in self.memory.accused_heads):
                self._new(head, phrase, plural=count != 1, count=count, definite=self._definite(phrase))
            return
        plural = "Number=Plur" in token.features or (count or 0) > 1
        definite = self._definite(phrase)
        if token.text.lower() in self.words_back.counts and token.pos == "NOUN":
            count, plural = self.words_back.counts[token.text.lower()], True
        if not ((definite or self._bare(phrase)) and self._refer(head, phrase, word, plural=plural, count=count)):
            self._new(head, phrase, plural=plural, count=count, definite=definite, word=word, age=age)

    def _refer(self, head: int, phrase: Phrase, word: PersonWord | None, *, plural: bool, count: int | None) -> bool:
        if is_client(self.reading, phrase):
            key = principal_of(self.reading, self.memory.named, head)
            if key is None and self.words_back.bare:
                # «Моя подзащитная не признает вину»: the only one whom it can mean
                key = self.memory.definite_one(head, word)
            self.memory.mark(head, (key,)) if key is not None else self._new(head, phrase, plural=plural, count=count, definite=False, word=word)
            return True
        if belongs_to_accused(self.reading, self.memory.named, self.first_of, self.memory.accused, phrase):
            return False
        if phrase.possessor is not None and word is not None and (word.role is not None or word.means_accused):
            # "his wife", "Dahl's accomplice" are others than he and Dahl
            return False
        if plural and members_of(self.reading, self.lists, self.words_back, self.memory.named, phrase).heads:
            return False
        if plural:
            others = any(self.reading.tokens[index].lemma in {"other", "others"} for index in range(phrase.first, phrase.last))
            found = self.memory.others(head, count) if others else self.memory.plural_antecedent(head, count, word)
        else:
            one = self.memory.definite_one(head, word, year_old(self.reading, head) if word is None else age_in(self.reading, phrase))
            found = (one,) if one is not None else ()
        if found:
            self.memory.mark(head, found, pronoun=True)
        return bool(found)

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
        known = self.memory.of_age(age) if not plural and age is not None else None
        if known is not None:
            # "a 40-year-old man", then "a 40-year-old boyfriend": one report, one age, one person
            self.memory.entities[known].nouns.add(self.reading.tokens[head].lemma)
            self.memory.mark(head, (known,))
            return
        text = self.reading.text_of(phrase.first, phrase.last)
        entity = self.memory.new(Entity(0, text, plural=plural, count=count if plural else None, definite=definite, age=age))
        entity.gender = word.gender if word is not None else ""
        entity.outside = word is not None and word.role in self.memory.offices
        entity.arresting = word is not None and word.arresting
        entity.nouns.add(self.reading.tokens[head].lemma)
        if plural:
            self._include(entity, members_of(self.reading, self.lists, self.words_back, self.memory.named, phrase))
        self.memory.mark(head, (entity.key,))

    # groups

    def _include(self, entity: Entity, told: Members) -> None:
        """Note who belongs to a group, and whether that is all of it."""
        keys = [key for head in told.heads if (key := self._one_at(head)) is not None]
        fresh = tuple(key for key in dict.fromkeys(keys) if key not in entity.includes and key != entity.key)
        if entity.count is not None and len(entity.includes) + len(fresh) > entity.count:
            return
        entity.includes += fresh
        entity.complete = entity.complete or (told.complete and bool(fresh) and entity.count is None) or entity.count == len(entity.includes)

    def _one_at(self, head: int) -> int | None:
        """The named person whom a name, a post or a pronoun stands for: "he was one of ten arrested", "those held include a notary, Max Brandt"."""
        if head in self.memory.named:
            return self.memory.named[head]
        meant = self.memory.refs.get(head, ())
        return meant[0] if len(meant) == 1 and self.memory.entities[meant[0]].person is not None else None

    def _place(self, first: int, last: int) -> None:
        """What the sentence says of who belongs to a group told before or in it: "They are Dahl and Belko"."""
        for index in range(first, last):
            if index in self.labels:
                self._place_at(index, self.labels[index])
            clause = self.reading.clauses.get(index)
            if clause is None:
                continue
            groups, told = placed_in(self.reading, self.lists, self.words_back, clause)
            groups = tuple(head for head in groups if any(self.memory.entities[key].plural for key in self.memory.refs.get(head, ())))
            if groups:
                # parsers lose members of long lists
                listed = names_after(self.reading, self.roster, clause.head)
                told = Members(tuple(dict.fromkeys((*told.heads, *listed))), told.complete) if told.heads or clause.agents else told
            for head in groups if told.heads else ():
                self._place_at(head, told)

    def _place_at(self, head: int, told: Members) -> None:
        for key in self.memory.refs.get(head, ()):
            if self.memory.entities[key].plural and not self.memory.entities[key].members:
                self._include(self.memory.entities[key], told)

    def _join(self, first: int, last: int) -> None:
        """Remember people told side by side ("Dahl and Belko") as a set that "they" can mean."""
        for heads in self._side_by_side(first, last):
            keys = tuple(dict.fromkeys(key for head in heads for key in self.memory.refs.get(head, ())))
            if len(keys) > 1:
                self.memory.trail.append((heads[-1], self.memory.set_of(keys)))

    def _side_by_side(self, first: int, last: int) -> Iterator[list[int]]:
        """The heads of each list of people in a sentence: what a parser joins and what stands in one list of names are one where they overlap."""
        groups: list[set[int]] = []
        for index in range(first, last):
            phrase = self.reading.phrases.get(index)
            joined = {index, *phrase.conjuncts, *self._other_names(index, phrase)} if phrase is not None and index in self.memory.refs else set()
            for found in (joined, set(self.lists.of(index)) if index in self.memory.named else set()):
                if len(found) > 1:
                    touching = [group for group in groups if group & found]
                    groups = [group for group in groups if not group & found] + [found.union(*touching)]
        yield from sorted(sorted(group) for group in groups)

    def _other_names(self, head: int, phrase: Phrase) -> list[int]:
        """What a parser takes for another name of somebody, but begins the rest of a list: "curator Ana Belko, the driver Jon Dahl and two men"."""
        named, phrases = self.memory.named, self.reading.phrases
        others = [other for other in phrase.appositions if head in named and other in named and named[other] != named[head]]
        return [other for other in others if other in phrases and phrases[other].conjuncts]

    # details of a phrase

    def _bare(self, phrase: Phrase) -> bool:
        """Whether a noun without a determiner may mean somebody told before, as in languages without articles."""
        words = self.words_back.bare
        return bool(words) and not any(
            words.intersection({self.reading.tokens[at].text.lower(), self.reading.tokens[at].lemma}) for at in range(phrase.first, phrase.last)
        )

    def _definite(self, phrase: Phrase) -> bool:
        first = self.reading.tokens[phrase.first].text.lower()
        return first in self.words_back.definite or phrase.possessor is not None

    def _counts_people(self, head: int, phrase: Phrase) -> bool:
        """As in "three of the suspects", or a bare number that a step concerns."""
        told = any(oblique.prep == "of" and (oblique.head in self.memory.refs or self._for_person(oblique.head)) for oblique in phrase.obliques)
        return told or head in self.memory.accused_heads
