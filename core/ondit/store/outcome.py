"""What a story makes of each of its articles: its parts, as they are kept."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.model import Claim, Label, Quote, Sentence, Statement, TimelineEntry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a story makes of an article.

    Attributes:
        copy_of: The article of which it is a copy.
        findings: Its sentences, quotes and labels, where they are others than were found in it by itself.
        statements: Those first told in it.
        claims: Those first told in it.
        entries: Those of these.
    """

    copy_of: str | None
    findings: tuple[tuple[Sentence, ...], tuple[Quote, ...], tuple[Label, ...]] | None
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    entries: tuple[TimelineEntry, ...]
