"""The app as a person uses it: by keys, on a story whose every line is known."""

from __future__ import annotations

from dataclasses import replace

from textual.events import Key

from conftest import (
    BOOST,
    CAMERA,
    FACTORY,
    OTHER_CAMERA,
    SALE,
    Views,
    dashboard,
    notices,
    opened,
    screen_lines,
    screen_text,
    settled,
)
from ondit.model import Span, Story
from ondit_tui.app import OnditApp


async def test_open_move_filter_by_source_read_diff_copy_quit(story: Story, view_of: Views) -> None:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "Handed over."

    async with opened(view_of(story), (120, 36), copy=copy) as (app, pilot):
        assert "showing all 6 entries" in screen_text(app)
        await pilot.press("s", "j", "j", "j", "space", "enter")
        await pilot.pause()
        assert "showing 2 of 6 entries · source: 北港晚报 hides 4" in screen_text(app)
        assert FACTORY[:20] in screen_text(app)
        assert SALE[:20] not in screen_text(app)
        await pilot.press("enter", "j", "j")
        assert dashboard(app).reading
        text = screen_text(app)
        assert "[-will give-] {+gives+}" in text
        assert "{+impetus+}" in text
        assert "similarity 84" in text
        await pilot.press("k", "k", "y")
        await settled(app, pilot)
        assert copied == [
            f"“{BOOST}” — Ida Brandt, chief executive of Nerio, via The Ledger, 23 May 2024,"
            " https://ledger.example/story"
        ]
        assert "Handed over." in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_keys_behind_the_one_that_leaves_do_nothing(story: Story) -> None:
    async with opened(story) as (app, pilot):
        for key in "qst":
            app.post_message(Key(key, key))
        await pilot.pause()
    assert app.return_code == 0
    assert len(app.screen_stack) <= 1


async def test_the_samples_are_read_filtered_and_copied_by_keys(sample: Story) -> None:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "Handed over."

    async with opened(sample, (120, 36), copy=copy) as (app, pilot):
        await pilot.press("slash", *"own fam", "enter")
        await settled(app, pilot)
        assert "showing 1 of " in screen_text(app)
        await pilot.press("enter", "j", "y")
        await settled(app, pilot)
        assert copied == [
            "“Nobody at this authority will open a tunnel that we would not drive our own families through”"
            " — Lene Ostrander, director general of the Authority, via Haskland Transport Authority,"
            " 3 September 2025, https://news.hta.example/releases/2025/hask-tunnel-opening"
        ]
        await pilot.press("escape", "escape", "t", "t")
        await settled(app, pilot)
        entry = dashboard(app).timeline.entry
        assert entry
        assert entry.kind == "rumour"
        assert "kind: rumour" in screen_text(app)


async def test_the_timeline_tells_kinds_outlets_and_status_in_words(story: Story) -> None:
    async with opened(story) as (app, _):
        lines = screen_lines(app)
        assert (
            lines[0].split()
            == "Nerio and Halden 8 articles · 5 sources · 2 ANN · 3 rum? · 1 problem (e)".split()
        )
        assert lines[3].startswith(" Thu 23 May 2024 · 3 ──")
        assert lines[4].startswith("▌✕ DENY   x1  Halden is not for sale")
        assert lines[5].startswith(" ● ANN    x3  This partnership")
        assert lines[5].endswith("…")
        assert lines[6] == f" ·        x2  {FACTORY}"
        assert lines[8].startswith(" ○ rum?   x2  The Nerio 7")
        assert lines[8].endswith("  open")
        assert lines[9].startswith(" May 2024 · 1 ──")
        assert lines[10].endswith("  denied")
        assert lines[11].startswith(" undated · 1 ──")
        assert lines[12].endswith("  expired")
        assert "00:00" not in screen_text(app)


