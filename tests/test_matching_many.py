"""Matching many texts: the compiled join against brute force, whatever the order, groups and threads."""

from collections import Counter
from functools import cache
from itertools import pairwise
from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from ondit import matching, sentences
from ondit.ingest import read
from ondit.matching.containment import contained
from ondit.matching.many import kernel
from ondit.matching.many.contained import contained_many
from ondit.matching.many.folding import fold
from ondit.matching.many.letters import clear_pattern, common, new_pattern, set_pattern
from ondit.matching.many.sorting import INSERTION, sort
from ondit.matching.many.spans import word_spans
from ondit.matching.many.whole import MOST_TINY, match_many, tiny_of
from ondit.text import normalise, words

pytestmark = pytest.mark.xdist_group("compiled")

Found = dict[tuple[int, int], float]

VOCABULARY = (
    "the of a in on to pump tunnel harbour opens opened opening minister denies denied report reported July "
    "12 13 1,250.5 percent “late” isn’t launch launches bridge ferry straße naïve ½ 港 №5 8+"
).split()
sentence = st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join)
edits = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([*VOCABULARY, ""])), max_size=8)


@st.composite
def collections(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    """Sentences, edited copies of some, and a group for each."""
    texts = draw(st.lists(sentence, max_size=8))
    for text in list(texts):
        for changes in draw(st.lists(edits, max_size=2)):
            split = text.split()
            for place, word in changes:
                if place < len(split):
                    split[place] = word
            texts.append(" ".join(split))
    return texts, draw(st.lists(st.integers(0, 3), min_size=len(texts), max_size=len(texts)))


def found(table: matching.MatchTable) -> Found:
    pairs = zip(table.left.tolist(), table.right.tolist(), strict=True)
    return dict(zip(pairs, table.similarity.tolist(), strict=True))


def runs(table: matching.MatchTable) -> dict[tuple[int, int], tuple[float, int, int, int, int]]:
    """Return similarity and offsets of each pair."""
    columns = (table.similarity, table.left_start, table.left_end, table.right_start, table.right_end)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return dict(zip(found(table), rows, strict=True))


def by_brute_force(texts: list[str], groups: list[int] | None, cutoff: float) -> Found:
    normalised = [normalise(text) for text in texts]
    if not texts:
        return {}
    scores = cdist(normalised, normalised, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float64)
    pairs = zip(*(rows.tolist() for rows in np.nonzero(np.triu(scores >= cutoff, 1))), strict=True)
    return {(i, j): scores[i, j] for i, j in pairs if groups is None or groups[i] != groups[j]}


def is_promised(a: str, b: str, cutoff: float) -> bool:
    """Say whether the docstring of `match` promises a pair that reaches the cutoff, word for word."""
    left, right = normalise(a).split(" "), normalise(b).split(" ")
    shorter, both = min(len(normalise(a)), len(normalise(b))), len(normalise(a)) + len(normalise(b)) + 2
    lost = 1 - cutoff / 100
    if left == right or shorter < 25:
        return True
    if shorter < 70:
        shared = (Counter(left) & Counter(right)).items()
        return 2 * sum(min(255, len(word) + 1) * times for word, times in shared) / both >= 1 - 3.25 * lost
    pairs = (Counter(pairwise(left)) & Counter(pairwise(right))).items()
    weight = sum(sum(min(255, len(word) + 1) for word in pair) * times for pair, times in pairs)
    return weight / both >= 1 - 3.75 * lost


@settings(max_examples=150)
@given(collections(), st.sampled_from([75.0, 80.0, 90.0, 100.0]), st.booleans(), st.sampled_from([1, 2, 5]))
def test_the_join_keeps_its_promise(
    rows: tuple[list[str], list[int]], cutoff: float, grouped: bool, threads: int
) -> None:
    texts, groups = rows[0], rows[1] if grouped else None
    expected = by_brute_force(texts, groups, cutoff)
    with patch.object(kernel, "FEWEST", 1 if threads == 5 else kernel.FEWEST):
        actual = found(match_many(texts, groups, cutoff, threads))
    assert actual.items() <= expected.items()
    assert all(not is_promised(texts[i], texts[j], cutoff) for i, j in expected.keys() - actual.keys())


@settings(max_examples=50)
@given(collections(), st.randoms())
def test_order_changes_nothing(rows: tuple[list[str], list[int]], random: Random) -> None:
    texts, groups = rows
    order = list(range(len(texts)))
    random.shuffle(order)
    straight = found(match_many(texts, groups, 80.0, 2))
    shuffled = found(match_many([texts[row] for row in order], [groups[row] for row in order], 80.0, 2))
    assert straight == {
        (min(order[i], order[j]), max(order[i], order[j])): score for (i, j), score in shuffled.items()
    }


@cache
def sample_sentences(story: str = "") -> list[str]:
    """Every sentence of the sample stories, or of one, and three edited renderings of each."""
    texts = []
    for article in read(f"sample_data/{story}").articles:
        texts += [article.text[span.start : span.end] for span in sentences.split(article.text)]
    edited = []
    for at, text in enumerate(texts):
        split = text.split()
        edited += [
            " ".join(split[1:]),
            " ".join(split[: max(1, len(split) - 3)]) + " on that day",
            " ".join(word for place, word in enumerate(split) if (place + at) % 9),
        ]
    return texts + edited


@settings(max_examples=100)
@given(
    collections(),
    st.sampled_from([(5, 85.0), (3, 70.0), (2, 100.0), (8, 60.0)]),
    st.booleans(),
    st.sampled_from([1, 3]),
)
def test_shared_runs_are_those_of_few_texts(
    rows: tuple[list[str], list[int]], asked: tuple[int, float], grouped: bool, threads: int
) -> None:
    texts, groups = rows[0], rows[1] if grouped else None
    expected = runs(contained(texts, groups=groups, min_words=asked[0], score_cutoff=asked[1]))
    with patch.object(kernel, "FEWEST", 1 if threads == 3 else kernel.FEWEST):
        actual = runs(contained_many(texts, groups, asked[0], asked[1], threads))
    assert {pair: actual.get(pair) for pair in expected} == expected
    for (i, j), (similarity, left, left_end, right, right_end) in actual.items():
        here, there = texts[i][left:left_end], texts[j][right:right_end]
        assert similarity == fuzz.ratio(normalise(here), normalise(there)) >= asked[1]
        assert min(len(words(here)), len(words(there))) >= asked[0]
        assert groups is None or groups[i] != groups[j]


def test_runs_in_real_sentences_are_those_of_few_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = sample_sentences("meridian-merger")
    monkeypatch.setattr("ondit.matching.containment.FEW_TEXTS", len(texts))
    expected = runs(contained(texts))
    for module in ("containment", "many.run_plan"):
        monkeypatch.setattr(f"ondit.matching.{module}.FEW_TEXTS", 0)
    actual = runs(contained(texts))
    assert len(expected) > len(texts)
    assert {pair: actual.get(pair) for pair in expected} == expected


def test_a_formula_is_found_where_it_is_half_of_the_shorter_text() -> None:
    said = "the ministry did not answer a request for comment on the"
    texts = [f"Early on day {n} {said} matter of item {n * 7} that others had raised." for n in range(1100)]
    short = len(texts)
    texts += [f"But {said} move.", *(f"item {n}" for n in range(10))]
    table = matching.contained(texts)
    assert set(table.left[table.right == short].tolist()) == set(range(short))


def test_word_spans_are_those_of_words() -> None:
    texts = ["The pump’s ½ of 1,000.5", "", "straße 港a 8+", "?!", "plain words"]
    firsts, spans = word_spans(texts)
    for row, text in enumerate(texts):
        expected = words(text)
        assert spans[0, firsts[row] : firsts[row + 1]].tolist() == list(expected.starts)
        assert spans[1, firsts[row] : firsts[row + 1]].tolist() == list(expected.ends)


def test_real_sentences_are_all_found() -> None:
    texts = sample_sentences()
    assert len(texts) > 2000
    table = matching.match(texts)
    expected = by_brute_force(texts, None, 80.0)
    actual = found(table)
    assert actual.items() <= expected.items()
    assert len(actual) >= 0.999 * len(expected)
    assert (table.left_end == [len(texts[row]) for row in table.left]).all()


def test_few_and_many_agree() -> None:
    texts = sample_sentences()[:900]
    groups = [row // 20 for row in range(900)]
    assert found(match_many(texts, groups, 80.0, 2)) == found(matching.match(texts, groups=groups))


@settings(max_examples=300)
@given(st.lists(st.text() | st.text(alphabet="aé1.,%+'’`_ -½ß²\u0301港İſ"), max_size=5))
def test_folding_gives_the_words_of_normalise(texts: list[str]) -> None:
    folded = fold(texts)
    for row, text in enumerate(texts):
        expected = normalise(text)
        letters = bytes(folded.letters[folded.starts[row] : folded.starts[row + 1]])
        assert len(letters) == len(expected)
        assert folded.exact[row] == expected.isascii()
        assert [code for code in letters if code < 128] == [ord(c) for c in expected if c.isascii()]
        first, stop = folded.firsts[row], folded.firsts[row + 1]
        assert (folded.words[first:stop] & 255).tolist() == [min(255, len(w) + 1) for w in words(text).texts]


def test_equal_words_have_equal_hashes_and_others_do_not() -> None:
    folded = fold(["The pump opens", "A PUMP, opens!", "pumps opening"])
    one, two, three = (folded.words[folded.firsts[row] : folded.firsts[row + 1]] for row in range(3))
    assert one[1:].tolist() == two[1:].tolist()
    assert not set(one.tolist()) & set(three.tolist())
    assert (fold(["The pump"]).digests == fold(["the PUMP."]).digests).all()


@given(st.integers(0, 3 * INSERTION), st.integers(1, 1_000), st.randoms(use_true_random=False))
def test_numbers_are_sorted_as_far_as_is_asked(size: int, most: int, random: Random) -> None:
    numbers = [random.randrange(-most, most) for _ in range(size + 3)]
    array = np.array(numbers, np.int64)
    sort(array, size)
    assert array.tolist() == [*sorted(numbers[:size]), *numbers[size:]]


@given(st.text(alphabet="abc d", max_size=300), st.text(alphabet="abc d", max_size=300))
def test_common_letters_are_those_of_rapidfuzz(a: str, b: str) -> None:
    letters = np.array(list((a + b).encode()), np.uint8)
    pattern = new_pattern(len(a))
    if not a:
        return
    set_pattern(pattern, letters, 0, len(a))
    expected = LCSseq.similarity(a, b)
    assert common(pattern, len(a), letters, len(a), len(a + b), 0) == expected
    assert common(pattern, len(a), letters, len(a), len(a + b), expected + 1) in (-1, expected)
    clear_pattern(pattern, letters, 0, len(a))
    assert not pattern.bits.any()


def test_so_many_short_texts_are_not_each_compared_with_each() -> None:
    sizes = np.array([3] * 10 + [12] * MOST_TINY + [40] * 5)
    assert tiny_of(sizes) == 12
    assert tiny_of(sizes[: MOST_TINY - 1]) == 25


ODD = (
    "",
    " ",
    "?!",
    "word",
    "😀😀 😀",
    "שלום עולם היום בבוקר",
    "a\x00b",
    "\ud800 lone",
    "word " * 3000,
    "x" * 5000,
)


def test_odd_texts_among_many() -> None:
    texts = [f"The pump of harbour {n} opens in July, the minister said." for n in range(1100)]
    pairs = found(matching.match([*texts, *ODD, *ODD], score_cutoff=99))
    for row, odd in enumerate(ODD, len(texts)):
        assert pairs.get((row, row + len(ODD))) == 100, odd[:20]


def scrambled(seed: int, count: int) -> str:
    random = Random(seed)  # noqa: S311 - words, no secrets
    return " ".join(f"word{random.randrange(5000)}" for _ in range(count))


def long_texts(count: int) -> tuple[str, str, str]:
    """Return a text of so many words of some nine letters, the same edited, and another."""
    one = scrambled(1, count)
    return one, f"{one[: 3 * count]} changed here {one[3 * count + 100 :]}", scrambled(2, count)


@pytest.mark.parametrize(("count", "company"), [(110_000, 0), (20_000, 1_100)])
def test_sentences_of_a_megabyte_alone_and_long_ones_among_many(count: int, company: int) -> None:
    one, edited, other = long_texts(count)
    texts = [one, edited, other, "a b " * (2 * count), "x" * (9 * count)]
    texts += [scrambled(3 + row, 9) for row in range(company)]
    table = matching.match(texts)
    assert list(found(table)) == [(0, 1)]
    assert found(table)[0, 1] == fuzz.ratio(normalise(one), normalise(edited))
    record = table[0]
    assert record.relation == "edited"


def test_what_long_sentences_share() -> None:
    one, edited, other = long_texts(110_000)
    runs_found = runs(contained([one[:200_000], edited[100_000:], other[:200_000], "y" * 200_000]))
    assert list(runs_found) == [(0, 1)]
