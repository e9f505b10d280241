"""A reader for the sentences of the world, so that following sources is tested without the parts of a language."""

import re
from datetime import date

from reportedly.model.claims import Attribution, Claim, Offence, ReportReading, Step, StepType
from reportedly.model.parties import Evidence, Person, RoleName
from reportedly.model.text import Article, Depth, Span
from reportedly.model.when import When

_TOLD = re.compile(
    r"The (?P<step>[a-z ]+) of (?P<who>[A-Z][\w-]+ [A-Z][\w-]+) on (?P<on>[\d-]+)(?: until (?P<until>[\d-]+))? over (?P<offence>[a-z ]+) is told\."
)


def read_world(article: Article) -> ReportReading:
    """What a report of the world says."""
    people: dict[str, Person] = {}
    offences: dict[str, Offence] = {}
    claims = []
    for found in _TOLD.finditer(article.text):
        proof = (Evidence(Span(*found.span()), found[0]),)
        who, what = found["who"], found["offence"]
        person = people.setdefault(
            who, Person(f"p{len(people) + 1}", who, role=RoleName.ACCUSED, mentions=(Span(*found.span("who")),), evidence=proof)
        )
        slug = what.split()[0]
        offence = offences.setdefault(what, Offence(f"f{len(offences) + 1}", what, slug, mentions=(Span(*found.span("offence")),), evidence=proof))
        until = _day(found["until"]) if found["until"] else None
        says = Step(StepType(found["step"].replace(" ", "_")), (person.id,), until=until, offences=(offence.id,))
        claims.append(Claim(article.id, proof, Attribution(), says, when=_day(found["on"]), why="made.rule"))
    return ReportReading(article, Depth.FULL, tuple(people.values()), offences=tuple(offences.values()), claims=tuple(claims), model="made for tests")


def _day(text: str) -> When:
    day = date.fromisoformat(text)
    return When(day, day, text)
