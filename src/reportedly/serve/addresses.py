"""Where things are: the addresses of pages. Ids of reports and people may hold any sign, so each is escaped whole."""

from urllib.parse import quote

from reportedly.model.casefile import Cited
from reportedly.model.text import Span

__all__ = ["case_address", "cited_address", "escaped", "organisation_address", "person_address", "place_address", "report_address"]


def escaped(text: str) -> str:
    """A text as one piece of an address."""
    return quote(text, safe="")


def case_address(case: str) -> str:
    """The page of a case."""
    return f"/cases/{escaped(case)}"


def report_address(report: str, span: Span | None = None, fact: str = "") -> str:
    """The page of a report, with a sentence or a fact (the id of a claim) chosen: it is highlighted, and the page opens there."""
    if fact:
        return f"/reports/{escaped(report)}?fact={escaped(fact)}#f-{escaped(fact)}"
    return f"/reports/{escaped(report)}" + (f"?fact={span.start}-{span.end}#s{span.start}" if span else "")


def cited_address(cited: Cited) -> str:
    """The page of a report where a sentence stands that a case file cites."""
    return report_address(cited.report, cited.span)


def person_address(case: str, person: str) -> str:
    """The page of a person of a case."""
    return f"{case_address(case)}/people/{escaped(person)}"


def organisation_address(name: str) -> str:
    """The page of an organisation."""
    return f"/organisations/{escaped(name)}"


def place_address(name: str) -> str:
    """The page of a place."""
    return f"/places/{escaped(name)}"
