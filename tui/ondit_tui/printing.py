"""Watching without a terminal: a line for each thing that happens, until ctrl+c."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import typer

from ondit.text import clean
from ondit_tui.outcome import DONE, INTERRUPTED, NOTHING_DONE, say
from ondit_tui.watch import StoreWatch, of_store
from ondit_tui.widgets.wording import count

if TYPE_CHECKING:
    from ondit.model import Article
    from ondit.watch import Event

SECONDS_TO_END = 5.0
SECONDS_BETWEEN = 0.5
"""How long is waited at a time: on some systems ctrl+c is heard only between two waits."""
LENGTH = 80
MOST_TITLES = 3


def print_events(place: Path, *, allow_private: bool, full_text: bool, end: Callable[[int], object]) -> int:
    """Print what happens to what a store watches, until ctrl+c, and return the exit code.

    Args:
        place: The store's file.
        allow_private: Whether private and loopback addresses may be asked.
        full_text: Whether the pages of articles that feeds only sum up are fetched too.
        end: Ends the program at once, with an exit code; called where the watching does not end in time.
    """
    watch = of_store(place, allow_private=allow_private, full_text=full_text)
    happened: SimpleQueue[Event | None] = SimpleQueue()
    watch.start(happened.put)
    code = DONE
    try:
        while watch.fault is None:
            try:
                event = happened.get(timeout=SECONDS_BETWEEN)
            except Empty:
                continue
            if event:
                typer.echo(line_of(event))
        say(f"{watch.fault.what} {watch.fault.hint}")
        code = NOTHING_DONE
    except KeyboardInterrupt:
        say("Stopping; what came in is kept.")
    finally:
        _end(watch, code, end)
    return code


def line_of(event: Event) -> str:
    """Return an event in a line: time, source, and what happened, parted by tabs."""
    return "\t".join((_clock(event.at), event.source, " ".join(clean(_what(event)).split())))


def _what(event: Event) -> str:
    both = (event.articles, "new article"), (event.changed, "changed page")
    news = "; ".join(f"{count(len(some), name)}: {_titles(some)}" for some, name in both if some)
    told = [news] * bool(news) + [problem.what for problem in event.problems]
    if event.fault:
        good = f"last read {_clock(event.good)}" if event.good is not None else "never read yet"
        told.append(f"{event.kind}, {good}: {event.fault.what} {event.fault.hint}")
    return " ".join(told) or {"recovered": "works again"}.get(event.kind, event.kind)


def _titles(articles: Sequence[Article]) -> str:
    titles = [f"“{(article.title or article.text)[:LENGTH]}”" for article in articles[:MOST_TITLES]]
    return ", ".join(titles) + (", …" if len(articles) > MOST_TITLES else "")


def _clock(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")


def _end(watch: StoreWatch, code: int, end: Callable[[int], object]) -> None:
    watch.stop()
    try:
        if not watch.has_ended(SECONDS_TO_END):
            end(code)
    except KeyboardInterrupt:
        end(INTERRUPTED)
