"""What a worker does: one task, whose outcome is written down before it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ondit import __version__
from ondit.cluster.remembering import begin
from ondit.cluster.shelf import Shelf


class Task(NamedTuple):
    """One piece of work.

    Attributes:
        address: The folder of the run.
        version: That of who asks for it.
        stage: What it is a part of.
        name: What tells it from the others of its stage.
        work: A function of a module, called with the folder and `given`; what it gives is written down.
        given: What it is called with.
        run: What tells the run from others that were in the same folder.
    """

    address: str
    version: str
    stage: str
    name: str
    work: Callable[..., Any]
    given: tuple[Any, ...]
    run: str = ""

    @property
    def record(self) -> str:
        """Where its outcome is written down."""
        return f"done/{self.stage}/{folder_of(self.name)}/{self.name}"


def folder_of(name: str) -> str:
    """Return the folder of what tasks came to, so that few are in each: that of a block, or of a thousand."""
    return name.partition("-")[2] or name[:-3]


class OtherVersionError(Exception):
    """A worker is of another version than who asks it."""


def ready() -> str:
    """Return the version of Ondit of a worker or scheduler that has all that tasks take.

    Raises:
        ImportError: It lacks something.
    """
    import duckdb  # noqa: F401 - what naming takes

    import ondit.cluster.stages  # noqa: F401 - all that is asked of workers

    return __version__


def perform(task: Task) -> Any:
    """Do a task, write down that it is done, and return its outcome.

    Doing it once more, here or elsewhere, writes the same again.

    Raises:
        OtherVersionError: The one who asks is of another version.
        OSError: Something cannot be read or written.
    """
    if task.version != __version__:
        raise OtherVersionError(f"{__version__} here, {task.version} there")
    begin(task.address, task.run)
    shelf = Shelf(task.address, task.run)
    outcome = task.work(shelf, *task.given)
    shelf.keep(task.record, outcome)
    return outcome
