"""Views of a story: its days and their entries are those of its timeline."""

from __future__ import annotations

import gc
import random
import weakref
from dataclasses import replace
from itertools import groupby

import pytest

from conftest import build_story
from ondit.errors import UsageError
from ondit.folding import day_of, fold
from ondit.following import follow
from ondit.selecting import select
from ondit.timeline import Filter
from ondit.views import DayCount
from ondit.whole import WholeStory

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


@pytest.mark.parametrize("wanted", FILTERS)
def test_a_part_of_a_day_is_its_beginning(wanted: Filter) -> None:
    for day, _ in VIEW.days(wanted):
        whole = list(VIEW.entries(wanted, day))
        assert [list(VIEW.entries(wanted, day, most)) for most in (0, 1, 100)] == [[], whole[:1], whole]


@pytest.mark.parametrize("wanted", FILTERS)
def test_a_page_of_a_day_and_the_places_of_its_entries_are_those_of_the_whole(wanted: Filter) -> None:
    for day, count in VIEW.days(wanted):
        whole = list(VIEW.entries(wanted, day))
        pages = [VIEW.entries(wanted, day, 2, start) for start in range(0, count + 2, 2)]
        assert [entry for page in pages for entry in page] == whole
        every = [entry.id for entry in STORY.timeline]
        assert VIEW.places(wanted, day, every) == {one.id: at for at, one in enumerate(whole)}
        assert VIEW.places(wanted, day, ["t-none", *every[:1]]).keys() <= {every[0]}
    assert VIEW.places(wanted, "1999-01-01", [STORY.timeline[0].id]) == {}


@pytest.mark.parametrize("size", [9, 10, 40])
def test_those_stand_that_the_rule_of_folding_lets_stand(size: int) -> None:
    chance = random.Random(size)  # noqa: S311 - the same every time
    weights = [(chance.randrange(3), chance.choice((0.5, 0.9))) for _ in range(size)]
    entries = tuple(
        replace(STORY.timeline[0], id=f"t-{n}", importance=points, confidence=sure)
        for n, (points, sure) in enumerate(weights)
    )
    view = WholeStory(replace(STORY, timeline=entries))
    (day,) = fold(entries)
    assert list(view.standing(Filter(), day.published)) == [entries[place] for place in day.standing]


def test_what_became_of_entries_is_told_of_an_earlier_view() -> None:
    earlier = replace(STORY, timeline=STORY.timeline[2:])
    assert VIEW.followed(WholeStory(earlier)) == follow(earlier, STORY)
    assert list(VIEW.followed(WholeStory(earlier)).new) == [entry.id for entry in STORY.timeline[:2]]


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


def test_a_view_that_nobody_needs_is_freed_without_the_collector() -> None:
    view = WholeStory(build_story())
    view.days(Filter(search="the", kinds=frozenset({"rumour"})))
    view.claims(Filter(min_confidence=0.5))
    view.part(view.story.timeline[0])
    view.published.listing(Filter())
    view.quoted.listing(Filter())
    assert view.scoreboard.scores
    known = weakref.ref(view), weakref.ref(view._sieve)
    gc.disable()
    try:
        del view
        assert [one() for one in known] == [None, None]
    finally:
        gc.enable()
