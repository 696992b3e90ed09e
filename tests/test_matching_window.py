"""The window in time: the pairs that brute force finds near one another, and no others."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import matching

TEXTS = [
    "The pump of the harbour opens in July",
    "A pump of the harbour opens in July",
    "The bridge was closed",
]
rows = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.none() | st.integers(-40, 40), st.integers(0, 3)), max_size=25
)


@pytest.mark.parametrize("find", [matching.match, matching.contained])
@given(rows=rows, within=st.integers(0, 12))
def test_pairs_are_those_that_are_near(
    find: Callable[..., matching.MatchTable], rows: list[tuple[str, int | None, int]], within: int
) -> None:
    texts, days, groups = ([row[column] for row in rows] for column in range(3))
    near = [
        found
        for found in find(texts, groups=groups)
        if days[found.left] is None
        or days[found.right] is None
        or abs(days[found.left] - days[found.right]) <= within
    ]
    assert list(find(texts, groups=groups, days=days, within=within)) == near


@pytest.mark.parametrize("find", [matching.match, matching.contained])
def test_a_window_needs_days(find: Callable[..., matching.MatchTable]) -> None:
    with pytest.raises(ValueError, match="days has 0 entries for 2 texts"):
        find(["a", "b"], within=3)
    with pytest.raises(ValueError, match="days has 1 entries for 2 texts"):
        find(["a", "b"], days=[1], within=3)
    with pytest.raises(ValueError, match="0 days or more"):
        find(["a"], days=[1], within=-1)
