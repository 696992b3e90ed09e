"""Figures of claims on real stories of several articles, against annotation by offsets.

`python tests/real_stories.py FOLDER` prints B-cubed F1, statuses and settling claims of each story, and the
means of the parts `development` and `unseen`, each beside what labels leave to be had; `--errors` lists
what is wrong in the first. FOLDER holds the corpora as `tests/news.py` says; only the first sentences of each
article, up to `end`, are read.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import news
import quality
from goldset import GOLD
from ondit import pipeline
from ondit.model import Article, Published, Source, Span

FIGURES = {
    "claims: B-cubed": quality.b_cubed,
    "statuses right": lambda one: _share(quality.statuses_right(one)),
    "settled by the right claim": lambda one: _share(quality.settled_right(one)),
}
CEILINGS = {
    "claims: B-cubed": quality.b_cubed_at_best,
    "settled by the right claim": lambda one: _share(quality.settled_labelled(one)),
}
"""What labels leave to be had, were each part that is found grouped, and each link drawn, as in the gold."""


@dataclass(frozen=True)
class RealStory(quality.Sample):
    """One real story, whose gold rows hold offsets."""

    part: str = ""

    def span(self, row: quality.Row) -> Span:
        """Return a mention's place: the article by its number, start and end."""
        return Span(row["start"], row["end"], f"a{row['article']:02}")


def names() -> list[str]:
    """Return the names of the annotated stories."""
    return sorted(path.stem for path in (GOLD / "stories").glob("*.json"))


def stories(folder: Path) -> Iterator[RealStory]:
    """Yield the annotated stories as they are read.

    Raises:
        SystemExit: A corpus is missing, or holds another text than the one that was annotated.
    """
    for name in names():
        gold = json.loads((GOLD / "stories" / f"{name}.json").read_text("utf-8"))
        articles = [
            Article(
                f"a{number:02}",
                news.text_of(folder, row)[: row["end"]],
                Source(row.get("outlet", "Reuters"), "metadata"),
                published=Published(row["published"], "day", "metadata"),
            )
            for number, row in enumerate(gold["articles"])
        ]
        claims = [
            claim | {"text": claim["name"], "mentions": [_mention(*place) for place in claim["mentions"]]}
            for claim in gold["claims"]
        ]
        yield RealStory(name, pipeline.build(articles), {"claims": claims}, {}, gold["part"])


def figures(one: RealStory) -> dict[str, float]:
    """Return a story's figures by name, from 0 to 1."""
    return {name: figure(one) for name, figure in FIGURES.items()}


def _mention(article: int, start: int, end: int) -> dict[str, int]:
    return {"article": article, "start": start, "end": end}


def _share(rows: list[tuple[bool, str]]) -> float:
    return sum(good for good, _ in rows) / len(rows) if rows else 1.0


def means(found: Iterable[tuple[RealStory, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Return the means of each part's figures: a story alone moves by single mentions."""
    rows = defaultdict(list)
    for one, named in found:
        rows[one.part].append(named)
    return {
        part: {name: sum(row[name] for row in several) / len(several) for name in several[0]}
        for part, several in sorted(rows.items())
    }


def main() -> None:
    """Print the figures of every story and the means of each part."""
    several = list(stories(Path(sys.argv[1])))
    found = [(one, figures(one)) for one in several]
    best = means((one, {name: best(one) for name, best in CEILINGS.items()}) for one in several)
    for one, named in found:
        _show(one.name, named)
        if "--errors" in sys.argv and one.part == "development":
            for stage in (quality.statuses_right, quality.settled_right):
                print("\n".join(f"  {what}" for good, what in stage(one) if not good))
    for part, named in means(found).items():
        _show(part, named)
        _show("  at best", best[part])


def _show(name: str, named: dict[str, float]) -> None:
    print(f"{name:14} " + "  ".join(f"{what} {value:.2f}" for what, value in named.items()))


if __name__ == "__main__":
    main()
