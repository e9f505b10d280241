"""What tells one lexicon from another."""

import hashlib
from functools import lru_cache

from reportedly.lexicon.load import DATA

__all__ = ["lexicon_digest"]


@lru_cache(maxsize=1)
def lexicon_digest() -> str:
    """The SHA-256 of the names and bytes of all files of the lexicon, as hex digits."""
    digest = hashlib.sha256()
    for path in sorted(path for path in DATA.rglob("*") if path.suffix in {".yaml", ".csv", ".txt", ".json"}):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(DATA).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
