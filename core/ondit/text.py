"""Text made safe to keep, and text made ready to compare.

Two jobs, kept apart: `clean` removes what a hostile article could do harm with and changes nothing
else; `words` and `normalise` make what is compared, with the offsets that lead back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

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

_FRACTION = "¼½¾⅐-⅞"
_IDEOGRAPH = "\u3040-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_JOINER = "\u00ad\u200c\u200d\u2060"  # soft hyphen, joiners: they stand inside words and are no part of them
_MARK = (  # vowel signs and accents that `\w` leaves out, though they belong to the letter before
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u17b4-\u17d3\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
)
_LETTER = rf"(?:[^\W_ʼ{_FRACTION}{_IDEOGRAPH}]|[{_MARK}{_JOINER}])"
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)+\w*[+%]?|{_LETTER}+(?:['’ʼ＇`´]{_LETTER}+)*[+%]?|[{_FRACTION}{_IDEOGRAPH}]"
)
_FOLD = str.maketrans("’ʼ＇`´", "'''''", "\u00ad\u200c\u200d\u2060")
_PLAIN_WORD = re.compile(r"\d+(?:[.,]\d+)+\w*[+%]?|[a-z0-9]+(?:'[a-z0-9]+)*[+%]?", re.ASCII)
_PLAIN = str.maketrans(dict.fromkeys("’ʼ＇´", "'") | dict.fromkeys("“”„«»‘–—…£€•·", " "))


OPENING_MARKS = tuple('“„«‘"')
CLOSING_MARKS = tuple('”“»’"')
LOOSE = " \t\n,;"

KEPT_LENGTH = 2_000
KEPT_TEXTS = 8_192
"""A sentence is split many times on its way through the stages: the last few thousand are kept."""


def clean(text: str) -> str:
    r"""Return `text` less escape sequences, control and bidi characters; nothing else is changed.

    Tab and newline stay; `\r\n` and a lone `\r` become one newline; a lone surrogate, which no file
    can hold, becomes U+FFFD.
    """
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSAFE.sub("", _ESCAPE_SEQUENCE.sub("", text))
    return _SURROGATE.sub("\ufffd", text)


def shown(name: str) -> str:
    """Return a name fit to be shown: names may hold escape sequences and bytes of any encoding."""
    return clean(name).replace("\n", " ").replace("\t", " ")


def core(text: str) -> tuple[int, int]:
    """Return where a wording begins and ends, less what only ties it to its sentence.

    White space, commas and semicolons at its edges are left out, and so is a quotation mark there whose
    partner it lacks.
    """
    start, end = _stripped(text, 0, len(text))
    if text[start:end][:1] in OPENING_MARKS and not _has(text[start + 1 : end], CLOSING_MARKS):
        start += 1
    if text[start:end][-1:] in CLOSING_MARKS and not _has(text[start : end - 1], OPENING_MARKS):
        end -= 1
    return _stripped(text, start, end)


def _has(text: str, marks: tuple[str, ...]) -> bool:
    return any(mark in text for mark in marks)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(LOOSE))
    return start, start + len(piece.strip(LOOSE))


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
    separators ("1,000.5"), either with a closing `+` or `%` ("8+"), or one ideograph or fraction.
    Hyphens part words; soft hyphens and joiners do not. Underscores and all other marks belong to no
    word. A character that stands for several words ("½": 1 and 2) gives several with the same offsets.
    """
    return _kept_words(text) if len(text) <= KEPT_LENGTH else _words(text)


def _words(text: str) -> Words:
    """Split a text; one of plain letters and the usual marks, as most are, all at once."""
    plain = _plain(text)
    if plain is None:
        return _words_of_any_script(text)
    places = [match.span() for match in _PLAIN_WORD.finditer(plain)]
    starts, ends = zip(*places, strict=True) if places else ((), ())
    return Words(texts=tuple([plain[start:end] for start, end in places]), starts=starts, ends=ends)


def _plain(text: str) -> str | None:
    """Return a text of plain letters and the usual marks folded, each letter in its place; else nothing."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    return plain.lower().replace("`", "'") if plain.isascii() else None


def _words_of_any_script(text: str) -> Words:
    texts, starts, ends = [], [], []
    for match in _WORD.finditer(text):
        start, end = match.span()
        for word in _fold(match.group()).split():
            texts.append(word)
            starts.append(start)
            ends.append(end)
    return Words(texts=tuple(texts), starts=tuple(starts), ends=tuple(ends))


_kept_words = lru_cache(maxsize=KEPT_TEXTS)(_words)


def forget() -> None:
    """Forget the words of the last texts, some 10 kB each, where these do not come again soon."""
    _kept_words.cache_clear()


def normalise(text: str) -> str:
    """Return what is compared of a text: its words, folded, joined by single spaces.

    What is normalised stays as it is when it is normalised again.
    """
    plain = _plain(text)
    if plain is not None:
        return " ".join(_PLAIN_WORD.findall(plain))
    return " ".join([folded for word in _WORD.findall(text) if (folded := _fold(word))])


def _fold(word: str) -> str:
    """Return a word as it is compared: mostly one word, but "½" folds to two and a lone joiner to none."""
    if word.isascii():
        return word.lower().replace("`", "'")
    # An acute accent in place of an apostrophe would become a blank and an accent on the next letter.
    folded = unicodedata.normalize("NFKC", word.translate(_FOLD)).translate(_FOLD).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(_FOLD)
    return folded if _WORD.fullmatch(folded) else " ".join(_WORD.findall(folded))
