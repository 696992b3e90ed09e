"""What a view lists, as it is written: the excerpts of claims, quotations and articles, one after the other.

Of the story no more than a few items and the part of one of them are in memory at a time, where the view
holds no more of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ondit.article_list import ArticleView
from ondit.export.excerpts import Excerpt, excerpts_of_entry, excerpts_of_quotation
from ondit.listing import every
from ondit.model import Article
from ondit.quoted import QuotedView
from ondit.timeline import Filter
from ondit.views import StoryView


def excerpts_of_claims(view: StoryView, wanted: Filter) -> Iterator[Excerpt]:
    """Yield the words of every place that tells a claim that passes, in the order in which they are listed.

    Raises:
        OnditError: The story cannot be read.
    """
    for told in every(view.claims(wanted)):
        yield from excerpts_of_entry(view.part(told.entry), told.entry)


def excerpts_of_quotations(view: QuotedView, wanted: Filter) -> Iterator[Excerpt]:
    """Yield the words of every place that has what was said and passes, speaker by speaker.

    Raises:
        OnditError: The story cannot be read.
    """
    for said in every(view.listing(wanted)):
        yield from excerpts_of_quotation(view.part(said), said)


def articles_listed(view: ArticleView, wanted: Filter) -> Iterator[Article]:
    """Yield the articles that pass, in the order in which they are listed.

    Raises:
        OnditError: The story cannot be read.
    """
    found = (view.article(item.id) for item in every(view.listing(wanted)))
    yield from (article for article in found if article)


def excerpts_of_article(view: StoryView, article: str) -> Iterator[Excerpt]:
    """Yield the words with which an article tells each of its entries, in the order of their places.

    Args:
        view: The story.
        article: The article's id.

    Raises:
        OnditError: The story cannot be read.
    """
    for entry in view.published.told_in(article):
        told = excerpts_of_entry(view.part(entry), entry)
        yield from (one for one in told if one.article.id == article)
