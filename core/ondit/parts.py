"""The part of a story that one entry of its timeline is told from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from ondit.model import Article, Claim, Label, Quote, Statement, Story, TimelineEntry
from ondit.places import Places

T = TypeVar("T", Label, Quote)


class Parts:
    """Finds the parts of a story, each in a time that the story's size makes no longer.

    Args:
        story: The whole story.
    """

    def __init__(self, story: Story) -> None:
        self._story = story

    def of(self, entry: TimelineEntry) -> Story:
        """Return the part that an entry's account needs, in the story's order.

        It holds the entry, its claim and statement, the claims that settle or contradict it, the articles
        that tell it, those of which they are copies or later versions, and all quotes and labels of these.
        """
        claim = self.claims.find(entry.claim)
        statement = self._statements.get(entry.statement or "")
        spans = (*(claim.mentions if claim else ()), *(statement.occurrences if statement else ()))
        told = {span.article for span in spans if self._articles.place(span.article) is not None}
        told |= {one for name in told for one in others_of(self._articles.get(name))}
        places = sorted(place for one in told if (place := self._articles.place(one)) is not None)
        articles = [self._story.articles[place] for place in places]
        return Story(
            articles=tuple(articles),
            statements=(statement,) if statement else (),
            quotes=tuple(quote for one in articles for quote in self._quotes.get(one.id, ())),
            labels=tuple(label for one in articles for label in self._labels.get(one.id, ())),
            claims=self._with_others(claim) if claim else (),
            timeline=(entry,),
        )

    def _with_others(self, claim: Claim) -> tuple[Claim, ...]:
        """Return a claim with those that settle or contradict it."""
        identifiers = {claim.id, claim.settled_by, *claim.contradicts}
        places = sorted(place for one in identifiers if (place := self.claims.place(one)) is not None)
        return tuple(self._story.claims[place] for place in places)

    @cached_property
    def claims(self) -> Places[Claim]:
        """The story's claims by their ids."""
        return Places(self._story.claims)

    @cached_property
    def _articles(self) -> Places[Article]:
        return Places(self._story.articles)

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self._story.statements}

    @cached_property
    def _labels(self) -> Mapping[str | None, Sequence[Label]]:
        return _by_article(self._story.labels)

    @cached_property
    def _quotes(self) -> Mapping[str | None, Sequence[Quote]]:
        return _by_article(self._story.quotes)


def others_of(article: Article) -> set[str]:
    """Return the ids of the articles of which one is a copy or a later version."""
    return {one for one in (article.copy_of, article.version_of) if one}


def _by_article(spans: Iterable[T]) -> Mapping[str | None, Sequence[T]]:
    found: dict[str | None, list[T]] = defaultdict(list)
    for span in spans:
        found[span.article].append(span)
    return found
