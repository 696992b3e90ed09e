"""Laws of what a reader says of claims, over any partition of the mentions of a few articles into claims."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dated import dated
from ondit.model import Claim, Span, Status
from ondit.overrides import Anchor, Override, anchored, apply, unmatched
from ondit.spans import told_order
from test_overrides import minute, status

WORDS = 6
LENGTH = 4
NAMES = ("a", "b", "c", "d")
DATES = ("2025-03-01", "2025-03-02", "2025-03", None)
STREAM = tuple(
    dated(name, f"Outlet {number % 3}", DATES[number], " ".join(f"{name}{word:02}" for word in range(WORDS)))
    for number, name in enumerate(NAMES)
)
STREAM_BY_ID = {one.id: one for one in STREAM}
SPANS = tuple(
    Span(word * LENGTH, word * LENGTH + LENGTH - 1, name) for name in NAMES for word in range(WORDS)
)
_STATUS = st.sampled_from(["open", "confirmed", "denied", "superseded", "expired"])


@st.composite
def some_claims(draw: st.DrawFn) -> tuple[Claim, ...]:
    numbers = draw(st.lists(st.integers(0, 7), min_size=len(SPANS), max_size=len(SPANS)))
    groups = [[span for span, n in zip(SPANS, numbers, strict=True) if n == number] for number in range(7)]
    ordered = [sorted(group, key=lambda span: told_order(span, STREAM_BY_ID)) for group in groups if group]
    ordered.sort(key=lambda group: told_order(group[0], STREAM_BY_ID))
    claims = []
    for number, mentions in enumerate(ordered):
        others = [f"c-{other}" for other in range(len(ordered)) if other != number]
        settled_by = draw(st.none() | st.sampled_from(others)) if others else None
        outcome = draw(st.sampled_from(["confirmed", "denied"])) if settled_by else "open"
        against = draw(st.sets(st.sampled_from(others), max_size=2)) if others else set()
        kind = draw(st.sampled_from(["rumour", "announcement"]))
        claims.append(
            Claim(
                f"c-{number}", "text", kind, outcome, None, tuple(mentions), settled_by,
                contradicts=tuple(sorted(against)),
            )
        )  # fmt: skip
    return tuple(claims)


@st.composite
def some_anchor(draw: st.DrawFn) -> Anchor:
    owner = draw(st.sampled_from(STREAM))
    start = draw(st.integers(0, len(owner.text) - 1))
    end = draw(st.integers(start + 1, min(len(owner.text), start + 2 * LENGTH)))
    found = anchored(Span(start, end, owner.id), owner)
    return draw(st.sampled_from([found, found, found, replace(found, article="gone")]))


@st.composite
def some_overrides(draw: st.DrawFn) -> list[Override]:
    overrides = []
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["status", "merge", "merge", "apart", "apart"]))
        value = draw(_STATUS) if kind == "status" else None
        other = {"apart": st.none(), "merge": some_anchor(), "status": st.none() | some_anchor()}[kind]
        overrides.append(Override(kind, draw(some_anchor()), minute(number), value, draw(other)))
    return overrides


@given(some_claims(), some_overrides(), st.randoms(), st.sampled_from(["merge", "apart"]))
def test_laws_of_what_a_reader_says(
    claims: tuple[Claim, ...], overrides: list[Override], chance: random.Random, left_out: str
) -> None:
    after = apply(claims, overrides, STREAM)
    assert_each_mention_is_told_once(claims, after)
    assert_references_lead_to_other_claims(after)
    assert_order_of_telling(after)
    assert_what_is_changed_is_marked(claims, after)

    shuffled, stream = list(overrides), list(STREAM)
    chance.shuffle(shuffled)
    chance.shuffle(stream)
    assert apply(claims, shuffled, stream) == after, "the order of articles and overrides changes it"

    lost = unmatched(claims, overrides, STREAM)
    kept = [override for override in overrides if override not in lost]
    assert apply(claims, kept, STREAM) == after, "overrides that find nothing change it"
    assert apply(claims, lost, STREAM) == claims, "overrides that find nothing change claims"

    of_a_kind = [override for override in overrides if override.kind != left_out]
    once = apply(claims, of_a_kind, STREAM)
    assert apply(once, of_a_kind, STREAM) == once, "what is only merged or only set apart changes again"


def assert_each_mention_is_told_once(claims: tuple[Claim, ...], after: tuple[Claim, ...]) -> None:
    told, before = ([span for one in some for span in one.mentions] for some in (after, claims))
    assert sorted(told) == sorted(before)
    assert len({one.id for one in after}) == len(after)


def assert_references_lead_to_other_claims(after: tuple[Claim, ...]) -> None:
    names = {one.id for one in after}
    for one in after:
        referred = {one.settled_by, *one.contradicts, *(event.claim for event in one.history)} - {None}
        assert referred <= names - {one.id}


def assert_order_of_telling(after: tuple[Claim, ...]) -> None:
    for spans in ([one.mentions[0] for one in after], *(one.mentions for one in after)):
        keys = [told_order(span, STREAM_BY_ID) for span in spans]
        assert keys == sorted(keys)


def assert_what_is_changed_is_marked(claims: tuple[Claim, ...], after: tuple[Claim, ...]) -> None:
    found = {frozenset(one.mentions): one for one in claims}
    for one in after:
        before = found.get(frozenset(one.mentions))
        assert before or {"merge", "apart"} & set(one.overridden)
        if before and not one.overridden:
            assert (one.status, one.kind, one.text) == (before.status, before.kind, before.text)


@given(some_claims(), _STATUS, _STATUS, st.data())
def test_overrides_of_different_claims_may_be_made_in_any_order(
    claims: tuple[Claim, ...], one: Status, two: Status, data: st.DataObject
) -> None:
    numbers = data.draw(st.lists(st.integers(0, len(claims) - 1), min_size=2, max_size=2))
    anchors = [
        anchored(claims[n].mentions[0], STREAM_BY_ID[claims[n].mentions[0].article or ""]) for n in numbers
    ]
    early = [status(anchors[0], one, when=1), status(anchors[1], two, when=2)]
    late = [status(anchors[0], one, when=2), status(anchors[1], two, when=1)]
    if numbers[0] != numbers[1]:
        assert apply(claims, early, STREAM) == apply(claims, late, STREAM)
    else:
        assert apply(claims, early, STREAM)[numbers[0]].status == two
        assert apply(claims, late, STREAM)[numbers[0]].status == one