async def test_the_detail_says_who_when_why_and_what_became_of_it(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (120, 36)) as (app, pilot):
        assert "Thu 23 May 2024, 09:30 +02:00" in screen_text(app)
        await pilot.press("j")
        text = screen_text(app)
        assert "announcement  confidence 0.93, high" in text
        assert "Ida Brandt, chief executive of Nerio" in text
        assert "The Ledger and Tarn Weekly, Thu 23 May 2024" in text
        assert "(a tie: the dates give no order)" in text
        assert "北港晚报: words grew into it" in text
        await pilot.press("j", "j")
        text = screen_text(app)
        assert "rumour · leak  confidence 0.72, fair" in text
        assert "Unnamed people tell it" in text
        assert "“is said to”" in text
        assert "speaks of  Jul 2024" in text
        await pilot.press("j")
        assert "denied by: Halden is not for sale" in screen_text(app)
        await pilot.press("j")
        assert "unknown: no article that tells it is dated" in " ".join(screen_text(app).split())


async def test_escape_closes_the_detail_then_clears_the_search_then_the_filters(story: Story) -> None:
    async with opened(story) as (app, pilot):
        await pilot.press("t", "slash", *"halden", "enter", "enter")
        screen = dashboard(app)
        assert (screen.reading, screen.wanted.search, set(screen.wanted.kinds)) == (
            True,
            "halden*",
            {"announcement"},
        )
        await pilot.press("escape")
        assert (screen.reading, screen.wanted.search) == (False, "halden*")
        await pilot.press("escape")
        assert (screen.wanted.search, set(screen.wanted.kinds)) == ("", {"announcement"})
        await pilot.press("escape")
        assert not screen.wanted.kinds
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.is_running
        assert "q quits" in screen_text(app)


async def test_search_filters_while_typing_and_marks_hits(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (120, 36)) as (app, pilot):
        await pilot.press("slash", *"halden")
        await settled(app, pilot)
        assert "showing 3 of 6 entries · “halden*”" in screen_text(app)
        assert " / halden" in screen_text(app)
        await pilot.press(*" buy")
        await settled(app, pilot)
        assert "showing 1 of 6 entries · “halden buy*”" in screen_text(app)
        assert dashboard(app).timeline.entry == story.timeline[4]
        await pilot.press("escape")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
        assert " / halden" not in screen_text(app)


async def test_the_cursor_stays_in_view_when_a_search_is_cleared(story: Story) -> None:
    first = story.timeline[0]
    entries = tuple(replace(first, id=f"t-{n}", text=f"Ferry {n} sails") for n in range(90))
    async with opened(replace(story, timeline=entries)) as (app, pilot):
        await pilot.press("slash", *"ferry 77", "enter", "escape")
        await settled(app, pilot)
        assert dashboard(app).timeline.entry == entries[77]
        assert "Ferry 77 sails" in screen_text(app)
        assert "Ferry 62 sails" in screen_text(app)


async def test_keys_that_arrive_at_once_do_what_they_do_one_by_one(story: Story) -> None:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "Handed over."

    def send(app: OnditApp, *keys: str) -> None:
        for key in keys:
            app.post_message(Key(key, key if len(key) == 1 else {"slash": "/", "colon": ":"}.get(key)))

    async with opened(story, copy=copy) as (app, pilot):
        send(app, "slash", *"quotes", *["backspace"] * 6, *"valley", "enter", "y")
        await settled(app, pilot)
        await settled(app, pilot)
        assert dashboard(app).wanted.search == "valley*"
        assert [text[: len(FACTORY) + 2] for text in copied] == [f"“{FACTORY}”"]
        send(app, "escape", "escape", "j", "enter", "j")
        await settled(app, pilot)
        assert dashboard(app).detail.telling is not None
        assert dashboard(app).detail.telling.article.id == "copper-2"
        send(app, "colon", *"light or")
        await settled(app, pilot)
        send(app, *" dark", "enter")
        await settled(app, pilot)
        assert app.theme == "ondit-light"


async def test_the_cursor_stays_on_its_entry_when_the_filter_changes(story: Story) -> None:
    async with opened(story) as (app, pilot):
        await pilot.press("G", "k", "t", "t")
        assert dashboard(app).timeline.entry == story.timeline[4]
        await pilot.press("t")
        assert dashboard(app).timeline.entry == story.timeline[2]
        await pilot.press("t")
        assert not dashboard(app).wanted.kinds
        assert dashboard(app).timeline.entry == story.timeline[4]


