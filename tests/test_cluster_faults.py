"""What goes wrong on workers: full disks, too little memory, other versions, damaged files; all is told."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytest.importorskip("pyarrow", reason="the extra cluster is not installed")

from distributed import Future, LocalCluster
from distributed.comm.core import CommClosedError
from distributed.core import Status
from typer.testing import CliRunner, Result

import cluster_corpus
from ondit.cluster import crew, cutting, idling, inputs, joining, row_groups, working
from ondit.cluster.inputs import read
from ondit.cluster.out_of_core import rows_on_disk
from ondit.cluster.run import Manifest, write_manifest
from ondit.cluster.shelf import Shelf
from ondit.ingest.results import MANIFEST
from ondit_tui.cli import app
from test_cluster import local, tables
from test_cluster_splitting import source_of

pytestmark = pytest.mark.xdist_group("workers")


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Yield a scheduler with one worker, both in this process."""
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=crew.ANY_PORT, silence_logs=50
    ) as started:
        yield started


@pytest.fixture(scope="module")
def scheduler(cluster: LocalCluster) -> str:
    return str(cluster.scheduler_address)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cluster_corpus.write(tmp_path_factory.mktemp("corpus") / "news.jsonl", cluster_corpus.rows(10))


@pytest.fixture(scope="module")
def expected(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return local(tmp_path_factory.mktemp("local") / "out", [corpus])


def match(scheduler: str, corpus: Path, out: Path) -> Result:
    asked = ["match", "--engine", "dask", "--scheduler", scheduler, str(corpus), str(out)]
    return CliRunner().invoke(app, asked)


def check_stopped(done: Result, out: Path, said: str) -> None:
    """See that a run ended with a sentence, and left nothing that is half done."""
    assert done.exit_code == 3, done.output
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not [one for one in out.rglob("*") if one.name.endswith("~")]
    assert not (out / "statements").exists()


def test_a_full_disk_is_told_and_the_run_goes_on(
    scheduler: str,
    corpus: Path,
    expected: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out, synced = tmp_path / "out", os.fsync

    def full(number: int) -> None:
        if (out / "_work/done/settle").exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        synced(number)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        done = match(scheduler, corpus, out)
    check_stopped(done, out, "no room is left")
    assert "the same command goes on" in done.stderr
    assert match(scheduler, corpus, out).exit_code == 1  # a row has no text
    assert tables(out) == expected


def test_too_little_memory_is_told_and_the_run_goes_on(
    scheduler: str,
    corpus: Path,
    expected: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: Any) -> None:
        raise MemoryError("Unable to allocate 3.1 GiB")

    with monkeypatch.context() as patch:
        patch.setattr(joining, "wholes", fail)
        done = match(scheduler, corpus, tmp_path / "out")
    check_stopped(done, tmp_path / "out", "A worker had no memory left for “join 000000-000000”.")
    assert match(scheduler, corpus, tmp_path / "out").exit_code == 1
    assert tables(tmp_path / "out") == expected


def test_a_worker_of_another_version_that_comes_later_is_told(
    scheduler: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = crew.Workers.check

    def changed(self: crew.Workers) -> int:
        count = check(self)
        monkeypatch.setattr(working, "__version__", "0.0")
        return count

    monkeypatch.setattr(crew.Workers, "check", changed)
    done = match(scheduler, corpus, tmp_path / "out")
    check_stopped(done, tmp_path / "out", "The scheduler or some workers are of another version than")
    assert "0.0 here" in done.stderr


def test_a_damaged_file_of_the_work_is_told(scheduler: str, corpus: Path, tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))
    for data in (b"\xc1", b"\x93\x01"):
        shelf.put("_work/drafts/1", data)
        with pytest.raises(OSError, match="_work/drafts/1 is damaged"):
            shelf.kept("drafts/1", list[int])
    shelf.deal("parts/1", {0: [1, 2], 1: [3]})
    whole = (tmp_path / "_work/parts/1").read_bytes()
    for size in (4, 9, len(whole) - 1):
        (tmp_path / "_work/parts/1").write_bytes(whole[:size])
        with pytest.raises(OSError, match="_work/parts/1 is damaged"):
            shelf.dealt("parts/1", 1, list[int])
    task = working.Task(str(tmp_path), working.ready(), "read", "1", _kept, ())
    with (
        crew.Workers(scheduler) as workers,
        pytest.raises(crew.ClusterError, match=r"drafts/1 is damaged\. Remove the f"),
    ):
        list(workers.perform([task]))


def _kept(shelf: Shelf) -> int:
    return len(shelf.kept("drafts/1", list[int]))


def test_no_room_for_a_copy_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"text": ["It sails."] * 30}), tmp_path / "a.parquet", row_group_size=10)
    address = "memory://room/a.parquet"
    fsspec.filesystem("memory").pipe_file("/room/a.parquet", (tmp_path / "a.parquet").read_bytes())

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(row_groups, "TemporaryDirectory", full)
    with pytest.raises(OSError, match="No space left"):
        list(cutting.Reading(source_of(address), cutting.Piece(0, 30, (), (0, 3))))
    monkeypatch.setattr(inputs, "reader_of", lambda _: full)
    with pytest.raises(OSError, match="No space left"):
        list(read(source_of(address)))


