"""What the commands of boxes, of what is opened and of the other views do, by their keys."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import (
    BOOST,
    BUYOUT,
    screen_text,
)
from ondit.timeline import Filter
from ondit_tui.marks import Marks
from ondit_tui.screens.articles import ArticlesScreen
from ondit_tui.screens.claims import ClaimsScreen
from ondit_tui.screens.correcting import CorrectingScreen
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.first import FirstScreen
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.screens.palette import PaletteScreen
from ondit_tui.screens.quotes import QuotesScreen
from ondit_tui.screens.saving_box import SavingScreen
from ondit_tui.screens.scoreboard import ScoreboardScreen
from ondit_tui.screens.ways_box import WaysScreen
from scenarios import Proofs, Use, proving

PROOFS: Proofs = {}
proves = proving(PROOFS)


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
        await use.press("x", "j", "j", "j")
        assert isinstance(use.app.screen, SavingScreen)
        use.app.screen.field.value = str(place)
        await use.press(key)
        assert use.notice == f"Wrote 10 excerpts as csv to {place}."
        assert place.read_text().startswith("text,speaker,role,cue,")


@proves("other-batch")
async def _(use: Use, key: str) -> None:
    assert "this entry: 3 tellings" in await use.press("j", "enter", "x")
    assert "what is shown: 6 entries · Space for this entry" in await use.press(key)
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
