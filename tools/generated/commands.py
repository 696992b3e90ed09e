"""The command line, from what `--help` is made of."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, get_args

import typer

from generated.piece import table
from ondit_tui.cli import app

FAR = re.compile(r"https?://|s3://|tcp://|\.opml\b")
WAITS = re.compile(r"ondit (serve|watch(?! --forget))\b")
EXPLAINED = "  "


def page() -> str:
    """Return the page of all commands with their options and examples."""
    group = typer.main.get_command(app)
    commands = {name: one for name, one in group.commands.items() if not one.hidden}  # type: ignore[attr-defined]
    parts = [
        "<!-- Made by tools/generate.py from the command line's own help: change that. -->\n",
        "# Commands\n",
        "What `ondit --help` and `ondit COMMAND --help` tell. Results go to standard output, everything\n"
        "else to standard error; progress is shown on a terminal only.\n",
        _section("ondit", group),
        *(_section(f"ondit {name}", command) for name, command in commands.items()),
    ]
    return "\n".join(parts)


def _section(name: str, command: Any) -> str:
    told, examples, exits = _parts(inspect.cleandoc(command.help or ""))
    parts = [f"## {name}\n", *(f"{paragraph}\n" for paragraph in told)]
    parts += list(_blocks(examples))
    if exits:
        parts.append(table(("exit code", "means"), [tuple(line.split(None, 1)) for line in exits]))
    parts += list(_options(command))
    return "\n".join(parts)


def _parts(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return the paragraphs of a help, the lines of its examples, and those of its exit codes."""
    told: list[str] = []
    lists: dict[str, list[str]] = {"Examples:": [], "Exit codes:": []}
    for paragraph in text.split("\n\n"):
        first, _, rest = paragraph.partition("\n")
        if first in lists:
            lists[first] = [line.strip() for line in rest.splitlines()]
        else:
            told.append(paragraph)
    return told, lists["Examples:"], lists["Exit codes:"]


def _blocks(examples: list[str]) -> Iterator[str]:
    """Yield the examples as blocks of code, those that no test can run apart and with the reason."""
    for reason, lines in groupby(sorted(examples, key=_why_not), key=_why_not):
        if reason:
            yield f"<!-- not run: {reason} -->"
        yield "```sh\n" + "".join(f"{_commented(line)}\n" for line in lines) + "```\n"


def _why_not(line: str) -> str:
    if FAR.search(line):
        return "it needs the network"
    return "it goes on until it is stopped" if WAITS.match(line) else ""


def _commented(line: str) -> str:
    """Return an example with what is said of it as a comment."""
    command, gap, said = line.partition(EXPLAINED)
    return f"{command}{gap}{said[: len(said) - len(said.lstrip())]}# {said.strip()}" if gap else command


def _options(command: Any) -> Iterator[str]:
    parameters = [one for one in command.params if not getattr(one, "hidden", False)]
    panels: dict[str, list[tuple[str, ...]]] = {}
    for one in parameters:
        panel = getattr(one, "rich_help_panel", None) or (
            "Options" if one.opts[0].startswith("-") else "Arguments"
        )
        panels.setdefault(panel, []).append((_name(one), " ".join((one.help or "").split())))
    for panel, rows in panels.items():
        yield f"**{panel}**\n\n{table(('option', 'does'), rows)}"


def _name(parameter: Any) -> str:
    if not parameter.opts[0].startswith("-"):
        return f"`{parameter.metavar or parameter.name.upper()}`"
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    value = "" if parameter.is_flag or parameter.is_bool_flag else parameter.metavar or _choices(parameter)
    return names + (f" `{value}`" if value else "")


def _choices(parameter: Any) -> str:
    """Return what an option may be."""
    return "|".join(str(one) for one in get_args(parameter.type_descriptor.annotation)) or "TEXT"
