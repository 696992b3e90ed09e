"""`ondit add` on whatever people have: every format and every fault in one folder, long readings, ctrl+c."""

from __future__ import annotations

import gzip
import json
import os
import re
import select
import signal
import subprocess
import sys
import textwrap
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest
from typer.testing import Result

from loopback import Loopback
from ondit.ingest.packed import containers, zipped
from ondit.store import open_store
from ondit_tui import table
from pdf_files import column, pdf

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PATIENCE = 60
SOME = 800
"""Rows of some 300 bytes: more than are looked at before it is known of what kind they are."""
LEAD = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from ondit_tui.cli import main
main()
"""
"""Runs the program with ctrl+c as it is in a terminal, whatever the tests were started with."""

Run = Callable[..., Result]


def told(number: int, name: str) -> str:
    """An article of its own for each input."""
    return (
        f"The {name} says that Ibex Motors will sell {number:,} cars called Volt from July. The"
        f" company has built {number + 7:,} of them so far and plans to build many more this year."
    )


def page(text: str) -> str:
    body = f"<body><article><p>{text}</p></article></body>"
    return f"<!DOCTYPE html><html><head><title>Volt</title></head>{body}</html>"


def row(text: str) -> str:
    return json.dumps({"text": text, "source": "Quay News", "published": "2025-05-23", "language": "en"})


def rss(*texts: str) -> str:
    items = "".join(
        f"<item><title>{text[:9]}</title><description>{text}</description></item>" for text in texts
    )
    return f'<rss version="2.0"><channel><title>Quay News</title>{items}</channel></rss>'


def atom(text: str) -> str:
    entry = f"<entry><title>Volt</title><content>{text}</content></entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn</title>{entry}</feed>'


def paper(text: str) -> bytes:
    return pdf([column(60, 760, textwrap.wrap(text, 80))])


def archive(text: str) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(text)}".encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://warc.example/volt\r\n"
    return (
        f"{head}WARC-Date: 2025-06-30T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n".encode()
        + answer
        + b"\r\n\r\n"
    )


def good_inputs(folder: Path) -> dict[str, int]:
    """Write a good file of every format; return how many articles each holds."""
    made: dict[str, tuple[int, Callable[..., str | bytes]]] = {
        "a.txt": (1, str),
        "b.md": (1, "# Volt\n\n{}\n".format),
        "c.html": (1, page),
        "d.rss": (2, lambda text: rss(text, f"{text} It is so.")),
        "e.atom": (1, atom),
        "f.xml": (1, rss),
        "g.json": (2, lambda text: f"[{row(text)}, {row(f'{text} It is so.')}]"),
        "h.json": (1, lambda text: json.dumps({
            "version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": text}],
        })),
        "i.jsonl": (3, lambda text: "".join(f"{row(f'{text} {n}')}\n" for n in range(3))),
        "j.csv": (2, lambda text: f'text,source\n"{text}",Tarn\n"{text} It is so.",Tarn\n'),
        "k.tsv": (1, lambda text: f"title\ttext\nVolt\t{text}\n"),
        "l.warc": (1, archive),
        "m.pdf": (1, paper),
        "n.txt.gz": (1, lambda text: gzip.compress(text.encode())),
        "o.jsonl.zst": (1, lambda text: zstd.compress(row(text).encode())),
    }  # fmt: skip
    for number, (name, (_, make)) in enumerate(made.items(), start=100):
        content = make(told(number, name))
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    counts = {name: count for name, (count, _) in made.items()}
    with zipfile.ZipFile(folder / "p.zip", "w") as bundle:
        bundle.writestr("in/x.txt", told(200, "x.txt"))
        bundle.writestr("in/y.html", page(told(201, "y.html")))
    _write_parquet(folder / "q.parquet")
    return counts | {"p.zip": 2, "q.parquet": 2}


def few_inputs(folder: Path) -> None:
    """Write two files that hold three articles."""
    folder.mkdir()
    (folder / "a.txt").write_text(told(1, "a.txt"), encoding="utf-8")
    rows = (f"{row(told(number, 'i.jsonl'))}\n" for number in (2, 3))
    (folder / "i.jsonl").write_text("".join(rows), encoding="utf-8")


def _write_parquet(path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    rows = ", ".join(f"('{told(n, 'q.parquet')}', 'Copper Post')" for n in (300, 301))
    query = f"SELECT * FROM (VALUES {rows}) AS t(text, source)"  # noqa: S608
    duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


BAD: dict[str, tuple[bytes, str]] = {
    "bad-bomb.zip": (b"", "times its size"),
    "bad-cut.json": (f"[{row('One.')}, {row('Two.')}"[:-20].encode(), "breaks off"),
    "bad-empty.txt": (b"", "It is empty."),
    "bad-html.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not a web page"),
    "bad-nul.txt": ("Volt".encode("utf-16-le"), "NUL"),
    "bad-page.pdf": (page("no").encode(), "not a PDF"),
    "bad-rows.jsonl": (f"{row('Three.')}\n{{\n".encode(), "not JSON"),
    "bad-shell.html": (b"<html><body><script>go()</script></body></html>", "no article"),
    "bad-text.rss": (b"Not found", "not a feed"),
    "bad-zip.gz": (gzip.compress(os.urandom(4_000))[:200], "cut off"),
}


def bad_inputs(folder: Path) -> None:
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "bad-bomb.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("ha.txt", b"ha " * 1_000_000)
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n")
    (folder / "README.md").write_text("Not an article.\n", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Not an article.\n", encoding="utf-8")


@pytest.fixture
def home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a user of its own, and a terminal that is wide."""
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setattr(table, "MOST_READ", 1_000)
    return home


