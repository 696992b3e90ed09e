"""Derivation: how much of an article is a release's wording, and whether it says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ondit.growing import Keep, anew
from ondit.model import Article, Credit, Derivation, Grade, Match, Sentence, Span
from ondit.provenance.moments import before, moment
from ondit.provenance.releases import is_own
from ondit.text import words

RUN = 3
"""Words in a row that two passages share, below which they share none."""
WHOLLY = 0.8
PARTLY = 0.1
EMBARGO = 1
"""Days by which an article that has a release may be dated before it."""

_FEW = PARTLY / 2
_WHOLE = frozenset({"verbatim", "fragment", "translated"})
_SAYS_SO = re.compile(
    r"\b(?:press|media|news|joint) (?:release|statement)\b"
    r"|\b(?:in|from|to) (?:a|an|its|their|the) (?:\w{1,20} )?statement\b"
    r"|\b(?:statement|release|announcement) (?:said|says|read|reads)\b",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"\b(\w+)\s+(?:(?:has|have|had|also|today|yesterday|on\s\w{6,9})\s+){0,2}"
    r"(?:announced|confirmed|said|says|stated)\b"
)
_BODIES = frozenset("company companies firm firms authority agency ministry department".split())
_Passages = Sequence[tuple[Match, Span, Span]]
_Pairs = dict[tuple[str, str], list[tuple[Match, Span, Span]]]


def derive(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    matches: Iterable[Match],
    found: Sequence[Credit],
    keep: Keep = anew,
) -> tuple[Derivation, ...]:
    """Say which share of each article is a release's wording, and grade it as METER does.

    Rule: of the words of an article's news (sentences that are no boilerplate) those count that stand in
    passages which match passages of the release, each word once: all words of a passage that is verbatim, a
    fragment or a translation there and back; of one that is trimmed, edited or merged, which may be a whole
    sentence, the runs of three words that the release's has, too. METER (Gaizauskas et al. 2001) calls a text
    wholly derived whose facts all come from the agency's copy, partly derived where some do. Its readers
    judged by facts, and wording tells less: from eight words in ten on (the share at which `copies` takes a
    text for another's) an article is wholly derived, for the rest is what any desk adds; from one in ten on
    partly: a quotation and a line beside it in a short report. Names with their roles, formulas and what was
    known before make less (0.09 at the most in the sample stories, where reports that had the release begin
    at 0.13). Articles known to be earlier than the release are left out, but not those of the day before
    without a time zone, or that credit it: releases go out under embargo, and pages date by their own clock.

    Example: a report that runs the release's quotes and figures between two paragraphs of its own: partly.
    Must not: a report of two weeks before, which tells the same in other words.
    Known failures: wording taken from a copy of the release counts as the release's; one rewritten
    throughout is graded too low; an article that names any "press release", or says that "the company said",
    is taken to name this one; the day-old report that a release answers in its own words.

    Args:
        articles: The story's articles.
        sentences: Their sentences.
        matches: The matches between them; those by meaning alone count for nothing.
        found: The credits in the articles, as `provenance.credits.find` gives them.
        keep: Asks which articles are releases.

    Returns:
        Derivations by article and release; those of grade "not" only where the article credits the release
        and no other article of its source may be meant.
    """
    known = {article.id: article for article in articles}
    releases = {article.id for article in articles if keep(is_own, article)}
    pairs = _pairs(matches, releases)
    credited = {(one.article or "", one.source) for one in found}
    sole = _named(found, releases)
    news = _news({article for article, _ in (*pairs, *sole)}, sentences)
    sizes: dict[str, int] = {}
    rows = []
    for name, release in sorted({*pairs, *sole}):
        article, told = known[name], known[release]
        says_so = (name, told.source.value) in credited
        if name not in news or not _may_derive(article, told, says_so=says_so):
            continue
        shared = _shared(pairs.get((name, release), []), known, news[name])
        if (name, release) in sole or shared >= _FEW * _blanks(article.text, news[name]):
            sizes[name] = sizes.get(name) or _count(article.text, news[name])
            grade = _grade(share := shared / max(1, sizes[name]))
            if grade != "not" or (name, release) in sole:
                says_so = says_so or _says_so(article.text, news[name], told.source.value)
                rows.append(Derivation(name, release, share, grade, says_so))
    return tuple(rows)


def _pairs(matches: Iterable[Match], releases: set[str]) -> _Pairs:
    """Collect the matched passages of articles and releases by the ids of both, the article's first."""
    pairs: _Pairs = defaultdict(list)
    for match in matches if releases else ():
        if match.relation == "paraphrase":
            continue
        for here, there in ((match.a, match.b), (match.b, match.a)):
            if there.article in releases and here.article != there.article:
                pairs[here.article or "", there.article or ""].append((match, here, there))
    return pairs


def _named(found: Iterable[Credit], releases: set[str]) -> set[tuple[str, str]]:
    """Return which articles credit which releases, where no other article of the source may be meant."""
    sole = ((one.article or "", one.articles[0]) for one in found if len(one.articles) == 1)
    return {(article, release) for article, release in sole if release in releases}


def _news(wanted: set[str], sentences: Iterable[Sentence]) -> dict[str, list[tuple[int, int]]]:
    """Return the places of the news sentences of some articles, in order."""
    news: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for sentence in sentences:
        if sentence.article in wanted and sentence.boilerplate is None:
            news[sentence.article].append((sentence.start, sentence.end))
    return {article: sorted(places) for article, places in news.items()}


def _may_derive(article: Article, release: Article, *, says_so: bool) -> bool:
    told, released = moment(article.published), moment(release.published)
    if not before(told, released) or told is None or released is None:
        return True
    timed = told.instant is not None and released.instant is not None
    return (says_so or not timed) and (released.first - told.last).days <= EMBARGO


def _blanks(text: str, news: Sequence[tuple[int, int]]) -> int:
    """Count blanks, which is fast: a text has at least half as many words."""
    return sum(text.count(" ", start, end) for start, end in news)


def _count(text: str, news: Sequence[tuple[int, int]]) -> int:
    return sum(len(set(words(text[start:end]).starts)) for start, end in news)


def _shared(passages: _Passages, known: Mapping[str, Article], news: Sequence[tuple[int, int]]) -> int:
    """Count the words of news that matched passages have from the release's; each once."""
    taken = {place for passage in passages for place in _taken(known, *passage)}
    starts = [start for start, _ in news]
    count = 0
    for place in taken:
        at = bisect_left(starts, place + 1) - 1
        count += at >= 0 and place < news[at][1]
    return count


def _taken(known: Mapping[str, Article], match: Match, here: Span, there: Span) -> Iterator[int]:
    """Yield where the words of a matched passage begin that count as the other passage's."""
    own = words(known[here.article or ""].text[here.start : here.end])
    if match.relation in _WHOLE:
        yield from (here.start + place for place in own.starts)
        return
    other = words(known[there.article or ""].text[there.start : there.end]).texts
    runs = set(_runs(other))
    for at, run in enumerate(_runs(own.texts)):
        if run in runs:
            yield from (here.start + place for place in own.starts[at : at + RUN])


def _runs(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(texts[start:] for start in range(RUN)), strict=False)


def _says_so(text: str, news: Sequence[tuple[int, int]], source: str) -> bool:
    """Say whether an article names a release or statement, or lets its source, or "the company", speak."""
    speakers = _BODIES.union(words(source).texts[:1])
    return any(
        _SAYS_SO.search(text, *place)
        or any(met[1].casefold() in speakers for met in _SPOKE.finditer(text, *place))
        for place in news
    )


def _grade(share: float) -> Grade:
    if share >= WHOLLY:
        return "wholly"
    return "partly" if share >= PARTLY else "not"
