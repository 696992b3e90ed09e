"""The app as a person uses it: by keys, on a story whose every line is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from textual.events import Key

from conftest import (
    BOOST,
    BUYOUT,
    CAMERA,
    FACTORY,
    OTHER_CAMERA,
    PRICE,
    SALE,
    Views,
    dashboard,
    opened,
    screen_lines,
    screen_text,
    settled,
    until,
)
from ondit import pipeline
from ondit.errors import InputError, UsageError
from ondit.model import Article, First, Occurrence, Source, Span, Statement, Story, TimelineEntry
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui import samples
from ondit_tui.app import OnditApp
from ondit_tui.widgets.timeline_list import TimelineList


def notices(app: OnditApp) -> str:
    return "\n".join(notice.message for notice in app._notifications)


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


async def test_the_samples_are_read_filtered_and_copied_by_keys(view_of: Views) -> None:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "Handed over."

    story = pipeline.read([samples.folder()])
    async with opened(view_of(story), (120, 36), copy=copy) as (app, pilot):
        await pilot.press("slash", *"own families", "enter")
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


async def test_the_timeline_tells_kinds_outlets_and_status_in_words(story: Story, view_of: Views) -> None:
    async with opened(view_of(story)) as (app, _):
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


async def test_escape_closes_the_detail_then_clears_the_search_then_the_filters(
    story: Story, view_of: Views
) -> None:
    async with opened(view_of(story)) as (app, pilot):
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


async def test_keys_that_arrive_at_once_do_what_they_do_one_by_one(story: Story, view_of: Views) -> None:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "Handed over."

    def send(app: OnditApp, *keys: str) -> None:
        for key in keys:
            app.post_message(Key(key, key if len(key) == 1 else {"slash": "/", "colon": ":"}.get(key)))

    async with opened(view_of(story), copy=copy) as (app, pilot):
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


async def test_the_cursor_stays_on_its_entry_when_the_filter_changes(story: Story, view_of: Views) -> None:
    async with opened(view_of(story)) as (app, pilot):
        await pilot.press("G", "k", "t", "t")
        assert dashboard(app).timeline.entry == story.timeline[4]
        await pilot.press("t")
        assert dashboard(app).timeline.entry == story.timeline[2]
        await pilot.press("t")
        assert not dashboard(app).wanted.kinds
        assert dashboard(app).timeline.entry == story.timeline[4]


async def test_after_a_search_the_cursor_is_on_the_hit_that_was_kept_or_back_where_it_was(
    story: Story,
    view_of: Views,
) -> None:
    async with opened(view_of(story)) as (app, pilot):
        await pilot.press("slash", *"valley", "enter", "escape")
        assert dashboard(app).timeline.entry == story.timeline[2]
        await pilot.press("slash", *"forerunner", "escape")
        assert dashboard(app).timeline.entry == story.timeline[2]
        await pilot.press("slash", *"forerunner", "enter", "escape")
        assert dashboard(app).timeline.entry == story.timeline[5]


async def test_zero_results_say_which_filter_hides_how_many(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (120, 36)) as (app, pilot):
        await pilot.press("t", "slash", *"megapixel", "enter")
        await settled(app, pilot)
        text = screen_text(app)
        assert "showing 0 of 6 entries · kind: announcement hides 4 · “megapixel*” hides 5" in text
        assert "Nothing passes the filters." in text
        assert "kind: announcement hides 4  t shows the next" in text
        assert "“megapixel*” hides 5  Esc takes it off" in text
        await pilot.press("enter", "tab", "y", "n", "d", "bracketright", "G", "pagedown")
        assert not dashboard(app).reading


async def test_an_empty_story_says_what_to_do() -> None:
    async with opened(Story()) as (app, pilot):
        text = screen_text(app)
        assert "Nothing was read." in text
        assert "ondit articles/" in text
        await pilot.press("j", "k", "enter", "y", "o", "G", "right_square_bracket", "n", "t")
        await settled(app, pilot)
        assert app.is_running


async def test_articles_without_news_are_told_apart_from_nothing_read(story: Story) -> None:
    async with opened(replace(story, timeline=())) as (app, _):
        assert "No announcement and no rumour was found" in screen_text(app)


async def test_a_load_error_is_a_sentence_with_its_hint_and_the_app_stays_usable(story: Story) -> None:
    error = InputError("[red]gone.jsonl[/red] is not there.", "Check the path.")
    async with opened(error) as (app, pilot):
        text = screen_text(app)
        assert "[red]gone.jsonl[/red] is not there." in text
        assert "Check the path." in text
        await pilot.press("question_mark")
        assert "Keys" in screen_text(app)
        await pilot.press("escape")
        app._load = lambda *_: WholeStory(story)
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)


async def test_a_failed_reading_again_keeps_the_story(story: Story, view_of: Views) -> None:
    def fail(*_: object) -> StoryView:
        raise InputError("old.jsonl is gone.", "Put it back.")

    async with opened(view_of(story)) as (app, pilot):
        app._load = fail
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
        assert "old.jsonl is gone. Put it back." in notices(app)


async def test_below_100_columns_the_detail_is_a_screen_of_its_own(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (99, 24)) as (app, pilot):
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


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((59, 16), "Ondit needs 60x16, this is 59x16."),
        ((59, 40), "Ondit needs 60x16, this is 59x40."),
        ((60, 15), "Ondit needs 60x16, this is 60x15."),
        ((30, 10), "needs 60x16, is 30x10"),
        ((20, 5), "needs 60x16, is 20x5"),
        ((12, 5), "needs 60x16"),
        ((6, 5), "60x16"),
    ],
)
async def test_a_window_too_small_asks_for_space_in_one_line_that_is_whole(
    story: Story, view_of: Views, size: tuple[int, int], words: str
) -> None:
    async with opened(view_of(story), (60, 16)) as (app, pilot):
        assert "DENY" in screen_text(app)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "DENY" not in screen_text(app)
        lines = [line for line in screen_lines(app) if line]
        assert lines == [words]
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


async def test_hostile_text_in_a_notice_is_text(story: Story, view_of: Views) -> None:
    def copy(text: str) -> str:
        return "[/] [@click=app.quit]x[/] " + text[:10]

    async with opened(view_of(story), copy=copy) as (app, pilot):
        await pilot.press("y")
        await settled(app, pilot)
        assert "[/] [@click=app.quit]x[/]" in screen_text(app)


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
        assert "file:///etc/passwd is no http or https address" in notices(app)
        await pilot.press("j", "o")
        await settled(app, pilot)
        assert "This article gives no web address." in notices(app)
        await pilot.press("j", "j", "o")
        await settled(app, pilot)
        assert asked == ["https://orbit.example/story"]


async def test_the_frame_is_drawn_before_anything_is_read(story: Story) -> None:
    go = Event()

    def load(*_: object) -> StoryView:
        go.wait(10)
        return WholeStory(story)

    app = OnditApp(load, title="Slow")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "reading …" in text
        assert "? help  q quit" in text
        await pilot.press("s", "f", "t", "slash", *"camera", "enter", "e")
        go.set()
        await settled(app, pilot)
        assert "showing 0 of 6 entries · kind: announcement hides 4 · “camera*” hides 5" in screen_text(app)


async def test_what_was_known_before_is_shown_while_the_rest_is_read(story: Story) -> None:
    go = Event()

    def load(_: object, __: object, show: Callable[[StoryView], object]) -> StoryView:
        show(WholeStory(replace(story, timeline=story.timeline[1:])))
        go.wait(10)
        return WholeStory(story)

    app = OnditApp(load, title="Slow")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "showing all 5 entries" in screen_text(app))
        assert "bringing up to date …" in screen_text(app)
        await pilot.press("j", "j")
        before = screen_lines(app)[7][:60]
        go.set()
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
        assert "bringing up to date" not in screen_text(app)
        assert screen_lines(app)[7][:60] == before
        assert before.startswith("▌")


async def test_what_was_asked_for_at_the_start_is_shown_first_and_let_go_of_with_escape(
    story: Story, view_of: Views
) -> None:
    rumours = Filter(kinds=frozenset({"rumour"}))
    async with opened(view_of(story), wanted=lambda _: rumours) as (app, pilot):
        assert "showing 3 of 6 entries · kind: rumour" in screen_text(app)
        await pilot.press("escape")
        assert "showing all 6 entries" in screen_text(app)
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)


async def test_what_is_asked_for_at_the_start_and_makes_no_sense_is_told(
    story: Story, view_of: Views
) -> None:
    def wanted(_: StoryView) -> Filter:
        raise UsageError("No outlet here is called “Tern”.", "There is: Tarn.")

    async with opened(view_of(story), wanted=wanted) as (app, _):
        assert "No outlet here is called “Tern”." in screen_text(app)


async def test_the_last_reading_is_the_one_that_is_shown(story: Story, view_of: Views) -> None:
    first, slow = Event(), Event()

    def late(*_: object) -> StoryView:
        first.set()
        slow.wait(10)
        return WholeStory(Story())

    async with opened(view_of(story)) as (app, pilot):
        app._load = late
        await pilot.press("r")
        first.wait(10)
        app._load = lambda *_: WholeStory(story)
        await pilot.press("r")
        slow.set()
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)


async def test_a_hundred_thousand_entries_are_listed_and_only_drawn_where_seen(story: Story) -> None:
    entries = tuple(
        replace(
            story.timeline[0],
            id=f"t{n}",
            claim=None,
            published=f"20{99 - n // 1000:02d}-01-02",
            text=f"Entry {n}",
        )
        for n in range(100_000)
    )
    async with opened(replace(story, timeline=entries)) as (app, pilot):
        timeline = dashboard(app).timeline
        assert timeline.line_count == 100 * (1 + 8 + 1)
        await pilot.press("C", "G")
        await pilot.pause()
        assert "Entry 99999" in screen_text(app)
        assert len(timeline._strips) < 100
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert timeline.cursor == 98 * (1_000 + 1)
        assert timeline.line_count == 100 * (1 + 1_000 + 1)


@pytest.mark.parametrize("theme", ["ondit-light", "ondit-ansi"])
async def test_themes_change_colours_and_no_word(story: Story, view_of: Views, theme: str) -> None:
    async with opened(view_of(story), (120, 36)) as (app, pilot):
        before = screen_text(app)
        app.theme = theme
        await pilot.pause()
        assert screen_text(app) == before


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


async def test_a_click_on_the_name_of_a_view_shows_it(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (80, 24)) as (app, pilot):
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
    story: Story, view_of: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(view_of(story), (120, 36)) as (app, pilot):
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


async def test_the_mouse_chooses_and_opens(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (120, 36)) as (app, pilot):
        await pilot.click("TimelineList", offset=(10, 5))
        assert dashboard(app).timeline.entry == story.timeline[3]
        assert CAMERA[:30] in screen_text(app)
        await pilot.click("TimelineList", offset=(10, 9), times=2)
        assert dashboard(app).timeline.entry == story.timeline[5]
        assert PRICE in screen_text(app)
        assert dashboard(app).reading
        assert BUYOUT not in screen_text(app)


async def test_a_span_of_a_claim_in_other_words_is_compared_too(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (120, 36)) as (app, pilot):
        await pilot.press("j", "j", "j", "enter", "j")
        text = screen_text(app)
        assert "Copper Post" in text
        assert "retold" in text
        assert "{+According" in text
        assert dashboard(app).detail.telling is not None
        assert isinstance(dashboard(app).detail.telling.span, Span)


async def test_what_is_read_in_the_list_is_what_is_copied(story: Story, view_of: Views) -> None:
    """Also where another outlet told it before, in other words."""
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "Handed over."

    claims = tuple(replace(one, text=OTHER_CAMERA) if one.text == CAMERA else one for one in story.claims)
    entries = tuple(replace(one, text=OTHER_CAMERA) if one.text == CAMERA else one for one in story.timeline)
    retold = replace(story, claims=claims, timeline=entries)
    async with opened(view_of(retold), (80, 24), copy=copy) as (app, pilot):
        await pilot.press("j", "j", "j", "y")
        await settled(app, pilot)
    assert copied == [f"“{OTHER_CAMERA}” — via Copper Post, 21 May 2024, https://copper-2.example/story"]
