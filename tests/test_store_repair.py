"""A store is looked after: what is wrong is told, a copy lies beside it, and what is left of it is saved."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import StoreError
from ondit.marks import Mark
from ondit.model import Article, Published, Source
from ondit.overrides import Anchor, Override
from ondit.schema import PAGE_SIZE as PAGE
from ondit.store import SCHEMA_VERSION, open_store, pages, texts
from ondit.store.holding import holder, noted
from ondit.store.repair import back_up_if_due, backup, backup_of, check, repair
from ondit.store.watching import File
from store_files import inside, older

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


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "s.ondit"
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
def path(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path))


def smash(path: Path, page: int, count: int = 1, byte: bytes = b"\xa5") -> None:
    """Overwrite pages of a file, counted from 1."""
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE : (page - 1 + count) * PAGE] = byte * PAGE * count
    path.write_bytes(data)


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def test_a_whole_store_has_no_faults_and_is_left_as_it_lies(path: Path) -> None:
    before = files(path.parent)
    health = check(path)
    assert (health.faults, health.articles, health.overrides, health.waiting) == ((), 120, 100, 0)
    assert repair(path) is None
    assert files(path.parent) == before


def test_a_store_that_is_open_elsewhere_is_looked_at_with_what_waits(path: Path) -> None:
    with open_store(path) as store:
        store.add([told(500)])
        health = check(path)
        assert (health.faults, health.articles) == ((), 121)
        assert health.waiting > 0
        assert store.add([told(501)]).new == 1


def test_a_letter_that_changed_on_the_disk_is_found(path: Path) -> None:
    data, packed = path.read_bytes(), texts.pack(ARTICLES[4].text)
    assert data.count(packed) == 1
    path.write_bytes(data.replace(packed, packed[:-9] + bytes([packed[-9] ^ 4]) + packed[-8:]))
    assert inside(path, "PRAGMA integrity_check") == [("ok",)]
    before = files(path.parent)
    assert check(path).faults == ("1 texts are not as they were stored",)
    assert files(path.parent) == before


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("DROP TABLE override", "no table override"),
        ("DELETE FROM text WHERE number = 5", "1 rows without what they belong to"),
        ("UPDATE text SET text = 'x' WHERE number < 4", "3 texts are not as they were stored"),
    ],
)
def test_what_is_missing_is_told(path: Path, change: str, fault: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    assert fault in check(path).faults


@pytest.mark.parametrize("spoil", ["text", "newer", "other"])
def test_what_is_no_store_of_ours_is_neither_checked_nor_copied_nor_repaired(path: Path, spoil: str) -> None:
    if spoil == "text":
        path.write_text("Ibex denies it. " * 2000)
    elif spoil == "newer":
        inside(path, "PRAGMA user_version = 99")
    else:
        path.unlink()
        inside(path, "CREATE TABLE article (id)")
    before = files(path.parent)
    for act in (check, backup, repair):
        with pytest.raises(StoreError):
            act(path)
    assert files(path.parent) == before


def test_a_backup_copy_is_a_store_of_one_file_and_the_next_one_replaces_it(path: Path) -> None:
    assert backup(path) == backup_of(path)
    assert sorted(one.name for one in path.parent.iterdir()) == ["s.ondit", "s.ondit.backup"]
    with open_store(path) as store:
        store.add([told(500)])
    assert check(backup_of(path)).articles == 120
    backup(path)
    with open_store(backup_of(path)) as store:
        assert store.articles() == [*ARTICLES, told(500)]
        assert store.overrides() == SAID


def test_a_damaged_store_is_not_copied_over_a_good_copy(path: Path) -> None:
    backup(path)
    smash(path, 20)
    before = files(path.parent)
    with pytest.raises(StoreError, match="is damaged, and is not copied"):
        backup(path)
    assert back_up_if_due(path) is None
    assert files(path.parent) == before


def test_a_copy_that_cannot_be_written_leaves_the_one_before(path: Path) -> None:
    backup(path)
    before = backup_of(path).read_bytes()
    with open_store(path) as store:
        store.add([told(500)])
    path.with_name("s.ondit.backup-new").mkdir()
    with pytest.raises(StoreError, match="cannot be copied"):
        backup(path)
    assert backup_of(path).read_bytes() == before


def test_a_copy_that_has_more_than_the_store_is_kept(path: Path) -> None:
    """As where the store was deleted, and adding made a new one in its place."""
    backup(path)
    before = backup_of(path).read_bytes()
    path.unlink()
    with open_store(path) as store:
        store.add([told(500)])
    assert back_up_if_due(path) is None
    with pytest.raises(StoreError, match=r"has 120 articles, the store 1: it is kept") as caught:
        backup(path)
    assert "Move" in caught.value.hint
    assert backup_of(path).read_bytes() == before


def test_a_link_counts_as_the_store_that_it_leads_to(
    path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("links") / "linked"
    link.symlink_to(path)
    assert backup(link) == backup_of(path)
    smash(path, 20)
    done = repair(link)
    assert done
    assert done.aside == path.with_name("s.ondit.damaged")
    assert link.is_symlink()
    with open_store(link) as store:
        assert store.articles() == ARTICLES
        with noted(link):
            assert holder(path)
            assert holder(path) == holder(link)
    assert [one.name for one in link.parent.iterdir()] == ["linked"]


def test_what_a_killed_program_had_begun_to_make_is_undone_before_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    program = (
        "import os, sys\nfrom ondit import schema\n"
        "def steps():\n    yield from schema.SOME\n    os._exit(9)\n"
        "schema.SOME = (*schema._SCHEMA, *['CREATE TABLE t%d (x)' % n for n in range(3000)])\n"
        "schema._SCHEMA = steps()\n"
        "from ondit.store import open_store\nopen_store(sys.argv[1])\n"
    )
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == 9
    assert path.with_name("s.ondit-journal").exists()
    assert check(path).faults == ()
    with open_store(path) as store:
        assert store.articles() == []


def test_a_copy_is_due_once_a_tenth_is_newer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert back_up_if_due(path) == backup_of(path)
    assert back_up_if_due(path) is None
    with open_store(path) as store:
        store.add(map(told, range(500, 520)))
        assert back_up_if_due(path) is None
        store.add(map(told, range(520, 530)))
    assert back_up_if_due(path) == backup_of(path)
    assert check(backup_of(path)).articles == 150
    with open_store(path) as store:
        for override in SAID[:50]:
            store.withdraw(override)
    monkeypatch.setattr("ondit.store.copying.MOST_BYTES", 1000)
    assert back_up_if_due(path) is None
    monkeypatch.undo()
    assert back_up_if_due(path) == backup_of(path)
    assert back_up_if_due(path.with_name("none")) is None


def test_whatever_page_is_broken_store_and_copy_give_everything(path: Path) -> None:
    backup(path)
    good = path.read_bytes()
    for page in [1, 2, 3, 4, 5, *range(6, len(good) // PAGE + 1, 5)]:
        path.write_bytes(good)
        smash(path, page, byte=bytes([page % 256]))
        broken = path.read_bytes()
        done = repair(path)
        if done is None:
            continue  # nothing lay on that page
        with open_store(path) as store:
            assert store.articles() == ARTICLES
            assert sorted(store.overrides(), key=repr) == sorted(SAID, key=repr)
        assert (done.articles, done.overrides, done.lost) == (120, 100, ())
        assert done.aside
        assert done.aside.read_bytes() == broken
        assert check(path).faults == ()
        done.aside.unlink()


def test_without_a_copy_only_what_lay_on_the_broken_page_is_lost(path: Path) -> None:
    good, saved = path.read_bytes(), []
    for page in range(1, len(good) // PAGE + 1, 7):
        path.write_bytes(good)
        smash(path, page)
        done = repair(path)
        if done:
            with open_store(path) as store:
                kept = store.articles()
                assert all(article in ARTICLES for article in kept)
                assert all(override in SAID for override in store.overrides())
            saved.append(len(kept))
            assert done.aside
            done.aside.unlink()
    assert min(saved) >= 60  # a page holds the other columns of 54 articles, or texts of a few
    assert sorted(saved)[len(saved) // 4] >= 112


def test_articles_whose_texts_are_lost_are_named(path: Path) -> None:
    inside(path, "SELECT 1")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE text SET text = text || '!' WHERE number IN (5, 9)")
        connection.commit()
    done = repair(path)
    assert done
    assert (done.articles, done.restored, sorted(done.lost)) == (118, 0, ["Volt, part 4", "Volt, part 8"])


def test_what_was_withdrawn_does_not_come_back_from_the_copy(path: Path) -> None:
    backup(path)
    with open_store(path) as store:
        store.withdraw(SAID[7])
        store.add([told(500)])
        store.override(said(500))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE text SET text = '' WHERE number = 3")
        connection.commit()
    done = repair(path)
    assert done
    assert (done.articles, done.restored, done.is_sure) == (121, 1, True)
    with open_store(path) as store:
        assert store.overrides() == [*SAID[:7], *SAID[8:], said(500)]
        assert store.articles()[-1] == told(500)


def test_what_the_disk_changed_in_a_row_is_taken_from_the_copy(path: Path) -> None:
    backup(path)
    data = path.read_bytes()
    place = data.index(b"Volt, part 72025-05-23")
    path.write_bytes(data[:place] + b"Wolt, part 7" + data[place + 12 :])
    smash(path, 60)
    done = repair(path)
    assert done
    with open_store(path) as store:
        assert store.articles() == ARTICLES


CHANGES = [
    (b"2025-05-23day", b"2025-05-24day"),
    (b"2025-05-23day", b"2025-0H-23day"),
    (b"2025-05-23day", b"2025-05-23d\xffy"),
    (b"Volt, part 8", b"Wolt, part 8"),
    (b"Quay Newsmetadata", b"Quai Newsmetadata"),
    (b"Quay Newsmetadata", b"Quay New\xffmetadata"),
]


def changed(path: Path, before: bytes, after: bytes) -> None:
    """Change the last such letters of a file."""
    data = path.read_bytes()
    place = data.rindex(before)
    path.write_bytes(data[:place] + after + data[place + len(before) :])


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_an_article_that_is_not_as_it_was_stored_is_told_and_left_out(
    path: Path, before: bytes, after: bytes
) -> None:
    changed(path, before, after)
    assert "1 articles are not as they were stored" in check(path).faults
    done = repair(path)
    assert done
    assert (done.articles, len(done.lost)) == (119, 1)
    assert done.lost[0][1:].startswith("olt, part ")
    with open_store(path) as store:
        kept = store.articles()
        assert [one for one in ARTICLES if one in kept] == kept
        assert store.add(ARTICLES).new == 1
        assert sorted(store.articles(), key=repr) == sorted(ARTICLES, key=repr)


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_an_article_that_is_not_as_it_was_stored_is_taken_from_the_copy(
    path: Path, before: bytes, after: bytes
) -> None:
    backup(path)
    changed(path, before, after)
    done = repair(path)
    assert done
    assert (done.articles, done.restored, done.lost) == (120, 1, ())
    with open_store(path) as store:
        assert store.articles() == ARTICLES


def test_a_copy_of_an_older_version_gives_what_is_lost(path: Path) -> None:
    older(backup_of(path), 4, ARTICLES)
    changed(path, *CHANGES[0])
    done = repair(path)
    assert done
    assert (done.articles, done.restored, done.lost) == (120, 1, ())
    with open_store(path) as store:
        assert store.articles() == ARTICLES


def test_an_article_that_leads_to_the_text_of_another_is_told_and_left_out(path: Path) -> None:
    inside(path, "SELECT 1")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE article SET text = 7 WHERE number = 3")
        connection.commit()
    assert check(path).faults == ("1 articles are not as they were stored",)
    done = repair(path)
    assert done
    assert (done.articles, done.lost) == (119, ("Volt, part 2",))


@pytest.mark.parametrize(
    ("before", "after", "mended"),
    [
        (b"2025-05-23day", b"2025-0H-23day", {"published": None}),
        (b"2025-05-23day", b"2025-05-23d\xffy", {}),
        (b"Quay Newsmetadata", b"Quay Newsmetad\x01ta", {}),
        (b"Quay Newsmetadata", b"Quay New\xffmetadata", {"source": Source("Quay New\ufffd", "metadata")}),
    ],
)
def test_a_row_of_an_older_store_that_makes_no_sense_is_mended_without_a_copy(
    tmp_path: Path, before: bytes, after: bytes, mended: dict[str, Any]
) -> None:
    path = older(tmp_path / "s.ondit", 5, ARTICLES)
    changed(path, before, after)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM text WHERE number = 1")
        connection.commit()
    assert repair(path)
    with open_store(path) as store:
        others = [one for one in store.articles() if one not in ARTICLES]
        assert len(store.articles()) == 119
        assert others == ([replace(told(int(others[0].id[1:])), **mended)] if mended else [])


@pytest.mark.parametrize("change", ["made = '2025-06-01T1F'", "kind = 'x'", "start = -9", "words = x'ff'"])
def test_corrections_that_make_no_sense_are_told_and_left_out(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE override SET {change} WHERE number = 4")  # noqa: S608
        connection.commit()
    assert "1 corrections make no sense" in check(path).faults
    with open_store(path) as store, pytest.raises(StoreError, match="is damaged"):
        store.overrides()
    assert repair(path)
    with open_store(path) as store:
        assert store.overrides() == [*SAID[:3], *SAID[4:]]


def test_letters_that_are_broken_outside_of_texts_are_told(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE article SET title = CAST(x'ff41' AS TEXT) WHERE number < 3")
        connection.commit()
    assert check(path).faults == (
        "letters of 2 articles are broken",
        "2 articles are not as they were stored",
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_damage_gives_anything_but_a_sentence_or_a_store(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - any will do
    good = path.read_bytes()
    for _ in range(3):
        data = bytearray(good)
        first = chance.choice([0, len(data) // 2])
        for _ in range(chance.choice([1, 4, 40])):
            data[chance.randrange(first, len(data))] = chance.randrange(256)
        path.write_bytes(data)
        with suppress(StoreError), open_store(path) as store:
            assert len(store.articles()) <= 120
            assert len(store.overrides()) <= 100
        with suppress(StoreError):
            repair(path)
            assert check(path).faults == ()


def test_what_is_watched_is_saved(path: Path) -> None:
    smash(path, 20, 2)
    assert repair(path)
    with open_store(path) as store:
        assert store.watching(lambda one: one.sources()) == ["https://quay.example/feed", "/notes"]
        assert store.watching(lambda one: one.record("https://quay.example/feed")) == "{}"
        assert store.watching(lambda one: one.files("/notes")) == [File("one.txt", 9, 1)]


def test_a_readers_marks_are_saved(path: Path) -> None:
    smash(path, 20, 2)
    assert repair(path)
    with open_store(path) as store:
        assert store.marks() == [MARK]


def test_a_store_that_was_cut_short_keeps_what_is_left(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: -3 * PAGE])
    done = repair(path)
    assert done
    assert 0 < done.articles < 120
    with open_store(path) as store:
        assert all(article in ARTICLES for article in store.articles())


def test_what_waits_beside_a_damaged_store_is_saved(path: Path) -> None:
    program = (
        "import os, sys\nsys.path.insert(0, sys.argv[2])\nfrom test_store_repair import told\n"
        "from ondit.store import open_store\nstore = open_store(sys.argv[1])\n"
        "store.add([told(500)])\nos._exit(9)\n"
    )
    line = [sys.executable, "-c", program, path, Path(__file__).parent]
    assert subprocess.run(line, check=False).returncode == 9
    wal = path.with_name("s.ondit-wal").read_bytes()
    smash(path, 30, 2)
    before = path.read_bytes()
    done = repair(path)
    assert done
    assert done.aside
    assert done.aside.read_bytes() == before
    assert done.aside.with_name("s.ondit.damaged-wal").read_bytes() == wal
    with open_store(path) as store:
        assert told(500) in store.articles()


def test_a_store_that_is_gone_comes_back_from_its_copy(path: Path) -> None:
    backup(path)
    path.unlink()
    done = repair(path)
    assert done
    assert (done.articles, done.restored, done.aside) == (120, 120, None)
    with open_store(path) as store:
        assert (store.articles(), store.overrides()) == (ARTICLES, SAID)


def test_a_store_that_lost_its_mark_is_made_anew(path: Path) -> None:
    inside(path, "PRAGMA application_id = 7")
    with pytest.raises(StoreError, match="is not a store of Ondit"):
        open_store(path)
    done = repair(path)
    assert done
    assert (done.articles, done.overrides, done.is_sure) == (120, 100, True)


def test_a_file_that_holds_nothing_is_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(StoreError, match=r"Nothing in .* can be saved"):
        repair(path)
    assert files(path.parent) == {"s.ondit": b""}


def test_nothing_that_was_put_aside_is_overwritten(path: Path) -> None:
    for name in ("s.ondit.damaged", "s.ondit.damaged1"):
        path.with_name(name).write_text(name)
    smash(path, 20)
    done = repair(path)
    assert done
    assert done.aside == path.with_name("s.ondit.damaged2")
    assert path.with_name("s.ondit.damaged").read_text() == "s.ondit.damaged"


@pytest.mark.skipif(sys.platform == "win32", reason="locks are others there")
def test_a_store_that_another_has_open_is_not_repaired(path: Path) -> None:
    program = (
        "import sys\nfrom ondit.store import open_store\nstore = open_store(sys.argv[1])\n"
        "print('open', flush=True)\nsys.stdin.read(1)\n"
    )
    line = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        smash(path, 30, 2)
        before = path.read_bytes()
        with pytest.raises(StoreError, match="is open in another program"):
            repair(path)
        assert path.read_bytes() == before
        process.communicate("x", timeout=60)
    assert repair(path)


KILLED = """
import os, sys
from pathlib import Path
from ondit.store import repair
left = int(sys.argv[2])
def dying(module, name):
    act = getattr(module, name)
    def run(*given, **options):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return act(*given, **options)
    setattr(module, name, run)
