"""Find text that one report takes over from another: word shingles of the body, kept as MinHash values."""

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from reportedly.model.cases import Reprint, Sketch
from reportedly.model.text import Article
from reportedly.resolve.spelling import words

__all__ = ["REUSED", "reprints", "sketch"]

REUSED = 0.5
_SHINGLE = 5
_KEPT = 192
_LEAST_SHARED = 10


def sketch(article: Article) -> Sketch:
    """What is kept of an article's body: the smallest hashes of its five-word shingles.

    The smallest values are a fair sample of all shingles, so that the share of a short text that stands in a longer one can be told as well.

    Args:
        article: The article.
    """
    told = words(article.body)
    shingles = {" ".join(told[at : at + _SHINGLE]) for at in range(max(1, len(told) - _SHINGLE + 1))} if told else set()
    values = sorted({int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1 for text in shingles})
    return Sketch(article.id, tuple(values[:_KEPT]), len(values))


def reprints(sketches: Iterable[Sketch]) -> tuple[Reprint, ...]:
    """Pairs of articles of which one reuses at least half of the other's text.

    Args:
        sketches: Sketches of the articles of one case.
    """
    known = {found.article_id: found for found in sketches}
    holders: dict[int, list[str]] = defaultdict(list)
    for _, found in sorted(known.items()):
        for value in found.values:
            holders[value].append(found.article_id)
    together = Counter[tuple[str, str]]()
    for names in holders.values():
        if len(names) > 1:
            together.update(combinations(names, 2))
    enough = sorted((pair, shared) for pair, shared in together.items() if shared >= _LEAST_SHARED)
    shares = ((left, right, _share(known[left], known[right], shared)) for (left, right), shared in enough)
    return tuple(Reprint(left, right, share) for left, right, share in shares if share >= REUSED)


def _share(left: Sketch, right: Sketch, shared: int) -> float:
    """The share of the shorter text's shingles that the longer one holds, from the part of both samples that can be compared."""
    if left.shingles <= len(left.values) and right.shingles <= len(right.values):
        # Both are kept whole, so what they share has been counted already.
        return round(shared / min(left.shingles, right.shingles), 3)
    limit = min(_limit(left), _limit(right))
    ours, theirs = (set(found.values[: bisect_right(found.values, limit)]) for found in (left, right))
    least = min(len(ours), len(theirs))
    return round(len(ours & theirs) / least, 3) if least else 0.0


def _limit(found: Sketch) -> int:
    return found.values[-1] if found.shingles > len(found.values) else 2**63
