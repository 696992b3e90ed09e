"""The program `ondit`, which is `python -m ondit_tui` too: as fast as can be to what is opened most."""

from __future__ import annotations

import gc
import os
import sys

MANY_OBJECTS = 100_000
"""How many new objects the garbage collector looks through at a time.

Of what is made while a program begins hardly anything is garbage: to look each 700, as is usual, takes a
tenth of the time until the dashboard is painted. It looks through the older ones all the sooner, each second
time: what is left of a story that is shown no more goes as soon as it usually does.
"""
COMPLETING = "_ONDIT_COMPLETE"
"""What a shell sets that asks how words go on."""


def main() -> None:
    """Run what was typed; where nothing was, open the store used last without reading a command line."""
    gc.set_threshold(MANY_OBJECTS, 1, 1)
    if sys.argv[1:] or COMPLETING in os.environ:
        from ondit_tui import cli

        cli.main()
    else:
        from ondit_tui import beginning, outcome
        from ondit_tui.asked import Asked

        outcome.fill_streams()
        outcome.ending(beginning.show)(Asked())


if __name__ == "__main__":
    main()
