"""Records: who had what first by honest dates, whose rumours held, and what merging keeps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import astuple, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dated import dated
from ondit import records
from ondit.model import Article, Claim, Kind, Record, Span, Status
from ondit.periods import same_time

Told = tuple[str, str | None]


def article(outlet: str, date: str | None) -> Article:
    return dated(f"{outlet} {date}", outlet, date, "Tarn is said to sink.")


def claim(
    name: str,
    *told: Told,
    kind: Kind = "rumour",
    status: Status = "open",
    settled_by: str | None = None,
) -> tuple[Claim, list[Article]]:
    found = [article(*one) for one in told]
    spans = tuple(Span(0, 4, one.id) for one in found)
    return Claim(name, name, kind, status, None, spans, settled_by=settled_by), found


def score(*made: tuple[Claim, list[Article]]) -> dict[str, Record]:
    articles = {one.id: one for _, found in made for one in found}
    return {one.source: one for one in records.of_sources([one for one, _ in made], articles)}


def counts(one: Record) -> tuple[int, int, int, int]:
    return one.first, one.tied, one.repeated, one.alone


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("Tarn", "2025-05-05")], ["alone"]),
        ([("Tarn", "2025-05-05"), ("Tarn", "2025-05-09")], ["alone"]),
        ([("Tarn", "2025-05-05"), ("Wharf", "2025-05-06")], ["first", "repeated"]),
        ([("Tarn", "2025-05-06"), ("Wharf", "2025-05-06"), ("Wharf", "2025-05-05")], ["repeated", "first"]),
        ([("Tarn", "2025-05-05T08:00:00Z"), ("Wharf", "2025-05-05")], ["tied", "tied"]),
        ([("Tarn", "2025-05-05"), ("Echo", "2025-05"), ("Hask", "2025-05-06")], ["tied", "tied", "repeated"]),
        ([("Tarn", "2025-04-30"), ("Echo", "2025-05"), ("Hask", "2025-05-06")], ["first", *["repeated"] * 2]),
        ([("Tarn", "2025-05-05"), ("Wharf", None)], ["tied", "tied"]),
        ([("Tarn", "2025-05-05"), ("Wharf", None), ("Orbit", "2025-05-06")], ["tied", "tied", "repeated"]),
        ([("Tarn", None)], ["alone"]),
        ([("Tarn", None), ("Wharf", "no date")], ["tied", "tied"]),
        ([("Tarn", "2025-05-05"), ("Wharf", "2025-05-06"), ("Wharf", None)], ["tied", "tied"]),
    ],
)  # fmt: skip
def test_who_had_a_claim_first(told: list[Told], expected: list[str]) -> None:
    found = score(claim("c", *told))
    outlets = list(dict.fromkeys(outlet for outlet, _ in told))
    for outlet, what in zip(outlets, expected, strict=True):
        wanted = tuple(int(what == name) for name in ("first", "tied", "repeated", "alone"))
        assert counts(found[outlet]) == wanted


def test_a_rumour_counts_for_those_who_told_it_before_it_was_settled() -> None:
    rumour = claim(
        "r",
        ("Tarn", "2025-05-05"),
        ("Wharf", "2025-05-09"),
        ("Orbit", "2025-05-10"),
        ("Copper", None),
        ("Echo", "2025-05"),
        status="denied",
        settled_by="d",
    )
    denial = claim("d", ("Nacra", "2025-05-09"), ("Tarn", "2025-05-12"), kind="announcement")
    found = score(rumour, denial)
    assert {name: (one.right, one.wrong) for name, one in found.items()} == {
        "Tarn": (0, 1),
        "Wharf": (0, 1),
        "Orbit": (0, 0),
        "Copper": (0, 1),
        "Echo": (0, 1),
        "Nacra": (0, 0),
    }


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("rumour", "confirmed", (1, 0)),
        ("rumour", "denied", (0, 1)),
        ("rumour", "superseded", (0, 1)),
        ("rumour", "expired", (0, 0)),
        ("rumour", "open", (0, 0)),
        ("announcement", "superseded", (0, 0)),
        ("announcement", "confirmed", (0, 0)),
    ],
)
def test_what_is_right_and_what_is_wrong(kind: Kind, status: Status, expected: tuple[int, int]) -> None:
    found = score(
        claim("r", ("Tarn", "2025-05-05"), kind=kind, status=status, settled_by="s"),
        claim("s", ("Nacra", "2025-05-09"), kind="announcement"),
    )["Tarn"]
    assert (found.right, found.wrong) == expected
    assert found.share == (None if expected == (0, 0) else float(expected[0]))


def test_what_a_reader_settled_or_an_undated_article_counts_for_all_who_told_it() -> None:
    by_hand = claim("r", ("Tarn", "2025-05-05"), ("Wharf", "2025-06-05"), status="confirmed")
    assert {name: one.right for name, one in score(by_hand).items()} == {"Tarn": 1, "Wharf": 1}
    undated = claim("r", ("Tarn", "2025-05-05"), ("Wharf", "2025-06-05"), status="confirmed", settled_by="s")
    found = score(undated, claim("s", ("Nacra", None), kind="announcement"))
    assert (found["Tarn"].right, found["Wharf"].right) == (1, 1)


def test_ranks_need_five_settled_rumours_and_equals_share_one() -> None:
    settled = {
        "Tarn": (5, 0),
        "Wharf": (4, 0),
        "Orbit": (5, 0),
        "Copper": (3, 3),
        "Echo": (9, 1),
        "Nacra": (0, 0),
    }
    found = records.ranked(
        {source: {"right": right, "wrong": wrong} for source, (right, wrong) in settled.items()}
    )
    assert {one.source: one.rank for one in found} == {
        "Echo": 1, "Tarn": 2, "Orbit": 2, "Copper": 4, "Wharf": None, "Nacra": None,
    }  # fmt: skip


def test_nobody_is_ranked_alone() -> None:
    found = records.ranked({"Tarn": {"right": 9}, "Wharf": {"right": 4}})
    assert {one.source: one.rank for one in found} == {"Tarn": None, "Wharf": None}


def test_most_firsts_come_first_then_names() -> None:
    found = records.ranked({"Wharf": {"first": 2}, "Tarn": {"right": 9}, "Orbit": {"first": 2}})
    assert [one.source for one in found] == ["Orbit", "Wharf", "Tarn"]
    assert records.of_sources([], {}) == ()


def test_a_known_interval() -> None:
    low, high = records.wilson(8, 2) or (0.0, 0.0)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    assert records.wilson(0, 0) is None


def slow_end(share: float, count: int, inside: float, outside: float) -> float:
    """Find by halving where the test of a true share begins to fail."""
    for _ in range(200):
        middle = (inside + outside) / 2
        distance = abs(share - middle)
        fails = count * distance * distance > records.Z**2 * middle * (1 - middle)
        inside, outside = (inside, middle) if fails else (middle, outside)
    return (inside + outside) / 2


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_interval_holds_the_share_and_is_what_the_test_does_not_reject(right: int, wrong: int) -> None:
    found = records.wilson(right, wrong)
    if found is None:
        assert right == wrong == 0
        return
    count, low, high = right + wrong, *found
    share = right / count
    assert 0 <= low <= share <= high <= 1
    assert low == pytest.approx(slow_end(share, count, share, 0.0), abs=1e-9)
    assert high == pytest.approx(slow_end(share, count, share, 1.0), abs=1e-9)


OUTLETS = ("Tarn", "Wharf", "Orbit", "Echo")
DATES = (None, "2025", "2025-05", "2025-05-05", "2025-05-06", "2025-05-06T09:00:00Z", "2025-06-01")
TOLD = st.lists(st.tuples(st.sampled_from(OUTLETS), st.sampled_from(DATES)), min_size=1, max_size=6)
CLAIMS = st.lists(
    st.tuples(
        TOLD,
        st.sampled_from(("rumour", "announcement")),
        st.sampled_from(get_args(Status)),
        st.none() | st.integers(0, 4),
    ),
    max_size=9,
)
Rows = list[tuple[list[Told], Kind, Status, int | None]]


def story(rows: Rows) -> list[tuple[Claim, list[Article]]]:
    return [
        claim(f"c{n}", *told, kind=kind, status=status, settled_by=None if by is None else f"c{by}")
        for n, (told, kind, status, by) in enumerate(rows)
    ]  # fmt: skip


def of(made: Sequence[tuple[Claim, list[Article]]]) -> tuple[Record, ...]:
    articles = {one.id: one for _, found in made for one in found}
    return records.of_sources([one for one, _ in made], articles)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_mentions_changes_nothing(rows: Rows, rng: random.Random) -> None:
    made = story(rows)
    expected = of(made)
    rng.shuffle(made)
    turned = [(replace(one, mentions=one.mentions[::-1]), found) for one, found in made]
    assert of(turned) == expected


def known_before(one: str, other: str, told: Sequence[Told]) -> bool:
    """Say whether some mention of one outlet is of an earlier day than all those of another one."""
    theirs = [day for outlet, day in told if outlet == other]
    return any(
        date and all(day and date < day and not same_time(date, day) for day in theirs)
        for outlet, date in told
        if outlet == one
    )


@given(TOLD)
def test_each_source_of_a_claim_counts_once_as_its_mentions_say(told: list[Told]) -> None:
    found = score(claim("c", *told))
    outlets = {outlet for outlet, _ in told}
    assert set(found) == outlets
    for name, one in found.items():
        others = outlets - {name}
        first = bool(others) and all(known_before(name, other, told) for other in others)
        repeated = any(known_before(other, name, told) for other in others)
        assert counts(one) == (first, bool(others) and not first and not repeated, repeated, not others)
        assert astuple(one)[5:] == (0, 0, None, None, None)
