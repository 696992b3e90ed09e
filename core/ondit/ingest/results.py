"""Folders of tables that `ondit match` wrote: their articles are read, and nothing else in them is one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

MANIFEST = "ondit-match.json"
"""The file in which a run of many workers says what it is, and, once it is done, what it came to."""
TABLES = ("articles", "sentences", "matches", "statements")
"""The folders of the tables. Sentences and statements have texts, too, which are no articles."""

_PARTS = ".parquet"
_NUMBERED = re.compile(rf"part-([0-9]{{6}})\{_PARTS}")
_AGAIN = "Give the same `ondit match` command again: it goes on where it was."


def is_result(folder: str | os.PathLike[str]) -> bool:
    """Say whether a folder is one that `ondit match` writes tables into."""
    place = Path(folder)
    return (place / MANIFEST).is_file() or all((place / name).is_dir() for name in TABLES)


def parts_of(folder: str | os.PathLike[str]) -> list[str]:
    """Return the paths of the tables of articles that there are, in order.

    Raises:
        OSError: The folder cannot be listed.
    """
    place = Path(folder, TABLES[0])
    return [str(place / name) for name in _names(place)]


def faults_of(folder: str | os.PathLike[str]) -> Iterator[tuple[str, str]]:
    """Yield in two sentences what a result lacks, and what to do: its end, or a part of its articles.

    Results of other versions lack nothing by that: an article is the same in all of them.

    Raises:
        OSError: The folder cannot be listed.
    """
    place = Path(folder)
    try:
        told = json.loads((place / MANIFEST).read_bytes())
        if told["outcome"] is None:
            yield "The run that writes these tables is not done.", _AGAIN
    except FileNotFoundError:  # of one process, which writes none
        pass
    except (ValueError, LookupError, TypeError):
        yield f"{MANIFEST} is damaged.", "Match again into another folder, or name the parts to read."
    articles, sentences = (_names(place / name) for name in TABLES[:2])
    for name in sorted(_expected({*articles, *sentences}) - set(articles)):
        what = f"Its part {TABLES[0]}/{name} is missing; what it has is left out."
        yield what, "Copy the folder whole, or match again into another one."


def _names(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir() if one.suffix == _PARTS)
    except FileNotFoundError:
        return []


def _expected(names: set[str]) -> set[str]:
    """Return some names of parts, and those of the numbers up to the last of them."""
    last = max((int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name))), default=0)
    return names | {f"part-{number:06}{_PARTS}" for number in range(last)}
