"""The command `watch`: what is named is remembered, then all that the store watches is watched."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from ondit.errors import InputError, UsageError
from ondit_tui import heap, marks, naming, opening, reading, wanting
from ondit_tui.asked import Asked, Wanted
from ondit_tui.outcome import DONE, problem_line, say, tell_problems


def name(place: Path, named: Sequence[str], forgotten: Sequence[str]) -> list[str]:
    """Have a store watch what is named and forget what is to be forgotten; return what to tell of it.

    Raises:
        InputError: Not one of what was named can be watched.
        StoreError: The store cannot be read or written.
        UsageError: What is to be forgotten is not watched, or something cannot be.
    """
    told = [f"{naming.shown(naming.forget(place, one))} is watched no more." for one in forgotten]
    before = naming.watched(place) if named else []
    problems = naming.remember(place, named) if named else []
    if problems and len(problems) >= len(named) and naming.watched(place) == before:
        tell_problems(problems[:-1])
        raise InputError(problem_line(problems[-1]), "Nothing of what was named is watched.")
    return told + [problem_line(problem) for problem in problems]


def watch(
    wanted: Wanted,
    place: Path,
    named: Sequence[str],
    forgotten: Sequence[str],
    *,
    allow_private: bool,
    full_text: bool,
) -> int:
    """Watch what a store watches: on the dashboard where there is a terminal, else by a line an event.

    Args:
        wanted: What to show on the dashboard.
        place: The store's file.
        named: What it is to watch from now on, too.
        forgotten: What it is to watch no more.
        allow_private: Whether private and loopback addresses may be asked.
        full_text: Whether the pages of articles that feeds only sum up are fetched too.

    Returns:
        The exit code.

    Raises:
        OnditError: The store watches nothing, or cannot be opened.
    """
    from ondit.store import remember

    told = name(place, named, forgotten)
    for line in told:
        say(line)
    if not naming.watched(place):
        if forgotten:
            say(f"The store {place} watches nothing any more.")
            return DONE
        raise UsageError(
            f"The store {place} watches nothing yet.", "Name feeds and folders: `ondit watch URL FOLDER`."
        )
    remember(place)
    if not opening.possible():
        from ondit_tui.printing import print_events

        heap.share_one()
        return print_events(place, allow_private=allow_private, full_text=full_text, end=_leave)
    from ondit_tui.watch import of_store

    asked = Asked(**asdict(wanted), store=place)
    with closing(reading.Reader(asked)) as reader:
        return opening.dashboard(
            reader,
            reading.title_of(asked),
            wanted=functools.partial(wanting.filter_in, asked),
            marks=marks.of(asked),
            watch=of_store(place, allow_private=allow_private, full_text=full_text),
            told=told,
        )


def _leave(code: int) -> None:
    """End at once: a thread that does not end would keep the program."""
    sys.stdout.flush()
    os._exit(code)
