"""The lines of the view of quotes: in the list two a quotation, in the pane who has it in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len

from ondit.listing import Group
from ondit.model import Article, Quote
from ondit.search import Query
from ondit.spans import first_told
from ondit.speakers import Quotation, Speaker
from ondit_tui.widgets.account import Telling
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.diff import diff
from ondit_tui.widgets.flow import BAR, MARGIN, Line, Piece, line_width, rule, wrap
from ondit_tui.widgets.marking import marked, marked_line
from ondit_tui.widgets.pane_lines import Layout, fact, spotted
from ondit_tui.widgets.quote_account import QuoteAccount
from ondit_tui.widgets.timeline_lines import MARKED
from ondit_tui.widgets.wording import count, date_of, listed, moment_of

NOBODY = "No speaker is named"
INDENT = 9
FEWEST_OF_NAME, FEWEST_OF_ROLE = 12, 12
"""Of a name so many cells are shown where there are so many, of a role so many or nothing."""
AROUND = 240
"""How many letters of the article are shown on either side of a quote, at the most."""
_WORDS: Line = (Piece("     "),)


def heading(group: Group, speaker: Speaker | None, width: int) -> Line:
    """Return the heading of a speaker: the name, how often quoted by how many, and the role where it fits."""
    told = next((form for form in _told(group, speaker) if width >= len(form) + FEWEST_OF_NAME), "")
    name = safe(group.key or NOBODY)
    name = fit(name, min(cell_len(name), max(1, width - len(told) - 4))).rstrip()
    line: Line = (Piece(f" {name}", "heading"), Piece(" · ", "rule"), Piece(f"{told} ", "muted"))
    role = safe(speaker.role or "") if speaker else ""
    room = width - line_width(line) - 4
    if role and room >= min(len(role), FEWEST_OF_ROLE):
        line = (*line, Piece("· ", "rule"), Piece(fit(role, min(len(role), room)).rstrip() + " ", "muted"))
    return (*line, Piece("─" * max(0, width - line_width(line) - 1), "rule"))


def _told(group: Group, speaker: Speaker | None) -> Sequence[str]:
    """Return how much a speaker is quoted, in forms of falling length."""
    if speaker is None:
        return (f"{group.items:,}",)
    some = f"{group.items:,} of " if group.items != speaker.quotations else ""
    quotes = f"{some}{count(speaker.quotations, 'quote')}"
    times = f", {speaker.times:,} times" if speaker.times > speaker.quotations else ""
    return f"{quotes}{times} in {count(speaker.outlets, 'outlet')}", quotes, f"{group.items:,}"


def words_row(
    said: Quotation, width: int, hits: Query | None, *, chosen: bool, is_marked: bool = False
) -> Line:
    """Return the first line of a quotation: how many outlets have it, whether it is suspect, its words."""
    return (
        Piece(BAR if chosen else " ", "key"),
        Piece(MARKED if is_marked else " ", "key"),
        Piece(f"{f'x{said.outlets}':>4} ", "muted"),
        Piece("! " if said.suspect else "  ", "warning"),
        *marked_line(f"“{said.text}”", width - INDENT - 1, hits, "strong" if chosen else ""),
    )


def told_row(said: Quotation, width: int, *, chosen: bool) -> Line:
    """Return the second line of a quotation: when and where it was told first, and its variants."""
    told = [date_of(said.published), said.outlet, "suspect" if said.suspect else "", variants_of(said)]
    words = " · ".join(part for part in told if part)
    return (
        Piece(BAR if chosen else " ", "key"),
        Piece(" " * (INDENT - 1)),
        Piece(fit(words, width - INDENT - 1), "muted"),
    )


def variants_of(said: Quotation) -> str:
    """Return in which variants a quotation is told: "2 trimmed, 1 verbatim"; empty without any."""
    return ", ".join(f"{number} {variant}" for variant, number in said.variants)


def lay_out(known: QuoteAccount, width: int, cursor: int, hits: Query | None) -> Layout:
    """Lay out a quotation in lines of at most `width` cells.

    Args:
        known: What is known of it.
        width: In cells.
        cursor: The number of the telling that the cursor is on.
        hits: What to mark.
    """
    said, speaker = known.said, known.speaker
    name = (speaker.name if speaker else None) or said.quote.speaker or NOBODY
    lines = wrap([Piece(name, "strong")], width - 1, first=MARGIN, rest=MARGIN)
    lines += [(), *wrap(marked(f"“{safe(said.text)}”", hits, "strong"), width - 1, first=MARGIN, rest=MARGIN)]
    lines += [(), *_facts(known, width), ()]
    lines += _setting(known.article, said.quote, width)
    told = count(len(known.tellings), "telling")
    lines += [(), rule(f"{told} in {count(said.outlets, 'outlet')}, first told on top", width)]
    rows: list[int] = []
    for number, telling in enumerate(known.tellings):
        rows.append(len(lines))
        lines += _telling(known, telling, width, hits, chosen=number == cursor)
    return spotted(lines, rows, cursor)


def _facts(known: QuoteAccount, width: int) -> list[Line]:
    said = known.said
    quote = said.quote
    facts = [
        ("role", quote.role_beside or (known.speaker.role if known.speaker else None) or ""),
        ("cue", f"“{quote.cue}”" if quote.cue else "none: nothing beside it says whose words they are"),
        ("first in", _first(known)),
        ("variants", variants_of(said)),
        ("also given", "; ".join(f"to {name} by {outlet}" for name, outlet in known.others)),
    ]
    lines = [line for name, words in facts if words for line in fact(name, words, width)]
    for words in known.suspicions:
        lines += fact("! suspect", words, width, label="warning", ink="warning")
    return lines


def _first(known: QuoteAccount) -> str:
    """Return who told it first, all whose dates give no order; what is undated is not first."""
    outlets, published = first_told(telling.article for telling in known.tellings)
    tie = " (a tie: the dates give no order)" if len(outlets) > 1 else ""
    return (
        f"{listed(list(outlets))}, {moment_of(published)}{tie}" if outlets else "unknown: no telling is dated"
    )


def _setting(article: Article, quote: Quote, width: int) -> list[Line]:
    """Show a quote where it stands in its paragraph, its words and its cue set off."""
    text = article.text
    start = max(text.rfind("\n", 0, quote.start) + 1, quote.start - AROUND)
    end = text.find("\n", quote.end)
    end = min(len(text) if end < 0 else end, quote.end + AROUND)
    before, after = text[start : quote.start], text[quote.end : end]
    pieces = [
        Piece("… " if start and text[start - 1] != "\n" else ""),
        *_cued(before, quote.cue, last=True),
        Piece(safe(text[quote.start : quote.end]), "strong"),
        *_cued(after, quote.cue, last=False),
        Piece(" …" if end < len(text) and text[end] != "\n" else ""),
    ]
    heading = rule(f"as {article.source.value} has it", width)
    return [heading, *wrap([one for one in pieces if one.text], width - 1, first=MARGIN, rest=MARGIN)]


def _cued(text: str, cue: str | None, *, last: bool) -> list[Piece]:
    """Return a text with the cue that is nearest to the quote in brackets: the last, or the first."""
    found = list(re.finditer(rf"\b{re.escape(cue)}\b", text)) if cue else []
    if not found:
        return [Piece(safe(text), "muted")]
    start, end = found[-1 if last else 0].span()
    return [
        Piece(safe(text[:start]), "muted"),
        Piece(f"[{safe(text[start:end])}]", "key"),
        Piece(safe(text[end:]), "muted"),
    ]


def _telling(
    known: QuoteAccount, telling: Telling, width: int, hits: Query | None, *, chosen: bool
) -> list[Line]:
    """Return a telling: outlet, day, variant, similarity; below, what it changes."""
    suspect = "!" if telling.quote and telling.quote.suspect else " "
    like = "copy" if telling.article.copy_of else telling.variant or "quoted"
    tail = f" {date_of(telling.published):>11}  {like:<10}{telling.similarity:>4.0f} {suspect}"
    room = max(6, width - len(tail) - 3)
    row = (
        Piece("› " if chosen else "  ", "key"),
        Piece(fit(telling.article.source.value, room), "strong" if chosen else ""),
        Piece(tail, "" if chosen else "muted"),
    )
    return [row, *wrap(_words(known, telling, hits), width - 1, first=_WORDS, rest=_WORDS)]


def _words(known: QuoteAccount, telling: Telling, hits: Query | None) -> Sequence[Piece]:
    pieces: list[Piece] = []
    if telling.quote is None:
        pieces.append(Piece("told, not quoted: ", "muted"))
    elif telling.quote.speaker is None and known.speaker and known.speaker.name:
        pieces.append(Piece("no speaker is named: ", "muted"))
    if telling.text == known.wording:
        return [*pieces, Piece("word for word the fullest wording", "muted")]
    changes = diff(known.wording, telling.text)
    return [*pieces, *(changes or marked(safe(telling.text), hits))]
