"""A look at a store tells what is wrong, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ondit.store import open_store, texts
from ondit.store.health import check
from ondit.store.repair import repair
from stocked import ARTICLES, files, told
from store_files import execute, inside


def test_a_whole_store_has_no_faults_and_is_left_as_it_lies(stock: Path) -> None:
    before = files(stock.parent)
    health = check(stock)
    assert (health.faults, health.articles, health.overrides, health.waiting) == ((), 120, 100, 0)
    assert repair(stock) is None
    assert files(stock.parent) == before


def test_a_store_that_is_open_elsewhere_is_looked_at_with_what_waits(stock: Path) -> None:
    with open_store(stock) as store:
        store.add([told(500)])
        health = check(stock)
        assert (health.faults, health.articles) == ((), 121)
        assert health.waiting > 0
        assert store.add([told(501)]).new == 1


def test_a_letter_that_changed_on_the_disk_is_found(stock: Path) -> None:
    data, packed = stock.read_bytes(), texts.pack(ARTICLES[4].text)
    assert data.count(packed) == 1
    stock.write_bytes(data.replace(packed, packed[:-9] + bytes([packed[-9] ^ 4]) + packed[-8:]))
    assert inside(stock, "PRAGMA integrity_check") == [("ok",)]
    before = files(stock.parent)
    assert check(stock).faults == ("1 texts are not as they were stored",)
    assert files(stock.parent) == before


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("DROP TABLE override", "no table override"),
        ("DELETE FROM text WHERE number = 5", "1 rows without what they belong to"),
        ("UPDATE text SET text = 'x' WHERE number < 4", "3 texts are not as they were stored"),
    ],
)
def test_what_is_missing_is_told(stock: Path, change: str, fault: str) -> None:
    execute(stock, change)
    assert fault in check(stock).faults


def test_letters_that_are_broken_outside_of_texts_are_told(stock: Path) -> None:
    execute(stock, "UPDATE article SET title = CAST(x'ff41' AS TEXT) WHERE number < 3")
    assert check(stock).faults == (
        "letters of 2 articles are broken",
        "2 articles are not as they were stored",
    )
