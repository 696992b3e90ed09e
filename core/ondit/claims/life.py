"""The life of a claim: first seen, repeated, settled, told again all the same; and how well it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ondit.claims.verdicts import Settling
from ondit.model import Article, Claim, Event, Span, Standing, Step
from ondit.periods import period, same_time
from ondit.spans import day
from ondit.versions import told_once


def history(
    claim: Claim, settling: Settling | None, told: Sequence[Span], articles: Mapping[str, Article]
) -> tuple[Event, ...]:
    """Return the life of a claim, step by step.

    Rule: it is first seen on the earliest day that is known, with all mentions of that day, for a day gives
    no order within it; repeated on each later day; settled where the announcement that settles it was first
    told. A rumour that is told after that day is a zombie. An expired one ends with the last day that it
    spoke of. Mentions whose day is not known come last. A later version of a page repeats nothing of what an
    earlier one tells.

    Args:
        claim: The claim, with its mentions in order.
        settling: What settled it.
        told: Where the announcement that settled it is told, in order.
        articles: The story's articles by id.

    Returns:
        Events in order of time, the settling one behind the mentions of its day.
    """
    settled = day(articles[told[0].article or ""]) if told else None
    steps = list(_tellings(claim, settled, articles))
    if settling and claim.settled_by:
        step = Event(settling.status, settled, tuple(told[:1]), claim.settled_by)  # type: ignore[arg-type]
        at = sum(event.published is not None and event.published <= (settled or "") for event in steps)
        steps.insert(max(1, at), step)
    elif settling:
        spoken_of = period(claim.target or "")
        steps.append(Event("expired", spoken_of[1].isoformat() if spoken_of else None, ()))
    return tuple(steps)


def _tellings(claim: Claim, settled: str | None, articles: Mapping[str, Article]) -> Iterator[Event]:
    """Yield the days on which a claim was told, the undated ones last."""
    told: dict[str | None, list[Span]] = defaultdict(list)
    for span in told_once(claim.mentions, articles):
        told[day(articles[span.article or ""])].append(span)
    dates = sorted((date for date in told if date), key=_end)
    step: Step = "first seen"
    for date in _first_with_its_ties(dates, told):
        late = settled is not None and date > settled and not same_time(date, settled)
        yield Event("zombie" if late and claim.kind == "rumour" else step, date, tuple(told[date]))
        step = "repeated"
    if None in told:
        yield Event(step, None, tuple(told[None]))


def _first_with_its_ties(dates: Sequence[str], told: dict[str | None, list[Span]]) -> list[str]:
    """Put what was told in the month or year of the first day to that day, for either may have been first."""
    if not dates:
        return []
    tied = [date for date in dates[1:] if len(date) < len(dates[0]) and same_time(date, dates[0])]
    for date in tied:
        told[dates[0]] += told.pop(date)
    return [date for date in dates if date not in tied]


def _end(date: str) -> tuple[str, str]:
    """Return by when at the latest something of a date was told."""
    days = period(date)
    return (days[1].isoformat() if days else date, date)


def standing(claim: Claim, articles: Mapping[str, Article]) -> Standing:
    """Say how well a claim stands.

    Returns:
        `contradicted` where it is denied or superseded, or where another claim speaks against it and none
        confirmed it; `on the record` where a principal said it, first or to confirm it; else whether several
        outlets or one tell it.
    """
    if claim.status in ("denied", "superseded") or (claim.contradicts and claim.status != "confirmed"):
        return "contradicted"
    if claim.kind == "announcement" or claim.status == "confirmed":
        return "on the record"
    outlets = {articles[span.article or ""].source.value for span in claim.mentions}
    return "several outlets" if len(outlets) > 1 else "one outlet"
