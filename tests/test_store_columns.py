"""Columns of numbers, masks and runs of rows: what is kept comes back, and damage is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import schema
from ondit.search import parse
from ondit.store import columns, indexed, masks
from ondit.store.order import Order, runs_of

SIZES = st.integers(1, 60)


@pytest.fixture
def connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    monkeypatch.setattr(columns, "PART", 4)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        schema.make(made)
        yield made


@pytest.mark.parametrize("name", columns.KINDS)
@pytest.mark.parametrize("size", [0, 1, 4, 11])
def test_a_column_comes_back_whole_and_value_by_value(
    connection: sqlite3.Connection, name: str, size: int
) -> None:
    column = columns.empty(name, 13)
    columns.keep(connection, name, column)
    column = columns.empty(name, size)
    for row in range(size):
        column[row] = row * row + 1
    columns.keep(connection, name, column)
    assert columns.read(connection, name, size) == column
    values = columns.Values(connection, name)
    assert [values[row] for row in reversed(range(size))] == list(reversed(column))
    with pytest.raises((ValueError, LookupError)):
        values[size]
    with pytest.raises(ValueError, match=r"has .* values"):
        columns.read(connection, name, size + 1)


def test_only_parts_that_changed_are_written(connection: sqlite3.Connection) -> None:
    column = columns.empty("home", 11)
    columns.keep(connection, "home", column)
    before = connection.total_changes
    columns.keep(connection, "home", column)
    assert connection.total_changes == before
    column[5] = 7
    columns.keep(connection, "home", column)
    assert connection.total_changes == before + 1


@given(st.lists(st.integers(0, 3).map(lambda one: one * 255), max_size=40), st.integers(0, 3))
def test_places_are_where_a_value_stands(values: Sequence[int], value: int) -> None:
    column = columns.empty("home", len(values))
    for row, one in enumerate(values):
        column[row] = one
    assert columns.places(column, value * 255) == [
        row for row, one in enumerate(values) if one == value * 255
    ]


@given(
    SIZES.flatmap(
        lambda size: st.tuples(st.just(size), st.lists(st.sets(st.integers(0, size - 1)), max_size=3))
    )
)
def test_packed_rows_come_back_as_those_that_any_has(told: tuple[int, list[set[int]]]) -> None:
    size, rows = told
    every = set().union(*rows)
    mask = masks.unpack([masks.pack(one, size) for one in rows], size)
    assert mask == masks.of_numbers((row + 1 for row in every), size)
    assert mask.to_bytes(size, "little") == bytes(row in every for row in range(size))
    assert masks.everything(size) ^ mask == masks.of_numbers(
        {*range(1, size + 1)} - {row + 1 for row in every}, size
    )


def test_rows_that_there_are_not_are_told() -> None:
    with pytest.raises(ValueError, match="that there are not"):
        masks.unpack([masks.pack([9], 10)], 9)
    for number in (0, 10):
        with pytest.raises(LookupError):
            masks.of_numbers([number], 9)


@given(SIZES.flatmap(lambda size: st.permutations(range(size))), st.data())
def test_rows_in_order_come_back_from_their_runs(rows: list[int], data: st.DataObject) -> None:
    rows = rows[: data.draw(st.integers(0, len(rows)))]
    order = Order(runs_of(rows), len(rows))
    start = data.draw(st.integers(0, len(rows)))
    end = data.draw(st.integers(start, len(rows)))
    assert list(order.rows(start, end)) == rows[start:end]
    assert order.arranged(bytes(range(60))) == bytes(rows)
    with pytest.raises(ValueError, match="in order"):
        Order(runs_of(rows), len(rows) + 1)


def test_beginnings_of_a_letter_or_two_are_asked_of_their_own_index() -> None:
    told = indexed.words("The toll, Ann’s", ["Ida Ode"])
    assert indexed.letters(told, "entry").split() == sorted(
        ["t", "th", "to", "a", "an", "s", *(indexed.SPEAKER + one for one in ("i", "id", "o", "od"))]
    )
    wanted = parse('a* to* tol* the "the t*"').wanted
    assert dict(indexed.asked(wanted, "AND")) == {
        "entry_beginning": '"a" AND "to"',
        "entry_word": '"tol" * AND "the" AND "the t" *',
    }
