"""What of the documentation is generated: where each piece stands, and what makes it."""

from __future__ import annotations

from generated import commands, figures, house, keys, rules, story_json
from generated.piece import Piece

__all__ = ["Piece", "pieces"]


def pieces() -> tuple[Piece, ...]:
    """Return every piece, in the order in which they are told of."""
    return (
        Piece("docs/reference/commands.md", "commands", commands.page, is_whole=True),
        Piece("docs/reference/keys.md", "keys", keys.page, is_whole=True),
        Piece("README.md", "keys", keys.short_table),
        Piece("docs/reference/json.md", "fields", story_json.fields),
        Piece("docs/reference/ondit.schema.json", "the schema", story_json.schema, is_whole=True),
        Piece("docs/labels.md", "verdicts", rules.verdicts),
        Piece("docs/quality.md", "floors", figures.floors),
        Piece("CONTRIBUTING.md", "house", house.picture),
    )
