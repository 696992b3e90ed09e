"""Reading into a store: one article after another, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path

from ondit import ingest
from ondit.collection import keep_findings
from ondit.errors import InputError
from ondit.model import Article, Problem
from ondit.progress import Progress, Report
from ondit.store import Added, open_store
from ondit.store.copying import back_up_if_due

NOTHING = Added(0, 0)


@dataclass(slots=True)
class Outcome:
    """What became of some inputs.

    Attributes:
        read: How many articles each input gave, in the order of the inputs.
        problems: What could not be read, and what was left out.
        kept: What the store took.
        apart: How many articles were not asked for.
    """

    read: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: Added = NOTHING
    apart: int = 0
    _articles: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether not one article came to the store."""
        return self.kept is NOTHING

    def hear(self, told: Progress) -> None:
        """Count what an input gave."""
        if told.articles > self._articles:
            self.read[told.name] = self.read.get(told.name, 0) + told.articles - self._articles
            self._articles = told.articles

    def less_problems(
        self, items: Iterable[Article | Problem], is_asked: Callable[[Article], bool]
    ) -> Iterator[Article]:
        """Yield the articles that are asked for, count the others, and note the problems."""
        for item in items:
            if isinstance(item, Problem):
                self.problems.append(item)
            elif is_asked(item):
                yield item
            else:
                self.apart += 1


def add(
    paths: list[str],
    place: Path,
    *,
    strict: bool,
    report: Report | None,
    reach: ingest.Reach,
    is_asked: Callable[[Article], bool] = lambda _: True,
) -> Outcome:
    """Read inputs into a store; the store is opened once all are read, and takes all or nothing.

    Of what is read only those articles are kept that are asked for.

    Raises:
        InputError: With `strict`, at the first problem; nothing is added.
        StoreError: The store cannot take them; it is as it was.
    """
    outcome = Outcome()

    def hear(told: Progress) -> None:
        outcome.hear(told)
        if report:
            report(told)

    read = ingest.stream(paths, strict=strict, report=hear, reach=reach)
    articles = outcome.less_problems(read, is_asked)
    first = next(articles, None)
    if first is not None:
        back_up_if_due(place)
        with open_store(place) as store:
            outcome.kept = store.add(chain([first], articles), read_on=today())
            keep_findings(store, report=report, is_stopped=reach.is_stopped)
    return outcome


def today() -> str:
    """Return the day that it is where this runs, ISO."""
    return datetime.now().astimezone().date().isoformat()


def nothing_read(outcome: Outcome) -> InputError:
    """Return the error that says that there was not one article, or none that was asked for."""
    if outcome.apart:
        what = f"None of the {outcome.apart:,} articles that were read passes; the store is as it was."
        return InputError(what, "Ask for other outlets, dates or words.")
    hint = "The lines above say why." if outcome.problems else "Name files that hold articles."
    return InputError("No article was read, and the store is as it was.", hint)
