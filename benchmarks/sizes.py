"""Benchmarks of articles, as few and as many as the command line asks for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from ondit.ingest import read_all
from ondit.model import Article


def run(
    about: str | None, measure: Callable[[Sequence[Article]], str], counts: Sequence[int] = (1_000,)
) -> None:
    """Print what is measured of articles, of so many of the first as the command line asks.

    Args:
        about: What the command is about.
        measure: Returns the figures of some articles in a line.
        counts: How many, where it does not say.
    """
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("inputs", nargs="+")
    options.add_argument("--articles", type=int, nargs="+", default=counts, help="how many")
    asked = options.parse_args()
    articles = list(read_all(asked.inputs).articles)
    for count in asked.articles:
        print(measure(articles[:count]), flush=True)
