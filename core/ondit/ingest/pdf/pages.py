"""The pages of a PDF file as pieces of text, read by PDFium."""

from __future__ import annotations

from ctypes import byref, c_double
from dataclasses import dataclass
from math import hypot, isfinite
from typing import TYPE_CHECKING

from ondit.errors import InputError
from ondit.ingest.pdf.layout import Line, Pages, Piece, lines_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_PAGES = 300
"""Pages of the longest document: more is a book, and no article."""

MAX_CHARACTERS = 2_000_000
"""Characters of the longest document; reading a million takes some four seconds."""

MAX_PIECES = 300_000
"""Pieces of the longest document; a page of prose has some sixty."""

_GAP = 1.2
_OTHER_LINE = 0.3
_BACKWARDS = 0.5
_MOST_UNKNOWN = 0.3
_PRIVATE = range(0xE000, 0xF900)
_SPACES = frozenset((0x20, 0xA0, 0x09))
_BREAKS = frozenset((0x0A, 0x0D))
_PASSWORD_ERROR = 4


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF file holds.

    Attributes:
        pages: The lines of each page, from top to bottom.
        data: What it says of itself (`Title`, `Author`, …), as it stands.
        language: The language that it declares, empty if it does not.
    """

    pages: Pages
    data: dict[str, str]
    language: str


def document(data: bytes) -> Document:
    """Read the text of a PDF file.

    One file may be read at a time in a process: PDFium cannot do more (`worker` sees to that).

    Raises:
        InputError: It is damaged, encrypted, too long, or holds no text that can be read.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as opened:
            return _document(opened)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).casefold():
            raise InputError(
                "It is encrypted; its password is not known here.", "Save it without a password."
            ) from None
        raise InputError(
            "It is damaged, cut off, or not a PDF.", "Fetch it again, or print it to a new PDF."
        ) from None


def _document(opened: PdfDocument) -> Document:
    count = len(opened)
    if count > MAX_PAGES:
        raise InputError(
            f"It has {count:,} pages, too many for one article.", f"Part it; {MAX_PAGES} are read at most."
        )
    pages: Pages = []
    tally = _Tally()
    broken = 0
    for number in range(count):
        lines = _page(opened, number, tally)
        broken += lines is None
        pages.append(lines or [])
    if broken and not any(pages):
        raise InputError("It is damaged: its pages cannot be read.", "Fetch it again.")
    if not tally.letters:
        raise InputError(
            "There is no text in it, only pictures, as in a scan.", "Run it through OCR, or give its text."
        )
    if tally.unknown > _MOST_UNKNOWN * tally.letters:
        raise InputError(
            "Its fonts do not say which letters they draw.", "Run it through OCR, or give its text."
        )
    return Document(pages, opened.get_metadata_dict(), _language(opened))


def _language(opened: PdfDocument) -> str:
    from ctypes import POINTER, c_ushort, cast, create_string_buffer

    from pypdfium2 import raw

    buffer = create_string_buffer(64)
    length = raw.FPDFCatalog_GetLanguage(opened, cast(buffer, POINTER(c_ushort)), len(buffer))
    return buffer.raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")


class _Tally:
    """How many characters were read so far, and how many of them no font explains."""

    def __init__(self) -> None:
        self.characters = self.letters = self.unknown = self.pieces = 0

    def page(self, count: int) -> None:
        self.characters += count
        if self.characters > MAX_CHARACTERS:
            raise InputError(
                f"It is longer than {MAX_CHARACTERS:,} characters, too long for one article.", "Part it."
            )

    def parts(self, count: int) -> None:
        self.pieces += count
        if self.pieces > MAX_PIECES:
            raise InputError("It is a drawing of scattered letters, and no article.", "Give its text.")


def _page(opened: PdfDocument, number: int, tally: _Tally) -> list[Line] | None:
    """Return the lines of a page; absent where it cannot be read."""
    import pypdfium2

    try:
        page = opened[number]
    except pypdfium2.PdfiumError:
        return None
    try:
        text = page.get_textpage()
        try:
            count = text.count_chars()
            tally.page(count)
            found = _pieces(text, count, tally)
            tally.parts(len(found))
            return lines_of(found)
        finally:
            text.close()
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()


def _pieces(text: PdfTextPage, count: int, tally: _Tally) -> list[Piece]:
    """Return runs of characters that stand side by side, in the order of the file."""
    from pypdfium2 import raw

    handle, box, x, y = text.raw, raw.FS_RECTF(), c_double(), c_double()
    run, found = _Run(1.0), []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _BREAKS:
            continue
        if code in _SPACES:
            run.space()
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, byref(box))
        raw.FPDFText_GetCharOrigin(handle, index, byref(x), byref(y))
        tally.letters += 1
        tally.unknown += code in {0, 0xFFFD} or code in _PRIVATE
        if not run.takes(x.value, y.value):
            found += run.pieces()
            run = _Run(_size(handle, index))
        run.add(code, x.value, max(box.right, x.value), y.value)
    return found + run.pieces()


def _size(handle: object, index: int) -> float:
    """Return the size in which a character's font is drawn, in points."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, byref(matrix))
    size: float = raw.FPDFText_GetFontSize(handle, index) * hypot(matrix.b, matrix.d)
    return size if isfinite(size) and size > 1 else 1.0


class _Run:
    """Characters of one size on their way to become a piece."""

    def __init__(self, size: float) -> None:
        self._text: list[str] = []
        self._size = size
        self._left = self._right = self._last = self._base = 0.0

    def space(self) -> None:
        if self._text and self._text[-1] != " ":
            self._text.append(" ")

    def takes(self, left: float, base: float) -> bool:
        """Return whether a character stands right behind those that are there, or at the place of the last.

        The letters of a ligature share its place.
        """
        if not self._text:
            return False
        gap = left - self._right
        is_beside = -_BACKWARDS * self._size <= gap <= _GAP * self._size or left == self._last
        return abs(base - self._base) <= _OTHER_LINE * self._size and is_beside

    def add(self, code: int, left: float, right: float, base: float) -> None:
        if not self._text:
            self._left, self._right, self._base = left, right, base
        self._text.append(_LIGATURES.get(code) or _character(code))
        self._last, self._right = left, max(self._right, right)

    def pieces(self) -> list[Piece]:
        text = "".join(self._text).strip()
        return [Piece(text, self._left, self._right, self._base, self._size)] if text else []


_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"  # noqa: PLR2004
