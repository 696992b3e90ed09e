"""How far a long reading is, in words: what is done, how fast it goes, how long it will take."""

from __future__ import annotations

import time
from collections.abc import Callable

from ondit.progress import Progress, Stage
from ondit_tui.widgets.wording import count

SETTLED = 2.0
"""Seconds of a stage after which its rate says something."""
_MINUTE, _HOUR = 60, 3600


class Pace:
    """Puts progress into words; the rate is that of the stage so far.

    Reading begins when this is made; the other stages begin when they are told of first.

    Args:
        clock: Gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage: Stage = "reading"
        self._began = clock()

    def words(self, told: Progress) -> str:
        """Return one line: "reading 2 of 5: news.jsonl · 1,203 articles · 410 a second · 12 s left"."""
        now = self._clock()
        if told.stage != self._stage:
            self._stage, self._began = told.stage, now
        seconds = now - self._began
        if told.stage == "reading":
            words = [f"reading {min(told.done + 1, told.total):,} of {told.total:,}: {told.name}"]
            words += [count(told.articles, "article")] if told.articles else []
        elif told.stage == "finding":
            words = [f"finding sentences: {told.done:,} of {count(told.total, 'article')}"]
            words += [count(told.sentences, "sentence")]
        else:
            return f"matching {count(told.sentences, 'sentence')} of {count(told.articles, 'article')}"
        if seconds >= SETTLED:
            articles = told.articles if told.stage == "reading" else told.done
            words += [_rate(articles, seconds)] if articles else []
            words += [_left(seconds, told.share)] if told.share else []
        return " · ".join(words)


def _rate(articles: int, seconds: float) -> str:
    if articles >= seconds:
        return f"{articles / seconds:,.0f} a second"
    return f"{articles / seconds * _MINUTE:,.0f} a minute"


def _left(seconds: float, share: float) -> str:
    left = seconds / share - seconds
    if round(left) < _MINUTE:
        return f"{left:.0f} s left"
    return (
        f"{left / _MINUTE:.0f} min left" if round(left / _MINUTE) < _MINUTE else f"{left / _HOUR:.1f} h left"
    )
