"""The watcher in its thread, on a real server and real folders."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kept_in_memory import Memory
from loopback import Loopback
from ondit.model import Article
from ondit.watch import Event, Surroundings, Watcher

PATIENCE = 20.0
STORY = "Nerio told of its new lens at some length on Tuesday, and of nothing else."


def feed(*numbers: int) -> str:
    items = "".join(
        f"<item><title>Story {number}</title><link>https://harbour.example/{number}</link></item>"
        for number in numbers
    )
    return f"<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>"


class Desk:
    """Takes what a watcher gives, and waits for it."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.events: list[Event] = []
        self.threads: set[threading.Thread] = set()
        self._changed = threading.Condition()

    def keep(self, articles: Sequence[Article]) -> None:
        self.threads.add(threading.current_thread())
        self.articles += articles

    def report(self, event: Event) -> None:
        self.threads.add(threading.current_thread())
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def wait_for(self, kind: str, count: int = 1) -> list[Event]:
        def found() -> list[Event]:
            return [event for event in self.events if event.kind == kind]

        with self._changed:
            assert self._changed.wait_for(lambda: len(found()) >= count, PATIENCE), self.events
        return found()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def watcher(desk: Desk, *sources: str, **around: object) -> Watcher:
    surroundings = Surroundings(**around)  # type: ignore[arg-type]
    return Watcher(
        sources, desk.keep, desk.report, keeper=Memory(), allow_private=True, surroundings=surroundings
    )


def hasty(speed: float) -> dict[str, Callable[[], float]]:
    """Return clocks that go so much faster than time does."""
    start = time.monotonic()
    return {
        "clock": lambda: (time.monotonic() - start) * speed,
        "now": lambda: 1e9 + (time.monotonic() - start) * speed,
    }


