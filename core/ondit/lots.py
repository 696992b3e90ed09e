"""Claims as they are listed: in lots by what became of them, and in each those that matter most first."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from ondit.model import Claim, Kind, Standing, Status, TimelineEntry
from ondit.places import Places

Lot = Literal[
    "contradicted", "zombie", "settled", "several outlets", "one outlet", "expired", "on the record"
]
LOTS: tuple[Lot, ...] = get_args(Lot)
LEVELS = 32
PER_POINT = 4
"""How many levels a point of importance makes."""


class ToldClaim(NamedTuple):
    """A claim, with its line of the timeline."""

    entry: TimelineEntry
    claim: Claim


def lot_of(kind: Kind, status: Status | None, standing: Standing | None, *, is_zombie: bool) -> Lot:
    """Return the lot of a claim.

    Rule: what was told again after it was settled comes before all else that was settled; what is open is
    contradicted where its standing is, on the record where it is an announcement, else told by several
    outlets or by one.

    Example: a rumour that was denied and told again all the same is a zombie, not only settled.
    Must not: call settled what only expired.
    Known failures: an announcement that a later one overtook is contradicted, and not settled.
    """
    if is_zombie:
        return "zombie"
    if status in ("confirmed", "denied", "superseded"):
        return "settled"
    if standing == "contradicted":
        return "contradicted"
    if status == "expired":
        return "expired"
    if kind == "announcement":
        return "on the record"
    return "several outlets" if standing == "several outlets" else "one outlet"


def level_of(importance: float) -> int:
    """Return the step that an importance lies on: in a lot, what lies higher is listed first."""
    return min(LEVELS - 1, int(PER_POINT * importance))


def in_lots(entries: Sequence[TimelineEntry], claims: Places[Claim]) -> dict[str | None, Sequence[int]]:
    """Return claims in lots, by the numbers of their entries.

    Args:
        entries: Lines of a timeline, in its order; those without a claim are left out.
        claims: The story's claims.

    Returns:
        For each lot that has a claim, in the order of `LOTS`, the places of their entries, from 0: those of a
        higher level first, of one level in the timeline's order.
    """
    found: dict[str | None, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        claim = claims.find(entry.claim) if entry.claim else None
        if claim:
            lot = lot_of(entry.kind, entry.status, entry.standing, is_zombie=claim.is_zombie)
            found[lot].append(number)
    return {
        lot: array("L", sorted(found[lot], key=lambda number: -level_of(entries[number].importance)))
        for lot in LOTS
        if lot in found
    }
