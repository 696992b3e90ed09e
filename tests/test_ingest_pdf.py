"""PDF files: paragraphs in reading order, what runs along the pages left out, and files that are none."""

import io
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import pdf as reader
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.pdf import pages as pdf_pages
from ondit.ingest.pdf.words import joined
from ondit.ingest.pdf.worker import Worker
from ondit.model import Problem
from pdf_files import Words, column, pdf

PLACE = Place("release.pdf", "release", "release.pdf")
LINES = [
    "KARLSTAD, Sweden: Ibex Motors said on Monday that the Volt",
    "will be sold from July in eleven countries. The company has",
    "built nine hundred of them so far and plans four thousand.",
]
MORE = [
    "“We are proud of what the team has done,” said Ana Reed, the",
    "chief executive of Ibex Motors. She would not name a price.",
]


def read(data: bytes) -> Draft:
    (draft,) = (item for item in reader.read(io.BytesIO(data), PLACE) if not isinstance(item, Problem))
    assert isinstance(draft, Draft)
    return draft


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.split("\n\n")


def test_a_release_gives_title_date_author_and_paragraphs() -> None:
    page = [
        Words(72, 790, "FOR IMMEDIATE RELEASE"),
        Words(72, 750, "Ibex Motors to sell the Volt in", 18),
        Words(72, 728, "eleven countries from July", 18),
        Words(72, 700, "May 23, 2025"),
        *column(72, 670, [*LINES, "", *MORE]),
    ]
    draft = read(
        pdf([page], {"Title": "Microsoft Word - release_v3.doc", "Author": "Olga Stein"}, language="en-GB")
    )
    assert draft.title == "Ibex Motors to sell the Volt in eleven countries from July"
    assert draft.published is not None
    assert (draft.published.value, draft.published.origin) == ("2025-05-23", "text")
    assert (draft.author, draft.language) == ("Olga Stein", "en-GB")
    assert draft.text.split("\n\n") == ["FOR IMMEDIATE RELEASE", " ".join(LINES), " ".join(MORE)]


def test_the_date_above_the_title_is_read_and_stays() -> None:
    page = [Words(72, 790, "23 May 2025"), Words(72, 750, "Volt goes on sale", 18), *column(72, 700, LINES)]
    draft = read(pdf([page]))
    assert draft.published is not None
    assert draft.published.value == "2025-05-23"
    assert draft.text == "23 May 2025\n\n" + " ".join(LINES)


def test_the_title_that_the_file_names_counts_where_the_page_shows_it() -> None:
    page = [
        Words(72, 790, "IBEX MOTORS GROUP", 20),
        Words(72, 750, "Volt goes on sale"),
        *column(72, 710, LINES),
    ]
    assert read(pdf([page], {"Title": "Volt goes on sale"})).title == "Volt goes on sale"
    assert read(pdf([page], {"Title": "Another release"})).title == "IBEX MOTORS GROUP"


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - a.doc", "release_v3_final", "untitled", "a.indd", "Press release", "Document1", ""],
)
def test_what_a_program_calls_a_file_is_no_title(title: str) -> None:
    assert read(pdf([column(72, 700, LINES)], {"Title": title})).title is None


@pytest.mark.parametrize(
    "author", ["admin", "Administrator", "IBEX\\ostein", "press@example.com", "Writer 2.0", "x" * 999]
)
def test_what_a_program_calls_its_user_is_no_author(author: str) -> None:
    assert read(pdf([column(72, 700, LINES)], {"Author": author})).author is None


def test_the_day_on_which_a_file_was_made_is_no_date_of_publication() -> None:
    assert read(pdf([column(72, 700, LINES)], {"CreationDate": "D:20250523093000Z"})).published is None


