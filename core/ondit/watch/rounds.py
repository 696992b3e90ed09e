"""Whose turn it is: what is due is begun, a few at a time, and what came of it is kept and told.

No thread and no clock of its own: whoever runs it calls `turn`, waits as long as that says or until it is
woken, and calls it again.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from ondit.ingest.web import StoppedError
from ondit.model import Problem
from ondit.watch.events import Event, State
from ondit.watch.pace import SHORTEST
from ondit.watch.records import Keeper, WatchedFeed
from ondit.watch.sources import Keep, Outside, Settle, Source

MOST_FEEDS, MOST_FOLDERS = 4, 1
"""Feeds that are asked and folders that are looked through at the same time."""

_LEFT = (
    "It is watched no more: another program had it forgotten.",
    "`ondit watch` and its name watch it again.",
)

Submit = Callable[[Callable[[], Settle]], "Future[Settle]"]
"""Has something done, elsewhere or at once."""


@dataclass(slots=True)
class _Entry:
    """A source and its turns.

    Attributes:
        source: What is watched.
        due: When its next turn is, by the clock that only goes forward.
        wanted: When somebody wants one before that.
        began: When the last one began.
        is_busy: Whether one is going on.
        work: That turn, once it was handed out.
        is_left: Whether another program has had it forgotten.
    """

    source: Source
    due: float = math.inf
    wanted: float = math.inf
    began: float = -math.inf
    is_busy: bool = False
    work: Future[Settle] | None = None
    is_left: bool = False

    def next(self) -> float:
        return min(self.due, self.wanted)


class Rounds:
    """The turns of all sources.

    `recall` and `turn` are called by one thread, which is also the one that calls `keep`, `report` and the
    keeper; the rest by any.

    Args:
        sources: What is watched.
        keeper: Keeps what is to be remembered.
        keep: Keeps articles.
        report: Is told what happens.
        outside: The clocks.
        submit: Has turns done.
        wake: Ends the wait between two calls of `turn`; called from any thread.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        *,
        keeper: Keeper,
        keep: Keep,
        report: Callable[[Event], object],
        outside: Outside,
        submit: Submit,
        wake: Callable[[], object],
    ) -> None:
        self._entries = [_Entry(source) for source in sources]
        self._keeper = keeper
        self._keep = keep
        self._report = report
        self._outside = outside
        self._submit = submit
        self._wake = wake
        self._lock = threading.Lock()
        self._is_paused = False

    @property
    def is_paused(self) -> bool:
        """Whether nothing is begun."""
        return self._is_paused

    def recall(self) -> None:
        """Take up what is remembered of all sources.

        Raises:
            OnditError: It cannot be read.
        """
        for entry in self._entries:
            entry.source.recall(self._keeper, partial(self._rung, entry))
            self._schedule(entry, entry.source.wait())

    def turn(self) -> float | None:
        """Keep and tell what came in, begin what is due, and return the seconds until more is due.

        Once all is to end, nothing of that: what came in may be no more than how it was ended.

        Returns:
            0 where something came in meanwhile; None where nothing will be due before it is woken.
        """
        with self._lock:
            begun = [(entry, entry.work) for entry in self._entries if entry.work is not None]
        for entry, work in begun:
            if work.done() and not self._outside.stop.is_set() and self._has(entry):
                self._settle(entry, work)
        for entry in self._chosen():
            if self._is_forgotten(entry):
                continue
            entry.work = self._submit(entry.source.turn)
            entry.work.add_done_callback(lambda _: self._wake())
        with self._lock:
            return self._pause()

    def pause(self, *, is_paused: bool) -> None:
        """Begin nothing any more, or go on; what is begun goes to its end."""
        self._is_paused = is_paused
        self._wake()

    def want(self, given: str | None = None) -> None:
        """Have a source, or all of them, take a turn as soon as it may.

        Args:
            given: Which, by its address or path as given or as shown, even one that is gone; without it, all
                that are not.
        """
        with self._lock:
            for entry in self._entries:
                is_meant = _is_meant(entry, given) if given else not _is_gone(entry.source)
                if is_meant and not entry.is_busy:
                    self._hasten(entry, self._outside.clock() + entry.source.soonest())
        self._wake()

    def forget(self, given: str) -> bool:
        """Begin no turn of a source any more, and drop what comes of one that goes on.

        Args:
            given: Which, by its address or path as given or as shown.

        Returns:
            Whether there was one.
        """
        with self._lock:
            gone = [entry for entry in self._entries if _is_meant(entry, given)]
            self._entries = [entry for entry in self._entries if not _is_meant(entry, given)]
        for entry in gone:
            entry.source.stop()
        self._wake()
        return bool(gone)

    def states(self) -> list[State]:
        """Return how the sources stand, in their order."""
        with self._lock:
            return [self._state(entry) for entry in self._entries]

    def stop(self) -> None:
        """Have no source ring any more."""
        for entry in self._entries:
            entry.source.stop()

    def _rung(self, entry: _Entry) -> None:
        with self._lock:
            last = entry.began + entry.source.soonest()
            self._hasten(entry, max(self._outside.clock(), last))
        self._wake()

    def _has(self, entry: _Entry) -> bool:
        with self._lock:
            return any(one is entry for one in self._entries)

    def _is_forgotten(self, entry: _Entry) -> bool:
        """See whether another program has had a source forgotten: it has no turn then, as is told once."""
        source, was_left = entry.source, entry.is_left
        try:
            entry.is_left = not self._keeper.is_watched(source.given)
        except Exception:  # noqa: BLE001 - what keeps it from being read is told behind its turn
            entry.is_left = False
        if entry.is_left:
            self._schedule(entry, None)
        if entry.is_left and not was_left:
            fault = Problem(source.name, None, *_LEFT)
            self._report(
                Event("gone", source.name, self._outside.now(), fault=fault, good=source.record.good)
            )
        return entry.is_left

    def _hasten(self, entry: _Entry, at: float) -> None:
        entry.wanted = min(entry.wanted, at)

    def _settle(self, entry: _Entry, work: Future[Settle]) -> None:
        try:
            events = work.result()(self._keep, self._keeper)
        except StoppedError:
            self._schedule(entry, SHORTEST)
            return
        self._schedule(entry, entry.source.wait())
        for event in events:
            self._report(event)

    def _schedule(self, entry: _Entry, seconds: float | None) -> None:
        with self._lock:
            entry.work, entry.is_busy = None, False
            entry.due = math.inf if seconds is None else self._outside.clock() + seconds

    def _chosen(self) -> list[_Entry]:
        """Return those whose turn it is, the longest due first, and note that they are busy."""
        with self._lock:
            if self._is_paused or self._outside.stop.is_set():
                return []
            now = self._outside.clock()
            busy = [entry.source for entry in self._entries if entry.is_busy]
            hosts = {source.host for source in busy}
            left = {True: MOST_FEEDS, False: MOST_FOLDERS}
            for source in busy:
                left[_is_feed(source)] -= 1
            chosen = []
            due = [entry for entry in self._entries if not entry.is_busy and entry.next() <= now]
            for entry in sorted(due, key=_Entry.next):
                host, is_feed = entry.source.host, _is_feed(entry.source)
                if left[is_feed] > 0 and (host is None or host not in hosts):
                    left[is_feed] -= 1
                    hosts.add(host)
                    entry.is_busy, entry.began, entry.wanted = True, now, math.inf
                    chosen.append(entry)
            return chosen

    def _pause(self) -> float | None:
        if any(entry.work is not None and entry.work.done() for entry in self._entries):
            return 0.0
        if self._is_paused:
            return None
        now = self._outside.clock()
        coming = [
            at for entry in self._entries if not entry.is_busy and now < (at := entry.next()) < math.inf
        ]
        return min(coming) - now if coming else None

    def _state(self, entry: _Entry) -> State:
        source, record = entry.source, entry.source.record
        is_known = not entry.is_busy and entry.next() < math.inf
        return State(
            source=source.name,
            is_feed=_is_feed(source),
            good=record.good,
            failures=record.failures,
            fault=_LEFT[0] if entry.is_left else record.fault,
            hint=_LEFT[1] if entry.is_left else record.hint,
            is_gone=entry.is_left or _is_gone(source),
            is_busy=entry.is_busy,
            wait=max(0.0, entry.next() - self._outside.clock()) if is_known else None,
        )


def _is_meant(entry: _Entry, given: str) -> bool:
    return given in {entry.source.given, entry.source.name}


def _is_feed(source: Source) -> bool:
    return isinstance(source.record, WatchedFeed)


def _is_gone(source: Source) -> bool:
    return isinstance(source.record, WatchedFeed) and source.record.is_gone
