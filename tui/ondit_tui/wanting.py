"""What is wanted of a story, as a filter: outlets by the names that the story gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ondit.errors import UsageError
from ondit.model import Kind, Story
from ondit_tui.asked import Wanted

if TYPE_CHECKING:
    from ondit.timeline import Filter
    from ondit.views import StoryView

MOST_NAMES = 8


def outlets_of(story: Story) -> list[str]:
    """Return the names of a story's outlets, sorted."""
    return sorted({article.source.value for article in story.articles})


def filter_of(outlets: Sequence[str], wanted: Wanted) -> Filter:
    """Return what is wanted as a filter, the outlets by the names that the story gives them.

    Args:
        outlets: The names of the story's outlets, sorted.
        wanted: What is wanted.

    Raises:
        UsageError: It has no outlet of a wanted name, though it has articles; or the search makes no sense.
    """
    from ondit.timeline import Filter

    kinds: list[Kind] = [kind.value for kind in wanted.kinds or ()]
    _check_searched(wanted.search, outlets)
    return Filter(
        sources=frozenset(name for asked in wanted.sources or () for name in _outlets(asked, outlets)),
        kinds=frozenset(kinds),
        start=wanted.start,
        end=wanted.end,
        min_confidence=wanted.min_confidence,
        search=wanted.search,
    )


def filter_in(wanted: Wanted, view: StoryView) -> Filter:
    """Return what is wanted as a filter for a view.

    Raises:
        UsageError: As `filter_of`.
    """
    return filter_of(list(view.tally.outlets), wanted)


def _outlets(asked: str, outlets: Sequence[str]) -> list[str]:
    """Return the outlets of a name: the one that is written so, else those that differ in case only."""
    if asked in outlets or not outlets:
        return [asked]
    found = [name for name in outlets if name.casefold() == asked.casefold()]
    if not found:
        raise _unknown(asked, outlets)
    return found


def _check_searched(search: str, outlets: Sequence[str]) -> None:
    """See that each outlet that a search asks for is there: its words are in an outlet's name."""
    from ondit.search import Named, names_finder, parse

    for wording in parse(search).source.any_of if outlets else ():
        is_asked = names_finder(Named(any_of=(wording,)))
        if not any(is_asked((name,)) for name in outlets):
            raise _unknown(" ".join(wording.words), outlets)


def _unknown(asked: str, outlets: Sequence[str]) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(asked, outlets, MOST_NAMES, 0.5) or outlets
    more = ", …" if len(near) > MOST_NAMES else ""
    return UsageError(
        f"No outlet here is called “{asked}”.", f"There is: {', '.join(near[:MOST_NAMES])}{more}."
    )
