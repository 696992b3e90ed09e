"""Inputs read one behind another: what they hold, in their order, whoever reads them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple, TypeVar

from ondit.ingest.crew import Crew, Found
from ondit.ingest.drafts import Draft, Linked
from ondit.ingest.formats import is_heavy
from ondit.ingest.inputs import Input, address
from ondit.ingest.reach import Reach
from ondit.model import UNDETERMINED, Article, Problem

AHEAD = 32
"""Inputs, and articles that are summed up, that are begun before their turn."""
FEWEST_HEAVY = 8
"""Pages and PDFs from which on starting other processes pays."""

_T = TypeVar("_T")
_Told = TypeVar("_Told", Draft, Article)
_Begun = Future[list[Found]] | None


class Step(NamedTuple):
    """One thing that an input held, or its end.

    Attributes:
        found: What it held; absent at its end.
        position: Bytes of the input that are read, as far as that is known; 0 at its end.
    """

    found: Draft | Problem | None
    position: int = 0


def steps(inputs: Iterable[Input | Problem], reach: Reach) -> Iterator[Step]:
    """Yield what inputs hold, in their order, and the end of each.

    What an input lists to be read comes behind what it holds itself. An article that is only summed up comes
    whole where that is wanted and can be had. Once `reach.is_stopped()`, nothing more is read, and what was
    read comes as it is.
    """
    inputs = list(inputs)
    heavy = sum(isinstance(item, Input) and is_heavy(item.reader) for item in inputs)
    with Crew(reach, shares=heavy >= FEWEST_HEAVY) as crew:
        until_stopped = takewhile(lambda _: not reach.is_stopped(), _steps(inputs, crew))
        if reach.full_text:
            for step, begun in _begun_ahead(until_stopped, lambda step: _begin_whole(step, crew)):
                yield from [step] if begun is None else _whole(step, begun, crew)
        else:
            yield from until_stopped


def _steps(inputs: list[Input | Problem], crew: Crew) -> Iterator[Step]:
    for item, begun in _begun_ahead(inputs, crew.begin):
        if isinstance(item, Problem):
            yield Step(item)
        else:
            yield from _held(item, begun, crew)
        yield Step(None)


def _held(item: Input, begun: _Begun, crew: Crew, *, is_linked: bool = False) -> Iterator[Step]:
    links: list[Input] = []
    for found, position in crew.results(item, begun):
        if not isinstance(found, Linked):
            yield Step(found, position)
        elif is_linked:
            yield Step(
                found.place.problem("It is a list within a list and was not followed.", "Name it itself."),
                position,
            )
        else:
            links.append(address(found.url))
    for link, fetched in _begun_ahead(links, crew.begin):
        yield from _held(link, fetched, crew, is_linked=True)


def _begun_ahead(things: Iterable[_T], begin: Callable[[_T], _Begun]) -> Iterator[tuple[_T, _Begun]]:
    """Yield things in their order, each with what was begun for it `AHEAD` things before its turn."""
    pending: deque[tuple[_T, _Begun]] = deque()
    for thing in things:
        pending.append((thing, begin(thing)))
        if len(pending) > AHEAD:
            yield pending.popleft()
    yield from pending


def _begin_whole(step: Step, crew: Crew) -> _Begun:
    return crew.begin_whole(step.found) if isinstance(step.found, Draft) else None


def _whole(step: Step, begun: Future[list[Found]], crew: Crew) -> Iterator[Step]:
    """Yield the article that a draft sums up; the draft itself, and why, where that cannot be had."""
    draft = step.found
    if not isinstance(draft, Draft):
        return
    drafts = []
    for found, _ in crew.results(address(draft.url or ""), begun):
        if isinstance(found, Draft):
            drafts.append(found)
        elif isinstance(found, Problem):
            yield step._replace(found=found)
    yield step._replace(found=filled(draft, drafts))


def filled(summary: _Told, page: Iterable[_Told]) -> _Told:
    """Return a summary with the text of its page, if that has a longer one: that of its longest article.

    The author, the date and the language are the page's only where the summary says nothing.
    """
    longest = max(page, key=lambda one: len(one.text), default=None)
    if longest is None or len(longest.text) <= len(summary.text):
        return summary
    return replace(
        summary,
        text=longest.text,
        author=summary.author or longest.author,
        published=summary.published or longest.published,
        language=summary.language if summary.language != UNDETERMINED else longest.language,
        is_summary=False,
    )
