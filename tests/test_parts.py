"""Parts of a story: what an entry is told from, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import quality
from conftest import build_story
from ondit.model import Story
from ondit.parts import Parts
from ondit_tui.widgets.account import account

STORY = build_story()


def test_an_account_of_a_part_is_that_of_the_whole() -> None:
    for story in (STORY, quality.sample("harbour-tunnel").story):
        parts = Parts(story)
        assert story.timeline
        for entry in story.timeline:
            assert account(parts.of(entry), entry) == account(story, entry)


def test_a_part_holds_nothing_that_is_not_needed() -> None:
    part = Parts(STORY).of(STORY.timeline[4])
    assert [article.id for article in part.articles] == ["copper"]
    assert [claim.id for claim in part.claims] == ["c-sale", "c-buy"]
    assert (part.statements, part.quotes, part.labels) == ((), (), ())
    assert part.timeline == (STORY.timeline[4],)


def test_what_a_copy_was_copied_from_belongs_to_the_part() -> None:
    copied = [replace(one, copy_of="tarn") if one.id == "copper" else one for one in STORY.articles]
    part = Parts(replace(STORY, articles=tuple(copied))).of(STORY.timeline[4])
    assert [article.id for article in part.articles] == ["tarn", "copper"]


def test_an_entry_of_what_is_not_there_has_an_empty_part() -> None:
    part = Parts(STORY).of(replace(STORY.timeline[0], claim="c-none", statement="s-none"))
    assert part == Story(timeline=part.timeline)
