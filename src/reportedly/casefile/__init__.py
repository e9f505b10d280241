"""From what reports tell and people decide to a case file."""

from reportedly.casefile.fold import fold
from reportedly.casefile.parts import parts

__all__ = ["fold", "parts"]
