"""Ids: the same input gives the same ones, and no article is told twice."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b, sha256
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from ondit.ingest.addresses import canonical
from ondit.ingest.doubles import id_taken, there_already
from ondit.ingest.drafts import Draft
from ondit.ingest.spool import Spool
from ondit.model import Article, Problem

_DIGITS = 12
_NONE = 0


class HasId(Protocol):
    """What may have been given an id."""

    @property
    def id(self) -> str | None:
        """The id that was given."""


Wish = TypeVar("Wish", bound=HasId)


def settle(items: Iterable[Draft | Problem]) -> Iterator[Article | Problem]:
    """Yield the problems as they come, then an article with its id for each draft, in order.

    Of the same article only the first is yielded. An article is the same as one before if the texts are the
    same, no two different ids were given, and either the addresses mean the same page (whatever its feed
    calls the outlet), or one has none and source and title are the same. What only sums up an article that
    is there whole, by its address, is that article too. The same text from two outlets is two articles.

    A given id that only one article has becomes its id. Otherwise the id is made of the URL, else of
    source, title and text, and of nothing else: moving a file changes no id. Where that id is taken, `-2`,
    `-3` and so on follow it, in order.

    A page that was read with several texts is several articles: those behind the first are versions of it,
    unless both were given an id.

    Memory: some 50 bytes an article; the drafts themselves wait on the disk where they are many. An
    interruption of `items` (KeyboardInterrupt) is not caught here.
    """
    with Spool() as spool:
        keys = Keys()
        for item in items:
            if isinstance(item, Problem):
                yield item
            else:
                keys.add(item)
                spool.add(item)
        yield from _named(spool, keys)


class Keys:
    """What tells the articles from one another, a few numbers each.

    Attributes:
        texts: The text.
        titles: Source and title.
        pages: The page that the address means; 0 where there is none, as below.
        given: The id that was given.
        summaries: Whether the text only sums up the page.
        lines: The line.
        inputs: The number of the input's name.
    """

    def __init__(self) -> None:
        self.texts, self.titles, self.pages, self.given = (array("Q") for _ in range(4))
        self.summaries, self.lines, self.inputs = array("B"), array("Q"), array("Q")
        self._numbers: dict[str, int] = {}

    def add(self, draft: Draft) -> None:
        """Put the keys of a draft behind these."""
        self.texts.append(_number(draft.text))
        self.titles.append(_number(f"{draft.source.value}\0{draft.title or ''}"))
        self.pages.append(_number(canonical(draft.url)) if draft.url else _NONE)
        self.summaries.append(draft.is_summary)
        self.given.append(_number(draft.id) if draft.id else _NONE)
        self.lines.append(draft.place.line or 0)
        self.inputs.append(self._numbers.setdefault(draft.place.name, len(self._numbers)))

    @property
    def columns(self) -> list[array[int]]:
        """All columns, of which `extend` takes more."""
        return [self.texts, self.titles, self.pages, self.given, self.summaries, self.lines, self.inputs]

    @property
    def names(self) -> list[str]:
        """The names of the inputs, by the numbers that the last column has."""
        return list(self._numbers)

    def extend(self, columns: Sequence[Sequence[int]], names: Sequence[str]) -> None:
        """Put the columns of more articles behind these."""
        numbers = [self._numbers.setdefault(name, len(self._numbers)) for name in names]
        for ours, theirs in zip(self.columns[:-1], columns[:-1], strict=True):
            ours.extend(theirs)
        self.inputs.extend(numbers[one] for one in columns[-1])

    def name(self, row: int) -> str:
        """Return the name of the input of a row."""
        return list(self._numbers)[self.inputs[row]]

    def line(self, row: int) -> int | None:
        """Return the line of a row, absent where its input has none."""
        return self.lines[row] or None


def _named(spool: Spool, keys: Keys) -> Iterator[Article | Problem]:
    """Read the drafts again and yield them with their ids; of the same only the first."""
    same = same_articles(keys)
    for draft, named in names_of(keys, same, spool, derived):
        if named is None:
            continue
        if named.problem:
            yield named.problem
        yield article_of(draft, named)
    yield from left_out(keys, same)


class Named(NamedTuple):
    """What an article is called.

    Attributes:
        id: Its id.
        version_of: The id of the first article of its page, absent of that one.
        is_summary: Whether it only sums up what stands at its address.
        problem: Why the id that was given is not its own.
    """

    id: str
    version_of: str | None
    is_summary: bool
    problem: Problem | None


def names_of(
    keys: Keys, same: Mapping[int, int], wishes: Iterable[Wish], derive: Callable[[Wish], str]
) -> Iterator[tuple[Wish, Named | None]]:
    """Yield what articles are called, nothing for those that are the same as another.

    Args:
        keys: What tells them from one another.
        same: The rows of those that are the same as another.
        wishes: Of each, in order, something that has the id that was given, if any.
        derive: Returns the id that is made of it.
    """
    kept = np.array(keys.given, np.uint64)
    kept[list(same)] = _NONE
    numbers, counts = np.unique(kept[kept != _NONE], return_counts=True)
    names = _Names(numbers[counts == 1])
    first, ids = _versions(keys, same), dict[int, str]()
    for row, wish in enumerate(wishes):
        if row in same:
            yield wish, None
            continue
        own = wish.id if wish.id and names.is_given(wish.id) else None
        problem = id_taken(keys.name(row), keys.line(row), wish.id) if wish.id and not own else None
        name = own or names.free(derive(wish))
        if first.get(row) == row:
            ids[row] = name
        version_of = ids.get(first.get(row, row)) if first.get(row) != row else None
        yield wish, Named(name, version_of, bool(keys.summaries[row]), problem)


def left_out(keys: Keys, same: Mapping[int, int]) -> Iterator[Problem]:
    """Say which articles were left out: one note for those of an input that stand in another one."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for row in sorted(same):
        pairs.setdefault((keys.inputs[row], keys.inputs[same[row]]), []).append(row)
    for rows in pairs.values():
        first = rows[0]
        one = same[first]
        yield there_already((keys.name(first), keys.line(first)), (keys.name(one), keys.line(one)), len(rows))


