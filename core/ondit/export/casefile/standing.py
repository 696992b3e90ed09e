"""How the outlets stand: the scoreboard as rows, with the interval in which the share of right ones lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit.export.casefile.gathering import CaseView
from ondit.model import Record
from ondit.records import FEWEST_SETTLED
from ondit.scoreboard import Score, narrowed
from ondit.timeline import Filter


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet of the scoreboard.

    Attributes:
        score: What it told, beside others.
        settled: How its rumours turned out, in words.
        rank: Its place by the interval's lower end, in words.
        released: Which share of its text is a release's, in words.
        low: The lower end of the interval in hundredths; absent where nothing was settled.
        share: The share of right ones.
        high: The upper end.
    """

    score: Score
    settled: str
    rank: str
    released: str
    low: float | None
    share: float | None
    high: float | None


def rows(view: CaseView, wanted: Filter, most: int) -> tuple[Sequence[Row], int]:
    """Return the first so many rows of the outlets that a filter names, and how many there are.

    Raises:
        UsageError: The search makes no sense.
        StoreError: The story cannot be read.
    """
    scores = narrowed(view.scoreboard.scores, Filter(sources=wanted.sources))
    return [_row(score) for score in scores[:most]], len(scores)


def _row(score: Score) -> Row:
    record = score.record
    low, high = record.interval or (None, None)
    return Row(
        score=score,
        settled=_settled(score),
        rank=_rank(record),
        released=_released(score),
        low=None if low is None else 100 * low,
        share=None if record.share is None else 100 * record.share,
        high=None if high is None else 100 * high,
    )


def _rank(record: Record) -> str:
    if record.rank:
        return f"{record.rank}"
    if record.right + record.wrong < FEWEST_SETTLED:
        return f"none below {FEWEST_SETTLED} settled"
    return "none, as no other has one"


def _settled(score: Score) -> str:
    record = score.record
    if record.share is None or record.interval is None:
        return "none of its rumours"
    low, high = (round(100 * end) for end in record.interval)
    return f"{record.right:,} right, {record.wrong:,} wrong: {100 * record.share:.0f}% ({low} to {high}%)"


def _released(score: Score) -> str:
    if score.released is None:
        return "its articles are releases"
    if not (score.wholly or score.partly):
        return "none"
    parts = f"{score.wholly:,} wholly, {score.partly:,} partly, of {score.reports:,}"
    return f"{100 * score.released:.0f}% on the average ({parts})"
