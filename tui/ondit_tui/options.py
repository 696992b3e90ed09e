"""What can be asked of the commands that read: inputs, filters and formats, each declared once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

import typer

from ondit_tui import completing
from ondit_tui.asked import KindName, Wanted

READ = "What to read"
SHOW = "What to show"
WRITE = "How to write it"

_T = TypeVar("_T", bound=Wanted)
_Word = TypeVar("_Word", bound=str)


def one_of(what: str, words: Iterable[_Word]) -> Callable[[str], _Word]:
    """Return what reads a value that is one of a few words.

    Args:
        what: What each of them is, as in "There is no kind “rumor”".
        words: All that there are, in the order in which they are told.
    """
    known = {str(word): word for word in words}

    def read(value: str) -> _Word:
        if value not in known:
            raise typer.BadParameter(f"There is no {what} “{value}”. There are: {', '.join(known)}.")
        return known[value]

    return read


def format_of(formats: object) -> Any:
    """Return the option `--format` of a command that writes these formats, a `Literal`."""
    return typer.Option(
        "--format",
        parser=one_of("format", get_args(formats)),
        help="How to write it: text if not said.",
        rich_help_panel=WRITE,
    )


def iso_date(value: str | None) -> str | None:
    """Return a date of day, month or year granularity as it was given.

    Raises:
        BadParameter: It is none, or names a day that there is not.
    """
    from ondit.search import is_date

    if value is not None and not is_date(value):
        raise typer.BadParameter(f"{value} is not a date. Write 2022, 2022-05 or 2022-05-23.")
    return value


def store_file(help: str) -> Any:  # noqa: A002 - typer's word
    """Return the option `--store` of a command, with what it does there."""
    return typer.Option("--store", metavar="FILE", help=help, rich_help_panel=READ, show_default=False)


def _date(name: str, help: str) -> Any:  # noqa: A002 - typer's word
    return typer.Option(
        name, metavar="DATE", callback=iso_date, help=help, rich_help_panel=SHOW, show_default=False
    )


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|URL",
        help="Files, folders, patterns, web addresses, or - for standard input. "
        "Without any: the store used last.",
        show_default=False,
    ),
]
StoreFile = Annotated[Path | None, store_file("Read this store instead of paths.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Stop at the first input that cannot be read.", rich_help_panel=READ)
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Fetch from private and loopback addresses too: servers of your own.",
        rich_help_panel=READ,
    ),
]
FullText = Annotated[
    bool,
    typer.Option(
        "--full-text",
        help="Fetch the page of each article that a feed only sums up.",
        rich_help_panel=READ,
    ),
]
ReadOnly = Annotated[
    bool, typer.Option("--read-only", help="Write nothing into the store.", rich_help_panel=READ)
]
Within = Annotated[
    int | None,
    typer.Option(
        "--within",
        metavar="DAYS",
        min=0,
        help="Compare only articles published within so many days of each other: for archives.",
        rich_help_panel=READ,
        show_default=False,
    ),
]
Start = Annotated[
    str | None, _date("--from", "Only what was published on or after it: 2022, 2022-05 or 2022-05-23.")
]
End = Annotated[
    str | None, _date("--to", "Only what was published on or before it; 2022-05 takes in all of May.")
]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="NAME",
        autocompletion=completing.outlets,
        help="Only what this outlet tells, in any case of letters. May be repeated.",
        rich_help_panel=SHOW,
        show_default=False,
    ),
]
Kinds = Annotated[
    list[KindName] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        parser=one_of("kind", KindName),
        help="Only entries of this kind: announcement, rumour or neither. May be repeated.",
        rich_help_panel=SHOW,
        show_default=False,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="NUMBER",
        min=0.0,
        max=1.0,
        help="Only entries whose kind is at least this sure, from 0 to 1.",
        rich_help_panel=SHOW,
        show_default=False,
    ),
]
Search = Annotated[
    str,
    typer.Option(
        "--search",
        metavar="TEXT",
        help='Only what has all these words; also "a phrase", merg* for how a word begins, -word for what '
        "must not be there, and source: speaker: kind: status: from: to:, as in kind:rumour.",
        rich_help_panel=SHOW,
        show_default=False,
    ),
]


DECLARED: Mapping[str, Any] = {
    "paths": Inputs,
    "store": StoreFile,
    "strict": Strict,
    "allow_private": AllowPrivate,
    "full_text": FullText,
    "within": Within,
    "read_only": ReadOnly,
    "start": Start,
    "end": End,
    "sources": Sources,
    "kinds": Kinds,
    "min_confidence": MinConfidence,
    "search": Search,
}
"""How each field of what is asked for is typed."""


def asking(kind: type[_T]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command the options that stand for a `kind`; it is called with a `kind` and its own options."""

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        names = [item.name for item in fields(kind)]
        declared = inspect.signature(kind).parameters
        own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]

        @functools.wraps(command)
        def run(**given: Any) -> int:
            asked = kind(**{name: given.pop(name) for name in names})
            return command(asked, **given)

        parameters = [
            declared[name].replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=DECLARED[name])
            for name in names
        ]
        parameters += [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return decorate
