"""What the verifiers find in the sentences of a story, and what of it holds when the story has grown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ondit.matching.best import SAME_WORDING, at_rows
from ondit.matching.containment import are_few_for_runs, contained
from ondit.matching.contents import Contents, Flags, Lexicon, Told, tell, weigh
from ondit.matching.crowds import Pairs
from ondit.matching.fragments import Pair, Quoted, quoted_fragments, read_quoted
from ondit.matching.given import Given
from ondit.matching.ragged import Integers
from ondit.matching.rewording import pairs_retold, retold
from ondit.matching.table import Keys, MatchTable, distinct, joined, keys_of, table
from ondit.matching.whole import are_few, match
from ondit.matching.window import is_near, windowed
from ondit.model import Match

if TYPE_CHECKING:
    from ondit.matching.many.contained import Common


EQUAL = 100.0
MOST_HOLDERS = 1_023
"""How many texts may hold a stem that re-wordings are found by: else each is looked for among ever more.

One less than a power of two: as many holders as these more or less change what the stem weighs.
"""


class Evidence(NamedTuple):
    """What is found in sentences.

    Attributes:
        told: What they tell.
        weights: What its stems weigh.
        quoted: What they quote.
        wholes: Pairs of the same wording.
        tiny: How long a text might not be to be compared with each; absent where all are.
        runs: Pairs that share a run of words.
        common: The word pairs that were too common to find runs by; absent where all pairs are looked at.
        retold: Pairs that are re-worded.
        fragments: Pairs that quote the same few words.
    """

    told: Told
    weights: Integers
    quoted: Quoted
    wholes: MatchTable
    tiny: int | None
    runs: MatchTable
    common: Common | None
    retold: MatchTable
    fragments: dict[Pair, Match]

    def moved(self, rows: Integers, texts: Sequence[str]) -> Evidence:
        """Return what holds of the sentences that are still there, by their rows of now."""
        fragments = (((int(rows[a]), int(rows[b])), found) for (a, b), found in self.fragments.items())
        return self._replace(
            told=self.told.at(np.flatnonzero(rows >= 0)),
            quoted=self.quoted.moved(rows),
            wholes=self.wholes.moved(texts, rows),
            runs=self.runs.moved(texts, rows),
            retold=self.retold.moved(texts, rows),
            fragments={pair: at_rows(found, *pair) for pair, found in fragments if min(pair) >= 0},
        )

    def differing(self, other: Evidence) -> Keys:
        """Return the pairs of rows, as keys, of which two finds of the same sentences do not say the same."""
        ours, theirs = self.fragments, other.fragments
        changed = [pair for pair in ours.keys() | theirs.keys() if ours.get(pair) != theirs.get(pair)]
        found = keys_of(*np.array(changed, np.int64).reshape(-1, 2).T)
        for one, two in zip(self._tables(), other._tables(), strict=True):
            found = np.append(found, one.differing(two))
        return distinct(found)

    def pairs(self) -> Pairs:
        """Return all pairs, each with the places of the wording that says most of it."""
        quoted = table((), [(*pair, EQUAL, *_places(found)) for pair, found in self.fragments.items()])
        tables = *self._tables(), quoted
        keys, first = np.unique(np.concatenate([one.keys for one in tables]), return_index=True)
        columns = zip(*(one.columns[2:] for one in tables), strict=True)
        return Pairs(keys, *(np.concatenate(column)[first] for column in columns))

    def _tables(self) -> tuple[MatchTable, MatchTable, MatchTable]:
        return self.wholes, self.runs, self.retold


def nothing() -> Evidence:
    """Return what is found in no sentences."""
    told, empty = tell((), Lexicon()), table((), ())
    numbers = np.zeros(0, np.int64)
    return Evidence(told, numbers, Quoted([], numbers, numbers), empty, None, empty, None, empty, {})


def gather(given: Given, lexicon: Lexicon, before: Evidence, new: Flags) -> tuple[Evidence, Contents, Flags]:
    """Find what is in sentences, of which some were looked at before.

    Args:
        given: The sentences.
        lexicon: Numbers stems.
        before: What is known of those that are not new, by their rows of now.
        new: Which sentences are new.

    Returns:
        What is found; what the sentences tell; and which of them are new or tell more or less than before.
    """
    told = _told(given, lexicon, before.told, new)
    contents = Contents(told, weigh(told, lexicon))
    changed = np.ones(len(contents.weights), np.bool_)
    changed[: len(before.weights)] = contents.weights[: len(before.weights)] != before.weights
    looked = new | told.holding(changed)
    wholes, tiny = _wholes(given, before, new)
    runs, common = _runs(given, before, new)
    again = _retold(given, contents, before.retold, looked)
    quoted = before.quoted.beside(
        read_quoted(given.sentences, given.texts, given.quotes_of, np.flatnonzero(new).tolist())
    )
    fragments = quoted_fragments(given.sentences, given.texts, given.quotes_of, quoted, new)
    near = {pair: found for pair, found in fragments.items() if is_near(given.days, pair, given.within)}
    found = Evidence(
        told, contents.weights, quoted, wholes, tiny, runs, common, again, before.fragments | near
    )
    return found, contents, looked


def _places(found: Match) -> tuple[int, int, int, int]:
    return found.a.start, found.a.end, found.b.start, found.b.end


def _told(given: Given, lexicon: Lexicon, before: Told, new: Flags) -> Told:
    rows = np.flatnonzero(new)
    places = np.empty(len(new), np.int64)
    places[~new], places[rows] = np.arange(len(before)), len(before) + np.arange(len(rows))
    return before.followed_by(tell([given.texts[row] for row in rows.tolist()], lexicon)).at(places)


def _wholes(given: Given, before: Evidence, new: Flags) -> tuple[MatchTable, int | None]:
    texts, groups = given.texts, given.groups.tolist()
    if given.within is not None or are_few(texts):
        days, within = given.days, given.within
        return match(texts, groups=groups, score_cutoff=SAME_WORDING, days=days, within=within), None
    # The compiler takes half a second to load, which few texts need not wait for.
    from ondit.matching.many.whole import alike_since

    found, looked, tiny = alike_since(texts, groups, SAME_WORDING, new, before.tiny)
    return _with_known(before.wholes, found, looked), tiny


def _runs(given: Given, before: Evidence, new: Flags) -> tuple[MatchTable, Common | None]:
    texts, groups = given.texts, given.groups.tolist()
    if given.within is not None or are_few_for_runs(texts):
        return contained(texts, groups=groups, days=given.days, within=given.within), None
    from ondit.matching.many.contained import runs_since

    found, looked, common = runs_since(texts, groups, new, before.common)
    return _with_known(before.runs, found, looked), common


def _retold(given: Given, contents: Contents, before: MatchTable, looked: Flags) -> MatchTable:
    texts = given.texts
    if given.within is None:
        pairs = pairs_retold(contents, given.groups, looked, MOST_HOLDERS)
        return _with_known(before, table(texts, retold(texts, contents, *pairs)), looked)

    def find(rows: list[int]) -> MatchTable:
        own, places = [texts[row] for row in rows], np.array(rows, np.int64)
        some = Contents(contents.told.at(places), contents.weights)
        return table(own, retold(own, some, *pairs_retold(some, given.groups[places], None, MOST_HOLDERS)))

    return windowed(find, texts, given.days, given.within)


def _with_known(before: MatchTable, found: MatchTable, looked: Flags) -> MatchTable:
    """Put the pairs that were looked for to those that are known."""
    return joined(found.texts, [before.without(looked).columns, found.columns])
