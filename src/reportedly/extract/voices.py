"""Who says it: utterances become quotations of parties, and every claim gets the chain of those who tell it."""

from collections.abc import Mapping

from reportedly.extract.attribution import attribution_of
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
        """The party that speaks and how to name it: a person by the full name, others as printed."""
        for head in (item.speaker_head, item.antecedent if item.is_pronoun else None):
            if head is None:
                continue
            entities = self._scene.discourse.at(head)
            if len(entities) == 1 and entities[0].person is not None:
                return self._ids.get(entities[0].key), entities[0].person.full
            org = self._organisation_at(head)
            if org is not None:
                return org.id, item.speaker_text if not item.is_pronoun else org.name
        if item.is_pronoun:
            return None, item.speaker_full if item.speaker_full.lower() != item.speaker_text.lower() else ""
        return None, item.speaker_full or item.speaker_text

    def _organisation_at(self, head: int) -> Organisation | None:
        span = self._scene.reading.tokens[head].span
        return next((org for org in self._scene.organisations if any(mention.overlaps(span) for mention in org.mentions)), None)
