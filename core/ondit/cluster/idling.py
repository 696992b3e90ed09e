"""What is told of workers: whether any works, and what is installed on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MORE = ("numba", "rapidfuzz")
"""Packages whose versions are asked for beside those that Dask tells anyhow."""
PACKAGES = ("python", "dask", "distributed", "numpy", *MORE)
"""What another version of may find something else, or not understand what is asked."""


_MISSING = re.compile(r"No module named '[\w.]+'")
"""What an import says that fails, also where only the words of an error come from a worker."""


def missing(error: Exception) -> str:
    """Return what a worker lacks that could not say which version it has."""
    found = _MISSING.search(str(error))
    return found[0] if found else "an older Ondit"


def idle(workers: Mapping[str, Mapping[str, Any]]) -> tuple[str, str] | None:
    """Say in two sentences why nobody works, and what to do; nothing where somebody does or may.

    Args:
        workers: Of the address of each what its scheduler knows of it.
    """
    if not workers:
        return "The scheduler has no workers any more.", "Start some."
    if any(one["status"] == "running" or _is_busy(one["metrics"]) for one in workers.values()):
        return None
    return "No worker has memory left to begin a task.", "Give workers more memory."


def _is_busy(metrics: Mapping[str, Any]) -> bool:
    return bool(metrics.get("task_counts", {}).get("executing"))


def unlike(here: Mapping[str, Any], workers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return what of `PACKAGES` workers have of another version than is here, as “dask 2025.1 (here 2026.8)”.

    Args:
        here: The version of each package here.
        workers: The same of each worker.
    """
    found = {
        (name, there)
        for told in workers.values()
        for name in PACKAGES
        if (there := _version(name, told)) and _version(name, here) and there != _version(name, here)
    }
    return [f"{name} {there} (here {_version(name, here)})" for name, there in sorted(found)]


def _version(name: str, told: Mapping[str, Any]) -> str:
    """Return a version; of Python less what only mends it."""
    version = str(told.get(name) or "")
    return ".".join(version.split(".")[:2]) if name == "python" else version
