"""The command `watch`, as it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ondit_tui import completing
from ondit_tui.asked import Wanted, store_meant
from ondit_tui.options import READ, AllowPrivate, FullText, asking, store_file
from ondit_tui.outcome import ending


@ending
@asking(Wanted)
def watch(
    wanted: Wanted,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL",
            help="Feeds, folders and files to watch from now on; an .opml file stands for its feeds.",
            show_default=False,
        ),
    ] = None,
    *,
    store: Annotated[
        Path | None, store_file("The store that watches; without it, the one used last, else the usual one.")
    ] = None,
    forget: Annotated[
        list[str] | None,
        typer.Option(
            "--forget",
            metavar="NAME",
            autocompletion=completing.watched,
            help="Watch this address or path no more; its articles stay. May be repeated.",
            rich_help_panel=READ,
            show_default=False,
        ),
    ] = None,
    allow_private: AllowPrivate = False,
    full_text: FullText = False,
) -> int:
    """Watch feeds and folders: what is new goes into the store, and onto the open dashboard.

    What is named is remembered in the store, then all that it watches is
    watched: feeds by their own pace, folders as they change. Without a
    terminal, each thing that happens is a line: time, source, what; ctrl+c
    ends it, and filters are left aside.

    Examples:
      ondit watch https://harbour.example/news/rss notes/
      ondit watch                         all that the store used last watches
      ondit watch --store merger.ondit feeds.opml --kind rumour
      ondit watch --forget notes/
    """
    from ondit_tui import watching

    return watching.watch(
        wanted,
        store_meant(store),
        paths or (),
        forget or (),
        allow_private=allow_private,
        full_text=full_text,
    )
