"""What a worker remembers of a run while it does its tasks: made once, and looked at again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")

_caches: list[Any] = []
_runs: dict[str, str] = {}
_lock = Lock()


def remembered(most: int) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
    """Return what makes a function of a folder's address remember so many of its last answers."""

    def remember(work: Callable[..., Made]) -> Callable[..., Made]:
        cached = lru_cache(maxsize=most)(work)
        _caches.append(cached)
        return cached

    return remember


def begin(address: str, run: str) -> None:
    """Say of which run the next task in a folder is: what is known of another one there is forgotten."""
    with _lock:
        known, _runs[address] = _runs.get(address, run), run
        if known != run:
            for cached in _caches:
                cached.cache_clear()
