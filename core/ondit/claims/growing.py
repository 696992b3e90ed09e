"""Claims of a story that grows: what does not change is not found again."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ondit.claims.batches import Batches
from ondit.claims.finishing import Finishing
from ondit.claims.grouping import Meant
from ondit.claims.reader import read_ahead, read_all
from ondit.claims.reading import Places, Read, Told, reread
from ondit.claims.wordings import Day, Wordings, day_of, order_of
from ondit.garbage import collector_waiting
from ondit.model import Article, Claim, Label, Match, Sentence, Span, Statement, TimeExpression


class Growing:
    """The claims of a story, as articles come, change and go.

    They are the same as `group` makes of the articles that are there, whatever came or went before. What is
    told last costs least: for an article of a day all is told anew that was told since, but nothing earlier.
    """

    def __init__(self) -> None:
        self._reads: dict[str, Read] = {}
        self._unread: set[str] = set()
        self._articles: dict[str, Article] = {}
        self._days: dict[Day, set[str]] = defaultdict(set)
        self._order: list[Day] = []
        self._stale: set[Day] = set()
        self._statements: set[str] = set()
        self._worded: set[str] = set()
        self._meant = Meant()
        self._wordings = Wordings(self._reads)
        self._batches = Batches(self._articles, self._wordings, self._meant)
        self._finishing = Finishing(self._batches, self._wordings.texts, self._articles)

    @collector_waiting()
    def put(
        self,
        articles: Sequence[Article],
        labels: Iterable[Label],
        statements: Sequence[Statement],
        sentences: Iterable[Sentence],
        dated: Mapping[str, Sequence[TimeExpression]],
        *,
        matches: Iterable[Match] = (),
    ) -> None:
        """Put in articles that came, or of which something changed; those that did not change cost little.

        Args:
            articles: The articles.
            labels: All labels of their clauses; others are passed over, as they are of what follows.
            statements: All statements that occur in them.
            sentences: All sentences that the labels lie in, by article and place.
            dated: Their time expressions, by the article's id, in order of place.
            matches: All matches of theirs.
        """
        told = _by_article(articles, labels, statements, sentences, dated)
        self._wordings.texts.update((one.id, one.text) for one in statements)
        fresh = [one for one in told if not self._kept(one)]
        for one in fresh:
            self._forget(one.article.id)
        for one in fresh:
            self._take(Read(one, [], [], [], {}))
            self._unread.add(one.article.id)
        self._match([article.id for article in articles], matches)

    def drop(self, articles: Iterable[str]) -> None:
        """Take out articles, given by their ids; ids that are not there are passed over."""
        gone = [article for article in articles if article in self._reads]
        for article in gone:
            self._forget(article)
        self._match(gone, ())

    @collector_waiting()
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims of what is there, in order of first telling.

        What came is read now: where nothing is told yet, while what is told before it is grouped.
        """
        if self._batches.is_told:
            for one in read_all([self._reads[article].told for article in sorted(self._unread)]):
                self._hear(one)
        worded = self._worded | self._wordings.articles(self._statements)
        for article in worded & self._reads.keys():
            if not self._batches.rests(self._reads[article]):
                self._stale.add(day_of(self._articles[article]))
        self._wordings.purge(self._statements)
        self._statements.clear()
        self._worded.clear()
        if self._stale:
            last = self._batches.back(min(self._stale))
            first = bisect_right(self._order, last) if last else 0
            self._batches.tell(self._told(self._order[first:]))
            self._stale.clear()
        newest = next((day for is_unknown, day in reversed(self._order) if not is_unknown), "")
        return self._finishing.claims(newest)

    def _told(self, days: Iterable[Day]) -> Iterator[tuple[Day, list[Read]]]:
        """Yield what is told on some days, in order of telling."""
        told = [(day, self._told_on(day)) for day in days]
        unread = [article for _, articles in told for article in articles if article in self._unread]
        found = read_ahead([self._reads[article].told for article in unread])
        for day, articles in told:
            for article in articles:
                if article in self._unread:
                    self._hear(next(found))
            yield day, [self._reads[article] for article in articles]

    def _told_on(self, day: Day) -> list[str]:
        """Return the articles of a day, in order of telling."""
        return [one.id for one in sorted((self._articles[name] for name in self._days[day]), key=order_of)]

    def _hear(self, found: Read) -> None:
        """Take what was read of an article."""
        self._unread.remove(found.told.article.id)
        self._reads[found.told.article.id] = found
        self._wordings.read(found)

    def _kept(self, told: Told) -> bool:
        """Keep an article that is there as it is, with its statements as they are now; say whether it is."""
        old = self._reads.get(told.article.id)
        if old is None or told.article.id in self._unread or _content(old.told) != _content(told):
            return False
        if old.told.places.rows != told.places.rows:
            self._statements |= self._wordings.drop(old)
            made = self._reads[told.article.id] = reread(old, told.places)
            self._statements |= self._wordings.put(made)
            self._worded.add(told.article.id)
            self._batches.touched.update(one.group for one in made.assertions)
        return True

    def _take(self, found: Read) -> None:
        article = found.told.article
        self._reads[article.id] = found
        self._articles[article.id] = article
        day = day_of(article)
        if not self._days[day]:
            insort(self._order, day)
        self._days[day].add(article.id)
        self._stale.add(day)
        self._statements |= self._wordings.put(found)

    def _forget(self, article: str) -> None:
        if article not in self._reads:
            return
        self._unread.discard(article)
        self._statements |= self._wordings.drop(self._reads.pop(article))
        day = day_of(self._articles.pop(article))
        self._days[day].remove(article)
        if not self._days[day]:
            self._order.remove(day)
        self._stale.add(day)

    def _match(self, articles: Iterable[str], matches: Iterable[Match]) -> None:
        """Take the matches of some articles; what another paraphrase is of is told anew."""
        of: dict[str | None, list[Match]] = defaultdict(list)
        for match in matches:
            if match.relation == "paraphrase":
                of[match.a.article].append(match)
                of[match.b.article].append(match)
        for article in articles:
            for match in self._meant.put(article, of[article]):
                sides = {match.a.article, match.b.article} & self._articles.keys()
                self._stale.update(day_of(self._articles[side]) for side in sides if side)


def _content(told: Told) -> tuple[object, ...]:
    """Return what of an article its assertions are read of, and its claims tell."""
    article = told.article
    known = article.text, article.published, article.source, article.version_of
    return *known, told.labels, told.sentences, told.dated


def _by_article(
    articles: Sequence[Article],
    labels: Iterable[Label],
    statements: Iterable[Statement],
    sentences: Iterable[Span],
    dated: Mapping[str, Sequence[TimeExpression]],
) -> list[Told]:
    """Return what is found in each article."""
    labelled: dict[str | None, list[Label]] = {article.id: [] for article in articles}
    split: dict[str | None, list[Span]] = {article.id: [] for article in articles}
    places: dict[str | None, list[tuple[Span, str]]] = {article.id: [] for article in articles}
    for label in labels:
        if label.article in labelled:
            labelled[label.article].append(label)
    for sentence in sentences:
        if sentence.article in split:
            split[sentence.article].append(sentence)
    for statement in statements:
        for occurrence in statement.occurrences:
            if occurrence.article in places:
                places[occurrence.article].append((occurrence, statement.id))
    return [
        Told(
            article,
            sorted(labelled[article.id], key=lambda label: label.start),
            split[article.id],
            list(dated.get(article.id, ())),
            Places(places[article.id]),
        )
        for article in {article.id: article for article in articles}.values()
    ]
