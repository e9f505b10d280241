"""Everything that the parts of extraction see of one report, found once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reportedly.extract.dates import find_dates
from reportedly.extract.discourse import Discourse, follow
from reportedly.extract.matcher import Hit, find_hits
from reportedly.extract.names import find_person_names
from reportedly.extract.offences import find_offences
from reportedly.extract.organisations import find_organisations
from reportedly.extract.people import NamedPerson, gather
from reportedly.extract.places import find_places
from reportedly.extract.regions import Regions, regions_of
from reportedly.extract.terms import find_terms
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.organisations import org_kind
from reportedly.lexicon.outlets import find_outlet
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.steps import load_steps
from reportedly.model.offences import OffenceMention
from reportedly.model.parties import Organisation, OrgKind, Place
from reportedly.model.text import Article, Reading
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
    discourse: Discourse

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.article.published


def set_scene(article: Article, reading: Reading) -> Scene:
    """Find the people, bodies, places, dates, terms, offences and cues of a report, and who its phrases mean."""
    regions = regions_of(reading)
    terms = find_terms(reading)
    people = gather(reading, find_person_names(reading, _names_something_else))
    hits = find_hits(reading, load_steps(reading.lang), terms, _person_test(reading, people), regions)
    discourse = follow(reading, people, [head for hit in hits for head in hit.who])
    return Scene(
        article=article,
        reading=reading,
        regions=regions,
        dates=find_dates(reading, article.published),
        terms=terms,
        offences=find_offences(reading),
        organisations=find_organisations(reading, article.outlet),
        places=find_places(reading, None),
        people=people,
        hits=hits,
        discourse=discourse,
    )


def _names_something_else(text: str) -> bool:
    return find_outlet(text) is not None or country_named(text) is not None or (len(text.split()) > 1 and org_kind(text) is not OrgKind.OTHER)


def _person_test(reading: Reading, people: list[NamedPerson]) -> Callable[[int], bool]:
    """Whether a phrase can stand for people: a name, a noun or pronoun for people, or a bare number."""
    words = load_people(reading.lang)
    pronouns = load_pronouns(reading.lang)
    named = {index for person in people for name in person.names for index in range(name.first, name.last)}

    def test(head: int) -> bool:
        token = reading.tokens[head]
        text = token.text.lower()
        if head in named or text in pronouns.words:
            return True
        if token.pos == "NUM" or text in {"old", "year-old"} or text.endswith("-year-old"):
            return True
        if token.pos not in {"NOUN", "PROPN", "ADJ"}:
            return False
        if words.noun(token.lemma, text) is not None:
            return True
        phrase = reading.phrases.get(head)
        return phrase is not None and any(other in named for other in phrase.appositions)

    return test
