"""A copy of a store lies beside it: it is made when it is due, and never in the place of a better one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ondit.errors import StoreError
from ondit.store import open_store
from ondit.store.copying import back_up_if_due, backup
from ondit.store.health import check
from ondit.store.opening import backup_of
from stocked import ARTICLES, SAID, files, smash, told


def test_a_backup_copy_is_a_store_of_one_file_and_the_next_one_replaces_it(stock: Path) -> None:
    assert backup(stock) == backup_of(stock)
    assert sorted(one.name for one in stock.parent.iterdir()) == ["s.ondit", "s.ondit.backup"]
    with open_store(stock) as store:
        store.add([told(500)])
    assert check(backup_of(stock)).articles == 120
    backup(stock)
    with open_store(backup_of(stock)) as store:
        assert store.articles() == [*ARTICLES, told(500)]
        assert store.overrides() == SAID


def test_a_damaged_store_is_not_copied_over_a_good_copy(stock: Path) -> None:
    backup(stock)
    smash(stock, 20)
    before = files(stock.parent)
    with pytest.raises(StoreError, match="is damaged, and is not copied"):
        backup(stock)
    assert back_up_if_due(stock) is None
    assert files(stock.parent) == before


def test_a_copy_that_cannot_be_written_leaves_the_one_before(stock: Path) -> None:
    backup(stock)
    before = backup_of(stock).read_bytes()
    with open_store(stock) as store:
        store.add([told(500)])
    stock.with_name("s.ondit.backup-new").mkdir()
    with pytest.raises(StoreError, match="cannot be copied"):
        backup(stock)
    assert backup_of(stock).read_bytes() == before


def test_a_copy_that_has_more_than_the_store_is_kept(stock: Path) -> None:
    """As where the store was deleted, and adding made a new one in its place."""
    backup(stock)
    before = backup_of(stock).read_bytes()
    stock.unlink()
    with open_store(stock) as store:
        store.add([told(500)])
    assert back_up_if_due(stock) is None
    with pytest.raises(StoreError, match=r"has 120 articles, the store 1: it is kept") as caught:
        backup(stock)
    assert "Move" in caught.value.hint
    assert backup_of(stock).read_bytes() == before


def test_a_copy_is_due_once_a_tenth_is_newer(stock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert back_up_if_due(stock) == backup_of(stock)
    assert back_up_if_due(stock) is None
    with open_store(stock) as store:
        store.add(map(told, range(500, 520)))
        assert back_up_if_due(stock) is None
        store.add(map(told, range(520, 530)))
    assert back_up_if_due(stock) == backup_of(stock)
    assert check(backup_of(stock)).articles == 150
    with open_store(stock) as store:
        for override in SAID[:50]:
            store.withdraw(override)
    monkeypatch.setattr("ondit.store.copying.MOST_BYTES", 1000)
    assert back_up_if_due(stock) is None
    monkeypatch.undo()
    assert back_up_if_due(stock) == backup_of(stock)
    assert back_up_if_due(stock.with_name("none")) is None
