"""Blocks of code in Markdown, and what runs them: a folder of news, and the program in this process.

Blocks of a page run in its order, in one folder, for one user. What cannot run is marked with the reason in
the line above its fence: `<!-- not run: it needs the network -->`. In a block of

- `sh`, each line is a command, and has to end with 0, or as its comment says: `# exits with 1`;
- `console`, what stands behind `$ ` is a command, and the lines below it are what it says. A line `...`
  stands for any number of lines, and `...` in a line for any words;
- `python`, what `print(…)  # says` has to say so;
- `toml` and `json`, the settings are known and the JSON is read;
- `text`, nothing is run: a picture of a screen or of a file.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from ondit_tui import cli, config
from ondit_tui.commands import COMMANDS

ROOT = Path(__file__).parents[1]
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^ *```$", re.MULTILINE | re.DOTALL
)
NOT_RUN = re.compile(r"<!-- not run: (.+) -->\s*$")
EXIT = re.compile(r"#\s*exits with (\d)\s*$")
ANY = "..."


@dataclass(frozen=True)
class Block:
    """A block of code.

    Attributes:
        page: The page, from the project's root.
        line: Where it begins.
        language: What stands behind its fence.
        code: What stands in it.
        not_run: Why it is not run; absent where it is.
    """

    page: str
    line: int
    language: str
    code: str
    not_run: str | None


def pages() -> list[Path]:
    """Return the README and every page of the documentation."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page in its order."""
    text = page.read_text("utf-8")
    return [
        Block(
            page.relative_to(ROOT).as_posix(),
            text.count("\n", 0, found.start()) + 1,
            found["language"],
            "".join(line.removeprefix(found["indent"]) for line in found["code"].splitlines(keepends=True)),
            reason[1] if (reason := NOT_RUN.search(text[: found.start()])) else None,
        )
        for found in FENCE.finditer(text)
    ]


def run(block: Block) -> None:
    """Run a block in the current folder.

    Raises:
        AssertionError: It does not do what it says.
    """
    try:
        {"sh": _sh, "console": _console, "python": _python, "toml": _toml, "json": _json, "text": _text}[
            block.language
        ](block.code)
    except Exception as error:
        error.add_note(f"{block.page}, line {block.line}")
        raise


def _sh(code: str) -> None:
    for line in code.replace("\\\n", " ").splitlines():
        if line.strip():
            wanted = EXIT.search(line)
            ended, said = execute(line)
            assert ended == (int(wanted[1]) if wanted else 0), f"{line}\n{said}"


def _console(code: str) -> None:
    for command, expected in _dialogue(code):
        wanted = EXIT.search(command)
        ended, said = execute(command)
        assert ended == (int(wanted[1]) if wanted else 0), f"{command}\n{said}"
        assert _is_like(expected, said), f"{command}\n--- says\n{said}\n--- and not\n{expected}"


def _dialogue(code: str) -> Iterator[tuple[str, str]]:
    command, said = "", []
    for line in code.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, "\n".join(said)
            command, said = line[2:], []
        else:
            said.append(line)
    assert command, "A block of console has a line that begins with “$ ”."
    yield command, "\n".join(said)


def _is_like(expected: str, said: str) -> bool:
    """Say whether something was said; nothing is expected where nothing is shown."""
    lines = [line.rstrip() for line in expected.strip("\n").splitlines()]
    if not any(lines):
        return True
    pattern = "".join(
        r"(?:.*\n)*?" if line == ANY else ".*".join(re.escape(part) for part in line.split(ANY)) + "\n"
        for line in lines
    )
    heard = "".join(f"{line.rstrip()}\n" for line in said.strip("\n").splitlines())
    return re.fullmatch(pattern, heard) is not None


def execute(line: str) -> tuple[int, str]:
    """Run a command, in this process where it is `ondit`; return its exit code and all that it says."""
    words = shlex.split(line, comments=True)
    into = words.index(">") if ">" in words else None
    if words[0] == "ondit" and "|" not in words and "<" not in words:
        result = CliRunner().invoke(cli.app, words[1:into], prog_name="ondit")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        if into is not None:
            Path(words[into + 1]).write_text(result.stdout, encoding="utf-8")
        return result.exit_code, result.stderr if into is not None else result.output
    done = subprocess.run(
        ["bash", "-ec", f'ondit() {{ {shlex.quote(sys.executable)} -m ondit_tui "$@"; }}; {line}'],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.returncode, done.stdout + done.stderr


def _python(code: str) -> None:
    says = re.findall(r"print\(.*\)  # (.*)", code)
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        exec(compile(code, "block", "exec"), {"__name__": "__main__"})  # noqa: S102 - it is ours
    printed = heard.getvalue().splitlines()
    assert printed
    assert printed == says or not says, printed


def _toml(code: str) -> None:
    path = Path("config.toml")
    path.write_text(code, encoding="utf-8")
    assert not (told := config.load(path, COMMANDS).told), told


def _json(code: str) -> None:
    json.loads(code)


def _text(_: str) -> None:
    """Run nothing."""
