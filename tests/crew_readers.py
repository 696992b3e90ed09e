"""Readers that tests hand to other processes: each of those imports this module, which needs little."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from ondit.ingest.drafts import Draft, Place, draft
from ondit.ingest.inputs import Input
from ondit.ingest.steps import FEWEST_HEAVY
from ondit.model import Problem

LONGEST = 60


def inputs(folder: Path, reader: Callable[[BinaryIO, Place], Iterator[Draft | Problem]]) -> list[Input]:
    """Make as many texts as are shared with other processes, and two more."""
    found = []
    for number in range(FEWEST_HEAVY + 2):
        path = folder / f"{number}.txt"
        path.write_text(f"Text {number}.")
        found.append(Input(Place(path.name, "a", str(path)), reader, str(path), path.stat().st_size))
    return found


def is_interrupted(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Read a text behind an interrupt, and tell who did, and what it had loaded that only others need."""
    if sys.platform != "win32":  # interrupts are sent otherwise there
        os.kill(os.getpid(), signal.SIGINT)
    loaded = "-".join(name for name in ("numpy", "httpx") if name in sys.modules)
    yield from draft(place, f"{stream.read().decode()} {os.getpid()} {loaded}", {})


def dies_of_3(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """End the process over one text, and read the others."""
    if place.name == "3.txt":
        os._exit(7)
    yield from draft(place, stream.read().decode(), {})


def dies_of_each(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """End the process."""
    os._exit(7)
    yield


def never_ends(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Tell who is at work, and go on for as long as no test waits."""
    Path(f"{place.path}.pid").write_text(str(os.getpid()))
    time.sleep(LONGEST)
    yield from draft(place, "Too late.", {})


def idle(item: Input) -> None:
    """Work without end, as a reader would."""
    next(never_ends(None, item.place))  # type: ignore[arg-type]
