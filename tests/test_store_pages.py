"""Rows are read from the pages of a file past SQLite, whatever became of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.store import pages
from store_files import inside


@pytest.mark.parametrize("spoil", [lambda data: data, lambda data: data[:100], lambda data: b""])
def test_rows_are_read_from_pages_as_sqlite_reads_them(
    kept_stock: Path, spoil: Callable[[bytes], bytes]
) -> None:
    data = spoil(kept_stock.read_bytes())
    found = {(number, *row[1:]) for number, row in pages.rows(data) if len(row) == 3}
    wanted = set(inside(kept_stock, "SELECT number, digest, text FROM text")) if len(data) > 100 else set()
    assert {row for row in found if isinstance(row[1], bytes) and isinstance(row[2], bytes)} == wanted


@given(st.randoms(use_true_random=False), st.integers(1, 400))
def test_no_damage_breaks_the_reading_of_pages(kept_stock: Path, chance: random.Random, faults: int) -> None:
    data = bytearray(kept_stock.read_bytes())
    for _ in range(faults):
        data[chance.randrange(len(data))] = chance.randrange(256)
    rows = list(pages.rows(bytes(data)))
    assert len(rows) <= len(data) // 4
