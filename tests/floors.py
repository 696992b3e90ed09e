"""The floors of quality: every figure beside the floor that it must not sink below.

`python tests/floors.py` prints the figures of the sample stories, with `--news FOLDER` also those of real
news (`tests/news.py` says what FOLDER holds), and ends with 1 if one lies below its floor or if the gold
annotation is not the one that the floors were pinned on. `--pin` raises the floors to the figures; it lowers
none.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import news
import quality
import real_stories
from goldset import GOLD

FILE = Path(__file__).with_suffix(".json")
SLACK = 0.005
"""Figures are pinned at two digits."""
MEASURED = (*quality.STAGES, *quality.WHOLES)


class Row(NamedTuple):
    """A figure of a story or of a part of the news, and its floor."""

    group: str
    name: str
    value: float
    floor: float

    @property
    def holds(self) -> bool:
        """Say whether the figure is no lower than its floor."""
        return self.value >= self.floor - SLACK


class Floors(NamedTuple):
    """The fingerprint of the gold, and the floor of each figure by group and name."""

    gold: str
    figures: dict[str, dict[str, float]]

    def of(self, group: str, name: str) -> float:
        """Return a figure's floor, 0 where none was pinned."""
        return self.figures.get(group, {}).get(name, 0.0)


def load() -> Floors:
    """Return the pinned floors."""
    return Floors(**json.loads(FILE.read_text("utf-8")))


def fingerprint() -> str:
    """Return the fingerprint of the whole gold annotation."""
    digest = hashlib.sha256()
    for path in sorted(GOLD.rglob("*.json")):
        digest.update(path.relative_to(GOLD).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def samples(floors: Floors, stories: Iterable[str] = quality.STORIES) -> Iterator[Row]:
    """Yield the figures of the sample stories."""
    for story in stories:
        for name in MEASURED:
            yield Row(story, name, quality.figure(name, story), floors.of(story, name))


def real(floors: Floors, folder: Path) -> Iterator[Row]:
    """Yield the figures of real news."""
    for part in news.PARTS:
        judged = [one for document in news.documents(part, folder) for one in news.judge(document)]
        for name, value in news.figures(judged).items():
            yield Row(part, name, value, floors.of(part, name))
    found = ((story, real_stories.figures(story)) for story in real_stories.stories(folder))
    for part, named in real_stories.means(found).items():
        for name, value in named.items():
            yield Row(f"stories: {part}", name, value, floors.of(f"stories: {part}", name))


def raised(floors: Floors, rows: Iterable[Row]) -> Floors:
    """Return the floors, each no lower than its figure, for the gold as it is now."""
    figures = {group: dict(named) for group, named in floors.figures.items()}
    for row in rows:
        figures.setdefault(row.group, {})[row.name] = max(row.floor, round(row.value, 2))
    return Floors(fingerprint(), figures)


def show(rows: Iterable[Row], write: Callable[[str], object] = print) -> bool:
    """Write each figure beside its floor; return whether all hold."""
    fine = True
    for row in rows:
        sunk = "" if row.holds else "  SUNK"
        write(f"{row.group:22}{row.name:26}{row.value:6.3f}  floor {row.floor:.2f}{sunk}")
        fine = fine and row.holds
    return fine


def main() -> None:
    """Print the figures beside their floors, or pin them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--news", type=Path, metavar="FOLDER", help="where the corpora of real news are cloned"
    )
    options.add_argument("--pin", action="store_true", help="raise the floors to the figures")
    given = options.parse_args()
    floors = load()
    rows = [*samples(floors), *(real(floors, given.news) if given.news else ())]
    fine = show(rows)
    if given.pin:
        FILE.write_text(json.dumps(raised(floors, rows)._asdict(), indent=1) + "\n", "utf-8")
    elif floors.gold != fingerprint():
        sys.exit(
            "The gold annotation is not the one that the floors were pinned on: see what changed, then --pin."
        )
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
