"""What is kept from build to build: asked once, forgotten once it is of no use, and never to be seen."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit import pipeline
from ondit.growing import Kept, anew
from ondit.model import Article, Published, Source

_LINES = (
    "Corvale may buy the shipyard at Belmore for 40 million crowns, two people said.",
    "“We will not sell the old yard to anybody in this town,” said Ann Ode, head of the yard.",
    "“We will not sell the old yard, said Ann Ode, to anybody in this town.”",
    "They “will not sell the new yard to anybody in this town”, Ann Ode told the Quay News.",
    "Ann Ode will not sell the old yard at Belmore to anybody in this town, she said on Monday.",
    "Corvale today announced that it will buy the shipyard at Belmore for 43 million crowns.",
    "Corvale said on Monday that it will buy the shipyard at Belmore for 43 million crowns (via Quay News).",
    "The ferry could be late all summer, according to the Quay News and the Belmore Ledger.",
    "The ferry to Torvale could be late all summer, says the press release of Corvale.",
    "It rained all day in Belmore and nobody came to see the old yard, ledger.example/rain reports.",
)
_NOTICE = "Ring the night desk of the Quay News about anything that moves."
_OUTLETS = ("Quay News", "The Belmore Ledger", "Corvale Group", "Harbour Wire")
_DAYS = ("2025-05-01", "2025-05-02", "2025-05-03", "2025-05", None)


def article(number: int, lines: list[str], outlet: str, day: str | None) -> Article:
    published = Published(day, "day" if len(day) > len("2025-05") else "month", "metadata") if day else None
    notice = [_NOTICE] if outlet == "Quay News" else []
    url = "https://ledger.example/rain" if outlet.endswith("Ledger") else None
    return Article(
        f"a{number}",
        "\n\n".join([*lines, *notice]),
        Source(outlet, "metadata"),
        url=url,
        published=published,
        language="en",
    )


_ROWS = st.tuples(
    st.lists(st.sampled_from(_LINES), min_size=1, max_size=8),
    st.sampled_from(_OUTLETS),
    st.sampled_from(_DAYS),
)
_ARTICLES = st.lists(_ROWS, min_size=4, max_size=10).map(
    lambda rows: [article(number, *row) for number, row in enumerate(rows)]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(_ARTICLES, st.data())
def test_a_story_that_grows_and_shrinks_is_that_of_a_build_from_scratch(
    articles: list[Article], data: st.DataObject
) -> None:
    ongoing = pipeline.Ongoing()
    with patch("ondit.matching.crowds.MANY", data.draw(st.sampled_from([1, 16]))):
        for _ in range(3):
            some = data.draw(st.lists(st.sampled_from(articles), unique_by=lambda one: one.id))
            if some and data.draw(st.booleans()):
                some[0] = replace(data.draw(st.sampled_from(articles)), id=some[0].id)
            assert pipeline.build(some, ongoing=ongoing) == pipeline.build(some)


@pytest.mark.parametrize("broad", [1_000, 2])
def test_the_lines_of_these_stories_come_to_something_in_every_stage(
    monkeypatch: pytest.MonkeyPatch, broad: int
) -> None:
    """So that the law above is not one of empty results; also where words weigh less that many tell."""
    monkeypatch.setattr("ondit.matching.formulas.BROAD_COLLECTION", broad)
    own = [[f"Ferry {n} met tide {k} off {n + k} Belmore rocks." for k in range(8)] for n in range(20)]
    rows = [[*_LINES[n % 5 : n % 5 + 5], *own[n]] for n in (*range(20), 1, 2, 3)]
    articles = [article(n, lines, _OUTLETS[n % 4], _DAYS[n % 3]) for n, lines in enumerate(rows)]
    ongoing = pipeline.Ongoing()
    for count in (23, 12, 22, 23):
        story = pipeline.build(articles[:count], ongoing=ongoing)
        assert story == pipeline.build(articles[:count])
    assert any(one.copy_of for one in story.articles)
    assert any(sentence.boilerplate == "repeated by its outlet" for sentence in story.sentences)
    assert any(credit.articles for credit in story.credits)
    assert any(statement.stemma for statement in story.statements)
    assert any(quote.suspect and " in " in quote.suspect for quote in story.quotes)
    assert story.derivations


def test_what_is_asked_again_is_not_worked_out_again() -> None:
    asked: list[str] = []

    def upper(text: str) -> str:
        asked.append(text)
        return text.upper()

    kept = Kept()
    assert [kept(upper, "a"), kept(upper, "b"), kept(upper, "a")] == ["A", "B", "A"]
    kept.turn()
    assert kept(upper, "a") == "A"
    assert asked == ["a", "b"]
    assert [anew(upper, "a"), anew(upper, "a")] == ["A", "A"]
    assert asked == ["a", "b", "a", "a"]


def test_only_what_the_last_build_asked_for_is_kept() -> None:
    asked: list[str] = []

    def same(text: str) -> str:
        asked.append(text)
        return text

    kept = Kept()
    for text in ("a", "b", "a"):
        kept(same, text)
        kept.turn()
    assert asked == ["a", "b", "a"]


def test_what_results_were_made_of_is_held_once() -> None:
    """Articles are read anew for each build: those of the build before are to go."""

    class Text(str):
        """A text that can be watched."""

        __slots__ = ("__weakref__",)

    kept, first, second = Kept(), Text("a yard"), Text("a yard")
    watched = weakref.ref(first)
    assert kept(len, first) == len(first)
    kept.turn()
    assert kept(len, second) == len(second)
    kept.turn()
    del first
    gc.collect()
    assert watched() is None
