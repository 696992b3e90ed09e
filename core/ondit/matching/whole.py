"""Near-duplicates of whole texts: every pair at or above a similarity, none missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations, product

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from ondit.matching.table import MatchTable, table
from ondit.matching.window import Days, among, check_days, windowed
from ondit.text import normalise

BLOCK_ROWS = 256
FEW_TEXTS = 1_000
LONG_TEXT = 10_000
HEAVIEST = 255
"""A word's weight is kept in one byte: a longer word weighs no more."""

JOINED_FROM = 75.0
"""Below this similarity two texts may share so little that no filter is worth its while."""


def match(
    texts: Sequence[str],
    *,
    groups: Sequence[int] | None = None,
    score_cutoff: float = 80.0,
    days: Days | None = None,
    within: int | None = None,
) -> MatchTable:
    """Find every pair of texts whose wordings are alike.

    Promise: the table holds pairs `i < j`, of different groups where groups are given, with
    `fuzz.ratio(normalise(texts[i]), normalise(texts[j])) >= score_cutoff`, and no others. Of up to 1,000
    texts of up to 10,000 characters each, and at a cutoff below 75, it holds all of them: every pair is
    looked at, in blocks. Of more or longer texts it holds all of those pairs, and only those,

    - whose wordings are equal, or the shorter of which has less than 25 letters (less where more than
      20,000 different wordings are that short);
    - else, the shorter of which has less than 70 letters, that share words which hold a share of `1 - 3.25 s`
      of the letters of both, where `s` is `1 - score_cutoff / 100`: .35 at 80. A word counts with its
      letters, 254 at most, and one more, a text with its letters and one more;
    - else, that share pairs of neighbouring words which hold `1 - 3.75 s`: a quarter at 80. A pair counts
      half of what its words count.

    No filter is known that loses nothing and still spares most pairs: at a ratio of 80 two texts need not
    have three letters in a row in common. What is lost in news text, `ondit match --audit` measures.

    Args:
        texts: Texts to match; rows of the table are indexes into it.
        groups: One group a text, for instance the number of its article; pairs within a group are left
            out.
        score_cutoff: 0 to 100.
        days: The number of the day of each text, None where it is not known; needed for `within`.
        within: Leave out pairs that are more days apart; a text without a day is compared with all. Time
            then grows with the number of texts, not faster.

    Raises:
        ValueError: `groups` is not as long as `texts`, or `days` is not and `within` is given.
    """
    check_groups(texts, groups)
    check_days(texts, days, within)
    if days is not None and within is not None:
        again = partial(match, score_cutoff=score_cutoff)
        return windowed(among(texts, groups, again), texts, days, within)
    if score_cutoff >= JOINED_FROM and not are_few(texts):
        # The compiler takes half a second to load, which few texts need not wait for.
        from ondit.matching.many.whole import match_many

        return match_many(texts, groups, score_cutoff)
    rows_of = rows_by_wording(texts)
    found: list[tuple[int, int, float, int, int, int, int]] = []
    for left_rows, right_rows, similarity in _similar(rows_of, score_cutoff):
        for i, j in pairs_of(left_rows, right_rows, groups):
            found.append((i, j, similarity, 0, len(texts[i]), 0, len(texts[j])))
    return table(texts, found)


def are_few(texts: Sequence[str]) -> bool:
    """Say whether texts are so few and so short that every pair of them may be looked at."""
    return len(texts) <= FEW_TEXTS and all(len(text) <= LONG_TEXT for text in texts)


def check_groups(texts: Sequence[str], groups: Sequence[int] | None) -> None:
    """Raise a ValueError where there is not one group a text."""
    if groups is not None and len(groups) != len(texts):
        raise ValueError(f"groups has {len(groups)} entries for {len(texts)} texts; give one group a text")


def _similar(rows_of: dict[str, list[int]], score_cutoff: float) -> list[tuple[list[int], list[int], float]]:
    """Compare distinct wordings block by block, each with itself and with those behind it."""
    wordings, rows = list(rows_of), list(rows_of.values())
    found = []
    for first in range(0, len(wordings), BLOCK_ROWS):
        scores = cdist(
            wordings[first : first + BLOCK_ROWS],
            wordings[first:],
            scorer=fuzz.ratio,
            score_cutoff=score_cutoff,
            dtype=np.float64,
            workers=-1 if len(wordings) > BLOCK_ROWS else 1,
        )
        for i, j in np.argwhere(np.triu(scores >= score_cutoff)):
            found.append((rows[first + i], rows[first + j], float(scores[i, j])))
    return found


def rows_by_wording(texts: Sequence[str]) -> dict[str, list[int]]:
    """Collect the rows of each normalised wording, in order: equal wordings are compared once."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        rows[normalise(text)].append(row)
    return rows


def pairs_of(left: list[int], right: list[int], groups: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    """Yield the pairs `i < j` of two lists of rows, or of one list twice, that lie in different groups."""
    if groups is None:
        yield from combinations(left, 2) if left is right else _ordered(left, right)
        return
    lefts, rights = _by_group(left, groups), _by_group(right, groups)
    for here, rows in lefts.items():
        for there, others in rights.items():
            if here != there and (left is not right or here < there):
                yield from _ordered(rows, others)


def _ordered(left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    return ((min(pair), max(pair)) for pair in product(left, right))


def _by_group(rows: list[int], groups: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[groups[row]].append(row)
    return found
