"""A network, clocks and a keeper that tests of watching move as they like."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from kept_in_memory import Memory
from ondit.ingest.web import Condition, Reply, StoppedError
from ondit.model import Article
from ondit.watch import Event
from ondit.watch.rounds import Rounds
from ondit.watch.sources import FeedSource, FolderSource, Outside, Settle, Source

START = 1_716_984_000.0
TARN = "https://tarn.example/feed"
ORBIT = "https://orbit.example/feed"
TEXT = "Nerio told of its new lens at some length on Tuesday, and of nothing else."


def feed(*numbers: int) -> bytes:
    items = "".join(
        f"<item><title>Story {number}</title><link>https://harbour.example/{number}</link>"
        f"<description>{TEXT}</description></item>"
        for number in numbers
    )
    return f"<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>".encode()


def reply(data: bytes = b"", status: int = 200, wait: float = 0) -> Reply:
    return Reply("", status, {}, data, "application/rss+xml", None, wait, is_moved=False)


Answer = Reply | Exception


class World:
    """A network, a clock on the wall, one that only goes forward, and what a watcher did with them."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, float]] = []
        self.clock = 50.0
        self.wall = START
        self.events: list[Event] = []
        self.kept: list[Article] = []
        self.refuses: Exception | None = None
        self.keeper = Memory()
        self.waiting: list[tuple[Future[Settle], Callable[[], Settle]]] | None = None
        self.stop = threading.Event()
        self.listens = False
        self.listened: list[str] = []

    def ask(self, url: str, condition: Condition | None = None, *, accept: str | None = None) -> Reply:
        self.asked.append((url, self.clock))
        answers = self.answers[url]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return Reply(url, answer.status, answer.headers, answer.data, "", None, answer.wait, is_moved=False)

    def listen(self, folder: str, ring: Callable[[], object], stop: threading.Event) -> None:
        self.listened.append(folder)
        if self.listens:
            stop.wait()

    def keep(self, articles: Sequence[Article]) -> None:
        if self.refuses:
            raise self.refuses
        self.kept += articles

    def submit(self, work: Callable[[], Settle]) -> Future[Settle]:
        future: Future[Settle] = Future()
        if self.waiting is None:
            done(future, work)
        else:
            self.waiting.append((future, work))
        return future

    def rounds(self, *given: str) -> Rounds:
        outside = Outside(
            self.ask, None, self.listen, lambda: self.wall, lambda: self.clock, lambda: 0.0, self.stop
        )
        sources: list[Source] = [
            FeedSource(one, outside) if "://" in one else FolderSource(one, outside) for one in given
        ]
        made = Rounds(
            sources,
            keeper=self.keeper,
            keep=self.keep,
            report=self.events.append,
            outside=outside,
            submit=self.submit,
            wake=bool,
        )
        made.recall()
        return made

    def pass_by(self, rounds: Rounds, seconds: float) -> None:
        """Let time pass, and have the rounds take their turns as they ask for."""
        end = self.clock + seconds
        for _ in range(10_000):
            wait = rounds.turn()
            if wait is None or self.clock + wait > end:
                self.wall, self.clock = self.wall + end - self.clock, end
                return
            self.wall, self.clock = self.wall + wait, self.clock + wait
        raise AssertionError("it hammers")

    def times(self, url: str) -> list[float]:
        return [at - 50 for asked, at in self.asked if asked == url]

    def kinds(self, source: str | None = None) -> list[str]:
        return [event.kind for event in self.events if source in {None, event.source}]


def done(future: Future[Settle], work: Callable[[], Settle]) -> None:
    try:
        future.set_result(work())
    except StoppedError as error:
        future.set_exception(error)
