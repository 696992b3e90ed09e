"""Stories written for other programs and for people: citations, and one writer per format."""

from __future__ import annotations

from ondit.export.citation import citation

__all__ = ["citation"]
