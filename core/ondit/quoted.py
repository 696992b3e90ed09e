"""Who is quoted in a story, to look at: listed by speakers, and told with what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import Protocol

from ondit import speakers, timeline
from ondit.kept import Kept
from ondit.listing import Group, Listing, Spot
from ondit.model import Article, Quote, Span, Statement, Story
from ondit.overrides import Anchor
from ondit.overrides.finding import standing_at
from ondit.parts import others_of
from ondit.search import finder, fold, folded, names_finder, parse
from ondit.search.stories import within
from ondit.spans import overlap, told_order
from ondit.speakers import Quotation, Speaker, Speaking, Spoken, id_of
from ondit.timeline import Filter

KEPT_FILTERS = 4


class QuotedView(Protocol):
    """What is quoted in a story, to look at."""

    def listing(self, wanted: Filter) -> Listing[Quotation]:
        """Return what is quoted and passes a filter, by speakers (`ondit.speakers`), nobody last.

        Of a filter the outlets, the speakers, the dates and the search count, and of that the words,
        `source:`, `speaker:`, `from:` and `to:`. They are asked of each quote, its speaker's name and its
        article; what is quoted passes if one of its quotes does, and where what is marked is asked for, if it
        is that itself. It has no kind, no status and no confidence.
        Its id is that of any of its quotes.

        Raises:
            UsageError: The search makes no sense.
        """

    def speaker(self, name: str | None) -> Speaker | None:
        """Return someone who is quoted by name; absent where nobody has it."""

    def quotation_at(self, place: Anchor) -> str | None:
        """Return the id of the quotation that a place in an article has; absent where it has none.

        It is that of the quote that shares most characters with it (`quote_at`).
        """

    def part(self, quotation: Quotation) -> Story:
        """Return the part of the story that a quotation is told from.

        It holds its statement, where there is one, and that one's line as a timeline would have it; the
        articles that quote it or have its words, those of which they are copies or versions, and all
        quotes of these.
        """


class WholeQuoted:
    """What is quoted in a story that is in memory.

    Args:
        story: The story.
    """

    def __init__(self, story: Story) -> None:
        self._story = story
        self._listed: Kept[Filter, Listing[Quotation]] = Kept(KEPT_FILTERS)

    def listing(self, wanted: Filter) -> Listing[Quotation]:
        """Return what is quoted and passes a filter, by speakers.

        Raises:
            UsageError: The search makes no sense.
        """
        return self._listed.of(wanted, self._listing)

    def speaker(self, name: str | None) -> Speaker | None:
        """Return a speaker by name; absent where none has it."""
        return self._by_name.get(name)

    def quotation_at(self, place: Anchor) -> str | None:
        """Return the id of the quotation that a place in an article has; absent where it has none."""
        own = self._by_article.get(place.article)
        quote = quote_at(place, self._story.article(place.article or ""), own) if own else None
        return self._of_quote[id_of(quote)] if quote else None

    def part(self, quotation: Quotation) -> Story:
        """Return the part of the story that a quotation is told from."""
        story, said = self._story, self._by_quote[quotation.quote]
        quotes = [story.quotes[number] for number in said.quotes]
        told = articles_of(quotes, said.statement)
        told |= {other for name in told for other in others_of(story.article(name or ""))}
        part = Story(
            articles=tuple(one for one in story.articles if one.id in told),
            quotes=tuple(one for one in story.quotes if one.article in told),
        )
        return with_statement(part, said.statement)

    @cached_property
    def _speaking(self) -> Sequence[Speaking]:
        return speakers.of_story(self._story)

    @cached_property
    def _by_name(self) -> Mapping[str | None, Speaker]:
        return {each.speaker.name: each.speaker for each in self._speaking}

    @cached_property
    def _by_quote(self) -> Mapping[Quote, Spoken]:
        return {self._story.quotes[one.quotes[0]]: one for each in self._speaking for one in each.said}

    @cached_property
    def _quotations(self) -> Mapping[tuple[int, ...], Quotation]:
        said = chain.from_iterable(each.said for each in self._speaking)
        return {one.quotes: self._quotation(one) for one in said}

    @cached_property
    def _by_article(self) -> Mapping[str | None, Sequence[Quote]]:
        found: dict[str | None, list[Quote]] = defaultdict(list)
        for quote in self._story.quotes:
            found[quote.article].append(quote)
        return found

    @cached_property
    def _of_quote(self) -> Mapping[str, str]:
        """The id of what each quote quotes, by its own."""
        quotes, said = self._story.quotes, chain.from_iterable(each.said for each in self._speaking)
        return {id_of(quotes[number]): id_of(quotes[one.quotes[0]]) for one in said for number in one.quotes}

    @cached_property
    def _searched(self) -> Mapping[int, str]:
        """What is searched of each quote."""
        story, found = self._story, {}
        for each in self._speaking:
            for number in chain.from_iterable(one.quotes for one in each.said):
                quote = story.quotes[number]
                outlet = story.article(quote.article or "").source.value
                found[number] = folded(story.text(quote), each.speaker.name or "", outlet)
        return found

    def _quotation(self, said: Spoken) -> Quotation:
        quotes = [self._story.quotes[number] for number in said.quotes]
        suspect = any(quote.suspect for quote in quotes)
        return speakers.quotation(self._story, quotes[0], said.statement, said.outlets, suspect=suspect)

    def _listing(self, wanted: Filter) -> Listing[Quotation]:
        passes, story = passing(wanted), self._story

        def is_found(said: Spoken, name: str | None) -> bool:
            if wanted.marked is not None and id_of(story.quotes[said.quotes[0]]) not in wanted.marked:
                return False
            return any(
                passes(self._searched[number], name, story.article(story.quotes[number].article or ""))
                for number in said.quotes
            )

        found = {
            each.speaker.name: [one for one in each.said if is_found(one, each.speaker.name)]
            for each in self._speaking
            if not wanted.speakers or not wanted.speakers.isdisjoint(each.names)
        }
        return _Quotations(story, {name: said for name, said in found.items() if said}, self._quotations)


class _Quotations:
    """Quotations in memory, by speakers."""

    def __init__(
        self,
        story: Story,
        said: Mapping[str | None, Sequence[Spoken]],
        known: Mapping[tuple[int, ...], Quotation],
    ) -> None:
        self.groups: Sequence[Group] = [Group(name, len(some)) for name, some in said.items()]
        self._said = list(said.values())
        self._known = known
        self._places = {
            id_of(story.quotes[number]): Spot(group, at)
            for group, some in enumerate(self._said)
            for at, one in enumerate(some)
            for number in one.quotes
        }

    def items(self, group: int, start: int, count: int) -> Sequence[Quotation]:
        """Return so many quotations of a speaker, from one on; fewer at the end."""
        return [self._known[one.quotes] for one in self._said[group][start : start + count]]

    def place(self, identifier: str) -> Spot | None:
        """Return where the quotation of a quote stands, by that one's id; absent where it is not listed."""
        return self._places.get(identifier)


