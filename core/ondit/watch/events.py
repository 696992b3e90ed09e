"""What a watcher tells: what happened, and how each source stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ondit.model import Article, Problem
from ondit.watch.records import WatchedFeed, WatchedFolder

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
        changed: What is another version of a page that was kept before.
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
    changed: tuple[Article, ...] = ()


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


def between(
    name: str,
    at: float,
    before: WatchedFeed | WatchedFolder,
    after: WatchedFeed | WatchedFolder,
    *,
    articles: tuple[Article, ...] = (),
    problems: tuple[Problem, ...] = (),
    of: Collection[str] = (),
) -> list[Event]:
    """Return what happened at a source between two states of it; that it is good again comes first.

    Args:
        name: Its name.
        at: When.
        before: How it stood.
        after: How it stands.
        articles: What came in.
        problems: What could not be read.
        of: The ids of those articles that are other versions of pages.
    """
    events = []
    fault = Problem(name, None, after.fault, after.hint or "") if after.fault else None
    if fault and getattr(after, "is_gone", False):
        events.append(Event("gone", name, at, fault=fault, good=after.good))
    elif fault and after.fault != before.fault:
        events.append(Event("failing", name, at, fault=fault, good=after.good))
    elif before.fault and not fault:
        events.append(Event("recovered", name, at))
    if articles:
        new = tuple(one for one in articles if one.id not in of)
        changed = tuple(one for one in articles if one.id in of)
        events.append(Event("new", name, at, new, problems, changed=changed))
    elif problems:
        events.append(Event("unread", name, at, problems=problems))
    return events
