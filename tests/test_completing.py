"""Shells are told how words go on: at once, and nothing that a shell could take for its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ondit.model import Article, Source
from ondit.store import open_store, remember
from ondit.store.glance import outlets, watched
from ondit_tui import cli

Ask = Callable[..., list[str]]

SLOW = ("asyncio.events", "duckdb", "httpx", "lxml", "numba", "numpy", "rapidfuzz", "textual", "trafilatura")
"""What takes long to import, and no completion needs."""
NAMES = ("The Ledger", "Tarn Weekly", "People's Post", "北港晚报")
HOSTILE = (
    "The $(touch owned)",
    "The `touch owned`",
    'The "Post"',
    "The \\$(touch owned)",
    "The !1",
    "The \x1b[2J",
)


@pytest.fixture
def store(home: Path) -> Path:
    """Return the store used last: of outlets with plain names and with hostile ones, which watches a feed."""
    path = home / "s.ondit"
    with open_store(path) as store:
        store.add(
            Article(str(number), f"Text {number} of a kind.", Source(name, "metadata"))
            for number, name in enumerate((*NAMES, *HOSTILE, NAMES[0]))
        )
        store.watching(lambda found: found.watch(["https://harbour.example/rss", "notes/"]))
    remember(path)
    return path


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return what types words at a shell, of which the last is begun, and says what is offered."""

    def asked(*words: str, asker: str = "bash") -> list[str]:
        monkeypatch.setenv("_ONDIT_COMPLETE", f"complete_{asker}")
        monkeypatch.setenv("COMP_WORDS", " ".join(("ondit", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", " ".join(("ondit", *words)))
        monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", words[-1])
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        told = CliRunner().invoke(cli.app, prog_name="ondit").stdout
        return [line for line in told.split("\n") if line]

    return asked


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("tim",), ["timeline"]),
        (("timeline", "--ki"), ["--kind"]),
        (("x", "--se"), ["--search"]),
        (("timeline", "--kind", "r"), ["rumour"]),
        (("articles/", "--kind", "r"), ["rumour"]),
        (("timeline", "--format", "j"), ["json", "jsonl"]),
        (("quotes", "--format", "b"), ["bibtex"]),
        (("export", "a", "b", "--format", "case"), ["casefile"]),
        (("match", "--engine", "d"), ["dask"]),
        (("serve", "--allow-w"), ["--allow-write"]),
    ],
)
def test_commands_options_kinds_and_formats_go_on(
    ask: Ask, words: Sequence[str], offered: Sequence[str]
) -> None:
    assert ask(*words) == offered


def test_outlets_go_on_as_the_store_has_them(ask: Ask, store: Path) -> None:
    assert ask("timeline", "--source", "") == [
        "The\\ Ledger",
        "People\\'s\\ Post",
        "Tarn\\ Weekly",
        "北港晚报",
    ]
    assert ask("timeline", "--source", "T") == ["The\\ Ledger", "Tarn\\ Weekly"]
    assert ask("timeline", "--source", '"The L') == ["The Ledger"]
    assert ask("--source", "Ta") == ["Tarn\\ Weekly"]
    assert ask("timeline", "--source", "T", asker="fish") == ["The Ledger", "Tarn Weekly"]


def test_the_store_that_is_named_is_asked_and_paths_are_not_read(ask: Ask, store: Path) -> None:
    other = store.with_name("other.ondit")
    with open_store(other) as made:
        made.add([Article("a", "A text of its own.", Source("Quay", "metadata"))])
    assert ask("timeline", "--store", str(other), "--source", "") == ["Quay"]
    assert ask("timeline", "news.jsonl", "--source", "") == []
    assert ask("demo", "--source", "") == []


def test_what_is_watched_goes_on(ask: Ask, store: Path) -> None:
    assert ask("watch", "--forget", "") == ["https://harbour.example/rss", "notes/"]
    assert ask("watch", "--forget", "no") == ["notes/"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_no_name_reaches_a_shell_that_it_could_run(ask: Ask, store: Path, shell: str) -> None:
    offered = "\n".join(ask("timeline", "--source", "T", asker=shell))
    assert "Tarn" in offered
    assert not [word for word in ("touch", 'Post"', "!1", "\x1b") if word in offered]


def test_without_a_store_or_with_none_that_can_be_read_nothing_is_offered(ask: Ask, home: Path) -> None:
    assert ask("timeline", "--source", "") == []
    spoilt = home / "spoilt.ondit"
    spoilt.write_bytes(b"no store" * 99)
    assert ask("timeline", "--store", str(spoilt), "--source", "") == []
    assert spoilt.read_bytes() == b"no store" * 99
    assert [path.name for path in home.iterdir()] == ["spoilt.ondit"]


def test_a_store_that_holds_more_than_a_store_does_is_not_asked(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("DROP TABLE entry_outlet")
        connection.execute(
            "CREATE VIEW entry_outlet AS WITH RECURSIVE endless (name) AS "
            "(SELECT 1 UNION ALL SELECT name + 1 FROM endless) SELECT name, 1 AS entries FROM endless"
        )
        connection.commit()
    assert outlets(store) == []


def test_outlets_are_told_while_another_program_writes(store: Path) -> None:
    with open_store(store) as held:
        held.add([Article("new", "One more text.", Source("Quay", "metadata"))])
        writer = sqlite3.connect(store, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        assert "Quay" in outlets(store)
        assert watched(store) == ["https://harbour.example/rss", "notes/"]
        writer.close()


def test_completion_imports_nothing_that_takes_long(store: Path) -> None:
    told = (
        "import sys, atexit; sys.argv = ['ondit'];"
        f"atexit.register(lambda: print([name for name in {SLOW!r} if name in sys.modules]));"
        "from ondit_tui.__main__ import main; main()"
    )
    words = {
        "_ONDIT_COMPLETE": "complete_bash",
        "COMP_WORDS": "ondit timeline --source 北",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(
        [sys.executable, "-c", told],
        env={**os.environ, **words},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == ["北港晚报", "[]"]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_runs_nothing_of_what_it_is_answered(ask: Ask, store: Path, home: Path) -> None:
    answer = "\n".join(ask("timeline", "--source", "", asker="zsh"))
    # zsh's own `_arguments` takes the words of an action apart by `eval`, too
    tried = '_arguments() { a=${1#*:*:}; eval "ws=( ${${a#??}%??} )"; print -rl -- $ws }; eval $ANSWER'
    done = subprocess.run(
        ["zsh", "-fc", tried],
        env={**os.environ, "ANSWER": answer},
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Tarn Weekly" in done.stdout, done
    assert not (home / "owned").exists()
