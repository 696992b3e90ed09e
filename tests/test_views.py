"""Views of a story: its days and their entries are those of its timeline."""

from __future__ import annotations

from itertools import groupby

import pytest

from conftest import build_story
from ondit.errors import UsageError
from ondit.timeline import Filter, select
from ondit.views import DayCount, WholeStory, day_of

STORY = build_story()
VIEW = WholeStory(STORY)
FILTERS = [
    Filter(),
    Filter(kinds=frozenset({"rumour"})),
    Filter(sources=frozenset({STORY.timeline[0].sources[0]})),
    Filter(min_confidence=0.7),
    Filter(start="2026-03-02"),
    Filter(search="nothing that is told"),
]


@pytest.mark.parametrize("wanted", FILTERS)
def test_days_and_their_entries_are_the_timeline_that_passes(wanted: Filter) -> None:
    days = VIEW.days(wanted)
    passing = select(STORY, wanted)
    assert [entry for day in days for entry in VIEW.entries(wanted, day.published)] == list(passing)
    assert [DayCount(day, len(list(of))) for day, of in groupby(passing, key=day_of)] == days


def test_a_day_without_entries_has_none() -> None:
    assert list(VIEW.entries(Filter(), "1999-01-01")) == []


def test_the_tally_counts_what_each_outlet_and_kind_has() -> None:
    tally = VIEW.tally
    assert (tally.articles, tally.entries) == (len(STORY.articles), len(STORY.timeline))
    assert sum(tally.kinds.values()) == len(STORY.timeline)
    assert set(tally.outlets) >= {article.source.value for article in STORY.articles}
    for name, count in tally.outlets.items():
        assert count == sum(name in entry.sources for entry in STORY.timeline)


def test_entries_are_found_by_their_ids() -> None:
    assert all(VIEW.entry(entry.id) is entry for entry in STORY.timeline)
    assert VIEW.entry("t-none") is None


def test_a_search_that_makes_no_sense_is_told() -> None:
    with pytest.raises(UsageError):
        VIEW.days(Filter(search="kind:"))
