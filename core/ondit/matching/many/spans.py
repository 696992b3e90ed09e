"""Where the words of many texts stand in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ondit.matching.many.folding import CHUNK, SPACE, Chunk, Codes, Offsets, Places, by_table
from ondit.matching.many.kernel import kernel
from ondit.matching.ragged import starts_of
from ondit.text import words


def word_spans(texts: Sequence[str]) -> tuple[Offsets, Places]:
    """Find where the words of some texts stand, as `ondit.text.words` does.

    Returns:
        Where the words of each text begin in the columns of the second, with the end of the last one; the
        offsets of the words' first characters, and those behind their last ones.
    """
    firsts, columns = [np.zeros(1, np.int64)], [np.empty((2, 0), np.int32)]
    for first in range(0, len(texts), CHUNK):
        chunk = by_table(texts[first : first + CHUNK])
        starts, spans = _counted(chunk, texts[first : first + CHUNK])
        firsts.append(firsts[-1][-1] + starts)
        columns.append(spans)
    return np.concatenate(firsts), np.concatenate(columns, axis=1)


def _counted(chunk: Chunk, texts: Sequence[str]) -> tuple[Offsets, Places]:
    counts = np.zeros(len(texts), np.int64)
    _count_words(chunk.folded, chunk.begins, chunk.ends, counts)
    spans = chunk.spans[:, : int(counts.sum())]
    pieces, done, at = [], 0, 0
    before = starts_of(counts)
    for row in np.flatnonzero(chunk.slow).tolist():
        found = words(texts[row])
        at = int(before[row])
        pieces += [spans[:, done:at], np.array([found.starts, found.ends], np.int32).reshape(2, -1)]
        counts[row], done = len(found), at
    return np.cumsum(counts), np.concatenate([*pieces, spans[:, done:]], axis=1)


@kernel
def _count_words(folded: Codes, begins: Offsets, ends: Offsets, counts: Offsets) -> None:
    for text in range(len(begins)):
        counts[text] = begins[text] < ends[text]
        for place in range(begins[text], ends[text]):
            counts[text] += folded[place] == SPACE
