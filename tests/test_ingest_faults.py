"""Bad input from the door: each fault is one clear problem that names its input, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import stat
import struct
import sys
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from ondit import ingest
from ondit.ingest.documents import parts
from ondit.model import Problem
from ondit.progress import Progress
from pdf_files import column, pdf

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GOOD = "Ibex Motors said on Monday that the Volt will be sold from July in eleven countries."
BODY = (
    f"{GOOD} The company has built nine hundred of them so far and plans to build four thousand before the"
    " year is over. “We are proud of the café Volt,” said Ana Reed, the chief executive of Ibex Motors."
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Volt</title></head>"
    f"<body><article><p>{BODY}</p></article></body></html>"
)
NO_SENTENCE = re.compile(
    r"\b\w+(?:Error|Exception|Warning)\b|Traceback|Errno|<class |object at 0x|[\x00-\x1f]"
)
SECRET = "the secret of the harbour"
LONG = 30_000_000
"""Bytes of three times the longest article."""


def row(text: str = BODY, **fields: object) -> str:
    return json.dumps({"text": text, **fields}, ensure_ascii=False)


def rss(items: str, before: str = "") -> str:
    return f'{before}<rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>'


def item(text: str = BODY) -> str:
    return f"<item><title>Volt</title><link>https://quay.example/volt</link><description>{text}</description></item>"


def html(head: str = "", encoding: str = "utf-8") -> bytes:
    return PAGE.replace("<title>", f"{head}<title>").encode(encoding)


def told(problems: tuple[Problem, ...]) -> list[Problem]:
    """The problems that are no notes; every sentence is one, and names nothing of the machine inside."""
    for problem in problems:
        for sentence in (problem.what, problem.hint):
            assert sentence.endswith((".", "…")), sentence
            assert not NO_SENTENCE.search(sentence), sentence
            assert not sentence[0].islower(), sentence
        assert not NO_SENTENCE.search(problem.input), problem.input
    return [problem for problem in problems if not problem.is_note]


def read_beside_good_ones(folder: Path) -> tuple[list[str], list[Problem]]:
    """Read a folder with a good article around all else; return the other texts, and the problems."""
    for name in ("!first.txt", "zz last.txt"):
        (folder / name).write_text(f"{GOOD} {name}", encoding="utf-8")
    reading = ingest.read_all([folder])
    texts = [article.text for article in reading.articles]
    assert [texts[0], texts[-1]] == [f"{GOOD} !first.txt", f"{GOOD} zz last.txt"]
    return texts[1:-1], told(reading.problems)


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is wrong.

    Attributes:
        name: The file's name.
        data: What it holds.
        what: Words of the problem.
        line: The line that the problem names.
        articles: How many articles are read of it all the same.
        inner: What the problem's input adds to the file's name: a member of an archive.
    """

    name: str
    data: bytes | str
    what: str
    line: int | None = None
    articles: int = 0
    inner: str = ""


def packed(*members: tuple[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def overlapping() -> bytes:
    """An archive whose list names the same content twice."""
    data = packed(("a.txt", GOOD))
    start, size = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06") - data.index(b"PK\x01\x02")
    listed = data[start : start + size] * 2
    return data[:start] + listed + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(listed), start, 0)


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, str]:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info, target


def laughs(root: str) -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{lines}]>'


