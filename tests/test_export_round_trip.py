"""What was exported as JSON and is read again is the same story."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from ondit import pipeline
from ondit.export import excerpts_of_entries, write, write_excerpts
from ondit.model import Story
from ondit.timeline import Filter
from ondit.whole import WholeStory
from quality import STORIES, sample

pytestmark = pytest.mark.usefixtures("found_once")

NEW = ("path", "copy_of", "accessed")
"""What of an article a reading says anew."""


def exported(story: Story) -> str:
    stream = io.StringIO()
    write(story, "timeline", "json", stream)
    return stream.getvalue()


def told(article: dict[str, Any]) -> dict[str, Any]:
    """Return an article less where it was read this time."""
    less = {name: value for name, value in article.items() if name not in NEW}
    for name in ("source", "published"):
        less[name] = less[name] and {**less[name], "from": None}
    return less


@pytest.mark.parametrize("name", STORIES)
def test_json_read_again_is_the_same_story(tmp_path: Path, name: str) -> None:
    place = tmp_path / "story.json"
    place.write_text(exported(sample(name).story), encoding="utf-8")
    again = exported(pipeline.read([place]))
    first, second = json.loads(place.read_text("utf-8")), json.loads(again)
    assert [told(one) for one in first["articles"]] == [told(one) for one in second["articles"]]
    assert first["timeline"]
    for part in first.keys() - {"articles", "problems"}:
        assert first[part] == second[part], part
    place.write_text(again, encoding="utf-8")
    assert exported(pipeline.read([place])) == again


def test_the_excerpts_of_a_story_that_was_read_again_are_the_same(tmp_path: Path) -> None:
    place, first = tmp_path / "story.json", sample("harbour-tunnel").story
    place.write_text(exported(first), encoding="utf-8")
    texts = []
    for story in (first, pipeline.read([place])):
        stream = io.StringIO()
        write_excerpts(excerpts_of_entries(WholeStory(story), Filter()), "csv", stream)
        texts.append(stream.getvalue())
    assert texts[0] == texts[1]
    assert texts[0].count("\n") > 50
