"""What is handed on from each screen of a trail to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ondit.model import Span, Story
from ondit_tui.screens.taking import Outside


@dataclass(frozen=True, slots=True)
class Means:
    """What the screens of a trail hand on to each other.

    Attributes:
        read: Returns the part of the story that an article is read with, by the article's id.
        copy: Hands a text to a clipboard.
        browse: Opens a web address.
        mark: Marks a place, or takes its marks off.
        is_marked: Says whether a place is marked.
        sought: Returns the search, empty without one.
    """

    read: Callable[[str], Story]
    copy: Outside
    browse: Outside
    mark: Callable[[Span], None]
    is_marked: Callable[[Span], bool]
    sought: Callable[[], str]
