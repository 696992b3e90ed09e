"""The scoreboard of a story, kept with its entries, and looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from ondit import scoreboard
from ondit.model import Role, Story, TimelineEntry
from ondit.scoreboard import Score
from ondit.store import masks, pieces
from ondit.store.renewing import renew
from ondit.store.side import Side

_NAME = "scores"


def keep(connection: sqlite3.Connection, story: Story, rows: Sequence[int], size: int) -> None:
    """Keep the scoreboard of a story in the place of the one before.

    Args:
        connection: The store.
        story: The story.
        rows: The row of each entry of its timeline.
        size: How many rows there are.
    """
    found = scoreboard.of_story(story)
    row_of = {entry.claim: row for entry, row in zip(story.timeline, rows, strict=True)}
    told = (
        (source, role, masks.pack(sorted(row_of[claim] for claim in claims if claim in row_of), size))
        for (source, role), claims in found.told.items()
    )
    renew(connection, "score_entry", "source, role, data", told)
    pieces.keep(connection, _NAME, found.scores)


def read(connection: sqlite3.Connection) -> tuple[Score, ...]:
    """Return the scores of the story that is kept.

    Raises:
        ValueError: They are damaged.
    """
    return pieces.read(connection, _NAME, tuple[Score, ...]) or ()


class StoredScores(Side):
    """The scoreboard of a store."""

    @cached_property
    def scores(self) -> Sequence[Score]:
        """One an outlet; most firsts first, then by name.

        Raises:
            StoreError: The store cannot be read.
        """
        with self.reading():
            return read(self._connection)

    def told_by(self, source: str, role: Role, start: int, count: int) -> Sequence[TimelineEntry]:
        """Return so many of the entries to which an outlet was something, in the timeline's order.

        Raises:
            StoreError: The store cannot be read.
        """
        query = "SELECT data FROM score_entry WHERE source = ? AND role = ?"
        with self.reading():
            packed = [data for (data,) in self._connection.execute(query, (source, role))]
            mask = masks.unpack(packed, self._lookup.size).to_bytes(self._lookup.size, "little")
            order = self._lookup.order
            places = islice(_ones(order.arranged(mask)), start, start + count)
            return [self._lookup.entry(row) for place in places for row in order.rows(place, place + 1)]


def _ones(mask: bytes) -> Iterator[int]:
    """Yield the places of what passes."""
    at = mask.find(1)
    while at >= 0:
        yield at
        at = mask.find(1, at + 1)
