"""The picture that a case file opens with: claims over time, outlets by shape and colour.

It is laid out here in numbers and drawn by a template, once for wide pages and print, once for narrow ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import east_asian_width

from ondit.export.casefile.axis import Axis, Tick, axis_of
from ondit.export.casefile.bars import Bar, count
from ondit.export.casefile.gathering import Told
from ondit.export.casefile.lives import sign_of
from ondit.export.casefile.plans import OTHERS, Plan
from ondit.export.wording import one_line
from ondit.model import Claim, Kind
from ondit.periods import period
from ondit.timeline import mentions
from ondit.views import DayCount

MOST_ROWS = 24
NEAR = 11.0
"""Marks that are nearer to each other stand side by side."""
MOST_BESIDE = 8


TOP, LETTER, BAND, EDGE = 26, 6.4, 60, 36


class Mark(NamedTuple):
    """An outlet that tells a claim, drawn at a place; `whole` is the stretch of a date that is no day."""

    x: float
    outlet: str
    number: int
    when: str
    whole: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of the picture.

    Attributes:
        number: Its number in the case file.
        sign: The shape of its kind.
        kind: Its kind.
        label: Its words, cut to the room that they have, which its outcome takes from where it stands behind.
        text: Its words.
        y: The top of the row.
        line: From where to where its life is drawn; absent where no date of it is known.
        marks: Who tells it when.
        more: How many marks there is no room for, and where that is said.
        settled: Where it was settled; absent where it was not, or on no known day.
        outcome: What became of it, in a word; empty where it is no rumour.
        told: Each outlet with its dates, as a table tells it.
    """

    number: int
    sign: str
    kind: Kind
    label: str
    text: str
    y: float
    line: tuple[float, float] | None
    marks: Sequence[Mark]
    more: Sequence[tuple[float, int]]
    settled: float | None
    outcome: str
    told: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, ready to be drawn.

    Attributes:
        plan: Its measures.
        height: Of the whole.
        rows: The claims, first told on top.
        ticks: The days that are named.
        bars: What was told when, of all kinds.
        most: How many entries the highest bar stands for.
        base: On which height the bars stand.
        spanned: The first and the last day, in words; absent where nothing has a date.
    """

    plan: Plan
    height: float
    rows: Sequence[Row]
    ticks: Sequence[Tick]
    bars: Sequence[Bar]
    most: int
    base: float
    spanned: tuple[str, str] | None

    @property
    def has_undated(self) -> bool:
        """Whether a mark has no date."""
        return any(not mark.when for row in self.rows for mark in row.marks)

    def anchor(self, tick: Tick) -> str:
        """Return by which end a day's name hangs at its place, so that it stays in the picture."""
        if tick.at - self.plan.start < EDGE and not self.plan.beside:
            return "start"
        return "end" if self.plan.end - tick.at < EDGE else "middle"


@dataclass(frozen=True, slots=True)
class Pictured:
    """What is drawn.

    Attributes:
        told: The claims.
        numbers: The number of each in the case file, by its id.
        outlets: The number of each outlet that has a shape of its own, by its name.
        days: How many entries of each kind were first told on each day.
    """

    told: Sequence[Told]
    numbers: Mapping[str, int]
    outlets: Mapping[str, int]
    days: Mapping[Kind, Sequence[DayCount]]

    @property
    def has_others(self) -> bool:
        """Whether more outlets tell them than have shapes of their own."""
        return any(name not in self.outlets for one in self.told for name in one.entry.sources)


def pictured(
    told: Sequence[Told], numbers: Mapping[str, int], days: Mapping[Kind, Sequence[DayCount]]
) -> Pictured:
    """Choose what is drawn: the claims that matter most, the outlets that tell most of them.

    Args:
        told: The entries of a slice, first told on top.
        numbers: The number of each claim by its id.
        days: How many entries of each kind were first told on each day.
    """
    claims = [one for one in told if one.claim]
    drawn = set(sorted(range(len(claims)), key=lambda at: -claims[at].entry.importance)[:MOST_ROWS])
    chosen = [one for at, one in enumerate(claims) if at in drawn]
    outlets = Counter(name for one in chosen for name in one.entry.sources)
    names = sorted(outlets, key=lambda name: (-outlets[name], name))[:OTHERS]
    return Pictured(chosen, numbers, {name: at for at, name in enumerate(names)}, days)


