"""Suspect quotes by a second witness: what is caught, and what must not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import pipeline
from ondit.model import Article, Source

CLEAN = (
    "“Glass remembers every fold, but our film forgets them all,” said Ann Ode, head of Nacra. “For us this"
    " is the beginning of a long collaboration on everything that bends.”"
)


def suspects(*texts: str) -> list[str | None]:
    """Return why the quotes of the first text are suspect beside the other texts."""
    articles = [
        Article(f"a{place}", text, Source(f"Outlet {place}", "metadata")) for place, text in enumerate(texts)
    ]
    story = pipeline.build(articles)
    return [quote.suspect for quote in story.quotes if quote.article == "a0"]


def test_an_attribution_inside_the_marks_names_the_witness() -> None:
    grown = (
        "“Glass remembers every fold, but our film forgets them all, said Ann Ode, adding for us this is the"
        " beginning of a long collaboration on everything that bends.”"
    )
    (why,) = suspects(grown, CLEAN)
    assert why is not None
    assert "“said Ann Ode, adding” stands outside the marks in Outlet 1" in why
    assert suspects(CLEAN, grown) == [None, None]


def test_only_words_that_another_article_has_are_told_to_stand_outside_its_marks() -> None:
    grown = (
        "“The yard is focused on making glass that bends in any cold, he explained Ann Ode, head of Nacra."
        " For us this cooperation will give a strong boost to everything that bends and folds in the winter.”"
    )
    other = (
        "The two are not sharing any details, except that this cooperation will give “a strong boost to"
        " everything that bends and folds in the winter”."
    )
    assert not any("in Outlet 1" in (why or "") for why in suspects(grown, other)), (
        "that has no such attribution"
    )
    said = grown.replace(", he explained Ann Ode", ", said Ann Ode")
    shown = other.replace("The two are", "As said Ann Ode, head of Nacra, they are")
    assert any("“said Ann Ode, head of Nacra" in (why or "") for why in suspects(said, shown))


def test_words_that_carry_meaning_between_two_quoted_parts() -> None:
    grown = (
        "Ode was pleased. “We share the same ideas about folding and their cooperation involves optical"
        " design as well as the tuning of colours for every page we make.”"
    )
    clean = (
        "“We share the same ideas about folding,” Ode said, and their cooperation involves optical design as"
        " well as “the tuning of colours for every page we make.”"
    )
    (why,) = suspects(grown, clean)
    assert (
        why
        == "“and their cooperation involves optical design as well as” stands outside the marks in Outlet 1"
    )
    whole = f"It was a good day. {grown} The shares rose."
    assert suspects(grown, clean, whole) == [None], "a third outlet quotes it whole"


SPOKEN = "“Glass remembers every fold, said Ann Ode, but our film forgets them all and stays clear.”"


@pytest.mark.parametrize("lead", ["", "In Lund she said: ", "Ann Ode was glad on the quay: "])
def test_words_that_another_leaves_out_without_a_break_in_its_marks_are_not_told_of_it(lead: str) -> None:
    (why,) = suspects(SPOKEN, f"{lead}{SPOKEN.replace(' said Ann Ode,', '')}")
    assert "in Outlet 1" not in (why or "")


def test_one_word_between_the_marks_shows_where_an_attribution_was_taken_in() -> None:
    broken = SPOKEN.replace(", said Ann Ode, ", "” – Ode – “")
    (why,) = suspects(SPOKEN, broken)
    assert (why or "").endswith("“said Ann Ode” stands outside the marks in Outlet 1")


def test_a_word_that_only_one_has_does_not_hide_an_attribution_behind_it() -> None:
    grown = (
        "“Glass remembers each single fold, but our film forgets them all, said Ann Ode, adding for us this"
        " is the beginning of a long collaboration on everything that bends.”"
    )
    (why,) = suspects(grown, CLEAN)
    assert (why or "").endswith("“said Ann Ode, adding” stands outside the marks in Outlet 1")


@pytest.mark.parametrize(
    ("grown", "outside", "is_suspect"),
    [
        ("and glue with", "and glue with", False),
        ("and cold glue with", "and cold glue with", True),
        ("and cold glue with", "and thin frost with", False),
        ("and two more yards and", "Ode said on Tuesday, and", False),
    ],
)
def test_two_words_that_carry_meaning_must_stand_outside_the_other_marks(
    grown: str, outside: str, is_suspect: bool
) -> None:
    one = f"“We share the same ideas about folding {grown} the tuning of colours for every page we make.”"
    other = (
        f"“We share the same ideas about folding,” {outside} “the tuning of colours for every page we make.”"
    )
    assert suspects(one, other) == [f"“{grown}” stands outside the marks in Outlet 1" if is_suspect else None]


def test_a_figure_a_negation_and_a_pronoun_that_differ() -> None:
    def told(words: str) -> str:
        return f"“{words},” said Ann Ode, head of Nacra, on Tuesday."

    words = "We will open the yard with 40 ferries before the winter of next year comes"
    assert suspects(told(words), told(words)) == [None]
    for other, what in (
        (words.replace("40", "60"), "numbers: 40 → 60"),
        (words.replace("will open", "will not open"), "negation: right only"),
        (words.replace("We", "They"), "pronouns: we → they"),
    ):
        assert suspects(told(words), told(other)) == [f"quoted otherwise ({what}) in Outlet 1"]
        assert suspects(told(other), told(words))[0] is not None, "both witnesses are shown"


@pytest.mark.parametrize(
    "other",
    [
        "Ode said that glass remembers every fold, but that “our film forgets them all”.",
        "“Glass remembers every fold,” Ode said on Tuesday.",
        "“Glass remembers every fold, but our film forgets them all,” she said. The shares rose.",
        "“Glass remembers every fold, but our film forgets them all. For us this is the beginning of a long"
        " collaboration on everything that bends.”",
    ],
)
def test_what_is_left_out_or_told_without_marks_makes_nothing_suspect(other: str) -> None:
    assert suspects(CLEAN, other) == [None, None]


def test_other_speakers_with_another_figure_are_no_witnesses() -> None:
    one = "“We sold more than 40 ferries in the three months to the end of March,” said Ann Ode of Nacra."
    other = "“We sold more than 60 ferries in the three months to the end of March,” said Bo Lind of Corvale."
    assert suspects(one, other) == [None]


PIECES = [
    "“",
    "”",
    "We will open the yard",
    " with 40 ferries",
    ",” said Ann Ode. “",
    " not",
    " they told us",
    ".",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=2, max_size=4))
def test_any_marks_whatever_are_compared(texts: list[str]) -> None:
    for why in suspects(*[text or "." for text in texts]):
        assert why is None or why


def test_whose_marks_are_doubtful_is_told_with_who_has_it_in_other_words() -> None:
    nested = (
        '"We focus on glass and film in every cold and agree with "all of the old ideas" and their work'
        ' involves bending as well as "turning every page"," Ode said in a statement.'
    )
    clean = (
        "“We focus on glass and film in every cold and agree with all of the old ideas and appreciate each"
        " other in the best of ways,” said Ann Ode, head of Nacra."
    )
    (why,) = suspects(nested, clean, f"In the spring, {clean}")
    assert why is not None
    assert why.startswith("nested marks: ")
    assert why.endswith("; compare Outlet 1 and Outlet 2, quoted there in other words")
    assert suspects(clean, clean.replace("best", "finest")) == [None], "nothing is doubtful in it"
    (alone,) = suspects(nested, "“We focus on glass and film in every cold,” Ode said.")
    assert "compare" not in (alone or ""), "a part of it in the same words says nothing of the rest"
