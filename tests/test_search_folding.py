"""Folding for search: which words a text has, and which of them are alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.search.folding import fold, words
from ondit.text import normalise

LETTERS = (
    "aAzZ09éÉåÅßøØłŁđæŒþıİçñüĞşﬁＷｉ½²ªςΣάЙйЁё‐-–'’ʼ´` .,:;%+$€\n\t"
    "כּבֿעَربيّहिनदी北京が한글\u0301\u0308\u00ad\u200d"
)
TEXTS = st.one_of(st.text(), st.text(alphabet=LETTERS), st.text(alphabet=LETTERS, max_size=8))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Xiaomi’s  7+ Ultra", "xiaomi s 7 ultra"),
        ("don't DON’T donʼt", "don t don t don t"),
        ("co-operate, e.g. 1,000.5% of $45", "co operate e g 1 000 5 of 45"),
        ("Søren Kılıç, Łódź, Straße, Œuvre, Þór", "soren kilic lodz strasse oeuvre thor"),
        ("naïve cafe\u0301 ﬁnal Ｗｉｄｅ", "naive cafe final wide"),
        ("co\u00adoperate under_score", "cooperate under score"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("Ελλάδα ΕΛΛΑΔΑΣ ёж", "ελλαδα ελλαδασ еж"),
        ("北京 is big", "北 京 is big"),
        ("हिन्दी", "हिन्दी"),
        ("Hawaiʻi 1½ m²", "hawaii 1 1 2 m2"),
        ("Lenz™ 🙂 —", "lenz"),
        ("", ""),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXTS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.characters(exclude_categories=["Cs"]))
def test_every_character_folds_to_letters_digits_and_signs_of_letters(letter: str) -> None:
    assert not any(unicodedata.category(part)[0] in "CPS" for part in fold(letter))
    assert not any("A" <= part <= "Z" for part in fold(letter))


@given(st.text(alphabet=LETTERS))
def test_how_letters_are_composed_makes_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=LETTERS))
def test_what_is_alike_when_normalised_is_alike_when_folded(text: str) -> None:
    assert fold(normalise(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_folding_does_not_look_at_neighbours(left: str, right: str) -> None:
    assert fold(f"{left} {right}") == " ".join((fold(left) + " " + fold(right)).split())
    assert fold(left + right).replace(" ", "") == (fold(left) + fold(right)).replace(" ", "")


@given(TEXTS)
def test_words_have_their_places(text: str) -> None:
    found = words(text)
    assert " ".join(found.texts) == fold(text)
    places = list(zip(found.starts, found.ends, strict=True))
    assert places == sorted(places)
    for word, start, end in zip(found.texts, *zip(*places, strict=True) if places else ((), ()), strict=True):
        assert 0 <= start < end <= len(text)
        assert word in fold(text[start:end]).split()


def test_an_accent_belongs_to_its_word() -> None:
    assert words("cafe\u0301 x").ends == (5, 7)
