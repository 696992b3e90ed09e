"""The command `export`, as it is typed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from ondit.errors import UsageError
from ondit_tui.asked import Asked
from ondit_tui.options import WRITE, asking, one_of
from ondit_tui.outcome import ending, exit_code, say

if TYPE_CHECKING:
    from ondit.timeline import Filter
    from ondit.views import StoryView

ExportFormat = Literal[
    "text",
    "markdown",
    "html",
    "csv",
    "json",
    "jsonl",
    "csl-json",
    "bibtex",
    "ris",
    "jsonld",
    "timelinejs",
    "casefile",
]
STANDARD_OUTPUT = "-"


@ending
@asking(Asked)
def export(
    asked: Asked,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="The file to write, or - for standard output.", show_default=False
        ),
    ],
    *,
    form: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            parser=one_of("format", get_args(ExportFormat)),
            help="How to write it; without it, as the file's name ends.",
            rich_help_panel=WRITE,
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Write over a file that is there.", rich_help_panel=WRITE),
    ] = False,
) -> int:
    """Write into a file who tells each entry of the timeline, in which words.

    Each is an excerpt: the exact words with speaker, role, cue, kind, outlet,
    title, author, date, address, offsets, variant, who had it first, and a
    hash. What is not known is left out. The file is written whole or not at
    all, and none that is there is written over without --force.

    --format casefile makes one page to hand on and to print: claims over time
    as a picture, the timeline, each claim with what became of it, every variant
    with a word diff, who is quoted, how the outlets stand, how labels were
    decided, and all articles with links and digests. It asks for nothing from
    elsewhere. Of more than 400 entries it holds those that matter most, and
    says how many it leaves out: the filters below choose a part.

    Examples:
      ondit export articles/ rumours.csv --kind rumour
      ondit export merger.bib                       of the store used last
      ondit export --store merger.ondit all.html
      ondit export articles/ - --format jsonl       to standard output
      ondit export articles/ merger.case.html       a case file, to hand on
      ondit export --format casefile --kind rumour rumours.html
    """
    from ondit.export import check_place
    from ondit_tui import reading, wanting
    from ondit_tui.viewing import view_aloud

    asked = reading.inputs_of(asked)
    chosen = form or _format_of(file)
    if file != STANDARD_OUTPUT:
        check_place(Path(file), force=force)
    with view_aloud(asked) as view:
        wanted = wanting.filter_in(asked, view)
        note = _write(view, wanted, chosen, file, reading.title_of(asked), force=force)
        if note:
            say(note)
        return exit_code(view.problems)


def _write(view: StoryView, wanted: Filter, form: str, file: str, title: str, *, force: bool) -> str | None:
    """Write what passes a filter, and return what is to be said."""
    from ondit.export import CASE_FILE, Look, excerpts_of_entries, write_case_file, write_excerpts
    from ondit_tui.exporting import export, export_case
    from ondit_tui.regional import date_locale

    look = Look(title, date_locale())
    if form == CASE_FILE:
        if file == STANDARD_OUTPUT:
            return write_case_file(view, wanted, sys.stdout, look, datetime.now(UTC))
        return export_case(view, wanted, Path(file), look, force=force)
    excerpts = excerpts_of_entries(view, wanted)
    if file == STANDARD_OUTPUT:
        return write_excerpts(excerpts, form, sys.stdout, look)
    return export(excerpts, form, Path(file), look, force=force)


def _format_of(file: str) -> str:
    from ondit.export import SUFFIXES, format_of_name

    form = format_of_name(file)
    if form is None:
        raise UsageError(
            f"How to write {file} is not said." if file != STANDARD_OUTPUT else "No format is given.",
            f"Give --format, or a name that ends in one of {', '.join(SUFFIXES.values())}.",
        )
    return form
