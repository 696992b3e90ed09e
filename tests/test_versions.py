"""Versions of a page: kept beside each other, told once, and never taken for another outlet's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import plain
from ondit import pipeline, schema, versions
from ondit.collection import story_of
from ondit.ingest.identity import derived
from ondit.marks import Mark, by_entry
from ondit.model import Article, Published, Source, Story, TimelineEntry
from ondit.overrides import anchored
from ondit.store import open_store
from ondit.store.health import check
from ondit.store.repair import repair
from ondit.store.stored import StoredStory
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui.widgets.account import account
from ondit_tui.widgets.detail_lines import Look, lay_out
from store_files import breaks_off, of_version_7, whole

pytestmark = pytest.mark.usefixtures("found_once")

URL = "https://harbour.example/yard"
DAY, LATER, READ = "2025-05-20", "2025-05-22", "2025-05-23"
RUMOUR = "Corvale may buy the shipyard at Belmore for 40 million crowns, two people said."
CORRECTED = "Corvale may buy the shipyard at Belmore for 43 million crowns, two people said."
QUOTE = "“We will not sell the old yard to anybody in this town,” said Ann Ode, head of the yard."
RAIN = "It rained all day in Belmore and nobody came to see the old yard."
FERRY = "The ferry to Torvale will sail in June 2025, the company announced on Monday."


def page(*lines: str, day: str | None = DAY, **more: object) -> Article:
    published = Published(day, "day", "metadata") if day else None
    one = Article("", "\n\n".join(lines), Source("Harbour Post", "metadata"), url=URL, published=published)
    one = replace(one, language="en", **more)  # type: ignore[arg-type]
    return replace(one, id=one.id or derived(one))


FIRST, SECOND, THIRD = page(RUMOUR, QUOTE), page(CORRECTED, QUOTE), page(CORRECTED, QUOTE, FERRY)
NAME = FIRST.id
OTHER = replace(
    page(RUMOUR, RAIN, day=LATER),
    id="other",
    url="https://ledger.example/corvale",
    source=Source("The Belmore Ledger", "metadata"),
)


def kept(path: Path, *articles: Article, read_on: str | None = READ) -> list[Article]:
    with open_store(path) as store:
        for one in articles:
            store.add([one], read_on=read_on)
        return store.articles()


class TestKeeping:
    def test_a_page_that_changed_is_kept_beside_what_it_was(self, tmp_path: Path) -> None:
        with open_store(tmp_path / "s.ondit") as store:
            assert store.add([FIRST]) == (1, 0, ())
            assert store.add([SECOND], read_on=READ) == (0, 0, (NAME,))
            assert store.add([THIRD], read_on=READ).changed == (NAME,)
            first, second, third = store.articles()
            assert store.add([FIRST, SECOND, THIRD], read_on=READ) == (0, 0, ())
        assert first == FIRST
        read = Published(READ, "day", "read")
        assert second == replace(SECOND, id=f"{NAME}-2", version_of=NAME, published=read)
        assert third == replace(THIRD, id=f"{NAME}-3", version_of=NAME, published=read)

    @pytest.mark.parametrize(
        "again",
        [
            page(f"  {RUMOUR}", QUOTE.upper(), day=LATER),
            page(QUOTE, RUMOUR),
            page(RUMOUR, QUOTE, "Photo: Mara Lind/Harbour Post", "Sign up for our newsletter."),
            page(RUMOUR, QUOTE, title="Another headline"),
            page(RUMOUR, QUOTE, url=f"{URL}/?utm_source=feed#top"),
            page("Corvale may buy the yard, it is said.", is_summary=True),
        ],
        ids=["white space and dates", "order", "boilerplate", "title", "address", "summary"],
    )
    def test_what_tells_nothing_else_is_no_version(self, tmp_path: Path, again: Article) -> None:
        assert kept(tmp_path / "s.ondit", FIRST, again) == [FIRST]

    def test_a_page_that_goes_back_is_no_version(self, tmp_path: Path) -> None:
        articles = kept(tmp_path / "s.ondit", FIRST, SECOND, replace(FIRST, text=f"{FIRST.text} "))
        assert [one.id for one in articles] == [NAME, f"{NAME}-2"]

    def test_the_whole_text_of_what_was_summed_up_is_kept_beside_it_as_new(self, tmp_path: Path) -> None:
        summary = page("Corvale may buy the yard, it is said.", is_summary=True)
        with open_store(tmp_path / "s.ondit") as store:
            store.add([summary])
            assert store.add([FIRST], read_on=READ) == (1, 0, ())
            assert store.articles() == [summary, replace(FIRST, id=f"{NAME}-2", version_of=NAME)]
            other = replace(summary, text="Corvale is to buy the yard, it is said.")
            assert store.add([summary, other], read_on=READ) == (0, 0, ())

    def test_a_summary_that_changed_is_a_version_while_there_is_nothing_more(self, tmp_path: Path) -> None:
        summary = page("Corvale may buy the yard, it is said.", is_summary=True)
        other = page("Corvale is to buy the yard, it is said.", is_summary=True)
        assert [one.id for one in kept(tmp_path / "s.ondit", summary, other)] == [NAME, f"{NAME}-2"]

    @pytest.mark.parametrize(
        ("own", "wanted"),
        [(DAY, (READ, "read")), (None, (READ, "read")), (LATER, (LATER, "metadata"))],
        ids=["the same", "none", "later"],
    )
    def test_a_version_is_not_dated_before_it_was_there(
        self, tmp_path: Path, own: str | None, wanted: tuple[str, str]
    ) -> None:
        _, second = kept(tmp_path / "s.ondit", FIRST, page(CORRECTED, QUOTE, day=own))
        assert second.published
        assert (second.published.value, second.published.origin) == wanted

    def test_without_a_day_of_reading_it_keeps_its_own(self, tmp_path: Path) -> None:
        _, second = kept(tmp_path / "s.ondit", FIRST, SECOND, read_on=None)
        assert second.published == SECOND.published

    def test_ids_that_were_given_tell_articles_of_one_address_apart(self, tmp_path: Path) -> None:
        one, other = replace(FIRST, id="1"), replace(SECOND, id="2")
        assert kept(tmp_path / "s.ondit", one, other) == [one, other]
        changed = kept(tmp_path / "s.ondit", replace(THIRD, id="2"))[-1]
        assert (changed.id, changed.version_of) == ("2-2", "2")

    def test_an_article_that_has_only_its_id_from_another_gets_its_own(self, tmp_path: Path) -> None:
        one, other = replace(FIRST, id="1", url=None), replace(OTHER, id="1", url=None)
        stranger = replace(one, text=FERRY)
        articles = kept(tmp_path / "s.ondit", one, other, stranger, other, stranger)
        assert [replace(article, id="1") for article in articles] == [one, other, stranger]
        assert [article.version_of for article in articles] == [None] * 3

    def test_a_row_with_the_id_of_another_and_its_news_is_a_version(self, tmp_path: Path) -> None:
        one = replace(FIRST, id="1", url=None)
        _, second = kept(tmp_path / "s.ondit", one, replace(one, text=SECOND.text))
        assert (second.id, second.version_of) == ("1-2", "1")

    def test_an_older_store_knows_its_pages(self, tmp_path: Path) -> None:
        articles = [replace(FIRST, url=f"{URL}/?utm_source=feed"), OTHER]
        path, new = of_version_7(tmp_path / "s.ondit", articles), tmp_path / "new.ondit"
        with open_store(new) as store:
            store.add(articles)
        assert [one.id for one in kept(path, SECOND)] == [NAME, "other", f"{NAME}-2"]
        kept(new, SECOND)
        assert whole(path) == whole(new)
        assert check(path).faults == ()

    @pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_7)))
    def test_a_renewal_that_breaks_off_leaves_version_7_as_it_was(self, tmp_path: Path, step: int) -> None:
        path = of_version_7(tmp_path / "s.ondit", [FIRST, OTHER])
        breaks_off(path, 7, step)
        assert kept(path) == [FIRST, OTHER]

    def test_versions_outlive_a_repair(self, tmp_path: Path) -> None:
        path = tmp_path / "s.ondit"
        summary = replace(OTHER, id="summary", url="https://ledger.example/yard", is_summary=True)
        before = kept(path, FIRST, OTHER, SECOND, THIRD, summary)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE article SET title = 'changed' WHERE id = 'other'")
        repaired = repair(path)
        assert repaired
        assert repaired.lost == ("changed",)
        assert kept(path, SECOND, THIRD) == [one for one in before if one.id != "other"]


@pytest.mark.parametrize(
    ("lines", "is_version"),
    [
        (("The yard opens in June.", RAIN), True),
        ((RAIN, "The yard opens in May!"), False),
        (("The yard opens in May.", "Photo: Ann Ode", RAIN), False),
        pytest.param(
            ("The yard opens in May.", RAIN, "1,204 people read this."), True, id="known failure: a counter"
        ),
    ],
)
def test_what_makes_a_version(lines: tuple[str, ...], is_version: bool) -> None:
    before = page("The yard opens in May.", "Image credit: Tarn Labs", RAIN)
    assert (versions.news(page(*lines)) != versions.news(before)) is is_version


@pytest.mark.parametrize(
    ("wording", "before"),
    [
        (CORRECTED, RUMOUR),
        ("Corvale may buy the shipyard at Belmore for 43 million crowns.", RUMOUR),
        (RUMOUR.replace(",", "").lower(), None),
        (FERRY, None),
        pytest.param("It was dry all day in Lund.", "It rained all day.", id="known failure: short ones"),
    ],
)
def test_what_stood_in_the_place_of_a_wording(wording: str, before: str | None) -> None:
    assert versions.was(wording, page(RUMOUR, "It rained all day.")) == before


def told(*articles: Article) -> Story:
    return pipeline.build(articles)


class TestTheStory:
    first, second = (
        FIRST,
        replace(SECOND, id=f"{NAME}-2", version_of=NAME, published=Published(READ, "day", "read")),
    )

    def test_versions_are_one_outlets_one_article(self) -> None:
        story = told(self.first, self.second, OTHER)
        for entry in story.timeline:
            assert len(set(entry.sources)) == len(entry.sources)
        assert not any(one.copy_of for one in story.articles)
        sides = [{one.a.article, one.b.article} for one in story.matches]
        assert {NAME, f"{NAME}-2"} not in sides
        assert {"other", NAME} in sides

    def test_what_did_not_change_is_told_once(self) -> None:
        story = told(self.first, self.second)
        assert [story.text(quote) for quote in story.quotes] == [QUOTE[1 : QUOTE.index("”")]]
        before = [one for one in story.sentences if one.boilerplate == versions.TOLD_BEFORE]
        assert [story.text(one) for one in before] == [QUOTE]
        assert all(len(claim.mentions) == 1 for claim in story.claims if claim.text == QUOTE)

    def test_a_version_repeats_nothing_of_its_page(self) -> None:
        reworded = replace(self.second, text=f"{RUMOUR.replace('may', 'might')}\n\n{RAIN}")
        story = told(self.first, reworded)
        (claim,) = [one for one in story.claims if len(one.mentions) > 1]
        assert [event.step for event in claim.history] == ["first seen"]

    def test_notices_are_counted_by_pages(self) -> None:
        notice = "Ring the night desk of the Harbour Post about anything that moves."
        own = [replace(page(f"{FERRY} Tide {n}.", notice), id=f"a{n}", url=None) for n in range(2)]
        later = [
            replace(own[0], id=f"a0-{n}", version_of="a0", text=f"{RAIN} {n}\n\n{notice}", published=None)
            for n in range(2, 6)
        ]
        story = told(*own, *later)
        assert {one.boilerplate for one in story.sentences} == {None, versions.TOLD_BEFORE}

    def test_a_copy_of_another_pages_article_is_one_in_each_version(self) -> None:
        lines = [
            f"{line} Tide {n} met ferry {n + 7} off the rocks of Belmore."
            for n, line in enumerate((RUMOUR, FERRY, RAIN))
        ]
        agency = replace(page(*lines), id="agency", url=None, source=Source("Wire", "metadata"))
        first = page(*lines, day=LATER)
        second = replace(
            page(*lines, QUOTE), id=f"{NAME}-2", version_of=NAME, published=Published(READ, "day", "read")
        )
        assert [one.copy_of for one in told(agency, first, second).articles] == [None, "agency", "agency"]


class TestShowing:
    first, second = TestTheStory.first, TestTheStory.second

    def test_what_stood_there_before_is_found(self) -> None:
        assert versions.was(CORRECTED, FIRST) == RUMOUR
        assert versions.was(RUMOUR.upper(), FIRST) is None
        assert versions.was(FERRY, FIRST) is None
        assert (
            versions.was(CORRECTED, page("It rained.  “" + RUMOUR + "” Did it? It did", QUOTE))
            == f"“{RUMOUR}”"
        )

    @pytest.mark.parametrize("text", ["", "\n\n", "...", "a" * 5_000, ". " * 5_000, "“" * 5_000])
    def test_whatever_stood_there(self, text: str) -> None:
        assert versions.was(RUMOUR, replace(FIRST, text=text)) is None

    def test_the_detail_says_what_changed_in_memory_and_in_a_store(self, tmp_path: Path) -> None:
        with open_store(tmp_path / "s.ondit") as store:
            for one in (FIRST, SECOND, OTHER):
                store.add([one], read_on=READ)
            story = story_of(store)
            with StoredStory(store) as view:
                for own in (WholeStory(story), view):
                    told = [self.detail(own, entry) for entry in story.timeline]
                    assert (
                        sum(f"The page changed since Tue 20 May 2025: was “{RUMOUR}”." in one for one in told)
                        == 1
                    )
                    assert sum("  changed  " in one for one in told) == 1
                    assert sum("read Fri 23 May 2025 · https" in one for one in told) == 1

    def test_a_summary_is_not_shown_as_what_it_was(self) -> None:
        story = pipeline.build([replace(self.first, is_summary=True), self.second])
        told = "".join(self.detail(WholeStory(story), entry) for entry in story.timeline)
        assert "The page changed since Tue 20 May 2025." in told

    def detail(self, view: StoryView, entry: TimelineEntry) -> str:
        found = account(view.part(entry), entry)
        rows = range(len(found.tellings))
        return "\n".join(plain(lay_out(found, Look(selected=row), 300).lines) for row in rows)


_LINES = (RUMOUR, CORRECTED, QUOTE, RAIN, FERRY)
_STATES = st.lists(
    st.lists(st.sampled_from(_LINES), min_size=1, max_size=4, unique=True), min_size=2, max_size=4
)
_OUTLETS = ("The Belmore Ledger", "Quay News", "Harbour Post")
_OTHERS = st.lists(st.lists(st.sampled_from(_LINES), min_size=1, max_size=3, unique=True), max_size=4).map(
    lambda rows: [
        replace(
            page(*lines, day=LATER),
            id=f"b{n}",
            url=f"https://b.example/{n}",
            source=Source(_OUTLETS[n % 3], "metadata"),
        )
        for n, lines in enumerate(rows)
    ]
)


@settings(max_examples=20)
@given(_STATES, _OTHERS, st.data())
def test_versions_come_in_any_order_among_other_articles_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    states: list[list[str]],
    others: list[Article],
    data: st.DataObject,
) -> None:
    pages = [page(*lines) for lines in states]
    folder = tmp_path_factory.mktemp("store")
    stories, ongoing = [], pipeline.Ongoing()
    for name in ("one", "other"):
        coming, left = list(pages), data.draw(st.permutations(others))
        with open_store(folder / name) as store:
            while coming or left:
                there = store.articles()
                takes_page = bool(coming) and (not left or data.draw(st.booleans()))
                store.add([(coming if takes_page else left).pop(0)], read_on=READ)
                assert set(there) <= set(store.articles())
                if name == "one":
                    story = story_of(store, ongoing=ongoing)
                    assert story == pipeline.build(store.articles())
            if name == "other":
                story = story_of(store)
            elif rumours := [one for one in story.claims if one.kind == "rumour"]:
                mention = rumours[0].mentions[0]
                anchor = anchored(mention, story.article(mention.article or ""))
                store.mark(Mark(anchor, "2025-06-01T09:00:00+00:00"))
                assert by_entry(story, store.marks())
            stories.append(story)
    assert stories[0] == stories[1]
    texts = {one.text for one in stories[0].articles if one.url == URL}
    assert all(
        any(versions.news(one) == versions.news(there) for there in stories[0].articles) for one in pages
    )
    assert texts <= {one.text for one in pages}
