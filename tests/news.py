"""Figures of quality on real news: labels, quotes and speakers, against annotation by offsets.

`python tests/news.py FOLDER` prints the figures of both parts; `python tests/news.py FOLDER development
--errors` lists what is wrong. No news comes with the project: FOLDER holds git clones of the public corpora
that `tests/gold/news/` names, as `FOLDER/owner/name` (bare ones will do). Look at errors of `development`
only: `unseen` is there to tell how the rules do on news that nobody has looked at.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldset import GOLD
from ondit import certainty, quotes
from ondit.model import Label, Span
from ondit.spans import overlap
from quality import KINDS, f1, meets

PARTS = ("development", "wide", "unseen")
BIN = 0.1
TOKENS = (
    (r"-LRB- ", "("),
    (r" -RRB-", ")"),
    (r"\\/", "/"),
    (r"`` | ''", '"'),
    (r"` ", "'"),
    (r"(?<=\$) | (?=[.,;:?!%]|n't\b|'(?:s|m|d|re|ve|ll)?(?!\w))", ""),
)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """An annotated passage of a public text.

    Attributes:
        name: The corpus and the place in it.
        text: The whole article.
        gold: Its rows: `labels`, `sentences`, and `quotes`, null where they were not annotated.
    """

    name: str
    text: str
    gold: Row

    def shown(self, span: Span) -> str:
        """Return a span's words on one line."""
        return " ".join(self.text[span.start : span.end].split())


@dataclass(frozen=True)
class Judged:
    """One thing that the gold asks for, or that was found, and whether it is right."""

    stage: str
    gold: str
    found: str
    confidence: float
    what: str

    @property
    def is_right(self) -> bool:
        """Say whether what was found is what the gold has."""
        return self.gold == self.found


def gold(part: str) -> list[Row]:
    """Return the annotated documents of a part, each with its corpus, path and offsets."""
    rows: list[Row] = json.loads((GOLD / "news" / f"{part}.json").read_text("utf-8"))
    return rows


def documents(part: str, folder: Path) -> Iterator[Document]:
    """Yield the documents of a part with their texts.

    Raises:
        SystemExit: A corpus is missing, or holds another text than the one that was annotated.
    """
    for row in gold(part):
        yield Document(_name(row), text_of(folder, row), row)


def text_of(folder: Path, row: Row) -> str:
    """Return the text that a row names.

    Raises:
        SystemExit: The corpus is missing, or holds another text than the one that was annotated.
    """
    text = _text(folder / row["corpus"], row)
    if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
        sys.exit(f"{_name(row)}: this is not the text that was annotated; fetch the corpus anew.")
    return text


def _name(row: Row) -> str:
    return f"{row['corpus']}: {row['path']}" + (f" #{row['row']}" if row["row"] is not None else "")


def _text(clone: Path, row: Row) -> str:
    if row["row"] is None:
        return _file(clone, row["path"])[row["skip"] :]
    entry = _entries(clone, row["path"])[row["row"]]
    return str(entry["articleBody"]) if "articleBody" in entry else joined(entry["text"])[row["skip"] :]


def joined(tokens: str) -> str:
    """Return a text that was split into tokens, a blank between any two, as it is printed."""
    text = " ".join(tokens.split())
    for apart, together in TOKENS:
        text = re.sub(apart, together, text)
    return text


def _file(clone: Path, path: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(clone), "show", f"HEAD:{path}"],
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"{clone} holds no {path}: clone the corpus there ({error}).")
    return done.stdout.decode("utf-8", "replace")


@cache
def _entries(clone: Path, path: str) -> dict[int, Row]:
    if path.endswith(".csv"):
        return dict(enumerate(csv.DictReader(io.StringIO(_file(clone, path)))))
    loaded = json.loads(_file(clone, path))
    rows = loaded.values() if isinstance(loaded, dict) else loaded
    return {row["id"]: row for row in rows}


def judge(document: Document) -> Iterator[Judged]:
    """Yield what is right and wrong in a document's passage."""
    yield from _labels(document)
    if document.gold["quotes"] is not None:
        yield from _quotes(document)