def same_articles(keys: Keys) -> dict[int, int]:
    """Return the rows that are the same article as another that is kept, and which."""
    same: dict[int, int] = {}
    for rows in _alike(keys.texts):
        same |= of_one_text((row, keys.given[row], keys.pages[row], keys.titles[row]) for row in rows)
    for rows in _alike(keys.pages):
        whole = next((row for row in rows if not keys.summaries[row]), None)
        if whole is not None and keys.pages[whole] != _NONE:
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


def _versions(keys: Keys, same: Mapping[int, int]) -> dict[int, int]:
    """Return the row of the first article of a page by the row of each, where a page has several."""
    found: dict[int, int] = {}
    for rows in _alike(keys.pages):
        there = [row for row in rows if row not in same and keys.pages[row] != _NONE]
        for row in there[1:]:
            if _NONE in (given := (keys.given[there[0]], keys.given[row])) or given[0] == given[1]:
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
        marks = [("page", page)] if page != _NONE else [("pageless", title)]
        for kind, number in [*marks, ("any", title)]:
            self._rows.setdefault((kind, number, given), row)
            self._rows.setdefault((kind, number, None), row)

    def first_like(self, given: int, page: int, title: int) -> int | None:
        """Return the first that neither ids, addresses nor titles tell from this, if there is one."""
        marks = [("page", page), ("pageless", title)] if page != _NONE else [("any", title)]
        allowed = [None] if given == _NONE else [given, _NONE]
        found = (self._rows.get((kind, number, name)) for kind, number in marks for name in allowed)
        return min((row for row in found if row is not None), default=None)


class _Names:
    """The ids that are taken: those given to one article only, and those made so far."""

    def __init__(self, given: NDArray[np.uint64]) -> None:
        self._given = given
        self._made: set[int] = set()
        self._counts: dict[str, int] = {}

    def is_given(self, name: str) -> bool:
        """Return whether a given name belongs to one article only."""
        number = _number(name)
        place = int(np.searchsorted(self._given, np.uint64(number)))
        return place < len(self._given) and int(self._given[place]) == number

    def free(self, name: str) -> str:
        """Return a name that is not taken yet, and take it."""
        free, count = name, self._counts.get(name, 1)
        while self.is_given(free) or _number(free) in self._made:
            count += 1
            free = f"{name}-{count}"
        if count > 1:
            self._counts[name] = count
        self._made.add(_number(free))
        return free


def page_number(url: str) -> int:
    """Return a number that tells the page of an address from others, as a signed one of 64 bits."""
    return int.from_bytes(_number(canonical(url)).to_bytes(8, "big"), "big", signed=True)


def _number(text: str) -> int:
    """Return a number that tells a text from others, never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") or 1


def derived(told: Draft | Article) -> str:
    """Return the id that is made of an article: of its URL, else of its source, title and text."""
    content = (
        ("url", told.url.partition("#")[0]) if told.url else (told.source.value, told.title or "", told.text)
    )
    return sha256("\0".join(content).encode()).hexdigest()[:_DIGITS]


def article_of(draft: Draft, named: Named) -> Article:
    """Return the article that a draft is under its name."""
    return Article(
        id=named.id,
        text=draft.text,
        source=draft.source,
        path=draft.place.path,
        url=draft.url,
        title=draft.title,
        author=draft.author,
        published=draft.published,
        language=draft.language,
        version_of=named.version_of,
        is_summary=named.is_summary,
        accessed=draft.place.accessed,
    )
