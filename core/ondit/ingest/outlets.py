"""Outlets by the host of their pages: a table that ships with Ondit, and one that each user may keep."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ondit import own as users

_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.(?=[^.]+\.)")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+")
_LONGEST = 1_000_000
_SHIPPED = Path(__file__).with_name("outlets.csv")


class Table(NamedTuple):
    """The names of outlets.

    Attributes:
        names: The outlet of each host, in lower case without `www.`.
        own: How many of them the user's table holds.
        faults: Lines of the user's table that are no host and name.
    """

    names: dict[str, str]
    own: int
    faults: tuple[int, ...]


def outlet(host: str) -> str:
    """Return the name of the outlet that publishes at a host; the host itself where no table has it.

    A host that the table lacks has the name of the one that it lies under: "blogs.harbour.example" that of
    "harbour.example". The user's table goes before the one that ships with Ondit.
    """
    host = host.casefold().rstrip(".")
    names = _table().names
    parts = host.split(".")
    for start in range(len(parts) - 1):
        if name := names.get(".".join(parts[start:])):
            return name
    return _PREFIX.sub("", host)


def table(own: Path | None = None) -> Table:
    """Return the table that ships with Ondit with the user's over it.

    Args:
        own: Where the user's lies; `own.outlets()` where absent. It is left out where it cannot be read.
    """
    shipped, _ = _rows(_SHIPPED.read_text("utf-8"))
    try:
        with (own or users.outlets()).open(encoding="utf-8", errors="replace") as file:
            mine, faults = _rows(file.read(_LONGEST))
    except OSError:
        mine, faults = {}, ()
    return Table(shipped | mine, len(mine), faults)


_table = cache(table)


def _rows(text: str) -> tuple[dict[str, str], tuple[int, ...]]:
    import csv

    names, faults = {}, []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith(("#", "host,")):
            continue
        row = next(csv.reader([line]), [])
        host = _PREFIX.sub("", row[0].strip().casefold()) if row else ""
        name = " ".join(row[1].split()) if len(row) == 2 else ""  # noqa: PLR2004
        if _HOST.fullmatch(host) and name:
            names[host] = name
        else:
            faults.append(number)
    return names, tuple(faults)
