"""JSON documents: their articles found wherever the document holds them, one by one, in constant memory."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO, NamedTuple

from ondit.errors import InputError
from ondit.ingest import jsonl
from ondit.ingest.decode import MAX_BYTES, Rejoined
from ondit.ingest.documents.parts import Piece, Scanner, parsed
from ondit.ingest.documents.rows import Row, feed_of
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.feeds.about import Feed
from ondit.ingest.kinds import BLANKS
from ondit.ingest.rows import MAX_PROBLEMS, bounded
from ondit.model import Problem
from ondit.text import clean

MAX_DEPTH = 6
"""How deep in a document its articles are looked for."""

_HEAD = 1 << 16
_ALONE = "articles"
_OPENING = frozenset("{[")
_MEND = "Mend it there, or get the file again."
_AGAIN = "Get the file again."


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the articles that a JSON document holds, in order, and what is wrong with one before it.

    An article is an object with a text, itself or in what services wrap it into (`_source`, `fields`). They
    are found in a list (`[…]`), in a list within an object (`{"results": […]}`), under names of their own
    (`{"a1": {…}, "a2": {…}}`: a name with a digit is the id), alone, or one behind another, down to
    `MAX_DEPTH` levels. Of an object that has `articles`, nothing else is looked at. Rows without a text that
    have a description, or a title and an address, are summaries if they stand in the first list of articles.
    A JSON Feed is read as a feed; a file with one object a line as JSON Lines.

    Where the document is broken, the articles before and, as far as the brackets tell, those behind are read.

    Raises:
        InputError: It is empty, not JSON, or holds no article.
    """
    head = stream.read(_HEAD)
    whole = io.BufferedReader(Rejoined(head, stream))
    if not head.strip(BLANKS):
        raise InputError("It is empty.", 'Leave it out, or write its articles as [{"text": "…"}].')
    if _is_lines(head):
        yield from jsonl.read(whole, place)
    else:
        yield from bounded(_Reading(Scanner(whole), place).items(), place)


class _Object(NamedTuple):
    """An object of the document.

    Attributes:
        place: Where it begins.
        data: What it says; absent where it is too long or broken.
        row: The same as an article.
        fault: What is wrong with it.
        is_lost: Whether nothing within it can be read either.
    """

    place: Place
    data: dict[str, Any] | None = None
    row: Row | None = None
    fault: Problem | None = None
    is_lost: bool = False


