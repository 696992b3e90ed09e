"""JSON: excerpts as one object, each on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from ondit import __version__
from ondit.export import records
from ondit.export.excerpts import Excerpt


def write(excerpts: Iterable[Excerpt], stream: TextIO) -> None:
    """Write excerpts as one JSON object: the version that wrote it, and the list `excerpts`."""
    stream.write(f'{{"ondit": {json.dumps(__version__)},\n"excerpts": [')
    records.write_list(map(records.excerpt, excerpts), stream)
    stream.write("\n]}\n")
