"""A side of a store's story that is looked at by itself: its quotes, its articles, its scoreboard."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from ondit.store.lookup import Lookup

Reading = Callable[[], AbstractContextManager[None]]


class Side:
    """What every side of a stored story reads with.

    Args:
        connection: The store.
        lookup: Looks entries and articles up.
        reading: What it is to be read in, which turns damage into a StoreError.
    """

    def __init__(self, connection: sqlite3.Connection, lookup: Lookup, reading: Reading) -> None:
        self._connection = connection
        self._lookup = lookup
        self.reading = reading
