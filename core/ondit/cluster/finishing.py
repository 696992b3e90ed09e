"""The matches of two blocks: the best evidence for each pair that is told, and what stands beside them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ondit import versions
from ondit.cluster.both import Both, Scale
from ondit.cluster.crowding import keeping
from ondit.cluster.echoing import with_echoes
from ondit.cluster.joining import Joined, join_name
from ondit.cluster.shelf import Shelf
from ondit.cluster.tables import match_table, written
from ondit.matching.best import Found
from ondit.matching.story import best_of, found_beside
from ondit.model import Match, Span


class Matched(NamedTuple):
    """What finishing two blocks came to: matches, and pairs of a crowd that are left out."""

    matches: int
    left_out: int


def finish_blocks(shelf: Shelf, a: int, b: int, scale: Scale) -> Matched:
    """Write the matches of two blocks as a part of the table, and say which sentences of each they are of."""
    both = Both(shelf, a, b, scale.within)
    joined = shelf.kept(f"joins/{join_name(a, b)}", Joined)
    contents, _ = both.contents(scale)
    evidence, given = joined.evidence(both, contents), both.given()
    keys = evidence.pairs().keys
    kept = keeping(shelf, both, keys)
    evidence, told = with_echoes(both, evidence, keys, kept)
    found = best_of(given, evidence, told)
    beside = found_beside(given, contents, found, Found())
    articles = {name: one for block in both.blocks for name, one in block.articles.items()}
    matches = versions.across(found.beside(beside.without(found.keys)).matches, articles)

    def words(span: Span) -> str:
        return articles[span.article or ""].text[span.start : span.end]

    written(shelf, f"matches/part-{join_name(a, b)}.parquet", match_table(words, matches))
    shelf.keep(f"matches/{join_name(a, b)}", list(matches))
    _deal_matched(shelf, both, matches)
    return Matched(len(matches), int((~(kept[0] | kept[1])).sum()))


def _deal_matched(shelf: Shelf, both: Both, matches: tuple[Match, ...]) -> None:
    rows = np.unique(np.array([row for one in matches for row in (one.left, one.right)], np.int64))
    own, of_a = both.place_in_block(rows), both.of_a[rows]
    dealt = {both.a.number: own[of_a]}
    if not both.is_one:
        dealt[both.b.number] = own[~of_a]
    shelf.deal(f"matched/{join_name(both.a.number, both.b.number)}", dealt)
