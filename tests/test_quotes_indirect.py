"""Indirect speech: its source, cue and content, and to whom it leads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit import quotes
from ondit.model import Span
from ondit.quotes import IndirectSpeech


def told(text: str) -> list[tuple[str, str, list[str]]]:
    def words(span: Span) -> str:
        return text[span.start : span.end]

    return [
        (words(one.source), words(one.cue), [words(part) for part in one.content])
        for one in quotes.indirect(text)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Orr said that sails pay.", "Orr", "said", ["sails pay"]),
        ("Sails pay, Orr said on Monday.", "Orr", "said", ["Sails pay"]),
        ("Sails pay, said Orr.", "Orr", "said", ["Sails pay"]),
        ("Sails, Orr said, pay.", "Orr", "said", ["Sails", "pay"]),
        ("The yard, said Orr in a talk with the Ledger, will close.", "Orr", "said", ["The yard"]),
        ("According to Dana Orr, sails pay.", "Dana Orr", "According to", ["sails pay"]),
        ("According to the Ledger, the director would leave.", "the Ledger", "According to",
         ["the director would leave"]),
        ("Sales rose, according to the company.", "the company", "according to", ["Sales rose"]),
        ("Orr, who runs the yard, told reporters on Monday that sails pay.", "Orr", "told", ["sails pay"]),
        ("Two people who saw the plan said that sails pay.", "Two people", "said", ["sails pay"]),
        ("The official leading the talks said that sails pay.", "The official", "said", ["sails pay"]),
        ("One of the people briefed on the plan said that sails pay.", "One of the people", "said",
         ["sails pay"]),
        ("A firm that makes the masts said that sails pay.", "A firm", "said", ["sails pay"]),
        ("Workers whose jobs depend on the yard said that sails pay.", "Workers", "said", ["sails pay"]),
        ("The man who the police said stole the boat is gone.", "the police", "said",
         ["stole the boat is gone"]),
        ("Orr further found that sails pay.", "Orr", "found", ["sails pay"]),
        ("There were reports that the yard said sails pay.", "the yard", "said", ["sails pay"]),
        ("Meanwhile, a jury in Port Lund found that sails pay.", "a jury in Port Lund", "found",
         ["sails pay"]),
        ("Someone close to the talks said that sails pay.", "Someone close to the talks", "said",
         ["sails pay"]),
        ("Orr said in a statement on Monday that sails pay.", "Orr", "said", ["sails pay"]),
        ("Orr announced a plan to sail in May.", "Orr", "announced", ["a plan to sail in May"]),
        ("The deal is near, people close to it said.", "people close to it", "said", ["The deal is near"]),
        ("Orr called the yard “a gift” to the town.", "Orr", "called", ["the yard “a gift” to the town"]),
        ("The ministry put the price at 2.1 million crowns.", "The ministry", "put",
         ["the price at 2.1 million crowns"]),
        ("Analysts put the cost of the yard at about $40 million.", "Analysts", "put",
         ["the cost of the yard at about $40 million"]),
        ("A jury in Port Lund found that he had lied.", "A jury in Port Lund", "found", ["he had lied"]),
    ],
)  # fmt: skip
def test_source_cue_and_content(text: str, source: str, cue: str, content: list[str]) -> None:
    assert told(text)[0] == (source, cue, content)


def test_a_second_cue_takes_over_where_it_stands() -> None:
    assert told("Kelvo said it would cut 400 jobs and warned that more cuts could come.") == [
        ("Kelvo", "said", ["it would cut 400 jobs"]),
        ("Kelvo", "warned", ["more cuts could come"]),
    ]
    assert told("Kelvo said sales rose 5 percent, adding that it had sold more boats.")[1] == (
        "Kelvo", "adding", ["it had sold more boats"],
    )  # fmt: skip


def test_the_source_stands_as_it_is_and_leads_to_its_name() -> None:
    text = "Dana Orr, chief executive of Kelvo, met the press. The yard will close, she said."
    only = quotes.indirect(text)[-1]
    assert text[only.source.start : only.source.end] == "she"
    assert (only.speaker, only.role) == ("Dana Orr", "chief executive of Kelvo")


@pytest.mark.parametrize(
    "text",
    [
        "“We sail at dawn,” Orr said in Port Lund as rain fell.",
        "It is said that sails pay.",
        "The yard could strengthen its hold by adding members.",
        "Orr was told that sails pay.",
        "Orr opened the yard.",
        "The show finds of the year were boats.",
        "The ministry put 40 men at work.",
        "Orr put in an order at $45.",
        "The reel puts out 52 turns at 58 crowns.",
        "The price was put at 40 crowns.",
        "Rain helped to put the price at 40 crowns.",
    ],
)
def test_what_reports_nothing_is_no_speech(text: str) -> None:
    assert told(text) == []


def assert_lawful(text: str, found: list[IndirectSpeech]) -> None:
    for one in found:
        spans = [one.source, one.cue, *one.content]
        assert one.content
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == text[span.start : span.end].strip()
        for before, after in zip(one.content, one.content[1:], strict=False):
            assert before.end <= after.start
    assert [one.cue.start for one in found] == sorted(one.cue.start for one in found)


WORDS = """Orr|Dana Orr|Kelvo Labs|she|it|the company|a minister|said|told|according to|adding|who|that
on Monday|in Lund|sails pay|“a gift”|“|”|and|with|the yard|Per|Will|May|of|per|quoted|as saying|would|to
:|.|(|)|–|,"""
PIECES = [*WORDS.replace("\n", "|").split("|"), "\n"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=200))
def test_any_text_gives_spans_in_order_inside_the_text(text: str) -> None:
    assert_lawful(text, quotes.indirect(text))


@pytest.mark.parametrize(
    "unit", ["said ", "he said ", "to say ", "Word ", "Orr, ", "“a” said b. ", "with ", "saying "]
)
def test_much_of_one_thing_is_survived(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert_lawful(text, quotes.indirect(text))


def test_an_indirect_question_ends_before_a_contrast() -> None:
    text = "Kelvo has not said what the boat will be, but if we go by rumours, it could be the Aral 12."
    (one,) = quotes.indirect(text)
    assert [text[piece.start : piece.end] for piece in one.content] == ["what the boat will be"]
