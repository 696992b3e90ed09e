"""Sentences: exact offsets, quotation marks, addresses, abbreviations, hostile text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences.split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here. Two there.", ["One here.", "Two there."]),
        ("Dr. Ilse Morrow of Corvale Inc. spoke. She left at 5 p.m. on Monday.",
         ["Dr. Ilse Morrow of Corvale Inc. spoke.", "She left at 5 p.m. on Monday."]),
        ("“We are ready.” The dock opens.", ["“We are ready.”", "The dock opens."]),
        ("“We are ready. ” The dock opens.", ["“We are ready. ”", "The dock opens."]),
        ("“We are ready.“ The dock opens.", ["“We are ready.“", "The dock opens."]),
        ("“Are we ready?” she asked. He was.", ["“Are we ready?” she asked.", "He was."]),
        ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
        ("See https://corvale.example/a.Html?x=1.Yes for more. It is long.",
         ["See https://corvale.example/a.Html?x=1.Yes for more.", "It is long."]),
        ("It grew by 3.5 percent. It fell.", ["It grew by 3.5 percent.", "It fell."]),
        ("Points:\n- The first one\n- The second one", ["Points:", "- The first one", "- The second one"]),
        ("A wrapped line\ngoes on here. It ends.", ["A wrapped line\ngoes on here.", "It ends."]),
        ("The firm sold it. iDock buyers cheered.", ["The firm sold it.", "iDock buyers cheered."]),
        ("It is the first in the Folio 13 series. Keep an eye out.",
         ["It is the first in the Folio 13 series.", "Keep an eye out."]),
        ("The yard opens. eBay sells it.", ["The yard opens.", "eBay sells it."]),
        ("Mr. Orr said “Wait! now we go.” He left.", ["Mr. Orr said “Wait! now we go.”", "He left."]),
        ("", []),
        ("  \n\n ", []),
        pytest.param("He works at Corvale Inc. Lund is near.", ["He works at Corvale Inc. Lund is near."],
                     id="known failure: an abbreviation"),
        pytest.param("It cost $3.5 m. He paid.", ["It cost $3.5 m. He paid."], id="known failure: millions"),
    ],
)  # fmt: skip
def test_split(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet=st.sampled_from("Ab. ?!“”\"'’\n\t-–(1.2)…www.é漢🙂")))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    spans = sentences.split(text)
    assert "".join(text[s.start : s.end] for s in spans).split() == text.split() or "".join(
        "".join(text[s.start : s.end] for s in spans).split()
    ) == "".join(text.split())
    assert all(s.start < s.end for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)


@given(st.text())
def test_any_text_is_split(text: str) -> None:
    spans = sentences.split(text)
    assert "".join("".join(text[s.start : s.end] for s in spans).split()) == "".join(text.split())


@given(st.text(alphabet="ab \n", max_size=60))
def test_sentences_stay_within_paragraphs(text: str) -> None:
    paragraphs = sentences.paragraphs(text)
    for span in sentences.split(text):
        assert any(start <= span.start and span.end <= end for start, end in paragraphs)


@pytest.mark.parametrize("piece", ["“", ". ", "a", "word ", "?!\n"])
def test_much_of_one_thing_is_split(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert sum(s.end - s.start for s in sentences.split(text)) > 0
