"""The gold annotation of the sample stories: rows that name an article and its exact characters."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"


def load(story: str) -> dict[str, Any]:
    """Return a story's annotation."""
    loaded: dict[str, Any] = json.loads((GOLD / f"{story}.json").read_text("utf-8"))
    return loaded


def pairs(story: str) -> list[dict[str, Any]]:
    """Return the verdicts on pairs of a story's sentences."""
    loaded: list[dict[str, Any]] = json.loads((GOLD / "pairs" / f"{story}.json").read_text("utf-8"))
    return loaded


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
