"""The JSON that Ondit writes: its schema, and the same as tables to read."""

from __future__ import annotations

import json
from typing import Any

from generated.piece import table
from ondit.export.json_schema import schema as made_schema

FIRST = ("Story", "Excerpts", "Excerpt", "Span")
"""The shapes that stand first; the others follow by their names."""


def schema() -> str:
    """Return the JSON Schema."""
    return json.dumps(made_schema(), indent=2, ensure_ascii=False)


def fields() -> str:
    """Return each shape with its fields as a section of the page."""
    shapes = made_schema()["$defs"]
    names = [*FIRST, *sorted(set(shapes) - set(FIRST))]
    return "\n".join(_section(name, shapes[name]) for name in names)


def _section(name: str, shape: dict[str, Any]) -> str:
    needed = shape.get("required", ())
    rows = [
        (f"`{field}`", _kind(told) + ("" if field in needed else ", may be left out"), told["description"])
        for field, told in shape["properties"].items()
    ]
    return f"### {name}\n\n{shape['description']}\n\n{table(('field', 'is', 'means'), rows)}"


def _kind(told: dict[str, Any]) -> str:
    """Return what a value is, in words."""
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        return " or ".join(_kind(one) for one in told["anyOf"])
    if "enum" in told:
        return ", ".join("null" if one is None else f"`{one}`" for one in told["enum"])
    if told["type"] == "array":
        return f"list of {_kind(told['items'])}"
    return str(told["type"])
