"""Who reads an input: this process when its turn comes, or another process or thread ahead of it."""

from __future__ import annotations

import io
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

from ondit.errors import InputError
from ondit.ingest.drafts import Draft, Linked
from ondit.ingest.formats import is_heavy, reader_of_page
from ondit.ingest.inputs import Input, address, trouble
from ondit.ingest.reach import Fetch, Page, Reach
from ondit.model import Problem

FETCHERS = 8
"""Addresses that are fetched at the same time."""
_PATIENCE = 0.2

Found = tuple[Draft | Problem | Linked, int]
"""Something that an input held, and how many bytes of the input are read, as far as that is known."""


class Crew:
    """Reads inputs; what was begun ahead is thrown away at the end of a `with` block.

    Args:
        reach: What may be used.
        shares: Whether pages and PDFs go to other processes.
    """

    def __init__(self, reach: Reach, *, shares: bool) -> None:
        self._reach = reach
        self._shares = shares and reach.jobs > 1
        self._closing = ExitStack()
        self._processes: ProcessPoolExecutor | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._client: Fetch | None = reach.fetch

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for executor in (self._processes, self._threads):
            if executor is not None:
                executor.shutdown(wait=False, cancel_futures=True)
        self._closing.close()

    def begin(self, item: Input | Problem) -> Future[list[Found]] | None:
        """Begin an input ahead of its turn; absent where it is read when its turn comes."""
        if isinstance(item, Problem):
            return None
        if item.place.url is not None:
            return self._fetchers().submit(_gathered, item, self.fetch)
        if self._shares and is_heavy(item.reader):
            return self._readers().submit(_gathered, item)
        return None

    def begin_whole(self, draft: Draft) -> Future[list[Found]] | None:
        """Begin to fetch the article that a draft sums up, where that is wanted."""
        if self._reach.full_text and draft.is_summary and draft.url:
            return self.begin(address(draft.url))
        return None

    def results(self, item: Input, begun: Future[list[Found]] | None) -> Iterator[Found]:
        """Yield what an input holds, waiting for it where it was begun; nothing more once stopped."""
        if begun is None:
            yield from read(item, self.fetch)
            return
        try:
            yield from self._waited_for(begun)
        except BrokenExecutor:
            yield from self._again(item)

    def fetch(self, url: str) -> Page:
        """Get what an address names; raises `InputError` where that cannot be had."""
        if self._client is None:
            from ondit.ingest.web import Client, kept_pages

            client = Client(allow_private=self._reach.allow_private, keep=kept_pages())
            self._closing.callback(client.close)
            self._client = client.fetch
        return self._client(url)

    def _again(self, item: Input) -> Iterator[Found]:
        """Read an input alone in a process of its own, as another one may have brought the first down."""
        self._processes = None
        begun = self._readers().submit(_gathered, item)
        try:
            yield from self._waited_for(begun)
        except BrokenExecutor:
            self._processes = None
            yield item.place.problem("Reading it ended the process that read it.", "Leave it out."), item.size

    def _waited_for(self, begun: Future[list[Found]]) -> list[Found]:
        while not wait([begun], _PATIENCE).done:
            if self._reach.is_stopped():
                return []
        return begun.result()

    def _readers(self) -> ProcessPoolExecutor:
        if self._processes is None:
            context = multiprocessing.get_context("spawn")
            self._processes = ProcessPoolExecutor(self._reach.jobs, context, _ignore_interrupts)
        return self._processes

    def _fetchers(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(FETCHERS, "ondit-fetch")
        return self._threads


def read(item: Input, fetch: Fetch) -> Iterator[Found]:
    """Yield what an input holds; what is wrong with it as a whole is one problem."""
    try:
        if item.place.url is not None:
            yield from ((found, 0) for found in _fetched(item, fetch))
            return
        with item.open() as stream:
            for found in item.reader(stream, item.place):
                yield found, stream.tell() if item.size else 0
    except InputError as error:
        yield item.place.problem(error.what, error.hint), item.size
    except OSError as error:
        yield item.place.problem(*trouble(error)), item.size


def _fetched(item: Input, fetch: Fetch) -> Iterator[Draft | Problem | Linked]:
    page = fetch(item.place.url or "")
    place = replace(item.place, url=page.url, charset=page.charset)
    yield from reader_of_page(page.media_type, page.url)(io.BytesIO(page.data), place)


def _gathered(item: Input, fetch: Fetch | None = None) -> list[Found]:
    return list(read(item, fetch or _unreachable))


def _unreachable(url: str) -> Page:
    raise InputError("It cannot be fetched from here.", f"Name {url} itself.")


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
