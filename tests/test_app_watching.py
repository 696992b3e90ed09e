"""The dashboard while something is watched: what is new comes in, and nothing moves under the cursor."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from threading import Event as Flag

import pytest
from textual.pilot import Pilot

from conftest import BUYOUT, build_story, dashboard, notices, screen_lines, screen_text, settled
from fake_watch import AT, FOLDER, QUAY, TARN, FakeWatch, state
from ondit.errors import InputError, OnditError
from ondit.model import Problem, Story, TimelineEntry
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui.app import OnditApp
from ondit_tui.screens import watching
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.watched import WatchedScreen
from ondit_tui.widgets.timeline_list import TimelineList

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)])
BARS = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇█"), " ")
DAYS = tuple(f"2024-05-{day:02d}" for day in range(28, 18, -1))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "SECONDS_TOGETHER", 0.01)


def entry(day: str, number: int, importance: float = 0.0) -> TimelineEntry:
    ferry = build_story().timeline[1]
    words = f"Ferry {number:02d} sails on the {day[-2:]}"
    return replace(
        ferry, id=f"{day} {number}", claim=None, statement=None, published=day, text=words,
        importance=importance,
    )  # fmt: skip


def ferries(*more: TimelineEntry, less: tuple[str, ...] = (), numbers: range = range(4)) -> Story:
    """Return a story of some ferries a day, and others in their places."""
    entries = [entry(day, number) for day in DAYS for number in numbers]
    kept = [one for one in (*entries, *more) if one.id not in less]
    return replace(
        build_story(),
        timeline=tuple(sorted(kept, key=lambda one: (one.published or "", one.id), reverse=True)),
    )


class Desk:
    """An open dashboard, what it watches, and the story that is there to be read."""

    def __init__(self, story: Story) -> None:
        self.story: Story | OnditError = story
        self.watch = FakeWatch()
        self.readings = 0
        self.gate: Flag | None = None
        self.app = OnditApp(self._load, title="ferries.ondit", watch=self.watch)
        self.pilot: Pilot[None]

    def _load(self, *_: object) -> StoryView:
        self.readings += 1
        if self.gate:
            self.gate.wait(20)
        if isinstance(self.story, OnditError):
            raise self.story
        return WholeStory(self.story)

    @property
    def screen(self) -> Dashboard:
        return dashboard(self.app)

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def cursor(self) -> tuple[int, str]:
        """The line of the screen that the cursor is on, and its words."""
        (row,) = [(y, line) for y, line in enumerate(self.lines) if line.startswith("▌")]
        return row[0], row[1].split("│")[0].strip()

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, less what only tells how long it is."""
        return [line.translate(BARS).replace(" │", "│").rstrip() for line in screen_lines(self.app)]

    @property
    def words(self) -> str:
        """What stands in an open box, in one line."""
        return " ".join(" ".join(line.split("│")[1] for line in self.lines if line.count("│") > 1).split())

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        await settled(self.app, self.pilot)
        return self.text

    async def until(self, is_so: Callable[[], bool]) -> None:
        for _turn in range(500):
            await settled(self.app, self.pilot) if self.gate is None else await self.pilot.pause()
            if is_so():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(self.text)

    async def reads(self, story: Story | OnditError) -> None:
        """Have something new come in, and wait until it is shown."""
        self.story = story
        before = self.readings
        self.watch.tells()
        await self.until(lambda: self.readings > before and not self.screen.is_reading)


