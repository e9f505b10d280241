"""What every page has at hand: the store, how the workplace is run, and the day to look from."""

from datetime import UTC, date, datetime

from starlette.requests import HTTPConnection

from reportedly.serve.settings import Settings
from reportedly.store import Store

__all__ = ["now", "settings_of", "store_of", "today_of"]


def store_of(request: HTTPConnection) -> Store:
    """The store that is open."""
    store: Store = request.app.state.store
    return store


def settings_of(request: HTTPConnection) -> Settings:
    """How the workplace is run."""
    settings: Settings = request.app.state.settings
    return settings


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def today_of(request: HTTPConnection) -> date:
    """The day to look from."""
    return settings_of(request).as_of or now().date()
