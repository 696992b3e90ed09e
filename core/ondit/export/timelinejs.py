"""TimelineJS: the timeline as the JSON that its script shows, a row for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import TextIO

from ondit.export.citation import credit, particulars
from ondit.export.excerpts import Excerpt
from ondit.export.records import Record, write_list
from ondit.export.wording import address, date_parts, kind_words, one_line
from ondit.model import Story, TimelineEntry


def timeline(story: Story, stream: TextIO) -> str | None:
    """Write the timeline's dated entries, one event a line.

    Returns:
        How many entries have no date, which TimelineJS cannot show, and are left out; absent without any.
    """
    return _write(((entry, "") for entry in story.timeline), stream)


def write(excerpts: Iterable[Excerpt], stream: TextIO) -> str | None:
    """Write the entries that excerpts are listed for, one event a line, with the words of each place.

    Returns:
        How many entries have no date, and how many excerpts no entry; absent without any.
    """
    loose = 0

    def entries() -> Iterator[tuple[TimelineEntry, str]]:
        nonlocal loose
        for entry, told in groupby(excerpts, key=lambda one: one.entry):
            if entry:
                yield entry, "".join(map(_told, told))
            else:
                loose += len(list(told))

    note = _write(entries(), stream)
    if not loose:
        return note
    said = f"{loose} {'excerpt is' if loose == 1 else 'excerpts are'} listed for no entry: left out."
    return f"{note} {said}" if note else said


def _write(entries: Iterable[tuple[TimelineEntry, str]], stream: TextIO) -> str | None:
    missing = 0

    def events() -> Iterator[Record]:
        nonlocal missing
        for entry, told in entries:
            date = date_parts(entry.published)
            missing += not date
            if date:
                yield _event(entry, date, told)

    stream.write('{"scale": "human",\n"events": [')
    write_list(events(), stream)
    stream.write("\n]}\n")
    if not missing:
        return None
    noun = "entry has" if missing == 1 else "entries have"
    return f"{missing} {noun} no date and cannot be shown by TimelineJS: left out."


def _event(entry: TimelineEntry, date: tuple[str, ...], told: str) -> Record:
    """Return an entry as an event; headline and text are HTML there, so that what articles say is escaped."""
    outlets = _text(", ".join(entry.sources))
    return {
        "start_date": {name: int(part) for name, part in zip(("year", "month", "day"), date, strict=False)},
        "text": {
            "headline": _text(entry.text),
            "text": f"<p>{escape(kind_words(entry))} · {outlets}</p>{told}",
        },
        "group": entry.kind,
        "unique_id": entry.id,
        "autolink": False,
    }


def _told(excerpt: Excerpt) -> str:
    link = address(excerpt.article)
    where = _text(", ".join(credit(excerpt)))
    linked = f'<a href="{_text(link)}" rel="noreferrer">{where}</a>' if link else where
    known = " · ".join(_text(part) for part in particulars(excerpt))
    return f"<blockquote>“{_text(excerpt.text)}” — {linked}<br><small>{known}</small></blockquote>"


def _text(text: str) -> str:
    return escape(one_line(text))
