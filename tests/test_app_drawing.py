"""What the screen says, without a screen: cells, wrapping, diffs, words, accounts and filters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from conftest import BOOST, CAMERA, IMPETUS, SALE, build_story, notices, opened
from drawn import plain
from ondit.model import Event, Label, Problem, Span, Story
from ondit.text import words
from ondit.timeline import Filter
from ondit.whole import WholeStory
from ondit_tui.screens.notices import tally_of
from ondit_tui.screens.problems import ProblemsScreen
from ondit_tui.widgets.account import account
from ondit_tui.widgets.bars import FilterLine, Preview, StatusLine
from ondit_tui.widgets.cells import chunks, fit, safe
from ondit_tui.widgets.detail_lines import Look, lay_out
from ondit_tui.widgets.diff import diff
from ondit_tui.widgets.filtering import Hidden, next_confidence, next_kind, parts, summary
from ondit_tui.widgets.flow import Piece, line_width, rule, wrap
from ondit_tui.widgets.marking import hits_of, marked, marked_line
from ondit_tui.widgets.timeline_lines import entry_line
from ondit_tui.widgets.wording import (
    confidence_words,
    date_of,
    day_of,
    kind_words,
    listed,
    mark,
    moment_of,
)

ODD = st.text(alphabet=st.characters() | st.sampled_from("\x1b[]{}m\x07\u202e\u0301\u200d👩❤\ufe0f小 \n\t"))


@given(ODD)
def test_safe_text_is_one_printable_line_and_stays_as_it_is(text: str) -> None:
    drawn = safe(text)
    assert not set(drawn) & set("\x1b\x07\n\t\r\u2028\u202e\u2066\ufe0f\u200b\ufeff")
    assert safe(drawn) == drawn


def test_safe_keeps_words_and_markup_as_they_are() -> None:
    assert safe("[/] [@click=app.quit]x[/] {+a+}") == "[/] [@click=app.quit]x[/] {+a+}"
    assert safe("\x1b[31mred\x1b[0m\ttab") == "red tab"
    assert safe("e" + "\u0301" * 10_000) == "e" + "\u0301" * 3
    assert safe("👨\u200d👩 ❤\ufe0f") == "👨👩 ❤"
    assert safe("می\u200cخواهم") == "می\u200cخواهم"


@given(ODD, st.integers(1, 40))
def test_fit_gives_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_fit_cuts_with_an_ellipsis_and_never_halves_a_wide_character() -> None:
    assert fit("Halden", 10) == "Halden    "
    assert fit("Halden says no", 10) == "Halden sa…"
    assert fit("北港晚报", 6) == "北港… "
    assert fit("anything", 0) == ""


@given(ODD, st.integers(1, 20))
def test_chunks_lose_nothing(text: str, width: int) -> None:
    parts_ = list(chunks(safe(text), width))
    assert "".join(parts_) == safe(text)
    assert all(cell_len(part) <= max(width, 2) for part in parts_)


@given(ODD, st.integers(8, 40))
def test_wrapped_lines_keep_the_width_and_every_word(text: str, width: int) -> None:
    lines = wrap([Piece(text)], width, first=(Piece("- "),), rest=(Piece("  "),))
    assert all(line_width(line) <= width for line in lines)
    drawn = "".join(piece.text for line in lines for piece in line[1:])
    assert drawn.replace(" ", "") == safe(text).replace(" ", "")


def test_wrap_breaks_between_words_and_inside_long_ones() -> None:
    assert plain(wrap([Piece("one two"), Piece(" three", "hit")], 8)) == "one two\nthree"
    assert plain(wrap([Piece("x" * 10)], 4)) == "xxxx\nxxxx\nxx"
    assert plain(wrap([Piece("北港晚报社")], 4)) == "北港\n晚报\n社"
    assert wrap([], 10) == [()]


def test_a_heading_is_cut_only_where_it_does_not_fit() -> None:
    assert plain([rule("as 北港晚报 has it", 40)]) == " as 北港晚报 has it " + "─" * 19
    assert plain([rule("as 北港晚报 has it", 14)]) == " as 北港晚… ─"
    assert line_width(rule("as 北港晚报 has it", 40)) == 39


def test_a_very_long_word_is_wrapped() -> None:
    lines = wrap([Piece("”" * 200_000)], 100)
    assert [line_width(line) for line in lines] == [100] * 2_000


@pytest.mark.parametrize(
    ("variant", "shown"),
    [
        (
            IMPETUS,
            "This partnership [-will give-] {+gives+} our imaging a strong [-boost-] {+impetus+} for {+the+}"
            " years to come",
        ),
        (
            "a strong boost for years to come",
            "[-This partnership will give our imaging-] a strong boost for years to come",
        ),
        (
            "This partnership will give a boost!",
            "This partnership will give [-our imaging-] a [-strong-] boost [-for years to come-]!",
        ),
        ("", f"[-{BOOST}-]"),
    ],
)
def test_diff_marks_changes_without_colour(variant: str, shown: str) -> None:
    pieces = diff(BOOST, variant)
    assert pieces is not None
    assert "".join(piece.text for piece in pieces) == shown


def test_diff_of_the_same_words_is_none() -> None:
    assert diff(BOOST, BOOST.upper() + "!") is None
    assert diff("", "") is None


@given(st.text(alphabet="ab ,", max_size=30), st.text(alphabet="ab ,", max_size=30))
def test_diff_without_its_additions_and_marks_is_what_was_there(a: str, b: str) -> None:
    pieces = diff(a, b) or [Piece(b)]
    kept = [piece.text for piece in pieces if piece.ink != "left-out"]
    assert words("".join(kept).replace("{+", "").replace("+}", "")).texts == words(b).texts
    gone = [
        piece.text[2:-2] if piece.ink == "left-out" else piece.text
        for piece in pieces
        if piece.ink != "added"
    ]
    assert words(" ".join(gone)).texts == words(a).texts


def test_dates_are_never_finer_than_known() -> None:
    assert day_of("2024-05-23T09:30:00+02:00") == "Thu 23 May 2024"
    assert [day_of(value) for value in ("2024-05", "2024", None, "")] == [
        "May 2024",
        "2024",
        "undated",
        "undated",
    ]
    assert [day_of(value) for value in ("2024-13", "2024-02-31", "soon", "2024-xx")] == [
        "2024-13",
        "2024-02-31",
        "soon",
        "2024-xx",
    ]
    assert moment_of("2024-05-23") == "Thu 23 May 2024"
    assert moment_of("2024-05-23T09:30:00Z") == "Thu 23 May 2024, 09:30 UTC"
    assert moment_of("2024-05-23T09:30:00-05:00") == "Thu 23 May 2024, 09:30 -05:00"
    assert moment_of("2024-05-23T09:30:00") == "Thu 23 May 2024, 09:30 zone unknown"
    assert [date_of(value) for value in ("2024-05-23", "2024-05", None)] == [
        "23 May 2024",
        "May 2024",
        "undated",
    ]


def test_kinds_are_told_by_word_and_shape(story: Story) -> None:
    pairs = [
        ("announcement", None),
        ("announcement", "denial"),
        ("announcement", "confirmation"),
        ("rumour", "leak"),
        ("neither", None),
    ]
    marks = [mark(kind, subtype)[0] for kind, subtype in pairs]  # type: ignore[arg-type]
    assert marks == ["● ANN", "✕ DENY", "✓ conf", "○ rum?", "·"]
    assert [kind_words(entry) for entry in story.timeline[:3]] == [
        "announcement · denial",
        "announcement",
        "neither announcement nor rumour",
    ]
    assert [confidence_words(value) for value in (0.849, 0.85, 0.6, 0.59)] == [
        "0.85, fair",
        "0.85, high",
        "0.60, fair",
        "0.59, low",
    ]
    assert [listed(list(names)) for names in ("", "A", "AB", "ABC")] == ["", "A", "A and B", "A, B and C"]


@pytest.mark.parametrize("width", [30, 44, 60, 140])
def test_a_row_has_exactly_the_width(story: Story, width: int) -> None:
    for entry in (*story.timeline, replace(story.timeline[3], text="北港" * 200, sources=("a",) * 1234)):
        assert line_width(entry_line(entry, width)) <= width


def test_accounts_show_ties_and_what_is_undated(story: Story) -> None:
    boost = account(story, story.timeline[1])
    assert (boost.first, boost.first_published, boost.undated) == (
        ("The Ledger", "Tarn Weekly"),
        "2024-05-23",
        0,
    )
    assert [telling.variant for telling in boost.tellings] == ["verbatim", "fragment", "translated"]
    assert boost.speech is not None
    assert boost.speech.speaker == "Ida Brandt"
    camera = account(story, story.timeline[3])
    assert (camera.first, camera.cues) == (("Orbit Daily",), ("is said to",))
    assert camera.tellings[1].variant is None
    assert 0 < camera.tellings[1].similarity < 100
    assert account(story, story.timeline[4]).settled_by == SALE
    assert account(story, story.timeline[5]).first == ()
    month = replace(story.articles[6], published=replace(story.articles[3].published, value="2024-05"))  # type: ignore[type-var]
    coarse = replace(story, articles=(*story.articles[:6], month, story.articles[7]))
    assert set(account(coarse, story.timeline[3]).first) == {"Orbit Daily", "Copper Post"}


def test_an_entry_is_explained_by_the_telling_whose_words_it_has(story: Story) -> None:
    entry = story.timeline[3]
    other = next(claim for claim in story.claims if claim.id == entry.claim).mentions[1]
    leak = Label(
        other.start,
        other.end,
        other.article,
        kind="rumour",
        subtype="leak",
        confidence=0.6,
        cues=(replace(other, end=other.start + len("According to a leak")),),
        reason="A leak.",
    )
    both = replace(story, labels=(*story.labels, leak))
    told = replace(entry, text=story.text(other))
    claims = tuple(replace(one, text=told.text) if one.id == entry.claim else one for one in story.claims)
    assert account(both, entry).cues == ("is said to",)
    assert account(replace(both, claims=claims), told).cues == ("According to a leak",)


def test_a_copy_is_told_as_one_and_of_which_article(story: Story) -> None:
    first, second = (telling.article for telling in account(story, story.timeline[1]).tellings[:2])
    marked = [replace(one, copy_of=first.id) if one.id == second.id else one for one in story.articles]
    boost = account(replace(story, articles=tuple(marked)), story.timeline[1])
    assert [telling.original for telling in boost.tellings] == [None, first, None]
    shown = plain(lay_out(boost, Look(selected=1), 80).lines)
    assert "told 3 times by 3 outlets, 1 copy ─" in shown
    assert f"{second.source.value} " in shown
    assert "  copy  " in shown
    assert f"The article is a copy of the one in {first.source.value}, Thu 23 May 2024." in shown


def test_a_claims_life_and_what_speaks_against_it_are_told(story: Story) -> None:
    entry = story.timeline[3]
    other = next(claim for claim in story.claims if claim.id != entry.claim)
    lived = [
        replace(
            claim,
            standing="contradicted",
            contradicts=(other.id,),
            overridden=("status",),
            history=(
                Event("first seen", "2024-05-03", claim.mentions[:1]),
                Event("denied", "2024-05-09", claim.mentions[:1], other.id),
                Event("zombie", "2024-06-01", claim.mentions[1:]),
                Event("repeated", None, claim.mentions[1:]),
            ),
        )
        if claim.id == entry.claim
        else claim
        for claim in story.claims
    ]
    told = account(replace(story, claims=tuple(lived)), entry)
    shown = " ".join(plain(lay_out(told, Look(), 80).lines).split())
    assert "standing contradicted, as you said" in shown
    assert (
        "life first seen Fri 3 May 2024 · denied Thu 9 May 2024 · told again all the same Sat 1 Jun 2024"
        " · also told undated" in shown
    )
    assert f"against {' '.join(other.text.split())[:30]}" in shown


@pytest.mark.parametrize("width", [40, 47, 58, 120])
def test_the_detail_keeps_its_width(story: Story, width: int) -> None:
    for entry in story.timeline:
        shown = account(story, entry)
        for selected in range(len(shown.tellings)):
            layout = lay_out(shown, Look(selected=selected), width)
            assert all(line_width(line) <= width for line in layout.lines[2:])
            assert len(layout.rows) == len(shown.tellings)


def test_a_wording_that_is_not_the_entrys_text_is_shown_too(story: Story) -> None:
    entry = replace(story.timeline[1], text=f"VALLEY, 23 May - {BOOST}")
    words = plain(lay_out(account(story, entry), Look(), 200).lines)
    assert f" VALLEY, 23 May - {BOOST}" in words
    assert f" wording    {BOOST}" in words
    assert "word for word the wording above" in words
    assert " wording " not in plain(lay_out(account(story, story.timeline[1]), Look(), 200).lines)


def test_long_cues_are_cut(story: Story) -> None:
    label = replace(story.labels[0], cues=(Span(0, len(CAMERA), "orbit"),))
    words = plain(lay_out(account(replace(story, labels=(label,)), story.timeline[3]), Look(), 200).lines)
    assert "cue words  “The Nerio 7 is said to carry a 200-mega…”" in words


def test_the_filter_line_says_what_is_filtered(story: Story) -> None:
    hidden = Hidden(WholeStory(story))
    assert summary(Filter(), 6, hidden) == ("showing all 6 entries",)
    two = frozenset({"Tarn Weekly", "Orbit Daily"})
    wanted = Filter(two, frozenset({"rumour"}), "2024-05", "2024-06", 0.6, "some text")
    head, rest = (
        "showing 1 of 6 entries",
        "kind: rumour hides 3 · confidence ≥ 0.6 hides 2 · from 2024-05 hides 1 · to 2024-06 hides 1"
        " · “some text” hides 6",
    )
    assert summary(wanted, 1, hidden) == (
        f"{head} · sources: Orbit Daily, Tarn Weekly hide 2 · {rest}",
        f"{head} · sources 2 of 5 hide 2 · {rest}",
        f"{head} · hidden by sources 2, kind 3, confidence 2, from 1, to 1, search 6",
        f"{head} · 6 filters",
    )
    more = Filter(
        statuses=frozenset({"expired", "open"}),
        speakers=frozenset({"Brandt"}),
        marked=frozenset({"t-c-buy"}),
        new=frozenset(),
    )
    assert summary(more, 0, hidden)[0] == (
        "showing 0 of 6 entries · statuses: open, expired hide 4 · speaker: Brandt hides 5"
        " · only marked hides 5 · only new hides 6"
    )
    assert parts(Filter(sources=frozenset("ABCD")), 9)[0].words == "sources 4 of 9"
    assert parts(Filter(speakers=frozenset("ABCD")), 9)[0].words == "4 speakers"
    assert next_kind(Filter(kinds=frozenset({"rumour", "neither"}))).kinds == {"announcement"}


@pytest.mark.parametrize(
    ("at", "up", "down"),
    [(0.0, 0.5, 0.0), (0.5, 0.6, 0.0), (0.72, 0.8, 0.7), (0.95, 0.95, 0.9), (1.0, 1.0, 0.95)],
)
def test_the_least_confidence_goes_by_steps_from_wherever_it_is(at: float, up: float, down: float) -> None:
    wanted = Filter(min_confidence=at, search="kept")
    assert next_confidence(wanted, 1) == replace(wanted, min_confidence=up)
    assert next_confidence(wanted, -1) == replace(wanted, min_confidence=down)


def test_hits_are_found_without_case_and_as_plain_text() -> None:
    assert hits_of("") is None
    assert hits_of("[.*") is None
    assert [piece for piece in marked("A Lens, a LENS", hits_of("lens")) if piece.ink == "hit"] == [
        Piece("Lens", "hit"),
        Piece("LENS", "hit"),
    ]


@given(st.lists(st.sampled_from(["yard", "sold", "北港", "of", "a" * 30]), max_size=40), st.integers(12, 60))
def test_a_line_of_a_list_shows_what_was_searched_however_far_behind_it_stands(
    words: list[str], width: int
) -> None:
    text = " ".join([*words, "lens", *words])
    pieces = marked_line(text, width, hits_of("lens"))
    assert sum(cell_len(piece.text) for piece in pieces) == width
    assert [piece.text for piece in pieces if piece.ink == "hit"] == ["lens"]
    drawn = "".join(piece.text for piece in pieces).strip().strip("…").strip()
    assert drawn in text
    assert marked_line(text, width, None) == marked(fit(text, width), None)


def test_a_line_that_ends_with_what_was_searched_is_filled_with_what_stands_before() -> None:
    pieces = marked_line("The shares sank on the NYSE after the takeover.", 30, hits_of("takeover"))
    assert [piece.text for piece in pieces] == ["… the NYSE after the ", "takeover", "."]


def test_the_status_line_shortens_counts_before_the_title() -> None:
    status = StatusLine()
    status.show("A story", ("12 articles and 3 sources", "12 art"), "reading …", "2 problems")
    assert (
        plain(status.compose_lines(70)).split("  ")[-1].strip()
        == "12 articles and 3 sources · reading … · 2 problems"
    )
    assert "A story" in plain(status.compose_lines(50))
    assert "12 art · reading … · 2 problems" in plain(status.compose_lines(50))
    status.show("A story", ("",), "reading …")
    assert plain(status.compose_lines(40)).endswith(" reading … ")
    status.show("A story", ("Quay\u202e News",), "reading \x1b[31mnews\u202e.txt")
    assert plain(status.compose_lines(60)).endswith(" Quay News · reading news.txt ")


def test_the_filter_line_counts_sources_where_their_names_do_not_fit() -> None:
    line = FilterLine()
    line.show(
        ("showing 1 of 6 · source: The Ledger, Tarn Weekly", "showing 1 of 6 · 2 sources"), filtered=True
    )
    assert "The Ledger, Tarn Weekly" in plain(line.compose_lines(60))
    assert plain(line.compose_lines(40)).strip() == "showing 1 of 6 · 2 sources"
    assert plain(line.compose_lines(20)).strip() == "showing 1 of 6 ·…"


def test_the_preview_is_two_lines_and_says_when_there_is_more() -> None:
    preview = Preview()
    preview.show("short", ("The Ledger", "Tarn Weekly"))
    assert plain(preview.compose_lines(30)).splitlines()[1:] == [
        " short",
        " " + fit("The Ledger, Tarn Weekly", 28),
    ]
    preview.show("word " * 40, ())
    lines = plain(preview.compose_lines(30)).splitlines()
    assert len(lines) == 3
    assert lines[2].rstrip().endswith("…")


def test_problems_and_notes_are_counted_apart() -> None:
    lost = Problem("a.txt", None, "It is gone.", "Find it.")
    note = Problem("b.png", None, "It is a picture.", "Leave it out.", is_note=True)
    assert tally_of([lost]) == "1 problem"
    assert tally_of([note, lost, note]) == "1 problem, 2 notes"
    assert tally_of([note]) == "1 note"
    assert tally_of([]) == ""
    assert ProblemsScreen([note, lost], lambda _: None).problems == [lost, note]


def test_a_word_of_several_inks_is_broken_nowhere() -> None:
    pieces = [Piece("talk of jobs in "), Piece("Torvale", "strong"), Piece(". More", "")]
    lines = wrap(pieces, 23)
    assert plain(lines).splitlines() == ["talk of jobs in", "Torvale. More"]
    assert [piece.ink for piece in lines[1]] == ["strong", ""]
    assert plain(wrap([Piece("in May"), Piece(" (a tie)")], 6)).splitlines() == ["in May", "(a", "tie)"]
    assert plain(wrap([Piece("漢字", "strong"), Piece("漢字")], 6)).splitlines() == ["漢字漢", "字"]
    assert plain(wrap([Piece("a" * 9, "strong"), Piece("b" * 3)], 10)).splitlines() == ["a" * 9, "b" * 3]


@given(st.lists(st.text("ab c漢"), max_size=8), st.integers(1, 12))
def test_wrapping_loses_nothing_but_blanks_and_fits(texts: list[str], width: int) -> None:
    lines = wrap([Piece(text, "strong" if at % 2 else "") for at, text in enumerate(texts)], width)
    assert "".join(plain(lines).split()) == "".join("".join(texts).split())
    assert all(line_width(line) <= max(width, 2) for line in lines)


def test_the_title_stays_where_much_goes_on() -> None:
    status = StatusLine()
    status.show("b4.ondit", ("50,400 articles",), "bringing up to date … 118 of 50,400 articles")
    (line,) = status.compose_lines(60)
    text = plain([line])
    assert text.startswith(" b4.ondit ")
    assert text.rstrip().endswith("…")
    assert len(text) <= 60


def test_what_is_cut_in_the_preview_ends_in_one_ellipsis() -> None:
    preview = Preview()
    preview.show("The yard will open in May, and " + "its owner has said that it will stay open " * 4, ())
    assert "……" not in plain(preview.compose_lines(40))
    assert plain(preview.compose_lines(40)).rstrip().endswith("…")


async def test_a_sentence_is_shown_without_what_a_terminal_acts_on() -> None:
    async with opened(build_story()) as (app, pilot):
        app.screen.notify("Wrote \x1b[31mnews\u202e [bold]a[/bold].csv")
        await pilot.pause()
        assert notices(app) == ["Wrote news [bold]a[/bold].csv"]
        assert not any(notice.markup for notice in app._notifications)