def _labels(document: Document) -> Iterator[Judged]:
    sentences = [Span(*place) for place in document.gold["sentences"]]
    found = {place: certainty.label(document.text, place.start, place.end) for place in sentences}
    for number, start, end, kind, _ in document.gold["labels"]:
        span = Span(start, end)
        best = max(found[sentences[number]], key=lambda label: overlap(label, span), default=None)
        label = best if best and overlap(best, span) else Label(start, end)
        why = f"{label.reason} {[document.shown(cue) for cue in label.cues]}"
        yield Judged("labels", kind, label.kind, label.confidence, f"{document.shown(span)}\n      {why}")


def _quotes(document: Document) -> Iterator[Judged]:
    found = quotes.find(document.text)
    wanted = [(Span(start, end), speaker) for start, end, speaker in document.gold["quotes"]]
    for span, place in wanted:
        quote = max(found, key=lambda one: overlap(one, span), default=None)
        met = quote is not None and meets(quote, span)
        yield Judged("quotes found", "quote", "quote" if met else "nothing", 1, document.shown(span))
        if place:
            speaker = document.text[slice(*place)]
            said = (quote.speaker or "nobody") if quote and met else "nobody"
            yield Judged(
                "speakers right",
                speaker,
                speaker if is_speaker(said, speaker) else said,
                1,
                document.shown(span),
            )
    low, high = document.gold["sentences"][0][0], document.gold["sentences"][-1][1]
    for quote in found:
        if low <= quote.start < high:
            right = any(meets(quote, span) for span, _ in wanted)
            shown = f"{document.shown(quote)} ({quote.speaker})"
            yield Judged("quotes that are quotes", "quote" if right else "none", "quote", 1, shown)


def is_speaker(said: str, speaker: str) -> bool:
    """Say whether a speaker is the gold's: one name holds the other, or they end in the same word."""
    left, right = said.casefold(), speaker.casefold()
    return bool(left) and (left in right or right in left or left.split()[-1] == right.split()[-1])


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return each figure by its name, from 0 to 1."""
    labels = [one for one in judged if one.stage == "labels"]
    scores = {f"{kind} F1": _f1(labels, kind) for kind in KINDS}
    shares = {}
    for stage in ("quotes found", "quotes that are quotes", "speakers right"):
        rows = [one.is_right for one in judged if one.stage == stage]
        if rows:
            shares[stage] = sum(rows) / len(rows)
    return {**shares, "labels: macro F1": sum(scores.values()) / len(KINDS), **scores}


def _f1(labels: Sequence[Judged], kind: str) -> float:
    right = sum(one.gold == one.found == kind for one in labels)
    return f1(right, sum(one.found == kind for one in labels), sum(one.gold == kind for one in labels))


def calibration(judged: Sequence[Judged]) -> list[tuple[float, int, float]]:
    """Return for each tenth of confidence how many labels have it, and what share of them is right."""
    bins: dict[float, list[bool]] = defaultdict(list)
    for one in judged:
        if one.stage == "labels":
            bins[int(one.confidence / BIN + 1e-9) * BIN].append(one.is_right)
    return [(low, len(rows), sum(rows) / len(rows)) for low, rows in sorted(bins.items())]


def show(part: str, judged: Sequence[Judged]) -> None:
    """Print a part's figures."""
    counts = {stage: sum(one.stage == stage for one in judged) for stage in ("labels", "quotes found")}
    print(f"{part}: {counts['labels']} clauses, {counts['quotes found']} quotes")
    for name, value in figures(judged).items():
        print(f"  {name:24} {value:.3f}")
    for low, count, right in calibration(judged):
        print(f"  confidence {low:.1f} to {low + BIN:.1f}: {right:.2f} of {count} right")


def main() -> None:
    """Print the figures of real news, or the faults of one part."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="where the corpora are cloned")
    options.add_argument("part", nargs="?", choices=PARTS, help="one part only")
    options.add_argument("--errors", action="store_true", help="list what is wrong")
    given = options.parse_args()
    for part in [given.part] if given.part else PARTS:
        judged = []
        for document in documents(part, given.folder):
            rows = list(judge(document))
            judged += rows
            for one in rows:
                if given.errors and not one.is_right:
                    print(f"{document.name}\n  {one.stage}: {one.found} for {one.gold}: {one.what}")
        show(part, judged)


if __name__ == "__main__":
    main()
