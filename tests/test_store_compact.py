"""What is kept of articles in few numbers and words: all of it comes back as it was."""

from __future__ import annotations

import random
from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import pipeline
from ondit.findings import find
from ondit.model import (
    Article,
    Claim,
    Descent,
    Event,
    Findings,
    First,
    Label,
    Match,
    Occurrence,
    Published,
    Quote,
    Sentence,
    Source,
    Span,
    Statement,
    TimeExpression,
    TimelineEntry,
)
from ondit.store import compact_matches, packing, planes
from ondit.store.compact_outcomes import Made
from ondit.store.keeping import _outcomes
from ondit.store.outcome import Outcome

TEXT = (
    "Corvale may buy the shipyard at Belmore for 40 million crowns, two people said.\n\n"
    "“We will not sell the yard to anybody,” said Ann Ode, head of the yard. The ferry sails in June 2025."
)
ARTICLE = Article(
    "quay", TEXT, Source("Quay News", "metadata"), published=Published("2025-05-01", "day", "url")
)

_NUMBERS = st.integers(0, len(TEXT))
_WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=9)
_MAYBE = st.none() | _WORDS
_HERE: dict[str, Any] = {"start": _NUMBERS, "end": _NUMBERS, "article": st.just(ARTICLE.id)}
_SPANS = st.builds(Span, _NUMBERS, _NUMBERS, st.sampled_from(["quay", "tarn", "echo"]))
_KINDS = st.sampled_from(["announcement", "rumour", "neither"])
_SUBTYPES = st.none() | st.sampled_from(["denial", "leak"])
_SHARES = st.floats(0, 1)
_SENTENCES = st.lists(
    st.builds(Sentence, **_HERE, paragraph=st.integers(0, 99), boilerplate=_MAYBE), min_size=1, max_size=5
)
_QUOTES = st.lists(
    st.builds(Quote, **_HERE, speaker=_MAYBE, role=_MAYBE, cue=_MAYBE, suspect=_MAYBE), max_size=4
)
_DATES = st.lists(
    st.builds(TimeExpression, **_HERE, value=_WORDS, type=st.sampled_from(["DATE", "SET"])), max_size=4
)
_LABELS = st.builds(
    Label,
    **_HERE,
    kind=_KINDS,
    subtype=_SUBTYPES,
    confidence=_SHARES,
    cues=st.lists(st.builds(Span, **_HERE), max_size=3).map(tuple),
    reason=_WORDS,
)
_FINDINGS = _SENTENCES.flatmap(
    lambda sentences: st.builds(
        Findings,
        st.just(tuple(sentences)),
        _QUOTES.map(tuple),
        _DATES.map(tuple),
        st.lists(
            st.lists(_LABELS, max_size=2).map(tuple), min_size=len(sentences), max_size=len(sentences)
        ).map(tuple),
        st.booleans(),
    )
)
_STATUSES = st.sampled_from(["open", "denied"])
_STANDINGS = st.sampled_from(["on the record", "one outlet"])
_EVIDENCE = st.none() | st.sampled_from(["said", "facts"])
_NAMES = st.lists(_WORDS, max_size=2).map(tuple)
_EVENTS = st.builds(
    Event, st.sampled_from(["first seen", "denied"]), _MAYBE, st.lists(_SPANS, max_size=3).map(tuple), _MAYBE
)
_CLAIMS = st.builds(
    Claim,
    _WORDS,
    _WORDS,
    _KINDS,
    _STATUSES,
    _MAYBE,
    st.lists(_SPANS, max_size=3).map(tuple),
    _MAYBE,
    _SUBTYPES,
    _SHARES,
    _NAMES,
    _STANDINGS,
    st.lists(_EVENTS, max_size=3).map(tuple),
    _NAMES,
    _EVIDENCE,
)
_ENTRIES = st.builds(
    TimelineEntry,
    _WORDS,
    _MAYBE,
    _MAYBE,
    _KINDS,
    _SHARES,
    _MAYBE,
    _MAYBE,
    _NAMES,
    _WORDS,
    _SUBTYPES,
    st.none() | _STATUSES,
    _MAYBE,
    _MAYBE,
    st.none() | _STANDINGS,
    _SHARES,
    _NAMES,
    _EVIDENCE,
)


_OCCURRENCES = st.builds(
    Occurrence,
    _NUMBERS,
    _NUMBERS,
    st.sampled_from(["quay", "tarn", "echo"]),
    st.sampled_from(["verbatim", "trimmed"]),
    st.floats(0, 100),
) | _SPANS.map(lambda span: Occurrence(span.start, span.end, span.article))


