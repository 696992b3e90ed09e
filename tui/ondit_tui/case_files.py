"""The case file among what a dashboard can write into a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ondit_tui.ways import Ask, Batch, formats

if TYPE_CHECKING:
    from pathlib import Path

    from ondit.article_list import ArticleView
    from ondit.model import Problem, Story, TimelineEntry
    from ondit.quoted import QuotedView
    from ondit.scoreboard import ScoreView
    from ondit.timeline import Filter
    from ondit.views import DayCount, StoryView


class There:
    """A view that is asked in the screen's thread, a question at a time, for what a case file needs.

    Args:
        view: The view.
        ask: Asks there; it raises once nobody waits for the file any more.
    """

    def __init__(self, view: StoryView, ask: Ask) -> None:
        self._view, self._ask = view, ask

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, and notes."""
        return self._ask(lambda: self._view.problems)

    @property
    def quoted(self) -> QuotedView:
        """What is quoted in it, by speakers."""
        return self._ask(lambda: self._view.quoted)

    @property
    def published(self) -> ArticleView:
        """Its articles, by the day they were published."""
        return self._ask(lambda: self._view.published)

    @property
    def scoreboard(self) -> ScoreView:
        """What each outlet told in it, beside the others."""
        return self._ask(lambda: self._view.scoreboard)

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter."""
        return self._ask(lambda: self._view.days(wanted))

    def entries(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter."""
        return self._ask(lambda: self._view.entries(wanted, day))

    def entry(self, identifier: str) -> TimelineEntry | None:
        """Return the entry of an id, absent where there is none."""
        return self._ask(lambda: self._view.entry(identifier))

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry's account needs."""
        return self._ask(lambda: self._view.part(entry))


def with_case_file(batch: Batch, view: StoryView, wanted: Filter, title: str) -> Batch:
    """Return a batch that can be written as a case file, too.

    Args:
        batch: What can be written.
        view: The story that it is of.
        wanted: The filter that lets it through.
        title: What is read.
    """
    from ondit.export import CASE_FILE

    def write(ask: Ask, form: str, place: Path, locale: str | None) -> str:
        if form != CASE_FILE:
            return batch.write(ask, form, place, locale)
        from ondit.export import Look
        from ondit_tui.exporting import export_case

        return export_case(There(view, ask), wanted, place, Look(title, locale))

    return replace(batch, formats=(*batch.formats, *formats([CASE_FILE])), write=write)
