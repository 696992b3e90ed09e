"""What the commands of the timeline do, by their keys: moves, marks, filters, folds, and what is watched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import sleep

from conftest import (
    BOOST,
    build_story,
    listed,
    screen_lines,
    screen_text,
)
from fake_watch import FOLDER, QUAY, TARN
from ondit.model import Story
from ondit.progress import Progress, Report
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui.commands import (
    offered,
)
from ondit_tui.screens.filter_box import FilterScreen
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.palette import PaletteScreen
from ondit_tui.screens.problems import ProblemsScreen
from ondit_tui.screens.saved import SavedScreen
from ondit_tui.screens.ticking import SourcesScreen
from ondit_tui.screens.watched import WatchedScreen
from scenarios import Proofs, Use, proving

PROOFS: Proofs = {}
proves = proving(PROOFS)


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