def test_tables_that_find_no_room_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    with pytest.raises(OSError, match="No space left"), rows_on_disk():
        raise duckdb.IOException("IO Error: Could not write: No space left on device")
    from ondit.cluster import out_of_core

    monkeypatch.setattr(out_of_core, "MEMORY", "20MB")
    with pytest.raises(MemoryError), rows_on_disk() as rows:
        rows.one("SELECT length(string_agg(repeat(CAST(range AS VARCHAR), 40), '')) FROM range(2000000)")


def test_what_a_worker_remembers_of_a_folder_ends_with_its_run(
    scheduler: str, corpus: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    other = cluster_corpus.write(tmp_path / "other.jsonl", cluster_corpus.rows(8, seed=3))
    assert match(scheduler, other, tmp_path / "out").exit_code == 1
    shutil.rmtree(tmp_path / "out")
    assert match(scheduler, corpus, tmp_path / "out").exit_code == 1
    assert tables(tmp_path / "out") == expected


def test_a_scheduler_holds_a_few_tasks_however_many_there_are(cluster: LocalCluster) -> None:
    drawn, held, ahead = 0, [], []

    def tasks() -> Iterator[working.Task]:
        nonlocal drawn
        for number in range(200):
            drawn += 1
            held.append(len(cluster.scheduler.tasks))
            yield working.Task("memory://few", working.ready(), "join", f"{number:08}", _nothing, ())

    with crew.Workers(cluster.scheduler_address) as workers:
        for done, _ in enumerate(workers.perform(tasks()), 1):
            ahead.append(drawn - done)
    assert drawn == len(ahead) == 200
    assert max(ahead) <= crew.AHEAD
    assert max(held) <= 10 * crew.AHEAD  # those that are given back are told in passing


def _nothing(shelf: Shelf) -> int:
    return 0


def test_a_folder_is_the_same_wherever_its_tasks_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        shelf = Shelf("out")
        shelf.put("told", name.encode())
        assert (tmp_path / name / "out/told").read_text() == name
    monkeypatch.chdir(tmp_path)
    assert Shelf(shelf.address).get("told") == b"other"


def test_a_scheduler_that_is_lost_while_it_tells_an_outcome_is_gone(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_: Future[Any]) -> None:
        raise CommClosedError("in <TCP (closed) ConnectionPool.gather>: Connection reset by peer")

    monkeypatch.setattr(Future, "result", lost)
    task = working.Task(str(tmp_path), working.ready(), "read", "1", _nothing, ())
    gone = rf"^The scheduler at {scheduler} is gone\. What is done stays"
    with crew.Workers(scheduler) as workers, pytest.raises(crew.ClusterError, match=gone):
        list(workers.perform([task]))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (0, "The scheduler has no workers any more. Start some. What is done stays"),
        (1, "No worker has memory left to begin a task. Give workers more memory. What is done stays"),
    ],
)
def test_workers_that_never_work_again_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int, said: str
) -> None:
    monkeypatch.setattr(crew, "SECONDS", 0.1)
    monkeypatch.setattr(crew, "SECONDS_IDLE", 1)
    with (
        LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            memory_limit=0,
            dashboard_address=crew.ANY_PORT,
            silence_logs=50,
        ) as own,
        crew.Workers(own.scheduler_address) as workers,
    ):
        for worker in own.workers.values():
            worker.status = Status.paused  # as where its memory is full
        if not left:
            own.scale(0)
        task = working.Task(str(tmp_path), working.ready(), "read", "1", _nothing, ())
        with pytest.raises(crew.ClusterError, match=said):
            list(workers.perform([task]))


def test_workers_are_idle_where_none_works_or_may() -> None:
    def worker(status: str, executing: int) -> dict[str, Any]:
        return {"status": status, "metrics": {"task_counts": {"memory": 2, "executing": executing}}}

    full = worker("paused", 0)
    assert idling.idle({"a": full, "b": worker("closing", 0)})
    assert not idling.idle({"a": full, "b": worker("running", 0)})
    assert not idling.idle({"a": full, "b": worker("paused", 1)})
    assert idling.idle({"a": {"status": "init", "metrics": {}}})


