"""The timeline: order, what a filter lets through, where an entry is told."""

from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dated import dated
from ondit import selecting, timeline
from ondit.errors import UsageError
from ondit.folding import day_of, fold
from ondit.model import (
    Article,
    Claim,
    First,
    Kind,
    Label,
    Match,
    Occurrence,
    Quote,
    Span,
    Statement,
    Story,
    TimelineEntry,
)
from ondit.timeline import Filter


def article(identifier: str, source: str, published: str | None) -> Article:
    return dated(identifier, source, published, f"{identifier} tells of the Corvale pump.")


def claim(identifier: str, kind: Kind, *mentions: Span, confidence: float = 0.8) -> Claim:
    return Claim(identifier, f"Claim {identifier}", kind, "open", None, mentions, confidence=confidence)


ARTICLES = (
    article("a", "The Ledger", "2025-05-01"),
    article("b", "Quay News", "2025-05-03"),
    article("c", "The Ledger", None),
)
STATEMENT = Statement(
    "s1",
    "tells of the Corvale pump",
    (Occurrence(2, 27, "b"), Occurrence(2, 27, "a")),
    First(("a",), "2025-05-01"),
)
LONE = Statement(
    "s2", "the pump", (Occurrence(11, 15, "c"), Occurrence(11, 15, "b")), First(("b",), "2025-05-03")
)
CLAIMS = (
    claim("one", "rumour", Span(0, 28, "a"), Span(0, 28, "b")),
    claim("two", "announcement", Span(0, 1, "b")),
    claim("three", "rumour", Span(0, 1, "c"), confidence=0.4),
)
STORY = Story(
    articles=ARTICLES,
    statements=(STATEMENT,),
    claims=CLAIMS,
    quotes=(Quote(2, 27, "a"), Quote(2, 27, "b")),
    matches=(Match(Span(2, 27, "a"), Span(2, 27, "b"), 100.0, "verbatim", 0, 1),),
    timeline=timeline.build(ARTICLES, (STATEMENT,), CLAIMS),
)


def ids(entries: tuple[TimelineEntry, ...]) -> list[str | None]:
    return [entry.claim for entry in entries]


def test_newest_first_seen_is_on_top_and_undated_last() -> None:
    assert ids(STORY.timeline) == ["two", "one", "three"]
    assert [entry.published for entry in STORY.timeline] == ["2025-05-03", "2025-05-01", None]


ENTRIES = st.lists(
    st.builds(
        lambda number, published, importance, confidence: TimelineEntry(
            id=f"t-{number}",
            claim=None,
            statement=None,
            kind="neither",
            confidence=confidence,
            published=published,
            target=None,
            sources=("The Ledger",),
            text=f"Pump {number % 3}",
            importance=importance,
        ),
        st.integers(0, 1000),
        st.sampled_from(["2025-05-03T10:00:00Z", "2025-05-03", "2025-05-01", "2025-05", "2025", None]),
        st.sampled_from([0.0, 1.0, 2.58]),
        st.sampled_from([0.5, 0.9]),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(ENTRIES, st.randoms())
def test_of_a_day_what_matters_most_stands_first_whatever_the_time_of_day(
    entries: list[TimelineEntry], chance: Random
) -> None:
    ordered = timeline.in_order(entries)
    chance.shuffle(entries)
    assert timeline.in_order(entries) == ordered
    days = [(day_of(one) is not None, day_of(one) or "") for one in ordered]
    assert days == sorted(days, reverse=True)
    for _, some in groupby(ordered, day_of):
        weights = [(one.importance, one.confidence) for one in some]
        assert weights == sorted(weights, reverse=True)
    assert [place for day in fold(ordered, 2) for place in (*day.standing, *day.folded)] == list(
        range(len(ordered))
    )


def test_an_entry_names_the_outlets_in_order_of_telling() -> None:
    assert STORY.timeline[1].sources == ("The Ledger", "Quay News")
    assert STORY.timeline[1].statement == "s1"


@pytest.mark.parametrize(("mentioned", "statement"), [("ab", "s"), ("abc", None)])
def test_a_wording_is_a_claim_s_where_it_tells_half_of_it(mentioned: str, statement: str | None) -> None:
    words = "the yard at Belmore will close in June"
    texts = {
        "a": words,
        "b": "Belmore loses its yard",
        "c": "no ship leaves Belmore from June on",
        "d": words,
    }
    articles = [dated(name, name.upper(), "2025-05-01", text) for name, text in texts.items()]
    whole = {one.id: Span(0, len(one.text), one.id) for one in articles}
    places = tuple(Occurrence(0, len(words), name) for name in "ad")
    told = claim("x", "rumour", *(whole[name] for name in mentioned))
    entries = timeline.build(articles, (Statement("s", words, places, First(("a",), "2025-05-01")),), (told,))
    assert [entry.statement for entry in entries if entry.claim] == [statement]


def test_a_statement_without_a_claim_is_an_entry_of_its_own() -> None:
    entries = timeline.build(ARTICLES, (LONE,), ())
    assert [(entry.statement, entry.kind, entry.claim) for entry in entries] == [("s2", "neither", None)]
    assert entries[0].sources == ("Quay News", "The Ledger")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), ["two", "one", "three"]),
        (Filter(sources=frozenset({"Quay News"})), ["two", "one"]),
        (Filter(sources=frozenset({"Nobody"})), []),
        (Filter(kinds=frozenset({"rumour"})), ["one", "three"]),
        (Filter(start="2025-05-02"), ["two"]),
        (Filter(end="2025-05-02"), ["one"]),
        (Filter(start="2025-05", end="2025"), ["two", "one"]),
        (Filter(min_confidence=0.5), ["two", "one"]),
        (Filter(search="CLAIM quay"), ["two", "one"]),
        (Filter(search="three"), ["three"]),
        (Filter(search="Quay", kinds=frozenset({"rumour"})), ["one"]),
        (Filter(search="source:quay kind:r"), ["one"]),
        (Filter(search="source:quay", sources=frozenset({"The Ledger"})), ["one"]),
        (Filter(search="-source:quay"), ["three"]),
        (Filter(search="from:2025-05-02 to:2025"), ["two"]),
        (Filter(search="from:2025-05-02", end="2025-05-02"), []),
        (Filter(search="claim -three"), ["two", "one"]),
    ],
)
def test_filters(wanted: Filter, expected: list[str]) -> None:
    assert ids(selecting.select(STORY, wanted)) == expected


