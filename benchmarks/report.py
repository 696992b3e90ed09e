"""What was measured, as a table to read and as JSON."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

from oracle import Recall
from rivals import COMPILED, ENGINES

PACKAGES = ("ondit", "numpy", "numba", "rapidfuzz", "rensa", "datasketch", "sparse-dot-topn", "scipy")
HEADER = ("engine", "texts", "wall s", "CPU s", "peak MB", "pairs", "recall", "growth")


@dataclass(frozen=True, slots=True)
class Result:
    """One engine on one size of one corpus.

    Attributes:
        corpus: The corpus's name.
        engine: The engine's name.
        size: How many texts it had.
        reason: Why nothing was measured; absent where it was.
        wall: Seconds from texts to pairs.
        cpu: Seconds of all processors.
        peak_mb: Resident memory at its peak, the interpreter and the texts included.
        before_mb: Resident memory before the warm-up, texts loaded.
        texts_mb: How much of that came with the texts.
        warm_up: Seconds of the first call, on a few texts, before the clock started.
        cold: Seconds of the first call where nothing was compiled yet; 0 for engines that compile nothing.
        normalising: Seconds that normalising and collapsing took once more, behind the run.
        row_pairs: How many pairs of rows were found, those of equal wordings included.
        pairs: How many pairs of distinct wordings were found.
        recall: The share of such pairs that was found; for containment, of those that share a long run.
        recall_of_half: The same for runs that make up half of a text or more; for containment only.
        wrong: How many pairs were found that are not there, as far as the oracle can tell.
    """

    corpus: str
    engine: str
    size: int
    reason: str | None = None
    wall: float = 0.0
    cpu: float = 0.0
    peak_mb: float = 0.0
    before_mb: float = 0.0
    texts_mb: float = 0.0
    warm_up: float = 0.0
    cold: float = 0.0
    normalising: float = 0.0
    row_pairs: float = 0
    pairs: int = 0
    recall: Recall | None = None
    recall_of_half: Recall | None = None
    wrong: int = 0


def growth(results: Sequence[Result]) -> float | None:
    """Return the exponent with which wall time grows with size: the slope of the logs, by least squares.

    Absent where fewer than two sizes were measured.
    """
    points = [(math.log(result.size), math.log(result.wall)) for result in results if result.reason is None]
    if len(points) < 2:
        return None
    middle_x, middle_y = (sum(column) / len(points) for column in zip(*points, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return float(sum((x - middle_x) * (y - middle_y) for x, y in points) / spread)


def tables(results: Sequence[Result]) -> str:
    """Lay the results out in Markdown: a table a corpus, and notes."""
    parts = []
    for name in dict.fromkeys(result.corpus for result in results):
        of_corpus = [result for result in results if result.corpus == name]
        parts.append(f"### {name}\n\n{_table(of_corpus)}\n\n{_held(of_corpus)}")
    return "\n\n".join([*parts, _notes(results)])


def _table(results: Sequence[Result]) -> str:
    rows: list[tuple[str, ...]] = [HEADER]
    for engine in dict.fromkeys(result.engine for result in results):
        own = [result for result in results if result.engine == engine]
        exponent = growth(own)
        rows += [_row(result, exponent if result is own[-1] else None) for result in own]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---|" + "---:|" * (len(HEADER) - 1), *lines[1:]])


def _row(result: Result, exponent: float | None) -> tuple[str, ...]:
    grown = "" if exponent is None else f"n^{exponent:.2f}"
    if result.reason is not None:
        return (result.engine, f"{result.size:,}", result.reason, "", "", "", "", grown)
    return (
        result.engine,
        f"{result.size:,}",
        f"{result.wall:.2f}",
        f"{result.cpu:.2f}",
        f"{result.peak_mb:,.0f}",
        f"{result.pairs:,}",
        _found(result),
        grown,
    )


def _found(result: Result) -> str:
    said = shown(result.recall)
    if result.recall_of_half is not None:
        said += f"; half of a text: {shown(result.recall_of_half)}"
    return f"{said}; {result.wrong:,} wrong" if result.wrong else said


def shown(recall: Recall | None) -> str:
    """Return a recall with its interval, rounded outwards: only what was found whole reads 1."""
    if recall is None or recall.value is None or recall.low is None or recall.high is None:
        return "nothing to find"
    if recall.low == recall.high:
        return _floored(recall.value)
    high = 1 - math.floor((1 - recall.high) * 10_000) / 10_000
    return f"{_floored(recall.value)} ({_floored(recall.low)} to {high:.4f})"


def _floored(value: float) -> str:
    return f"{math.floor(value * 10_000) / 10_000:.4f}"


def _held(results: Sequence[Result]) -> str:
    done = {row.size: row for row in results if row.reason is None}
    held = [f"{row.before_mb:,.0f} ({row.texts_mb:,.0f}) for {size:,}" for size, row in done.items()]
    folded = [f"{row.normalising:.2f} for {size:,}" for size, row in done.items()]
    return (
        f"MB before a run, and how much of them came with the texts: {'; '.join(held) or 'not measured'}.\n"
        f"Seconds of every rival's wall time that normalising took: {'; '.join(folded) or 'not measured'}."
    )


def _notes(results: Sequence[Result]) -> str:
    notes = [f"- {name}: {ENGINES[name].setting}" for name in dict.fromkeys(row.engine for row in results)]
    for engine in COMPILED:
        calls = [row for row in results if row.engine == engine and row.reason is None]
        if calls:
            cold, warm = calls[0].cold, min(row.warm_up for row in calls)
            notes.append(
                f"- First call of {engine}, before the clock: {cold:.1f} s never compiled, {warm:.1f} s later"
            )
    return "\n".join([*notes, f"- {', '.join(f'{name} {value}' for name, value in machine().items())}"])


def line(result: Result) -> str:
    """Return one result on one line, to follow the run by."""
    return f"{result.corpus}  " + "  ".join(cell for cell in _row(result, None) if cell)


def as_json(results: Sequence[Result]) -> str:
    """Return everything that was measured, and on what."""
    return json.dumps({"machine": machine(), "results": [asdict(result) for result in results]}, indent=1)


def machine() -> dict[str, str | int | None]:
    """Return what the measurements depend on: cores, Python and the versions of packages."""
    return {"cores": os.cpu_count(), "python": platform.python_version()} | {
        package: _version(package) for package in PACKAGES
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
