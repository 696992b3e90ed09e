"""What is told on a page of somebody's own is the word of whose it is."""

from __future__ import annotations

import pytest

from ondit import certainty, sentences
from ondit.certainty import publications


def labels_of(text: str) -> list[str]:
    return [
        label.kind for span in sentences.split(text) for label in certainty.label(text, span.start, span.end)
    ]


@pytest.mark.parametrize(
    ("source", "voice"),
    [
        ("its website", "company"),
        ("the company's Web site", "company"),
        ("Corvale’s official blog", "company"),
        ("notes posted on the yard's home page", "company"),
        ("the store page", "company"),
        ("a company website posting", "company"),
        ("the regulator's website", "authority"),
        ("the Belmore Courier's website", None),
        ("the newspaper's site", None),
        ("the analyst's blog", None),
        ("the website Sailings", None),
        ("a website", None),
        ("his blog", None),
        ("the company's yard", None),
        ("the front page", None),
    ],
)
def test_a_page_is_the_word_of_its_owner(source: str, voice: str | None) -> None:
    assert publications.owner(source) == voice


def test_what_a_body_tells_on_its_own_page_is_announced() -> None:
    lead = "Ropes have been dear this year."
    assert labels_of(f"{lead} The ferry seats 400 people, according to its website.")[-1] == "announcement"
    assert labels_of(f"{lead} The old reel is down to $99 “for a week”, according to the store page.")[
        -1
    ] == ("announcement")


def test_an_outlet_is_an_outlet_on_its_website_too() -> None:
    lead = "Ropes have been dear this year."
    text = f"{lead} Corvale will sell the ferry, according to the Belmore Courier's website."
    assert labels_of(text)[-1] == "rumour"


def test_a_long_source_is_read_at_its_beginning_only() -> None:
    assert publications.owner("a b's " * 100_000 + "site") is None
