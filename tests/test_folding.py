"""Folding: the most important of a long day stand, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ondit.folding import STANDING, Day, fold
from ondit.model import TimelineEntry

ENTRY = TimelineEntry("t", None, None, "neither", 0.5, "2025-05-01", None, ("The Ledger",), "A pump")


def entries(*importances: float, published: str | None = "2025-05-01") -> list[TimelineEntry]:
    return [replace(ENTRY, importance=one, published=published) for one in importances]


def test_the_most_important_of_a_day_stand_in_the_timelines_order() -> None:
    assert fold(entries(0.0, 3.0, 1.0, 0.5, 2.0), 3) == [Day("2025-05-01", [1, 2, 4], [0, 3])]


def test_a_day_that_exceeds_the_limit_by_one_does_not_fold() -> None:
    assert fold(entries(0.0, 3.0, 1.0, 2.0), 3) == [Day("2025-05-01", [0, 1, 2, 3])]


def test_of_equally_important_entries_the_surer_stand_then_the_higher_up() -> None:
    tied = entries(1.0, 1.0, 1.0, 1.0, 1.0)
    assert fold(tied, 2)[0].standing == [0, 1]
    tied[3] = replace(tied[3], confidence=0.9)
    assert fold(tied, 2)[0].standing == [0, 3]


def test_each_day_is_folded_for_itself_however_fine_its_entries_dates() -> None:
    told = [
        *entries(1.0, published="2025-05-02T09:30:00+02:00"),
        *entries(0.0, 0.0, published="2025-05-02"),
        *entries(0.0, 0.0, published="2025-05"),
        *entries(0.0, 0.0, 1.0, published=None),
    ]
    assert fold(told, 1) == [
        Day("2025-05-02", [0], [1, 2]),
        Day("2025-05", [3, 4]),
        Day(None, [7], [5, 6]),
    ]


def test_without_entries_there_are_no_days() -> None:
    assert fold([]) == []


DATES = st.sampled_from(["2025-05-03T10:00:00Z", "2025-05-03", "2025-05-01", "2025-05", None])
ENTRIES = st.lists(
    st.builds(
        lambda published, importance, confidence: replace(
            ENTRY, published=published, importance=importance, confidence=confidence
        ),
        DATES,
        st.sampled_from([0.0, 0.5, 1.0, 2.58]),
        st.sampled_from([0.5, 0.9]),
    ),
    max_size=60,
).map(lambda told: sorted(told, key=lambda entry: entry.published or "", reverse=True))
LIMITS = st.integers(0, STANDING)


@given(ENTRIES, LIMITS)
def test_what_stands_and_what_is_folded_are_all_entries_in_their_order(
    told: list[TimelineEntry], limit: int
) -> None:
    days = fold(told, limit)
    assert [place for day in days for place in sorted([*day.standing, *day.folded])] == list(range(len(told)))
    for day in days:
        assert list(day.standing) == sorted(day.standing)
        assert list(day.folded) == sorted(day.folded)
        assert {(told[at].published or "")[:10] or None for at in [*day.standing, *day.folded]} == {
            day.published
        }


@given(ENTRIES, LIMITS)
def test_a_folded_day_keeps_as_many_as_the_limit_and_none_less_important_than_what_it_folds(
    told: list[TimelineEntry], limit: int
) -> None:
    for day in fold(told, limit):
        if day.folded:
            assert len(day.standing) == limit
            assert len(day.folded) >= 2
            least = min((told[at].importance for at in day.standing), default=9.0)
            assert max(told[at].importance for at in day.folded) <= least
        else:
            assert day.size <= limit + 1


@given(ENTRIES, st.integers(0, STANDING))
def test_a_higher_limit_folds_nothing_that_a_lower_one_lets_stand(
    told: list[TimelineEntry], limit: int
) -> None:
    lower = {place for day in fold(told, limit) for place in day.standing}
    higher = {place for day in fold(told, limit + 1) for place in day.standing}
    assert lower <= higher
