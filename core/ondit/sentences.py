"""Sentences of a text: nupunkt's boundaries within our own paragraphs, quote marks and addresses minded."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ondit.model import Span

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

MAX_STRETCH = 100_000

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*(?:[-*•–—]|\d{1,3}[.)])\s)")
_CLOSING = re.compile(r"\s?[”’»›)\]}]+(?=\s|$)|\s?[\"'“„](?=\s|$)")
_WRONG_WAY = re.compile(r"(?<=[.?!…,])[“„‘‹«](?=\s|$)")
_PLAIN_END = re.compile(
    r"(?<=[a-z]{5})(?<!approx)(?<!essrs)(?<!Assoc)(?<!Calif)[.!?](?=[”’»\")]*\s+[“‘«\"(]?[A-Z][a-z’']*\s)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.)\S+")
_INTERRUPTED = re.compile(r"[^\S\n]*[a-z](?![A-Z])")


def split(text: str, language: str | None = None) -> list[Span]:
    """Split a text into sentences.

    A blank line always ends a sentence, and so does the beginning of a list item. A closing quotation
    mark belongs to the sentence that it closes, also where a space or a wrong-way mark stands there; a
    sentence does not end within a web address, nor before a word in lower case.

    Example: "The yard opens. eBay sells it." is two.
    Must not: end one behind "Mr.", or within “Wait! now we go.”
    Known failures: what begins behind an abbreviation is part of the sentence before it ("He works at Corvale
    Inc. Lund is near.", "It cost $3.5 m. He paid.").

    Args:
        text: Any text; nothing is changed or left out but white space between sentences.
        language: A BCP 47 code; boundaries are learnt from English and serve other languages with a full
            stop, too.

    Returns:
        Spans in order, not overlapping, none empty, none with white space at its edges. Together they hold
        every character that is not white space.
    """
    del language
    return [
        span
        for start, end in paragraphs(text)
        for low, high in _stretches(text, start, end)
        for span in _sentences(text, low, high)
    ]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each paragraph, in order, without white space at the edges."""
    cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    trimmed = (_trim(text, start, end) for start, end in pairwise(cuts))
    return [(start, end) for start, end in trimmed if start < end]


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a paragraph of hostile length at white space, so that time stays linear."""
    stretches = []
    while end - start > MAX_STRETCH:
        cut = text.rfind(" ", start + 1, start + MAX_STRETCH)
        cut = start + MAX_STRETCH if cut < 0 else cut
        stretches.append((start, cut))
        start = cut
    return [*stretches, (start, end)]


def _sentences(text: str, start: int, end: int) -> list[Span]:
    paragraph = text[start:end]
    addresses = [match.span() for match in _ADDRESS.finditer(paragraph)]
    cuts = [0]
    boundaries = {end for _, end in _tokenizer().span_tokenize(_WRONG_WAY.sub("”", paragraph))}
    boundaries |= {match.end() for match in _PLAIN_END.finditer(paragraph)}
    for boundary in sorted(boundaries):
        cut = _past_closers(paragraph, boundary)
        within = any(low < cut < high for low, high in addresses)
        if cut > cuts[-1] and not within and not _INTERRUPTED.match(paragraph, cut):
            cuts.append(cut)
    cuts.append(len(paragraph))
    spans = (_trim(text, start + low, start + high) for low, high in pairwise(cuts))
    return [Span(low, high) for low, high in spans if low < high]


def _past_closers(paragraph: str, boundary: int) -> int:
    """Move a boundary behind the marks that close the sentence before it."""
    end = len(paragraph[:boundary].rstrip())
    closing = _CLOSING.match(paragraph, end)
    return closing.end() if closing else end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    stripped = piece.lstrip()
    start += len(piece) - len(stripped)
    return start, start + len(stripped.rstrip())


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    from nupunkt import load_default_model

    return load_default_model()
