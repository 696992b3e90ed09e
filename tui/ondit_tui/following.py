"""The entry that stays although the filter holds it back."""

from __future__ import annotations

from collections.abc import Sequence

from ondit.model import Story, TimelineEntry


def with_held(entries: Sequence[TimelineEntry], story: Story, held: str | None) -> Sequence[TimelineEntry]:
    """Return entries of a story, in its order, with the one that is to stay although they are without it."""
    shown = {entry.id for entry in entries}
    if held is None or held in shown:
        return entries
    return tuple(entry for entry in story.timeline if entry.id in shown or entry.id == held)
