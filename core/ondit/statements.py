"""Statements: one wording and its variants, clustered around the wording that tells most of it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ondit.matching import normalise, relation
from ondit.matching.containment import best_run
from ondit.matching.vocabulary import content_words
from ondit.model import Article, First, Match, Occurrence, Quote, Relation, Sentence, Span, Statement
from ondit.spans import day, earliest, overlap, same_time, share, told_order
from ondit.text import words

MIN_CONTENT_WORDS = 3
LONG_RUN_WORDS = 8
HOST_SHARE = 0.5
WHOLE_SHARE = 0.8
RUN_SIMILARITY = 85.0


@dataclass(frozen=True, slots=True)
class _Link:
    """A match seen from one of its sentences: the span here, the row there, the span there."""

    here: Span
    row: int
    there: Span


@dataclass(frozen=True, slots=True)
class _Core:
    """A candidate for a statement's text: where its wording stands, and what matches it directly."""

    row: int
    span: Span
    links: tuple[_Link, ...]
    rank: tuple[int, bool, int, int, int]


def cluster(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    matches: Sequence[Match],
) -> tuple[Statement, ...]:
    """Cluster matches into statements.

    Every occurrence matches the statement's own text directly, so that statements do not chain: where A
    resembles B, and B resembles C, but A does not resemble C, no statement holds A and C unless it is
    B's. The wording that most outlets share is taken first, among those the fullest, less a reporter's
    words around a quote. A sentence that merges two others is the text of no statement;
    it holds an occurrence of either. A match whose facts differ, or that has too few content words to be
    more than a phrase, is no evidence.

    Args:
        articles: The story's articles.
        sentences: The rows that the matches speak of.
        quotes: The story's quotes.
        matches: Matches between rows, `a` and `b` as spans of articles.

    Returns:
        Statements, those told by most articles first, then by text and place.
    """
    texts = _Texts(articles, sentences, quotes)
    links = _links(texts, matches)
    taken: dict[int, list[Span]] = defaultdict(list)
    found = []
    while core := max(_cores(texts, links, taken), key=lambda candidate: candidate.rank, default=None):
        found.append(_draft(texts, core))
        taken[core.row].append(core.span)
        for link in core.links:
            taken[link.row].append(link.there)
    statements = [_statement(texts, draft) for draft in _mark_merged(found)]
    return tuple(sorted(statements, key=lambda s: (-len(s.occurrences), s.text, s.id)))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement in the making: its occurrences with the rows of their sentences, its own first."""

    wording: str
    occurrences: tuple[tuple[int, Occurrence], ...]


class _Texts:
    """Look-ups that the clustering needs: texts of spans, outlets, quotes of an article."""

    def __init__(
        self, articles: Sequence[Article], sentences: Sequence[Sentence], quotes: Sequence[Quote]
    ) -> None:
        self.articles = {article.id: article for article in articles}
        self.sentences = sentences
        self.quotes: Mapping[str, list[Quote]] = defaultdict(list)
        for quote in quotes:
            self.quotes[quote.article or ""].append(quote)

    def text(self, span: Span) -> str:
        """Return the words of a span."""
        return self.articles[span.article or ""].text[span.start : span.end]

    def quoted(self, span: Span) -> Span | None:
        """Return the part of a span that lies in the quote that covers most of it."""
        parts = [
            Span(max(span.start, q.start), min(span.end, q.end), span.article)
            for q in self.quotes[span.article or ""]
            if overlap(q, span)
        ]
        return max(parts, key=lambda part: (part.end - part.start, -part.start), default=None)


def _links(texts: _Texts, matches: Iterable[Match]) -> dict[int, list[_Link]]:
    links: dict[int, list[_Link]] = defaultdict(list)
    for found in matches:
        if _is_evidence(texts, found):
            links[found.left].append(_Link(found.a, found.right, found.b))
            links[found.right].append(_Link(found.b, found.left, found.a))
    return links


def _is_evidence(texts: _Texts, found: Match) -> bool:
    """Say whether a match makes a statement, and not only a phrase that two texts share.

    Rule: its facts agree; the shorter side has three content words or more; and it is long, or most of
    one of the sentences, or quoted in one of them.

    Example: “a long-term strategic partnership” in marks in one article is evidence; "as a result of the"
    and "arrive in July this year", half a clause without marks, are not.
    Known failure: a formula of eight words or more ("was not immediately available for comment on
    Monday") passes.
    """
    if found.differs:
        return False
    wordings = texts.text(found.a), texts.text(found.b)
    if min(len(content_words(wording)) for wording in wordings) < MIN_CONTENT_WORDS:
        return False
    if min(len(words(wording)) for wording in wordings) >= LONG_RUN_WORDS:
        return True
    return any(
        share(span, texts.sentences[row]) >= HOST_SHARE or _mostly_quoted(texts, span)
        for span, row in ((found.a, found.left), (found.b, found.right))
    )


def _mostly_quoted(texts: _Texts, span: Span) -> bool:
    part = texts.quoted(span)
    return part is not None and share(part, span) >= HOST_SHARE


def _cores(
    texts: _Texts, links: Mapping[int, list[_Link]], taken: Mapping[int, list[Span]]
) -> Iterable[_Core]:
    for row in links:
        free = tuple(
            link
            for link in links[row]
            if not _is_taken(link.here, taken.get(row, ()))
            and not _is_taken(link.there, taken.get(link.row, ()))
        )
        if free and not _merges(texts, free):
            yield _core(texts, row, free)


def _is_taken(span: Span, taken: Iterable[Span]) -> bool:
    return any(share(other, span) >= HOST_SHARE for other in taken)


def _merges(texts: _Texts, links: Sequence[_Link]) -> bool:
    """Say whether two sentences that stand for themselves elsewhere are matched by parts that do not meet."""
    wholes = [link.here for link in links if share(link.there, texts.sentences[link.row]) >= WHOLE_SHARE]
    return any(not overlap(a, b) for a in wholes for b in wholes)


def _core(texts: _Texts, row: int, links: tuple[_Link, ...]) -> _Core:
    span = _wording(texts, texts.sentences[row], links)
    outlets = {texts.articles[span.article or ""].source.value}
    outlets |= {texts.articles[link.there.article or ""].source.value for link in links}
    matched = max(share(link.here, span) for link in links)
    context = len(words(texts.text(texts.sentences[row])))
    rank = (len(outlets), matched >= HOST_SHARE, len(words(texts.text(span))), -context, -row)
    return _Core(row, span, links, rank)


def _wording(texts: _Texts, sentence: Sentence, links: Iterable[_Link]) -> Span:
    """Return the sentence, or only its quoted words where these are what is matched.

    Rule: every matched run that is less than the sentence lies in the quote; where there is no such run,
    the quote is most of the sentence.

    Example: of `“The gate holds,” said Ilse Morrow, who runs the port.` matched by `The gate holds.`, the
    quoted words. Must not: of `The gate “holds”, she said` matched as a whole, the quoted word alone.
    """
    whole = Span(sentence.start, sentence.end, sentence.article)
    quoted = texts.quoted(whole)
    if quoted is None:
        return whole
    runs = [link.here for link in links if share(link.here, whole) < WHOLE_SHARE]
    if runs:
        return quoted if all(share(quoted, run) >= WHOLE_SHARE for run in runs) else whole
    return quoted if share(quoted, whole) > HOST_SHARE else whole


def _draft(texts: _Texts, core: _Core) -> _Draft:
    """Take the best occurrence of each article."""
    wording = texts.text(core.span)
    best: dict[str | None, tuple[int, Occurrence]] = {}
    for link in core.links:
        occurrence = _occurrence(texts, wording, _less_wrapping(texts, wording, link))
        known = best.get(occurrence.article)
        if known is None or _preference(occurrence) > _preference(known[1]):
            best[occurrence.article] = (link.row, occurrence)
    own = Occurrence(core.span.start, core.span.end, core.span.article)
    return _Draft(wording, ((core.row, own), *best.values()))


def _less_wrapping(texts: _Texts, wording: str, link: _Link) -> Span:
    """Return where a wording occurs in a matched sentence, less a reporter's words around it.

    Rule: what stands before the first word of the wording, or behind its last, is not part of it; nor is
    what stands outside the quote in which the shared run lies.

    Example: `“The gate holds well,”` of `“The gate holds well,” she added on the quay.`
    Must not: shorten a back-translation, whose words differ throughout.
    """
    sentence = texts.sentences[link.row]
    here, there = words(wording), words(texts.text(sentence))
    run = best_run(here, there, RUN_SIMILARITY)
    if run is None or run[1] - run[0] < HOST_SHARE * min(len(here), len(there)):
        return link.there
    first_word, behind = there.starts[run[2]], there.ends[run[3] - 1]
    place = Span(sentence.start + first_word, sentence.start + behind, sentence.article)
    start = place.start if run[0] == 0 else min(link.there.start, place.start)
    end = place.end if run[1] == len(here) else max(link.there.end, place.end)
    quoted = texts.quoted(place)
    if quoted and share(quoted, place) >= WHOLE_SHARE and (host := texts.quoted(sentence)):
        start, end = max(start, host.start), min(end, host.end)
    return Span(start, end, sentence.article)


def _preference(occurrence: Occurrence) -> tuple[float, int]:
    return (occurrence.similarity, -occurrence.start)


def _occurrence(texts: _Texts, wording: str, span: Span) -> Occurrence:
    text = texts.text(span)
    similarity = fuzz.ratio(normalise(wording), normalise(text))
    return Occurrence(
        span.start, span.end, span.article, _variant(texts, wording, span), round(similarity, 1)
    )


def _variant(texts: _Texts, wording: str, span: Span) -> Relation:
    """Name the variant; the same words with only a part of them in quotation marks are a fragment."""
    variant = relation(wording, texts.text(span))
    quoted = texts.quoted(span)
    if variant in ("verbatim", "trimmed") and quoted and share(quoted, span) < WHOLE_SHARE:
        return "fragment"
    return variant


def _mark_merged(drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """Mark the occurrences whose sentence holds another statement's occurrence, too."""
    hosted = Counter(row for draft in drafts for row, _ in draft.occurrences)
    for draft in drafts:
        (own_row, own), *others = draft.occurrences
        marked = [(row, replace(o, variant="merged") if hosted[row] > 1 else o) for row, o in others]
        yield _Draft(draft.wording, ((own_row, own), *marked))


def _statement(texts: _Texts, draft: _Draft) -> Statement:
    own = draft.occurrences[0][1]
    mark = f"{own.article}\0{own.start}\0{draft.wording}"
    occurrences = sorted((o for _, o in draft.occurrences), key=lambda o: told_order(o, texts.articles))
    return Statement(
        id="s-" + hashlib.sha256(mark.encode()).hexdigest()[:10],
        text=draft.wording,
        occurrences=tuple(occurrences),
        first=first(occurrences, texts.articles),
    )


def first(spans: Iterable[Span], articles: Mapping[str, Article]) -> First:
    """Say who had something first: all that share the earliest date, at its granularity.

    Articles without a date are first only where no article has one.
    """
    ids = sorted({span.article or "" for span in spans})
    published = earliest(articles[identifier] for identifier in ids)
    if published is None:
        return First(tuple(ids), None)
    ties = (i for i in ids if (date := day(articles[i])) and same_time(date, published))
    return First(tuple(ties), published)
