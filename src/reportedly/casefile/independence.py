"""Which reports go back to one newsroom, and how many independent newsrooms and original voices tell a fact."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from reportedly.casefile.joining import Forest
from reportedly.casefile.telling import Spelled, Telling
from reportedly.lexicon.outlets import find_outlet
from reportedly.model.casefile import Origin, OriginHow, Support
from reportedly.model.cases import Reprint
from reportedly.model.claims import Claim, Step

__all__ = ["Independence", "independence"]

_MEDIA = frozenset({"outlet", "agency", "broadcaster"})
_AGENCIES = frozenset({"agency"})


@dataclass(frozen=True, slots=True)
class Independence:
    """The origins of a case, and the origin of each report."""

    origins: tuple[Origin, ...]
    of_report: Mapping[str, str]
    spelled: Spelled
    outlet_of: Mapping[str, str | None]

    def support(self, told: Iterable[tuple[str, Claim | None]]) -> Support:
        """How many reports, newsrooms and voices stand behind claims.

        Args:
            told: Pairs of the id of a report and its claim.
        """
        pairs = tuple(told)
        reports = {report for report, _ in pairs}
        newsrooms = {self._newsroom(report, claim) for report, claim in pairs}
        voices = {self._voice(report, claim) for report, claim in pairs}
        return Support(len(reports), len(newsrooms), len(voices))

    def _newsroom(self, report: str, claim: Claim | None) -> str:
        """The newsroom that a report has a fact from: another medium that it credits for it, or the origin of the whole report."""
        own = self.outlet_of.get(report)
        medium = _medium(claim, own, self.spelled) if claim else None
        home = self.of_report.get(report, report)
        if medium is None:
            return home
        for other, outlet in self.outlet_of.items():
            if other != report and outlet and _same_outlet(medium, outlet, self.spelled):
                return self.of_report.get(other, other)
        # The origin of a report may be the very medium that it credits, without a report of that medium in the case.
        named = next((origin.name for origin in self.origins if origin.id == home), None)
        return home if named and _same_outlet(medium, named, self.spelled) else "medium:" + _outlet(medium, self.spelled)

    def _voice(self, report: str, claim: Claim | None) -> str:
        """Who said it first: the last of the chain, or the newsroom itself."""
        chain = claim.attribution.voices if claim else ()
        last = chain[-1] if chain else None
        if last is None or last.kind in _MEDIA:
            return "newsroom:" + self._newsroom(report, claim)
        return "voice:" + self.spelled(last.name)


def independence(told: Sequence[Telling], reprints: Iterable[Reprint], spelled: Spelled) -> Independence:
    """The origins that the reports of a case fall into.

    Reports are joined when one says that it is another's (an agency's line, a date line, a byline), when most of its steps are told by one other
    medium and none by a third, or when their text is largely the same.

    Args:
        told: The parts of the case in canonical order.
        reprints: Pairs of articles that share text.
        spelled: A comparable form of a name in any script.
    """
    by_report = {telling.report: telling for telling in told}
    outlet_of = {report: telling.part.outlet for report, telling in by_report.items()}
    outlets = {_outlet(outlet, spelled) for outlet in outlet_of.values() if outlet}
    credit_of = {report: _credit(telling, outlets, spelled) for report, telling in by_report.items()}
    forest: Forest[str] = Forest(by_report)
    credited: set[str] = set()
    for left in by_report:
        for right in by_report:
            if left < right and _by_credit(by_report[left], by_report[right], credit_of, spelled):
                forest.join(left, right)
                credited |= {left, right}
    for reprint in sorted(reprints, key=lambda found: (found.left, found.right)):
        if reprint.left in by_report and reprint.right in by_report:
            forest.join(reprint.left, reprint.right)
    groups = forest.groups()
    origins = tuple(_origin(number, group, by_report, credit_of, credited) for number, group in enumerate(groups, 1))
    return Independence(origins, {report: origin.id for origin in origins for report in origin.reports}, spelled, outlet_of)


def _origin(number: int, group: tuple[str, ...], by_report: Mapping[str, Telling], credit_of: Mapping[str, str | None], credited: set[str]) -> Origin:
    named = next((credit_of[report] for report in group if credit_of[report]), None)
    own = next((by_report[report].part.outlet for report in group if by_report[report].part.outlet), None)
    how = OriginHow.REUSE if len(group) > 1 else OriginHow.OWN
    if any(report in credited or credit_of[report] for report in group):
        how = OriginHow.CREDIT
    return Origin(f"o{number}", named or own, group, how)


def _credit(telling: Telling, outlets: Set[str], spelled: Spelled) -> str | None:
    """The medium that a report goes back to, if it says so: as a whole, in its byline, or for most of its steps."""
    article = telling.reading.article
    if article.origin:
        return article.origin
    if (
        article.byline
        and _is_medium(article.byline, outlets, spelled)
        and not (article.outlet and _same_outlet(article.byline, article.outlet, spelled))
    ):
        return article.byline
    media = [_medium(claim, article.outlet, spelled) for claim in telling.claims if isinstance(claim.says, Step)]
    names = {_outlet(name, spelled) for name in media if name}
    if len(names) == 1 and 2 * sum(1 for name in media if name) >= len(media):
        return next(name for name in media if name)
    return None


def _is_medium(byline: str, outlets: Set[str], spelled: Spelled) -> bool:
    """Whether a byline names a medium: one that the lexicon knows, or the outlet of another report."""
    return find_outlet(byline) is not None or _outlet(byline, spelled) in outlets


def _medium(claim: Claim, own: str | None, spelled: Spelled) -> str | None:
    """The first medium of the chain that is not the outlet itself."""
    media = [voice.name for voice in claim.attribution.voices if voice.kind in _MEDIA]
    return next((name for name in media if not own or not _same_outlet(name, own, spelled)), None)


def _same_outlet(left: str, right: str, spelled: Spelled) -> bool:
    """Whether two names are of one medium; a part of a name counts, as outlets shorten their own."""
    ours, theirs = set(_outlet(left, spelled).split()), set(_outlet(right, spelled).split())
    return ours <= theirs or theirs <= ours


def _outlet(name: str, spelled: Spelled) -> str:
    """One comparable name for a medium: that of the lexicon, or the spelling."""
    known = find_outlet(name)
    return spelled(known.name if known else name)


def _by_credit(left: Telling, right: Telling, credit_of: Mapping[str, str | None], spelled: Spelled) -> bool:
    ours, theirs = credit_of[left.report], credit_of[right.report]
    if not ours and not theirs:
        return False
    names = [_outlet(name, spelled) for name in (ours, theirs) if name]
    if len(names) == 2 and names[0] == names[1]:
        return True
    crossed = ((ours, right.part.outlet), (theirs, left.part.outlet))
    return any(credit and outlet and _same_outlet(credit, outlet, spelled) for credit, outlet in crossed)
