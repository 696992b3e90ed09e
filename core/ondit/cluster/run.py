"""A run from its files of articles to its tables: begun anew, or gone on with."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

import msgspec

from ondit import __version__
from ondit.cluster.doing import Crew, Stages, Step
from ondit.cluster.inputs import Source
from ondit.cluster.shelf import WORK, Shelf, writing
from ondit.cluster.stages import (
    Outcome,
    count_worlds,
    match_blocks,
    read_blocks,
    state_blocks,
)
from ondit.errors import InputError, OutputError
from ondit.ingest.results import MANIFEST
from ondit.model import Problem

BLOCKS = range(1_000_000, 16_000_000)
"""Letters of the articles of a block: few enough for a worker's memory, and enough to be worth a task."""
FEWEST_BLOCKS = 8
"""Into how many blocks at the least what is read is cut, where these are not too small for it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds.

    Attributes:
        ondit: The version that wrote it.
        sources: The name of each file that is read, and a mark that changes when the file does.
        within: Days that two articles may be apart, absent for any.
        block: Letters of the articles of a block.
        outcome: What the run came to, absent until it is done.
        run: What tells it from others that were in the folder.
    """

    ondit: str
    sources: list[tuple[str, str]]
    within: int | None
    block: int
    outcome: Outcome | None = None
    run: str = ""


class NothingReadError(InputError):
    """No article could be read.

    Attributes:
        problems: What keeps them from being read, at most some.
        untold: How many more problems there are.
    """

    def __init__(self, problems: Sequence[Problem], untold: int) -> None:
        hint = "The lines above say why." if problems else "Give files of articles: JSON Lines or Parquet."
        super().__init__("No article could be read.", hint)
        self.problems = problems
        self.untold = untold


def run(
    sources: Sequence[Source],
    out: str,
    crew: Crew,
    *,
    within: int | None = None,
    block_size: int | None = None,
    strict: bool = False,
    report: Callable[[Step], None] = lambda _: None,
) -> Outcome:
    """Match the sentences of files of articles with many hands, and write tables of what is found.

    The matches and statements are those that one process finds of the same files, less paraphrases. Where
    the folder holds the same run, stopped, that is gone on with; where it is done, nothing is.

    Args:
        sources: The files.
        out: The folder that the tables are written to: a path, or an address that fsspec knows. Whoever does
            the tasks must reach it, and the files, by the same names.
        crew: Who does the tasks.
        within: Compare only articles that were published within so many days of each other.
        block_size: Letters of the articles of a block; where absent, it goes by what is read.
        strict: Stop where an article cannot be read.
        report: Called behind each task.

    Raises:
        OutputError: The folder holds something else, or cannot be written.
        NothingReadError: No article could be read.
        InputError: Not all could be read, and `strict` is set.
    """
    if block_size is None:
        share = sum(one.size for one in sources) // FEWEST_BLOCKS
        block_size = min(max(share, BLOCKS.start), BLOCKS.stop)
    wanted = Manifest(__version__, [(one.name, one.mark) for one in sources], within, block_size)
    with writing(out):
        shelf = Shelf(out)
        begun = _begun(shelf, wanted)
        if begun.outcome is not None:
            return begun.outcome
        outcome = _done(Stages(shelf, crew, report, begun.run), list(sources), wanted, strict=strict)
        write_manifest(shelf, replace(begun, outcome=outcome))
        with contextlib.suppress(OSError):  # the tables are whole; what was needed for them may stay
            shelf.drop(WORK)
        return outcome


def _done(stages: Stages, sources: list[Source], wanted: Manifest, *, strict: bool) -> Outcome:
    """Do all stages, and return what they came to."""
    blocks = read_blocks(stages, sources, wanted.within, wanted.block)
    bad = next((one for one in blocks.problems if not one.is_note), None)
    if strict and bad:
        where = f"{bad.input}, line {bad.line}" if bad.line else bad.input
        raise InputError(f"{where}: {bad.what}", bad.hint, bad.line)
    if not blocks.settled:
        raise NothingReadError(blocks.problems, blocks.untold)
    scale = count_worlds(stages, blocks, wanted.within)
    matched = match_blocks(stages, blocks, scale)
    statements = state_blocks(stages, blocks)
    return Outcome(
        articles=blocks.articles,
        sentences=scale.sentences,
        matches=matched.matches,
        statements=statements,
        left_out=matched.left_out,
        cut=matched.cut,
        echoes=sum(one.echoes for one in blocks.settled),
        problems=blocks.problems,
        untold=blocks.untold,
    )


def check_empty(shelf: Shelf) -> None:
    """Raise an OutputError where a folder holds something."""
    if shelf.names(""):
        raise OutputError(f"{shelf.address} holds other files.", "Name a folder that is empty or not there.")


def write_manifest(shelf: Shelf, manifest: Manifest) -> None:
    """Write what a folder holds."""
    shelf.put(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def _begun(shelf: Shelf, wanted: Manifest) -> Manifest:
    """Begin a run, or find it begun or done; return what the folder says of it."""
    known = read_manifest(shelf)
    if known is None:
        check_empty(shelf)
        begun = replace(wanted, run=uuid4().hex)
        write_manifest(shelf, begun)
        return begun
    if replace(known, outcome=None, run="") != wanted:
        raise OutputError(
            f"{shelf.address} holds another run: {_differing(known, wanted)}.",
            "Name another folder, or remove this one.",
        )
    return known


def read_manifest(shelf: Shelf) -> Manifest | None:
    """Return what a folder holds, nothing where no run was begun in it.

    Raises:
        OutputError: What it says of itself cannot be read.
    """
    try:
        return msgspec.json.decode(shelf.get(MANIFEST), type=Manifest)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        raise OutputError(
            f"{shelf.address}/{MANIFEST} is damaged.", "Name another folder, or remove this one."
        ) from None


def _differing(known: Manifest, wanted: Manifest) -> str:
    if known.ondit != wanted.ondit:
        return f"it is of Ondit {known.ondit}, this is {wanted.ondit}"
    if known.sources != wanted.sources:
        return "its files are others, or have changed"
    return "its window or its blocks are others"
