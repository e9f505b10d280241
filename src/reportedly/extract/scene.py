"""Everything that the parts of extraction see of one report, found once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from reportedly.extract.dates import find_dates
from reportedly.extract.discourse import follow
from reportedly.extract.employers import with_employers
from reportedly.extract.entities import Discourse
from reportedly.extract.enumerations import further_sentences, named_again, shared_out
from reportedly.extract.gapping import gapped_steps
from reportedly.extract.matcher import Hit, find_hits
from reportedly.extract.membership import Members
from reportedly.extract.name_lists import NameLists, lists_of
from reportedly.extract.names import PersonName, find_person_names, possible_names
from reportedly.extract.offences import find_offences
from reportedly.extract.organisation_recognised import is_led
from reportedly.extract.organisations import find_organisations
from reportedly.extract.people import NamedPerson, gather
from reportedly.extract.places import find_places
from reportedly.extract.regions import Regions, regions_of
from reportedly.extract.rollcalls import find_rollcalls
from reportedly.extract.second_look import without_slips
from reportedly.extract.terms import find_terms
from reportedly.lexicon import dates as date_words
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.organisations import known_organisation, org_kind, told_as_body
from reportedly.lexicon.outlet_names import sounds_like_outlet
from reportedly.lexicon.outlets import find_outlet
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.roles import load_roles
from reportedly.lexicon.steps import MAKES_ACCUSED, load_steps
from reportedly.model.offences import OffenceMention
from reportedly.model.parties import Organisation, OrgKind, Place, RoleName
from reportedly.model.text import Article, NameKind, Phrase, Reading
from reportedly.model.when import Term, WhenMention

__all__ = ["Scene", "set_scene"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One report as the parts of extraction share it."""

    article: Article
    reading: Reading
    regions: Regions
    dates: tuple[WhenMention, ...]
    terms: tuple[Term, ...]
    offences: tuple[OffenceMention, ...]
    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]
    people: list[NamedPerson]
    hits: list[Hit]
    deeds: list[Hit]
    discourse: Discourse
    lists: NameLists

    def listed(self, head: int) -> tuple[int, ...]:
        """The head tokens of all names that stand in one list with a name: "Dahl, 23; Belko, 20, and Orlo, 21, face charges"."""
        return self.lists.of(head)

    def all_at(self, head: int) -> tuple[int, ...]:
        """The same for a phrase: what it stands for comes first, then the list that its name or names in apposition begin."""
        if head in self.lists.members:
            return self.listed(head)
        phrase = self.reading.phrases.get(head)
        beside = [other for other in phrase.appositions if other in self.lists.members] if phrase is not None else []
        meant = self.discourse.refs.get(head, ())
        if len(meant) == 1 and self.discourse.entities[meant[0]].person is not None:
            # parsers hang the victims of a deed on the name of whoever did it
            beside = [other for other in beside if self.discourse.refs.get(other) == meant]
        if phrase is not None and not beside:
            beside = [heads[0] for heads in (self.lists.behind(self.reading, at) for at in dict.fromkeys((phrase.whole_last, phrase.last))) if heads]
            # behind a comma the list must begin with the very one that the phrase stands for
            beside = [one for one in beside if self.discourse.refs.get(one) == self.discourse.refs.get(head)]
        return (head, *dict.fromkeys(member for one in beside[:1] for member in self.listed(one) if member != head))


