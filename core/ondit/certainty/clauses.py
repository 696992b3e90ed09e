"""Clauses: the parts of a sentence that may be of different kinds."""

from __future__ import annotations

import re

from ondit.model import Span

MIN_WORDS = 4
MAX_SENTENCE = 4_000

_BOUNDARY = re.compile(
    r"(?<=,)\s+(?=(?:but|though|although|while|whereas|yet|even if|however|except that|not the|not \d"
    r"|with people|saying that)\b)"
    r"|\s+(?=(?:though|although|whereas|except that|but it|but the|but no|but we|even if it)\b)"
    r"|(?<=,)\s+(?=(?:which|who)(?: is| are| was| has| have| could| may| might| would| will| had| began"
    r"| comes?)\b)"
    r"|(?<=;)\s+"
    r"|(?<=,)\s+(?=and (?:that|is|has|have|it|they|could|may|might|the)\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:while|although|though|whereas|even if)\b[^,;]*,\s+", re.IGNORECASE)
_RELATIVE_END = re.compile(r",\s+(?=(?:will|would|has|have|is|are|was|said|says|can|could|may|might|also)\b)")


def split(text: str, start: int, end: int) -> list[Span]:
    """Split the sentence `text[start:end]` where its clauses may differ in kind.

    Cuts stand before contrasts ("but", "though", "whereas"), relative clauses and semicolons, behind an
    opening "While …," and where a relative clause ends. A sentence of hostile length is one clause.

    Returns:
        Spans in order, not overlapping, which hold all of the sentence but white space; none of fewer
        than four words where the sentence has more.
    """
    if end - start > MAX_SENTENCE:
        return [Span(start, end)]
    cuts = {found.end() for found in _BOUNDARY.finditer(text, start, end)}
    opening = _OPENING.match(text, start, end)
    if opening:
        cuts.add(opening.end())
    for cut in tuple(cuts):
        if text[cut : cut + 4].lower() in ("whic", "who "):
            closing = _RELATIVE_END.search(text, cut, end)
            if closing:
                cuts.add(closing.end())
    clauses: list[Span] = []
    low = start
    for cut in [*sorted(cuts), end]:
        if _is_long(text[low:cut]) and (cut == end or _is_long(text[cut:end])):
            clauses.append(_trimmed(text, low, cut))
            low = cut
    if low < end:
        last = clauses.pop() if clauses else Span(start, end)
        clauses.append(_trimmed(text, last.start, end))
    return clauses


def _is_long(piece: str) -> bool:
    return len(piece.split(maxsplit=MIN_WORDS - 1)) >= MIN_WORDS


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
