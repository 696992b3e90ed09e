"""A store's file that somebody else made: it may hold any data, and none of it does anything."""

from __future__ import annotations

import os
import re
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ondit.errors import StoreError
from ondit.model import Article, Published, Source
from ondit.store import inflating, open_store
from ondit.store.copying import backup
from ondit.store.health import check
from ondit.store.holding import note_of, noted
from ondit.store.masks import unpack as unpack_mask
from ondit.store.opening import backup_of
from ondit.store.places import beside
from ondit.store.repair import repair
from ondit.store.texts import pack
from ondit_tui import cli
from store_files import execute

TEXT = (
    "Corvale denied on Monday that it will close the yard at Belmore in June, as had been rumoured. “The yard"
    " will give our ferries a quiet home for many years to come,” said Ann Ode, chief executive of Corvale."
)
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
EVIL = "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x00[red]x[/red]"

STRANGE = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM text; END",
    "view": "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n",
    "other table": "CREATE TABLE more (a)",
    "worked out column": "CREATE TABLE entry_word_more (a, b AS (zeroblob(1000000000)))",
    "index": "CREATE INDEX more ON article (length(zeroblob(length(title))))",
    "filled by a module": "CREATE VIRTUAL TABLE more USING fts5 (a)",
}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions are another system's")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def article(number: int, more: str = "") -> Article:
    return Article(
        f"a{number}{more}",
        f"{TEXT} It is item {number}. {more}",
        Source(f"Outlet {number}{more}", "metadata"),
        title=f"Yard {number}{more}",
        published=Published("2025-05-01", "day", "metadata"),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "s.ondit"
    with open_store(place) as store:
        store.add([article(1), article(2)])
    return place


@pytest.mark.parametrize("made", STRANGE.values(), ids=STRANGE)
def test_a_file_with_more_than_data_is_not_opened_is_told_and_its_articles_are_saved(
    path: Path, made: str
) -> None:
    execute(path, made)
    with pytest.raises(StoreError, match=r"is not as Ondit made it: it holds a \w+ “.+--repair"):
        open_store(path)
    assert any("none of its own" in fault for fault in check(path).faults)
    assert repair(path)
    with open_store(path) as store:
        assert {one.id for one in store.articles()} == {"a1", "a2"}


def test_a_view_in_the_place_of_a_table_is_not_read(path: Path) -> None:
    execute(
        path,
        "PRAGMA foreign_keys = OFF",
        "DROP TABLE override",
        "CREATE VIEW override AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
        " x AS number, 'a' AS kind, 'b' AS made, 'c' AS status, 'd' AS article, 1 AS start, 2 AS stop,"
        " 'e' AS words, 'f' AS other_article, 1 AS other_start, 2 AS other_stop, 'g' AS other_words FROM n",
    )
    with pytest.raises(StoreError, match="a view “override”"):
        open_store(path)
    assert repair(path)
    with open_store(path) as store:
        assert len(list(store.articles())) == 2


TEXT_TABLE = "CREATE TABLE text (number INTEGER PRIMARY KEY, digest BLOB, text"


@pytest.mark.parametrize(
    ("made", "asks"),
    [
        (f"{TEXT_TABLE} AS (zeroblob(1000)))", "FROM text"),
        (f"{TEXT_TABLE} BLOB CHECK (length(zeroblob(1000))))", "integrity_check(text)"),
        (f"{TEXT_TABLE} BLOB); CREATE INDEX i ON text (length(zeroblob(1000)))", "integrity_check(text)"),
        (f"{TEXT_TABLE} BLOB); CREATE INDEX i ON text (digest) WHERE length(text)", "integrity_check(text)"),
    ],
    ids=["column", "check", "index", "partial index"],
)
def test_a_repair_has_nothing_worked_out(
    path: Path, made: str, asks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT number, digest, text FROM text").fetchall()
        connection.executescript(f"PRAGMA foreign_keys = OFF; DROP TABLE text; {made}")
        if " AS " in made:
            connection.executescript("INSERT INTO text (number, digest) VALUES (1, x'00'), (2, x'01')")
        else:
            connection.executemany("INSERT INTO text VALUES (?, ?, ?)", rows)
        connection.commit()
    with pytest.raises(StoreError, match="none of its own"):
        open_store(path)
    asked: list[str] = []
    connect = sqlite3.connect

    def heard(*of: Any, **more: Any) -> sqlite3.Connection:
        connection = connect(*of, **more)
        connection.set_trace_callback(asked.append)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", heard)
        if " AS " in made:
            with pytest.raises(StoreError, match="Nothing in"):
                repair(path)
        else:
            assert repair(path)
            with open_store(path) as store:
                assert {one.id for one in store.articles()} == {"a1", "a2"}
    assert any("FROM article" in one for one in asked)
    assert not [
        one for one in asked if one.startswith(("SELECT", "PRAGMA")) and asks in one and "old" not in one
    ]


def test_a_name_in_the_file_is_told_without_what_a_terminal_acts_on(path: Path) -> None:
    execute(path, f'CREATE VIEW "{EVIL.replace(chr(0), "")}" AS SELECT 1')
    with pytest.raises(StoreError) as raised:
        open_store(path)
    assert not ACTING.search(f"{raised.value.what} {raised.value.hint}")


@pytest.mark.parametrize("made", ["trigger", "view", "worked out column", "index"])
def test_an_older_store_with_what_acts_or_is_worked_out_is_not_renewed(path: Path, made: str) -> None:
    execute(path, STRANGE[made], "PRAGMA user_version = 9")
    with pytest.raises(StoreError, match="none of its own"):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (9,)


def test_functions_that_act_are_not_run_by_a_file(path: Path) -> None:
    with open_store(path) as store:
        assert store._connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert store._connection.execute("PRAGMA cell_size_check").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError, match=r"not authorized|no such function"):
            store._connection.execute("SELECT load_extension('x')")


def test_a_text_that_unpacks_to_too_much_is_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflating, "MOST_BYTES", 100_000)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE text SET text = ? WHERE number = 1", (pack("a" * 100_001),))
    with open_store(path) as store, pytest.raises(StoreError, match="damaged"):
        list(store.articles())
    with pytest.raises(ValueError, match="unpacks to more"):
        unpack_mask([zlib.compress(bytes(100_001))], 9)


