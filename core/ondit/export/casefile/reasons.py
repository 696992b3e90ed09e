"""Why the passages of a case file were labelled so: the reasons that rules gave, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ondit.export.casefile.citing import kind_words
from ondit.export.casefile.gathering import Told


class Fired(NamedTuple):
    """A reason that a rule gave, for which label, and of how many passages."""

    label: str
    reason: str
    times: int


def fired(told: Iterable[Told]) -> list[Fired]:
    """Return why the passages of a slice were labelled so, the most frequent reason first."""
    labels = (excerpt.label for one in told for excerpt in one.excerpts)
    counts = Counter((kind_words(one.kind, one.subtype), one.reason) for one in labels if one and one.reason)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [Fired(*what, times) for what, times in ordered]
