"""How many colours a terminal says that it has."""

from __future__ import annotations

from collections.abc import Mapping

_DEEP = ("truecolor", "24bit")
_MANY = ("256color", "direct", "kitty")


def are_deep(environment: Mapping[str, str]) -> bool:
    """Say whether there are 16 million: COLORTERM says so."""
    return environment.get("COLORTERM", "").strip().lower() in _DEEP


def are_few(environment: Mapping[str, str]) -> bool:
    """Say whether there are 16 or fewer: neither COLORTERM nor the end of TERM tells of more.

    Then the dashboard shows the terminal's own colours by name: the nearest ones to any others are arbitrary.
    """
    term = environment.get("TERM", "").strip().lower()
    return not are_deep(environment) and term.rpartition("-")[2] not in _MANY
