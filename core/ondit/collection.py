"""The story of a store: found anew where something changed, and else as it was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from ondit import pipeline
from ondit.errors import StoreError
from ondit.findings import find
from ondit.matching import semantic
from ondit.model import Article, Findings, Story
from ondit.progress import Progress, Report
from ondit.store import Store
from ondit.store.making import maker

AT_ONCE = 50
"""Articles whose findings are kept together: so many are read again, at the most, where work was cut off."""


def story_of(store: Store, *, within: int | None = None, report: Report | None = None) -> Story:
    """Return the story of a store's articles, as its reader's overrides have it.

    It is the same as `pipeline.build` makes of them. What is found in an article by itself is found once and
    kept; the story is kept, too, and read where neither articles nor overrides changed since. A store that
    may not be written is read all the same.

    Args:
        store: The store.
        within: Compare only articles that were published within so many days of each other; such a story is
            not kept.
        report: Called as the work goes on.

    Raises:
        StoreError: The store cannot be read.
    """
    of = f"{store.contents()} {maker()} {semantic.available()}"
    known = store.findings()
    kept = store.story(of, known) if within is None else None
    if kept:
        return kept
    articles = store.articles()
    known = _found(store, articles, known, report)
    story = pipeline.build(articles, within=within, report=report, given=store.overrides(), known=known)
    if within is None:
        with suppress(StoreError):
            store.keep_story(story, of, known)
    return story


def keep_findings(store: Store, articles: Sequence[Article], report: Report | None = None) -> None:
    """Find and keep what is in articles by themselves, where that is not kept yet.

    Raises:
        StoreError: The store cannot be read.
    """
    _found(store, articles, store.findings(), report)


def _found(
    store: Store, articles: Sequence[Article], known: Mapping[str, Findings], report: Report | None
) -> dict[str, Findings]:
    """Return what is found in each article by itself; what is found anew is kept where that may be."""
    found = dict(known)
    missing = [article for article in articles if article.id not in known]
    done = sentences = 0
    for some in _batches(missing):
        new = {}
        for article in some:
            own = new[article.id] = find(article)
            done, sentences = done + 1, sentences + len(own.sentences)
            if report:
                share = done / len(missing)
                report(Progress("finding", done, len(missing), len(missing), sentences, "", share))
        with suppress(StoreError):
            store.keep_findings(new)
        found |= new
    return found


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[first : first + AT_ONCE] for first in range(0, len(articles), AT_ONCE))
