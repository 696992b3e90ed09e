"""What a filter holds back, in words: nothing is ever hidden without being told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, get_args

from ondit.errors import OnditError
from ondit.model import Kind, Status
from ondit.timeline import Filter
from ondit.views import StoryView, Tally
from ondit_tui.commands import key
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.wording import FAIR, HIGH, count

KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)
CONFIDENCES = (0.0, 0.5, FAIR, 0.7, 0.8, HIGH, 0.9, 0.95)
"""The steps of the least confidence."""
MOST_NAMES = 3

_ALL = Filter()
_NAMES = {
    "sources": "sources",
    "kinds": "kind",
    "statuses": "status",
    "speakers": "speaker",
    "min_confidence": "confidence",
    "start": "from",
    "end": "to",
    "marked": "marked",
    "new": "new",
    "search": "search",
}
"""What each field of a filter is called in a word."""


class Part(NamedTuple):
    """A part of a filter.

    Attributes:
        words: What it asks for.
        short: The same, shorter.
        only: The filter that has only this part.
        command: The name of the command that changes it.
        does: What that command does with it.
        is_many: Whether several things hide together.
    """

    words: str
    short: str
    only: Filter
    command: str
    does: str
    is_many: bool = False

    @property
    def name(self) -> str:
        """What it filters by, in a word."""
        return next(
            name for field, name in _NAMES.items() if getattr(self.only, field) != getattr(_ALL, field)
        )

    def hiding(self, hidden: int | None, *, short: bool = False) -> str:
        """Return it with how many entries it hides alone, where that is known: "kind: rumour hides 20"."""
        words = self.short if short else self.words
        return words if hidden is None else f"{words} {'hide' if self.is_many else 'hides'} {hidden:,}"


def parts(wanted: Filter, outlets: int) -> list[Part]:
    """Return each part of a filter.

    Args:
        wanted: The filter.
        outlets: How many outlets the story has.
    """
    return [*_named(wanted, outlets), *_plain(wanted)]


def _named(wanted: Filter, outlets: int) -> Iterator[Part]:
    """Yield the parts that name what they let through."""
    if wanted.sources:
        short = f"sources {len(wanted.sources):,} of {outlets:,}"
        only = Filter(sources=wanted.sources)
        yield _of_names("source", sorted(wanted.sources), short, Part("", "", only, "sources", "opens them"))
    if wanted.kinds:
        kinds = [kind for kind in KINDS if kind in wanted.kinds]
        only = Filter(kinds=wanted.kinds)
        yield _of_names("kind", kinds, "", Part("", "", only, "kind", "shows the next"))
    if wanted.statuses:
        statuses = [status for status in STATUSES if status in wanted.statuses]
        only = Filter(statuses=wanted.statuses)
        yield _of_names("status", statuses, "", Part("", "", only, "filter", "opens it"))
    if wanted.speakers:
        short = count(len(wanted.speakers), "speaker")
        only = Filter(speakers=wanted.speakers)
        yield _of_names("speaker", sorted(wanted.speakers), short, Part("", "", only, "filter", "opens it"))


def _plain(wanted: Filter) -> Iterator[Part]:
    """Yield the parts that say all in a word or two."""
    if wanted.min_confidence:
        words, only = f"confidence ≥ {wanted.min_confidence:g}", Filter(min_confidence=wanted.min_confidence)
        yield Part(words, words, only, "less-sure", "lowers it")
    dates = (("from", wanted.start, Filter(start=wanted.start)), ("to", wanted.end, Filter(end=wanted.end)))
    for name, value, only in dates:
        if value:
            yield Part(f"{name} {value}", f"{name} {value}", only, "filter", "opens it")
    if wanted.marked is not None:
        yield Part("only marked", "marked", Filter(marked=wanted.marked), "filter", "opens it")
    if wanted.new is not None:
        yield Part("only new", "new", Filter(new=wanted.new), "filter", "opens it")
    if wanted.search:
        words = f"“{wanted.search}”"
        yield Part(words, words, Filter(search=wanted.search), "back", "takes it off")


class Hidden:
    """How many entries of a view each part of a filter hides alone; what was counted lately is kept.

    Args:
        view: The view.
        items: What is counted instead of entries: how one is called, and how several are.
        listed: Counts those that a filter lets through.
    """

    MOST_KEPT = 64

    def __init__(
        self,
        view: StoryView,
        items: tuple[str, str] | None = None,
        listed: Callable[[Filter], int] | None = None,
    ) -> None:
        self.view = view
        self.items = items or ("entry", "entries")
        self._listed = listed or (lambda wanted: sum(day.entries for day in view.days(wanted)))
        self._counts: dict[Filter, int] = {}

    @cached_property
    def everything(self) -> int:
        """How many there are."""
        return self._listed(Filter())

    @property
    def named(self) -> str:
        """How many there are, with what they are called."""
        return count(self.everything, *self.items)

    def passing(self, wanted: Filter) -> int:
        """Return how many a filter lets through; 0 where that cannot be read."""
        hidden = self.of(wanted)
        return self.everything - hidden if hidden is not None else 0

    def of(self, part: Filter) -> int | None:
        """Return how many it hides; absent where that cannot be read, which the list tells."""
        if part not in self._counts:
            if len(self._counts) >= self.MOST_KEPT:
                self._counts.clear()
            try:
                self._counts[part] = self.everything - self._listed(part)
            except OnditError:
                return None
        return self._counts[part]


def summary(wanted: Filter, shown: int, hidden: Hidden) -> tuple[str, ...]:
    """Return the filter line, in forms of falling length.

    Args:
        wanted: The filter.
        shown: How many entries pass.
        hidden: Counts what its parts hide.

    Returns:
        "showing 12 of 40 entries · source: The Ledger hides 20 · “text” hides 9", then with sources counted,
        then "showing 12 of 40 entries · hidden by sources 20, search 9", and with the parts counted;
        "showing all 40 entries" without a filter.
    """
    outlets = len(hidden.view.tally.outlets)
    found = [(part, hidden.of(part.only)) for part in parts(wanted, outlets)]
    if not found:
        return (f"showing all {hidden.named}",)
    head = f"showing {shown:,} of {hidden.named}"
    whole = [part.hiding(number) for part, number in found]
    short = [part.hiding(number, short=True) for part, number in found]
    brief = ", ".join(f"{part.name} {number:,}" for part, number in found if number is not None)
    counted = f"{head} · {count(len(found), 'filter')}"
    forms = [" · ".join([head, *words]) for words in (whole, short)]
    return (*forms, f"{head} · hidden by {brief}" if brief else counted, counted)


def hiding(wanted: Filter, hidden: Hidden) -> list[Line]:
    """Return a line for each part of a filter: what it alone hides, and which key changes that."""
    lines: list[Line] = []
    for part in parts(wanted, len(hidden.view.tally.outlets)):
        does = f"  {key(part.command)} {part.does}"
        lines.append((Piece(part.hiding(hidden.of(part.only))), Piece(does, "muted")))
    return lines


def next_kind(wanted: Filter) -> Filter:
    """Return the filter with the next kind: all, announcement, rumour, neither, all again."""
    single = next(iter(wanted.kinds)) if len(wanted.kinds) == 1 else None
    following = KINDS.index(single) + 1 if single else 0
    return replace(wanted, kinds=frozenset(KINDS[following : following + 1]))


def next_confidence(wanted: Filter, by: int) -> Filter:
    """Return the filter with the next step of the least confidence up (1) or down (-1), if there is one."""
    at = wanted.min_confidence
    steps = [step for step in CONFIDENCES if (step > at if by > 0 else step < at)]
    return replace(wanted, min_confidence=(steps[0] if by > 0 else steps[-1]) if steps else at)


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


def _of_names(word: str, names: Sequence[str], short: str, part: Part) -> Part:
    """Return a part with what it names: all of it where that is little."""
    is_many = len(names) > 1
    plural = f"{word}es" if word.endswith("s") else f"{word}s"
    words = f"{plural if is_many else word}: {', '.join(names)}"
    short = short or words
    return part._replace(words=words if len(names) <= MOST_NAMES else short, short=short, is_many=is_many)
