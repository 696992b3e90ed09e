"""The story of a store: the same as from scratch, whatever was kept before."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit import collection, pipeline
from ondit import findings as found_in
from ondit.collection import story_of
from ondit.marks import Mark, by_entry
from ondit.model import Article, Findings, Published, Source
from ondit.overrides import Override, anchored
from ondit.store import keeping, open_store
from store_files import inside

pytestmark = pytest.mark.usefixtures("found_once")

_LINES = (
    "Corvale may buy the shipyard at Belmore for 40 million crowns, two people said.",
    "“We will not sell the yard to anybody,” said Ann Ode, head of the yard.",
    "Corvale said on Monday that it will buy the shipyard at Belmore for 43 million crowns.",
    "The ferry to Torvale will sail in June 2025, the company announced.",
    "The ferry to Torvale could be late all summer, according to the Quay News.",
    "It rained all day in Belmore and nobody came to see the old yard.",
    "Ring the night desk of the Quay News about anything that moves.",
    "Der Hafen bleibt geschlossen, sagte die Behörde, und niemand weiß, wie lange das dauern wird.",
)
_DAYS = ("2025-05-01", "2025-05-02", "2025-05-03", "2025-06", None)


def article(number: int, lines: Sequence[str], day: str | None) -> Article:
    """Make an article of an outlet, one of three."""
    return Article(
        f"a{number}",
        "\n\n".join(lines),
        Source(f"Outlet {number % 3}", "metadata"),
        published=Published(day, "day" if len(day) > len("2025-06") else "month", "metadata")
        if day
        else None,
        language="en",
    )


_STORIES = st.lists(
    st.tuples(st.lists(st.sampled_from(_LINES), min_size=1, max_size=4, unique=True), st.sampled_from(_DAYS)),
    min_size=1,
    max_size=7,
).map(lambda rows: [article(number, lines, day) for number, (lines, day) in enumerate(rows)])


@settings(max_examples=20)
@given(_STORIES, st.data())
def test_adding_gives_what_a_build_from_scratch_gives(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Article], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("store") / "s.ondit"
    left, given, marks = data.draw(st.permutations(articles)), list[Override](), list[Mark]()
    ongoing = pipeline.Ongoing()
    while left:
        count = data.draw(st.integers(1, len(left)))
        some, left = left[:count], left[count:]
        with open_store(path) as store:
            store.add(some)
            story = story_of(store, ongoing=ongoing)
            claims = [claim for claim in story.claims if claim.kind == "rumour"]
            if claims and data.draw(st.booleans()):
                mention = data.draw(st.sampled_from(claims)).mentions[0]
                anchor = anchored(mention, story.article(mention.article or ""))
                store.mark(Mark(anchor, "2025-06-01T09:00:00+00:00"))
                store.override(Override("status", anchor, "2025-06-01T09:00:00+00:00", status="denied"))
            assert set(given) <= set(store.overrides())
            assert {(one.anchor, one.made) for one in marks} <= {
                (one.anchor, one.made) for one in store.marks()
            }
            given, marks = store.overrides(), store.marks()
            now = story_of(store)
            assert not given or by_entry(now, marks)
            assert now == pipeline.build(store.articles(), given=given)
    with open_store(path) as store:
        assert story_of(store) == now


STORY = [article(number, _LINES[number : number + 2], _DAYS[number % 3]) for number in range(6)]


def kept(path: Path, articles: Sequence[Article] = STORY) -> Path:
    """Make a store of some articles, with their story."""
    with open_store(path) as store:
        store.add(articles)
        story_of(store)
    return path


def test_a_story_that_is_kept_is_not_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path / "s.ondit")
    monkeypatch.setattr(collection, "find", lambda _: pytest.fail("found again"))
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: pytest.fail("built again"))
    with open_store(path) as store:
        assert len(story_of(store).articles) == len(STORY)


def test_only_new_articles_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path / "s.ondit", STORY[:4])
    read: list[str] = []

    def find(one: Article) -> Findings:
        read.append(one.id)
        return found_in.find(one)

    monkeypatch.setattr(collection, "find", find)
    with open_store(path) as store:
        store.add(STORY)
        assert story_of(store) == pipeline.build(STORY)
    assert read == [one.id for one in STORY[4:]]


def test_what_other_code_found_is_found_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path / "s.ondit")
    for module in ("ondit.store", "ondit.store.making"):
        monkeypatch.setattr(f"{module}.maker", lambda: "another")
    with open_store(path) as store:
        assert store.findings() == {}
        assert story_of(store) == pipeline.build(STORY)
        assert len(store.findings()) == len(STORY)


def test_a_story_of_near_days_is_not_kept(tmp_path: Path) -> None:
    path = kept(tmp_path / "s.ondit")
    with open_store(path) as store:
        assert story_of(store, within=0) == pipeline.build(STORY, within=0)
        assert story_of(store) == pipeline.build(STORY)


@pytest.mark.parametrize("table", ["finding", "outcome", "rest"])
def test_what_is_damaged_is_found_anew(tmp_path: Path, table: str) -> None:
    path = kept(tmp_path / "s.ondit")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE {table} SET data = x'0102'")  # noqa: S608
    with open_store(path) as store:
        assert story_of(store) == pipeline.build(STORY)
        assert story_of(store) == pipeline.build(STORY)


def test_rows_that_are_missing_are_found_anew(tmp_path: Path) -> None:
    path = kept(tmp_path / "s.ondit")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM finding WHERE article = 1")
    with open_store(path) as store:
        assert story_of(store) == pipeline.build(STORY)
    assert inside(path, "SELECT count(*) FROM finding") == [(len(STORY),)]


def test_only_rows_that_changed_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path / "s.ondit")
    stranger = article(7, [_LINES[5]], "2025-05-03")
    written: list[int] = []
    renew = keeping.renew

    def counted(connection: sqlite3.Connection, table: str, columns: str, rows: object) -> None:
        before = connection.total_changes
        renew(connection, table, columns, rows)  # type: ignore[arg-type]
        written.append(connection.total_changes - before)

    monkeypatch.setattr(keeping, "renew", counted)
    with open_store(path) as store:
        store.add([replace(stranger, text="Nothing of this was told before, and nobody will tell it again.")])
        story_of(store)
    assert written[0] == 1
    assert sum(written) <= len(STORY)


def test_a_store_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add(STORY)
        store._connection.execute("PRAGMA query_only = ON")
        assert story_of(store) == pipeline.build(STORY)
    assert inside(path, "SELECT count(*) FROM finding") == [(0,)]


def test_work_that_was_cut_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.ondit"
    monkeypatch.setattr(collection, "AT_ONCE", 2)
    with open_store(path) as store:
        store.add(STORY)

        def report(progress: object) -> None:
            if getattr(progress, "done", 0) == 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            story_of(store, report=report)
        assert len(store.findings()) == 2
        assert story_of(store) == pipeline.build(STORY)
