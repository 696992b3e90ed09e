"""The threats that the documentation names: each has its tests, and these are there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from packaging.version import Version

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "security.md"
NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")
DEFINED = re.compile(r"^ *(?:async )?def (test_\w+)\(", re.MULTILINE)


def rows(head: str = "threat") -> list[list[str]]:
    """The rows of the page's tables that have a head: of a threat its words, what is done, and the tests."""
    found, is_such = [], False
    for line in PAGE.read_text("utf-8").splitlines():
        row = [cell.strip() for cell in line.strip("|").split("|")]
        is_such = line.startswith("|") and (is_such or row[0] == head)
        if is_such and row[0] != head and not row[0].startswith("---"):
            found.append(row)
    return found


@cache
def _tests_of(name: str) -> frozenset[str]:
    return frozenset(DEFINED.findall((HERE / name).read_text("utf-8")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_threat_has_tests_and_they_are_there(row: list[str]) -> None:
    threat, done, tests = row
    assert threat
    assert done
    named = NAMED.findall(tests)
    assert named
    assert tests == ", ".join(f"`{file}::{test}`" for file, test in named)
    missing = [f"{file}::{test}" for file, test in named if test not in _tests_of(file)]
    assert not missing


def test_every_part_that_reads_what_strangers_made_has_its_threats() -> None:
    titles = re.findall(r"^## (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    for word in ("article", "feed", "store file", "Other users", "browser", "network", "settings"):
        assert any(word in title for title in titles)
    assert len(rows()) > 40


def test_what_is_pinned_is_past_what_was_mended() -> None:
    lines = (HERE.parent / "constraints.txt").read_text("utf-8").splitlines()
    pinned = dict(line.lower().replace("_", "-").split("==") for line in lines if "==" in line)
    named = rows("package")
    assert len(named) > 9
    for package, _, mended in named:
        assert Version(pinned[package.lower()]) >= Version(mended), package
