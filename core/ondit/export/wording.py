"""How records are put for people: in one line, in words, with addresses that are safe to follow."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from ondit.model import Article, Match, TimelineEntry
from ondit.text import clean

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY_PARTS = 3

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


def date_words(value: str, locale: str | None = None) -> str:
    """Return an ISO date in words, no finer than it is: "23 May 2022", "May 2022" or "2022".

    A time of day is left out; what is no date is returned as it stands.

    Args:
        value: The date.
        locale: Whose way of writing dates, as in `en_US` ("May 23, 2022"); as above where absent or unknown.
    """
    parts = date_parts(value)
    if locale and (words := _date_in(locale, parts)):
        return words
    match parts:
        case (year, month, day):
            return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
        case (year, month):
            return f"{MONTHS[int(month) - 1]} {year}"
        case (year,):
            return year
    return value


def _date_in(locale: str, parts: tuple[str, ...]) -> str | None:
    """Return a date as a locale writes it; absent where there is no such day, or no such locale."""
    from babel import Locale, UnknownLocaleError  # it is slow to come, and only asked for where one is set
    from babel.dates import format_date, format_skeleton

    try:
        first = date(*[int(part) for part in (*parts, "1", "1")[:3]]) if parts else None
        known = Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        return None
    if first is None:
        return None
    if len(parts) == DAY_PARTS:
        return format_date(first, "long", known)
    skeleton = "yMMMM" if len(parts) > 1 else "y"
    return format_skeleton(skeleton, datetime(first.year, first.month, 1, tzinfo=UTC), locale=known)


def kind_words(entry: TimelineEntry) -> str:
    """Return an entry's kind, its subtype and, of a rumour, what became of it: "rumour, leak, denied"."""
    return ", ".join(part for part in (entry.kind, entry.subtype, entry.outcome) if part)


def similarity_words(pair: Match) -> str:
    """Return how alike the two sides of a match are: "edited, 91"; what differs follows in brackets."""
    words = f"{pair.relation}, {pair.similarity:.0f}"
    return f"{words} ({one_line(pair.differs)})" if pair.differs else words
