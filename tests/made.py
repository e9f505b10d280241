"""A reading made by hand, with something in every field: what the exports and the command line are tested with. All names are invented."""

from datetime import date

from reportedly.model.claims import Accusation, Attribution, Claim, Offence, Quote, ReportReading, Says, Standing, Step, StepType, Voice
from reportedly.model.parties import Evidence, Group, Organisation, OrgKind, Person, Place, RoleName, Source, SourceKind
from reportedly.model.text import Article, Depth, Furniture, Span
from reportedly.model.when import When

HEADLINE = "Court Acquits Driver in Gold Case"
SENTENCES = (
    "The Tasbulan City Court on Friday acquitted Danel Orzhakov of smuggling.",
    "It placed Selvira Tokmashova and two unidentified men in pre-trial detention until December 17, Radio Jelqanat reported, citing her lawyer.",
    "The prosecutor asked for seven years.",
    '"She denies everything," her lawyer Mirlan Kestebek said.',
    "An appeal hearing is to be held on January 9.",
)
TEXT = "\n\n".join([HEADLINE, *SENTENCES])


def evidence(number: int) -> tuple[Evidence, ...]:
    """The sentence with that number, as evidence."""
    start = TEXT.index(SENTENCES[number])
    return (Evidence(Span(start, start + len(SENTENCES[number])), SENTENCES[number]),)


def on(day: date, text: str) -> When:
    """One day."""
    return When(day, day, text)


RADIO = Voice("c1", "Radio Jelqanat", "broadcaster", "reported")
LAWYER = Voice("c2", "Mirlan Kestebek", "person", "citing")
CHAIN = Attribution((RADIO, LAWYER))


def claim(
    number: int,
    says: Says,
    attribution: Attribution = Attribution(),  # noqa: B008 (frozen)
    when: When | None = None,
    standing: Standing = Standing.REPORTED,
) -> Claim:
    """A claim that stands in the sentence with that number."""
    return Claim("made", evidence(number), attribution, says, standing, when, "made.rule")


def reading() -> ReportReading:
    """The reading."""
    article = Article(
        id="made",
        text=TEXT,
        sha256="ab" * 32,
        lang="en",
        url="https://www.lantern-post.example/gold",
        outlet="The Lantern Post",
        headline=HEADLINE,
        headline_span=Span(0, len(HEADLINE)),
        byline="Ottoline Brackwater",
        published=date(2024, 10, 21),
        furniture=(Furniture("caption", "The court."),),
    )
    driver = Person("p1", "Danel Orzhakov", ("Orzhakov",), role=RoleName.ACCUSED, position="driver", evidence=evidence(0))
    curator = Person("p2", "Selvira Tokmashova", role=RoleName.ACCUSED, age=34, citizenship=("KZ",), employer="o2", evidence=evidence(1))
    lawyer = Person("p3", "Mirlan Kestebek", role=RoleName.LAWYER, evidence=evidence(3))
    return ReportReading(
        article=article,
        depth=Depth.FULL,
        people=(driver, curator, lawyer),
        groups=(Group("g1", "two unidentified men", 2, RoleName.ACCUSED, evidence=evidence(1)),),
        organisations=(
            Organisation("o1", "Tasbulan City Court", OrgKind.COURT, evidence=evidence(0)),
            Organisation("o2", "Tasbulan Museum", OrgKind.EMPLOYER, evidence=evidence(1)),
        ),
        places=(Place("l1", "Tasbulan", "KZ", 1, 50.0, 70.0, evidence=evidence(0)),),
        offences=(Offence("f1", "smuggling", "smuggling", "08044", "Article 1", "P10Y", evidence=evidence(0)),),
        sources=(
            Source("c1", "Radio Jelqanat", SourceKind.BROADCASTER, evidence=evidence(1)),
            Source("c2", "Mirlan Kestebek", SourceKind.PERSON, "c1", evidence=evidence(1)),
        ),
        claims=(
            claim(2, Step(StepType.SENTENCE, ("p2",), term="P7Y"), standing=Standing.REQUESTED),
            claim(0, Step(StepType.ACQUITTAL, ("p1",), by="o1", place="l1", offences=("f1",)), when=on(date(2024, 10, 18), "on Friday")),
            claim(1, Step(StepType.PRETRIAL_DETENTION, ("p2", "g1"), until=on(date(2024, 12, 17), "until December 17")), CHAIN),
            claim(4, Step(StepType.HEARING, ("p2",)), when=on(date(2025, 1, 9), "on January 9"), standing=Standing.SCHEDULED),
            claim(0, Accusation(("p1",), ("f1",))),
            claim(3, Quote("p3", "her lawyer Mirlan Kestebek", True, "She denies everything", "c1")),
        ),
        model="made by hand",
    )
