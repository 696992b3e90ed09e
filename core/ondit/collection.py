"""The story of a store: found anew where something changed, and else as it was kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ondit import pipeline
from ondit.errors import StoreError
from ondit.findings import find
from ondit.model import Story
from ondit.progress import Finding, Report
from ondit.store import Store
from ondit.store.making import made_of

AT_ONCE = 50
"""Articles whose findings are kept together: so many are read again, at the most, where work was cut off."""


def story_of(
    store: Store,
    *,
    within: int | None = None,
    report: Report | None = None,
    ongoing: pipeline.Ongoing | None = None,
) -> Story:
    """Return the story of a store's articles, as its reader's overrides have it.

    It is the same as `pipeline.build` makes of them. What is found in an article by itself is found once and
    kept; the story is kept, too, and read where neither articles nor overrides changed since. A store that
    may not be written is read all the same.

    Args:
        store: The store.
        within: Compare only articles that were published within so many days of each other; such a story is
            not kept.
        report: Called as the work goes on.
        ongoing: What was worked out for the story before, as a process keeps it that asks again and again.

    Raises:
        StoreError: The store cannot be read.
    """
    story = kept_story(store) if within is None else None
    if story:
        return story
    of = made_of(store.contents())
    with suppress(StoreError):
        keep_findings(store, report=report)
    known = store.findings()
    story = pipeline.build(
        store.articles(), within=within, report=report, given=store.overrides(), known=known, ongoing=ongoing
    )
    if within is None:
        with suppress(StoreError):
            store.keep_story(story, of, known)
    return story


def kept_story(store: Store) -> Story | None:
    """Return the story that a store keeps, where nothing changed since; absent where it is to be found anew.

    Raises:
        StoreError: The store cannot be read.
    """
    return store.story(made_of(store.contents()))


def keep_findings(
    store: Store, *, report: Report | None = None, is_stopped: Callable[[], bool] = bool
) -> None:
    """Find and keep what is in articles by themselves, where that is not kept yet.

    Args:
        store: The store.
        report: Called behind each article.
        is_stopped: Says whether to leave off and keep what was found; it is found later, then.

    Raises:
        StoreError: The store cannot be read or written.
    """
    told = Finding(report, store.count_unread())
    while not is_stopped() and (articles := store.unread(AT_ONCE)):
        found = {}
        for article in articles:
            found[article.id] = find(article)
            told.one(len(found[article.id].sentences))
        store.keep_findings(found)
