"""The command line on a real terminal: the dashboard opens, takes keys and leaves."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from conftest import unmeasured
from loopback import Loopback
from ondit.collection import story_of
from ondit.model import Article, Source
from ondit.store import last_used, open_store, remember

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

PATIENCE = 60


class Terminal:
    """A program on a pseudo-terminal of 80 by 24."""

    def __init__(self, home: Path, *words: str, stdin: Path | None = None, lead: str | None = None) -> None:
        from fcntl import ioctl
        from struct import pack
        from termios import TIOCSWINSZ

        self.master, slave = pty.openpty()
        ioctl(slave, TIOCSWINSZ, pack("HHHH", 24, 80, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "HOME": str(home), "XDG_STATE_HOME": str(home)}
        source = stdin.open("rb") if stdin else None
        self.process = subprocess.Popen(
            [sys.executable, "-c", lead or LEAD, *words],
            stdin=source or slave, stdout=slave, stderr=slave, env=env, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        if source:
            source.close()
        self.seen = b""

    def wait_for(self, text: bytes) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.master], [], [], 0.2)[0]:
                self.seen += os.read(self.master, 65536)

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def leave(self) -> int:
        """Read on until the program has ended, and return its exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.master, 65536)
                except OSError:
                    break
        os.close(self.master)
        return self.process.wait(PATIENCE)