for module, name in [(os, "link"), (os, "fsync"), (Path, "replace"), (Path, "unlink")]:
    dying(module, name)
repair.repair(Path(sys.argv[1]))
"""


def test_a_repair_that_is_killed_anywhere_is_done_again(whole: Path, tmp_path: Path) -> None:
    ends = []
    for step in range(0, 400, 9):
        folder = tmp_path / str(step)
        folder.mkdir()
        path = Path(shutil.copy(whole, folder))
        backup(path)
        with open_store(path) as store:
            store.add([told(500)])
        smash(path, 20)
        line = [sys.executable, "-c", KILLED, path, str(step)]
        ends.append(subprocess.run(line, check=False).returncode)
        repair(path)
        with open_store(path) as store:
            assert store.articles() == [*ARTICLES, told(500)]
            assert store.overrides() == SAID
        if ends[-1] == 0:
            break
    assert (set(ends[:-1]), ends[-1]) == ({9}, 0)
    assert len(ends) > 4


@pytest.mark.parametrize("spoil", [lambda data: data, lambda data: data[:100], lambda data: b""])
def test_rows_are_read_from_pages_as_sqlite_reads_them(whole: Path, spoil: Callable[[bytes], bytes]) -> None:
    data = spoil(whole.read_bytes())
    found = {(number, *row[1:]) for number, row in pages.rows(data) if len(row) == 3}
    wanted = set(inside(whole, "SELECT number, digest, text FROM text")) if len(data) > 100 else set()
    assert {row for row in found if isinstance(row[1], bytes) and isinstance(row[2], bytes)} == wanted


@given(st.randoms(use_true_random=False), st.integers(1, 400))
def test_no_damage_breaks_the_reading_of_pages(whole: Path, chance: random.Random, faults: int) -> None:
    data = bytearray(whole.read_bytes())
    for _ in range(faults):
        data[chance.randrange(len(data))] = chance.randrange(256)
    rows = list(pages.rows(bytes(data)))
    assert len(rows) <= len(data) // 4


def test_a_store_of_today_is_repaired_to_a_store_of_today(path: Path) -> None:
    smash(path, 20)
    assert repair(path)
    assert inside(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert inside(path, "PRAGMA foreign_key_check") == []
