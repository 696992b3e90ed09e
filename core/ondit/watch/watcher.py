"""The watcher: one thread that has every source take its turns, until it is stopped."""

from __future__ import annotations

import random
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from types import TracebackType

from ondit.ingest.reach import Fetch
from ondit.ingest.web import Client
from ondit.watch.events import Event, State
from ondit.watch.listening import Listen, listen
from ondit.watch.poll import LIMITS, Ask
from ondit.watch.records import Keeper
from ondit.watch.rounds import Rounds
from ondit.watch.sources import FeedSource, FolderSource, Keep, Outside, Source
from ondit.watch.turns import Turns

_FEED = re.compile(r"[a-z][a-z\d+.-]+://", re.IGNORECASE)
_LONGEST_REST = 60.0

if sys.platform == "win32":
    steady = time.monotonic
else:
    _CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

    def steady() -> float:
        """Return seconds that only go forward, and go on while the machine sleeps."""
        return time.clock_gettime(_CLOCK)


def _rest(wake: threading.Event, seconds: float | None) -> None:
    """Wait, for a while at the most: a wait does not end sooner because the machine slept meanwhile."""
    wake.wait(_LONGEST_REST if seconds is None else min(seconds, _LONGEST_REST))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a watcher has from outside: tests hand in their own.

    Attributes:
        ask: Asks servers; where absent, a `web.Client` of the watcher's own, which gets pages too.
        fetch: Gets pages of articles, where that is wanted.
        listen: Tells of changes in folders.
        now: Seconds since 1970; only records have it.
        clock: Seconds that only go forward; all waits are measured by it.
        chance: A number from 0 to 1.
        rest: Waits until an event is set, or some seconds (None: without an end), or less than that.
    """

    ask: Ask | None = None
    fetch: Fetch | None = None
    listen: Listen = listen
    now: Callable[[], float] = time.time
    clock: Callable[[], float] = steady
    chance: Callable[[], float] = random.random
    rest: Callable[[threading.Event, float | None], object] = _rest


class Watcher:
    """Watches feeds and folders beside whatever else goes on; also a `with` block, which starts and stops it.

    A source that fails is asked again ever later and disturbs no other. What is new is kept first, then
    remembered as had, then reported: whenever this ends, nothing is lost, and nothing is asked for twice
    that was kept.
    """

    def __init__(
        self,
        sources: Iterable[str],
        keep: Keep,
        report: Callable[[Event], object],
        *,
        keeper: Keeper,
        allow_private: bool = False,
        full_text: bool = False,
        within: Callable[[], AbstractContextManager[object]] = nullcontext,
        surroundings: Surroundings | None = None,
    ) -> None:
        """Make a watcher; `keep`, `report` and the keeper are called by its one thread only.

        Args:
            sources: Addresses of feeds, and paths of folders or files; each is watched once.
            keep: Keeps articles, new to their source. Where it raises, best an `OnditError`, the source
                fails, and it is given them again later.
            report: Is told what happens, behind `keep`.
            keeper: Keeps what is remembered from one run to the next.
            allow_private: Whether private and loopback addresses may be asked.
            full_text: Whether the page of a new article that its feed only sums up is fetched too.
            within: Opens what `keep` and the keeper use, where that belongs to the thread that opened it, as
                a store does: entered by the watcher's thread before all else, and left at its end.
            surroundings: Clocks, the network and chance.
        """
        around = surroundings or Surroundings()
        self._closing = ExitStack()
        self._rest, self._within = around.rest, within
        self._stop, self._wake = threading.Event(), threading.Event()
        self._turns = Turns()
        self._thread = threading.Thread(target=self._run, name="ondit-watch", daemon=True)
        self._error: BaseException | None = None
        outside = self._outside(around, allow_private=allow_private, full_text=full_text)
        self._rounds = Rounds(
            [_source(given, outside) for given in dict.fromkeys(sources)],
            keeper=keeper,
            keep=keep,
            report=report,
            outside=outside,
            submit=self._turns.submit,
            wake=self._wake.set,
        )

    @property
    def is_paused(self) -> bool:
        """Whether nothing is asked or looked through."""
        return self._rounds.is_paused

    @property
    def is_running(self) -> bool:
        """Whether it was started, and has not ended since."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to watch; once only."""
        self._thread.start()

    def pause(self) -> None:
        """Ask and look through nothing any more; what is begun goes to its end, and is kept."""
        self._rounds.pause(is_paused=True)

    def resume(self) -> None:
        """Go on; what became due meanwhile has its turn first."""
        self._rounds.pause(is_paused=False)

    def poll_now(self, source: str | None = None) -> None:
        """Have all sources take a turn as soon as they may, whatever their pace; while paused, behind it.

        No feed is asked twice in a minute by it, and none before what its server asked for.

        Args:
            source: Only this one, by its address or path as given or as shown; what is gone is asked only
                so.
        """
        self._rounds.want(source)

    def forget(self, source: str) -> bool:
        """Watch a source no more: it is neither asked nor looked through, and what goes on is dropped.

        The keeper is not told: whoever chose what is watched forgets it there as well. A source that only the
        keeper has forgotten, as where another program had it forgotten, has no turn any more either.

        Args:
            source: Which, by its address or path as given or as shown.

        Returns:
            Whether it was watched.
        """
        return self._rounds.forget(source)

    def states(self) -> list[State]:
        """Return how the sources stand, in the order in which they were given."""
        return self._rounds.states()

    def stop(self) -> None:
        """End it, fetches and readings that go on included; what these gave is asked for anew another time.

        Raises:
            BaseException: Whatever it ended by before that: an error of `report`, or of `within` or the
                keeper as it began.
        """
        self._stop.set()
        self._wake.set()
        self._closing.close()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()
        self._rounds.stop()
        self._turns.wait()
        error, self._error = self._error, None
        if error is not None:
            raise error

    def __enter__(self) -> Watcher:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _outside(self, around: Surroundings, *, allow_private: bool, full_text: bool) -> Outside:
        """Return what sources have from outside; a client of the watcher's own is closed as it stops."""
        ask, fetch = around.ask, around.fetch
        if ask is None:
            client = Client(allow_private=allow_private, limits=LIMITS)
            self._closing.callback(client.close)
            ask, fetch = client.ask, fetch or client.fetch
        return Outside(
            ask,
            fetch if full_text else None,
            around.listen,
            around.now,
            around.clock,
            around.chance,
            self._stop,
        )

    def _run(self) -> None:
        try:
            with self._within():
                self._rounds.recall()
                while not self._stop.is_set():
                    seconds = self._rounds.turn()
                    self._rest(self._wake, seconds)
                    self._wake.clear()
        except BaseException as error:  # noqa: BLE001 - told by `stop`, in the thread that can do something about it
            self._error = error


def _source(given: str, outside: Outside) -> Source:
    return FeedSource(given, outside) if _FEED.match(given) else FolderSource(given, outside)
