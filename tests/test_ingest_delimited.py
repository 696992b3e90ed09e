"""CSV and TSV: fields by name, rows by line, and what is wrong with them."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import ingest
from ondit.errors import InputError
from ondit.ingest import delimited
from ondit.ingest.drafts import Draft, Place
from ondit.model import Problem

BODY = "Ibex said on Monday that the Volt will be sold from July."
FIELDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs")), max_size=20)


def read(path: Path, content: str | bytes) -> ingest.Reading:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return ingest.read(path)


def texts(reading: ingest.Reading) -> list[str]:
    return [article.text for article in reading.articles]


@pytest.mark.parametrize("before", ["\n", "\r\n \t\r\n", "\r"])
def test_blank_lines_before_the_header_are_skipped(tmp_path: Path, before: str) -> None:
    reading = read(tmp_path / "a.csv", f"{before}text,source\n\n{BODY},The Ledger\n,\nx,y,z\n")
    assert texts(reading) == [BODY]
    assert [problem.what for problem in reading.problems] == [
        "The row has 3 fields, the first line names 2.",
    ]


def test_however_many_blank_lines_stand_before_the_header(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.csv", (" " * 1_000_000 + "\n") * 11 + f"text,source\n{BODY},The Ledger\n")
    assert texts(reading) == [BODY]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_fields_are_read_by_their_names(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["Headline", "body", "pubDate", "outlet", "other"],
        ["Volt, soon", BODY, "2025-05-02", "The Ledger", "x"],
    ]
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    reading = ingest.read(path)
    assert reading.problems == ()
    (article,) = reading.articles
    assert (article.title, article.text, article.source.value) == ("Volt, soon", BODY, "The Ledger")
    assert article.published is not None
    assert article.published.value == "2025-05-02"


def test_a_field_holds_line_breaks_delimiters_and_marks(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.csv", 'text,title\r\n"One, ""two"".\r\n\r\nThree.",T\r\nFour.,U\r\n')
    assert reading.problems == ()
    assert texts(reading) == ['One, "two".\n\nThree.', "Four."]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("x,y,z", "has 3 fields, the first line names 2"),
        (",title only", "has no text"),
        ('"one"two,x', "stands where none may"),
        ("caf\0e,x", "NUL"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path, row: str, what: str) -> None:
    reading = read(tmp_path / "a.csv", f'text,title\n"one\nmore",t\n\n{row}\ntwo,t\n')
    assert texts(reading) == ["one\nmore", "two"]
    (problem,) = reading.problems
    assert what in problem.what
    assert problem.line == 5


def test_a_mark_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.csv", 'text\none\n"two\nthree\nfour\n')
    assert texts(reading) == ["one"]
    (problem,) = reading.problems
    assert problem.line == 3
    assert "not closed" in problem.what


def test_a_row_without_end_takes_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_BYTES", 1_000)
    reading = read(tmp_path / "a.csv", "text,title\none,t\n" + '"\n","\n",' * 2_000)
    assert texts(reading) == ["one"]
    (problem,) = reading.problems
    assert (problem.line, "not closed" in problem.what) == (3, True)


def test_old_encodings_and_damage(tmp_path: Path) -> None:
    assert texts(read(tmp_path / "a.csv", "text\ncafé\n".encode("cp1252"))) == ["café"]
    assert texts(read(tmp_path / "b.tsv", "text\tid\ncafé\tx\n".encode("utf-16"))) == ["café"]


def test_a_short_row_lacks_its_last_fields(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.tsv", "text\ttitle\nOne.\n")
    assert reading.problems == ()
    assert reading.articles[0].title is None


@pytest.mark.parametrize("content", ["", "a,b,c\n1,2,3\n"])
def test_a_table_without_text_is_told(content: str) -> None:
    with pytest.raises(InputError):
        list(delimited.read(io.BytesIO(content.encode()), Place("a.csv", "a")))


@given(st.lists(st.tuples(FIELDS, FIELDS), max_size=5), st.sampled_from(",\t;|"))
def test_what_was_written_is_read(rows: list[tuple[str, str]], delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows([("text", "title"), *rows, ("Last.", "x")])
    found = list(delimited.read(io.BytesIO(written.getvalue().encode()), Place("a.csv", "a")))
    wanted = [*(text.strip() for text, _ in rows if text.strip()), "Last."]
    assert [item.text.strip() for item in found if isinstance(item, Draft)] == wanted


@given(st.binary(max_size=300))
def test_any_bytes_are_articles_problems_or_an_input_error(data: bytes) -> None:
    try:
        found = list(delimited.read(io.BytesIO(b"text,title\n" + data), Place("a.csv", "a")))
    except InputError:
        return
    assert all(isinstance(item, Draft | Problem) for item in found)


def test_lone_carriage_returns_end_lines(tmp_path: Path) -> None:
    content = b'text,source\rVolt is sold.,Tarn\r"Ibex,\rsays so.",Hask\r'
    assert texts(read(tmp_path / "a.csv", content)) == ["Volt is sold.", "Ibex,\nsays so."]


def test_a_header_alone(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.csv", "text,source\n\n").problems
    assert "no row below" in found.what
