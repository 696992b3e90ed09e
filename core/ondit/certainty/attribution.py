"""One attribution: whose word a stretch of an article is."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.certainty.voices import Voice
from ondit.model import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word a stretch of text is.

    Attributes:
        voice: The kind of source.
        name: What the source is called, in full.
        source: The words that name it, or the quote where they stand elsewhere.
        cue: The group of the verb that attributes it, "said" for a quote without one.
        content: The stretches that it said.
        quoted: Whether the content stands in quotation marks.
        central: Whether the article's first lines name the source, or whom it speaks for.
    """

    voice: Voice
    name: str
    source: Span
    cue: str
    content: tuple[Span, ...]
    quoted: bool
    central: bool
