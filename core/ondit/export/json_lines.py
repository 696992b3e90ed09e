"""JSON Lines: each entry, match or quote as the object that it is in the JSON format, one a line."""

from __future__ import annotations

from typing import TextIO

from ondit.export import records
from ondit.model import Story


def timeline(story: Story, stream: TextIO) -> None:
    """Write the timeline, one entry a line."""
    stream.writelines(records.encode(records.entry(story, item)) + "\n" for item in story.timeline)


def match(story: Story, stream: TextIO) -> None:
    """Write the matched pairs, one a line."""
    stream.writelines(records.encode(records.match(story, item)) + "\n" for item in story.matches)


def quotes(story: Story, stream: TextIO) -> None:
    """Write the quotes, one a line."""
    stream.writelines(records.encode(records.quote(story, item)) + "\n" for item in story.quotes)
