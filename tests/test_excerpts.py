"""Excerpts: exact words, and of what is known about them what is theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import BOOST, CAMERA, IMPETUS, SALE, build_story
from ondit.collection import story_of
from ondit.export import excerpt_of, excerpts_of_entries, excerpts_of_entry, excerpts_of_quotes
from ondit.ingest import read_all
from ondit.model import Claim, Quote, Span, Story
from ondit.store import open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter, mentions
from ondit.whole import WholeStory
from ondit_tui import samples


@pytest.fixture
def story() -> Story:
    return build_story()


def place(story: Story, article: str, words: str) -> Span:
    start = story.article(article).text.index(words)
    return Span(start, start + len(words), article)


def test_an_excerpt_knows_what_its_place_is(story: Story) -> None:
    found = excerpt_of(story, place(story, "ledger", BOOST))
    assert found.text == BOOST
    assert (found.speaker, found.role) == ("Ida Brandt", "chief executive of Nerio")
    assert found.occurrence
    assert (found.statement, found.occurrence.variant) == ("s-boost", "verbatim")
    assert found.claim
    assert found.claim.id == "c-boost"
    assert (found.first, found.first_published) == (("The Ledger", "Tarn Weekly"), "2024-05-23")


def test_what_stands_beside_it_is_not_its_own(story: Story) -> None:
    text = story.article("ledger").text
    beside = Span(len(text) - 5, len(text), "ledger")
    found = excerpt_of(story, beside)
    assert (found.quote, found.occurrence, found.statement, found.claim) == (None, None, None, None)
    assert (found.speaker, found.role, found.first) == (None, None, ())


def test_a_role_without_a_speaker_is_nobodys(story: Story) -> None:
    span = place(story, "ledger", BOOST)
    nameless = replace(story, quotes=(Quote(span.start, span.end, "ledger", role="chief"),))
    assert excerpt_of(nameless, span).role is None


def test_the_quotes_of_a_story_are_its_excerpts_in_order(story: Story) -> None:
    found = list(excerpts_of_quotes(story))
    assert [one.quote for one in found] == list(story.quotes)
    assert [one.text for one in found] == [story.text(quote) for quote in story.quotes]


def test_an_entry_is_told_place_by_place_first_told_first(story: Story) -> None:
    view = WholeStory(story)
    entry = next(one for one in story.timeline if one.claim == "c-boost")
    found = list(excerpts_of_entry(view.part(entry), entry))
    assert [one.text for one in found] == [story.text(span) for span in mentions(story, entry)]
    assert IMPETUS in [one.text for one in found]
    assert {one.entry for one in found} == {entry}
    assert {one.claim.id for one in found if one.claim} == {"c-boost"}
    assert {one.first for one in found} == {("The Ledger", "Tarn Weekly")}


def test_who_had_an_entry_first_is_the_same_for_all_its_places(story: Story) -> None:
    camera = next(one for one in story.timeline if one.text == CAMERA)
    found = excerpts_of_entry(WholeStory(story).part(camera), camera)
    assert {(one.first, one.first_published) for one in found} == {(("Orbit Daily",), "2024-05-20")}


def test_only_what_passes_is_exported(story: Story) -> None:
    found = list(excerpts_of_entries(WholeStory(story), Filter(kinds=frozenset({"announcement"}))))
    assert SALE in [one.text for one in found]
    assert {one.entry.kind for one in found if one.entry} == {"announcement"}


@pytest.mark.parametrize("name", [one.name for one in sorted(samples.folder().iterdir()) if one.is_dir()])
def test_a_store_gives_the_same_excerpts_as_the_whole_story(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.add(read_all([samples.folder() / name]).articles)
        kept = story_of(store)
        with StoredStory(store) as view:
            found = list(excerpts_of_entries(view, Filter()))
    assert found == list(excerpts_of_entries(WholeStory(kept), Filter()))
    assert len(found) >= len(kept.timeline)
    claims: dict[str, Claim] = {claim.id: claim for claim in kept.claims}
    for one in found:
        assert one.text == one.article.text[one.start : one.end]
        assert one.claim is None or one.claim == claims[one.claim.id]
