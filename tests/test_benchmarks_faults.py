"""The benchmarks of faults: that they see what is wrong, and that good inputs pass."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import fuzz_good
import fuzz_parts
import fuzz_rules
import soak_feeds
from damage import Maker

from ondit import pipeline
from ondit.model import Article, Source
from ondit.watch import WatchedFeed
from ondit.watch.poll import poll


@pytest.mark.parametrize("name", sorted(set(fuzz_parts.PARTS) - {"pipeline"}))
def test_good_inputs_of_every_part_pass(name: str) -> None:
    for data in fuzz_parts.PARTS[name].good():
        told = fuzz_parts.read(name, data)
        assert not told.fault


def test_the_whole_pipeline_is_held_against_its_rules() -> None:
    told = fuzz_parts.read("pipeline", fuzz_good.folders()[0])
    assert told.articles
    assert not told.fault
    story = pipeline.build([Article("a", "Corvale will open a yard.", Source("Quay", "metadata"))])
    assert not fuzz_rules.spans_fault(story)
    (sentence,) = story.sentences
    object.__setattr__(sentence, "end", 99)
    assert "nowhere" in fuzz_rules.spans_fault(story)


def test_sentences_that_act_on_a_terminal_are_seen() -> None:
    assert fuzz_rules.sentences_fault(["All is well."]) == ""
    assert fuzz_rules.sentences_fault(["\x1b[2J"])
    assert fuzz_rules.sentences_fault(["a" * 3_000])


def test_what_is_taken_up_though_another_signed_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ondit.resuming._key", lambda: bytes(32))
    (_, left) = fuzz_good.good_kept.__wrapped__()
    assert "signed" in fuzz_parts.read("kept", left).fault


def test_the_same_number_is_the_same_input_and_parts_have_their_turn() -> None:
    maker = Maker(3, fuzz_parts.PARTS)
    cases = [maker.make(number) for number in range(60)]
    assert [case.data for case in cases[:9]] == [maker.make(number).data for number in range(9)]
    assert {case.kind for case in cases} & fuzz_parts.PARTS.keys()
    assert {case.kind for case in cases} - fuzz_parts.PARTS.keys()


def test_a_feed_of_the_soak_notes_what_it_served_whole() -> None:
    (feed,) = soak_feeds.serve(1, lambda: 1_700_000_000.0, 1.0, 7, 20.0)
    feed.publish()
    feed.is_calm = True
    from ondit.ingest.web import Client

    with Client(allow_private=True) as client:
        found = poll(WatchedFeed(feed.url), client.ask, lambda: 1_700_000_000.0)
    texts = {" ".join(one.text.split()) for one in found.articles}
    assert texts
    assert texts == set(feed.served.values())


@pytest.mark.parametrize(
    "kind", sorted(set(soak_feeds.FAULTS) - {"stalled", "100 MB", "100 MB in chunks", "cut"})
)
def test_an_answer_of_the_soak_that_is_spoilt_is_none(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (feed,) = soak_feeds.serve(1, lambda: 1_700_000_000.0, 1.0, 7, 20.0)
    monkeypatch.setattr(soak_feeds, "FAULTY", 1.0)
    monkeypatch.setattr(soak_feeds, "FAULTS", {kind: soak_feeds.FAULTS[kind]})
    from ondit.ingest.web import Client

    with Client(allow_private=True) as client:
        found = poll(WatchedFeed(feed.url), client.ask, lambda: 1_700_000_000.0)
    assert found.fault
    assert not feed.served
    assert feed.answers[kind]
