"""Which addresses may be fetched: pages on the public web, and nothing that only this machine or its own network should reach.

An address is checked after its name was resolved, and the connection then goes to the very number that was checked, so that a name cannot mean
one machine when it is checked and another when it is used.
"""

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from reportedly.errors import AddressError, FetchError

__all__ = ["Resolve", "Target", "addresses_of", "reason_against", "resolve_by_system", "target_of"]

Resolve = Callable[[str, int], Iterable[str]]

_LONGEST = 4096
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\\u0085\u00a0\u2028\u2029\ufeff\ud800-\udfff]")
_NUMBER_LIKE = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.I)
_WEB_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024

# The more special comes first. By the registries of special-purpose addresses (RFC 6890 and after), and what clouds tell their machines there.
_SPECIAL: tuple[tuple[str, str], ...] = (
    ("169.254.169.254/32", "cloud metadata"),
    ("100.100.100.200/32", "cloud metadata"),
    ("168.63.129.16/32", "cloud metadata"),
    ("192.0.0.192/32", "cloud metadata"),
    ("fd00:ec2::254/128", "cloud metadata"),
    ("0.0.0.0/8", "unspecified"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "carrier-grade NAT"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved"),
    ("192.0.2.0/24", "documentation"),
    ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("::ffff:0:0/96", "IPv4-mapped"),
    ("::/96", "IPv4-compatible"),
    ("64:ff9b::/96", "NAT64"),
    ("64:ff9b:1::/48", "NAT64"),
    ("100::/64", "discard-only"),
    ("2001::/32", "Teredo"),
    ("2001:db8::/32", "documentation"),
    ("2001::/23", "reserved"),
    ("2002::/16", "6to4"),
    ("3fff::/20", "documentation"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
)
_NETWORKS: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple((ip_network(network), kind) for network, kind in _SPECIAL)
_PUBLIC_V6 = IPv6Network("2000::/3")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
# What a host that the user named may be; never metadata, link-local or the forms that hide another address.
_CAN_BE_ALLOWED = frozenset({"loopback", "private", "carrier-grade NAT"})


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart once; everything that is done with it uses these parts and never the text again."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, by which politeness and robots.txt go."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        standard = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}" if standard else f"{self.scheme}://{host}:{self.port}"


def target_of(url: str) -> Target:
    """Take an address apart.

    Raises:
        AddressError: If it is no address of a page on the web, carries a name and password, or could be understood in two ways.
    """
    if len(url) > _LONGEST:
        raise AddressError("an address that is too long", where=url[:80], mend="give the address of a page")
    if _FORBIDDEN.search(url):
        raise AddressError("an address with characters that no address has", where=ascii(url), mend="write it as a browser shows it")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise AddressError(f"not a web address: {error}", where=url, mend="use http:// or https://") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise AddressError("not a web address", where=url, mend="use http:// or https://")
    if parsed.userinfo:
        raise AddressError("an address with a name or password in it", where=parsed.host, mend="give the address without them")
    host = parsed.raw_host.decode("ascii").lower().rstrip(".")
    _check_host(host, url)
    port = (443 if parsed.scheme == "https" else 80) if parsed.port is None else parsed.port
    if port == 0 or (port < _FIRST_FREE_PORT and port not in _WEB_PORTS):
        raise AddressError(f"port {port} is no port of the web", where=url, mend="give the address of a page")
    whole = parsed.copy_with(fragment=None)
    return Target(str(whole), parsed.scheme, host, port, whole.raw_path.decode("ascii"))


def _check_host(host: str, url: str) -> None:
    if not host or len(host) > 253 or "%" in host or ".." in host:
        raise AddressError("not the name of a host", where=url, mend="check the address")
    if ":" in host:
        return
    if _NUMBER_LIKE.fullmatch(host.rpartition(".")[2]):
        try:
            IPv4Address(host)
        except ValueError as error:
            raise AddressError("a number in an unusual form instead of a host", where=url, mend="write four numbers with points") from error


def addresses_of(target: Target, allowed_hosts: frozenset[str], resolve: Resolve) -> tuple[str, ...]:
    """The numbers of the machines that a target may be fetched from, in the order of the resolver.

    Args:
        target: What is to be fetched.
        allowed_hosts: Names of hosts, or ``host:port``, that may be machines of the own network.
        resolve: Gives the numbers of a host.

    Raises:
        AddressError: If any number of the host must not be reached: a host that has one good and one bad number is not trusted.
        FetchError: If the host has no number.
    """
    allowed = bool({target.host, f"{target.host}:{target.port}"} & allowed_hosts)
    try:
        found = tuple(dict.fromkeys(resolve(target.host, target.port)))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host could not be found: {error}", where=target.url, mend="check the address and the connection") from error
    if not found:
        raise FetchError("the host could not be found", where=target.url, mend="check the address and the connection")
    for number in found:
        kind = reason_against(number)
        if kind and not (allowed and kind in _CAN_BE_ALLOWED):
            mend = "set REPORTEDLY_ALLOW_HOSTS to its name if you trust it" if kind in _CAN_BE_ALLOWED else "give a page on the public web"
            raise AddressError(f"the host is at a {kind} address, which is not fetched", where=target.url, mend=mend)
    return found


def reason_against(number: str) -> str | None:
    """What kind of special address a number is, or None for one on the public internet."""
    try:
        address = ip_address(number)
    except ValueError:
        return "malformed"
    for network, kind in _NETWORKS:
        if address.version == network.version and address in network:
            return kind
    if isinstance(address, IPv6Address):
        if address.scope_id or address not in _PUBLIC_V6:
            return "reserved"
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return "ISATAP"
    return None


def resolve_by_system(host: str, port: int) -> Iterable[str]:
    """The numbers of a host as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
