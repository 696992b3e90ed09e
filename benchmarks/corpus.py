"""Corpora for the matching benchmark: one text a line, the same lines for every engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ondit import sentences
from ondit.ingest import read
from ondit.matching import normalise

TABLE_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus made ready.

    Attributes:
        name: What the table calls it.
        lines: A file of texts, one a line.
        fingerprints: For each size to measure, in order, a digest of that many first lines.
    """

    name: str
    lines: Path
    fingerprints: dict[int, str]


def prepare(source: Path, sizes: Sequence[int], folder: Path) -> Corpus:
    """Write the first texts of a source to a file, as many as the largest size asks for.

    A size beyond the source's end is replaced by the number of its texts.

    Raises:
        ValueError: The source holds no text.
    """
    target = folder / f"{source.name}.txt"
    digest, fingerprints, written = hashlib.blake2b(digest_size=16), {}, 0
    with target.open("w", encoding="utf-8", newline="\n") as lines:
        for text in islice(comparable(texts(source)), max(sizes)):
            lines.write(text + "\n")
            digest.update(text.encode() + b"\n")
            written += 1
            if written in sizes:
                fingerprints[written] = digest.hexdigest()
    if not written:
        raise ValueError(
            f"{source} holds no sentence; give a table of sentences or anything that Ondit reads"
        )
    if written < max(sizes):
        fingerprints[written] = digest.hexdigest()
    return Corpus(source.name, target, fingerprints)


def load(lines: Path, size: int) -> list[str]:
    """Return the first `size` texts of a prepared file."""
    with lines.open(encoding="utf-8", newline="\n") as rows:
        return [row.rstrip("\n") for row in islice(rows, size)]


def texts(source: Path) -> Iterator[str]:
    """Yield the sentences of a table of `article, date, sentence` rows, or of whatever Ondit can read."""
    return _table(source) if _is_table(source) else _articles(source)


def comparable(found: Iterable[str]) -> Iterator[str]:
    """Yield the texts that hold a word, their white space made single spaces."""
    return (" ".join(text.split()) for text in found if normalise(text))


def _is_table(source: Path) -> bool:
    if not source.is_file():
        return False
    with source.open(encoding="utf-8", errors="replace", newline="\n") as rows:
        return len(rows.readline(1_000_000).split("\t")) == TABLE_COLUMNS


def _table(source: Path) -> Iterator[str]:
    with source.open(encoding="utf-8", errors="replace", newline="\n") as rows:
        for row in rows:
            yield row.split("\t", TABLE_COLUMNS - 1)[-1]


def _articles(source: Path) -> Iterator[str]:
    for article in read(source).articles:
        for span in sentences.split(article.text, article.language):
            yield article.text[span.start : span.end]
