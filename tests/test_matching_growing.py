"""A story that grows: whatever was matched before, the matches are those of all sentences at once."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from random import Random
from string import ascii_lowercase
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.matching import containment, crowds, evidence, rewording, whole
from ondit.matching.many import rarity, run_plan
from ondit.matching.many import whole as many_whole
from ondit.matching.story import Matcher
from ondit.model import Match, Quote, Sentence

pytestmark = pytest.mark.xdist_group("compiled")

Article = tuple[str, ...]
Story = dict[int, Article]

WORDS = "gate gates harbour toll cars 45 120 opens Morrow pump shares tunnel lorries of in the".split()
PHRASES = (
    "the pump of the harbour opens in July",
    "she did not answer a request for comment",
    "“not for sale”, Ilse Morrow said of the dock",
    "Ilse Morrow said that “the dock is not for sale to anybody at all”",
    "cars will pay a toll of 45 crowns at the gate",
    "45 crowns is what cars pay at the gate",
    "no, he said",
)
LINES = st.one_of(
    st.sampled_from(PHRASES),
    st.builds("{} {}".format, st.sampled_from(PHRASES), st.sampled_from(WORDS)),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join),
)
ARTICLES = st.lists(LINES, min_size=1, max_size=4).map(tuple)
STORIES = st.lists(st.lists(ARTICLES, min_size=2, max_size=2), min_size=4, max_size=7).flatmap(
    lambda versions: st.lists(
        st.fixed_dictionaries(
            {}, optional={number: st.sampled_from(both) for number, both in enumerate(versions)}
        ),
        min_size=2,
        max_size=4,
    )
)
"""What a story is time after time: articles by number, each in one of two versions, or not there."""


def matched(story: Story, matcher: Matcher | None = None) -> tuple[Match, ...]:
    sentences, texts, quotes = [], [], []
    for number, lines in sorted(story.items()):
        start = 0
        for line in lines:
            sentences.append(Sentence(start, start + len(line), str(number)))
            texts.append(line)
            quotes += [
                Quote(start + found.start(1), start + found.end(1), str(number))
                for found in re.finditer("“(.*?)”", line)
            ]
            start += len(line) + 1
    return (matcher or Matcher()).match(sentences, texts, quotes)


@contextmanager
def many_from(texts: int, rare: int, tiny: int) -> Iterator[None]:
    """Take more texts than so many for many, word pairs for common, and as many short texts for too many."""
    with ExitStack() as stack:
        for module in (whole, containment, rewording, run_plan):
            stack.enter_context(patch.object(module, "FEW_TEXTS", texts))
        stack.enter_context(patch.object(run_plan, "RARE", rare))
        stack.enter_context(patch.object(many_whole, "MOST_TINY", tiny))
        stack.enter_context(patch.object(rarity, "FEWEST_BUCKETS", 3))
        yield


def check(stories: Sequence[Story]) -> None:
    matcher = Matcher()
    for story in stories:
        anew = Matcher()
        assert matched(story, matcher) == matched(story, anew)
        assert matcher.left_out == anew.left_out


@given(STORIES)
def test_a_small_story_is_matched_as_from_scratch(stories: list[Story]) -> None:
    check(stories)


@given(STORIES, st.sampled_from([-1, 6]), st.integers(1, 4), st.integers(1, 8))
def test_so_is_a_large_one(stories: list[Story], few: int, rare: int, tiny: int) -> None:
    with many_from(few, rare, tiny):
        check(stories)


def test_articles_that_change_places_are_matched_as_from_scratch() -> None:
    story = {0: (PHRASES[0], PHRASES[2]), 1: (PHRASES[0], PHRASES[4]), 2: (PHRASES[3], PHRASES[5])}
    matcher = Matcher()
    matched(story, matcher)
    sentences = [Sentence(0, len(PHRASES[0]), name) for name in ("b", "a", "c")]
    texts = [PHRASES[0]] * 3
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0)):
        rows, own = [sentences[row] for row in order], [texts[row] for row in order]
        assert matcher.match(rows, own) == Matcher().match(rows, own)
        assert len(matcher.match(rows, own)) == 3


@given(STORIES, st.sampled_from([1, 3, 7]))
def test_so_is_one_of_which_common_stems_find_no_pair(stories: list[Story], most: int) -> None:
    with many_from(-1, 3, 8), patch.object(evidence, "MOST_HOLDERS", most):
        check(stories)


@given(STORIES, st.sampled_from([-1, 1_000]), st.integers(0, 3), st.integers(1, 2))
def test_so_is_one_of_whose_crowds_a_few_are_told(
    stories: list[Story], few: int, many: int, kept: int
) -> None:
    with many_from(few, 3, 8), patch.object(crowds, "MANY", many), patch.object(crowds, "FEW", kept):
        check(stories)


def test_what_is_known_is_not_looked_at_again() -> None:
    """Of 40 articles of one other sentence each, and two that match, one more looks at its own pairs."""
    numbered = {
        n: (" ".join(f"{word}{n}" for word in ("quay", "mole", "gull", "crane", "mast")),) for n in range(40)
    }
    story: Story = {**numbered, 50: (PHRASES[0],), 51: (PHRASES[0] + " too",)}
    with many_from(-1, 1_000, 20_000):
        matcher = Matcher()
        first = matched(story, matcher)
        assert [(found.left, found.right) for found in first] == [(40, 41)]
        with patch.object(evidence, "retold", wraps=evidence.retold) as again:
            second = matched({**story, 52: (PHRASES[4],), 53: (PHRASES[5],)}, matcher)
            assert [(found.left, found.right) for found in second] == [(40, 41), (42, 43)]
            ((_, _, left, right), _) = again.call_args
            assert (left.tolist(), right.tolist()) == ([42], [43])


def test_what_becomes_common_is_looked_at_again_and_what_is_no_more() -> None:
    """Two sentences share a formula and no more; whether they match hangs on how many others hold it."""
    formula = "did not answer a request for"
    story: Story = {}
    for number in range(40):
        letters = Random(number).choices(ascii_lowercase, k=48)  # noqa: S311 - no secret
        rest = " ".join("".join(letters[at : at + 6]) for at in range(0, 48, 6))
        story[number] = (f"{formula} item {rest}",)
    few = dict(list(story.items())[:20])
    all_told = patch.object(crowds, "MANY", len(story))
    with many_from(-1, 30, 20_000), patch.object(rarity, "FEWEST_BUCKETS", 16), all_told:
        matcher = Matcher()
        sizes = [len(matched(one, matcher)) for one in (few, story, few)]
        assert sizes == [190, 0, 190]
        check([few, story, few])


@pytest.mark.parametrize("within", [0, 3])
def test_a_window_of_time_leaves_out_what_lies_further_apart(within: int) -> None:
    sentences = [Sentence(0, len(PHRASES[0]), str(row)) for row in range(4)]
    days = [1, 1, 3, None]
    found = Matcher().match(sentences, [PHRASES[0]] * 4, (), days, within)
    pairs = {(match.left, match.right) for match in found}
    assert pairs == {(0, 1), (0, 3), (1, 3), (2, 3)} | ({(0, 2), (1, 2)} if within else set())
    assert Matcher().match((), (), (), (), within) == ()
