"""What tests of the command line share: a user of their own, some news to read, and the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ondit_tui import cli

ROWS = (
    {
        "id": "ledger",
        "text": "Corvale will open a pump works in Ostrava in May 2025, its chief executive Ana Reis said. "
        "“This works will give our pumps a strong boost for many years to come,” she said.",
        "source": "The Ledger",
        "published": "2025-03-03",
        "url": "https://ledger.example/pumps",
        "language": "en",
    },
    {
        "id": "quay",
        "text": "Corvale is rumoured to be in talks to buy the valve maker Hadrian outright, two people "
        "familiar with the matter said. Ana Reis called the works “a strong boost for many years to come”.",
        "source": "Quay News",
        "published": "2025-03-05",
        "language": "en",
    },
)

HOMES = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA")

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a user of its own, whose current folder is empty."""
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def news(home: Path) -> Path:
    """Return a file of two articles in the test's folder."""
    path = home / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture
def run(home: Path) -> Run:
    """Return what runs the program with some words, for the test's user."""

    def invoke(*words: str | Path, **options: Any) -> Result:
        return CliRunner().invoke(cli.app, [str(word) for word in words], prog_name="ondit", **options)

    return invoke