def set_scene(article: Article, reading: Reading) -> Scene:
    """Find the people, bodies, places, dates, terms, offences and cues of a report, and who its phrases mean."""
    regions = regions_of(reading)
    terms = find_terms(reading)
    places = find_places(reading, None)
    place_names = frozenset(place.name for place in places if place.geonames is not None)
    names = find_person_names(reading, lambda text: text in place_names or _names_something_else(text))
    organisations = find_organisations(reading, article.outlet)
    names = _without_bodies(names, reading, organisations)
    organisations = _without_people(organisations, reading, names)
    names = _in_order(*names, *_named_by_steps(reading, names, organisations, place_names, terms, regions))
    names = _with_shared_titles(reading, names)
    is_person = _person_test(reading, names)
    hits = without_slips(reading, find_hits(reading, load_steps(reading.lang), terms, is_person, regions))
    deeds = find_hits(reading, load_roles(reading.lang)[0], terms, is_person, regions)
    names, hits, labels = _with_rollcalls(reading, names, hits, _possible(reading, names, organisations, place_names))
    hits = sorted([*hits, *gapped_steps(reading, names, terms, hits, regions)], key=lambda hit: hit.head)
    known = tuple(org for org in organisations if org.kind is not OrgKind.OTHER)
    further, added = further_sentences(reading, names, _possible(reading, names, known, place_names), terms, hits)
    names = _in_order(*names, *added)
    names = _in_order(*names, *named_again(reading, names, added))
    hits = sorted(shared_out(reading, names, terms, [*hits, *further]), key=lambda hit: hit.head)
    harmed = _heads(hit for hit in deeds if load_roles(reading.lang)[1][hit.rule.id] is RoleName.VICTIM)
    people = gather(reading, names, _heads(hits), harmed)
    lists = lists_of(reading, names)
    discourse = follow(reading, people, _heads(hits), lists, labels, harmed)
    return Scene(
        article=article,
        reading=reading,
        regions=regions,
        dates=find_dates(reading, article.published),
        terms=terms,
        offences=find_offences(reading),
        organisations=with_employers(_without_people(organisations, reading, names), reading, names, places),
        places=places,
        people=people,
        hits=hits,
        deeds=deeds,
        discourse=discourse,
        lists=lists,
    )


def _without_bodies(names: tuple[PersonName, ...], reading: Reading, organisations: tuple[Organisation, ...]) -> tuple[PersonName, ...]:
    """Leave out what the language part took for somebody's name but is a body's, or a part of the name of one whose kind is known."""
    known = [org for org in organisations if org.kind is not OrgKind.OTHER]
    bodies = {span for org in known for span in org.mentions}
    bodies.update(span for org in organisations if told_as_body(org.name, reading.lang) for span in org.mentions)
    led = {reading.span_of(name.first, name.last) for name in names if is_led(reading, name.first, name.last)}
    bodies.update(span for org in organisations for span in org.mentions if span in led)
    longer = [span for span in bodies if " " in span.of(reading.text)]

    def is_body(name: PersonName) -> bool:
        span = reading.span_of(name.first, name.last)
        return span in bodies or any(span != other and other.contains(span) for other in longer)

    return tuple(name for name in names if name.titles or not is_body(name))


def _named_by_steps(
    reading: Reading,
    names: tuple[PersonName, ...],
    organisations: tuple[Organisation, ...],
    places: frozenset[str],
    terms: tuple[Term, ...],
    regions: Regions,
) -> tuple[PersonName, ...]:
    """Names that only a step tells to be people's: whom police arrest and courts sentence is a person, if it is no body and no place."""
    free = {name.last - 1: name for name in _possible(reading, names, organisations, places)}
    if not free:
        return ()
    known = _person_test(reading, names)
    hits = find_hits(reading, load_steps(reading.lang), terms, lambda head: head in free or known(head), regions)
    told = {head for hit in hits if hit.rule.step in MAKES_ACCUSED for head in hit.who}
    return tuple(sorted((name for head, name in free.items() if head in told), key=lambda name: name.first))


def _possible(
    reading: Reading, names: tuple[PersonName, ...], organisations: tuple[Organisation, ...], places: frozenset[str]
) -> tuple[PersonName, ...]:
    """Capitalised words that could be somebody's name, as they are no body's and no place's."""
    bodies = [span for org in organisations for span in org.mentions]
    maybe = possible_names(reading, names, lambda text: text in places or _names_something_else(text))
    # "following Monday's arrest" tells of no Monday who was arrested
    days = date_words.load(reading.lang).words_of("weekday")
    maybe = tuple(name for name in maybe if (reading.tokens[name.last - 1].lower,) not in days)
    return tuple(name for name in maybe if not any(span.overlaps(reading.span_of(name.first, name.last)) for span in bodies))


