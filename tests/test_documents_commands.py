"""The commands that pages name and no test runs: each is one that there is, and its options are known."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer

import document_blocks
from ondit_tui import cli

ROOT = document_blocks.ROOT
PAGES = [*document_blocks.pages(), *(ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md"))]
PAGES += sorted((ROOT / "benchmarks").glob("*.md"))
PAGES += [ROOT / "sample_data" / "README.md", *sorted((ROOT / "tests" / "gold").glob("*.md"))]
INLINE = re.compile(r"`((?:make|ondit|python|pip|pipx|uv) [^`\n]+)`")
PROGRAMS = ("make", "ondit", "python", "pip", "pipx", "uv")
ANYTHING = {"…", "PATH|URL..."}
EXTRA = re.compile(r"(?:ondit|\.)\[([a-z,]+)\]")


def commands(page: Path) -> Iterator[str]:
    """Yield the commands of a page that its own test does not run: those between words, too."""
    for block in document_blocks.blocks(page):
        if block.language == "sh" and (block.not_run or page not in document_blocks.pages()):
            yield from (line for line in block.code.replace("\\\n", " ").splitlines() if line.strip())
    yield from INLINE.findall(document_blocks.FENCE.sub("", page.read_text("utf-8")))


NAMED = sorted({(page.relative_to(ROOT).as_posix(), one.strip()) for page in PAGES for one in commands(page)})


def parsed(words: list[str]) -> None:
    """Read a command line of Ondit's as it is read before anything is done; what must be there may lack.

    What does something as it is read (`--install-completion`) counts as known and is left out.
    """
    group = typer.main.get_command(cli.app)
    acting = {name for one in group.params for name in one.opts}
    for one in (group, *group.commands.values()):  # type: ignore[attr-defined]
        one.callback = None
        for parameter in one.params:
            parameter.required = False
    with pytest.raises(SystemExit) as ended:
        group.main([word for word in words if word not in acting], prog_name="ondit")
    assert not ended.value.code


@cache
def targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@cache
def extras() -> frozenset[str]:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    part = text.split("[project.optional-dependencies]")[1].split("\n[")[0]
    return frozenset(re.findall(r"^(\w+) = \[", part, re.MULTILINE))


@cache
def source(script: Path) -> str:
    """Return a script with the modules beside it that it imports."""
    text = script.read_text("utf-8")
    names = re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)
    beside = [path for name in names if (path := script.with_name(f"{name}.py")).is_file()]
    return "".join([text, *(path.read_text("utf-8") for path in beside)])


def check(line: str) -> None:
    program, *words = shlex.split(line, comments=True)
    words = [word for word in words if word not in ANYTHING]
    match program:
        case "ondit":
            parsed(words[: words.index(">")] if ">" in words else words)
        case "make":
            assert {word for word in words if "=" not in word} <= targets()
        case "python" if words[0].endswith(".py"):
            there = source(ROOT / words[0])
            assert not {word for word in words if word.startswith("--") and f'"{word}"' not in there}
        case _:
            assert program in PROGRAMS
    assert set(",".join(EXTRA.findall(line)).split(",")) - {""} <= extras()


@pytest.mark.parametrize(("page", "line"), NAMED)
def test_each_command_that_is_only_named_is_one(page: str, line: str, home: Path) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "ondit watch --loudly",
        "ondit serve --port many",
        "ondit match --engine spark articles/",
        "make everything",
        "python benchmarks/none.py",
        "python benchmarks/fuzz.py --hours 1",
        "pip install 'ondit[everything]'",
        "brew install ondit",
    ],
)
def test_what_is_none_is_seen(line: str, home: Path) -> None:
    with pytest.raises((AssertionError, OSError)):
        check(line)
