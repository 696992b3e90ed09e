"""Asking of a story, beside the dashboard, what that is about to ask: the answers then come at once."""

from __future__ import annotations

from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.widgets.day_strip import days_by_kind
from ondit_tui.widgets.filtering import parts


def look_at(view: StoryView, wanted: Filter) -> None:
    """Ask of a view what is asked of it first where a filter is wanted: the days, and what each part hides.

    Raises:
        OnditError: The view cannot be read, or the search makes no sense.
    """
    _ = view.problems, view.marks
    days = view.days(wanted)
    days_by_kind(view, wanted)
    for part in parts(wanted, len(view.tally.outlets)):
        view.days(part.only)
    for entry in view.standing(wanted, days[0].published)[:1] if days else ():
        view.entry(entry.id)
        view.part(entry)
