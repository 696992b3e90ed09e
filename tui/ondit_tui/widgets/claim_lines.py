"""The lines of the view of claims: in the list two a claim, in the pane its whole life."""

from __future__ import annotations

from ondit.listing import Group
from ondit.lots import ToldClaim
from ondit.model import Event
from ondit.search import Query
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.claim_account import ClaimAccount, Lead
from ondit_tui.widgets.flow import BAR, MARGIN, Line, Piece, line_width, wrap
from ondit_tui.widgets.life_line import SIGNS, Axis, axis_line, axis_of, dates_of, life_line, span_of
from ondit_tui.widgets.marking import marked, marked_line
from ondit_tui.widgets.pane_lines import Layout, fact, spotted, step_words, title
from ondit_tui.widgets.time_words import time_words
from ondit_tui.widgets.timeline_lines import MARKED, OUTLETS_WIDTH, before_text
from ondit_tui.widgets.wording import (
    MARK_WIDTH,
    count,
    listed,
    mark,
    moment_of,
)

HEADINGS = {
    "contradicted": "Contradicted by another claim",
    "zombie": "Told again after it was settled",
    "settled": "Settled",
    "several outlets": "Open, told by several outlets",
    "one outlet": "Open, told by one outlet only",
    "expired": "Expired",
    "on the record": "On the record",
}
EVIDENCE = {
    "said": "the announcement says so itself",
    "facts": "probably: both tell the same facts",
    "wording": "probably: both use the same words, no more",
}
SAID = {"status": "what became of it", "merge": "that two claims are one", "apart": "that one is another"}
"""What of a claim a reader may have said."""
INDENT = MARK_WIDTH + 8
"""Where the text of a claim begins, and below it its life."""
SHORTEST_RULE = 3


def heading(group: Group, axis: Axis | None, width: int) -> Line:
    """Return the heading of a lot; where there is room, with the days that the lives below it span."""
    words = f" {HEADINGS[group.key or '']} · {group.items:,} "
    span = f" {span_of(axis)} " if axis else ""
    rule = width - len(words) - len(span)
    if rule < SHORTEST_RULE:
        span, rule = "", width - len(words) - 1
    return (Piece(words, "heading"), Piece("─" * max(0, rule), "rule"), Piece(span, "muted"))


def text_row(
    told: ToldClaim, width: int, hits: Query | None, *, chosen: bool, is_new: bool, is_marked: bool
) -> Line:
    """Return the first line of a claim: its kind, how many outlets tell it, and its words.

    Args:
        told: The claim.
        width: How wide it may be.
        hits: What is searched for.
        chosen: Whether the cursor is on it.
        is_new: Whether it came in and was not looked at yet.
        is_marked: Whether a reader has marked it.
    """
    entry = told.entry
    words, ink = mark(entry.kind, entry.subtype)
    outlets = f"x{len(entry.sources)}"
    return (
        Piece(BAR if chosen else " ", "key"),
        Piece(f"{words:<{MARK_WIDTH}}", ink),
        Piece(MARKED if is_marked else " ", "key"),
        *before_text(f"{outlets:>{OUTLETS_WIDTH}} ", is_new=is_new),
        *marked_line(entry.text, width - INDENT - 1, hits, "strong" if chosen else ""),
    )


def life_row(told: ToldClaim, axis: Axis | None, width: int, *, chosen: bool) -> Line:
    """Return the second line of a claim: what became of it in a word, and its life."""
    room = width - INDENT - 1
    return (
        Piece(BAR if chosen else " ", "key"),
        Piece(f"{status_of(told):<{INDENT - 1}}", "muted"),
        *(life_line(told.claim, axis, room) if axis else ()),
    )


def status_of(told: ToldClaim) -> str:
    """Return what became of a claim, in a word."""
    if told.entry.outcome:
        return told.entry.outcome
    return {"on the record": "on record"}.get(told.claim.standing, told.claim.standing)


def lay_out(known: ClaimAccount, width: int, cursor: int, *, explains: bool, hits: Query | None) -> Layout:
    """Lay out a claim's life in lines of at most `width` cells.

    Args:
        known: What is known of it.
        width: In cells.
        cursor: The number of the lead that the cursor is on.
        explains: Whether it is said why it is labelled and settled so.
        hits: What to mark.
    """
    lines: list[Line] = [title(known.told.entry), ()]
    lines += wrap(marked(safe(known.told.entry.text), hits, "strong"), width - 1, first=MARGIN, rest=MARGIN)
    lines += [(), *_facts(known, width, explains=explains)]
    axis = axis_of(dates_of(known.told.claim))
    if axis:
        room = width - 2
        lines += [(), (*MARGIN, *life_line(known.told.claim, axis, room))]
        lines.append((*MARGIN, *axis_line(axis, room - 2)))
    rows: list[int] = []
    for step in known.steps:
        lines += [(), _step(step.event, width)]
        for lead in step.leads:
            rows.append(len(lines))
            lines += _lead(lead, width, hits, chosen=len(rows) - 1 == cursor)
    if known.against:
        lines += [(), _rule(Piece("? ", "warning"), "cannot both be true", width)]
        for lead in known.against:
            rows.append(len(lines))
            lines += _lead(lead, width, hits, chosen=len(rows) - 1 == cursor)
    return spotted(lines, rows, cursor)


def _facts(known: ClaimAccount, width: int, *, explains: bool) -> list[Line]:
    entry, claim, whole = known.told.entry, known.told.claim, known.account
    yours = ", as you said" if "status" in claim.overridden else ""
    facts = [("status", entry.outcome + yours if entry.outcome else ""), ("standing", claim.standing)]
    facts.append(("told by", f"{count(len(entry.sources), 'outlet')}: {', '.join(entry.sources)}"))
    if entry.target:
        facts.append(("speaks of", time_words(entry.target)))
    if claim.overridden:
        facts.append(("yours", listed([SAID[one] for one in claim.overridden])))
    if explains:
        facts.append(("settled", EVIDENCE.get(claim.evidence or "", "")))
        facts.append(("why", whole.label.reason if whole.label else ""))
        facts.append(("cue words", ", ".join(f"“{cue}”" for cue in whole.cues)))
        facts.append(("matters", " · ".join(entry.why)))
    return [line for name, words in facts if words for line in fact(name, words, width)]


def _step(event: Event, width: int) -> Line:
    sign, ink = SIGNS[event.step]
    when = moment_of(event.published) if event.published else "on a day that is not known"
    return _rule(Piece(f"{sign} ", ink), f"{step_words(event)}, {when}", width)


def _rule(sign: Piece, words: str, width: int) -> Line:
    line = (*MARGIN, sign, Piece(f"{fit(words, min(len(words), width - 4))} ", "heading"))
    return (*line, Piece("─" * max(0, width - line_width(line) - 1), "rule"))


def _lead(lead: Lead, width: int, hits: Query | None, *, chosen: bool) -> list[Line]:
    bar = Piece("› " if chosen else "  ", "key")
    outlet = lead.outlet or "another claim"
    words = wrap(marked(safe(lead.text), hits), width - 1, first=(Piece("   "),), rest=(Piece("   "),))
    named = f"another claim, first told by {outlet}" if lead.entry and lead.outlet else outlet
    return [(Piece(" "), bar, Piece(fit(named, width - 4), "strong" if chosen else "muted")), *words]
