"""A reader's marks: on which entries they are, whatever is added."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from conftest import build_story
from ondit.marks import Mark, marked
from ondit.model import Span, Story
from ondit.overrides import Anchor, anchored
from ondit.store import Store, open_store
from ondit.store.stored import StoredStory
from ondit.timeline import mentions

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
        assert marked(story, [mark(story, spans[0])]).keys() == {entry.id}
    assert marked(story, []) == {}


def test_a_mark_whose_words_moved_is_found_and_one_whose_words_are_gone_is_not() -> None:
    story = build_story()
    claim = story.claims[1]
    place = claim.mentions[0]
    words = story.text(place)
    moved = Anchor(place.start + 1, place.end + 1, place.article, words)
    gone = Anchor(place.start, place.end, place.article, "x" * len(words))
    entry = next(entry.id for entry in story.timeline if entry.claim == claim.id)
    assert marked(story, [Mark(moved, MADE)]) == {entry: [Mark(moved, MADE, entry)]}
    assert marked(story, [Mark(gone, MADE), Mark(Anchor(0, 1, "nowhere", "a"), MADE)]) == {}


def test_marks_are_kept_in_their_order_once_a_place(tmp_path: Path) -> None:
    story = build_story()
    marks = [mark(story, claim.mentions[0]) for claim in story.claims]
    with open_store(tmp_path / "s.ondit") as store:
        assert [store.mark(one) for one in (*marks, marks[0])] == [True] * len(marks) + [False]
        assert store.unmark(marks[1].anchor)
        assert not store.unmark(marks[1].anchor)
    with open_store(tmp_path / "s.ondit") as store:
        assert store.marks() == [marks[0], *marks[2:]]


def test_of_entries_told_in_the_same_words_a_mark_stays_on_the_one_that_it_was_on() -> None:
    story = build_story()
    first = story.claims[0]
    twin = replace(first, id="c-twin")
    entry = replace(
        next(one for one in story.timeline if one.claim == first.id), id="t-c-twin", claim="c-twin"
    )
    twins = replace(story, claims=(*story.claims, twin), timeline=(*story.timeline, entry))
    at = mark(story, first.mentions[0])
    assert marked(twins, [at]).keys() == {f"t-{first.id}"}
    assert marked(twins, [replace(at, entry="t-c-twin")]).keys() == {"t-c-twin"}


def kept_story(store: Store, story: Story) -> None:
    store.add(replace(one, copy_of=None) for one in story.articles)
    store.keep_story(story, "made of this", {})


def test_a_store_knows_on_which_entries_the_marks_are(tmp_path: Path) -> None:
    story = build_story()
    places = {entry.id: mentions(story, entry)[0] for entry in story.timeline}
    names = sorted(places)
    with open_store(tmp_path / "s.ondit") as store:
        kept_story(store, story)
        for name in names[:3]:
            assert store.mark(replace(mark(story, places[name]), entry=name))
        with StoredStory(store) as view:
            assert sorted(view.marked) == names[:3]
            assert store.unmark(view.marked[names[1]][0].anchor)
            assert sorted(view.marked) == names[:3]
        assert store.mark(mark(story, places[names[4]]))
        with StoredStory(store) as view:
            assert sorted(view.marked) == [names[0], names[2]]
        kept_story(store, story)
        with StoredStory(store) as view:
            assert sorted(view.marked) == [names[0], names[2], names[4]]
            assert [one.entry for one in store.marks()] == [names[0], names[2], names[4]]


def test_a_mark_goes_with_its_entry_where_that_becomes_another(tmp_path: Path) -> None:
    story = build_story()
    old = story.timeline[3]
    later = tuple(replace(one, id="c-later") if one.id == old.claim else one for one in story.claims)
    moved = tuple(
        replace(one, id="t-c-later", claim="c-later") if one == old else one for one in story.timeline
    )
    grown = replace(story, claims=later, timeline=moved)
    at = replace(mark(story, mentions(story, old)[0]), entry=old.id)
    with open_store(tmp_path / "s.ondit") as store:
        kept_story(store, story)
        store.mark(at)
        kept_story(store, grown)
        with StoredStory(store) as view:
            assert view.marked == {"t-c-later": [replace(at, entry="t-c-later")]}
        store.unmark(at.anchor)
        store.mark(at)  # by a dashboard that shows the story before
        with StoredStory(store) as view:
            assert list(view.marked) == ["t-c-later"]
