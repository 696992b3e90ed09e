"""Names that are given out of core are those that one reader of all files gives."""

from __future__ import annotations

from itertools import pairwise
from uuid import uuid4

import pytest

pytest.importorskip("pyarrow", reason="the extra cluster is not installed")
pytest.importorskip("duckdb", reason="the extra cluster is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from ondit.cluster import naming, out_of_core
from ondit.cluster.naming import Chunk, name_articles
from ondit.cluster.reading import NEVER, Deal, _keep_chunk, day_of, weight
from ondit.cluster.shelf import Shelf
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.identity import derived, settle
from ondit.model import Article, Problem, Published, Source

TEXTS = ("The ferry sails on Monday.", "The ferry sails on Tuesday.", "The bridge is shut. " * 9)
URLS = (None, "https://a.example/1", "https://a.example/2", "https://b.example/1")


def draft(name: str, line: int | None, **told: object) -> Draft:
    usual: dict[str, object] = {
        "text": TEXTS[0],
        "source": Source("The Ledger", "metadata"),
        "id": None,
        "url": None,
        "title": None,
        "author": None,
        "published": None,
        "language": "en",
    }
    return Draft(Place(name, name, line=line), **(usual | told))  # type: ignore[arg-type]


MADE = [derived(draft("a", 1, url=url)) for url in URLS] + [
    derived(draft("a", 1, text=text)) for text in TEXTS
]
IDS = (None, "a", "b", MADE[1], f"{MADE[1]}-2", f"{MADE[4]}-3")

YEAR = Published("2024", "year", "metadata")
DAYS = [Published(f"2024-03-0{day}", "day", "metadata") for day in range(1, 5)]

told = st.fixed_dictionaries(
    {
        "text": st.sampled_from(TEXTS),
        "url": st.sampled_from(URLS),
        "id": st.sampled_from(IDS),
        "title": st.sampled_from((None, "Ferry")),
        "is_summary": st.booleans(),
        "published": st.sampled_from((None, YEAR, *DAYS)),
    }
)


@settings(max_examples=25)
@given(
    files=st.lists(st.lists(told, min_size=1, max_size=6), min_size=1, max_size=4),
    within=st.sampled_from((None, 0, 2)),
)
def test_names_and_blocks_are_those_of_one_reader(
    files: list[list[dict[str, object]]], within: int | None
) -> None:
    drafts = [
        [draft(f"file {number}", line if number else None, **row) for line, row in enumerate(rows, 1)]
        for number, rows in enumerate(files)
    ]
    wanted = list(settle(one for some in drafts for one in some))
    articles = [one for one in wanted if isinstance(one, Article)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(out_of_core, "ROWS", 3)
        shelf = Shelf(f"memory://naming-{uuid4().hex}")
        for number, some in enumerate(drafts):
            _keep_chunk(shelf, f"chunk {number}", some)
        shelf.keep("chunks", [Chunk(f"chunk {number}", 0) for number in range(len(drafts))])
        named = name_articles(shelf, within, 1_500)
        deals = [shelf.kept(f"deals/chunk {number}", Deal) for number in range(len(drafts))]
        dealt = [
            row
            for deal, some in zip(deals, drafts, strict=True)
            for row in zip(deal.names, deal.ranks, deal.blocks, some, strict=True)
            if row[0]
        ]
        for block in range(len(named.buckets)):
            there = [
                f"chunk {at}" for at, deal in enumerate(deals) if any(block in own for own in deal.blocks)
            ]
            assert shelf.kept(f"wanted/{block:06}", list[str]) == there
    assert [(name.id, name.version_of, name.is_summary) for name, *_ in dealt if name] == [
        (one.id, one.version_of, one.is_summary) for one in articles
    ]
    assert named.articles == len(articles)
    assert named.problems == [one for one in wanted if isinstance(one, Problem)]
    assert [name.id for name, *_ in sorted(dealt, key=lambda row: row[1]) if name] == sorted(
        one.id for one in articles
    )
    check_blocks(dealt, named.buckets, within)


def check_blocks(dealt: list[tuple[object, ...]], buckets: list[int], within: int | None) -> None:
    """See that blocks hold what they should: neighbours of a bucket, not too many, and versions beside."""
    assert buckets == sorted(buckets)
    own: dict[int, list[Draft]] = {}
    for _, _, blocks, told_ in dealt:
        own.setdefault(blocks[0], []).append(told_)  # type: ignore[index, arg-type]
    assert sorted(own) == list(range(len(buckets)))
    for block, some in own.items():
        for one in some:
            day = day_of(one)
            expected = 0 if within is None else NEVER if day == NEVER else day // max(1, within)
            assert buckets[block] == expected
        assert sum(weight(one.text) for one in some[:-1]) < 1_500
    for one, other in pairwise(sorted(own)):
        if buckets[one] == buckets[other]:
            assert sum(weight(two.text) for two in (*own[one], *own[other])) > 1_500
    pages: dict[str, set[int]] = {}
    for name, _, blocks, _ in dealt:
        pages.setdefault(name.version_of or name.id, set()).add(blocks[0])  # type: ignore[attr-defined, index]
    for name, _, blocks, _ in dealt:
        assert set(blocks) == pages[name.version_of or name.id]  # type: ignore[attr-defined, call-overload]


def test_problems_are_told_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "MOST_PROBLEMS", 3)
    shelf = Shelf(f"memory://naming-{uuid4().hex}")
    rows = [draft("a", line, id="a", url=f"https://a.example/{line}") for line in range(1, 9)]
    rows += [draft("b", line, id=None, url=rows[0].url) for line in range(1, 4)]
    _keep_chunk(shelf, "0", rows[:4])
    _keep_chunk(shelf, "1", rows[4:])
    shelf.keep("chunks", [Chunk("0", 0), Chunk("1", 100)])
    named = name_articles(shelf, None, 10_000)
    assert [one.line for one in named.problems] == [1, 2, 3]
    assert named.untold == 6