def rows_of(output: str) -> dict[str, dict[str, str]]:
    """The table by the word that begins a row, and where it was: what the row says."""
    found: dict[str, dict[str, str]] = {"read": {}, "skipped": {}, "note": {}}
    for line in output.splitlines()[:-1]:
        word, where, says = re.split(r" {2,}", line, maxsplit=2)
        found[word][where] = says
    return found


def texts_in(path: Path) -> list[str]:
    with open_store(path) as store:
        return [article.text for article in store.articles()]


class TestAFolderOfEverything:
    def test_each_input_is_read_skipped_or_noted_and_why(
        self, run: Run, home: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (containers, zipped):
            monkeypatch.setattr(module, "FREE_BYTES", 1_000_000)
        folder = home / "news"
        folder.mkdir()
        counts = good_inputs(folder)
        bad_inputs(folder)
        feed, gone = server.page("/feed", rss(told(400, "feed"), told(401, "feed"))), server.url("/gone")
        outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in (feed, gone))
        (folder / "r.opml").write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")

        result = run("add", "--store", "all.ondit", "--allow-private", "news")
        assert (result.exit_code, result.stderr) == (1, "")
        rows = rows_of(result.stdout)
        read = {f"news/{name}": f"{count} article{'s' * (count > 1)}" for name, count in counts.items()}
        read |= {
            "news/r.opml": "2 articles",
            "news/bad-cut.json": "1 article",
            "news/bad-rows.jsonl": "1 article",
        }
        assert rows["read"] == read

        where = {f"news/{name}": what for name, (_, what) in BAD.items()} | {gone: "404"}
        places = {"news/bad-bomb.zip": "/ha.txt", "news/bad-cut.json": ":1", "news/bad-rows.jsonl": ":2"}
        assert sorted(rows["skipped"]) == sorted(f"{name}{places.get(name, '')}" for name in where)
        for name, what in where.items():
            assert what in rows["skipped"][f"{name}{places.get(name, '')}"]
        assert list(rows["note"]) == ["news/photo.png"]
        assert all(says.endswith(".") for word in ("skipped", "note") for says in rows[word].values())

        total = sum(counts.values()) + 4
        assert result.stdout.splitlines()[-1] == f"{total} articles read, {total} of them new, in all.ondit"
        assert len(texts_in(home / "all.ondit")) == total

        again = run("add", "--store", "all.ondit", "--allow-private", "news")
        assert again.exit_code == 1
        assert rows_of(again.stdout) == rows
        assert again.stdout.splitlines()[-1] == f"{total} articles read, 0 of them new, in all.ondit"
        assert len(texts_in(home / "all.ondit")) == total

    def test_without_faults_it_is_a_success(self, run: Run, home: Path) -> None:
        few_inputs(home / "news")
        result = run("add", "--store", "all.ondit", "news")
        assert (result.exit_code, result.stderr) == (0, "")
        assert rows_of(result.stdout)["skipped"] == {}
        assert len(texts_in(home / "all.ondit")) == 3

    def test_a_long_name_stands_on_one_line_where_there_is_room(
        self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        name = "the-harbour-transport-authority-of-2025-09-03.txt"
        (home / name).write_text(told(1, "harbour"), "utf-8")
        result = run("add", "--store", "all.ondit", name)
        assert result.stdout.splitlines()[0].split() == ["read", name, "1", "article"]

    def test_with_faults_alone_nothing_is_made(self, run: Run, home: Path) -> None:
        (home / "news").mkdir()
        (home / "news" / "a.txt").touch()
        (home / "news" / "b.pdf").touch()
        result = run("add", "--store", "all.ondit", "news")
        assert (result.exit_code, result.stdout) == (3, "")
        assert [line.partition(":")[0] for line in result.stderr.splitlines()[:2]] == [
            "news/a.txt",
            "news/b.pdf",
        ]
        assert "No article was read" in result.stderr.splitlines()[-1]
        assert not (home / "all.ondit").exists()

    def test_strict_ends_at_the_first_fault_and_adds_nothing(self, run: Run, home: Path) -> None:
        few_inputs(home / "news")
        (home / "news" / "e-empty.txt").touch()
        result = run("add", "--store", "all.ondit", "--strict", "news")
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.startswith("news/e-empty.txt: It is empty.")
        assert not (home / "all.ondit").exists()

    def test_names_and_sentences_do_nothing_to_a_terminal(self, run: Run, home: Path) -> None:
        (home / "news").mkdir()
        try:
            (home / "news" / "\x1b[31mred\x1b]0;title\x07.txt").touch()
        except OSError:
            pytest.skip("the file system takes no such names")
        (home / "news" / "z [bold].txt").write_text(told(1, "z"), encoding="utf-8")
        result = run("add", "--store", "all.ondit", "news")
        assert result.exit_code == 1
        assert "\x1b" not in result.output
        assert "z [bold].txt" in result.stdout
        assert "skipped  news/red.txt" in result.stdout


posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals are others there")


def start(*words: str, **streams: object) -> subprocess.Popen[bytes]:
    given = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    return subprocess.Popen(
        [sys.executable, "-c", LEAD, *words],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        **given,
    )  # type: ignore[call-overload,no-any-return]


def give_rows(process: subprocess.Popen[bytes], numbers: range) -> None:
    """Write rows into the program's standard input, until nobody reads them."""
    assert process.stdin
    with suppress(BrokenPipeError):
        for number in numbers:
            process.stdin.write(f"{row(told(number, 'pipe'))}\n".encode())
            process.stdin.flush()


def said(stream: object, words: bytes) -> bytes:
    """Read a stream until it has said some words."""
    seen, end = b"", time.monotonic() + PATIENCE
    while words not in seen:
        assert time.monotonic() < end, seen
        if select.select([stream], [], [], 0.2)[0]:
            piece = os.read(stream.fileno(), 4096)  # type: ignore[attr-defined]
            assert piece, seen
            seen += piece
    return seen


@posix
class TestCtrlC:
    def test_what_was_read_of_a_slow_pipe_is_kept(self, home: Path) -> None:
        process = start("add", "--store", "kept.ondit", "-")
        try:
            give_rows(process, range(SOME))
            self._wait_until_it_reads(process)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            assert b"Stopping; what was read is kept." in said(process.stderr, b"at once.")
            give_rows(process, range(SOME, 2 * SOME))
            assert process.wait(PATIENCE) == 1
        finally:
            process.kill()
        assert process.stdout
        output = process.stdout.read().decode()
        texts = texts_in(home / "kept.ondit")
        assert 1 < len(texts) < 2 * SOME
        assert texts == [told(number, "pipe") for number in range(len(texts))]
        assert output.splitlines()[-1] == (
            f"{len(texts)} articles read, {len(texts)} of them new, in kept.ondit"
        )
        assert "The reading was stopped here" in rows_of(output)["skipped"]["-"]
        self._close(process)

    def test_what_was_fetched_before_a_server_that_drips_is_kept(self, home: Path, server: Loopback) -> None:
        asked = Event()

        def drip(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            asked.set()
            for _ in range(2_000):
                handler.wfile.write(b"x")
                if asked_to_end.wait(0.02):
                    return

        asked_to_end = Event()
        good = [server.page(f"/good/{n}", told(n, "page"), "text/plain") for n in range(3)]
        slow = [server.does(f"/slow/{n}", drip) for n in range(3)]
        (home / "a.txt").write_text(told(900, "a.txt"), encoding="utf-8")
        process = start("add", "--store", "kept.ondit", "--allow-private", "a.txt", *good, *slow)
        try:
            assert asked.wait(PATIENCE)
            self._wait_until(lambda: sum(server.count(f"/good/{n}") for n in range(3)) == 3)
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 1
        finally:
            asked_to_end.set()
            process.kill()
        assert process.stdout
        rows = rows_of(process.stdout.read().decode())
        assert texts_in(home / "kept.ondit") == [told(900, "a.txt"), *(told(n, "page") for n in range(3))]
        assert list(rows["skipped"]) == [slow[0]]
        assert "3 inputs were not read" in rows["skipped"][slow[0]]
        self._close(process)

    def test_pressed_twice_it_ends_at_once_and_keeps_nothing(self, home: Path) -> None:
        process = start("add", "--store", "kept.ondit", "-")
        try:
            assert process.stdin
            process.stdin.write(f"{row(told(1, 'pipe'))}\n".encode())
            process.stdin.flush()
            self._wait_until_it_reads(process)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            said(process.stderr, b"Ctrl+c again ends at once.")
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 130
            assert b"Traceback" not in process.stderr.read()
        finally:
            process.kill()
        assert not (home / "kept.ondit").exists()
        self._close(process)

    def _wait_until_it_reads(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until the program has taken its pipe empty: then it waits for more."""
        from fcntl import ioctl
        from struct import unpack
        from termios import FIONREAD

        assert process.stdin
        pipe = process.stdin.fileno()
        self._wait_until(lambda: unpack("i", ioctl(pipe, FIONREAD, bytes(4)))[0] == 0)
        time.sleep(0.1)

    def _wait_until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end
            time.sleep(0.02)

    def _close(self, process: subprocess.Popen[bytes]) -> None:
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()


@posix
def test_progress_is_shown_on_a_terminal_and_erased(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    monkeypatch.setenv("COLUMNS", "80")
    master, slave = pty.openpty()
    process = start("add", "--store", "kept.ondit", "-", stdout=slave, stderr=slave)
    os.close(slave)
    assert process.stdin
    seen, number, end = b"", 0, time.monotonic() + PATIENCE
    while b"reading 1 of 1: -" not in seen:
        assert time.monotonic() < end, seen
        give_rows(process, range(number, number + 20))
        number += 20
        if select.select([master], [], [], 0.05)[0]:
            seen += os.read(master, 4096)
    process.stdin.close()
    with suppress(OSError):  # what is read of a terminal that nobody writes to any more
        while piece := os.read(master, 4096):
            seen += piece
    os.close(master)
    assert process.wait(PATIENCE) == 0
    last = seen.rindex(b"reading 1 of 1")
    erased = seen.index(b"\r\x1b[K", last)
    assert b"reading" not in seen[erased:]
    assert b"read  " in seen[erased:]
    assert b"of them new" in seen[erased:]
