"""The floors below which no figure of quality may sink, as they are pinned."""

from __future__ import annotations

import json
from pathlib import Path

from generated.piece import table

FLOORS = Path(__file__).parents[2] / "tests" / "floors.json"


def floors() -> str:
    """Return the floors of the sample stories, a row a figure."""
    pinned = json.loads(FLOORS.read_text("utf-8"))["figures"]
    stories = list(pinned)
    names = dict.fromkeys(name for story in stories for name in pinned[story])
    rows = [(name, *(_shown(pinned[story].get(name)) for story in stories)) for name in names]
    return table(("figure", *stories), rows)


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
