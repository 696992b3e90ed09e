"""Adding to a store as it is told on a terminal; and the first run, which asks what to add."""

from __future__ import annotations

from pathlib import Path

from ondit_tui import opening, showing
from ondit_tui.options import Asked, Given
from ondit_tui.outcome import DONE, exit_code, tell_problems


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


def add(given: Given, place: Path) -> int:
    """Add inputs to a store, with progress; print what was read and what was not, and return the exit code.

    Raises:
        InputError: Not one article was read, or with `strict` one input was not.
        StoreError: The store cannot take them; it is as it was.
    """
    from ondit.store import remember
    from ondit_tui import adding, reading, table
    from ondit_tui.progress import progress
    from ondit_tui.stopping import stopping

    with progress() as report, stopping() as is_stopped:
        reach = reading.reach_of(given, is_stopped)
        outcome = adding.add(given.paths or [], place, strict=given.strict, report=report, reach=reach)
    if not outcome.read:
        tell_problems(outcome.problems)
        raise adding.nothing_read(outcome)
    remember(place)
    table.added(outcome, place, table.console())
    return exit_code(outcome.problems)
