"""The command `doctor`, as it is typed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from ondit.errors import UsageError
from ondit_tui.outcome import DONE, ending


@ending
def doctor(
    *,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="FILE", help="The store to look at.", show_default=False),
    ] = None,
    backup: Annotated[
        bool, typer.Option("--backup", help="Copy the store to FILE.backup, if it is whole.")
    ] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make a damaged store anew; the damaged file is kept.")
    ] = False,
) -> int:
    """Tell what works here and what does not: terminal, colours, clipboard, store and parts.

    Nothing is changed, copied or sent, unless asked. --repair takes what a
    damaged store and its backup copy have and makes a new one of it; where
    something is lost, it says what, and ends with 1.

    Examples:
      ondit doctor
      ondit doctor --backup --store merger.ondit
      ondit doctor --repair
    """
    from ondit.text import clean
    from ondit_tui import mending
    from ondit_tui.doctor import examine, wrapped

    if backup and repair:
        raise UsageError("--backup and --repair are two things.", "Repair first, then copy.")
    code, columns = DONE, 0
    lines: Iterable[str]
    if repair:
        lines, code = mending.mended(store)
    elif backup:
        lines = [mending.copied(store)]
    else:
        lines = (finding.line() for finding in examine(store))
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in map(clean, lines):
        typer.echo(wrapped(line, columns) if columns else line)
    return code
