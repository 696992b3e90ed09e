"""All pieces of all files: cut, read, and what is wrong with each file told as one reader of it tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from ondit.cluster.cutting import Piece, cut_file, is_large, may_be_cut, uncut
from ondit.cluster.doing import Stages
from ondit.cluster.inputs import Source
from ondit.cluster.naming import Chunk
from ondit.cluster.reading import MOST_PROBLEMS, Read, chunk_name, read_piece
from ondit.cluster.shelf import Shelf
from ondit.ingest.drafts import Place
from ondit.ingest.jsonl import empty
from ondit.ingest.rows import MAX_PROBLEMS, more
from ondit.model import Problem


class Sources(NamedTuple):
    """What reading all files came to.

    Attributes:
        chunks: The names of the chunks of articles, in the order of the files.
        problems: What could not be read, at most some.
        untold: How many more problems there are.
    """

    chunks: list[str]
    problems: list[Problem]
    untold: int


class _File(NamedTuple):
    """A file, its pieces (none where it is read as a whole), and what reading them came to."""

    source: Source
    pieces: list[Piece]
    first: int
    read: list[Read]


def read_sources(stages: Stages, sources: Sequence[Source]) -> Sources:
    """Read files, the large ones piece by piece, and note which chunks of articles there are."""
    large = [one for one in sources if is_large(one) and may_be_cut(one)]
    cuts = dict(zip(large, stages.all("cut", cut_file, ((one,) for one in large), len(large)), strict=True))
    pieces = [cuts.get(one, []) for one in sources]
    of = [(one, piece) for one, own in zip(sources, pieces, strict=True) for piece in own or [None]]
    given = ((number, *one) for number, one in enumerate(of))
    read = stages.all("read", read_piece, given, len(of))
    files, first = [], 0
    for one, own in zip(sources, pieces, strict=True):
        count = max(1, len(own))
        files.append(_File(one, own, first, read[first : first + count]))
        first += count
    chunks = [chunk for file in files for chunk in _chunks(file)]
    stages.shelf.keep("chunks", chunks)
    found = (problem for file in files for problem in _problems(stages.shelf, file))
    problems = list(islice(found, MOST_PROBLEMS))
    return Sources([one.name for one in chunks], problems, sum(map(_told, files)) - len(problems))


def _chunks(file: _File) -> Iterator[Chunk]:
    before = 0
    for number, read in enumerate(file.read, file.first):
        yield from (Chunk(chunk_name(number, chunk), before) for chunk in range(read.chunks))
        before += read.lines


def _problems(shelf: Shelf, file: _File) -> Iterator[Problem]:
    """Yield what is told of a file: of one that is read in pieces as much as of one that is read whole."""
    source = file.source
    place = Place(source.name, source.stem, source.path)
    if _is_one_task(file):
        yield uncut(source)
    if _is_empty(file):
        yield place.problem(empty().what, empty().hint)
    found = _of_rows(shelf, file)
    if not file.pieces:
        yield from found
        return
    yield from islice(found, MAX_PROBLEMS)
    count = sum(one.told + one.untold for one in file.read)
    if count > MAX_PROBLEMS:
        yield more(count - MAX_PROBLEMS, place)


def _of_rows(shelf: Shelf, file: _File) -> Iterator[Problem]:
    before = 0
    for number, read in enumerate(file.read, file.first):
        for problem in shelf.kept(f"problems/{number:08}", list[Problem]) if read.told else ():
            yield replace(problem, line=problem.line + before if problem.line else None)
        before += read.lines


def _is_one_task(file: _File) -> bool:
    return is_large(file.source) and not file.pieces


def _is_empty(file: _File) -> bool:
    return bool(file.pieces) and not any(one.articles or one.told for one in file.read)


def _told(file: _File) -> int:
    """Return how many problems a file has, told or not."""
    count = sum(one.told + one.untold for one in file.read)
    if file.pieces:
        count = min(count, MAX_PROBLEMS + 1)
    return count + _is_one_task(file) + _is_empty(file)
