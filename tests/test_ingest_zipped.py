"""Archives: members by name and kind, and whatever an archive may be made to do."""

import gzip
import io
import json
import os
import stat
import struct
import tempfile
import tracemalloc
import warnings
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import jsonl, plain
from ondit.ingest.decode import Rejoined
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.ingest.packed import compressed, zipped
from ondit.ingest.packed.containers import FREE_BYTES, MAX_RATIO, Reader
from ondit.ingest.rows import MAX_PROBLEMS
from ondit.model import Problem

BODY = "Ibex said on Monday that the Volt will be sold from July."
PLACE = Place("bundle.zip", "bundle", "bundle.zip")


def _look(stream: object, place: Place) -> Iterator[Draft | Problem | Linked]:
    raise AssertionError("a member of no known kind was opened")


def choose(name: str) -> Reader:
    return _READERS.get(f".{name.rpartition('.')[2]}".casefold(), _look)


_READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".jsonl": jsonl.read,
    ".gz": partial(compressed.gz, choose=choose),
    ".zip": partial(zipped.read, choose=choose),
}


def pack(*members: tuple[str | zipfile.ZipInfo, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def read(data: bytes, place: Place = PLACE) -> tuple[dict[str, str], list[Problem]]:
    """The texts by the names of their places, and what is wrong."""
    return _sorted_out(zipped.read(io.BytesIO(data), place, choose), place)


def _sorted_out(
    items: Iterator[Draft | Problem | Linked], place: Place = PLACE
) -> tuple[dict[str, str], list[Problem]]:
    texts, problems = {}, []
    try:
        for item in items:
            if isinstance(item, Draft):
                texts[item.place.name] = item.text
            elif isinstance(item, Problem):
                problems.append(item)
    except InputError as error:
        problems.append(place.problem(error.what, error.hint))
    return texts, problems


def row(n: int) -> str:
    return json.dumps({"text": f"{BODY} {n * 7919:x}", "id": str(n)})


def test_members_are_read_by_kind_in_the_order_of_their_names() -> None:
    data = pack(("z.txt", BODY), ("inner/b.jsonl", row(1)), ("inner/a.TXT", "Ibex."), ("inner/", ""))
    texts, problems = read(data)
    assert problems == []
    assert list(texts) == ["bundle.zip/inner/a.TXT", "bundle.zip/inner/b.jsonl", "bundle.zip/z.txt"]
    assert texts["bundle.zip/z.txt"] == BODY


def test_an_article_knows_its_member_and_not_the_address_of_the_archive() -> None:
    place = Place(
        "https://example.com/b.zip", "example.com", None, None, "https://example.com/b.zip", "latin-1"
    )
    (draft,) = zipped.read(io.BytesIO(pack(("The Ledger.txt", BODY))), place, choose)
    assert isinstance(draft, Draft)
    assert (draft.url, draft.place.charset, draft.place.path) == (None, None, None)
    assert draft.source.value == "The Ledger"
    (draft,) = zipped.read(io.BytesIO(pack(("The Ledger.txt", BODY))), PLACE, choose)
    assert isinstance(draft, Draft)
    assert draft.place.path == "bundle.zip/The Ledger.txt"


def test_what_is_no_article_is_passed_over_silently() -> None:
    names = ["README.txt", "a/LICENSE.txt", ".hidden.txt", ".git/a.txt", "__MACOSX/a.txt", "a\\.b\\c.txt"]
    texts, problems = read(pack(*((name, BODY) for name in names), ("a.txt", BODY)))
    assert (list(texts), problems) == (["bundle.zip/a.txt"], [])


def test_members_of_no_known_kind_are_told_in_one_note() -> None:
    texts, (problem,) = read(pack(("a.txt", BODY), *((f"{n}.png", b"\x89PNG") for n in range(9))))
    assert len(texts) == 1
    assert problem.is_note
    assert "of a kind that is not read were skipped (9)" in problem.what
    assert "0.png, 1.png" in problem.what


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\temp\\a.txt", "temp/a.txt"),
        ("\x1b]0;evil\x07[bold]a.txt", "[bold]a.txt"),
        ("a\nb\u202e.txt", "a b.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("x" * 400 + ".txt", "…" + "x" * 250 + ".txt"),
    ],
)
def test_names_are_shown_clean_and_lead_nowhere(
    name: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts, problems = read(pack((name, BODY)))
    assert (texts, problems) == ({f"bundle.zip/{shown}": BODY}, [])
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_not_utf8_is_no_obstacle() -> None:
    data = pack(("caf_.txt", BODY)).replace(b"caf_", b"caf\x82")
    assert read(data) == ({"bundle.zip/café.txt": BODY}, [])


def test_two_members_of_one_name_are_both_read() -> None:
    items = list(zipped.read(io.BytesIO(pack(("a.txt", "One."), ("a.txt", "Two."))), PLACE, choose))
    assert [item.text for item in items if isinstance(item, Draft)] == ["One.", "Two."]


def test_standard_input_is_read_from_a_temporary_file() -> None:
    data = pack(*((f"{n}.txt", f"{BODY} {n}") for n in range(5)))
    stream = io.BufferedReader(Rejoined(data[:100], io.BytesIO(data[100:])))
    assert not stream.seekable()
    texts, problems = _sorted_out(zipped.read(stream, Place("-", "standard input"), choose))
    assert (list(texts), problems) == ([f"-/{n}.txt" for n in range(5)], [])


def test_standard_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ondit.ingest.packed.containers.MAX_SPOOLED", 3_000_000)
    stream = io.BufferedReader(Rejoined(b"PK\x03\x04", io.BytesIO(bytes(9_000_000))))
    with pytest.raises(InputError, match="too long to be kept"):
        list(zipped.read(stream, PLACE, choose))


def test_packed_files_and_archives_inside_are_read_to_a_depth() -> None:
    one = pack(("a.txt", BODY))
    two = pack(("in.zip", one), ("b.jsonl.gz", gzip.compress(row(1).encode())), ("c.txt", BODY))
    texts, problems = read(two)
    assert problems == []
    assert list(texts) == ["bundle.zip/b.jsonl.gz", "bundle.zip/c.txt", "bundle.zip/in.zip/a.txt"]
    texts, problems = read(pack(("out.zip", two), ("d.txt", BODY)))
    assert list(texts) == ["bundle.zip/d.txt", "bundle.zip/out.zip/c.txt"]
    assert [problem.input.rpartition("/")[2] for problem in problems] == ["b.jsonl.gz", "in.zip"]
    assert all("more than 2 times" in problem.what for problem in problems)


def test_the_outlet_of_a_packed_member_is_named_without_suffixes() -> None:
    data = pack(("The Ledger.txt.gz", gzip.compress(BODY.encode())))
    (draft,) = zipped.read(io.BytesIO(data), PLACE, choose)
    assert isinstance(draft, Draft)
    assert draft.source.value == "The Ledger"


def test_encrypted_members_links_and_uncommon_packing_are_told() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    rare = zipfile.ZipInfo("rare.txt")
    rare.compress_type = zipfile.ZIP_BZIP2
    data = bytearray(pack((link, "/etc/passwd"), (rare, BODY), ("secret.txt", BODY), ("z.txt", BODY)))
    for at in (data.find(b"secret") - 30 + 6, data.rfind(b"secret") - 46 + 8):
        data[at] |= 1
    texts, problems = read(bytes(data))
    assert list(texts) == ["bundle.zip/z.txt"]
    assert [problem.what for problem in problems] == [
        "Members that are links were skipped (1): link.txt.",
        "Members packed in an uncommon way were skipped (1): rare.txt.",
        "Members that are encrypted were skipped (1): secret.txt.",
    ]
    assert not any(problem.is_note for problem in problems)


def test_a_wrong_check_sum_costs_that_article_only() -> None:
    data = pack(("a.txt", BODY), ("b.txt", "Ibex."), method=zipfile.ZIP_STORED).replace(b"July.", b"June.")
    texts, (problem,) = read(data)
    assert texts == {"bundle.zip/b.txt": "Ibex."}
    assert (problem.input, "damaged" in problem.what) == ("bundle.zip/a.txt", True)


def test_rows_before_damage_are_kept() -> None:
    rows = "\n".join(row(n) for n in range(10_000))
    data = bytearray(pack(("a.jsonl", rows), ("b.txt", BODY)))
    data[len(data) // 2] ^= 0xFF
    items = list(zipped.read(io.BytesIO(data), PLACE, choose))
    assert sum(isinstance(item, Draft) for item in items) > 1_000
    assert any(isinstance(item, Draft) and item.text == BODY for item in items)
    assert any(isinstance(item, Problem) and "It is damaged" in item.what for item in items)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"<html>", pack(("a.txt", BODY))[:-30], b"PK\x05\x06" * 99]
)
def test_what_is_no_archive_or_is_cut_off_is_told(data: bytes) -> None:
    texts, (problem,) = read(data)
    assert texts == {}
    assert problem.input == "bundle.zip"


def test_an_archive_without_articles_is_told() -> None:
    assert [problem.what for problem in read(pack())[1]] == ["It holds nothing that is read here."]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("[Content_Types].xml", "an office document"),
        ("mimetype", "an e-book"),
        ("META-INF/MANIFEST.MF", "a program"),
    ],
)
def test_documents_that_are_archives_inside_are_told(name: str, kind: str) -> None:
    texts, (problem,) = read(pack((name, "x"), ("a.txt", BODY)))
    assert texts == {}
    assert kind in problem.what


