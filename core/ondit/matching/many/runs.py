"""The run of words that two texts share, with what was left out, put in or changed within it.

A local alignment (Smith and Waterman, 1981) over the places where a word of the one is a word of the other:
the same reckoning as `ondit.matching.containment.best_run`, compiled.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.containment import LOOK_BACK, PLACES
from ondit.matching.many.folding import WEIGHT_BITS, Bytes, Codes
from ondit.matching.many.kernel import kernel
from ondit.matching.many.rarity import Counts
from ondit.matching.whole import HEAVIEST

HEADS = 4_096

Weights = NDArray[np.int64]


class Board(NamedTuple):
    """Room to align one text with others.

    Attributes:
        heads: For each of some buckets the first place in the one text of a word that falls into it.
        nexts: For each place the next of the same bucket.
        before: What the words before each place of the one text weigh.
        other_before: The same of the other text.
        places: Where the shared word of each point stands, in the one text.
        other_places: The same in the other text.
        scores: What the best run that ends at each point gains.
        begins: The point at which that run begins.
    """

    heads: Counts
    nexts: Counts
    before: Weights
    other_before: Weights
    places: Counts
    other_places: Counts
    scores: NDArray[np.float64]
    begins: Counts


def new_board(most_words: int) -> Board:
    """Return room for texts of up to so many words."""
    points = most_words * PLACES
    return Board(
        np.full(HEADS, -1, np.int32),
        np.empty(most_words, np.int32),
        np.zeros(most_words + 1, np.int64),
        np.zeros(most_words + 1, np.int64),
        np.empty(points, np.int32),
        np.empty(points, np.int32),
        np.empty(points, np.float64),
        np.empty(points, np.int32),
    )


@kernel
def set_board(board: Board, words: Codes, first: int, stop: int) -> None:
    """Lay out one text; the board must be clear."""
    for at in range(stop - first):
        board.before[at + 1] = board.before[at] + (words[first + at] & HEAVIEST)
    for at in range(stop - first - 1, -1, -1):
        bucket = head(words[first + at])
        board.nexts[at] = board.heads[bucket]
        board.heads[bucket] = at


@kernel
def head(code: np.uint32) -> int:
    """Return the bucket of a word."""
    return int((code >> np.uint32(WEIGHT_BITS)) & np.uint32(HEADS - 1))


@kernel
def clear_board(board: Board, words: Codes, first: int, stop: int) -> None:
    """Undo `set_board`."""
    for word in range(first, stop):
        board.heads[head(words[word])] = -1


@kernel
def best_run(
    board: Board, words: Codes, first: int, others: Codes, begin: int, end: int, cutoff: float, least: int
) -> tuple[int, int, int, int]:
    """Align the text that is laid out on the board with another one, which leads it (see `leads`).

    Args:
        board: Where the one is laid out.
        words: Holds the one text.
        first: Where it begins.
        others: Holds the other text.
        begin: Where it begins.
        end: Where it ends.
        cutoff: How alike the run must be, 0 to 1.
        least: Words that the run must have on both sides.

    Returns:
        Where the run begins and ends in the one, then in the other, by words; all -1 where there is none.
    """
    points = _points(board, words, first, others, begin, end)
    if points < least - 1:
        return -1, -1, -1, -1
    before, other_before, scores, origins = board.before, board.other_before, board.scores, board.begins
    places, other_places = board.places, board.other_places
    best, highest, last = 0.0, 0.0, -1
    for point in range(points):
        place, other_place = places[point], other_places[point]
        score, origin = 0.0, point
        for back in range(point - 1, max(-1, point - LOOK_BACK - 1), -1):
            other_skipped = other_before[other_place] - other_before[other_places[back] + 1]
            if highest - cutoff * other_skipped <= score:
                break
            if places[back] >= place or other_places[back] >= other_place:
                continue
            skipped = before[place] - before[places[back] + 1]
            reached = scores[back] - cutoff * (skipped + other_skipped)
            if reached > score:
                score, origin = reached, origins[back]
        score += 2 * (1 - cutoff) * (others[begin + other_place] & HEAVIEST)
        scores[point], origins[point] = score, origin
        highest = max(highest, score)
        wide = min(place - places[origin], other_place - other_places[origin]) + 1
        if score > best and wide >= least:
            best, last = score, point
    if last < 0:
        return -1, -1, -1, -1
    origin = origins[last]
    return places[origin], places[last] + 1, other_places[origin], other_places[last] + 1


@kernel
def _points(board: Board, words: Codes, first: int, others: Codes, begin: int, end: int) -> int:
    """Find where the two texts have the same word, by the place in the other text; return how often."""
    heads, nexts, places, other_places = board.heads, board.nexts, board.places, board.other_places
    before, points, weight = board.other_before, 0, 0
    for word in range(begin, end):
        code = others[word]
        weight += code & HEAVIEST
        before[word - begin + 1] = weight
        place, met = heads[head(code)], 0
        while place >= 0 and met < PLACES:
            if words[first + place] == code:
                places[points], other_places[points] = place, word - begin
                points += 1
                met += 1
            place = nexts[place]
    return points


@kernel
def leads(letters: Bytes, start: int, stop: int, others: Bytes, begin: int, end: int) -> bool:
    """Say whether a text leads another: it is shorter, or of the same length and the first by letters."""
    if stop - start != end - begin:
        return bool(stop - start < end - begin)
    for at in range(stop - start):
        if letters[start + at] != others[begin + at]:
            return bool(letters[start + at] < others[begin + at])
    return False
