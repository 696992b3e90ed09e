"""The sieve: day by day it lets through what a reader of the filter's words would let through."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ondit.folding import day_of
from ondit.model import Story, TimelineEntry
from ondit.sieve import Sieve
from ondit.timeline import Filter
from ondit.views import DayCount

NAMES = ("The Ledger", "Tarn Weekly", "Harbour Post")
IDS = [f"t-{number}" for number in range(12)]
SPEAKERS = {one: ("Ann Lee",) if number % 3 == 0 else () for number, one in enumerate(IDS)}
ENTRIES = st.lists(
    st.builds(
        TimelineEntry,
        id=st.just(""),
        claim=st.none(),
        statement=st.none(),
        kind=st.sampled_from(["announcement", "rumour", "neither"]),
        confidence=st.sampled_from([0.2, 0.5, 0.9]),
        published=st.sampled_from(
            [None, "2026", "2026-03", "2026-03-02", "2026-03-02T09:30:00Z", "2026-03-04"]
        ),
        target=st.none(),
        sources=st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
        text=st.sampled_from(["The bridge opens.", "The ferry is sold.", "The bridge, not the ferry."]),
        status=st.sampled_from(["open", "denied", None]),
    ),
    max_size=12,
).map(lambda entries: tuple(replace(one, id=own) for one, own in zip(entries, IDS, strict=False)))
FILTERS = st.builds(
    Filter,
    sources=st.frozensets(st.sampled_from(NAMES), max_size=2),
    kinds=st.frozensets(st.sampled_from(["announcement", "rumour"]), max_size=2),
    start=st.sampled_from([None, None, "2026-03-02"]),
    end=st.sampled_from([None, None, "2026-03"]),
    min_confidence=st.sampled_from([0.0, 0.5]),
    search=st.sampled_from(["", "", "bridge", "kind:rumour ferry", "-ferry"]),
    statuses=st.frozensets(st.sampled_from(["open", "denied"]), max_size=1),
    speakers=st.sampled_from([frozenset(), frozenset({"Ann Lee"})]),
    marked=st.sampled_from([None, None, frozenset(IDS[:6])]),
    new=st.sampled_from([None, None, frozenset(IDS[3:])]),
)


def passes(entry: TimelineEntry, wanted: Filter) -> bool:
    """Say by each part of a filter, in its own words, whether an entry passes."""
    day, text = entry.published, entry.text
    found = {
        "": True,
        "bridge": "bridge" in text,
        "kind:rumour ferry": entry.kind == "rumour" and "ferry" in text,
        "-ferry": "ferry" not in text,
    }
    return (
        found[wanted.search]
        and (not wanted.sources or any(name in wanted.sources for name in entry.sources))
        and (not wanted.kinds or entry.kind in wanted.kinds)
        and (
            wanted.start is None
            or day in ("2026", "2026-03", "2026-03-02", "2026-03-02T09:30:00Z", "2026-03-04")
        )
        and (wanted.end is None or day is not None)
        and entry.confidence >= wanted.min_confidence
        and (not wanted.statuses or (entry.kind == "rumour" and entry.status in wanted.statuses))
        and (not wanted.speakers or "Ann Lee" in SPEAKERS[entry.id])
        and (wanted.marked is None or entry.id in wanted.marked)
        and (wanted.new is None or entry.id in wanted.new)
    )


@given(entries=ENTRIES, wanted=FILTERS)
def test_days_hold_what_passes_in_the_order_of_the_timeline(
    entries: tuple[TimelineEntry, ...], wanted: Filter
) -> None:
    sieve = Sieve(Story(timeline=entries), lambda: SPEAKERS)
    expected: dict[str | None, list[TimelineEntry]] = {day_of(entry): [] for entry in entries}
    for entry in entries:
        if passes(entry, wanted):
            expected[day_of(entry)].append(entry)
    assert sieve.days(wanted) == [DayCount(day, len(of)) for day, of in expected.items() if of]
    assert {day: list(sieve.of_day(wanted, day)) for day in expected} == expected
    assert sum(sieve.passing(wanted)) == sum(map(len, expected.values()))


def test_days_whose_entries_lie_apart_are_put_together() -> None:
    early, late = (
        TimelineEntry("t-0", None, None, "neither", 0.5, day, None, (), "Told.")
        for day in ("2026-03-02", "2026-03-04")
    )
    entries = (late, early, replace(late, id="t-1", text="The bridge."))
    sieve = Sieve(Story(timeline=entries), dict)
    assert sieve.days(Filter()) == [DayCount("2026-03-04", 2), DayCount("2026-03-02", 1)]
    assert [one.id for one in sieve.of_day(Filter(search="bridge"), "2026-03-04")] == ["t-1"]
    assert list(sieve.of_day(Filter(), "2026-03-03")) == []
