"""How much an entry of the timeline matters, and why: what folds a long timeline."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from ondit.model import Claim

ON_RECORD = 1.0
SETTLED = 1.5
CONTRADICTED = 0.5
ZOMBIE = 0.5


class Importance(NamedTuple):
    """How much an entry matters.

    Attributes:
        points: 0 and up.
        why: What gave them, most first, as words.
    """

    points: float
    why: tuple[str, ...]


def importance(outlets: int, claim: Claim | None = None) -> Importance:
    """Weigh an entry.

    Rule: the binary logarithm of how many outlets tell it; a point for a principal's word, a point and a half
    for a rumour that was settled, half a point each for what is contradicted and for what is told again after
    it was settled.

    Example: a rumour of four outlets that was denied has 3.5 points: "4 outlets", "denied".
    Must not: weigh what an entry is about, or how loud its words are.
    Known failures: agencies' copies count as outlets.

    Args:
        outlets: How many outlets tell it.
        claim: Its claim, where it has one.
    """
    rows = sorted(_rows(outlets, claim), key=lambda row: (-row[0], row[1]))
    return Importance(round(sum(points for points, _ in rows), 2), tuple(why for _, why in rows))


def _rows(outlets: int, claim: Claim | None) -> Iterator[tuple[float, str]]:
    if outlets > 1:
        yield math.log2(outlets), f"{outlets} outlets"
    if claim is None:
        return
    if claim.kind == "announcement":
        yield ON_RECORD, "a principal said it"
    if claim.settled_by or (claim.status not in ("open", "expired")):
        yield SETTLED, claim.status
    if claim.contradicts:
        yield CONTRADICTED, "another claim speaks against it"
    if any(event.step == "zombie" for event in claim.history):
        yield ZOMBIE, "told again after it was settled"
