"""Parquet: fields by column, rows by number, dates at their granularity, and a database that is locked."""
# ruff: noqa: S608

import io
import json
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import parquet
from ondit.ingest.decode import Rejoined
from ondit.ingest.drafts import Draft, Place
from ondit.model import Problem

duckdb = pytest.importorskip("duckdb")

BODY = "Ibex said on Monday that the Volt will be sold from July."


@cache
def writer() -> Any:
    """Return the database that writes the files of all tests: beginning one takes longer than a file."""
    return duckdb.connect()


def write(path: Path, query: str, options: str = "") -> Path:
    name = str(path).replace("'", "''")
    writer().execute(f"COPY ({query}) TO '{name}' (FORMAT parquet{options})")
    return path


def read(path: Path) -> tuple[list[Draft], list[Problem]]:
    place = Place(str(path), path.stem, str(path))
    with path.open("rb") as stream:
        items = list(parquet.read(stream, place))
    return [i for i in items if isinstance(i, Draft)], [i for i in items if isinstance(i, Problem)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.parquet"


def test_fields_are_read_by_the_names_of_their_columns(file: Path) -> None:
    query = (
        f"SELECT 1 AS other, '{BODY}' AS maintext, 'Volt' AS \"Headline\","
        " ['A. Reed', 'B. Stone'] AS authors,"
        " 'The Ledger' AS outlet, 'https://example.com/a' AS url, 7 AS id, 'en' AS language"
    )
    (draft,), problems = read(write(file, query))
    assert problems == []
    assert (draft.text, draft.title, draft.author) == (BODY, "Volt", "A. Reed, B. Stone")
    assert (draft.source.value, draft.url, draft.id) == ("The Ledger", "https://example.com/a", "7")
    assert (draft.language, draft.place.line) == ("en", 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("DATE '2025-05-02'", ("2025-05-02", "day")),
        ("TIMESTAMP '2025-05-02 09:30:15.25'", ("2025-05-02T09:30:15", "second")),
        ("TIMESTAMP_NS '2025-05-02 09:30:15.123456789'", ("2025-05-02T09:30:15", "second")),
        ("TIMESTAMP_S '2025-05-02 09:30:15'", ("2025-05-02T09:30:15", "second")),
        ("TIMESTAMPTZ '2025-05-02 09:30:15+02:00'", ("2025-05-02T07:30:15+00:00", "second")),
        ("TIMESTAMP '2025-05-02 00:00:00'", ("2025-05-02", "day")),
        ("TIMESTAMPTZ '2025-05-02 00:00:00+00:00'", ("2025-05-02", "day")),
        ("'2 May 2025'", ("2025-05-02", "day")),
        ("2025", ("2025", "year")),
        ("1746178215", ("2025-05-02T09:30:15+00:00", "second")),
        ("NULL::DATE", None),
    ],
)
def test_dates_keep_their_granularity(file: Path, value: str, expected: tuple[str, str] | None) -> None:
    (draft,), problems = read(write(file, f"SELECT '{BODY}' AS text, {value} AS published"))
    assert problems == []
    found = draft.published and (draft.published.value, draft.published.granularity)
    assert found == expected


