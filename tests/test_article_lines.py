"""An article laid out: the whole text, each passage found again on the line that it begins on."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from conftest import build_story
from drawn import plain
from ondit.model import Span
from ondit_tui.widgets.article_lines import Passage, lay_out, passages, with_place
from ondit_tui.widgets.flow import line_width

TEXT = (
    "The yard at Belmore will open in May.\n\n“We are ready,” said Ida Brandt, who runs it.\n"
    "Nobody else spoke."
)


def at(words: str, sort: str = "match") -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), sort, "")  # type: ignore[arg-type]


def test_the_text_stands_whole_with_a_mark_before_what_is_matched_or_quoted() -> None:
    found = [at("The yard at Belmore"), at("May", "date"), at("We are ready", "quote")]
    laid = lay_out(TEXT, found, 60, chosen=2)
    assert plain(laid.lines).splitlines() == [
        " ≡ The yard at Belmore will open in May.",
        "",
        "▌“ “We are ready,” said Ida Brandt, who runs it.",
        "",
        "   Nobody else spoke.",
    ]
    assert laid.rows == (0, 0, 2)
    assert [piece.ink for piece in laid.lines[0][1:]] == ["strong", "", "key", ""]


def test_a_passage_is_found_on_the_wrapped_line_that_it_begins_on() -> None:
    laid = lay_out(TEXT, [at("will open in May"), at("who runs it", "quote")], 24)
    for row, word in zip(laid.rows, ("will", "who"), strict=True):
        assert word in plain([laid.lines[row]])


class Counted(list[Passage]):
    """Passages that count how often one is looked at to lay the text out."""

    looks = 0

    def __iter__(self) -> Iterator[Passage]:
        for one in super().__iter__():
            self.looks += 1
            yield one


def test_each_passage_is_taken_up_once_however_many_paragraphs_there_are() -> None:
    paragraph = "The yard at Belmore will open in May.\n"
    many = 200
    found = Counted(
        Passage(at, at + 8, "match", "") for at in range(0, many * len(paragraph), len(paragraph))
    )
    laid = lay_out(paragraph * many, found, 60)
    assert laid.rows == tuple(range(0, 2 * many, 2))
    assert found.looks == many


def test_an_articles_passages_are_its_matches_quotes_and_dates_in_order() -> None:
    story = build_story()
    for article in story.articles:
        found = passages(story, article.id)
        assert [one.start for one in found] == sorted(one.start for one in found)
        assert sum(one.sort == "quote" for one in found) == sum(q.article == article.id for q in story.quotes)
        for one in found:
            if one.sort == "match":
                assert one.elsewhere
                assert one.elsewhere[0] != article.id


def test_the_place_that_was_opened_is_a_passage_where_none_is_most_of_it() -> None:
    date, yard = at("May", "date"), at("The yard at Belmore will open in May")
    opened = with_place([date], Span(yard.start, yard.end))
    assert [(one.start, one.end, one.sort) for one in opened] == [
        (yard.start, yard.end, "told"),
        (date.start, date.end, "date"),
    ]
    assert with_place([yard, date], Span(yard.start, yard.start + 1)) == [yard, date]


@given(
    text=st.text(st.sampled_from("ab \n\té\u0301漢🙂\u202e"), max_size=200),
    edges=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=6),
    width=st.integers(8, 40),
)
def test_whatever_overlaps_every_line_fits_and_every_passage_has_its_row(
    text: str, edges: list[tuple[int, int]], width: int
) -> None:
    found = [Passage(start, start + size, "match", "") for start, size in sorted(edges)]
    laid = lay_out(text, found, width, chosen=0 if found else None)
    assert all(line_width(line) <= width for line in laid.lines)
    assert all(0 <= row <= max(0, len(laid.lines) - 1) for row in laid.rows)
    assert (
        laid.rows == tuple(sorted(laid.rows)) or any(one.start >= len(text) for one in found) or "\n" in text
    )
    drawn = "".join(piece.text for line in laid.lines for piece in line[1:])
    assert [c for c in drawn if c in "ab漢🙂"] == [c for c in text if c in "ab漢🙂"]
