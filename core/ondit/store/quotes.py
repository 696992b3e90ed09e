"""Keeps what is quoted in a story: a row a quote in columns, and who is quoted.

The rows follow the numbers of the articles, then the order of the quotes in each, so that those of articles
that come in stand behind all others: what is indexed of the words of a row stays right.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from ondit import speakers
from ondit.model import Story
from ondit.search import fold, folded
from ondit.speakers import Speaking
from ondit.store import columns
from ondit.store.indexed import empty, letters
from ondit.store.packing import pack
from ondit.store.renewing import renew

SPEAKER = "rank, name, role, quotations, times, outlets, searched, names"


def keep(connection: sqlite3.Connection, story: Story, numbers: Mapping[str, int], *, is_new: bool) -> None:
    """Keep what is quoted in a story in the place of what was before.

    Args:
        connection: The store.
        story: The story.
        numbers: The numbers of its articles, by their ids.
        is_new: Whether what is indexed was made by other code.
    """
    order = sorted(range(len(story.quotes)), key=lambda one: numbers[story.quotes[one].article or ""])
    quotes = [story.quotes[one] for one in order]
    placed = {
        "quote-article": array("I", (numbers[quote.article or ""] for quote in quotes)),
        "quote-start": array("I", (quote.start for quote in quotes)),
        "quote-end": array("I", (quote.end for quote in quotes)),
    }
    first = 0 if is_new else _known(connection, placed)
    if not first:
        empty(connection, "quote_word", "quote_beginning")
    for row, quote in enumerate(quotes[first:], start=first):
        words = fold(story.text(quote))
        connection.execute("INSERT INTO quote_word (rowid, words) VALUES (?, ?)", (row + 1, words))
        query = "INSERT INTO quote_beginning (rowid, letters) VALUES (?, ?)"
        connection.execute(query, (row + 1, letters(words, "quote")))
    found = speakers.of_story(story)
    for name, column in {**placed, **_columns(found, order, story, numbers)}.items():
        columns.keep(connection, name, column)
    renew(connection, "speaker", SPEAKER, _speakers(found))


def _known(connection: sqlite3.Connection, placed: Mapping[str, array[Any]]) -> int:
    """Return how many of the rows are there already, all those that are kept; none where one is another."""
    try:
        before = {name: columns.read(connection, name) for name in placed}
    except ValueError:
        return 0
    count = max(map(len, before.values()))
    return count if all(placed[name][:count] == before[name] for name in placed) else 0


def _columns(
    found: Sequence[Speaking], order: Sequence[int], story: Story, numbers: Mapping[str, int]
) -> dict[str, array[Any]]:
    """Return what is known of each quote, and of each thing that is quoted, in the order of `found`."""
    rows = {number: row for row, number in enumerate(order)}
    said = list(chain.from_iterable(each.said for each in found))
    of = array("I", bytes(4 * len(order)))
    for place, one in enumerate(said):
        for number in one.quotes:
            of[rows[number]] = place
    carriers = (one.statement and numbers[one.statement.occurrences[0].article or ""] for one in said)
    return {
        "quote-of": of,
        "said-first": array("I", (rows[one.quotes[0]] for one in said)),
        "said-outlets": array("I", (one.outlets for one in said)),
        "said-carrier": array("I", (carrier or 0 for carrier in carriers)),
        "said-suspect": array(
            "B", (any(story.quotes[number].suspect for number in one.quotes) for one in said)
        ),
    }


def _speakers(found: Sequence[Speaking]) -> Iterator[tuple[object, ...]]:
    for rank, each in enumerate(found):
        name, names = each.speaker.name, list(each.names)
        yield (rank, *each.speaker, folded(name or ""), None if names == [name] else pack(names))
