"""From what reports tell and people decide to a case file."""

from reportedly.casefile.parts import parts

__all__ = ["parts"]
