"""Adding to a store as it is told on a terminal; and the first run, which asks what to add."""

from __future__ import annotations

import sys
from pathlib import Path

from ondit_tui import opening, showing
from ondit_tui.asked import Asked, Given, Wanted
from ondit_tui.outcome import DONE, exit_code, tell_problems

HINT = """Ondit reads news articles and shows what was announced, what is only rumoured, and who said so.

  ondit demo        look at the sample stories
  ondit PATH|URL…   read files, folders, web pages and feeds
  ondit add PATH…   keep articles in a store; then ondit alone opens it
  ondit watch URL…  watch feeds and folders, and show what is new
  ondit --help      all there is
"""


def show(asked: Asked) -> int:
    """Show what was asked for: where nothing was, the store used last; return the exit code.

    Raises:
        OnditError: It cannot be read, or not be kept.
    """
    if asked.paths or asked.store or _is_anything_kept():
        return showing.show(asked)
    if opening.possible():
        return begin()
    sys.stdout.write(HINT)
    return DONE


def begin() -> int:
    """Ask what to look at, where nothing is kept yet, and show that; return the exit code.

    Raises:
        OnditError: It cannot be read, or not be kept.
    """
    from ondit.store import default_path
    from ondit_tui import samples

    wanted = opening.first_run()
    if wanted is None:
        return DONE
    if not wanted:
        return showing.show(Asked(paths=[str(samples.folder())]), title="sample stories")
    place = default_path()
    added = add(Given(wanted), place)
    return showing.show(Asked(store=place)) or added


def add(given: Given, place: Path, wanted: Wanted | None = None) -> int:
    """Add inputs to a store, with progress; print what was read and what was not, and return the exit code.

    Args:
        given: What is read.
        place: The store's file.
        wanted: Outlets, dates and words of the articles that are kept; all where absent.

    Raises:
        UsageError: What is wanted makes no sense.
        InputError: Not one article was read that is wanted, or with `strict` one input was not.
        StoreError: The store cannot take them; it is as it was.
    """
    from ondit.slicing import sliced
    from ondit.store import remember
    from ondit_tui import adding, reading, table
    from ondit_tui.progress import progress
    from ondit_tui.stopping import stopping

    of = wanted or Wanted()
    is_asked = sliced(of.sources or (), of.start, of.end, of.search)
    with progress() as report, stopping() as is_stopped:
        reach = reading.reach_of(given, is_stopped)
        outcome = adding.add(
            given.paths or [], place, strict=given.strict, report=report, reach=reach, is_asked=is_asked
        )
    if outcome.is_empty:
        tell_problems(outcome.problems)
        raise adding.nothing_read(outcome)
    remember(place)
    table.added(outcome, place, table.console())
    return exit_code(outcome.problems)


def _is_anything_kept() -> bool:
    from ondit.store import last_used

    return last_used() is not None
