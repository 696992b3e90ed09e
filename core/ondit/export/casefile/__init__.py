"""The case file: one page on a slice of a story, to be handed on, printed and checked.

`gathering` takes the slice of a view, and counts what it leaves out; `citing` cites; `lines`, `lives`,
`wordings`, `quoting`, `standing` and `reasons` tell its sections as plain records, `picture` (`plans`,
`axis`, `bars`) lays out the picture, `building` puts all into one record, and `page` has the templates make a
page of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TextIO

from ondit.export.casefile.gathering import CaseView, Most
from ondit.export.looks import Look
from ondit.timeline import Filter

__all__ = ["CASE_FILE", "CaseView", "Most", "write"]

CASE_FILE = "casefile"
"""What the format is called."""


def write(
    view: CaseView,
    wanted: Filter,
    stream: TextIO,
    look: Look,
    made: datetime,
    *,
    most: Most = Most(),  # noqa: B008 - it is frozen
) -> str | None:
    """Write what of a story passes a filter as a case file.

    Args:
        view: The story.
        wanted: What of it.
        stream: Where to.
        look: What it is called, and whose way of writing dates.
        made: When it is made, with its zone.
        most: How much it holds at the most.

    Returns:
        A sentence on what it left out; absent where it held everything. The page says the same.

    Raises:
        UsageError: The search makes no sense.
        StoreError: The story cannot be read.
    """
    from ondit.export.casefile import building, page  # Jinja2 is only imported where it is used

    case = building.build(view, wanted, look, made, most)
    page.write(case, stream)
    return f"Left out: {'; '.join(case.left_out)}." if case.left_out else None
