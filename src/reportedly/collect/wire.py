"""Connections that go to an address that was checked, and that end when their time is over, however slowly a server sends."""

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

__all__ = ["PinnedBackend", "tls_settings"]


@cache
def tls_settings() -> ssl.SSLContext:
    """How encrypted connections are made: certificates are checked."""
    return httpx.create_ssl_context()


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to given numbers whatever host is asked for.

    Args:
        addresses: The numbers to try, in this order.
        ends_at: When everything must be over, by the monotonic clock.
    """

    def __init__(self, addresses: Iterable[str], ends_at: float) -> None:
        self._addresses = tuple(addresses)
        self._ends_at = ends_at
        self._inner = httpcore.SyncBackend()
        self.connected_to = ""

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 (the name was resolved and checked before)
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the numbers that answers."""
        failed: Exception = httpcore.ConnectError("no address")
        for address in self._addresses:
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._ends_at, timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                self.connected_to = address
                return _Timed(stream, self._ends_at)
        raise failed


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait is cut to what is left of the whole time."""

    def __init__(self, inner: httpcore.NetworkStream, ends_at: float) -> None:
        self._inner, self._ends_at = inner, ends_at

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._ends_at, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._ends_at, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, _left(self._ends_at, timeout)), self._ends_at)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(ends_at: float, timeout: float | None) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole fetch is over")
    return left if timeout is None else min(left, timeout)
