"""How much an entry of the timeline matters, and why."""

from dataclasses import replace

import pytest

from ondit.importance import importance
from ondit.model import Claim, Event, Span

PLACE = Span(0, 1, "a")
OPEN = Claim("c", "words", "rumour", "open", None, (PLACE,))


@pytest.mark.parametrize(
    ("outlets", "claim", "points", "why"),
    [
        (1, None, 0.0, ()),
        (4, None, 2.0, ("4 outlets",)),
        (1, OPEN, 0.0, ()),
        (1, replace(OPEN, kind="announcement"), 1.0, ("a principal said it",)),
        (4, replace(OPEN, status="denied", settled_by="d"), 3.5, ("4 outlets", "denied")),
        (1, replace(OPEN, status="confirmed", settled_by="d"), 1.5, ("confirmed",)),
        (1, replace(OPEN, status="expired"), 0.0, ()),
        (1, replace(OPEN, contradicts=("d",)), 0.5, ("another claim speaks against it",)),
        (
            2,
            replace(
                OPEN, status="denied", settled_by="d", history=(Event("zombie", "2025-05-01", (PLACE,)),)
            ),
            3.0,
            ("denied", "2 outlets", "told again after it was settled"),
        ),
    ],
)
def test_what_makes_an_entry_matter(
    outlets: int, claim: Claim | None, points: float, why: tuple[str, ...]
) -> None:
    assert importance(outlets, claim) == (points, why)
