"""Quality floors: what the stages find in the sample stories; a floor is only ever raised."""

import pytest

import floors
import quality

pytestmark = pytest.mark.xdist_group("samples")

PINNED = floors.load()
ROWS = [
    pytest.param(story, name, id=f"{story}: {name}") for story in quality.STORIES for name in floors.MEASURED
]


@pytest.mark.parametrize(("story", "name"), ROWS)
def test_no_figure_sinks_below_its_floor(story: str, name: str) -> None:
    row = floors.Row(story, name, quality.figure(name, story), PINNED.of(story, name))
    assert row.holds, f"{row.value:.3f} is below {row.floor}"


def test_the_gold_is_the_gold_that_the_floors_were_pinned_on() -> None:
    assert floors.fingerprint() == PINNED.gold


def test_floors_are_raised_and_never_lowered() -> None:
    pinned = floors.Floors("old", {"tunnel": {"quotes found": 0.5, "labels right": 0.9}})
    rows = [
        floors.Row("tunnel", "quotes found", 0.756, 0.5),
        floors.Row("tunnel", "labels right", 0.8, 0.9),
        floors.Row("merger", "labels right", 0.7, 0.0),
    ]
    assert floors.raised(pinned, rows).figures == {
        "tunnel": {"quotes found": 0.76, "labels right": 0.9},
        "merger": {"labels right": 0.7},
    }


def test_what_sinks_is_said() -> None:
    said: list[str] = []
    assert floors.show([floors.Row("tunnel", "quotes found", 0.946, 0.95)], said.append)
    assert not floors.show([floors.Row("tunnel", "quotes found", 0.944, 0.95)], said.append)
    assert [line.endswith("SUNK") for line in said] == [False, True]