def test_only_the_user_may_read_what_is_made(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        place = tmp_path / "own.ondit"
        with open_store(place) as store:
            store.add([article(1)])
            made = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir() if one.is_file()}
        assert made.keys() >= {"own.ondit", "own.ondit-wal", "own.ondit-shm"}
        assert set(made.values()) == {0o600}
        assert backup(place).stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def test_a_store_that_is_shared_stays_so_and_so_does_its_copy(path: Path) -> None:
    path.chmod(0o640)
    with open_store(path) as store:
        store.add([article(3)])
    assert path.stat().st_mode & 0o777 == 0o640
    assert backup(path).stat().st_mode & 0o777 == 0o640
    execute(path, STRANGE["trigger"])
    assert repair(path)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "words",
    [
        ("timeline",),
        ("timeline", "--format", "csv"),
        ("timeline", "--format", "markdown"),
        ("timeline", "--format", "json"),
        ("quotes",),
        ("match",),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_nothing_that_a_terminal_acts_on_is_printed_of_a_store(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    place = tmp_path / "evil.ondit"
    with open_store(place) as store:
        store.add([article(number, EVIL) for number in range(3)])
    done = CliRunner().invoke(cli.app, [*words, "--store", str(place)])
    assert done.exit_code in {0, 1}, done.output
    assert len(done.stdout) > 100
    assert not ACTING.search(done.output)


@pytest.mark.parametrize("end", ["-writer-new", ".backup-new"])
def test_what_is_written_beside_a_store_goes_through_no_link(path: Path, tmp_path: Path, end: str) -> None:
    mine = tmp_path / "mine.txt"
    mine.touch()
    beside(path, end).symlink_to(mine)
    backup(path)
    assert mine.read_bytes() == b""
    assert backup_of(path).is_file()
    assert not backup_of(path).is_symlink()


def test_the_note_of_who_writes_tells_the_command_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "https://me:secret@quay.example/rss"
    monkeypatch.setattr("sys.argv", ["/usr/bin/ondit", "watch", secret])
    with noted(path):
        told = note_of(path).read_text("utf-8")
    assert "ondit watch" in told
    assert "secret" not in told
