"""What is named to be read: files, folders, patterns, addresses, standard input, and nothing at all."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ondit import ingest
from ondit.errors import InputError
from ondit.ingest import results
from ondit.model import Source
from test_ingest import BODY, only, problem, rows, write


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


class TestFoldersAndNames:
    def test_a_folder_is_read_in_order_less_what_is_hidden(self, tmp_path: Path) -> None:
        for name in ("b/two.txt", "b/a/one.md", "a.txt", "z.txt", ".hidden.txt", ".git/x.txt", "b/.x/y.txt"):
            write(tmp_path / name, f"{BODY} {name}")
        write(tmp_path / "README.md")
        write(tmp_path / "b" / "LICENSE")
        write(tmp_path / "Licence.txt")
        reading = ingest.read(tmp_path)
        names = [str(tmp_path / name) for name in ("a.txt", "b/a/one.md", "b/two.txt", "z.txt")]
        assert [article.path for article in reading.articles] == names
        assert reading.problems == ()

    def test_an_unknown_kind_in_a_folder_is_skipped_and_told(self, tmp_path: Path) -> None:
        write(tmp_path / "in" / "a.xyz")
        write(tmp_path / "in" / "b.txt")
        reading = ingest.read(tmp_path / "in")
        assert len(reading.articles) == 1
        assert problem(reading).input == str(tmp_path / "in" / "a.xyz")
        assert "web pages" in problem(reading).hint
        assert problem(reading).is_note

    def test_an_unknown_kind_that_is_named_is_tried(self, tmp_path: Path) -> None:
        assert only(ingest.read(write(tmp_path / "a.xyz"))).text == BODY
        assert only(ingest.read(write(tmp_path / "README"))).text == BODY
        assert only(ingest.read(rows(tmp_path / "b.xyz", {"text": BODY}))).text == BODY
        assert "NUL" in problem(ingest.read(write(tmp_path / "c.xyz", b"\x7fELF\0\0"))).what
        page = f"<!DOCTYPE html>\n<title>Volt</title><article><p>{BODY} {BODY} {BODY}</p></article>"
        assert BODY in only(ingest.read(write(tmp_path / "d.xyz", page))).text
        entry = f"<item><title>Volt</title><description>{BODY}</description></item>"
        feed = f"\ufeff\n<rss><channel>{entry}</channel></rss>"
        assert only(ingest.read(write(tmp_path / "e.xyz", feed))).text == BODY
        for xml in (
            "<?xml version='1.0'?><urlset><url><loc>https://a.example</loc></url></urlset>",
            "<urlset/>",
        ):
            assert "no feed" in problem(ingest.read(write(tmp_path / "sitemap.xml", xml))).what
        assert "PDF" in problem(ingest.read(write(tmp_path / "f.xyz", "%PDF-1.7"))).what

    def test_an_empty_folder_has_nothing(self, tmp_path: Path) -> None:
        assert ingest.read(tmp_path) == ingest.Reading()

    def test_links_that_lead_in_circles(self, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        write(folder / "a.txt")
        (folder / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "up").symlink_to("..", target_is_directory=True)
        (folder / "self.txt").symlink_to("self.txt")
        (folder / "gone.txt").symlink_to("nowhere.txt")
        (folder / "again.txt").symlink_to("a.txt")
        reading = ingest.read(folder)
        assert [article.path for article in reading.articles] == [str(folder / "a.txt")]
        assert [Path(found.input).name for found in reading.problems] == [
            "gone.txt",
            "loop",
            "self.txt",
            "up",
        ]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_a_device_that_never_ends(self) -> None:
        assert "too long" in problem(ingest.read("/dev/zero")).what

    def test_a_deep_folder(self, tmp_path: Path) -> None:
        deep = tmp_path.joinpath(*["d"] * 300)
        write(deep / "a.txt")
        assert only(ingest.read(tmp_path)).path == str(deep / "a.txt")

    @pytest.mark.parametrize(
        "name", ["missing.txt", "missing", "", "a\0b", "x" * 5_000, "no*match", "[", "\ud800"]
    )
    def test_names_of_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        monkeypatch.chdir(tmp_path)
        reading = ingest.read(name)
        assert reading.articles == ()
        assert problem(reading).hint

    def test_addresses_of_files_are_paths_and_others_than_of_the_web_are_told(self, tmp_path: Path) -> None:
        path = write(tmp_path / "the post.txt")
        for start in ("file://", "FILE://localhost"):
            address = f"{start}{str(path).replace(' ', '%20')}"
            assert only(ingest.read(address)).path == str(path)
        for address in ("memory://tables/out", "s3://key:secret@bucket/out", "file://elsewhere/out"):
            found = problem(ingest.read(address))
            assert "Only web addresses are read from afar here" in found.what
            assert "Copy it to a disk" in found.hint
            assert "secret" not in found.input

    def test_a_folder_that_vanishes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path / "in" / "a.txt")
        write(tmp_path / "in" / "sub" / "b.txt")
        listed = os.listdir

        def vanishing(path: str) -> list[str]:
            if path.endswith("sub"):
                raise FileNotFoundError(2, "No such file or directory", path)
            return listed(path)

        monkeypatch.setattr(os, "listdir", vanishing)
        reading = ingest.read(tmp_path / "in")
        assert len(reading.articles) == 1
        assert problem(reading).input == str(tmp_path / "in" / "sub")

    def test_a_file_that_vanishes_between_listing_and_reading(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path / "a.txt", f"{BODY} a")
        gone = write(tmp_path / "b.txt", f"{BODY} b")
        expand = ingest.expand

        def vanishing(sources):
            found = list(expand(sources))
            gone.unlink()
            return found

        monkeypatch.setattr(ingest, "expand", vanishing)
        reading = ingest.read(tmp_path)
        assert len(reading.articles) == 1
        assert problem(reading).what == "There is no such file or folder."

    def test_a_disk_that_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        chunks = iter([b'{"text": "one"}\n'])

        def failing(file: object, buffer: memoryview) -> int:
            chunk = next(chunks, None)
            if chunk is None:
                raise OSError(5, "Input/output error")
            buffer[: len(chunk)] = chunk
            return len(chunk)

        path = rows(tmp_path / "a.jsonl", {"text": "one"}, {"text": "two"})
        monkeypatch.setattr("ondit.ingest.leaving._File.readinto", failing)
        reading = ingest.read(path)
        assert [article.text for article in reading.articles] == ["one"]
        assert "Input/output error" in problem(reading).what

    def test_patterns(self, tmp_path: Path) -> None:
        write(tmp_path / "b.txt", f"{BODY} b")
        write(tmp_path / "a.txt", f"{BODY} a")
        write(tmp_path / "in" / "c.txt", f"{BODY} c")
        write(tmp_path / "d.md", f"{BODY} d")
        flat = ingest.read(str(tmp_path / "*.txt"))
        assert [Path(article.path or "").name for article in flat.articles] == ["a.txt", "b.txt"]
        deep = ingest.read(str(tmp_path / "**" / "*.txt"))
        assert [Path(article.path or "").name for article in deep.articles] == ["a.txt", "b.txt", "c.txt"]

    @pytest.mark.parametrize("name", ["zzz", "part-9999999999999", "part-00000x", "part-00000²"])
    def test_a_result_whose_parts_have_strange_names(self, tmp_path: Path, name: str) -> None:
        for table in results.TABLES:
            (tmp_path / table).mkdir()
        write(tmp_path / "articles" / f"{name}.parquet", "")
        write(tmp_path / "sentences" / "part-000001.parquet", "")
        assert [what.split()[2] for what, _ in results.faults_of(tmp_path)] == [
            "articles/part-000000.parquet",
            "articles/part-000001.parquet",
        ]

    @pytest.mark.parametrize("pattern", ["*\0", "a\0/*.txt", "\0*/**"])
    def test_a_pattern_that_no_name_can_match(self, pattern: str) -> None:
        [problem] = ingest.read(pattern).problems
        assert problem.what in {"No file matches it.", "No file can have this name."}

    def test_a_name_that_looks_like_a_pattern(self, tmp_path: Path) -> None:
        assert only(ingest.read(write(tmp_path / "ibex [1].txt"))).source.value == "ibex [1]"

    def test_names_that_are_hostile(self, tmp_path: Path) -> None:
        path = os.fsencode(tmp_path) + b"/\x1b[31mred\xff\n.txt"
        try:
            Path(os.fsdecode(path)).write_text(BODY, encoding="utf-8")
        except OSError:
            pytest.skip("the file system takes no such names")
        article = only(ingest.read(tmp_path))
        assert article.source.value == "red\ufffd"
        assert article.path == f"{tmp_path}/red\ufffd .txt"

    def test_an_address_is_fetched_by_what_is_handed_in(self) -> None:
        asked: list[str] = []

        def fetch(url: str) -> SimpleNamespace:
            asked.append(url)
            return SimpleNamespace(
                url="https://www.harbour.example/b",
                data=BODY.encode(),
                media_type="text/plain",
                accessed=None,
                charset=None,
            )

        article = only(ingest.read("HTTP://harbour.example/a", reach=ingest.Reach(fetch=fetch)))
        assert asked == ["HTTP://harbour.example/a"]
        assert (article.text, article.url, article.path) == (BODY, "https://www.harbour.example/b", None)
        assert article.source == Source("harbour.example", "url")

    def test_a_password_in_an_address_is_not_shown(self) -> None:
        def fetch(url: str) -> SimpleNamespace:
            raise InputError(f"It asked for {url}.", "No.")

        found = problem(
            ingest.read("https://jo:se@cret@harbour.example/a@b", reach=ingest.Reach(fetch=fetch))
        )
        assert found.input == "https://harbour.example/a@b"
        assert "jo:se@cret@" in found.what  # it is used

    def test_an_address_that_cannot_be_had(self) -> None:
        def fetch(url: str) -> SimpleNamespace:
            raise InputError("There is no such host.", "Check it.")

        found = problem(ingest.read("https://harbour.example/a", reach=ingest.Reach(fetch=fetch)))
        assert (found.input, found.what) == ("https://harbour.example/a", "There is no such host.")

    @pytest.mark.parametrize("name", ["localhost:8000/feed", "www.harbour.example", "harbour.example/news"])
    def test_an_address_without_its_scheme(self, name: str) -> None:
        assert problem(ingest.read(name)).hint == f"A web address is written in full: https://{name}."


class TestStandardInput:
    @pytest.mark.parametrize("mark", [",", "\t", ";"])
    def test_a_table_is_known_by_its_first_line(self, monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
        rows = [["source", "title", "text"], ["Harbour Post", "Volt", BODY]]
        stdin(monkeypatch, "\n".join(mark.join(row) for row in rows).encode())
        article = only(ingest.read("-"))
        assert (article.text, article.title) == (BODY, "Volt")

    def test_a_text_that_lists_words_is_no_table(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin(monkeypatch, f"Text, in short: the title, and more\n\n{BODY}".encode())
        assert BODY in only(ingest.read("-")).text

    def test_a_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin(monkeypatch, f"Ibex sells\n\n{BODY}".encode())
        article = only(ingest.read("-"))
        assert (article.title, article.text, article.path) == ("Ibex sells", BODY, None)
        assert article.source == Source("standard input", "path")

    def test_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin(monkeypatch, b"\xef\xbb\xbf" + b"\n" * 10_000 + b' {"text": "one"}\n\n{"text": "two"}\nx')
        reading = ingest.read("-")
        assert [article.text for article in reading.articles] == ["one", "two"]
        assert (problem(reading).input, problem(reading).line) == ("-", 10_004)

    def test_rows_in_utf_16(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin(monkeypatch, '{"text": "één"}\r\n{"text": "二"}\r\n'.encode("utf-16"))
        assert [article.text for article in ingest.read("-").articles] == ["één", "二"]

    def test_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin(monkeypatch, b"")
        assert "empty" in problem(ingest.read("-")).what
        monkeypatch.setattr(sys, "stdin", None)
        assert "no standard input" in problem(ingest.read("-")).what

    def test_it_is_read_once_and_stays_open(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin(monkeypatch, BODY.encode())
        assert only(ingest.read_all(["-", "-"])).text == BODY
        assert not sys.stdin.buffer.closed
