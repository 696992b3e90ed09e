"""Reasons: why an occurrence comes from another, each in a sentence that a reader can check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple

from ondit.model import Descent
from ondit.provenance.moments import before
from ondit.provenance.readings import SHOWN, Base, Deviation, Witness, own_words
from ondit.spans import day

RUN = 5
"""Words in a row that show a copy."""
SWAPPED = 6
"""Words of the fullest wording, at the most, that are shown as what stands in another's place."""
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH, _DAY = 2, 3


class Parent(NamedTuple):
    """An occurrence from which another one comes.

    Attributes:
        witness: The occurrence.
        rival: Another one that shows as much, and is not known to be later; absent where there is none.
    """

    witness: Witness
    rival: Witness | None


class Choice(NamedTuple):
    """Where an occurrence comes from.

    Attributes:
        best: Its parent.
        second: The one from which it has the words that the parent lacks, where there is one.
        lost: The words of the fullest wording that the parent lacks and the child has, as bits.
    """

    best: Parent
    second: Parent | None
    lost: int


class Reasons:
    """Makes the edges of one statement's stemma, each with its reason."""

    def __init__(self, base: Base, witnesses: Sequence[Witness]) -> None:
        """Take a statement's text and its occurrences, the first witness first."""
        self._base = base
        self._first = witnesses[0] if witnesses else None
        verbatim = (_outlet(one) for one in witnesses if one.reading.words == base.words.texts)
        self._fullest = next(verbatim, "the fullest wording")

    def edges(self, child: Witness, choice: Choice) -> Iterator[Descent]:
        """Yield the edges to an occurrence's parents."""
        best = choice.best.witness
        yield _edge(child, choice.best, self._shown(child, best))
        if choice.second:
            have = self._have(child, choice.second.witness, choice.lost)
            yield _edge(child, choice.second, f"{have}, which {_outlet(best)} lacks")

    def _shown(self, child: Witness, parent: Witness) -> str | None:
        """Say what shows that an occurrence comes from another; nothing where nothing does."""
        own = child.reading.words
        if own == parent.reading.words and (own == self._base.words.texts or len(own) >= RUN):
            return f"The words are those of {_outlet(parent)}"
        shared = child.reading.deviations & parent.reading.deviations
        found = self._deviation(child, parent, shared) if shared else None
        if found:
            return found
        distinct = child.kept & parent.kept & ~self._first.held if self._first else 0
        if distinct and self._first:
            return f"{self._have(child, parent, distinct)}, which {_outlet(self._first)} lacks"
        run = _run(child, parent)
        return self._have(child, parent, run | run << RUN - 1) if run else None

    def _have(self, child: Witness, parent: Witness, wanted: int) -> str:
        """Name the words that two occurrences have, from the first wanted one on, as long as they go on."""
        run = child.reading.joined & parent.reading.joined
        start = at = (wanted & -wanted).bit_length() - 1
        last = at
        while at - start < SHOWN - 1 and run >> at & 1:
            at += 1
            last = at if wanted >> at & 1 else last
        return f"Both have “{self._base.shown(start, last + 1)}”"

    def _deviation(self, child: Witness, parent: Witness, shared: frozenset[Deviation]) -> str | None:
        """Name the first of the deviations that two occurrences share."""
        own = own_words(child.occurrence, child.article)
        theirs = parent.reading.words
        for edit in child.reading.edits:
            low, high = edit.right_start, edit.right_end
            place = (edit.left_start, edit.left_end)
            exact = Deviation(*place, own.texts[low:high]) in shared
            if not exact:
                new = (at for at in range(low, high) if Deviation(-1, -1, (own.texts[at],)) in shared)
                low = next(new, -1)
                if low < 0:
                    continue
                high = _alike_until(own.texts, theirs, low, high)
            if low == high:
                return f"Both leave out “{self._base.shown(*place)}”"
            start = child.occurrence.start
            passage = _on_one_line(child.article.text[start + own.starts[low] : start + own.ends[high - 1]])
            whole = (low, high) == (edit.right_start, edit.right_end)
            if whole and 0 < place[1] - place[0] <= SWAPPED and place in _places(parent):
                return f"Both have “{passage}” where {self._fullest} has “{self._base.shown(*place)}”"
            unlike = (
                f" at the same place, unlike {self._fullest}" if exact else f", which {self._fullest} lacks"
            )
            return f"Both have “{passage}”{unlike}"
        return None


def _places(one: Witness) -> set[tuple[int, int]]:
    """Return where in the fullest wording an occurrence has something else."""
    return {(edit.left_start, edit.left_end) for edit in one.reading.edits if edit.op != "equal"}


def _alike_until(own: Sequence[str], theirs: Sequence[str], low: int, high: int) -> int:
    """Return how far some words of one wording stand in another one, too, in a row."""
    longest = 1
    for at, word in enumerate(theirs):
        if word == own[low]:
            length = 1
            while (
                length < min(high - low, len(theirs) - at, SHOWN) and own[low + length] == theirs[at + length]
            ):
                length += 1
            longest = max(longest, length)
    return low + longest


def _run(one: Witness, other: Witness) -> int:
    """Return at which words of the fullest wording two occurrences have five in a row, as bits."""
    joined = one.reading.joined & other.reading.joined
    return reduce(and_, (joined >> at for at in range(RUN - 1)))


def _edge(child: Witness, found: Parent, shown: str | None) -> Descent:
    parent, rival = found
    credit = child.credits.naming(parent.article, child.occurrence)
    if credit:
        told = _on_one_line(child.article.text[credit.start : credit.end])
        return Descent(child.number, parent.number, "credited", f"Says “{told}”.")
    but = f"{shown}, but nothing" if shown else "Nothing"
    if not before(parent.when, child.when):
        reason = f"{but} shows which of the two was first: {_dates(parent, child)}."
    elif rival:
        same = child.reading.words == parent.reading.words
        either = f"it has the words from {_outlet(parent)} or from {_outlet(rival)}: {_dates(parent, rival)}"
        reason = f"{'Nothing' if same else but} shows whether {either}."
    elif shown:
        return Descent(child.number, parent.number, "inferred", f"{shown}.")
    else:
        reason = f"Nothing but the common words shows it: {_outlet(parent)} was first to have them."
    return Descent(child.number, parent.number, "tie", reason)


def _dates(one: Witness, other: Witness) -> str:
    """Say why the dates of two occurrences give no order."""
    dates = [day(witness.article) for witness in (one, other)]
    undated = [_outlet(witness) for witness, date in zip((one, other), dates, strict=True) if not date]
    if len(undated) > 1:
        return "neither has a date"
    if undated:
        return f"{undated[0]} has no date"
    left, right = (_spoken(date or "") for date in dates)
    return f"both are of {left}" if left == right else f"one is of {left}, the other of {right}"


def _spoken(value: str) -> str:
    """Return a date as it is said: 23 May 2025, May 2025, 2025."""
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > _DAY:
        return value
    names = [_MONTHS[int(parts[1]) - 1]] if len(parts) >= _MONTH else []
    days = [str(int(parts[2]))] if len(parts) == _DAY else []
    return " ".join([*days, *names, parts[0]])


def _outlet(witness: Witness) -> str:
    return witness.article.source.value


def _on_one_line(text: str) -> str:
    """Return a passage on one line; of a long one, its beginning."""
    found = text.split(maxsplit=SHOWN)
    return " ".join(found[:SHOWN]) + ("…" if len(found) > SHOWN else "")
