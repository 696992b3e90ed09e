"""What is watched: a feed or a folder, each with what is remembered of it and what came of its turns."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from ondit.errors import InputError, OnditError
from ondit.ingest.inputs import address
from ondit.ingest.reach import Fetch
from ondit.ingest.web.deadline import stopped
from ondit.model import Article
from ondit.text import shown
from ondit.watch import folders, pace
from ondit.watch.events import Event, between
from ondit.watch.folders import Folder, Looked, Read
from ondit.watch.listening import Listen
from ondit.watch.poll import Ask, Polled, failed, poll
from ondit.watch.records import Keeper, WatchedFeed, WatchedFolder

Keep = Callable[[Sequence[Article]], Collection[str] | None]
"""Keeps articles, and returns the ids of those that are other versions of pages, where it knows.

Where it cannot, it raises, best an `OnditError`, which is told as it is.
"""

Settle = Callable[[Keep, Keeper], list[Event]]
"""Keeps what a turn gave and what is to be remembered, and says what happened."""

RESAVED = 600.0
"""Seconds after which it is kept anew that a folder with nothing new was looked through."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What sources have from outside.

    Attributes:
        ask: Asks servers.
        fetch: Gets pages of articles that feeds only sum up, where that is wanted.
        listen: Tells of changes in folders.
        now: Seconds since 1970.
        clock: Seconds that only go forward.
        chance: A number from 0 to 1.
        stop: Set when all is to end.
    """

    ask: Ask
    fetch: Fetch | None
    listen: Listen
    now: Callable[[], float]
    clock: Callable[[], float]
    chance: Callable[[], float]
    stop: threading.Event


class Source(Protocol):
    """One thing that is watched; all but `turn` is called by one thread only."""

    given: str
    name: str
    host: str | None

    @property
    def record(self) -> WatchedFeed | WatchedFolder:
        """What is remembered of it."""

    def recall(self, keeper: Keeper, ring: Callable[[], object]) -> None:
        """Take up what is remembered; from now on `ring` is called where it changes by itself."""

    def turn(self) -> Settle:
        """Ask it or look through it, in any thread; raises nothing but `StoppedError`."""

    def wait(self) -> float | None:
        """Return the seconds until its next turn; None if it has none."""

    def soonest(self) -> float:
        """Return the seconds until it may have a turn because a reader or a change wants it."""

    def stop(self) -> None:
        """Never ring again."""


class FeedSource:
    """A feed.

    Attributes:
        given: Its address.
        name: The same, fit to be shown.
        host: Whose turn it is with others of the same host, never at the same time.
        record: What is remembered of it.
    """

    def __init__(self, url: str, outside: Outside) -> None:
        self.given = url
        self.name = address(url).place.name
        self.host: str | None = _host(url)
        self.record = WatchedFeed(url)
        self._outside = outside

    def recall(self, keeper: Keeper, ring: Callable[[], object]) -> None:  # noqa: ARG002 - a `Source`
        """Take up what is remembered of it."""
        self.record = keeper.feed(self.given) or self.record

    def turn(self) -> Settle:
        """Ask it."""
        outside = self._outside
        return partial(self._settle, poll(self.record, outside.ask, outside.now, fetch=outside.fetch))

    def wait(self) -> float | None:
        """Return the seconds until it is to be asked."""
        return pace.wait(self.record, self._outside.now(), self._outside.chance())

    def soonest(self) -> float:
        """Return the seconds until it may be asked."""
        return pace.soonest(self.record, self._outside.now())

    def stop(self) -> None:
        """Do nothing: it is asked, and tells nothing by itself."""

    def _settle(self, polled: Polled, keep: Keep, keeper: Keeper) -> list[Event]:
        before = self.record

        versions: Collection[str] = ()

        def kept() -> None:
            nonlocal versions
            if told := (*polled.articles, *polled.changed):
                versions = keep(told) or ()
            keeper.keep_feed(polled.feed)

        if why := _unkept(kept):
            if polled.fault is None:
                polled = failed(replace(before, asked=polled.feed.asked), *why)
            _unkept(partial(keeper.keep_feed, polled.feed))
        self.record = polled.feed
        self.host = _host(polled.feed.address or self.given)
        told = (*polled.articles, *(one for one in polled.changed if one.id in versions))
        problems = polled.problems if told else ()
        return between(
            self.name, self._outside.now(), before, self.record, articles=told, problems=problems, of=versions
        )


class FolderSource:
    """A folder, or one file.

    Attributes:
        given: Its path.
        name: The same, fit to be shown.
        host: None, as it is on none.
        record: What is remembered of it.
    """

    def __init__(self, path: str, outside: Outside) -> None:
        self.given = path
        self.name = shown(path)
        self.host: str | None = None
        self.record = WatchedFolder(path)
        self._outside = outside
        self._folder = Folder(path)
        self._looked = Looked((), has_more=False, files=0)
        self._saved = -math.inf
        self._has_looked = False
        self._ring: Callable[[], object] = bool
        self._listener: threading.Thread | None = None
        self._deaf = threading.Event()

    def recall(self, keeper: Keeper, ring: Callable[[], object]) -> None:
        """Take up what is remembered of it, and be told of changes where that can be."""
        self.record = keeper.folder(self.given) or self.record
        self._folder = Folder(self.given, keeper.files(self.given))
        self._ring = ring
        self._listen()

    def turn(self) -> Settle:
        """Look through it, and read what is ready."""
        try:
            looked = self._folder.look(self._outside.clock())
            read = folders.read(looked.ready, self._outside.stop.is_set) if looked.ready else Read()
        except InputError as error:
            return partial(self._fail, error.what, error.hint)
        except Exception as error:  # noqa: BLE001 - a thread's edge: what a file breaks in a reader of ours (or of a
            # library's) would come out where turns are settled, and end the watching of everything
            what = f"Reading it failed: {type(error).__name__}."
            return partial(self._fail, what, "Tell those who make Ondit what lies in it.")
        if self._outside.stop.is_set():
            raise stopped()
        return partial(self._settle, looked, read)

    def wait(self) -> float | None:
        """Return the seconds until it is to be looked through."""
        if not self._has_looked:
            return 0.0
        if self.record.failures:
            return min(folders.OFTEN * 2.0 ** min(self.record.failures, 9), folders.RARELY)
        is_told = self._listener is not None and self._listener.is_alive()
        return folders.until_next(self._looked, is_told=is_told)

    def soonest(self) -> float:
        """Return the seconds until it may be looked through, behind the last look."""
        return folders.between_rings(self._looked)

    def stop(self) -> None:
        """Be told of nothing any more."""
        self._deaf.set()

    def _listen(self) -> None:
        self._deaf.set()
        if self._outside.stop.is_set():
            return
        self._deaf = deaf = threading.Event()
        work = partial(self._outside.listen, self.given, self._ring, deaf)
        self._listener = threading.Thread(target=work, name="ondit-listen", daemon=True)
        self._listener.start()

    def _settle(self, looked: Looked, read: Read, keep: Keep, keeper: Keeper) -> list[Event]:
        now, before = self._outside.now(), self.record
        self._has_looked, self._looked = True, looked
        after = replace(before, good=now, failures=0, fault=None, hint=None)

        versions: Collection[str] = ()

        def kept() -> None:
            nonlocal versions
            if read.articles:
                versions = keep(read.articles) or ()
            if read.files:
                keeper.keep_files(self.given, read.files)
            self._save(after, keeper, is_due=bool(read.files or before.fault))

        if why := _unkept(kept):
            return self._fail(*why, keep, keeper)
        self._folder.took(read.files)
        self.record = after
        if before.fault:
            self._listen()  # what it was told by may be gone with the folder that was there
        return between(
            self.name, now, before, after, articles=read.articles, problems=read.problems, of=versions
        )

    def _fail(self, what: str, hint: str, keep: Keep, keeper: Keeper) -> list[Event]:  # noqa: ARG002 - a `Settle`
        before = self.record
        self._has_looked = True
        self.record = replace(before, failures=before.failures + 1, fault=what, hint=hint)
        _unkept(partial(self._save, self.record, keeper, is_due=before.fault != what))
        return between(self.name, self._outside.now(), before, self.record)

    def _save(self, record: WatchedFolder, keeper: Keeper, *, is_due: bool) -> None:
        clock = self._outside.clock()
        if is_due or clock - self._saved >= RESAVED:
            keeper.keep_folder(record)
            self._saved = clock


def _unkept(keeping: Callable[[], object]) -> tuple[str, str] | None:
    """Keep something, and return in two sentences why it could not be kept; absent where it was."""
    try:
        keeping()
    except OnditError as error:
        return error.what, error.hint
    except Exception as error:  # noqa: BLE001 - what keeps is the caller's code, and fails by what it likes: that is
        # told of the source, which is read again, and the others go on
        why = shown(f"{type(error).__name__}: {error}").rstrip(".")
        return f"What it gave could not be kept ({why}).", "It is read again later."
    return None


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
