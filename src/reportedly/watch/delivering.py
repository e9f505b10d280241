"""Alerts told on their channels: each until it is taken, and remembered as told only then.

A program that is ended after an alert was taken and before that was remembered tells it once more, with the same id: an Atom file has it once
anyway, a mail has the same Message-ID, a webhook the same ``webhook-id``, by which a receiver knows it.
"""

import base64
import hashlib
import hmac
import json
import os
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reportedly.collect.fetch import ask
from reportedly.collect.politeness import backoff
from reportedly.errors import FetchError, ReportedlyError, UsageError
from reportedly.model.alerts import Channel, ChannelKind
from reportedly.store.alerting import alerts_kept, channels_kept, due_alerts, put_off, sent
from reportedly.watch.atom import atom_feed
from reportedly.watch.settings import Watcher
from reportedly.watch.wording import Telling, tell_alerts

__all__ = ["MAIL_FROM", "SMTP", "Delivered", "deliver", "signature"]

SMTP = "REPORTEDLY_SMTP"
MAIL_FROM = "REPORTEDLY_MAIL_FROM"
_IN_FEED = 100
_SECONDS = 30
_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many alerts were told, and what went wrong on which channel."""

    told: int
    faults: tuple[tuple[str, str], ...]


def deliver(watcher: Watcher) -> Delivered:
    """Tell all alerts whose time has come, on every channel."""
    with watcher.store.reading() as connection:
        channels = channels_kept(connection)
    told, faults = 0, []
    for channel in channels:
        count, fault = _to_file(watcher, channel) if channel.kind is ChannelKind.ATOM else _one_by_one(watcher, channel)
        told += count
        if fault:
            faults.append((channel.name, fault))
    return Delivered(told, tuple(faults))


def _to_file(watcher: Watcher, channel: Channel) -> tuple[int, str]:
    """The file is written anew from what may be shown now, so that nothing stays in it that was withheld or expunged since."""
    now = watcher.clock.now()
    with watcher.store.reading() as connection:
        due = [number for number, _, _ in due_alerts(connection, channel.name, now, limit=10_000)]
        kept = alerts_kept(connection, _IN_FEED, channel.name)
    try:
        _write(Path(channel.target), atom_feed(tell_alerts(watcher.store, kept, now), channel.name))
    except OSError as error:
        return 0, f"cannot be written: {error.strerror or error}"
    with watcher.store.writing() as connection:
        sent(connection, channel.name, due, now)
    return len(due), ""


def _write(path: Path, text: str) -> None:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _one_by_one(watcher: Watcher, channel: Channel) -> tuple[int, str]:
    count = 0
    while not watcher.stopped():
        now = watcher.clock.now()
        with watcher.store.reading() as connection:
            due = due_alerts(connection, channel.name, now)
        if not due:
            return count, ""
        tellings = zip(due, tell_alerts(watcher.store, [alert for _, alert, _ in due], now), strict=True)
        for (number, _, tries), telling in sorted(tellings, key=lambda each: (not each[1].favourable, each[0][0])):
            try:
                _send(watcher, channel, telling, now)
            except (ReportedlyError, OSError, smtplib.SMTPException) as error:
                note = str(error)[:_LONGEST_NOTE]
                with watcher.store.writing() as connection:
                    put_off(connection, channel.name, number, now + backoff(tries + 1, watcher.chance), note)
                return count, note
            with watcher.store.writing() as connection:
                sent(connection, channel.name, [number], now)
            count += 1
    return count, ""


def _send(watcher: Watcher, channel: Channel, telling: Telling, now: datetime) -> None:
    if channel.kind is ChannelKind.EMAIL:
        _mail(channel.target, telling)
    else:
        _post(watcher, channel, telling, now)


def _post(watcher: Watcher, channel: Channel, telling: Telling, now: datetime) -> None:
    alert = telling.alert
    about = {"id": alert.id, "kind": alert.kind.value, "case": alert.case, "favourable": telling.favourable, "at": alert.at.isoformat()}
    body = json.dumps({**about, "title": telling.title, "text": telling.text, "url": telling.url}, ensure_ascii=False).encode()
    stamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": alert.id,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(channel.secret or "", alert.id, stamp, body),
    }
    status = ask(channel.target, watcher.rules.up_to(1_000_000), headers, posted=body).exchange.status
    if not 200 <= status < 300:
        raise FetchError(f"the webhook answered {status}", where=channel.target, mend="it is tried again later")


def signature(secret: str, alert_id: str, stamp: str, body: bytes) -> str:
    """The signature of a message by the Standard Webhooks: HMAC with SHA-256 over id, time and body, in base64 behind ``v1,``.

    Args:
        secret: The secret of the channel, ``whsec_`` and base64.
        alert_id: The value of ``webhook-id``.
        stamp: The value of ``webhook-timestamp``, in seconds.
        body: What is posted.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, f"{alert_id}.{stamp}.".encode() + body, hashlib.sha256)).decode()


def _mail(address: str, telling: Telling) -> None:
    message = EmailMessage()
    message["Subject"] = _one_line(telling.title)
    message["From"] = os.environ.get(MAIL_FROM) or "reportedly@localhost"
    message["To"] = address
    message["Date"] = format_datetime(telling.alert.at)
    message["Message-ID"] = f"<{telling.alert.id}@reportedly.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(telling.text + (f"\n\n{telling.url}" if telling.url else "") + "\n")
    with _connected() as server:
        server.send_message(message)


def _connected() -> smtplib.SMTP:
    place = urlsplit(os.environ.get(SMTP, ""))
    if place.scheme not in {"smtp", "smtps"} or not place.hostname:
        raise UsageError("no server for e-mail is set", where=SMTP, mend="set it to smtp://user:password@host:587 or smtps://…")
    if place.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(place.hostname, place.port or 465, timeout=_SECONDS, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(place.hostname, place.port or 25, timeout=_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        elif place.username:
            server.close()
            raise UsageError("a password would go unencrypted", where=place.hostname, mend="use a server with STARTTLS, or smtps://")
    if place.username:
        server.login(unquote(place.username), unquote(place.password or ""))
    return server


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
