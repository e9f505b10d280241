"""One tree of errors: each says what happened, where, and what to do about it."""


class ReportedlyError(Exception):
    """Base of all errors that this package raises on purpose.

    Args:
        what: What happened, as a sentence without a full stop.
        where: The file (with line), URL or record that it happened in; empty when there is none.
        mend: What the reader of the message can do about it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.mend})" if self.mend else ""
        return f"{place}{self.what}{hint}"


class InputError(ReportedlyError):
    """An input that cannot be read as a report: empty, broken, encrypted, too large, not text."""


class FetchError(InputError):
    """An address that could not be fetched."""


class AddressError(FetchError):
    """An address that is not fetched at all, for safety: no page on the public web."""


class RobotsError(FetchError):
    """A page that the robots.txt of its site does not let this program fetch."""


class HeldBackError(FetchError):
    """An address that is not asked for now: its host answered with errors, or wants to be left alone for a while."""


class StampError(InputError):
    """A time stamp that does not hold: of other bytes, signed by somebody else, or none at all."""


class UsageError(ReportedlyError):
    """A command or setting that makes no sense as given, for example a date that is no date."""

    exit_code = 2


class LexiconError(ReportedlyError):
    """A lexicon file that breaks the rules of its format."""


class LanguageError(ReportedlyError):
    """A language part that is asked for but not installed or not usable."""


class StoreError(ReportedlyError):
    """A store that cannot be opened, is no store, or does not hold what is asked for."""


class MissingError(StoreError):
    """Something that is asked for by its id and is not in the store."""
