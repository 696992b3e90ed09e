"""What is shown is what is written: every view by its keys, whole, only what is marked, and one item."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from conftest import BOOST, BUYOUT, FACTORY, Views, build_story, notices, opened, press, screen_text, settled
from ondit.model import Story
from ondit.whole import WholeStory
from ondit_tui import ways
from ondit_tui.app import OnditApp
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.saving_box import SavingScreen

CSV = ("j", "j", "j")
"""The keys to the format, from the first."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(name: str) -> list[dict[str, str]]:
    with Path(name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def told(app: OnditApp) -> str:
    return notices(app)[-1]


async def test_claims_are_written_as_the_filter_shows_them(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (100, 30)) as (app, pilot):
        assert "what is shown: 2 claims · Space for this claim: 1 telling" in await press(
            app, pilot, "2", "t", "x"
        )
        await press(app, pilot, *CSV, "enter")
        assert {row["claim"] for row in rows("claims.csv")} == {"c-boost", "c-sale"}
        assert told(app) == f"Wrote 4 excerpts as csv to {Path.cwd() / 'claims.csv'}."


async def test_where_the_folder_is_gone_it_is_told_and_another_can_be_named(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    async with opened(story, (100, 30)) as (app, pilot):
        gone.rmdir()
        assert "in a folder that is not there any more" in await press(app, pilot, "2", "x")
        assert "claims.txt cannot be written" in await press(app, pilot, "enter")
        app.screen.query_one(Input).value = str(tmp_path / "claims.csv")
        await press(app, pilot, "enter")
        assert (tmp_path / "claims.csv").is_file()
    monkeypatch.chdir(tmp_path)


async def test_the_item_comes_first_where_its_pane_has_the_keys(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        text = await press(app, pilot, "2", "enter", "x")
        assert "this claim: 1 telling · Space for what is shown: 5 claims" in text
        await press(app, pilot, "enter")
        assert BUYOUT in Path("claim.txt").read_text("utf-8")


async def test_what_is_marked_is_written_alone(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (100, 30)) as (app, pilot):
        await press(app, pilot, "2", "space", "x", "space")
        assert "what is marked: 1 claim" in screen_text(app)
        await press(app, pilot, *CSV, "enter")
        assert [row["text"] for row in rows("marked.csv")] == [BUYOUT]
        assert "what is marked: 1 entry" in await press(app, pilot, "1", "x", "space")
        assert "this entry" in await press(app, pilot, "space")


async def test_quotes_are_written_with_all_who_have_them(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        text = await press(app, pilot, "3", "x")
        assert "what is shown: 1 quote · Space for this quote: 3 tellings" in text
        await press(app, pilot, *CSV, "enter")
        assert [row["article"] for row in rows("quotes.csv")] == ["ledger", "tarn", "beigang"]
        await press(app, pilot, "slash", *"xyzzy", "enter", "x")
        assert told(app) == "There is nothing to write yet."


async def test_sources_are_a_table_and_one_is_what_it_tells(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        text = await press(app, pilot, "4", "less_than_sign", "slash", *"post", "enter", "x")
        assert "what is shown: 1 source · Space for this source: 2 entries" in text
        assert "BibTeX" not in text
        await press(app, pilot, *CSV, "enter")
        assert [(row["source"], row["wrong"]) for row in rows("sources.csv")] == [("Copper Post", "1")]
        assert told(app) == f"Wrote 1 row as csv to {Path.cwd() / 'sources.csv'}."
        text = await press(app, pilot, "x", *CSV, "space")
        assert "BibTeX" in text
        await press(app, pilot, "enter")
        assert {row["entry"] for row in rows("source.csv")} == {"t-c-buy", "t-c-camera"}


async def test_articles_are_a_table_and_one_is_what_it_tells(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        await press(app, pilot, "5", "t", "j", "j", "x", *CSV, "enter")
        listed = [row["article"] for row in rows("articles.csv")]
        assert listed == ["beigang", "ledger-2", "tarn", "ledger"]
        assert "this article: 2 passages" in await press(app, pilot, "tab", "x")
        await press(app, pilot, *CSV, "enter")
        assert [row["text"] for row in rows("article.csv")] == ["a strong boost for years to come", FACTORY]


async def test_another_format_is_offered_where_the_other_thing_has_not_the_chosen_one(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        await press(app, pilot, "5", "tab", "x", *["j"] * 9)
        screen = app.screen
        assert isinstance(screen, SavingScreen)
        assert screen.field.value == "article.jsonld"
        text = await press(app, pilot, "space")
        assert "what is shown: 8 articles" in text
        assert screen.field.value == "articles.txt"
        assert "JSON-LD" not in text
        await press(app, pilot, "G", "k", "space")
        assert screen.field.value == "article.ris"


async def test_articles_are_cited_for_reference_managers(story: Story, folder: Path) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        await press(app, pilot, "5", "slash", *"source:led", "enter", "x", *["j"] * 7, "enter")
        assert told(app) == f"Wrote 2 references as bibtex to {folder / 'articles.bib'}."
    written = (folder / "articles.bib").read_text(encoding="utf-8")
    assert written.count("@article{ondit-") == 2
    assert "  title = {{Halden says no}}," in written
    assert "note = " not in written


async def test_every_view_makes_a_case_file_of_what_it_shows(story: Story, folder: Path) -> None:
    async with opened(story, (160, 30)) as (app, pilot):  # notices stand beside the box
        for view in "2345":
            await press(app, pilot, view, "x")
            text = await press(app, pilot, "G")
            screen = app.screen
            assert isinstance(screen, SavingScreen)
            assert "▌ case file, a page to hand on" in text
            place = folder / screen.field.value
            await press(app, pilot, "enter")
            assert told(app) == f"Wrote a case file to {place}."
            written = place.read_text(encoding="utf-8")
            assert written.count('class="item claim"') == len(story.claims), place.name


async def test_a_folder_of_nobody_is_told_and_the_box_stays(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        await press(app, pilot, "x", "tab")
        assert isinstance(app.screen, SavingScreen)
        app.screen.field.value = "~nobody-here/x.txt"
        assert "There is no folder" in await press(app, pilot, "enter")


def writing_held(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Hold up what is written: return what tells that it began, and what lets it go on."""
    began, goes_on = threading.Event(), threading.Event()
    whole = ways.stepwise

    def stepwise(some: Iterator[object], ask: ways.Ask) -> Iterator[object]:
        began.set()
        assert goes_on.wait(20)
        return whole(some, ask)

    monkeypatch.setattr(ways, "stepwise", stepwise)
    return began, goes_on


async def test_what_is_written_of_a_statement_is_written_and_told_though_it_is_left(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, goes_on = writing_held(monkeypatch)
    async with opened(story, (100, 30)) as (app, pilot):
        await pilot.press("j", "enter", "enter", "x", "enter")
        while not began.is_set():
            await pilot.pause(0.01)
        await pilot.press("escape")
        assert isinstance(app.screen, Dashboard)
        goes_on.set()
        await settled(app, pilot)
        assert told(app) == f"Wrote 3 excerpts as text to {Path.cwd() / 'statement.txt'}."
    assert BOOST in Path("statement.txt").read_text("utf-8")


async def test_a_story_without_claims_has_nothing_to_write(story: Story) -> None:
    async with opened(Story(), (100, 30)) as (app, pilot):
        for view in "2345":
            await press(app, pilot, view, "x")
            assert told(app) == "There is nothing to write yet."


@pytest.mark.parametrize(("view", "written"), [("1", "timeline.txt"), ("2", "claims.txt")])
async def test_the_story_stays_open_while_something_is_written_from_it(
    view: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    began, goes_on = writing_held(monkeypatch)

    class View(WholeStory):
        def close(self) -> None:
            closed.append("closed")

    async with opened(View(build_story()), (100, 30)) as (app, pilot):
        app._load = lambda *_: WholeStory(build_story())
        await pilot.press(view, "x", "enter")
        while not began.is_set():
            await pilot.pause(0.01)
        await pilot.press("r")
        home = app.screen_stack[0]
        assert isinstance(home, Dashboard)
        while isinstance(home.view, View):
            await pilot.pause(0.01)
        assert closed == []
        goes_on.set()
        await press(app, pilot, "j")
        assert closed == ["closed"]
        assert BOOST in Path(written).read_text("utf-8")
