"""A story looked at in its store is the story in memory: whatever is asked, also after another was kept."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit import pipeline, timeline
from ondit.collection import story_of
from ondit.errors import StoreError, UsageError
from ondit.export import citation, excerpt_of
from ondit.following import Followed, follow
from ondit.listing import Listing
from ondit.marked import Marked
from ondit.marks import Mark
from ondit.model import (
    Article,
    Claim,
    Derivation,
    Event,
    First,
    Grade,
    Label,
    Occurrence,
    Problem,
    Published,
    Quote,
    Role,
    Source,
    Span,
    Standing,
    Statement,
    Step,
    Story,
)
from ondit.overrides import anchored
from ondit.search import matches, parse
from ondit.search.stories import article_passes
from ondit.speakers import id_of
from ondit.store import Store, entries, open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter, mentions
from ondit.whole import WholeStory
from ondit_tui import samples
from ondit_tui.widgets.account import account
from store_files import inside

_LINES = (
    "Corvale may buy the yard at Belmore, two people said.",
    "“We will not sell the yard,” said Ann Ode.",
    "The ferry to Torvale sails in June 2025, the Quay says.",
    "Ёлка стоит у верфи; σήμερα and 東京 too.",
    "It rained all day in Belmore: a day of rain.",
    "A co-op of 1,000 hands, O’Neill said, is “born”.",
)
_DAYS = ("2025-05-01", "2025-05-02", "2025-05-02T09:30:00+02:00", "2025-05", "2025", "2024-12-31", None)
_OUTLETS = ("Quay News", "The Belmore Post", "Post", "Ёж и ко", "quay.example")
_REASONS = ("", "Said by a source that is not named: Two people.", "Said by a principal: Ann Ode.")
_SPEAKERS = ("Ann Ode", "Ode Post", "Björn O’Neill", "Ode", "ann ode", "東京", "!", None)


def _article(number: int, lines: Sequence[int], day: str | None, outlet: str, copy: int | None) -> Article:
    granularity = {4: "year", 7: "month", 10: "day"}.get(len(day or ""), "second")
    return Article(
        f"a{number}",
        "\n\n".join(_LINES[line] for line in lines),
        Source(outlet, "metadata"),
        published=Published(day, granularity, "metadata") if day else None,  # type: ignore[arg-type]
        language="en",
        copy_of=None if copy is None or copy >= number else f"a{copy}",
    )


_ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(_LINES) - 1), min_size=1, max_size=3),
        st.sampled_from(_DAYS),
        st.sampled_from(_OUTLETS),
        st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: tuple(_article(number, *row) for number, row in enumerate(rows)))


@st.composite
def _spans(draw: st.DrawFn, articles: Sequence[Article]) -> Span:
    article = draw(st.sampled_from(articles))
    start = draw(st.integers(0, len(article.text) - 1))
    return Span(start, draw(st.integers(start + 1, min(len(article.text), start + 60))), article.id)


@st.composite
def _stories(draw: st.DrawFn, articles: Sequence[Article]) -> Story:
    texts = {article.id: article.text for article in articles}
    some = st.lists(_spans(articles), min_size=1, max_size=3, unique=True)

    def words(spans: Sequence[Span]) -> str:
        return texts[spans[0].article or ""][spans[0].start : spans[0].end]

    names = [f"c-{number}" for number in draw(st.sets(st.integers(0, 9), max_size=6))]
    other = st.none() if not names else st.sampled_from([None, *names])
    claims = []
    for name in names:
        told = draw(some)
        claims.append(
            Claim(
                id=name,
                text=words(told),
                kind=draw(st.sampled_from(("announcement", "rumour"))),
                status=draw(st.sampled_from(("open", "denied", "expired"))),
                target=None,
                mentions=tuple(told),
                settled_by=draw(other),
                standing=draw(st.sampled_from(get_args(Standing))),
                history=tuple(
                    Event(step, None, ())
                    for step in draw(st.lists(st.sampled_from(get_args(Step)), max_size=2))
                ),
                confidence=draw(st.sampled_from((0.5, 0.71, 0.9))),
                contradicts=tuple(sorted({one for one in draw(st.lists(other, max_size=2)) if one})),
            )
        )
    statements = []
    for number in draw(st.sets(st.integers(0, 9), max_size=4)):
        told = draw(some)
        places = tuple(Occurrence(one.start, one.end, one.article, "edited", 88.5) for one in told)
        day = draw(st.sampled_from(_DAYS))
        statements.append(Statement(f"s-{number}", words(told), places, First((told[0].article or "",), day)))
    quotes, labels = [], []
    for span in draw(st.lists(_spans(articles), max_size=6, unique=True)):
        told = {
            "speaker": draw(st.sampled_from(_SPEAKERS)),
            "role": draw(st.sampled_from((None, "mayor", "mayor of Belmore"))),
            "suspect": draw(st.sampled_from((None, None, "reworded"))),
        }
        quotes.append(Quote(span.start, span.end, span.article, **told))
        kind, reason = draw(st.sampled_from(("rumour", "neither"))), draw(st.sampled_from(_REASONS))
        labels.append(Label(span.start, span.end, span.article, kind=kind, reason=reason))
    derivations = [
        Derivation(
            draw(st.sampled_from(articles)).id,
            draw(st.sampled_from(articles)).id,
            draw(st.sampled_from((0.0, 0.2, 0.9))),
            draw(st.sampled_from(get_args(Grade))),
            draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return Story(
        articles=tuple(articles),
        derivations=tuple(derivations),
        statements=tuple(sorted(statements, key=lambda one: one.id)),
        quotes=tuple(sorted(quotes, key=lambda one: (one.article or "", one.start, one.end))),
        labels=tuple(sorted(labels, key=lambda one: (one.article or "", one.start, one.end))),
        claims=tuple(claims),
        timeline=timeline.build(articles, statements, claims),
        problems=tuple(Problem(name, None, "It is odd.", "Look.") for name in names[:1]),
    )


_DATES = st.none() | st.sampled_from(("2025", "2025-05", "2025-05-02", "2024-12", "2024"))
_WORDS = (
    "yard",
    "post",
    "the",
    "quay",
    "belmore",
    "co-op",
    "o’neill",
    "ёлка",
    "東京",
    "1,000",
    "day",
    "rain",
)
_PARTS = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_WORDS).map(lambda word: f"-{word}"),
    st.sampled_from(_WORDS).flatmap(lambda word: st.integers(1, 4).map(lambda most: f"{word[:most]}*")),
    st.sampled_from(("“the yard”", '"yard post"', '"quay n*"', '"said ann"', '-"at belmore"', '"of rain"')),
    st.sampled_from(("source:post", "source:quay", "-source:post", "source:“belmore post”", "source:p*")),
    st.sampled_from(("speaker:ode", "-speaker:ode", "speaker:o*", "speaker:“ann ode”", "speaker:“ode b*”")),
    st.sampled_from(
        (
            "speaker:bj*",
            "speaker:“ode post”",
            "speaker:“two people”",
            "kind:r",
            "-kind:rumour",
            "status:open",
            "-status:open",
        )
    ),
    st.sampled_from(("from:2025", "from:2025-05-02", "to:2025-05", "to:2025-05-01", "to:2024")),
)
_IDS = st.none() | st.frozensets(
    st.sampled_from(("t-none", *(f"t-{kind}-{n}" for kind in "cs" for n in range(10)))), max_size=12
)
_FILTERS = st.builds(
    Filter,
    sources=st.frozensets(st.sampled_from((*_OUTLETS, "Nobody")), max_size=2),
    kinds=st.frozensets(st.sampled_from(("announcement", "rumour", "neither")), max_size=2),
    start=_DATES,
    end=_DATES,
    min_confidence=st.sampled_from((0.0, 0.0, 0.5, 0.6, 0.71, 1.0)),
    search=st.lists(_PARTS, max_size=3).map(" ".join),
    statuses=st.frozensets(st.sampled_from(("open", "denied", "expired", "confirmed")), max_size=2),
    speakers=st.frozensets(st.sampled_from(("Ann Ode", "Ode Post", "Björn O’Neill", "Nobody")), max_size=2),
    marked=_IDS,
    new=_IDS,
)


@st.composite
def _combined(draw: st.DrawFn) -> Filter:
    """A filter of one to three parts, so that something passes now and then, or of any number of them."""
    whole = draw(_FILTERS)
    names = draw(st.sets(st.sampled_from([*Filter.__dataclass_fields__]), min_size=1, max_size=3))
    return whole if draw(st.booleans()) else Filter(**{name: getattr(whole, name) for name in names})


def keep(store: Store, story: Story) -> None:
    """Add a story's articles to a store, and keep it there."""
    store.add(replace(article, copy_of=None) for article in story.articles)
    store.keep_story(story, "made of this", {})


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
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("store") / "s.ondit"
    articles, filters = data.draw(_ARTICLES), data.draw(st.lists(_combined(), min_size=1, max_size=8))
    first, known = data.draw(_stories(articles)), [Filter(), *filters]
    with open_store(path) as store, pytest.MonkeyPatch.context() as patched:
        patched.setattr(entries, "FEWEST_FREE", data.draw(st.sampled_from((0, 1000))))
        keep(store, first)
        for span in data.draw(st.lists(_spans(articles), max_size=3)):
            store.mark(Mark(anchored(span, first.article(span.article or "")), "2025-06-01T09:00:00+00:00"))
        keep(store, first)
        marks = store.marks()
        with StoredStory(store) as before:
            assert_alike(before, first, known, marks)
            second = data.draw(_stories(articles))
            keep(store, second)
            with StoredStory(store) as after:
                assert_alike(after, second, known, store.marks())
                assert after.followed(before) == follow(first, second)
            assert_alike(before, first, [Filter()], marks)


