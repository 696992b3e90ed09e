"""Any story and any filter, for laws: as small as can be, with all that a story may hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st

from ondit import timeline
from ondit.model import (
    Article,
    Claim,
    Derivation,
    Event,
    First,
    Grade,
    Label,
    Occurrence,
    Problem,
    Published,
    Quote,
    Source,
    Span,
    Standing,
    Statement,
    Step,
    Story,
)
from ondit.timeline import Filter

LINES = (
    "Corvale may buy the yard at Belmore, two people said.",
    "“We will not sell the yard,” said Ann Ode.",
    "The ferry to Torvale sails in June 2025, the Quay says.",
    "Ёлка стоит у верфи; σήμερα and 東京 too.",
    "It rained all day in Belmore: a day of rain.",
    "A co-op of 1,000 hands, O’Neill said, is “born”.",
)
DAYS = ("2025-05-01", "2025-05-02", "2025-05-02T09:30:00+02:00", "2025-05", "2025", "2024-12-31", None)
OUTLETS = ("Quay News", "The Belmore Post", "Post", "Ёж и ко", "quay.example")
REASONS = ("", "Said by a source that is not named: Two people.", "Said by a principal: Ann Ode.")
SPEAKERS = ("Ann Ode", "Ode Post", "Björn O’Neill", "Ode", "ann ode", "東京", "!", None)


def an_article(number: int, lines: Sequence[int], day: str | None, outlet: str, copy: int | None) -> Article:
    granularity = {4: "year", 7: "month", 10: "day"}.get(len(day or ""), "second")
    return Article(
        f"a{number}",
        "\n\n".join(LINES[line] for line in lines),
        Source(outlet, "metadata"),
        published=Published(day, granularity, "metadata") if day else None,  # type: ignore[arg-type]
        language="en",
        copy_of=None if copy is None or copy >= number else f"a{copy}",
    )


ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=3),
        st.sampled_from(DAYS),
        st.sampled_from(OUTLETS),
        st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: tuple(an_article(number, *row) for number, row in enumerate(rows)))


@st.composite
def some_spans(draw: st.DrawFn, articles: Sequence[Article]) -> Span:
    article = draw(st.sampled_from(articles))
    start = draw(st.integers(0, len(article.text) - 1))
    return Span(start, draw(st.integers(start + 1, min(len(article.text), start + 60))), article.id)


@st.composite
def any_story(draw: st.DrawFn, articles: Sequence[Article]) -> Story:
    texts = {article.id: article.text for article in articles}
    some = st.lists(some_spans(articles), min_size=1, max_size=3, unique=True)

    def words(spans: Sequence[Span]) -> str:
        return texts[spans[0].article or ""][spans[0].start : spans[0].end]

    names = [f"c-{number}" for number in draw(st.sets(st.integers(0, 9), max_size=6))]
    other = st.none() if not names else st.sampled_from([None, *names])
    claims = []
    for name in names:
        told = draw(some)
        claims.append(
            Claim(
                id=name,
                text=words(told),
                kind=draw(st.sampled_from(("announcement", "rumour"))),
                status=draw(st.sampled_from(("open", "denied", "expired"))),
                target=None,
                mentions=tuple(told),
                settled_by=draw(other),
                standing=draw(st.sampled_from(get_args(Standing))),
                history=tuple(
                    Event(step, None, ())
                    for step in draw(st.lists(st.sampled_from(get_args(Step)), max_size=2))
                ),
                confidence=draw(st.sampled_from((0.5, 0.71, 0.9))),
                contradicts=tuple(sorted({one for one in draw(st.lists(other, max_size=2)) if one})),
            )
        )
    statements = []
    for number in draw(st.sets(st.integers(0, 9), max_size=4)):
        told = draw(some)
        places = tuple(Occurrence(one.start, one.end, one.article, "edited", 88.5) for one in told)
        day = draw(st.sampled_from(DAYS))
        statements.append(Statement(f"s-{number}", words(told), places, First((told[0].article or "",), day)))
    quotes, labels = [], []
    for span in draw(st.lists(some_spans(articles), max_size=6, unique=True)):
        told = {
            "speaker": draw(st.sampled_from(SPEAKERS)),
            "role": draw(st.sampled_from((None, "mayor", "mayor of Belmore"))),
            "suspect": draw(st.sampled_from((None, None, "reworded"))),
        }
        quotes.append(Quote(span.start, span.end, span.article, **told))
        kind, reason = draw(st.sampled_from(("rumour", "neither"))), draw(st.sampled_from(REASONS))
        labels.append(Label(span.start, span.end, span.article, kind=kind, reason=reason))
    derivations = [
        Derivation(
            draw(st.sampled_from(articles)).id,
            draw(st.sampled_from(articles)).id,
            draw(st.sampled_from((0.0, 0.2, 0.9))),
            draw(st.sampled_from(get_args(Grade))),
            draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return Story(
        articles=tuple(articles),
        derivations=tuple(derivations),
        statements=tuple(sorted(statements, key=lambda one: one.id)),
        quotes=tuple(sorted(quotes, key=lambda one: (one.article or "", one.start, one.end))),
        labels=tuple(sorted(labels, key=lambda one: (one.article or "", one.start, one.end))),
        claims=tuple(claims),
        timeline=timeline.build(articles, statements, claims),
        problems=tuple(Problem(name, None, "It is odd.", "Look.") for name in names[:1]),
    )


DATES = st.none() | st.sampled_from(("2025", "2025-05", "2025-05-02", "2024-12", "2024"))
WORDS = (
    "yard",
    "post",
    "the",
    "quay",
    "belmore",
    "co-op",
    "o’neill",
    "ёлка",
    "東京",
    "1,000",
    "day",
    "rain",
)
PARTS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f"-{word}"),
    st.sampled_from(WORDS).flatmap(lambda word: st.integers(1, 4).map(lambda most: f"{word[:most]}*")),
    st.sampled_from(("“the yard”", '"yard post"', '"quay n*"', '"said ann"', '-"at belmore"', '"of rain"')),
    st.sampled_from(("source:post", "source:quay", "-source:post", "source:“belmore post”", "source:p*")),
    st.sampled_from(("speaker:ode", "-speaker:ode", "speaker:o*", "speaker:“ann ode”", "speaker:“ode b*”")),
    st.sampled_from(
        (
            "speaker:bj*",
            "speaker:“ode post”",
            "speaker:“two people”",
            "kind:r",
            "-kind:rumour",
            "status:open",
            "-status:open",
        )
    ),
    st.sampled_from(("from:2025", "from:2025-05-02", "to:2025-05", "to:2025-05-01", "to:2024")),
)
IDS = st.none() | st.frozensets(
    st.sampled_from(("t-none", *(f"t-{kind}-{n}" for kind in "cs" for n in range(10)))), max_size=12
)
FILTERS = st.builds(
    Filter,
    sources=st.frozensets(st.sampled_from((*OUTLETS, "Nobody")), max_size=2),
    kinds=st.frozensets(st.sampled_from(("announcement", "rumour", "neither")), max_size=2),
    start=DATES,
    end=DATES,
    min_confidence=st.sampled_from((0.0, 0.0, 0.5, 0.6, 0.71, 1.0)),
    search=st.lists(PARTS, max_size=3).map(" ".join),
    statuses=st.frozensets(st.sampled_from(("open", "denied", "expired", "confirmed")), max_size=2),
    speakers=st.frozensets(st.sampled_from(("Ann Ode", "Ode Post", "Björn O’Neill", "Nobody")), max_size=2),
    marked=IDS,
    new=IDS,
)


@st.composite
def any_filter(draw: st.DrawFn) -> Filter:
    """A filter of one to three parts, so that something passes now and then, or of any number of them."""
    whole = draw(FILTERS)
    names = draw(st.sets(st.sampled_from([*Filter.__dataclass_fields__]), min_size=1, max_size=3))
    return whole if draw(st.booleans()) else Filter(**{name: getattr(whole, name) for name in names})
