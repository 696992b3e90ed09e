"""Ids: the same input gives the same ones, and no article is told twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from ondit.ingest.drafts import Draft
from ondit.model import Article, Problem

_DIGITS = 12


def settle(drafts: Iterable[Draft]) -> Iterator[Article | Problem]:
    """Yield an article with its id for each draft, in order; of the same article only the first.

    An article is the same as one before if URL, source, title and text are the same and no two different
    ids were given. The same text from two outlets is two articles.

    A given id that only one article has becomes its id. Otherwise the id is made of the URL, else of
    source, title and text, and of nothing else: moving a file changes no id. Where that id is taken (a
    page that was read twice with different texts), `-2`, `-3` and so on follow it, in order.
    """
    kept: list[Draft] = []
    first: dict[tuple[str | None, str, str | None, str], Draft] = {}
    for draft in drafts:
        before = first.setdefault((draft.url, draft.source.value, draft.title, draft.text), draft)
        if before is draft or (draft.id and before.id and draft.id != before.id):
            kept.append(draft)
        else:
            yield draft.place.problem(
                f"It is the same article as {_where(before)}; it was left out.", "Leave one of the two out."
            )
    given = Counter(draft.id for draft in kept if draft.id)
    taken = {name for name, count in given.items() if count == 1}
    for draft in kept:
        name = draft.id if draft.id and given[draft.id] == 1 else None
        if draft.id and not name:
            yield draft.place.problem(
                f'Its id "{draft.id}" is that of another article too; it got one of its own.',
                "Give every article an id of its own.",
            )
        yield _article(draft, name or _free(_derived(draft), taken))


def _derived(draft: Draft) -> str:
    content = (
        ("url", draft.url.partition("#")[0])
        if draft.url
        else (draft.source.value, draft.title or "", draft.text)
    )
    return hashlib.sha256("\0".join(content).encode()).hexdigest()[:_DIGITS]


def _free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, and take it."""
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    taken.add(free)
    return free


def _where(draft: Draft) -> str:
    line = f", line {draft.place.line}" if draft.place.line else ""
    return f"{draft.place.name}{line}"


def _article(draft: Draft, name: str) -> Article:
    return Article(
        id=name,
        text=draft.text,
        source=draft.source,
        path=draft.place.path,
        url=draft.url,
        title=draft.title,
        author=draft.author,
        published=draft.published,
        language=draft.language,
    )
