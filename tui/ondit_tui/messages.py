"""What workers tell screens, and lists tell the screens that they lie on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from ondit.errors import OnditError
from ondit.model import Story

if TYPE_CHECKING:
    from ondit.following import Followed
    from ondit.watch import Event


class StoryRead(Message):
    """The inputs were read: here is what they tell, and what became of the entries of the reading before."""

    def __init__(self, story: Story, followed: Followed | None = None) -> None:
        super().__init__()
        self.story = story
        self.followed = followed


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


class Watched(Message):
    """Something happened to what is watched; without an event, to the watching itself."""

    def __init__(self, event: Event | None) -> None:
        super().__init__()
        self.event = event


class Reported(Message):
    """A worker did something outside the screen (the clipboard, a browser): one sentence says what."""

    def __init__(self, sentence: str, *, failed: bool = False) -> None:
        super().__init__()
        self.sentence = sentence
        self.failed = failed


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
