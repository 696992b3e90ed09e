"""Workers of Dask: tasks are handed out a few at a time, and what goes wrong is told in a sentence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from types import TracebackType
from typing import Any
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin, wait
from distributed.client import ClosedClientError
from distributed.comm.core import CommClosedError
from distributed.versions import VersionMismatchWarning

from ondit import __version__
from ondit.cluster.idling import MORE, idle, missing, unlike
from ondit.cluster.shelf import REMOVE, DamagedError, is_full
from ondit.cluster.working import OtherVersionError, Task, perform, ready
from ondit.errors import OnditError
from ondit.model import Problem

AHEAD = 3
"""Tasks that are handed out for each that can be done at the same time."""
SECONDS = 5.0
"""After how long without an outcome it is looked whether anybody works."""
SECONDS_TO_COME = 30
SECONDS_IDLE = 300
"""How long is waited for workers to come back, or to have memory left."""
ANY_PORT = "127.0.0.1:0"
SECONDS_TO_CONNECT = "10s"
AGAIN = 2
"""How often a task is tried again where a file could not be read or written."""


_AGAIN = "What is done stays: the same command goes on."
_LOST = (CommClosedError, CancelledError, asyncio.CancelledError, ClosedClientError)
"""What is raised where the scheduler is gone."""


class _Deaf(WorkerPlugin):
    """Leaves ctrl+c to the client: a terminal sends it to the workers that were started there, too."""

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - what a plugin is called with
        signal.signal(signal.SIGINT, signal.SIG_IGN)


class ClusterError(OnditError):
    """Workers cannot do what was asked; what is done stays."""


class Workers:
    """The workers of a scheduler, or some of this machine's own; gone at the end of a `with` block."""

    def __init__(self, scheduler: str | None, workers: int | None = None) -> None:
        """Connect to a scheduler, or start workers here, one a processor where no number is given.

        Raises:
            ClusterError: It cannot be reached, or is of another kind.
        """
        dask.config.set({"distributed.comm.timeouts.connect": SECONDS_TO_CONNECT})
        _silence()
        self._cluster: Any = None
        self._address = scheduler
        if scheduler is None:
            self._cluster = LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=ANY_PORT, silence_logs=50
            )
        try:
            self._client = Client(self._cluster or scheduler, timeout=SECONDS_TO_CONNECT)
        except (OSError, ValueError, TypeError) as error:
            raise ClusterError(
                f"The scheduler at {scheduler} cannot be reached.",
                "Check the address, as tcp://host:8786, and that it runs.",
            ) from error
        if self._cluster is not None:
            self._client.register_plugin(_Deaf())

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError, RuntimeError, asyncio.TimeoutError):
            self._client.close(timeout=5)
        if self._cluster is not None:
            self._cluster.close(timeout=10)

    def check(self) -> int:
        """Return how many workers there are.

        Raises:
            ClusterError: There are none, or they or the scheduler are of another version or lack something.
        """
        try:
            with self._asking():
                self._client.wait_for_workers(1, timeout=SECONDS_TO_COME)
                told = self._versions()
        except TimeoutError as error:
            raise ClusterError("The scheduler has no workers.", "Start some, then try again.") from error
        lacking = [f"{who} ({missing(of)})" for who, of in sorted(told.items()) if isinstance(of, Exception)]
        if lacking:
            raise ClusterError(
                f"Something is not installed, or not this Ondit: {', '.join(lacking)}.",
                f"Install ondit[cluster]=={__version__} where the scheduler and the workers run.",
            )
        others = [f"{who} has {of}" for who, of in sorted(told.items()) if of != __version__]
        if others:
            raise _other_version(", ".join(others))
        return len(told) - 1

    def _versions(self) -> dict[str, Any]:
        """Return the version of Ondit of the scheduler and of each worker, or what keeps it from telling."""
        try:
            there: Any = self._client.run_on_scheduler(ready)
        except (ImportError, AttributeError) as error:
            there = error
        told = self._client.run(ready, on_error="return")
        alive = {who: of for who, of in told.items() if not isinstance(of, OSError)}  # others may come back
        return {"the scheduler": there, **alive}

    def notes(self) -> list[Problem]:
        """Return what had better be known of the workers: that they have other packages than are here.

        Raises:
            ClusterError: The scheduler is gone.
        """
        with self._asking():
            told: Any = self._client.get_versions(packages=list(MORE))
        workers = {name: one["packages"] for name, one in told["workers"].items() if one}
        others = unlike(told["client"]["packages"], workers)
        if not others:
            return []
        what = f"Workers have other versions of what Ondit is built on: {', '.join(others)}."
        hint = "Install the same everywhere, lest something else is found."
        return [Problem(self._address or "workers", None, what, hint, is_note=True)]

    def perform(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Do tasks in any order, a few ahead of the workers, and yield each with its outcome.

        Raises:
            ClusterError: A task brings its workers down, the scheduler is gone, or files cannot be written.
        """
        waiting = iter(tasks)
        running: dict[Future[Any], Task] = {}
        try:
            with self._asking():
                while True:
                    self._hand_out(waiting, running)
                    if not running:
                        return
                    for future in self._finished(running):
                        task = running.pop(future)
                        yield task, _outcome(task, future)
        finally:
            with contextlib.suppress(*_LOST, OSError, RuntimeError):
                self._client.cancel(list(running), force=True)

    def _hand_out(self, waiting: Iterator[Task], running: dict[Future[Any], Task]) -> None:
        """Hand out tasks until there are enough for all workers."""
        room = AHEAD * max(1, sum(self._client.nthreads().values()))
        while len(running) < room and (task := next(waiting, None)):
            future = self._client.submit(perform, task, key=_key(task), pure=False, retries=AGAIN)
            running[future] = task

    def _finished(self, running: dict[Future[Any], Task]) -> list[Future[Any]]:
        """Wait until a task or more is done; return those that are."""
        since = None
        while True:
            with contextlib.suppress(asyncio.TimeoutError, TimeoutError):
                return list(wait(list(running), timeout=SECONDS, return_when="FIRST_COMPLETED").done)
            if self._client.status != "running":
                raise self._gone()
            why = self._why_idle()
            since = (since or time.monotonic()) if why else None
            if why and since and time.monotonic() - since >= SECONDS_IDLE:
                raise ClusterError(why[0], f"{why[1]} {_AGAIN}")

    def _why_idle(self) -> tuple[str, str] | None:
        scheduler: Any = self._client.scheduler
        return idle(self._client.sync(scheduler.identity)["workers"])

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except _LOST as error:
            raise self._gone() from error

    def _gone(self) -> ClusterError:
        where = f"at {self._address} " if self._address else ""
        return ClusterError(
            f"The scheduler {where}is gone.", "What is done stays: start it, and give the same command again."
        )


def _silence() -> None:
    """Keep Dask from telling in its own words what is told here in a sentence."""
    warnings.simplefilter("ignore", VersionMismatchWarning)
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _key(task: Task) -> str:
    return f"{task.stage.replace(' ', '-')}-{uuid4().hex[:8]}-{task.name}"


def _outcome(task: Task, future: Future[Any]) -> Any:
    """Return what a task came to.

    Raises:
        ClusterError: It came to nothing.
    """
    what = f"{task.stage} {task.name}"
    try:
        return future.result()
    except KilledWorker as error:
        many = error.allowed_failures + 1
        who = (
            "A worker came to its end while it"
            if many == 1
            else f"{many} workers came to their end while they"
        )
        raise ClusterError(f"{who} did “{what}”.", f"Give workers more memory. {_AGAIN}") from error
    except MemoryError as error:
        raise ClusterError(
            f"A worker had no memory left for “{what}”.", f"Give workers more. {_AGAIN}"
        ) from error
    except OtherVersionError as error:
        raise _other_version(str(error)) from error
    except CommClosedError:  # an OSError, and none of the worker's
        raise
    except DamagedError as error:
        raise ClusterError(f"{error.strerror}.", REMOVE) from error
    except OSError as error:
        if is_full(error):
            raise ClusterError(
                f"A worker could not write while it did “{what}”: no room is left.",
                f"Make room in the folder and where workers keep copies. {_AGAIN}",
            ) from error
        is_missing = isinstance(error, FileNotFoundError)
        reason = f"there is no {error.filename or error}" if is_missing else error.strerror or error
        raise ClusterError(
            f"A worker could not read or write while it did “{what}”: {reason}.",
            f"See that workers reach the folder, and that there is room. {_AGAIN}",
        ) from error
    except ImportError as error:
        raise ClusterError(
            f"A worker lacks something: {error}.", f"Install ondit[cluster]=={__version__} on all workers."
        ) from error


def _other_version(which: str) -> ClusterError:
    return ClusterError(
        f"The scheduler or some workers are of another version than {__version__}: {which}.",
        f"Install ondit[cluster]=={__version__} where the scheduler and the workers run.",
    )
