"""Ondit in a real terminal: started, typed at, read off the screen, copied from and quit, inside tmux."""

from __future__ import annotations

import csv
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ondit_tui import samples

TMUX = shutil.which("tmux")
SECONDS = 120
"""How long is waited for what is to come: it comes at once, unless the machine is very busy."""

pytestmark = pytest.mark.skipif(TMUX is None, reason="there is no tmux here: apt install tmux")


class Terminal:
    """A tmux of its own, with one pane of 80x24 in which Ondit runs.

    Args:
        folder: Where it runs, and where its home is.
        words: What stands behind `ondit`.
    """

    def __init__(self, folder: Path, *words: str | Path) -> None:
        # Apart, as a socket's path may be no longer than some hundred characters.
        self._sockets = tempfile.mkdtemp(prefix="tmux-")
        self._socket, self.ended = Path(self._sockets) / "socket", folder / "ended"
        home = folder / "home"
        home.mkdir()
        environment = {
            **{name: value for name, value in os.environ.items() if name not in ("TMUX", "NO_COLOR")},
            **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), str(home)),
            "LC_ALL": "C.UTF-8",
        }
        command = shlex.join([sys.executable, "-m", "ondit_tui", *map(str, words)])
        self._environment = environment
        self.tmux(
            *("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder)),
            f"{command}; echo $? > {shlex.quote(str(self.ended))}",
        )

    def close(self) -> None:
        """End tmux, with all that runs in it."""
        self.tmux("kill-server")
        shutil.rmtree(self._sockets, ignore_errors=True)

    def tmux(self, *words: str) -> str:
        """Run a command of tmux, and return what it prints."""
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        return done.stdout

    @property
    def screen(self) -> str:
        """What is on the screen now."""
        return self.tmux("capture-pane", "-p")

    def type(self, *keys: str) -> None:
        """Type keys, by tmux's names for them."""
        self.tmux("send-keys", *keys)

    def until(self, *words: str, gone: str = "") -> str:
        """Wait until words are on the screen, and others are not; return the screen."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            shown = self.screen
            if all(word in shown for word in words) and not (gone and gone in shown):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{words} never came:\n{self.screen}")

    def until_copied(self, begin: str) -> str:
        """Wait until tmux holds a text that begins so, and return it."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            copied = self.tmux("save-buffer", "-")
            if copied.startswith(begin):
                return copied
            time.sleep(0.05)
        raise AssertionError(f"{begin} was never copied:\n{self.screen}")

    def until_ended(self) -> str:
        """Wait until Ondit has ended, and return its exit code."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if self.ended.exists() and (code := self.ended.read_text().strip()):
                return code
            time.sleep(0.05)
        raise AssertionError(f"it did not end:\n{self.screen}")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, samples.folder() / "harbour-tunnel")
    try:
        yield opened
    finally:
        opened.close()


def test_it_opens_copies_searches_opens_writes_and_quits(terminal: Terminal, tmp_path: Path) -> None:
    shown = terminal.until("showing all", "? help", "q quit")
    assert len(shown.splitlines()) <= 24
    assert max(map(len, shown.splitlines())) <= 80
    terminal.type("y")
    copied = terminal.until_copied("“")
    terminal.until("tmux's buffer")
    assert " — " in copied
    assert "via " in copied
    words = copied[1 : copied.index("” — ")]
    assert len(copied.splitlines()) == 1 + words.count("\n"), "no line of the screen's ends in it"

    terminal.type("/")
    terminal.until("search")
    terminal.type("-l", "kind:rumour")
    terminal.type("Enter")
    filtered = terminal.until("“kind:rumour”", "rum?")
    assert "showing all" not in filtered
    terminal.type("Enter")
    terminal.until("Esc back")
    terminal.type("Escape")
    terminal.until("/ search")
    terminal.type("Escape")
    terminal.until("showing all")

    terminal.type("?")
    terminal.until("Keys", "type to find")
    terminal.type("Escape")
    terminal.until("showing all", gone="type to find")

    terminal.type("Y")
    terminal.until("the words only", "BibTeX", "Enter copy")
    terminal.type("j", "j", "j", "Enter")
    terminal.until_copied("@article{ondit-")
    terminal.until("showing all", gone="Enter copy")

    terminal.type("x")
    terminal.until("CSV table", "timeline.txt", "Enter write")
    terminal.type("j", "j", "j")
    terminal.until("timeline.csv")
    terminal.type("Enter")
    terminal.until("excerpts as csv to", gone="Enter write")
    with (tmp_path / "timeline.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 50
    assert all(row["hash"].startswith("sha256:") for row in rows)

    terminal.type("q")
    assert terminal.until_ended() == "0"
