"""Benchmarks that are run as from a command line, but in the process of the tests."""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

Measured = Callable[..., list[str]]


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Measured:
    """Return what runs a benchmark with some words, and returns the lines that it prints."""

    def run(name: str, *words: str) -> list[str]:
        monkeypatch.chdir(ROOT)
        monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
        monkeypatch.setattr(sys, "argv", [f"{name}.py", *words])
        for folder in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):  # some set these, for their own process
            monkeypatch.setenv(folder, os.environ[folder])
        runpy.run_path(str(ROOT / "benchmarks" / f"{name}.py"), run_name="__main__")
        return capsys.readouterr().out.splitlines()

    return run
