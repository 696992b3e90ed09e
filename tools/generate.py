"""Remake the parts of the documentation that are generated; with --check, only say which are stale.

Each is made from what it tells of: the command line, the registry of keys, the shapes of the JSON, the
contracts between modules, the floors of quality. `tests/test_documents.py` fails while one is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from generated import pieces

ROOT = Path(__file__).parents[1]


def main(words: list[str]) -> int:
    """Remake, or with `--check` only look; 1 where something is or was stale in a check."""
    stale = 0
    for piece in pieces():
        if piece.is_stale(ROOT):
            stale += 1
            print(f"{piece.path}: {piece.name} " + ("is stale" if "--check" in words else "made anew"))
            if "--check" not in words:
                piece.write(ROOT)
    return 1 if stale and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
