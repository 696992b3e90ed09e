"""How words are spelt in a store: all that its entries have, to find those that are near to another."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ondit.search import fold
from ondit.store.indexed import GAP, SPEAKER
from ondit.store.opening import connect
from ondit.store.troubles import explained


def vocabulary(path: Path, outlets: Iterable[str], wait: float) -> str:
    """Return the folded words of a store's entries and of outlets' names, parted by spaces.

    They are read by a connection of its own, which nobody waits for: that takes a quarter of a second where
    there are 150,000 of them. Words of entries that are gone may be among them.

    Args:
        path: The store.
        outlets: Names of outlets.
        wait: Seconds to wait for a writer.

    Raises:
        StoreError: The store cannot be read.
    """
    with explained(path), closing(connect(path, wait)) as connection:
        table = "CREATE VIRTUAL TABLE temp.entry_vocabulary USING fts5vocab(main, entry_word, row)"
        connection.execute(table)
        terms = connection.execute("SELECT term FROM entry_vocabulary")
        words = [word for (word,) in terms if not word.startswith((GAP, SPEAKER))]
    return " ".join((*words, *map(fold, outlets)))
