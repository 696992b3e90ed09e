"""Archives of any length, made of real articles; what goes beyond these is later and in other words.

The articles stand in the order of their days, as in an archive. Where they are too few, they come again,
moved behind the last day, so that as many are told a day. The words of such a later time are exchanged:
each but the most common ones for one of about the same frequency, always the same one in one time and
another one in each time. So what was told alike in one time is told alike in the next, as often and by as
many; what two times share is what all news shares, common words and formulas made of them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ondit import ingest, sentences

ARTICLES_A_FILE = 10_000
COMMON = 500
"""Words that stay: those that news is made of in any time."""
NEAR = 64
"""Words of about one frequency, which are exchanged with one another."""
DAY = len("2022-05-23")

_WORD = re.compile(r"[^\W\d_]{2,}")


class Size(NamedTuple):
    """How large an archive is: articles, sentences, and days from the first to the last."""

    articles: int
    sentences: int
    days: int


class Archive:
    """An archive that has no end, of the dated articles of an input."""

    def __init__(self, source: str) -> None:
        read = ingest.read_all([source]).articles
        dated = [one for one in read if one.published and len(one.published.value) >= DAY]
        if not dated:
            raise ValueError(f"{source} holds no article with its day; give such as Ondit reads")
        self._dated = sorted((one.published.value[:DAY], one.id, one) for one in dated if one.published)
        self._counts: dict[int, int] = {}
        self._first = date.fromisoformat(self._dated[0][0])
        self._span = (date.fromisoformat(self._dated[-1][0]) - self._first).days + 1

    def write(self, wanted: int, folder: Path) -> Size:
        """Write the first articles that hold so many sentences into files; return how many they are."""
        written, rows, number, last = 0, list[str](), 0, self._first
        for number, (row, held) in enumerate(self._rows(), 1):
            rows.append(json.dumps(row) + "\n")
            written, last = written + held, date.fromisoformat(row["published"])
            if written >= wanted or len(rows) == ARTICLES_A_FILE:
                Path(folder, f"{number:09}.jsonl").write_text("".join(rows), encoding="utf-8")
                rows = []
            if written >= wanted:
                break
        return Size(number, written, (last - self._first).days + 1)

    def _rows(self) -> Iterator[tuple[dict[str, Any], int]]:
        """Yield articles, and how many sentences each holds."""
        number = count()
        for time in count():
            words = exchanged(self._vocabulary, time) if time else {}
            for place, (day, _, article) in enumerate(self._dated):
                if place not in self._counts:
                    self._counts[place] = len(sentences.split(article.text, article.language))
                yield (
                    {
                        "id": f"{next(number)}",
                        "text": reworded(article.text, words) if time else article.text,
                        "source": article.source.value,
                        "language": article.language,
                        "published": str(date.fromisoformat(day) + timedelta(days=self._span * time)),
                    },
                    self._counts[place],
                )

    @cached_property
    def _vocabulary(self) -> list[str]:
        """All words, the most common first."""
        found: Counter[str] = Counter()
        for _, _, article in self._dated:
            found.update(word.lower() for word in _WORD.findall(article.text))
        return sorted(found, key=lambda word: (-found[word], word))


def exchanged(vocabulary: list[str], time: int) -> dict[str, str]:
    """Return what stands for each word in a later time; the most common words stand for themselves."""
    found = {}
    for low in range(COMMON, len(vocabulary), NEAR):
        near = vocabulary[low : low + NEAR]
        other = list(near)
        Random(f"{time} {low}").shuffle(other)  # noqa: S311 - the same each time
        found.update(zip(near, other, strict=True))
    return found


def reworded(text: str, words: dict[str, str]) -> str:
    """Return a text in other words, written as large and as small as those that they stand for."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        new = words.get(word.lower(), word)
        if word.isupper():
            return new.upper()
        return new.capitalize() if word[0].isupper() and new is not word else new

    return _WORD.sub(other, text)
