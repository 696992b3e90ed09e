"""A reader's marks: on which entries they are, whatever is added."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from conftest import ARTICLES, Views, build_story, keep
from ondit.listing import every
from ondit.marked import Marked
from ondit.marks import Mark, by_entry, whole_article
from ondit.model import Span, Story
from ondit.overrides import Anchor, anchored
from ondit.speakers import id_of
from ondit.store import open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter, mentions
from ondit.whole import WholeStory

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
        assert by_entry(story, [mark(story, spans[0])]).keys() == {entry.id}
    assert by_entry(story, []) == {}


def test_a_mark_whose_words_moved_is_found_and_one_whose_words_are_gone_is_not() -> None:
    story = build_story()
    claim = story.claims[1]
    place = claim.mentions[0]
    words = story.text(place)
    moved = Anchor(place.start + 1, place.end + 1, place.article, words)
    gone = Anchor(place.start, place.end, place.article, "x" * len(words))
    entry = next(entry.id for entry in story.timeline if entry.claim == claim.id)
    assert by_entry(story, [Mark(moved, MADE)]) == {entry: [Mark(moved, MADE, entry)]}
    assert by_entry(story, [Mark(gone, MADE), Mark(Anchor(0, 1, "nowhere", "a"), MADE)]) == {}


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
    assert by_entry(twins, [at]).keys() == {f"t-{first.id}"}
    assert by_entry(twins, [replace(at, entry="t-c-twin")]).keys() == {"t-c-twin"}


def test_a_store_knows_on_which_entries_the_marks_are(tmp_path: Path) -> None:
    story = build_story()
    places = {entry.id: mentions(story, entry)[0] for entry in story.timeline}
    names = sorted(places)
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, story)
        for name in names[:3]:
            assert store.mark(replace(mark(story, places[name]), entry=name))
        with StoredStory(store) as view:
            assert sorted(Marked(view.marks).entries) == names[:3]
            assert store.unmark(Marked(view.marks).entries[names[1]][0].anchor)
            assert sorted(Marked(view.marks).entries) == names[:3]
        assert store.mark(mark(story, places[names[4]]))
        with StoredStory(store) as view:
            assert sorted(Marked(view.marks).entries) == [names[0], names[2]]
        keep(store, story)
        with StoredStory(store) as view:
            assert sorted(Marked(view.marks).entries) == [names[0], names[2], names[4]]
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
        keep(store, story)
        store.mark(at)
        keep(store, grown)
        with StoredStory(store) as view:
            assert view.marks == [replace(at, entry="t-c-later")]
        store.unmark(at.anchor)
        store.mark(at)  # by a dashboard that shows the story before
        with StoredStory(store) as view:
            assert [one.entry for one in view.marks] == ["t-c-later"]


def spans() -> st.SearchStrategy[Span]:
    story = build_story()
    return st.sampled_from(story.articles).flatmap(
        lambda one: st.tuples(st.integers(0, len(one.text) - 1), st.integers(1, len(one.text))).map(
            lambda pair: Span(min(pair), max(pair[1], min(pair) + 1), one.id)
        )
    )


@given(st.lists(spans(), max_size=4), st.sets(st.sampled_from([one[0] for one in ARTICLES]), max_size=2))
def test_what_is_marked_is_listed_in_every_view_and_nothing_else_is(
    places: list[Span], names: set[str]
) -> None:
    story = build_story()
    marks = [Mark(anchored(place, story.article(place.article or "")), MADE) for place in places]
    view = WholeStory(story, [*marks, *(Mark(whole_article(name), MADE) for name in names)])
    known = Marked(view.marks, view.quoted.quotation_at)
    wanted = Filter(marked=known.ids)
    listed = [one.id for day in view.days(wanted) for one in view.entries(wanted, day.published)]
    assert sorted(listed) == sorted(known.entries)
    assert sorted(one.id for one in every(view.quoted.listing(wanted))) == sorted(known.quotations)
    assert sorted(one.id for one in every(view.published.listing(wanted))) == sorted(known.articles)
    assert {one.entry.id for one in every(view.claims(wanted))} <= set(known.entries)
    assert set(known.articles) == {one.article for one in places} | names


@given(spans())
def test_a_place_is_on_the_entry_that_its_mark_is_on(place: Span) -> None:
    story = build_story()
    anchor = anchored(place, story.article(place.article or ""))
    (mark,) = WholeStory(story, [Mark(anchor, MADE)]).marks
    entry = WholeStory(story).published.entry_at(place)
    assert (entry.id if entry else None) == mark.entry


def test_a_mark_on_an_article_is_on_nothing_in_it_and_is_kept(tmp_path: Path) -> None:
    story = build_story()
    at = Mark(whole_article("ledger"), MADE)
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, story)
        assert store.mark(at)
        keep(store, story)
        with StoredStory(store) as view:
            known = Marked(view.marks, view.quoted.quotation_at)
            assert (dict(known.entries), dict(known.quotations)) == ({}, {})
            assert list(known.articles) == ["ledger"]
        assert store.unmark(at.anchor)
        assert store.marks() == []


def test_marks_are_added_and_taken_off_without_asking_for_quotations_again() -> None:
    story = build_story()
    view = WholeStory(story)
    asked: list[Anchor] = []

    def quotation_at(anchor: Anchor) -> str | None:
        asked.append(anchor)
        return view.quoted.quotation_at(anchor)

    first, second = (Mark(anchored(one, story.article(one.article or "")), MADE) for one in story.quotes)
    marks = Marked([first], quotation_at)
    said = next(iter(marks.quotations))
    assert marks.with_marks([second]).quotations == {said: [first, second]}
    assert marks.with_marks([second]).without([first]).quotations == {said: [second]}
    assert asked == [first.anchor, second.anchor]
    assert marks.at(replace(story.quotes[0], start=story.quotes[0].end - 1)) == [first]
    assert marks.at(story.quotes[1]) == []


def test_words_that_stand_nowhere_any_more_have_no_quotation(view_of: Views) -> None:
    story = build_story()
    view = view_of(story)
    quote = story.quotes[0]
    anchor = anchored(quote, story.article("ledger"))
    assert view.quoted.quotation_at(anchor) == id_of(quote)
    assert view.quoted.quotation_at(replace(anchor, words="gone")) is None
    assert view.quoted.quotation_at(replace(anchor, article="nowhere")) is None
    assert view.quoted.quotation_at(whole_article("ledger")) is None


def test_a_mark_on_an_occurrence_that_is_no_mention_is_on_the_statements_entry(view_of: Views) -> None:
    story = build_story()
    boost = story.claims[0]
    fewer = replace(boost, mentions=boost.mentions[:1])
    less = replace(story, claims=(fewer, *story.claims[1:]))
    place = story.statements[0].occurrences[2]
    assert by_entry(less, [mark(less, place)]).keys() == {"t-c-boost"}
    entry = view_of(less).published.entry_at(place)
    assert entry
    assert entry.id == "t-c-boost"
