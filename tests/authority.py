"""An authority for time stamps on loopback, in a process of its own: openssl answers, honestly on ``/good`` and badly on every other path.

Run it as ``python authority.py FOLDER``: it makes its certificates there, prints its port, and serves until it is ended. The folder then holds
``ca.pem``, the root to trust, and ``asked``, one line for each request.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_CONFIG = """[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
"""
_EXTENSIONS = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"


@dataclass(frozen=True)
class Authority:
    """Where an authority is reached and what it made."""

    folder: Path
    port: int

    def url(self, way: str = "good") -> str:
        return f"http://127.0.0.1:{self.port}/{way}"

    @property
    def roots(self) -> Path:
        return self.folder / "ca.pem"

    @property
    def asked(self) -> list[str]:
        file = self.folder / "asked"
        return file.read_text().split() if file.exists() else []


@contextmanager
def authority(folder: Path) -> Iterator[Authority]:
    """An authority while it runs."""
    with subprocess.Popen([sys.executable, __file__, str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Authority(folder, int(process.stdout.readline()))
        process.terminate()


def certify(folder: Path) -> None:
    """Make a root and the certificate of a signer."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "extensions").write_text(_EXTENSIONS)
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    _openssl(folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=Root of the tests")
    _openssl(folder, "req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Stamps of the tests")
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "2", "-days", "3650", "-extfile", "extensions"]
    _openssl(folder, "x509", "-req", "-in", "tsa.csr", *signed, "-out", "tsa.pem")


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def stamped(folder: Path, query: bytes) -> bytes:
    """What the authority answers to a query."""
    (folder / "query").write_bytes(query)
    _openssl(folder, "ts", "-reply", "-config", "tsa.cnf", "-section", "here", "-queryfile", "query", "-out", "reply")
    return (folder / "reply").read_bytes()


def other_query(folder: Path, digest: str) -> bytes:
    """A query about a digest, with a nonce of its own."""
    _openssl(folder, "ts", "-query", "-digest", digest, "-sha256", "-cert", "-out", "other")
    return (folder / "other").read_bytes()


class Handler(BaseHTTPRequestHandler):
    """One request; the path tells how it is answered."""

    folder: Path
    guard = threading.Lock()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the overridden parameter)
        """Say nothing."""

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        way = self.path.strip("/")
        with Handler.guard:
            asked = self.folder / "asked"
            before = asked.read_text().split().count(f"{way}:{self.headers.get('Content-Type', '')}") if asked.exists() else 0
            with asked.open("a") as file:
                file.write(f"{way}:{self.headers.get('Content-Type', '')}\n")
            reply = self.reply(way, query)
        try:
            if way == "slow":
                self.drip(reply)
            else:
                self.send(reply, {"error": 503, "busy": 200 if before % 3 else 503, "redirected": 302}.get(way, 200))
        except OSError:
            return

    def reply(self, way: str, query: bytes) -> bytes:
        made = {"nothing": b"", "garbage": bytes(range(256)) * 4, "oversized": b"0" * 10_000_000}
        if way in made:
            return made[way]
        if way == "wrong-digest":
            return stamped(self.folder, other_query(self.folder, "ab" * 32))
        if way == "wrong-nonce":
            return stamped(self.folder, other_query(self.folder, query.partition(b"\x04\x20")[2][:32].hex()))
        if way == "other-signer":
            return stamped(self.folder / way, query)
        if way == "refused":
            return stamped(self.folder, b"not a query")
        good = stamped(self.folder, query)
        return good[:-1] + bytes([good[-1] ^ 1]) if way == "changed" else good

    def drip(self, reply: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        for byte in reply:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)

    def send(self, reply: bytes, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/timestamp-reply")
        if status == 302:
            self.send_header("Location", "/good")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    certify(folder)
    certify(folder / "other-signer")
    Handler.folder = folder
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
