"""One client's work: hop by hop, each within its turn, its rules and its deadline."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from ondit import __version__
from ondit.ingest.web.addresses import AstrayError, onward, origin, parse
from ondit.ingest.web.answers import Answer, declared, holds_page, refusal, validator
from ondit.ingest.web.bodies import OFFERED, body
from ondit.ingest.web.client import Condition, Fetched, Limits, Reply, World
from ondit.ingest.web.deadline import Deadline
from ondit.ingest.web.guard import Guard
from ondit.ingest.web.hosts import Hosts
from ondit.ingest.web.keeping import Copy, Keeping
from ondit.ingest.web.retries import PASSING, PassingError, asked, moment, waits
from ondit.ingest.web.robots import LARGEST, TOKEN, Robots
from ondit.ingest.web.wire import Wire

_HEADERS = {
    "User-Agent": f"{TOKEN}/{__version__} (news reader for people; respects robots.txt)",
    "Accept": "text/html, application/xhtml+xml, application/*;q=0.9, */*;q=0.8",
    "Accept-Encoding": OFFERED,
}
_NOT_MODIFIED = 304
_FOR_GOOD = frozenset({301, 308})
_MOST_ROBOTS_REDIRECTS = 5
_PATIENCE = 2.0


class _Running:
    """How many fetches run."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def wait_for_none(self, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._count == 0, seconds)


