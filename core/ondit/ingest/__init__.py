"""Reading: from files, folders and standard input to articles; one reader per format.

Whatever cannot be read is told as a problem, and the rest is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ondit.errors import InputError
from ondit.ingest.drafts import Draft
from ondit.ingest.identity import settle
from ondit.ingest.inputs import Input, expand, trouble
from ondit.model import Article, Problem

__all__ = ["Progress", "Reading", "read", "read_all"]

_T = TypeVar("_T", Draft, Article)

Progress = Callable[[int, int | None, str], None]
"""Called behind each input with how many are done, how many there are (if known) and its name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what was not.

    Attributes:
        articles: In the order of the inputs, each once.
        problems: What could not be read or was left out.
    """

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(source: str | os.PathLike[str], *, strict: bool = False) -> Reading:
    """Read one source: a file, a folder, a pattern, or `-` for standard input.

    Raises:
        InputError: With `strict`, at the first problem.
    """
    return read_all([source], strict=strict)


def read_all(
    sources: Iterable[str | os.PathLike[str]], *, strict: bool = False, progress: Progress | None = None
) -> Reading:
    """Read several sources as one story: an article that several of them hold is read once.

    Args:
        sources: Files (.txt, .md, .jsonl, .ndjson, .csv, .tsv; others if they hold text or JSON rows),
            folders, patterns, and `-` for standard input. A file that is named twice is read once.
        strict: Whether the first problem ends it.
        progress: Called behind each input.

    Returns:
        The articles in the order of the sources, and one problem for each thing that could not be read,
        in that order; articles that were left out as the same come last.

    Raises:
        InputError: With `strict`, at the first problem.
    """
    problems: list[Problem] = []
    drafts = list(_less_problems(_items(list(expand(sources)), progress), problems, strict=strict))
    articles = list(_less_problems(settle(drafts), problems, strict=strict))
    return Reading(tuple(articles), tuple(problems))


def _items(inputs: list[Input | Problem], progress: Progress | None) -> Iterator[Draft | Problem]:
    for done, item in enumerate(inputs, start=1):
        if isinstance(item, Problem):
            name = item.input
            yield item
        else:
            name = item.place.name
            yield from _drafts(item)
        if progress:
            progress(done, len(inputs), name)


def _drafts(item: Input) -> Iterator[Draft | Problem]:
    try:
        with item.open() as stream:
            yield from item.reader(stream, item.place)
    except InputError as error:
        yield item.place.problem(error.what, error.hint)
    except OSError as error:
        yield item.place.problem(*trouble(error))


def _less_problems(items: Iterable[_T | Problem], problems: list[Problem], *, strict: bool) -> Iterator[_T]:
    """Yield what is no problem; problems go to their list, or end it."""
    for item in items:
        if not isinstance(item, Problem):
            yield item
        elif strict:
            where = f"{item.input}, line {item.line}" if item.line else item.input
            raise InputError(f"{where}: {item.what}", item.hint, item.line)
        else:
            problems.append(item)
