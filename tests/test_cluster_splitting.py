"""A large file is read in pieces, and comes out as if one reader had read it whole."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

pa = pytest.importorskip("pyarrow", reason="the extra cluster is not installed")
pytest.importorskip("duckdb", reason="the extra cluster is not installed")
fsspec = pytest.importorskip("fsspec", reason="the extra cluster is not installed")

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

import cluster_corpus
from ondit.cluster import cutting, inputs, reading
from ondit.cluster.doing import Stages
from ondit.cluster.inputs import Source, read, sources_of
from ondit.cluster.naming import Chunk
from ondit.cluster.pieces import read_sources
from ondit.cluster.reading import Gist
from ondit.cluster.run import run
from ondit.cluster.shelf import Shelf
from ondit.cluster.working import Task, perform
from ondit.ingest import decode, jsonl
from ondit.ingest.drafts import Draft
from ondit.model import Problem


class Here:
    """Does tasks in this process, the last first."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def perform(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        for task in reversed(list(tasks)):
            self.done.append(task.stage)
            yield task, perform(task)


class Found(NamedTuple):
    """What was read: articles with their lines, problems, and how many tasks read it."""

    articles: list[tuple[Any, ...]]
    problems: list[Problem]
    tasks: int


def source_of(address: str | Path) -> Source:
    (found,) = sources_of([str(address)])
    assert isinstance(found, Source)
    return found


def told(draft: Draft, line: int | None) -> tuple[Any, ...]:
    return draft.id, draft.text, draft.source, draft.published, draft.title, line


def whole(address: str | Path) -> Found:
    found = list(read(source_of(address)))
    articles = [told(one, one.place.line) for one in found if isinstance(one, Draft)]
    return Found(articles, [one for one in found if isinstance(one, Problem)], 1)


def in_pieces(*addresses: str | Path) -> Found:
    shelf, crew = Shelf(f"memory://pieces-{uuid4().hex}"), Here()
    found = read_sources(Stages(shelf, crew, lambda _: None), [source_of(one) for one in addresses])
    assert found.untold == 0
    articles = []
    for chunk in shelf.kept("chunks", list[Chunk]):
        drafts, gist = (
            shelf.kept(f"drafts/{chunk.name}", list[Draft]),
            shelf.kept(f"gists/{chunk.name}", Gist),
        )
        lines = gist.keys[-2].tolist()
        articles += [
            told(one, line + chunk.lines if line else None) for one, line in zip(drafts, lines, strict=True)
        ]
    shelf.drop("")
    return Found(articles, found.problems, crew.done.count("read"))


lines = st.lists(
    st.one_of(
        st.builds(
            lambda text, name: json.dumps({"text": text, "id": name}, ensure_ascii=False).encode(),
            st.text("añ €😀\u2028\x0b", min_size=1, max_size=30),
            st.sampled_from((None, "a", "b")),
        ),
        st.sampled_from(
            (b"", b" ", b"{", b"[]", b'{"title": "no text"}', b'{"text": "caf\xe9"}', b"\xef\xbb\xbf{}")
        ),
        st.builds(lambda size: b'{"text": "' + b"x" * size + b'"}', st.integers(60, 400)),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(
    some=lines,
    ending=st.sampled_from((b"\n", b"\r\n")),
    mark=st.sampled_from((b"", b"\xef\xbb\xbf")),
    is_ended=st.booleans(),
    size=st.integers(1, 300),
)
def test_pieces_of_json_lines_give_what_the_whole_gives(
    some: list[bytes], ending: bytes, mark: bytes, is_ended: bool, size: int
) -> None:
    address = f"memory://lines/{uuid4().hex}.jsonl"
    data = mark + ending.join(some) + (ending if is_ended else b"")
    fsspec.filesystem("memory").pipe_file(address.removeprefix("memory:/"), data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "PIECE", size)
        patch.setattr(reading, "CHUNK", 1_500)
        for module in (decode, jsonl):
            patch.setattr(module, "MAX_BYTES", 200)
        found, expected = in_pieces(address), whole(address)
    assert found.articles == expected.articles
    assert found.problems == expected.problems
    assert found.tasks == max(1, -(-len(data) // size))


def test_as_many_problems_are_told_of_pieces_as_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join('{"title": "x"}\n' if at % 3 else '{"text": "It is."}\n' for at in range(450)))
    monkeypatch.setattr(cutting, "PIECE", 1_000)
    found, expected = in_pieces(path), whole(path)
    assert found.tasks == 8
    assert found[:2] == expected[:2]
    assert found.problems[-1].what == "100 more problems in this file are not listed."
    assert found.problems[-2].line == 300


def test_lines_of_two_bytes_a_letter_are_read_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("".join(f'{{"text": "Line {at}Ċ."}}\n' for at in range(40)).encode("utf-16"))
    monkeypatch.setattr(cutting, "PIECE", 200)
    found, expected = in_pieces(path), whole(path)
    assert len(found.articles) == 40
    assert found.articles == expected.articles
    assert found.tasks == 1
    assert [one.is_note for one in found.problems] == [True]


def test_what_is_packed_is_read_by_one_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, path = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    cluster_corpus.write(plain, cluster_corpus.rows(20))
    path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    monkeypatch.setattr(cutting, "PIECE", 1_000)
    monkeypatch.setattr(reading, "CHUNK", 9_000)
    found, expected = in_pieces(path), whole(path)
    assert found.articles == expected.articles
    assert found.tasks == 1
    note, *problems = found.problems
    assert note.is_note
    assert "one worker reads all of it" in note.what
    assert problems == expected.problems


def test_who_reads_a_piece_reads_little_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"It is {at}. " * 9}) + "\n" for at in range(2_000)))
    size = path.stat().st_size
    most = max(_read_to(path, cutting.Piece(start, start + 9_000)) for start in (0, 50_000, size - 9_000))
    assert most < 9_000 + 2 * 8_192 + 200


