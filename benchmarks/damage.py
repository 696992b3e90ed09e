"""Good files of every format, of invented text only, and what may be done to them."""

from __future__ import annotations

import gzip
import io
import random
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fuzz_parts import Part

ROOT = Path(__file__).parents[1]
LARGEST = 12_000_000

BODY = (
    "Ibex Motors said on Monday that the Volt will be sold from July in eleven countries. The company has"
    " built nine hundred of them so far — and plans four thousand. “We are proud,” said Ana Reed, its head."
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Volt goes on sale | Quay News</title>'
    '<meta property="og:title" content="Volt goes on sale"><script type="application/ld+json">{"@type":'
    ' "NewsArticle", "headline": "Volt", "datePublished": "2025-05-23T09:30:00Z", "author": [{"name":'
    ' "Jo Tarn"}]}</script></head><body><article><h1>Volt goes on sale</h1><time datetime="2025-05-23">23 May'
    f"</time><p>{BODY}</p><p>{BODY[::-1]}</p></article></body></html>"
)
ITEM = (
    "<item><title>Volt &amp; more</title><link>https://quay.example/2025/05/volt</link><guid>v1</guid>"
    "<pubDate>Fri, 23 May 2025 09:30:00 GMT</pubDate>"
    f"<description><![CDATA[<p>{BODY}</p>]]></description></item>"
)
ENTRY = (
    "<entry><title>Volt</title><link href='https://quay.example/volt'/><id>v1</id><updated>2025-05-23T09:30:00Z"
    f"</updated><content type='html'>&lt;p&gt;{BODY}&lt;/p&gt;</content></entry>"
)
ROW = f'{{"text": "{BODY}", "source": "Quay News", "title": "Volt", "published": "2025-05-23", "id": 7}}'
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80" * 9, b"\xe2\x80", b"\x1b[31m", b"\xe2\x80\xae", b"\r",
    b"\n\n\n", b"&amp;", b"&#0;", b"&#x110000;", b"&nbsp", b"&lol9;", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"<?xml", b"?>", b'<?xml version="1.0" encoding="x-none"?>', b'<meta charset="utf-16">',
    b'<!DOCTYPE a [<!ENTITY b "c">]>', b'<!ENTITY x SYSTEM "file:///etc/hostname">', b"<script>",
    b"</script>", b"<svg>", b"<table>", b"<a href=", b'"', b"'", b"\\", b"\\u", b"\\ud83d", b"{", b"}",
    b"[", b"]", b",", b":", b"null", b"NaN", b"-Infinity", b"1e999", b"9" * 5_000, b"-" + b"9" * 400,
    b"0" * 64, b"\xff" * 8, b"\x7f\xff\xff\xff", b"\0" * 4_096, b"WARC/1.0\r\n", b"Content-Length: -1\r\n",
    b"Content-Length: 99999999999999999999\r\n", b"\r\n\r\n", b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd", b"PAR1", b"%PDF-1.7", b"endstream", b"endobj", b"/Kids [2 0 R]", b"<<",
    b"https://[half", b"https://quay.example/9999/99/99/", b"9999-99-99", b"0000-00-00T25:61:61+99:99",
    b"Title: ", b"Date: 2025-02-30\n", b"---\n", b"By ", b"pic.twitter.com/x",
)  # fmt: skip
NESTS = (
    (b"[", b"]"), (b'{"a":', b"}"), (b"<div>", b"</div>"), (b"<b>", b""), (b"<outline>", b"</outline>"),
    (b"<item>", b"</item>"), (b"(", b")"), (b"<<", b">>"), (b'"', b'"'), (b"<table><tr><td>", b""),
    (b"\xe2\x80\x9c", b""), (b"&lt;p&gt;", b""), (b"<blockquote>", b"</blockquote>"), (b" ", b""),
    (b",", b""),
    (b"\n> ", b""), (b"<a>", b""), (b"By ", b""), (b"<!--", b""), (b"- ", b"\n"),
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "shift_jis", "koi8-r", "utf-7")
CHARSETS = (
    None,
    None,
    None,
    "utf-8",
    "utf-16",
    "x-none",
    "utf-7",
    "idna",
    "rot13",
    "hex",
    "cp1252",
    "\0",
    "",
)
URLS = (None, None, "https://quay.example/2025/05/23/volt", "https://[half", "https://quay.example")
RARE = {".pdf": 0.05, ".parquet": 0.3, ".html": 2.0}
"""How much rarer than the others formats are whose runs take long; pages hold the most of our own rules."""


def good_files() -> dict[str, list[bytes]]:
    """Return good files by their suffix, all of them of invented text."""
    files: dict[str, list[bytes]] = defaultdict(list)
    for path in sorted((ROOT / "sample_data").glob("*/*.*")):
        files[path.suffix].append(path.read_bytes())
    rss = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Quay</title>{ITEM}{ITEM}</channel></rss>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title>{ENTRY}{ENTRY}</feed>"
    opml = (
        "<opml><body><outline text='a'><outline xmlUrl='https://quay.example/rss'/></outline></body></opml>"
    )
    items = f'[{{"id": "1", "content_text": "{BODY}"}}]'
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": {items}}}'
    table = (
        f'title,source,text,published\nVolt,Quay News,"{BODY}",2025-05-23\nVolt,Tarn,"{BODY[::-1]}",2025\n'
    )
    text = f"Source: Quay News\nDate: 2025-05-23\n\nVolt goes on sale\n\nBy Jo Tarn\n\n{BODY}\n"
    made = {
        ".txt": [text], ".md": [f"---\ntitle: Volt\n---\n\n# Volt\n\n> {BODY}\n"], ".html": [PAGE],
        ".rss": [rss], ".atom": [atom], ".opml": [opml], ".xml": [rss, atom, opml], ".csv": [table],
        ".tsv": [table.replace(",", "\t")], ".jsonl": [f"{ROW}\n{ROW}\n"],
        ".json": [f"[{ROW}, {ROW}]", f'{{"articles": [{ROW}]}}', feed],
    }  # fmt: skip
    for suffix, contents in made.items():
        files[suffix] += [content.encode() for content in contents]
    files[".pdf"], files[".parquet"], files[".warc"] = [_pdf()], [_parquet()], [_warc()]
    return dict(files)


