"""Lists of feeds: what a file in OPML gives to be watched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ondit.errors import InputError
from ondit.ingest.drafts import Linked, Place
from ondit.ingest.feeds import opml
from ondit.ingest.inputs import trouble
from ondit.model import Problem
from ondit.text import shown


def unlisted(given: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Return what is to be watched, each once, the feeds of a list in its place; and what is wrong with it.

    Args:
        given: Addresses, folders and files; a file whose name ends in `.opml` is a list.
    """
    found: dict[str, None] = {}
    problems: list[Problem] = []
    for one in given:
        if Path(one).suffix.lower() != ".opml" or "://" in one:
            found[one] = None
            continue
        place = Place(shown(one), "")
        try:
            with Path(one).open("rb") as stream:
                for item in opml.read(stream, place):
                    if isinstance(item, Linked):
                        found[item.url] = None
                    else:
                        problems.append(item)
        except InputError as error:
            problems.append(place.problem(error.what, error.hint))
        except (OSError, ValueError) as error:
            problems.append(place.problem(*trouble(error)))
    return list(found), problems
