"""What is found in an article by itself, found once for all the stories that a module builds of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from ondit import collection, findings, pipeline


@pytest.fixture(scope="module")
def found_once() -> Iterator[None]:
    """Keep what is found in each article: laws of what stories make of it build them again and again."""
    once = cache(findings.find)
    with pytest.MonkeyPatch.context() as patch:
        for module in (collection, pipeline):
            patch.setattr(module, "find", once)
        yield
