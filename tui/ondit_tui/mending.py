"""Care for a store on the command line: its health in a line, its backup copy, its repair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ondit.errors import StoreError
from ondit.store.holding import holder
from ondit.store.repair import Repaired, backup, backup_of, check, repair
from ondit_tui.asked import store_meant
from ondit_tui.outcome import DONE, SOME_UNREAD
from ondit_tui.widgets.wording import count

MOST_TITLES = 10


def health_of(place: Path) -> tuple[bool, str, str]:
    """Return whether a store is whole, what was found, and what to do.

    Raises:
        StoreError: It is no store, or cannot be read.
    """
    health = check(place)
    if health.faults:
        return False, f"{place} is damaged: {health.faults[0]}", _repair_of(place)
    parts = [str(place), count(health.articles, "article"), "whole"]
    if writer := holder(place):
        parts.append(f"written to by {writer}")
    copied, hint = _copy_of(place)
    return True, ", ".join([*parts, copied]), hint


def gone(place: Path) -> tuple[str, str] | None:
    """Return what to say of a store that is gone while its backup copy is there."""
    if not backup_of(place).is_file():
        return None
    return f"{place} is gone, its backup copy is there", _repair_of(place)


def copied(named: Path | None) -> str:
    """Make a backup copy of a store, and return what to say of it.

    Raises:
        StoreError: It cannot be copied.
    """
    copy = backup(store_meant(named))
    return f"{count(check(copy).articles, 'article')} copied to {copy}."


def mended(named: Path | None) -> tuple[list[str], int]:
    """Repair a store, and return what to say of it, and how the command ends.

    Raises:
        StoreError: There is none, or nothing of it can be saved.
    """
    place = store_meant(named)
    if not place.is_file() and not backup_of(place).is_file():
        raise StoreError(f"There is no store {place}, and no backup copy of it.", "Name another file.")
    done = repair(place)
    if done is None:
        return [f"{place} is whole: there is nothing to repair."], DONE
    return list(_told(place, done)), DONE if done.is_sure and not done.lost else SOME_UNREAD


def _told(place: Path, done: Repaired) -> Iterator[str]:
    articles = count(done.articles, "article")
    restored = f", {done.restored:,} of them from the backup copy" if done.restored else ""
    yield f"{place} is made anew: {articles}{restored}, and {count(done.overrides, 'correction')} of yours."
    if done.aside:
        yield f"The damaged file is kept as {done.aside}."
    if not done.is_sure:
        yield "Some of your corrections may be missing, or may be back that you had withdrawn."
    if done.lost:
        yield f"{count(len(done.lost), 'article')} lost, which can be added again:"
        yield from (f"  {title}" for title in done.lost[:MOST_TITLES])
        if len(done.lost) > MOST_TITLES:
            yield f"  and {len(done.lost) - MOST_TITLES:,} more"


def _copy_of(place: Path) -> tuple[str, str]:
    """Return what to say of a store's backup copy, and what to do."""
    again = f"`ondit doctor --backup --store {place}` makes one."
    if not backup_of(place).is_file():
        return "no backup copy yet", again
    try:
        health = check(backup_of(place))
    except StoreError:
        return "its backup copy cannot be read", again
    if health.faults:
        return "its backup copy is damaged", again
    return f"{count(health.articles, 'article')} in its backup copy", ""


def _repair_of(place: Path) -> str:
    return f"`ondit doctor --repair --store {place}` saves what can be saved."
