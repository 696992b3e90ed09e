"""The records of what a reader says of claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from ondit.errors import UsageError
from ondit.model import Article, Span, Status

Change = Literal["status", "merge", "apart"]


@dataclass(frozen=True, slots=True)
class Anchor(Span):
    """A mention by which an override finds a claim again, whatever the claims are by then.

    Attributes:
        words: The mention's exact words: they tell whether the article still has them there, and say what
            was meant when the article is gone.
    """

    words: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """What a reader says of a claim against what was found.

    Attributes:
        kind: `status`: what became of the claim is another thing; `merge`: two claims are one; `apart`: a
            mention does not belong to its claim and is one of its own.
        anchor: A mention of the claim; of `apart` the mention itself.
        made: When the reader said it, as ISO 8601 with its offset from UTC.
        status: What became of the claim; of `status` only.
        other: Of `merge` a mention of the other claim; of `status` one of the claim that settles it, where
            the reader names one.

    Raises:
        UsageError: The parts do not belong together, or the time or a place is none.
    """

    kind: Change
    anchor: Anchor
    made: str
    status: Status | None = None
    other: Anchor | None = None

    def __post_init__(self) -> None:
        if not self._is_whole():
            raise UsageError(
                f"An override of kind {self.kind} cannot have these parts.",
                "Give `status` a status, `merge` another mention, and `apart` neither.",
            )
        for anchor in (self.anchor, self.other):
            if anchor and not _is_place(anchor):
                raise UsageError(
                    f"An override cannot hold on to {anchor.start} to {anchor.end} of an article.",
                    "Name the article, and the place of the words given.",
                )
        if _instant(self.made) is None:
            raise UsageError(
                f"“{self.made}” is not a time at which an override was made.",
                "Give an ISO 8601 time with its offset from UTC.",
            )

    @property
    def instant(self) -> datetime:
        """When the reader said it: comparable whatever the offset that it was written with."""
        return _instant(self.made) or datetime.min  # noqa: DTZ901 - that it is one was seen at the start

    def _is_whole(self) -> bool:
        if self.kind == "status":
            return self.status in get_args(Status)
        return (
            self.status is None
            and self.kind in get_args(Change)
            and bool(self.other) == (self.kind == "merge")
        )


def anchored(mention: Span, article: Article) -> Anchor:
    """Return the anchor that holds on to a mention in its article."""
    words = article.text[mention.start : mention.end]
    return Anchor(mention.start, mention.end, article.id, words)


def _is_place(anchor: Anchor) -> bool:
    return bool(anchor.article) and anchor.start >= 0 and 0 < len(anchor.words) == anchor.end - anchor.start


def _instant(made: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(made)
    except ValueError:
        return None
    return instant if instant.tzinfo else None
