"""A slice of what is read: the articles that outlets, dates and words ask for, before they are read into."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ondit.article_list import has_words
from ondit.errors import UsageError
from ondit.model import Article
from ondit.search import Named, parse
from ondit.search.finding import folded
from ondit.search.folding import fold
from ondit.search.query import KINDS, STATUSES
from ondit.search.stories import article_passes, within


def sliced(
    sources: Iterable[str] = (), start: str | None = None, end: str | None = None, search: str = ""
) -> Callable[[Article], bool]:
    """Return what says whether an article is in a slice.

    An article is in it where all of this holds. One whose date is not known is in no slice by dates.

    Args:
        sources: Names of outlets in any case of letters, of which it is told by one; none for any.
        start: ISO date, day, month or year, before which it was not published.
        end: ISO date after which it was not published (`2022-05` takes in all of May).
        search: Words, outlets and dates as `ondit.search.parse` reads them. Words are looked for in the title
            and the text, where those of a phrase may stand apart. (The list of articles looks in texts only.)

    Raises:
        UsageError: The search makes no sense, or asks for what is only found in articles later.
    """
    query = parse(search)
    if (query.kinds, query.statuses, query.speaker) != (KINDS, STATUSES, Named()):
        raise UsageError(
            "Articles have no kind:, status: or speaker: before they are read.",
            "Ask for words, source:, from: and to:; the rest filters in the dashboard.",
        )
    names = {fold(name) for name in sources}
    is_asked, has = article_passes(query), has_words(query)

    def passes(article: Article) -> bool:
        published = article.published.value if article.published else None
        return (
            within(published, start, end)
            and (not names or fold(article.source.value) in names)
            and is_asked(article)
            and (has is None or has(folded(article.title or "", article.text)))
        )

    return passes