def _of_its_places(one: Statement) -> Statement:
    """Return a statement whose descents lead from one of its places to another."""
    count = len(one.occurrences)
    descents = (replace(each, child=each.child % count, parent=each.parent % count) for each in one.stemma)
    return replace(one, stemma=tuple(descents))


_STATEMENTS = st.builds(
    Statement,
    _WORDS,
    _WORDS,
    st.lists(_OCCURRENCES, min_size=1, max_size=3).map(tuple),
    st.builds(First, st.lists(st.sampled_from(["quay", "tarn"]), max_size=2).map(tuple), _MAYBE),
    st.lists(
        st.builds(
            Descent, st.integers(0, 9), st.integers(0, 9), st.sampled_from(["tie", "inferred"]), _WORDS
        ),
        max_size=2,
    ).map(tuple),
).map(_of_its_places)


def _ends(one: Statement) -> tuple[int, int]:
    return one.occurrences[0].start, one.occurrences[0].end


@given(_FINDINGS)
def test_findings_come_back_as_they_were(found: Findings) -> None:
    packed = packing.pack_findings(found, TEXT)
    assert packing.unpack_findings(packed, ARTICLE) == found
    assert packing.pack_findings(found, TEXT) == packed


@st.composite
def _made(draw: st.DrawFn) -> Outcome:
    """An outcome in which lines of the timeline are of claims, and claims in the words of a mention."""
    claims = []
    for told in draw(st.lists(_CLAIMS, max_size=3, unique_by=lambda one: one.id)):
        first = told.mentions[0] if told.mentions else None
        words, history = told.text, told.history
        if first and first.article == ARTICLE.id and draw(st.booleans()):
            words = TEXT[first.start : first.end]
        if draw(st.booleans()):
            history = (Event("first seen", "2025-05-01", told.mentions),)
        claims.append(replace(told, text=words, history=history))
    entries = draw(st.lists(_ENTRIES, max_size=3))
    for claim in claims:
        entry = replace(draw(_ENTRIES), claim=claim.id, id=f"t-{claim.id}", text=claim.text, kind=claim.kind)
        entries.append(entry)
    statements = tuple(draw(st.lists(_STATEMENTS, max_size=2)))
    if draw(st.booleans()):
        statements = tuple(replace(one, text=TEXT[slice(*_ends(one))]) for one in statements)
    alone = draw(st.none() | st.tuples(_SENTENCES.map(tuple), _QUOTES.map(tuple), st.just(())))
    return Outcome(draw(_MAYBE), alone, statements, tuple(claims), tuple(entries))


@given(_made())
def test_outcomes_come_back_as_they_were(outcome: Outcome) -> None:
    packed = packing.pack_outcome(outcome, ARTICLE)
    assert parts(packing.unpack_outcome(packed, ARTICLE)) == parts(outcome)


def test_statements_come_back_as_older_stores_keep_them() -> None:
    one = Statement("s-1", "It rained.", (Occurrence(0, 4, "quay"),), First(("quay",), None))
    made = packing.unpack(packing.pack_outcome(Outcome(None, None, (), (), ()), ARTICLE), Made, TEXT)
    packed = packing.pack(msgspec.structs.replace(made, statements=[one]), TEXT)
    assert packing.unpack_outcome(packed, ARTICLE).statements == (one,)


def parts(outcome: Any) -> tuple[Any, ...]:
    """Return all that an outcome holds."""
    return tuple(getattr(outcome, name) for name in Outcome.__slots__)


def story_of(*texts: str) -> list[Article]:
    return [
        Article(
            f"a{n}",
            text,
            Source(f"Outlet {n}", "metadata"),
            published=Published(f"2025-05-0{n + 1}", "day", "url"),
        )
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (packing._KNOWN, "80931db7aa69bf72c9d8a0b682debe009c06ad1612ce297457d76095bb0badcd"),
        (compact_matches._KNOWN, "c760c2fb8f4e726091c44e7dded4f3319008dc0c6196ba46a7605a4eb7f5a416"),
    ],
    ids=["records", "matches"],
)
def test_the_words_that_what_is_packed_is_read_by_never_change(words: bytes, wanted: str) -> None:
    assert sha256(words).hexdigest() == wanted


