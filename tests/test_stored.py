"""A story looked at in its store is the story in memory: whatever is asked, also after another was kept."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_story import ARTICLES, PARTS, an_article, any_filter, any_story, some_spans
from conftest import keep
from ondit import timeline
from ondit.collection import story_of
from ondit.errors import UsageError
from ondit.export import citation, excerpt_of
from ondit.following import Followed, follow
from ondit.listing import Listing
from ondit.marked import Marked
from ondit.marks import Mark
from ondit.model import Article, Claim, Quote, Role, Span, Story
from ondit.overrides import anchored
from ondit.search import matches, parse
from ondit.search.stories import article_passes
from ondit.speakers import id_of
from ondit.store import entries, open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter, mentions
from ondit.views import DayCount
from ondit.whole import WholeStory
from ondit_tui.widgets.account import account
from quality import STORIES, sample
from store_files import Merger, NewStore, inside


def assert_alike(
    view: StoredStory, story: Story, filters: Sequence[Filter], marks: Sequence[Mark] = ()
) -> None:
    """Hold a view of a store against the story in memory."""
    whole = WholeStory(story, marks)
    assert view.tally == whole.tally
    assert list(view.speakers.items()) == list(whole.speakers.items())
    assert view.marks == whole.marks
    assert view.problems == whole.problems
    marked = Marked(view.marks, view.quoted.quotation_at).ids
    assert marked == Marked(whole.marks, whole.quoted.quotation_at).ids
    for wanted in (*filters, Filter(marked=marked), replace(filters[-1], marked=marked)):
        try:
            days = whole.days(wanted)
        except UsageError:
            with pytest.raises(UsageError):
                view.days(wanted)
            continue
        assert view.days(wanted) == days
        for day in (*(one.published for one in days), None, "1999"):
            assert list(view.entries(wanted, day)) == list(whole.entries(wanted, day))
            assert list(view.entries(wanted, day, 1)) == list(whole.entries(wanted, day, 1))
            assert list(view.entries(wanted, day, 2, 1)) == list(whole.entries(wanted, day, 2, 1))
            ids = [entry.id for entry in story.timeline] + ["t-none"] * 20
            for some in (ids, set(ids), ids[:2]):
                assert view.places(wanted, day, some) == whole.places(wanted, day, some)
            assert list(view.standing(wanted, day)) == list(whole.standing(wanted, day))
        assert_quoted_alike(view, whole, wanted)
        assert_listed_alike(view.claims(wanted), whole.claims(wanted))
        assert_listed_alike(view.published.listing(wanted), whole.published.listing(wanted))
    assert view.published.article("a-none") is None
    for article in story.articles:
        assert view.published.article(article.id) == article
        assert list(view.published.told_in(article.id)) == list(whole.published.told_in(article.id))
        for start in range(0, len(article.text), 7):
            place = Span(start, start + 12, article.id)
            assert view.published.entry_at(place) == whole.published.entry_at(place)
    assert view.scoreboard.scores == whole.scoreboard.scores
    for name, role in product((*view.tally.outlets, "nobody"), get_args(Role)):
        for start, most in ((0, 9), (1, 1)):
            assert view.scoreboard.told_by(name, role, start, most) == whole.scoreboard.told_by(
                name, role, start, most
            )
    for entry in story.timeline:
        assert view.entry(entry.id) == entry
        assert view.part(entry) == whole.part(entry)
    assert view.entry("t-none") is None


def assert_quoted_alike(view: StoredStory, whole: WholeStory, wanted: Filter) -> None:
    """Hold what a view quotes against what the story in memory does."""
    here, there = view.quoted.listing(wanted), whole.quoted.listing(wanted)
    assert list(here.groups) == list(there.groups)
    for at, group in enumerate(there.groups):
        assert view.quoted.speaker(group.key) == whole.quoted.speaker(group.key)
        every = there.items(at, 0, group.items)
        assert list(here.items(at, 0, group.items)) == every
        assert list(here.items(at, 1, 1)) == every[1:2]
        for one in every:
            assert view.quoted.part(one) == whole.quoted.part(one)
            assert here.place(one.id) == there.place(one.id) is not None
    for quote in whole.story.quotes:
        assert here.place(id_of(quote)) == there.place(id_of(quote))
    assert here.place("q-none-0-1") is view.quoted.speaker("Nobody") is None


def assert_listed_alike(listing: Listing[Any], whole: Listing[Any]) -> None:
    """Hold what a store lists against what a story in memory does."""
    assert list(listing.groups) == list(whole.groups)
    for number, (_, size) in enumerate(whole.groups):
        items = list(whole.items(number, 0, size))
        for start in range(size + 1):
            assert list(listing.items(number, start, 2)) == items[start : start + 2]
        assert list(listing.items(number, 0, size + 5)) == items
        assert [listing.items(number, at, 1)[0] for at in range(size)] == items
        for at, item in enumerate(items):
            identifier = getattr(item, "entry", item).id
            assert listing.place(identifier) == whole.place(identifier) == (number, at)
    assert listing.place("t-none") is None


@given(st.data())
def test_what_is_asked_of_a_store_is_what_the_story_in_memory_answers(
    new_store: NewStore, data: st.DataObject
) -> None:
    articles, filters = data.draw(ARTICLES), data.draw(st.lists(any_filter(), min_size=1, max_size=4))
    first, known = data.draw(any_story(articles)), [Filter(), *filters]
    with open_store(new_store()) as store, pytest.MonkeyPatch.context() as patched:
        patched.setattr(entries, "FEWEST_FREE", data.draw(st.sampled_from((0, 1000))))
        keep(store, first)
        for span in data.draw(st.lists(some_spans(articles), max_size=3)):
            store.mark(Mark(anchored(span, first.article(span.article or "")), "2025-06-01T09:00:00+00:00"))
        keep(store, first)
        marks = store.marks()
        with StoredStory(store) as before:
            assert_alike(before, first, known, marks)
            second = data.draw(any_story(articles))
            keep(store, second)
            with StoredStory(store) as after:
                assert_alike(after, second, known, store.marks())
                assert after.followed(before) == follow(first, second)
            assert_alike(before, first, [Filter()], marks)


@pytest.mark.parametrize("name", STORIES)
def test_the_account_and_the_citations_of_a_part_are_those_of_the_story(tmp_path: Path, name: str) -> None:
    story = sample(name).story
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, story)
        with StoredStory(store) as view:
            assert story.timeline
            for entry in story.timeline:
                part = view.part(entry)
                assert account(part, entry) == account(story, entry)
                for span in mentions(story, entry):
                    assert citation(excerpt_of(part, span)) == citation(excerpt_of(story, span))


@pytest.mark.parametrize("name", STORIES)
def test_an_article_is_read_with_what_the_story_knows_of_it(tmp_path: Path, name: str) -> None:
    story = sample(name).story
    with open_store(tmp_path / "s.ondit") as store:
        store.add(replace(one, copy_of=None) for one in story.articles)
        found = story_of(store)
        with StoredStory(store) as view:
            for article in found.articles:
                around, own = view.around(article.id), article.id
                assert around.article(own) == article
                assert around.quotes == tuple(one for one in found.quotes if one.article == own)
                assert around.labels == tuple(one for one in found.labels if one.article == own)
                assert around.dates == tuple(one for one in found.dates if one.article == own)
                told = [one for one in found.matches if own in (one.a.article, one.b.article)]
                unplaced = [replace(one, left=0, right=0) for one in told]
                assert around.matches == tuple(sorted(unplaced, key=lambda one: (one.a, one.b)))
                assert all(around.text(one.a) and around.text(one.b) for one in around.matches)
    assert any(found.matches)


def test_parts_are_told_of_what_articles_gave_by_themselves(merger: Merger) -> None:
    path, story = merger
    with open_store(path) as store:
        with StoredStory(store) as view:
            assert view.is_current(store)
            assert_alike(view, story, [Filter()])
            store.add([an_article(0, [0], None, "Post", None)])
            assert not view.is_current(store)
        with StoredStory(store) as view:
            assert not view.is_current(store)


@given(ARTICLES, st.lists(PARTS, max_size=3).map(" ".join))
def test_articles_are_found_by_their_words(
    new_store: NewStore, articles: Sequence[Article], search: str
) -> None:
    try:
        query = parse(search)
    except UsageError:
        return
    with open_store(new_store()) as store:
        keep(store, Story(articles=articles))
        is_asked = article_passes(query)
        wanted = [one for one in store.articles()[::-1] if is_asked(one) and matches(query, one.text)]
        with StoredStory(store) as view:
            assert view.articles(search) == wanted
            assert view.articles(search, 1) == wanted[:1]


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(statuses=frozenset({"open", "denied"})),
        Filter(speakers=frozenset({"Ann Ode"})),
        Filter(speakers=frozenset({"Ann Ode"}), statuses=frozenset({"open"}), search="yard"),
        Filter(marked=frozenset({"t-c-1"})),
        Filter(new=frozenset()),
        Filter(marked=frozenset({"t-c-1", "t-c-2"}), new=frozenset({"t-c-2", "t-none"})),
    ],
)
def test_filters_combine_in_a_store_as_in_memory(tmp_path: Path, wanted: Filter) -> None:
    article = an_article(0, [0, 1], "2025-05-01", "Post", None)
    quote = Quote(56, 79, "a0", speaker="Ann Ode")
    spans = {"c-1": Span(0, 30, "a0"), "c-2": Span(55, 80, "a0"), "c-3": Span(31, 50, "a0")}
    status = {"c-1": "denied", "c-2": "open", "c-3": "open"}
    claims = tuple(
        Claim(
            name,
            article.text[s.start : s.end],
            "announcement" if name == "c-3" else "rumour",
            status[name],
            None,
            (s,),
        )  # type: ignore[arg-type]
        for name, s in spans.items()
    )
    entries_ = timeline.build([article], [], claims)
    story = Story(articles=(article,), claims=claims, quotes=(quote,), timeline=entries_)
    expected = {
        one.id
        for one in entries_
        if (not wanted.statuses or (one.kind == "rumour" and one.status in wanted.statuses))
        and (not wanted.speakers or one.id == "t-c-2")
        and (not wanted.search or "yard" in one.text)
        and (wanted.marked is None or one.id in wanted.marked)
        and (wanted.new is None or one.id in wanted.new)
    }
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, story)
        with StoredStory(store) as view:
            for one in (view, WholeStory(story)):
                days = [day.published for day in one.days(wanted)]
                assert {entry.id for day in days for entry in one.entries(wanted, day)} == expected
                assert one.speakers == {"Ann Ode": 1}
                assert one.tally.statuses == {"denied": 1, "open": 1}


def test_nothing_is_found_where_no_story_is_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.add([an_article(0, [0], None, "Post", None)])
        with StoredStory(store) as view:
            assert not view.is_current(store)
            assert (view.tally, list(view.problems)) == (WholeStory(Story()).tally, [])
            assert (view.speakers, view.marks) == ({}, [])
            for search in ("", "yard", "y*", "-yard", "source:post", "speaker:ode", "kind:r"):
                assert list(view.days(Filter(search=search))) == []
                assert list(view.entries(Filter(search=search), None)) == []
                assert list(view.articles(search)) == []
            assert view.entry("t-c-1") is None


def test_a_view_of_another_store_or_of_a_story_in_memory_is_not_followed(
    merger: Merger, new_store: NewStore
) -> None:
    path, story = merger
    with (
        open_store(path) as store,
        open_store(new_store()) as other,
        StoredStory(store) as view,
        StoredStory(other) as stranger,
    ):
        assert view.followed(stranger) == view.followed(WholeStory(story)) == Followed()


def test_what_became_of_entries_is_known_over_several_stories(tmp_path: Path) -> None:
    def told(name: str, *more: str) -> Story:
        article = an_article(0, [0, 4], "2025-05-01", "Post", None)
        claims = [Claim(name, "x", "rumour", "open", None, (Span(0, 20, "a0"),))]
        claims += [Claim(one, one, "rumour", "open", None, (Span(60, 66, "a0"),)) for one in more]
        return Story(
            articles=(article,), claims=tuple(claims), timeline=timeline.build([article], [], claims)
        )

    with open_store(tmp_path / "s.ondit") as store:
        keep(store, told("c-1"))
        with StoredStory(store) as first:
            keep(store, told("c-2"))
            with StoredStory(store) as second:
                keep(store, told("c-3", "c-4"))
                with StoredStory(store) as third:
                    assert third.followed(second) == Followed(
                        {"t-c-1": "t-c-3", "t-c-2": "t-c-3"}, {"t-c-4": "2025-05-01"}
                    )
                    assert third.followed(first).now("t-c-1") == "t-c-3"
                    assert third.followed(first).new == {"t-c-4": "2025-05-01"}
                    assert third.followed(third) == Followed()


def test_a_search_may_have_a_great_many_words(merger: Merger) -> None:
    path, story = merger
    long = " ".join(f"{'-' * (number % 2)}w{number}" for number in range(220))
    with open_store(path) as store, StoredStory(store) as view:
        for search in (long, " ".join(f"-w{number}" for number in range(220)), '"a" OR NEAR(b) AND* ^c'):
            assert view.days(Filter(search=search)) == WholeStory(story).days(Filter(search=search))


def test_a_view_is_asked_from_another_thread_than_made_it(merger: Merger) -> None:
    (path, story), days = merger, list[DayCount]()
    with open_store(path) as store, StoredStory(store) as view:
        other = threading.Thread(target=lambda: days.extend(view.days(Filter(search="the"))))
        other.start()
        other.join()
    assert days == WholeStory(story).days(Filter(search="the")) != []


def test_nothing_heavy_is_imported_to_look_at_a_store(merger: Merger) -> None:
    program = (
        "import sys\n"
        "from ondit.store import open_store\n"
        "from ondit.store.stored import StoredStory\n"
        "from ondit.timeline import Filter\n"
        "with open_store(sys.argv[1]) as store, StoredStory(store) as view:\n"
        "    day = view.days(Filter(search='the', sources=frozenset(view.tally.outlets)))[0]\n"
        "    entry = view.standing(Filter(), day.published)[0]\n"
        "    assert view.part(entry).articles and view.articles('the')\n"
        "    said = view.quoted.listing(Filter(search='the'))\n"
        "    assert view.quoted.part(said.items(0, 0, 1)[0]).articles and view.scoreboard.scores\n"
        "    view.is_current(store)\n"
        "heavy = {'numpy', 'numba', 'rapidfuzz', 'lxml', 'httpx', 'nupunkt', 'textual', 'rich'}\n"
        "print(sorted(heavy.intersection(sys.modules)))\n"
    )
    line = [sys.executable, "-c", program, merger[0]]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_a_closed_view_closes_twice_and_the_store_goes_on(merger: Merger) -> None:
    path, _ = merger
    with open_store(path) as store:
        view = StoredStory(store)
        view.close()
        view.close()
        assert store.add([an_article(0, [0], None, "Post", None)]).new == 1
    assert inside(path, "PRAGMA integrity_check") == [("ok",)]
