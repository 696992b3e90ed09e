"""The whole story as one JSON object, each record on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from ondit import __version__
from ondit.export import records
from ondit.model import Story


def write(story: Story, stream: TextIO) -> None:
    """Write a story as one JSON object; the same story gives the same characters every time."""
    stream.write(f'{{"ondit": {json.dumps(__version__)}')
    for name, items, record in _lists(story):
        stream.write(f',\n"{name}": [')
        records.write_list((record(story, item) for item in items), stream)
        stream.write("\n]" if items else "]")
    stream.write("}\n")


def _lists(story: Story) -> Iterator[tuple[str, Sequence[Any], Callable[[Story, Any], Mapping[str, Any]]]]:
    yield "articles", story.articles, records.article
    yield "matches", story.matches, records.match
    yield "statements", story.statements, records.statement
    yield "quotes", story.quotes, records.quote
    yield "labels", story.labels, records.label
    yield "dates", story.dates, records.time_expression
    yield "claims", story.claims, records.claim
    yield "timeline", story.timeline, records.entry
    yield "problems", story.problems, records.problem
    yield "credits", story.credits, records.credit
    yield "derivations", story.derivations, records.derivation
    yield "sources", story.records, records.source
