"""Boilerplate: what is recognised, and what must not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import boilerplate


def whole(text: str) -> str | None:
    return boilerplate.reason(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Image credit: Tarn Labs", "credit"),
        ("Photograph: Ilse Brand/Harbour Courier", "credit"),
        ("Staff photo by Ruben Till", "credit"),
        ("The old dock by night thumbnail", "credit"),
        ("Featured Image Courtesy: Tarn", "credit"),
        ("(Reporting by Pell Aron; editing by Dora Quill)", "agency tag"),
        ("By Mara Lind, shipping correspondent", "byline"),
        ("Sign up for our free weekly newsletter.", "newsletter"),
        ("Get the day’s tides in your inbox.", "newsletter"),
        ("Share your thoughts in the comments below.", "call to comment"),
        ("What do you think? Have your say in the comments.", "call to comment"),
        ("We will keep you posted, so stay tuned.", "call to comment"),
        ("READ MORE: Ferry fares to rise", "related link"),
        ("See also: Ten quiet quays", "related link"),
        ("Mara Lind is a senior reporter who covers harbours.", "author bio"),
        ("Tom Vane presents the morning show.", "author bio"),
        ("PRESS RELEASE – EMBARGOED UNTIL NOON", "release header"),
        ("Media contact: Jon Ave, press@corvale.example", "legal notice"),
        ("Forward-looking statements: this release holds some.", "legal notice"),
        ("— Corvale (@corvale) 13 Oct 2025", "embedded post tail"),
        ("pic.corvale.example/GyX1", "embedded post tail"),
    ],
)
def test_boilerplate(text: str, why: str) -> None:
    assert whole(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "Corvale will open the yard in May.",
        "The photo of the prototype went round on Monday.",
        "The editor of the Courier resigned on Friday.",
        "By Monday the ferry had sailed.",
        "By Monday Corvale had sold the yard to its partner for 40 crowns.",
        "The council asked residents to share the quay.",
        "Ann Ode is a councillor who wants the yard closed.",
        "Readers of the report learned about the delay.",
        "The minister left no comment behind.",
        "The company follows the tide.",
        "“Stay calm,” said the harbour master.",
        "About forty people came.",
    ],
)
def test_news_is_no_boilerplate(text: str) -> None:
    assert whole(text) is None


def test_what_follows_a_biography_belongs_to_it() -> None:
    text = "The yard opens.\n\nMara Lind is a reporter for the Courier. She trained as a diver."
    start = text.index("She")
    assert boilerplate.reason(text, start, len(text)) == "author bio"
    assert boilerplate.reason(text, 0, 15) is None


@given(st.text(), st.integers(0, 20), st.integers(0, 300))
def test_any_text_gives_an_answer(text: str, start: int, length: int) -> None:
    why = boilerplate.reason(text, start, min(len(text), start + length))
    assert why is None or why


@pytest.mark.parametrize("piece", ["photo ", "Ann ", "share ", " ", "—", "by "])
def test_a_megabyte_of_one_thing(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert boilerplate.reason(text, 0, len(text)) in (None, "credit", "byline", "author bio")
