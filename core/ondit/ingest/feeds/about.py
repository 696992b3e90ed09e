"""What a feed says of itself, and so of its entries where they say nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from ondit.ingest.feeds.links import is_of
from ondit.ingest.feeds.xml_parts import children, local

ROOTS = frozenset(("rss", "feed", "rdf", "channel", "items"))
"""What a feed's outermost element is called."""

_KIND = r"(?:rss|atom)(?:\s*\d(?:\.\d+)?)?(?:[\s-]*(?:news\s*)?feeds?)?"
_TAIL = re.compile(
    rf"(?:(?<=\s)|(?<=[-–—|:»·•/(\[])){_KIND}[\])]?$|(?<=[-–—|:»·•/])\s*(?:news\s*)?feeds?$", re.IGNORECASE
)
_HEAD = re.compile(rf"{_KIND}(?:\s*[-–—|:»·•]\s*|\s+(?:for|of|from)\s+)", re.IGNORECASE)
_LOOSE = " \t-–—|:»·•/(["


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, less its entries.

    Attributes:
        title: Its name, less what only says that it is a feed.
        site: The address of what it is the feed of.
        author: Who wrote all of it.
        language: Its language.
    """

    title: str | None = None
    site: str | None = None
    author: str | None = None
    language: str | None = None

    def outlet_of(self, url: str | None) -> str | None:
        """Return the feed's title for an entry of its own site; what gathers from others is no outlet."""
        return self.title if is_of(url, self.site) else None


def channel_of(root: _Element) -> _Element:
    """Return the element in which a feed says what it is: its channel, else the root itself."""
    return next((child for child in children(root) if local(child.tag) == "channel"), root)


def outlet(title: str | None) -> str | None:
    """Return the outlet that a feed's title names.

    Rule: what says at its end, or at its start before a colon, a dash or "of", that it is a feed is left out.

    Catches "Harbour Post - RSS", "RSS Feed for Harbour Post" and "Harbour Post » Feed". Must not shorten "The
    Daily Feed" or "Atom Age". Known failures: a title that begins with a section ("Business | Harbour Post")
    stays as it is.
    """
    whole = " ".join((title or "").split())
    short = _TAIL.sub("", whole).rstrip(_LOOSE) if _TAIL.search(whole) else whole
    return _HEAD.sub("", short, count=1).strip() or whole or None
