"""What a query finds in texts that are in memory: the same as in an index of a store."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from ondit.model import Span
from ondit.search.folding import Words, fold, words
from ondit.search.query import Named, Query, Wording


def folded(*texts: str) -> str:
    """Return what is searched of texts that belong together; no phrase goes from one into the next."""
    return "".join(f" {fold(text)} \n" for text in texts)


def matches(query: Query, *texts: str) -> bool:
    """Say whether texts that belong together hold the words of a query, and none that it does not want.

    What the fields of the query ask for is no matter of texts.
    """
    return finder(query)(folded(*texts))


def finder(query: Query) -> Callable[[str], bool]:
    """Return what says whether a query's words are in what `folded` returned: for many texts."""
    wanted = [needle_of(wording) for wording in query.wanted]
    unwanted = [needle_of(wording) for wording in query.unwanted]

    def finds(text: str) -> bool:
        return all(needle in text for needle in wanted) and not any(needle in text for needle in unwanted)

    return finds


def names_finder(named: Named) -> Callable[[tuple[str, ...]], bool]:
    """Return what says whether one of some names is asked for, and none of them is unwanted."""
    wanted = [needle_of(wording) for wording in named.any_of]
    unwanted = [needle_of(wording) for wording in named.none_of]

    @cache
    def finds(names: tuple[str, ...]) -> bool:
        text = folded(*names)
        is_asked = not wanted or any(needle in text for needle in wanted)
        return is_asked and not any(needle in text for needle in unwanted)

    return finds


def hits(query: Query, text: str) -> list[Span]:
    """Return where the wanted words of a query stand in a text, in order; those that meet are one.

    They are found wherever they stand, also in a text that lacks others of the query. The beginning of a word
    is a hit of the whole word, as in an index.
    """
    if not query.wanted:
        return []
    found = words(text)
    haystack = f" {' '.join(found.texts)} "
    offsets = list(accumulate((len(word) + 1 for word in found.texts), initial=1))
    places = sorted(place for wording in query.wanted for place in _places(wording, found, haystack, offsets))
    merged: list[Span] = []
    for start, end in places:
        if merged and start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return merged


def needle_of(wording: Wording) -> str:
    """Return what a folded text holds that holds a wording: the beginning of that of a longer beginning."""
    text = " ".join(wording.words)
    return f" {text}" if wording.is_beginning else f" {text} "


def _places(
    wording: Wording, found: Words, haystack: str, offsets: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each place of a wording among the words of a text.

    Args:
        wording: What is wanted.
        found: The words.
        haystack: The words between spaces.
        offsets: Where each word begins in them.
    """
    needle = needle_of(wording)
    at = haystack.find(needle)
    while at >= 0:
        first = bisect_left(offsets, at + 1)
        yield found.starts[first], found.ends[first + len(wording.words) - 1]
        at = haystack.find(needle, at + 1)
