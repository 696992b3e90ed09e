"""The gold annotation of the sample stories: rows that name an article and its exact characters."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ondit.ingest import Reading, read_all
from ondit.model import Article

GOLD = Path(__file__).parent / "gold"
SAMPLES = Path(__file__).parents[1] / "sample_data"
ENTRIES = {
    "https://altmerewire.example/article/htun-denial-4471": "altmere-0826",
    "https://stannardwire.example/markets/deals/halverane-quessel-talks": "stannard-1007",
    "https://stannardwire.example/markets/deals/halverane-to-buy-quessel": "stannard-1022",
    "https://www.kestermouthcourier.example/transport/2025/09/04/hask-tunnel-march": "courier-0904",
}
"""What the gold calls the entries of feeds, by their addresses: a feed gives its entries no ids."""
SINGLE = {".txt", ".html"}


@cache
def reading(story: str) -> Reading:
    """Read a sample story's folder, once for all who ask."""
    return read_all([SAMPLES / story])


def load(story: str) -> dict[str, Any]:
    """Return a story's annotation."""
    loaded: dict[str, Any] = json.loads((GOLD / f"{story}.json").read_text("utf-8"))
    return loaded


def pairs(story: str) -> list[dict[str, Any]]:
    """Return the verdicts on pairs of a story's sentences."""
    loaded: list[dict[str, Any]] = json.loads((GOLD / "pairs" / f"{story}.json").read_text("utf-8"))
    return loaded


def by_name(articles: Iterable[Article]) -> dict[str, Article]:
    """Return articles by what the gold calls them, and by their ids.

    That is the id that they were given, the name less suffix of a file that holds one article, or what
    `ENTRIES` calls the entry of a feed.
    """
    named: dict[str, Article] = {}
    for article in articles:
        named[article.id] = article
        path = Path(article.path or "")
        if path.suffix in SINGLE:
            named[path.stem] = article
        elif article.url in ENTRIES:
            named[ENTRIES[article.url]] = article
    return named


def locate(text: str, row: Mapping[str, Any]) -> tuple[int, int]:
    """Return the start and end of a row's characters in its article's text.

    Raises:
        AssertionError: The article does not hold them, or not as often as `nth` says.
    """
    start = -1
    for _ in range(row.get("nth", 0) + 1):
        start = text.find(row["text"], start + 1)
        assert start >= 0, f"{row['article']} does not hold {row['text']!r} ({row.get('nth', 0) + 1}. time)"
    return start, start + len(row["text"])
