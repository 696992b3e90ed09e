"""How far a long piece of work is: told by the stages to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["reading", "finding", "matching"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is.

    Attributes:
        stage: Reading inputs; finding sentences, quotes and dates; or matching.
        done: Inputs that are read, or articles in which was found what there is.
        total: Inputs or articles in all.
        articles: Articles so far.
        sentences: Sentences so far; 0 while reading.
        name: The input that is being read: behind one, the next, if there is one; empty in the other stages.
        share: What part of the stage is done, 0 to 1; absent where that is not known.
    """

    stage: Stage
    done: int
    total: int
    articles: int
    sentences: int = 0
    name: str = ""
    share: float | None = None


Report = Callable[[Progress], None]
"""Called as the work goes on, behind each article and each input."""


class Finding:
    """Counts what is found, article by article, and tells how far that is."""

    def __init__(self, report: Report | None, articles: int) -> None:
        """Begin to find what is in some articles; their number is given."""
        self._report = report
        self._articles = articles
        self._done = self._sentences = 0

    def one(self, sentences: int) -> None:
        """Tell of one more article, in which so many sentences were found."""
        self._done, self._sentences = self._done + 1, self._sentences + sentences
        self._tell("finding", self._done / self._articles)

    def end(self) -> None:
        """Tell that the sentences that were found are matched now."""
        if self._articles:
            self._tell("matching", None)

    def _tell(self, stage: Stage, share: float | None) -> None:
        if self._report:
            self._report(
                Progress(stage, self._done, self._articles, self._articles, self._sentences, "", share)
            )
