"""What a filter holds back, in words: nothing is ever hidden without being told."""

from __future__ import annotations

from dataclasses import replace

from ondit.model import Kind
from ondit.timeline import Filter
from ondit.views import StoryView, Tally
from ondit_tui.widgets.wording import FAIR, HIGH, count

KINDS: tuple[Kind, ...] = ("announcement", "rumour", "neither")
MOST_NAMES = 3


def parts(wanted: Filter) -> list[tuple[str, Filter]]:
    """Return each part of a filter in words, with the filter that has only this part."""
    found: list[tuple[str, Filter]] = []
    if wanted.sources:
        found.append((_named("source", sorted(wanted.sources)), Filter(sources=wanted.sources)))
    if wanted.kinds:
        kinds = [kind for kind in KINDS if kind in wanted.kinds]
        found.append((_named("kind", list(kinds)), Filter(kinds=wanted.kinds)))
    if wanted.min_confidence:
        words = f"confidence {wanted.min_confidence:.2f} and more"
        found.append((words, Filter(min_confidence=wanted.min_confidence)))
    if wanted.start:
        found.append((f"from {wanted.start}", Filter(start=wanted.start)))
    if wanted.end:
        found.append((f"to {wanted.end}", Filter(end=wanted.end)))
    if wanted.search:
        found.append((f"“{wanted.search}”", Filter(search=wanted.search)))
    return found


def summary(everything: int, wanted: Filter, shown: int) -> tuple[str, str]:
    """Return the filter line, and a shorter form that counts sources instead of naming them.

    Args:
        everything: How many entries there are.
        wanted: The filter.
        shown: How many of them pass.

    Returns:
        "showing 12 of 40 · source: The Ledger · kind: rumour · “text”"; "showing all 40" without a filter.
    """
    named = [words for words, _ in parts(wanted)]
    if not named:
        return (f"showing all {everything:,}",) * 2
    counted = [count(len(wanted.sources), "source"), *named[1:]] if wanted.sources else named
    head = f"showing {shown:,} of {everything:,}"
    return (" · ".join([head, *named]), " · ".join([head, *counted]))


def hidden(view: StoryView, wanted: Filter) -> list[str]:
    """Return for each part of a filter how many entries it alone hides: "kind: rumour hides 20"."""
    everything = view.tally.entries
    return [
        f"{words} hides {everything - sum(day.entries for day in view.days(part)):,}"
        for words, part in parts(wanted)
    ]


def next_kind(wanted: Filter) -> Filter:
    """Return the filter with the next kind: all, announcement, rumour, neither, all again."""
    single = next(iter(wanted.kinds)) if len(wanted.kinds) == 1 else None
    following = KINDS.index(single) + 1 if single else 0
    return replace(wanted, kinds=frozenset(KINDS[following : following + 1]))


def tally_words(tally: Tally) -> tuple[str, str]:
    """Return what a story holds, in words, and shorter with the timeline's own marks.

    "11 articles · 6 sources · 4 announcements · 7 rumours" and "11 articles · 6 sources · 4 ANN · 7 rum?".
    """
    announced, rumoured = tally.kinds.get("announcement", 0), tally.kinds.get("rumour", 0)
    read = (count(tally.articles, "article"), count(len(tally.outlets), "source"))
    return (
        " · ".join((*read, count(announced, "announcement"), count(rumoured, "rumour"))),
        " · ".join((*read, f"{announced:,} ANN", f"{rumoured:,} rum?")),
    )


def forms_of_tally(tally: Tally) -> tuple[str, ...]:
    """Return what a story holds in forms of falling length, down to the number of its articles."""
    whole, marked = tally_words(tally)
    return (whole, marked, " · ".join(marked.split(" · ")[:2]), marked.split(" · ", 1)[0])


CONFIDENCES: tuple[tuple[float, str], ...] = (
    (0.0, "any confidence"),
    (FAIR, f"{FAIR:.2f} and more: fair or high"),
    (HIGH, f"{HIGH:.2f} and more: high"),
)
"""The steps that the filter screen offers."""


def _named(word: str, names: list[str]) -> str:
    return f"{word}: {', '.join(names)}" if len(names) <= MOST_NAMES else count(len(names), word)
