"""When pages behind cases are looked at again: soon at first, then after twice as long each time, sooner again when one has changed."""

from dataclasses import replace
from datetime import datetime, timedelta

from reportedly.casefile.status import FAVOURABLE
from reportedly.model.casefile import CaseFile, DeadlineState
from reportedly.model.claims import StepType
from reportedly.model.fetching import Exchange
from reportedly.model.parties import RoleName
from reportedly.store.fetching import Page

__all__ = ["CONFIRM", "FIRST", "LONGEST", "first_look", "is_open", "later", "sooner"]

FIRST = 6
LONGEST = 30 * 24
_AFTER_CHANGE = 24
# A page that was not found is looked at once more before it counts as gone.
CONFIRM = 1
_ENDS = FAVOURABLE | {StepType.SENTENCE, StepType.DEATH_IN_CUSTODY, StepType.DEPORTATION}


def first_look(report: str, url: str, now: datetime, exchange: Exchange | None) -> Page:
    """The first look at a page after it was kept."""
    etag, modified = (exchange.header("etag"), exchange.header("last-modified")) if exchange else (None, None)
    return Page(report, url, now + timedelta(hours=FIRST), FIRST, None, etag=etag, modified=modified)


def later(page: Page, now: datetime, *, open_case: bool) -> Page:
    """The page after a look that found nothing new; pages behind closed cases are left alone in the end."""
    wait = min(page.wait * 2, LONGEST)
    ended = not open_case and page.wait >= LONGEST
    return replace(page, wait=wait, checked=now, failures=0, next_at=None if ended else now + timedelta(hours=wait))


def sooner(page: Page, now: datetime) -> Page:
    """The page after a look that found a change."""
    return replace(page, wait=_AFTER_CHANGE, checked=now, failures=0, next_at=now + timedelta(hours=_AFTER_CHANGE))


def is_open(file: CaseFile) -> bool:
    """Whether a case can still go on: somebody accused has no outcome, one that is not final, or something is still to come."""
    if any(item.state is DeadlineState.AHEAD for item in file.deadlines):
        return True
    accused = [person for person in file.people if person.role is RoleName.ACCUSED]
    return any(person.status not in _ENDS or person.under_appeal for person in accused) or not accused
