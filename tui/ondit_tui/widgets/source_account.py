"""The account of one outlet: how it stands, when it told how much, and entries that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ondit.model import Role, TimelineEntry
from ondit.scoreboard import Score
from ondit.timeline import Filter
from ondit.views import DayCount, StoryView

MOST = 6
"""How many entries of each role are shown."""
_TITLES: Mapping[Role, str] = {
    "wrong": "settled wrong",
    "first": "had first",
    "repeated": "repeated",
    "right": "settled right",
    "tied": "had first together with others",
    "alone": "told by it alone",
}


@dataclass(frozen=True, slots=True)
class Lead:
    """An entry that an outlet tells, and what it was to it."""

    entry: TimelineEntry
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of one role, the newest; there may be more."""

    title: str
    leads: Sequence[Lead]


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """All that the pane shows of an outlet.

    Attributes:
        score: How it stands.
        days: How many entries it tells on each day, and how many all do.
        parts: Some of what it told, by what it was to it.
    """

    score: Score
    days: Mapping[str, Sequence[DayCount]]
    parts: Sequence[Part]

    @property
    def leads(self) -> Sequence[Lead]:
        """All that it leads on to, in the order in which it is shown."""
        return [lead for part in self.parts for lead in part.leads]


def source_account(view: StoryView, score: Score) -> SourceAccount:
    """Gather what a story knows of an outlet.

    Raises:
        StoreError: It cannot be read.
    """
    name = score.record.source
    parts = [_part(view, score, role) for role in _TITLES]
    days = {"told": view.days(Filter(sources=frozenset({name}))), "by all": view.days(Filter())}
    return SourceAccount(score, days, parts)


def _part(view: StoryView, score: Score, role: Role) -> Part:
    name, number = score.record.source, getattr(score.record, role)
    leads = [Lead(entry, _note(entry, name, role)) for entry in view.scoreboard.told_by(name, role, 0, MOST)]
    more = f"the {len(leads)} newest of {number:,}" if number > len(leads) else f"{number:,}"
    return Part(f"{_TITLES[role]}: {more}", leads)


def _note(entry: TimelineEntry, name: str, role: Role) -> str:
    """Return of whom an outlet has an entry, or who has it of it, as far as they stand in order."""
    others = [source for source in entry.sources if source != name]
    if role == "repeated" and others:
        return f"after {entry.sources[0]}" if entry.sources[0] != name else ""
    if role == "first" and others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        return f"then {others[0]}{more}"
    return ""
