"""The list of a view: which line shows what, and that nothing moves when there is more."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from ondit.following import Followed
from ondit.listing import Group, WholeListing
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.inks import INKS
from ondit_tui.widgets.item_list import PAGE, ItemList


class Drawn:
    """Draws names as they are."""

    def __init__(self, item_lines: int) -> None:
        self.item_lines = item_lines

    def id_of(self, item: str) -> str:
        return item

    def heading(self, group: Group, width: int) -> Line:
        return (Piece(f"{group.key} {group.items}"[:width]),)

    def row(self, item: str, number: int, width: int, *, chosen: bool) -> Line:
        return (Piece(f"{'>' if chosen else ' '}{item}/{number}"[:width]),)


def listing(names: Sequence[str]) -> WholeListing[str]:
    """Return names in groups by their first letters, in their order."""
    groups: Mapping[str | None, list[str]] = {
        letter: list(of) for letter, of in groupby(names, key=lambda n: n[0])
    }
    return WholeListing(groups, lambda name: name)


class Shown(App[None]):
    """A screen with nothing but a list."""

    CSS_PATH = None
    COMPONENT_CLASSES: ClassVar[set[str]] = INKS

    def __init__(self, item_lines: int) -> None:
        super().__init__()
        self.list = ItemList(Drawn(item_lines))

    def compose(self) -> ComposeResult:
        yield self.list


_NAMES = st.lists(st.integers(0, 400), unique=True, max_size=180).map(
    lambda numbers: sorted(f"{'abcd'[n % 4]}{n:03d}" for n in numbers)
)


@given(_NAMES, st.integers(1, 3))
def test_every_line_is_a_heading_or_one_of_its_items_lines(names: list[str], item_lines: int) -> None:
    shown = ItemList(Drawn(item_lines))
    made = listing(names)
    shown._take(made)
    expected: list[tuple[int | None, str]] = []
    for group, (key, size) in enumerate(made.groups):
        expected.append((None, f"{key} {size}"))
        for name in made.items(group, 0, size):
            expected += [(names.index(name), f" {name}/{number}") for number in range(item_lines)]
    assert shown.row_count == len(expected)
    assert shown.item_count == len(names)
    for row, (item, words) in enumerate(expected):
        assert shown.item_on(row) == item
        assert shown.compose_row(row, 80, chosen=False)[0].text == words
    for index in range(len(names)):
        assert shown.item_on(shown.row_of(index)) == index
        assert shown.row_of(index) == 0 or shown.item_on(shown.row_of(index) - 1) != index
    assert shown.item_on(-1) is shown.item_on(len(expected)) is None


@pytest.mark.parametrize("item_lines", [1, 2])
async def test_whatever_comes_and_goes_the_item_under_the_cursor_keeps_its_line(item_lines: int) -> None:
    chance = random.Random(3)  # noqa: S311 - the same every time
    pool = [f"{letter}{number:03d}" for letter in "abc" for number in range(150)]

    def some() -> list[str]:
        return sorted(chance.sample(pool, chance.randrange(40, len(pool))))

    async with Shown(item_lines).run_test(size=(40, 20)) as pilot:
        shown = pilot.app.query_one(ItemList)
        shown.show(listing(some()))
        stayed = 0
        for _turn in range(60):
            await pilot.pause()
            move = chance.choice((shown.move, shown.move, shown.go, shown.to_heading))
            move(chance.choice((-40, -1, 1, 7, 90)))
            await pilot.pause()
            here, height = shown.here, shown.line_of(shown.cursor) - shown.scroll_offset.y
            names = some()
            shown.renew(listing(names), Followed())
            await pilot.pause()
            assert shown.line_of(shown.cursor) - shown.scroll_offset.y == height
            if here in names:
                stayed += 1
                assert shown.here == here
        assert stayed > 20


async def test_an_item_of_another_id_is_followed_and_one_that_is_gone_gives_way_to_its_neighbour() -> None:
    names = [f"a{number:03d}" for number in range(20)]
    async with Shown(2).run_test(size=(40, 20)) as pilot:
        shown = pilot.app.query_one(ItemList)
        shown.show(listing(names))
        shown.go(5)
        shown.renew(listing([*names[:5], *names[6:], "z"]), Followed({"a005": "z"}))
        assert shown.here == "z"
        shown.renew(listing([*names[:5], *names[6:]]), Followed())
        assert shown.here == "a019"
        shown.go(3)
        shown.renew(listing(names[4:]), Followed())
        assert shown.here == "a004"


async def test_only_the_pages_that_are_drawn_are_asked_for() -> None:
    asked: list[tuple[int, int]] = []

    class Counting(WholeListing[str]):
        def items(self, group: int, start: int, count: int) -> Sequence[str]:
            asked.append((group, start))
            return super().items(group, start, count)

    made = Counting({"a": [f"a{number}" for number in range(100_000)]}, lambda name: name)
    async with Shown(1).run_test(size=(40, 20)) as pilot:
        shown = pilot.app.query_one(ItemList)
        shown.show(made)
        await pilot.pause()
        shown.go(99_999)
        await pilot.pause()
        assert shown.here == "a99999"
    assert {start for _, start in asked} <= {0, 99_999 // PAGE * PAGE, 99_999 // PAGE * PAGE - PAGE}


async def test_headings_are_gone_to_one_by_one() -> None:
    async with Shown(1).run_test(size=(40, 20)) as pilot:
        shown = pilot.app.query_one(ItemList)
        shown.to_heading(1)
        shown.show(listing(["a1", "a2", "b1", "c1", "c2"]))
        seen = []
        for by in (1, 1, 1, -1, 1, -1, -1, -1):
            shown.to_heading(by)
            seen.append(shown.here)
        assert seen == ["b1", "c1", "c1", "b1", "c1", "b1", "a1", "a1"]
        shown.go(4)
        shown.to_heading(-1)
        assert shown.here == "c1"
