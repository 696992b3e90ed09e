"""The command line: what is typed becomes a story that is shown, listed or kept."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from ondit import __version__
from ondit.errors import UsageError
from ondit_tui import beginning, showing, tabling
from ondit_tui.add_command import add
from ondit_tui.asked import Asked, Wanted
from ondit_tui.doctor_command import doctor
from ondit_tui.export_command import export
from ondit_tui.options import (
    asking,
    format_of,
)
from ondit_tui.outcome import INTERRUPTED, ending, fill_streams
from ondit_tui.routing import PATHS, Commands, check_for_commands
from ondit_tui.serve_command import serve
from ondit_tui.watch_command import watch

MatchFormat = Literal["text", "json", "jsonl", "csv", "markdown", "html", "parquet"]
TimelineFormat = Literal["text", "json", "jsonl", "csv", "markdown", "html", "timelinejs"]
QuotesFormat = Literal[
    "text", "json", "jsonl", "csv", "markdown", "html", "csl-json", "bibtex", "ris", "jsonld"
]

app = typer.Typer(
    name="ondit",
    cls=Commands,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    subcommand_metavar="PATH|URL... | COMMAND ...",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ondit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """What was announced, what is only rumoured, who said it first and who repeated it.

    `ondit PATH|URL...` reads articles and opens the dashboard; where there is no
    terminal, it prints the timeline. It takes the options of `ondit timeline`.

    Examples:
      ondit demo                                the sample stories
      ondit articles/ --kind rumour             the dashboard, rumours only
      ondit timeline articles/ --format json    all that was found, for programs
      ondit quotes articles/ --format bibtex    quotes, each with its source
      ondit export articles/ merger.html        who tells what, in which words
      ondit https://harbour.example/news/rss    a feed or a web page
      ondit add news.jsonl notes/               keep articles in a store
      ondit                                     open the store used last
      ondit watch https://harbour.example/rss   show what is new as it comes
      ondit serve articles/                     the dashboard in a browser
      ondit ./demo                              a path called like a command

    Exit codes:
      0  done
      1  some inputs could not be read, the rest was done
      2  wrong usage
      3  nothing could be done
    """


@app.command(PATHS, hidden=True)
@ending
@asking(Asked)
def paths(asked: Asked) -> int:
    """Read articles and open the dashboard on them.

    Where standard output is no terminal, the timeline is printed as text.

    Examples:
      ondit articles/
      ondit news.jsonl --source "Altmere Wire" --from 2025-08
      ondit ./timeline          a path that is called like a command
    """
    commands = [
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    ]
    check_for_commands(asked.paths or (), commands)
    return beginning.show(asked)


@app.command()
@ending
@asking(Wanted)
def demo(wanted: Wanted) -> int:
    """Open the dashboard on the sample stories.

    The stories are invented, and each is told by several outlets over weeks.
    """
    from ondit_tui import samples

    return showing.show(Asked(**asdict(wanted), paths=[str(samples.folder())]), title="sample stories")


app.command()(add)
app.command()(export)
app.command()(watch)
app.command()(serve)


@app.command()
@ending
@asking(Asked)
def timeline(asked: Asked, form: Annotated[TimelineFormat, format_of(TimelineFormat)] = "text") -> int:
    """List what was announced and what is rumoured, newest first seen on top.

    ANN is an announcement, DENY a denial, conf a confirmation, rum? a rumour
    with what became of it; x4 is told by four outlets. The format json is the
    whole story, with all that it rests on.

    Examples:
      ondit timeline articles/
      ondit timeline articles/ --kind rumour --min-confidence 0.7
      ondit timeline --store merger.ondit --format csv > timeline.csv
    """
    return showing.listing(asked, "timeline", form)


@app.command()
@ending
@asking(Asked)
def match(
    asked: Asked,
    form: Annotated[MatchFormat, format_of(MatchFormat)] = "text",
    *,
    audit: Annotated[
        bool, typer.Option("--audit", help="Say instead what share of the alike sentences is found.")
    ] = False,
    engine: Annotated[tabling.Engine, tabling.ENGINE] = "local",
    scheduler: Annotated[str | None, tabling.SCHEDULER] = None,
) -> int:
    """List the pairs of similar wordings in different articles.

    Each pair says what the second is to the first (verbatim, trimmed, edited,
    ...), how alike they are from 0 to 100, and which facts differ. With
    --audit, 500 sentences are compared with all the others, one by one, and
    what matching missed of their pairs is told.

    The format parquet writes tables into a folder, which is named last. With
    --engine dask workers write them, of files of JSON Lines or Parquet at a
    path or address that all of them reach; without --scheduler, workers of
    this machine. A run that was stopped goes on by the same command.

    Examples:
      ondit match articles/
      ondit match articles/ --search "strong boost" --format jsonl
      ondit match articles/ --audit
      ondit match articles/ tables/ --format parquet
      ondit match --engine dask --scheduler tcp://head:8786 s3://a/in s3://a/out
    """
    if engine == "dask" or scheduler or form == "parquet":
        return tabling.write(asked, form, engine, scheduler, audit=audit)
    if not audit:
        return showing.listing(asked, "match", form)
    if form != "text":
        raise UsageError("--audit is told as text only.", "Leave out --format.")
    return showing.audited(asked)


@app.command()
@ending
@asking(Asked)
def quotes(asked: Asked, form: Annotated[QuotesFormat, format_of(QuotesFormat)] = "text") -> int:
    """List quotes with their speakers, and where they stand.

    The words are those between the marks, exactly as the source has them.

    Examples:
      ondit quotes articles/
      ondit quotes articles/ --source "Altmere Wire" --format markdown
      ondit quotes articles/ --format bibtex > quotes.bib
    """
    return showing.listing(asked, "quotes", form)


app.command()(doctor)


def main() -> None:
    """Run the command line."""
    fill_streams()
    try:
        app(prog_name="ondit")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
