"""`ondit watch`: what is named is remembered, and what happens is told, on a terminal and without one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from loopback import Loopback
from ondit.errors import OnditError, UsageError
from ondit.model import Article, Problem, Source
from ondit.store import open_store
from ondit.watch import Event
from ondit_tui import cli, naming
from ondit_tui import watch as watch_module
from ondit_tui.printing import line_of
from ondit_tui.watch import Standing, StoreWatch, of_store

PATIENCE = 60
LEAD = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from ondit_tui.cli import main
main()
"""
FEED = "https://quay.example/rss"
TEXT = "Corvale will open a pump works in Ostrava, its chief executive Ana Reis said on Monday."

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own store out of it, and stand in a folder of the test's own."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    def call(*words: str) -> Result:
        return CliRunner().invoke(cli.app, ["watch", *words])

    return call


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "s.ondit"


class Going:
    """`ondit watch` in a process of its own, without a terminal."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", LEAD, "watch", *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def wait_for(self, words: str) -> str:
        """Wait for a line that holds some words, and return it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            found = [line for line in list(self.lines) if words in line]
            if found:
                return found[0]
            time.sleep(0.05)
        self.process.kill()
        raise AssertionError(f"{self.lines} {self.process.stderr and self.process.stderr.read()}")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe
            pipe.close()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def going() -> Iterator[Callable[..., Going]]:
    all_of_them: list[Going] = []

    def start(*words: str) -> Going:
        all_of_them.append(Going(*words))
        return all_of_them[-1]

    yield start
    for one in all_of_them:
        one.close()


def test_a_store_that_watches_nothing_says_so_and_is_not_made(run: Run, store: Path) -> None:
    result = run("--store", str(store))
    assert result.exit_code == 2
    assert result.stderr == (
        f"The store {store} watches nothing yet. Name feeds and folders: `ondit watch URL FOLDER`.\n"
    )
    assert not store.exists()


