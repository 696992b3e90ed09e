"""What a reader says of claims, by keys: kept in the store, shown as the reader's, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from conftest import notices, opened, screen_text, settled
from ondit import collection
from ondit.model import Article, Published, Source, Story
from ondit.progress import Report
from ondit.store import open_store
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui.app import OnditApp
from ondit_tui.marks import READ_ONLY, Marks

TEXTS = (
    "Nerio may buy the lens maker Halden next year, people familiar with the matter said on Monday.",
    "Tarn Motors will reportedly close its yard in Belmore in May, two sources told us.",
    "Unnamed bankers are said to have looked through the books of a carmaker.",
)


def store_with(place: Path, *texts: str) -> None:
    articles = [
        Article(
            f"a{at}",
            text,
            Source(f"Outlet {at}", "metadata"),
            published=Published(f"2025-05-0{at + 1}", "day", "text"),
        )
        for at, text in enumerate(texts)
    ]
    with open_store(place) as store:
        store.add(articles)


def reader(place: Path) -> Callable[[Report, Callable[[], bool], object], StoryView]:
    def load(*_: object) -> StoryView:
        with open_store(place) as store:
            return WholeStory(collection.story_of(store))

    return load


async def press(app: OnditApp, pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settled(app, pilot)
    await app.workers.wait_for_complete()
    await settled(app, pilot)
    return screen_text(app)


def statuses(place: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    with open_store(place) as store:
        return {one.text: (one.status, one.overridden) for one in collection.story_of(store).claims}


async def test_a_status_is_corrected_shown_as_the_readers_and_taken_back(tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    store_with(place, TEXTS[0])
    app = OnditApp(reader(place), title="s", marks=Marks(place))
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        text = await press(app, pilot, "2", "u")
        assert "Correct this claim" in text
        assert "Take back" not in text
        text = await press(app, pilot, "j", "j", "enter")
        assert [(status, said) for status, said in statuses(place).values()] == [("denied", ("status",))]
        assert "Kept as yours: the claims are brought up to date." in notices(app)
        assert "status     denied, as you said" in text
        assert "yours      what became of it" in text
        text = await press(app, pilot, "u")
        assert "Take back what I said of it." in text
        text = await press(app, pilot, "G", "enter")
        assert [(status, said) for status, said in statuses(place).values()] == [("open", ())]
        assert "as you said" not in text
        with open_store(place) as store:
            assert store.overrides() == []


async def test_a_claim_is_made_one_with_a_marked_one_and_set_apart_again(tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    store_with(place, *TEXTS[1:])
    assert len(statuses(place)) == 2
    app = OnditApp(reader(place), title="s", marks=Marks(place))
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        text = await press(app, pilot, "2", "space", "u")
        assert "It is one with: " in text
        await press(app, pilot, "G", "enter")
        assert [said for _, said in statuses(place).values()] == [("merge",)]
        await press(app, pilot, "g", "tab", "j", "u")
        assert "The telling under the cursor is another claim." in screen_text(app)
        await press(app, pilot, *["j"] * 5, "enter")
        assert len(statuses(place)) == 2


async def test_where_nothing_is_kept_the_key_says_why(story: Story) -> None:
    async with opened(story, (100, 30), marks=Marks(None, READ_ONLY)) as (app, pilot):
        await press(app, pilot, "2", "u")
        assert notices(app) == ["What you say of a claim cannot be kept: the store is only read."]


async def test_an_announcement_has_no_status_to_correct(tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    store_with(place, "Nerio will open its second yard in Belmore in May, the company said in a statement.")
    app = OnditApp(reader(place), title="s", marks=Marks(place))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "2", "u")
        (told,) = notices(app)
        assert told == "Only rumours have a status. Space marks another claim that is one with this."
