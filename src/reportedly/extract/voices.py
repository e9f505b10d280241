"""Who says it: utterances become quotations of parties, and every claim gets the chain of those who tell it."""

from collections.abc import Mapping
from dataclasses import replace

from reportedly.extract.attribution import attribution_of, chain_of
from reportedly.extract.entities import Entity
from reportedly.extract.scene import Scene
from reportedly.extract.sources import same_outlet
from reportedly.model.claims import Attribution, Claim, Quote
from reportedly.model.parties import Evidence, Organisation, Source
from reportedly.model.utterances import Utterance
from reportedly.model.when import When

__all__ = ["Voices"]

_NEAR = 6


class Voices:
    """The speakers and sources of one report. ``ids`` gives the id of the party that an entity became.

    Those who are neither a source nor a party, such as "a lawyer representing one of the defendants", get ids of their own, "v1", "v2" and so on.
    """

    def __init__(self, scene: Scene, sources: tuple[Source, ...], utterances: tuple[Utterance, ...], ids: Mapping[int, str]) -> None:
        self._scene = scene
        self._sources = sources
        own = scene.article.outlet
        # "told The Herald" in the Herald passes nothing on
        self._utterances = tuple(replace(item, via=tuple(one for one in item.via if not same_outlet(one.text, own))) for item in utterances)
        self._ids = ids
        self._described: dict[str, str] = {}

    def quotes(self) -> list[Claim]:
        """What is said in the report, one claim for each utterance whose speaker is known."""
        return [claim for item in self._utterances if (claim := self._quote(item)) is not None]

    def attribution(self, token: int) -> Attribution:
        """Who tells the clause that a token stands in."""
        return attribution_of(self._scene.reading, self._sources, self._utterances, token, self._identify)

    def _quote(self, item: Utterance) -> Claim | None:
        speaker, text = self._speaker(item)
        if not text:
            return None
        chain = chain_of(self._scene.reading, self._sources, item, self._identify)
        first = chain.voices[0].source if item.via else None
        # whoever passes words on is a source or a party; one that is only described stands in the attribution alone
        via = None if first in self._described.values() else first
        span = self._scene.reading.sentences[item.sentence].span
        return Claim(
            article_id=self._scene.article.id,
            evidence=(Evidence(span, span.of(self._scene.reading.text)),),
            attribution=chain,
            says=Quote(speaker, text, item.quote, item.text, via),
            when=self._when(item),
            why=item.rule,
        )

    def _when(self, item: Utterance) -> When | None:
        """The day told beside the words that credit an utterance: "Interfax reported Wednesday", "the mayor said on Monday that"."""
        tokens = self._scene.reading.tokens
        told = [
            date
            for date in self._scene.dates
            if tokens[date.first].sentence == item.sentence
            and (not item.content.contains(tokens[date.first].span) or self._right_after(item.cue, date.first))
        ]
        near = min(told, key=lambda date: abs(date.first - item.cue), default=None)
        return near.when if near is not None else None

    def _right_after(self, cue: int, date: int) -> bool:
        between = self._scene.reading.tokens[cue + 1 : date]
        return cue < date <= cue + _NEAR and all(token.pos not in {"VERB", "AUX", "PUNCT", "SCONJ"} for token in between)

    def _identify(self, head: int, name: str) -> tuple[str, str]:
        key = self._party(head)
        if key is None:
            key = self._described.setdefault(name.lower(), f"v{len(self._described) + 1}")
        return key, name

    def _speaker(self, item: Utterance) -> tuple[str | None, str]:
        """The party that speaks and how to name it: by its fullest naming with title, bodies and those only described as printed."""
        if item.speaker_head is None:
            return None, item.speaker_text
        if not item.is_pronoun:
            return self._party(item.speaker_head), self._spelt_out(item)
        for head in (item.antecedent, item.speaker_head):
            if head is None:
                continue
            person = self._person(head)
            if person is not None and person.person is not None and item.speaker_full.lower() == item.speaker_text.lower():
                return self._ids.get(person.key), person.person.full
            if item.speaker_full.lower() != item.speaker_text.lower():
                return self._party(head), item.speaker_full
        return None, ""

    def _spelt_out(self, item: Utterance) -> str:
        """The full name of a body that is named by its initials alone."""
        text = item.speaker_full
        if text.isupper() and " " not in text and item.speaker_head is not None:
            organisation = self._organisation_at(item.speaker_head)
            if organisation is not None and text in organisation.other_names and " " in organisation.name:
                return organisation.name
        return text

    def _party(self, head: int) -> str | None:
        """The id of the person or body that a phrase stands for, or of the body whose office it is."""
        person = self._person(head)
        if person is not None:
            return self._ids.get(person.key)
        phrase = self._scene.reading.phrases.get(head)
        owner = phrase.possessor if phrase is not None else None
        for at in (head, owner):
            organisation = self._organisation_at(at) if at is not None else None
            if organisation is not None:
                return organisation.id
        return None

    def _person(self, head: int) -> Entity | None:
        found = self._scene.discourse.at(head)
        return found[0] if len(found) == 1 and found[0].person is not None else None

    def _organisation_at(self, head: int) -> Organisation | None:
        span = self._scene.reading.tokens[head].span
        return next((org for org in self._scene.organisations if any(mention.overlaps(span) for mention in org.mentions)), None)
