"""The timeline of a case file: its entries by day, those first seen on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ondit.export.casefile.citing import Citing, Telling, When, kind_words, sure
from ondit.export.casefile.gathering import Told
from ondit.export.casefile.lives import sign_of
from ondit.folding import day_of
from ondit.model import TimelineEntry


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the timeline.

    Attributes:
        entry: The entry.
        sign: The shape of its kind.
        kind: Its kind in words.
        confidence: As number and word.
        claim: The number of its claim; absent where it has none.
        wording: The number of the wording that carries it; absent where none does.
        telling: Where it was told first.
        target: The date that it speaks of, in words; empty without one.
        said: The day on which it was said, in words; empty without one.
    """

    entry: TimelineEntry
    sign: str
    kind: str
    confidence: str
    claim: int | None
    wording: int | None
    telling: Telling | None
    target: str
    said: str


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of a day, or of a month or year where no more is known."""

    when: When
    lines: Sequence[Line]


def days(
    told: Iterable[Told], claims: Mapping[str, int], wordings: Mapping[str, int], citing: Citing
) -> list[Day]:
    """Return the timeline of a slice.

    Args:
        told: Its entries, first seen on top.
        claims: The number of each claim, by its id.
        wordings: The number of each wording, by its statement's id.
        citing: Cites.
    """
    found = []
    for day, some in groupby(told, key=lambda one: day_of(one.entry)):
        lines = [
            Line(
                entry=one.entry,
                sign=sign_of(one.entry),
                kind=kind_words(one.entry.kind, one.entry.subtype),
                confidence=sure(one.entry.confidence),
                claim=claims.get(one.entry.claim or ""),
                wording=wordings.get(one.entry.statement or ""),
                telling=citing.telling(one.excerpts[0]) if one.excerpts else None,
                target=citing.when(one.entry.target).words if one.entry.target else "",
                said=citing.when(one.entry.said).words if one.entry.said else "",
            )
            for one in some
        ]
        found.append(Day(citing.when(day), lines))
    return found