def bomb(size: int = 12_000_000) -> bytes:
    return b"ha " * (size // 3)


def truncated(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def warc(*bodies: str) -> bytes:
    answers = [f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}".encode() for body in bodies]
    return b"".join(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/%d\r\n"
        b"WARC-Date: 2025-06-30T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (n, len(answer), answer)
        for n, answer in enumerate(answers)
    )


PAPER = pdf([column(60, 760, textwrap.wrap(BODY.replace("“", '"').replace("”", '"'), 80))])
DEEP = 200_000
MANY = "".join(row(f"{GOOD} {n}") + "\n" for n in range(400))

FAULTS = (
    Fault("marked.txt", b"\xef\xbb\xbf" + BODY.encode("cp1252", "replace"), "cannot be read", articles=1),
    Fault("utf16.txt", BODY.encode("utf-16-le"), "NUL"),
    Fault("unknown.txt", b"caf\xe9 \x81\x8d\x81", "encoding"),
    Fault("binary.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "NUL"),
    Fault("half.txt", BODY.encode() + "é".encode()[:1], "1 of its characters", articles=1),
    Fault("half.jsonl", f"{row()}\n".encode() + row("é").encode()[:-3], "not JSON", line=2, articles=1),
    Fault("inside.jsonl", b'{"text": "caf\xc3"}\n'.replace(b"caf", BODY.encode()), "1 characters", 1, 1),
    Fault("mixed.jsonl", f"{row()}\n".encode() + row("x").encode("utf-16-le"), "NUL", line=2, articles=1),
    Fault("half.html", html()[: html().index(b" Motors.</p>")] + b"\xc3", "cannot be read", articles=1),
    Fault("utf16.html", PAGE.encode("utf-16-le"), "NUL"),
    Fault("half.rss", rss(item()).encode().replace("é".encode(), b"\xc3"), "", articles=1),
    Fault("deep.json", "[" * DEEP, "", line=1),
    Fault("deep-objects.json", '{"a":' * DEEP + "1" + "}" * DEEP, "deep", line=1),
    Fault("deep.jsonl", f"{row()}\n{'[' * DEEP}\n{row('Another one.')}\n", "deep", line=2, articles=2),
    Fault("laughs.rss", rss(item("&l9;"), laughs("rss")), "of its own", articles=1),
    Fault("laughs.opml", f'{laughs("opml")}<opml><body><outline text="&l9;"/></body></opml>', "of its own"),
    Fault("laughs.xml", rss(item("&l9;"), laughs("rss")), "of its own", articles=1),
    Fault("cut.rss", truncated(rss(item() + item("Another one. " * 40)).encode()), "broken", 1, 2),
    Fault("none.rss", rss(""), ""),
    Fault("text.rss", BODY, ""),
    Fault("cut.atom", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Volt", "broken", 1),
    Fault("cut.opml", '<opml><body><outline xmlUrl="https://quay', "broken", 1),
    Fault("list.opml", "<opml><body></body></opml>", ""),
    Fault("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, ""),
    Fault("rows.html", row(), "no HTML"),
    Fault("text.html", BODY, "no HTML"),
    Fault("wall.html", "<html><body><div id='app'></div><script>go()</script></body></html>", "no article"),
    Fault("paper.html", PAPER, "another kind"),
    Fault("page.json", PAGE, ""),
    Fault("page.jsonl", PAGE, "not JSON", line=1),
    Fault("page.csv", PAGE, "no field of text"),
    Fault("page.pdf", PAGE, ""),
    Fault("page.parquet", PAGE, "not a Parquet"),
    Fault("page.warc", PAGE, ""),
    Fault("page.zip", PAGE, "not an archive"),
    Fault("flat.zip", packed(("ha.txt", bomb())), "times its size", inner="/ha.txt"),
    Fault("overlap.zip", overlapping(), "overlap"),
    Fault("nested.zip", packed(("b.zip", packed(("c.zip", packed(("d.txt", GOOD)))))), "more than 2 times",
          inner="/b.zip/c.zip"),
    Fault("link.zip", packed(link("etc.txt", "/etc/hostname"), ("in.txt", BODY)), "are links", articles=1),
    Fault("bomb.txt.gz", gzip.compress(bomb()), "times its size"),
    Fault("bomb.jsonl.zst", zstd.compress(bomb()), "times its size"),
    Fault("nested.gz", gzip.compress(gzip.compress(gzip.compress(GOOD.encode()))), "more than 2 times"),
    Fault("cut.txt.gz", truncated(gzip.compress(os.urandom(300).hex().encode())), "cut off"),
    Fault("cut.txt.zst", truncated(zstd.compress(os.urandom(300).hex().encode())), "cut off"),
    Fault("wrong.txt.gz", gzip.compress(BODY.encode())[:-8] + b"\0" * 8, "damaged"),
    Fault("cut.zip", truncated(packed(("a.txt", BODY))), "archive"),
    Fault("torn.zip", packed(("a.txt", BODY), ("b.txt", BODY))[40:], "damaged", articles=1, inner="/a.txt"),
    Fault("cut.json", truncated(f"[{row(BODY)}, {row('Another one. ' * 60)}]".encode()), "breaks off", 1, 1),
    Fault("cut.csv", f'text,title\n{GOOD},Volt\n"{GOOD}', "not closed", line=3, articles=1),
    Fault("cut.pdf", PAPER[:200], ""),
    Fault("cut.warc", truncated(warc(PAGE, PAGE.replace("Ibex", "Tarn"))), "", articles=1),
    Fault("empty.txt", "", "empty"),
    Fault("empty.html", "", "empty"),
    Fault("empty.json", "", "empty"),
    Fault("empty.rss", "", "empty"),
    Fault("empty.pdf", "", "empty"),
    Fault("empty.zip", packed(), "nothing"),
    Fault("empty.txt.gz", gzip.compress(b""), "empty"),
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_one_problem_that_names_its_input(tmp_path: Path, fault: Fault) -> None:
    path = tmp_path / fault.name
    path.write_bytes(fault.data if isinstance(fault.data, bytes) else fault.data.encode())
    texts, problems = read_beside_good_ones(tmp_path)
    assert [(problem.input, problem.line) for problem in problems] == [(f"{path}{fault.inner}", fault.line)]
    assert fault.what in problems[0].what
    assert len(texts) == fault.articles
    assert not any("ha ha ha" in text for text in texts)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("latin.txt", BODY.encode("cp1252")),
        ("utf16.txt", BODY.encode("utf-16")),
        ("latin.jsonl", row().encode("cp1252")),
        ("utf16.jsonl", row().encode("utf-16")),
        ("latin.csv", f'text\n"{BODY}"\n'.encode("cp1252")),
        ("latin.json", f"[{row()}]".encode("utf-16")),
        ("undeclared.html", html(encoding="cp1252")),
        ("wrongly.html", html('<meta charset="utf-8">', "cp1252")),
        ("wrongly-utf16.html", html('<meta charset="utf-16">')),
        ("unheard-of.html", html('<meta charset="x-nobody">')),
        ("no-text.html", html('<meta charset="base64">', "cp1252")),
        ("declared.rss", rss(item(), '<?xml version="1.0" encoding="windows-1252"?>').encode("cp1252")),
        ("wrongly-utf8.rss", rss(item(), '<?xml version="1.0" encoding="utf-8"?>').encode("cp1252")),
        ("wrongly.rss", rss(item(), '<?xml version="1.0" encoding="iso-8859-1"?>').encode()),
        ("utf16.rss", rss(item(), '<?xml version="1.0" encoding="utf-8"?>').encode("utf-16")),
        ("unheard-of.rss", rss(item(), '<?xml version="1.0" encoding="x-nobody"?>').encode()),
    ],
)
def test_an_encoding_that_is_not_what_it_should_be_is_seen_through(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    texts, problems = read_beside_good_ones(tmp_path)
    assert problems == []
    assert [" ".join(text.split()) for text in texts] == [BODY]


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("long.txt", b""), ("long.md", b"# Volt\n"), ("long.jsonl", b""), ("long.csv", b"text,title\n"),
        ("long.tsv", b"text\ttitle\n"), ("long.json", b'[{"text": "'), ("long.html", b"<html><body><p>"),
        ("long.xml", b"<rss><channel><item>"), ("long.rss", b"<rss><channel><item><title>"),
        ("long.opml", b"<opml><body>"), ("long.pdf", b"%PDF-1.7\n"), ("long.parquet", b"PAR1"),
        ("long.zip", b"PK\x03\x04"), ("long.warc", b"WARC/1.0\r\n"),
        ("long.txt.gz", gzip.compress(GOOD.encode(), mtime=0)),
    ],
)  # fmt: skip
def test_a_line_longer_than_any_article_is_one_problem(tmp_path: Path, name: str, before: bytes) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(before)
        file.truncate(LONG)
    texts, problems = read_beside_good_ones(tmp_path)
    if name == "long.txt.gz":  # zeros behind a member are padding
        assert (texts, problems) == ([GOOD], [])
        return
    assert texts == []
    assert [problem.input for problem in problems] == [str(path)]


def test_a_line_longer_than_any_article_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(f"{row('One.')}\n".encode())
        file.seek(LONG)
        file.write(f"\n{row('Three.')}\n".encode())
    texts, (problem,) = read_beside_good_ones(tmp_path)
    assert texts == ["One.", "Three."]
    assert (problem.input, problem.line) == (str(path), 2)
    assert "too long" in problem.what


class Endless(io.RawIOBase):
    """A stream that yields letters until so many bytes are read, and then a good row."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left, self._end = size, io.BytesIO(f"\n{row(GOOD)}\n".encode())

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(self._left, len(buffer))
        self._left -= count
        if count:
            buffer[:count] = b"{" + b"x" * (count - 1)
            return count
        return self._end.readinto(buffer)


def test_a_long_line_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_BYTES", 1_000_000)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(Endless(3_000_000))))
    reading = ingest.read("-")
    assert told(reading.problems)
    assert {problem.input for problem in reading.problems} == {"-"}


@pytest.mark.parametrize(
    ("name", "root", "content"),
    [
        ("xxe.rss", "rss", rss(item("&x; and more of it"))),
        ("xxe.xml", "rss", rss(item("&x; and more of it"))),
        ("xxe.atom", "feed", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&x;</title></entry></feed>"),
        ("xxe.opml", "opml", '<opml><body><outline text="&x;" xmlUrl="&x;"/></body></opml>'),
        ("xxe.html", "html", f"<html><body><p>&x;</p><p>{BODY}</p></body></html>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ['x SYSTEM "{}"', '% p SYSTEM "{}"> %p; <!ENTITY x "y"'])
def test_no_entity_leads_out_of_a_file(tmp_path: Path, name: str, root: str, content: str, kind: str) -> None:
    secret = tmp_path / ".secret"
    secret.write_text(SECRET, encoding="utf-8")
    declared = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY {kind.format(secret.as_uri())}>]>'
    (tmp_path / name).write_text(declared + content, encoding="utf-8")
    texts, problems = read_beside_good_ones(tmp_path)
    assert {problem.input for problem in problems} <= {str(tmp_path / name)}
    assert texts or problems
    assert SECRET not in repr((texts, problems))


def test_a_nested_bomb_ends_at_the_inner_ones_limit(tmp_path: Path) -> None:
    inner = packed(*((f"{n}.txt", bomb(9_000_000)) for n in range(4)))
    (tmp_path / "bomb.zip").write_bytes(packed(*((f"{n}.zip", inner) for n in range(3))))
    texts, (problem,) = read_beside_good_ones(tmp_path)
    assert [len(text) for text in texts] == [9_000_000]
    assert (problem.input, problem.what) == (
        str(tmp_path / "bomb.zip"),
        "Its members unpack to more than 200 times its size; the rest was not read.",
    )


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ("../../evil.txt", "/evil-root.txt", "C:\\evil.txt", "..\\evil-back.txt", "\x1b[31mred.txt")
    (folder / "tricks.zip").write_bytes(packed(*((name, f"{GOOD} {n}") for n, name in enumerate(names))))
    texts, problems = read_beside_good_ones(folder)
    assert (sorted(texts), problems) == ([f"{GOOD} {n}" for n in range(5)], [])
    reading = ingest.read(folder / "tricks.zip")
    for article in reading.articles:
        assert str(article.path).startswith(f"{folder / 'tricks.zip'}/")
        assert ".." not in str(article.path)
        assert "\x1b" not in str(article.path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "!first.txt",
        "in",
        "tricks.zip",
        "zz last.txt",
    ]


@pytest.mark.parametrize("torn", [slice(0, -60), slice(200, None)])
def test_a_parquet_file_that_is_torn(tmp_path: Path, torn: slice) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "torn.parquet"
    duckdb.connect().execute(f"COPY (SELECT '{BODY}' AS text FROM range(9)) TO '{path}' (FORMAT parquet)")  # noqa: S608
    data = bytearray(path.read_bytes())
    data[torn] = b"PAR1" + b"\xff" * (len(data[torn]) - 12) + data[-8:]
    path.write_bytes(data)
    texts, (problem,) = read_beside_good_ones(tmp_path)
    assert (texts, problem.input) == ([], str(path))


needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")


@needs_links
def test_links_that_go_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    texts, problems = read_beside_good_ones(tmp_path)
    assert texts == []
    assert [problem.input for problem in problems] == [str(tmp_path / name) for name in ("a.txt", "b.txt")]


@needs_links
def test_a_folder_that_holds_itself_is_read_once_and_told_as_a_note(tmp_path: Path) -> None:
    (tmp_path / "self").symlink_to(tmp_path, target_is_directory=True)
    assert read_beside_good_ones(tmp_path) == ([], [])
    (note,) = ingest.read(tmp_path).problems
    assert (note.input, note.is_note) == (str(tmp_path / "self"), True)


@needs_links
def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    _, (problem,) = read_beside_good_ones(tmp_path)
    assert (problem.input, problem.what) == (str(tmp_path / "gone.txt"), "There is no such file or folder.")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind this user")
@pytest.mark.parametrize("name", ["closed.txt", "closed.html", "closed.pdf", "closed.zip", "closed"])
def test_what_may_not_be_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BODY, encoding="utf-8") if path.suffix else path.mkdir()
    path.chmod(0)
    texts, (problem,) = read_beside_good_ones(tmp_path)
    path.chmod(0o700)
    assert (texts, problem.input, problem.what) == ([], str(path), "It may not be read.")


def test_a_folder_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(f"{GOOD} {number}", encoding="utf-8")

    def vanish(step: Progress) -> None:
        if step.articles:
            shutil.rmtree(folder, ignore_errors=True)

    reading = ingest.read_all([folder], report=vanish)
    problems = told(reading.problems)
    assert reading.articles
    assert problems
    assert len(reading.articles) + len(problems) == 120
    assert {problem.what for problem in problems} == {"There is no such file or folder."}
    assert [problem.input for problem in problems] == [
        str(folder / f"{number:03}.txt") for number in range(len(reading.articles), 120)
    ]


def test_a_file_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(MANY * 20, encoding="utf-8")

    def shrink(told: Progress) -> None:
        os.truncate(path, 300_000)

    reading = ingest.read_all([path], report=shrink)
    assert reading.articles
    assert all(problem.input == str(path) for problem in told(reading.problems))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert read_beside_good_ones(tmp_path) == ([], [])
    (note,) = ingest.read(tmp_path).problems
    assert (note.input, note.is_note) == (str(tmp_path / "pipe.txt"), True)
    assert "not an ordinary file" in note.what


def test_names_with_escape_sequences(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\x1b[31mred\x1b]0;title\x07\xff\n.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(b"")
    except OSError:
        pytest.skip("the file system takes no such names")
    _, (problem,) = read_beside_good_ones(tmp_path)
    assert problem.input.startswith(f"{tmp_path}/red")
    assert problem.what == "It is empty."


def test_all_faults_at_once(tmp_path: Path) -> None:
    for fault in FAULTS:
        data = fault.data if isinstance(fault.data, bytes) else fault.data.encode()
        (tmp_path / fault.name).write_bytes(data)
    _, problems = read_beside_good_ones(tmp_path)
    named = sorted(problem.input for problem in problems)
    assert named == sorted(f"{tmp_path / fault.name}{fault.inner}" for fault in FAULTS)


@pytest.mark.parametrize(
    "nested",
    [
        pytest.param(lambda body: '<div class="date">' * 240 + body, id="dates"),
        pytest.param(lambda body: '<div class="byline">By ' * 240 + body, id="bylines"),
        pytest.param(lambda body: '<div class="related">' * 240 + body, id="furniture"),
        pytest.param(lambda body: "<h1>Volt</h1>" * 20_000 + body, id="headings"),
    ],
)
def test_parts_of_a_page_that_lie_in_one_another_cost_no_more_than_others(
    tmp_path: Path, nested: Callable[[str], str]
) -> None:
    """With work for each pair of elements, each of these takes a hundred times as long."""
    (tmp_path / "page.html").write_text(f"<html><body>{nested(f'<p>{BODY}</p>' * 2_000)}", encoding="utf-8")
    texts, problems = read_beside_good_ones(tmp_path)
    assert problems == []
    assert BODY in texts[0]
