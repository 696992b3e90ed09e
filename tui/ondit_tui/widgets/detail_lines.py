"""The lines of the detail: an entry's account as it is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.model import Event
from ondit.search import Query
from ondit_tui.widgets.account import Account, Telling
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.diff import diff
from ondit_tui.widgets.flow import BAR, MARGIN, Line, Piece, line_width, rule, wrap
from ondit_tui.widgets.marking import marked
from ondit_tui.widgets.pane_lines import Layout, fact, step_words, title
from ondit_tui.widgets.time_words import time_words
from ondit_tui.widgets.wording import (
    count,
    date_of,
    listed,
    moment_of,
)

CUE_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Look:
    """How the detail is to be shown.

    Attributes:
        selected: The telling whose words are shown.
        diff: Whether they are shown against the statement's wording.
        active: Whether the keys move among the tellings.
        hits: What to mark.
    """

    selected: int = 0
    diff: bool = True
    active: bool = False
    hits: Query | None = None


def lay_out(account: Account, look: Look, width: int) -> Layout:
    """Lay an account out in lines of at most `width` cells."""
    lines: list[Line] = [title(account.entry), ()]
    lines += wrap(marked(safe(account.entry.text), look.hits, "strong"), width - 1, first=MARGIN, rest=MARGIN)
    lines.append(())
    lines += _facts(account, width)
    if not account.tellings:
        return Layout(tuple(lines), (), len(lines))
    tellings = len(account.tellings)
    times = "once" if tellings == 1 else f"{tellings:,} times"
    copies = sum(telling.article.copy_of is not None for telling in account.tellings)
    told = f"told {times} by {count(account.outlets, 'outlet')}"
    lines += [(), rule(f"{told}, {count(copies, 'copy', 'copies')}" if copies else told, width)]
    rows = range(len(lines), len(lines) + tellings)
    lines += [
        _row(telling, width, chosen=n == look.selected, active=look.active)
        for n, telling in enumerate(account.tellings)
    ]
    lines += _words(account, account.tellings[look.selected], look, width)
    return Layout(tuple(lines), tuple(rows), len(lines))


def _outcome(account: Account) -> str:
    """Return what became of a rumour, by which announcement, and how sure that is."""
    entry = account.entry
    if not account.settled_by:
        return entry.outcome or ""
    sure = {"facts": "probably, by what both tell, ", "wording": "probably, by words alone, "}
    return f"{sure.get(entry.evidence or '', '')}{entry.status} by: {account.settled_by}"


def _facts(account: Account, width: int) -> list[Line]:
    speech, label = account.speech, account.label
    facts: list[tuple[str, str, str]] = []
    if account.entry.outcome:
        facts.append(("status", _outcome(account), ""))
    facts.append(("first", _first(account), ""))
    facts += _life(account)
    if speech and speech.speaker:
        facts.append(("said by", ", ".join(filter(None, (speech.speaker, speech.role_beside))), ""))
    if account.entry.target:
        facts.append(("speaks of", time_words(account.entry.target), ""))
    if account.text != account.entry.text:
        facts.append(("wording", account.text, ""))
    if label and label.reason:
        facts.append(("why", label.reason, ""))
    if account.cues:
        facts.append(
            ("cue words", ", ".join(f"“{fit(cue, CUE_WIDTH).rstrip()}”" for cue in account.cues), "")
        )
    if account.entry.why:
        facts.append(("matters", " · ".join(account.entry.why), "muted"))
    suspects = [
        f"{t.article.source.value}: {t.quote.suspect}"
        for t in account.tellings
        if t.quote and t.quote.suspect
    ]
    facts += [("suspect", words, "warning") for words in dict.fromkeys(suspects)]
    lines: list[Line] = []
    for name, words, ink in facts:
        lines += fact(name, words, width, label=ink or "muted", ink=ink if ink == "muted" else "")
    return lines


def _life(account: Account) -> list[tuple[str, str, str]]:
    """Tell how a claim stands, what became of it step by step, and what speaks against it."""
    claim = account.claim
    if claim is None:
        return []
    facts = [("standing", claim.standing + (", as you said" if claim.overridden else ""), "")]
    steps = [_step(event) for event in claim.history]
    if len(steps) > 1:
        facts.append(("life", " · ".join(steps), ""))
    return facts + [("against", words, "warning") for words in account.against]


def _step(event: Event) -> str:
    """Say what happened and when; what is told on a day that is not known comes neither first nor later."""
    if event.published is None:
        return "also told undated"
    return f"{step_words(event)} {moment_of(event.published)}"


def _first(account: Account) -> str:
    if not account.first:
        return "unknown: no article that tells it is dated"
    words = f"{listed(list(account.first))}, {moment_of(account.first_published)}"
    if len(account.first) > 1:
        words += " (a tie: the dates give no order)"
    if account.undated:
        words += f"; {count(account.undated, 'telling')} undated"
    return words


def _row(telling: Telling, width: int, *, chosen: bool, active: bool) -> Line:
    """List a telling: outlet, date, what it is to the wording, how similar, and whether it is suspect.

    In a copy of another article, and in a later version of a page, it is just that.
    """
    suspect = "!" if telling.quote and telling.quote.suspect else " "
    is_copy = telling.article.copy_of is not None
    is_version = telling.article.version_of is not None
    variant = "copy" if is_copy else "changed" if is_version else telling.variant or "retold"
    day = date_of(telling.published)
    tail = f" {day:>11}  {variant:<10}{telling.similarity:>4.0f} {suspect}"
    bar = BAR if chosen and active else "›" if chosen else " "
    room = max(6, width - line_width((Piece(tail),)) - 3)
    return (
        Piece(bar, "key"),
        Piece(f"{fit(telling.article.source.value, room)}", "strong" if chosen else ""),
        Piece(tail, "" if chosen else "muted"),
    )


def _words(account: Account, telling: Telling, look: Look, width: int) -> list[Line]:
    """Show the selected telling: its headline, its words, and how they differ from the statement's."""
    article = telling.article
    name = fit(article.source.value, max(8, width - 24)).rstrip()
    lines: list[Line] = [(), rule(f"in {name} · similarity {telling.similarity:.0f}", width)]
    is_same = telling.text == account.text
    changes = diff(account.text, telling.text) if look.diff and not is_same else None
    if look.diff and is_same:
        above = "as above" if account.text == account.entry.text else "the wording above"
        pieces = [Piece(f"word for word {above}", "muted")]
    elif look.diff and changes is None:
        pieces = [*marked(safe(telling.text).strip(), look.hits), Piece(" (the same words)", "muted")]
    else:
        pieces = changes or marked(safe(telling.text), look.hits)
    lines += wrap(pieces, width - 1, first=MARGIN, rest=MARGIN)
    lines.append(())
    for words in _origin(account, telling):
        lines += wrap([Piece(words, "muted")], width - 1, first=MARGIN, rest=MARGIN)
    return lines


def _origin(account: Account, telling: Telling) -> list[str]:
    """Say where a telling comes from, as far as that is known."""
    article, quote = telling.article, telling.quote
    words: list[str] = []
    if telling.original:
        original, published = telling.original.source.value, telling.original.published
        day = f", {moment_of(published.value)}" if published else ""
        words.append(f"The article is a copy of the one in {original}{day}.")
    if telling.first:
        since, told = telling.first.published, f": was “{telling.was}”" if telling.was else ""
        before = f" since {moment_of(since.value)}" if since else ""
        words.append(f"The page changed{before}{told}.")
    if quote and quote.speaker and account.speech and quote.speaker != account.speech.speaker:
        words.append(f"Here said by {', '.join(filter(None, (quote.speaker, quote.role_beside)))}.")
    if quote and quote.suspect:
        words.append(f"! Suspect: {quote.suspect}")
    if article.title:
        words.append(f"“{article.title}”" + (f", by {article.author}" if article.author else ""))
    read = "read " if article.published and article.published.origin == "read" else ""
    words.append(
        f"{read}{moment_of(telling.published)} · {article.url or article.path or 'no address known'}"
    )
    return words
