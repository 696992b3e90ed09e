"""What could be meant by what someone begins to type: entries by the beginnings of words, also misspelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CAMERA, FACTORY, OTHER_CAMERA, Views, build_story, kept
from ondit.errors import UsageError
from ondit.model import Story
from ondit.search import fold
from ondit.search.nearest import near, nearest
from ondit.store.stored import StoredStory
from ondit.timeline import Filter
from ondit.views import DayCount
from ondit.whole import WholeStory

VOCABULARY = "harbour harbours harbinger tunnel tunnels ferry tun Ø".split()


def told(view: WholeStory | StoredStory, text: str, most: int = 9) -> list[str]:
    return [entry.text for entry in nearest(view, text, most).entries]


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("habour", ["harbour"]),
        ("habo", ["harbo"]),
        ("tunnle", ["tunnel"]),
        ("tunel", ["tunnel"]),
        ("tunnnel", ["tunnel"]),
        ("harbour", ["harbour"]),
        ("teh", []),
        ("zeppelin", []),
    ],
)
def test_a_misspelt_word_is_near_to_what_was_meant(typed: str, instead: list[str]) -> None:
    assert near(typed, VOCABULARY, 1) == instead


def test_entries_are_found_by_beginnings_of_their_words(story: Story, view_of: Views) -> None:
    view = view_of(story)
    assert told(view, "fact val") == []
    assert told(view, "Valley, GROUND") == [FACTORY]
    assert told(view, "beigang") == []
    assert told(view, "北港") == told(view, "晚报")
    assert len(told(view, "北港")) == 2
    assert told(view, "  ") == told(view, "?!") == []
    assert nearest(view, "valley", 9).instead == ()


def test_words_that_are_misspelt_are_told(story: Story, view_of: Views) -> None:
    view = view_of(story)
    found = nearest(view, "megapixle camera", 9)
    assert [entry.text for entry in found.entries] == [CAMERA]
    assert found.instead == ["megapixel"]
    assert nearest(view, "zeppelin", 9).entries == ()
    assert nearest(view, "valley zeppelin", 9).entries == ()


def test_what_has_the_words_side_by_side_goes_first(story: Story, view_of: Views) -> None:
    first = story.timeline[0]
    texts = ("The bridge opens; the toll stays.", "The toll bridge opens.", "Toll on each bridge.")
    entries = tuple(replace(first, id=f"t-{n}", text=text) for n, text in enumerate(texts))
    view = view_of(replace(story, timeline=entries))
    assert told(view, "toll bridge") == [texts[1], texts[2], texts[0]]
    assert told(view, "toll bridge", 1) == [texts[1]]


class NothingTogether(WholeStory):
    """A story in which every word is near to three others, and that holds no two of them together."""

    asked = 0

    def near(self, word: str, most: int) -> list[str]:
        return [f"{word[:4]}{letter}" for letter in "xyz"]

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        self.asked += 1
        return super().days(wanted)


def test_many_misspelt_words_are_not_tried_in_all_ways(story: Story) -> None:
    view = NothingTogether(story)
    assert nearest(view, "hrabour tunnle ferrry birdge trian", 9).entries == ()
    assert 3**3 < view.asked < 3**4


def test_what_is_longer_than_a_search_is_refused(story: Story, view_of: Views) -> None:
    with pytest.raises(UsageError, match="The search has 2,999 characters"):
        nearest(view_of(story), "bo " * 750, 9)


@pytest.fixture(scope="module")
def in_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredStory]:
    """Return a view of the story in a store."""
    with kept(build_story(), tmp_path_factory.mktemp("nearest") / "s.ondit") as view:
        yield view


@given(text=st.text(max_size=20))
def test_whatever_is_typed_finds_the_same_in_memory_and_in_a_store(text: str, in_store: StoredStory) -> None:
    in_memory = WholeStory(build_story())
    for typed in (text, fold(CAMERA)[:12] + text, OTHER_CAMERA.replace("leak", text), f"haldne {text}"):
        assert nearest(in_store, typed, 5) == nearest(in_memory, typed, 5)
