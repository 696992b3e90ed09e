"""Texts as a page shows them: what would be invisible, or move what stands around it, is drawn instead."""

from __future__ import annotations

import re

_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1 less tab and line ends
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # bidi controls, and what has no width
    "\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def shown(text: str) -> str:
    r"""Return a text of which each character is seen: `\x1b` becomes `␛`, a bidi override `⟨U+202E⟩`.

    Line ends and tabs stay; so do joiners, which some scripts need.
    """
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(_drawn, text)


def _drawn(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else f"⟨U+{code:04X}⟩"
