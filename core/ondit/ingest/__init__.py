"""Reading: from files, folders, addresses and standard input to articles; one reader per format.

Whatever cannot be read is told as a problem, and the rest is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ondit.errors import InputError
from ondit.ingest.drafts import Draft
from ondit.ingest.inputs import Input, expand
from ondit.ingest.reach import Reach
from ondit.ingest.steps import steps
from ondit.model import Article, Problem
from ondit.progress import Progress, Report

__all__ = ["Reach", "Reading", "read", "read_all", "stream"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what was not.

    Attributes:
        articles: In the order of the inputs, each once.
        problems: What could not be read or was left out.
    """

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(source: str | os.PathLike[str], *, strict: bool = False, reach: Reach | None = None) -> Reading:
    """Read one source: a file, a folder, a pattern, an address, or `-` for standard input.

    Raises:
        InputError: With `strict`, at the first problem.
    """
    return read_all([source], strict=strict, reach=reach)


def read_all(
    sources: Iterable[str | os.PathLike[str]],
    *,
    strict: bool = False,
    report: Report | None = None,
    reach: Reach | None = None,
) -> Reading:
    """Read several sources as one story: an article that several of them hold is read once.

    Args:
        sources: Files, folders, patterns, addresses (http, https), and `-` for standard input. A file that
            is named twice is read once.
        strict: Whether the first problem ends it.
        report: Called behind each article and each input.
        reach: What may be used; what `Reach()` says where absent.

    Returns:
        The articles in the order of the sources, and one problem for each thing that could not be read,
        in that order; articles that were left out as the same come last.

    Raises:
        InputError: With `strict`, at the first problem.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    for item in stream(sources, strict=strict, report=report, reach=reach):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            articles.append(item)
    return Reading(tuple(articles), tuple(problems))


def stream(
    sources: Iterable[str | os.PathLike[str]],
    *,
    strict: bool = False,
    report: Report | None = None,
    reach: Reach | None = None,
) -> Iterator[Article | Problem]:
    """Yield what `read_all` returns, problems as they are met, articles once all sources are read.

    Memory: some 150 bytes an article beyond what one article takes; texts wait on the disk.

    Raises:
        InputError: With `strict`, at the first problem that is no note.
    """
    from ondit.ingest.identity import settle  # brings numpy, which processes that only read have no use for

    inputs = list(expand(sources))
    for item in settle(_told(inputs, reach or Reach(), report)):
        if strict and isinstance(item, Problem) and not item.is_note:
            where = f"{item.input}, line {item.line}" if item.line else item.input
            raise InputError(f"{where}: {item.what}", item.hint, item.line)
        yield item


def _told(inputs: list[Input | Problem], reach: Reach, report: Report | None) -> Iterator[Draft | Problem]:
    """Yield what inputs hold, and report how far that is; where it was stopped, say so last."""
    names = [item.place.name if isinstance(item, Input) else item.input for item in inputs]
    names += names[-1:]
    weights = _weights(inputs)
    whole, behind = sum(weights), 0
    done = articles = 0
    if report and inputs:
        report(Progress("reading", 0, len(inputs), 0, 0, names[0], 0.0 if whole else None))
    for found, position in steps(inputs, reach):
        at = done
        if found is None:
            behind, done = behind + weights[at], done + 1
        else:
            articles += isinstance(found, Draft)
            yield found
        if report:
            share = min(1.0, (behind + weights[at] * _part(inputs[at], position)) / whole) if whole else None
            report(Progress("reading", done, len(inputs), articles, 0, names[done], share))
    if done < len(inputs):
        left = len(inputs) - done
        rest = "it was" if left == 1 else f"{left:,} inputs were"
        what = f"The reading was stopped here; {rest} not read to the end."
        yield Problem(names[done], None, what, "Read it again to go on.")


def _weights(inputs: list[Input | Problem]) -> list[int]:
    """Return how much of the whole each input is: its bytes; where those of any are unknown, each the same.

    Of one input alone whose bytes are unknown, nothing is known.
    """
    if all(isinstance(item, Problem) or item.size or (item.path and item.file) for item in inputs):
        return [item.size if isinstance(item, Input) else 0 for item in inputs]
    return [1] * len(inputs) if len(inputs) > 1 else [0]


def _part(item: Input | Problem, position: int) -> float:
    """Return how far an input is read, from 0 to 1, as far as that is known."""
    return min(1.0, position / item.size) if isinstance(item, Input) and item.size else 0.0
