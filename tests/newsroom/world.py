"""Invented cases as several sites tell them over weeks: what each site has at a moment follows from the moment alone. All names are invented."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

BASE = datetime(2025, 3, 1, tzinfo=UTC)
PEOPLE = ("Selvira Tokmashova", "Danel Orzhakov", "Ilmar Bekturov", "Aiza Keldibek", "Toren Ulvash", "Mirlan Kestebek")
OFFENCES = ("smuggling of gold", "murder by poison", "theft of grain", "bribery of a clerk", "fraud with seeds", "arson of a mill")
STEPS = ("arrest", "pretrial_detention", "charge", "indictment", "hearing", "acquittal")
# A story comes out every so many hours on each site; a case has its next step when all others have had theirs.
HOURS = 8
FILLER = (
    "The report goes on about the weather in the valley, the price of bread and the state of the roads, none of which has to do with the case, "
    "and it closes with a few words about the season and the people who live there, as reports in this paper have always done."
)


@dataclass(frozen=True)
class Story:
    """One story: its number, the case that it tells, and the step."""

    number: int

    @property
    def case(self) -> int:
        """The number of the case."""
        return self.number % len(PEOPLE)

    @property
    def step(self) -> str:
        """The step that it tells."""
        return STEPS[(self.number // len(PEOPLE)) % len(STEPS)]

    @property
    def round(self) -> int:
        """How often all cases were told to their end before this one: each time they are cases anew."""
        return self.number // (len(PEOPLE) * len(STEPS))

    @property
    def out(self) -> datetime:
        """When it comes out."""
        return BASE + timedelta(hours=HOURS * self.number)

    @property
    def person(self) -> str:
        """Whom it is about: another person in each round."""
        return PEOPLE[self.case] + (
            "" if not self.round else f"-{'abcdefghijklmnopqrstuvwxyz'[self.round % 26]}{'abcdefghij'[self.round // 26 % 10]}ov"
        )

    @property
    def title(self) -> str:
        """The headline."""
        return f"What is told in case {self.case} ({self.number})"

    def sentence(self) -> str:
        """The sentence that tells the step."""
        day = self.out.date()
        until = f" until {day + timedelta(days=3)}" if self.step == "pretrial_detention" else ""
        return f"The {self.step.replace('_', ' ')} of {self.person} on {day}{until} over {OFFENCES[self.case]} is told."

    def changes(self, now: datetime) -> str:
        """What became of the page by a moment: ``as it was``, ``corrected``, ``gone``, ``withdrawn``."""
        age = now - self.out
        if self.number % 11 == 3 and age > timedelta(days=2):
            return "corrected"
        if self.number % 13 == 5 and age > timedelta(days=3):
            return "gone"
        if self.number % 17 == 6 and age > timedelta(days=4):
            return "withdrawn"
        return "as it was"


def stories(now: datetime, most: int = 40) -> list[Story]:
    """The newest stories at a moment, the newest first."""
    last = int((now - BASE).total_seconds() // (HOURS * 3600))
    return [Story(number) for number in range(last, max(-1, last - most), -1)]


def body(story: Story, site: str, now: datetime) -> str:
    """The paragraphs of a story as HTML."""
    told = f"<p>{story.sentence()}</p>"
    if story.changes(now) == "corrected":
        told = "<p>Correction: An earlier version of this article told a step that did not happen. The paper regrets the error.</p>"
    return f"{told}<p>{FILLER}</p><p>This is how {site} told story {story.number}.</p>"


def page(story: Story, site: str, now: datetime, url: str) -> str:
    """The page of a story."""
    head = f'<meta charset="utf-8"><title>{story.title}</title><meta property="article:published_time" content="{story.out.isoformat()}">'
    head += f'<meta property="og:site_name" content="{site}"><link rel="canonical" href="{url}">'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><article><h1>{story.title}</h1>{body(story, site, now)}</article></body></html>'
