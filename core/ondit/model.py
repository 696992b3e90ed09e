"""The records that the stages hand to one another: frozen, slotted, and nothing but data.

Offsets count Unicode code points of `Article.text`; ends are exclusive, so that
`article.text[span.start:span.end]` is always the exact text of the source. Longer than a module
otherwise may be, so that the words of the whole project are explained in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["announcement", "rumour", "neither"]
Subtype = Literal["denial", "confirmation", "leak", "speculation", "non-disclosure"]
Relation = Literal["verbatim", "trimmed", "fragment", "edited", "merged", "translated", "paraphrase"]
Status = Literal["open", "confirmed", "denied", "superseded", "expired"]
Step = Literal["first seen", "repeated", "confirmed", "denied", "superseded", "expired", "zombie"]
Evidence = Literal["said", "facts", "wording"]
"""What shows that an announcement settles a rumour: it says so, they share facts, or no more than words."""
Standing = Literal["on the record", "several outlets", "one outlet", "contradicted"]
Grade = Literal["wholly", "partly", "not"]
Tie = Literal["credited", "inferred", "tie"]
Role = Literal["first", "tied", "repeated", "alone", "right", "wrong"]
"""What a source was to a claim: had it first, with others, after them, or alone; how its rumour ended."""
Granularity = Literal["second", "day", "month", "year"]
Origin = Literal["metadata", "url", "text", "path", "read"]
"""Where a datum was read; the day on which a page was `read` dates what it had not said before."""
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

UNDETERMINED = "und"
"""The BCP 47 code of a language that is neither declared nor recognised."""


@dataclass(frozen=True, slots=True)
class Source:
    """The outlet that published an article, and where its name was read."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, no finer than it is known.

    Attributes:
        value: ISO 8601: `2022`, `2022-05`, `2022-05-23` or `2022-05-23T09:30:00+02:00`.
        granularity: How fine `value` is.
        origin: Where it was read.
    """

    value: str
    granularity: Granularity
    origin: Origin


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one source.

    Attributes:
        id: Unique within a story, and the same every time for the same input.
        text: The text as read, less control, escape and bidi characters, and less a header that was
            read as metadata.
        source: The outlet.
        path: The file it came from, as given; absent for standard input and rows without one.
        url: Its address on the web.
        title: Its headline.
        author: Its byline, less "By".
        published: Its date, no finer than known.
        language: A BCP 47 code, `und` where unknown.
        copy_of: The id of the article of which it is a copy, as a story tells; absent where it is none.
        accessed: The day on which its page was fetched, as ISO 8601; absent of what was not fetched.
        version_of: The id of the first article of its page, which told something else; absent of that one.
        is_summary: Whether it only sums up what stands at its address, as in many feeds.
    """

    id: str
    text: str
    source: Source
    path: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: Published | None = None
    language: str = UNDETERMINED
    copy_of: str | None = None
    accessed: str | None = None
    version_of: str | None = None
    is_summary: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: `text[start:end]`; `article` is the article's id inside a `Story`."""

    start: int
    end: int
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence of an article.

    Attributes:
        paragraph: The paragraph's number in its article, from 0.
        boilerplate: Why the sentence is no news (`credit`, `author bio`, …), absent where it is news.
    """

    paragraph: int = 0
    boilerplate: str | None = None


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """Words that an article puts between quotation marks; the span lies inside the marks.

    Attributes:
        speaker: Who said it, in the fullest form that the article gives.
        role: What the speaker is ("CEO of Leica Camera AG").
        cue: The word that attributes it ("said"), as it stands in the text.
        suspect: Why the words may not be the speaker's, absent where nothing speaks against them.
    """

    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    suspect: str | None = None

    @property
    def role_beside(self) -> str | None:
        """The role, where what the speaker is called does not tell it: not of "one of the officials"."""
        is_told = self.role is not None and self.role.casefold() in (self.speaker or "").casefold()
        return None if is_told else self.role


@dataclass(frozen=True, slots=True)
class TimeExpression(Span):
    """A date, time, duration or set named in a text, with its TIMEX3 value.

    Attributes:
        value: `2022-07-23`, `2022-07`, `2022`, `2022-W29`, `2022-Q3`, `P3M`, `PRESENT_REF`, …
        type: The TIMEX3 type.
    """

    value: str = ""
    type: TimexType = "DATE"


@dataclass(frozen=True, slots=True)
class Label(Span):
    """What a clause is, how sure that is, and the words that decided it.

    Attributes:
        kind: Announcement, rumour or neither.
        subtype: A finer kind, where one applies.
        confidence: 0 to 1.
        cues: The deciding words, as spans of the same text, in reading order.
        reason: One sentence that a reader can check against the text.
    """

    kind: Kind = "neither"
    subtype: Subtype | None = None
    confidence: float = 0.0
    cues: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is found in an article by itself, in order of place.

    Attributes:
        sentences: Its sentences.
        quotes: Its quotes.
        dates: Its time expressions.
        labels: The labels of each sentence's clauses, one row a sentence; empty for boilerplate.
        in_english: Whether it reads as English, as labels and dates need it.
    """

    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    dates: tuple[TimeExpression, ...]
    labels: tuple[tuple[Label, ...], ...]
    in_english: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Two spans with similar wording.

    Attributes:
        a: The span in the left text.
        b: The span in the right text.
        similarity: 0 to 100, `rapidfuzz.fuzz.ratio` of the two normalised spans; of a paraphrase, the cosine
            of their embeddings.
        relation: What `b` is to `a`.
        left: The row of the left text among those that were matched.
        right: The row of the right text; greater than `left`.
        differs: Which facts differ although the words are alike ("numbers: 265 → 471"); absent where
            none do.
    """

    a: Span
    b: Span
    similarity: float
    relation: Relation
    left: int
    right: int
    differs: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence(Span):
    """One place where a statement's wording occurs.

    Attributes:
        variant: What it is to the statement's text.
        similarity: 0 to 100, to the statement's text.
    """

    variant: Relation = "verbatim"
    similarity: float = 100.0


@dataclass(frozen=True, slots=True)
class First:
    """Who had a statement first: several articles where their dates give no order.

    Attributes:
        articles: Ids, sorted; more than one is a tie.
        published: The date they share, at its own granularity; absent where no date is known.
    """

    articles: tuple[str, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class Descent:
    """An edge of a statement's stemma: which occurrence comes from which.

    Attributes:
        child: The number of the later occurrence in `Statement.occurrences`.
        parent: The number of the one that it comes from.
        tie: `credited` by the article itself, `inferred` from shared deviations, or a `tie`: dates give no
            order, or too little is shared, so that either may come from the other, or from a third.
        reason: Why, in one sentence.
    """

    child: int
    parent: int
    tie: Tie
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One wording and its variants, across outlets.

    Attributes:
        id: Stable for the same input.
        text: The fullest wording, exactly as one source has it.
        occurrences: Where it occurs, in order of publication, then article, then offset.
        first: Who had it first.
        stemma: Which occurrence comes from which.
    """

    id: str
    text: str
    occurrences: tuple[Occurrence, ...]
    first: First
    stemma: tuple[Descent, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of a claim.

    Attributes:
        step: What happened: a `zombie` is a rumour that is repeated after it was settled; what is repeated on
            a day that is not known may have been first.
        published: When, no finer than a day; absent where unknown.
        places: The sentences that tell it, in order of publication, then article, then offset.
        claim: The claim that settles it, where the step is a settling one.
    """

    step: Step
    published: str | None
    places: tuple[Span, ...]
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion, told by one or more articles in whatever words, and what became of it.

    Attributes:
        id: Stable for the same input.
        text: The mention that says it best, exactly as its source has it.
        kind: What it was when it was first told.
        status: What became of it.
        target: The date that it speaks of, as TIMEX3, where it names one.
        mentions: Where it is told, in order of publication, then article, then offset.
        settled_by: The claim that confirmed, denied or superseded it.
        subtype: A finer kind, where one applies.
        confidence: 0 to 1, of the kind.
        contradicts: The ids of claims that cannot be true beside it, sorted.
        standing: Whether a principal said it, several outlets tell it, one only, or another claim speaks
            against it.
        history: Its life, in order; what happened on days that are not known stands last.
        overridden: What of it is the reader's and not found: `status`, `merge`, `apart`.
        evidence: What shows that `settled_by` settles it; only `said` is sure; absent where a reader says so.
    """

    id: str
    text: str
    kind: Kind
    status: Status
    target: str | None
    mentions: tuple[Span, ...]
    settled_by: str | None = None
    subtype: Subtype | None = None
    confidence: float = 0.0
    contradicts: tuple[str, ...] = ()
    standing: Standing = "one outlet"
    history: tuple[Event, ...] = ()
    overridden: tuple[str, ...] = ()
    evidence: Evidence | None = None

    @property
    def is_zombie(self) -> bool:
        """Whether it was told again after it was settled."""
        return any(event.step == "zombie" for event in self.history)


@dataclass(frozen=True, slots=True)
class Credit(Span):
    """Words by which an article says that it has something from another outlet; the span holds them.

    Attributes:
        source: The outlet that is credited, by the name that the story has for it.
        articles: Ids of that outlet's articles that may be meant, sorted.
    """

    source: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """How much of an article is a release's wording.

    Attributes:
        article: The article's id.
        release: The release's id.
        share: Which share of the article's news, in words, is the release's: 0 to 1.
        grade: As METER grades news: wholly derived, partly derived, not derived.
        credited: Whether the article says so.
    """

    article: str
    release: str
    share: float
    grade: Grade
    credited: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What a source has told, and how it turned out.

    Attributes:
        source: The outlet.
        first: How many claims it had first, alone.
        tied: How many it had first together with others, by the dates known.
        repeated: How many it told after another.
        alone: How many only it tells.
        right: How many rumours that it told before they were settled were confirmed.
        wrong: How many of them were denied or superseded.
        share: `right` of `right` and `wrong`; absent where nothing was settled.
        interval: The Wilson interval of the share at 95 in a hundred.
        rank: Its place by the interval's lower end, from 1; absent under five settled rumours, or beside no
            other that has five.
    """

    source: str
    first: int
    tied: int
    repeated: int
    alone: int
    right: int
    wrong: int
    share: float | None
    interval: tuple[float, float] | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the timeline: a claim, or a statement that makes none.

    Attributes:
        id: Stable for the same input.
        claim: The claim's id.
        statement: The id of the statement that carries most of it, where one does.
        kind: Announcement, rumour or neither.
        confidence: 0 to 1.
        published: When it was first seen, at its own granularity; absent where unknown.
        target: The date that it speaks of.
        sources: Names of the outlets that tell it, in order of first telling.
        text: What the line says.
        subtype: A finer kind, where one applies.
        status: What became of it; absent for entries without a claim.
        said: The day on which it was said, where an article puts one beside a verb of saying.
        settled: When it was settled, for rumours that were.
        standing: How well its claim stands; absent for entries without one.
        importance: How much it matters, 0 and up.
        why: What makes it matter, most first.
        evidence: What shows that it was settled, where an announcement did.
    """

    id: str
    claim: str | None
    statement: str | None
    kind: Kind
    confidence: float
    published: str | None
    target: str | None
    sources: tuple[str, ...]
    text: str
    subtype: Subtype | None = None
    status: Status | None = None
    said: str | None = None
    settled: str | None = None
    standing: Standing | None = None
    importance: float = 0.0
    why: tuple[str, ...] = ()
    evidence: Evidence | None = None

    @property
    def outcome(self) -> str | None:
        """What became of a rumour, in a word; with a question mark where no announcement says so itself."""
        if self.kind != "rumour" or self.status is None:
            return None
        return f"{self.status}?" if self.evidence in ("facts", "wording") else self.status


@dataclass(frozen=True, slots=True)
class Problem:
    """An input, or a part of one, that could not be read; the rest was.

    Attributes:
        input: Its name as given.
        line: The line, counted from 1, where one is at fault.
        what: What went wrong, in a sentence.
        hint: What to do, in a sentence.
        is_note: Whether nothing is lost by it: a picture in a folder, an article that was there twice.
    """

    input: str
    line: int | None
    what: str
    hint: str
    is_note: bool = False


@dataclass(frozen=True)
class Story:
    """All that was read and found: what `pipeline.read` returns.

    Every list is in a fixed order: the same input gives the same story.

    Attributes:
        articles: What was read.
        sentences: The sentences of the articles.
        matches: The pairs of similar wordings in different articles.
        statements: Each wording with its variants.
        quotes: The quotes with their speakers.
        labels: What each clause is.
        dates: The time expressions.
        claims: The assertions, and what became of each.
        timeline: The entries, newest first seen on top.
        problems: What could not be read, and notes on what loses nothing.
        credits: What articles say they have from another outlet.
        derivations: Which share of an article is a release's wording.
        records: What each outlet told, and how it turned out.
    """

    articles: tuple[Article, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    matches: tuple[Match, ...] = ()
    statements: tuple[Statement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    labels: tuple[Label, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    credits: tuple[Credit, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    records: tuple[Record, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    def article(self, identifier: str) -> Article:
        """Return the article with this id.

        Raises:
            KeyError: No article of the story has it.
        """
        return self._by_id[identifier]

    def text(self, span: Span) -> str:
        """Return the exact words of a span of one of the story's articles.

        Raises:
            KeyError: The span belongs to no article of this story.
        """
        return self._by_id[span.article or ""].text[span.start : span.end]
