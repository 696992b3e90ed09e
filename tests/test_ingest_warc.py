"""Web archives: pages, texts and PDFs by their address, whatever else an archive holds."""

import gzip
import io
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import warc
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.packed import compressed
from ondit.ingest.packed.containers import Reader
from ondit.ingest.warc import archive as warc_records
from ondit.model import Problem
from pdf_files import column, pdf

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

pytest.importorskip("fastwarc")
brotli = pytest.importorskip("brotli")

PLACE = Place("crawl.warc", "crawl", "crawl.warc")
BODY = (
    "Ibex Motors said on Monday that the Volt will be sold from July in eleven countries. The company has"
    " built nine hundred of them so far and plans to build four thousand before the year is over."
)
PAGE = (
    "<html><head><title>Volt goes on sale</title></head><body><article><h1>Volt goes on sale</h1>"
    f"<p>{BODY}</p><p>“We are proud,” said Ana Reed, the chief executive of Ibex Motors, in café Volt.</p>"
    "</article></body></html>"
)
URL = "https://www.harbour-post.example/2025/05/23/volt"
LONGEST = 2_000_000


def record(body: bytes, kind: str = "response", url: str = URL, **headers: str) -> bytes:
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2025-06-30T10:00:00Z",
        "Content-Length": str(len(body)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + body + b"\r\n\r\n"


def answer(
    body: bytes | str = PAGE, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str
) -> bytes:
    lines = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in more.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    data = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + data


def read(data: bytes) -> tuple[list[Draft], list[Problem]]:
    return _parted(warc.read(io.BytesIO(data), PLACE))


def is_said_to_hold_nothing(data: bytes) -> bool:
    drafts, (note,) = read(data)
    return not drafts and note.is_note and note.what.startswith("It holds no page, text or PDF")


def _parted(items: Iterator[object]) -> tuple[list[Draft], list[Problem]]:
    drafts: list[Draft] = []
    problems: list[Problem] = []
    try:
        for item in items:
            if isinstance(item, Draft):
                drafts.append(item)
            elif isinstance(item, Problem):
                problems.append(item)
    except InputError as error:
        problems.append(PLACE.problem(error.what, error.hint))
    return drafts, problems


def test_a_page_is_an_article_of_its_address() -> None:
    (draft,), problems = read(record(answer()))
    assert problems == []
    assert (draft.url, draft.title) == (URL, "Volt goes on sale")
    assert draft.source.value == "harbour-post.example"
    assert draft.text.startswith(BODY)
    assert "café" in draft.text
    assert draft.place.name == "crawl.warc"


def test_the_day_of_the_crawl_is_no_date_of_publication() -> None:
    (draft,), _ = read(record(answer(), url="https://harbour-post.example/volt"))
    assert draft.published is None


def test_the_encoding_that_the_server_declared_is_used() -> None:
    body = PAGE.replace("café", "кафе").encode("cp1251", "replace")
    (draft,), _ = read(record(answer(body, "text/html; charset=windows-1251")))
    assert "кафе" in draft.text


@pytest.mark.parametrize(
    "charset", ['="UTF-8"', "=\xff", "*=a\0'b'c", "*0*=a'b'c; charset*1=d", "*=utf-8'en'x", '="\\";' * 5_000]
)
def test_an_encoding_that_is_none_costs_nothing(charset: str) -> None:
    (draft,), problems = read(record(answer(kind=f"text/html; charset{charset}")))
    assert problems == []
    assert "café" in draft.text


@pytest.mark.parametrize("kind", ["request", "revisit", "metadata", "warcinfo", "continuation", ""])
def test_other_records_are_passed_over(kind: str) -> None:
    assert read(record(answer(), kind) + record(answer()))[1] == []
    assert len(read(record(answer(), kind) + record(answer()))[0]) == 1


@pytest.mark.parametrize(
    "body",
    [
        answer(status="404 Not Found"),
        answer(status="301 Moved"),
        answer(b"\x89PNG\r\n", "image/png"),
        answer("body {}", "text/css"),
        answer(b"\x00\x01\x02", "application/octet-stream"),
        b"rubbish",
        b"",
    ],
)
def test_what_is_no_page_is_passed_over(body: bytes) -> None:
    assert is_said_to_hold_nothing(record(body))


@pytest.mark.parametrize("name", ["robots.txt", ".well-known/security.txt", "ads.txt"])
def test_files_for_machines_are_passed_over(name: str) -> None:
    assert is_said_to_hold_nothing(
        record(answer("User-agent: *", "text/plain"), url=f"https://example.com/{name}")
    )


def test_texts_and_pdfs_are_read_too() -> None:
    data = record(answer(BODY, "text/plain; charset=utf-8"), url="https://example.com/a.txt")
    data += record(
        answer(pdf([column(72, 700, [BODY[:80]])]), "application/pdf"), url="https://example.com/b.pdf"
    )
    drafts, problems = read(data)
    assert problems == []
    assert [(draft.url, draft.text) for draft in drafts] == [
        ("https://example.com/a.txt", BODY),
        ("https://example.com/b.pdf", BODY[:80].strip()),
    ]


def test_what_an_archive_keeps_as_it_is_is_read() -> None:
    data = record(PAGE.encode(), "resource", Content_Type="text/html")
    data += record(BODY.encode(), "conversion", "https://example.com/b", Content_Type="text/plain")
    data += record(BODY.encode(), "resource", "urn:uuid:1", Content_Type="text/plain")
    drafts, problems = read(data)
    assert problems == []
    assert [draft.url for draft in drafts] == [URL, "https://example.com/b", None]


@pytest.mark.parametrize("kind", ["", "text/plain", "application/octet-stream"])
def test_a_page_under_a_wrong_name_is_known_by_its_beginning(kind: str) -> None:
    (draft,), _ = read(record(answer(f"\n<!-- x --><!DOCTYPE html>{PAGE}", kind)))
    assert draft.title == "Volt goes on sale"


def chunks(data: bytes) -> bytes:
    parts = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunks(PAGE.encode()), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE.encode(), mtime=0), {"Content_Encoding": "gzip"}),
        (
            chunks(gzip.compress(PAGE.encode(), mtime=0)),
            {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"},
        ),
        (zstd.compress(PAGE.encode()), {"Content_Encoding": "zstd"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode())[2:-4], {"Content_Encoding": "deflate"}),
        (PAGE.encode(), {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
        (brotli.compress(PAGE.encode()), {"Content_Encoding": "br"}),
        (PAGE.encode(), {"Content_Encoding": "br"}),
    ],
)
def test_chunks_and_packing_are_taken_off_also_where_they_were_before(
    body: bytes, headers: dict[str, str]
) -> None:
    data = record(answer(body, **headers)) + record(answer(), url="https://example.com/next")
    drafts, problems = read(data)
    assert problems == []
    assert [draft.text for draft in drafts] == [drafts[0].text] * 2
    assert drafts[0].text.startswith(BODY)


def test_pages_without_an_article_are_counted_in_a_note() -> None:
    empty = record(answer("<html><body></body></html>"))
    bomb = record(answer(gzip.compress(b" " * 12_000_000), Content_Encoding="gzip"))
    drafts, (note,) = read(empty + bomb + record(answer()) + empty)
    assert len(drafts) == 1
    assert note.is_note
    assert note.what.startswith("3 of its pages hold no article")


def test_a_problem_of_a_page_names_its_address() -> None:
    body = PAGE.encode().replace("é".encode(), b"\xe2\x82")
    (draft,), problems = read(record(answer(body)))
    assert draft.url == URL
    assert [problem.what.startswith(f"At {URL}: ") for problem in problems] == [True]


def test_damage_between_records_is_told_and_gone_on_behind() -> None:
    data = record(answer()) + b"rubbish\r\n\r\nmore\n" + record(answer(), url="https://example.com/b")
    drafts, (problem,) = read(data)
    assert [draft.url for draft in drafts] == [URL, "https://example.com/b"]
    assert "In 1 places it is damaged" in problem.what


@pytest.mark.parametrize("length", ["", "-1", "many", "9" * 200, "²"])
def test_a_record_of_no_length_is_left_out(length: str) -> None:
    data = record(answer(), Content_Length=length) + record(answer(), url="https://example.com/b")
    drafts, problems = read(data)
    assert [draft.url for draft in drafts] == ["https://example.com/b"]
    assert "damaged" in problems[0].what


def test_a_record_that_claims_too_little_costs_itself_only() -> None:
    data = record(answer(), Content_Length="90") + record(answer(), url="https://example.com/b")
    drafts, problems = read(data)
    assert [draft.url for draft in drafts][-1] == "https://example.com/b"
    assert any("damaged" in problem.what for problem in problems)


def test_an_archive_that_is_cut_off_keeps_what_came_before() -> None:
    data = record(answer()) + record(answer(), url="https://example.com/b")[:-200]
    drafts, problems = read(data)
    assert drafts[0].url == URL
    assert problems[-1].what == "It is cut off in the middle of a record."


def test_a_record_that_claims_more_than_there_is_ends_the_archive() -> None:
    drafts, problems = read(record(answer()) + record(answer(), Content_Length="99999999999"))
    assert len(drafts) == 2
    assert "cut off" in problems[-1].what


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\r\n\n", "not a web archive"),
        (BODY.encode(), "not a web archive"),
        (record(answer(), Content_Length="many"), "none of its records is whole"),
    ],
)
def test_what_is_no_archive_is_told(data: bytes, what: str) -> None:
    drafts, (problem,) = read(data)
    assert drafts == []
    assert what in problem.what


