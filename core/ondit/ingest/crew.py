"""Who reads an input: this process when its turn comes, or another process or thread ahead of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import replace
from threading import Lock
from types import TracebackType

from ondit.errors import InputError
from ondit.ingest.drafts import Draft, Linked
from ondit.ingest.formats import is_heavy, reader_of_page
from ondit.ingest.inputs import Input, address, trouble
from ondit.ingest.leaving import PATIENCE, LeftError, opened
from ondit.ingest.reach import Fetch, Page, Reach
from ondit.ingest.readers import Readers
from ondit.model import Problem

FETCHERS = 8
"""Addresses that are fetched at the same time."""

Found = tuple[Draft | Problem | Linked, int]
"""Something that an input held, and how many bytes of the input are read, as far as that is known."""


class Crew:
    """Reads inputs; what was begun ahead is thrown away at the end of a `with` block.

    Processes are gone behind it. A thread may be at a fetch still, if that does not end when its client is
    closed.

    Args:
        reach: What may be used.
        shares: Whether pages and PDFs go to other processes.
    """

    def __init__(self, reach: Reach, *, shares: bool) -> None:
        self._reach = reach
        self._shares = shares and reach.jobs > 1
        self._closing = ExitStack()
        self._readers: Readers | None = None
        self._lone: Readers | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._client: Fetch | None = reach.fetch
        self._making = Lock()

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)
        with self._making:
            self._client = _unreachable
        for readers in (self._readers, self._lone):
            if readers:
                self._closing.callback(readers.close)
        self._closing.close()

    def begin(self, item: Input | Problem) -> Future[list[Found]] | None:
        """Begin an input ahead of its turn; absent where it is read when its turn comes."""
        if isinstance(item, Problem) or self._reach.is_stopped():
            return None
        if item.place.url is not None:
            return self._fetchers().submit(_gathered, item, self.fetch)
        if self._shares and item.size and is_heavy(item.reader):
            return self._shared(item)
        return None

    def begin_whole(self, draft: Draft) -> Future[list[Found]] | None:
        """Begin to fetch the article that a draft sums up, where that is wanted."""
        if self._reach.full_text and draft.is_summary and draft.url:
            return self.begin(address(draft.url))
        return None

    def results(self, item: Input, begun: Future[list[Found]] | None) -> Iterator[Found]:
        """Yield what an input holds, waiting for it where it was begun.

        Once stopped, nothing more of what is read here, and only what is done already of what was begun.
        """
        if begun is None:
            if not self._reach.is_stopped():
                yield from read(item, self.fetch, self._reach.is_stopped)
            return
        try:
            found = self._waited_for(begun)
        except BrokenExecutor:
            found = self._again(item)
        yield from found

    def fetch(self, url: str) -> Page:
        """Get what an address names; raises `InputError` where that cannot be had."""
        with self._making:
            if self._client is None:
                from ondit.ingest.web import Client, kept_pages

                client = Client(allow_private=self._reach.allow_private, keep=kept_pages())
                self._closing.callback(client.close)
                self._client = client.fetch
            fetch = self._client
        return fetch(url)

    def _shared(self, item: Input) -> Future[list[Found]] | None:
        """Hand an input to another process; absent where the system gives none."""
        try:
            self._readers = _sound(self._readers, self._reach.jobs)
            return self._readers.begin(_gathered, item)
        except (OSError, NotImplementedError):
            self._shares = False
            return None

    def _again(self, item: Input) -> list[Found]:
        """Read an input alone in a process, as another one may have brought the first down.

        Where a process cannot even idle (a script whose main module starts its work on import), it is not
        the input's fault: it is read here, and so are those that follow.
        """
        lone = self._idling(item) if self._shares else None
        if lone is None:
            self._shares = False
            return list(read(item, self.fetch, self._reach.is_stopped))
        try:
            return self._waited_for(lone.begin(_gathered, item))
        except (BrokenExecutor, OSError):
            problem = item.place.problem("Reading it ended the process that read it.", "Leave it out.")
            return [(problem, item.size)]

    def _idling(self, item: Input) -> Readers | None:
        """Return a process that reads one input at a time; absent where none comes about."""
        if self._lone and not self._lone.is_broken:
            return self._lone
        try:
            self._lone = _sound(self._lone, 1)
            self._waited_for(self._lone.begin(_idle, item))
        except (BrokenExecutor, OSError):
            return None
        return self._lone

    def _waited_for(self, begun: Future[list[Found]]) -> list[Found]:
        while not begun.done():
            if self._reach.is_stopped():
                return []
            wait([begun], PATIENCE)
        return begun.result()

    def _fetchers(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(FETCHERS, "ondit-fetch")
        return self._threads


def read(item: Input, fetch: Fetch, is_stopped: Callable[[], bool]) -> Iterator[Found]:
    """Yield what an input holds; what is wrong with it as a whole is one problem.

    Once stopped, it may end early; nothing is told of that.
    """
    try:
        if item.place.url is not None:
            yield from ((found, 0) for found in _fetched(item, fetch))
            return
        with opened(item, is_stopped) as stream:
            for found in item.reader(stream, item.place):
                yield found, stream.tell() if item.size else 0
    except LeftError:
        return
    except InputError as error:
        yield item.place.problem(error.what, error.hint), item.size
    except OSError as error:
        yield item.place.problem(*trouble(error)), item.size


def _sound(readers: Readers | None, jobs: int) -> Readers:
    """Return readers that can be given work: these, or others where these are broken."""
    if readers and not readers.is_broken:
        return readers
    if readers:
        readers.close()
    return Readers(jobs)


def _fetched(item: Input, fetch: Fetch) -> Iterator[Draft | Problem | Linked]:
    page = fetch(item.place.url or "")
    place = replace(item.place, url=page.url, charset=page.charset, accessed=page.accessed)
    yield from reader_of_page(page.media_type, page.url)(io.BytesIO(page.data), place)


def _gathered(item: Input, fetch: Fetch | None = None) -> list[Found]:
    return list(read(item, fetch or _unreachable, Reach().is_stopped))


def _idle(item: Input) -> list[Found]:  # noqa: ARG001 - work is done on an input
    return []


def _unreachable(url: str) -> Page:
    raise InputError("It cannot be fetched any more.", f"Name {url} itself.")
