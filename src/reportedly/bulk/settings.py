"""What the results of reading in bulk depend on, beside the inputs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportedly.collect import Overrides

__all__ = ["BulkSettings", "Skipped"]


class Skipped(StrEnum):
    """What becomes of pages that triage leaves out: stored as text, or dropped."""

    STORE = "store"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class BulkSettings:
    """The settings.

    ``outlet`` and ``lang`` go before what is stated or detected. ``columns`` are pairs of a field of a report and what it is called in lines and
    tables. ``piece`` is how large pieces should be, in bytes; without it that follows from the size of the inputs.
    """

    skipped: Skipped = Skipped.DROP
    outlet: str | None = None
    lang: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    piece: int | None = None

    @property
    def overrides(self) -> Overrides:
        """What goes before anything stated or detected.

        Raises:
            UsageError: If the language is no code.
        """
        return Overrides.of(outlet=self.outlet, lang=self.lang)

    def told(self) -> dict[str, Any]:
        """The settings as a manifest tells them."""
        return {"skipped": self.skipped.value, "outlet": self.outlet, "lang": self.lang, "columns": dict(self.columns), "piece": self.piece}
