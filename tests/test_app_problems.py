"""The table of what could not be read, by keys: a line each, the whole sentence below, and no markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from conftest import opened, press, screen_lines
from ondit.model import Problem, Story
from ondit_tui.app import OnditApp
from ondit_tui.screens.problems import ProblemsScreen
from ondit_tui.widgets.flow import line_width
from ondit_tui.widgets.problem_list import ProblemList, columns_for, ending

SIZES = pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
HOSTILE = "[/] [@click=app.quit]x[/] \x1b[31m\u202eright\u202c e" + "\u0301" * 500 + " 漢字🧑\u200d🚀.txt"


def boxed(app: OnditApp) -> list[str]:
    """Return what stands in the box, a line each."""
    return [line.split("│")[1] for line in screen_lines(app) if line.count("│") >= 2]


def below(app: OnditApp) -> str:
    """Return what stands below the rule in the box, on one line."""
    lines = boxed(app)
    rule = next(number for number, line in enumerate(lines) if line.startswith("──"))
    return " ".join(" ".join(lines[rule + 1 :]).split())


def with_problems(story: Story, *problems: Problem) -> Story:
    return replace(story, problems=problems)


@SIZES
async def test_each_problem_has_a_line_and_the_cursors_a_whole_sentence(
    story: Story, size: tuple[int, int]
) -> None:
    long = "It ends in the midst of a row, so that nothing behind that can be told from what was meant."
    problems = (
        Problem("news/of/the/whole/day/and/night/old.jsonl", 1_204, long, "Fetch it again, then add it."),
        Problem("b.pdf", None, "It is locked.", "Unlock it."),
    )
    async with opened(with_problems(story, *problems), size) as (app, pilot):
        await press(app, pilot, "e")
        head, first, second, *_ = boxed(app)
        assert head.split() == ["input", "line", "what", "went", "wrong", "what", "to", "do"]
        assert first.startswith("▌! …")
        assert "jsonl    1,204  It ends" in first
        assert second.startswith(" ! b.pdf")
        assert second.index("It is locked.") == first.index("It ends") == head.index("what went")
        told = f"news/of/the/whole/day/and/night/old.jsonl, line 1,204: {long} Fetch it again, then add it."
        assert told in below(app)
        await press(app, pilot, "j")
        assert "b.pdf: It is locked. Unlock it." in below(app)


async def test_problems_stand_as_they_came_and_notes_behind_them(story: Story) -> None:
    note = Problem("a.png", None, "It is a picture.", "Leave it out.", is_note=True)
    lost = [Problem(name, None, "It is empty.", "Fill it.") for name in ("z.txt", "b.txt", "y.txt")]
    async with opened(with_problems(story, lost[0], note, *lost[1:])) as (app, pilot):
        text = await press(app, pilot, "e")
        assert [line[1:8] for line in boxed(app)[1:5]] == ["! z.txt", "! b.txt", "! y.txt", "· a.png"]
        assert "3 problems, 1 note" in text
        assert "Nothing is lost by this. Leave it out." in await press(app, pilot, "G")
        assert any(line.startswith("▌· a.png") for line in boxed(app))


async def test_of_many_only_what_is_seen_is_drawn(story: Story) -> None:
    many = tuple(Problem(f"file-{n}.txt", n + 1, "It is empty.", "Fill it.") for n in range(6_000))
    async with opened(with_problems(story, *many)) as (app, pilot):
        assert "file-5999.txt" not in await press(app, pilot, "e")
        assert "file-5999.txt, line 6,000" in await press(app, pilot, "G")
        assert "file-5989.txt" not in await press(app, pilot, "g")
        assert "file-0.txt" not in await press(app, pilot, "pagedown", "pagedown")
        assert "file-0.txt" in await press(app, pilot, "pageup", "pageup")
        (table,) = app.screen.query(ProblemList)
        assert len(table._strips) < 100


async def test_what_has_no_room_is_said_and_copied_whole(story: Story) -> None:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "took it"

    long = Problem("a.txt", None, "It is odd. " * 80, "Look.")
    async with opened(with_problems(story, long), (60, 16), copy=copy) as (app, pilot):
        assert "… y copies all of it" in await press(app, pilot, "e")
        await press(app, pilot, "y")
        assert copied == [f"a.txt: {long.what} Look."]
        assert isinstance(app.screen, ProblemsScreen)
        await press(app, pilot, "escape")
        assert not isinstance(app.screen, ProblemsScreen)


@SIZES
async def test_hostile_names_are_drawn_as_text_and_align(story: Story, size: tuple[int, int]) -> None:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "took it"

    problems = [Problem(HOSTILE, 3, HOSTILE, HOSTILE), Problem("b.txt", None, "It is empty.", "Fill it.")]
    async with opened(with_problems(story, *problems), size, copy=copy) as (app, pilot):
        text = await press(app, pilot, "e", "y")
        assert "[/] [@click=app.quit]x[/] right" in below(app)
        assert not {"\x1b", "\u202e"} & set(text)
        assert not {"\x1b", "\u202e"} & set(copied[0])
        first, second = boxed(app)[1:3]
        assert cell_len(first) == cell_len(second)


@given(st.text(max_size=60), st.integers(3, 40))
def test_how_a_name_ends_takes_its_cells_and_no_more(name: str, width: int) -> None:
    shown = ending(name, width)
    assert cell_len(shown) == width
    assert shown.startswith("…") or cell_len(name) <= width or shown.strip() in name + "…"


@given(st.integers(40, 200))
def test_the_columns_fill_a_line_and_none_is_lost(width: int) -> None:
    problem = Problem("some/where/a.jsonl", 1_000, "It is long. " * 30, "Look. " * 40)
    line = ProblemList([problem]).compose_line(0, width, chosen=False)
    assert line_width(line) <= width
    assert min(columns_for(width)) >= 4
