"""Finding entries by what someone begins to type, also where it is misspelt.

An entry is found by the beginnings of its words, as by a search for `harb* tunn*`. Where no word of any entry
begins as one that was typed, the beginnings nearest to it stand in: "habour" finds what "harbour*" finds.
Known failure: what is misspelt into another word's beginning ("form" for "from") finds that word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from ondit.search.days import nearest_day, typed_day
from ondit.search.folding import fold
from ondit.timeline import Filter

if TYPE_CHECKING:
    from ondit.model import TimelineEntry
    from ondit.views import StoryView

LEAST_NEAR = 0.7
"""How alike a beginning and a word are that it stands in for: one slip in four letters, two in seven."""
LEAST_LETTERS = 4
"""Of fewer letters it cannot be told what was meant."""
AT_ONCE = 10_000
"""How many words are compared at a time: the beginnings of more would take more room than the words."""
MOST_NEAR = 3
MOST_TRIED = 27
"""Of how many ways to put together what may have been meant; three misspelt words come in all their ways."""
MOST_RANKED = 200
"""Of how many entries, the newest, those that hold the words as they were typed go first."""


class Nearest(NamedTuple):
    """What was found.

    Attributes:
        entries: The entries, the best first.
        instead: The beginnings that were looked for in place of misspelt ones; empty where none was.
        day: The day whose entries they are, where a date was looked for.
    """

    entries: Sequence[TimelineEntry]
    instead: Sequence[str] = ()
    day: str | None = None


def nearest(view: StoryView, text: str, most: int) -> Nearest:
    """Return the entries of a story that hold the words of a text, or words near to them.

    Those that hold the words side by side and in their order go before the others; of equally good ones the
    newer go first. Of a date (`search.days`) it returns what stands of its day, or of the newest before it.

    Args:
        view: The story.
        text: What was typed; it need be no search that makes sense.
        most: How many entries to return at most, up to 200.

    Raises:
        StoreError: The store cannot be read.
        UsageError: The text is longer than a search may be.
    """
    words = fold(text).split()
    if not words:
        return Nearest(())
    typed = typed_day(text)
    day = nearest_day(view, typed) if typed else None
    if day:
        return Nearest(view.standing(Filter(), day)[:most], day=day)
    found = _holding(view, words)
    if found:
        return Nearest(_ranked(found, words)[:most])
    for instead in _instead(view, words):
        others = [one for one, word in zip(instead, words, strict=True) if one != word]
        found = _holding(view, instead) if others else ()
        if found:
            return Nearest(_ranked(found, instead)[:most], others)
    return Nearest(())


def near(word: str, vocabulary: Iterable[str], most: int) -> list[str]:
    """Return the beginnings of words that are nearest to a word, the nearest first.

    Of equals those as long as the word come first; for a word of fewer than `LEAST_LETTERS` there are none.

    Args:
        word: Folded.
        vocabulary: The words, best in alphabetical order: beginnings that stand together are compared once.
        most: How many to return at most.
    """
    if len(word) < LEAST_LETTERS:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    least = len(word) - 1  # a letter may be missing, or be one too many
    known = (one for one in vocabulary if len(one) >= least)
    ranked: set[tuple[float, int, str]] = set()
    while some := list(islice(known, AT_ONCE)):
        beginnings = {one[:length] for length in range(least, least + 3) for one in some}
        alike = process.extract(
            word, beginnings, scorer=OSA.normalized_similarity, score_cutoff=LEAST_NEAR, limit=None
        )
        ranked.update((-sure, abs(len(one) - len(word)), one) for one, sure, _ in alike)
    return [one for *_, one in sorted(ranked)[:most]]


def _instead(view: StoryView, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what may have been meant by some words, taken together; nothing where one is near to none."""
    spellings = []
    for word in words:
        spellings.append(_spellings(view, word))
        if not spellings[-1]:
            return
    yield from islice(product(*spellings), MOST_TRIED)


def _spellings(view: StoryView, word: str) -> Sequence[str]:
    """Return what may have been meant by a word: itself, where it is how a word begins, or is too short."""
    found = view.near(word, MOST_NEAR) if len(word) >= LEAST_LETTERS else [word]
    return [word] if word in found else found


def _beginning(words: Iterable[str]) -> Filter:
    return Filter(search=" ".join(f"{word}*" for word in words))


def _holding(view: StoryView, words: Iterable[str]) -> Sequence[TimelineEntry]:
    """Return the newest entries that have a word beginning with each of some words."""
    wanted = _beginning(words)
    return list(islice(_entries(view, wanted), MOST_RANKED))


def _entries(view: StoryView, wanted: Filter) -> Iterator[TimelineEntry]:
    for day in view.days(wanted):
        yield from view.entries(wanted, day.published, MOST_RANKED)


def _ranked(entries: Sequence[TimelineEntry], words: Sequence[str]) -> list[TimelineEntry]:
    """Order entries by how far they hold the words as they stand."""
    from rapidfuzz import fuzz

    typed = " ".join(words)
    sure = [fuzz.partial_ratio(typed, fold(entry.text)) for entry in entries]
    return [entries[at] for at in sorted(range(len(entries)), key=lambda at: -sure[at])]
