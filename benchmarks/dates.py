"""Measures how well dates are read, on texts that are annotated in TimeML, and how fast.

Run it as `python benchmarks/dates.py FOLDER … [--errors] [--list SHAPE]` on folders of `.tml` files that do
not come with the project: `DCT` holds the reference date, `TEXT` the text with its `TIMEX3` elements. Times
of creation and elements without text are left aside, as the scorer of TempEval-3 leaves them.

- *strict*, *relaxed*: precision, recall and F1 of spans that are the same, or that overlap. Each annotated
  expression is paired with one that was found at most, in the order of the text.
- *value*, *type*: the share of overlapping pairs whose value (type) is the same string, times relaxed F1.
  That is the scorer's figure. No value is rewritten before it is compared.
- *value, written alike*: the same where a time of day may leave out its seconds and its zone, as Ondit does.
- *speed*: characters a second of `dates.find` over all texts, the best of three rounds after one to warm up.

`--errors` prints the commonest groups of errors: what happened, and the words with digits, names of days and
months, and numbers masked; `--list` prints each error of a group, with the words around it.
"""

from __future__ import annotations

import argparse
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from ondit import dates
from ondit.dates.words import MONTHS, NUMBERS, VAGUE_NUMBERS, WEEKDAYS
from ondit.model import TimeExpression, TimexType

ROUNDS = 3
AROUND = 60
_SECONDS_AND_ZONE = re.compile(r"(T[0-9]{2}:[0-9]{2})(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?\Z")
_WORD = re.compile(r"[a-z]+\.?|[0-9]+")
_COUNTED = NUMBERS.keys() - {"a", "an", "half"} | VAGUE_NUMBERS


@dataclass(frozen=True)
class Document:
    """A text with the expressions that its annotators found; `reference` is its date."""

    name: str
    text: str
    reference: date | None
    gold: tuple[TimeExpression, ...]


@dataclass(frozen=True)
class Error:
    """What went wrong at one place: `missed`, `spurious` or `value`; `told` is the value that was found."""

    what: str
    words: str
    around: str
    gold: str
    told: str

    @property
    def shape(self) -> str:
        """The words with what varies masked."""
        return f"{self.what}: {mask(self.words)}"

    @property
    def values(self) -> str:
        """The annotated value and the one that was found, `-` where there is none."""
        return f"{self.gold or '-'} told {self.told or '-'}"


def read(path: Path) -> Document:
    """Return the document of a TimeML file."""
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - a file of the reader's own choice
    created = root.find(".//DCT/TIMEX3")
    body = root.find(".//TEXT")
    if body is None:
        raise SystemExit(f"{path}: no element TEXT. Is it a TimeML file?")
    value = "" if created is None else created.get("value", "")
    known = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    text, gold = _flatten(body)
    return Document(path.name, text, date.fromisoformat(known.group()) if known else None, tuple(gold))


def _flatten(body: ET.Element) -> tuple[str, list[TimeExpression]]:
    pieces: list[str] = []
    gold: list[TimeExpression] = []
    length = 0

    def take(piece: str | None) -> None:
        nonlocal length
        pieces.append(piece or "")
        length += len(piece or "")

    def walk(element: ET.Element) -> None:
        start = length
        take(element.text)
        for child in element:
            walk(child)
            take(child.tail)
        if element.tag == "TIMEX3" and "".join(pieces)[start:length].strip():
            kind = cast(TimexType, element.get("type", "DATE"))
            gold.append(TimeExpression(start, length, value=element.get("value", ""), type=kind))

    walk(body)
    return "".join(pieces), sorted(gold)


def pair(
    gold: Sequence[TimeExpression], found: Sequence[TimeExpression]
) -> list[tuple[TimeExpression | None, TimeExpression | None]]:
    """Return annotated and found expressions side by side where they overlap, each once, else alone."""
    pairs: list[tuple[TimeExpression | None, TimeExpression | None]] = []
    left = list(found)
    for one in gold:
        over = [other for other in left if other.start < one.end and one.start < other.end]
        best = max(
            over, key=lambda other: min(other.end, one.end) - max(other.start, one.start), default=None
        )
        if best is not None:
            left.remove(best)
        pairs.append((one, best))
    return pairs + [(None, other) for other in left]


