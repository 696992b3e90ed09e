"""Quality floors: what the stages find in the sample stories; a floor is only ever raised."""

import hashlib

import pytest

import quality
from goldset import GOLD

FLOORS = {
    "quotes found": (0.86, 0.98, 0.97),
    "quotes that are quotes": (0.97, 1.00, 1.00),
    "speakers right": (0.86, 0.87, 0.77),
    "labels right": (0.78, 0.92, 0.93),
    "boilerplate right": (0.99, 0.99, 0.99),
    "dates right": (0.94, 0.95, 0.97),
    "matches found": (0.95, 0.86, 0.95),
    "matches right": (0.95, 0.87, 0.95),
    "look-alikes parted": (1.00, 1.00, 0.94),
    "statements whole": (0.73, 0.66, 0.71),
    "statuses right": (0.40, 0.87, 0.70),
    "label F1": (0.73, 0.91, 0.93),
    "date F1": (0.95, 0.96, 0.98),
    "claims B-cubed": (0.56, 0.63, 0.72),
}
FINGERPRINTS = {
    "foldable-reader": "d38e8fe4a2a9b7db",
    "harbour-tunnel": "08b24108a71af019",
    "meridian-merger": "d45c4d18595163ab",
}


@pytest.mark.parametrize("story", quality.STORIES)
@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_sinks_below_its_floor(name: str, story: str) -> None:
    floor = FLOORS[name][quality.STORIES.index(story)]
    assert quality.figure(name, story) >= floor - 0.005


@pytest.mark.parametrize("story", quality.STORIES)
def test_the_gold_is_the_gold_that_the_floors_were_pinned_on(story: str) -> None:
    both = ((GOLD / part / f"{story}.json").read_bytes() for part in ("", "pairs"))
    digest = hashlib.sha256(b"".join(both)).hexdigest()[:16]
    assert digest == FINGERPRINTS[story]