def test_restrict_filters_quotes_and_matches_too() -> None:
    assert selecting.restrict(STORY, Filter()) is STORY
    narrowed = selecting.restrict(STORY, Filter(sources=frozenset({"Quay News"})))
    assert [quote.article for quote in narrowed.quotes] == ["b"]
    assert len(narrowed.matches) == 1
    assert narrowed.articles == STORY.articles
    assert selecting.restrict(STORY, Filter(search="source:quay")).quotes == narrowed.quotes
    assert selecting.restrict(STORY, Filter(search="to:2025-05-02 “corvale pump”")).quotes == STORY.quotes[:1]
    assert selecting.restrict(STORY, Filter(search="-pump")).quotes == ()
    nothing = selecting.restrict(STORY, Filter(search="zeppelin"))
    assert (nothing.timeline, nothing.quotes, nothing.matches) == ((), (), ())


def test_a_search_that_makes_no_sense_is_told() -> None:
    for narrowing in (selecting.select, selecting.restrict):
        with pytest.raises(UsageError, match="There is no kind “gossip”"):
            narrowing(STORY, Filter(search="kind:gossip"))


def test_mentions_are_told_in_order() -> None:
    spans = timeline.mentions(STORY, STORY.timeline[1])
    assert [(span.article, span.start) for span in spans] == [("a", 2), ("b", 2)]
    assert [span.article for span in timeline.mentions(STORY, STORY.timeline[2])] == ["c"]


@given(st.permutations(CLAIMS))
def test_the_order_of_claims_changes_nothing(claims: list[Claim]) -> None:
    assert timeline.build(ARTICLES, (STATEMENT,), claims) == STORY.timeline


def test_who_had_a_rumour_did_not_have_the_announcement_that_shares_its_words() -> None:
    words = "a ferry with a hull of hemp"
    texts = [f"Corvale may launch {words}.", f"Corvale launched {words}.", f"It is {words}."]
    kinds: tuple[Kind, ...] = ("rumour", "announcement", "neither")
    articles = [
        dated(name, name.upper(), f"2025-05-0{number}", text)
        for number, (name, text) in enumerate(zip("abc", texts, strict=True), 1)
    ]
    whole = [Span(0, len(one.text), one.id) for one in articles]
    labels = [
        Label(one.start, one.end, one.article, kind, None, 0.8)
        for one, kind in zip(whole, kinds, strict=True)
    ]
    places = tuple(
        Occurrence(start, start + len(words), one.id) for one in articles for start in [one.text.index(words)]
    )
    statement = Statement("s", words, places, First(("a",), "2025-05-01"))
    told = (claim("x", "rumour", whole[0]), claim("y", "announcement", whole[1]))
    announced, rumoured = timeline.build(articles, (statement,), told, labels=labels)
    assert (announced.kind, announced.published, announced.sources) == (
        "announcement",
        "2025-05-02",
        ("B", "C"),
    )
    assert (rumoured.kind, rumoured.published, rumoured.sources) == ("rumour", "2025-05-01", ("A", "C"))
    story = Story(articles=articles, statements=(statement,), claims=told, labels=labels)
    assert [span.article for span in timeline.mentions(story, announced)] == ["b", "c"]
