"""The trail from an entry to its statement, its article, the same passage elsewhere, and back."""

from __future__ import annotations

from conftest import BOOST, article, build_story, matched, opened, screen_lines, screen_text, settled
from ondit import pipeline
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.widgets.detail import DetailPane

TOLD = "Corvale will open the new yard at Belmore in May, the company said on Monday"


STORY = matched(build_story())


async def test_the_same_passage_is_found_in_another_outlet_and_back_again() -> None:
    async with opened(STORY, (100, 24)) as (app, pilot):
        await pilot.press("j", "enter", "enter", "enter")
        await settled(app, pilot)
        seen = []
        for _step in range(2):
            screen = app.screen
            assert isinstance(screen, ArticleScreen)
            assert "edited, 91" in screen_lines(app)[1]
            seen.append(screen.taken)
            await pilot.press("enter")
            await settled(app, pilot)
        last = app.screen
        assert isinstance(last, ArticleScreen)
        assert seen[0] == last.taken
        assert seen[0] != seen[1]
        for _step in range(4):
            await pilot.press("escape")
        assert isinstance(app.screen, Dashboard)


async def test_an_entry_without_a_statement_opens_its_article() -> None:
    story = pipeline.build([article("a", "The Ledger", "2026-03-02", "Yard", f"{TOLD}. Nobody else spoke.")])
    async with opened(story, (100, 24)) as (app, pilot):
        await pilot.press("enter", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert TOLD[:40] in screen_text(app)
        assert "what was opened" in screen_lines(app)[1]
        assert "The Ledger" in screen_lines(app)[0]


async def test_an_article_that_a_search_found_is_opened_at_what_was_searched() -> None:
    text = f"It was a long day. {'Nothing more was said. ' * 60}\n\n{TOLD}. A yard."
    one = article("a", "The Ledger", "2026-03-02", "A day", text)
    async with opened(pipeline.build([one]), (80, 24)) as (app, pilot):
        await pilot.press("5", "slash", *"yard", "enter", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ArticleScreen)
        place = app.screen.taken
        assert place is not None
        assert (place.start, place.end) == (text.index("yard"), text.index("yard") + len("yard"))
        assert screen_lines(app)[1].endswith("· what you searched for")
        (line,) = (line for line in screen_lines(app) if TOLD[:30] in line)
        assert line.startswith("▌/ Corvale")


async def test_an_article_tells_its_day_however_long_its_headline() -> None:
    one = article("a", "The Ledger", "2026-03-02", "Yard " * 30, f"{TOLD}. Nobody else spoke.")
    async with opened(pipeline.build([one]), (80, 24)) as (app, pilot):
        await pilot.press("enter", "enter")
        await settled(app, pilot)
        assert screen_lines(app)[0].endswith("… The Ledger · 2 Mar 2026")


async def test_what_is_under_the_cursor_is_copied_exactly_with_its_citation() -> None:
    taken: list[str] = []

    def take(text: str) -> str:
        taken.append(text)
        return "taken"

    async with opened(STORY, (100, 24), copy=take, browse=take) as (app, pilot):
        await pilot.press("j", "enter", "enter", "y", "o", "enter", "y", "o")
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        assert screen.part
        assert screen.taken
        words = screen.part.text(screen.taken)
    assert BOOST[:20] in taken[0]
    assert words in taken[2]
    assert taken[1] == taken[3] == f"https://{screen.taken.article}.example/story"


async def test_double_click_opens_and_a_click_goes_to_a_variant() -> None:
    async with opened(STORY, (100, 24)) as (app, pilot):
        await pilot.press("j", "enter", "enter")
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, StatementScreen)
        await pilot.click("VariantsPane", offset=(5, screen.moving.laid.rows[1]))
        await settled(app, pilot)
        assert screen.moving.cursor == 1
        await pilot.click("VariantsPane", offset=(5, screen.moving.laid.rows[1]), times=2)
        await settled(app, pilot)
        assert isinstance(app.screen, ArticleScreen)


async def test_help_opens_over_the_trail_and_runs_nothing_of_the_dashboard() -> None:
    async with opened(STORY, (100, 24)) as (app, pilot):
        await pilot.press("j", "enter", "enter", "question_mark")
        await settled(app, pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, StatementScreen)


async def test_the_dashboard_is_as_it_was_behind_the_trail() -> None:
    async with opened(STORY, (100, 24)) as (app, pilot):
        await pilot.press("j", "enter", "j")
        await settled(app, pilot)
        before = screen_text(app)
        (pane,) = app.screen.query(DetailPane)
        telling = pane.telling
        await pilot.press("enter", "j", "escape")
        await settled(app, pilot)
        assert screen_text(app) == before
        assert pane.telling == telling


async def test_in_the_detail_a_click_selects_and_a_double_click_opens() -> None:
    async with opened(STORY, (100, 36)) as (app, pilot):
        await pilot.press("j")
        await settled(app, pilot)
        (pane,) = app.screen.query(DetailPane)
        first, second, last = pane.laid.rows
        await pilot.click(DetailPane, offset=(5, second))
        await settled(app, pilot)
        assert pane.telling
        assert pane.telling.article.id == "tarn"
        await pilot.click(DetailPane, offset=(5, last + 3))  # its words: it stays selected
        assert pane.telling.article.id == "tarn"
        await pilot.click(DetailPane, offset=(5, first - 2))  # above all tellings there is nothing to select
        assert pane.telling.article.id == "tarn"
        await pilot.click(DetailPane, offset=(5, first), times=2)
        await settled(app, pilot)
        assert isinstance(app.screen, StatementScreen)
        assert app.screen.taken.article == "ledger"


async def test_a_resize_keeps_what_the_keys_are_on_in_view_and_else_the_top() -> None:
    async with opened(STORY, (120, 36)) as (app, pilot):
        (pane,) = app.screen.query(DetailPane)
        await pilot.press("j", "enter", "j", "j")
        await settled(app, pilot)
        for size in ((120, 16), (100, 17)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert "▌ 北港晚报" in screen_text(app).replace("▌北", "▌ 北")
        await pilot.press("escape", "k")
        await settled(app, pilot)
        await pilot.resize_terminal(100, 18)
        await settled(app, pilot)
        assert pane.scroll_offset.y == 0