def test_a_file_of_a_watched_folder_is_a_line_and_goes_into_the_store(
    going: Callable[..., Going], store: Path, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    row = {"text": TEXT, "source": "The Ledger", "language": "en", "title": "Pumps\tin Ostrava"}
    (tmp_path / "news" / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    watch = going("--store", str(store), "news", "nothere")
    when, source, what = watch.wait_for("new article").rstrip("\n").split("\t")
    assert when[:2] == "20"
    assert "T" in when
    assert source == str(tmp_path / "news")
    assert what == "1 new article: “Pumps in Ostrava”"
    if sys.platform != "win32":
        assert watch.interrupt() == 0
        assert watch.process.stderr
        told = watch.process.stderr.read()
        assert "nothere: There is no such file or folder." in told
        assert "Stopping; what came in is kept." in told
        assert "Traceback" not in told
    assert naming.watched(store) == [str(tmp_path / "news")]
    with open_store(store) as opened:
        assert [article.text for article in opened.articles()] == [TEXT]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no ctrl+c to send")
def test_a_feed_that_fails_is_a_line_and_ctrl_c_ends_it_at_once_while_another_is_asked(
    going: Callable[..., Going], store: Path
) -> None:
    is_asked, may_answer = threading.Event(), threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        is_asked.set()
        may_answer.wait(PATIENCE)

    with Loopback() as server:
        broken, slow = server.page("/broken", "No feed.", status=500), server.does("/slow", hang)
        watch = going("--store", str(store), broken, slow, "--allow-private")
        assert "\tfailing, never read yet: " in watch.wait_for("/broken\t")
        assert is_asked.wait(PATIENCE)
        before = time.monotonic()
        assert watch.interrupt() == 0
        assert time.monotonic() - before < PATIENCE / 2
        may_answer.set()


def test_what_is_named_is_remembered_once_folders_absolutely_and_lists_by_their_feeds(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    outline = f'<outline xmlUrl="{FEED}"/><outline xmlUrl="https://tarn.example/rss"/>'
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outline}</body></opml>", encoding="utf-8")
    assert naming.remember(store, ["feeds.opml", "news", FEED]) == []
    assert naming.remember(store, ["news/", "../" + tmp_path.name + "/news"]) == []
    assert naming.watched(store) == [FEED, "https://tarn.example/rss", str(tmp_path / "news")]


def test_where_nothing_that_was_named_is_there_nothing_is_watched(run: Run, store: Path) -> None:
    result = run("--store", str(store), "nothere", "quay.example/rss", "gone.opml")
    assert result.exit_code == 3
    assert result.stderr.count("There is no such file or folder.") == 3
    assert "an address begins with https://" in result.stderr
    assert not store.exists()


def test_standard_input_cannot_be_watched(run: Run, store: Path) -> None:
    result = run("--store", str(store), "-", FEED)
    assert (result.exit_code, store.exists()) == (2, False)
    assert "Standard input cannot be watched." in result.stderr


def test_what_is_forgotten_is_watched_no_more(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    naming.remember(store, ["https://me:secret@quay.example/rss", "news"])
    assert naming.forget(store, "news/") == str(tmp_path / "news")
    unknown = run("--store", str(store), "--forget", "https://quay.example/atom")
    assert unknown.exit_code == 2
    assert "does not watch “https://quay.example/atom”" in unknown.stderr
    assert "It watches https://quay.example/rss." in unknown.stderr
    last = run("--store", str(store), "--forget", FEED)
    assert last.exit_code == 0
    assert last.stderr == f"{FEED} is watched no more.\nThe store {store} watches nothing any more.\n"
    assert naming.watched(store) == []


def test_the_store_used_last_is_the_one_that_watches(run: Run, store: Path) -> None:
    from ondit.store import remember

    naming.remember(store, [FEED])
    remember(store)
    assert run("--forget", FEED).exit_code == 0
    assert naming.watched(store) == []


def test_a_filter_that_makes_no_sense_ends_it_before_anything_is_remembered(run: Run, store: Path) -> None:
    assert run("--store", str(store), FEED, "--from", "2024-13").exit_code == 2
    assert run("--store", str(store), FEED, "--search", "kind:").exit_code == 2
    assert not store.exists()


def test_a_line_has_time_source_and_what_whatever_the_title_holds() -> None:
    article = Article("a", TEXT, Source("Quay", "metadata"), title="Pumps\n\x1b[31m" + "o" * 200)
    new = line_of(Event("new", FEED, 0.0, articles=(article,) * 5))
    assert new.count("\t") == 2
    assert new.count("Pumps") == 3
    assert new.endswith(", …")
    assert "\n" not in new
    assert "\x1b" not in new
    fault = Problem(FEED, None, "It is gone.", "Watch another.")
    changed = line_of(Event("new", FEED, 0.0, articles=(article,), changed=(article,) * 2))
    assert changed.split("\t")[2].startswith("1 new article: “")
    assert "; 2 changed pages: “" in changed
    assert line_of(Event("gone", FEED, 0.0, fault=fault)).endswith(
        "\tgone, never read yet: It is gone. Watch another."
    )
    assert line_of(Event("failing", FEED, 0.0, fault=fault, good=0.0)).split("last read ")[1][:4] in (
        "1969",
        "1970",
    )
    assert line_of(Event("recovered", FEED, 0.0)).endswith("\tworks again")
    unread = Event("unread", FEED, 0.0, problems=(Problem(FEED, 3, "Line 3 is none.", "Mend it."),))
    assert line_of(unread).endswith("\tLine 3 is none.")


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_watching_of_a_store_pauses_asks_forgets_and_ends(store: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    naming.remember(store, list(map(str, folders)))
    events: list[Event | None] = []
    watch = of_store(store, allow_private=False, full_text=False)
    assert list(watch.standings()) == []
    watch.pause(is_paused=True)
    watch.start(events.append)
    until(lambda: len(watch.standings()) == 2)
    (folders[0] / "a.txt").write_text(TEXT, encoding="utf-8")
    assert [standing.given for standing in watch.standings()] == list(map(str, folders))
    watch.pause(is_paused=False)
    watch.ask()
    until(lambda: any(event and event.articles for event in events))
    watch.forget(str(folders[0]))
    until(lambda: [one.given for one in watch.standings()] == [str(folders[1])])
    watch.forget(str(folders[1]))
    until(lambda: watch.fault is not None)
    assert isinstance(watch.fault, UsageError)
    assert events[-1] is None
    watch.stop()
    assert watch.has_ended(PATIENCE)


def test_a_store_that_cannot_be_watched_is_a_fault_that_is_told(store: Path) -> None:
    store.write_text("no store", encoding="utf-8")
    told = threading.Event()
    watch = of_store(store, allow_private=False, full_text=False)
    watch.start(lambda _: told.set())
    assert told.wait(PATIENCE)
    assert isinstance(watch.fault, OnditError)
    assert "is not a store" in watch.fault.what
    watch.stop()
    assert watch.has_ended(PATIENCE)


def test_a_watcher_that_ends_by_itself_is_a_fault_that_is_told(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        is_running = False

        def start(self) -> None:
            """Begin, and end at once."""

        def resume(self) -> None:
            """Go on."""

        def stop(self) -> None:
            raise LookupError("nobody knows")

    monkeypatch.setattr(watch_module, "SECONDS_BETWEEN", 0.01)
    watch = StoreWatch(store, lambda _: (Broken(), []))  # type: ignore[arg-type, return-value]
    watch.start(bool)
    until(lambda: watch.fault is not None)
    assert watch.fault
    assert watch.fault.what == "The watching has ended by a fault of Ondit's: LookupError."
    watch.stop()
    assert watch.has_ended(PATIENCE)


def test_a_standing_names_its_source_as_it_may_be_shown(store: Path) -> None:
    naming.remember(store, ["https://me:secret@quay.example/rss"])
    watch = of_store(store, allow_private=False, full_text=False)
    watch.pause(is_paused=True)
    watch.start(bool)
    until(lambda: bool(watch.standings()))
    (standing,) = watch.standings()
    watch.stop()
    assert isinstance(standing, Standing)
    assert "secret" in standing.given
    assert standing.state.source == FEED
    assert watch.has_ended(PATIENCE)


def test_a_name_that_no_file_can_have_is_told(store: Path) -> None:
    (problem,) = naming.remember(store, [f"a{os.sep}\0b"])
    assert problem.what == "There is no such file or folder."