def test_what_a_story_makes_of_its_articles_comes_back_as_it_was() -> None:
    denial = "Corvale denied on Monday that it will buy the shipyard at Belmore for 40 million crowns."
    articles = story_of(TEXT, denial, TEXT.partition("\n")[0], f"{denial}\n\n{TEXT}")
    story = pipeline.build(articles)
    for article, outcome in zip(story.articles, _outcomes(story, {}).values(), strict=True):
        assert outcome.findings
        packed = packing.pack_outcome(Outcome(*parts(outcome)), article)
        assert parts(packing.unpack_outcome(packed, article)) == parts(outcome)
        found = find(article)
        assert packing.unpack_findings(packing.pack_findings(found, article.text), article) == found
    assert any(claim.status == "denied" for claim in story.claims)
    assert story.statements


def test_no_damage_gives_anything_but_findings_or_a_value_error() -> None:
    chance = random.Random(7)  # noqa: S311 - any numbers will do
    packed, told = packing.pack_findings(find(ARTICLE), TEXT), 0
    for _ in range(400):
        spoilt = bytearray(packed)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        try:
            assert isinstance(packing.unpack_findings(bytes(spoilt), ARTICLE), Findings)
        except ValueError:
            told += 1
    assert told > 200


_RELATIONS = st.sampled_from(["verbatim", "fragment", "edited", "paraphrase"])
_RATIOS = st.integers(1, 3000).flatmap(
    lambda whole: st.integers(0, whole).map(lambda lost: 100 * (1 - lost / whole))
)
_PLACES = st.tuples(_NUMBERS, _NUMBERS).map(sorted)
_MATCHES = st.lists(
    st.builds(
        Match,
        _PLACES.map(lambda place: Span(*place, "quay")),
        st.builds(lambda place, article: Span(*place, article), _PLACES, st.sampled_from(["tarn", "echo"])),
        _RATIOS | st.floats(0, 100),
        _RELATIONS,
        st.just(0),
        st.just(1),
        _MAYBE,
    ),
    max_size=9,
    unique_by=lambda one: (one.a, one.b),
)


@given(_MATCHES)
def test_matches_come_back_in_the_order_of_their_places(matches: list[Match]) -> None:
    numbers = {"tarn": 7, "echo": 3}
    packed = compact_matches.pack_pairs(compact_matches.pairs_of(matches, numbers))
    found = list(compact_matches.unpack_pairs(packed))
    assert list(compact_matches.unpack_pairs(packed, 3)) == [pair for pair in found if pair[2] == 3]
    assert found == sorted(
        (
            (
                m.a.start,
                m.a.end,
                numbers[m.b.article or ""],
                m.b.start,
                m.b.end,
                m.similarity,
                m.relation,
                m.differs,
            )
            for m in matches
        ),
        key=lambda row: row[:5],
    )


@pytest.mark.parametrize(
    "similarity", [100.0, 87.5, 100 * (1 - 2 / 3), 0.0, 93.33333333333333, 64.12345678901234]
)
def test_a_similarity_comes_back_to_the_last_bit(similarity: float) -> None:
    pair = (0, 40, 3, 0, 41, similarity, "edited", None)
    assert list(compact_matches.unpack_pairs(compact_matches.pack_pairs([pair]))) == [pair]


def test_no_damage_gives_anything_but_matches_or_a_value_error() -> None:
    chance = random.Random(7)  # noqa: S311 - any numbers will do
    pairs: list[compact_matches.Pair] = [
        (
            9 * n,
            9 * n + 40,
            3 * n,
            n,
            n + 41 + n % 2,
            90.0 + n % 9,
            "edited",
            f"numbers: {n} → 2" if n % 3 else None,
        )
        for n in range(40)
    ]
    packed, told = compact_matches.pack_pairs(pairs), 0
    for _ in range(400):
        spoilt = bytearray(packed)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        try:
            assert all(len(one) == len(pairs[0]) for one in compact_matches.unpack_pairs(bytes(spoilt)))
        except ValueError:
            told += 1
    assert told > 200


@given(st.sets(st.integers(1, 1 << 20)).map(sorted))
def test_the_articles_that_matches_lead_from_come_back(numbers: list[int]) -> None:
    assert compact_matches.unpack_lefts(compact_matches.pack_lefts(numbers)) == numbers


@given(st.lists(st.integers(0, (1 << 64) - 1)))
def test_numbers_come_back_from_planes_of_bytes(numbers: list[int]) -> None:
    data = planes.of_numbers(numbers)
    assert list(planes.numbers(data, len(numbers))) == numbers
    assert len(data) <= 8 * len(numbers)
    with pytest.raises(ValueError, match="are not"):
        planes.numbers(b"\0" + data, 2 * len(data) + 2)


@given(st.integers(-(1 << 62), 1 << 62))
def test_a_number_is_folded_and_unfolded(number: int) -> None:
    assert planes.unfolded(planes.folded(number)) == number
    assert 0 <= planes.folded(number) <= 2 * abs(number)
