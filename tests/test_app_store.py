"""The dashboard over a store: what is kept is shown at once, and brought up to date beside it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from conftest import dashboard, listed, notices, screen_lines, screen_text, settled, unmeasured, until
from fake_watch import FakeWatch
from ondit.collection import story_of
from ondit.errors import StoreError
from ondit.model import Article, Published, Source
from ondit.progress import Progress, Report
from ondit.store import open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter
from ondit.whole import WholeStory
from ondit_tui import reading
from ondit_tui.app import OnditApp
from ondit_tui.asked import Asked
from ondit_tui.keeping import Keeping
from ondit_tui.marks import Marks
from ondit_tui.screens import watching

HEAVY = {"numpy", "numba", "rapidfuzz", "lxml", "httpx", "trafilatura", "nupunkt", "multiprocessing.pool"}
TOLD = (
    "The council of Belmore will open a new swimming hall in June, its mayor Ann Ode said.",
    "Torvale Shipping has ordered three electric ferries, the company announced on Monday.",
    "The brewery of Ostrava closes its oldest cellar after a flood, a spokesman said.",
    "Quayside University will teach shipbuilding again from autumn, its rector confirmed.",
)


def article(number: int, day: int = 3) -> Article:
    published = Published(f"2025-03-{day:02d}", "day", "metadata")
    return Article(f"a{number}", TOLD[number], Source(f"Outlet {number}", "metadata"), published=published)


def add(place: Path, *articles: Article) -> None:
    with open_store(place) as store:
        store.add(articles)


def keep(place: Path, *_: object) -> bool:
    """Bring a store up to date here and now."""
    with open_store(place) as store:
        story_of(store)
    return True


def brought_by(
    monkeypatch: pytest.MonkeyPatch, work: Callable[[Path, Report, Callable[[], bool]], bool]
) -> None:
    """Have stores brought up to date by a function of the test."""

    def ask(keeping: Keeping, report: Report, is_stopped: Callable[[], bool]) -> bool:
        return work(keeping.place, report, is_stopped)

    monkeypatch.setattr(Keeping, "bring_up_to_date", ask)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    add(tmp_path / "s.ondit", article(0), article(1))
    return tmp_path / "s.ondit"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    brought_by(monkeypatch, keep)


@asynccontextmanager
async def open_on(place: Path, **more: object) -> AsyncIterator[tuple[OnditApp, Pilot[None]]]:
    reader = reading.Reader(Asked(store=place))
    app = OnditApp(reader, title="s.ondit", **more)  # type: ignore[arg-type]
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            yield app, pilot
    finally:
        reader.close()


def cursor(app: OnditApp) -> tuple[int, str]:
    ((y, line),) = [(y, line) for y, line in enumerate(screen_lines(app)) if line.startswith("▌")]
    return y, line[:70]


async def test_a_store_is_brought_up_to_date_in_another_process_and_shown(place: Path) -> None:
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)
        assert "showing all 2 entries" in screen_text(app)
        assert isinstance(dashboard(app).view, StoredStory)
        assert [entry.sources for entry in listed(app)] == [("Outlet 1",), ("Outlet 0",)]
        await pilot.press("j", "enter")
        assert "Ann Ode" in screen_text(app)


async def test_a_store_that_is_up_to_date_asks_no_other_process(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(place)

    def never(*_: object) -> bool:
        raise AssertionError

    brought_by(monkeypatch, never)
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)
        assert "showing all 2 entries" in screen_text(app)
        assert "up to date" not in screen_text(app)


async def test_what_is_kept_is_shown_at_once_and_nothing_moves_when_the_rest_comes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(place)
    add(place, article(2, day=4), article(3, day=1))
    go = Event()

    def late(place: Path, report: Report, is_stopped: Callable[[], bool]) -> bool:
        report(Progress("matching", 0, 0, 4, 8))
        go.wait(20)
        return keep(place)

    brought_by(monkeypatch, late)
    async with open_on(place, watch=FakeWatch()) as (app, pilot):
        await until(pilot, lambda: "showing all 2 entries" in screen_text(app))
        await until(pilot, lambda: "bringing up to date … matching 8 sentences" in screen_text(app))
        await pilot.press("j")
        assert dashboard(app).watching.starts == 0  # type: ignore[union-attr]
        before, first = cursor(app), dashboard(app).view
        go.set()
        await settled(app, pilot)
        assert "showing all 4 entries" in screen_text(app)
        assert "bringing" not in screen_text(app)
        assert "2 new (.)" in screen_text(app)
        assert cursor(app) == before
        assert dashboard(app).watching.starts == 1  # type: ignore[union-attr]
        await pilot.press("full_stop")
        assert "Quayside" in cursor(app)[1]
        assert isinstance(first, StoredStory)
        with pytest.raises(StoreError, match="read no more"):
            first.days(Filter(min_confidence=0.1))


async def test_what_cannot_be_brought_up_to_date_is_told_and_what_is_kept_stays(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(place)
    add(place, article(2))

    def fails(*_: object) -> bool:
        raise StoreError("The disk is full.", "Make room.")

    brought_by(monkeypatch, fails)
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)
        assert "showing all 2 entries" in screen_text(app)
        assert "The disk is full. Make room." in screen_text(app)
        assert "not up to date (r)" in screen_text(app)
        brought_by(monkeypatch, keep)
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 3 entries" in screen_text(app)
        assert "not up to date" not in screen_text(app)


@pytest.mark.usefixtures("here")
async def test_what_comes_in_is_marked_and_moves_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SECONDS_TOGETHER", 0.01)
    watch = FakeWatch()
    async with open_on(place, watch=watch) as (app, pilot):
        await settled(app, pilot)
        await pilot.press("t", "j")
        before = cursor(app)
        for number in (2, 3):
            add(place, article(number, day=5 - number))
            watch.tells()
            await until(pilot, lambda n=number: f"{n - 1} new (.)" in screen_text(app))  # type: ignore[misc]
            assert cursor(app)[1] == before[1]
        assert cursor(app) == before
        assert "*The brewery of Ostrava" in screen_text(app)


@pytest.mark.usefixtures("here")
async def test_marks_stay_on_their_entries_while_the_story_grows_and_when_it_is_opened_again(
    place: Path,
) -> None:
    async with open_on(place, marks=Marks(place)) as (app, pilot):
        await settled(app, pilot)
        await pilot.press("j", "space")
        marked = cursor(app)[1][8:40]
        for number in (2, 3):
            add(place, article(number, day=5 - number))
            await pilot.press("r")
            await settled(app, pilot)
            (line,) = (line for line in screen_lines(app) if "◆" in line)
            assert line[8:40] == marked
    async with open_on(place, marks=Marks(place)) as (app, pilot):
        await settled(app, pilot)
        (line,) = (line for line in screen_lines(app) if "◆" in line)
        assert line[8:40] == marked
        await pilot.press("f", "slash", *"marked", "enter", "space", "enter")
        await settled(app, pilot)
        assert "showing 1 of 4 entries · only marked hides 3" in screen_text(app)


@pytest.mark.usefixtures("here")
async def test_of_an_empty_store_nothing_is_new_that_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SECONDS_TOGETHER", 0.01)
    watch, place = FakeWatch(), tmp_path / "empty.ondit"
    add(place)
    async with open_on(place, watch=watch) as (app, pilot):
        await settled(app, pilot)
        assert "There is no article yet." in screen_text(app)
        add(place, article(0))
        watch.tells()
        await until(pilot, lambda: "showing all 1 entry" in screen_text(app))
        assert " new (.)" not in screen_text(app)


async def test_a_story_that_the_store_cannot_keep_is_shown_all_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought_by(monkeypatch, lambda *_: True)
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)
        assert "showing all 2 entries" in screen_text(app)
        assert isinstance(dashboard(app).view, WholeStory)


async def test_quitting_while_it_is_brought_up_to_date_ends_the_other_process(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()

    def long(place: Path, report: Report, is_stopped: Callable[[], bool]) -> bool:
        begun.set()
        while not is_stopped():
            ended.wait(0.01)
        ended.set()
        return False

    brought_by(monkeypatch, long)
    async with open_on(place) as (app, pilot):
        await until(pilot, begun.is_set)
        await pilot.press("q")
    assert ended.wait(20)
    assert app.return_code == 0


async def test_what_cannot_be_read_any_more_is_told_once_and_the_dashboard_stays(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(place)
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)

        def gone(*_: object) -> object:
            raise StoreError("The store is damaged.", "`ondit doctor` says more.")

        for name in ("days", "entries", "standing", "part", "entry"):
            monkeypatch.setattr(StoredStory, name, gone)
        await pilot.press("t", "j", "t", "k", "t", "t")
        await settled(app, pilot)
        assert notices(app) == ["The store is damaged. `ondit doctor` says more."]
        assert "The store is damaged." in screen_lines(app)[4]
        assert app.is_running


@pytest.mark.parametrize(("view", "key"), [("2", "x"), ("3", "x"), ("5", "x"), ("5", "y"), ("5", "o")])
async def test_a_key_that_asks_for_what_cannot_be_read_any_more_tells_so_and_the_dashboard_stays(
    place: Path, view: str, key: str
) -> None:
    keep(place)
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)
        await pilot.press(view)
        await settled(app, pilot)
        shown = dashboard(app).view
        assert shown
        shown.close()
        await pilot.press(key)
        await settled(app, pilot)
        (notice,) = notices(app)
        assert notice == f"The store {place} is read no more. Look at what was read since."
        assert app.is_running


@pytest.mark.usefixtures("here")
async def test_a_store_that_is_gone_is_told_what_was_read_stays_and_none_is_made(place: Path) -> None:
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)
        place.rename(place.with_name("gone.ondit"))
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 2 entries" in screen_text(app)
        (notice,) = notices(app)
        assert notice.startswith(f"There is no store {place}.")
        assert not place.exists()


@pytest.mark.usefixtures("here")
async def test_a_store_that_another_program_holds_is_told_and_read_once_it_is_free(place: Path) -> None:
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    async with open_on(place) as (app, pilot):
        await settled(app, pilot)
        text = " ".join(screen_text(app).split())
        assert "is in use by another program that writes to it." in text
        assert "Wait until it is done, then try again." in text
        assert "r reads again, q quits." in text
        other.execute("ROLLBACK")
        other.close()
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 2 entries" in screen_text(app)


def test_nothing_heavy_is_imported_on_the_way_to_what_a_store_keeps(place: Path) -> None:
    keep(place)
    code = (
        "import asyncio, json, sys\nfrom pathlib import Path\n"
        "from ondit_tui import reading\nfrom ondit_tui.app import OnditApp\n"
        "from ondit_tui.asked import Asked\n"
        f"asked = Asked(store=Path({str(place)!r}))\n"
        "app = OnditApp(reading.Reader(asked), title='s')\n"
        "async def use():\n"
        "    async with app.run_test(size=(120, 36)) as pilot:\n"
        "        await app.workers.wait_for_complete()\n"
        "        await pilot.pause()\n"
        "        await pilot.press('j', 'enter', 'escape')\n"
        "        return app.screen.timeline.item_count, app.screen.detail.account.entry.text\n"
        "print(json.dumps([asyncio.run(use()), sorted(sys.modules)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    (items, text), modules = json.loads(done.stdout)
    assert items == 2
    assert "swimming hall" in text
    assert not HEAVY & set(modules)


@unmeasured
def test_nothing_heavy_is_imported_before_the_first_frame_on_the_way_from_the_command_line() -> None:
    code = (
        "import asyncio, json, sys\nfrom threading import Event\n"
        "from ondit.errors import InputError\n"
        "from ondit_tui import beginning, cli, config, opening, showing\n"
        "may_read = Event()\n"
        "def load(*_):\n"
        "    may_read.wait()\n"
        "    raise InputError('Nothing is there.', 'Look elsewhere.')\n"
        "opening.is_served = lambda: True\n"  # then no terminal is asked for its keys
        "app = opening._app(load, title='s')\n"
        "async def use():\n"
        "    async with app.run_test(size=(120, 36)) as pilot:\n"
        "        await pilot.pause()\n"
        "        found = app.screen.size.width, sorted(sys.modules)\n"
        "        may_read.set()\n"
        "        return found\n"
        "print(json.dumps(asyncio.run(use())))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    width, modules = json.loads(done.stdout)
    assert width == 120
    assert not (HEAVY | {"sqlite3", "ondit.pipeline", "ondit.store", "ondit.ingest"}) & set(modules)
