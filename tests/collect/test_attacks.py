"""Attacks by name: addresses that lead inside, redirections, bombs, servers that never end. None gets through, none holds the program up."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from newsroom.hostile import WAYS, Hostile, hostile

from reportedly.collect.addresses import reason_against
from reportedly.collect.fetch import ask
from reportedly.collect.rules import FetchRules
from reportedly.errors import AddressError, FetchError

# What each name resolves to where no system is asked; all other names are on the public web.
NAMES = {
    "private.example": ["10.1.2.3"],
    "metadata.google.internal": ["169.254.169.254"],
    "127.0.0.1.wildcard.example": ["127.0.0.1"],
    "mixed.example": ["93.184.215.14", "127.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "translated.example": ["64:ff9b::a9fe:a9fe"],
    "empty.example": [],
    "malformed.example": ["127.0.0.1 "],
}
ADDRESSES = {
    "loopback": "http://127.0.0.1:CANARY/",
    "loopback elsewhere in its net": "http://127.7.7.7:CANARY/",
    "loopback by name": "http://localhost:CANARY/",
    "loopback by name with a point": "http://localhost.:CANARY/",
    "loopback in short": "http://127.1:CANARY/",
    "loopback as one number": "http://2130706433:CANARY/",
    "loopback as an octal number": "http://017700000001:CANARY/",
    "loopback with octal parts": "http://0177.0.0.1:CANARY/",
    "loopback as a hexadecimal number": "http://0x7f000001:CANARY/",
    "loopback with hexadecimal parts": "http://0x7f.0x0.0x0.0x1:CANARY/",
    "loopback with mixed parts": "http://127.0x0.1:CANARY/",
    "loopback with leading zeros": "http://127.000.000.001:CANARY/",
    "loopback in full-width digits": "http://１２７.０.０.１:CANARY/",
    "loopback in circled digits": "http://①②⑦.⓪.⓪.①:CANARY/",
    "loopback with ideographic points": "http://127。0。0。1:CANARY/",
    "loopback in percent signs": "http://%31%32%37.0.0.1:CANARY/",
    "zero": "http://0:CANARY/",
    "unspecified": "http://0.0.0.0:CANARY/",
    "IPv6 loopback": "http://[::1]:CANARY/",
    "IPv6 loopback in full": "http://[0:0:0:0:0:0:0:1]:CANARY/",
    "IPv6 unspecified": "http://[::]:CANARY/",
    "IPv4-mapped": "http://[::ffff:127.0.0.1]:CANARY/",
    "IPv4-mapped in hexadecimal": "http://[::ffff:7f00:1]:CANARY/",
    "IPv4-compatible": "http://[::127.0.0.1]:CANARY/",
    "NAT64": "http://[64:ff9b::7f00:1]:CANARY/",
    "NAT64 of a network's own": "http://[64:ff9b:1::7f00:1]:CANARY/",
    "6to4": "http://[2002:7f00:1::1]:CANARY/",
    "Teredo": "http://[2001:0:7f00:1::80ff:fffe]:CANARY/",
    "ISATAP": "http://[2607:f8b0::5efe:7f00:1]:CANARY/",
    "IPv6 link-local": "http://[fe80::1]:CANARY/",
    "IPv6 with a zone": "http://[fe80::1%25lo]:CANARY/",
    "IPv6 private": "http://[fd12:3456::1]:CANARY/",
    "IPv6 site-local": "http://[fec0::1]:CANARY/",
    "IPv6 multicast": "http://[ff02::1]:CANARY/",
    "private 10": "http://10.0.0.1/",
    "private 172": "http://172.31.255.254/",
    "private 192": "http://192.168.0.1/",
    "carrier-grade NAT": "http://100.64.0.1/",
    "link-local": "http://169.254.1.1/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "cloud metadata": "http://169.254.169.254/latest/meta-data/",
    "cloud metadata as one number": "http://2852039166/latest/meta-data/",
    "cloud metadata over IPv6": "http://[fd00:ec2::254]/latest/meta-data/",
    "cloud metadata of another cloud": "http://100.100.100.200/latest/meta-data/",
    "cloud metadata at a public number": "http://168.63.129.16/machine",
    "cloud metadata by name": "http://metadata.google.internal/computeMetadata/v1/",
    "a name for a private address": "http://private.example/",
    "a name with the number in it": "http://127.0.0.1.wildcard.example:CANARY/",
    "a name with a good and a bad number": "http://mixed.example:CANARY/",
    "a name for a mapped number": "http://mapped.example:CANARY/",
    "a name for a translated number": "http://translated.example/",
    "a name without a number": "http://empty.example/",
    "a resolver that gives nonsense": "http://malformed.example/",
    "a user before the host": "http://news.example@127.0.0.1:CANARY/",
    "a password in the address": "http://user:secret@news.example/",
    "a backslash before the host": "http://news.example\\@127.0.0.1:CANARY/",
    "a line break in the address": "http://127.0.0.1:CANARY/\r\nHost: news.example",
    "a line break in the scheme": "ht\ntp://127.0.0.1:CANARY/",
    "a tab in the host": "http://127.0.0.1\t.news.example:CANARY/",
    "a null byte": "http://127.0.0.1:CANARY/\0.news.example",
    "a space": "http://127.0.0.1:CANARY /",
    "a local file": "file:///etc/passwd",
    "a local file with a host": "file://localhost/etc/passwd",
    "ftp": "ftp://127.0.0.1:CANARY/",
    "gopher": "gopher://127.0.0.1:CANARY/_GET",
    "dict": "dict://127.0.0.1:CANARY/d:secret",
    "data": "data:text/html,secret",
    "javascript": "javascript:alert(1)",
    "jar": "jar:http://127.0.0.1:CANARY/!/",
    "a socket of the system": "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "no scheme": "//127.0.0.1:CANARY/",
    "no host": "http:///etc/passwd",
    "the port of mail": "http://news.example:25/",
    "the port of a shell": "http://news.example:22/",
    "port zero": "http://news.example:0/",
    "an impossible port": "http://news.example:99999/",
    "an address without end": "http://news.example/" + "a" * 5000,
}
REDIRECTIONS = {
    "to the canary": "http://127.0.0.1:CANARY/",
    "to the canary without a scheme": "//127.0.0.1:CANARY/",
    "to the canary by name": "http://localhost:CANARY/",
    "to the canary as one number": "http://2130706433:CANARY/",
    "to the canary mapped": "http://[::ffff:127.0.0.1]:CANARY/",
    "to the canary with a user": "http://127.0.0.1@127.0.0.1:CANARY/",
    "to the canary behind a backslash": "http:\\\\127.0.0.1:CANARY/",
    "to cloud metadata": "http://169.254.169.254/latest/meta-data/",
    "to a private address": "http://192.168.1.1/",
    "to a local file": "file:///etc/passwd",
    "to data": "data:text/html,secret",
    "to ftp": "ftp://127.0.0.1:CANARY/",
    "to the port of mail": "http://127.0.0.1:25/",
}


@pytest.fixture(scope="module")
def servers() -> Iterator[Hostile]:
    with hostile() as both:
        yield both


def resolve(host: str, _: int) -> Iterable[str]:
    """Numbers stand for themselves, as with the system; forms that the system would understand are what it would make of them."""
    if host in NAMES:
        return NAMES[host]
    if host.rstrip(".") == "localhost":
        return ["127.0.0.1"]
    return [host] if host[0].isdigit() or ":" in host else ["93.184.215.14"]


def rules(servers: Hostile) -> FetchRules:
    return FetchRules(frozenset({f"127.0.0.1:{servers.port}"}), seconds=20, quiet_seconds=20, max_bytes=3_000_000)


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_address_leads_inside(name: str, servers: Hostile) -> None:
    with pytest.raises(FetchError):
        ask(ADDRESSES[name].replace("CANARY", str(servers.canary)), rules(servers), resolve=resolve)
    assert servers.reached == []


@pytest.mark.parametrize(
    "name", ["loopback by name", "loopback in short", "loopback as one number", "loopback with octal parts", "zero", "IPv4-mapped"]
)
def test_the_resolver_of_the_system_opens_no_way(name: str, servers: Hostile) -> None:
    with pytest.raises(AddressError):
        ask(ADDRESSES[name].replace("CANARY", str(servers.canary)), rules(servers))
    assert servers.reached == []


@pytest.mark.parametrize("name", REDIRECTIONS)
def test_no_redirection_leads_inside(name: str, servers: Hostile) -> None:
    with pytest.raises(AddressError):
        ask(f"http://127.0.0.1:{servers.port}/to?{REDIRECTIONS[name]}", rules(servers))
    assert servers.reached == []


def test_a_name_that_changes_its_number_after_the_check_gains_nothing(servers: Hostile) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, _: int) -> Iterable[str]:
        asked.append(host)
        return next(answers)

    with pytest.raises(FetchError):
        ask(f"http://rebinding.example:{servers.canary}/", rules(servers), resolve=rebinding)
    assert asked == ["rebinding.example"]
    assert servers.reached == []


@pytest.mark.parametrize("name", sorted(set(WAYS) - {"refresh", "sets-cookie"}))
def test_no_server_holds_the_program_up_or_fills_its_memory(name: str, servers: Hostile) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError):
        ask(f"http://127.0.0.1:{servers.port}/{name}", replace(rules(servers), seconds=1.5, quiet_seconds=0.7))
    # The servers that never end go on for 40 seconds.
    assert time.monotonic() - began < 20


def test_orders_in_a_page_or_its_headers_are_not_followed(servers: Hostile) -> None:
    assert ask(f"http://127.0.0.1:{servers.port}/refresh", rules(servers)).exchange.status == 200
    assert servers.reached == []


def test_no_cookie_is_kept(servers: Hostile) -> None:
    for _ in range(2):
        ask(f"http://127.0.0.1:{servers.port}/sets-cookie", rules(servers))
    assert b"\r\ncookie:" not in servers.asked[-1].lower()


def test_a_validator_with_a_line_break_breaks_no_request(servers: Hostile) -> None:
    with pytest.raises(FetchError):
        ask(f"http://127.0.0.1:{servers.port}/sets-cookie", rules(servers), {"If-None-Match": '"a"\r\nX-Evil: 1'})


def test_what_is_posted_is_not_sent_on(servers: Hostile) -> None:
    answer = ask(f"http://127.0.0.1:{servers.port}/to?http://127.0.0.1:CANARY/", rules(servers), posted=b"x")
    assert answer.exchange.status == 302
    assert servers.reached == []


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "8.8.8.8"])
def test_numbers_of_the_public_web_are_not_refused(number: str) -> None:
    assert reason_against(number) is None


@pytest.mark.parametrize("number", ["169.254.169.254", "224.0.0.1", "::ffff:10.0.0.1", "0.0.0.0", "fe80::1"])  # noqa: S104 (refused)
def test_a_host_that_is_allowed_is_still_none_of_these(number: str) -> None:
    allowed = FetchRules(frozenset({"inside.example"}))
    with pytest.raises(AddressError):
        ask("http://inside.example/", allowed, resolve=lambda _host, _port: [number])
