"""From the bytes of a web page to its text: what it declares of its encoding is checked, not believed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ondit.errors import InputError
from ondit.ingest.decode import decode

_LOOKED_AT = 4096
_SAMPLE = 20_000
_MOST_NULS = 0.001
_MOST_DAMAGE = 0.001
_FOREIGN = 0.2
_UTF = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_GUESSED = (
    "cp1251 koi8_r cp1253 cp1255 cp1256 cp874 gb18030 big5hkscs cp932 euc_jp cp949 iso8859_2 cp1250"
).split()

_DECLARED = re.compile(
    rb"<(?:\?xml|meta)\b[^>]{0,400}?(?:encoding|charset)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.I
)
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_TAG = re.compile(rb"<[^<>]*>")
_HIGH = bytes(range(0x80, 0x100))


def page_text(data: bytes, charset: str | None = None) -> tuple[str, int]:
    r"""Return the text of a page, and how many characters of it are damaged (shown as U+FFFD).

    Rule: a byte order mark decides. Without one, what is valid UTF-8 is UTF-8, whatever is declared. The rest
    is in the encoding that its server, then the page itself declares, if that fits but for one character in a
    thousand. Where nothing that fits is declared, it is damaged UTF-8 or Windows-1252 by the rule of
    `decode`; a page of which a fifth or more lies beyond ASCII is neither, and its encoding is recognised by
    its letters.

    Catches a page in UTF-8 that is declared as Latin-1, and `charset=gb2312` with characters of GB 18030.
    Must not read Windows-1252 that declares itself as UTF-8 as a page full of U+FFFD. Known failures:
    undeclared encodings for languages that are mostly ASCII other than Windows-1252 (Polish in ISO 8859-2)
    come out with wrong letters; UTF-16 without a mark and a declaration is no text.

    Args:
        data: The page.
        charset: What its server declared.

    Raises:
        InputError: It is not text.
    """
    declared = list(_declared(data, charset))
    if data.startswith(_MARKS):
        return decode(data)
    if b"\0" in data:
        data = _less_nuls(data, declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)
    if "iso2022_jp" in declared and data.isascii() and b"\x1b$" in data:
        return data.decode("iso2022_jp", "replace"), 0
    return text, 0


def _declared(data: bytes, charset: str | None) -> Iterator[str]:
    """Yield the encodings that are declared and known, the server's first, as they are to be read."""
    names = [
        charset or "",
        *(match[1].decode("ascii", "replace") for match in _DECLARED.finditer(data[:_LOOKED_AT])),
    ]
    for name in names:
        try:
            known = codecs.lookup(name.strip().strip("\"'"))
        except (LookupError, ValueError):
            continue
        if known._is_text_encoding and known.name not in _NO_ENCODINGS:
            yield _READ_AS.get(known.name, known.name)


def _less_nuls(data: bytes, declared: list[str]) -> bytes:
    """Return the bytes of a page without NUL bytes; as UTF-8 where they are those of a declared UTF-16."""
    for name in declared:
        if name.startswith(("utf-16", "utf-32")):
            return data.decode(name, "replace").encode()
    if data.count(0) > max(8, len(data) * _MOST_NULS):
        raise InputError(
            "It is not a web page: it holds NUL bytes.", "Save the page again, or give its text as UTF-8."
        )
    return data.replace(b"\0", b"")


def _not_utf8(data: bytes, declared: list[str]) -> tuple[str, int]:
    for name in declared:
        if name not in _UTF:
            text = data.decode(name, "replace")
            if (damaged := text.count("\ufffd")) <= max(1, len(text) * _MOST_DAMAGE):
                return text, damaged
    sample = _TAG.sub(b" ", data)
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high >= _FOREIGN * len(b"".join(sample.split())) and not _is_mostly_utf8(data):
        guess = _recognised(sample)
        if guess:
            text = data.decode(guess, "replace")
            return text, text.count("\ufffd")
    return decode(data)


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return damaged < (len(text) - len(data.translate(None, _HIGH))) / 2


def _recognised(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(b" ".join(sample.split())[:_SAMPLE], cp_isolation=_GUESSED).best()
    return best.encoding if best else None