def _read_to(path: Path, piece: cutting.Piece) -> int:
    with path.open("rb") as stream:
        list(decode.lines_between(stream, piece.start, piece.end))
        return stream.raw.tell() - piece.start  # type: ignore[attr-defined]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return Parquet with timestamps of days, with one row that is not at midnight, and bad rows."""
    path, first = tmp_path / "a.parquet", datetime(2024, 3, 1, tzinfo=UTC)
    rows = [
        {
            "text": None if at % 13 == 5 else f"The ferry {at} sails. " * 3,
            "id": f"a{at}",
            "published": first + timedelta(days=at),
            "pubdate": first + timedelta(days=at, hours=at == 70),
            "more": "x" * 50,
        }
        for at in range(90)
    ]
    kinds = (pa.string(), pa.string(), pa.timestamp("us"), pa.timestamp("us", "UTC"), pa.string())
    schema = pa.schema(list(zip(rows[0], kinds, strict=True)))
    pq.write_table(
        pa.Table.from_pylist(rows, schema),
        path,
        row_group_size=10,
        compression="none",
        write_statistics=False,
    )
    return path


@pytest.mark.parametrize("is_remote", [False, True])
def test_pieces_of_parquet_give_what_the_whole_gives(
    table: Path, is_remote: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(table)
    if is_remote:
        address = f"memory://tables/{uuid4().hex}.parquet"
        fsspec.filesystem("memory").pipe_file(address.removeprefix("memory:/"), table.read_bytes())
    expected = whole(address)
    monkeypatch.setattr(cutting, "PIECE", 4_000)
    found = in_pieces(address)
    assert found.articles == expected.articles
    assert found.problems == expected.problems
    assert len(found.problems) == 7
    assert found.tasks >= 3
    assert found.articles[0][3].granularity == "day"


def test_a_copy_for_one_piece_holds_only_that(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ondit.cluster import row_groups

    address = f"memory://tables/{uuid4().hex}.parquet"
    fsspec.filesystem("memory").pipe_file(address.removeprefix("memory:/"), table.read_bytes())
    source = source_of(address)
    with inputs.opened(source) as stream:
        footer = row_groups.footer_of(stream)
    with row_groups.on_disk(source, footer, [4], footer.known) as path:
        copied = Path(path).read_bytes()
        assert len(copied) == source.size
        assert b"ferry 45 sails" in copied
        assert b"ferry 39 sails" not in copied
        assert b"x" * 50 not in copied


def test_a_damaged_row_group_is_told_and_the_others_are_read(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(table.read_bytes())
    column = pq.read_metadata(table).row_group(4).column(0)
    at = column.dictionary_page_offset or column.data_page_offset
    data[at : at + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    table.write_bytes(data)
    monkeypatch.setattr(cutting, "PIECE", 1_000)
    found = in_pieces(table)
    lost = {f"a{at}" for at in range(40, 50)}
    assert {row[0] for row in found.articles} == {f"a{at}" for at in range(90) if at % 13 != 5} - lost
    assert [one.line is None for one in found.problems].count(True) == 1
    assert any("damaged" in one.what for one in found.problems)


def test_a_column_named_as_row_numbers_keeps_a_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.parquet"
    rows = pa.table({"text": ["It sails."] * 30, "file_row_number": list(range(30))})
    pq.write_table(rows, path, row_group_size=5)
    monkeypatch.setattr(cutting, "PIECE", 100)
    found = in_pieces(path)
    assert found.tasks == 1
    assert found.articles == whole(path).articles


def test_a_run_over_one_file_in_pieces_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from test_cluster import local, tables

    path = cluster_corpus.write(tmp_path / "news.jsonl", cluster_corpus.rows(20))
    expected = local(tmp_path / "local", [path])
    monkeypatch.setattr(cutting, "PIECE", 5_000)
    monkeypatch.setattr(reading, "CHUNK", 4_000)
    crew = Here()
    run([source_of(path)], str(tmp_path / "out"), crew, block_size=20_000)
    assert tables(tmp_path / "out") == expected
    assert crew.done.count("read") > 4
