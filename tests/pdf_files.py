"""PDF files made for the tests: text in Helvetica at given places."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_MARK = b"\xfe\xff"


class Words(NamedTuple):
    """Words at a place, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11.0


def pdf(
    pages: Sequence[Iterable[Words]],
    data: dict[str, str] | None = None,
    *,
    language: str = "",
    encrypted: bool = False,
    streams: Sequence[bytes] | None = None,
) -> bytes:
    """A file of one font; `streams` are the pages' drawings in place of those of the words."""
    drawn = streams or [b"\n".join(_drawn(words) for words in page) for page in pages]
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(drawn)))
    info = " ".join(
        f"/{key} <{_MARK.hex()}{value.encode('utf-16-be').hex()}>" for key, value in (data or {}).items()
    )
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({language})' if language else ''} >>".encode(),
        f"<< /Type /Pages /Count {len(drawn)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode(),
    ]
    for number, stream in enumerate(drawn):
        packed = zlib.compress(stream)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
            + f" /Contents {6 + 2 * number} 0 R >>".encode()
        )
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
    lock = ""
    if encrypted:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>".encode())
        lock = f" /Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
    return _file(objects, f"/Root 1 0 R /Info 4 0 R{lock}")


def _drawn(words: Words) -> bytes:
    text = words.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (words.size, words.x, words.y, text)


def _file(objects: list[bytes], trailer: str) -> bytes:
    file = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(file)


def column(
    x: float, top: float, lines: Iterable[str], *, step: float = 14.0, size: float = 11.0
) -> list[Words]:
    """Lines below one another; an empty one leaves space."""
    return [Words(x, top - step * n, line, size) for n, line in enumerate(lines) if line]