class _Reading:
    """One way through a document.

    Attributes:
        found: Articles so far.
        told: Problems so far.
    """

    def __init__(self, scanner: Scanner, place: Place) -> None:
        self._scanner = scanner
        self._place = place
        self._textless: list[tuple[Row, Place, Feed | None]] = []
        self._is_cut = False
        self.found = self.told = 0

    def items(self) -> Iterator[Draft | Problem]:
        """Yield the articles, and what is wrong; see `read`."""
        while mark := self._scanner.next():
            yield from self._at(mark, 0, None)
        if self.found:
            return
        for row, place, feed in self._textless:
            yield from row.drafts(place, feed)
        if not self._textless and not self.told:
            hint = 'Give its rows a "text", or leave it out.'
            raise InputError("There is no article in it: nothing in it has a text.", hint)

    def _at(self, mark: str, depth: int, feed: Feed | None) -> Iterator[Draft | Problem]:
        """Yield what the object or list holds at whose opening bracket the scanner stands."""
        if mark == "{":
            yield from self._object(depth, feed, in_list=False)
        elif mark == "[" and depth < MAX_DEPTH:
            yield from self._list(depth, feed)
        elif mark == "[":
            self._scanner.skip()
        else:
            yield from self._counted(
                [self._here().problem("A bracket closes here that was never opened.", _MEND)]
            )

    def _list(self, depth: int, feed: Feed | None) -> Iterator[Draft | Problem]:
        """Yield the articles of a list; what has no text is complained of where others have one."""
        self._scanner.enter()
        before, textless = self.found, list[tuple[Row, Place, Feed | None]]()
        while (mark := self._scanner.next()) in _OPENING:
            if mark == "[":
                yield from self._at(mark, depth + 1, feed)
                continue
            one = yield from self._object(depth + 1, feed, in_list=True)
            if one and one.row:
                textless.append((one.row, one.place, feed))
            if self.found > before or (before == 0 and one and one.row and one.row.summary):
                for row, place, about in textless:
                    yield from self._counted(row.drafts(place, about))
                textless = []
            del textless[MAX_PROBLEMS + 1 :]
        self._textless += textless[: MAX_PROBLEMS + 1 - len(self._textless)]
        yield from self._closed(mark, "]")

    def _object(
        self, depth: int, feed: Feed | None, *, in_list: bool
    ) -> Generator[Draft | Problem, None, _Object | None]:
        """Yield the article that an object is, else those within it; return it if nothing came of it."""
        one = self._looked_at(in_list=in_list, key="" if in_list else self._scanner.key)
        if one.is_lost or depth >= MAX_DEPTH or (one.row and one.row.has_text):
            self._scanner.skip()
            yield from self._counted([one.fault] if one.fault else [])
            yield from self._counted(one.row.drafts(one.place, feed) if one.row else [])
            return None
        before = (self.found, self.told)
        yield from self._within(one.data or {}, depth, feed)
        if (self.found, self.told) != before:
            return None
        yield from self._counted([one.fault] if one.fault else [])
        return one if in_list else None

    def _looked_at(self, *, in_list: bool, key: str) -> _Object:
        """Return the object at whose opening bracket the scanner stands; the scanner stays."""
        here, piece = self._here(), self._scanner.peek()
        if piece.is_long:
            what = f"It is longer than {MAX_BYTES // 1_000_000} MB, too long for one article."
            return _Object(here, fault=here.problem(what, "Leave it out.") if in_list else None)
        try:
            data, damaged = parsed(piece.data)
        except InputError as error:
            return _Object(here, fault=here.problem(error.what, error.hint), is_lost=True)
        except RecursionError:
            deep = here.problem("It is nested too deeply.", "Keep the article's fields at the top of it.")
            return _Object(here, fault=deep, is_lost=True)
        except ValueError as error:
            if piece.is_whole or not in_list:
                return _Object(here, fault=_not_json(here, error, piece), is_lost=in_list)
            self._is_cut = True
            return _Object(
                here, fault=here.problem("The row breaks off; it was left out.", _AGAIN), is_lost=True
            )
        if any(letter.isdigit() for letter in key):
            data.setdefault("id", key)
        damage = f"{damaged} characters of the row cannot be read and are shown as \ufffd."
        fault = here.problem(damage, "Save it again as UTF-8.") if damaged else None
        return _Object(here, data, Row(data) if data else None, fault)

    def _within(self, data: dict[str, Any], depth: int, feed: Feed | None) -> Iterator[Draft | Problem]:
        """Yield the articles that an object holds, which is none itself."""
        feed = feed_of(data) or feed
        is_alone = isinstance(data.get(_ALONE), list)
        self._scanner.enter()
        while (mark := self._scanner.next()) in _OPENING:
            key, before = self._scanner.key, self.found
            if is_alone and key != _ALONE:
                self._scanner.skip()
                continue
            yield from self._at(mark, depth + 1, feed)
            is_alone = is_alone or (key == _ALONE and self.found > before)
        yield from self._closed(mark, "}")

    def _closed(self, mark: str, wanted: str) -> Iterator[Problem]:
        """Yield a problem where a list or an object does not end as it should."""
        if mark == wanted or (not mark and self._is_cut):
            return
        self._is_cut = self._is_cut or not mark
        what = "It breaks off here." if not mark else f"{mark} stands here in place of {wanted}."
        self.told += 1
        yield self._here().problem(what, _AGAIN if not mark else _MEND)

    def _here(self) -> Place:
        return replace(self._place, line=self._scanner.line)

    def _counted(self, items: Iterable[Draft | Problem]) -> Iterator[Draft | Problem]:
        for item in items:
            self.found += isinstance(item, Draft)
            self.told += isinstance(item, Problem)
            yield item


def _not_json(here: Place, error: ValueError, piece: Piece) -> Problem:
    """Return the problem of what is broken, with the line of the document where that shows."""
    within = error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0
    reason = clean(error.msg if isinstance(error, json.JSONDecodeError) else str(error))[:200]
    what = f"It is not JSON: {reason}; what could be told apart was read."
    return replace(here, line=(here.line or 1) + min(within, piece.data.count(b"\n"))).problem(what, _MEND)


def _is_lines(head: bytes) -> bool:
    """Return whether a file that begins so holds an object a line: one is whole, and another begins."""
    first, *others = [line for line in head.removeprefix(codecs.BOM_UTF8).split(b"\n") if line.strip()] or [
        b""
    ]
    if not others or not others[0].lstrip().startswith(b"{") or not first.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(parsed(first)[0], dict)
    except (ValueError, InputError, RecursionError):
        return False
