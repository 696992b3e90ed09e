"""A watching that tests play: nothing is asked, and nothing waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ondit.errors import OnditError
from ondit.model import Article, Source
from ondit.watch import Event, State
from ondit_tui.watch import Standing, Tell

QUAY, TARN, FOLDER = "https://quay.example/rss", "https://tarn.example/rss", "/news"
AT = 1_700_000_000.0


def state(source: str, **more: object) -> State:
    """Return how a source stands that is well and will be asked in ten minutes."""
    well = State(
        source,
        is_feed="://" in source,
        good=AT,
        failures=0,
        fault=None,
        hint=None,
        is_gone=False,
        is_busy=False,
        wait=600.0,
    )
    return replace(well, **more)  # type: ignore[arg-type]


class FakeWatch:
    """Notes what the dashboard asks of it, and tells what a test has it tell."""

    def __init__(self, *sources: str) -> None:
        self.states = {source: state(source) for source in sources or (QUAY, TARN, FOLDER)}
        self.asked: list[str | None] = []
        self.forgotten: list[str] = []
        self.starts = self.stops = 0
        self.is_paused = False
        self.fault: OnditError | None = None
        self._tell: Tell = bool

    def start(self, tell: Tell) -> None:
        self.starts += 1
        self._tell = tell

    def stop(self) -> None:
        self.stops += 1

    def pause(self, *, is_paused: bool) -> None:
        self.is_paused = is_paused

    def ask(self, given: str | None = None) -> None:
        self.asked.append(given)

    def forget(self, given: str) -> None:
        self.forgotten.append(given)
        del self.states[given]
        self._tell(None)

    def standings(self) -> Sequence[Standing]:
        return [Standing(given, state) for given, state in self.states.items()]

    def tells(self, kind: str = "new", source: str = QUAY, **more: object) -> None:
        """Tell of something that happened at a source; something new brings an article."""
        if kind == "new":
            more = {"articles": (Article("one", "It is told.", Source("Quay News", "metadata")),), **more}
        self._tell(Event(kind, source, AT, **more))  # type: ignore[arg-type]