async def test_after_a_search_the_cursor_is_on_the_hit_that_was_kept_or_back_where_it_was(
    story: Story,
) -> None:
    async with opened(story) as (app, pilot):
        await pilot.press("slash", *"valley", "enter", "escape")
        assert dashboard(app).timeline.entry == story.timeline[2]
        await pilot.press("slash", *"forerunner", "escape")
        assert dashboard(app).timeline.entry == story.timeline[2]
        await pilot.press("slash", *"forerunner", "enter", "escape")
        assert dashboard(app).timeline.entry == story.timeline[5]


async def test_zero_results_say_which_filter_hides_how_many(story: Story) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        await pilot.press("t", "slash", *"megapixel", "enter")
        await settled(app, pilot)
        text = screen_text(app)
        assert "showing 0 of 6 entries · kind: announcement hides 4 · “megapixel*” hides 5" in text
        assert "Nothing passes the filters." in text
        assert "kind: announcement hides 4  t shows the next" in text
        assert "“megapixel*” hides 5  Esc takes it off" in text
        await pilot.press("enter", "tab", "y", "n", "d", "bracketright", "G", "pagedown")
        assert not dashboard(app).reading


async def test_only_http_addresses_reach_the_browser(story: Story) -> None:
    asked: list[str] = []

    def browse(url: str) -> str:
        asked.append(url)
        return "Asked."

    bad = replace(story.articles[5], url="file:///etc/passwd")
    none = replace(story.articles[0], url=None)
    articles = (none, *story.articles[1:5], bad, *story.articles[6:])
    async with opened(replace(story, articles=articles), browse=browse) as (app, pilot):
        await pilot.press("o")
        await settled(app, pilot)
        assert "file:///etc/passwd is not an http or https address" in notices(app)[-1]
        await pilot.press("j", "o")
        await settled(app, pilot)
        assert "This article gives no web address." in notices(app)
        await pilot.press("j", "j", "o")
        await settled(app, pilot)
        assert asked == ["https://orbit.example/story"]


async def test_of_twenty_thousand_entries_only_those_that_are_seen_are_drawn(story: Story) -> None:
    entries = tuple(
        replace(
            story.timeline[0],
            id=f"t{n}",
            claim=None,
            published=f"20{19 - n // 1000:02d}-01-02",
            text=f"Entry {n}",
        )
        for n in range(20_000)
    )
    async with opened(replace(story, timeline=entries)) as (app, pilot):
        timeline = dashboard(app).timeline
        assert timeline.line_count == 20 * (1 + 8 + 1)
        await pilot.press("C", "G")
        await pilot.pause()
        assert "Entry 19999" in screen_text(app)
        assert len(timeline._strips) < 100
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert timeline.cursor == 18 * (1_000 + 1)
        assert timeline.line_count == 20 * (1 + 1_000 + 1)


async def test_a_span_of_a_claim_in_other_words_is_compared_too(story: Story) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        await pilot.press("j", "j", "j", "enter", "j")
        text = screen_text(app)
        assert "Copper Post" in text
        assert "retold" in text
        assert "{+According" in text
        assert dashboard(app).detail.telling is not None
        assert isinstance(dashboard(app).detail.telling.span, Span)


async def test_what_is_read_in_the_list_is_what_is_copied(story: Story) -> None:
    """Also where another outlet told it before, in other words."""
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "Handed over."

    claims = tuple(replace(one, text=OTHER_CAMERA) if one.text == CAMERA else one for one in story.claims)
    entries = tuple(replace(one, text=OTHER_CAMERA) if one.text == CAMERA else one for one in story.timeline)
    retold = replace(story, claims=claims, timeline=entries)
    async with opened(retold, (80, 24), copy=copy) as (app, pilot):
        await pilot.press("j", "j", "j", "y")
        await settled(app, pilot)
    assert copied == [f"“{OTHER_CAMERA}” — via Copper Post, 21 May 2024, https://copper-2.example/story"]
