"""How files begin, text or not, and what in a folder or an archive is no article."""

from __future__ import annotations

import re

GZ = (b"\x1f\x8b",)
ZST = (b"\x28\xb5\x2f\xfd", *(bytes([0x50 + n]) + b"\x2a\x4d\x18" for n in range(16)))
"""How a frame begins, and one of the sixteen kinds that hold no text and are passed over."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How an archive begins, and one without members."""
BLANKS = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"
"""What may stand before a text: white space, byte order marks, and the NUL bytes of UTF-16."""
PARQUET = b"PAR1"
PDF = b"%PDF-"
WARC = b"WARC/"

NO_ARTICLES = re.compile(r"(?:readme|licen[cs]e)\b", re.IGNORECASE)
"""How the names of files begin that hold no article wherever they lie."""
