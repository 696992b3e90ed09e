"""One SQLite file that keeps a collection of articles."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import store as stores
from ondit.errors import StoreError
from ondit.model import Article, Published, Source
from ondit.schema import PAGE_SIZE
from ondit.store import default_path, last_used, open_store, remember
from ondit.store.health import check
from store_files import NewStore, begin_together, inside, killed_behind, needs_fork

_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
_ORIGIN = st.sampled_from(["metadata", "url", "text", "path"])
_ARTICLES = st.lists(
    st.builds(
        Article,
        id=_TEXT,
        text=_TEXT,
        source=st.builds(Source, _TEXT, _ORIGIN),
        path=st.none() | _TEXT,
        url=st.none() | _TEXT,
        title=st.none() | _TEXT,
        author=st.none() | _TEXT,
        published=st.none()
        | st.builds(Published, _TEXT, st.sampled_from(["second", "day", "month", "year"]), _ORIGIN),
        language=_TEXT,
        is_summary=st.booleans(),
        accessed=st.none() | st.just("2025-05-23"),
    ),
    unique_by=lambda article: article.id,
    max_size=8,
)

IBEX = Article("a1", "Ibex denies it.", Source("Harbour Post", "metadata"), path="ibex.txt", title="Ibex")
VOLT = Article(
    "b2", "Volt confirms it.", Source("volt.example", "url"), published=Published("2025-05", "month", "url")
)


@given(_ARTICLES)
def test_articles_come_back_as_they_were(new_store: NewStore, articles: list[Article]) -> None:
    path = new_store()
    with open_store(path) as store:
        assert store.add(articles).new == len(articles)
        assert store.articles() == articles
    with open_store(path) as store:
        assert store.articles() == articles
        assert store.add(articles).new == 0


def test_only_new_articles_are_added_and_order_is_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        assert store.add([VOLT]).new == 1
        assert store.add([IBEX, VOLT, IBEX]).new == 1
        assert store.articles() == [VOLT, IBEX]
        assert store.add([]).new == 0


def test_a_failing_add_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Article]:
        yield VOLT
        raise RuntimeError("the reader broke")

    with open_store(tmp_path / "s.ondit") as store:
        store.add([IBEX])
        with pytest.raises(RuntimeError, match="the reader broke"):
            store.add(broken())
        with pytest.raises(StoreError, match="half a character"):
            store.add([VOLT, Article("c", "\ud800", Source("x", "path"))])
        assert store.articles() == [IBEX]
        assert store.add([VOLT]).new == 1


def test_a_new_store_gets_its_folder_and_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "yet" / "s.ondit"
    open_store(path).close()
    connection = sqlite3.connect(path)
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    assert marks == [stores.APPLICATION_ID, stores.SCHEMA_VERSION]
    assert mode == "wal"


def test_foreign_keys_are_watched(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        assert store._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    path.touch()
    with open_store(path) as store:
        assert store.add([IBEX]).new == 1


def _foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.commit()
    connection.close()


def _newer_store(path: Path) -> None:
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {stores.SCHEMA_VERSION + 1}")
    connection.close()


def _text_file(path: Path) -> None:
    path.write_text("Ibex denies it. " * 20, encoding="utf-8")


def _short_file(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_foreign_database, "is not a store of Ondit"),
        (_newer_store, "made by a newer version"),
        (_text_file, "is not a store of Ondit"),
        (_short_file, "is not a store of Ondit"),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_refused_and_left_alone(
    tmp_path: Path, make, sentence: str
) -> None:
    path = tmp_path / "s.ondit"
    make(path)
    before = (path.read_bytes(), sorted(tmp_path.iterdir()))
    with pytest.raises(StoreError, match=sentence) as caught:
        open_store(path)
    assert str(path) in caught.value.what
    assert caught.value.hint.endswith(".")
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == before


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add([Article(str(number), "Ibex " * 200, IBEX.source) for number in range(50)])
    data = bytearray(path.read_bytes())
    data[PAGE_SIZE:] = b"\xa5" * (len(data) - PAGE_SIZE)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged"), open_store(path) as store:
        store.articles()
    assert path.read_bytes() == bytes(data)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not a file"):
        open_store(tmp_path)


def test_a_parent_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "file" / "s.ondit")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store("nul\0name")


def test_a_store_in_use_is_told_and_works_again_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.05)
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            store.add([IBEX])
        assert store.articles() == []
        other.execute("ROLLBACK")
        other.close()
        assert store.add([IBEX]).new == 1


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add([IBEX])
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(StoreError, match="the disk is full"):
            store.add([Article("big", " ".join(map(str, range(20_000))), VOLT.source)])
        assert store.articles() == [IBEX]
    with open_store(path) as store:
        assert store.articles() == [IBEX]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_read_only_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    open_store(path).close()
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="may not be written to"), open_store(path) as store:
        store.add([IBEX])
    assert path.read_bytes() == before


def test_a_connection_that_may_only_read_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="may not be written to"):
            store.add([IBEX])


@needs_fork
def test_a_writer_that_is_killed_loses_only_what_it_had_not_reported(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"

    def dying() -> Iterator[Article]:
        yield VOLT
        os._exit(9)

    killed_behind(path, [IBEX], dying())
    with open_store(path) as store:
        assert store.articles() == [IBEX]
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_may_open_the_same_new_store(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    program = "import sys; from ondit.store import open_store; open_store(sys.argv[1]).close()"
    running = [subprocess.Popen([sys.executable, "-c", program, str(path)]) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]


def test_a_new_store_that_several_open_at_once_is_made_once(tmp_path: Path) -> None:
    """Each has seen that the file is empty before one of them begins."""
    paths, at_once = [tmp_path / f"{number}.ondit" for number in range(10)], 3
    for path in paths:
        with begin_together(at_once), ThreadPoolExecutor(at_once) as openers:
            list(openers.map(lambda _, path=path: open_store(path).close(), range(at_once)))  # type: ignore[misc]
        assert check(path).faults == ()
        assert inside(path, "PRAGMA journal_mode") == [("wal",)]


def test_closing_twice_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    store, other = open_store(path), open_store(path)
    store.add([IBEX])
    store.close()
    store.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        store.articles()
    assert other.articles() == [IBEX]
    other.close()


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("user_data_path", "user_state_path"):
        monkeypatch.setattr(
            f"platformdirs.{name}", lambda app, *, appauthor, name=name: tmp_path / name / app
        )
    return tmp_path


def test_the_default_place_is_in_the_users_data(homes: Path) -> None:
    assert default_path() == homes / "user_data_path" / "ondit" / "story.ondit"


def test_the_store_used_last_is_remembered(homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert last_used() is None
    monkeypatch.chdir(homes)
    open_store("één.ondit").close()
    assert remember("één.ondit")
    assert last_used() == homes / "één.ondit"
    open_store("two.ondit").close()
    assert remember(Path("two.ondit"))
    assert last_used() == homes / "two.ondit"
    (homes / "two.ondit").unlink()
    assert last_used() is None
    assert [path.name for path in (homes / "user_state_path" / "ondit").iterdir()] == ["last-store"]


def test_what_cannot_be_noted_is_no_error(homes: Path) -> None:
    (homes / "user_state_path").touch()
    assert not remember("s.ondit")
    assert last_used() is None


def test_a_spoilt_note_is_no_error(homes: Path) -> None:
    folder = homes / "user_state_path" / "ondit"
    folder.mkdir(parents=True)
    (folder / "last-store").write_bytes(b"\x00\xff" * 9)
    assert last_used() is None
