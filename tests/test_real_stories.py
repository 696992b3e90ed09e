"""The gold of real stories holds offsets and no text, and its figures count what is right."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

import news
import real_stories
from ondit.model import Source
from test_news import commit

TIMELINES = "DaivikSojitra/Timeline-Summarization-in-the-Era-of-LLMs"
RUMOUR = "Corvale Shipping may buy the old yard at Belmore, people familiar with the matter said."
TOLD = "Corvale Shipping said on Monday it will buy the old yard at Belmore."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a corpus of two articles and the gold of their story."""
    clone = tmp_path / "owner" / "corpus"
    clone.mkdir(parents=True)
    rows = []
    for name, text, day in (("one.txt", RUMOUR, "2025-05-01"), ("two.txt", TOLD, "2025-05-05")):
        (clone / name).write_text(text, "utf-8")
        rows.append(
            {
                "corpus": "owner/corpus",
                "path": name,
                "row": None,
                "skip": 0,
                "end": len(text),
                "published": day,
            }
            | {"sha256": hashlib.sha256(text.encode()).hexdigest()[:16]}
        )
    commit(clone)
    rows[1]["outlet"] = "Altmere"
    claims = [
        {"name": "may-buy", "kind": "rumour", "status": "confirmed", "settled_by": "buys", "target": None,
         "mentions": [[0, 0, len(RUMOUR)]]},
        {"name": "buys", "kind": "announcement", "status": "open", "settled_by": None, "target": None,
         "mentions": [[1, 0, len(TOLD)]]},
    ]  # fmt: skip
    gold = tmp_path / "gold" / "stories"
    gold.mkdir(parents=True)
    (gold / "yard.json").write_text(
        json.dumps({"part": "unseen", "articles": rows, "claims": claims}), "utf-8"
    )
    monkeypatch.setattr(real_stories, "GOLD", tmp_path / "gold")
    return tmp_path


def test_what_is_right_is_counted_right(folder: Path) -> None:
    (story,) = real_stories.stories(folder)
    assert story.part == "unseen"
    assert [article.source for article in story.story.articles] == [
        Source("Reuters", "metadata"),
        Source("Altmere", "metadata"),
    ]
    assert set(real_stories.figures(story).values()) == {1.0}


def test_at_best_counts_what_labels_leave(folder: Path) -> None:
    (story,) = real_stories.stories(folder)
    assert {best(story) for best in real_stories.CEILINGS.values()} == {1.0}
    bare = replace(story, story=replace(story.story, labels=(), claims=()))
    assert real_stories.CEILINGS["settled by the right claim"](bare) == 0.0
    mixed = {"claims": [claim | {"mentions": claim["mentions"] * 2} for claim in story.gold["claims"]]}
    mixed["claims"][0]["mentions"] = [row for claim in story.gold["claims"] for row in claim["mentions"]]
    assert real_stories.CEILINGS["claims: B-cubed"](replace(story, gold=mixed)) < 1.0


def test_another_text_is_refused(folder: Path) -> None:
    path = folder / "gold" / "stories" / "yard.json"
    path.write_text(path.read_text("utf-8").replace('"skip": 0', '"skip": 1'), "utf-8")
    with pytest.raises(SystemExit, match="not the text that was annotated"):
        list(real_stories.stories(folder))


@pytest.mark.parametrize("name", real_stories.names())
def test_the_gold_holds_offsets_and_no_text(name: str) -> None:
    gold = json.loads((real_stories.GOLD / "stories" / f"{name}.json").read_text("utf-8"))
    known = {claim["name"] for claim in gold["claims"]}
    assert len(known) == len(gold["claims"])
    for claim in gold["claims"]:
        assert set(claim) == {"name", "kind", "status", "settled_by", "target", "mentions"}
        assert claim["settled_by"] is None or claim["settled_by"] in known
        for article, start, end in claim["mentions"]:
            assert 0 <= start < end <= gold["articles"][article]["end"]
    corpora = {row["corpus"] for row in news.gold("development")} | {TIMELINES}
    assert {row["corpus"] for row in gold["articles"]} <= corpora
