"""A small story, built by hand, that the tests of the app look at."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from textual.pilot import Pilot

from ondit.errors import OnditError
from ondit.model import (
    Article,
    Claim,
    Event,
    First,
    Label,
    Match,
    Occurrence,
    Problem,
    Published,
    Quote,
    Relation,
    Source,
    Span,
    Statement,
    Step,
    Story,
    TimelineEntry,
)
from ondit.store import Store, open_store
from ondit.store.stored import StoredStory
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui import samples
from ondit_tui.app import OnditApp
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.widgets.timeline_list import TimelineList

# Compiled code is tested with every index checked, and apart from the machine code that is in use.
os.environ.setdefault("NUMBA_BOUNDSCHECK", "1")
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(__file__).parent / ".numba_cache"))

# What is kept of pages that tests fetch, and tables of the user's own, stay out of the user's home.
HOME = tempfile.mkdtemp(prefix="ondit-tests-")
os.environ["XDG_CACHE_HOME"] = os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = HOME

pytest.register_assert_rewrite("scenarios_of_timeline", "scenarios_of_views")
pytest_plugins = [
    "at_rest",
    "benchmark_runs",
    "chromium",
    "command_line",
    "found_once",
    "local_site",
    "parsed_once",
    "stocked",
    "store_files",
]

# The same few examples of each law every time, and, where that is asked for, ten times as many others.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("explore", deadline=None, max_examples=600)
settings.load_profile("steady")


@pytest.fixture(autouse=True, scope="session")
def examples_are_the_same_in_every_worker() -> Iterator[None]:
    """Draw no constants of the code: of those modules that are imported by now, which depends on other tests.

    To find them, each worker would parse all modules, and those that are imported later again and again.
    """
    with pytest.MonkeyPatch.context() as patch:
        if settings.default and settings.default.derandomize:
            patch.setattr(providers, "_get_local_constants", lambda: providers._local_constants)
        yield


unmeasured = pytest.mark.skipif("coverage" in sys.modules, reason="measuring coverage imports much by itself")

BOOST = "This partnership will give our imaging a strong boost for years to come"
IMPETUS = "This partnership gives our imaging a strong impetus for the years to come"
SALE = "Halden is not for sale and never was, a spokesman said on Thursday"
BUYOUT = "Nerio is rumoured to be in talks to buy the lens maker Halden outright"
CAMERA = "The Nerio 7 is said to carry a 200-megapixel camera, two people familiar with the plans said"
OTHER_CAMERA = "According to a leak, the coming Nerio phone counts 200 megapixels"
FACTORY = "Halden has ground lenses in the valley since 1911"
PRICE = "The phone may cost less than its forerunner"

ARTICLES = (
    (
        "ledger",
        "The Ledger",
        "2024-05-23",
        "Nerio and Halden join forces",
        f"“{BOOST},” said Ida Brandt, chief executive of Nerio.",
    ),
    (
        "tarn",
        "Tarn Weekly",
        "2024-05-23",
        "A lens for Nerio",
        f"Brandt spoke of “a strong boost for years to come”. {FACTORY}.",
    ),
    ("beigang", "北港晚报", "2024-05-24", "联合", f"“{IMPETUS},” Brandt said. {FACTORY}."),
    ("copper", "Copper Post", "2024-05", "Talk of the month", f"{BUYOUT}. It hopes for “{BOOST}, we hear”."),
    ("orbit", "Orbit Daily", "2024-05-20", "Nerio's next camera", f"{CAMERA}."),
    ("ledger-2", "The Ledger", "2024-05-23T09:30:00+02:00", "Halden says no", f"{SALE}."),
    ("copper-2", "Copper Post", "2024-05-21", "Megapixels", f"{OTHER_CAMERA}."),
    ("note", "Tarn Weekly", None, "Prices", f"{PRICE}."),
)


def article(identifier: str, source: str, date: str | None, title: str, text: str) -> Article:
    granularity = {4: "year", 7: "month", 10: "day"}.get(len(date or ""), "second")
    published = Published(date, granularity, "metadata") if date else None  # type: ignore[arg-type]
    return Article(
        identifier,
        text,
        Source(source, "metadata"),
        url=f"https://{identifier}.example/story",
        title=title,
        author="Mara Lind" if identifier == "ledger" else None,
        published=published,
    )


def build_story() -> Story:
    articles = tuple(article(*row) for row in ARTICLES)
    texts = {a.id: a.text for a in articles}

    def at(identifier: str, words: str) -> tuple[int, int, str]:
        start = texts[identifier].index(words)
        return start, start + len(words), identifier

    def told(identifier: str, words: str, variant: Relation, similarity: float) -> Occurrence:
        return Occurrence(*at(identifier, words), variant=variant, similarity=similarity)

    boost = Statement(
        "s-boost",
        BOOST,
        (
            told("ledger", BOOST, "verbatim", 100.0),
            told("tarn", "a strong boost for years to come", "fragment", 62.0),
            told("beigang", IMPETUS, "translated", 84.0),
        ),
        First(("ledger", "tarn"), "2024-05-23"),
    )
    factory = Statement(
        "s-factory",
        FACTORY,
        (told("tarn", FACTORY, "verbatim", 100.0), told("beigang", FACTORY, "verbatim", 100.0)),
        First(("tarn",), "2024-05-23"),
    )

    def claim(name: str, kind: str, status: str, text: str, *spans: Span, **more: object) -> Claim:
        return Claim(name, text, kind, status, more.pop("target", None), spans, **more)  # type: ignore[arg-type]

    sale, buyout = Span(*at("ledger-2", SALE)), Span(*at("copper", BUYOUT))
    camera, other_camera = Span(*at("orbit", CAMERA)), Span(*at("copper-2", OTHER_CAMERA))
    price = Span(*at("note", PRICE))

    def life(*steps: tuple[Step, str | None, Span], claim: str | None = None) -> tuple[Event, ...]:
        events = [Event(step, day, (place,)) for step, day, place in steps]
        return (*events[:-1], replace(events[-1], claim=claim)) if claim else tuple(events)

    claims = (
        claim(
            "c-boost",
            "announcement",
            "open",
            BOOST,
            *boost.occurrences,
            confidence=0.93,
            standing="on the record",
            history=(
                Event("first seen", "2024-05-23", boost.occurrences[:2]),
                Event("repeated", "2024-05-24", boost.occurrences[2:]),
            ),
        ),
        claim(
            "c-sale",
            "announcement",
            "open",
            SALE,
            sale,
            subtype="denial",
            confidence=0.88,
            standing="on the record",
            history=life(("first seen", "2024-05-23", sale)),
        ),
        claim(
            "c-buy",
            "rumour",
            "denied",
            BUYOUT,
            buyout,
            settled_by="c-sale",
            confidence=0.81,
            standing="contradicted",
            history=life(("first seen", "2024-05", buyout), ("denied", "2024-05-23", sale), claim="c-sale"),
        ),
        claim(
            "c-camera",
            "rumour",
            "open",
            CAMERA,
            camera,
            other_camera,
            subtype="leak",
            confidence=0.72,
            standing="several outlets",
            history=life(("first seen", "2024-05-20", camera), ("repeated", "2024-05-21", other_camera)),
            target="2024-07",
        ),
        claim(
            "c-price",
            "rumour",
            "expired",
            PRICE,
            price,
            confidence=0.55,
            history=(Event("first seen", None, (price,)), Event("expired", "2024-06-30", ())),
        ),
    )

    def entry(claim: Claim, statement: str | None, published: str | None, *sources: str) -> TimelineEntry:
        return TimelineEntry(
            f"t-{claim.id}", claim.id, statement, claim.kind, claim.confidence, published, claim.target,
            sources, claim.text, claim.subtype, claim.status, standing=claim.standing,
        )  # fmt: skip

    timeline = (
        entry(claims[1], None, "2024-05-23T09:30:00+02:00", "The Ledger"),
        entry(claims[0], "s-boost", "2024-05-23", "The Ledger", "Tarn Weekly", "北港晚报"),
        TimelineEntry(
            "t-factory",
            None,
            "s-factory",
            "neither",
            0.5,
            "2024-05-23",
            None,
            ("Tarn Weekly", "北港晚报"),
            FACTORY,
        ),
        entry(claims[3], None, "2024-05-20", "Orbit Daily", "Copper Post"),
        entry(claims[2], None, "2024-05", "Copper Post"),
        entry(claims[4], None, None, "Tarn Weekly"),
    )
    said_to = Span(*at("orbit", "is said to"))
    return Story(
        articles=articles,
        statements=(boost, factory),
        quotes=(
            Quote(
                *at("ledger", BOOST + ","), speaker="Ida Brandt", role="chief executive of Nerio", cue="said"
            ),
            Quote(
                *at("beigang", IMPETUS + ","), speaker="Brandt", suspect="words grew into it: “gives”, “the”"
            ),
        ),
        labels=(
            Label(
                *at("orbit", CAMERA),
                kind="rumour",
                subtype="leak",
                confidence=0.72,
                cues=(said_to,),
                reason="Unnamed people tell it, and nobody on the record.",
            ),
        ),
        claims=claims,
        timeline=timeline,
        problems=(Problem("old.jsonl", 4, "Line 4 of old.jsonl has no text.", "Give each row a text."),),
    )


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Let one worker more than there are processors run tests: some tests wait for something."""
    return (yield) + 1


