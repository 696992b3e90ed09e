"""What matching an archive takes, by constants that `benchmarks/cluster.py` measured, and its errors.

What a sentence takes is what reading it takes, and what looking for it among those in its reach takes:

    seconds(N) = N * (each + reach * R)

N is the number of sentences, R how many others each is compared with: half of all, or with a window of W
days and D sentences a day one and a half times W * D, for whole blocks of neighbouring windows meet, and
each pair once. Bytes read follow the same form, for each block is read again for each that it is compared
with; what lies on the disk follows N alone. `each` and `reach` are the least squares of the rows that were
measured, each by its share of error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

CORES = 16
"""Assumed of a machine, with 4 GB a core and a disk of its own or an object store that keeps up."""
DOLLARS_A_CORE_HOUR = 0.05
"""Assumed: about what large clouds ask on demand for a core with 4 GB; on spot a third of it."""
BUSY = 0.8
"""Assumed share of the time in which a worker has a task: stages end when the last task does."""
HOURS = 24
"""In how long it is to be done."""


class Archive(NamedTuple):
    """An archive that is asked about: its name, sentences, sentences a day, days of the window."""

    name: str
    sentences: int
    a_day: float
    within: int | None


ASKED = (
    Archive("a paper's century", 100_000_000, 2_700, 30),
    Archive("an agency's 20 years", 100_000_000, 13_700, 30),
    Archive("news of the web, 8 years", 10_000_000_000, 3_400_000, 3),
    Archive("news of the web, 8 years", 10_000_000_000, 3_400_000, 30),
)


class Cost(NamedTuple):
    """What a sentence takes: by itself, and for each other one in its reach."""

    each: float
    reach: float

    def of(self, sentences: int, others: float) -> float:
        """Return what so many sentences take."""
        return sentences * (self.each + self.reach * others)


def reach(sentences: int, a_day: float, within: int | None) -> float:
    """Return with how many others a sentence is compared, each pair counted once."""
    every = sentences / 2
    return every if within is None else min(every, 1.5 * max(1, within) * a_day)


def reach_of(row: dict[str, Any]) -> float:
    """Return the same of a row that was measured."""
    return reach(row["sentences"], row["sentences"] / row["days"], row["within"])


def fitted(rows: Sequence[dict[str, Any]], field: str) -> Cost:
    """Return the constants of a field by the rows that were measured; none is below 0.

    Raises:
        ValueError: They are not of two reaches at least.
    """
    reaches = np.array([reach_of(row) for row in rows])
    if len({round(one) for one in reaches.tolist()}) < 2:
        raise ValueError("Measure two sizes or windows at least: a model has two constants.")
    told = np.array([row[field] / row["sentences"] for row in rows])
    both = np.column_stack([np.ones(len(rows)), reaches]) / told[:, None]
    each, more = np.linalg.lstsq(both, np.ones(len(rows)), rcond=None)[0].tolist()
    if more < 0:
        return Cost(float(1 / np.mean(1 / told)), 0.0)
    if each < 0:
        return Cost(0.0, float(1 / np.mean(reaches / told)))
    return Cost(each, more)


def modelled(rows: Sequence[dict[str, Any]]) -> str:
    """Return the constants, how far off they are from each row, and what archives would take."""
    seconds, read = fitted(rows, "cpu"), fitted(rows, "read_mb")
    disk = max(row["disk_mb"] / row["sentences"] for row in rows)
    lines = [
        f"A sentence takes {seconds.each * 1e3:.2f} ms of a core, and {seconds.reach * 1e9:.2f} ns for each"
        " other one in its reach;",
        f"{read.each * 1e3:.1f} kB are read for it, and {read.reach * 1e6:.4f} bytes for each other one;"
        f" {disk * 1e3:.1f} kB lie on the disk.",
        "",
        "| sentences | days of window | core seconds measured | by the model |",
        "|--:|--:|--:|--:|",
    ]
    for row in rows:
        by_model = seconds.of(row["sentences"], reach_of(row))
        window = "all" if row["within"] is None else row["within"]
        lines.append(f"| {row['sentences']:,} | {window} | {row['cpu']:,.0f} | {by_model:,.0f} |")
    lines += [
        "",
        f"| archive | sentences | a day | window | core hours | machines of {CORES} cores for {HOURS} h |"
        " dollars | TB read | TB on the disk |",
        f"|---|{'--:|' * 8}",
    ]
    for asked in ASKED:
        others = reach(asked.sentences, asked.a_day, asked.within)
        hours = seconds.of(asked.sentences, others) / 3_600 / BUSY
        machines = max(1, -(-hours // (CORES * HOURS)))
        lines.append(
            f"| {asked.name} | {asked.sentences:,} | {asked.a_day:,} | {asked.within or 'all'} |"
            f" {hours:,.0f} | {machines:,.0f} | {hours * DOLLARS_A_CORE_HOUR:,.0f} |"
            f" {read.of(asked.sentences, others) / 1e6:,.1f} | {disk * asked.sentences / 1e6:,.1f} |"
        )
    return "\n".join(lines)
