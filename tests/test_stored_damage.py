"""What a store keeps of its story is damaged: that is told, breaks nothing, and the story is found anew."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit.collection import story_of
from ondit.errors import StoreError
from ondit.model import Role
from ondit.store import Store, open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter
from store_files import Merger, execute

FEW = 4
DAMAGE = [
    "UPDATE entry_state SET data = x'0102'",
    "UPDATE entry_state SET data = 7",
    "UPDATE entry_column SET data = x'0102'",
    "UPDATE entry_column SET data = 'letters'",
    "DELETE FROM entry_column WHERE name = 'order'",
    "DELETE FROM entry_column WHERE name = 'at'",
    "UPDATE entry_outlet SET data = x'0102'",
    "UPDATE score_entry SET data = x'0102'",
    "UPDATE entry_state SET data = x'0102' WHERE name = 'scores'",
    "DELETE FROM entry_column WHERE name = 'quote-of'",
    "DELETE FROM entry_column WHERE name = 'said-first'",
    "DELETE FROM speaker WHERE rank > 2",
    "UPDATE quote_word_data SET block = x'ffffffffffffffff' WHERE id > 1",
    "UPDATE outcome SET data = x'0102'",
    "UPDATE outcome SET data = 7",
    "DELETE FROM outcome",
    "DELETE FROM finding",
    "UPDATE finding SET data = x'0102'",
    "UPDATE finding SET data = 'letters'",
    "UPDATE entry_word_data SET block = x'ffffffffffffffff' WHERE id > 1",
    "UPDATE entry_beginning_data SET block = x'ffffffffffffffff' WHERE id > 1",
]


def everything(store: Store) -> list[object]:
    """Return all that a view of a store tells."""
    told: list[object] = []
    with StoredStory(store) as view:
        for wanted in (Filter(), Filter(search="the t*"), Filter(sources=frozenset(view.tally.outlets))):
            for day in view.days(wanted):
                entries = view.entries(wanted, day.published)
                told += [day, *((entry, view.part(entry)) for entry in entries)]
            said = view.quoted.listing(wanted)
            for at, group in enumerate(said.groups):
                items = said.items(at, 0, group.items)
                told += [view.quoted.speaker(group.key), *((one, view.quoted.part(one)) for one in items)]
        for score, role in product(view.scoreboard.scores, get_args(Role)):
            told += [score, view.scoreboard.told_by(score.record.source, role, 0, 9)]
    return told


@pytest.fixture(scope="module")
def kept(kept_merger: Merger, tmp_path_factory: pytest.TempPathFactory) -> Merger:
    """Return a store of the fewest articles of which each thing is kept, and its story."""
    path = tmp_path_factory.mktemp("kept") / "s.ondit"
    with open_store(path) as store:
        store.add(kept_merger[1].articles[:FEW])
        return path, story_of(store)


@pytest.fixture(scope="module")
def whole(kept: Merger) -> list[object]:
    """Return all that a view of the store tells before it is damaged."""
    with open_store(kept[0]) as store:
        return everything(store)


@pytest.mark.parametrize("change", DAMAGE)
def test_damage_is_told_in_a_sentence_and_the_story_found_anew(
    tmp_path: Path, kept: Merger, whole: list[object], change: str
) -> None:
    path, story = Path(shutil.copy(kept[0], tmp_path)), kept[1]
    execute(path, change)
    with open_store(path) as store:
        with pytest.raises(StoreError, match="keeps of its story is damaged") as told:
            everything(store)
        assert told.value.hint.startswith("Open it again")
        assert story_of(store) == story
        with StoredStory(store) as view:
            assert view.is_current(store)
        assert everything(store) == whole


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_no_bytes_that_change_break_a_view(
    kept: Merger, tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    path = Path(shutil.copy(kept[0], tmp_path_factory.mktemp("store")))
    tables = ("entry_column", "entry_outlet", "score_entry", "outcome", "finding", "entry_state")
    table = chance.choice([*tables, "entry_word_data", "quote_word_data"])
    column = "block" if table.endswith("word_data") else "data"
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()  # noqa: S608
        data = bytearray(chance.choice(rows)[0])
        old = bytes(data)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        query = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"  # noqa: S608
        connection.execute(query, (bytes(data), old))
    with open_store(path) as store:
        with suppress(StoreError):
            everything(store)
        assert store.articles() == [replace(one, copy_of=None) for one in kept[1].articles]
