"""What a store is to watch: sources named on the command line are remembered, or forgotten."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from ondit.errors import UsageError
from ondit.model import Problem
from ondit.store import open_store

_ADDRESS = re.compile(r"[a-z][a-z\d+.-]+://", re.IGNORECASE)
MOST_NAMES = 3


def watched(place: Path) -> list[str]:
    """Return what a store watches, in the order in which it was named; nothing where there is no store.

    Raises:
        StoreError: It cannot be read.
    """
    if not place.is_file():
        return []
    with open_store(place) as store:
        return list(dict.fromkeys(store.watching(lambda known: known.sources())))


def remember(place: Path, named: Sequence[str]) -> list[Problem]:
    """Have a store watch what was named, and return what is wrong with some of it.

    Folders and files are remembered by their absolute paths, a list of feeds by its feeds. What is not there
    is left out.

    Raises:
        UsageError: Something was named that cannot be watched, and nothing is remembered.
        StoreError: The store cannot be written.
    """
    from ondit.watch import unlisted

    if "-" in named:
        raise UsageError("Standard input cannot be watched.", "Name feeds and folders.")
    found, problems = unlisted(named)
    sources = []
    for one in found:
        if _ADDRESS.match(one):
            sources.append(one)
        elif os.path.exists(one):  # noqa: PTH110 - a name may be one that no file can have
            sources.append(os.path.abspath(one))  # noqa: PTH100 - links are left as they were named
        else:
            hint = "Check its name; an address begins with https://."
            problems.append(Problem(one, None, "There is no such file or folder.", hint))
    if sources:
        with open_store(place) as store:
            store.watching(lambda known: known.watch(sources))
    return problems


def forget(place: Path, name: str) -> str:
    """Have a store watch a source no more, and return its name as it was given.

    Args:
        place: The store's file.
        name: The source's address or path, as it was given or as it is shown.

    Raises:
        UsageError: The store does not watch it.
        StoreError: The store cannot be written.
    """
    known = watched(place)
    named = {name, os.path.abspath(name)}  # noqa: PTH100 - as it was remembered
    found = next((one for one in known if one in named or name == shown(one)), None)
    if found is None:
        near = (
            get_close_matches(name, map(shown, known), MOST_NAMES, 0.4) or [*map(shown, known)][:MOST_NAMES]
        )
        hint = (
            f"It watches {', '.join(near)}{', …' if len(known) > len(near) else ''}."
            if near
            else "It watches nothing."
        )
        raise UsageError(f"The store {place} does not watch “{name}”.", hint)
    with open_store(place) as store:
        store.watching(lambda known: known.forget(found))
    return found


def shown(given: str) -> str:
    """Return a source as it may be shown: without a name and password in it, nor what a terminal acts on."""
    from ondit.ingest.inputs import address
    from ondit.text import shown

    return address(given).place.name if _ADDRESS.match(given) else shown(given)
