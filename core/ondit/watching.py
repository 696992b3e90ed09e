"""A store that watches: what is new in its feeds and folders goes into it, for as long as it is watched."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from ondit import text
from ondit.collection import keep_findings
from ondit.errors import UsageError
from ondit.model import Article
from ondit.store import Store, open_store
from ondit.store.copying import back_up_if_due
from ondit.store.watching import File
from ondit.watch import Event, Surroundings, WatchedFeed, WatchedFile, WatchedFolder, Watcher

R = TypeVar("R", WatchedFeed, WatchedFolder)


class _Kept:
    """The store of a watcher: open within a `with` block, for the thread that enters it."""

    def __init__(self, place: Path, now: Callable[[], float]) -> None:
        self._place, self._now = place, now
        self._store: Store

    def __enter__(self) -> None:
        self._store = open_store(self._place)

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def keep(self, articles: Sequence[Article]) -> Collection[str]:
        """Keep articles, and what is found in each; return the ids of those that changed their pages."""
        back_up_if_due(self._place)
        today = datetime.fromtimestamp(self._now()).astimezone().date()
        added = self._store.add(articles, read_on=today.isoformat())
        keep_findings(self._store)
        text.forget()  # what comes next is other news
        return added.changed

    def is_watched(self, given: str) -> bool:
        """Return whether the store watches something still."""
        return self._store.watching(lambda known: known.is_watched(given))

    def feed(self, url: str) -> WatchedFeed | None:
        """Return what is remembered of a feed."""
        found = self._record(url, WatchedFeed)
        return replace(found, url=url) if found else None

    def keep_feed(self, feed: WatchedFeed) -> None:
        """Remember a feed as it is now."""
        self._keep(feed.url, replace(feed, url=""))

    def folder(self, path: str) -> WatchedFolder | None:
        """Return what is remembered of a folder."""
        found = self._record(path, WatchedFolder)
        return replace(found, path=path) if found else None

    def keep_folder(self, folder: WatchedFolder) -> None:
        """Remember a folder as it is now."""
        self._keep(folder.path, replace(folder, path=""))

    def files(self, folder: str) -> Iterable[WatchedFile]:
        """Return the files of a folder that were read."""
        return [WatchedFile(*file) for file in self._store.watching(lambda known: known.files(folder))]

    def keep_files(self, folder: str, files: Sequence[WatchedFile]) -> None:
        """Remember these files of a folder as read."""
        rows = [File(file.path, file.size, file.changed) for file in files]
        self._store.watching(lambda known: known.keep_files(folder, rows))

    def _record(self, name: str, kind: type[R]) -> R | None:
        """Return what is remembered; nothing where that cannot be read, so that it is learnt anew."""
        found = self._store.watching(lambda known: known.record(name))
        try:
            return msgspec.json.decode(found, type=kind) if found else None
        except msgspec.MsgspecError:
            return None

    def _keep(self, name: str, record: WatchedFeed | WatchedFolder) -> None:
        text = msgspec.json.encode(record).decode()
        self._store.watching(lambda known: known.keep_record(name, text))


def watcher(
    place: str | os.PathLike[str],
    report: Callable[[Event], object],
    *,
    allow_private: bool = False,
    full_text: bool = False,
    surroundings: Surroundings | None = None,
) -> Watcher:
    """Return a watcher of the feeds and folders of a store, which is not started yet.

    Args:
        place: The store's file.
        report: Is told what happens, behind what was kept; in the watcher's thread.
        allow_private: Whether private and loopback addresses may be asked.
        full_text: Whether the page of a new article that its feed only sums up is fetched too.
        surroundings: Clocks, the network and chance.

    Raises:
        StoreError: The store cannot be opened.
        UsageError: It watches nothing.
    """
    with open_store(place) as store:
        sources = store.watching(lambda known: known.sources())
    if not sources:
        raise UsageError(
            f"The store {place} watches nothing yet.", "Name feeds and folders: `ondit watch URL FOLDER`."
        )
    around = surroundings or Surroundings()
    kept = _Kept(Path(place), around.now)
    return Watcher(
        sources,
        kept.keep,
        report,
        keeper=kept,
        within=lambda: kept,
        allow_private=allow_private,
        full_text=full_text,
        surroundings=around,
    )
