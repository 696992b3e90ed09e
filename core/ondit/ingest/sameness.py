"""Which articles are the same, and which are versions of one page, told by a few numbers of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

import numpy as np

from ondit.ingest.addresses import canonical
from ondit.ingest.drafts import Draft

NONE = 0
"""The number of an id or an address that there is not."""


class Keys:
    """What tells the articles from one another, a few numbers each.

    Attributes:
        texts: The text.
        titles: Source and title.
        pages: The page that the address means; `NONE` where there is none, as below.
        given: The id that was given.
        summaries: Whether the text only sums up the page.
        lines: The line.
        inputs: The number of the input's name.
        names: The names of the inputs, by these numbers.
    """

    def __init__(self) -> None:
        self.texts, self.titles, self.pages, self.given = (array("Q") for _ in range(4))
        self.summaries, self.lines, self.inputs = array("B"), array("Q"), array("Q")
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def add(self, draft: Draft) -> None:
        """Put the keys of a draft behind these."""
        self.texts.append(number_of(draft.text))
        self.titles.append(number_of(f"{draft.source.value}\0{draft.title or ''}"))
        self.pages.append(number_of(canonical(draft.url)) if draft.url else NONE)
        self.summaries.append(draft.is_summary)
        self.given.append(number_of(draft.id) if draft.id else NONE)
        self.lines.append(draft.place.line or 0)
        number = self._numbers.setdefault(draft.place.name, len(self.names))
        if number == len(self.names):
            self.names.append(draft.place.name)
        self.inputs.append(number)

    @property
    def columns(self) -> list[array[int]]:
        """All columns, in the order of the attributes."""
        return [self.texts, self.titles, self.pages, self.given, self.summaries, self.lines, self.inputs]

    def name(self, row: int) -> str:
        """Return the name of the input of a row."""
        return self.names[self.inputs[row]]

    def line(self, row: int) -> int | None:
        """Return the line of a row, absent where its input has none."""
        return self.lines[row] or None


def same_articles(keys: Keys) -> dict[int, int]:
    """Return the rows that are the same article as another that is kept, and which."""
    same: dict[int, int] = {}
    for rows in _alike(keys.texts):
        same |= of_one_text((row, keys.given[row], keys.pages[row], keys.titles[row]) for row in rows)
    for rows in _alike(keys.pages):
        whole = next((row for row in rows if not keys.summaries[row]), None)
        if whole is not None and keys.pages[whole] != NONE:
            one = same.get(whole, whole)
            same |= {row: one for row in rows if keys.summaries[row] and row != one}
    return {row: same.get(one, one) for row, one in same.items()}


def of_one_text(rows: Iterable[tuple[int, int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield which rows of one text are the same article as another that is kept, and which.

    Args:
        rows: In order each row, and the numbers of the id that it was given, of its page and of its title.
    """
    kept = _Kept()
    for row, given, page, title in rows:
        one = kept.first_like(given, page, title)
        if one is None:
            kept.add(row, given, page, title)
        else:
            yield row, one


def versions(keys: Keys, same: Mapping[int, int]) -> dict[int, int]:
    """Return the row of the first article of a page by the row of each, where a page has several."""
    found: dict[int, int] = {}
    for rows in _alike(keys.pages):
        there = [row for row in rows if row not in same and keys.pages[row] != NONE]
        for row in there[1:]:
            if NONE in (given := (keys.given[there[0]], keys.given[row])) or given[0] == given[1]:
                found[there[0]] = found[row] = there[0]
    return found


def _alike(column: array[int]) -> Iterator[list[int]]:
    """Yield the rows that share a number, in order, for each number that more than one has."""
    numbers = np.array(column, np.uint64)
    order = np.argsort(numbers, kind="stable")
    behind = np.append(np.flatnonzero(np.diff(numbers[order])) + 1, len(order))
    start = 0
    for end in behind.tolist():
        if end - start > 1:
            yield order[start:end].tolist()
        start = end


class _Kept:
    """The articles of one text that are kept, by what may make another one the same.

    One is looked up by the same page, or else by source and title where not both have a page; both as far as
    the ids that were given allow. However many there are, a look-up takes as long.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int, int | None], int] = {}

    def add(self, row: int, given: int, page: int, title: int) -> None:
        """Keep a row, behind those before."""
        marks = [("page", page)] if page != NONE else [("pageless", title)]
        for kind, number in [*marks, ("any", title)]:
            self._rows.setdefault((kind, number, given), row)
            self._rows.setdefault((kind, number, None), row)

    def first_like(self, given: int, page: int, title: int) -> int | None:
        """Return the first that neither ids, addresses nor titles tell from this, if there is one."""
        marks = [("page", page), ("pageless", title)] if page != NONE else [("any", title)]
        allowed = [None] if given == NONE else [given, NONE]
        found = (self._rows.get((kind, number, name)) for kind, number in marks for name in allowed)
        return min((row for row in found if row is not None), default=None)


def page_number(url: str) -> int:
    """Return a number that tells the page of an address from others, as a signed one of 64 bits."""
    return int.from_bytes(number_of(canonical(url)).to_bytes(8, "big"), "big", signed=True)


def number_of(text: str) -> int:
    """Return a number that tells a text from others, never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") or 1
