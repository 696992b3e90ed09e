"""A reader's marks: on which entries they are, whatever is added."""

from __future__ import annotations

from pathlib import Path

from conftest import build_story
from ondit.marks import Mark, marked
from ondit.model import Span, Story
from ondit.overrides import Anchor, anchored
from ondit.store import open_store

MADE = "2025-06-01T09:00:00+00:00"


def mark(story: Story, span: Span) -> Mark:
    return Mark(anchored(span, story.article(span.article or "")), MADE)


def test_a_mark_is_on_the_entry_of_its_mention() -> None:
    story = build_story()
    for entry in story.timeline:
        spans = next(
            (one.mentions for one in story.claims if one.id == entry.claim),
            next((one.occurrences for one in story.statements if one.id == entry.statement), ()),
        )
        assert marked(story, [mark(story, spans[0])]) == {entry.id}
    assert marked(story, []) == frozenset()


def test_a_mark_whose_words_moved_is_found_and_one_whose_words_are_gone_is_not() -> None:
    story = build_story()
    claim = story.claims[1]
    place = claim.mentions[0]
    words = story.text(place)
    moved = Anchor(place.start + 1, place.end + 1, place.article, words)
    gone = Anchor(place.start, place.end, place.article, "x" * len(words))
    entry = next(entry.id for entry in story.timeline if entry.claim == claim.id)
    assert marked(story, [Mark(moved, MADE)]) == {entry}
    assert marked(story, [Mark(gone, MADE), Mark(Anchor(0, 1, "nowhere", "a"), MADE)]) == frozenset()


def test_marks_are_kept_in_their_order_once_a_place(tmp_path: Path) -> None:
    story = build_story()
    marks = [mark(story, claim.mentions[0]) for claim in story.claims]
    with open_store(tmp_path / "s.ondit") as store:
        assert [store.mark(one) for one in (*marks, marks[0])] == [True] * len(marks) + [False]
        assert store.unmark(marks[1].anchor)
        assert not store.unmark(marks[1].anchor)
    with open_store(tmp_path / "s.ondit") as store:
        assert store.marks() == [marks[0], *marks[2:]]
