"""Passwords: kept as hashes of Argon2id, compared in the same time whether there is such an account or not."""

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reportedly.errors import UsageError

__all__ = ["LEAST", "LONGEST", "checked", "fits", "hashed", "outdated"]

LEAST = 12
LONGEST = 256
_DIFFERENT = 5
# The second choice of RFC 9106: 64 MB for one password. So many at once, and no more: a flood of attempts must not take all memory.
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)


def checked(password: str, name: str) -> str:
    """A password that may be set.

    Args:
        password: The password.
        name: The name of the account.

    Raises:
        UsageError: If it is too short, too long, or too easy to guess.
    """
    plain = _plain(password)
    if not LEAST <= len(plain) <= LONGEST:
        raise UsageError(f"a password has {LEAST} to {LONGEST} signs", mend="several words that do not belong together are easy to keep in mind")
    if len(set(plain)) < _DIFFERENT or name.casefold() in plain.casefold():
        raise UsageError("a password that is easy to guess", mend="take one without the name of the account, of more than a few different signs")
    return plain


def _plain(password: str) -> str:
    # The same password typed on two keyboards can differ in how its letters are composed.
    return unicodedata.normalize("NFKC", password)


def hashed(password: str) -> str:
    """The hash that is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_plain(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that a hash was kept of; for no hash it takes as long, and fits never."""
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobody(), _plain(password[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def outdated(kept: str) -> bool:
    """Whether a hash was made with weaker settings than those of today."""
    return _HASHER.check_needs_rehash(kept)


_hash_of_nobody: list[str] = []


def _nobody() -> str:
    if not _hash_of_nobody:
        _hash_of_nobody.append(_HASHER.hash(secrets.token_hex(16)))
    return _hash_of_nobody[0]
