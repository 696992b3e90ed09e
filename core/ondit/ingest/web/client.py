"""The door to the web: `Client.fetch` gives a page whole, or says in a sentence why not."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ondit.ingest.web.deadline import stopped

if TYPE_CHECKING:
    from ondit.ingest.web.session import Session

Resolver = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to the IP addresses to connect to, best first; OSError if there are none."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        url: The final address, behind redirects, without credentials and fragment.
        data: The whole body, decoded from its content encoding.
        media_type: As the server declared it, lower case, without parameters; empty where it says none.
        charset: The encoding as the server declared it.
        is_kept: Whether the body is the copy kept here: the server said that it is still right (304), or
            had said for how long it would be.
        accessed: The day on which it was fetched, ISO, in UTC.
    """

    url: str
    data: bytes
    media_type: str
    charset: str | None
    is_kept: bool
    accessed: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """What somebody has of an address already, so that only what is newer is sent.

    Attributes:
        url: The address that gave it, as `Reply.url` told; no other one is told of the rest.
        etag: Its ETag header, as it came.
        modified: Its Last-Modified header, as it came.
    """

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, whatever it was.

    Attributes:
        url: The final address, behind redirects, without credentials and fragment.
        status: Of HTTP.
        headers: By their names in lower case; several of a name are joined by commas.
        data: The whole body, decoded; empty unless the answer is a page.
        media_type: As `Fetched` has it.
        charset: As `Fetched` has it.
        wait: Seconds that the server asks to be left alone (Retry-After, by its own clock where that is
            a date), 0 where it does not say.
        is_moved: Whether there were redirects, and all of them are for good (301, 308).
    """

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    media_type: str
    charset: str | None
    wait: float
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go.

    Attributes:
        size: Bytes of a body, before as well as after it is decoded.
        seconds: For one fetch with its redirects and tries, less the waits of our own choosing.
        connecting: Seconds for one connection to come about.
        reading: Seconds for the next bytes to come.
        redirects: Followed for one page.
        tries: For each request that fails in passing.
        waiting: Longest wait in seconds that a server may ask for with Retry-After.
        pause: Longest seconds between two requests that robots.txt may ask for.
        parallel: Requests at a time to one host.
    """

    size: int = 50_000_000
    seconds: float = 60
    connecting: float = 10
    reading: float = 20
    redirects: int = 10
    tries: int = 3
    waiting: float = 30
    pause: float = 10
    parallel: int = 4


@dataclass(frozen=True, slots=True)
class World:
    """What a session has from outside: tests hand in their own.

    Attributes:
        resolve: Looks up a name; None asks the system.
        sleep: Waits some seconds; None waits until the client is closed at the longest.
        clock: Seconds that only go forward.
        now: Seconds since 1970.
        chance: A number from 0 to 1.
    """

    resolve: Resolver | None = None
    sleep: Callable[[float], object] | None = None
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random


def kept_pages() -> Path:
    """Return the file in this user's cache folder that copies are kept in if nothing else is wanted."""
    from platformdirs import user_cache_path

    return user_cache_path("ondit", appauthor=False) / "pages.sqlite"


class Client:
    """Fetches addresses; safe to use from several threads, and to be closed when done.

    It asks only what robots.txt allows, tells its own name, keeps no cookies, follows no proxy settings of
    the environment (a proxy would look names up itself, behind the guard's back), and connects to public
    addresses only. Nothing is loaded and no file opened before the first fetch.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        keep: Path | None = None,
        limits: Limits | None = None,
        world: World | None = None,
    ) -> None:
        """Make a client.

        Args:
            allow_private: Whether private, loopback and other addresses that are not public may be asked.
            keep: The file to keep copies in, for conditional requests; without one nothing is kept. If
                something else stands there it is left alone, and nothing is kept either.
            limits: How far a fetch may go.
            world: Clocks, sleep and name look-up.
        """
        self._allow_private = allow_private
        self._keep = keep
        self._limits = limits or Limits()
        self._world = world or World()
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._is_closed = False

    def fetch(self, url: str) -> Fetched:
        """Return what an address gives.

        Raises:
            InputError: It gives nothing that can be read, or the client was closed; the sentence does not
                name the address.
        """
        return self._opened().fetch(url)

    def ask(self, url: str, condition: Condition | None = None, *, accept: str | None = None) -> Reply:
        """Return what a server answers, refusals too; kept copies play no part in it.

        What fails in passing is tried again only where there is no answer at all.

        Args:
            url: The address.
            condition: What is there of it already: the answer is 304 where nothing is newer.
            accept: The media types that are wanted, as the Accept header has them.

        Raises:
            InputError: There is no answer, its body cannot be read, or robots.txt forbids to ask. The
                sentence does not name the address. `StoppedError` if the client was closed.
        """
        return self._opened().ask(url, condition, accept)

    def close(self) -> None:
        """End what other threads still fetch, and close connections and the file of kept copies."""
        with self._lock:
            self._is_closed = True
            session, self._session = self._session, None
        if session:
            session.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> Session:
        with self._lock:
            if self._is_closed:
                raise stopped()
            if self._session is None:
                from ondit.ingest.web.session import Session

                self._session = Session(self._allow_private, self._keep, self._limits, self._world)
            return self._session
