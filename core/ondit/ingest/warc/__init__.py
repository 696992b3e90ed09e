"""Web archives (.warc): the pages, texts and PDFs that a crawl kept, each an article of its address."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from ondit.errors import InputError
from ondit.ingest import pages, pdf, plain
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.rows import bounded
from ondit.ingest.warc.archive import Response, payload, records, response
from ondit.model import Problem
from ondit.text import clean

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord


_KEPT = frozenset(("response", "resource", "conversion"))
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_VAGUE = frozenset(
    ("", "application/octet-stream", "text/plain", "application/x-unknown-content-type", "unknown/unknown")
)
_READ = _VAGUE | _PAGES | {"application/pdf"}
_LOOKS_LIKE_A_PAGE = re.compile(
    rb"\s{0,999}(?:<!--.{0,999}?-->\s{0,99})?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_LOOKS_LIKE_A_PDF = b"%PDF-"
_FOR_MACHINES = re.compile(
    r"/(?:[\w.-]+/)?(?:robots|(?:app-)?ads|security|humans|llms(?:-full)?|sellers)\.txt", re.I
)
_WEB = re.compile(r"https?://", re.I)
_LONGEST_ADDRESS = 2_000
_LONGEST_SHOWN = 200
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")

_Body = Callable[[bytes, Place], Iterator[Draft | Problem]]


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the articles of the pages, texts and PDFs that were fetched well, in the archive's order.

    What an archive keeps of them (`response`, `resource`, `conversion`) is read; requests, revisits and
    metadata are passed over, and so are pictures, scripts and files for machines (`robots.txt`). An article
    has the record's address; the archive's date says when it was accessed and is no date of publication.
    Pages without an article are counted in a note at the end. A record that is damaged is left out, and the
    next one is gone on with. One record is in memory at a time, of up to 20 MB.

    Raises:
        InputError: It is empty, no web archive, or cut off, what came before is kept; or the extra `warc` is
            not installed.
    """
    try:
        yield from bounded(_items(stream, place), place)
    except BaseException as error:
        # The panics of the library's Rust are no `Exception`, and their class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise InputError("It cannot be read any further.", "Fetch the archive again.") from None


def _items(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    damaged = without = found = 0
    fault: InputError | None = None
    try:
        for record in records(stream):
            items = list(_articles(record, place)) if record else []
            damaged += record is None
            if not items or isinstance(items[-1], Draft):
                found += len(items)
                yield from items
            else:
                without += 1
    except InputError as error:
        fault = error
    if damaged:
        what = f"In {damaged:,} places it is damaged; what stood there was left out."
        yield place.problem(what, "Fetch the archive again.")
    if without:
        what = f"{without:,} of its pages hold no article that can be read."
        yield place.note(what, "There is nothing to do; lists and front pages are such pages.")
    if fault:
        raise fault
    if not (damaged or without or found):
        yield place.note("It holds no page, text or PDF that was fetched well.", "There is nothing to do.")


def _articles(record: WarcRecord, place: Place) -> Iterator[Draft | Problem]:
    """Yield what a record holds, problems first; a problem alone where it is a page without an article."""
    if (record.headers.get("warc-type") or "").casefold() not in _KEPT:
        return
    address = clean(record.headers.get("warc-target-uri") or "").strip("<> \t\n")
    if _FOR_MACHINES.fullmatch(_path(address)):
        return
    url = address if _WEB.match(address) and len(address) <= _LONGEST_ADDRESS else None
    day = _DAY.match(record.headers.get("warc-date") or "")
    here = replace(place, url=url, line=None, accessed=day[0] if day else None)
    try:
        given = response(record)
        if given.status // 100 != 2 or given.media_type not in _READ:  # noqa: PLR2004
            return
        data = payload(record)
        reader = _reader(given, data)
        items = list(reader(data, replace(here, charset=given.charset))) if reader else []
    except InputError as error:
        items = [here.problem(error.what, error.hint)]
    for item in items:
        if isinstance(item, Problem):
            yield replace(item, what=f"At {_shown(address)}: {item.what}")
        else:
            yield item


def _reader(given: Response, data: bytes) -> _Body | None:
    """Return what reads a body: by its media type, by how it begins where that says little."""
    if data.startswith(_LOOKS_LIKE_A_PDF):
        return partial(_streamed, pdf.read)
    if given.media_type in _PAGES or _LOOKS_LIKE_A_PAGE.match(data):
        return pages.page
    return partial(_streamed, plain.read) if given.media_type == "text/plain" else None


def _streamed(
    read_stream: Callable[[BinaryIO, Place], Iterator[Draft | Problem]], data: bytes, place: Place
) -> Iterator[Draft | Problem]:
    return read_stream(io.BytesIO(data), place)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _shown(address: str) -> str:
    return address if len(address) <= _LONGEST_SHOWN else f"{address[: _LONGEST_SHOWN - 1]}…"
