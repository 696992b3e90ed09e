"""JSON Lines: each entry, match or excerpt as an object, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ondit.export import records
from ondit.export.excerpts import Excerpt
from ondit.model import Story


def timeline(story: Story, stream: TextIO) -> None:
    """Write the timeline, one entry a line."""
    stream.writelines(records.encode(records.entry(story, item)) + "\n" for item in story.timeline)


def match(story: Story, stream: TextIO) -> None:
    """Write the matched pairs, one a line."""
    stream.writelines(records.encode(records.match(story, item)) + "\n" for item in story.matches)


def write(excerpts: Iterable[Excerpt], stream: TextIO) -> None:
    """Write excerpts, one a line."""
    stream.writelines(records.encode(records.excerpt(item)) + "\n" for item in excerpts)