@cache
def sampled(name: str) -> Story:
    return pipeline.read([samples.folder() / name])


@pytest.mark.parametrize("name", [one.name for one in sorted(samples.folder().iterdir()) if one.is_dir()])
def test_the_account_and_the_citations_of_a_part_are_those_of_the_story(tmp_path: Path, name: str) -> None:
    story = sampled(name)
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, story)
        with StoredStory(store) as view:
            assert story.timeline
            for entry in story.timeline:
                part = view.part(entry)
                assert account(part, entry) == account(story, entry)
                for span in mentions(story, entry):
                    assert citation(excerpt_of(part, span)) == citation(excerpt_of(story, span))


@pytest.mark.parametrize("name", [one.name for one in sorted(samples.folder().iterdir()) if one.is_dir()])
def test_an_article_is_read_with_what_the_story_knows_of_it(tmp_path: Path, name: str) -> None:
    story = sampled(name)
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


def test_parts_are_told_of_what_articles_gave_by_themselves(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.add(sampled("meridian-merger").articles)
        story = story_of(store)
        with StoredStory(store) as view:
            assert view.is_current(store)
            assert_alike(view, story, [Filter()])
            store.add([_article(0, [0], None, "Post", None)])
            assert not view.is_current(store)
        with StoredStory(store) as view:
            assert not view.is_current(store)


@given(_ARTICLES, st.lists(_PARTS, max_size=3).map(" ".join))
def test_articles_are_found_by_their_words(
    tmp_path_factory: pytest.TempPathFactory, articles: Sequence[Article], search: str
) -> None:
    try:
        query = parse(search)
    except UsageError:
        return
    with open_store(tmp_path_factory.mktemp("store") / "s.ondit") as store:
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
    article = _article(0, [0, 1], "2025-05-01", "Post", None)
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
        store.add([_article(0, [0], None, "Post", None)])
        with StoredStory(store) as view:
            assert not view.is_current(store)
            assert (view.tally, list(view.problems)) == (WholeStory(Story()).tally, [])
            assert (view.speakers, view.marks) == ({}, [])
            for search in ("", "yard", "y*", "-yard", "source:post", "speaker:ode", "kind:r"):
                assert list(view.days(Filter(search=search))) == []
                assert list(view.entries(Filter(search=search), None)) == []
                assert list(view.articles(search)) == []
            assert view.entry("t-c-1") is None


def test_a_view_of_another_store_or_of_a_story_in_memory_is_not_followed(tmp_path: Path) -> None:
    story = sampled("meridian-merger")
    with open_store(tmp_path / "a.ondit") as one, open_store(tmp_path / "b.ondit") as other:
        for store in (one, other):
            keep(store, story)
        with StoredStory(one) as view, StoredStory(other) as stranger:
            assert view.followed(stranger) == view.followed(WholeStory(story)) == Followed()


def test_what_became_of_entries_is_known_over_several_stories(tmp_path: Path) -> None:
    def told(name: str, *more: str) -> Story:
        article = _article(0, [0, 4], "2025-05-01", "Post", None)
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


def test_a_search_may_have_a_great_many_words(tmp_path: Path) -> None:
    story = sampled("meridian-merger")
    long = " ".join(f"{'-' * (number % 2)}w{number}" for number in range(220))
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, story)
        with StoredStory(store) as view:
            for search in (long, " ".join(f"-w{number}" for number in range(220)), '"a" OR NEAR(b) AND* ^c'):
                assert view.days(Filter(search=search)) == WholeStory(story).days(Filter(search=search))


