"""Clauses: the parts of a sentence that may be of different kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ondit.model import Span

MIN_WORDS = 4
MAX_SENTENCE = 4_000

_GAP = r"(?<!\s)\s++"
"""All blanks between two words, looked at once: from each of them, a long row would take quadratic time."""

_BOUNDARY = re.compile(
    r"(?<=,)\s+(?=(?:but|though|although|while|whereas|yet|even if|even though|however|except that|not the"
    r"|not \d|with people|saying that)\b)"
    rf"|{_GAP}(?=(?:though|although|whereas|except that|but it|but the|but no|but we|even if it)\b)"
    r"|(?<=;)\s+"
    r"|(?<=,)\s+(?=something (?:that|which|nobody|no one)\b)"
    rf"|{_GAP}(?=but said\b)"
    rf"|{_GAP}(?=after (?:an? )?(?:\w+ )?reports? (?:that|of)\b)"
    rf"|{_GAP}(?=without (?:giving|specifying|elaborating|naming|disclosing|identifying|providing|saying)\b)"
    rf"|{_GAP}(?=and (?:(?:is|are|was|were|has|have) )?reportedly\b)"
    rf"|{_GAP}(?=and (?:rumou?rs?|speculation) )"
    r"|(?<=,)\s+(?=reportedly\b)"
    r"|(?<=,)\s+(?=and (?:that|is|has|have|it|they|could|may|might|the)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<=,)\s+(?=(?:which|who)(?: is| are| was| has| have| could| may| might| would| will| had| began"
    r"| told| said| insisted| denied| announced| promised| [a-z]+s)\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:while|although|though|whereas|even if|even though)\b[^,;]*,\s+", re.IGNORECASE)
_RELATIVE_END = re.compile(
    r",\s+(?=(?:will|would|has|have|is|are|was|were|said|says|can|could|may|might|also|declined|did|does)\b)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that is labelled by itself.

    Attributes:
        span: The part.
        reads: The stretches whose words tell what it is: of a relative clause not its subject, of a predicate
            behind a relative clause its subject too.
        relative: Whether it is a relative clause, with the noun that it hangs on.
    """

    span: Span
    reads: tuple[Span, ...]
    relative: bool = False


def split(text: str, start: int, end: int) -> list[Clause]:
    """Split the sentence `text[start:end]` where its clauses may differ in kind.

    Cuts stand before contrasts ("but", "though", "whereas"), relative clauses, semicolons, what is
    "reportedly" so and "without giving …", behind an opening "While …," and where a relative clause ends. A
    sentence of hostile length is one clause.

    Returns:
        Clauses in order, not overlapping, which hold all of the sentence but white space; none of fewer
        than four words where the sentence has more.
    """
    if end - start > MAX_SENTENCE:
        return [_plain(Span(start, end))]
    cuts = {found.end() for found in _BOUNDARY.finditer(text, start, end)}
    opening = _OPENING.match(text, start, end)
    if opening:
        cuts.add(opening.end())
    clauses: list[Clause] = []
    for span in _pieces(text, start, end, sorted(cuts)):
        clauses += _relative(text, span)
    return clauses


def _plain(span: Span) -> Clause:
    return Clause(span, (span,))


def _pieces(text: str, start: int, end: int, cuts: list[int]) -> list[Span]:
    """Cut where both sides are long enough."""
    pieces: list[Span] = []
    low = start
    for cut in [*cuts, end]:
        if _is_long(text[low:cut]) and (cut == end or _is_long(text[cut:end])):
            pieces.append(trimmed(text, low, cut))
            low = cut
    if low < end:
        last = pieces.pop() if pieces else Span(start, end)
        pieces.append(trimmed(text, last.start, end))
    return pieces


def _relative(text: str, span: Span) -> list[Clause]:
    """Part a relative clause from its main clause, before and behind it."""
    found = _RELATIVE.search(text, span.start, span.end)
    if found is None or not _is_long(text[found.end() : span.end]):
        return [_plain(span)]
    closing = _RELATIVE_END.search(text, found.end(), span.end)
    if closing is None or not text[closing.end() : span.end].strip():
        main, relative = (trimmed(text, span.start, found.end()), Span(found.end(), span.end))
        if not _is_long(text[main.start : main.end]):
            return [_plain(span)]
        return [_plain(main), Clause(relative, (relative,), relative=True)]
    subject, relative = (trimmed(text, span.start, found.end()), trimmed(text, found.end(), closing.end()))
    predicate = trimmed(text, closing.end(), span.end)
    if predicate.start >= predicate.end:
        return [_plain(span)]
    return [
        Clause(Span(subject.start, relative.end), (relative,), relative=True),
        Clause(predicate, (subject, predicate)),
    ]


def _is_long(piece: str) -> bool:
    return len(piece.split(maxsplit=MIN_WORDS - 1)) >= MIN_WORDS


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a stretch less the white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
