"""Addresses of files and folders: archives on top of them, hosts, accounts, and file systems that fail."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pa = pytest.importorskip("pyarrow", reason="the extra cluster is not installed")

import fsspec
import pyarrow.parquet as pq
from fsspec.implementations.memory import MemoryFileSystem

import cluster_corpus
from ondit.cluster import cutting
from ondit.cluster.foreign import UnreachableError
from ondit.cluster.inputs import Source, opened, read, sources_of
from ondit.cluster.local import write_story
from ondit.cluster.run import run
from ondit.cluster.shelf import Shelf
from ondit.errors import OutputError
from ondit.model import Problem, Story
from test_cluster import Here, local, tables

pytestmark = pytest.mark.xdist_group("cluster")


class NoCredentialsError(Exception):
    """As botocore has it: no OSError."""


class Failing(MemoryFileSystem):
    """Files in memory that fail as those of a cloud do, by errors of their own."""

    protocol = "failing"
    failing = ""

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.replace("failing://", "memory://")))

    def info(self, path: str, **options: Any) -> Any:
        self._see("info")
        return super().info(path, **options)

    def cat_file(self, path: str, *given: Any, **options: Any) -> bytes:
        self._see("cat_file")
        return bytes(super().cat_file(path, *given, **options))

    def pipe_file(self, path: str, value: bytes, **options: Any) -> Any:
        self._see("pipe_file")
        return super().pipe_file(path, value, **options)

    def open(self, path: str, *given: Any, **options: Any) -> Any:
        stream = super().open(path, *given, **options)
        self._see("open")
        if self.failing == "read":
            stream.read = lambda *_: self._see("read")
        return stream

    def _see(self, name: str) -> None:
        if name == Failing.failing:
            raise NoCredentialsError("Unable to locate credentials.")


@pytest.fixture
def failing() -> Iterator[type[Failing]]:
    fsspec.register_implementation("failing", Failing, clobber=True)
    yield Failing
    Failing.failing = ""


def text_of(source: Source) -> list[str]:
    with opened(source) as stream:
        return [line.decode() for line in stream]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A packed folder with a file of JSON Lines, and one of Parquet below."""
    found = cluster_corpus.rows(6)
    cluster_corpus.write(tmp_path / "a.jsonl", found[:4])
    pq.write_table(
        pa.Table.from_pylist([{"text": row["text"]} for row in found[4:6]]), tmp_path / "b.parquet"
    )
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(tmp_path / "a.jsonl", "a.jsonl")
        file.write(tmp_path / "b.parquet", "below/b.parquet")
    return path


@pytest.mark.parametrize(
    "pattern", ["zip://*", "zip://", "zip://*.jsonl", "zip://below", "simplecache::zip://*"]
)
def test_files_in_an_archive_are_read(archive: Path, tmp_path: Path, pattern: str) -> None:
    found = list(sources_of([f"{pattern}::{archive}"]))
    sources = [one for one in found if isinstance(one, Source)]
    assert sources == found
    plain = [tmp_path / ("a.jsonl" if one.stem == "a" else "b.parquet") for one in sources]
    run(sources, str(tmp_path / "out"), Here())
    assert {one.stem for one in sources} == {
        name for name in "ab" if not pattern.endswith({"a": "below", "b": ".jsonl"}[name])
    }
    assert tables(tmp_path / "out") == local(tmp_path / "local", plain)


def test_a_file_in_an_archive_is_read_from_any_folder(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.parent)
    (source,) = sources_of([f"zip://*.jsonl::{archive.name}"])
    monkeypatch.chdir("/")
    assert isinstance(source, Source)
    assert len(text_of(source)) == 4


def test_a_file_in_an_archive_is_cut_by_its_own_kind(archive: Path) -> None:
    sources = [one for one in sources_of([f"zip://::{archive}"]) if isinstance(one, Source)]
    assert [cutting.may_be_cut(one) for one in sources] == [True, True]


def test_hosts_and_accounts_stay_in_an_address_and_are_not_shown(
    failing: type[Failing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Failing, "_strip_protocol", classmethod(lambda _, path: "/" + path.split("@host/", 1)[-1].strip("/"))
    )
    failing().pipe_file("/hosted/a.jsonl", b'{"text": "It sails."}\n')
    for name in ("hosted", "hosted/", "hosted/*.jsonl", "hosted/a.jsonl"):
        (source,) = sources_of([f"failing://ann:secret@host/{name}"])
        assert isinstance(source, Source)
        assert source.address == "failing://ann:secret@host/hosted/a.jsonl"
        assert source.name == "failing://host/hosted/a.jsonl"
        assert len(text_of(source)) == 1


def test_a_file_system_that_fails_by_its_own_errors_is_told(failing: type[Failing]) -> None:
    failing.failing = "info"
    (told,) = sources_of(["failing://bucket/a.jsonl"])
    assert isinstance(told, Problem)
    assert told.what == "It cannot be reached: Unable to locate credentials."
    shelf = Shelf("failing://shelf")
    for name, work in (
        ("pipe_file", lambda: shelf.put("a", b"")),
        ("cat_file", lambda: shelf.get("a")),
        ("cat_file", lambda: shelf.dealt("a", 0, int)),
    ):
        failing.failing = name
        with pytest.raises(UnreachableError, match="Unable to locate credentials"):
            work()


@pytest.mark.parametrize("what", ["open", "read"])
def test_a_file_that_cannot_be_reached_now_is_not_left_out(failing: type[Failing], what: str) -> None:
    name = f"{uuid4().hex}.jsonl"
    failing().pipe_file(f"/{name}", b'{"text": "It sails."}\n')
    (source,) = sources_of([f"failing://{name}"])
    assert isinstance(source, Source)
    failing.failing = what
    with pytest.raises(OSError, match=rf"{name}: Unable to locate credentials$"):
        list(read(source))


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (
            "nowhere://ann:secret@host/out",
            r"^nowhere://host/out cannot be written: Protocol not known: nowhere\.",
        ),
        ("failing://nobody/out", r"^failing://nobody/out cannot be written: Unable to locate credentials\."),
    ],
)
def test_a_folder_that_cannot_be_reached_is_told(
    failing: type[Failing], tmp_path: Path, out: str, said: str
) -> None:
    path = cluster_corpus.write(tmp_path / "news.jsonl", cluster_corpus.rows(4))
    sources = [one for one in sources_of([str(path)]) if isinstance(one, Source)]
    failing.failing = "cat_file"
    with pytest.raises(OutputError, match=said):
        run(sources, out, Here())
    failing.failing = "pipe_file"
    with pytest.raises(OutputError, match=said):
        write_story(Story(), out)


def test_a_file_where_a_folder_is_named_is_told(tmp_path: Path) -> None:
    path = cluster_corpus.write(tmp_path / "news.jsonl", cluster_corpus.rows(4))
    sources = [one for one in sources_of([str(path)]) if isinstance(one, Source)]
    with pytest.raises(OutputError, match=r"news\.jsonl cannot be written: Not a directory\."):
        run(sources, str(path), Here())


def test_what_no_account_is_needed_for_is_left_out(tmp_path: Path) -> None:
    """A file that is not there any more is a fault of the file, and told as one."""
    address = f"memory://{uuid4().hex}.jsonl"
    fsspec.filesystem("memory").pipe_file(address.removeprefix("memory:/"), b"{}")
    (source,) = sources_of([address])
    fsspec.filesystem("memory").rm_file(address.removeprefix("memory:/"))
    assert isinstance(source, Source)
    assert [one.what for one in read(source) if isinstance(one, Problem)] == [
        "There is no such file or folder."
    ]
