"""Text made safe to keep and ready to compare."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ondit.text import clean, core, normalise, words

_AWKWARD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("\x1b[]0;m\x07\x9b\r\n\t\u202e\u200d\u00ad\ufeff\ud800ʼ'’`´½ﬁｱ\u0301\u0345İß1.,%+"),
    )
)


@given(_AWKWARD)
def test_clean_leaves_no_control_character(text: str) -> None:
    kept = clean(text)
    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n"]
    assert not set(kept) & set(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    )


@given(_AWKWARD)
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs"])))
def test_clean_leaves_harmless_text_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("red \x1b[31malert\x1b[0m ends", "red alert ends"),
        ("\x1b]52;c;aGVsbG8=\x07Ibex", "Ibex"),
        ("\x1b]0;title\x1b\\Ibex", "Ibex"),
        ("\x9b2JIbex", "Ibex"),
        ("\x1bcIbex", "Ibex"),
        ("\x1b", ""),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("\ufeffIbex \u202egnol\u202c ago", "Ibex gnol ago"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("tab\tand [markup] stay", "tab\tand [markup] stay"),
        ("bell\x07 and null\x00", "bell and null"),
    ],
)
def test_clean_examples(raw: str, kept: str) -> None:
    assert clean(raw) == kept


def test_clean_takes_an_unclosed_command_only_to_the_end_of_its_line() -> None:
    assert clean("\x1b]0;never closed\nIbex said") == "\nIbex said"


@given(_AWKWARD)
def test_words_are_ordered_and_inside_and_fold_back(text: str) -> None:
    found = words(text)
    assert len(found) == len(found.texts) == len(found.starts) == len(found.ends)
    behind = 0
    for index, (word, start, end) in enumerate(zip(found.texts, found.starts, found.ends, strict=True)):
        assert 0 <= start < end <= len(text)
        same = index > 0 and (start, end) == (found.starts[index - 1], found.ends[index - 1])
        assert same or start >= behind
        behind = end
        assert word in normalise(text[start:end]).split(" ")


@given(_AWKWARD)
def test_normalise_is_the_words_and_idempotent(text: str) -> None:
    once = normalise(text)
    assert once == " ".join(words(text).texts)
    assert normalise(once) == once


@example("0´0 don´t")
@given(st.text(alphabet="aBé09.,+%'’`´＇ʼ“”„‘–…£€·_- \n", max_size=40))
def test_plain_letters_and_usual_marks_are_split_as_any_others(text: str) -> None:
    plain, any_script = words(text), words(text + " é")
    assert (plain.texts, plain.starts, plain.ends) == (
        any_script.texts[:-1],
        any_script.starts[:-1],
        any_script.ends[:-1],
    )


def test_normalise_of_every_character_is_idempotent() -> None:
    known = (one for one in map(chr, range(0x110000)) if unicodedata.category(one) not in {"Cn", "Co"})
    changed = [ascii(one) for one in known if normalise(n := normalise(one)) != n]
    assert changed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ibex’s “Volt-2” costs 1,000.5 francs", "ibex's volt 2 costs 1,000.5 francs"),
        ("Ibex's IBEX`s Ibex＇s", "ibex's ibex's ibex's"),
        ("8+ and 20% off", "8+ and 20% off"),
        ("snake_case __ stays apart", "snake case stays apart"),
        ("e\u0301te\u0301 ÉTÉ", "été été"),
        ("coo\u00adpera\u00adtion", "cooperation"),
        ("10½ hours", "10 1 2 hours"),
        ("Straße STRASSE", "strasse strasse"),
        ("हिन्दी भाषा।", "हिन्दी भाषा"),
        ("漢字 ｱｲ", "漢 字 ア イ"),
        ("ŉ", "n"),
        ("… — “ ” '", ""),
        ("", ""),
    ],
)
def test_normalise_examples(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_offsets_lead_back_to_the_source() -> None:
    text = "“Ibex’s Volt-2,” she said."
    found = words(text)
    assert [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)] == [
        "Ibex’s",
        "Volt",
        "2",
        "she",
        "said",
    ]


def test_a_character_of_two_words_gives_both_the_same_offsets() -> None:
    found = words("a ½")
    assert (found.texts, found.starts, found.ends) == (("a", "1", "2"), (0, 2, 2), (1, 3, 3))


@pytest.mark.parametrize("unit", ["“", "a'", "1,", "1", "\x1b[", "\x1b]", "\x1b[0 ", "\u00ad", "é", "½", "ʼ"])
def test_long_runs_of_odd_text_are_read_whole(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert len(clean(text)) <= len(text)
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("“The gate holds,", "The gate holds"),
        ("The gate holds,” ", "The gate holds"),
        ("“The gate holds.”", "“The gate holds.”"),
        ('"The gate holds", ', '"The gate holds"'),
        ("the gate “holds” well;", "the gate “holds” well"),
        ("“", ""),
        ("", ""),
    ],
)
def test_the_core_of_a_wording(wording: str, expected: str) -> None:
    assert wording[slice(*core(wording))] == expected


@given(st.text(alphabet="ab ,;“”\"'‘’«»\n"))
def test_the_core_lies_inside_and_has_no_loose_edge(wording: str) -> None:
    start, end = core(wording)
    assert 0 <= start <= end <= len(wording)
    assert wording[start:end] == wording[start:end].strip(" \t\n,;")
