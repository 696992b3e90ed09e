"""Damages a store that has no copy, and sees what its repair makes of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from store_tally import Tally, told

from ondit.errors import StoreError
from ondit.model import Article, Published
from ondit.schema import PAGE_SIZE
from ondit.store import open_store
from ondit.store.repair import repair

DAMAGED_ARTICLES = 120


def dated(number: int) -> Article:
    """Return an article of which more is known, by its number alone."""
    day = Published(f"2025-{1 + number % 12:02}-{1 + number % 28:02}", "day", "metadata")
    title, some = f"Volt, part {number}", random.Random(number)  # noqa: S311 - any will do
    text = " ".join(f"Ibex built {some.randrange(10**6):,} cars." for _ in range(some.choice([9, 90, 600])))
    return replace(told("d", number), text=text, title=title, author="Jo Tarn", published=day, language="en")


def spoilt(folder: Path, files: int, chance: random.Random) -> Tally:
    """Damage a store that has no copy, so many times, and see what its repair makes of it."""
    tally, whole, articles = Tally(), folder / "whole.ondit", [dated(n) for n in range(DAMAGED_ARTICLES)]
    with open_store(whole) as store:
        store.add(articles)
    data = whole.read_bytes()
    for number in range(files):
        place = folder / f"spoilt{number}"
        place.mkdir()
        path = place / "s.ondit"
        path.write_bytes(_damaged(data, chance))
        _repair(path, articles, tally)
        shutil.rmtree(place)
    return tally


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few of its bytes others, or a page of it."""
    spoilt = bytearray(data)
    if chance.random() < 1 / 5:
        page = chance.randrange(len(data) // PAGE_SIZE) * PAGE_SIZE
        spoilt[page : page + PAGE_SIZE] = chance.randbytes(PAGE_SIZE)
    else:
        for _ in range(chance.choice([1, 4, 40])):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _repair(path: Path, articles: Sequence[Article], tally: Tally) -> None:
    """Repair a damaged store, and hold what it has then against what was stored."""
    tally.runs += 1
    wanted = {article.id: article for article in articles}
    try:
        done = repair(path)
        with open_store(path) as store:
            found = {article.id: article for article in store.articles()}
    except StoreError:
        tally.refused += 1
        return
    named = set(done.lost) if done else set()
    tally.stored += sum(wanted.get(one.id) == one for one in found.values())
    missing = [one for one in articles if one.id not in found]
    tally.lost += len(missing)
    tally.named += sum(bool({one.id, one.title} & named) for one in missing)
    changed = [one for name, one in found.items() if wanted.get(name) != one]
    tally.wrong += [f"file {tally.runs}: {one.id} is another" for one in changed]
