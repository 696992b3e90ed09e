"""Ids: the same input gives the same ones, and no article is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.ingest.doubles import id_taken, there_already
from ondit.ingest.drafts import Draft
from ondit.ingest.sameness import NONE, Keys, number_of, same_articles, versions
from ondit.ingest.spool import Spool
from ondit.model import Article, Problem

_DIGITS = 12


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


def _named(spool: Spool, keys: Keys) -> Iterator[Article | Problem]:
    """Read the drafts again and yield them with their ids; of the same only the first."""
    same = same_articles(keys)
    for draft, named in names_of(keys, same, spool):
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
    keys: Keys, same: Mapping[int, int], drafts: Iterable[Draft]
) -> Iterator[tuple[Draft, Named | None]]:
    """Yield what drafts are called, nothing for those that are the same as another.

    Args:
        keys: What tells them from one another.
        same: The rows of those that are the same as another.
        drafts: All of them, in order.
    """
    kept = np.array(keys.given, np.uint64)
    kept[list(same)] = NONE
    numbers, counts = np.unique(kept[kept != NONE], return_counts=True)
    names = _Names(numbers[counts == 1])
    first, ids = versions(keys, same), dict[int, str]()
    for row, draft in enumerate(drafts):
        if row in same:
            yield draft, None
            continue
        own = draft.id if draft.id and names.is_given(draft.id) else None
        problem = id_taken(keys.name(row), keys.line(row), draft.id) if draft.id and not own else None
        name = own or names.free(derived(draft))
        if first.get(row) == row:
            ids[row] = name
        version_of = ids.get(first.get(row, row)) if first.get(row) != row else None
        yield draft, Named(name, version_of, bool(keys.summaries[row]), problem)


def left_out(keys: Keys, same: Mapping[int, int]) -> Iterator[Problem]:
    """Say which articles were left out: one note for those of an input that stand in another one."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for row in sorted(same):
        pairs.setdefault((keys.inputs[row], keys.inputs[same[row]]), []).append(row)
    for rows in pairs.values():
        first = rows[0]
        one = same[first]
        yield there_already((keys.name(first), keys.line(first)), (keys.name(one), keys.line(one)), len(rows))


class _Names:
    """The ids that are taken: those given to one article only, and those made so far."""

    def __init__(self, given: NDArray[np.uint64]) -> None:
        self._given = given
        self._made: set[int] = set()
        self._counts: dict[str, int] = {}

    def is_given(self, name: str) -> bool:
        """Return whether a given name belongs to one article only."""
        number = number_of(name)
        place = int(np.searchsorted(self._given, np.uint64(number)))
        return place < len(self._given) and int(self._given[place]) == number

    def free(self, name: str) -> str:
        """Return a name that is not taken yet, and take it."""
        free, count = name, self._counts.get(name, 1)
        while self.is_given(free) or number_of(free) in self._made:
            count += 1
            free = f"{name}-{count}"
        if count > 1:
            self._counts[name] = count
        self._made.add(number_of(free))
        return free


def derived(told: Draft | Article) -> str:
    """Return the id that is made of an article: of its URL, else of its source, title and text."""
    content = (
        ("url", told.url.partition("#")[0]) if told.url else (told.source.value, told.title or "", told.text)
    )
    return sha256("\0".join(content).encode()).hexdigest()[:_DIGITS]


def article_of(draft: Draft, named: Named) -> Article:
    """Return the article that a draft is under its name.

    What was given as a version stays one where it keeps the id that was given with it.
    """
    given = draft.version_of if named.id == draft.id else None
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
        version_of=named.version_of or given,
        is_summary=named.is_summary,
        accessed=draft.place.accessed,
    )
