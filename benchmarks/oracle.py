"""What is there to be found, by brute force, and how much of it was found.

Up to `COMPLETE` texts every pair is compared, beyond it a random sample of wordings with all. Pairs are
pairs of distinct wordings: repeats of one wording are no feat and would swell any recall.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import alignments
import numpy as np
import rapidfuzz
from numpy.typing import NDArray
from pairing import CUTOFF, Pairs, compared

from ondit import text as ondit_text
from ondit.matching.audit import interval

COMPLETE = 50_000
HALF = 0.5
SEED = 20_261


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Pairs that are there.

    Attributes:
        pairs: Shape (pairs, 2): places of distinct wordings. In a sample, the asked wording comes first,
            and a pair of two asked ones stands there twice, once from each side.
        shares: Which part of either text the shared run makes up, of the two the greater one; 0 to 1.
        sampled: Whether only some wordings were asked.
    """

    pairs: Pairs
    shares: NDArray[np.float64]
    sampled: bool


@dataclass(frozen=True, slots=True)
class Recall:
    """How much was found.

    Attributes:
        value: 0 to 1; absent where there was nothing to find.
        low: Lower end of the 95 % interval; the value itself where nothing was sampled.
        high: Its upper end.
        pairs: How many pairs the value rests on.
    """

    value: float | None
    low: float | None
    high: float | None
    pairs: int


def alike(wordings: Sequence[str], sample: int | None = None) -> Truth:
    """Compare all pairs of wordings, or a random sample with all."""
    if sample is None or sample >= len(wordings):
        pairs = np.sort(compared(wordings), axis=1)
        return Truth(pairs, np.ones(len(pairs)), sampled=False)
    pairs = compared(wordings, _drawn(len(wordings), sample))
    return Truth(pairs, np.ones(len(pairs)), sampled=True)


def shared_runs(wordings: Sequence[str], sample: int) -> Truth:
    """Align a random sample of wordings with all, for the runs of words that they share."""
    asked = _drawn(len(wordings), min(sample, len(wordings)))
    return Truth(*alignments.sharing_a_run(wordings, asked), sampled=True)


def halves(there: Truth) -> Truth:
    """Return the pairs of which the shared run makes up half of a text or more."""
    enough = there.shares >= HALF
    return Truth(there.pairs[enough], there.shares[enough], there.sampled)


def _drawn(count: int, sample: int) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).choice(count, size=sample, replace=False)


def cached(folder: Path | None, name: str, make: Callable[[], Truth]) -> Truth:
    """Return the truth kept under a name, or make and keep it."""
    if folder is None:
        return make()
    file = folder / f"{name}.npz"
    if file.is_file():
        with np.load(file) as columns:
            return Truth(columns["pairs"], columns["shares"], sampled=bool(columns["sampled"]))
    made = make()
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(file, pairs=made.pairs, shares=made.shares, sampled=made.sampled)
    return made


def name_of(fingerprint: str, *settings: object) -> str:
    """Name a truth by its texts, its settings, and the code that normalises and compares."""
    depends = Path(ondit_text.__file__).read_bytes() + Path(alignments.__file__).read_bytes()
    digest = hashlib.blake2b(depends, digest_size=4).hexdigest()
    return "-".join(map(str, (fingerprint, CUTOFF, *settings, digest, rapidfuzz.__version__)))


def recall(there: Truth, found: Pairs) -> Recall:
    """Return the share of the pairs that are there which was found, in a sample with its interval.

    The interval is that of `ondit.matching.audit`: the pairs of one asked wording do not count as so many
    observations.
    """
    hits = np.isin(_keys(there.pairs), _keys(found))
    total = len(hits)
    if not total:
        return Recall(None, None, None, 0)
    value = float(hits.mean())
    if not there.sampled:
        return Recall(value, value, value, total)
    return Recall(value, *interval(hits, there.pairs[:, 0]), total)


def wrong(there: Truth, found: Pairs) -> int:
    """Count the found pairs that are not there, as far as the truth can tell: there must be none."""
    if there.sampled:
        found = found[np.isin(found, there.pairs[:, 0]).any(axis=1)]
    return int(np.isin(_keys(found), _keys(there.pairs), invert=True).sum())


def _keys(pairs: Pairs) -> NDArray[np.int64]:
    least, most = pairs.min(axis=1).astype(np.int64), pairs.max(axis=1).astype(np.int64)
    keys: NDArray[np.int64] = least << 32 | most
    return keys
