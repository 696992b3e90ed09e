"""The JSON Schema of what Ondit writes, made of its shapes (`ondit.export.shapes`)."""

from __future__ import annotations

from typing import Any

import msgspec

from ondit import model
from ondit.export import shapes


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of all that is written: of a story, or of excerpts.

    Each field has a description; no object has a field that the schema does not name.
    """
    tops, told = msgspec.json.schema_components(
        (shapes.Story, shapes.Excerpts), ref_template="#/$defs/{name}"
    )
    for name, shape in told.items():
        if "properties" in shape:
            _describe(name, shape)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Ondit writes as JSON",
        "anyOf": list(tops),
        "$defs": told,
    }


def _describe(name: str, shape: dict[str, Any]) -> None:
    """Say of a shape and of its fields what they mean, and that it has no others."""
    means = _attributes(getattr(model, name, None)) | _attributes(getattr(shapes, name))
    if {"start", "end", "article"} <= shape["properties"].keys():
        means = _attributes(shapes.Span) | means
    shape["description"] = " ".join((getattr(shapes, name).__doc__ or "").partition("Attributes:")[0].split())
    shape["additionalProperties"] = False
    fields = getattr(shapes, name).__annotations__
    shape["properties"] = {
        field: {"description": means[field]} | shape["properties"][field] for field in fields
    }
    shape["required"] = [field for field in fields if field in shape["required"]]


def _attributes(described: object) -> dict[str, str]:
    """Return what the section "Attributes" of a docstring says of each."""
    found: dict[str, str] = {}
    field = ""
    for line in (getattr(described, "__doc__", None) or "").partition("Attributes:")[2].splitlines():
        name, colon, rest = line.strip().partition(": ")
        if colon and name.isidentifier():
            field, found[name] = name, rest
        elif field and line.strip():
            found[field] += " " + line.strip()
    return found
