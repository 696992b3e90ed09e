"""Packed files: read as what is inside, in constant memory, whatever the packing holds."""

import gzip
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import delimited, jsonl, kinds, plain
from ondit.ingest.decode import Rejoined
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.ingest.packed import compressed
from ondit.ingest.packed.containers import FREE_BYTES, MAX_RATIO, Reader
from ondit.model import Problem

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = "Ibex said on Monday that the Volt will be sold from July."


def choose(name: str) -> Reader:
    """The reader for a name, as the registry gives it."""
    return _READERS.get(f".{name.rpartition('.')[2]}", _look)


def _look(stream: io.BufferedReader, place: Place) -> Iterator[Draft | Problem | Linked]:
    head = stream.read(4)
    whole = io.BufferedReader(Rejoined(head, stream))
    if head.startswith(kinds.GZ):
        return compressed.gz(whole, place, choose)
    return (jsonl.read if head.startswith(b"{") else plain.read)(whole, place)


_READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".jsonl": jsonl.read,
    ".csv": delimited.read,
    ".gz": partial(compressed.gz, choose=choose),
    ".zst": partial(compressed.zst, choose=choose),
}
PACK = {"gz": gzip.compress, "zst": zstd.compress}
MANY = 5_000


def read(data: bytes, name: str = "ledger.jsonl.gz") -> tuple[list[Draft], list[str]]:
    """The drafts of a packed file, and what is wrong with it, in order."""
    drafts, problems = [], []
    place = Place(name, name.rpartition(".")[0], name)
    try:
        for item in _READERS[f".{name.rpartition('.')[2]}"](io.BytesIO(data), place):
            if isinstance(item, Draft):
                drafts.append(item)
            elif isinstance(item, Problem):
                problems.append(item.what)
    except InputError as error:
        problems.append(error.what)
    return drafts, problems


def rows(count: int, start: int = 0) -> bytes:
    return b"".join(
        json.dumps({"text": f"{n:x} {BODY} {n * n * 7919}", "title": f"Volt {n}"}).encode() + b"\n"
        for n in range(start, start + count)
    )


@pytest.mark.parametrize("kind", PACK)
def test_the_name_less_its_suffix_says_what_is_inside(kind: str) -> None:
    (draft,), problems = read(PACK[kind](f"text,title\n{BODY},Volt".encode()), f"ledger.csv.{kind}")
    assert problems == []
    assert (draft.text, draft.title, draft.source.value) == (BODY, "Volt", "ledger")
    assert draft.place.path == f"ledger.csv.{kind}"


@pytest.mark.parametrize("kind", PACK)
def test_without_a_known_suffix_inside_the_content_says_it(kind: str) -> None:
    assert len(read(PACK[kind](rows(3)), f"export.{kind}")[0]) == 3
    assert read(PACK[kind](BODY.encode()), f"The Ledger.{kind}")[0][0].text == BODY


def test_an_address_with_a_query_is_no_obstacle() -> None:
    place = Place("https://example.com/a.csv.gz?x=1.2", "example.com")
    (draft,) = compressed.gz(io.BytesIO(gzip.compress(f"text\n{BODY}".encode())), place, choose)
    assert isinstance(draft, Draft)
    assert (draft.text, draft.source.value) == (BODY, "example.com")


@pytest.mark.parametrize("kind", PACK)
def test_members_one_behind_another_are_one_text(kind: str) -> None:
    first, second = rows(100)[:777], rows(100)[777:]
    drafts, problems = read(PACK[kind](first) + PACK[kind](b"") + PACK[kind](second), f"a.jsonl.{kind}")
    assert problems == []
    assert [draft.title for draft in drafts] == [f"Volt {n}" for n in range(100)]


def test_frames_of_zstd_that_hold_no_text_are_passed_over() -> None:
    skipped = b"\x53\x2a\x4d\x18\x03\0\0\0abc"
    drafts, problems = read(
        skipped + zstd.compress(rows(2)) + skipped + zstd.compress(rows(2, 2)), "a.jsonl.zst"
    )
    assert (len(drafts), problems) == (4, [])


def test_zeros_behind_the_last_member_are_padding() -> None:
    drafts, problems = read(gzip.compress(rows(3)) + bytes(100_000) + gzip.compress(rows(2, 3)) + bytes(9))
    assert (len(drafts), problems) == (5, [])


@pytest.mark.parametrize("kind", PACK)
@pytest.mark.parametrize("behind", [b"garbage", b"x", b"\x1f\x00" * 9_000])
def test_what_else_stands_behind_is_told(kind: str, behind: bytes) -> None:
    drafts, (problem,) = read(PACK[kind](rows(3)) + behind, f"a.jsonl.{kind}")
    assert len(drafts) == 3
    assert "Behind its packed content" in problem


