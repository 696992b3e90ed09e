"""What stands in the timeline's place where there is none: it is being read, it failed, it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ondit.errors import OnditError
from ondit.model import Problem
from ondit.search.query import loosened
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import key
from ondit_tui.widgets.filtering import Hidden, hiding
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.wording import count

LATER = "bringing up to date …"
READING: list[Line] = [(Piece("reading …", "muted"),)]


def tally_of(problems: Sequence[Problem]) -> str:
    """Return how many problems there are, and how many notes, by which nothing is lost; empty where none."""
    notes = sum(problem.is_note for problem in problems)
    counts = (count(len(problems) - notes, "problem"), count(notes, "note"))
    return ", ".join(words for words in counts if not words.startswith("0 "))


def behind() -> str:
    """Say that what is shown is not up to date, and what brings it there."""
    return f"not up to date ({key('reread')})"


def going(words: str, *, can_stop: bool) -> list[Line]:
    """Say how far the reading is, and how to end it."""
    hint = f"{key('stop')} keeps what was read so far." if can_stop else f"{key('quit')} quits."
    return [(Piece(words, "muted"),), (), (Piece(hint, "muted"),)]


def waiting() -> list[Line]:
    """Say that nothing is there yet, and that it will be shown once it is."""
    return [
        (Piece("There is no article yet.", "strong"),),
        (Piece("The first one that comes will be shown here."),),
        (),
        (Piece(f"{key('watched')} lists what is watched, {key('quit')} quits.", "muted"),),
    ]


def failure(error: OnditError) -> list[Line]:
    """Say what could not be read, and what to do."""
    return [
        (Piece(error.what, "warning"),),
        (Piece(error.hint),),
        (),
        (Piece(f"{key('reread')} reads again, {key('quit')} quits.", "muted"),),
    ]


def nothing_listed(wanted: Filter, hidden: Hidden) -> list[Line]:
    """Say why a view lists nothing: the filters that hide its items, or that there are none."""
    if not hidden.everything:
        return [(Piece(f"There are no {hidden.items[1]} in what was read.", "strong"),)]
    clears = f"{key('view-back')} clears the search; in the timeline {key('back')} clears all."
    return [*_hidden(wanted, hidden), (), (Piece(clears, "muted"),)]


def _hidden(wanted: Filter, hidden: Hidden) -> list[Line]:
    """Say that nothing passes, what hides how much, and what a search for beginnings of words would find."""
    lines: list[Line] = [(Piece("Nothing passes the filters.", "strong"),), *hiding(wanted, hidden)]
    wider = loosened(wanted.search)
    found = hidden.passing(replace(wanted, search=wider)) if wider != wanted.search else 0
    if found:
        words = f"Words are whole words: as beginnings, “{wider}”, they find {found:,}."
        lines += [(), (Piece(words),)]
    return lines


def nothing(view: StoryView, wanted: Filter, hidden: Hidden) -> list[Line]:
    """Say why no entry is listed: the filters that hide them, or that there are none."""
    if view.tally.entries:
        lines = _hidden(wanted, hidden)
        if wanted == Filter(search=wanted.search):
            return lines
        return [*lines, (), (Piece(f"{key('back')} clears the search, then the filters.", "muted"),)]
    if view.tally.articles:
        return [(Piece("No announcement and no rumour was found in what was read.", "strong"),)]
    lines = [(Piece("Nothing was read.", "strong"),)]
    if view.problems:
        lines.append((Piece(f"{tally_of(view.problems)}: {key('problems')} lists them."),))
    return [*lines, (Piece("Give Ondit files or folders to read: ondit articles/", "muted"),)]
