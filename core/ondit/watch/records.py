"""What is remembered of what is watched, from one run to the next, and who keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """A feed that is watched. Times are seconds since 1970, by a clock that may have been wrong.

    Attributes:
        url: Its address as it was given, by which it is known.
        address: Where it moved to for good, absent where it did not.
        answered: The address that gave the marks below.
        etag: The mark (ETag) of its last answer, as it came; absent where that broke off.
        modified: The Last-Modified header of its last answer, likewise.
        digest: What tells that answer from others.
        asked: When it was asked last.
        good: When it last answered as it should, with something new or with nothing.
        times: When what it had new was published, or first seen here; the latest, oldest first.
        seen: The ids of articles that it had, the latest last.
        told: What tells the text of each of them from others, in the same order; empty where not known.
        failures: How often in a row it failed.
        fault: What was wrong the last time, in a sentence; absent where nothing was.
        hint: What to do about that.
        rest: Seconds from `asked` on for which its server asked to be left alone.
        least: Seconds between two requests that the feed itself states.
        fresh: Seconds for which the last answer holds, by its headers.
        skip_hours: Hours of the day, 0 to 23 in UTC, in which it is not to be asked.
        skip_days: Days of the week likewise, Monday 0.
        is_gone: Whether its server said that it is gone for good.
    """

    url: str
    address: str | None = None
    answered: str | None = None
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    asked: float | None = None
    good: float | None = None
    times: tuple[float, ...] = ()
    seen: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    failures: int = 0
    fault: str | None = None
    hint: str | None = None
    rest: float = 0.0
    least: float = 0.0
    fresh: float = 0.0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder that is watched.

    Attributes:
        path: As it was given, by which it is known; see `WatchedFile.path`.
        good: When it was last looked through, in seconds since 1970.
        failures: How often in a row that was not possible.
        fault: What was wrong the last time, in a sentence; absent where nothing was.
        hint: What to do about that.
    """

    path: str
    good: float | None = None
    failures: int = 0
    fault: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file of a watched folder, as it was when it was read.

    Attributes:
        path: Its name, beginning with the folder's as given. It may hold what is no text: whoever keeps it,
            keeps `os.fsencode` of it.
        size: Its bytes.
        changed: When it was changed last, in nanoseconds since 1970, as the file system tells.
    """

    path: str
    size: int
    changed: int


class Keeper(Protocol):
    """Keeps the records; asked by one thread only. What it raises is told as a fault of the source."""

    def is_watched(self, given: str) -> bool:
        """Return whether a feed or folder is to be watched still; asked before each of its turns."""

    def feed(self, url: str) -> WatchedFeed | None:
        """Return what is remembered of a feed."""

    def keep_feed(self, feed: WatchedFeed) -> None:
        """Remember a feed as it is now."""

    def folder(self, path: str) -> WatchedFolder | None:
        """Return what is remembered of a folder."""

    def keep_folder(self, folder: WatchedFolder) -> None:
        """Remember a folder as it is now."""

    def files(self, folder: str) -> Iterable[WatchedFile]:
        """Return the files of a folder that were read."""

    def keep_files(self, folder: str, files: Sequence[WatchedFile]) -> None:
        """Remember these files of a folder as read, beside or instead of what is remembered of them."""