LEAD = """
import fcntl, sys, termios
fcntl.ioctl(1, termios.TIOCSCTTY, 0)
from ondit_tui.cli import main
main()
"""
"""Makes the pseudo-terminal the one that /dev/tty is, then runs the program."""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    row = {
        "text": "Corvale will open a pump works in Ostrava, its chief executive Ana Reis said on Monday.",
        "source": "The Ledger",
        "published": "2025-03-03",
        "language": "en",
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_q_leaves_at_once_while_matching_goes_on(news: Path, tmp_path: Path) -> None:
    lead = LEAD.replace(
        "main()",
        "import time\n"
        "from ondit.matching.story import Matcher\n"
        "assert Matcher.match\n"
        "Matcher.match = lambda *_: time.sleep(600)\n"
        "main()",
    )
    terminal = Terminal(tmp_path, str(news), lead=lead)
    terminal.wait_for(b"matching 1 sentence")
    terminal.type(b"q")
    assert terminal.leave() == 0
    assert b"Traceback" not in terminal.seen


def test_articles_from_a_pipe_leave_the_keys_to_the_terminal(news: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-", stdin=news)
    terminal.wait_for(b"Corvale")
    terminal.type(b"q")
    assert terminal.leave() == 0
    assert b"Traceback" not in terminal.seen


def test_the_dashboard_shows_what_comes_in_and_q_leaves_it_while_a_feed_is_asked(
    news: Path, tmp_path: Path
) -> None:
    is_asked, may_answer = Event(), Event()

    def hang(_: BaseHTTPRequestHandler) -> None:
        is_asked.set()
        may_answer.wait(PATIENCE)

    store, folder = tmp_path / "s.ondit", tmp_path / "folder"
    folder.mkdir()
    (folder / news.name).write_bytes(news.read_bytes())
    with Loopback() as server:
        feed = server.does("/rss", hang)
        terminal = Terminal(
            tmp_path,
            "watch",
            "--store",
            str(store),
            feed,
            str(folder),
            str(tmp_path / "no"),
            "--allow-private",
        )
        terminal.wait_for(b"There is no article yet.")
        terminal.wait_for(b"watching 2")
        terminal.wait_for(b"Corvale")
        assert is_asked.wait(PATIENCE)
        terminal.type(b"q")
        assert terminal.leave() == 0
        may_answer.set()
    assert b"Traceback" not in terminal.seen


def test_a_first_run_asks_what_to_look_at_opens_it_and_keeps_it(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    first = Terminal(tmp_path)
    first.wait_for(b"Nothing is kept yet.")
    first.type(b"a")
    first.wait_for(b"rticles/")
    first.type(str(news).encode() + b"\r")
    first.wait_for(b"Corvale")
    first.type(b"q")
    assert first.leave() == 0
    assert b"Traceback" not in first.seen
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = last_used()
    assert kept
    with open_store(kept) as store:
        assert [article.source.value for article in store.articles()] == ["The Ledger"]


def hung_up(terminal: Terminal) -> int:
    """Take the terminal away, and return the exit code of what ran on it."""
    os.close(terminal.master)
    return terminal.process.wait(PATIENCE)


def test_a_terminal_that_hangs_up_ends_the_dashboard(news: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, str(news))
    terminal.wait_for(b"Corvale")
    assert hung_up(terminal) == 129


def test_where_hang_ups_are_ignored_the_dashboard_ends_once_its_terminal_is_gone(
    news: Path, tmp_path: Path
) -> None:
    """As `nohup` has it: no signal tells of the end."""
    ignoring = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    terminal = Terminal(tmp_path, str(news), lead=ignoring + LEAD)
    terminal.wait_for(b"Corvale")
    terminal.process.send_signal(signal.SIGHUP)
    terminal.type(b"?")
    terminal.wait_for(b"Keys and signs")
    assert hung_up(terminal) == 129


def test_a_dashboard_that_is_asked_to_end_leaves_the_terminal_as_it_was(news: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, str(news))
    terminal.wait_for(b"Corvale")
    terminal.process.terminate()
    assert terminal.leave() == 143
    assert b"\x1b[?1049l" in terminal.seen
    assert b"Traceback" not in terminal.seen


SLOW = """
import os, time
from pathlib import Path

class Keep:
    def __call__(self, place, report):
        Path(place).with_name("pid").write_text(str(os.getpid()))
        time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self").exists()


def test_a_terminal_that_hangs_up_while_a_store_is_brought_up_to_date_loses_nothing_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, pid = tmp_path / "s.ondit", tmp_path / "pid"
    with open_store(store) as fresh:
        fresh.add(
            [Article("a", "The council will open a hall in June, its mayor said.", Source("A", "path"))]
        )
    (tmp_path / "slow_keep.py").write_text(SLOW, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, sys.path)]))
    lead = LEAD.replace(
        "main()", "import slow_keep\nfrom ondit_tui import keeping\nkeeping.Keep = slow_keep.Keep\nmain()"
    )
    terminal = Terminal(tmp_path, "--store", str(store), lead=lead)
    end = time.monotonic() + PATIENCE
    while not (pid.exists() and pid.read_text(encoding="ascii")):
        assert time.monotonic() < end
        if select.select([terminal.master], [], [], 0.1)[0]:
            os.read(terminal.master, 65536)
    assert hung_up(terminal) == 129
    while is_alive(int(pid.read_text(encoding="ascii"))):
        assert time.monotonic() < end
        time.sleep(0.1)
    with open_store(store) as kept:
        assert [article.id for article in kept.articles()] == ["a"]


NOT_TO_PAINT = {
    "lxml", "multiprocessing", "numba", "numpy", "pydantic", "rapidfuzz", "tomllib", "typer",
    "ondit.ingest", "ondit.pipeline", "ondit.whole",
    "ondit_tui.clipboard", "ondit_tui.screens.claims", "ondit_tui.screens.filter_box",
    "ondit_tui.screens.finding", "ondit_tui.screens.first", "ondit_tui.screens.opened",
    "ondit_tui.screens.saving_box", "ondit_tui.screens.view", "ondit_tui.screens.watched",
    "ondit_tui.watch", "ondit_tui.ways",
}  # fmt: skip
"""What is not imported until the timeline of a store is painted, nor until what needs it is asked for."""


@unmeasured
def test_the_store_used_last_is_opened_without_what_only_a_command_line_or_another_screen_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    store = tmp_path / "s.ondit"
    with open_store(store) as fresh:
        fresh.add(
            [Article("a", "The council will open a hall in June, its mayor said.", Source("A", "path"))]
        )
        story_of(fresh)
    remember(store)
    lead = LEAD.replace("ondit_tui.cli", "ondit_tui.__main__").replace(
        "main()",
        "import atexit, json, pathlib\n"
        f"found = pathlib.Path({str(tmp_path / 'found.json')!r})\n"
        "atexit.register(lambda: found.write_text(json.dumps(list(sys.modules))))\n"
        "main()",
    )
    terminal = Terminal(tmp_path, lead=lead)
    terminal.wait_for(b"showing all 1 entry")
    terminal.wait_for("▌".encode())
    terminal.type(b"jq")
    assert terminal.leave() == 0
    modules = set(json.loads((tmp_path / "found.json").read_text(encoding="ascii")))
    assert "ondit_tui.screens.dashboard" in modules
    assert not NOT_TO_PAINT & modules
