"""Every engine of the matching benchmark: the same pairs wanted, each found in its own way.

Rivals only propose candidates; see `pairing` for what they share. Packages are imported where they are used,
so that each process holds what its engine needs and nothing else.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from pairing import CUTOFF, WORKERS, Pairs, collapse, compared, expand, verify

from ondit.matching import MatchTable, contained, match

WARM_UP_TEXTS = 2_000
"""Enough for every engine to take the way that it takes for many texts."""
QUERIED_AT_ONCE = 2_000
MULTIPLIED_ROWS = 10_000
PARTNERS_KEPT = 1_000
"""How many partners a text may have in one sparse product."""
CONTAINMENT = "ondit contained"
COMPILED = ("ondit", CONTAINMENT)
"""Engines whose first call ever waits for a compiler."""

Candidates = Callable[[list[str]], Iterator[Pairs]]


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to find all pairs.

    Attributes:
        package: What must be installed for it.
        setting: How it is set, for the table's notes.
        find: From texts to pairs of rows, the left one smaller.
    """

    package: str
    setting: str
    find: Callable[[Sequence[str]], Pairs]


def found_by(candidates: Candidates, texts: Sequence[str]) -> Pairs:
    """Find all pairs of rows: collapse, propose, verify, expand."""
    wordings, of_text = collapse(texts)
    kept = [verify(wordings, block) for block in candidates(wordings)]
    return expand(np.concatenate([np.empty((0, 2), dtype=np.int64), *kept]), of_text)


def _compared_rows(texts: Sequence[str]) -> Pairs:
    wordings, of_text = collapse(texts)
    return expand(compared(wordings), of_text)


def _ondit(texts: Sequence[str]) -> Pairs:
    return _rows(match(texts, score_cutoff=CUTOFF))


def _ondit_contained(texts: Sequence[str]) -> Pairs:
    return _rows(contained(texts))


def _rows(table: MatchTable) -> Pairs:
    return np.column_stack([table.left, table.right]).astype(np.int64, copy=False)


def shingles(wording: str, kind: str) -> list[str]:
    """Cut a wording into `words`, `pairs` of neighbouring words, or `chars3`, `chars4`, … of characters.

    A wording too short for one is its own only shingle.
    """
    if kind.startswith("chars"):
        width = int(kind.removeprefix("chars"))
        return [wording[start : start + width] for start in range(max(1, len(wording) - width + 1))]
    words = wording.split()
    if kind == "pairs":
        return [f"{one} {other}" for one, other in pairwise(words)] or words
    return words


def _rensa(kind: str, permutations: int, bands: int, wordings: list[str]) -> Iterator[Pairs]:
    """R-MinHash of every wording, one LSH index, every wording queried."""
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets(
        (shingles(wording, kind) for wording in wordings), num_perm=permutations, seed=42
    )
    index = RMinHashLSH(threshold=0.5, num_perm=permutations, num_bands=bands)
    index.insert_many(sketches)
    for first in range(0, len(sketches), QUERIED_AT_ONCE):
        found = _asked(first, index.query_all(sketches[first : first + QUERIED_AT_ONCE]))
        yield found[found[:, 0] < found[:, 1]]


