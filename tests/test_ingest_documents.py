"""JSON documents: articles wherever a document holds them, and what is wrong with it."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import documents, jsonl
from ondit.ingest.decode import MAX_BYTES
from ondit.ingest.documents import parts
from ondit.ingest.drafts import Draft, Place
from ondit.model import Problem, Published, Source

PLACE = Place("a.json", "a")


def read(content: object) -> tuple[list[Draft], list[Problem]]:
    """Read bytes or text as they are, and anything else as the JSON of it."""
    if isinstance(content, bytes):
        data = content
    else:
        data = (content if isinstance(content, str) else json.dumps(content)).encode()
    return parted(documents.read(io.BytesIO(data), PLACE))


def parted(found: Iterator[Draft | Problem]) -> tuple[list[Draft], list[Problem]]:
    items = list(found)
    return [one for one in items if isinstance(one, Draft)], [
        one for one in items if isinstance(one, Problem)
    ]


def texts(content: object) -> list[str]:
    drafts, problems = read(content)
    assert problems == []
    return [one.text for one in drafts]


def only(content: object) -> Draft:
    drafts, problems = read(content)
    assert problems == []
    assert len(drafts) == 1
    return drafts[0]


class TestWhereArticlesAre:
    @pytest.mark.parametrize(
        "content",
        [
            [{"text": "A"}, {"text": "B"}],
            {"results": [{"text": "A"}, {"text": "B"}], "status": "ok"},
            {"status": "ok", "sources": [{"id": "x", "name": "X"}], "data": [{"text": "A"}, {"text": "B"}]},
            {"a1": {"text": "A"}, "a2": {"text": "B"}},
            {"response": {"meta": {"hits": 2}, "docs": [{"text": "A"}, {"text": "B"}]}},
            {
                "hits": {
                    "total": {"value": 2},
                    "hits": [{"_source": {"text": "A"}}, {"_source": {"text": "B"}}],
                }
            },
            [{"articles": [{"text": "A"}]}, {"articles": [{"text": "B"}]}],
            [{"article": {"body": "A"}}, {"article": {"body": "B"}}],
            [[{"text": "A"}], [{"text": "B"}]],
            '{"text": "A"}\n{"text": "B"}\n',
            '{"text":\n "A"}{"text":\n "B"}',
            '[{"text": "A"},] [{"text": "B"}]',
            'show({"articles": [{"text": "A"}, {"text": "B"}]});',
        ],
    )
    def test_they_are_found(self, content: object) -> None:
        assert texts(content) == ["A", "B"]

    def test_one_alone_keeps_its_comments_to_itself(self) -> None:
        assert texts({"comments": [{"text": "C"}], "title": "T", "text": "A"}) == ["A"]

    def test_beside_articles_nothing_else_is_one(self) -> None:
        rest = {"statements": [{"text": "S"}], "quotes": [{"text": "Q"}]}
        assert texts({"articles": [{"text": "A"}]} | rest) == ["A"]
        assert texts(rest | {"articles": [{"text": "A"}]}) == ["A"]

    def test_names_with_digits_are_ids(self) -> None:
        drafts, _ = read({"a1": {"text": "A"}, "a2": {"text": "B", "id": "own"}})
        assert [one.id for one in drafts] == ["a1", "own"]
        assert only({"article": {"text": "A"}}).id is None

    def test_what_ondit_exports_is_read_again(self) -> None:
        article = {
            "id": "a1",
            "path": None,
            "url": "https://harbour.example/1",
            "source": {"value": "Harbour Post", "from": "metadata"},
            "title": "T",
            "author": "Ida Brandt",
            "published": {"value": "2022-05", "granularity": "month", "from": "metadata"},
            "language": "en",
            "text": "A",
        }
        found = only({"ondit": "1", "articles": [article], "statements": [{"id": "s", "text": "S"}]})
        assert (found.id, found.source, found.text) == ("a1", Source("Harbour Post", "metadata"), "A")
        assert found.published == Published("2022-05", "month", "metadata")


class TestExports:
    def test_a_news_service_with_the_beginnings_of_texts(self) -> None:
        row = {
            "source": {"id": None, "name": "Harbour Post"},
            "author": "Ida Brandt",
            "title": "T",
            "description": "Short.",
            "url": "https://harbour.example/1",
            "publishedAt": "2022-05-23T09:30:00Z",
            "content": "They joined forc… [+1234 chars]",
        }
        found = only({"status": "ok", "totalResults": 1, "articles": [row]})
        assert (found.source.value, found.author, found.is_summary) == ("Harbour Post", "Ida Brandt", True)

    def test_a_service_with_descriptions_only(self) -> None:
        row = {
            "title": "T",
            "description": "Short.",
            "url": "https://a.example/1",
            "source": "A",
            "published_at": "2022",
        }
        found = only({"pagination": {"limit": 1}, "data": [row]})
        assert (found.text, found.title, found.is_summary) == ("Short.", "T", True)

    def test_a_list_of_links(self) -> None:
        row = {
            "url": "https://a.example/1",
            "title": "Halden sold",
            "domain": "a.example",
            "language": "English",
        }
        found = only({"articles": [row]})
        assert (found.text, found.language, found.is_summary) == ("Halden sold", "en", True)

    def test_a_newspapers_archive_with_texts_in_fields(self) -> None:
        row = {
            "id": "world/1",
            "webTitle": "T",
            "webUrl": "https://a.example/1",
            "webPublicationDate": "2022-05-23T09:30:00Z",
            "fields": {"bodyText": "Text.", "byline": "Ida Brandt"},
        }
        found = only({"response": {"status": "ok", "results": [row]}})
        assert (found.text, found.title, found.author) == ("Text.", "T", "Ida Brandt")
        assert (found.url, found.is_summary) == ("https://a.example/1", False)
        assert found.published is not None

    def test_a_newspapers_archive_with_objects_for_texts(self) -> None:
        row = {
            "web_url": "https://a.example/1",
            "snippet": "Snippet.",
            "lead_paragraph": "Lead.",
            "headline": {"main": "T", "kicker": None},
            "byline": {"original": "By Ida Brandt", "person": []},
            "pub_date": "2022-05-23T09:30:00+0000",
            "multimedia": [{"url": "x.jpg"}],
        }
        found = only({"status": "OK", "response": {"docs": [row], "meta": {"hits": 1}}})
        assert (found.text, found.title, found.author, found.is_summary) == ("Lead.", "T", "Ida Brandt", True)

    def test_a_search_engine_over_posts(self) -> None:
        thread = {"site": "harbour.example", "title": "Thread", "published": "2020"}
        row = {
            "thread": thread,
            "text": "A",
            "title": "T",
            "url": "https://harbour.example/1",
            "published": "2022-05-23",
        }
        found = only({"posts": [row], "totalResults": 1})
        assert (found.title, found.source.value) == ("T", "harbour.example")
        assert found.published == Published("2022-05-23", "day", "metadata")

    def test_a_crawler(self) -> None:
        row = {
            "maintext": "A",
            "date_publish": "2022-05-23 09:30:00",
            "source_domain": "a.example",
            "authors": ["Ida", "Jo"],
        }
        found = only([row])
        assert (found.text, found.source.value, found.author) == ("A", "a.example", "Ida, Jo")

    def test_an_index_gives_its_ids(self) -> None:
        assert (
            only(
                {"hits": {"hits": [{"_index": "n", "_id": "x1", "_source": {"text": "A", "title": "T"}}]}}
            ).id
            == "x1"
        )

    @pytest.mark.parametrize(
        "row",
        [
            {
                "content": {"rendered": "<p>A &amp; B</p>\n<p>C</p>", "protected": False},
                "title": {"rendered": "T &#8211; U"},
            },
            {"content_html": "<p>A &amp; B</p><p>C</p>", "title": "T – U"},
            {"body": "<p>A &amp; B</p><p>C</p>", "title": "T &ndash; U"},
        ],
    )
    def test_markup_becomes_text(self, row: dict[str, Any]) -> None:
        found = only([row])
        assert (found.text, found.title) == ("A & B\n\nC", "T – U")

    def test_plain_text_stays_as_it_is(self) -> None:
        assert only([{"text": "a < b &amp; <p> c"}]).text == "a < b &amp; <p> c"


class TestFaults:
    def test_a_broken_row_does_not_take_the_others_with_it(self) -> None:
        drafts, problems = read('[{"text": "A"},\n{"text": "B",, "x": [1]},\n{"text": "C"}]')
        assert [one.text for one in drafts] == ["A", "C"]
        assert [one.place.line for one in drafts] == [1, 3]
        assert [one.line for one in problems] == [2]
        assert problems[0].what.startswith("It is not JSON: ")

    def test_rows_without_a_text_are_told_where_others_have_one(self) -> None:
        drafts, problems = read('[{"title": "X"},\n{"text": "A"},\n{"text": 7},\n{"text": ""}]')
        assert [one.text for one in drafts] == ["A"]
        assert [(one.line, one.what) for one in problems] == [
            (1, "The row has no text."),
            (3, "The text of the row is not a text."),
            (4, "The row has no text."),
        ]

    @pytest.mark.parametrize(
        "whole", ['[{"text": "A"},\n{"text": "B"}]', '{"x": {"results": [{"text": "A"},\n{"text": "B"}]}}']
    )
    def test_a_document_that_breaks_off_keeps_what_was_there(self, whole: str) -> None:
        drafts, problems = read(whole[: whole.index('"B') + 2])
        assert [one.text for one in drafts] == ["A"]
        assert [(one.line, one.what) for one in problems] == [(2, "The row breaks off; it was left out.")]
        drafts, problems = read(whole[: whole.index("\n")])
        assert [one.text for one in drafts] == ["A"]
        assert [one.what for one in problems] == ["It breaks off here."]

    def test_a_broken_object_around_the_rows_is_no_loss(self) -> None:
        assert texts('{"status": ok, "articles": [{"text": "A"}],}') == ["A"]

    def test_a_bracket_too_many_is_told(self) -> None:
        drafts, problems = read('[{"text": "A"}, "text": "B"}, {"text": "C"}]')
        assert [one.text for one in drafts] == ["A", "C"]
        assert problems[0].what == "} stands here in place of ]."

    def test_what_is_nested_too_deeply_is_one_problem(self) -> None:
        drafts, problems = read(
            '[{"text": "A"},{"text": "B", "x": ' + "[" * 100_000 + "]" * 100_000 + '},{"text": "C"}]'
        )
        assert [one.text for one in drafts] == ["A", "C"]
        assert [one.what for one in problems] == ["It is nested too deeply."]

    @pytest.mark.parametrize("opening", ["[", '{"a":'])
    def test_brackets_without_end_are_one_problem(self, opening: str) -> None:
        drafts, problems = read(opening * 100_000)
        assert (drafts, len(problems)) == ([], 1)

    def test_what_is_too_long_for_an_article_does_not_take_the_others_with_it(self) -> None:
        drafts, problems = read([{"text": "A"}, {"text": "x" * MAX_BYTES}, {"text": "C"}])
        assert [one.text for one in drafts] == ["A", "C"]
        assert [one.what for one in problems] == ["It is longer than 10 MB, too long for one article."]

    def test_a_document_longer_than_an_article_is_taken_apart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(parts, "MAX_BYTES", 1_000_000)
        row = {"text": "word " * 40_000}
        assert len(texts({"a": {"x": 1}, "b": {"results": [row] * 6}, "c": [1]})) == 6

    @pytest.mark.parametrize(
        ("row", "text"),
        [
            ('{"n": ' + "9" * 5000 + ', "text": "A"}', "A"),
            ('{"n": NaN, "m": -Infinity, "text": "A"}', "A"),
            ('{"text": "A", "text": "B"}', "B"),
            ('{"text": "a\\ud800b"}', "a\ufffdb"),
            ('{"text": "a\tb"}', "a\tb"),
            ('{"text": "\\"[{\\\\"}', '"[{\\'),
        ],
    )
    def test_odd_json_is_read(self, row: str, text: str) -> None:
        assert texts(f"[{row}]") == [text]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_encodings(self, encoding: str) -> None:
        assert texts('[{"text": "Café – Ω"}]'.encode(encoding)) == ["Café – Ω"]

    def test_one_byte_encodings_and_what_is_no_text(self) -> None:
        drafts, problems = read(b'[{"text": "caf\xe9"},\n{"text": "a\0"}]')
        assert [one.text for one in drafts] == ["café"]
        assert [one.line for one in problems] == [2]

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            ("", "It is empty."),
            (" \n", "It is empty."),
            ("42", "There is no article in it: nothing in it has a text."),
            ("Not found", "There is no article in it: nothing in it has a text."),
            (
                '{"status": "error", "message": "no key"}',
                "There is no article in it: nothing in it has a text.",
            ),
        ],
    )
    def test_what_holds_no_article_is_told_in_one_sentence(self, content: str, what: str) -> None:
        with pytest.raises(InputError) as caught:
            read(content)
        assert caught.value.what == what

    def test_problems_without_end_are_cut_off(self) -> None:
        drafts, problems = read([{"text": "A"}] + [{"title": "x"}] * 1_000)
        assert (len(drafts), len(problems)) == (1, 201)


def test_lines_are_read_as_lines() -> None:
    lines = '{"text": "A"}\n{"text": "B\n{"text": "C"}\n'
    assert list(documents.read(io.BytesIO(lines.encode()), PLACE)) == list(
        jsonl.read(io.BytesIO(lines.encode()), PLACE)
    )


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcxyz"), inner, max_size=3),
    max_leaves=6,
)
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.text(min_size=1, max_size=30).filter(
                lambda text: text.strip("\x00\n\t ").isprintable() and text.strip("\x00\n\t ")
            )
        },
        optional={"title": st.text(max_size=10), "tags": _VALUES, "more": _VALUES},
    ),
    min_size=1,
    max_size=6,
)


class Drip(io.RawIOBase):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, step: int) -> None:
        super().__init__()
        self._rest, self._step = io.BytesIO(data), step

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._rest.read(min(self._step, size) if size >= 0 else self._step)


@settings(max_examples=30)
@given(_ROWS, st.sampled_from([None, 0, 2]), st.booleans(), st.integers(1, 50))
def test_the_layout_and_how_it_comes_change_nothing(
    rows: list[dict[str, Any]], indent: int | None, ascii_only: bool, step: int
) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    wanted = [replace(one, place=PLACE) for one in parted(jsonl.read(io.BytesIO(lines), PLACE))[0]]
    for content in (rows, {"status": [1, {"a": 2}], "results": rows}, {"x": {"docs": rows}, "y": {}}):
        data = json.dumps(content, indent=indent, ensure_ascii=ascii_only).encode()
        for stream in (io.BytesIO(data), Drip(data, step)):
            drafts, problems = parted(documents.read(stream, PLACE))  # type: ignore[arg-type]
            assert [replace(one, place=PLACE) for one in drafts] == wanted
            assert problems == []


@given(st.one_of(st.binary(max_size=200), st.text(alphabet='[]{}",:\\ntex 1', max_size=200).map(str.encode)))
def test_whatever_comes_is_read_told_or_refused(data: bytes) -> None:
    for begins in (b"", b'[{"text":"A"},', b'{"articles":[{"text":"'):
        has_text = begins.startswith(b"[")
        with contextlib.nullcontext() if has_text else contextlib.suppress(InputError):
            drafts, problems = read(begins + data)
            assert all(one.text.strip() for one in drafts)
            assert all(one.input == PLACE.name and one.what.endswith(".") for one in problems)
            assert not has_text or drafts[0].text == "A", "what stands before the damage is read"


@given(st.integers(0, 400))
def test_rows_before_a_cut_are_kept(at: int) -> None:
    whole = json.dumps([{"text": f"Text {n}", "tags": ["]", "}", '"']} for n in range(9)]).encode()
    drafts, problems = read(whole[: max(at, 1)])
    assert [one.text for one in drafts] == [f"Text {n}" for n in range(len(drafts))]
    assert len(drafts) >= whole[: max(at, 1)].count(b"}, {")
    assert len(problems) == (at < len(whole))
