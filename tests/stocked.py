"""A store with a hundred articles, corrections, a mark and what it watches, for tests that damage it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from ondit.marks import Mark
from ondit.model import Article, Published, Source
from ondit.overrides import Anchor, Override
from ondit.schema import PAGE_SIZE as PAGE
from ondit.store import open_store
from ondit.store.watching import File

MADE = "2025-06-01T10:00:00Z"


def told(number: int) -> Article:
    letters = random.Random(number)  # noqa: S311 - any numbers will do
    text = " ".join(f"Ibex built {letters.randrange(10**6):,} cars." for _ in range(9 + number % 4 * 70))
    return Article(
        f"a{number}",
        text,
        Source("Quay News", "metadata"),
        title=f"Volt, part {number}",
        published=Published("2025-05-23", "day", "metadata"),
        language="en",
    )


def said(number: int) -> Override:
    words = f"Ibex built {number} cars."
    return Override("status", Anchor(number, number + len(words), f"a{number}", words), MADE, "denied")


ARTICLES = [told(number) for number in range(120)]
SAID = [said(number) for number in range(100)]
MARK = Mark(Anchor(0, 4, "a1", "told"), MADE)


@pytest.fixture(scope="session")
def kept_stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store, for all tests: no test may change it."""
    path = tmp_path_factory.mktemp("stock") / "s.ondit"
    with open_store(path) as store:
        store.add(ARTICLES)
        for override in SAID:
            store.override(override)
        store.mark(MARK)
        store.watching(lambda watched: watched.watch(["https://quay.example/feed", "/notes"]))
        store.watching(lambda watched: watched.keep_record("https://quay.example/feed", "{}"))
        store.watching(lambda watched: watched.keep_files("/notes", [File("one.txt", 9, 1)]))
    return path


@pytest.fixture
def stock(kept_stock: Path, tmp_path: Path) -> Path:
    """Return the store, as the test's own, in a folder where nothing else lies."""
    folder = tmp_path / "stock"
    folder.mkdir()
    return Path(shutil.copy(kept_stock, folder))


def smash(path: Path, page: int, count: int = 1, byte: bytes = b"\xa5") -> None:
    """Overwrite pages of a file, counted from 1."""
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE : (page - 1 + count) * PAGE] = byte * PAGE * count
    path.write_bytes(data)


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