def test_feeds_and_folders_flow_in_through_one_thread(server: Loopback, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    urls = [server.page("/one", feed(1)), server.page("/two", feed(2))]
    broken = server.page("/three", "<!doctype html><p>Sign in.</p>")
    with watcher(desk, *urls, broken, str(tmp_path), urls[0], listen=lambda *_: None) as running:
        new = desk.wait_for("new", 3)
        failing = desk.wait_for("failing")
        assert [one.source for one in running.states()] == [*urls, broken, str(tmp_path)]
    assert {event.source for event in new} == {*urls, str(tmp_path)}
    assert {article.title for article in desk.articles} == {"Story 1", "Story 2", None}
    assert [(event.source, event.good) for event in failing] == [(broken, None)]
    assert len(desk.threads) == 1
    assert threading.current_thread() not in desk.threads
    assert server.count("/one") == 1
    assert not running.is_running


def test_a_change_in_a_folder_is_found_without_looking_for_it(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    (tmp_path / "a.txt").write_text(STORY)
    with watcher(desk, str(tmp_path)):
        desk.wait_for("new")
        (tmp_path / "b.txt").write_text("Another story.")
        desk.wait_for("new", 2)
    assert [article.text for article in desk.articles] == [STORY, "Another story."]


def test_pause_resume_and_a_turn_that_is_wanted(server: Loopback, desk: Desk) -> None:
    url = server.page("/feed", feed(1))
    made = watcher(desk, url, clock=lambda: 0.0, now=iter(range(0, 10**9, 100)).__next__)
    made.pause()
    with made as running:
        running.poll_now()
        time.sleep(0.2)
        assert (running.is_paused, server.count("/feed")) == (True, 0)
        running.resume()
        desk.wait_for("new")
        server.page("/feed", feed(2, 1))
        running.poll_now(url)
        assert [article.title for article in desk.wait_for("new", 2)[1].articles] == ["Story 2"]


def test_time_passes_by_the_clocks_that_are_handed_in(server: Loopback, desk: Desk) -> None:
    url = server.page("/feed", feed(1))

    def rest(wake: threading.Event, seconds: float | None) -> None:
        wake.wait(None if seconds is None else seconds / 2000)

    with watcher(desk, url, rest=rest, **hasty(2000)):
        desk.wait_for("new")
        server.page("/feed", feed(2, 1))
        desk.wait_for("new", 2)
        server.page("/feed", status=410)
        desk.wait_for("gone")


def test_a_server_that_never_ends_does_not_hold_up_the_end(server: Loopback, desk: Desk) -> None:
    asked = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        asked.set()
        for _ in range(600):
            handler.wfile.write(b"<!-- -->")
            time.sleep(0.1)

    url = server.does("/feed", drip)
    running = watcher(desk, url)
    running.start()
    assert asked.wait(PATIENCE)
    began = time.monotonic()
    running.stop()
    assert time.monotonic() - began < PATIENCE
    assert not running.is_running
    assert desk.events == []


def test_it_may_be_stopped_by_what_it_calls(server: Loopback, desk: Desk) -> None:
    ended = threading.Event()

    def report(event: Event) -> None:
        running.stop()
        ended.set()

    running = Watcher([server.page("/feed", feed(1))], desk.keep, report, keeper=Memory(), allow_private=True)
    running.start()
    assert ended.wait(PATIENCE)
    running.stop()
    assert not running.is_running


def test_it_may_be_stopped_before_it_began(desk: Desk) -> None:
    running = watcher(desk, "https://tarn.example/feed")
    running.stop()
    running.stop()
    assert not running.is_running


def test_what_ends_it_is_told_at_the_end(server: Loopback, desk: Desk) -> None:
    def report(event: Event) -> None:
        raise KeyError(event.kind)

    running = Watcher([server.page("/feed", feed(1))], desk.keep, report, keeper=Memory(), allow_private=True)
    running.start()
    running._thread.join(PATIENCE)
    assert not running.is_running
    with pytest.raises(KeyError, match="new"):
        running.stop()


def test_what_belongs_to_the_thread_is_opened_and_closed_by_it(server: Loopback, desk: Desk) -> None:
    opened: list[threading.Thread] = []
    database: list[sqlite3.Connection] = []

    @contextmanager
    def within() -> Iterator[None]:
        opened.append(threading.current_thread())
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE TABLE kept (title TEXT)")
            database.append(connection)
            yield
            assert connection.execute("SELECT title FROM kept").fetchall() == [("Story 1",)]
        opened.append(threading.current_thread())

    def keep(articles: Sequence[Article]) -> None:
        database[0].execute("INSERT INTO kept VALUES (?)", (articles[0].title,))

    running = Watcher(
        [server.page("/feed", feed(1))],
        keep,
        desk.report,
        keeper=Memory(),
        allow_private=True,
        within=within,
    )
    with running:
        desk.wait_for("new")
    assert opened == [running._thread] * 2


def test_a_private_address_is_not_asked_unless_it_may_be(server: Loopback, desk: Desk) -> None:
    with Watcher([server.page("/feed", feed(1))], desk.keep, desk.report, keeper=Memory()):
        (failing,) = desk.wait_for("failing")
    assert failing.fault is not None
    assert "private network" in failing.fault.what
    assert server.requests == []


def test_watching_loads_neither_the_terminal_nor_what_it_may_not_need() -> None:
    code = (
        "import sys, ondit.watch;"
        "print([name for name in ('watchfiles', 'httpcore', 'textual', 'numba') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


def test_a_feed_that_is_forgotten_while_it_is_watched_is_asked_no_more(server: Loopback, desk: Desk) -> None:
    urls = [server.page("/one", feed(1)), server.page("/two", feed(2))]
    with watcher(desk, *urls, **hasty(1000.0)) as running:
        desk.wait_for("new", 2)
        assert running.forget(urls[0])
        count = server.count("/one")
        now = server.count("/two")
        end = time.monotonic() + PATIENCE
        while server.count("/two") < now + 2 and time.monotonic() < end:
            running.poll_now()
            time.sleep(0.01)
        assert server.count("/two") >= now + 2
        assert [one.source for one in running.states()] == [urls[1]]
    assert server.count("/one") <= count + 1  # one that was going on


def test_nothing_listens_any_more_that_began_as_it_was_stopped(desk: Desk, tmp_path: Path) -> None:
    is_stopping, stops = threading.Event(), []

    @contextmanager
    def opening() -> Iterator[None]:
        assert is_stopping.wait(PATIENCE)
        yield

    def listen(_: str, __: Callable[[], object], stop: threading.Event) -> None:
        stops.append(stop)

    running = Watcher(
        [str(tmp_path)],
        desk.keep,
        desk.report,
        keeper=Memory(),
        within=opening,
        surroundings=Surroundings(listen=listen),
    )
    running.start()
    threading.Timer(0.2, is_stopping.set).start()
    running.stop()
    time.sleep(0.1)
    assert all(stop.is_set() for stop in stops)
