"""Tables as text: what they show, at the width that there is, with hostile text drawn as it is."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from export_story import STORY
from ondit.model import Article, Problem, Quote, Source, Story, TimelineEntry
from ondit.store import Added
from ondit_tui import table
from ondit_tui.adding import Outcome

TIMELINE = """\
Thu 23 May 2024 · 1
✕ DENY    x2  We will grow [/bold] 50% & more, in “C:\\valves”
              {soon} by <i>July</i>
              The "Ledger", Ltd, =Quay|News

May 2024 · 1
○ rum?    x1  </script><script>alert('1')</script> is rumoured       denied
              =Quay|News

2023 · 1
·         x1  =cmd()|"/C calc"!A0 ends on 3 May 2024
              The "Ledger", Ltd

undated · 1
·         x1  - not *one* `job` goes, see https://quay.example or
              $x_1^2$ # ~
              صحيفة
"""
MATCHES = """\
fragment 58 · 4 of 14 words kept
The "Ledger", Ltd         “We will grow [/bold] 50% & more, in “C:\\valves”
23 May 2024               {soon} by <i>July</i>”
=Quay|News                “grow [/bold] 50% & more”
May 2024

edited 91 · 0 of 9 words kept · numbers: 3 → 1
The "Ledger", Ltd         “=cmd()|"/C calc"!A0 ends on 3 May 2024”
23 May 2024
=Quay|News                “</script><script>alert('1')</script> is rumoured”
May 2024
"""
QUOTES = """\
Ana Reis                  “We will grow [/bold] 50% & more, in “C:\\valves”
head of Corvale           {soon} by <i>July</i>”
The "Ledger", Ltd
23 May 2024

=Quay|News                “grow [/bold] 50% & more”
May 2024                  suspect: grown <words>

it                        “- not *one* `job` goes, see https://quay.example or
=Quay|News                $x_1^2$ # ~”
May 2024

صحيفة                     “قال إن المصنع لن يباع”
"""

Drawn = Callable[..., str]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return what draws on a pipe and gives back what came out."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def draw(function: Callable[..., None], *what: object, width: int | None = None) -> str:
        if width:
            monkeypatch.setenv("COLUMNS", str(width))
        pipe = io.StringIO()
        monkeypatch.setattr(sys, "stdout", pipe)
        function(*what, table.console())
        monkeypatch.undo()
        return pipe.getvalue()

    return draw


def test_the_timeline_at_80_columns(drawn: Drawn) -> None:
    assert drawn(table.timeline, STORY) == TIMELINE


def test_matches_at_80_columns(drawn: Drawn) -> None:
    assert drawn(table.matches, STORY) == MATCHES


def test_quotes_at_80_columns(drawn: Drawn) -> None:
    assert drawn(table.quotes, STORY) == QUOTES


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("function", [table.timeline, table.matches, table.quotes])
def test_every_line_fits_the_width(drawn: Drawn, function: Callable[..., None], width: int) -> None:
    longest = max(cell_len(line) for line in drawn(function, STORY, width=width).splitlines())
    assert longest <= max(width, 32)


def test_what_a_terminal_acts_on_is_not_drawn(drawn: Drawn) -> None:
    text = "\x1b]52;c;AAAA\x07be\u202eware\x1b[2J\u200b [red]x[/red]\ttab"
    article = Article("a", text, Source("\x1b[31mOut\u2066let", "text"))
    story = Story(
        (article,),
        quotes=(Quote(0, len(text), "a", speaker=text, role=text, suspect=text),),
        timeline=(TimelineEntry("t", None, None, "neither", 0.5, None, None, (text,), text),),
    )
    for function in (table.timeline, table.quotes):
        shown = drawn(function, story, width=200)
        assert "beware [red]x[/red] tab" in shown
        assert not set(shown) & set("\x1b\x07\u202e\u2066\u200b\t")


class Terminal(io.StringIO):
    """Stands for a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colours_unless_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def shown() -> str:
        monkeypatch.setattr(sys, "stdout", Terminal())
        table.timeline(STORY, table.console())
        return sys.stdout.getvalue()  # type: ignore[attr-defined,no-any-return]

    assert "\x1b[94m" in shown()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = shown()
    assert "DENY" in plain
    assert "\x1b[94m" not in plain


def test_an_empty_story_draws_nothing(drawn: Drawn) -> None:
    for function in (table.timeline, table.matches, table.quotes):
        assert drawn(function, Story()) == ""


def test_what_was_added_and_what_was_skipped(drawn: Drawn) -> None:
    problems = [
        Problem("news/[b].jsonl", 3, "It is cut off.", "Mend it."),
        Problem("c.png", None, "No.", "Yes.", is_note=True),
    ]
    outcome = Outcome({"news/a.txt": 1, "standard input": 1_200}, problems, Added(1_000, 3))
    assert drawn(table.added, outcome, Path("/store/of mine.ondit")) == (
        "read     news/a.txt        1 article\n"
        "read     standard input    1,200 articles\n"
        "skipped  news/[b].jsonl:3  It is cut off. Mend it.\n"
        "note     c.png             No. Yes.\n"
        "1,201 articles read, 1,000 of them new (3 with a text that it has from another), "
        "in /store/of mine.ondit\n"
    )


def test_many_files_are_told_by_folder_and_kind(drawn: Drawn) -> None:
    read = {f"news/{number}.html": 2 for number in range(30)} | {"b.jsonl": 7}
    assert drawn(table.added, Outcome(read, [], Added(67, 0)), Path("a.ondit")) == (
        "read     news/*.html (30 files)  60 articles\n"
        "read     b.jsonl                 7 articles\n"
        "67 articles read, 67 of them new, in a.ondit\n"
    )