def test_a_giant_record_is_passed_over_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "MAX_BYTES", LONGEST)
    giant = record(answer(b"<html>" + b"x" * (6 * LONGEST))) + record(
        answer(b"y" * (6 * LONGEST), "image/png")
    )
    data = io.BytesIO(giant + record(answer(BODY, "text/plain")))
    tracemalloc.start()
    drafts, (note,) = _parted(warc.read(data, PLACE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(drafts) == 1
    assert "1 of its pages" in note.what
    assert peak < 5 * LONGEST


@pytest.mark.parametrize("times", [100_000, 400_000])
def test_headers_without_end_are_bounded(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "MAX_BYTES", LONGEST)
    head = b"WARC/1.0\r\n" + b"X: y\r\n" * times
    drafts, problems = read(head + b"\r\n" + record(answer()))
    assert len(drafts) == 1
    assert "In 1 places it is damaged" in problems[0].what


def test_addresses_are_cleaned_and_bounded() -> None:
    drafts, _ = read(
        record(answer(), url="<https://example.com/\x1b]0;x\x07a>") + record(answer(), url="x" * 9_000)
    )
    assert [draft.url for draft in drafts] == ["https://example.com/a", None]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)])
def test_packed_archives_are_read_record_by_record(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    readers = {".gz": compressed.gz, ".zst": compressed.zst}
    parts = [record(answer(), url=f"https://example.com/{n}") for n in range(3)]
    data = b"".join(pack(part) for part in parts)
    place = Place(f"crawl.warc{suffix}", "crawl.warc", f"crawl.warc{suffix}")
    chosen: list[str] = []

    def choose(name: str) -> Reader:
        chosen.append(name)
        return warc.read

    drafts, problems = _parted(readers[suffix](io.BytesIO(data), place, choose))
    assert (len(drafts), problems, chosen) == (3, [], ["crawl.warc"])
    drafts, (*_, problem) = _parted(readers[suffix](io.BytesIO(data[:-40]), place, choose))
    assert [draft.url for draft in drafts] == ["https://example.com/0", "https://example.com/1"]
    assert "cut off" in problem.what


def test_the_body_of_a_record_never_reads_beyond_it() -> None:
    found = [
        (one and one.headers.get("warc-type"), one and one.reader.read())
        for one in warc_records.records(io.BytesIO(record(b"abc", "resource") + record(b"", "request")))
    ]
    assert found == [("resource", b"abc"), ("request", b"")]


def test_an_archive_that_is_cut_off_in_headers_is_told() -> None:
    first = record(answer())
    drafts, (problem,) = read((first + record(answer()))[: len(first) + 60])
    assert len(drafts) == 1
    assert "In 1 places it is damaged" in problem.what


def test_damage_that_stands_together_is_one_place() -> None:
    bad = b"rubbish and more\r\n" + record(answer(), Content_Length="many") * 3
    drafts, (problem,) = read(record(answer()) + bad + record(answer()) + bad)
    assert len(drafts) == 2
    assert "In 2 places it is damaged" in problem.what


def test_lines_may_end_without_a_carriage_return_and_headers_be_spaced_oddly() -> None:
    body = PAGE.encode().replace(b"\r\n", b"\n")
    one = (
        f"WARC/1.1\nWARC-Type:resource\nWARC-Target-URI:   {URL}  \nX: folded\n  on  \n"
        f"content-type: text/html\nContent-Length: {len(body)}\n\n"
    )
    drafts, problems = read((one.encode() + body + b"\n\n") * 3)
    assert problems == []
    assert [draft.url for draft in drafts] == [URL] * 3


def test_a_page_with_headers_without_end_costs_itself_only() -> None:
    endless = record(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000)
    drafts, (note,) = read(endless + record(answer()))
    assert len(drafts) == 1
    assert "1 of its pages" in note.what


class Faulty(io.RawIOBase):
    """A stream that gives some bytes, and then a fault each time."""

    def __init__(self, data: bytes, fault: Exception) -> None:
        super().__init__()
        self._data, self._fault = io.BytesIO(data), fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._data.read(len(buffer))
        if not data:
            raise self._fault
        buffer[: len(data)] = data
        return len(data)


def test_a_fault_of_the_stream_comes_behind_what_was_read() -> None:
    stream = io.BufferedReader(Faulty(record(answer()) + record(answer())[:300], InputError("Cut.", "Mend.")))
    drafts, problems = _parted(warc.read(stream, PLACE))
    assert len(drafts) == 1
    assert problems[-1].what == "Cut."


def test_a_fault_of_the_disk_is_no_damage_of_the_archive() -> None:
    stream = io.BufferedReader(Faulty(record(answer()), OSError("gone")))
    with pytest.raises(OSError, match="gone"):
        list(warc.read(stream, PLACE))


def test_a_panic_of_the_library_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = iter([0, 0])
    monkeypatch.setattr(warc_records._Told, "tell", lambda self: next(asked))
    with pytest.raises(InputError, match="cannot be read"):
        list(warc.read(io.BytesIO(record(answer())), PLACE))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(InputError) as raised:
        list(warc.read(io.BytesIO(record(answer())), PLACE))
    assert raised.value.hint.startswith("Install ondit[warc]")


@given(st.data())
def test_any_damage_gives_problems_and_no_errors(data: st.DataObject) -> None:
    text = answer(BODY, "text/plain")
    packed = bytearray(
        record(text)
        + record(
            answer(
                chunks(gzip.compress(BODY.encode())),
                "text/plain",
                Transfer_Encoding="chunked",
                Content_Encoding="gzip",
            )
        )
        + record(text)
    )
    for place in data.draw(st.lists(st.integers(0, len(packed) - 1), max_size=6)):
        packed[place] = data.draw(st.integers(0, 255))
    drafts, _ = read(bytes(packed[: data.draw(st.integers(0, len(packed)))]))
    assert len(drafts) <= 3


@pytest.mark.parametrize(
    ("date", "day"),
    [("2025-06-30T10:00:00Z", "2025-06-30"), ("2025-13-30", None), ("soon", None), ("", None)],
)
def test_the_day_of_the_crawl_is_that_of_the_access(date: str, day: str | None) -> None:
    drafts, _ = read(record(answer(), **{"WARC-Date": date}))
    assert [draft.place.accessed for draft in drafts] == [day]
