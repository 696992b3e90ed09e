"""Where the entries of a timeline are told: the mentions of their claims, what occurs of their statements."""

from __future__ import annotations

from ondit.model import Span, Story, TimelineEntry


class Tellings:
    """Finds where the entries of a story are told.

    Args:
        story: The story.
    """

    def __init__(self, story: Story) -> None:
        self._mentions = {claim.id: claim.mentions for claim in story.claims}
        self._occurrences = {statement.id: statement.occurrences for statement in story.statements}

    def of(self, entry: TimelineEntry) -> tuple[Span, ...]:
        """Return the mentions of an entry's claim, then the occurrences of its statement."""
        return (
            *self._mentions.get(entry.claim or "", ()),
            *self._occurrences.get(entry.statement or "", ()),
        )
