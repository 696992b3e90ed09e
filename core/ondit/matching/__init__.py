"""Matching: every near-duplicate wording across texts, none missed, and why it is one."""

from __future__ import annotations

from ondit.matching.alignment import Comparison, Edit, align, compare
from ondit.matching.containment import contained
from ondit.matching.facts import differing
from ondit.matching.table import MatchTable
from ondit.matching.whole import match
from ondit.text import normalise

__all__ = [
    "Comparison",
    "Edit",
    "MatchTable",
    "align",
    "compare",
    "contained",
    "differing",
    "match",
    "normalise",
]