def articles_of(quotes: Iterable[Quote], statement: Statement | None) -> set[str | None]:
    """Return the ids of the articles in which quotes stand, and the occurrences of their statement."""
    return {span.article for span in (*quotes, *(statement.occurrences if statement else ()))}


def quote_at(place: Anchor, article: Article, quotes: Iterable[Quote]) -> Quote | None:
    """Return the quote that a place in an article has; absent where it has none, or its words are gone.

    Of those that share most characters with it the shortest, then the first.

    Args:
        place: The place.
        article: Its article.
        quotes: The article's quotes.
    """
    here = standing_at(place, {article.id: article})
    if here is None:
        return None
    shared = ((overlap(one, here), one.start - one.end, -one.start, one) for one in quotes)
    best = max(shared, key=lambda found: found[:3], default=None)
    return best[-1] if best and best[0] else None


def places(part: Story, said: Quotation) -> tuple[Span, ...]:
    """Return every place that has the words of a quotation, first told first.

    The occurrences of its statement, then the quotes of the same words that stand in none of them.

    Args:
        part: The part of the story that it is told from (`QuotedView.part`).
        said: The quotation.
    """
    told = timeline.mentions(part, part.timeline[0]) if part.timeline else ()
    alike = fold(said.text)
    quotes = (one for one in part.quotes if one == said.quote or fold(part.text(one)) == alike)
    own = [one for one in quotes if not any(overlap(one, span) for span in told)]
    articles = {article.id: article for article in part.articles}
    return tuple(sorted((*told, *own), key=lambda span: told_order(span, articles)))


def with_statement(part: Story, statement: Statement | None) -> Story:
    """Return a part of a story with a statement, and with its line as a timeline would have it."""
    if statement is None:
        return part
    articles = {article.id: article for article in part.articles}
    return replace(part, statements=(statement,), timeline=(timeline.of_statement(statement, articles),))


def passing(wanted: Filter) -> Callable[[str, str | None, Article], bool]:
    """Return what says whether a filter lets a quote through: by what is searched, the speaker, the article.

    Raises:
        UsageError: The search makes no sense.
    """
    query = parse(wanted.search)
    words, outlets, names = finder(query), names_finder(query.source), names_finder(query.speaker)

    def passes(searched: str, name: str | None, article: Article) -> bool:
        source = article.source.value
        published = article.published.value if article.published else None
        return (
            (not wanted.sources or source in wanted.sources)
            and within(published, wanted.start, wanted.end)
            and within(published, query.start, query.end)
            and outlets((source,))
            and names((name,) if name else ())
            and words(searched)
        )

    return passes
