"""What was asked for, shown: on the dashboard where there is a terminal, else printed."""

from __future__ import annotations

import functools
import sys
from contextlib import closing
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from ondit_tui.asked import Asked, Wanted
from ondit_tui.outcome import exit_code, say

if TYPE_CHECKING:
    from ondit.export import Listing


def show(asked: Asked, title: str | None = None) -> int:
    """Open the dashboard on what was asked; without a terminal, or with nothing to read, print text."""
    from ondit_tui import marks, opening, reading, wanting

    asked = reading.inputs_of(asked)
    if not reading.are_there(asked) or not opening.possible():
        return listing(asked, "timeline", "text")
    title = title or reading.title_of(asked)
    wanted = functools.partial(wanting.filter_in, asked)
    if "-" in (asked.paths or ()):
        from ondit.whole import WholeStory

        view = WholeStory(reading.read_aloud(replace(asked, **asdict(Wanted()))))
        return opening.dashboard(lambda *_, **__: view, title, wanted=wanted)
    with closing(reading.Reader(asked)) as reader:
        return opening.dashboard(reader, title, wanted=wanted, marks=marks.of(asked))


def listing(asked: Asked, wanted: Listing, form: str) -> int:
    """Print a listing of what was asked, and return the exit code."""
    from ondit_tui import reading

    story = reading.read_aloud(reading.inputs_of(asked))
    if not {"timeline": story.timeline, "match": story.matches, "quotes": story.quotes}[wanted]:
        say("Nothing passes the filters." if asked.filters else "There is nothing to list in what was read.")
    if form == "text":
        from ondit_tui import table

        draw = {"timeline": table.timeline, "match": table.matches, "quotes": table.quotes}[wanted]
        draw(story, table.console())
    else:
        from ondit import export

        note = export.write(story, wanted, form, sys.stdout)
        if note:
            say(note)
    return exit_code(story.problems)


def audited(asked: Asked) -> int:
    """Measure what share of the alike sentences matching finds, print it, and return the exit code."""
    from ondit import pipeline
    from ondit.matching.audit import audit
    from ondit_tui import reading, table

    story = reading.read_aloud(reading.inputs_of(asked))
    texts, groups = pipeline.matched_texts(story)
    table.audit(audit(texts, groups=groups), texts, table.console())
    return exit_code(story.problems)
