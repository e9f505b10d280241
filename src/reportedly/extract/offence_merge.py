"""From tellings to offences: several tellings of one offence in a report are brought together."""

from collections.abc import Sequence

from reportedly.lexicon.charges import edges
from reportedly.lexicon.offences import offence_kinds, word_forms
from reportedly.model.claims import Offence
from reportedly.model.offences import OffenceMention
from reportedly.model.parties import Evidence
from reportedly.model.text import Reading

__all__ = ["distinct_offences", "is_act"]

_ENOUGH = 0.6
_LOOSE = 3
_FEW = 5
_LEAD = 0.25


def distinct_offences(
    reading: Reading, mentions: Sequence[OffenceMention], penalties: Sequence[tuple[OffenceMention, str]] = ()
) -> tuple[Offence, ...]:
    """The different offences of a report, each with all its tellings.

    Args:
        reading: The report.
        mentions: What ``find_offences`` found in it.
        penalties: What ``find_penalties`` found: the greatest penalty of the offence that a mention tells.
    """
    clusters: list[list[OffenceMention]] = []
    charged = any(mention.rank == 0 for mention in mentions)
    for mention in sorted(mentions, key=lambda m: (bool(m.within), _tells_again(reading, m), m.rank, is_act(reading, m), m.first)):
        home = next((cluster for cluster in clusters if _belongs(reading, mention, cluster)), None)
        if home is not None:
            home.append(mention)
        elif not (charged and mention.rank and mention.kind is None):
            clusters.append([mention])
    clusters.sort(key=lambda cluster: min(mention.first for mention in cluster))
    return tuple(_offence(reading, f"f{number}", sorted(cluster, key=lambda m: m.first), penalties) for number, cluster in enumerate(clusters, 1))


def is_act(reading: Reading, mention: OffenceMention) -> bool:
    """Whether a mention tells an act ("stealing a bicycle") rather than naming an offence ("theft")."""
    first = next((i for i in range(mention.first, mention.last) if reading.tokens[i].pos != "ADV"), mention.first)
    return reading.tokens[first].pos in {"VERB", "AUX"}


def _belongs(reading: Reading, mention: OffenceMention, cluster: list[OffenceMention]) -> bool:
    if not mention.within and any(mention.group is not None and mention.group == other.group for other in cluster):
        return any(mention.text.lower() == other.text.lower() for other in cluster)
    return any(_same(reading, mention, other) for other in cluster)


def _same(reading: Reading, mention: OffenceMention, other: OffenceMention) -> bool:
    mine, theirs = _words(reading, mention), _words(reading, other)
    if mention.kind is None or other.kind is None:
        if not mine or not theirs or (mention.kind != other.kind and mention.rank == other.rank == 0):
            return mine == theirs
        return mine <= theirs or theirs <= mine or len(mine & theirs) >= max(2, _ENOUGH * min(len(mine), len(theirs)))
    kinds = offence_kinds()
    apart = mention.sense != other.sense and mention.rank == other.rank == 0
    if mention.kind == other.kind and kinds[mention.kind].single:
        return True
    if mention.kind == other.kind and not apart and (_covers(reading, mention, other) or _covers(reading, other, mention)):
        return True
    if mention.kind == other.kind and _tells_again(reading, mention):
        return True
    family = kinds[other.kind].family
    if mention.within and not other.within:
        return family in mention.within
    loose = mention.rank >= _LOOSE or (is_act(reading, mention) and _leads(reading, mention))
    if mention.sense == other.sense and (loose or mention.rank):
        return _grades(reading, mention) <= _grades(reading, other) or _grades(reading, other) <= _grades(reading, mention)
    return loose and kinds[mention.kind].family == family and not other.within


def _tells_again(reading: Reading, mention: OffenceMention) -> bool:
    """Whether a mention only tells again what is told elsewhere, by its words or its place.

    It points back ("убийство их матери"), it is a clause ("в том, что он солгал следователям"), or it stands in the headline; only in a language that
    marks its clauses and pronouns for this.
    """
    anaphora = edges(reading.lang).anaphora
    if not anaphora:
        return False
    tokens = reading.tokens[mention.first : mention.last]
    back = any(token.lemma in anaphora and token.pos in {"DET", "PRON", "ADJ"} for token in tokens)
    return back or "VerbForm=Fin" in tokens[0].features or reading.sentence_of(mention.first).is_headline


def _leads(reading: Reading, mention: OffenceMention) -> bool:
    """Whether a mention stands in the first part of a report, which tells in plain words what is told formally below."""
    return reading.sentence_of(mention.first).index <= max(_FEW, _LEAD * len(reading.sentences))


def _covers(reading: Reading, mention: OffenceMention, other: OffenceMention) -> bool:
    """Whether all words of the other telling stand in this one, in whatever form: "raping a tourist" covers "rape"."""
    bounds = edges(reading.lang)
    forms: set[str] = set()
    for token in reading.tokens[mention.first : mention.last]:
        forms |= word_forms(token.text, token.lemma, reading.lang)
    return all(word_forms(word, word, reading.lang) & forms for word in _words(reading, other) - bounds.skip)


def _grades(reading: Reading, mention: OffenceMention) -> frozenset[str]:
    grade = edges(reading.lang).grade
    words = {reading.tokens[i].text.lower() for i in range(mention.first, mention.last)}
    return frozenset(words & grade)


def _words(reading: Reading, mention: OffenceMention) -> frozenset[str]:
    bounds = edges(reading.lang)
    tokens = reading.tokens[mention.first : mention.last]
    return frozenset(t.lemma for t in tokens if t.pos in {"NOUN", "VERB", "ADJ", "PROPN", "NUM"} and t.lemma not in bounds.generic)


def _offence(reading: Reading, id_: str, cluster: list[OffenceMention], penalties: Sequence[tuple[OffenceMention, str]]) -> Offence:
    best = max(
        cluster,
        key=lambda m: (
            not reading.sentence_of(m.first).is_headline,
            m.rank < 1,
            m.rank < _LOOSE,
            not _tells_again(reading, m),
            not is_act(reading, m),
            not m.within,
            m.sense is not None,
            -m.rank,
            len(_grades(reading, m)),
            -m.first,
        ),
    )
    spans = tuple(mention.span for mention in cluster)
    sentences = dict.fromkeys(reading.sentence_of(mention.first) for mention in [best, *cluster])
    penalty = next((value for mention, value in penalties if mention in cluster), None)
    law = next((mention.law for mention in cluster if mention.law), None)
    evidence = tuple(Evidence(sentence.span, sentence.span.of(reading.text)) for sentence in sentences)
    kind = best.kind or next((mention.kind for mention in cluster if mention.kind), None)
    return Offence(id_, best.text, kind, offence_kinds()[kind].iccs if kind else None, law, penalty, spans, evidence)
