"""The command `add`, as it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ondit_tui import beginning
from ondit_tui.asked import Given, Wanted, store_meant
from ondit_tui.options import AllowPrivate, End, FullText, Search, Sources, Start, Strict, store_file
from ondit_tui.outcome import ending


@ending
def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL", help="Files, folders, patterns, web addresses, or - for standard input."
        ),
    ],
    *,
    store: Annotated[
        Path | None,
        store_file("The store to put them in; without it, the one used last, else the usual one."),
    ] = None,
    strict: Strict = False,
    allow_private: AllowPrivate = False,
    full_text: FullText = False,
    start: Start = None,
    end: End = None,
    sources: Sources = None,
    search: Search = "",
) -> int:
    """Read articles into a store; print what was read, what was skipped and why.

    What the store has already is left as it is; a text that several outlets
    have is kept once. With --strict, the first input that cannot be read ends
    it, and nothing is added. Ctrl+c ends it and keeps what was read.

    With --from, --to, --source and --search only such articles are kept: a slice
    of an archive, or of the tables that `ondit match` wrote of one.

    Examples:
      ondit add articles/
      ondit add --store merger.ondit news.jsonl.gz feeds.opml
      ondit add https://harbour.example/news/rss --full-text
      ondit add --store autumn.ondit archive/ --from 2025-09 --to 2025-11 --search tunnel
    """
    wanted = Wanted(start, end, sources, search=search)
    return beginning.add(Given(paths, None, strict, allow_private, full_text), store_meant(store), wanted)
