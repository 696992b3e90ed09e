"""Crediting: looking up an article's credits gives what looking through all of them gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ondit.model import Article, Credit, Source, Span
from ondit.provenance.crediting import Credits
from ondit.text import words

TEXT = "It rains in Hask, says Tarn, and the Wharf has it from Orbit that the ferry to Nacra is late again."
OUTLETS = ("Tarn", "Wharf", "Orbit")
IDS = ("t-1", "t-2", "w-1")
PLACE = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(
    lambda place: Span(place[0], min(len(TEXT), sum(place)), "a")
)
CREDITS = st.lists(
    st.builds(
        lambda place, source, ids: Credit(place.start, place.end, "a", source=source, articles=tuple(ids)),
        PLACE,
        st.sampled_from(OUTLETS),
        st.sets(st.sampled_from(IDS)).map(sorted),
    ),
    max_size=8,
)


@given(CREDITS, st.sampled_from(OUTLETS), st.sampled_from(IDS), PLACE)
def test_the_nearest_credit_of_an_article_or_its_outlet(
    found: list[Credit], outlet: str, name: str, near: Span
) -> None:
    credit = Credits(found).naming(Article(name, "", Source(outlet, "metadata")), near)
    naming = [one for one in found if one.source == outlet or name in one.articles]
    assert (credit is None) == (not naming)
    if credit:
        assert credit in naming
        assert abs(credit.start - near.start) == min(abs(one.start - near.start) for one in naming)


@given(CREDITS, PLACE)
def test_the_words_of_a_place_that_credit_another(found: list[Credit], place: Span) -> None:
    own = words(TEXT[place.start : place.end])
    starts = [place.start + start for start in own.starts]
    expected = {n for n, at in enumerate(starts) if any(one.start <= at < one.end for one in found)}
    assert Credits(found).words_of(own, place) == expected


@given(CREDITS, PLACE)
def test_the_order_of_credits_changes_nothing(found: list[Credit], near: Span) -> None:
    outlet = Article("t-1", "", Source("Tarn", "metadata"))
    assert Credits(found).naming(outlet, near) == Credits(found[::-1]).naming(outlet, near)