class Session:
    """The connections, rules and copies that a client's fetches share."""

    def __init__(self, allow_private: bool, keep: Path | None, limits: Limits, world: World) -> None:
        self._allow_private = allow_private
        self._limits = limits
        self._world = world
        self._guard = Guard(allow_private=allow_private, resolve=world.resolve)
        self._stop = threading.Event()
        self._sleep = self._stop.wait if world.sleep is None else world.sleep
        self._hosts = Hosts(limits.parallel, world.clock, self._sleep)
        self._running = _Running()
        self._robots = Robots(self._robots_txt, limits.pause, world.clock)
        self._keeping = Keeping(keep, world.now) if keep else None
        self._wire = Wire(self._guard, connecting=limits.connecting, reading=limits.reading)

    def close(self) -> None:
        """End what still runs, and close what is open."""
        self._stop.set()
        self._guard.hang_up()
        self._running.wait_for_none(_PATIENCE)
        self._wire.close()
        if self._keeping:
            self._keeping.close()

    def fetch(self, url: str) -> Fetched:
        """Return what an address gives, behind its redirects.

        Raises:
            InputError: It gives nothing that can be read.
        """
        with self._running.one():
            return self._fetch(url)

    def _fetch(self, url: str) -> Fetched:
        deadline = Deadline(self._limits.seconds, self._world.clock, self._stop)
        address, login = parse(url)
        seen: list[httpx.URL] = []
        while True:
            copy = self._kept(address) if login is None else None
            if copy and copy.fresh_until > self._world.now():
                return Fetched(
                    str(address),
                    copy.body,
                    copy.media_type,
                    copy.charset,
                    is_kept=True,
                    accessed=self._today(),
                )
            rules = self._robots.rules(address, deadline)
            headers = copy.headers() if copy else {}
            if login is not None:
                headers["Authorization"] = login
            answer = self._exchange(address, headers, deadline, pause=rules.pause)
            if answer.location is None:
                return self._fetched(address, answer, copy, may_keep=login is None)
            target = _next(address, answer.location, seen, self._limits.redirects)
            login = login if origin(target) == origin(address) else None
            address = target

    def ask(self, url: str, condition: Condition | None, accept: str | None) -> Reply:
        """Return what a server answers, behind its redirects.

        Raises:
            InputError: There is no answer.
        """
        with self._running.one():
            return self._ask(url, condition, {"Accept": accept} if accept else {})

    def _ask(self, url: str, condition: Condition | None, wanted: dict[str, str]) -> Reply:
        deadline = Deadline(self._limits.seconds, self._world.clock, self._stop)
        address, login = parse(url)
        seen: list[httpx.URL] = []
        is_moved = True
        while True:
            rules = self._robots.rules(address, deadline)
            headers = wanted | _conditional(condition, address)
            if login is not None:
                headers["Authorization"] = login
            answer = self._exchange(address, headers, deadline, pause=rules.pause, passing=frozenset())
            if answer.location is None:
                return self._reply(address, answer, is_moved=is_moved and bool(seen))
            is_moved = is_moved and answer.status in _FOR_GOOD
            target = _next(address, answer.location, seen, self._limits.redirects)
            login = login if origin(target) == origin(address) else None
            address = target

    def _reply(self, address: httpx.URL, answer: Answer, *, is_moved: bool) -> Reply:
        return Reply(
            str(address),
            answer.status,
            dict(answer.headers),
            answer.data,
            *declared(answer.headers),
            asked(answer.headers.get("retry-after"), moment(answer.headers.get("date")) or self._world.now()),
            is_moved,
        )

    def _fetched(self, address: httpx.URL, answer: Answer, copy: Copy | None, *, may_keep: bool) -> Fetched:
        if answer.status == _NOT_MODIFIED and copy:
            if self._keeping:
                self._keeping.renew(self._key(address), copy, answer)
            return Fetched(
                str(address), copy.body, copy.media_type, copy.charset, is_kept=True, accessed=self._today()
            )
        if not answer.is_page:
            raise refusal(answer.status, self._asked(answer))
        if self._keeping and may_keep:
            self._keeping.keep(self._key(address), answer)
        return Fetched(
            str(address), answer.data, *declared(answer.headers), is_kept=False, accessed=self._today()
        )

    def _today(self) -> str:
        return datetime.fromtimestamp(self._world.now(), UTC).date().isoformat()

    def _kept(self, address: httpx.URL) -> Copy | None:
        return self._keeping.find(self._key(address)) if self._keeping else None

    def _key(self, address: httpx.URL) -> str:
        """Return what a copy is kept under: what a private network gave is not for all."""
        return f"private {address}" if self._allow_private else str(address)

    def _robots_txt(self, address: httpx.URL, deadline: Deadline) -> Answer:
        seen: list[httpx.URL] = []
        while True:
            answer = self._exchange(address, {}, deadline, is_robots=True)
            if answer.location is None:
                return answer
            address = _next(address, answer.location, seen, _MOST_ROBOTS_REDIRECTS)

    def _exchange(
        self,
        address: httpx.URL,
        headers: dict[str, str],
        deadline: Deadline,
        *,
        pause: float = 0.0,
        passing: frozenset[int] = PASSING,
        is_robots: bool = False,
    ) -> Answer:
        """Return the answer to one request, asked again while there is none, or a passing status, for now.

        Raises:
            InputError: There is no answer, or its body cannot be read.
        """
        pending = waits(self._limits.tries, self._world.chance)
        while True:
            try:
                with self._hosts.turn(address.netloc.decode(), pause, deadline):
                    answer = self._once(address, headers, deadline, is_robots=is_robots)
                longest = self._asked(answer)
                wait = next(pending, None) if answer.status in passing else None
                if wait is None or longest > self._limits.waiting:
                    return answer
            except PassingError:
                longest, wait = 0.0, next(pending, None)
                if wait is None:
                    raise
            with deadline.paused():
                self._sleep(max(wait, longest))

    def _asked(self, answer: Answer) -> float:
        return asked(answer.headers.get("retry-after"), self._world.now())

    def _once(
        self, address: httpx.URL, headers: dict[str, str], deadline: Deadline, *, is_robots: bool
    ) -> Answer:
        deadline.left()
        limit = LARGEST if is_robots else self._limits.size
        with self._guard.until(deadline), self._wire.get(address, _HEADERS | headers) as response:
            data = b""
            if holds_page(response.status):
                data = body(response.pieces(), response.headers, limit, cut=is_robots)
            elif response.status == _NOT_MODIFIED:
                deque(response.pieces(), maxlen=0)  # has none, and its connection is used again
            return Answer(response.status, response.headers, data)


def _conditional(condition: Condition | None, address: httpx.URL) -> dict[str, str]:
    """Return the headers that ask an address only for what is newer; what cannot be sent back is left out."""
    if condition is None or condition.url != str(address):
        return {}
    marks = {
        "If-None-Match": validator(condition.etag),
        "If-Modified-Since": validator(condition.modified),
    }
    return {name: mark for name, mark in marks.items() if mark}


def _next(address: httpx.URL, location: str, seen: list[httpx.URL], most: int) -> httpx.URL:
    """Return where a redirect leads, and note where it came from.

    Raises:
        AstrayError: In a loop, too far, or nowhere.
    """
    seen.append(address)
    target = onward(address, location)
    if target in seen:
        raise AstrayError(
            "The server redirects in a circle.",
            "It may want cookies: open it in a browser and save the page, then give the file's name.",
        )
    if len(seen) > most:
        raise AstrayError(
            f"The server redirects more than {most} times.", "Open it in a browser to see where."
        )
    return target