def test_what_runs_along_the_pages_is_left_out() -> None:
    pages = [
        [
            Words(72, 810, "Ibex Motors | Media release"),
            *column(72, 760, [f"Part {name} of it is this.", "", *LINES[n:], "", *MORE]),
            Words(290, 30, f"Page {n + 1} of 3"),
            Words(500, 30 if n % 2 else 31, f"- {n + 1} -"),
        ]
        for n, name in enumerate("abc")
    ]
    text = read(pdf(pages)).text
    assert "Media release" not in text
    assert "Page" not in text
    assert "- 2 -" not in text
    assert text.count(" ".join(MORE)) == 3
    assert text.count("Part") == 3


def test_a_first_line_that_no_other_page_has_stays() -> None:
    pages = [column(72, 800, LINES), column(72, 800, MORE)]
    assert paragraphs(pdf(pages)) == [" ".join(LINES), " ".join(MORE)]


def test_pages_that_are_all_alike_are_not_emptied() -> None:
    assert paragraphs(pdf([column(72, 800, LINES)] * 2)) == [" ".join(LINES)] * 2


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    pages = [
        column(72, 800, [*LINES[:2], "which it said on Monday was the largest number of"]),
        column(72, 800, ["cars so far. It ends here."]),
    ]
    assert paragraphs(pdf(pages))[0].endswith("the largest number of cars so far. It ends here.")


@pytest.mark.parametrize("interleaved", [False, True])
def test_two_columns_are_read_one_behind_the_other(interleaved: bool) -> None:
    left = [f"left line {n} of a column that is" for n in range(8)]
    right = [f"right line {n} of a column that is" for n in range(6)]
    words = [*column(60, 700, left), *column(320, 700, right)]
    if interleaved:
        words.sort(key=lambda one: -one.y)
    page = [Words(60, 760, "One headline stands above both of the columns", 20), *words]
    draft = read(pdf([page]))
    assert draft.title == "One headline stands above both of the columns"
    assert draft.text == " ".join(left + right)


def test_a_table_is_read_by_rows() -> None:
    rows = [f"Model {n}" for n in range(7)]
    cells = [f"{n * 100} euros" for n in range(7)]
    found = paragraphs(pdf([[*column(72, 760, LINES), *column(72, 700, rows), *column(250, 700, cells)]]))
    assert found[1:] == [f"{row} {cell}" for row, cell in zip(rows, cells, strict=True)]


def test_bullets_are_paragraphs_and_hold_their_lines() -> None:
    lines = [
        "The company named three aims for the year to come:",
        "• sell the Volt in eleven countries of the continent",
        "and in two beyond it",
        "• build a works",
        "It gave no figures for any of them on Monday.",
    ]
    words = [
        Words(72 + 14 * (n in {1, 3}) + 24 * (n == 2), 700 - 14 * n, line) for n, line in enumerate(lines)
    ]
    assert paragraphs(pdf([words])) == [lines[0], f"{lines[1]} {lines[2]}", lines[3], lines[4]]


def test_paragraphs_without_space_between_them_are_told_by_indents() -> None:
    first = [*LINES[:2], "built nine hundred so far and plans to build four thousand."]
    words = [*column(72, 700, first), Words(90, 658, MORE[0]), Words(72, 644, MORE[1])]
    assert paragraphs(pdf([words])) == [" ".join(first), " ".join(MORE)]


def test_words_broken_at_the_end_of_a_line_are_made_whole_where_that_is_safe() -> None:
    lines = [
        "The management of the company met on Monday. The manage-",
        "ment did not say what it means for the long-",
        "term plan, though the long-term plan is known to the inves-",
        "tors of Ibex-",
        "Volt already.",
    ]
    assert joined([lines]) == [
        "The management of the company met on Monday. The management did not say what it means for the"
        " long-term plan, though the long-term plan is known to the investors of Ibex- Volt already."
    ]


def test_without_proof_a_hyphen_stays() -> None:
    assert joined([["It is a long-", "term plan."]]) == ["It is a long-term plan."]


