"""TimelineJS: the timeline as the JSON that its script shows, a row for each kind."""

from __future__ import annotations

from html import escape
from typing import TextIO

from ondit.export.records import Record, encode
from ondit.export.wording import date_parts, kind_words, one_line
from ondit.model import Story, TimelineEntry


def write(story: Story, stream: TextIO) -> str | None:
    """Write the timeline's dated entries, one event a line.

    Returns:
        How many entries have no date, which TimelineJS cannot show, and are left out; absent without any.
    """
    dated = [(entry, date) for entry in story.timeline if (date := date_parts(entry.published))]
    events = ",".join("\n" + encode(_event(entry, date)) for entry, date in dated)
    stream.write(f'{{"scale": "human",\n"events": [{events}\n]}}\n')
    missing = len(story.timeline) - len(dated)
    if not missing:
        return None
    noun = "entry has" if missing == 1 else "entries have"
    return f"{missing} {noun} no date and cannot be shown by TimelineJS: left out."


def _event(entry: TimelineEntry, date: tuple[str, ...]) -> Record:
    """Return an entry as an event; headline and text are HTML there, so that what articles say is escaped."""
    outlets = escape(one_line(", ".join(entry.sources)))
    return {
        "start_date": {name: int(part) for name, part in zip(("year", "month", "day"), date, strict=False)},
        "text": {
            "headline": escape(one_line(entry.text)),
            "text": f"<p>{escape(kind_words(entry))} · {outlets}</p>",
        },
        "group": entry.kind,
        "unique_id": entry.id,
        "autolink": False,
    }