def _with_rollcalls(
    reading: Reading, names: tuple[PersonName, ...], hits: list[Hit], possible: tuple[PersonName, ...]
) -> tuple[tuple[PersonName, ...], list[Hit], dict[int, Members]]:
    """Add what lists behind labels tell: whom such a list of people names is a person, and belongs to those whom the label means."""
    roster = {name.first: name for name in (*possible, *names)}
    calls = find_rollcalls(reading, roster, hits)
    added = {name for call in calls for name in call.names}.difference(names)
    gone = [call.instead for call in calls if call.instead is not None]
    kept = [hit for hit in hits if hit not in gone]
    labels = {call.label: Members(tuple(name.last - 1 for name in call.names), call.whole) for call in calls if call.label is not None}
    return _in_order(*names, *added), sorted([*kept, *(call.hit for call in calls)], key=lambda hit: hit.head), labels


def _with_shared_titles(reading: Reading, names: tuple[PersonName, ...]) -> tuple[PersonName, ...]:
    """In "magistrates Dahl, Belko and Orlo" the title is everybody's."""
    lists = lists_of(reading, names)
    by_head = {name.last - 1: name for name in names}
    shared: dict[int, PersonName] = {}
    for heads in lists.starts.values():
        first = by_head[heads[0]]
        before = reading.tokens[first.first - 1] if first.first else None
        if len(heads) > 1 and first.titles and before is not None and "Number=Plur" in before.features:
            shared.update({head: replace(by_head[head], titles=first.titles) for head in heads[1:] if not by_head[head].titles})
    return tuple(shared.get(name.last - 1, name) for name in names)


def _in_order(*names: PersonName) -> tuple[PersonName, ...]:
    return tuple(sorted(names, key=lambda name: name.first))


def _heads(hits: Iterable[Hit]) -> frozenset[int]:
    return frozenset(head for hit in hits for head in hit.who)


def _without_people(organisations: tuple[Organisation, ...], reading: Reading, names: tuple[PersonName, ...]) -> tuple[Organisation, ...]:
    """Leave out what the language part took for a body but is somebody's name."""
    spans = [reading.span_of(name.first, name.last) for name in names]
    return tuple(
        org for org in organisations if org.kind is not OrgKind.OTHER or not all(any(span.overlaps(m) for span in spans) for m in org.mentions)
    )


def _names_something_else(text: str) -> bool:
    first, _, rest = text.partition(" ")
    if rest and first.isupper() and not text.isupper() and known_organisation(first) is not None:
        # "NAACP Larchwood" is a chapter
        return True
    if find_outlet(text) is not None or sounds_like_outlet(text):
        return True
    return country_named(text) is not None or (len(text.split()) > 1 and org_kind(text) is not OrgKind.OTHER)


def _person_test(reading: Reading, names: tuple[PersonName, ...]) -> Callable[[int], bool]:
    """Whether a phrase can stand for people: a name, a noun or pronoun for people, or a bare number."""
    words = load_people(reading.lang)
    pronouns = load_pronouns(reading.lang)
    named = {index for name in names for index in range(name.first, name.last)}
    firsts = {name.first: name for name in names}
    peoples = {index for name in reading.names if name.kind is NameKind.NATIONALITY for index in range(name.first, name.last)}

    def test(head: int) -> bool:
        token = reading.tokens[head]
        text = token.text.lower()
        if head in named or text in pronouns.words:
            return True
        if token.pos == "NUM" or text in {"old", "year-old"} or text.endswith("-year-old"):
            return True
        if token.pos not in {"NOUN", "PROPN", "ADJ"}:
            return False
        if words.of_token(token) is not None:
            return True
        phrase = reading.phrases.get(head)
        if head in peoples and phrase is not None and head > phrase.first and reading.tokens[phrase.first].lower in {"a", "an"}:
            # "a Norvanian convicted of fraud"
            return True
        return phrase is not None and (any(other in named for other in phrase.appositions) or _names_right_behind(reading, firsts, phrase))

    return test


def _names_right_behind(reading: Reading, firsts: dict[int, PersonName], phrase: Phrase) -> bool:
    """Whether a noun is a post whose holder's name follows at once ("curator Ana Belko"), and not a thing that somebody does something to."""
    name = firsts.get(phrase.last)
    token = reading.tokens[phrase.head]
    if name is None or token.pos != "NOUN" or "Number=Plur" in token.features or not reading.can_be_title(phrase.head, name.last - 1):
        return False
    clause = reading.clause_of(name.last - 1)
    return clause is None or name.last - 1 not in clause.agents or phrase.head in clause.agents
