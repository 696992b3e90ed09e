"""The lines of the view of articles: in the list two an article, in the pane what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ondit.article_list import ListedArticle
from ondit.listing import Group
from ondit.model import Article, TimelineEntry
from ondit.search import Query
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.flow import BAR, MARGIN, Line, Piece, rule, wrap
from ondit_tui.widgets.marking import marked
from ondit_tui.widgets.pane_lines import Layout, spotted
from ondit_tui.widgets.timeline_lines import MARKED
from ondit_tui.widgets.timeline_lines import heading as day_heading
from ondit_tui.widgets.wording import count, day_of, mark, moment_of

OUTLET_WIDTH = 20
UNTITLED = "no headline"
GRADES = {
    "wholly": "wholly a release",
    "partly": "partly a release",
    "not": "credits a release",
}
LONGEST_TEXT = 300


class Known(NamedTuple):
    """What the pane shows of an article.

    Attributes:
        item: The article as it is listed.
        article: The article.
        release: The release of which most of it is made, where it is one's.
        original: The article of which it is a copy.
        entries: What it tells, in the order of their places.
    """

    item: ListedArticle
    article: Article | None
    release: Article | None
    original: Article | None
    entries: Sequence[TimelineEntry]


def heading(group: Group, width: int) -> Line:
    """Return the heading of a day."""
    return day_heading(day_of(group.key), group.items, width)


def title_row(
    item: ListedArticle, width: int, hits: Query | None, *, chosen: bool, is_marked: bool = False
) -> Line:
    """Return the first line of an article: its outlet, whether it is marked, and its headline."""
    outlet = min(OUTLET_WIDTH, width // 3)
    words = fit(item.title or item.begins or UNTITLED, width - outlet - 3)
    title = marked(words, hits, "strong" if chosen else "" if item.title else "muted")
    return (
        Piece(BAR if chosen else " ", "key"),
        Piece(fit(item.source.value, outlet - 1), "heading"),
        Piece(f"{MARKED if is_marked else ' '} ", "key"),
        *title,
    )


def telling_row(item: ListedArticle, width: int, *, chosen: bool) -> Line:
    """Return the second line: how many announcements and rumours it tells, and whether it is a release's."""
    outlet = min(OUTLET_WIDTH, width // 3)
    return (
        Piece(BAR if chosen else " ", "key"),
        Piece(" " * (outlet + 1)),
        Piece(fit(" · ".join(tells(item)), width - outlet - 3), "muted"),
    )


def tells(item: ListedArticle) -> list[str]:
    """Say in a few words what an article tells, and what it was made of."""
    announced, rumoured = item.kinds.get("announcement", 0), item.kinds.get("rumour", 0)
    words = [" ".join((_counted(announced, "ANN"), _counted(rumoured, "rum?")))]
    if item.is_copy:
        words.append("copy")
    if item.derivation:
        words.append(f"{GRADES[item.derivation.grade]}, {item.derivation.share:.0%}")
    return words


def _counted(number: int, word: str) -> str:
    """Return a number with its word, nothing instead of none, always as wide."""
    return f"{number:>2,} {word:<4}" if number else " " * 7


def lay_out(known: Known, width: int, cursor: int, hits: Query | None) -> Layout:
    """Lay out what is known of an article, and what it tells, in lines of at most `width` cells."""
    item, article = known.item, known.article
    title = marked(safe(item.title), hits, "strong") if item.title else [Piece(UNTITLED, "muted")]
    lines = wrap(title, width - 1, first=MARGIN, rest=MARGIN)
    lines.append(())
    published = item.published.value if item.published else None
    facts = [f"{item.source.value} · {moment_of(published)}"]
    if article and article.author:
        facts.append(f"by {article.author}")
    if article:
        facts.append(article.url or article.path or "no address known")
    if known.original:
        facts.append(f"a copy of the article in {known.original.source.value}")
    facts += _derived(known)
    for words in facts:
        lines += wrap([Piece(words, "muted")], width - 1, first=MARGIN, rest=MARGIN)
    lines += [(), rule(f"tells {count(len(known.entries), 'entry', 'entries')}", width)]
    rows: list[int] = []
    for entry in known.entries:
        rows.append(len(lines))
        lines += _entry(entry, width, hits, chosen=len(rows) - 1 == cursor)
    return spotted(lines, rows, cursor)


def _derived(known: Known) -> list[str]:
    made = known.item.derivation
    if made is None:
        return []
    outlet = known.release.source.value if known.release else "an outlet"
    credit = "and says so" if made.credited else "and does not say so"
    if made.grade == "not":
        return [f"credits the release of {outlet}, but has {made.share:.0%} of its words from it"]
    return [f"{made.share:.0%} of its words are the release's of {outlet}: {made.grade} derived, {credit}"]


def _entry(entry: TimelineEntry, width: int, hits: Query | None, *, chosen: bool) -> list[Line]:
    """Return an entry: a line with its mark, how many tell it and what became of it, then its words."""
    word, ink = mark(entry.kind, entry.subtype)
    tail = f"x{len(entry.sources)}" + (f"  {entry.outcome}" if entry.outcome else "")
    head = (
        Piece(" "),
        Piece("› " if chosen else "  ", "key"),
        Piece(f"{word:<7}", ink),
        Piece(tail, "muted"),
    )
    indent = (Piece("   "),)
    text = marked(safe(entry.text[:LONGEST_TEXT]), hits)
    return [head, *wrap(text, width - 1, first=indent, rest=indent)]
