"""The views beside the timeline, by keys: what they list, where they lead, and that nothing moves in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import (
    BOOST,
    BUYOUT,
    CAMERA,
    FACTORY,
    PRICE,
    SALE,
    Views,
    article,
    build_story,
    kept,
    matched,
    opened,
    press,
    screen_lines,
    screen_text,
)
from ondit import pipeline
from ondit.model import Derivation, Story
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui.app import OnditApp
from ondit_tui.screens.articles import ArticlesScreen
from ondit_tui.screens.claims import ClaimsScreen
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.screens.ticking import SourcesScreen
from ondit_tui.screens.view import ViewScreen

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)])
TOP = 3
"""The line that the list begins on, below status, views and filter."""


def left_of(app: OnditApp) -> list[str]:
    """Return the lines of the list, less what stands in the pane beside it."""
    return [line.split("│")[0].rstrip(" ▁▂▃▄▅▆▇█") for line in screen_lines(app)[TOP:]]


def view_of_app(app: OnditApp) -> ViewScreen[object]:
    screen = app.screen
    assert isinstance(screen, ViewScreen)
    return screen


def grown() -> Story:
    """Return the story with one more claim in each lot, each before those that are there."""
    story = build_story()
    claims, timeline = list(story.claims), list(story.timeline)
    for claim in story.claims:
        entry = next(one for one in story.timeline if one.claim == claim.id)
        more = replace(claim, id=f"{claim.id}-more", text=f"More: {claim.text}")
        claims.append(more)
        timeline.insert(
            0,
            replace(entry, id=f"t-{more.id}", claim=more.id, text=more.text, importance=9.0, statement=None),
        )
    return replace(story, claims=tuple(claims), timeline=tuple(timeline))


async def test_claims_stand_in_lots_with_status_outlets_and_life(story: Story) -> None:
    async with opened(story, (80, 30)) as (app, pilot):
        text = await press(app, pilot, "2")
        assert " 1 timeline [2 claims] 3 quotes  4 sources  5 articles" in text
        assert "showing all 5 claims" in text
        lines = left_of(app)
        assert lines[0].startswith(" Settled · 1 ──")
        assert lines[0].endswith("1 May to 31 May 2024")
        assert lines[1].startswith("▌○ rum?   x1  Nerio is rumoured")
        assert lines[2].split()[0:2] == ["▌denied", "●──────✕"] or "●" in lines[2]
        assert [line.strip().split(" ·")[0] for line in lines if "──" in line and "·" in line][1:] == [
            "Open, told by several outlets",
            "Expired",
            "On the record",
        ]
        boost = next(n for n, line in enumerate(lines) if BOOST[:30] in line)
        assert lines[boost].startswith(" ● ANN    x3  ")
        assert lines[boost + 1].startswith(" on record ")
        price = next(n for n, line in enumerate(lines) if PRICE[:20] in line)
        assert lines[price + 1].split() == ["expired", "┤", "?"]


async def test_a_claims_life_is_told_step_by_step_with_its_sentences(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (120, 40)) as (app, pilot):
        text = await press(app, pilot, "2")
        told = " ".join(line.split("│")[1] for line in text.splitlines() if "│" in line)
        for words in ("first seen, May 2024", "Copper Post", "denied, Thu 23 May 2024", "The Ledger"):
            assert words in told
        assert (
            told.index("first seen")
            < told.index(BUYOUT[:20], told.index("first seen"))
            < told.index("denied,")
        )
        assert SALE[:30] in told[told.index("denied,") :]


async def test_enter_leads_from_a_claim_to_its_statement_and_article_and_escape_back(story: Story) -> None:
    async with opened(matched(story), (100, 30)) as (app, pilot):
        await press(app, pilot, "2", "G", "enter", "j")
        claims = app.screen
        assert isinstance(claims, ClaimsScreen)
        assert claims.left.here
        assert claims.left.here.claim.id == "c-boost"
        await press(app, pilot, "enter")
        assert isinstance(app.screen, StatementScreen)
        assert app.screen.taken.article == "tarn"
        await press(app, pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        await press(app, pilot, "escape", "escape")
        assert app.screen is claims
        assert claims.reading
        assert claims.right.cursor == 1
        await press(app, pilot, "escape")
        assert not claims.reading
        await press(app, pilot, "escape")
        assert isinstance(app.screen, Dashboard)


async def test_what_settles_a_claim_is_gone_to_and_escape_comes_back(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        await press(app, pilot, "2", "enter", "j", "enter")
        claims = app.screen
        assert isinstance(claims, ClaimsScreen)
        assert claims.left.here
        assert claims.left.here.claim.id == "c-sale"
        await press(app, pilot, "escape")
        assert claims.left.here.claim.id == "c-buy"
        assert claims.reading


async def test_what_is_open_is_gone_to_in_the_other_views(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        await press(app, pilot, "j", "j", "j", "enter", "2")  # the camera
        claims = app.screen
        assert isinstance(claims, ClaimsScreen)
        assert claims.left.here
        assert claims.left.here.claim.id == "c-camera"
        await press(app, pilot, "enter", "j", "5")
        articles = app.screen
        assert isinstance(articles, ArticlesScreen)
        assert articles.left.here
        assert articles.left.here.id == "copper-2"
        await press(app, pilot, "tab", "1")
        assert isinstance(app.screen, Dashboard)
        assert app.screen.timeline.entry
        assert app.screen.timeline.entry.id == "t-c-camera"
        await press(app, pilot, "2")
        assert app.screen is claims
        await press(app, pilot, "escape", "5")
        assert app.screen is articles


async def test_from_a_list_a_number_only_changes_the_view(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        await press(app, pilot, "j", "2")
        assert view_of_app(app).left.cursor == 0
        await press(app, pilot, "j", "j", "1")
        assert isinstance(app.screen, Dashboard)
        assert app.screen.timeline.cursor == 1
        await press(app, pilot, "2")
        assert view_of_app(app).left.cursor == 2


async def test_escape_goes_back_through_the_views_that_were_opened(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        await press(app, pilot, "2", "5", "escape")
        assert isinstance(app.screen, ClaimsScreen)
        await press(app, pilot, "5", "2")
        assert isinstance(app.screen, ClaimsScreen)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, Dashboard)


@SIZES
async def test_articles_stand_by_day_with_what_they_tell_and_whose_words_they_are(
    story: Story, size: tuple[int, int]
) -> None:
    derivations = (
        Derivation("ledger-2", "ledger", 0.43, "partly", credited=True),
        Derivation("ledger-2", "tarn", 0.12, "partly", credited=False),
        Derivation("note", "ledger", 0.9, "wholly", credited=False),
    )
    articles = tuple(
        replace(one, copy_of="ledger") if one.id == "copper-2" else one for one in story.articles
    )
    async with opened(replace(story, derivations=derivations, articles=articles), size) as (
        app,
        pilot,
    ):
        text = await press(app, pilot, "5")
        assert "showing all 8 articles" in text
        lines = left_of(app)
        assert lines[0].startswith(" Fri 24 May 2024 · 1 ──")
        assert lines[1].startswith("▌北港晚报")
        assert lines[2].split() == ["▌", "1", "ANN"]
        assert lines[3].startswith(" Thu 23 May 2024 · 3 ──")
        ledger = next(n for n, line in enumerate(lines) if "Halden says no" in line)
        assert lines[ledger + 1].split("·", 1)[1].split() == "partly a release, 43%".split()
        await press(app, pilot, "G")
        lines = left_of(app)
        note = next(n for n, line in enumerate(lines) if "Prices" in line)
        assert lines[note - 1].startswith(" undated · 1")
        assert "wholly a release, 90%" in lines[note + 1]
        copied = next(n for n, line in enumerate(lines) if "Megapixels" in line)
        assert "· copy" in lines[copied + 1]


async def test_an_article_is_opened_and_read_where_it_tells_an_entry(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        text = await press(app, pilot, "5", "j", "j")  # Tarn Weekly
        assert "tells 2 entries" in text
        await press(app, pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "A lens for Nerio" in screen_lines(app)[0]
        await press(app, pilot, "escape", "tab", "j", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.taken
        assert story.text(app.screen.taken) == FACTORY


async def test_what_the_pane_is_on_is_copied_and_looked_up(story: Story) -> None:
    taken: list[str] = []

    def take(text: str) -> str:
        taken.append(text)
        return "taken"

    async with opened(story, (120, 40), copy=take, browse=take) as (app, pilot):
        await press(app, pilot, "2", "enter", "j", "y")
        await press(app, pilot, "o")
        await press(app, pilot, "escape", "5", "j", "j", "tab", "j", "y")
        await press(app, pilot, "o")
    assert SALE in taken[0]
    assert "The Ledger" in taken[0]
    assert taken[1] == "https://ledger-2.example/story"
    assert FACTORY in taken[2]
    assert taken[3] == "https://tarn.example/story"


async def test_filters_hold_in_every_view_and_say_what_they_hide(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        text = await press(app, pilot, "2", "t")
        assert "showing 2 of 5 claims · kind: announcement hides 3" in text
        text = await press(app, pilot, "5")
        assert "showing 4 of 8 articles · kind: announcement hides 4" in text
        text = await press(app, pilot, "1")
        assert "showing 2 of 6 entries · kind: announcement hides 4" in text
        await press(app, pilot, "2", "s")
        assert isinstance(app.screen, SourcesScreen)
        await press(app, pilot, "escape", "t", "t")
        assert "showing 0 of 5 claims · kind: neither hides 5" in screen_text(app)
        assert "Nothing passes the filters." in screen_text(app)
        await press(app, pilot, "t")
        assert "showing all 5 claims" in screen_text(app)


async def test_a_search_finds_claims_and_articles_and_escape_clears_it_before_it_leaves(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        text = await press(app, pilot, "2", "slash", *"camera", "enter")
        assert "showing 1 of 5 claims" in text
        assert CAMERA[:30] in text
        text = await press(app, pilot, "5")
        assert "showing 1 of 8 articles" in text
        assert "Nerio's next camera" in text
        assert "showing all 8 articles" in await press(app, pilot, "escape")
        await press(app, pilot, "slash", *"1911", "enter")
        assert view_of_app(app).left.item_count == 2
        await press(app, pilot, "n")
        assert view_of_app(app).left.cursor == 1
        await press(app, pilot, "n")
        assert view_of_app(app).left.cursor == 0
        await press(app, pilot, "slash", *"-1911", "enter")
        await press(app, pilot, "slash", "escape", "escape")
        assert isinstance(app.screen, ClaimsScreen)


@pytest.mark.parametrize(("size", "key"), [((80, 24), "2"), ((120, 36), "5")])
async def test_nothing_moves_under_the_cursor_when_the_story_grows(size: tuple[int, int], key: str) -> None:
    story = build_story()
    more = tuple(
        article(f"new-{n}", "Harbour Post", f"2024-05-{day}", f"News {n}", f"It rained on day {n}.")
        for n, day in enumerate((28, 23, 23, 20))
    )
    views: list[StoryView] = [WholeStory(story)]
    async with opened(views[0], size) as (app, pilot):
        app._load = lambda *_: views[-1]
        await press(app, pilot, key, "j", "j")
        view = view_of_app(app)
        assert view.left.here is not None
        before = [view.id_of(view.left.here), view.left.line_of(view.left.cursor) - view.left.scroll_offset.y]
        views.append(WholeStory(replace(grown(), articles=(*story.articles, *more))))
        await press(app, pilot, "r")
        assert view.left.item_count == (10 if key == "2" else 12)
        assert [
            view.id_of(view.left.here),
            view.left.line_of(view.left.cursor) - view.left.scroll_offset.y,
        ] == before
        views.append(WholeStory(story))
        await press(app, pilot, "r")
        assert view.left.item_count == (5 if key == "2" else 8)
        assert view.id_of(view.left.here) == before[0]


async def test_a_view_that_is_not_open_is_up_to_date_once_it_is(story: Story) -> None:
    views: list[StoryView] = [WholeStory(story)]
    async with opened(views[0], (120, 40)) as (app, pilot):
        app._load = lambda *_: views[-1]
        await press(app, pilot, "2", "j", "escape")
        views.append(WholeStory(grown()))
        await press(app, pilot, "r", "t")
        assert "showing 4 of 10 claims" in await press(app, pilot, "2")
        await press(app, pilot, "t", "t", "t")
        here = view_of_app(app).left.here
        assert here is not None
        assert view_of_app(app).id_of(here) == "t-c-camera"


async def test_claims_are_marked_in_their_view_and_in_the_timeline(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        text = await press(app, pilot, "2", "space")
        assert next(line for line in text.splitlines() if BUYOUT[:20] in line)[7] == "◆"
        assert view_of_app(app).left.cursor == 1
        text = await press(app, pilot, "1")
        assert next(line for line in text.splitlines() if BUYOUT[:20] in line)[7] == "◆"
        assert "◆" not in await press(app, pilot, "2", "k", "space")


async def test_zoom_gives_the_whole_width_to_the_pane_that_has_the_keys(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        both = await press(app, pilot, "2")
        alone = await press(app, pilot, "z")
        assert "│" in both
        assert "│" not in alone
        assert "first seen, May" not in alone
        read = await press(app, pilot, "enter")
        assert "first seen, May" in read
        assert "Settled · 1" not in read
        assert await press(app, pilot, "escape", "z") == both
    async with opened(story) as (app, pilot):
        assert "Below 100 columns" in await press(app, pilot, "2", "z")


async def test_below_100_columns_a_preview_stands_below_the_list_and_enter_opens_the_pane(
    story: Story,
) -> None:
    async with opened(story) as (app, pilot):
        await press(app, pilot, "2")
        assert BUYOUT in " ".join(" ".join(screen_lines(app)[-5:-2]).split())
        assert "first seen, May 2024" in await press(app, pilot, "enter")
        assert "Settled · 1" not in screen_text(app)


async def test_help_and_palette_open_over_a_view_and_run_there(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        await press(app, pilot, "2", "colon", *"go one down", "enter")
        assert view_of_app(app).left.cursor == 1
        assert "Say why a claim is labelled" in await press(app, pilot, "question_mark", *"settled so")
        await press(app, pilot, "enter")
        assert "cue words" in await press(app, pilot)
        await press(app, pilot, "colon", *"forer", "enter")
        here = view_of_app(app).left.here
        assert here is not None
        assert view_of_app(app).id_of(here) == "t-c-price"


async def test_an_entry_that_a_view_does_not_list_is_gone_to_in_the_timeline(story: Story) -> None:
    async with opened(story, (120, 40)) as (app, pilot):
        await press(app, pilot, "2", "colon", *"ground", "enter")
        assert isinstance(app.screen, Dashboard)
        assert app.screen.timeline.entry
        assert app.screen.timeline.entry.id == "t-factory"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_hostile_text_is_drawn_as_text_and_aligned(size: tuple[int, int]) -> None:
    hostile = "[/] [@click=app.quit]x[/] \u202eright\u202c e" + "\u0301" * 500 + " 漢字🧑‍🚀"
    story = build_story()
    articles = tuple(
        replace(one, title=hostile, source=replace(one.source, value=hostile)) for one in story.articles
    )
    claims = tuple(replace(one, text=hostile) for one in story.claims)
    timeline = tuple(replace(one, text=hostile, sources=(hostile,)) for one in story.timeline)
    async with opened(replace(story, articles=articles, claims=claims, timeline=timeline), size) as (
        app,
        pilot,
    ):
        for key in "25":
            text = await press(app, pilot, key)
            assert "[/] [@click=app.quit]x"[: size[0] // 4] in text
            for keys in ((), ("enter", "j", "G"), ("z",)):
                assert "\u202e" not in await press(app, pilot, *keys)
                assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {size[0]}
            await press(app, pilot, "escape")


async def test_what_cannot_be_opened_of_a_damaged_store_is_told(story: Story, tmp_path: Path) -> None:
    view = kept(story, tmp_path / "s.ondit")  # without what was found in the articles
    async with opened(view, (120, 40)) as (app, pilot):
        assert "What the store" in await press(app, pilot, "5", "enter")
        assert isinstance(app.screen, ArticlesScreen)
        assert "What the store" in await press(app, pilot, "1", "enter", "enter")
        assert isinstance(app.screen, Dashboard)


async def test_a_story_without_claims_says_so() -> None:
    empty = pipeline.build([article("a", "The Ledger", "2026-03-02", "Rain", "It rained.")])
    async with opened(empty, (100, 24)) as (app, pilot):
        assert "There are no claims in what was read." in await press(app, pilot, "2")
        await press(app, pilot, "enter", "tab", "j", "y", "w", "right_square_bracket")
        assert isinstance(app.screen, ClaimsScreen)
        assert "showing all 1 article" in await press(app, pilot, "5")
