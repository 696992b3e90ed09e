"""The view of quotes, driven by keys: speakers and what they said, and what leads on from there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import BOOST, IMPETUS, Views, opened, screen_lines, screen_text, settled
from drawn import plain
from ondit.listing import Group
from ondit.model import Quote, Story
from ondit.speakers import Speaker
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.screens.quotes import QuotesScreen
from ondit_tui.widgets.quote_lines import heading

WIDE = (120, 36)


def spoken(story: Story) -> Story:
    """The story with a quote of nobody, one in no other words anywhere."""
    texts = {article.id: article.text for article in story.articles}
    start = texts["copper"].index("we hear")
    return replace(story, quotes=(*story.quotes, Quote(start, start + len("we hear"), "copper")))


async def test_quotes_stand_under_their_speakers_nobody_last(story: Story, view_of: Views) -> None:
    async with opened(view_of(spoken(story))) as (app, pilot):
        await pilot.press("3")
        await settled(app, pilot)
        lines = screen_lines(app)
    text = "\n".join(lines)
    assert "[3 quotes]" in text
    assert "showing all 2 quotes" in text
    brandt = next(at for at, line in enumerate(lines) if "Ida Brandt · 1 quote, 2 times in 2 outlets" in line)
    nobody = next(at for at, line in enumerate(lines) if "No speaker is named · 1 quote in 1 outlet" in line)
    assert brandt < nobody
    assert "x3 ! “This partnership will give" in lines[brandt + 1]
    assert "23 May 2024 · The Ledger · suspect · 1 fragment, 1 translated, 1 ver" in lines[brandt + 2]
    assert "“we hear”" in lines[nobody + 1]


async def test_the_pane_shows_cue_setting_and_every_variant(story: Story) -> None:
    async with opened(story, WIDE) as (app, pilot):
        await pilot.press("3")
        await settled(app, pilot)
        text = " ".join(" ".join(line.split("│")[-1] for line in screen_lines(app)).split())
    assert "role chief executive of Nerio cue “said” first in The Ledger and Tarn Weekly, Thu 23 May" in text
    assert "2024 (a tie: the dates give no order)" in text
    assert "[said] Ida Brandt, chief executive of Nerio." in text
    assert "3 tellings in 3 outlets, first told on top" in text
    assert "Tarn Weekly 23 May 2024 fragment 62 told, not quoted:" in text
    assert "北港晚报 24 May 2024 translated 84 !" in text
    assert "{+gives+}" in text
    assert "! suspect 北港晚报: words grew into it" in text


async def test_what_is_undated_is_not_told_first(story: Story) -> None:
    undated = replace(story, articles=tuple(replace(one, published=None) for one in story.articles))
    async with opened(undated, WIDE) as (app, pilot):
        await pilot.press("3")
        await settled(app, pilot)
        text = " ".join(" ".join(line.split("│")[-1] for line in screen_lines(app)).split())
    assert "first in unknown: no telling is dated" in text


async def test_enter_opens_the_statement_then_the_article_and_escape_comes_back(story: Story) -> None:
    async with opened(story, WIDE) as (app, pilot):
        await pilot.press("3", "enter", "j", "j")
        await settled(app, pilot)
        quotes = app.screen
        assert isinstance(quotes, QuotesScreen)
        assert quotes.subject.source == "北港晚报"
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, StatementScreen)
        assert app.screen.taken.article == "beigang"
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert IMPETUS in screen_text(app)
        await pilot.press("escape", "escape", "escape")
        await settled(app, pilot)
        assert app.screen is quotes
        assert not quotes.reading


async def test_what_no_statement_carries_opens_its_article(story: Story) -> None:
    async with opened(spoken(story), WIDE) as (app, pilot):
        await pilot.press("3", "G", "enter", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.taken is not None
        assert app.screen.taken.article == "copper"


async def test_a_search_narrows_to_words_and_names(story: Story) -> None:
    async with opened(spoken(story)) as (app, pilot):
        await pilot.press("3", "slash", *"brandt", "enter")
        await settled(app, pilot)
        text = screen_text(app)
        assert "showing 1 of 2 quotes" in text
        assert "we hear" not in text
        await pilot.press("escape", "slash", *"hear", "enter")
        await settled(app, pilot)
        assert "we hear" in screen_text(app)
        assert "Ida Brandt" not in screen_text(app)


async def test_what_of_a_filter_hides_no_quote_is_said(story: Story) -> None:
    async with opened(story, WIDE) as (app, pilot):
        await pilot.press("t", "3")
        await settled(app, pilot)
        text = screen_text(app)
    assert "showing 1 of 1 quote · kind: announcement hides 0" in text
    assert BOOST[:30] in text


async def test_from_an_open_entry_its_speaker_is_gone_to(story: Story) -> None:
    other = replace(
        story,
        quotes=(*story.quotes, *(Quote(at, at + 5, "note", speaker="Bo") for at in (0, 6, 12))),
    )
    async with opened(other, WIDE) as (app, pilot):
        await pilot.press("3")
        await settled(app, pilot)
        assert app.screen.subject.speaker == "Bo"  # type: ignore[attr-defined]
        await pilot.press("1", "j", "enter", "3")
        await settled(app, pilot)
        assert app.screen.subject.speaker == "Ida Brandt"  # type: ignore[attr-defined]


async def test_a_long_account_is_read_from_its_top_and_no_telling_is_passed_over(story: Story) -> None:
    first, second = story.quotes
    long = replace(first, role="chief executive of Nerio, " * 30)
    async with opened(replace(story, quotes=(long, second))) as (app, pilot):
        await pilot.press("3", "enter")
        await settled(app, pilot)
        quotes = app.screen
        assert isinstance(quotes, QuotesScreen)
        text = screen_text(app)
        assert "Ida Brandt" in text
        assert "› The Ledger" not in text
        await pilot.press("j")
        await settled(app, pilot)
        assert "› The Ledger" in screen_text(app)
        await pilot.press("j")
        await settled(app, pilot)
        assert "› Tarn Weekly" in screen_text(app)


async def test_hostile_names_and_words_are_drawn_as_text(story: Story) -> None:
    name, role = "[@click=app.quit]\x1b[31mBo[/] \u202eeb", "[/]\x9b2Jchief"
    text = story.articles[0].text
    quote = Quote(1, len(text) - 1, story.articles[0].id, speaker=name, role=role, cue="[said")
    async with opened(replace(story, quotes=(quote,)), WIDE) as (app, pilot):
        await pilot.press("3")
        await settled(app, pilot)
        drawn = screen_text(app)
    assert "[@click=app.quit]" in drawn
    assert not {"\x1b", "\x9b", "\u202e"} & set(drawn)


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_a_heading_fits_and_tells_the_role_where_there_is_room(width: int) -> None:
    speaker = Speaker("Ida Brandt", "chief executive of Nerio, the maker of lenses", 9, 12, 4)
    line = plain([heading(Group("Ida Brandt", 3), speaker, width)])
    assert len(line) <= width
    assert "Ida" in line
    assert ("chief exec" in line) == (width >= 80)
    assert width < 60 or "3 of 9 quotes, 12 times in 4 outlets" in line


async def test_who_is_only_described_stands_with_those_whom_nobody_names_and_is_told_in_the_pane(
    story: Story,
) -> None:
    described = replace(story, quotes=tuple(replace(one, speaker="another caller") for one in story.quotes))
    async with opened(described, (120, 36)) as (app, pilot):
        await pilot.press("3")
        await settled(app, pilot)
        text = screen_text(app)
        assert "No speaker is named" in text
        assert "another caller" in text.split("│", 1)[1]
        assert "also given" not in text
