"""Words beside a name that tell whose child somebody is or what else he is called ("s/o Karl Orlo", "@ Bobo"), which no parser understands."""

from reportedly.lexicon.writing import aside_pattern

__all__ = ["without_asides"]


def without_asides(text: str, lang: str) -> str:
    """The text with spaces in place of such words, just as long, so that every place in it stays the same."""
    pattern = aside_pattern(lang)
    return pattern.sub(lambda found: " " * len(found[0]), text) if pattern is not None else text
