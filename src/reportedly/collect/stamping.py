"""Time stamps by RFC 3161: an authority signs that bytes with a digest existed at a moment; it learns the digest and nothing else."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.collect.addresses import target_of
from reportedly.collect.fetch import ask
from reportedly.collect.rules import FetchRules
from reportedly.errors import FetchError, StampError, UsageError
from reportedly.model.evidence import Stamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

__all__ = ["AUTHORITY", "ROOTS", "Authority", "ask_for_stamp", "authority_from", "roots_from", "stamp_moment"]

AUTHORITY, ROOTS = "REPORTEDLY_TSA", "REPORTEDLY_TSA_ROOTS"
_SHA256 = "2.16.840.1.101.3.4.2.1"
_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
_LARGEST = 100_000
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Authority:
    """Who is asked for time stamps: its address, and in PEM the root certificates that its signatures must lead to."""

    url: str
    roots: bytes


def authority_from(environment: Mapping[str, str] = os.environ) -> Authority | None:
    """The authority that the environment sets: ``REPORTEDLY_TSA`` (its address) and ``REPORTEDLY_TSA_ROOTS`` (a PEM file); None without the first.

    Raises:
        UsageError: If the roots are missing or cannot be read.
        AddressError: If the address is none.
    """
    url = environment.get(AUTHORITY, "").strip()
    if not url:
        return None
    roots = roots_from(environment)
    if roots is None:
        raise UsageError("whose time stamps are trusted is not set", where=ROOTS, mend="name a PEM file with the root certificate of the authority")
    return Authority(target_of(url).url, roots)


def roots_from(environment: Mapping[str, str] = os.environ) -> bytes | None:
    """The root certificates that the environment names, in PEM; None when it names none.

    Raises:
        UsageError: If they cannot be read.
    """
    name = environment.get(ROOTS, "").strip()
    if not name:
        return None
    try:
        content = Path(name).read_bytes()
        _certificates(content)
    except (OSError, ValueError) as error:
        raise UsageError("no certificates can be read from it", where=f"{ROOTS}={name}", mend="name a PEM file with root certificates") from error
    return content


def ask_for_stamp(
    content: bytes, sha256: str, authority: Authority, rules: FetchRules, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Stamp:
    """Ask an authority for a time stamp, and believe it only when everything fits: digest, nonce, signature and certificates.

    Args:
        content: The bytes.
        sha256: Their digest.
        authority: Who is asked.
        rules: The limits of fetching; those on the own network that may be asked are named there too.
        now: Tells the moment.

    Raises:
        FetchError: If no whole answer within the limits came; ``AddressError`` if the authority is not to be asked at all.
        StampError: If the answer is no time stamp of these bytes by this authority.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
    within = replace(rules.up_to(_LARGEST), seconds=min(rules.seconds, _SECONDS))
    answer = ask(authority.url, within, _HEADERS, posted=request.as_bytes(), now=now)
    if answer.exchange.status != 200:
        told = f"the authority answered {answer.exchange.status} {answer.exchange.reason}".rstrip()
        raise FetchError(told[:200], where=authority.url, mend="it is asked again later")
    at = stamp_moment(answer.content, sha256, authority.roots, request.nonce, where=authority.url)
    return Stamp(sha256, at, authority.url, answer.content)


def stamp_moment(token: bytes, sha256: str, roots: bytes | None, nonce: int | None = None, *, where: str = "") -> datetime:
    """Check a time stamp.

    Args:
        token: The answer of the authority.
        sha256: The digest of the bytes that it is to be about.
        roots: The root certificates in PEM. Without them only the digest is compared, which shows nothing about who signed.
        nonce: The number that was sent along, when it is known.
        where: What it is told of in errors.

    Returns:
        The moment that the authority signed.

    Raises:
        StampError: If it is no time stamp of these bytes.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        found = decode_timestamp_response(token)
        if found.status != 0:
            raise StampError(f"the authority gave no time stamp: {_said(found)}", where=where, mend="it is asked again later")
        imprint = found.tst_info.message_imprint
        if imprint.hash_algorithm.dotted_string != _SHA256 or imprint.message.hex() != sha256:
            raise StampError("the time stamp is about other bytes", where=where, mend="do not trust this authority")
        if roots is not None:
            VerifierBuilder(roots=_certificates(roots), nonce=nonce).build().verify(found, bytes.fromhex(sha256))
        return found.tst_info.gen_time.astimezone(UTC)
    except (VerificationError, ValueError, TypeError, OverflowError, UnsupportedAlgorithm) as error:
        # What follows is a list of places in a library of C.
        told = str(error).partition(": ErrorStack")[0][:200]
        raise StampError(f"no time stamp that holds: {told}", where=where, mend="check the authority and its root certificates") from error


def _said(found: "TimeStampResponse") -> str:
    return " ".join([f"status {found.status}", *found.status_string])[:200]


def _certificates(pem: bytes) -> "list[Certificate]":
    from cryptography.x509 import load_pem_x509_certificates

    return load_pem_x509_certificates(pem)
