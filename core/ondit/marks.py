"""A reader's marks: what he wants to find again, kept whatever is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ondit.model import Span, Story
from ondit.overrides import Anchor
from ondit.overrides.finding import standing_at
from ondit.spans import overlap
from ondit.tellings import Tellings

ARTICLE = "a-"
"""How the ids begin by which a filter knows marked articles."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a place: with that on the entry, the quote and the article that have it.

    Attributes:
        anchor: The place: what it is on is found again by that, whatever the entries are by then. Without
            words it is the article as a whole (`whole_article`).
        made: When the reader made it, as ISO 8601 with its offset from UTC.
        entry: The id of the entry that it was on when that was known last; absent where it was on none.
    """

    anchor: Anchor
    made: str
    entry: str | None = None


def whole_article(identifier: str) -> Anchor:
    """Return what a mark holds on to that is on an article, and on nothing in it."""
    return Anchor(0, 0, identifier, "")


def id_of_article(identifier: str) -> str:
    """Return what a filter knows a marked article by: no entry and no quotation has such an id."""
    return f"{ARTICLE}{identifier}"


def by_entry(story: Story, marks: Sequence[Mark]) -> Mapping[str, Sequence[Mark]]:
    """Return the marks on each entry that has any, by its id, in their order; they tell its id, too.

    Each mark is on the entry of which a mention, or an occurrence of its statement, overlaps its words most:
    of equals the one that it was on, else the shortest, then the first. One whose words stand nowhere any
    more, or in no entry, is on none; it is kept all the same.
    """
    articles = {article.id: article for article in story.articles} if marks else {}
    placed = [(mark, place) for mark in marks if (place := standing_at(mark.anchor, articles))]
    told = _told(story, {place.article for _, place in placed}) if placed else {}
    found: dict[str, list[Mark]] = defaultdict(list)
    for mark, place in placed:
        best = max(
            (
                (overlap(span, place), entry == mark.entry, span.start - span.end, -number, entry)
                for number, (span, entry) in enumerate(told.get(place.article, ()))
            ),
            default=None,
        )
        if best and best[0]:
            found[best[-1]].append(replace(mark, entry=best[-1]))
    return dict(found)


def _told(story: Story, wanted: set[str | None]) -> Mapping[str | None, list[tuple[Span, str]]]:
    """Return the mentions of entries in some articles, each with the entry's id."""
    found: dict[str | None, list[tuple[Span, str]]] = defaultdict(list)
    tellings = Tellings(story)
    for entry in story.timeline:
        for span in tellings.of(entry):
            if span.article in wanted:
                found[span.article].append((span, entry.id))
    return found
