"""What a plain text says of itself before it begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.ingest.byline import read_byline, take_bylines
from ondit.ingest.header import date_header, front_matter, split, title_line

BODY = "Ibex said on Monday that the Volt will be sold from July.\n\nMore will follow in autumn, it said."


LONG_TITLE = "Corvale and Halden and Quessel and Nacra and Tarn and the others of the yard"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("", {}),
        ("Source: Harbour Post\nDate: 2025-05-23\n\n", {"source": "Harbour Post", "published": "2025-05-23"}),
        ("Title: The Volt is sold.\n\n", {"title": "The Volt is sold."}),
        (f"Title: {LONG_TITLE}\n\n", {"title": LONG_TITLE}),
        (
            "id: x1\nHEADLINE: Ibex: a story\nPublisher: Lakeside Wire\nby line: Jane Doe\n"
            "link: https://l.example/a\nLang: en\n\n",
            {
                "id": "x1",
                "title": "Ibex: a story",
                "source": "Lakeside Wire",
                "author": "Jane Doe",
                "url": "https://l.example/a",
                "language": "en",
            },
        ),
        ("Outlet: Harbour Post\nDesk: business\n \n", {"source": "Harbour Post"}),
        ("Author:\nTitle: Ibex\n\n", {"title": "Ibex"}),
        (
            "---\ntitle: \"Ibex 'again'\"\ntags:\n  - volt\ndate: 2025-05-01\n---\n",
            {"title": "Ibex 'again'", "published": "2025-05-01"},
        ),
        ("\n\n  date 2022-05-23 ", {"published": "2022-05-23"}),
        ("Date 2022-05-23T09:30:00Z\n", {"published": "2022-05-23T09:30:00Z"}),
        ("date 2022-05 ", {"published": "2022-05"}),
        ("Ibex and Volt join forces\n\n", {"title": "Ibex and Volt join forces"}),
        ("“We are ready,” says Ibex chief\n\n", {"title": "“We are ready,” says Ibex chief"}),
        ("# Will Ibex sell?\n\n", {"title": "Will Ibex sell?"}),
        ("## Ibex sells ##\n", {"title": "Ibex sells"}),
        ("Ibex sells\n==========\n\n", {"title": "Ibex sells"}),
        ("Ibex sells\nBy Jane Doe\n\n", {"title": "Ibex sells", "author": "Jane Doe"}),
        ("By Jane Doe\n\n", {"author": "Jane Doe"}),
        (
            "Ibex sells\n\nBy Jane Doe, Staff writer\n\n",
            {"title": "Ibex sells", "author": "Jane Doe, Staff writer"},
        ),
        (
            "Ibex sells\n\nBy JANE DOE and John Roe\n\n",
            {"title": "Ibex sells", "author": "JANE DOE and John Roe"},
        ),
        (
            "Ibex sells\n\nBy Jane Doe\nPublished 3 May 2025\n\n",
            {"title": "Ibex sells", "author": "Jane Doe", "dateline": "3 May 2025"},
        ),
        (
            "Ibex sells\n\nMay 3, 2025\n\nBy J. R. O’Neil\n\n",
            {"title": "Ibex sells", "author": "J. R. O’Neil", "dateline": "May 3, 2025"},
        ),
        (
            "Ibex sells\n\nJane Doe | 3 May 2025\n\n",
            {"title": "Ibex sells", "author": "Jane Doe", "dateline": "3 May 2025"},
        ),
        (
            "Ibex sells\n\nBy Jane Doe, May 3, 2025\n\n",
            {"title": "Ibex sells", "author": "Jane Doe", "dateline": "May 3, 2025"},
        ),
        (
            "Ibex sells\n\nBy Jane Doe | Harbour Post | Posted on 3 May 2025 09:30\n\n",
            {"title": "Ibex sells", "author": "Jane Doe, Harbour Post", "dateline": "3 May 2025 09:30"},
        ),
        (
            "Source: Harbour Post\nAuthor: Jane Doe\n\nIbex sells\n\nBy Jane Doe\n\n",
            {"source": "Harbour Post", "author": "Jane Doe", "title": "Ibex sells"},
        ),
        ("Title: Ibex sells\n\nIBEX SELLS\n\n", {"title": "Ibex sells"}),
        (" date 2022-05-23 Ibex sells\n\n", {"published": "2022-05-23", "title": "Ibex sells"}),
    ],
)
def test_headers_are_read_and_taken_off(header: str, fields: dict[str, str]) -> None:
    found, rest = split(header + BODY)
    assert found == fields
    assert rest.strip() == BODY


@pytest.mark.parametrize(
    "start",
    [
        "Update: the firm has answered.\n\n",
        "Source: a person who knows the firm well said that it will sell the Volt in summer.\n\n",
        "Source: Harbour Post\nThis line is no pair\n\n",
        "Source: Harbour Post\n",
        "https://post.example/a is where it stood.\n\n",
        "---\n\n",
        "---\nnothing: known\n---\nthen a sentence.\n\n",
        "---\ntitle: never closed\n\nand a sentence.\n\n",
        "Date night is back. ",
        "Date 2022 was chosen. ",
        "date 2022-02-31 is no day. ",
        "date 2022-05-23, it was said. ",
        "Update 2022-05-23 it was said. ",
        "Time and again we have heard of it.\n\n",
        "Will Ibex sell?\n\n",
        "“We are ready.”\n\n",
        "Here is what is known:\n\n",
        "A short first line\nand a second of the same paragraph.\n\n",
        "***\n\n",
        "A title that is far too long " * 6 + "\n\n",
    ],
)
def test_what_is_no_header_stays_untouched(start: str) -> None:
    assert split(start + BODY) == ({}, start + BODY)


def test_the_last_line_is_no_title() -> None:
    assert title_line("Ibex sells") == (None, "Ibex sells")
    assert title_line("Ibex sells the Volt in summer\n\nOr not.") == (
        None,
        "Ibex sells the Volt in summer\n\nOr not.",
    )


def test_an_authors_line_that_contradicts_the_front_matter_stays() -> None:
    fields, rest = split(f"Author: John Roe\n\nBy Jane Doe\n\n{BODY}")
    assert fields == {"author": "John Roe"}
    assert rest.strip() == f"By Jane Doe\n\n{BODY}"


def test_a_title_that_contradicts_the_front_matter_stays() -> None:
    fields, rest = split(f"Title: Ibex sells\n\nVolt buys\n\n{BODY}")
    assert fields == {"title": "Ibex sells"}
    assert rest.strip() == f"Volt buys\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "By Friday",
        "By May",
        "By the autumn",
        "By 2030 the firm wants to lead",
        "By contrast",
        "By Jane Doe.",
        "By Jane Doe, who leads the works and has for many years",
        "Jane Doe",
        "Published Monday",
        "Published 31 June 2025",
        "May 2025",
        "2025",
        "20250523",
        "Ibex | 3 May 2025",
        "By " + "Jane " * 60,
        "",
    ],
)
def test_lines_that_are_no_byline(line: str) -> None:
    assert read_byline(line, bare=True) is None


def test_a_name_beside_a_date_is_an_author_only_below_a_title() -> None:
    line = "Jane Doe | 3 May 2025"
    assert read_byline(line, bare=True) == ("Jane Doe", "3 May 2025")
    assert read_byline(line, bare=False) is None


def test_a_byline_that_runs_into_the_text_stays() -> None:
    text = f"By Jane Doe\n{BODY}"
    assert take_bylines(text, titled=True) == (None, None, text)


def test_two_authors_lines_are_not_one() -> None:
    author, date, rest = take_bylines(f"By Jane Doe\n\nBy John Roe\n\n{BODY}", titled=True)
    assert (author, date) == ("Jane Doe", None)
    assert rest.strip() == f"By John Roe\n\n{BODY}"


@given(st.text(alphabet=st.sampled_from("aB:.-–|,# \n\t1/2date—”By")) | st.text())
def test_the_rest_is_always_the_texts_end(text: str) -> None:
    fields, rest = split(text)
    assert text.endswith(rest)
    assert fields or rest == text


@pytest.mark.parametrize(
    "unit",
    ["a: b\n", "---\n", "By A B\n", "“", "a ", " ", "\n", "date 2022-05-23 ", "|", ",", "#", "a: " * 50],
)
def test_long_runs_of_odd_text_come_through(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    fields, rest = split(text)
    assert text.endswith(rest)
    assert len(str(fields)) < 1_000


def test_each_part_leaves_plain_text_alone() -> None:
    assert front_matter(BODY) == ({}, BODY)
    assert date_header(BODY) == (None, BODY)
    assert title_line(BODY) == (None, BODY)
    assert take_bylines(BODY, titled=False) == (None, None, BODY)