@asynccontextmanager
async def watched(story: Story | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    desk = Desk(story or ferries())
    async with desk.app.run_test(size=size, notifications=True) as pilot:
        desk.pilot = pilot
        await settled(desk.app, pilot)
        yield desk


@SIZES
async def test_what_is_new_above_leaves_the_cursor_on_its_entry_and_on_its_line(
    size: tuple[int, int],
) -> None:
    async with watched(size=size) as desk:
        await desk.press(*"jjjjjjjjj")
        before = desk.cursor
        assert before[1].endswith("Ferry 02 sails on the 26")
        await desk.reads(ferries(entry("2024-05-28", 7), entry("2024-05-27", 7), entry("2024-05-29", 1)))
        assert desk.cursor == before
        assert "3 new (.) · watching 3" in desk.text
        assert "x3 *Ferry 07 sails on the 27" in desk.text


@SIZES
async def test_what_is_new_below_leaves_all_above_the_cursor_as_it_was(size: tuple[int, int]) -> None:
    async with watched(size=size) as desk:
        await desk.press(*"jjjjj")
        before, above = desk.cursor, desk.lines[3:9]
        await desk.reads(ferries(entry("2024-05-26", 7)))
        assert desk.cursor == before
        assert desk.lines[3:9] == above


@SIZES
async def test_a_reader_at_the_very_top_stays_where_he_is(size: tuple[int, int]) -> None:
    async with watched(size=size) as desk:
        (listed,) = desk.app.screen_stack[0].query(TimelineList)
        top = listed.region.y
        before = desk.lines[top:]
        await desk.reads(ferries(entry("2024-05-29", 1), entry("2024-05-29", 2)))
        assert desk.lines[top:] == before
        assert "Ferry 01 sails on the 29" in await desk.press("g", "k", "k", "k")


@SIZES
async def test_a_reader_at_the_very_bottom_stays_where_he_is(size: tuple[int, int]) -> None:
    async with watched(size=size) as desk:
        await desk.press("G")
        before = desk.cursor
        await desk.reads(ferries(less=("2024-05-28 1", "2024-05-28 2", "2024-05-26 1")))
        assert desk.cursor == before
        await desk.reads(ferries(entry("2024-05-01", 1)))
        assert desk.cursor == before


@SIZES
async def test_what_is_gone_from_above_the_cursor_does_not_lift_it(size: tuple[int, int]) -> None:
    async with watched(size=size) as desk:
        await desk.press("j", "j", "j")
        before = desk.cursor
        await desk.reads(ferries(less=("2024-05-28 3", "2024-05-28 2")))
        assert desk.cursor == before
        assert desk.lines[3:5] == ["", ""] or size == (120, 36)
        await desk.press("j")
        assert desk.cursor == (before[0] - 2 + 2, "▌● ANN    x3  Ferry 03 sails on the 27")


@SIZES
async def test_an_entry_that_is_gone_leaves_the_cursor_on_its_neighbour(size: tuple[int, int]) -> None:
    async with watched(size=size) as desk:
        await desk.press(*"jjjjj")
        line, words = desk.cursor
        assert words.endswith("Ferry 02 sails on the 27")
        await desk.reads(ferries(less=("2024-05-27 2",)))
        assert desk.cursor == (line, words.replace("Ferry 02", "Ferry 01"))


@SIZES
async def test_an_entry_that_a_long_day_would_fold_stays_under_the_cursor(size: tuple[int, int]) -> None:
    async with watched(size=size) as desk:
        await desk.press("j")
        before = desk.cursor
        await desk.reads(ferries(*(entry("2024-05-28", 10 + n, importance=2.0) for n in range(9))))
        assert desk.cursor == before
        assert "*4 more that day, 1 new" in await desk.press("j")


async def test_an_entry_of_another_id_is_the_same_where_it_tells_the_same_places() -> None:
    story = build_story()
    async with watched(story) as desk:
        await desk.press("j", "j", "j", "j")
        before = desk.cursor
        assert BUYOUT[:20] in before[1]
        claims = tuple(
            replace(claim, id="c-other") if claim.id == "c-buy" else claim for claim in story.claims
        )
        timeline = tuple(
            replace(one, id="t-c-other", claim="c-other") if one.id == "t-c-buy" else one
            for one in story.timeline
        )
        await desk.reads(replace(story, claims=claims, timeline=timeline))
        assert desk.cursor == before
        assert desk.screen.timeline.new == {}


@SIZES
async def test_an_open_detail_stays_on_its_entry_its_telling_and_its_lines(size: tuple[int, int]) -> None:
    story = build_story()
    async with watched(story, size) as desk:
        await desk.press("j", "enter", "j", "j", "ctrl+d")
        before = desk.lines[3:]
        scroll = desk.screen.detail.scroll_offset
        first = replace(story.timeline[0], id="t-new", published="2024-06-01", text="Halden sells a boat")
        await desk.reads(replace(story, timeline=(first, *story.timeline)))
        assert desk.screen.reading
        assert desk.screen.detail.scroll_offset == scroll
        telling = desk.screen.detail.telling
        assert telling
        assert telling.article.id == "beigang"
        if size == (80, 24):
            assert desk.lines[3:] == before


async def test_behind_a_detail_that_hides_it_the_list_is_where_it_was() -> None:
    async with watched() as desk:
        await desk.press(*"jjjjjjj")
        before = desk.cursor
        await desk.press("enter")
        await desk.reads(ferries(entry("2024-05-29", 1), entry("2024-05-27", 9), entry("2024-05-28", 9)))
        await desk.press("escape")
        assert desk.cursor == before


@SIZES
async def test_whatever_comes_and_goes_the_entry_under_the_cursor_keeps_its_line(
    size: tuple[int, int],
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same every time
    days = [f"2024-05-{day:02d}" for day in range(10, 20)]
    pool = [entry(day, number, chance.choice((0.0, 2.0))) for day in days for number in range(14)]

    def some() -> Story:
        kept = sorted(chance.sample(pool, chance.randrange(20, 140)), key=lambda one: one.id)
        return replace(build_story(), timeline=tuple(reversed(kept)))

    async with watched(some(), size) as desk:
        stayed = 0
        for _turn in range(15):
            keys = chance.choices(["j", "k", "G", "g", "ctrl+d", "ctrl+u", "c", "right_square_bracket"], k=3)
            await desk.press(*keys)
            here, before, story = desk.screen.timeline.entry, desk.cursor, some()
            await desk.reads(story)
            assert desk.cursor[0] == before[0]
            if here and here.id in {one.id for one in story.timeline}:
                stayed += 1
                assert desk.cursor == before
        assert stayed > 3


async def test_a_list_that_was_scrolled_away_from_its_cursor_stays_where_it_is_seen() -> None:
    async with watched() as desk:
        desk.screen.timeline.scroll_to(y=20, animate=False)
        await desk.pilot.pause()
        before = desk.lines[3:]
        await desk.reads(ferries(entry("2024-05-29", 1), entry("2024-05-28", 9)))
        assert desk.lines[3:] == before
        here = desk.screen.timeline.entry
        assert here
        assert here.id == "2024-05-28 3"


async def test_a_telling_that_comes_in_above_the_one_under_the_cursor_scrolls_the_detail() -> None:
    story = build_story()
    async with watched(story, (80, 16)) as desk:
        await desk.press("j", "enter", "j", "j")
        y = next(y for y, line in enumerate(desk.lines) if line.startswith("▌"))
        statement = story.statements[0]
        told = replace(statement.occurrences[0], start=3, end=30)
        more = replace(statement, occurrences=(told, *statement.occurrences))
        await desk.reads(replace(story, statements=(more, *story.statements[1:])))
        assert [y for y, line in enumerate(desk.lines) if line.startswith("▌")] == [y]
        telling = desk.screen.detail.telling
        assert telling
        assert telling.article.id == "beigang"


async def test_filter_and_search_stay_and_what_they_hold_back_is_told() -> None:
    async with watched() as desk:
        await desk.press("slash", *"ferry 03", "enter")
        await desk.reads(ferries(entry("2024-05-29", 1)))
        assert "showing 10 of 41 entries" in desk.text
        assert "1 new (.) · watching 3" in desk.text
        await desk.press("full_stop")
        assert "What is new is held back by the filters" in desk.text
        await desk.press("escape", "full_stop")
        assert desk.cursor[1].endswith("Ferry 01 sails on the 29")


async def test_the_entry_under_the_cursor_stays_although_the_filter_holds_it_back_now() -> None:
    story = build_story()
    async with watched(story) as desk:
        await desk.press("slash", *"kind:r status:open ", "enter")
        assert desk.cursor[1].endswith("open")
        await desk.press("enter")
        timeline = tuple(replace(e, status="denied") if e.status == "open" else e for e in story.timeline)
        await desk.reads(replace(story, timeline=timeline))
        assert desk.screen.reading
        account = desk.screen.detail.account
        assert account
        assert (account.entry.id, account.entry.status) == ("t-c-camera", "denied")


async def test_new_entries_are_marked_until_the_cursor_was_on_them() -> None:
    async with watched() as desk:
        await desk.reads(ferries(entry("2024-05-28", 2, 1.0), entry("2024-05-28", 0), entry("2024-05-27", 9)))
        assert "1 new (.) · " in desk.text
        assert "*Ferry 09" in desk.text
        await desk.press("full_stop", "j")
        assert "*Ferry 09" not in desk.text
        assert " new (.)" not in desk.text
        assert "Nothing is new." in await desk.press("full_stop")


async def test_the_key_for_what_is_new_goes_round_and_unfolds() -> None:
    async with watched() as desk:
        long_day = [entry("2024-05-28", 10 + n, importance=2.0) for n in range(9)]
        await desk.reads(ferries(*long_day, entry("2024-05-20", 9)))
        await desk.press("G")
        seen = []
        for _press in range(10):
            await desk.press("full_stop")
            seen.append(desk.cursor[1][-24:])
        assert seen[:2] == ["Ferry 18 sails on the 28", "Ferry 17 sails on the 28"]
        assert seen[-1] == "Ferry 09 sails on the 20"
        assert desk.screen.timeline.new == {}


async def test_events_that_come_together_make_one_reading_and_one_reading_waits_for_another() -> None:
    async with watched() as desk:
        desk.gate = Flag()
        for _event in range(5):
            desk.watch.tells()
        await desk.until(lambda: desk.readings == 2)
        for _event in range(3):
            desk.watch.tells()
        await desk.pilot.pause(0.1)
        assert desk.readings == 2
        assert "reading what is new" in desk.text
        desk.gate.set()
        desk.gate = None
        await desk.until(lambda: desk.readings == 3 and not desk.screen.is_reading)
        await desk.pilot.pause(0.1)
        assert desk.readings == 3


async def test_nothing_is_read_again_where_nothing_is_new() -> None:
    async with watched() as desk:
        desk.watch.tells("recovered")
        desk.watch.tells("failing")
        await desk.pilot.pause(0.1)
        assert desk.readings == 1


async def test_an_empty_store_says_that_it_waits_and_shows_the_first_article() -> None:
    empty = Story()
    async with watched(empty) as desk:
        assert "There is no article yet." in desk.text
        await desk.reads(ferries())
        assert "showing all 40 entries" in desk.text
        assert "*" not in desk.text
        assert desk.cursor[1].endswith("Ferry 03 sails on the 28")


async def test_a_reading_that_fails_is_told_and_what_was_read_stays() -> None:
    async with watched() as desk:
        before = desk.cursor
        await desk.reads(InputError("The disk is gone.", "Bring it back."))
        assert "The disk is gone. Bring it back." in desk.text
        assert desk.cursor == before
        await desk.reads(ferries(entry("2024-05-29", 1)))
        assert "1 new" in desk.text


async def test_watching_begins_behind_the_first_reading_and_ends_with_the_dashboard() -> None:
    async with watched() as desk:
        assert (desk.watch.starts, desk.watch.stops) == (1, 0)
        await desk.press("r")
        assert desk.watch.starts == 1
        await desk.pilot.press("q")
    assert desk.watch.stops == 1
    desk.watch.tells()


async def test_quitting_while_a_reading_and_a_request_go_on_leaves_at_once() -> None:
    async with watched() as desk:
        desk.gate = Flag()
        desk.watch.states[QUAY] = state(QUAY, is_busy=True, wait=None)
        desk.watch.tells()
        await desk.until(lambda: desk.readings == 2)
        await desk.pilot.press("q")
        desk.gate.set()
    assert desk.app.return_code == 0
    assert desk.watch.stops == 1


async def test_pausing_is_told_and_ends_with_the_same_key() -> None:
    async with watched() as desk:
        assert "watching paused" in await desk.press("p")
        assert desk.watch.is_paused
        await desk.press("a")
        assert "It is asked once the watching goes on: p." in desk.text
        assert "watching 3" in await desk.press("p")
        assert not desk.watch.is_paused


@SIZES
async def test_a_failing_source_is_told_with_its_last_good_time_and_what_to_do(size: tuple[int, int]) -> None:
    async with watched(size=size) as desk:
        fault = {"failures": 3, "fault": "The server does not answer.", "hint": "Try it in a browser."}
        desk.watch.states[TARN] = state(TARN, **fault)
        desk.watch.tells("failing", TARN, fault=Problem(TARN, None, *list(fault.values())[1:]), good=AT)
        await desk.pilot.pause()
        assert "watching 3 · 1 failing (W)" in desk.text
        await desk.press("W")
        text = desk.words
        assert "failing https://tarn.example/rss last read " in text
        assert "failed 3 times in a row: The server does not answer. Try it in a browser." in text
        assert "ok https://quay.example/rss" in text
        assert "asked next in 10 min" in text
        assert "looked through next in 10 min" in text
        await desk.press("escape")
        desk.watch.states[TARN] = state(TARN)
        desk.watch.tells("recovered", TARN)
        await desk.pilot.pause()
        assert "failing" not in desk.text


async def test_what_is_gone_asked_or_never_good_is_told_so() -> None:
    async with watched(size=(120, 36)) as desk:
        gone = {"fault": "It was taken down for good.", "hint": "Watch another one."}
        desk.watch.states[QUAY] = state(QUAY, is_gone=True, wait=None, failures=1, **gone)
        desk.watch.states[TARN] = state(TARN, is_busy=True, wait=None)
        desk.watch.states[FOLDER] = state(FOLDER, good=None, wait=0.0)
        await desk.press("W")
        text = desk.words
        assert "gone https://quay.example/rss" in text
        assert "not asked again by itself" in text
        assert "failed once: It was taken down for good. Watch another one." in text
        assert "asking https://tarn.example/rss" in text
        assert "waiting /news never read yet · looked through next now" in text


async def test_a_source_is_forgotten_once_that_was_asked() -> None:
    async with watched() as desk:
        await desk.press("W", "G", "x", "k", "j", "x")
        assert desk.watch.forgotten == []
        text = await desk.press("x")
        assert desk.watch.forgotten == [FOLDER]
        assert FOLDER not in text
        assert isinstance(desk.app.screen, WatchedScreen)
        assert "watching 2" in await desk.press("escape")
        await desk.press("W", *"xxxxx")
        assert desk.watch.forgotten == [FOLDER, QUAY, TARN]


async def test_watching_that_has_ended_says_why() -> None:
    async with watched() as desk:
        desk.watch.fault = OnditError("Nothing is watched any more.", "Name feeds.")
        desk.watch.tells("recovered")
        await desk.pilot.pause()
        assert "watching nothing (W)" in desk.text
        assert "Nothing is watched any more. Name feeds." in await desk.press("W")


async def test_what_could_not_be_read_of_what_came_in_is_listed() -> None:
    async with watched() as desk:
        problem = Problem("/news/scan.pdf", None, "It holds no text.", "Recognise its letters first.")
        desk.watch.tells("unread", FOLDER, problems=(problem,))
        await desk.pilot.pause()
        assert "2 problems (e)" in desk.text
        assert "/news/scan.pdf" in await desk.press("e")


async def test_the_keys_of_watching_are_offered_only_where_something_is_watched() -> None:
    async with watched(size=(120, 36)) as desk:
        assert ". next new  W watched" in desk.text
        assert "Pause the watching, or go on with it." in await desk.press("question_mark", *"pause")
    app = OnditApp(lambda *_: WholeStory(ferries()), title="ferries")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await settled(app, pilot)
        await pilot.press("full_stop", "W", "p", "a", "colon", *"watch")
        await settled(app, pilot)
        assert "watched" not in screen_text(app)
        assert not notices(app)


async def test_what_is_to_be_told_at_the_start_is_told() -> None:
    app = OnditApp(
        lambda *_: WholeStory(ferries()), title="ferries", watch=FakeWatch(), told=["/nothere: It is gone."]
    )
    async with app.run_test(notifications=True) as pilot:
        await settled(app, pilot)
        assert "/nothere: It is gone." in screen_text(app)
