"""The house in one picture: its layers, as the contract between its modules has them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).parents[2]
CONTRACT = "Nothing flows back: a layer knows those below it"
WIDTH = 100
GAP = 34
TOP = ("ondit_tui", "the command line and the dashboard; the library never imports it")
MEANS = {
    "collection": "the story of a store or of files, kept up to date",
    "export": "where a story is written to, kept, and looked at whole",
    "article_list": "a story to look at: views, searches, lists, marks",
    "cluster": "all stages tied together: for one process, and for many",
    "claims": "what all articles together tell",
    "matching": "similar wordings in different articles",
    "boilerplate": "what one article tells by itself",
    "ingest": "from bytes to articles, and when to ask again",
    "cached": "what all of them stand on",
    "errors": "the records that all hand to one another, and the errors",
}
"""What each layer is for, by its first module."""


def picture() -> str:
    """Return the layers from the top down, each with its modules."""
    lines = [f"{TOP[0]:<{GAP}}{TOP[1]}"]
    for layer in layers():
        lines += ["   │", f"   ▼  {MEANS[layer[0]]}"]
        lines += wrap("  ".join(layer), WIDTH, break_on_hyphens=False)
    return "\n".join(("```text", *lines, "```\n"))


def layers() -> list[list[str]]:
    """Return the modules of each layer, from the top down.

    Raises:
        LookupError: `pyproject.toml` has no such contract.
    """
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    for contract in contracts:
        if contract["name"] == CONTRACT:
            return [layer.split(" : ") for layer in contract["layers"]]
    raise LookupError(f"There is no contract “{CONTRACT}” in pyproject.toml.")