def test_escape_sequences_and_controls_are_removed() -> None:
    draft = read(pdf([[Words(72, 700, "Ibex \x1b]0;evil\x07said so."), *column(72, 640, LINES)]]))
    assert not set(draft.text) & {"\x1b", "\x07"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"Ibex said so.", "not a PDF"),
        (b"%PDF-1.7", "damaged"),
        (b"%PDF-1.7" + bytes(9_999), "damaged"),
        (pdf([[]]), "only pictures"),
        (pdf([column(72, 700, LINES)], encrypted=True), "encrypted"),
        (pdf([[]] * (pdf_pages.MAX_PAGES + 1)), "too many for one article"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read(data)


def test_a_file_beyond_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 999)
    with pytest.raises(InputError, match="longer than"):
        read(b"%PDF-" + bytes(2_000))


def test_letters_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MAX_CHARACTERS", 100)
    with pytest.raises(InputError, match="longer than 100 characters"):
        pdf_pages.document(pdf([column(72, 700, LINES)]))


def test_scattered_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MAX_PIECES", 3)
    with pytest.raises(InputError, match="scattered letters"):
        pdf_pages.document(pdf([column(72, 700, [*LINES, *MORE])]))


def test_a_cut_file_is_read_as_far_as_it_can_be_mended_or_refused() -> None:
    data = pdf([column(72, 700, LINES)])
    assert " ".join(LINES) in read(data[:-18]).text
    with pytest.raises(InputError):
        read(data[:300])


def test_pages_that_name_themselves_do_not_go_on_for_ever() -> None:
    data = pdf([column(72, 700, LINES)]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(InputError):
        read(data)


def test_dense_pages_are_read_without_parting_them_for_ever() -> None:
    """Lines that look like columns again and again."""
    words = [Words(60 + 130 * (n % 4), 830 - 0.05 * n, f"words of a column {n}", 0.04) for n in range(6_000)]
    assert "words of a column 5999" in read(pdf([words])).text.replace("\n\n", " ")


def test_threads_read_one_at_a_time() -> None:
    data = pdf([column(72, 700, LINES)] * 5)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(read(data).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_drawing_that_unpacks_to_much_is_read() -> None:
    assert read(pdf([[]], streams=[b"BT /F 9 Tf (x) Tj ET\n" + b" " * 10_000_000])).text == "x"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="memory cannot be bounded there")
def test_a_file_that_takes_memory_without_end_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(memory=200_000_000)
    monkeypatch.setattr(reader, "WORKER", worker)
    bomb = pdf([[]], streams=[b"BT /F 9 Tf " + (b"(" + b"x" * 50 + b") Tj ") * 100_000 + b"ET"])
    with pytest.raises(InputError, match="memory or time"):
        read(bomb)
    assert read(pdf([column(72, 700, LINES)])).text == " ".join(LINES)
    worker.close()


def test_a_file_that_takes_time_without_end_costs_itself_only() -> None:
    worker = Worker(seconds=0.0)
    with pytest.raises(InputError, match="memory or time"):
        worker.document(pdf([column(72, 700, LINES)]))
    worker.close()


def test_the_process_is_started_anew_behind_its_end_also_where_something_else_ended_it() -> None:
    data = pdf([column(72, 700, LINES)])
    worker = Worker()
    first = worker.document(data)
    worker.close()
    assert worker.document(data) == first, "closed"
    process = worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert worker.document(data) == first, "killed"
    worker.close()


@given(st.data())
def test_any_damage_gives_problems_and_no_errors(data: st.DataObject) -> None:
    file = bytearray(pdf([column(72, 700, LINES), column(72, 700, MORE)], {"Title": "Volt"}))
    for place in data.draw(st.lists(st.integers(9, len(file) - 1), max_size=8)):
        file[place] = data.draw(st.integers(0, 255))
    try:
        items = list(reader.read(io.BytesIO(file), PLACE))
    except InputError:
        return
    assert items