MADE_ONCE = {"browser", "sample"}
"""What takes long to make: the tests that ask for it are one worker's."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have the tests that ask for what is dear to make be a group."""
    if not MADE_ONCE.isdisjoint(getattr(item, "fixturenames", ())):
        item.add_marker(pytest.mark.xdist_group("made once"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the group that compiles; the others follow behind a quarter of the rest, when it has.

    A group is one worker's, and none should still be at work when the others are done.
    """
    of: dict[str, list[pytest.Item]] = {"compiled": [], "": []}
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        of.setdefault(mark.args[0] if mark else "", []).append(item)
    first, single, *others = of.values()
    quarter = len(single) // 4
    items[:] = [*first, *single[:quarter], *(one for own in others for one in own), *single[quarter:]]
    for item in items:
        _name_by_group(item)


def _name_by_group(item: pytest.Item) -> None:
    """Give a test the name that tells its group: pytest-xdist 3.8 names it where pytest 9.2 does not look.

    Without it groups are without effect (https://github.com/pytest-dev/pytest-xdist/issues/1386).
    """
    named = vars(item).get("_nodeid")
    if named and item.nodeid != named:
        item._id = type(item._id).parse(named)


@pytest.fixture(autouse=True)
def declared_languages_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what tests say of languages the same, whether the extra that recognises them is there or not."""
    if "recognises_languages" not in request.keywords:
        monkeypatch.setattr("ondit.ingest.language.available", lambda: False)


def matched(story: Story) -> Story:
    """Return the story with a match between the first two tellings of its second entry."""
    statement = next(one for one in story.statements if one.id == story.timeline[1].statement)
    a, b = (Span(one.start, one.end, one.article) for one in statement.occurrences[:2])
    return replace(story, matches=(Match(a, b, 91.0, "edited", 0, 1),))


@pytest.fixture
def story() -> Story:
    return build_story()


@pytest.fixture(scope="session")
def sample() -> Story:
    """Return a story of the samples, as it is read and built."""
    from ondit import pipeline

    return pipeline.read([samples.folder() / "harbour-tunnel"])


def keep(store: Store, story: Story) -> None:
    """Add the articles of a story to a store, and keep the story there."""
    store.add(replace(one, copy_of=None) for one in story.articles)
    store.keep_story(story, "made of this", {})


def kept(story: Story, place: Path) -> StoredStory:
    """Return a view of a store that keeps a story; its articles are added."""
    with open_store(place) as store:
        keep(store, story)
        return StoredStory(store)


Views = Callable[[Story], StoryView]


@pytest.fixture(params=["in memory", "in a store"])
def view_of(request: pytest.FixtureRequest, tmp_path: Path) -> Views:
    """Return what makes a view of a story, of each kind that there is.

    That both answer alike is held in `test_stored`: of the tests of each screen, one asks for this.
    """
    numbers = count()
    return (
        WholeStory if request.param == "in memory" else lambda s: kept(s, tmp_path / f"{next(numbers)}.ondit")
    )


@asynccontextmanager
async def opened(
    story: Story | StoryView | OnditError,
    size: tuple[int, int] = (80, 24),
    title: str = "Nerio and Halden",
    **options: Any,
) -> AsyncIterator[tuple[OnditApp, Pilot[None]]]:
    """Run the app on a story, or on an error, until what it read is on the screen."""

    def load(*_: object) -> StoryView:
        if isinstance(story, OnditError):
            raise story
        return WholeStory(story) if isinstance(story, Story) else story

    app = OnditApp(load, title=title, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def settled(app: OnditApp, pilot: Pilot[None]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what is so in the end."""
    for _turn in range(1_000):
        await pilot.pause(0.01)
        if is_so():
            return
    raise AssertionError(screen_text(pilot.app))  # type: ignore[arg-type]


async def press(app: OnditApp, pilot: Pilot[None], *keys: str) -> str:
    """Press keys, and return what stands on the screen once all is done."""
    await pilot.press(*keys)
    await settled(app, pilot)
    return screen_text(app)


def dashboard(app: OnditApp) -> Dashboard:
    screen = app.screen_stack[0]
    assert isinstance(screen, Dashboard)
    return screen


def screen_lines(app: OnditApp) -> list[str]:
    """Return what stands on the screen, a line each."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def listed(app: OnditApp) -> list[TimelineEntry]:
    """Return the entries that the timeline shows."""
    (timeline,) = app.screen_stack[0].query(TimelineList)
    items = [timeline._listed.at(item) for item in range(timeline.item_count)]
    return [item for item in items if isinstance(item, TimelineEntry)]


def screen_text(app: OnditApp) -> str:
    return "\n".join(screen_lines(app))


def notices(app: OnditApp) -> list[str]:
    """Return what the app said in notices that are still there, the newest last."""
    return [notice.message for notice in app._notifications]