def lay_out(what: Pictured, plan: Plan) -> Picture:
    """Lay the picture out.

    Args:
        what: What is drawn.
        plan: The measures.
    """
    dates = [day.published for days in what.days.values() for day in days]
    dates += [_published(span.article, one) for one in what.told for span in mentions(one.part, one.entry)]
    events = (event for one in what.told if one.claim for event in one.claim.history)
    dates += [event.published for event in events if event.step != "expired"]
    axis = axis_of(dates, plan.start, plan.end)
    rows = [_row(one, TOP + at * plan.row, what, axis, plan) for at, one in enumerate(what.told)]
    base = TOP + len(rows) * plan.row + (BAND if axis else 0)
    bars, most = count(what.days, axis, base, plan.bars) if axis else ([], 0)
    ticks = axis.ticks(plan.ticks) if axis else []
    return Picture(plan, base + 22, rows, ticks, bars, most, base, axis.ends() if axis else None)


def _row(told: Told, y: float, what: Pictured, axis: Axis | None, plan: Plan) -> Row:
    entry, claim = told.entry, told.claim
    marks = sorted(_marks(told, what, axis, plan))
    settled = _settled(claim, axis) if claim else None
    places = [mark.x for mark in marks if mark.when]
    shown, more = _beside(marks)
    outcome = entry.outcome or ""
    room = plan.label if plan.beside else plan.label - round(LETTER * len(outcome))
    return Row(
        number=what.numbers.get(entry.claim or "", 0),
        sign=sign_of(entry),
        kind=entry.kind,
        label=_cut(one_line(entry.text), room),
        text=entry.text,
        y=y,
        line=(min(places), max([*places, settled or 0.0])) if places else None,
        marks=shown,
        more=more,
        settled=settled,
        outcome=outcome,
        told=_told_when(marks),
    )


def _settled(claim: Claim, axis: Axis | None) -> float | None:
    """Return where a claim was settled, or expired; absent where the axis ends before that."""
    found = next((one for one in claim.history if one.claim or one.step == "expired"), None)
    days = period(found.published or "") if found else None
    return axis.between(days) if days and axis and days[0] <= axis.last else None


def _marks(told: Told, what: Pictured, axis: Axis | None, plan: Plan) -> Iterator[Mark]:
    """Yield each outlet that tells a claim, with each of its dates once."""
    articles = {article.id: article for article in told.part.articles}
    seen = set()
    for span in mentions(told.part, told.entry):
        name = articles[span.article or ""].source.value
        published = (_published(span.article, told) or "")[:10]
        if (name, published) in seen:
            continue
        seen.add((name, published))
        days = period(published)
        number = what.outlets.get(name, OTHERS)
        if days is None or axis is None:
            yield Mark(plan.undated, name, number, "", None)
        else:
            whole = (axis.at(days[0], 0.0), axis.at(days[1], 1.0)) if days[0] < days[1] else None
            yield Mark(axis.between(days), name, number, published, whole)


def _beside(marks: Sequence[Mark]) -> tuple[list[Mark], list[tuple[float, int]]]:
    """Put marks that would cover each other side by side, around their middle; the last say how many more."""
    shown: list[Mark] = []
    more: list[tuple[float, int]] = []
    group: list[Mark] = []
    for at, mark in enumerate(marks):
        group.append(mark)
        following = marks[at + 1] if at + 1 < len(marks) else None
        if following and following.x - mark.x < NEAR:
            continue
        kept = group[: MOST_BESIDE if len(group) > MOST_BESIDE + 1 else len(group)]
        middle = sum(one.x for one in group) / len(group)
        begin = middle - NEAR * (len(kept) - 1) / 2
        shown += [one._replace(x=round(begin + NEAR * number, 2)) for number, one in enumerate(kept)]
        if len(group) > len(kept):
            more.append((round(begin + NEAR * len(kept) - 4, 2), len(group) - len(kept)))
        group = []
    return shown, more


def _told_when(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for mark in marks:
        found.setdefault(mark.outlet, []).append(mark.when)
    return [(name, ", ".join(when or "no date" for when in whens)) for name, whens in found.items()]


def _published(article: str | None, told: Told) -> str | None:
    found = told.part.article(article or "").published
    return found.value if found else None


def _cut(text: str, room: int) -> str:
    """Return as much of a text as there is room for; what is wide, as ideographs are, takes two letters'."""
    left = room / LETTER
    for at, character in enumerate(text):
        left -= 2 if east_asian_width(character) in "WF" else 1
        if left < 0:
            return f"{text[: max(0, at - 1)].rstrip()}…"
    return text