def count(documents: Iterable[Document]) -> tuple[Counter[str], list[Error]]:
    """Count what is right over documents, and collect what is not."""
    counts: Counter[str] = Counter()
    errors: list[Error] = []
    for document in documents:
        found = dates.find(document.text, document.reference)
        counts.update(gold=len(document.gold), found=len(found))
        for one, other in pair(document.gold, found):
            if one is not None and other is not None:
                counts["relaxed"] += 1
                counts["strict"] += (one.start, one.end) == (other.start, other.end)
                counts["value"] += one.value == other.value
                counts["alike"] += alike(one.value) == alike(other.value)
                counts["type"] += one.type == other.type
            if one is None or other is None or one.value != other.value:
                errors.append(_error(document, one, other))
    return counts, errors


def alike(value: str) -> str:
    """Return a value without seconds and zone."""
    return _SECONDS_AND_ZONE.sub(r"\1", value)


def _error(document: Document, one: TimeExpression | None, other: TimeExpression | None) -> Error:
    what = "missed" if other is None else "spurious" if one is None else "value"
    place = cast(TimeExpression, one or other)
    around = document.text[max(0, place.start - AROUND) : place.end + AROUND]
    return Error(
        what,
        document.text[place.start : place.end],
        f"{document.name} {document.reference}: {' '.join(around.split())}",
        one.value if one else "",
        other.value if other else "",
    )


def mask(words: str) -> str:
    """Return words in lower case, with numbers, days and months masked: "two weeks ago", "# weeks ago"."""

    def masked(found: re.Match[str]) -> str:
        word = found.group().rstrip(".")
        if word.isdigit():
            return "9" * len(word)
        names = (("<month>", MONTHS), ("<weekday>", WEEKDAYS), ("#", _COUNTED))
        return next((name for name, table in names if word in table), found.group())

    return " ".join(_WORD.sub(masked, words.lower()).split())


def f1(right: float, found: float, gold: float) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return the figures of the scorer of TempEval-3."""
    told: dict[str, float] = {}
    for kind in ("strict", "relaxed"):
        values = f1(counts[kind], counts["found"], counts["gold"])
        told |= {f"{kind} {name}": value for name, value in zip(("P", "R", "F1"), values, strict=True)}
    for kind, name in (("value", "value F1"), ("alike", "value F1, written alike"), ("type", "type F1")):
        told[name] = told["relaxed F1"] * counts[kind] / counts["relaxed"] if counts["relaxed"] else 0.0
    return told


def speed(documents: Sequence[Document]) -> float:
    """Return how many characters a second are read."""
    took = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        for document in documents:
            dates.find(document.text, document.reference)
        took.append(time.perf_counter() - began)
    return sum(len(document.text) for document in documents) / min(took[1:])


def groups(errors: Iterable[Error], most: int) -> Iterator[str]:
    """Yield the commonest groups of errors, with a few values each."""
    by_shape: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        by_shape[error.shape].append(error)
    for shape, members in sorted(by_shape.items(), key=lambda item: -len(item[1]))[:most]:
        values = Counter(error.values for error in members)
        few = ", ".join(value for value, _ in values.most_common(3))
        yield f"{len(members):5}  {shape}  ({few})"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure how well dates are read.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="where .tml files lie")
    parser.add_argument("--errors", action="store_true", help="print the commonest groups of errors")
    parser.add_argument("--most", type=int, default=10, help="how many groups (10)")
    parser.add_argument("--list", metavar="SHAPE", help="print each error whose group holds this")
    parser.add_argument("--no-speed", action="store_true", help="leave the speed unmeasured")
    options = parser.parse_args()
    documents = [read(path) for folder in options.folders for path in sorted(folder.glob("*.tml"))]
    if not documents:
        raise SystemExit("No .tml file there. Name a folder that holds some.")
    counts, errors = count(documents)
    print(f"{len(documents)} texts, {counts['gold']} expressions, {counts['found']} found")
    for name, value in figures(counts).items():
        print(f"{name:24} {100 * value:5.1f}")
    if not options.no_speed:
        print(f"{'characters a second':24} {speed(documents):,.0f}")
    if options.errors:
        print(*groups(errors, options.most), sep="\n")
    for error in errors if options.list else ():
        if options.list in error.shape:
            print(f"{error.what:8} [{error.words}] {error.values} | {error.around}")


if __name__ == "__main__":
    main()
