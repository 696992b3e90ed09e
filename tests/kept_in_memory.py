"""A keeper of what is watched that forgets everything at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ondit.watch import WatchedFeed, WatchedFile, WatchedFolder


class Memory:
    """A keeper that forgets everything at the end."""

    def __init__(self) -> None:
        self.feeds: dict[str, WatchedFeed] = {}
        self.folders: dict[str, WatchedFolder] = {}
        self._files: dict[str, dict[str, WatchedFile]] = {}

    def is_watched(self, given: str) -> bool:
        """Return whether something is to be watched still: it is, as nobody else can have it forgotten."""
        return True

    def feed(self, url: str) -> WatchedFeed | None:
        """Return what is remembered of a feed."""
        return self.feeds.get(url)

    def keep_feed(self, feed: WatchedFeed) -> None:
        """Remember a feed as it is now."""
        self.feeds[feed.url] = feed

    def folder(self, path: str) -> WatchedFolder | None:
        """Return what is remembered of a folder."""
        return self.folders.get(path)

    def keep_folder(self, folder: WatchedFolder) -> None:
        """Remember a folder as it is now."""
        self.folders[folder.path] = folder

    def files(self, folder: str) -> Iterable[WatchedFile]:
        """Return the files of a folder that were read."""
        return list(self._files.get(folder, {}).values())

    def keep_files(self, folder: str, files: Sequence[WatchedFile]) -> None:
        """Remember these files of a folder as read."""
        self._files.setdefault(folder, {}).update((file.path, file) for file in files)
