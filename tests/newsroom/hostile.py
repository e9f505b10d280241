"""A server that does all that a server must not do, one bad thing for each path, and a canary that nobody may reach."""

import gzip
import select
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Bad = Callable[[socket.socket, "Hostile"], None]
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
# Longer than any test waits, so that whoever waits for the end of such an answer is found out.
_PATIENCE = 40.0


@dataclass
class Hostile:
    """The addresses of both, and what was asked of the canary."""

    port: int
    canary: int
    reached: list[bytes] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)


@contextmanager
def hostile() -> Iterator[Hostile]:
    """Both servers while they run."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as bad, socket.create_server(("127.0.0.1", 0), backlog=64) as canary:
        state = Hostile(bad.getsockname()[1], canary.getsockname()[1])
        threads = [threading.Thread(target=_serve, args=(server, state, way)) for server, way in ((bad, _misbehave), (canary, _sing))]
        for thread in threads:
            thread.start()
        yield state
        for server in (bad, canary):
            server.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()


def _serve(server: socket.socket, state: Hostile, way: Bad) -> None:
    inside: list[threading.Thread] = []
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            break
        thread = threading.Thread(target=_one, args=(connection, state, way))
        thread.start()
        inside.append(thread)
    for thread in inside:
        thread.join()


def _one(connection: socket.socket, state: Hostile, way: Bad) -> None:
    with connection:
        connection.settimeout(_PATIENCE)
        try:
            way(connection, state)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            return


def _request(connection: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got and (piece := connection.recv(4096)):
        got += piece
    return got


def _sing(connection: socket.socket, state: Hostile) -> None:
    state.reached.append(_request(connection))
    connection.sendall(_HEAD + b"\r\nsecret")


def _misbehave(connection: socket.socket, state: Hostile) -> None:
    asked = _request(connection)
    if not asked:
        return
    state.asked.append(asked)
    path = asked.split(b" ")[1].decode()
    if path.startswith("/to?"):
        place = path[4:].replace("CANARY", str(state.canary)).encode()
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + place + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        return
    WAYS[path.strip("/").split("?")[0]](connection, state)


def _repeat(connection: socket.socket, piece: bytes, seconds: float = _PATIENCE, rest: float = 0.0) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        connection.sendall(piece)
        if rest and select.select([connection], [], [], rest)[0]:
            # The other has left.
            return


def _packed(name: str, content: bytes) -> Bad:
    def way(connection: socket.socket, _: Hostile) -> None:
        connection.sendall(_HEAD + f"Content-Encoding: {name}\r\n\r\n".encode() + content)

    return way


def _raw(content: bytes) -> Bad:
    def way(connection: socket.socket, _: Hostile) -> None:
        connection.sendall(content)

    return way


def _endless(head: bytes, piece: bytes, rest: float = 0.0) -> Bad:
    def way(connection: socket.socket, _: Hostile) -> None:
        connection.sendall(head)
        _repeat(connection, piece, rest=rest)

    return way


def _loop(connection: socket.socket, _: Hostile) -> None:
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /loop?again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def _refresh(connection: socket.socket, state: Hostile) -> None:
    page = f'<html><meta http-equiv="refresh" content="0; url=http://127.0.0.1:{state.canary}/"></html>'.encode()
    connection.sendall(
        _HEAD + f"Refresh: 0; url=http://127.0.0.1:{state.canary}/\r\nLink: <http://127.0.0.1:{state.canary}/>; rel=preload\r\n".encode()
    )
    connection.sendall(f'Alt-Svc: h2="127.0.0.1:{state.canary}"\r\nContent-Length: {len(page)}\r\n\r\n'.encode() + page)


_BOMB = gzip.compress(b"\0" * 20_000_000)
WAYS: dict[str, Bad] = {
    "gzip-bomb": _packed("gzip", _BOMB),
    "deflate-bomb": _packed("deflate", zlib.compress(b"\0" * 20_000_000)),
    "bomb-of-many-members": _packed("gzip", gzip.compress(b"\0" * 900_000) * 40),
    "brotli-not-asked-for": _packed("br", b"\x8b\x02\x80"),
    "zstd-not-asked-for": _packed("zstd", b"\x28\xb5\x2f\xfd"),
    "packed-twice": _packed("gzip, gzip", gzip.compress(_BOMB)),
    "packed-cut-short": _packed("gzip", _BOMB[:1000]),
    "packed-broken": _packed("gzip", b"\x1f\x8b" + b"nonsense" * 20),
    "endless-body": _endless(_HEAD + b"\r\n", b"<p>" * 20_000),
    "endless-chunks": _endless(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"4\r\nabcd\r\n"),
    "endless-chunk-extension": _endless(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n4;", b"x" * 1000),
    "endless-headers": _endless(_HEAD, b"X-More: " + b"a" * 1000 + b"\r\n"),
    "one-huge-header": _raw(_HEAD + b"X-Huge: " + b"a" * 80_000 + b"\r\n\r\nx"),
    "many-headers": _raw(_HEAD + b"X-A: b\r\n" * 9_000 + b"\r\nx"),
    "endless-continue": _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "endless-status-line": _endless(b"HTTP/1.1 200 ", b"O" * 1000),
    "drips-body": _endless(_HEAD + b"\r\n", b"a", 0.1),
    "drips-headers": _endless(b"HTTP/1.1 200 OK\r\n", b"a", 0.1),
    "says-nothing": _endless(b"", b"", 0.1),
    "stated-too-large": _raw(_HEAD + b"Content-Length: 99999999999\r\n\r\nx"),
    "stated-absurd": _raw(_HEAD + b"Content-Length: " + b"9" * 200 + b"\r\n\r\nx"),
    "stated-negative": _raw(_HEAD + b"Content-Length: -1\r\n\r\nx"),
    "stated-twice": _raw(_HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
    "sends-too-little": _raw(_HEAD + b"Content-Length: 1000\r\n\r\nx"),
    "chunk-too-large": _raw(_HEAD + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFFFFFF\r\nx"),
    "chunk-negative": _raw(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx"),
    "no-http": _raw(b"220 mail.example ESMTP\r\n"),
    "binary": _raw(bytes(range(256)) * 10),
    "closes-at-once": _raw(b""),
    "loop": _loop,
    "refresh": _refresh,
    "sets-cookie": _raw(_HEAD + b"Set-Cookie: a=b; Path=/\r\nContent-Length: 1\r\n\r\nx"),
}
