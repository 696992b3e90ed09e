"""Which line of the timeline shows what, without a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ondit.folding import Day
from ondit_tui.widgets.flow import plain
from ondit_tui.widgets.timeline_lines import fold_line
from ondit_tui.widgets.timeline_rows import Fold, Folds, Heading, Rows, arrange

DAYS = [Day("2025-05-02", [1, 3], [0, 2]), Day("2025-05", [4])]


def rows(*opened: str | None, days: list[Day] = DAYS) -> Rows:
    return arrange(days, lambda day: day in opened)


def test_a_folded_day_shows_what_stands_and_how_many_more_there_are() -> None:
    fold = Fold("2025-05-02", [0, 2], is_open=False)
    assert rows().lines == [Heading("Fri 2 May 2025", 4), 1, 3, fold, Heading("May 2025", 1), 4]
    assert rows().folded == 2
    assert fold.words == "2 more that day"


def test_an_unfolded_day_shows_all_in_the_timelines_order_and_still_its_fold() -> None:
    fold = Fold("2025-05-02", [0, 2], is_open=True)
    assert rows("2025-05-02").lines[1:6] == [0, 1, 2, 3, fold]
    assert rows("2025-05-02").folded == 0
    assert fold.words == "fold 2 of them again"


def test_a_fold_is_told_by_what_is_known_of_its_date() -> None:
    told = [Fold(day, range(1_200), is_open=False).words for day in ("2025-05", "2025", None)]
    assert told == ["1,200 more that month", "1,200 more that year", "1,200 more undated"]


def test_a_folded_entry_is_found_at_its_fold() -> None:
    assert rows().item_of == [2, 0, 2, 1, 3]
    assert rows("2025-05-02").item_of == [0, 1, 2, 3, 5]


def test_the_first_and_the_last_item_of_a_day() -> None:
    assert [(rows().first_of(day), rows().last_of(day)) for day in (0, 1)] == [(0, 2), (3, 3)]


def test_a_day_is_turned_alone_or_with_all_others() -> None:
    folds = Folds()
    folds.turn("a")
    assert (folds.is_open("a"), folds.is_open("b")) == (True, False)
    folds.turn_all(opens=True)
    assert (folds.is_open("a"), folds.is_open(None)) == (True, True)
    folds.turn(None)
    assert (folds.is_open("a"), folds.is_open(None)) == (True, False)
    folds.turn_all(opens=False)
    assert (folds.is_open("a"), folds.is_open(None)) == (False, False)


@st.composite
def timelines(draw: st.DrawFn) -> list[Day]:
    days: list[Day] = []
    at = 0
    for number, size in enumerate(draw(st.lists(st.integers(1, 6), max_size=6))):
        places = range(at, at + size)
        standing = sorted(draw(st.sets(st.sampled_from(places), min_size=1)))
        days.append(Day(f"2025-05-0{number + 1}", standing, [p for p in places if p not in standing]))
        at += size
    return days


@given(timelines(), st.sets(st.sampled_from([f"2025-05-0{n}" for n in range(1, 7)])))
def test_nothing_is_lost_and_every_item_is_found_where_it_stands(days: list[Day], opened: set[str]) -> None:
    made = arrange(days, lambda day: day in opened)
    shown = [row for row in made.lines if isinstance(row, int)]
    hidden = [p for row in made.lines if isinstance(row, Fold) and not row.is_open for p in row.folds]
    assert sorted(shown + hidden) == list(range(sum(day.size for day in days)))
    assert shown == sorted(shown)
    assert made.folded == len(hidden)
    assert [made.item_at(line) for line in made.items] == list(range(len(made.items)))
    assert all(made.item_at(line) is None for line in (*made.heads, -1, len(made.lines)))
    for place, item in enumerate(made.item_of):
        row = made.lines[made.items[item]]
        assert row == place or (isinstance(row, Fold) and place in row.folds)


@given(st.integers(12, 60), st.booleans(), st.booleans())
def test_a_fold_keeps_to_its_width(width: int, is_open: bool, chosen: bool) -> None:
    line = fold_line(Fold("2025-05-02", range(12), is_open), width, chosen=chosen)
    assert cell_len(plain([line])) <= max(width, 15)
