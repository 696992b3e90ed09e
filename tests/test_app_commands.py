"""Every command of the registry, by its keys: what it does is seen, and none goes without a test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any, get_args

import pytest
from textual.pilot import Pilot

from conftest import BOOST, BUYOUT, build_story, listed, matched, opened, screen_lines, screen_text, settled
from fake_watch import FOLDER, QUAY, TARN, FakeWatch
from ondit.model import Story
from ondit.progress import Progress, Report
from ondit.search import is_date
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui.app import OnditApp
from ondit_tui.commands import (
    COMMANDS,
    Command,
    Place,
    bindings,
    commands_in,
    footer_of,
    matching,
    offered,
    shown_key,
)
from ondit_tui.marks import Marks
from ondit_tui.screens.articles import ArticlesScreen
from ondit_tui.screens.claims import ClaimsScreen
from ondit_tui.screens.correcting import CorrectingScreen
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.filter_box import FilterScreen
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.first import FirstScreen
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.screens.palette import PaletteScreen
from ondit_tui.screens.problems import ProblemsScreen
from ondit_tui.screens.quotes import QuotesScreen
from ondit_tui.screens.saved import SavedScreen
from ondit_tui.screens.saving_box import SavingScreen
from ondit_tui.screens.scoreboard import ScoreboardScreen
from ondit_tui.screens.ticking import SourcesScreen
from ondit_tui.screens.watched import WatchedScreen
from ondit_tui.screens.ways_box import WaysScreen

Proof = Callable[["Use", str], Awaitable[None]]
PROOFS: dict[str, Proof] = {}


class Use:
    """An open app, and what a test asks of it."""

    def __init__(self, app: OnditApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.story = app, pilot, build_story()
        self.pressed: list[str] = []
        self.ended: list[object] = []
        self._press, pilot.press = pilot.press, self._noted  # type: ignore[method-assign]

    async def _noted(self, *keys: str) -> None:
        self.pressed += keys
        await self._press(*keys)

    @property
    def screen(self) -> Dashboard:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, Dashboard)
        return screen

    @property
    def watch(self) -> FakeWatch:
        assert isinstance(self.app.watching, FakeWatch)
        return self.app.watching

    @property
    def at(self) -> int:
        return self.screen.timeline.cursor

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        await settled(self.app, self.pilot)
        return screen_text(self.app)

    @property
    def notice(self) -> str:
        return [notice.message for notice in self.app._notifications][-1]


def proves(*names: str) -> Callable[[Proof], Proof]:
    def add(proof: Proof) -> Proof:
        PROOFS.update(dict.fromkeys(names, proof))
        return proof

    return add


@proves("down")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.at == 1


@proves("up")
async def _(use: Use, key: str) -> None:
    await use.press("j", "j", key)
    assert use.at == 1


@proves("top")
async def _(use: Use, key: str) -> None:
    await use.press("j", "j", key)
    assert use.at == 0


@proves("bottom")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.at == 5


@proves("half-down", "page-down")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.at == 5
    assert use.screen.timeline.size.height >= 10


@proves("half-up", "page-up")
async def _(use: Use, key: str) -> None:
    await use.press("G", key)
    assert use.at == 0


@proves("day-down")
async def _(use: Use, key: str) -> None:
    seen = [use.at]
    for _press in range(4):
        await use.press(key)
        seen.append(use.at)
    assert seen == [0, 3, 4, 5, 5]


@proves("day-up")
async def _(use: Use, key: str) -> None:
    await use.press("G")
    seen = [use.at]
    for _press in range(4):
        await use.press(key)
        seen.append(use.at)
    assert seen == [5, 4, 3, 0, 0]
    await use.press("j", "j", key)
    assert use.at == 0


@proves("open")
async def _(use: Use, key: str) -> None:
    assert "told 3 times by 3 outlets" in await use.press("j", key)
    assert use.screen.reading


@proves("back")
async def _(use: Use, key: str) -> None:
    await use.press("enter", key)
    assert not use.screen.reading


@proves("panes")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.screen.reading
    assert use.app.focused is use.screen.detail
    await use.press(key)
    assert use.app.focused is use.screen.timeline


@proves("mark")
async def _(use: Use, key: str) -> None:
    await use.press(key, key)
    assert [line[7] for line in screen_lines(use.app) if line[7:8] == "◆"] == ["◆"] * 2
    assert use.at == 2
    await use.press("k", key)
    assert [line[7] for line in screen_lines(use.app) if line[7:8] == "◆"] == ["◆"]


@proves("copy")
async def _(use: Use, key: str) -> None:
    await use.press("j", key)
    assert use.notice.startswith("took “" + BOOST)


@proves("diff")
async def _(use: Use, key: str) -> None:
    assert "[-boost-] {+impetus+}" in await use.press("j", "enter", "j", "j")
    plain = await use.press(key)
    assert "[-boost-]" not in plain
    assert "our imaging a strong impetus" in plain
    assert "[-boost-] {+impetus+}" in await use.press(key)


@proves("browse")
async def _(use: Use, key: str) -> None:
    await use.press("j", key)
    assert use.notice == "took https://ledger.example/story"


@proves("search")
async def _(use: Use, key: str) -> None:
    assert "“valley*”" in await use.press(key, *"valley")
    assert len(listed(use.app)) == 1


@proves("next-hit")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.notice == "Nothing is searched for yet: / searches."
    await use.press("slash", *"halden", "enter", key)
    assert use.at == 1
    await use.press(key, key)
    assert use.at == 0


@proves("previous-hit")
async def _(use: Use, key: str) -> None:
    await use.press("slash", *"halden", "enter", key)
    assert use.at == 2


@proves("sources")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert isinstance(use.app.screen, SourcesScreen)
    assert "[ ] Tarn Weekly" in screen_text(use.app)
    assert "3 entries" in screen_text(use.app)


@proves("kind")
async def _(use: Use, key: str) -> None:
    shown = []
    for _press in range(4):
        await use.press(key)
        shown.append((len(listed(use.app)), *use.screen.wanted.kinds))
    assert shown == [(2, "announcement"), (3, "rumour"), (1, "neither"), (6,)]


@proves("filter")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert isinstance(use.app.screen, FilterScreen)
    await use.press("j", "space", *["j"] * 12, "space", "tab", *"2024-05", "enter")
    assert use.screen.wanted.kinds == {"rumour"}
    assert (use.screen.wanted.min_confidence, use.screen.wanted.start) == (0.85, "2024-05")
    await use.press(key, *["j"] * 10, "space", "enter")
    assert use.screen.wanted.min_confidence == 0.6
    assert [entry.id for entry in listed(use.app)] == ["t-c-camera", "t-c-buy"]


@proves("surer")
async def _(use: Use, key: str) -> None:
    assert "confidence ≥ 0.5 hides 0" in await use.press(key)
    assert "confidence ≥ 0.6 hides 2" in await use.press(key)
    assert "confidence ≥ 0.95 hides 6" in await use.press(*[key] * 5)
    await use.press(key)
    assert use.notice == "0.95 is the highest step."


@proves("less-sure")
async def _(use: Use, key: str) -> None:
    assert "confidence ≥ 0.5" in await use.press("plus", "plus", key)
    assert "showing all 6 entries" in await use.press(key)
    await use.press(key)
    assert use.notice == "Every confidence is let through."


def long_days() -> Story:
    first = build_story().timeline[0]
    days = ("2024-05-23", "2024-05-22")
    entries = [replace(first, id=f"t{day}-{n}", claim=None, published=day) for day in days for n in range(12)]
    return replace(build_story(), timeline=tuple(entries))


@proves("saved")
async def _(use: Use, key: str) -> None:
    assert "Nothing is saved yet." in await use.press(key)
    assert isinstance(use.app.screen, SavedScreen)


@proves("save-filter")
async def _(use: Use, key: str) -> None:
    assert "Nothing is filtered: there is nothing to save." in await use.press("F", key)
    text = await use.press("escape", "t", "F", key, *"mine", "enter")
    assert "“mine” is saved." in text
    assert "mine  kind: announcement" in text


@proves("use-saved")
async def _(use: Use, key: str) -> None:
    await use.press("t", "F", "s", *"one", "enter", "escape", "t", "F", "s", *"two", "enter", "escape", "t")
    await use.press("F", "k", key)
    assert use.screen.wanted == Filter(kinds=frozenset({"announcement"}))
    await use.press("F", "j", key)
    assert use.screen.wanted == Filter(kinds=frozenset({"rumour"}))


@proves("delete-saved")
async def _(use: Use, key: str) -> None:
    await use.press("t", "F", "s", *"one", "enter")
    assert "again deletes “one”" in await use.press(key)
    assert "again deletes" not in await use.press("j")
    await use.press(key)
    assert "one  kind" in screen_text(use.app)
    assert "“one” is deleted." in await use.press(key)


@proves("fold")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.notice == "This day is not long enough to be folded."
    use.app._load = lambda *_: WholeStory(long_days())
    assert (await use.press("r")).count("4 more that day") == 2
    assert "4 folded (C)" in await use.press(key)
    assert use.screen.timeline.item_count == 12 + 1 + 8 + 1
    assert "8 folded (C)" in await use.press(key)
    await use.press("slash", *"halden", "enter", key)
    assert use.notice == "A search shows all that it finds: nothing is folded."


@proves("fold-all")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.notice == "No day is long enough to be folded."
    use.app._load = lambda *_: WholeStory(long_days())
    await use.press("r")
    assert "folded (C)" not in await use.press(key)
    assert use.screen.timeline.item_count == 2 * (12 + 1)
    assert "8 folded (C)" in await use.press(key)
    await use.press("c", key)
    assert use.screen.timeline.folded == 0


@proves("next-new")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.notice == "Nothing is new."
    use.screen.timeline.new = {"t-c-camera": "2024-05-20", "t-c-price": None}
    seen = []
    for _press in range(2):
        await use.press(key)
        seen.append(use.at)
    assert seen == [3, 5]
    assert not use.screen.timeline.new


@proves("watched")
async def _(use: Use, key: str) -> None:
    text = await use.press(key)
    assert isinstance(use.app.screen, WatchedScreen)
    assert all(source in text for source in (QUAY, TARN, FOLDER))


@proves("pause")
async def _(use: Use, key: str) -> None:
    assert "watching paused" in await use.press(key)
    assert use.watch.is_paused
    assert "watching 3" in await use.press(key)
    assert "Paused: p goes on." in await use.press("W", key)
    assert use.watch.is_paused


@proves("ask-all")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.watch.asked == [None]
    assert use.notice == "Asked as soon as may be; no feed more than once a minute."


@proves("ask-one")
async def _(use: Use, key: str) -> None:
    await use.press("W", "j", key)
    assert use.watch.asked == [TARN]
    await use.press("p", key)
    assert use.notice == "It is asked once the watching goes on: p."


@proves("forget")
async def _(use: Use, key: str) -> None:
    assert "x again forgets it" in await use.press("W", "j", key)
    assert "x again forgets it" not in await use.press("j", "k")
    await use.press(key)
    assert use.watch.forgotten == []
    assert TARN not in await use.press(key)
    assert use.watch.forgotten == [TARN]


@proves("reread")
async def _(use: Use, key: str) -> None:
    use.app._load = lambda *_: WholeStory(replace(build_story(), timeline=build_story().timeline[:2]))
    assert "showing all 2 entries" in await use.press(key)


@proves("problems")
async def _(use: Use, key: str) -> None:
    text = await use.press(key)
    assert isinstance(use.app.screen, ProblemsScreen)
    assert "old.jsonl, line 4" in text
    assert "Give each row a text." in text
    await use.press("escape")
    use.screen.view = WholeStory(replace(build_story(), problems=()))
    await use.press(key)
    assert use.notice == "Everything was read: no problems."


@proves("copy-problem")
async def _(use: Use, key: str) -> None:
    await use.press("e", key)
    assert use.notice == "took old.jsonl, line 4: Line 4 of old.jsonl has no text. Give each row a text."
    assert isinstance(use.app.screen, ProblemsScreen)


@proves("theme")
async def _(use: Use, key: str) -> None:
    assert key == ""
    await use.press("colon", *"light or dark", "enter")
    assert use.app.theme == "ondit-light"
    await use.press("colon", *"light or dark", "enter")
    assert use.app.theme == "ondit-dark"


@proves("palette")
async def _(use: Use, key: str) -> None:
    await use.press(key, *"last")
    assert isinstance(use.app.screen, PaletteScreen)
    assert [command.name for command in use.app.screen.moving.commands] == ["bottom"]
    await use.press("enter")
    assert use.at == 5


@proves("help")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert isinstance(use.app.screen, HelpScreen)
    assert list(use.app.screen.moving.commands) == offered(watching=False)
    text = await use.press(*"citation")
    assert "Copy the words under the cursor with their citation." in text
    assert "Go one down." not in text


@proves("stop")
async def _(use: Use, key: str) -> None:
    await use.press(key)
    assert use.notice == "q quits."
    assert use.app.is_running

    def load(report: Report, is_stopped: Callable[[], bool], show: object) -> StoryView:
        report(Progress("reading", 0, 2, 1, 0, "news.jsonl"))
        while not is_stopped():
            sleep(0.01)
        return WholeStory(replace(build_story(), timeline=build_story().timeline[:1]))

    use.app._load = load
    await use.pilot.press("r")
    assert "showing all 1 entry" in await use.press(key)


@proves("quit")
async def _(use: Use, key: str) -> None:
    await use.pilot.press(key)
    await use.pilot.pause()
    assert use.app._exit


@proves("find-down")
async def _(use: Use, key: str) -> None:
    await use.press("colon", key, key)
    assert isinstance(use.app.screen, PaletteScreen)
    assert use.app.screen.moving.cursor == 2
    await use.press("escape", "slash", key)
    assert use.at == 1


@proves("find-up")
async def _(use: Use, key: str) -> None:
    await use.press("colon", "down", "down", key)
    assert isinstance(use.app.screen, PaletteScreen)
    assert use.app.screen.moving.cursor == 1
    await use.press("escape", "j", "j", "slash", key)
    assert use.at == 1


@proves("tick")
async def _(use: Use, key: str) -> None:
    assert "[x] Tarn Weekly" in await use.press("s", key)
    assert "[x]" not in await use.press(key)


@proves("apply")
async def _(use: Use, key: str) -> None:
    await use.press("s", "space", "j", "space", key)
    assert use.screen.wanted.sources == {"Tarn Weekly", "Copper Post"}


@proves("next-field")
async def _(use: Use, key: str) -> None:
    await use.press("f", key)
    assert use.app.focused is not None
    assert use.app.focused.id == "from"
    await use.press(key)
    assert use.app.focused.id == "to"


@proves("run")
async def _(use: Use, key: str) -> None:
    await use.press("colon", *"go to the last.", key)
    assert use.at == 5
    await use.press("question_mark", *"untick", key)
    assert isinstance(use.app.screen, HelpScreen)
    assert use.notice == "That key works while you search or tick."


@proves("untick")
async def _(use: Use, key: str) -> None:
    assert (await use.press("s", "space", "j", "space")).count("[x]") == 2
    assert "[x]" not in await use.press(key)
    await use.press("enter", "f", "space", "G", "space", key, "enter")
    assert use.screen.wanted == Filter()


@proves("narrow")
async def _(use: Use, key: str) -> None:
    text = await use.press("s", key, *"tarn", "enter", "space")
    assert "[x] Tarn Weekly" in text
    assert "Orbit Daily" not in text
    assert "Orbit Daily" in await use.press("escape")
    await use.press("enter")
    assert use.screen.wanted.sources == {"Tarn Weekly"}


@proves("keep")
async def _(use: Use, key: str) -> None:
    await use.press("slash", *"camera", key)
    assert use.screen.wanted.search == "camera*"
    assert use.app.focused is use.screen.timeline


@proves("drop")
async def _(use: Use, key: str) -> None:
    await use.press("slash", *"camera", key)
    assert use.screen.wanted.search == ""
    assert use.app.focused is use.screen.timeline


@proves("cancel")
async def _(use: Use, key: str) -> None:
    for opening in ("s", "f", "e", "question_mark", "colon"):
        await use.press(opening)
        assert use.app.screen is not use.screen
        await use.press(key)
        assert use.app.screen is use.screen
    await use.press("s", "space", key)
    assert not use.screen.wanted.sources


@proves("copy-ways")
async def _(use: Use, key: str) -> None:
    text = await use.press("j", key)
    assert isinstance(use.app.screen, WaysScreen)
    assert all(words in text for words in ("the words only", "BibTeX", "JSON-LD", "the link"))
    assert "Ida Brandt, chief executive of Nerio, via The Ledger" in text


@proves("take-way")
async def _(use: Use, key: str) -> None:
    await use.press("j", "Y", "j", key)
    assert use.app.screen is use.screen
    assert use.notice == f"took {BOOST}"


@proves("save-way")
async def _(use: Use, key: str) -> None:
    text = await use.press("j", "Y", "j", "j", "j", key)
    assert isinstance(use.app.screen, SavingScreen)
    assert "this quote: BibTeX" in text
    assert use.app.screen.field.value.endswith(".bib")


@proves("export")
async def _(use: Use, key: str) -> None:
    text = await use.press(key)
    assert isinstance(use.app.screen, SavingScreen)
    assert "what is shown: 6 entries" in text
    assert all(words in text for words in ("CSV table", "TimelineJS", ".csl.json"))


@proves("write")
async def _(use: Use, key: str) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "all.csv"
        await use.press("x", "j", "j", "j", "tab", "ctrl+a", *["delete"] * 12, *str(place), key)
        assert use.notice == f"Wrote 10 excerpts as csv to {place}."
        assert place.read_text().startswith("text,speaker,role,cue,")


@proves("other-batch")
async def _(use: Use, key: str) -> None:
    assert "this entry: 3 tellings" in await use.press("j", "enter", "x")
    assert "what is shown: 6 entries · Space: this entry" in await use.press(key)
    assert isinstance(use.app.screen, SavingScreen)
    assert use.app.screen.field.value.startswith("timeline")


@proves("file-name")
async def _(use: Use, key: str) -> None:
    await use.press("x", key, "ctrl+a", "a", "end", "b")
    screen = use.app.screen
    assert isinstance(screen, SavingScreen)
    assert screen.focused is screen.field
    assert screen.field.value.endswith("b")
    await use.press(key, "j")
    assert screen.moving.cursor == 1


@proves("open-article")
async def _(use: Use, key: str) -> None:
    await use.press("j", "enter", "enter")
    statement = use.app.screen
    assert isinstance(statement, StatementScreen)
    place = statement.taken
    assert BOOST[:30] in await use.press(key)
    article = use.app.screen
    assert isinstance(article, ArticleScreen)
    assert article.taken
    assert article.taken.article == place.article
    await use.press(key)
    there = use.app.screen
    assert isinstance(there, ArticleScreen)
    assert there.taken
    assert there.taken.article != place.article


@proves("step-back")
async def _(use: Use, key: str) -> None:
    await use.press("j", "enter", "enter", "enter")
    trail = use.app.screen_stack[1:]
    assert [type(screen) for screen in trail] == [StatementScreen, ArticleScreen]
    await use.press(key)
    assert use.app.screen is trail[0]
    await use.press(key)
    assert use.app.screen is use.screen
    assert use.screen.reading
    assert use.at == 1


@proves("compare")
async def _(use: Use, key: str) -> None:
    inline = await use.press("j", "enter", "enter")
    beside = await use.press(key)
    plain = await use.press(key)
    assert "{+" in inline + beside
    assert " │ " in beside
    assert not {"{+", "[-", " │ "} & {mark for mark in ("{+", "[-", " │ ") if mark in plain}
    assert await use.press(key) == inline


@proves("rebase")
async def _(use: Use, key: str) -> None:
    first = await use.press("j", "enter", "enter")
    other = await use.press("j", key)
    assert first.splitlines()[1] != other.splitlines()[1]
    assert "compared with" in other
    assert other.count(" base ") == first.count(" base ")


@proves("explain")
async def _(use: Use, key: str) -> None:
    assert "similarity 100." not in await use.press("j", "enter", "enter")
    assert "verbatim, similarity 100." in await use.press(key)
    assert "similarity 100." not in await use.press(key)


@proves("next-passage")
async def _(use: Use, key: str) -> None:
    await use.press("j", "enter", "enter", "enter", "N", "N", "N", "N")
    before = use.app.screen
    assert isinstance(before, ArticleScreen)
    assert before.moving.cursor == 0
    assert "2 of " in await use.press(key)


@proves("previous-passage")
async def _(use: Use, key: str) -> None:
    await use.press("j", "enter", "enter", "enter", "n", "n", "n", "n")
    screen = use.app.screen
    assert isinstance(screen, ArticleScreen)
    last = screen.moving.cursor
    assert last == len(screen.moving.passages) - 1
    await use.press(key)
    assert screen.moving.cursor == last - 1


@proves("view-timeline")
async def _(use: Use, key: str) -> None:
    await use.press("j", "2", "enter")
    assert isinstance(use.app.screen, ClaimsScreen)
    await use.press(key)
    assert use.app.screen is use.screen
    assert use.screen.timeline.entry == use.story.timeline[4]


@proves("view-claims")
async def _(use: Use, key: str) -> None:
    assert "[2 claims]" in await use.press("j", "enter", key)
    claims = use.app.screen
    assert isinstance(claims, ClaimsScreen)
    assert claims.left.here
    assert claims.left.here.entry == use.story.timeline[1]


@proves("view-quotes")
async def _(use: Use, key: str) -> None:
    assert "2 claims [3 quotes]" in await use.press("j", "enter", key)
    quotes = use.app.screen
    assert isinstance(quotes, QuotesScreen)
    assert quotes.subject.speaker == "Ida Brandt"


@proves("view-sources")
async def _(use: Use, key: str) -> None:
    assert "3 quotes [4 sources]" in await use.press("j", "enter", "j", key)
    board = use.app.screen
    assert isinstance(board, ScoreboardScreen)
    assert board.subject.source == "Tarn Weekly"


@proves("correct")
async def _(use: Use, key: str) -> None:
    await use.press("2", key)
    assert use.notice == "What you say of a claim cannot be kept: there is no store to keep it in."


@proves("take-correction")
async def _(use: Use, key: str) -> None:
    with TemporaryDirectory() as folder:
        use.screen.marks = Marks(Path(folder) / "gone.ondit")
        text = await use.press("2", "u")
        assert isinstance(use.app.screen, CorrectingScreen)
        assert "so it is now" in text
        await use.press(key)
        await use.app.workers.wait_for_complete()
        await use.pilot.pause()
    assert "There is no store" in use.notice


@proves("sort-down")
async def _(use: Use, key: str) -> None:
    assert "[first]" in await use.press("4")
    assert "[repeated]" in await use.press(key)


@proves("sort-up")
async def _(use: Use, key: str) -> None:
    assert "[source]" in await use.press("4", key)
    assert "[release]" in await use.press(key)


@proves("view-articles")
async def _(use: Use, key: str) -> None:
    assert "[5 articles]" in await use.press("j", "enter", "j", key)
    articles = use.app.screen
    assert isinstance(articles, ArticlesScreen)
    assert articles.left.here
    assert articles.left.here.id == "tarn"


@proves("zoom")
async def _(use: Use, key: str) -> None:
    before = screen_text(use.app)
    assert "│" in before
    assert "│" not in await use.press(key)
    assert await use.press(key) == before
    assert "told 1 time" not in await use.press(key)
    assert "told once" in await use.press("enter")


@proves("view-open")
async def _(use: Use, key: str) -> None:
    await use.press("2", key)
    claims = use.app.screen
    assert isinstance(claims, ClaimsScreen)
    assert claims.reading
    assert BUYOUT[:20] in await use.press(key)
    assert isinstance(use.app.screen, ArticleScreen)


@proves("view-back")
async def _(use: Use, key: str) -> None:
    await use.press("2", "enter", key)
    claims = use.app.screen
    assert isinstance(claims, ClaimsScreen)
    assert not claims.reading
    await use.press(key)
    assert use.app.screen is use.screen


@proves("claim-why")
async def _(use: Use, key: str) -> None:
    await use.press("2", "right_square_bracket", "right_square_bracket")
    before = await use.press("k")
    assert "Unnamed people" not in before
    assert "Unnamed people" in await use.press(key)
    assert await use.press(key) == before


@proves("heading-down")
async def _(use: Use, key: str) -> None:
    await use.press("2", key)
    claims = use.app.screen
    assert isinstance(claims, ClaimsScreen)
    assert claims.left.cursor == 1


@proves("heading-up")
async def _(use: Use, key: str) -> None:
    await use.press("2", "G", key)
    claims = use.app.screen
    assert isinstance(claims, ClaimsScreen)
    assert claims.left.cursor == 3


def first_run(use: Use) -> FirstScreen:
    """Open the first run over the dashboard, and note what it ends with."""
    screen = FirstScreen()
    use.app.push_screen(screen, use.ended.append)
    return screen


@proves("add")
async def _(use: Use, key: str) -> None:
    screen = first_run(use)
    text = await use.press(key, *"nowhere/", "enter")
    assert use.app.screen is screen
    assert "There is no file or folder “nowhere/”." in text
    await use.press(*["backspace"] * 8, *"https://quay.example/rss", "enter")
    assert use.ended == [["https://quay.example/rss"]]


@proves("sample")
async def _(use: Use, key: str) -> None:
    first_run(use)
    await use.press(key)
    assert use.ended == [[]]


def test_every_command_has_a_scenario() -> None:
    names = {command.name for command in COMMANDS}
    assert not names - set(PROOFS), 'write what each of their keys does here: @proves("name")'
    assert not set(PROOFS) - names, "there are no such commands any more"


@pytest.mark.parametrize(
    ("command", "key"),
    [(c, key) for c in COMMANDS for key in c.keys or ("",)],
    ids=lambda v: getattr(v, "name", v),
)
async def test_command(
    story: Story, command: Command, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(text: str) -> str:
        return f"took {text}"

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    watch = FakeWatch() if command.is_of_watching else None
    async with opened(matched(story), (120, 24), copy=take, browse=take, watch=watch) as (app, pilot):
        use = Use(app, pilot)
        await PROOFS[command.name](use, key)
        assert not key or key in use.pressed, "the scenario presses another key than that of the command"


def test_names_are_unique_and_no_key_does_two_things_in_one_place() -> None:
    assert max(Counter(command.name for command in COMMANDS).values()) == 1
    for place in get_args(Place):
        assert_no_key_twice(place)
    for view in (ClaimsScreen, ArticlesScreen):
        assert_no_key_twice("view", "pane", view.NAME)


def assert_no_key_twice(*places: Place) -> None:
    keys = Counter(key for command in commands_in(*places) for key in command.keys)
    assert max(keys.values(), default=1) == 1, places


def test_every_action_exists() -> None:
    for place, screen in (
        ("timeline", Dashboard),
        ("detail", Dashboard),
        ("search", Dashboard),
        ("choices", SourcesScreen),
        ("filters", SavedScreen),
        ("find", PaletteScreen),
        ("problems", ProblemsScreen),
        ("watched", WatchedScreen),
        ("view", ClaimsScreen),
        ("pane", ClaimsScreen),
        ("claims", ClaimsScreen),
        ("ways", WaysScreen),
        ("correcting", CorrectingScreen),
        ("saving", SavingScreen),
        ("view", ArticlesScreen),
        ("pane", ArticlesScreen),
        ("statement", StatementScreen),
        ("article", ArticleScreen),
        ("first", FirstScreen),
    ):
        for command in commands_in(place):
            name = command.action.split("(")[0].removeprefix("screen.")
            owner: Any = OnditApp if name.startswith("app.") else screen
            assert hasattr(owner, f"action_{name.removeprefix('app.')}"), command.name


@pytest.mark.parametrize("place", ["timeline", "view"])
def test_a_footer_of_a_list_names_first_what_enter_opens(place: Place) -> None:
    first, *others = footer_of(place)
    assert (first.keys[0], first.label) == ("enter", "open")
    assert "open" not in [command.label for command in others]


def test_bindings_footer_and_help_come_from_the_registry() -> None:
    assert len(bindings("timeline")) == len([c for c in commands_in("timeline") if c.keys])
    assert [c.name for c in footer_of("timeline")][-2:] == ["help", "quit"]
    assert [c.name for c in matching("COPY cit", COMMANDS)] == ["copy"]
    assert matching("no such words", COMMANDS) == []
    assert (shown_key("ctrl+d"), shown_key("enter"), shown_key("G")) == ("^d", "Enter", "G")
    for command in COMMANDS:
        assert command.help.endswith(".")


async def test_the_help_tells_what_signs_mean_and_all_that_is_said_of_what_the_cursor_is_on(
    story: Story,
) -> None:
    async with opened(story, (80, 24)) as (app, pilot):
        use = Use(app, pilot)
        text = await use.press("question_mark", *"x4")
        assert "Four outlets tell it." in text
        await use.press("enter")
        assert isinstance(app.screen, HelpScreen), "a sign cannot be run"
        await use.press(*["backspace"] * 2, *"superseded")
        listed, told = screen_text(app).split("superseded   Something else was announced in its place: anot")
        assert "another price, another day." in told
        assert "Go one down." not in listed
        text = await use.press(*["backspace"] * 10, *"first seen then")
        assert "No key and no sign has these words." in text


async def test_the_help_finds_a_key_by_itself_and_a_command_by_its_name(story: Story) -> None:
    async with opened(story, (80, 24)) as (app, pilot):
        use = Use(app, pilot)
        await use.press("question_mark", "Y")
        assert isinstance(app.screen, HelpScreen)
        assert [command.name for command in app.screen.moving.commands] == ["copy-ways"]
        await use.press("backspace", *"ctrl+d")
        assert [command.name for command in app.screen.moving.commands] == ["half-down"]
        await use.press(*["backspace"] * 6, *"theme")
        assert [command.name for command in app.screen.moving.commands] == ["theme"]


async def test_a_date_that_is_none_is_told_and_the_filter_stays(story: Story) -> None:
    async with opened(story) as (app, pilot):
        use = Use(app, pilot)
        text = await use.press("f", "tab", *"2024-13", "enter")
        assert "“2024-13” is no date" in text
        assert use.screen.wanted.start is None


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2024", True),
        ("2024-02", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2024-13", False),
        ("24", False),
        ("2024-1-1", False),
        ("0000", False),
        ("٢٠٢٤", False),
        ("2024-05-", False),
    ],
)
def test_is_date(text: str, good: bool) -> None:
    assert is_date(text) is good
