"""The shapes of the JSON that Ondit writes, from which its schema is made.

Where a field means what the record of the same name in `ondit.model` says, that is not said again here.
Longer than a module otherwise may be, so that all that other programs read stands in one place.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from ondit.model import (
    Evidence,
    Grade,
    Granularity,
    Kind,
    Origin,
    Relation,
    Standing,
    Status,
    Step,
    Subtype,
    Tie,
    TimexType,
)

Source = TypedDict("Source", {"value": str, "from": Origin})
Source.__doc__ = """The outlet that published an article.

Attributes:
    value: Its name.
    from: Where the name was read.
"""
Published = TypedDict("Published", {"value": str, "granularity": Granularity, "from": Origin})
Published.__doc__ = """When an article was published, no finer than it is known.

Attributes:
    from: Where it was read.
"""


class Span(TypedDict):
    """A stretch of an article: `text` is exactly the article's `text[start:end]`.

    Attributes:
        article: The article's id.
        start: Where it begins, in Unicode code points from 0.
        end: Where it ends, exclusive.
        text: The exact characters of the source.
    """

    article: str | None
    start: int
    end: int
    text: str


class Article(TypedDict):
    """One text of one source."""

    id: str
    path: str | None
    url: str | None
    source: Source
    title: str | None
    author: str | None
    published: Published | None
    language: str
    copy_of: str | None
    accessed: str | None
    version_of: str | None
    text: str


class Match(TypedDict):
    """Two spans of different articles with similar wording.

    Attributes:
        a: The one span.
        b: The other.
    """

    a: Span
    b: Span
    similarity: float
    relation: Relation
    differs: str | None


class Occurrence(Span):
    """One place where a statement's wording occurs: a span, and what it is to the statement's text."""

    variant: Relation
    similarity: float


class First(TypedDict):
    """Who had a statement first: several articles where their dates give no order."""

    articles: list[str]
    published: str | None


class Descent(TypedDict):
    """Which occurrence of a statement comes from which."""

    child: int
    parent: int
    tie: Tie
    reason: str


class Statement(TypedDict):
    """One wording and its variants, across outlets."""

    id: str
    text: str
    occurrences: list[Occurrence]
    first: First
    stemma: list[Descent]


class Quote(Span):
    """Words that an article puts between quotation marks; the span lies inside the marks."""

    speaker: str | None
    role: str | None
    cue: str | None
    suspect: str | None


class Label(Span):
    """What a clause is, how sure that is, and the words that decided it."""

    kind: Kind
    subtype: Subtype | None
    confidence: float
    cues: list[Span]


class TimeExpression(Span):
    """A date, time, duration or set named in a text, with its TIMEX3 value."""

    value: str
    type: TimexType


class Event(TypedDict):
    """One step in the life of a claim."""

    step: Step
    published: str | None
    places: list[Span]
    claim: str | None


class Claim(TypedDict):
    """One assertion, told by one or more articles in whatever words, and what became of it."""

    id: str
    text: str
    kind: Kind
    status: Status
    target: str | None
    mentions: list[Span]
    settled_by: str | None
    evidence: Evidence | None
    subtype: Subtype | None
    confidence: float
    standing: Standing
    contradicts: list[str]
    history: list[Event]
    overridden: list[str]


class TimelineEntry(TypedDict):
    """One line of the timeline: a claim, or a statement that makes none."""

    id: str
    claim: str | None
    statement: str | None
    kind: Kind
    confidence: float
    published: str | None
    target: str | None
    sources: list[str]
    text: str
    said: str | None
    settled: str | None
    standing: Standing | None
    importance: float
    why: list[str]


class Problem(TypedDict):
    """An input, or a part of one, that could not be read; the rest was."""

    input: str
    line: int | None
    what: str
    hint: str


class Credit(Span):
    """Words by which an article says that it has something from another outlet; the span holds them."""

    source: str
    articles: list[str]


class Derivation(TypedDict):
    """How much of an article is a release's wording."""

    article: str
    release: str
    share: float
    grade: Grade
    credited: bool