def _pdf() -> bytes:
    sys.path.insert(0, str(ROOT / "tests"))
    from pdf_files import column, pdf

    lines = [BODY[start : start + 80].replace("—", "-") for start in range(0, len(BODY), 80)]
    pages = [column(60, 760, lines), column(60, 760, lines[::-1])]
    made: bytes = pdf(pages, {"Title": "Volt", "Author": "Jo Tarn"})
    return made


def _parquet() -> bytes:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.parquet")
        query = f"SELECT '{BODY}' AS text, 'Quay News' AS source, DATE '2025-05-23' AS date FROM range(9)"  # noqa: S608
        duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


def _warc() -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/volt\r\n"
        f"WARC-Date: 2025-06-30T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return (head.encode() + answer + b"\r\n\r\n") * 2


def packed(suffix: str, name: str, data: bytes) -> bytes:
    """Return some bytes packed as a suffix says."""
    if suffix == ".gz":
        return gzip.compress(data, mtime=0)
    if suffix == ".zst":
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        return zstd.compress(data)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(zipfile.ZipInfo(f"in/{number}{name}"), data)
    return file.getvalue()


Damage = Callable[[bytes, random.Random, list[bytes]], bytes]


def _flip(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    damaged = bytearray(data)
    for _number in range(chance.choice((1, 1, 3, 20, 200))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _cut(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _number in range(2))
    return chance.choice((data[:end], data[start:], data[:start] + data[end:]))


def _splice(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _repeat(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start = chance.randrange(len(data))
    block = data[start : start + chance.choice((1, 9, 100, 2_000))]
    return data[:start] + block * chance.choice((2, 40, 3_000)) + data[start:]


def _insert(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    for _number in range(chance.choice((1, 1, 4, 30))):
        start = chance.randrange(len(data) + 1)
        data = data[:start] + chance.choice(TOKENS) + data[start + chance.choice((0, 0, 1, 8)) :]
    return data


def _nest(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, depth = chance.randrange(len(data) + 1), chance.choice((10, 300, 5_000, 200_000))
    before, behind = chance.choice(NESTS)
    return data[:start] + before * depth + chance.choice((b"", b"x", b"1")) + behind * depth + data[start:]


def _shuffle(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    mark = chance.choice((b"\n", b" ", b"<", b",", b'"'))
    parts = data.split(mark)
    chance.shuffle(parts)
    return mark.join(parts)


def _recode(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


DAMAGES: tuple[Damage, ...] = (_flip, _cut, _splice, _repeat, _insert, _insert, _nest, _shuffle, _recode)
OF_PARTS = 0.4
"""Which share of the inputs goes to parts that are no readers of formats."""
PACKED = (".gz", ".zst", ".zip")


class Case(NamedTuple):
    """One input: `kind` is the suffix whose reader gets it, empty for the one that looks inside."""

    number: int
    kind: str
    name: str
    data: bytes
    charset: str | None
    url: str | None


class Maker:
    """Makes inputs: the same seed and number give the same one."""

    def __init__(self, seed: int, parts: Mapping[str, Part] | None = None) -> None:
        self._seed = seed
        self._parts = parts or {}
        self._files = good_files()
        self._all = [data for files in self._files.values() for data in files]

    def make(self, number: int) -> Case:
        """Return the input of a number."""
        chance = random.Random(f"{self._seed}-{number}")  # noqa: S311 - no secret
        if self._parts and chance.random() < OF_PARTS:
            return self._of_part(number, chance)
        suffixes = [*self._files, *PACKED]
        suffix = chance.choices(suffixes, [RARE.get(suffix, 1.0) for suffix in suffixes])[0]
        inner = suffix
        if suffix in PACKED:
            inner = chance.choice([name for name in self._files if name != ".pdf"])
        data = chance.choice(self._files[inner])
        name = f"news{suffix}"
        if suffix in PACKED:
            data = self._damaged(data, chance) if chance.random() < 0.5 else data
            data, name = packed(suffix, inner, data), f"news{inner}{suffix}"
        data = self._damaged(data, chance)
        others = [suffix for suffix in suffixes if suffix != ".pdf"]
        kind = suffix if chance.random() < 0.8 else chance.choice(["", *others])
        return Case(number, kind, name, data, chance.choice(CHARSETS), chance.choice(URLS))

    def _of_part(self, number: int, chance: random.Random) -> Case:
        names = list(self._parts)
        name = chance.choices(names, [self._parts[one].weight for one in names])[0]
        data = self._damaged(chance.choice(self._parts[name].good()), chance)
        return Case(number, name, name, data, None, None)

    def _damaged(self, data: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            data = chance.choice(DAMAGES)(data or b"\n", chance, self._all)[:LARGEST]
        return data
