"""Copies of pages kept for conditional requests: one SQLite table, bounded, never in the way.

Whatever is wrong with the file, a copy that is not found or not as it was kept is just not there: the page
is asked for anew.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import httpx

from ondit.ingest.web.answers import Answer, declared, directives, validator

LARGEST = 10_000_000
"""Bytes of a body that is kept."""

ROOM = 100_000_000
"""Bytes of all bodies together; those used longest ago give way."""

_LONGEST_FRESH = 3600.0
_MARK = 0x4F6E6401
_TABLE = """CREATE TABLE IF NOT EXISTS kept (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, media_type TEXT, charset TEXT,
    fresh_until REAL, used REAL, size INTEGER, digest BLOB, body BLOB
)"""
_FAULTS = (sqlite3.Error, OSError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as a server sent it.

    Attributes:
        etag: Its mark, as it stands in the header.
        modified: Its Last-Modified header.
        media_type: As declared, in lower case.
        charset: As declared.
        fresh_until: Seconds since 1970 until which the server need not be asked.
        body: Decoded.
    """

    etag: str | None
    modified: str | None
    media_type: str
    charset: str | None
    fresh_until: float
    body: bytes

    def headers(self) -> dict[str, str]:
        """Return the headers that ask only for what is newer."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class Keeping:
    """The copies of one file, for all threads; several programs may share it."""

    def __init__(self, path: Path, now: Callable[[], float], *, room: int = ROOM) -> None:
        self._now = now
        self._room = room
        self._lock = threading.Lock()
        self._database = _opened(path)

    def find(self, url: str) -> Copy | None:
        """Return the copy kept for an address."""
        found = self._run(
            "SELECT etag, modified, media_type, charset, fresh_until, body, digest FROM kept WHERE url = ?",
            url,
        )
        if not found:
            return None
        *fields, digest = found[0]
        copy = Copy(*fields)
        if not isinstance(copy.body, bytes) or digest != _digest(url, copy):
            self._run("DELETE FROM kept WHERE url = ?", url)
            return None
        self._run("UPDATE kept SET used = ? WHERE url = ?", self._now(), url)
        return copy

    def keep(self, url: str, answer: Answer) -> None:
        """Keep a page, if its server lets us and gives what is needed to ask for it anew."""
        copy = _copy(answer, self._now())
        if copy is None or len(copy.body) > LARGEST:
            self._run("DELETE FROM kept WHERE url = ?", url)
            return
        self._put(url, copy)
        self._run(
            "DELETE FROM kept WHERE url IN (SELECT url FROM (SELECT url,"
            " sum(size) OVER (ORDER BY used DESC, url) AS total FROM kept) WHERE total > ?)",
            self._room,
        )

    def renew(self, url: str, copy: Copy, answer: Answer) -> None:
        """Note that a server said of a copy that it is still right."""
        fresh = _fresh_until(answer.headers, self._now())
        if fresh is None:
            self._run("DELETE FROM kept WHERE url = ?", url)
        else:
            self._put(url, Copy(copy.etag, copy.modified, copy.media_type, copy.charset, fresh, copy.body))

    def close(self) -> None:
        """Close the file."""
        with self._lock, suppress(*_FAULTS):
            if self._database:
                self._database.close()
            self._database = None

    def _put(self, url: str, copy: Copy) -> None:
        self._run(
            "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            url,
            copy.etag,
            copy.modified,
            copy.media_type,
            copy.charset,
            copy.fresh_until,
            self._now(),
            len(copy.body),
            _digest(url, copy),
            copy.body,
        )

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock, suppress(*_FAULTS):
            if self._database:
                return self._database.execute(statement, values).fetchall()
        return []


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the file of copies; none where it cannot be, or where another kind of file stands."""
    database = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(0o600)
        database = sqlite3.connect(path, timeout=1, isolation_level=None, check_same_thread=False)
        mark = database.execute("PRAGMA application_id").fetchone()[0]
        is_empty = not database.execute("SELECT 1 FROM sqlite_master").fetchone()
        if mark == _MARK or (mark == 0 and is_empty):
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(f"PRAGMA application_id = {_MARK}")
            database.execute(_TABLE)
            return database
    except _FAULTS:
        pass
    if database:
        with suppress(*_FAULTS):
            database.close()
    return None


def _copy(answer: Answer, now: float) -> Copy | None:
    fresh = _fresh_until(answer.headers, now)
    etag, modified = (validator(answer.headers.get(name)) for name in ("etag", "last-modified"))
    if fresh is None or not (etag or modified or fresh > now):
        return None
    media_type, charset = declared(answer.headers)
    return Copy(etag, modified, media_type, charset, fresh, answer.data)


def _fresh_until(headers: httpx.Headers, now: float) -> float | None:
    """Return until when an answer holds, now if it does not say; None if it must not be kept.

    Only `max-age` counts, less `Age`, up to an hour: news is not guessed to be fresh.
    """
    control = directives(headers.get("cache-control", ""))
    if "no-store" in control or "*" in headers.get("vary", ""):
        return None
    if "no-cache" in control:
        return now
    age = _seconds(control.get("max-age")) - _seconds(headers.get("age"))
    return now + min(max(age, 0.0), _LONGEST_FRESH)


def _seconds(value: str | None) -> float:
    text = (value or "").strip()
    return float(text[:12]) if text.isascii() and text.isdigit() else 0.0


def _digest(url: str, copy: Copy) -> bytes:
    fields = (url, copy.etag, copy.modified, copy.media_type, copy.charset, copy.fresh_until)
    digest = blake2b(repr(fields).encode("utf-8", "replace"), digest_size=16)
    digest.update(copy.body)
    return digest.digest()
