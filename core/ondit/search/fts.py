"""What a query asks of SQLite's full-text index, FTS5.

The index holds what `ondit.search.fold` returns of each text, under the tokenizer `ascii`, which parts such
text at its spaces and changes nothing: whatever version of SQLite reads it, its words are ours.
"""

from __future__ import annotations

import sqlite3

from ondit.search.query import Query, Wording


def definition(
    index: str, *columns: str, beginnings: str = "1 2 3", in_order: bool = True, counted: bool = True
) -> str:
    """Return the SQL that makes an index: of what `fold` returns of texts, which it does not keep.

    A row's number leads to its texts. It is taken out by what was put in, as FTS5 says of tables without
    content: `INSERT INTO index (index, rowid, column) VALUES ('delete', …)`.

    Args:
        index: The index's name.
        columns: The names of its columns.
        beginnings: Of how many first letters of words it has indexes of their own: without them, a single
            letter takes a search a quarter of a second. Each is nearly as large as that of the words.
        in_order: Whether it knows where words stand, which phrases and columns need; without, it takes less
            than a third.
        counted: Whether it knows how many words a row has; without, its rows cannot be listed.
    """
    options = ["tokenize='ascii'", "content=''"]
    options += [f"prefix='{beginnings}'"] if beginnings else []
    options += [] if in_order else ["detail=none"]
    options += [] if counted else ["columnsize=0"]
    return f"CREATE VIRTUAL TABLE {index} USING fts5({', '.join((*columns, *options))})"


def available(connection: sqlite3.Connection) -> bool:
    """Say whether SQLite has FTS5 here; nothing is written."""
    try:
        connection.execute("SELECT fts5_source_id()")
    except sqlite3.OperationalError:
        return False
    return True


def match_expression(query: Query) -> str | None:
    """Return what to write behind MATCH for the words of a query, as a bound value.

    Absent where it wants no words: FTS5 cannot ask for what lacks a word alone. Then rows are left out by
    `exclusion_expression`.
    """
    wanted = " AND ".join(map(phrase, query.wanted))
    unwanted = exclusion_expression(query)
    if not wanted:
        return None
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def exclusion_expression(query: Query) -> str | None:
    """Return what to write behind MATCH for the rows that a query does not want; absent where it has none."""
    return " OR ".join(map(phrase, query.unwanted)) or None


def condition(query: Query, index: str, key: str) -> tuple[str, tuple[str, ...]]:
    """Return an SQL condition for the rows that hold a query's words, and the values to bind.

    Args:
        query: What is searched for; only its words matter here.
        index: The full-text table's name.
        key: The column, as the statement names it, that holds the index's row numbers.
    """
    wanted, unwanted = match_expression(query), exclusion_expression(query)
    found = f"(SELECT rowid FROM {index} WHERE {index} MATCH ?)"  # noqa: S608 - names of our own
    if wanted:
        return f"{key} IN {found}", (wanted,)
    return (f"{key} NOT IN {found}", (unwanted,)) if unwanted else ("1", ())


def phrase(wording: Wording) -> str:
    """Return a wording as FTS5 writes it, quoted, so that no word of it is an operator."""
    quoted = '"' + " ".join(wording.words).replace('"', '""') + '"'
    return f"{quoted} *" if wording.is_beginning else quoted
