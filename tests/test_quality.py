"""Quality floors: what the stages find in the sample stories; a floor is only ever raised."""

import hashlib

import pytest

import quality
from goldset import GOLD

FLOORS = {
    "quotes found": (0.86, 0.98, 0.97),
    "quotes that are quotes": (0.97, 1.00, 1.00),
    "speakers right": (0.86, 0.87, 0.77),
    "labels right": (0.77, 0.92, 0.93),
    "boilerplate right": (0.99, 0.99, 0.99),
    "dates right": (0.94, 0.95, 0.97),
    "matches found": (0.80, 0.77, 0.86),
    "look-alikes parted": (1.00, 1.00, 0.94),
    "statements whole": (0.58, 0.65, 0.69),
    "statuses right": (0.53, 0.87, 0.70),
    "label F1": (0.72, 0.91, 0.93),
    "date F1": (0.95, 0.96, 0.98),
    "claims B-cubed": (0.53, 0.63, 0.71),
}
FINGERPRINTS = {
    "foldable-reader": "266e1437dda76a3b",
    "harbour-tunnel": "82d5a2ce8b56b7d6",
    "meridian-merger": "26839c37116c838d",
}


@pytest.mark.parametrize("story", quality.STORIES)
@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_sinks_below_its_floor(name: str, story: str) -> None:
    floor = FLOORS[name][quality.STORIES.index(story)]
    assert quality.figure(name, story) >= floor - 0.005


@pytest.mark.parametrize("story", quality.STORIES)
def test_the_gold_is_the_gold_that_the_floors_were_pinned_on(story: str) -> None:
    digest = hashlib.sha256((GOLD / f"{story}.json").read_bytes()).hexdigest()[:16]
    assert digest == FINGERPRINTS[story]
