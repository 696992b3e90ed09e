"""The account of one quotation: who is told to have said it, who has it, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit.model import Article, Quote, Span, Story
from ondit.quoted import places
from ondit.search import fold
from ondit.speakers import Quotation, Speaker
from ondit_tui.widgets.account import IDENTICAL, Account, Telling, account


@dataclass(frozen=True, slots=True)
class QuoteAccount:
    """All that the pane shows of a quotation.

    Attributes:
        said: The quotation.
        speaker: Who said it.
        article: The article of the quote that stands for it.
        wording: What the tellings are compared with: its statement's text, else its own.
        tellings: Where it is told, first told first.
        others: Who else is told to have said it, each with the first outlet that tells so.
        suspicions: Why it is suspect.
        account: The account of its statement; absent without one.
    """

    said: Quotation
    speaker: Speaker | None
    article: Article
    wording: str
    tellings: tuple[Telling, ...]
    others: tuple[tuple[str, str], ...]
    suspicions: tuple[str, ...]
    account: Account | None


def quote_account(part: Story, said: Quotation, speaker: Speaker | None) -> QuoteAccount:
    """Gather what is known of a quotation from the part of the story that it is told from."""
    whole = account(part, part.timeline[0]) if part.timeline else None
    known = {one.span: one for one in (whole.tellings if whole else ())}
    telling = [known.get(span) or _telling(part, span) for span in places(part, said)]
    reasons = (
        f"{one.article.source.value}: {one.quote.suspect}"
        for one in telling
        if one.quote and one.quote.suspect
    )
    return QuoteAccount(
        said=said,
        speaker=speaker,
        article=part.article(said.quote.article or ""),
        wording=whole.text if whole else said.text,
        tellings=tuple(telling),
        others=tuple(_others(telling, (speaker.name if speaker else None) or said.quote.speaker)),
        suspicions=tuple(dict.fromkeys(reasons)),
        account=whole,
    )


def _telling(part: Story, span: Span) -> Telling:
    article = part.article(span.article or "")
    return Telling(
        span=span,
        article=article,
        text=part.text(span),
        variant=None,
        similarity=IDENTICAL,
        quote=span if isinstance(span, Quote) else None,
        original=next((other for other in part.articles if other.id == article.copy_of), None),
    )


def _others(tellings: Sequence[Telling], speaker: str | None) -> Sequence[tuple[str, str]]:
    """Return who else is told to have said it: names that are no part of the speaker's."""
    own = set(fold(speaker or "").split())
    found: dict[str, str] = {}
    for one in tellings:
        name = one.quote.speaker if one.quote else None
        if name and not set(fold(name).split()) <= own:
            found.setdefault(name, one.article.source.value)
    return list(found.items())
