"""Who says it: utterances become quotations of parties, and every claim gets the chain of those who tell it."""

from collections.abc import Mapping

from reportedly.extract.attribution import attribution_of
from reportedly.extract.entities import Entity
from reportedly.extract.scene import Scene
from reportedly.model.claims import Attribution, Claim, Quote
from reportedly.model.parties import Evidence, Organisation, Source
from reportedly.model.utterances import Utterance

__all__ = ["Voices"]


class Voices:
    """The speakers and sources of one report. ``ids`` gives the id of the party that an entity became."""

    def __init__(self, scene: Scene, sources: tuple[Source, ...], utterances: tuple[Utterance, ...], ids: Mapping[int, str]) -> None:
        self._scene = scene
        self._sources = sources
        self._utterances = utterances
        self._ids = ids

    def quotes(self) -> list[Claim]:
        """What is said in the report, one claim for each utterance whose speaker is known."""
        return [claim for item in self._utterances if (claim := self._quote(item)) is not None]

    def attribution(self, token: int) -> Attribution:
        """Who tells the clause that a token stands in."""
        return attribution_of(self._scene.reading, self._sources, self._utterances, token)

    def _quote(self, item: Utterance) -> Claim | None:
        speaker, text = self._speaker(item)
        if not text:
            return None
        via = next((self._source_at(teller.head) for teller in item.via if self._source_at(teller.head)), None)
        span = self._scene.reading.sentences[item.sentence].span
        return Claim(
            article_id=self._scene.article.id,
            evidence=(Evidence(span, span.of(self._scene.reading.text)),),
            attribution=self.attribution(item.cue),
            says=Quote(speaker, text, item.quote, item.text, via),
            why=item.rule,
        )

    def _source_at(self, head: int) -> str | None:
        span = self._scene.reading.tokens[head].span
        return next((source.id for source in self._sources if any(mention.overlaps(span) for mention in source.mentions)), None)

    def _speaker(self, item: Utterance) -> tuple[str | None, str]:
        """The party that speaks and how to name it: by its fullest naming with title, bodies and those only described as printed."""
        if item.speaker_head is None:
            return None, item.speaker_text
        if not item.is_pronoun:
            return self._party(item.speaker_head), item.speaker_full
        for head in (item.antecedent, item.speaker_head):
            if head is None:
                continue
            person = self._person(head)
            if person is not None and item.speaker_full.lower() == item.speaker_text.lower():
                return self._ids.get(person.key), person.text if person.person is None else person.person.full
            if item.speaker_full.lower() != item.speaker_text.lower():
                return self._party(head), item.speaker_full
        return None, ""

    def _party(self, head: int) -> str | None:
        """The id of the person or body that a phrase stands for."""
        person = self._person(head)
        if person is not None:
            return self._ids.get(person.key)
        organisation = self._organisation_at(head)
        return organisation.id if organisation is not None else None

    def _person(self, head: int) -> Entity | None:
        found = self._scene.discourse.at(head)
        return found[0] if len(found) == 1 and found[0].person is not None else None

    def _organisation_at(self, head: int) -> Organisation | None:
        span = self._scene.reading.tokens[head].span
        return next((org for org in self._scene.organisations if any(mention.overlaps(span) for mention in org.mentions)), None)