def test_what_else_workers_have_of_another_version_is_noted(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crew.Workers(scheduler) as workers:
        assert workers.notes() == []
        told: Any = workers._client.get_versions(packages=list(idling.MORE))
        assert all(told["client"]["packages"][name] for name in idling.PACKAGES)
        told["workers"] = {
            "tcp://a:1": {"packages": told["client"]["packages"] | {"dask": "2025.1.0"}},
            "tcp://b:1": {"packages": told["client"]["packages"] | {"python": "3.99.1.final.0"}},
            "tcp://c:1": {},
        }
        monkeypatch.setattr(workers._client, "get_versions", lambda **_: told)
        (note,) = workers.notes()
    assert note.is_note
    assert note.input == scheduler
    assert "dask 2025.1.0 (here " in note.what
    assert "python 3.99 (here 3." in note.what
    assert "numpy" not in note.what


def test_a_damaged_record_of_the_work_says_what_helps(
    scheduler: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(joining, "wholes", fail)
        assert match(scheduler, corpus, tmp_path / "out").exit_code == 3
    path = tmp_path / "out/_work/done/name/00000/00000000"
    path.write_bytes(path.read_bytes()[:-1])
    done = match(scheduler, corpus, tmp_path / "out")
    check_stopped(done, tmp_path / "out", f"{path} is damaged. Remove the folder, and give the same command")
    assert "goes on" not in done.stderr


@pytest.mark.parametrize("options", [[], ["--strict"]])
def test_why_no_article_could_be_read_is_told(scheduler: str, tmp_path: Path, options: list[str]) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"title": "no text"}\n{broken\n', encoding="utf-8")
    asked = [
        "match",
        "--engine",
        "dask",
        "--scheduler",
        scheduler,
        str(path),
        str(tmp_path / "out"),
        *options,
    ]
    done = CliRunner().invoke(app, asked)
    check_stopped(done, tmp_path / "out", "The row has no text.")
    if options:
        assert done.stderr.startswith(f"{path}, line 1: The row has no text.")
    else:
        assert f"{path}:1: The row has no text." in done.stderr
        assert f"{path}:2: The row is not JSON" in done.stderr
        assert done.stderr.endswith("No article could be read. The lines above say why.\n")


def test_what_still_goes_on_of_a_stopped_run_writes_nothing_into_another_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    task = working.Task(str(out), working.ready(), "read", "00000001", _nothing, (), "first")
    with pytest.raises(OSError, match="is of another run now"):
        working.perform(task)
    assert not out.exists()
    write_manifest(Shelf(str(out)), Manifest(working.ready(), [], None, 1, run="second"))
    with pytest.raises(OSError, match="is of another run now"):
        working.perform(task)
    assert [one.name for one in out.iterdir()] == [MANIFEST]
    working.perform(task._replace(run="second"))
    assert (out / "_work" / task.record).exists()


def test_a_file_that_is_not_there_for_a_worker_is_named(scheduler: str, tmp_path: Path) -> None:
    task = working.Task(str(tmp_path), working.ready(), "read", "1", _kept, ())
    missing = rf"there is no {tmp_path}/_work/drafts/1\. See that workers reach the folder"
    with crew.Workers(scheduler) as workers, pytest.raises(crew.ClusterError, match=missing):
        list(workers.perform([task]))


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine").touch()
    done = CliRunner().invoke(
        app, ["match", str(tmp_path / "none.jsonl"), str(tmp_path / "out"), "--format", "parquet"]
    )
    assert done.exit_code == 3
    assert done.stderr == f"{tmp_path}/out holds other files. Name a folder that is empty or not there.\n"


def _lacks() -> str:
    raise ModuleNotFoundError("No module named 'duckdb'", name="duckdb")


def test_what_is_not_installed_where_tasks_are_done_is_told(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crew.Workers(scheduler) as workers:
        with monkeypatch.context() as patch:
            patch.setattr(crew, "ready", _lacks)
            with pytest.raises(crew.ClusterError) as raised:
                workers.check()
        told = raised.value.what
        assert "the scheduler (No module named 'duckdb')" in told
        assert told.count("(No module named 'duckdb')") == 2
        assert "where the scheduler and the workers run" in raised.value.hint
        assert workers.check() == 1
        monkeypatch.setattr(workers._client, "run_on_scheduler", lambda _: "0.0")
        with pytest.raises(crew.ClusterError, match=r"another version than .*: the scheduler has 0\.0"):
            workers.check()


def test_what_a_worker_lacks_is_read_from_its_words() -> None:
    of_dask = Exception("ModuleNotFoundError(\"No module named 'ondit.cluster'\")")
    assert idling.missing(of_dask) == "No module named 'ondit.cluster'"
    assert idling.missing(AttributeError("Can't get attribute 'ready' on <module>")) == "an older Ondit"
