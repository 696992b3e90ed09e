"""The command `serve`, as it is typed."""

from __future__ import annotations

from typing import Annotated

import typer

from ondit_tui.asked import Asked
from ondit_tui.options import asking
from ondit_tui.outcome import DONE, ending

SERVE = "How to serve"


@ending
@asking(Asked)
def serve(
    asked: Asked,
    *,
    host: Annotated[
        str,
        typer.Option("--host", help="The address to listen on.", rich_help_panel=SERVE),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port", min=0, max=65535, help="The port; 0 for any that is free.", rich_help_panel=SERVE
        ),
    ] = 0,
    allow_write: Annotated[
        bool,
        typer.Option("--allow-write", help="Let the browser change the store.", rich_help_panel=SERVE),
    ] = False,
) -> int:
    """Open the dashboard in a browser: prints the address to open.

    It listens on this machine only, unless --host says otherwise, and answers
    only who has the address: it holds a secret. Nothing comes from elsewhere,
    neither fonts nor scripts. What is copied goes to the browser's clipboard.
    The connection is not encrypted: beyond this machine, use a tunnel.

    Examples:
      ondit serve articles/
      ondit serve --store merger.ondit --port 8123
      ondit serve --store merger.ondit --allow-write
    """
    from ondit_tui import reading, serving

    asked = reading.inputs_of(asked)
    arguments = serving.arguments(asked, allow_write=allow_write)
    serving.serve(serving.Place(host, port), arguments, f"Ondit: {reading.title_of(asked)}")
    return DONE
