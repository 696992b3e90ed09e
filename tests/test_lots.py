"""Claims in lots: which lot a claim lies in, and in which order a lot stands."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from conftest import build_story, kept
from ondit.lots import LEVELS, LOTS, in_lots, level_of, lot_of
from ondit.model import Event, Kind, Standing, Status, Story
from ondit.places import Places
from ondit.store.lines import FACTS
from ondit.timeline import Filter
from ondit.whole import WholeStory


@pytest.mark.parametrize(
    ("kind", "status", "standing", "is_zombie", "lot"),
    [
        ("rumour", "denied", "contradicted", True, "zombie"),
        ("rumour", "confirmed", "on the record", True, "zombie"),
        ("rumour", "denied", "contradicted", False, "settled"),
        ("rumour", "superseded", "contradicted", False, "settled"),
        ("rumour", "confirmed", "on the record", False, "settled"),
        ("rumour", "open", "contradicted", False, "contradicted"),
        ("announcement", "open", "contradicted", False, "contradicted"),
        ("rumour", "expired", "several outlets", False, "expired"),
        ("rumour", "open", "several outlets", False, "several outlets"),
        ("rumour", "open", "one outlet", False, "one outlet"),
        ("announcement", "open", "on the record", False, "on the record"),
    ],
)
def test_a_claim_lies_in_the_lot_that_matters_most(
    kind: Kind, status: Status, standing: Standing, is_zombie: bool, lot: str
) -> None:
    assert lot_of(kind, status, standing, is_zombie=is_zombie) == lot


def test_a_byte_is_enough_for_what_a_store_knows_of_an_entry_and_for_where_it_is_listed() -> None:
    assert len(FACTS) <= 256
    assert len(LOTS) * LEVELS < 256
    assert [FACTS[at][:2] for at in range(18)] == [
        (kind, status) for status, kind in product((None, *get_args(Status)), get_args(Kind))
    ]


def test_levels_rise_with_importance_and_end() -> None:
    levels = [level_of(points / 10) for points in range(200)]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0, LEVELS - 1)


def many(chance: random.Random) -> Story:
    """Return a story of many claims of every lot and of all importances."""
    story = build_story()
    claims, timeline = [], []
    for number in range(120):
        claim = chance.choice(story.claims)
        history = (*claim.history, *([Event("zombie", "2024-06-01", ())] * chance.randrange(2)))
        status, standing = chance.choice(get_args(Status)), chance.choice(get_args(Standing))
        more = replace(claim, id=f"c-{number}", history=history, status=status, standing=standing)
        entry = next(one for one in story.timeline if one.claim == claim.id)
        points = round(chance.choice((0.0, chance.random() * 12)), 2)
        claims.append(replace(more, text=f"Claim {number}"))
        timeline.append(
            replace(
                entry,
                id=f"t-c-{number}",
                claim=more.id,
                text=f"Claim {number}",
                status=status,
                standing=standing,
                importance=points,
            )
        )
    timeline.sort(key=lambda entry: (entry.published or "", entry.id), reverse=True)
    return replace(story, claims=tuple(claims), timeline=tuple(timeline))


@pytest.mark.parametrize("seed", range(3))
def test_a_store_lists_the_same_lots_in_the_same_order(tmp_path: Path, seed: int) -> None:
    story = many(random.Random(seed))  # noqa: S311 - the same every time
    with kept(story, tmp_path / "s.ondit") as view:
        for wanted in (Filter(), Filter(start="2024-05-21"), Filter(kinds=frozenset({"rumour"}))):
            whole, stored = WholeStory(story).claims(wanted), view.claims(wanted)
            assert list(stored.groups) == list(whole.groups)
            assert stored.groups
            for number, (_, size) in enumerate(whole.groups):
                told = [one.entry for one in whole.items(number, 0, size)]
                assert [one.entry for one in stored.items(number, 0, size)] == told
                assert [one.entry for one in stored.items(number, 3, 4)] == told[3:7]
                for at, one in enumerate(told):
                    assert stored.place(one.id) == (number, at)


def test_of_a_lot_the_more_important_stand_first_then_the_newer() -> None:
    story = many(random.Random(9))  # noqa: S311 - the same every time
    for told in in_lots(story.timeline, Places(story.claims)).values():
        order = [(-level_of(story.timeline[one].importance), one) for one in told]
        assert order == sorted(order)
