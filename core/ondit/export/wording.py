"""How records are put for people: in one line, in words, with addresses that are safe to follow."""

from __future__ import annotations

import re

from ondit.model import Article, Match, TimelineEntry
from ondit.text import clean

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_ISO = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])(?:T.*)?)?)?", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{|}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


def one_line(text: str | None) -> str:
    """Return a text on one line, without control and bidi characters; empty where there is none."""
    return " ".join(clean(text).split()) if text else ""


def address(article: Article) -> str | None:
    """Return where an article stands on the web, if that is an address that is safe to follow."""
    url = article.url
    return url if url and clean(url) == url and _ADDRESS.fullmatch(url) else None


def date_parts(value: str | None) -> tuple[str, ...]:
    """Return year, month and day of an ISO date as digits, as many as it has; none of what is no date."""
    found = _ISO.fullmatch(value or "")
    return tuple(part for part in found.groups() if part) if found else ()


def date_words(value: str) -> str:
    """Return an ISO date in words, no finer than it is: "23 May 2022", "May 2022" or "2022".

    A time of day is left out; what is no date is returned as it stands.
    """
    match date_parts(value):
        case (year, month, day):
            return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
        case (year, month):
            return f"{MONTHS[int(month) - 1]} {year}"
        case (year,):
            return year
    return value


def kind_words(entry: TimelineEntry) -> str:
    """Return an entry's kind, its subtype and, of a rumour, what became of it: "rumour, leak, denied"."""
    return ", ".join(part for part in (entry.kind, entry.subtype, entry.outcome) if part)


def similarity_words(pair: Match) -> str:
    """Return how alike the two sides of a match are: "edited, 91"; what differs follows in brackets."""
    words = f"{pair.relation}, {pair.similarity:.0f}"
    return f"{words} ({one_line(pair.differs)})" if pair.differs else words
