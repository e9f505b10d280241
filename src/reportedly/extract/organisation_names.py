"""Find where names of organisations stand, before it is decided which of them are one and the same."""

from collections.abc import Iterable, Iterator

from reportedly.extract.capitals import is_title_case, words_of
from reportedly.extract.organisation_abroad import names_from_abroad
from reportedly.extract.organisation_heads import described_bodies, headed_names, small_headed_names
from reportedly.extract.organisation_known import known_names, stations
from reportedly.extract.organisation_letters import lettered_names
from reportedly.extract.organisation_line import Found, Line, reading_names
from reportedly.extract.organisation_phrases import phrase_names
from reportedly.extract.organisation_recognised import last_names, names_beside_nouns, recognised_names
from reportedly.extract.remembered import once_a_report
from reportedly.lexicon.organisations import load_heads
from reportedly.model.text import Reading

__all__ = ["lines_with_names"]

# of names that overlap, the longer is kept, and one that only the language part saw never beats one that the words tell
_ORDER = {"known": 0, "head": 0, "outlet": 1, "small": 2, "described": 2, "led": 2, "station": 3, "ner": 4}


@once_a_report
def lines_with_names(reading: Reading, countries: frozenset[str]) -> tuple[tuple[Line, list[Found]], ...]:
    """Each sentence of a report with the names of organisations in it, without overlaps, in their order.

    Args:
        reading: The report as read.
        countries: ISO codes of the countries that the report speaks of; a short name known in one of them only counts there.
    """
    return tuple(_lines(reading, countries))


def _lines(reading: Reading, countries: frozenset[str]) -> Iterator[tuple[Line, list[Found]]]:
    heads = load_heads(reading.lang)
    people = last_names(reading)
    plain = frozenset(token.text for token in reading.tokens if token.text.islower())
    for sentence in reading.sentences:
        words = words_of(sentence, reading.text)
        line = Line(reading.text, reading.lang, sentence, words, reading_names(reading, sentence), heads, people, countries, plain)
        yield (
            line,
            _without_overlaps(
                [
                    *_candidates(line, loud=sentence.is_headline or is_title_case(words, reading.text)),
                    *phrase_names(reading, sentence, heads),
                ]
            ),
        )


def _candidates(line: Line, *, loud: bool) -> Iterator[Found]:
    yield from known_names(line)
    yield from stations(line)
    if not loud:
        yield from headed_names(line)
        yield from names_from_abroad(line)
        yield from lettered_names(line)
        yield from small_headed_names(line)
        yield from described_bodies(line)
        yield from recognised_names(line)
        yield from names_beside_nouns(line)


def _without_overlaps(candidates: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    told = tuple(candidates)
    outlets = [one.span for one in told if one.how == "outlet"]

    def rank(one: Found) -> tuple[bool, int, int]:
        # "the outlet Larch Herald Online": a medium that the lexicon knows may be the first half of another's name
        guessed = one.how == "ner" and not any(one.span != outlet and one.span.contains(outlet) for outlet in outlets)
        return guessed, one.span.start - one.span.end, _ORDER[one.how]

    for one in sorted(told, key=rank):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda found: found.span)
