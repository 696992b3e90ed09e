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
