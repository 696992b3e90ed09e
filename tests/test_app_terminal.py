"""The app in terminals of any size, with few colours or none, with a mouse, and over hostile text."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet

from conftest import (
    BOOST,
    BUYOUT,
    CAMERA,
    PRICE,
    dashboard,
    opened,
    screen_lines,
    screen_text,
    settled,
)
from ondit.model import Article, First, Occurrence, Source, Statement, Story, TimelineEntry
from ondit.whole import WholeStory
from ondit_tui.app import OnditApp
from ondit_tui.widgets.timeline_list import TimelineList


async def test_below_100_columns_the_detail_is_a_screen_of_its_own(story: Story) -> None:
    async with opened(story, (99, 24)) as (app, pilot):
        await pilot.press("j")
        assert screen_lines(app)[-3].strip() == BOOST
        assert "confidence" not in screen_text(app)
        await pilot.press("enter")
        assert "confidence 0.93, high" in screen_text(app)
        assert "Thu 23 May 2024 · 3" not in screen_text(app)
        await pilot.resize_terminal(100, 24)
        await pilot.pause()
        assert "confidence 0.93, high" in screen_text(app)
        assert "Thu 23 May 2024 · 3" in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Thu 23 May 2024 · 3" not in screen_text(app)
        await pilot.press("h")
        assert "Thu 23 May 2024 · 3" in screen_text(app)


SPACE = (
    ((59, 16), "Ondit needs 60x16, this is 59x16."),
    ((59, 40), "Ondit needs 60x16, this is 59x40."),
    ((60, 15), "Ondit needs 60x16, this is 60x15."),
    ((30, 10), "needs 60x16, is 30x10"),
    ((20, 5), "needs 60x16, is 20x5"),
    ((12, 5), "needs 60x16"),
    ((6, 5), "60x16"),
)
"""Sizes that are too small, and what is said of each."""


async def test_a_window_too_small_asks_for_space_in_one_line_that_is_whole(story: Story) -> None:
    async with opened(story, (60, 16)) as (app, pilot):
        assert "DENY" in screen_text(app)
        for size, words in SPACE:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert [line for line in screen_lines(app) if line] == [words]
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        assert "DENY" in screen_text(app)


HOSTILE = (
    "[/] closed [@click=app.quit]x[/] here",
    "\x1b[31mred\x1b[0m \x1b]52;c;aGFjaw==\x07 and \x9b2J after",
    "left \u202eright to left\u202c \u2066isolated\u2069 end",
    "z" + "\u0301" * 10_000 + " marks",
    "北港晚报报道说这部手机将在七月发布而且价格比上一代更低并且镜头由哈尔登制造",
    "family 👨\u200d👩\u200d👧 heart ❤\ufe0f flag 🇩🇪 thumb 👍🏽 end",
    "soft\u00adhyphen zero\u200bwidth line\u2028break tab\tend",
    "x" * 5_000,
)


def hostile_story() -> Story:
    """Every hostile text as a title, a source, an address and a statement of its own."""
    articles = tuple(
        Article(
            f"a{n}",
            text,
            Source(text[:300], "metadata"),
            title=text,
            author=text,
            url=f"https://h.example/{text}",
        )
        for n, text in enumerate(HOSTILE)
    )
    statements = tuple(
        Statement(f"s{n}", text, (Occurrence(0, len(text), f"a{n}"),), First((f"a{n}",), None))
        for n, text in enumerate(HOSTILE)
    )
    timeline = tuple(
        TimelineEntry(f"t{n}", None, f"s{n}", "rumour", 0.5, None, text, (text,), text, status="open")
        for n, text in enumerate(HOSTILE)
    )
    return Story(articles=articles, statements=statements, timeline=timeline)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_text_draws_as_text_and_aligns(size: tuple[int, int]) -> None:
    async with opened(hostile_story(), size) as (app, pilot):
        for _ in HOSTILE:
            await pilot.press("enter")
            drawn = app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in drawn} == {size[0]}
            text = screen_text(app)
            assert not set(text) & set("\x1b\x9b\x07\t\u202e\u2066\u200b\u2028\u200d\ufe0f\u00ad")
            await pilot.press("escape", "j")
        await pilot.press("g")
        (timeline,) = app.screen.query(TimelineList)
        lines = screen_lines(app)[timeline.region.y + 1 :]
        assert "[/] closed [@click=app.quit]x[/] here"[: size[0] // 4] in lines[0]
        assert all(line[: size[0] // 3].startswith((" ○ rum?", "▌○ rum?")) for line in lines[:8])
        assert app.is_running


async def test_hostile_text_in_a_notice_is_text(story: Story) -> None:
    def copy(text: str) -> str:
        return "[/] [@click=app.quit]x[/] " + text[:10]

    async with opened(story, copy=copy) as (app, pilot):
        await pilot.press("y")
        await settled(app, pilot)
        assert "[/] [@click=app.quit]x[/]" in screen_text(app)


async def test_themes_change_colours_and_no_word(story: Story) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        before = screen_text(app)
        for theme in ("ondit-light", "ondit-ansi"):
            app.theme = theme
            await pilot.pause()
            assert screen_text(app) == before, theme


async def test_styles_are_worked_out_once_until_another_theme_is_wanted(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[Stylesheet] = []

    def reparse(sheet: Stylesheet) -> None:
        again.append(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", reparse)
    async with opened(story) as (app, pilot):
        assert again == []
        app.theme = "ondit-light"
        await pilot.pause()
        assert again == [app.stylesheet]


async def test_a_terminal_of_16_colours_is_drawn_in_its_own(story: Story) -> None:
    app = OnditApp(lambda *_: WholeStory(story), title="Nerio", few_colours=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        styles = [segment.style for strip in app.screen._compositor.render_strips() for segment in strip]
        drawn = {style.color.type.name for style in styles if style and style.color}
        assert drawn <= {"STANDARD", "DEFAULT"}
        await pilot.press("j")
        app.action_switch_theme()
        assert app.theme == "ondit-ansi"


async def test_a_click_on_the_name_of_a_view_shows_it(story: Story) -> None:
    async with opened(story, (80, 24)) as (app, pilot):
        for name, shown in (
            ("claims", "[2 claims]"),
            ("articles", "[5 articles]"),
            ("timeline", "[1 timeline]"),
        ):
            line = screen_lines(app)[1]
            await pilot.click("ViewLine", offset=(line.index(name), 0))
            await settled(app, pilot)
            assert shown in screen_lines(app)[1]


async def test_without_colour_nothing_is_drawn_in_colour(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(story, (120, 36)) as (app, pilot):
        await pilot.press("j")
        assert app.ansi_color
        assert app.theme == "ondit-ansi"
        chosen = [
            segment
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[0])
            if segment.text.startswith("This partnership")
        ]
        assert chosen[0].style is not None
        assert chosen[0].style.reverse
        assert all(part.style.color is None or part.style.color.is_default for part in chosen if part.style)


async def test_the_mouse_chooses_and_opens(story: Story) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        await pilot.click("TimelineList", offset=(10, 5))
        assert dashboard(app).timeline.entry == story.timeline[3]
        assert CAMERA[:30] in screen_text(app)
        await pilot.click("TimelineList", offset=(10, 9), times=2)
        assert dashboard(app).timeline.entry == story.timeline[5]
        assert PRICE in screen_text(app)
        assert dashboard(app).reading
        assert BUYOUT not in screen_text(app)
