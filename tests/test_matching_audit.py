"""The audit of matching: a sample by brute force, and the interval of what it says."""

import numpy as np
import pytest

from ondit import matching
from ondit.matching.audit import audit, interval
from ondit.matching.table import MatchTable

TEXTS = [f"The pump of harbour {n} opens in {month}." for n in range(40) for month in ("May", "July")]


def test_all_is_found_of_few_texts() -> None:
    found = audit(TEXTS, sample=30)
    assert (found.texts, found.asked) == (80, 30)
    assert found.pairs == found.found > 1000
    assert found.recall == 1
    assert found.low == pytest.approx(30 / (30 + 1.959964**2))
    assert found.high == 1
    assert found.missed == ()


def test_what_match_passes_over_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(texts: list[str], **options: object) -> MatchTable:
        table = matching.match(texts, score_cutoff=80)
        kept = (table.left + table.right) % 2 == 0
        columns = (getattr(table, name)[kept] for name in MatchTable.__slots__[1:])
        return MatchTable(texts, *columns)

    monkeypatch.setattr("ondit.matching.audit.match", half)
    found = audit(TEXTS, sample=20)
    assert found.recall is not None
    assert found.low is not None
    assert found.high is not None
    assert 0.3 < found.low < found.recall < found.high < 0.7
    scores = [score for _, _, score in found.missed]
    assert scores == sorted(scores, reverse=True)
    assert all((i + j) % 2 for i, j, _ in found.missed)


def test_groups_and_texts_without_pairs() -> None:
    nothing = audit(["The pump opens.", "A bridge was closed."], groups=[1, 2])
    assert (nothing.pairs, nothing.recall, nothing.low) == (0, None, None)
    assert audit(["The pump opens."] * 3, groups=[1, 1, 1]).pairs == 0
    assert audit([]).texts == 0
    every = audit(["The pump opens."] * 3)
    assert (every.asked, every.low, every.recall, every.high) == (3, 1, 1, 1)
    with pytest.raises(ValueError, match="one group a text"):
        audit(["a"], groups=[])


def test_pairs_that_are_missed_together_make_the_interval_wider() -> None:
    hits = np.array([True] * 90 + [False] * 10)
    apart = interval(hits, np.arange(100))
    together = interval(hits, np.arange(100) // 10)
    assert together[0] < apart[0] < 0.9 < apart[1] < together[1]
    assert apart == pytest.approx((0.8256, 0.9448), abs=0.001)
