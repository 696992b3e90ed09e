"""Text made safe to keep, and text made ready to compare.

Two jobs, kept apart: `clean` removes what a hostile article could do harm with and changes nothing
else; `words` and `normalise` make what is compared, with the offsets that lead back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ESCAPE_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|(?:\x1b[\]PX^_])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS, SOS, PM, APC
    r"|\x9b[0-?]*[ -/]*[@-~]"  # CSI as one C1 character
    r"|\x1b[ -/]*[0-~]?"
)
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 less tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\ufeff]"  # byte order mark
)
_SURROGATE = re.compile("[\ud800-\udfff]")

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"(?:[^\W_{_IDEOGRAPH}]|[\u0300-\u036f])"
_WORD = re.compile(rf"\d+(?:[.,]\d+)+\w*[+%]?|{_LETTER}+(?:['’ʼ＇`´]{_LETTER}+)*[+%]?|[{_IDEOGRAPH}]")
_APOSTROPHE = str.maketrans("’ʼ＇`´", "'''''")


def clean(text: str) -> str:
    """Return `text` less escape sequences, control and bidi characters; nothing else is changed.

    Tab and newline stay; `\\r\\n` and a lone `\\r` become one newline; a lone surrogate, which no file
    can hold, becomes U+FFFD.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSAFE.sub("", _ESCAPE_SEQUENCE.sub("", text))
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are compared, and where each stands in it.

    Attributes:
        texts: Words in NFKC, case folded, apostrophes alike; without punctuation.
        starts: Offset of each word's first character in the text.
        ends: Offset behind each word's last character.
    """

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)


def words(text: str) -> Words:
    """Split a text into the words that are compared, with offsets.

    A word is a run of letters and digits with inner apostrophes ("Xiaomi’s"), a number with its
    separators ("1,000.5"), either with a closing `+` or `%` ("8+"), or one ideograph. Hyphens part
    words. Underscores and all other marks belong to no word.
    """
    found = list(_WORD.finditer(text))
    return Words(
        texts=tuple(_fold(match.group()) for match in found),
        starts=tuple(match.start() for match in found),
        ends=tuple(match.end() for match in found),
    )


def normalise(text: str) -> str:
    """Return what is compared of a text: its words, folded, joined by single spaces."""
    return " ".join([_fold(word) for word in _WORD.findall(text)])


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().replace("`", "'")
    return unicodedata.normalize("NFKC", word.translate(_APOSTROPHE)).casefold()
