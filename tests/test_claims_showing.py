"""The words of a part of a clause, so that they stand alone."""

import pytest

from ondit.claims.showing import shown
from ondit.model import Span


@pytest.mark.parametrize(
    ("sentence", "part", "expected"),
    [
        (
            "Corvale will replace all fans and carry 90 million of it.",
            "carry 90 million of it",
            "Corvale … carry 90 million of it",
        ),
        (
            "A source said that the reader weighs 265 g and will be sold in May.",
            "will be sold in May",
            "the reader … will be sold in May",
        ),
        (
            "BELMORE (Altmere) – Corvale opened the yard and will sell it",
            "will sell it",
            "Corvale … will sell it",
        ),
        (
            "The client may claim damages for delay, which may reach 3 million",
            "which may reach 3 million",
            "… claim damages for delay, which may reach 3 million",
        ),
        (
            "BELMORE and TORVALE, Oct. 22, 2025 – Corvale will buy Tolmar",
            "BELMORE and TORVALE, Oct. 22, 2025 – Corvale will buy Tolmar",
            "Corvale will buy Tolmar",
        ),
        (
            "NATO will meet – some say – in May",
            "NATO will meet – some say – in May",
            "NATO will meet – some say – in May",
        ),
        (
            "It will be sold in the north at $449",
            "at $449",
            "… sold in the north at $449",
        ),
        (
            "It said that the lid folds and that the glass comes from Nacrel.",
            "that the glass comes from Nacrel.",
            "the glass comes from Nacrel.",
        ),
        (
            "It weighs 265 g but the lid may be heavier",
            "but the lid may be heavier",
            "the lid may be heavier",
        ),
    ],
)
def test_a_part_is_shown_with_what_it_needs(sentence: str, part: str, expected: str) -> None:
    at = sentence.index(part)
    assert shown(sentence, 0, 0, Span(at, at + len(part))) == expected


def test_a_clause_that_lacks_its_subject_is_told_from_the_beginning_of_its_sentence() -> None:
    text = "Rain fell. Corvale, people say, will close the yard"
    at = text.index("will")
    assert shown(text, text.index("Corvale"), at, Span(at, len(text))) == text[text.index("Corvale") :]


def test_a_subject_too_long_to_be_one_is_not_guessed() -> None:
    text = f"{'the old yard and its mill ' * 5}will close and will be sold"
    at = text.index("will be")
    assert shown(text, 0, 0, Span(at, len(text))) == text
