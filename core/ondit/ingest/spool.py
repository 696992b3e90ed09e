"""Drafts that wait until all are read: in memory while they are few, else on the disk."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from functools import lru_cache
from tempfile import SpooledTemporaryFile, gettempdir
from types import TracebackType
from typing import BinaryIO, cast

from ondit.errors import InputError
from ondit.ingest.drafts import Draft, Place
from ondit.model import Published, Source

SHARED = 10_000
"""Of how many outlets, and of how many dates, articles share what tells them."""
IN_MEMORY = 64_000_000
"""Bytes of drafts that are kept in memory; what is more waits on the disk."""
_LENGTH = 4
_source = lru_cache(SHARED)(Source)
_published = lru_cache(SHARED)(Published)


class Spool:
    """Takes drafts, and gives them back in their order; closes itself at the end of a `with` block."""

    def __init__(self) -> None:
        self._file = cast("BinaryIO", SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - closed by `__exit__`

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, draft: Draft) -> None:
        """Take a draft.

        Raises:
            InputError: The disk is full.
        """
        data = marshal.dumps(_packed(draft))
        try:
            self._file.write(len(data).to_bytes(_LENGTH, "big") + data)
        except OSError as error:
            raise InputError(
                f"The articles find no room while they are read: {error.strerror or error}.",
                f"Make room in {gettempdir()}, or name another folder as TMPDIR.",
            ) from error

    def __iter__(self) -> Iterator[Draft]:
        """Yield all drafts; of their places what names them, of a summary only its text."""
        self._file.seek(0)
        while length := self._file.read(_LENGTH):
            data = self._file.read(int.from_bytes(length, "big"))
            yield _unpacked(marshal.loads(data))  # noqa: S302 - written above, by this process


_Packed = tuple[
    tuple[str, str, str | None, int | None, str | None],
    str,
    tuple[str, str],
    tuple[str | None, str | None, str | None, str | None],
    tuple[str, str, str] | None,
    str,
    str | None,
]


def _packed(draft: Draft) -> _Packed:
    """Return a draft as plain values: these are kept many times faster than objects."""
    place, source, published = draft.place, draft.source, draft.published
    return (
        (place.name, place.stem, place.path, place.line, place.accessed),
        draft.text,
        (source.value, source.origin),
        (draft.id, draft.url, draft.title, draft.author),
        (published.value, published.granularity, published.origin) if published else None,
        draft.language,
        draft.version_of,
    )


def _unpacked(values: _Packed) -> Draft:
    place, text, source, data, published, language, version_of = values
    return Draft(
        Place(*place[:4], accessed=place[4]),
        text,
        _source(*source),
        *data,
        _published(*published) if published else None,
        language,
        version_of=version_of,
    )
