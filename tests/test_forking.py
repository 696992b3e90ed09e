"""Work that is shared with a second process."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable

import pytest

from ondit import dates, forking, pipeline
from ondit.claims import reader, settling
from ondit.claims.assertions import Assertion
from ondit.claims.reader import read_ahead, read_all
from ondit.claims.reading import Places, Read, Told
from ondit.forking import ahead, mapped
from ondit.model import Article, Label, Sentence, Source
from quality import sample

NUMBERS = list(range(25))


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share however little there is, whatever threads the tests have."""
    if not hasattr(os, "fork"):
        pytest.skip("this system does not fork")
    monkeypatch.setattr(forking, "SHARED_FROM", 3)
    monkeypatch.setattr(forking, "AT_ONCE", 4)
    monkeypatch.setattr(forking, "may_fork", lambda: True)


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def test_the_latter_half_is_done_elsewhere(shared: None) -> None:
    found = mapped(doubled, NUMBERS, pack=lambda row: row, unpack=lambda _, row: row)
    assert [value for value, _ in found] == [2 * number for number in NUMBERS]
    assert [where == os.getpid() for _, where in found] == [number < 13 for number in NUMBERS]


def test_what_the_other_process_did_not_live_to_give_is_done_here(shared: None) -> None:
    def work(number: int) -> int:
        if os.getpid() != here and number > 20:
            os._exit(9)
        return 2 * number

    here = os.getpid()
    found = mapped(work, NUMBERS, pack=lambda row: row, unpack=lambda _, row: row)
    assert found == [2 * number for number in NUMBERS]


def test_all_is_done_elsewhere_ahead_of_who_asks(shared: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "AHEAD_AT_ONCE", 4)
    monkeypatch.setattr(forking, "MOST_AHEAD", 2)
    found = list(ahead(doubled, NUMBERS, pack=lambda row: row, unpack=lambda _, row: row, least=3))
    assert [value for value, _ in found] == [2 * number for number in NUMBERS]
    assert len({where for _, where in found} - {os.getpid()}) == len({where for _, where in found}) == 1
    few = ahead(doubled, NUMBERS, pack=lambda row: row, unpack=lambda _, row: row, least=100)
    assert list(few) == [(2 * number, os.getpid()) for number in NUMBERS]


def test_who_asks_for_no_more_leaves_no_process_behind(shared: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "AHEAD_AT_ONCE", 1)
    monkeypatch.setattr(forking, "MOST_AHEAD", 2)
    found = ahead(doubled, NUMBERS, pack=lambda row: row, unpack=lambda _, row: row, least=3)
    _, where = next(found)
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(where, 0)


def test_who_asks_for_no_more_does_not_wait_for_what_fills_the_pipe(shared: None) -> None:
    def long(number: int) -> tuple[int, str]:
        return os.getpid(), f"{number:05}" * 1_000

    found = ahead(long, range(1_000), pack=lambda row: row, unpack=lambda _, row: row, least=3)
    where, _ = next(found)
    closing = threading.Thread(target=found.close)  # type: ignore[attr-defined]
    closing.start()
    closing.join(30)
    is_waiting = closing.is_alive()
    if is_waiting:
        os.kill(where, signal.SIGKILL)
    closing.join()
    assert not is_waiting


def test_what_the_process_ahead_did_not_live_to_give_is_done_here(
    shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(number: int) -> int:
        if os.getpid() != here and number > 20:
            os._exit(9)
        return 2 * number

    here = os.getpid()
    monkeypatch.setattr(forking, "AHEAD_AT_ONCE", 4)
    found = ahead(work, NUMBERS, pack=lambda row: row, unpack=lambda _, row: row, least=3)
    assert list(found) == [2 * number for number in NUMBERS]


def test_with_other_threads_there_is_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    monkeypatch.setattr(forking, "SHARED_FROM", 3)
    found = mapped(doubled, NUMBERS, pack=lambda row: row, unpack=lambda _, row: row)
    assert {where for _, where in found} == {os.getpid()}


def every(reads: Iterable[Read]) -> list[Assertion]:
    return [one for read in reads for one in (*read.assertions, *read.retelling)]


def test_assertions_read_elsewhere_are_as_those_read_here(
    shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Corvale may buy 3 yards at Belmore and sell Tolmar in May 2025 for $40 million."
    dated = dates.find(text, None)
    found = [
        Told(
            Article(f"a{number}", text, Source("Quay", "metadata")),
            [
                Label(0, len(text), f"a{number}", kind="rumour", confidence=0.8),
                Label(0, len(text), f"a{number}", kind="neither", confidence=0.8),
            ],
            [Sentence(0, len(text), f"a{number}")],
            dated,
            Places(()),
        )
        for number in range(8)
    ]
    monkeypatch.setattr(reader, "SHARED_FROM", 3)
    again, again_ahead = every(read_all(found)), every(read_ahead(found))
    monkeypatch.setattr(reader, "SHARED_FROM", 100)
    expected = every(read_all(found))
    assert any(one.target for one in expected[-2:])

    def told(one: Assertion) -> list[object]:
        names = ("span", "text", "opens", "bag", "quantities", "acts", "own_names", "months", "is_negated")
        more = ("designators", "dated", "denies", "is_not_so", "target", "label")
        return [*(getattr(one, name) for name in (*names, *more)), one.leader is None]

    assert [told(one) for one in again] == [told(one) for one in expected]
    assert [told(one) for one in again_ahead] == [told(one) for one in expected]


def test_rumours_settled_elsewhere_are_as_those_settled_here(
    shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = sample("harbour-tunnel").story.articles
    found = pipeline.build(articles).claims
    assert sum(claim.settled_by is not None for claim in found) > 3
    monkeypatch.setattr(settling, "SHARED_FROM", 2)
    assert pipeline.build(articles).claims == found