def test_a_bomb_among_the_members_costs_that_member_only() -> None:
    noise = os.urandom(FREE_BYTES // 100)
    data = pack(("a.txt", BODY), ("b.jsonl", b" " * (2 * FREE_BYTES)), ("c.txt", BODY), ("d.png", noise))
    texts, problems = read(data)
    assert list(texts) == ["bundle.zip/a.txt", "bundle.zip/c.txt"]
    assert f"more than {MAX_RATIO} times" in problems[0].what
    assert problems[0].input == "bundle.zip/b.jsonl"


def test_many_members_that_are_small_bombs_are_stopped() -> None:
    data = pack(*((f"{n}.jsonl", b" " * (FREE_BYTES - 1)) for n in range(3)), ("z.txt", BODY))
    texts, problems = read(data)
    assert texts == {}
    assert f"Its members unpack to more than {MAX_RATIO} times" in problems[-1].what


def test_members_that_overlap_are_refused() -> None:
    data = bytearray(pack(("a.txt", BODY), ("b.txt", BODY)))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    texts, (problem,) = read(bytes(data))
    assert texts == {}
    assert "overlap" in problem.what


def test_a_member_that_claims_to_be_larger_than_the_archive_is_refused() -> None:
    data = bytearray(pack(("a.txt", BODY)))
    at = data.rfind(b"PK\x01\x02")
    data[at + 20 : at + 24] = struct.pack("<L", 1 << 30)
    assert "reach beyond its end" in read(bytes(data))[1][0].what


def test_a_list_of_members_without_end_is_not_read() -> None:
    one = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, *[0] * 8, 1, *[0] * 6) + b"a"
    listed = one * (zipped.MAX_DIRECTORY // len(one) + 1)
    data = listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(listed), 0, 0)
    tracemalloc.start()
    texts, (problem,) = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert texts == {}
    assert "too many members" in problem.what
    assert peak < 1_000_000


def test_problems_without_end_are_counted() -> None:
    data = pack(*((f"{n}.txt", "") for n in range(MAX_PROBLEMS + 5)), ("z.txt", BODY))
    texts, problems = read(data)
    assert len(texts) == 1
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].what == "5 more problems in this archive are not listed."


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = pack(("in.zip", pack(("a.txt", BODY))))
    stream = io.BufferedReader(Rejoined(b"", io.BytesIO(data)))
    assert len(_sorted_out(zipped.read(stream, PLACE, choose))[0]) == 1
    assert list(tmp_path.iterdir()) == []


@given(st.data())
def test_any_damage_gives_problems_and_no_errors(data: st.DataObject) -> None:
    packed = bytearray(pack(("a.txt", BODY), ("b.jsonl", row(1)), ("c.txt.gz", gzip.compress(BODY.encode()))))
    for place in data.draw(st.lists(st.integers(0, len(packed) - 1), max_size=6)):
        packed[place] = data.draw(st.integers(0, 255))
    texts, problems = read(bytes(packed[: data.draw(st.integers(0, len(packed)))]))
    assert len(texts) <= 3
    assert texts or problems