def test_a_view_is_asked_from_another_thread_than_made_it(tmp_path: Path) -> None:
    story, days = sampled("meridian-merger"), []
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, story)
        with StoredStory(store) as view:
            other = threading.Thread(target=lambda: days.extend(view.days(Filter(search="the"))))
            other.start()
            other.join()
    assert days == WholeStory(story).days(Filter(search="the")) != []


def test_nothing_heavy_is_imported_to_look_at_a_store(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        keep(store, sampled("meridian-merger"))
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
    done = subprocess.run([sys.executable, "-c", program, path], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


DAMAGE = [
    "UPDATE entry_state SET data = x'0102'",
    "UPDATE entry_state SET data = 7",
    "UPDATE entry_column SET data = x'0102'",
    "UPDATE entry_column SET data = 'letters'",
    "DELETE FROM entry_column WHERE name = 'order'",
    "DELETE FROM entry_column WHERE name = 'at'",
    "UPDATE entry_outlet SET data = x'0102'",
    "UPDATE score_entry SET data = x'0102'",
    "UPDATE entry_state SET data = x'0102' WHERE name = 'scores'",
    "DELETE FROM entry_column WHERE name = 'quote-of'",
    "DELETE FROM entry_column WHERE name = 'said-first'",
    "DELETE FROM speaker WHERE rank > 2",
    "UPDATE quote_word_data SET block = x'ffffffffffffffff' WHERE id > 1",
    "UPDATE outcome SET data = x'0102'",
    "UPDATE outcome SET data = 7",
    "DELETE FROM outcome",
    "DELETE FROM finding",
    "UPDATE finding SET data = x'0102'",
    "UPDATE finding SET data = 'letters'",
    "UPDATE entry_word_data SET block = x'ffffffffffffffff' WHERE id > 1",
    "UPDATE entry_beginning_data SET block = x'ffffffffffffffff' WHERE id > 1",
]


def look_at_everything(store: Store) -> None:
    """Ask a view of a store for all that there is."""
    with StoredStory(store) as view:
        for wanted in (Filter(), Filter(search="the t*"), Filter(sources=frozenset(view.tally.outlets))):
            for day in view.days(wanted):
                for entry in view.entries(wanted, day.published):
                    view.part(entry)
            said = view.quoted.listing(wanted)
            for at, group in enumerate(said.groups):
                view.quoted.speaker(group.key)
                for one in said.items(at, 0, group.items):
                    view.quoted.part(one)
        for score, role in product(view.scoreboard.scores, get_args(Role)):
            view.scoreboard.told_by(score.record.source, role, 0, 9)


@pytest.mark.parametrize("change", DAMAGE)
def test_damage_is_told_in_a_sentence_and_the_story_found_anew(tmp_path: Path, change: str) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add(sampled("meridian-merger").articles)
        story = story_of(store)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)
    with open_store(path) as store:
        with pytest.raises(StoreError, match="keeps of its story is damaged") as told:
            look_at_everything(store)
        assert told.value.hint.startswith("Open it again")
        assert story_of(store) == story
        with StoredStory(store) as view:
            assert view.is_current(store)
            assert_alike(view, story, [Filter(), Filter(search="the t*")])


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_no_bytes_that_change_break_a_view(tmp_path_factory: pytest.TempPathFactory, chance) -> None:
    path = tmp_path_factory.mktemp("store") / "s.ondit"
    with open_store(path) as store:
        keep(store, sampled("meridian-merger"))
    tables = ("entry_column", "entry_outlet", "score_entry", "outcome", "entry_state")
    table = chance.choice([*tables, "entry_word_data", "quote_word_data"])
    column = "block" if table.endswith("word_data") else "data"
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()  # noqa: S608
        data = bytearray(chance.choice(rows)[0])
        old = bytes(data)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        query = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"  # noqa: S608
        connection.execute(query, (bytes(data), old))
    with open_store(path) as store:
        with suppress(StoreError):
            look_at_everything(store)
        assert store.articles() == list(sampled("meridian-merger").articles)


def test_a_closed_view_closes_twice_and_the_store_goes_on(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        keep(store, sampled("meridian-merger"))
        view = StoredStory(store)
        view.close()
        view.close()
        assert store.add([_article(0, [0], None, "Post", None)]).new == 1
    assert inside(tmp_path / "s.ondit", "PRAGMA integrity_check") == [("ok",)]
