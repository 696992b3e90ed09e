"""Workers of Dask: the command line, a worker that is killed, a scheduler that is gone, another version."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytest.importorskip("pyarrow", reason="the extra cluster is not installed")

import dask
from distributed import LocalCluster
from typer.testing import CliRunner

import cluster_corpus
from ondit.cluster import crew, working
from ondit.cluster.crew import ClusterError, Workers
from ondit.cluster.doing import Step
from ondit.cluster.run import run
from ondit_tui.cli import app
from test_cluster import local, sources, tables

pytestmark = pytest.mark.xdist_group("workers")

BLOCK = 12_000
LEAD = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from ondit_tui.cli import main
main()
"""
"""Runs the program with one worker, as it starts one a processor, and so that it can be interrupted.

What a shell runs in its background ignores that, and so does what it begins.
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=crew.ANY_PORT, silence_logs=50
    ) as started:
        yield started


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cluster_corpus.write(tmp_path_factory.mktemp("corpus") / "news.jsonl", cluster_corpus.rows(20))


@pytest.fixture(scope="module")
def expected(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return local(tmp_path_factory.mktemp("local") / "out", [corpus])


def test_the_command_writes_what_one_process_writes(cluster: Any, tmp_path: Path) -> None:
    corpus, out = cluster_corpus.write(tmp_path / "news.jsonl", cluster_corpus.rows(46)), tmp_path / "out"
    expected = local(tmp_path / "local", [corpus])
    done = CliRunner().invoke(
        app, ["match", "--engine", "dask", "--scheduler", cluster.scheduler_address, str(corpus), str(out)]
    )
    assert done.exit_code == 1, done.output
    assert "The row has no text." in done.stderr
    assert "pairs of passages that many sentences share are left out" in done.stderr
    assert f"{len(expected['matches']):,} matches, " in done.stdout
    assert tables(out) == expected


def test_a_worker_that_is_killed_changes_nothing(
    cluster: Any, corpus: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(step: Step) -> None:
        if step.stage == "join" and step.done == 2 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    with Workers(cluster.scheduler_address) as workers:
        assert workers.check() == 2
        run(sources(corpus), str(tmp_path / "out"), workers, block_size=BLOCK, report=kill)
    assert killed
    assert tables(tmp_path / "out") == expected


def test_a_scheduler_that_is_gone_is_told_and_the_run_goes_on_at_another(
    cluster: Any, corpus: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    lost = LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        dashboard_address=crew.ANY_PORT,
        silence_logs=50,
    )

    def stop(step: Step) -> None:
        if step.stage == "join" and step.done == 1:
            threading.Thread(target=lost.close).start()

    with (
        pytest.raises(ClusterError, match=r"The scheduler at .* is gone"),
        Workers(lost.scheduler_address) as workers,
    ):
        run(sources(corpus), str(tmp_path / "out"), workers, block_size=BLOCK, report=stop)
    with Workers(cluster.scheduler_address) as workers:
        run(sources(corpus), str(tmp_path / "out"), workers, block_size=BLOCK)
    assert tables(tmp_path / "out") == expected


def test_a_scheduler_that_is_not_there_ends_with_3(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "SECONDS_TO_CONNECT", "300ms")
    asked = [
        "match",
        "--engine",
        "dask",
        "--scheduler",
        "tcp://127.0.0.1:9",
        str(corpus),
        str(tmp_path / "out"),
    ]
    with dask.config.set({"distributed.comm.timeouts.connect": "10s"}):  # as it was, for those behind this
        done = CliRunner().invoke(app, asked)
    assert done.exit_code == 3
    assert "The scheduler at tcp://127.0.0.1:9 cannot be reached." in done.stderr


def test_ctrl_c_leaves_what_is_done_and_the_run_goes_on(
    cluster: Any, corpus: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-c",
        LEAD,
        "match",
        "--engine",
        "dask",
        str(corpus),
        str(tmp_path / "out"),
    ]
    begun = subprocess.Popen(command, start_new_session=True, stdout=PIPE, stderr=PIPE, text=True)
    while begun.poll() is None and not (tmp_path / "out/_work/done/name").exists():
        time.sleep(0.05)
    os.killpg(begun.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, said = begun.communicate(timeout=120)
    assert begun.returncode == 130, said
    assert said == "Stopped; what is done stays: the same command goes on.\n"
    with Workers(cluster.scheduler_address) as workers:
        run(sources(corpus), str(tmp_path / "out"), workers)
    assert tables(tmp_path / "out") == expected


def test_workers_of_another_version_are_refused(
    cluster: Any, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "__version__", "99.0")
    with (
        Workers(cluster.scheduler_address) as workers,
        pytest.raises(ClusterError, match=r"another version than 99\.0"),
    ):
        workers.check()
    task = working.Task(str(tmp_path), "99.0", "read", "1", sources, ())
    with pytest.raises(working.OtherVersionError):
        working.perform(task)


def test_a_folder_that_cannot_be_written_is_told(cluster: Any, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with Workers(cluster.scheduler_address) as workers:
        found = list(workers.perform([]))
        assert found == []
        task = working.Task("/proc/none", working.ready(), "read", "1", _nothing, ())
        with pytest.raises(ClusterError, match="could not read or write"):
            list(workers.perform([task]))


def test_a_task_that_brings_its_workers_down_is_told(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = working.Task(str(tmp_path), working.ready(), "join", "1", _die, ())
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    with (
        Workers(cluster.scheduler_address) as workers,
        pytest.raises(ClusterError, match=r"came to its end .* Give workers more memory"),
    ):
        list(workers.perform([task]))


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "SECONDS_TO_COME", 1)
    with (
        LocalCluster(n_workers=0, dashboard_address=crew.ANY_PORT, silence_logs=50) as own,
        Workers(own.scheduler_address) as workers,
        pytest.raises(ClusterError, match="has no workers"),
    ):
        workers.check()


def _nothing(shelf: Any) -> int:
    return 0


def _die(shelf: Any) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--engine", "dask", "IN"], "Name the folder last"),
        (["--engine", "dask", "IN", "OUT", "--format", "csv"], "Workers write no csv"),
        (["--engine", "dask", "IN", "OUT", "--kind", "rumour"], "Workers match all"),
        (["--engine", "dask", "IN", "OUT", "--audit"], "--audit is told as text only"),
        (["--scheduler", "tcp://a:1", "IN", "OUT"], "--scheduler is of workers"),
        (["--format", "parquet", "IN"], "No folder to write to is named"),
    ],
)
def test_what_makes_no_sense_is_told(asked: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["match", *asked])
    assert done.exit_code == 2
    assert said in done.stderr


def test_one_process_writes_the_same_tables(
    corpus: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, ["match", str(corpus), str(tmp_path / "out"), "--format", "parquet"])
    assert done.exit_code == 1
    assert tables(tmp_path / "out") == expected
