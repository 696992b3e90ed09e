"""What waits beside a store: damage in the middle is told, kept and repaired; an end cut off is none."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit.errors import StoreError
from ondit.model import Article, Source
from ondit.schema import PAGE_SIZE
from ondit.store import open_store
from ondit.store.health import check
from ondit.store.journal import is_damaged, laid_over
from ondit.store.opening import wal_of
from ondit.store.repair import repair
from store_files import inside, killed_behind, needs_fork

pytestmark = needs_fork

COUNT = 20
FRAME = PAGE_SIZE + 24
ARTICLES = [
    Article(
        f"a{number}", f"Ibex built {number:,} cars. " * (1 + 90 * (number % 5)), Source("Quay News", "path")
    )
    for number in range(COUNT)
]


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of which all that was added waits beside it."""
    path = tmp_path_factory.mktemp("waiting") / "s.ondit"
    killed_behind(path, *([article] for article in ARTICLES))
    return path


@pytest.fixture
def path(waiting: Path, tmp_path: Path) -> Path:
    shutil.copy(wal_of(waiting), tmp_path)
    return Path(shutil.copy(waiting, tmp_path))


def flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 0x10
    file.write_bytes(data)


def test_what_waits_is_whole_after_a_kill(path: Path) -> None:
    assert wal_of(path).stat().st_size > COUNT * FRAME
    assert not is_damaged(wal_of(path))
    with open_store(path) as store:
        assert store.articles() == ARTICLES


@pytest.mark.parametrize("place", [0, 9, 20, 30, 33, 50, 32 + FRAME, 32 + 9 * FRAME + 2000])
def test_damage_to_what_waits_is_told_and_the_files_are_left_as_they_are(path: Path, place: int) -> None:
    flip(wal_of(path), place)
    before = path.read_bytes(), wal_of(path).read_bytes()
    assert is_damaged(wal_of(path))
    with pytest.raises(StoreError, match=r"what was added last waits in s\.ondit-wal, and that is spoilt"):
        open_store(path)
    assert any("is spoilt" in fault for fault in check(path).faults)
    assert (path.read_bytes(), wal_of(path).read_bytes()) == before


@pytest.mark.parametrize("place", [33, 50, 32 + FRAME, 32 + 9 * FRAME + 2000])
def test_what_lies_behind_the_damage_is_saved(path: Path, place: int) -> None:
    flip(wal_of(path), place)
    before = wal_of(path).read_bytes()
    done = repair(path)
    assert done
    assert done.restored == 0
    assert done.aside
    assert wal_of(done.aside).read_bytes() == before
    with open_store(path) as store:
        kept = store.articles()
    assert all(article in ARTICLES for article in kept)
    assert len(kept) >= COUNT - 2
    assert ARTICLES[-1] in kept


@settings(max_examples=40)
@given(st.floats(0, 1))
def test_what_was_cut_off_anywhere_is_no_damage(waiting: Path, share: float) -> None:
    wal = waiting.with_name("cut")
    data = wal_of(waiting).read_bytes()
    wal.write_bytes(data[: int(len(data) * share)])
    assert not is_damaged(wal)


def test_rows_of_a_log_begun_before_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        for article in ARTICLES:
            store.add([article])
        size = wal_of(path).stat().st_size
        store._connection.execute("PRAGMA wal_checkpoint(RESTART)")
        store.add([Article("last", "Ibex denies it.", Source("Quay News", "path"))])
        assert wal_of(path).stat().st_size == size
        assert not is_damaged(wal_of(path))
        with open_store(path) as second:
            assert len(second.articles()) == COUNT + 1


def test_a_missing_or_long_log_is_not_looked_at(path: Path) -> None:
    assert not is_damaged(path.with_name("none"))
    flip(wal_of(path), 5000)
    assert not is_damaged(wal_of(path), most=1000)


def test_a_log_laid_over_its_file_is_what_sqlite_makes_of_it(path: Path) -> None:
    over = path.with_name("over")
    over.write_bytes(laid_over(path.read_bytes(), wal_of(path).read_bytes()))
    inside(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    assert over.read_bytes() == path.read_bytes()


@settings(max_examples=40)
@given(st.binary(max_size=9000), st.integers(0, 2**32))
def test_no_bytes_break_the_look(waiting: Path, data: bytes, seed: int) -> None:
    wal = waiting.with_name("any")
    chance = random.Random(seed)  # noqa: S311 - any will do
    wal.write_bytes(b"\x37\x7f\x06\x82" + data + chance.randbytes(chance.randrange(20_000)))
    assert is_damaged(wal) in (True, False)
    assert len(laid_over(b"", wal.read_bytes())) <= wal.stat().st_size
