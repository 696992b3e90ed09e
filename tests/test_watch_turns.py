"""Turns: each in a thread of its own, which ends with it."""

from __future__ import annotations

import threading

import pytest

from ondit.watch.turns import Turns


def test_each_has_a_thread_of_its_own_that_ends_with_it() -> None:
    turns = Turns()
    threads = [turns.submit(threading.current_thread).result(30) for _ in range(5)]
    for thread in threads:
        thread.join(30)
    assert len(set(threads)) == 5
    assert not any(thread.is_alive() for thread in threads)
    assert not turns._running


def test_what_it_raises_is_told_to_who_asks() -> None:
    def fail() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        Turns().submit(fail).result(30)


def test_several_go_on_at_once_and_are_waited_for() -> None:
    turns, all_there = Turns(), threading.Barrier(3)
    told = [turns.submit(lambda: all_there.wait(30)) for _ in range(3)]
    turns.wait()
    assert sorted(one.result(0) for one in told) == [0, 1, 2]