def test_nanoseconds_with_a_zone_are_read_as_pandas_writes_them(file: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra cluster is not installed")
    from pyarrow.parquet import write_table

    for hour, expected in ((9, "2025-05-02T09:30:00+00:00"), (0, "2025-05-02")):
        moment = datetime(2025, 5, 2, hour, 30 * bool(hour), tzinfo=UTC)
        dates = pa.array([moment], pa.timestamp("ns", "Europe/Berlin"))
        write_table(pa.table({"text": [BODY], "published": dates}), file)
        (draft,), problems = read(file)
        assert problems == []
        assert draft.published
        assert draft.published.value == expected
        assert parquet.days_in(str(file)) == ({"published"} if not hour else set())


def test_a_column_of_moments_with_one_at_midnight_is_none_of_days(file: Path) -> None:
    query = (
        f"SELECT '{BODY}' || n AS text, TIMESTAMP '2025-05-02' + to_hours(n) AS date"
        " FROM (VALUES (0), (12), (NULL)) AS t (n)"
    )
    drafts, problems = read(write(file, f"SELECT coalesce(text, 'x') AS text, date FROM ({query})"))
    assert problems == []
    assert [d.published and d.published.value for d in drafts] == [
        "2025-05-02T00:00:00",
        "2025-05-02T12:00:00",
        None,
    ]


@pytest.mark.parametrize(
    "value", ["DATE 'infinity'", "DATE '9999-01-01'", "TIMESTAMP '0044-03-15 (BC) 12:00:00'"]
)
def test_dates_beyond_reason_are_told_and_left_out(file: Path, value: str) -> None:
    (draft,), (problem,) = read(write(file, f"SELECT '{BODY}' AS text, {value} AS published"))
    assert draft.published is None
    assert "Its date" in problem.what


def test_bytes_are_read_as_text(file: Path) -> None:
    query = "SELECT encode('café ' || n) AS text FROM range(2) t(n) UNION ALL SELECT '\\x00\\xff'::BLOB"
    drafts, (problem,) = read(write(file, query))
    assert [draft.text for draft in drafts] == ["café 0", "café 1"]
    assert "NUL" in problem.what
    assert problem.line == 3


def test_rows_that_hold_no_text_are_told_with_their_number(file: Path) -> None:
    query = f"SELECT CASE WHEN n <> 2 THEN '{BODY}' || n END AS text FROM range(1, 4) t(n)"
    drafts, (problem,) = read(write(file, query))
    assert [draft.place.line for draft in drafts] == [1, 3]
    assert (problem.line, "has no text" in problem.what) == (2, True)


def test_the_order_of_the_rows_is_kept_over_row_groups(file: Path) -> None:
    query = f"SELECT '{BODY} ' || n AS text, n AS id FROM range(6000) t(n)"
    drafts, problems = read(write(file, query, ", ROW_GROUP_SIZE 2048"))
    assert problems == []
    assert [draft.id for draft in drafts] == [str(n) for n in range(6_000)]


def test_columns_that_are_not_known_are_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A column of 80 MB once it is unpacked would not fit; it is never asked for."""
    monkeypatch.setitem(parquet._CONFIG, "memory_limit", "50MB")
    query = f"SELECT '{BODY} ' || n AS text, repeat(n::VARCHAR, 1000000) AS junk FROM range(10, 50) t(n)"
    assert len(read(write(file, query, ", COMPRESSION zstd"))[0]) == 40


@pytest.mark.parametrize(
    "name", ["a[1].parquet", "*.parquet", "it's {a,b}?.parquet", "a b.parquet", "it's.parquet"]
)
def test_no_name_is_a_pattern(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a1.parquet", "SELECT 'wrong' AS text")
    plain = write(tmp_path / "plain", f"SELECT '{BODY}' AS text")
    (draft,), problems = read(plain.rename(tmp_path / name))
    assert (draft.text, problems) == (BODY, [])


def test_a_stream_without_a_file_is_read(file: Path) -> None:
    data = write(file, f"SELECT '{BODY}' AS text").read_bytes()
    stream = io.BufferedReader(Rejoined(data[:9], io.BytesIO(data[9:])))
    (draft,) = parquet.read(stream, Place("-", "standard input"))
    assert isinstance(draft, Draft)
    assert draft.text == BODY


def test_a_path_that_names_another_file_is_not_opened(tmp_path: Path, file: Path) -> None:
    other = write(tmp_path / "other.parquet", "SELECT 'wrong' AS text")
    with write(file, f"SELECT '{BODY}' AS text").open("rb") as stream:
        (draft,) = parquet.read(stream, Place("x", "x", str(other)))
    assert isinstance(draft, Draft)
    assert draft.text == BODY


def test_the_address_of_the_file_is_none_of_the_articles(file: Path) -> None:
    data = write(file, f"SELECT '{BODY}' AS text").read_bytes()
    place = Place("https://example.com/rows.parquet", "example.com", url="https://example.com/rows.parquet")
    (draft,) = parquet.read(io.BytesIO(data), place)
    assert isinstance(draft, Draft)
    assert draft.url is None


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (BODY.encode(), "not a Parquet"),
        (b"PAR1", "damaged"),
        (b"PAR1" + bytes(99) + b"PAR1", "damaged"),
    ],
)
def test_what_is_no_parquet_is_told(file: Path, data: bytes, what: str) -> None:
    file.write_bytes(data)
    with pytest.raises(InputError, match=what) as raised:
        read(file)
    assert str(file) not in str(raised.value)


def test_a_file_that_is_cut_off_is_told(file: Path) -> None:
    data = write(file, f"SELECT '{BODY}' || n AS text FROM range(9) t(n)").read_bytes()
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match="damaged"):
        read(file)


@pytest.mark.parametrize(
    ("query", "what"),
    [("SELECT 1 AS a, 'x' AS b", "None of its columns"), (f"SELECT '{BODY}' AS text LIMIT 0", "no rows")],
)
def test_a_file_without_texts_is_told(file: Path, query: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read(write(file, query))


def test_a_text_beyond_all_articles_is_told(file: Path) -> None:
    query = f"SELECT repeat('x', 10000001) AS text UNION ALL SELECT '{BODY}'"
    (draft,), (problem,) = read(write(file, query))
    assert draft.text == BODY
    assert "longer than 10 MB" in problem.what


def test_rows_that_take_too_much_memory_are_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parquet._CONFIG, "memory_limit", "50MB")
    query = "SELECT repeat(n::VARCHAR, 1000000) AS text FROM range(10, 50) t(n)"
    with pytest.raises(InputError, match="memory"):
        read(write(file, query, ", COMPRESSION zstd"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM read_csv('{other}')",
        "COPY (SELECT 1) TO '{other}'",
        "ATTACH '{other}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '9GB'",
        "SELECT * FROM read_parquet('https://example.com/a.parquet')",
    ],
)
def test_the_database_may_read_that_file_and_nothing_else(tmp_path: Path, file: Path, query: str) -> None:
    other = tmp_path / "other"
    other.write_text("secret")
    write(file, f"SELECT '{BODY}' AS text")
    with parquet._opened(str(file)) as connection:
        assert connection.execute(f"SELECT count(*) FROM read_parquet('{file}')").fetchone() == (1,)
        with pytest.raises(duckdb.Error, match=r"disabled|locked|cannot|Cannot|not allowed"):
            connection.execute(query.format(other=other))
    assert other.read_text() == "secret"


def test_without_the_extra_it_says_what_to_install(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputError, match=r"Install ondit\[parquet\]"):
        list(parquet.read(io.BytesIO(b"PAR1"), Place("a.parquet", "a")))


def test_names_of_columns_may_hold_anything(file: Path) -> None:
    query = f'SELECT \'{BODY}\' AS "te_xt", \'Volt\' AS "tit""le; DROP", \'T\' AS "Title "'
    (draft,), problems = read(write(file, query))
    assert (draft.title, problems) == ("T", [])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_gives_problems_and_no_errors(tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "a.parquet"
    if not file.exists():
        rows = [{"text": BODY, "date": "2025-05-02"}, {"text": "Ibex.", "date": None}]
        (tmp_path / "a.json").write_text(json.dumps(rows))
        write(file, f"SELECT * FROM read_json('{tmp_path / 'a.json'}')")
    packed = bytearray(file.read_bytes())
    for place in data.draw(st.lists(st.integers(4, len(packed) - 1), min_size=1, max_size=6)):
        packed[place] = data.draw(st.integers(0, 255))
    try:
        items = list(parquet.read(io.BytesIO(packed), Place("a.parquet", "a")))
    except InputError:
        return
    assert len(items) <= 6
