"""What workers tell screens, and lists tell the screens that they lie on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.model import TimelineEntry
from ondit.timeline import Filter
from ondit.views import StoryView

if TYPE_CHECKING:
    from ondit.watch import Event


class StoryRead(Message):
    """The inputs were read, or what was known of them before.

    Attributes:
        view: What they tell.
        followed: What became of the entries of the reading before.
        still_new: What those are now that were marked as new, by their ids then.
        wanted: What to show of it at first; what a reader wants goes before it.
        is_last: Whether nothing more is being read.
    """

    def __init__(
        self,
        view: StoryView,
        followed: Followed,
        still_new: Mapping[str, TimelineEntry],
        *,
        wanted: Filter | None = None,
        is_last: bool = True,
    ) -> None:
        super().__init__()
        self.view = view
        self.followed = followed
        self.still_new = still_new
        self.wanted = wanted
        self.is_last = is_last


class ReadFailed(Message):
    """Nothing could be read, and why."""

    def __init__(self, error: OnditError) -> None:
        super().__init__()
        self.error = error


class Going(Message):
    """The inputs are being read, or looked through: how far that is, and whether it can be stopped."""

    def __init__(self, words: str, *, can_stop: bool) -> None:
        super().__init__()
        self.words = words
        self.can_stop = can_stop


class Found(Message):
    """What a search finds is known, and comes at once."""

    def __init__(self, search: str) -> None:
        super().__init__()
        self.search = search


class Watched(Message):
    """Something happened to what is watched; without an event, to the watching itself."""

    def __init__(self, event: Event | None) -> None:
        super().__init__()
        self.event = event


class Moved(Message):
    """A list's cursor went to another item."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class Chosen(Message):
    """An item of a list was double-clicked."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index
