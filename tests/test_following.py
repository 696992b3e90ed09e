"""What became of entries in a later reading."""

from __future__ import annotations

from dataclasses import replace

from conftest import build_story
from ondit.following import Followed, follow
from ondit.model import Span, Story


def renamed(story: Story, old: str, new: str, *more: Span) -> Story:
    """Return a story in which a claim has another id, and further mentions."""
    claims = tuple(
        replace(claim, id=new, mentions=(*claim.mentions, *more)) if claim.id == old else claim
        for claim in story.claims
    )
    timeline = tuple(
        replace(entry, id=f"t-{new}", claim=new) if entry.claim == old else entry for entry in story.timeline
    )
    return replace(story, claims=claims, timeline=timeline)


def test_nothing_is_new_in_the_same_story() -> None:
    assert follow(build_story(), build_story()) == Followed()


def test_an_entry_that_was_not_there_is_new() -> None:
    story = build_story()
    before = replace(story, timeline=story.timeline[1:])
    assert follow(before, story) == Followed({}, {"t-c-sale": "2024-05-23"})
    assert follow(story, before) == Followed()


def test_an_entry_is_found_by_its_places_where_its_id_is_another() -> None:
    story = build_story()
    later = renamed(story, "c-buy", "c-other", Span(0, 9, "tarn"))
    followed = follow(story, later)
    assert followed == Followed({"t-c-buy": "t-c-other"})
    assert (followed.now("t-c-buy"), followed.now("t-c-sale")) == ("t-c-other", "t-c-sale")


def test_an_entry_that_went_into_another_one_is_found_there() -> None:
    story = build_story()
    place = next(claim for claim in story.claims if claim.id == "c-price").mentions[0]
    later = renamed(story, "c-sale", "c-sale", place)
    later = replace(later, timeline=tuple(one for one in later.timeline if one.claim != "c-price"))
    assert follow(story, later) == Followed({"t-c-price": "t-c-sale"})


def test_an_entry_whose_places_nothing_tells_any_more_became_nothing() -> None:
    story = build_story()
    later = replace(story, timeline=story.timeline[:-1])
    assert follow(story, later).became == {}


def test_an_entry_became_none_that_only_stands_in_the_same_article() -> None:
    story = build_story()
    gone = next(entry for entry in story.timeline if entry.statement == "s-factory")
    articles = {one.article for one in story.statements[-1].occurrences}
    assert articles & {one.article for one in story.claims[0].mentions}
    later = replace(story, timeline=tuple(one for one in story.timeline if one != gone))
    assert follow(story, later) == Followed()
