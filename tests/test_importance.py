"""How much an entry of the timeline matters, and why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.importance import importance
from ondit.model import Article, Claim, Event, Published, Source, Span

PLACE = Span(0, 1, "a")
OPEN = Claim("c", "words", "rumour", "open", None, (PLACE,))
ANNOUNCED = replace(OPEN, kind="announcement")


def article(source: str, published: str | None = "2025-05-05", copy_of: str | None = None) -> Article:
    date = Published(published, "day", "metadata") if published else None
    return Article(
        f"{source} {published}", "Words.", Source(source, "metadata"), published=date, copy_of=copy_of
    )


LEDGER, QUAY, TARN, ORBIT = (article(name) for name in ("Ledger", "Quay", "Tarn", "Orbit"))


@pytest.mark.parametrize(
    ("told", "claim", "points", "why"),
    [
        ([LEDGER], None, 0.0, ()),
        ([LEDGER, LEDGER], None, 0.0, ()),
        ([LEDGER, QUAY, TARN, ORBIT], None, 2.0, ("4 outlets",)),
        ([LEDGER], OPEN, 0.0, ()),
        ([LEDGER], ANNOUNCED, 1.0, ("a principal said it",)),
        (
            [LEDGER, QUAY, TARN, ORBIT],
            replace(OPEN, status="denied", settled_by="d"),
            3.5,
            ("4 outlets", "denied"),
        ),
        ([LEDGER], replace(OPEN, status="confirmed", settled_by="d"), 1.5, ("confirmed",)),
        ([LEDGER], replace(OPEN, status="expired"), 0.0, ()),
        ([LEDGER], replace(OPEN, contradicts=("d",)), 0.5, ("another claim speaks against it",)),
        (
            [LEDGER, QUAY],
            replace(
                OPEN, status="denied", settled_by="d", history=(Event("zombie", "2025-05-01", (PLACE,)),)
            ),
            3.0,
            ("denied", "2 outlets", "told again after it was settled"),
        ),
    ],
)
def test_what_makes_an_entry_matter(
    told: list[Article], claim: Claim | None, points: float, why: tuple[str, ...]
) -> None:
    assert importance(told, claim) == (points, why)


def test_an_outlet_that_has_it_only_in_a_copy_counts_a_quarter() -> None:
    copied = [replace(one, copy_of=LEDGER.id) for one in (TARN, ORBIT)]
    assert importance([LEDGER, QUAY, *copied]) == (1.32, ("4 outlets, 2 of them in copies",))
    assert importance([LEDGER, QUAY, *copied, TARN]) == (1.7, ("4 outlets, 1 of them in copies",))


def test_what_is_wholly_a_releases_wording_counts_as_a_copy() -> None:
    assert importance([LEDGER, QUAY, TARN], None, {QUAY.id, TARN.id}) == (
        0.58,
        ("3 outlets, 2 of them in copies",),
    )


@pytest.mark.parametrize(
    ("first", "others", "ahead"),
    [
        ("2025-05-04", ("2025-05-05", "2025-05-06"), True),
        ("2025-05-04T23:00:00Z", ("2025-05-05", "2025-05-06"), True),
        ("2025-05-05T08:00:00Z", ("2025-05-05T09:00:00Z", "2025-05-06"), False),
        ("2025-05-04", ("2025-05", "2025-05-06"), False),
        ("2025-05-04", (None, "2025-05-06"), False),
        (None, ("2025-05-05", "2025-05-06"), False),
    ],
)
def test_an_outlet_had_it_first_where_every_day_is_known_and_none_is_its(
    first: str | None, others: tuple[str | None, str | None], ahead: bool
) -> None:
    told = [article("Ledger", first), article("Quay", others[0]), article("Tarn", others[1])]
    assert importance(told) == ((2.08, ("3 outlets", "first in Ledger")) if ahead else (1.58, ("3 outlets",)))


def test_an_outlet_that_tells_it_again_is_still_first_and_alone_it_is_before_nobody() -> None:
    again = [article("Ledger", "2025-05-03"), article("Ledger", "2025-05-07"), QUAY]
    assert importance(again).why == ("2 outlets", "first in Ledger")
    assert importance(again[:2]).why == ()


@given(st.permutations([LEDGER, QUAY, replace(TARN, copy_of=LEDGER.id), article("Orbit", "2025-05-01")]))
def test_the_order_of_articles_changes_nothing(told: list[Article]) -> None:
    assert importance(told) == (2.2, ("4 outlets, 1 of them in copies", "first in Orbit"))
