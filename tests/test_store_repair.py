"""A store that is damaged is made anew of all that is left of it and of its copy."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ondit import schema
from ondit.errors import StoreError
from ondit.model import Source
from ondit.schema import PAGE_SIZE as PAGE
from ondit.store import SCHEMA_VERSION, open_store
from ondit.store.holding import holder, noted
from ondit.store.repair import backup, backup_of, check, repair
from ondit.store.watching import File
from stocked import ARTICLES, MARK, SAID, files, said, smash, told
from store_files import execute, forked, inside, killed_behind, needs_fork, older


@pytest.fixture
def path(stock: Path) -> Path:
    return stock


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


@needs_fork
def test_what_a_killed_program_had_begun_to_make_is_undone_before_it_is_looked_at(tmp_path: Path) -> None:
    path, made = tmp_path / "s.ondit", schema.statements()

    def steps() -> Iterator[str]:
        yield from made
        for number in range(500):  # more than SQLite holds back, so that it writes into the file
            yield f"CREATE TABLE t{number} (x)"
        os._exit(9)

    def begin() -> None:
        schema._SCHEMA = steps()  # type: ignore[assignment]
        open_store(path)

    assert forked(begin) == 9
    assert path.stat().st_size
    assert path.with_name("s.ondit-journal").exists()
    assert check(path).faults == ()
    with open_store(path) as store:
        assert store.articles() == []


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
    execute(path, "UPDATE text SET text = text || '!' WHERE number IN (5, 9)")
    done = repair(path)
    assert done
    assert (done.articles, done.restored, sorted(done.lost)) == (118, 0, ["Volt, part 4", "Volt, part 8"])


def test_what_was_withdrawn_does_not_come_back_from_the_copy(path: Path) -> None:
    backup(path)
    with open_store(path) as store:
        store.withdraw(SAID[7])
        store.add([told(500)])
        store.override(said(500))
    execute(path, "UPDATE text SET text = '' WHERE number = 3")
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
    execute(path, "UPDATE article SET text = 7 WHERE number = 3")
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
    execute(path, "DELETE FROM text WHERE number = 1")
    assert repair(path)
    with open_store(path) as store:
        others = [one for one in store.articles() if one not in ARTICLES]
        assert len(store.articles()) == 119
        assert others == ([replace(told(int(others[0].id[1:])), **mended)] if mended else [])


@pytest.mark.parametrize("change", ["made = '2025-06-01T1F'", "kind = 'x'", "start = -9", "words = x'ff'"])
def test_corrections_that_make_no_sense_are_told_and_left_out(path: Path, change: str) -> None:
    execute(path, f"UPDATE override SET {change} WHERE number = 4")  # noqa: S608
    assert "1 corrections make no sense" in check(path).faults
    with open_store(path) as store, pytest.raises(StoreError, match="is damaged"):
        store.overrides()
    assert repair(path)
    with open_store(path) as store:
        assert store.overrides() == [*SAID[:3], *SAID[4:]]


def test_what_is_told_of_a_table_that_cannot_be_read_does_nothing_to_a_terminal(path: Path) -> None:
    damaged = path.read_bytes().replace(b"CREATE TABLE override", b"CREATE TABLE \x1b[2J\x08ide")
    assert damaged != path.read_bytes()
    path.write_bytes(damaged)
    told = check(path).faults
    assert told
    with pytest.raises(StoreError) as refused, open_store(path):
        pass
    assert [one for one in (*told, str(refused.value)) if not one.isprintable()] == []


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


def test_a_repaired_store_is_one_of_today_with_what_is_watched_and_marked(path: Path) -> None:
    smash(path, 20, 2)
    assert repair(path)
    assert inside(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert inside(path, "PRAGMA foreign_key_check") == []
    with open_store(path) as store:
        assert store.watching(lambda one: one.sources()) == ["https://quay.example/feed", "/notes"]
        assert store.watching(lambda one: one.record("https://quay.example/feed")) == "{}"
        assert store.watching(lambda one: one.files("/notes")) == [File("one.txt", 9, 1)]
        assert store.marks() == [MARK]


def test_a_store_that_was_cut_short_keeps_what_is_left(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: -3 * PAGE])
    done = repair(path)
    assert done
    assert 0 < done.articles < 120
    with open_store(path) as store:
        assert all(article in ARTICLES for article in store.articles())


@needs_fork
def test_what_waits_beside_a_damaged_store_is_saved(path: Path) -> None:
    killed_behind(path, [told(500)])
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


def die_before(step: int) -> None:
    """Have this process end before one of the steps that change files, by its number from 0."""
    left = iter(range(step))

    def dying(act: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **options: Any) -> Any:
            return act(*given, **options) if next(left, None) is not None else os._exit(9)

        return run

    for owner, name in ((os, "link"), (os, "fsync"), (Path, "replace"), (Path, "unlink")):
        setattr(owner, name, dying(getattr(owner, name)))


def repaired(path: Path, step: int) -> None:
    die_before(step)
    repair(path)


@needs_fork
def test_a_repair_that_is_killed_anywhere_is_done_again(path: Path, tmp_path: Path) -> None:
    damaged = path.parent
    backup(path)
    with open_store(path) as store:
        store.add([told(500)])
    smash(path, 20)
    ends = []
    while not ends or ends[-1] == 9:
        path = Path(shutil.copytree(damaged, tmp_path / f"again{len(ends)}")) / "s.ondit"
        ends.append(forked(partial(repaired, path, len(ends))))
        repair(path)
        with open_store(path) as store:
            assert store.articles() == [*ARTICLES, told(500)]
            assert store.overrides() == SAID
    assert ends[-1] == 0
    assert len(ends) > 9
