"""Which command is meant: `ondit PATH…` names none, and reads the paths."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from typer.core import TyperGroup

from ondit.errors import UsageError

PATHS = "\0"
"""The name of the command that reads paths: one that nobody can type, so that any path can be given."""


class Commands(TyperGroup):
    """Commands, and one that is meant where the first word is neither a command nor an option of `ondit`.

    A path that is called like a command is given as `./timeline`.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the name of the command that reads paths before words that name no command.

        While a first word is being completed there are no words yet, and it may become a command.
        """
        completing_first = not args and ctx.resilient_parsing
        if not self._is_command(ctx, args) and not completing_first:
            args = [PATHS, *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is meant; the one that reads paths is called by the program's name."""
        name, command, rest = super().resolve_command(ctx, args)
        if name == PATHS:
            name, ctx.info_name = ctx.info_name, ""
        return name, command, rest

    def _is_command(self, ctx: Any, args: list[str]) -> bool:
        own = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        return bool(args) and (args[0] in self.commands or args[0].split("=", 1)[0] in own)


def check_for_commands(paths: Sequence[str], commands: Sequence[str]) -> None:
    """See that no path that is not there was meant as a command: misspelt, or with options before it.

    Raises:
        UsageError: One was.
    """
    for path in paths:
        if os.path.lexists(path):
            continue
        if path in commands:
            raise UsageError("Options stand behind the command.", f"Write `ondit {path} …`.")
        near = get_close_matches(path, commands, 1, 0.75)
        if near:
            raise UsageError(f"There is no file and no command “{path}”.", f"Did you mean `ondit {near[0]}`?")
