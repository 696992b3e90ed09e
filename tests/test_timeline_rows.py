"""Which line of the timeline shows what, without a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from drawn import plain
from ondit_tui.widgets.timeline_lines import fold_line
from ondit_tui.widgets.timeline_rows import DayLines, Fold, Folds, Heading, Place, Row, Rows, arrange

DAYS = [DayLines("2025-05-02", 4, 2), DayLines("2025-05", 1, 1)]


def rows(*opened: str | None, days: list[DayLines] = DAYS) -> Rows:
    return arrange(days, lambda day: day in opened)


def lines(made: Rows) -> list[Row]:
    return [made.at(line) for line in range(made.line_count)]


def test_a_folded_day_shows_what_stands_and_how_many_more_there_are() -> None:
    fold = Fold("2025-05-02", 2, is_open=False)
    assert lines(rows()) == [
        Heading("Fri 2 May 2025", 4),
        Place(0, 0),
        Place(0, 1),
        fold,
        Heading("May 2025", 1),
        Place(1, 0),
    ]
    assert rows().folded == 2
    assert fold.words == "2 more that day"


def test_an_unfolded_day_shows_all_in_the_timelines_order_and_still_its_fold() -> None:
    fold = Fold("2025-05-02", 2, is_open=True)
    assert lines(rows("2025-05-02"))[1:6] == [*(Place(0, at) for at in range(4)), fold]
    assert rows("2025-05-02").folded == 0
    assert fold.words == "fold 2 of them again"


def test_a_fold_is_told_by_what_is_known_of_its_date() -> None:
    told = [Fold(day, 1_200, is_open=False).words for day in ("2025-05", "2025", None)]
    assert told == ["1,200 more that month", "1,200 more that year", "1,200 more undated"]


def test_the_first_and_the_last_item_of_a_day() -> None:
    assert [(rows().firsts[day], rows().last_of(day)) for day in (0, 1)] == [(0, 2), (3, 3)]
    assert [rows().day_of(item) for item in range(4)] == [0, 0, 0, 1]


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
def timelines(draw: st.DrawFn) -> list[DayLines]:
    sizes = draw(st.lists(st.integers(1, 6), max_size=6))
    return [DayLines(f"2025-05-0{n}", size, draw(st.integers(1, size))) for n, size in enumerate(sizes, 1)]


@given(timelines(), st.sets(st.sampled_from([f"2025-05-0{n}" for n in range(1, 7)])))
def test_nothing_is_lost_and_every_item_is_found_where_it_stands(
    days: list[DayLines], opened: set[str]
) -> None:
    made = rows(*opened, days=days)
    rows_ = lines(made)
    assert [row.entries for row in rows_ if isinstance(row, Heading)] == [day.size for day in days]
    for number, day in enumerate(days):
        shown = [row.at for row in rows_ if isinstance(row, Place) and row.day == number]
        folded = sum(row.folds for row in rows_ if isinstance(row, Fold) and row.day == day.published)
        is_open = day.published in opened
        assert shown == list(range(day.size if is_open else day.standing))
        assert folded == day.size - day.standing
        assert isinstance(rows_[made.line_of(made.last_of(number))], Fold) == (folded > 0)
    items = [line for line, row in enumerate(rows_) if not isinstance(row, Heading)]
    assert made.item_count == len(items)
    assert made.folded == sum(day.size for day in days) - sum(isinstance(row, Place) for row in rows_)
    assert [made.item_at(line) for line in items] == list(range(len(items)))
    assert [made.line_of(item) for item in range(len(items))] == items
    assert all(made.item_at(line) is None for line in (*made.heads, -1, len(rows_)))


@given(st.integers(12, 60), st.booleans(), st.booleans())
def test_a_fold_keeps_to_its_width(width: int, is_open: bool, chosen: bool) -> None:
    line = fold_line(Fold("2025-05-02", 12, is_open), width, chosen=chosen)
    assert cell_len(plain([line])) <= max(width, 15)
