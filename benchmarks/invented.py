"""Invented stories of any length, in memory and in stores."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ondit.model import Story
    from ondit.views import StoryView

WORDS = "the a harbour bridge ferry council plans opens denies sells mayor week price report strike".split()


def story_of(count: int, days: int) -> Story:
    """Return a story of so many entries on so many days; without a day, all are undated.

    What is told by one object where articles are read is told by one here, too: ids, dates, outlets.
    """
    from ondit.model import Article, Claim, Published, Source, Span, Story, TimelineEntry

    chance = random.Random(8)  # noqa: S311 - the same every time
    outlets = [Source(f"Outlet {number:03d}", "metadata") for number in range(300)]
    last = date(2026, 5, 23)
    published = [
        Published((last - timedelta(day)).isoformat(), "day", "metadata") for day in range(days)
    ] or [None]
    articles, claims, entries = [], [], []
    for number in range(count):
        text = f"{' '.join(chance.choices(WORDS, k=14))} {number}."
        kind = chance.choice(("announcement", "rumour", "neither"))
        when = published[number * len(published) // count]
        day = when.value if when else None
        outlet, article, claim = outlets[chance.randrange(300)], f"a{number}", f"c{number}"
        articles.append(Article(article, text, outlet, published=when))
        sure, matters = chance.random(), chance.randrange(4) / 2
        mention = Span(0, len(text), article)
        claims.append(Claim(claim, text, kind, "open", None, (mention,), confidence=sure))
        told = (outlet.value,)
        entries.append(
            TimelineEntry(f"t-{claim}", claim, None, kind, sure, day, None, told, text, importance=matters)
        )
    return Story(articles=tuple(articles), claims=tuple(claims), timeline=tuple(entries))


def view_of(count: int, days: int, place: str) -> StoryView:
    """Return a view of such a story, of the store that keeps it where one is named."""
    if not place:
        from ondit.whole import WholeStory

        return WholeStory(story_of(count, days))
    from ondit.store import open_store
    from ondit.store.stored import StoredStory

    with open_store(place) as store:
        return StoredStory(store)


def keep(count: int, days: int, place: str) -> None:
    """Keep such a story in a store."""
    from ondit.store import open_store

    story = story_of(count, days)
    with open_store(place) as store:
        store.add(story.articles)
        store.keep_story(story, "invented", {})
