"""The servers of a soak's feeds: each fails in every way, and its feed notes what was served whole."""

from __future__ import annotations

import gzip
import os
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from email.utils import formatdate
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, cast

from soak_entries import YEAR, Entry, Feed, rss

MOST_FAILURES = 3
"""Answers in a row that are spoilt: more, and the backoff would outlast the soak."""
HUGE = 100_000_000
"""Bytes."""
FAULTY = 0.3
"""Which share of the answers is spoilt."""
REST = 1200
"""Seconds that a 429 asks for, by the clock of the watcher."""
_GONE = 410

Fault = Callable[["Handler", bytes], None]


class Handler(BaseHTTPRequestHandler):
    """Answers for one feed."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    feed: ClassVar[Feed]

    def do_GET(self) -> None:
        """Answer, whole or spoilt."""
        feed = self.feed
        if self.path != "/feed.xml":
            self.send(404, b"There is no such page.", "text/plain")
            return
        with feed.lock:
            feed.asked_gone += feed.is_gone
            feed.asked_early += time.monotonic() < feed.rest_until
            if feed.is_gone:
                self.send(_GONE, b"", "text/plain")
                return
            if not feed.is_calm:
                feed.publish()
            entries = feed.shown()
            body = rss(feed, entries)
            is_spoilt = feed.chance.random() < FAULTY and not feed.is_calm and feed.failures < MOST_FAILURES
            feed.failures = feed.failures + 1 if is_spoilt else 0
            kind = feed.chance.choice(list(FAULTS)) if is_spoilt else ""
        if kind:
            feed.answers[kind] += 1
            self.close_connection = True
            FAULTS[kind](self, body)
        else:
            self._whole(entries, body)

    def _whole(self, entries: Sequence[Entry], body: bytes) -> None:
        feed, mark = self.feed, f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if self.headers.get("If-None-Match") == mark:
            feed.answers["304"] += 1
            self.send(304, b"", "", etag=mark)
        else:
            feed.answers["200"] += 1
            if feed.chance.random() < 0.1 and not feed.is_calm:
                feed.answers["slow"] += 1
                self.slowly(body, 0.3)
            else:
                self.send(200, body, "application/rss+xml", etag=mark)
            feed.served.update({one.token: one.text for one in entries})
        feed.whole += feed.is_calm

    def send(self, status: int, body: bytes, media_type: str, **headers: str) -> None:
        """Send an answer; one in ten has a date that went backwards."""
        self.send_response_only(status)
        back = YEAR if self.feed.chance.random() < 0.1 else 0
        self.send_header("Date", formatdate(time.time() - back, usegmt=True))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if media_type:
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin(self, length: int | None, **headers: str) -> None:
        """Send the head of an answer that is a feed."""
        self.send_response_only(200)
        self.send_header("Content-Type", "application/rss+xml")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def slowly(self, body: bytes, seconds: float) -> None:
        """Send an answer in eight pieces, with pauses of so many seconds."""
        self.begin(len(body))
        step = len(body) // 8 + 1
        for start in range(0, len(body), step):
            self.wfile.write(body[start : start + step])
            self.wfile.flush()
            time.sleep(seconds)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def _too_many(handler: Handler, _: bytes) -> None:
    feed = handler.feed
    feed.rest_until = time.monotonic() + REST / cast("Server", handler.server).speed - 0.5
    handler.send(429, b"", "text/plain", Retry_After=str(REST))


def _half(handler: Handler, body: bytes) -> None:
    handler.begin(len(body))
    handler.wfile.write(body[: len(body) // 2])


def _stalled(handler: Handler, body: bytes) -> None:
    _half(handler, body)
    handler.wfile.flush()
    time.sleep(25)


def _reset(handler: Handler, body: bytes) -> None:
    _half(handler, body)
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _huge(handler: Handler, body: bytes) -> None:
    handler.begin(HUGE)
    for _ in range(HUGE // 1_000_000):
        handler.wfile.write(body[: len(body) // 2].ljust(1_000_000))


def _endless(handler: Handler, body: bytes) -> None:
    handler.begin(None, Transfer_Encoding="chunked")
    part = b"<item><title>More</title><description>and more of it</description></item>" * 10_000
    for chunk in (body.replace(b"</channel></rss>", b""), *[part] * (HUGE // len(part))):
        handler.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
    handler.wfile.write(b"0\r\n\r\n")


_BOMB = gzip.compress(bytes(HUGE), 9)

FAULTS: dict[str, Fault] = {
    "500": lambda handler, _: handler.send(500, b"Oops", "text/plain"),
    "503": lambda handler, _: handler.send(503, b"", "text/plain", Retry_After="soon"),
    "404": lambda handler, _: handler.send(404, b"", "text/plain"),
    "429": _too_many,
    "HTML": lambda handler, _: handler.send(
        200, b"<!doctype html><title>Log in</title><p>Please.", "text/html"
    ),
    "empty": lambda handler, _: handler.send(200, b"", "application/rss+xml"),
    "noise": lambda handler, _: handler.send(200, os.urandom(50_000), "application/rss+xml"),
    "cut": lambda handler, body: handler.send(200, body[: len(body) * 2 // 3], "application/rss+xml"),
    "half": _half,
    "stalled": _stalled,
    "reset": _reset,
    "100 MB": _huge,
    "100 MB in chunks": _endless,
    "100 MB packed": lambda handler, _: handler.send(
        200, _BOMB, "application/rss+xml", Content_Encoding="gzip"
    ),
    "loop": lambda handler, _: handler.send(301, b"", "text/plain", Location="/feed.xml?"),
}


class Server(ThreadingHTTPServer):
    """The server of one feed, on a loopback address of its own."""

    daemon_threads = True
    speed = 1.0

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: that clients hang up is what this is about."""


def serve(feeds: int, now: Callable[[], float], speed: float, seed: int, every: float) -> list[Feed]:
    """Serve so many feeds from 127.0.0.2 on, in threads that end with the program."""
    served: list[Feed] = []
    for number in range(feeds):
        host = f"127.0.0.{number + 2}"
        handler = type("OfFeed", (Handler,), {})
        server = Server((host, 0), handler)
        server.speed = speed
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - any will do
        feed = Feed(number, host, int(server.server_address[1]), now, chance, every)
        feed.neighbour = served[-1] if served else None
        handler.feed = feed  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        served.append(feed)
    return served