@pytest.mark.parametrize("kind", PACK)
def test_a_file_that_is_cut_off_keeps_the_rows_before(kind: str) -> None:
    packed = PACK[kind](rows(MANY))
    drafts, problems = read(packed[: len(packed) // 2], f"a.jsonl.{kind}")
    assert 1_000 < len(drafts) < MANY
    assert [draft.title for draft in drafts] == [f"Volt {n}" for n in range(len(drafts))]
    assert problems == ["It is cut off; its end is missing."]


def test_damage_keeps_the_rows_before() -> None:
    packed = bytearray(gzip.compress(rows(MANY)))
    packed[len(packed) // 2 : len(packed) // 2 + 200] = bytes(200)
    drafts, problems = read(bytes(packed))
    assert 1_000 < len(drafts) < MANY
    assert "damaged" in problems[-1]


def test_a_wrong_check_sum_is_told() -> None:
    packed = bytearray(gzip.compress(rows(MANY)))
    packed[-6] ^= 1
    drafts, (problem,) = read(bytes(packed))
    assert len(drafts) > MANY - 1_000
    assert "damaged" in problem


def test_a_text_that_may_be_damaged_is_not_shown() -> None:
    packed = bytearray(gzip.compress(BODY.encode()))
    packed[-6] ^= 1
    drafts, (problem,) = read(bytes(packed), "a.txt.gz")
    assert drafts == []
    assert "damaged" in problem


@pytest.mark.parametrize("kind", PACK)
@pytest.mark.parametrize("name", ["a.jsonl", "a"])
def test_what_is_not_packed_is_read_as_it_is(kind: str, name: str) -> None:
    drafts, problems = read(rows(3), f"{name}.{kind}")
    assert (len(drafts), problems) == (3, [])


@pytest.mark.parametrize("kind", PACK)
def test_nothing_and_nothing_packed_are_empty(kind: str) -> None:
    assert read(b"", f"a.txt.{kind}") == ([], ["It is empty."])
    assert read(PACK[kind](b""), f"a.txt.{kind}") == ([], ["It is empty."])


@pytest.mark.parametrize("kind", PACK)
def test_a_bomb_is_refused_and_what_came_before_is_kept(kind: str) -> None:
    bomb = PACK[kind](rows(3) + b" " * (2 * FREE_BYTES))
    drafts, (problem,) = read(bomb, f"a.jsonl.{kind}")
    assert len(drafts) == 3
    assert f"more than {MAX_RATIO} times" in problem


def test_the_same_row_over_and_over_is_no_bomb() -> None:
    row = json.dumps({"text": " ".join(f"{BODY} {n * 7919}" for n in range(50))}).encode() + b"\n"
    count = 3 * FREE_BYTES // 2 // len(row)
    drafts, problems = read(gzip.compress(row * count))
    assert (len(drafts), problems) == (count, [])


def test_packed_twice_is_read_and_thrice_is_not() -> None:
    twice = gzip.compress(gzip.compress(rows(3)))
    assert len(read(twice, "a.jsonl.gz.gz")[0]) == 3
    assert len(read(twice, "a.gz")[0]) == 3
    for name in ("a.jsonl.gz.gz.gz", "a.gz"):
        drafts, (problem,) = read(gzip.compress(twice), name)
        assert drafts == []
        assert "more than 2 times" in problem
    assert len(read(rows(3), "a.jsonl" + 9 * ".gz")[0]) == 3


def test_a_window_beyond_reason_is_refused() -> None:
    """A frame header that asks for 2 GB of memory."""
    frame = b"\x28\xb5\x2f\xfd\x00" + bytes([(31 - 10) << 3]) + b"\x01\x00\x00"
    drafts, (problem,) = read(frame, "a.jsonl.zst")
    assert drafts == []
    assert "damaged" in problem


@pytest.mark.parametrize("kind", PACK)
def test_memory_does_not_grow_with_the_file(kind: str) -> None:
    packed = PACK[kind](b"".join(b'{"text": "%s"}\n' % os.urandom(10_000).hex().encode() for _ in range(150)))
    place = Place(f"a.jsonl.{kind}", "a")
    tracemalloc.start()
    count = sum(1 for _ in _READERS[f".{kind}"](io.BytesIO(packed), place))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 150
    assert peak < 1_500_000


@given(st.data())
def test_any_damage_gives_problems_and_no_errors(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(PACK)))
    packed = bytearray(PACK[kind](rows(5)))
    for place in data.draw(st.lists(st.integers(0, len(packed) - 1), max_size=4)):
        packed[place] = data.draw(st.integers(0, 255))
    drafts, problems = read(bytes(packed[: data.draw(st.integers(0, len(packed)))]), f"a.jsonl.{kind}")
    assert len(drafts) <= 5
    assert drafts or problems
