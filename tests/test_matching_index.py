"""Matching texts as they come: whatever the batches, the pairs are those of all texts at once."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit.matching.many.index import Index
from ondit.matching.many.whole import match_many
from test_matching_many import Found, collections, found, sample_sentences


def added(texts: list[str], groups: list[int] | None, cuts: list[int], cutoff: float) -> Found:
    """Add texts in batches that end at some places."""
    index = Index(score_cutoff=cutoff, threads=2)
    pairs: Found = {}
    bounds = [0, *sorted(cut % (len(texts) + 1) for cut in cuts), len(texts)]
    for first, stop in pairwise(bounds):
        batch = None if groups is None else groups[first:stop]
        table = index.add(texts[first:stop], groups=batch)
        new = found(table)
        assert all(pair[1] >= first for pair in new)
        assert not new.keys() & pairs.keys()
        assert table.left_end.tolist() == [len(texts[row]) for row in table.left]
        pairs |= new
    assert len(index) == len(texts)
    return pairs


@settings(max_examples=60)
@given(
    collections(),
    st.lists(st.integers(0, 50), max_size=4),
    st.sampled_from([75.0, 80.0, 95.0]),
    st.booleans(),
)
def test_batches_change_nothing(
    rows: tuple[list[str], list[int]], cuts: list[int], cutoff: float, grouped: bool
) -> None:
    texts, groups = rows[0], rows[1] if grouped else None
    assert added(texts, groups, cuts, cutoff) == found(match_many(texts, groups, cutoff, 2))


def test_real_sentences_in_many_batches() -> None:
    texts = sample_sentences()
    groups = [row // 20 for row in range(len(texts))]
    actual = added(texts, groups, [400, 410, 420, 1000, 1500, 1501, 2000], 80.0)
    assert actual == found(match_many(texts, groups, 80.0, 2))


def test_segments_grow_so_that_there_are_few() -> None:
    index = Index()
    texts = sample_sentences()
    for first in range(0, len(texts), 10):
        index.add(texts[first : first + 10])
    sizes = [len(segment.texts) for segment in index._segments]
    assert sum(sizes) == len(index) == len(texts)
    assert all(old >= 4 * new for old, new in pairwise(sizes))


def test_an_index_refuses_what_it_cannot_serve() -> None:
    with pytest.raises(ValueError, match="75 or more"):
        Index(score_cutoff=60)
    with pytest.raises(ValueError, match="one group a text"):
        Index().add(["a"], groups=[1, 2])
