"""Which of many assertions are like another: the compiled index gives what the written one gives."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.claims import neighbours as module
from ondit.claims.assertions import Assertion
from ondit.claims.likeness import Likeness, Sought, score
from ondit.claims.many import Many
from ondit.claims.neighbours import MOST_HOLDERS, Few, Shelf, grown
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Label, Span, TimeExpression

pytestmark = pytest.mark.xdist_group("compiled")

WORDS = ("corvale", "ferri", "yard", "#own", "#talk", "price", "open", "40", "late")
ANY = Sought(0.1, 0.0, 0.0, 0.0, 0.0, 0.0, same_polarity=False, same_names=True)
DAY = TimeExpression(0, 4, value="2025-06-01", type="DATE")


def assertion(
    told: tuple[str, ...], *, names: tuple[str, ...] = (), negated: bool = False, dated: bool = False
) -> Assertion:
    """Make an assertion of some stems."""
    made = Assertion(
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
        denies=False,
        is_negated=negated,
        is_not_so=negated,
        months=frozenset(),
        dated=(DAY,) if dated else (),
    )
    made.name(())
    return made


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


def numbered(every: list[Assertion]) -> list[Assertion]:
    """Number assertions that are told one after the other."""
    for row, one in enumerate(every):
        one.row = row
    return every


def filled(every: list[Assertion]) -> Few:
    """Return an index that holds some assertions."""
    index = Few(likeness(every))
    index.read(numbered(every))
    for one in every:
        index.add(one, Shelf.CORES)
    return index


@given(ASSERTIONS, SOUGHT, st.lists(st.integers(0, 40), max_size=3))
def test_the_compiled_index_finds_what_the_written_one_finds(
    every: list[Assertion], sought: Sought, cuts: list[int]
) -> None:
    few, many = Few(likeness(every)), Many(likeness(every))
    row = 0
    for cut in (*cuts, 0):
        for index in (few, many):
            index.weigh(likeness(every[: cut + 1]))
            index.read(numbered(every)[row:])
        for one in every[row:]:
            for shelf in Shelf:
                assert few.alike(one, sought, shelf) == many.alike(one, sought, shelf)
            for index in (few, many):
                index.add(one, Shelf.CORES)
                index.add(one, Shelf(1 + one.row % 2))
        row = min(cut, len(every))
        few.back(row)
        many.back(row)


@given(ASSERTIONS)
def test_an_index_that_grew_is_compiled_with_all_that_it_held(every: list[Assertion]) -> None:
    few = filled(every)
    many = few.compiled()
    for one in every:
        assert few.alike(one, ANY, Shelf.CORES) == many.alike(one, ANY, Shelf.CORES)


@given(ASSERTIONS)
def test_likeness_is_what_comparing_every_pair_gives(every: list[Assertion]) -> None:
    weigh = likeness(every)
    last = numbered(every)[-1]
    index = Few(weigh)
    index.read(every)
    for one in every[: min(MOST_HOLDERS, len(every) - 1)]:
        index.add(one, Shelf.CORES)
    expected = []
    for one in every[: min(MOST_HOLDERS, len(every) - 1)]:
        left, right = (sum(map(weigh.weight, each.bag)) for each in (one, last))
        shared = sum(map(weigh.weight, one.bag.keys() & last.bag.keys()))
        alike = score(shared, left, right, min(len(one.telling), len(last.telling)))
        strangers = one.names and last.names and not one.names & last.names
        if one.telling & last.telling and alike >= ANY.in_words and not strangers:
            expected.append((one, alike))
    assert index.alike(last, ANY, Shelf.CORES) == expected


def test_only_the_last_holders_of_a_word_count() -> None:
    every = [assertion(("ferri", "late")) for _ in range(MOST_HOLDERS + 2)]
    index = filled(every)
    assert [one.row for one, _ in index.alike(every[0], ANY, Shelf.CORES)] == list(range(2, MOST_HOLDERS + 2))
    index.back(MOST_HOLDERS)
    assert [one.row for one, _ in index.alike(every[0], ANY, Shelf.CORES)] == list(range(MOST_HOLDERS))


def test_what_no_fact_could_make_like_enough_is_left_out() -> None:
    one, other, never = numbered(
        [
            assertion(("ferri", "late", "yard")),
            assertion(("ferri", "open", "price")),
            assertion(("ferri", "late", "yard"), negated=True),
        ]
    )
    index = Few(likeness([one, other]))
    index.read([one, other, never])
    index.add(one, Shelf.CORES)
    assert index.alike(other, ANY, Shelf.CORES)
    assert not index.alike(other, ANY._replace(least=0.9, date=0.5), Shelf.CORES)
    assert not index.alike(never, ANY._replace(same_polarity=True), Shelf.CORES)
    assert not index.alike(other, ANY, Shelf.RUMOURS)


def test_many_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    index = filled([assertion(("ferri", "late"))])
    assert grown(index, 1) is index
    monkeypatch.setattr(module, "COMPILED_FROM", 2)
    assert isinstance(grown(index, 1), Many)
