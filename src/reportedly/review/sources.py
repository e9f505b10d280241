"""Who reports whom in a case: those who said something first, the newsrooms that passed it on, and the reports that go back to each newsroom."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.model.casefile import CaseFile, Origin
from reportedly.model.cases import CasePart
from reportedly.model.claims import Claim, ReportReading
from reportedly.model.parties import Place, SourceKind
from reportedly.review.findable import word_keys
from reportedly.review.viewing import CaseView
from reportedly.store import Store
from reportedly.store.reports import current_readings

__all__ = ["Background", "Heard", "Told", "background"]

_MEDIA = {SourceKind.OUTLET.value, SourceKind.AGENCY.value, SourceKind.BROADCASTER.value}
# Above so many reports who reports whom is no longer a picture, and no longer read for a page.
MOST = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A chain of voices by which a report tells facts, nearest to the writer first, and how many facts it tells so."""

    report: str
    chain: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody who said something first: the name, the kind of source, and by origin how many facts its newsroom has from them."""

    name: str
    kind: str
    facts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Background:
    """What a page of a case shows beside the case file. ``own`` are the origins that tell facts on their own word; ``places`` have coordinates."""

    voices: tuple[Heard, ...] = ()
    own: frozenset[str] = frozenset()
    told: tuple[Told, ...] = ()
    places: tuple[Place, ...] = ()
    unplaced: tuple[str, ...] = ()
    whole: bool = True

    @property
    def original(self) -> int:
        """How many original voices there are: people, officials and documents, and newsrooms that speak for themselves."""
        return len(self.voices) + len(self.own)


def background(store: Store, view: CaseView) -> Background:
    """Who reports whom in a case, and where its places are, from the readings of its reports.

    Args:
        store: The store.
        view: The case as it is shown; names that are withheld in it are covered here too.

    Returns:
        For a case of very many reports it is empty and not ``whole``.
    """
    file = view.file
    if len(file.reports) > MOST:
        return Background(whole=False)
    with store.reading() as connection:
        readings = current_readings(connection, [report.id for report in file.reports])
    return _background(file, {reading.article.id: reading for reading in readings}, view.parts, view.hide)


def _background(file: CaseFile, readings: Mapping[str, ReportReading], parts: tuple[CasePart, ...], hide: Callable[[str], str]) -> Background:
    home = {report: origin for origin in file.origins for report in origin.reports}
    known = _Known.of(file)
    names: dict[str, tuple[str, str]] = {}
    facts: dict[str, Counter[str]] = {}
    chains: Counter[tuple[str, tuple[str, ...]]] = Counter()
    own: set[str] = set()
    for report, claim in _claims(readings, parts):
        voices, origin = claim.attribution.voices, home.get(report)
        if origin is None:
            continue
        chains[report, tuple(hide(voice.name) for voice in voices)] += 1
        last = voices[-1] if voices else None
        if last is None or last.kind in _MEDIA or known.is_medium(last.name):
            own.add(origin.id)
            continue
        key, name = known.voice(last.name)
        names.setdefault(key, (hide(name), last.kind))
        facts.setdefault(key, Counter())[origin.id] += 1
    heard = [Heard(*names[key], dict(facts[key])) for key in names]
    told = tuple(Told(report, chain, number) for (report, chain), number in sorted(chains.items()) if chain)
    return Background(_ordered(heard, file.origins), frozenset(own), told, *_places(readings, parts))


Keys = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The people and outlets of a case, by the keys of the words of their names: one voice is named in many ways, and in two scripts."""

    people: tuple[tuple[str, str, tuple[Keys, ...]], ...]
    media: tuple[Keys, ...]

    @classmethod
    def of(cls, file: CaseFile) -> "_Known":
        people = tuple((one.id, one.names[0].name, tuple(_keys(form.name) for form in one.names)) for one in file.people if one.named)
        outlets = {name for name in (*(report.outlet for report in file.reports), *(origin.name for origin in file.origins)) if name}
        return cls(people, tuple(_keys(name) for name in sorted(outlets)))

    def is_medium(self, name: str) -> bool:
        """Whether a voice is one of the outlets of the case."""
        words = _keys(name)
        return any(_holds(words, medium) for medium in self.media)

    def voice(self, name: str) -> tuple[str, str]:
        """A key that is the same for all names of one voice, and the name to show."""
        words = _keys(name)
        for key, shown, forms in self.people:
            if any(len(form) > 1 and _holds(words, form) for form in forms):
                return key, shown
        if len(words) == 1:
            alike = [(key, shown) for key, shown, forms in self.people if any(_holds(form, words) for form in forms)]
            if len(alike) == 1:
                return alike[0]
        return " ".join("+".join(sorted(word)) for word in words) or name, name


@lru_cache(maxsize=8192)
def _keys(name: str) -> Keys:
    return tuple(word_keys(name))


def _holds(words: Keys, wanted: Keys) -> bool:
    """Whether each of some words is among others, in any script."""
    return bool(wanted) and all(any(word & other for other in words) for word in wanted)


def _ordered(heard: list[Heard], origins: tuple[Origin, ...]) -> tuple[Heard, ...]:
    """In the order of the newsrooms that quote them, so that few lines of a drawing cross."""
    place = {origin.id: number for number, origin in enumerate(origins)}
    return tuple(sorted(heard, key=lambda one: (sum(place[key] for key in one.facts) / len(one.facts), one.name)))


def _claims(readings: Mapping[str, ReportReading], parts: Iterable[CasePart]) -> Iterable[tuple[str, Claim]]:
    for part in parts:
        wanted = frozenset(part.claims)
        reading = readings.get(part.article_id)
        yield from ((part.article_id, claim) for claim in (reading.claims if reading else ()) if claim.id in wanted)


def _places(readings: Mapping[str, ReportReading], parts: Iterable[CasePart]) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Places of the case with a position, each once, and names of those without one."""
    found: dict[object, Place] = {}
    names: dict[str, None] = {}
    for part in parts:
        reading = readings.get(part.article_id)
        for place in reading.places if reading else ():
            if place.name.casefold() not in part.places:
                continue
            if place.lat is not None and place.lon is not None:
                found.setdefault(place.geonames or place.name, place)
            else:
                names[place.name] = None
    return tuple(found.values()), tuple(names)
