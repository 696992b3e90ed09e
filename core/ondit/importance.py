"""How much an entry of the timeline matters, and why: what folds a long timeline."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ondit.model import Article, Claim
from ondit.spans import DAY, day

ON_RECORD = 1.0
SETTLED = 1.5
CONTRADICTED = 0.5
ZOMBIE = 0.5
AHEAD = 0.5
COPYING = 0.25
"""What an outlet counts that has it only in a copy, where one that tells it in its own words counts 1."""


class Importance(NamedTuple):
    """How much an entry matters.

    Attributes:
        points: 0 and up.
        why: What gave them, most first, as words.
    """

    points: float
    why: tuple[str, ...]


_NOTHING = Importance(0.0, ())


def importance(
    told: Collection[Article], claim: Claim | None = None, released: Collection[str] = ()
) -> Importance:
    """Weigh an entry.

    Rule: the binary logarithm of how many outlets tell it, those that only run a copy of another's article or
    a release's wording counted a quarter; half a point where one outlet is known to have had it on an earlier
    day than all others; a point for a principal's word, a point and a half for a rumour that was settled,
    half a point each for what is contradicted and for what is told again after it was settled.

    Example: a rumour of four outlets of one day that was denied has 3.5 points: "4 outlets", "denied".
    Must not: weigh what an entry is about, or how loud its words are; call one of two outlets of a day first.
    Known failures: outlets that have it from one another and say so in their own words all count; a month
    beside a day gives no order, though it may lie wholly behind it.

    Args:
        told: The articles that tell it, in any order, each once or more.
        claim: Its claim, where it has one.
        released: The ids of articles that are wholly a release's wording.
    """
    rows = [*_tellers(told, released), *_life(claim)]
    if not rows:
        return _NOTHING
    rows.sort(key=lambda row: (-row[0], row[1]))
    return Importance(round(sum((points for points, _ in rows), 0.0), 2), tuple(why for _, why in rows))


def _tellers(told: Collection[Article], released: Collection[str]) -> Iterator[tuple[float, str]]:
    outlets = {article.source.value for article in told}
    if len(outlets) < 2:  # noqa: PLR2004 - one outlet is no more than any entry has
        return
    own = {article.source.value for article in told if article.copy_of is None and article.id not in released}
    copying = len(outlets) - len(own)
    words = f"{len(outlets)} outlets"
    yield (
        math.log2(max(1.0, len(own) + COPYING * copying)),
        f"{words}, {copying} of them in copies" if copying else words,
    )
    ahead = _ahead(told)
    if ahead:
        yield AHEAD, f"first in {ahead}"


def _ahead(told: Collection[Article]) -> str | None:
    """Return the outlet that alone has the earliest day; absent where one day is not known."""
    days = [(day(article) or "", article.source.value) for article in told]
    earliest = min(date for date, _ in days)
    first = {outlet for date, outlet in days if date == earliest}
    return first.pop() if len(first) == 1 and all(len(date) == DAY for date, _ in days) else None


def _life(claim: Claim | None) -> Iterator[tuple[float, str]]:
    if claim is None:
        return
    if claim.kind == "announcement":
        yield ON_RECORD, "a principal said it"
    if claim.settled_by or (claim.status not in ("open", "expired")):
        yield SETTLED, claim.status
    if claim.contradicts:
        yield CONTRADICTED, "another claim speaks against it"
    if claim.is_zombie:
        yield ZOMBIE, "told again after it was settled"
