"""Answers that are kept, as many as are asked for again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Keeps the answers to the questions that were asked last; from any thread.

    It does not refer to what answers, as `lru_cache` of a method does: an object that keeps its own answers
    is freed as soon as nobody needs it any more, and need not be found by the garbage collector.

    Args:
        most: How many answers are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[K, V] = OrderedDict()
        self._one_at_a_time = Lock()

    def of(self, question: K, answer: Callable[[K], V]) -> V:
        """Return the answer to a question: the one that is kept, else what `answer` returns.

        An error of `answer` is kept by nobody. Two threads that ask the same may both have it answered.
        """
        with self._one_at_a_time:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        found = answer(question)
        with self._one_at_a_time:
            self._answers[question] = found
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return found
