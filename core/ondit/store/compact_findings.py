"""What is found in an article by itself, in few numbers: each place is told from the one before it.

Sentences follow one another, quotes and dates stand in order, and labels mostly span their sentence: so
places become small numbers, which compress well. The article's name is written nowhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import msgspec

from ondit.model import Findings, Label, Quote, Sentence, Span, TimeExpression

SentenceRow = tuple[int, int, int, str | None]
"""Letters behind the one before, length, paragraphs behind the one before, why it is no news."""
QuoteRow = tuple[int, int, str | None, str | None, str | None, str | None]
"""Letters from the beginning of the one before, length, speaker, role, cue, why it is suspect."""
DateRow = tuple[int, int, str, str]
"""Letters from the beginning of the one before, length, value, type."""
LabelRow = tuple[int, int, int, str, str | None, float, list[int], str]
"""Sentences from that of the one before; letters from the sentence's beginning to its own, and from the
sentence's end to its own; kind, subtype, confidence; for each cue the letters from the beginning of the one
before, or the label's, and its length; reason."""
Rows = tuple[list[SentenceRow], list[QuoteRow], list[LabelRow]]
Told = tuple[tuple[Sentence, ...], tuple[Quote, ...], tuple[Label, ...]]


class Found(msgspec.Struct, array_like=True):
    """Findings in few numbers.

    Attributes:
        in_english: Whether the article reads as English.
        dates: Its time expressions.
        rows: Its sentences, quotes and labels.
    """

    in_english: bool
    dates: list[DateRow]
    rows: Rows


class FoundQuotes(msgspec.Struct, array_like=True):
    """Of `Found` only the quotes; the rest is not looked at."""

    in_english: bool
    dates: msgspec.Raw
    rows: tuple[msgspec.Raw, list[QuoteRow], msgspec.Raw]


class Place(msgspec.Struct, gc=False):
    """A `Span`; these and those below become the model's in one go, faster than one by one."""

    start: int
    end: int
    article: str | None


class _Sentence(Place, gc=False):
    paragraph: int
    boilerplate: str | None


class _Quote(Place, gc=False):
    speaker: str | None
    role: str | None
    cue: str | None
    suspect: str | None


class _Date(Place, gc=False):
    value: str
    type: str


class _Label(Place):
    kind: str
    subtype: str | None
    confidence: float
    cues: list[Place]
    reason: str


def of_findings(found: Findings) -> Found:
    """Return findings in few numbers."""
    dates: list[DateRow] = [
        (step, one.end - one.start, one.value, one.type)
        for step, one in zip(_steps(found.dates), found.dates, strict=True)
    ]
    labels = [(number, label) for number, row in enumerate(found.labels) for label in row]
    return Found(found.in_english, dates, _rows(found.sentences, found.quotes, labels))


def findings(found: Found, article: str) -> Findings:
    """Return the findings of an article from few numbers.

    Raises:
        ValueError: They make no sense.
        LookupError: Nor do these.
    """
    sentences, spoken, labels = told(found.rows, article)
    of_each: list[list[Label]] = [[] for _ in sentences]
    for number, label in zip(_numbers(found.rows[2]), labels, strict=True):
        of_each[number].append(label)
    starts = accumulate(row[0] for row in found.dates)
    dates = [
        _Date(start, start + length, article, value, kind)
        for start, (_, length, value, kind) in zip(starts, found.dates, strict=True)
    ]
    return Findings(
        sentences,
        spoken,
        msgspec.convert(dates, tuple[TimeExpression, ...], from_attributes=True),
        tuple(map(tuple, of_each)),
        found.in_english,
    )


def of_told(parts: Told) -> Rows:
    """Return sentences, quotes and labels in few numbers."""
    sentences, quotes, labels = parts
    starts = [sentence.start for sentence in sentences]
    placed = [(max(0, bisect_right(starts, label.start) - 1), label) for label in labels]
    return _rows(sentences, quotes, placed)


def told(rows: Rows, article: str) -> Told:
    """Return the sentences, quotes and labels of an article from few numbers.

    Raises:
        ValueError: They make no sense.
        LookupError: Nor do these.
    """
    sentences = _sentences(rows[0], article)
    ends = _ends(sentences)
    labels = [
        _label(row, *ends[number], article) for number, row in zip(_numbers(rows[2]), rows[2], strict=True)
    ]
    return (
        msgspec.convert(sentences, tuple[Sentence, ...], from_attributes=True),
        quotes(rows[1], article),
        msgspec.convert(labels, tuple[Label, ...], from_attributes=True),
    )


def quotes(rows: Sequence[QuoteRow], article: str) -> tuple[Quote, ...]:
    """Return the quotes of an article from few numbers.

    Raises:
        ValueError: They make no sense.
    """
    starts = accumulate(row[0] for row in rows)
    found = [
        _Quote(start, start + length, article, *own)
        for start, (_, length, *own) in zip(starts, rows, strict=True)
    ]
    return msgspec.convert(found, tuple[Quote, ...], from_attributes=True)


def _rows(
    sentences: Sequence[Sentence], quotes: Sequence[Quote], labels: Sequence[tuple[int, Label]]
) -> Rows:
    rows: list[SentenceRow] = []
    at = paragraph = 0
    for one in sentences:
        rows.append((one.start - at, one.end - one.start, one.paragraph - paragraph, one.boilerplate))
        at, paragraph = one.end, one.paragraph
    spoken = [
        (step, one.end - one.start, one.speaker, one.role, one.cue, one.suspect)
        for step, one in zip(_steps(quotes), quotes, strict=True)
    ]
    numbers = pairwise([0, *(number for number, _ in labels)])
    ends = _ends(sentences)
    found = [
        _of_label(label, *ends[number], number - before)
        for (before, number), (_, label) in zip(numbers, labels, strict=True)
    ]
    return rows, spoken, found


def _of_label(label: Label, start: int, end: int, step: int) -> LabelRow:
    steps = zip(_steps(label.cues, label.start), label.cues, strict=True)
    return (
        step,
        label.start - start,
        label.end - end,
        label.kind,
        label.subtype,
        label.confidence,
        [value for step, cue in steps for value in (step, cue.end - cue.start)],
        label.reason,
    )


def _label(row: LabelRow, start: int, end: int, article: str) -> _Label:
    _, more, behind, kind, subtype, confidence, places, reason = row
    start += more
    at, cues = start, []
    for step, length in zip(places[::2], places[1::2], strict=True):
        at += step
        cues.append(Place(at, at + length, article))
    return _Label(start, end + behind, article, kind, subtype, confidence, cues, reason)


def _sentences(rows: Sequence[SentenceRow], article: str) -> list[_Sentence]:
    found = []
    at = number = 0
    for gap, length, step, why in rows:
        number += step
        found.append(_Sentence(at + gap, at + gap + length, article, number, why))
        at += gap + length
    return found


def _ends(sentences: Sequence[Sentence] | Sequence[_Sentence]) -> list[tuple[int, int]]:
    """Return what labels are measured from: their sentences, or the beginning where there are none."""
    return [(one.start, one.end) for one in sentences] or [(0, 0)]


def _numbers(rows: Iterable[LabelRow]) -> list[int]:
    """Return the number of the sentence that each label lies in.

    Raises:
        ValueError: One lies before the first.
    """
    found = list(accumulate(row[0] for row in rows))
    if min(found, default=0) < 0:
        raise ValueError("a label lies before its article")
    return found


def _steps(spans: Sequence[Span], start: int = 0) -> list[int]:
    """Return how far each span begins from the beginning of the one before it."""
    return [one - before for before, one in pairwise([start, *(span.start for span in spans)])]
