"""Search: one grammar for the command line, the dashboard and the store."""

from ondit.search.finding import finder, folded, hits, matches, names_finder
from ondit.search.folding import fold
from ondit.search.query import Named, Query, Wording, is_date, parse, unfinished, without_last

__all__ = [
    "Named",
    "Query",
    "Wording",
    "finder",
    "fold",
    "folded",
    "hits",
    "is_date",
    "matches",
    "names_finder",
    "parse",
    "unfinished",
    "without_last",
]
