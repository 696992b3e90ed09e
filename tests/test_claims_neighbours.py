"""Which of many assertions are like another: the compiled index gives what the written one gives."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit.claims import neighbours as module
from ondit.claims.assertions import Assertion
from ondit.claims.likeness import Likeness, Sought, score
from ondit.claims.many import Many
from ondit.claims.neighbours import MOST_HOLDERS, Few, neighbours
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Label, Span, TimeExpression

WORDS = ("corvale", "ferri", "yard", "#own", "#talk", "price", "open", "40", "late")
ANY = Sought(0.1, 0.0, 0.0, 0.0, 0.0, 0.0, same_polarity=False, same_names=True)
DAY = TimeExpression(0, 4, value="2025-06-01", type="DATE")


def assertion(
    told: tuple[str, ...], *, names: tuple[str, ...] = (), negated: bool = False, dated: bool = False
) -> Assertion:
    """Make an assertion of some stems."""
    return Assertion(
        label=Label(0, 4, "a", kind="rumour", confidence=0.8),
        span=Span(0, 4, "a"),
        article="text",
        opens=0,
        text="text",
        designators={},
        bag=Counter(told),
        quantities={"$": {"40"}} if "40" in told else {},
        acts=frozenset(key for key in told if key.startswith("#")),
        own_names=frozenset(names),
        names=frozenset(names),
        is_negated=negated,
        months=frozenset(),
        dated=(DAY,) if dated else (),
        statement=None,
    )


ASSERTIONS = st.lists(
    st.builds(
        assertion,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(tuple),
        names=st.lists(st.sampled_from(["corvale", "yard"]), max_size=2).map(tuple),
        negated=st.booleans(),
        dated=st.booleans(),
    ),
    min_size=1,
    max_size=40,
)
PARTS = st.sampled_from([0.0, 0.1, 0.25])
SOUGHT = st.builds(
    Sought,
    st.sampled_from([0.05, 0.15, 0.4]),
    PARTS,
    PARTS,
    PARTS,
    PARTS,
    PARTS,
    st.booleans(),
    st.booleans(),
)


def likeness(every: list[Assertion]) -> Likeness:
    """Return what the words of some assertions weigh."""
    return Likeness(Vocabulary([one.bag for one in every]))


@settings(deadline=None)
@given(ASSERTIONS, SOUGHT)
def test_the_compiled_index_finds_what_the_written_one_finds(every: list[Assertion], sought: Sought) -> None:
    few, many = Few(likeness(every)), Many(likeness(every), every)
    for place, one in enumerate(every):
        assert few.alike(one, sought) == many.alike(one, sought)
        few.add(one)
        many.add(one)
        assert few.at(place) is many.at(place) is one


@given(ASSERTIONS)
def test_likeness_is_what_comparing_every_pair_gives(every: list[Assertion]) -> None:
    last = every.pop()
    weigh = likeness([*every, last])
    index = Few(weigh)
    for one in every[:MOST_HOLDERS]:
        index.add(one)
    expected = []
    for place, one in enumerate(every[:MOST_HOLDERS]):
        left, right = (sum(map(weigh.weight, each.bag)) for each in (one, last))
        shared = sum(map(weigh.weight, one.bag.keys() & last.bag.keys()))
        alike = score(shared, left, right, min(len(one.telling), len(last.telling)))
        strangers = one.names and last.names and not one.names & last.names
        if one.telling & last.telling and alike >= ANY.in_words and not strangers:
            expected.append((place, alike))
    assert index.alike(last, ANY) == [row for row in expected if row[1] >= ANY.in_words]


def test_only_the_last_holders_of_a_word_count() -> None:
    every = [assertion(("ferri", "late")) for _ in range(MOST_HOLDERS + 2)]
    index = Few(likeness(every))
    for one in every:
        index.add(one)
    assert [place for place, _ in index.alike(every[0], ANY)] == list(range(2, MOST_HOLDERS + 2))


def test_what_no_fact_could_make_like_enough_is_left_out() -> None:
    one, other = assertion(("ferri", "late", "yard")), assertion(("ferri", "open", "price"))
    index = Few(likeness([one, other]))
    index.add(one)
    assert index.alike(other, ANY)
    assert not index.alike(other, ANY._replace(least=0.9, date=0.5))
    assert not index.alike(
        assertion(("ferri", "late", "yard"), negated=True), ANY._replace(same_polarity=True)
    )


def test_many_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [assertion(("ferri", "late"))]
    assert isinstance(neighbours(likeness(every), every), Few)
    monkeypatch.setattr(module, "COMPILED_FROM", 1)
    assert isinstance(neighbours(likeness(every), every), Many)
