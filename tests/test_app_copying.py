"""Words taken along: every way gives what it says, and files are written truly and never over others."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from conftest import BOOST, build_story, dashboard, notices, opened, screen_text, settled
from ondit.export import EXCERPT_FORMATS, SUFFIXES
from ondit.model import First, Story
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.app import OnditApp
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.screens.saving_box import SavingScreen
from ondit_tui.screens.ways_box import WaysScreen
from ondit_tui.ways import FORMAT_WORDS, ways


class Desk:
    """An open app in a folder of its own, and what was copied from it."""

    def __init__(self, app: OnditApp, pilot: Pilot[None], copied: list[str]) -> None:
        self.app, self.pilot, self.copied = app, pilot, copied

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        await settled(self.app, self.pilot)
        return screen_text(self.app)

    @property
    def dashboard(self) -> Dashboard:
        return dashboard(self.app)

    @property
    def notice(self) -> str:
        return notices(self.app)[-1]


@asynccontextmanager
async def at_the_desk(story: Story | StoryView, size: tuple[int, int] = (120, 30)) -> AsyncIterator[Desk]:
    copied: list[str] = []

    def copy(text: str) -> str:
        copied.append(text)
        return "took it"

    async with opened(story, size, copy=copy) as (app, pilot):
        yield Desk(app, pilot, copied)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


async def test_each_way_copies_what_it_shows(folder: Path) -> None:
    link = "https://ledger.example/story"
    begins = {
        "text": f"“{BOOST}” — Ida Brandt, chief executive of Nerio, via The Ledger, 23 May 2024, {link}",
        "words": BOOST,
        "markdown": f"“{BOOST}” — Ida Brandt, chief executive of Nerio, via The Ledger, 23 May 2024, <http",
        "bibtex": "@article{ondit-",
        "ris": "TY  - NEWS\n",
        "csl-json": '[\n{"id": "ondit-',
        "jsonld": '{"@context": ["https://schema.org"',
        "link": link,
    }
    assert [way.name for way in ways()] == list(begins)
    last = len(begins) - 1
    async with at_the_desk(build_story()) as desk:
        await desk.press("j")
        for number, begin in enumerate(begins.values()):
            await desk.press("Y", *(["j"] * number if 2 * number < last else ["G", *["k"] * (last - number)]))
            shown = screen_text(desk.app)
            await desk.press("enter")
            assert desk.copied[-1].startswith(begin)
            assert begin.splitlines()[0][:40] in shown
        assert desk.copied[0] == begins["text"]
        assert (desk.copied[1], desk.copied[-1]) == (BOOST, link)


async def test_dates_are_copied_as_the_environment_writes_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    async with at_the_desk(build_story()) as desk:
        await desk.press("j", "y")
        assert "via The Ledger, May 23, 2024, " in desk.copied[0]


async def test_long_words_are_copied_exactly_however_narrow_the_screen(folder: Path) -> None:
    story = build_story()
    text = "“" + "Nerio  keeps\tits word\nand its lenses. " * 40 + "”"
    article = replace(story.articles[0], text=text)
    places = [replace(one, start=1, end=len(text) - 1) for one in story.quotes[:1]]
    statement = replace(
        story.statements[0],
        first=First(("ledger",), "2024-05-23"),
        occurrences=(replace(story.statements[0].occurrences[0], start=1, end=len(text) - 1),),
    )
    claim = replace(story.claims[0], mentions=statement.occurrences)
    long = replace(
        story,
        articles=(article, *story.articles[1:]),
        quotes=tuple(places),
        statements=(statement,),
        claims=(claim,),
        timeline=story.timeline[1:2],
        labels=(),
        matches=(),
    )
    async with at_the_desk(long, (60, 20)) as desk:
        await desk.press("Y", "j", "enter")
        assert desk.copied == [text[1:-1]]


async def test_without_an_address_there_is_no_link_to_copy(folder: Path) -> None:
    story = build_story()
    nowhere = replace(story, articles=tuple(replace(one, url=None) for one in story.articles))
    async with at_the_desk(nowhere) as desk:
        text = await desk.press("Y", "G")
        assert "This article gives no web address." in text
        await desk.press("enter")
        assert isinstance(desk.app.screen, WaysScreen)
        assert desk.notice == "There is nothing to copy in this way."
        await desk.press("w")
        assert isinstance(desk.app.screen, WaysScreen)
        assert desk.copied == []


async def test_the_words_alone_are_written_exactly(folder: Path) -> None:
    async with at_the_desk(build_story()) as desk:
        await desk.press("j", "Y", "j", "w", "enter")
        assert desk.notice == f"Wrote it to {folder / 'quote.txt'}."
        assert (folder / "quote.txt").read_text() == BOOST


async def test_the_name_that_is_offered_is_free_and_follows_the_format(folder: Path) -> None:
    (folder / "timeline.csv").write_text("mine")
    async with at_the_desk(build_story()) as desk:
        await desk.press("x")
        screen = desk.app.screen
        assert isinstance(screen, SavingScreen)
        names = [screen.field.value]
        for _ in range(len(FORMAT_WORDS) - 1):
            await desk.press("j")
            names.append(screen.field.value)
        assert names == [f"timeline{'-2' if end == '.csv' else ''}{end}" for end in SUFFIXES.values()]
        await desk.press("tab", "end", "x", "tab", "k")
        assert screen.field.value == "timeline.case.htmlx"


async def test_a_case_file_is_written_of_what_is_shown_marked_or_open(folder: Path) -> None:
    keys = ["x", *["j"] * list(FORMAT_WORDS).index("casefile")]
    async with at_the_desk(build_story()) as desk:
        await desk.press(*keys, "enter")
        assert desk.notice == f"Wrote a case file to {folder / 'timeline.case.html'}."
        await desk.press("slash", *"halden", "enter", *keys, "enter")
        await desk.press("tab", *keys, "enter")
    whole, found, entry = (
        (folder / f"{name}.case.html").read_text().count('data-kind="')
        for name in ("timeline", "timeline-2", "entry")
    )
    assert whole > found > entry > 0


async def test_of_loose_words_no_case_file_is_made(folder: Path) -> None:
    async with at_the_desk(build_story()) as desk:
        await desk.press("j", "enter", "enter")
        assert "case file" not in await desk.press("x")
        await desk.press("G", "enter")
        assert desk.notice.startswith("Wrote 3 excerpts as timelinejs")


async def test_every_format_is_written(folder: Path) -> None:
    async with at_the_desk(build_story()) as desk:
        for form in EXCERPT_FORMATS:
            await desk.press("x")
            await desk.press("g", *["j"] * list(FORMAT_WORDS).index(form), "enter")
            place = folder / f"timeline{SUFFIXES[form]}"
            assert desk.notice.startswith(f"Wrote 10 excerpts as {form} to {place}.")
            assert BOOST in place.read_text(), form


async def test_a_file_that_is_there_is_told_and_left(folder: Path) -> None:
    place = folder / "a.csv"
    place.write_text("mine")
    async with at_the_desk(build_story(), (80, 24)) as desk:
        text = await desk.press("x", "tab", "ctrl+a", *["delete"] * 20, *"a.csv", "enter")
        assert isinstance(desk.app.screen, SavingScreen)
        assert "already" in text
        assert "Name a file." in await desk.press("ctrl+a", *["delete"] * 20, "enter")
        assert "no folder" in await desk.press(*"no/a.csv", "enter")
        await desk.press("escape")
        assert place.read_text() == "mine"
        assert [one.name for one in folder.iterdir()] == ["a.csv"]


async def test_what_fails_while_it_is_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_desk(build_story()) as desk:
        await desk.press("x")
        (folder / "timeline.txt").write_text("theirs")
        await desk.press("escape")
        monkeypatch.setattr("ondit.export.files._check", lambda *_, **__: None)
        await desk.press("x", "tab", "home", *["delete"] * 20, *"timeline.txt", "enter")
        assert "already" in desk.notice
        assert (folder / "timeline.txt").read_text() == "theirs"


def rows(place: Path) -> list[dict[str, str]]:
    with place.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


async def test_only_what_is_shown_is_written(folder: Path) -> None:
    async with at_the_desk(build_story()) as desk:
        await desk.press("slash", *"halden", "enter", "x", "j", "j", "j")
        assert "what is shown: 3 entries" in screen_text(desk.app)
        await desk.press("enter")
        found = {row["entry"] for row in rows(folder / "timeline.csv")}
        assert found == {entry.id for entry in _shown(desk)}


def _shown(desk: Desk) -> list[object]:
    view, wanted = desk.dashboard.view, desk.dashboard.wanted
    assert view
    assert wanted != Filter()
    return [entry for day in view.days(wanted) for entry in view.entries(wanted, day.published)]


async def test_a_statement_and_an_article_are_written_from_where_they_are_open(folder: Path) -> None:
    async with at_the_desk(build_story()) as desk:
        await desk.press("j", "enter", "enter")
        assert isinstance(desk.app.screen, StatementScreen)
        text = await desk.press("x")
        assert "this statement: 3 variants" in text
        await desk.press("j", "j", "j", "enter")
        assert [row["variant"] for row in rows(folder / "statement.csv")] == [
            "verbatim",
            "fragment",
            "translated",
        ]
        await desk.press("enter")
        assert isinstance(desk.app.screen, ArticleScreen)
        assert "this article: 1 quote" in await desk.press("x")
        await desk.press("enter")
        assert BOOST in (folder / "article.txt").read_text()
        await desk.press("Y", "j", "enter")
        assert desk.copied == [f"{BOOST},"]


async def test_without_anything_to_take_it_is_said(folder: Path) -> None:
    async with at_the_desk(Story()) as desk:
        await desk.press("Y")
        assert desk.notice == "There is nothing to copy yet."
        await desk.press("x")
        assert desk.notice == "There is nothing to write yet."


async def test_a_browser_gets_no_files_of_the_machine_that_serves(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_desk(build_story()) as desk:
        monkeypatch.setattr(OnditApp, "is_web", property(lambda _: True))
        for keys in (["x"], ["Y", "w"]):
            await desk.press(*keys)
            assert desk.app.screen is desk.dashboard
            assert desk.notice.startswith("No file is written for a browser.")
        assert list(folder.iterdir()) == []


async def test_a_great_timeline_is_said_to_take_a_while(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ondit_tui.screens.taking.MANY", 5)
    async with at_the_desk(build_story()) as desk:
        await desk.press("x", *["j"] * 4, "enter")
        assert notices(desk.app)[0] == "Writing timeline.json. It goes on while you read."
        assert json.loads((folder / "timeline.json").read_text())["excerpts"]
