"""Texts are kept compressed: each comes back as it was, and damage is told."""

from __future__ import annotations

import random
import zlib
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.store import texts

REPORT = (
    "The shipyard at Belmore said on Monday that it will build three more ferries, and that the first "
    "of them should sail in the spring. The company would not say what they cost. "
)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert texts.unpack(texts.pack(text)) == text


def test_a_short_report_takes_less_than_three_quarters_of_the_room_that_it_takes_without_the_words() -> None:
    assert len(texts.pack(REPORT)) < 0.75 * len(zlib.compress(REPORT.encode(), 9))


def test_the_words_that_stores_are_read_by_never_change() -> None:
    wanted = "5a7376f0b94e6c1558eed6d6cb7cab2fe972adb0ba49174d097801d45160113d"
    assert sha256(texts._words()).hexdigest() == wanted
    kept = bytes.fromhex("f34c4aad00264a705acf2cd1034fc1428b54b0c1a022500766402a2c17e80100")
    assert texts.unpack(kept) == "Ibex denies it. The report was wrong, said the company."


@pytest.mark.parametrize("text", ["half \ud800", "\udfff"])
def test_half_a_character_is_refused(text: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        texts.pack(text)


def test_what_is_cut_off_or_goes_on_is_told() -> None:
    packed = texts.pack(REPORT)
    for spoilt in (b"", packed[:-1], packed[: len(packed) // 2], packed + b"\0", b"\xff\xff"):
        with pytest.raises(ValueError, match="a text"):
            texts.unpack(spoilt)


def test_no_damage_gives_anything_but_a_text_or_a_value_error() -> None:
    chance = random.Random(5)  # noqa: S311 - any numbers will do
    packed, told = texts.pack(REPORT * 3), 0
    for _ in range(300):
        spoilt = bytearray(packed)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        try:
            assert isinstance(texts.unpack(bytes(spoilt)), str)
        except ValueError:
            told += 1
    assert told > 0