def _datasketch(kind: str, permutations: int, bands: int, wordings: list[str]) -> Iterator[Pairs]:
    """MinHash with a fast hash; every wording is queried, then put into the index."""
    from datasketch import MinHash, MinHashLSH

    index: Any = MinHashLSH(num_perm=permutations, params=(bands, permutations // bands))
    for first in range(0, len(wordings), QUERIED_AT_ONCE):
        sketches = MinHash.generator(
            (shingles(wording, kind) for wording in wordings[first : first + QUERIED_AT_ONCE]),
            num_perm=permutations,
            hashfunc=lambda shingle: zlib.crc32(shingle.encode()),
        )
        partners = []
        for row, sketch in enumerate(sketches, start=first):
            partners.append(index.query(sketch))
            index.insert(row, sketch, check_duplication=False)
        yield _asked(first, partners)[:, ::-1]


def _asked(first: int, partners: Sequence[Sequence[int]]) -> Pairs:
    """Pair the rows from `first` on with the partners that an index named for each."""
    counts = np.fromiter(map(len, partners), dtype=np.int64, count=len(partners))
    asked = np.repeat(np.arange(first, first + len(partners)), counts)
    named = np.fromiter((row for found in partners for row in found), dtype=np.int64, count=len(asked))
    return np.column_stack([asked, named])


def _sparse_product(kind: str, commonest: float, threshold: float, wordings: list[str]) -> Iterator[Pairs]:
    """Cosines of tf-idf vectors, block by block, each block with the rows from its own on."""
    from sparse_dot_topn import sp_matmul_topn

    vectors = tf_idf([shingles(wording, kind) for wording in wordings], commonest)
    for first in range(0, len(wordings), MULTIPLIED_ROWS):
        product = sp_matmul_topn(
            vectors[first : first + MULTIPLIED_ROWS],
            vectors[first:].T.tocsr(),
            top_n=PARTNERS_KEPT,
            threshold=threshold,
            n_threads=WORKERS,
        ).tocoo()
        above = product.row < product.col
        yield np.column_stack([product.row[above], product.col[above]]).astype(np.int64) + first


def tf_idf(rows: Sequence[Sequence[str]], commonest: float) -> Any:
    """Return one sparse row of unit length a list of shingles, weighted by counts and smoothed rarity.

    Shingles of one row alone say nothing of two; those of more than a share `commonest` of the rows are
    left out as well.
    """
    from scipy import sparse

    names: dict[str, int] = {}
    every = (shingle for row in rows for shingle in row)
    columns = np.fromiter((names.setdefault(shingle, len(names)) for shingle in every), dtype=np.int32)
    ends = np.cumsum([0, *map(len, rows)])
    counts = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(rows), len(names)))
    counts.sum_duplicates()
    held = np.bincount(counts.indices, minlength=len(names))
    rarity = np.log((1 + len(rows)) / (1 + held)).astype(np.float32) + 1
    kept = np.flatnonzero((held > 1) & (held <= commonest * len(rows)))
    weighted = counts[:, kept].multiply(rarity[kept]).tocsr()
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1))).ravel()
    scales = 1 / np.where(lengths, lengths, 1)
    return weighted.multiply(scales[:, None]).tocsr().astype(np.float32)


def _banded(package: str, way: Any, kind: str, permutations: int, bands: int) -> Engine:
    setting = f"{kind}, {permutations} permutations, {bands} bands of {permutations // bands}"
    return Engine(package, setting, partial(found_by, partial(way, kind, permutations, bands)))


def _multiplied(kind: str, commonest: float, threshold: float) -> Engine:
    setting = f"tf-idf of {kind}, in at most {commonest:.0%} of the texts, cosine from {threshold}"
    way = partial(_sparse_product, kind, commonest, threshold)
    return Engine("sparse_dot_topn", setting, partial(found_by, way))


ENGINES = {
    "ondit": Engine("ondit", "`matching.match`", _ondit),
    "cdist": Engine("rapidfuzz", "every pair, sorted by length, in blocks", _compared_rows),
    "rensa words": _banded("rensa", _rensa, "words", 128, 32),
    "rensa words, long": _banded("rensa", _rensa, "words", 512, 128),
    "rensa pairs": _banded("rensa", _rensa, "pairs", 128, 64),
    "rensa chars4": _banded("rensa", _rensa, "chars4", 256, 64),
    "rensa chars4, long": _banded("rensa", _rensa, "chars4", 512, 128),
    "datasketch words": _banded("datasketch", _datasketch, "words", 128, 32),
    "datasketch chars4": _banded("datasketch", _datasketch, "chars4", 256, 64),
    "sparse-dot-topn words": _multiplied("words", 0.1, 0.3),
    "sparse-dot-topn chars3": _multiplied("chars3", 1.0, 0.3),
    CONTAINMENT: Engine("ondit", "`matching.contained`", _ondit_contained),
}


def chosen(names: Sequence[str], *, containment: bool) -> list[str]:
    """Return the engines that bear a name or begin with it; containment only where it is asked for.

    Raises:
        ValueError: No engine bears the name.
    """
    whole = [engine for engine in ENGINES if engine != CONTAINMENT]
    found = []
    for name in names:
        fitting = [engine for engine in whole if engine == name or engine.startswith(f"{name} ")]
        if not fitting:
            raise ValueError(f"no engine is called {name!r}; choose from {', '.join(whole)}")
        found += fitting
    return list(dict.fromkeys(found)) + [CONTAINMENT] * containment
