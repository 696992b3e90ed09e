"""What a reader may say of a claim against what was found, and how that gets into the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, get_args

from ondit.errors import StoreError
from ondit.model import Claim, Span, Status, Story
from ondit.overrides import Override, anchored
from ondit.spans import overlap

_SAID: dict[Status, str] = {"expired": "It has expired."}


class Correction(NamedTuple):
    """Something that a reader may say.

    Attributes:
        words: What it says.
        note: What is the case now, where that helps to choose.
        override: What is kept; absent where what was said before is taken back.
    """

    words: str
    note: str
    override: Override | None


def offered(
    part: Story, claim: Claim, place: Span | None, others: Sequence[tuple[Story, Claim]], now: datetime
) -> list[Correction]:
    """Return what may be said of a claim.

    Args:
        part: The part of the story that it is told from.
        claim: The claim.
        place: The telling under the cursor, which may not belong to it; absent in the list.
        others: The other claims that are marked, each with the part of the story that it is told from.
        now: When it is said, with its zone.
    """
    made = now.isoformat(timespec="microseconds")
    anchor = anchored(claim.mentions[0], part.article(claim.mentions[0].article or ""))
    found = []
    if claim.kind == "rumour":
        for status in get_args(Status):
            note = "so it is now" if status == claim.status else ""
            found.append(
                Correction(
                    _SAID.get(status, f"It is {status}."), note, Override("status", anchor, made, status)
                )
            )
    if len(claim.mentions) > 1 and place and any(overlap(place, one) for one in claim.mentions):
        apart = Override("apart", anchored(place, part.article(place.article or "")), made)
        found.append(Correction("The telling under the cursor is another claim.", "", apart))
    for theirs, other in others:
        mention = other.mentions[0]
        merge = Override(
            "merge", anchor, made, other=anchored(mention, theirs.article(mention.article or ""))
        )
        found.append(Correction(f"It is one with: {other.text}", "marked", merge))
    if claim.overridden:
        found.append(Correction("Take back what I said of it.", ", ".join(claim.overridden), None))
    return found


def keep(place: Path, claim: Claim, correction: Correction) -> int:
    """Keep what a reader says in a store, or take back what was said; return how many were taken back.

    Raises:
        StoreError: The store is gone or cannot be written.
    """
    from ondit.store import open_store

    if not place.is_file():
        raise StoreError(f"There is no store {place} any more.", "Make it anew: `ondit add PATH`.")
    with open_store(place) as store:
        if correction.override:
            store.override(correction.override)
            return 0
        return sum(store.withdraw(one) for one in store.overrides() if _is_of(one, claim))


def _is_of(override: Override, claim: Claim) -> bool:
    anchors = [anchor for anchor in (override.anchor, override.other) if anchor]
    return any(overlap(anchor, own) for anchor in anchors for own in claim.mentions)
