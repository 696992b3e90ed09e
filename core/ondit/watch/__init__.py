"""Watching: feeds asked by their own pace, folders looked through as they change, while others go on."""

from ondit.watch.events import Event, State
from ondit.watch.lists import unlisted
from ondit.watch.records import Keeper, WatchedFeed, WatchedFile, WatchedFolder
from ondit.watch.watcher import Surroundings, Watcher

__all__ = [
    "Event",
    "Keeper",
    "State",
    "Surroundings",
    "WatchedFeed",
    "WatchedFile",
    "WatchedFolder",
    "Watcher",
    "unlisted",
]