class Record(TypedDict):
    """What a source has told, and how it turned out."""

    source: str
    first: int
    tied: int
    repeated: int
    alone: int
    right: int
    wrong: int
    share: float | None
    interval: list[float] | None
    rank: int | None


class Story(TypedDict):
    """The whole story: `ondit timeline … --format json`, and the same of `match` and `quotes`.

    Attributes:
        ondit: The version that wrote it.
        articles: What was read.
        matches: The pairs of similar wordings.
        statements: Each wording with its variants.
        quotes: The quotes with their speakers.
        labels: What each clause is.
        dates: The time expressions.
        claims: The assertions, and what became of each.
        timeline: The entries, newest first seen on top.
        problems: What could not be read.
        credits: What articles say they have from another outlet.
        derivations: Which share of an article is a release's wording.
        sources: What each outlet told, and how it turned out.
    """

    ondit: str
    articles: list[Article]
    matches: list[Match]
    statements: list[Statement]
    quotes: list[Quote]
    labels: list[Label]
    dates: list[TimeExpression]
    claims: list[Claim]
    timeline: list[TimelineEntry]
    problems: list[Problem]
    credits: list[Credit]
    derivations: list[Derivation]
    sources: list[Record]


class FirstTold(TypedDict):
    """Who had the words of an excerpt first.

    Attributes:
        sources: Outlets; more than one where their dates give no order.
        published: When, at its own granularity.
    """

    sources: NotRequired[list[str]]
    published: NotRequired[str]


class Excerpt(TypedDict):
    """Exact words of an article with all that is known of them: `ondit export`, and the lines of `quotes`.

    What is not known is left out.

    Attributes:
        article: The article's id.
        start: Where the words begin in the article's text, in Unicode code points from 0.
        end: Where they end, exclusive.
        text: The exact characters of the source.
        source: The outlet.
        title: The article's headline.
        author: Its byline.
        published: Its date.
        url: Its address.
        accessed: The day on which its page was fetched.
        language: A BCP 47 code.
        first: Who had these words first.
        speaker: Who said them.
        role: What the speaker is.
        cue: The word that attributes them.
        suspect: Why they may not be the speaker's.
        kind: What the words' own label is.
        subtype: A finer kind.
        confidence: 0 to 1.
        variant: What the words are to the statement's wording.
        similarity: 0 to 100, to the statement's wording.
        statement: The statement's id.
        claim: The id of the claim that they tell.
        status: What became of that claim.
        evidence: What shows it: an announcement that says so, shared facts, or only its wording.
        entry: The id of the timeline's entry that they are listed for.
        hash: The SHA-256 of the words in UTF-8.
    """

    article: str
    start: int
    end: int
    text: str
    source: Source
    title: NotRequired[str]
    author: NotRequired[str]
    published: NotRequired[Published]
    url: NotRequired[str]
    accessed: NotRequired[str]
    language: NotRequired[str]
    first: NotRequired[FirstTold]
    speaker: NotRequired[str]
    role: NotRequired[str]
    cue: NotRequired[str]
    suspect: NotRequired[str]
    kind: NotRequired[Kind]
    subtype: NotRequired[Subtype]
    confidence: NotRequired[float]
    variant: NotRequired[Relation]
    similarity: NotRequired[float]
    statement: NotRequired[str]
    claim: NotRequired[str]
    status: NotRequired[Status]
    evidence: NotRequired[Evidence]
    entry: NotRequired[str]
    hash: str


class Excerpts(TypedDict):
    """Excerpts as one object: `ondit export FILE.json`.

    Attributes:
        ondit: The version that wrote it.
        excerpts: The excerpts, those of one entry side by side.
    """

    ondit: str
    excerpts: list[Excerpt]
