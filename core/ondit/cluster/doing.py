"""How a stage is done: the tasks that are not done yet by whoever does tasks, and nothing held of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple, Protocol, get_type_hints

from ondit import __version__
from ondit.cluster.shelf import WORK, Shelf
from ondit.cluster.working import Task, folder_of


class Crew(Protocol):
    """Who does tasks: workers somewhere, or this process."""

    def perform(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Do tasks in any order, many at a time, and yield each with its outcome."""


class Step(NamedTuple):
    """How far a run is.

    Attributes:
        stage: What is done now.
        done: Tasks of the stage that are done.
        total: Tasks of the stage.
    """

    stage: str
    done: int
    total: int


class Stages:
    """Runs stages; what was done before is not done again."""

    def __init__(self, shelf: Shelf, crew: Crew, report: Callable[[Step], None], run: str = "") -> None:
        self.shelf = shelf
        self._run = run
        self._crew = crew
        self._report = report

    def all(
        self, stage: str, work: Callable[..., Any], given: Iterable[tuple[Any, ...]], total: int
    ) -> list[Any]:
        """Do what is not done of a stage whose tasks are numbered, and return all outcomes in order.

        Args:
            stage: Its name, fit to be shown.
            work: What is done.
            given: What each task is called with.
            total: How many tasks there are.
        """
        found: dict[str, Any] = {}
        numbered = ((f"{number:08}", of) for number, of in enumerate(given))
        self._each(stage, work, numbered, total, found.__setitem__)
        return [found[name] for name in sorted(found)]

    def sums(
        self, stage: str, work: Callable[..., Any], given: Iterable[tuple[str, tuple[Any, ...]]], total: int
    ) -> list[int]:
        """Do a stage of which only sums are told: there are so many tasks that nothing is held of each.

        Args:
            stage: Its name, fit to be shown.
            work: What is done; what it gives is a number or some.
            given: The name of each task, and what it is called with.
            total: How many tasks there are.

        Returns:
            The sum of each number.
        """
        found: list[int] = []

        def take(_: str, outcome: Any) -> None:
            own = outcome if isinstance(outcome, tuple) else (outcome,)
            found[:] = [sum(one) for one in zip_longest(found, own, fillvalue=0)]

        self._each(stage, work, given, total, take)
        return found

    def _each(
        self,
        stage: str,
        work: Callable[..., Any],
        given: Iterable[tuple[str, tuple[Any, ...]]],
        total: int,
        take: Callable[[str, Any], None],
    ) -> None:
        kind, count = get_type_hints(work)["return"], 0
        is_done = self._done_before(stage)
        self._report(Step(stage, 0, total))

        def left() -> Iterator[Task]:
            nonlocal count
            for name, of in given:
                task = Task(self.shelf.address, __version__, stage, name, work, of, self._run)
                if is_done(name):
                    count += 1
                    take(name, self.shelf.kept(task.record, kind))
                else:
                    yield task

        for task, outcome in self._crew.perform(left()):
            count += 1
            self._report(Step(stage, count, total))
            take(task.name, outcome)
        self._report(Step(stage, total, total))

    def _done_before(self, stage: str) -> Callable[[str], bool]:
        """Return what says of a task whether it was done before; it knows one folder at a time."""
        folders = set(self.shelf.names(f"{WORK}/done/{stage}"))

        @lru_cache(maxsize=1)
        def names(folder: str) -> frozenset[str]:
            return frozenset(self.shelf.names(f"{WORK}/done/{stage}/{folder}"))

        def is_done(name: str) -> bool:
            folder = folder_of(name)
            return folder in folders and name in names(folder)

        return is_done

    def one(self, stage: str, work: Callable[..., Any], *given: Any) -> Any:
        """Do a stage of a single task."""
        return self.all(stage, work, [given], 1)[0]
