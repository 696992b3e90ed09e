"""What a watcher tells: what happened, and how each source stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ondit.model import Article, Problem

Happening = Literal["new", "unread", "failing", "recovered", "gone"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a source.

    Attributes:
        kind: It has something new; parts of it could not be read; it fails, for the first time or in another
            way than before; it is good again; it is gone for good.
        source: Its address or path, fit to be shown.
        at: When, in seconds since 1970.
        articles: What is new; it is kept already.
        problems: What could not be read.
        fault: Why it fails or is gone.
        good: When it was good last, in seconds since 1970, where it fails or is gone; absent if it never was.
    """

    kind: Happening
    source: str
    at: float
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: Problem | None = None
    good: float | None = None


@dataclass(frozen=True, slots=True)
class State:
    """How a source stands.

    Attributes:
        source: Its address or path, fit to be shown.
        is_feed: Whether it is a feed; else it is a folder.
        good: When it was good last, in seconds since 1970.
        failures: How often in a row it failed.
        fault: Why, in a sentence; absent where it is good.
        hint: What to do about that.
        is_gone: Whether it is never asked again.
        is_busy: Whether it is being asked or read now.
        wait: Seconds until it is asked or looked through next; absent while it is, or if it never is again.
    """

    source: str
    is_feed: bool
    good: float | None
    failures: int
    fault: str | None
    hint: str | None
    is_gone: bool
    is_busy: bool
    wait: float | None
