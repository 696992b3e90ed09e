"""Places find by their ids what a dictionary finds."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.places import Places


class Clashing(str):
    """An id of which many have the same hash."""

    __slots__ = ()

    def __hash__(self) -> int:
        return len(self)


@dataclass(frozen=True)
class Thing:
    """Something with an id."""

    id: str
    number: int


IDS = st.one_of(st.text("ab", max_size=4), st.text("ab", max_size=4).map(Clashing))


@given(ids=st.lists(IDS, max_size=20), asked=IDS)
def test_each_is_found_by_its_id(ids: list[str], asked: str) -> None:
    things = [Thing(one, number) for number, one in enumerate(ids)]
    known = {thing.id: thing for thing in things}
    places = Places(things)
    for one in (*ids, asked):
        assert places.find(one) == known.get(one)
        if one in known:
            assert places.get(one) == known[one]
        else:
            with pytest.raises(KeyError):
                places.get(one)
    assert places.place(None) is None
    assert [places.place(one) for one in known] == [thing.number for thing in known.values()]
