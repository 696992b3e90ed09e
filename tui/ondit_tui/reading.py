"""From what was asked to a story: inputs or a store, read and cut to what is wanted."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ondit.errors import InputError, StoreError, UsageError
from ondit.garbage import collector_waiting
from ondit.model import Story
from ondit.progress import Report
from ondit_tui.asked import Asked, Given
from ondit_tui.outcome import tell_problems

if TYPE_CHECKING:
    from ondit.ingest import Reach
    from ondit.views import StoryView
    from ondit_tui.keeping import Keeping

MOST_IN_TITLE = 3

_PATTERN = re.compile(r"[*?\[]")


def inputs_of(asked: Asked) -> Asked:
    """Return what was asked with the store used last in it, where neither paths nor a store were named.

    Raises:
        UsageError: There is no store that was used last.
        StoreError: The store that was named is not there.
    """
    if asked.paths:
        return asked
    if asked.store is None:
        from ondit.store import last_used

        store = last_used()
        if store is None:
            raise UsageError("There is nothing to read.", "Name files or folders, or try `ondit demo`.")
        return replace(asked, store=store)
    _check_there(asked.store)
    return asked


def reach_of(given: Given, is_stopped: Callable[[], bool]) -> Reach:
    """Return what reading may use: every core, and what was allowed."""
    from ondit.ingest import Reach

    return Reach(
        allow_private=given.allow_private,
        full_text=given.full_text,
        jobs=os.cpu_count() or 1,
        is_stopped=is_stopped,
    )


def read(asked: Asked, report: Report | None, is_stopped: Callable[[], bool]) -> Story:
    """Read what was asked, and return the story with only what is wanted.

    Raises:
        OnditError: It cannot be read at all, or the filter makes no sense for it.
    """
    from ondit.selecting import restrict
    from ondit_tui.wanting import filter_of, outlets_of

    story = read_whole(asked, report, is_stopped)
    return restrict(story, filter_of(outlets_of(story), asked))


def read_whole(asked: Asked, report: Report | None, is_stopped: Callable[[], bool]) -> Story:
    """Read what was asked, and return the story.

    Raises:
        OnditError: It cannot be read at all.
    """
    if asked.paths:
        # Modules stay: to look through them takes as long as to read a few articles.
        with collector_waiting():
            from ondit import pipeline

        return pipeline.read(
            asked.paths,
            strict=asked.strict,
            report=report,
            within=asked.within,
            reach=reach_of(asked, is_stopped),
        )
    from ondit import resuming
    from ondit.collection import story_of
    from ondit.store import open_store, remember

    place = asked.store or Path()
    with open_store(place, read_only=asked.read_only) as store:
        if not asked.read_only:
            remember(place)
        if asked.within is not None:
            return story_of(store, within=asked.within, report=report)
        return resuming.story(store, report)


class Reader:
    """Reads what was asked for the dashboard, again whenever it is called: a view of the whole of it.

    Args:
        asked: What is to be read.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._keeping: Keeping | None = None

    def __call__(
        self,
        report: Report,
        is_stopped: Callable[[], bool],
        show: Callable[[StoryView], object],
    ) -> StoryView:
        """Read it.

        Args:
            report: Is told how far that is.
            is_stopped: Says whether to leave off.
            show: Is given what is kept of the story, where that is not up to date.

        Raises:
            OnditError: It cannot be read at all.
        """
        found = None
        if not self._asked.paths and self._asked.within is None:
            found = self._stored(report, is_stopped, show)
        if found:
            return found
        from ondit.whole import WholeStory
        from ondit_tui.marks import kept

        marks = kept(self._asked)

        def show_before(story: Story) -> None:
            with suppress(UsageError):  # what is wanted of it may be in what is new
                show(WholeStory(story, marks))

        return WholeStory(self._whole(report, is_stopped, show_before), marks)

    def _whole(
        self, report: Report, is_stopped: Callable[[], bool], show: Callable[[Story], object]
    ) -> Story:
        """Return the story: where files have not changed since it was found, as it was found then.

        Raises:
            OnditError: They cannot be read at all.
        """
        asked = self._asked
        find = partial(read_whole, asked, report, is_stopped)
        if not asked.paths or asked.full_text or asked.strict:
            return find()
        from ondit.unchanged import story_of_files

        return story_of_files(
            asked.paths, find, within=asked.within, is_whole=lambda: not is_stopped(), show=show
        )

    def _stored(
        self,
        report: Report,
        is_stopped: Callable[[], bool],
        show: Callable[[StoryView], object],
    ) -> StoryView | None:
        """Return a view of the story that a store keeps, brought up to date; none where it is not kept there.

        Raises:
            StoreError: It cannot be read.
        """
        from ondit.store import open_store, remember
        from ondit.store.stored import StoredStory

        place, is_read_only = self._asked.store or Path(), self._asked.read_only
        _check_there(place)
        with open_store(place, read_only=is_read_only) as store:
            if not is_read_only:
                remember(place)
            before = StoredStory(store)
            if before.is_current(store):
                return before
            if before.generation:
                show(before)
            if is_read_only:
                return None
            is_done = self._keeper(place).bring_up_to_date(report, is_stopped)
            after = StoredStory(store) if is_done else before
        if after.generation > before.generation or not is_done:
            return after
        after.close()
        return None

    def close(self) -> None:
        """End the process that brings the store up to date, if there is one."""
        if self._keeping:
            self._keeping.end()

    def _keeper(self, place: Path) -> Keeping:
        """Return who brings the store up to date, always the same."""
        from ondit_tui.keeping import Keeping

        if self._keeping is None:
            self._keeping = Keeping(place)
        return self._keeping


def read_aloud(asked: Asked) -> Story:
    """Read what was asked with progress on a terminal, and its problems on standard error.

    Raises:
        OnditError: There is not one article.
    """
    from ondit_tui.progress import progress
    from ondit_tui.stopping import stopping

    with progress() as report, stopping() as is_stopped:
        story = read(asked, report, is_stopped)
    tell_problems(story.problems)
    if not story.articles:
        raise nothing_read(asked, len(story.problems))
    return story


def are_there(asked: Asked) -> bool:
    """Say whether any input that was asked for is there, without opening it; an address may be."""
    return any(
        path == "-" or os.path.lexists(path) or _PATTERN.search(path) or "://" in path
        for path in asked.paths or [str(asked.store)]
    )


def title_of(asked: Asked) -> str:
    """Return what is read in a few words: names of files and folders, or how many there are."""
    paths = asked.paths or [str(asked.store)]
    names = ["standard input" if path == "-" else Path(path).resolve().name or path for path in paths]
    return ", ".join(names) if len(names) <= MOST_IN_TITLE else f"{len(names):,} inputs"


def _check_there(place: Path) -> None:
    """See that a store is there: opened, one that is not would be made."""
    if not place.is_file():
        raise StoreError(f"There is no store {place}.", f"`ondit add --store {place} PATH` makes one.")


def nothing_read(asked: Asked, problems: int) -> InputError | StoreError:
    """Return what to say where there is not one article, and how many problems were told."""
    if not asked.paths:
        return StoreError(f"The store {asked.store} holds no article yet.", "`ondit add PATH` puts some in.")
    if problems:
        return InputError("No article could be read.", "The lines above say why.")
    return InputError(
        f"There is no article in {title_of(asked)}.",
        "Name files, folders or addresses that hold articles: `ondit --help` says what is read.",
    )
