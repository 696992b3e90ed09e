"""The account of one quotation: who is told to have said it, who has it, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit.model import Article, Quote, Story
from ondit.search import fold
from ondit.spans import overlap, told_order
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
    alike = fold(said.text)
    quotes = [one for one in part.quotes if one == said.quote or fold(part.text(one)) == alike]
    known = whole.tellings if whole else ()
    own = [one for one in quotes if not any(overlap(one, telling.span) for telling in known)]
    telling = [*known, *(_telling(part, quote) for quote in own)]
    articles = {article.id: article for article in part.articles}
    telling.sort(key=lambda one: told_order(one.span, articles))
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
        others=tuple(_others(telling, speaker)),
        suspicions=tuple(dict.fromkeys(reasons)),
        account=whole,
    )


def _telling(part: Story, quote: Quote) -> Telling:
    article = part.article(quote.article or "")
    return Telling(
        span=quote,
        article=article,
        text=part.text(quote),
        variant=None,
        similarity=IDENTICAL,
        quote=quote,
        original=next((other for other in part.articles if other.id == article.copy_of), None),
    )


def _others(tellings: Sequence[Telling], speaker: Speaker | None) -> Sequence[tuple[str, str]]:
    """Return who else is told to have said it: names that are no part of the speaker's."""
    own = set(fold(speaker.name or "").split()) if speaker else set()
    found: dict[str, str] = {}
    for one in tellings:
        name = one.quote.speaker if one.quote else None
        if name and not set(fold(name).split()) <= own:
            found.setdefault(name, one.article.source.value)
    return list(found.items())
