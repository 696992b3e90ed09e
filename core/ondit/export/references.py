"""What a reference says of a quote: the article that it stands in, and the quote itself as a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from ondit.export.wording import address, date_parts, one_line
from ondit.model import UNDETERMINED, Quote, Story


@dataclass(frozen=True, slots=True)
class Reference:
    """A quote and the article that it stands in, every text on one line.

    Attributes:
        key: Stable for the same article and place; lower-case letters, digits and a hyphen.
        note: The words with their speaker: `“…” — Ida Brandt, chief executive of Nerio`.
        outlet: The article's source.
        title: The article's headline, empty where unknown.
        author: The article's byline, empty where unknown; one text, as names are not taken apart.
        date: Year, month and day as digits, as many of them as are known.
        url: The article's address, where it is safe to follow.
        language: A BCP 47 code, empty where unknown.
    """

    key: str
    note: str
    outlet: str
    title: str
    author: str
    date: tuple[str, ...]
    url: str | None
    language: str


def references(story: Story) -> Iterator[Reference]:
    """Yield a reference for each quote, in the story's order."""
    for quote in story.quotes:
        article = story.article(quote.article or "")
        yield Reference(
            key=_key(quote),
            note=_note(story, quote),
            outlet=one_line(article.source.value),
            title=one_line(article.title),
            author=one_line(article.author),
            date=date_parts(article.published.value) if article.published else (),
            url=address(article),
            language=one_line(article.language) if article.language != UNDETERMINED else "",
        )


def _key(quote: Quote) -> str:
    place = f"{quote.start} {quote.end} {quote.article}"
    return f"ondit-{sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _note(story: Story, quote: Quote) -> str:
    speaker = [quote.speaker, quote.role] if quote.speaker else []
    said = ", ".join(one_line(part) for part in speaker if part)
    words = f"“{one_line(story.text(quote))}”"
    suspect = f" (suspect: {one_line(quote.suspect)})" if quote.suspect else ""
    return (f"{words} — {said}" if said else words) + suspect
