"""What is kept from build to build, and left for another process: it spares work and is never to be seen."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_lowercase
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit import pipeline
from ondit.growing import LastBuild, anew
from ondit.model import Article, Published, Source
from ondit.resuming import leave, resumed

pytestmark = pytest.mark.usefixtures("found_once")

LINES = (
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
    st.lists(st.sampled_from(LINES), min_size=1, max_size=8),
    st.sampled_from(_OUTLETS),
    st.sampled_from(_DAYS),
)
ARTICLES = st.lists(_ROWS, min_size=4, max_size=10).map(
    lambda rows: [article(number, *row) for number, row in enumerate(rows)]
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES, st.data())
def test_a_story_that_grows_and_shrinks_here_or_elsewhere_is_that_of_a_build_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Article], data: st.DataObject
) -> None:
    ongoing, place = pipeline.Ongoing(), tmp_path_factory.mktemp("store") / "s.ondit"
    place.touch()
    with patch("ondit.matching.crowds.MANY", data.draw(st.sampled_from([1, 16]))):
        for _ in range(3):
            some = data.draw(st.lists(st.sampled_from(articles), unique_by=lambda one: one.id))
            if some and data.draw(st.booleans()):
                some[0] = replace(data.draw(st.sampled_from(articles)), id=some[0].id)
            expected, again = pipeline.build(some), resumed(place)
            assert pipeline.build(some, ongoing=ongoing) == expected
            assert pipeline.build(some, ongoing=again) == expected
            assert leave(place, again)


def own_lines(number: int) -> list[str]:
    """Return three lines that all fill in, and five that nobody else has."""
    words = Random(number).choices(ascii_lowercase, k=5 * 48)  # noqa: S311 - the same each time
    told = ["".join(words[at : at + 6]) for at in range(0, len(words), 6)]
    filled_in = [f"Ferry {number} met tide {k} off {number + k} Belmore rocks." for k in range(3)]
    return [*filled_in, *(" ".join(told[at : at + 8]).capitalize() + "." for at in range(0, len(told), 8))]


@pytest.mark.parametrize("broad", [1_000, 2])
def test_every_stage_goes_on_here_and_in_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broad: int
) -> None:
    """So that the law above is not one of empty results; also where words weigh less that many tell."""
    monkeypatch.setattr("ondit.matching.formulas.BROAD_COLLECTION", broad)
    rows = [[*LINES[n % 5 : n % 5 + 5], *own_lines(n)] for n in (*range(20), 1, 2, 3)]
    articles = [article(n, lines, _OUTLETS[n % 4], _DAYS[n % 3]) for n, lines in enumerate(rows)]
    ongoing, place = pipeline.Ongoing(), tmp_path / "s.ondit"
    place.touch()
    for size in (18, 12, 23):
        story, again = pipeline.build(articles[:size]), resumed(place)
        assert pipeline.build(articles[:size], ongoing=ongoing) == story
        assert pipeline.build(articles[:size], ongoing=again) == story
        assert leave(place, again)
    assert any(one.copy_of for one in story.articles)
    assert any(sentence.boilerplate == "repeated by its outlet" for sentence in story.sentences)
    assert any(credit.articles for credit in story.credits)
    assert any(statement.stemma for statement in story.statements)
    assert any(quote.suspect and " in " in quote.suspect for quote in story.quotes)
    assert any("pairs of similar passages are left out" in problem.what for problem in story.problems)
    assert story.derivations


def test_what_is_asked_again_is_not_worked_out_again() -> None:
    asked: list[str] = []

    def upper(text: str) -> str:
        asked.append(text)
        return text.upper()

    kept = LastBuild()
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

    kept = LastBuild()
    for text in ("a", "b", "a"):
        kept(same, text)
        kept.turn()
    assert asked == ["a", "b", "a"]


def test_what_results_were_made_of_is_held_once() -> None:
    """Articles are read anew for each build: those of the build before are to go."""

    class Text(str):
        """A text that can be watched."""

        __slots__ = ("__weakref__",)

    kept, first, second = LastBuild(), Text("a yard"), Text("a yard")
    watched = weakref.ref(first)
    assert kept(len, first) == len(first)
    kept.turn()
    assert kept(len, second) == len(second)
    kept.turn()
    del first
    gc.collect()
    assert watched() is None
