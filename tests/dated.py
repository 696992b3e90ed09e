"""Articles with no more than tests of dates, outlets and texts ask of them."""

from __future__ import annotations

from typing import Any

from ondit.model import Article, Published, Source

GRANULARITIES: dict[int, Any] = {4: "year", 7: "month", 10: "day"}


def dated(identifier: str, source: str, date: str | None, text: str, **more: Any) -> Article:
    """Return an article of an outlet; its date, where it has one, is as fine as it is long."""
    granularity = GRANULARITIES.get(len(date or ""), "second")
    published = Published(date, granularity, "metadata") if date else None
    return Article(identifier, text, Source(source, "metadata"), published=published, **more)
