"""Ids: the same input gives the same ones, and no article is told twice."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b, sha256
from tempfile import SpooledTemporaryFile

import numpy as np
from numpy.typing import NDArray

from ondit.ingest.addresses import canonical
from ondit.ingest.drafts import Draft
from ondit.model import Article, Problem

_DIGITS = 12
_NONE = 0
_SPOOLED = 64_000_000
"""Bytes of drafts that are kept in memory; what is more waits on the disk."""


def settle(items: Iterable[Draft | Problem]) -> Iterator[Article | Problem]:
    """Yield the problems as they come, then an article with its id for each draft, in order.

    Of the same article only the first is yielded. An article is the same as one before if source and text
    are the same, no two different ids were given, and either the addresses mean the same page, or one has
    none and the titles are the same. What only sums up an article that is there whole, by its address, is
    that article too. The same text from two outlets is two articles.

    A given id that only one article has becomes its id. Otherwise the id is made of the URL, else of
    source, title and text, and of nothing else: moving a file changes no id. Where that id is taken (a
    page that was read twice with different texts), `-2`, `-3` and so on follow it, in order.

    Memory: some 50 bytes an article; the drafts themselves wait on the disk where they are many. An
    interruption of `items` (KeyboardInterrupt) is not caught here.
    """
    with SpooledTemporaryFile(_SPOOLED) as spool:
        keys = _Keys()
        for item in items:
            if isinstance(item, Problem):
                yield item
            else:
                keys.add(item)
                pickle.dump(item, spool, pickle.HIGHEST_PROTOCOL)
        spool.seek(0)
        yield from _named(spool, keys)


class _Keys:
    """What tells the articles from one another, a few numbers each.

    Attributes:
        contents: Source and text.
        titles: The title; 0 where there is none, as below.
        pages: The page that the address means.
        given: The id that was given.
        summaries: Whether the text only sums up the page.
        lines: The line.
        inputs: The number of the input's name.
    """

    def __init__(self) -> None:
        self.contents, self.titles, self.pages, self.given = (array("Q") for _ in range(4))
        self.summaries, self.lines, self.inputs = array("B"), array("Q"), array("Q")
        self._numbers: dict[str, int] = {}

    def add(self, draft: Draft) -> None:
        self.contents.append(_number(f"{draft.source.value}\0{draft.text}"))
        self.titles.append(_number(draft.title) if draft.title else _NONE)
        self.pages.append(_number(canonical(draft.url)) if draft.url else _NONE)
        self.summaries.append(draft.is_summary)
        self.given.append(_number(draft.id) if draft.id else _NONE)
        self.lines.append(draft.place.line or 0)
        self.inputs.append(self._numbers.setdefault(draft.place.name, len(self._numbers)))

    def name(self, row: int) -> str:
        return list(self._numbers)[self.inputs[row]]

    def where(self, row: int) -> str:
        return f"{self.name(row)}, line {self.lines[row]}" if self.lines[row] else self.name(row)


def _named(spool: SpooledTemporaryFile[bytes], keys: _Keys) -> Iterator[Article | Problem]:
    """Read the drafts again and yield them with their ids; of the same only the first."""
    same = _same(keys)
    kept = np.array(keys.given, np.uint64)
    kept[list(same)] = _NONE
    numbers, counts = np.unique(kept[kept != _NONE], return_counts=True)
    names = _Names(numbers[counts == 1])
    for row in range(len(keys.contents)):
        draft: Draft = pickle.load(spool)  # noqa: S301 - written above, by this process
        if row in same:
            continue
        own = draft.id if draft.id and names.is_given(draft.id) else None
        if draft.id and not own:
            yield draft.place.problem(
                f'Its id "{draft.id}" is that of another article too; it got one of its own.',
                "Give every article an id of its own.",
            )
        yield _article(draft, own or names.free(_derived(draft)))
    yield from _left_out(keys, same)


def _left_out(keys: _Keys, same: dict[int, int]) -> Iterator[Problem]:
    """Say which articles were left out: one note for those of an input that stand in another one."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for row in sorted(same):
        pairs.setdefault((keys.inputs[row], keys.inputs[same[row]]), []).append(row)
    for rows in pairs.values():
        first = rows[0]
        if len(rows) == 1:
            what = f"It is the same article as {keys.where(same[first])}; it was left out."
        else:
            before = (
                "here before"
                if keys.inputs[first] == keys.inputs[same[first]]
                else f"in {keys.name(same[first])}"
            )
            what = f"{len(rows):,} of its articles are the same as some {before}; they were left out."
        yield Problem(
            keys.name(first), keys.lines[first] or None, what, "There is nothing to do.", is_note=True
        )


def _same(keys: _Keys) -> dict[int, int]:
    """Return the rows that are the same article as another that is kept, and which."""
    same: dict[int, int] = {}
    for rows in _alike(keys.contents):
        kept: list[int] = []
        for row in rows:
            one = next((other for other in kept if _goes_with(keys, other, row)), None)
            if one is None:
                kept.append(row)
            else:
                same[row] = one
    for rows in _alike(keys.pages):
        whole = next((row for row in rows if not keys.summaries[row]), None)
        if whole is not None and keys.pages[whole] != _NONE:
            same |= {row: same.get(whole, whole) for row in rows if keys.summaries[row]}
    return same


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


def _goes_with(keys: _Keys, one: int, other: int) -> bool:
    """Return whether neither ids, addresses nor titles speak against two texts being one article."""
    if _differ(keys.given, one, other) or _differ(keys.pages, one, other):
        return False
    on_one_page = keys.pages[one] == keys.pages[other] != _NONE
    return on_one_page or keys.titles[one] == keys.titles[other]


def _differ(column: array[int], one: int, other: int) -> bool:
    return column[one] != column[other] and _NONE not in {column[one], column[other]}


class _Names:
    """The ids that are taken: those given to one article only, and those made so far."""

    def __init__(self, given: NDArray[np.uint64]) -> None:
        self._given = given
        self._made: set[int] = set()

    def is_given(self, name: str) -> bool:
        """Return whether a given name belongs to one article only."""
        number = _number(name)
        place = int(np.searchsorted(self._given, np.uint64(number)))
        return place < len(self._given) and int(self._given[place]) == number

    def free(self, name: str) -> str:
        """Return a name that is not taken yet, and take it."""
        free, count = name, 1
        while self.is_given(free) or _number(free) in self._made:
            count += 1
            free = f"{name}-{count}"
        self._made.add(_number(free))
        return free


def _number(text: str) -> int:
    """Return a number that tells a text from others, never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") or 1


def _derived(draft: Draft) -> str:
    content = (
        ("url", draft.url.partition("#")[0])
        if draft.url
        else (draft.source.value, draft.title or "", draft.text)
    )
    return sha256("\0".join(content).encode()).hexdigest()[:_DIGITS]


def _article(draft: Draft, name: str) -> Article:
    return Article(
        id=name,
        text=draft.text,
        source=draft.source,
        path=draft.place.path,
        url=draft.url,
        title=draft.title,
        author=draft.author,
        published=draft.published,
        language=draft.language,
    )
