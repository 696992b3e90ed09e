"""How fast one article is read: sentences, quotes, dates and labels, on news and on hostile text.

`python benchmarks/readings.py INPUT …` reads articles of anything that Ondit reads and prints how many
characters a second each reading takes, and how many all that is found up to their timeline; `--hostile` gives
each one text of a megabyte of one thing, and one of two, which shows whether it takes longer than linear
time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import date

from ondit import certainty, dates, ingest, pipeline, quotes, sentences

MEGABYTE = 1_000_000
REFERENCE = date(2025, 5, 23)
HOSTILE = {
    "straight marks": '"',
    "opening marks": "“",
    "closing marks": "”",
    "apostrophes": "’",
    "guillemets": "«",
    "short quotes": "“a” said b. ",
    "said": "said ",
    "said someone": "said Ann Ode, ",
    "rumour": "rumour ",
    "relative clauses": ", which is",
    "capitals": "Ann ",
    "last year": "last year ",
    "weekdays": "Monday, ",
    "ones": "1 ",
    "the": "the ",
    "one letter": "a",
    "stops": ". ",
    "commas": ",",
    "lines": "\n",
    "blanks": f"Sold{' ' * 3_900}out. ",
}


def label_all(text: str) -> int:
    """Label every sentence of a text; return the number of labels."""
    return sum(len(certainty.label(text, span.start, span.end)) for span in sentences.split(text))


READINGS: dict[str, Callable[[str], object]] = {
    "sentences": sentences.split,
    "quotes": quotes.find,
    "dates": lambda text: dates.find(text, REFERENCE),
    "labels": label_all,
}


def seconds(reading: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return how long a reading takes over some texts."""
    began = time.perf_counter()
    for text in texts:
        reading(text)
    return time.perf_counter() - began


def news(inputs: Sequence[str]) -> None:
    """Print the speed of each reading over the articles of some inputs."""
    articles = ingest.read_all(inputs).articles
    texts = [article.text for article in articles]
    size = sum(map(len, texts))
    print(f"{len(texts)} articles, {size:,} characters")
    for name, reading in READINGS.items():
        reading(texts[0] if texts else "")
        tell(name, size, seconds(reading, texts))
    began = time.perf_counter()
    pipeline.build(articles)
    tell("timeline", size, time.perf_counter() - began)


def tell(name: str, size: int, took: float) -> None:
    """Print how long it took to read so many characters."""
    print(f"{name:12}{took:8.2f} s {size / max(took, 1e-9):14,.0f} characters a second")


def hostile() -> None:
    """Print how long each reading takes over a megabyte, and over two, of one thing."""
    print(f"{'seconds for 1 MB, 2 MB':24}" + "".join(f"{name:>16}" for name in READINGS))
    for name, piece in HOSTILE.items():
        row = []
        for size in (MEGABYTE, 2 * MEGABYTE):
            text = piece * (size // len(piece))
            row.append([seconds(reading, [text]) for reading in READINGS.values()])
        print(
            f"{name:24}" + "".join(f"{one:9.2f}{two:7.2f}" for one, two in zip(*row, strict=True)), flush=True
        )


def main() -> None:
    """Read the options and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("inputs", nargs="*", help="articles: files, folders, feeds")
    options.add_argument("--hostile", action="store_true", help="measure hostile texts")
    given = options.parse_args()
    if given.inputs:
        news(given.inputs)
    if given.hostile:
        hostile()


if __name__ == "__main__":
    main()
