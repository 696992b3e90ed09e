"""What was worked out for the story of a store, left for the next process: that does only what is new.

It lies in this user's cache folder and not in the store, which stays small and may come from anybody. What is
read here makes objects of any kind, so that it is read only if it is signed with a key that this user alone
can read: then a process of this user wrote it, by the same code. Anything else counts as nothing, and so does
what is missing or damaged; a story is the same with it and without it (`pipeline.Ongoing`).
"""

from __future__ import annotations

import gzip
import hmac
import io
import os
import pickle
import secrets
import sys
import time
import zlib
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path, user_config_path

from ondit import cached
from ondit.collection import kept_story, story_of
from ondit.garbage import collector_waiting
from ondit.model import Story
from ondit.pipeline import Ongoing
from ondit.progress import Report
from ondit.store import Store
from ondit.store.making import maker

MOST_ARTICLES = 5_000
"""Articles of the largest story of which it is held: some 40 MB a thousand in memory, 18 MB when left."""
MOST_LEFT = 4
"""Stores for which it is left, those that were worked on last."""
SECONDS_WORTH = 5.0
TIMES_WORTH = 10.0
"""It is left when as many seconds were worked since, and so many times as long as the leaving takes."""

_SIGNATURE_BYTES = KEY_BYTES = 32
_LENGTH = 4
_SUFFIX = ".state"
_BROKEN = (pickle.PickleError, OSError, EOFError, zlib.error, ValueError, TypeError, LookupError)
_OTHER_CODE = (AttributeError, ImportError)


class Resuming:
    """The story of a store, at the cost of what is new since this process or one before looked at it.

    For one thread.
    """

    def __init__(self) -> None:
        self._ongoing: Ongoing | None = None
        self._place: Path | None = None
        self._spent = self._cost = 0.0

    def story(self, store: Store, report: Report | None = None) -> Story:
        """Return the story of a store, always the same one.

        Raises:
            StoreError: The store cannot be read.
        """
        ongoing, self._ongoing = self._ongoing or resumed(store.path), None
        began = time.process_time()
        story = story_of(store, report=report, ongoing=ongoing)
        self._spent += time.process_time() - began
        if len(story.articles) <= MOST_ARTICLES:
            self._ongoing, self._place = ongoing, store.path
        return story

    def leave(self) -> None:
        """Leave what was worked out for the next process, where that is worth it by now."""
        is_due = self._spent >= max(SECONDS_WORTH, TIMES_WORTH * self._cost)
        if self._ongoing and self._place and is_due:
            began = time.process_time()
            leave(self._place, self._ongoing)
            self._spent, self._cost = 0.0, time.process_time() - began


def story(store: Store, report: Report | None = None) -> Story:
    """Return the story of a store for a process that asks once, at the cost of what is new.

    Raises:
        StoreError: The store cannot be read.
    """
    kept = kept_story(store)
    if kept:
        return kept
    resuming = Resuming()
    found = resuming.story(store, report)
    resuming.leave()
    return found


def resumed(place: Path) -> Ongoing:
    """Return what was left for the store in a file; nothing is worked out in it where nothing was.

    Args:
        place: The store's file.
    """
    with suppress(*_BROKEN, *_OTHER_CODE):
        data = memoryview(_file_of(place).read_bytes())
        signature, signed = data[:_SIGNATURE_BYTES], data[_SIGNATURE_BYTES:]
        if hmac.compare_digest(signature, _signature(_key(), signed)):
            length = int.from_bytes(signed[:_LENGTH], "big")
            with gzip.open(io.BytesIO(signed[_LENGTH + length :])) as packed:
                return _unpickled(packed.read())
    return Ongoing()


def leave(place: Path, ongoing: Ongoing) -> bool:
    """Leave what was worked out for the store in a file, and return whether that could be done.

    What was left for stores that are gone is removed, and for those that were not worked on for longest.
    """
    target = _file_of(place)
    try:
        key, name = _key(), os.fsencode(os.path.realpath(place))
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1, mtime=0) as out:
            pickle.dump(ongoing, out, pickle.HIGHEST_PROTOCOL)
        signed = len(name).to_bytes(_LENGTH, "big") + name + packed.getvalue()
        cached.write(target, (_signature(key, memoryview(signed)), signed))
    except (*_BROKEN, RecursionError):
        return False
    cached.tidy(target.parent, _SUFFIX, MOST_LEFT, _has_store)
    return True


@collector_waiting()
def _unpickled(data: bytes) -> Ongoing:
    found = pickle.loads(data)  # noqa: S301 - its signature tells that this user's own process wrote it
    if not isinstance(found, Ongoing):
        raise TypeError("it is something else")
    return found


def _file_of(place: Path) -> Path:
    name = blake2b(os.fsencode(os.path.realpath(place)), digest_size=16).hexdigest()
    return user_cache_path("ondit", appauthor=False) / "resuming" / f"{name}{_SUFFIX}"


def _signature(key: bytes, signed: memoryview) -> bytes:
    """Return what only who knows a key can make of something, and of the code that made it."""
    made = hmac.new(key, f"{maker()}\n{sys.version}\n{np.__version__}\n".encode(), "sha256")
    made.update(signed)
    return made.digest()


def _key() -> bytes:
    """Return this user's key, made where there is none yet, or one that was never written.

    Raises:
        OSError: It can be neither read nor made.
        ValueError: Others could have read or written it.
    """
    path = user_config_path("ondit", appauthor=False) / "resuming.key"
    if not path.is_file() or not path.stat().st_size:
        cached.write(path, [secrets.token_bytes(KEY_BYTES)])
    with path.open("rb") as file:
        status, key = os.fstat(file.fileno()), file.read(KEY_BYTES + 1)
    is_private = os.name != "posix" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
    if len(key) != KEY_BYTES or not is_private:
        raise ValueError("it is no key of this user's alone")
    return key


def _has_store(path: Path) -> bool:
    """Say whether the store is there for which a file was left."""
    with suppress(OSError, ValueError), path.open("rb") as file:
        file.seek(_SIGNATURE_BYTES)
        length = int.from_bytes(file.read(_LENGTH), "big")
        return os.path.lexists(os.fsdecode(file.read(min(length, 1 << 16))))
    return False
