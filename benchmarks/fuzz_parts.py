"""What is fuzzed beside the readers: every other parser, a store's file, what is kept, the whole pipeline.

Each part gets bytes, damaged like any other input, and says what is wrong with what comes of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import fuzz_good as good
import fuzz_readers as readers
from fuzz_rules import Told


@dataclass(frozen=True, slots=True)
class Part:
    """Something that reads what may be hostile.

    Attributes:
        good: Good inputs of it.
        read: Reads a damaged one, in an empty folder.
        weight: How often it has its turn, beside the others.
    """

    good: Callable[[], Sequence[bytes]]
    read: Callable[[bytes, Path], Told]
    weight: float = 1.0


PARTS: dict[str, Part] = {
    "search": Part(
        good.texts(
            'volt "goes on sale" merg* -rumour source:"Quay News" kind:r status:open from:2025-05 to:2025',
            "speaker:“Ana Reed” NEAR(a b) AND OR NOT * ^ { } : 12:30 co-op",
        ),
        readers.search,
    ),
    "dates": Part(good.sample, readers.dates),
    "published": Part(
        good.texts("2025-05-23T09:30:00+02:00\nFri, 23 May 2025 09:30:00 GMT\n23 mai 2025\n/2025/05/23/volt"),
        readers.published,
    ),
    "header": Part(
        good.texts("Source: Quay\nDate: 2025-05-23\n\nVolt\n", "---\ntitle: Volt\n---\n# Volt\n"),
        readers.header,
    ),
    "config": Part(
        good.texts(
            'theme = "dark"\nzone = "Europe/Prague"\n[filter]\nkinds = ["rumour"]\n[keys]\nquit = "Q"\n'
        ),
        readers.config,
    ),
    "filters": Part(
        good.texts('{"filters": [{"name": "a", "sources": ["Quay"], "min-confidence": 0.5}]}'),
        readers.filters,
    ),
    "outlets": Part(good.texts("quay.example,Quay News\n# a\ntarn.example,Tarn\n"), readers.outlets),
    "robots": Part(
        good.texts("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 3\nRequest-rate: 1/5\n"), readers.robots
    ),
    "headers": Part(
        good.texts(
            "text/html; charset=utf-8\nmax-age=60, no-cache\nFri, 23 May 2025 09:30:00 GMT\nhttps://a.example/b\n"
        ),
        readers.headers,
    ),
    "poll": Part(good.feeds, readers.poll, 2.0),
    "store": Part(lambda: [good.good_store().read_bytes()], readers.store, 2.0),
    "repair": Part(lambda: [good.good_store().read_bytes()], readers.repair),
    "kept": Part(good.good_kept, readers.kept),
    "pages": Part(good.good_pages, readers.pages),
    "pipeline": Part(good.folders, readers.whole, 6.0),
}
"""Everything that reads what may be hostile, less the readers of formats."""


def read(kind: str, data: bytes) -> Told:
    """Have a part read an input.

    Raises:
        OnditError: It cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="ondit-fuzz-") as name:
        return PARTS[kind].read(data, Path(name))
