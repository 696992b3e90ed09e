"""The lines around the panes: status, filter, preview and footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip

from ondit_tui.commands import Place, footer_of, shown_key
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.flow import MARGIN, Line, Piece, line_width, wrap
from ondit_tui.widgets.inks import Inked, draw

TITLE = 16
"""Of a title so many cells are shown, whatever stands beside it."""


class Bar(Inked):
    """A few lines over the whole width, drawn by `compose_lines`: once, until the bar is refreshed."""

    _composed: tuple[int, Sequence[Line]] | None = None

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return the lines in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines."""
        width = self.size.width
        if self._composed is None or self._composed[0] != width:
            self._composed = (width, self.compose_lines(width))
        lines = self._composed[1]
        return draw(self, lines[y] if y < len(lines) else (), width)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw anew: what is shown may be something else."""
        self._composed = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class StatusLine(Bar):
    """The title on the left; on the right what the story holds, what goes on, and its problems."""

    title = ""
    counts: Sequence[str] = ("",)
    notes: Line = ()

    def show(self, title: str, counts: Sequence[str], state: str = "", problems: str = "") -> None:
        """Show other words.

        Args:
            title: What was read.
            counts: What it holds, in forms of falling length.
            state: What goes on; empty where nothing does.
            problems: How many there are; empty where there are none.
        """
        self.title, self.counts = safe(title), [safe(words) for words in counts]
        notes = (Piece(safe(state), "key"), Piece(problems, "warning"))
        self.notes = tuple(note for note in notes if note.text)
        self.refresh()

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return the line: the longest counts that leave the title whole, else the shortest."""
        tails = [_dotted((Piece(counts, "muted"), *self.notes)) for counts in self.counts]
        room = width - cell_len(self.title) - 3
        tail = next((tail for tail in tails if line_width(tail) <= room), tails[-1])
        tail = _cut(tail, width - min(cell_len(self.title), TITLE) - 3)
        title = fit(self.title, width - line_width(tail) - 3)
        return [(Piece(f" {title} ", "strong"), *tail, Piece(" "))]


class FilterLine(Bar):
    """What is shown of how much, and why."""

    forms: Sequence[str] = ("",)
    filtered = False

    def show(self, forms: Sequence[str], *, filtered: bool) -> None:
        """Show other words, in forms of falling length; `filtered` where something is held back."""
        self.forms, self.filtered = [safe(words) for words in forms], filtered
        self.refresh()

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return the line: the longest words that fit, else the shortest, cut."""
        words = next((words for words in self.forms if cell_len(words) <= width - 2), self.forms[-1])
        return [(Piece(" " + fit(words, width - 2), "key" if self.filtered else "muted"),)]


class Preview(Bar):
    """Two lines of the entry under the cursor, where the detail has no room."""

    text = ""
    sources: Sequence[str] = ()

    def show(self, text: str, sources: Sequence[str]) -> None:
        """Show another entry's text, and who tells it where a line is left."""
        self.text, self.sources = text, sources
        self.refresh()

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return a rule and two lines, the second cut where there is more."""
        lines = wrap([Piece(self.text[: 16 * width])], width - 1, first=MARGIN, rest=MARGIN)
        if len(lines) > 2:  # noqa: PLR2004 - two lines
            more = " ".join(line[-1].text for line in lines[1:3])
            lines[1] = (*MARGIN, Piece(fit(more, width - 2)))
        elif len(lines) == 1:
            lines.append((*MARGIN, Piece(fit(", ".join(self.sources), width - 2), "muted")))
        return [(Piece("─" * width, "rule"),), *lines[:2]]


class Legend(Bar):
    """What signs mean."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return the line."""
        return [(Piece(" " + fit(self.words, width - 1), "muted"),)]


class Footer(Bar):
    """The keys that matter most in a place, as many as fit; help and quit always."""

    def __init__(self, place: Place = "timeline", *, watching: bool = False) -> None:
        super().__init__()
        self.places: tuple[Place, ...] = (place,)
        self.watching = watching

    def show(self, *places: Place) -> None:
        """Show the keys of other places."""
        self.places = places
        self.refresh()

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return the line."""
        hints = [
            (Piece(f" {shown_key(command.keys[0])}", "key"), Piece(f" {command.label} ", "muted"))
            for command in footer_of(*self.places, watching=self.watching)
        ]
        while len(hints) > 3 and sum(map(line_width, hints)) > width:  # noqa: PLR2004 - help and quit stay
            del hints[-3]
        return [tuple(piece for hint in hints for piece in hint)]


class SpaceNotice(Bar):
    """What a window too small for the dashboard shows."""

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return one line, the longest that fits."""
        size = f"{width}x{self.app.size.height}"
        forms = (f"Ondit needs 60x16, this is {size}.", f"needs 60x16, is {size}", "needs 60x16", "60x16")
        words = next((words for words in forms if cell_len(words) <= width), forms[-1])
        return [(Piece(fit(words, width)),)]


def _cut(pieces: Line, width: int) -> Line:
    """Return pieces of so many cells at most: one that does not fit is cut, those behind it are left out."""
    kept: list[Piece] = []
    for piece in pieces:
        room = width - line_width(kept)
        if room <= 0:
            break
        kept.append(
            piece if cell_len(piece.text) <= room else Piece(fit(piece.text, room).rstrip(), piece.ink)
        )
    return tuple(kept)


def _dotted(pieces: Line) -> Line:
    """Part the pieces that have words by dots."""
    parted = [part for piece in pieces if piece.text for part in (Piece(" · ", "muted"), piece)]
    return tuple(parted[1:])
