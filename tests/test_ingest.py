"""Reading whatever is given: articles, or one clear problem each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ondit import ingest
from ondit.errors import InputError
from ondit.ingest import decode, plain
from ondit.model import Article, Problem, Published, Source
from ondit.progress import Progress

BODY = "Ibex said on Monday that the Volt will be sold from July."
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def write(path: Path, content: str | bytes = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def rows(path: Path, *items: object) -> Path:
    return write(path, "".join(json.dumps(item) + "\n" for item in items))


def only(reading: ingest.Reading) -> Article:
    assert reading.problems == ()
    (article,) = reading.articles
    return article


def problem(reading: ingest.Reading) -> Problem:
    (found,) = reading.problems
    assert found.what.endswith(".")
    assert found.hint.endswith(".")
    return found


class TestText:
    def test_a_bare_text(self, tmp_path: Path) -> None:
        path = write(tmp_path / "harbour post.txt", f"\n \n  {BODY}\n\n  More.  \n\n")
        article = only(ingest.read(path))
        assert article.text == f"  {BODY}\n\n  More.  "
        assert article.source == Source("harbour post", "path")
        assert article.path == str(path)
        assert (article.title, article.author, article.url, article.published) == (None, None, None, None)
        assert article.language == "und"

    @pytest.mark.parametrize("name", ["a.md", "a.TXT", "a.text", "a"])
    def test_names_of_texts(self, tmp_path: Path, name: str) -> None:
        assert only(ingest.read(str(write(tmp_path / name)))).text == BODY

    def test_a_full_header(self, tmp_path: Path) -> None:
        header = "Source: Harbour Post\nUrl: https://www.harbour.example/2025/05/02/ibex\nLanguage: en_gb\n\n"
        text = f"{header}Ibex sells the Volt\n\nBy Jane Doe\nPublished 3 May 2025\n\n{BODY}\n"
        article = only(ingest.read(write(tmp_path / "a.txt", text)))
        assert article.text == BODY
        assert article.source == Source("Harbour Post", "metadata")
        assert (article.title, article.author, article.language) == (
            "Ibex sells the Volt",
            "Jane Doe",
            "en-GB",
        )
        assert article.url == "https://www.harbour.example/2025/05/02/ibex"
        assert article.published == Published("2025-05-02", "day", "url")

    def test_the_date_shown_below_the_title(self, tmp_path: Path) -> None:
        text = f"Ibex sells the Volt\n\n3 May 2025\n\n{BODY}"
        assert only(ingest.read(write(tmp_path / "a.txt", text))).published == Published(
            "2025-05-03", "day", "text"
        )
        text = f"url: https://h.example/2025/05/ibex\n\n{text}"
        assert only(ingest.read(write(tmp_path / "b.txt", text))).published == Published(
            "2025-05-03", "day", "text"
        )

    def test_the_leading_date(self, tmp_path: Path) -> None:
        article = only(ingest.read(write(tmp_path / "a.txt", f" date 2022-05-23 {BODY}")))
        assert article.published == Published("2022-05-23", "day", "metadata")
        assert article.text == BODY

    def test_a_bad_date_is_told_and_absent(self, tmp_path: Path) -> None:
        reading = ingest.read(write(tmp_path / "a.txt", f"Date: 2022-02-30\n\n{BODY}"))
        assert reading.articles[0].published is None
        assert '"2022-02-30"' in problem(reading).what

    def test_hostile_characters_are_removed(self, tmp_path: Path) -> None:
        text = "Volt \x1b[31mred\x1b[0m\x07\u202e [bold]x[/bold]\r\nnext.\n"
        assert only(ingest.read(write(tmp_path / "a.txt", text))).text == "Volt red [bold]x[/bold]\nnext."

    def test_damaged_utf_8_is_read_and_told(self, tmp_path: Path) -> None:
        reading = ingest.read(write(tmp_path / "a.txt", "“Ibex’s café”".encode()[:-1]))
        assert reading.articles[0].text == "“Ibex’s café\ufffd"
        assert "1 of its characters" in problem(reading).what

    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (b"", "empty"),
            (b" \n\t\n", "no text"),
            (b"\x00\x01\x02", "NUL"),
            (b"caf\xe9 \x81\x8d", "encoding"),
            (b"Title: Ibex\n\n", "no text"),
        ],
    )
    def test_what_is_no_text(self, tmp_path: Path, data: bytes, what: str) -> None:
        path = write(tmp_path / "a.txt", data)
        reading = ingest.read(path)
        assert reading.articles == ()
        assert what in problem(reading).what
        assert problem(reading).input == str(path)

    def test_a_text_that_is_too_long(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(plain, "MAX_BYTES", 100)
        assert only(ingest.read(write(tmp_path / "a.txt", "x" * 100))).text == "x" * 100
        assert "too long" in problem(ingest.read(write(tmp_path / "b.txt", "x" * 101))).what


class TestRows:
    def test_all_fields(self, tmp_path: Path) -> None:
        row = {
            "text": f"{BODY}\n",
            "id": "ibex-1",
            "url": "https://harbour.example/a",
            "source": "Harbour Post",
            "title": "Ibex",
            "author": "Jane Doe",
            "published": "2025-05-23T09:30:00+02:00",
            "language": "en",
            "unknown": [1, {"text": "no"}],
        }
        path = rows(tmp_path / "a.jsonl", row)
        assert only(ingest.read(path)) == Article(
            id="ibex-1",
            text=BODY,
            source=Source("Harbour Post", "metadata"),
            path=str(path),
            url="https://harbour.example/a",
            title="Ibex",
            author="Jane Doe",
            published=Published("2025-05-23T09:30:00+02:00", "second", "metadata"),
            language="en",
        )

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            (
                {"publisher": {"name": "Lakeside Wire", "id": 3}},
                {"source": Source("Lakeside Wire", "metadata")},
            ),
            ({"domain": "lake.example", "outlet": "Lakeside"}, {"source": Source("Lakeside", "metadata")}),
            ({"link": "https://www.Lake.example:80/x"}, {"source": Source("lake.example", "url")}),
            ({"link": "https://lake.example/2025/05/x"}, {"published": Published("2025-05", "month", "url")}),
            ({"headline": " Ibex \n sells\x1b[0m "}, {"title": "Ibex sells"}),
            ({"authors": ["Jane Doe", {"name": "John Roe"}, None, ""]}, {"author": "Jane Doe, John Roe"}),
            ({"byline": "BY Jane Doe"}, {"author": "Jane Doe"}),
            ({"authors": []}, {"author": None}),
            (
                {"date_publish": "2022-05-23 10:00:00"},
                {"published": Published("2022-05-23T10:00:00", "second", "metadata")},
            ),
            (
                {"pubDate": "Mon, 23 May 2022 10:00:00 GMT"},
                {"published": Published("2022-05-23T10:00:00+00:00", "second", "metadata")},
            ),
            (
                {"published_at": 1653300000},
                {"published": Published("2022-05-23T10:00:00+00:00", "second", "metadata")},
            ),
            ({"datetime": "2022", "published": None}, {"published": Published("2022", "year", "metadata")}),
            ({"id": 7}, {"id": "7"}),
            ({"lang": "EN_us"}, {"language": "en-US"}),
            ({"language": "English"}, {"language": "en"}),
            ({"language": "??"}, {"language": "und"}),
            ({"Title": "Ibex"}, {"title": "Ibex"}),
        ],
    )
    def test_other_names_and_shapes(
        self, tmp_path: Path, fields: dict[str, object], expected: dict[str, object]
    ) -> None:
        article = only(ingest.read(rows(tmp_path / "rows.jsonl", {"text": BODY} | fields)))
        assert {name: getattr(article, name) for name in expected} == expected

    @pytest.mark.parametrize("name", ["text", "body", "content", "maintext", "article_text"])
    def test_names_of_the_text(self, tmp_path: Path, name: str) -> None:
        article = only(ingest.read(rows(tmp_path / "feed.ndjson", {"text": None, name: BODY})))
        assert (article.text, article.source) == (BODY, Source("feed", "path"))

    @pytest.mark.parametrize(
        ("line", "what"),
        [
            ("nonsense", "not JSON"),
            ('{"text": "cut', "not JSON"),
            ("[1, 2]", "not a JSON object"),
            ("null", "not a JSON object"),
            ("NaN", "not a JSON object"),
            ("{}", "has no text"),
            ('{"text": null, "body": ""}', "has no text"),
            ('{"text": 5}', "not a text"),
            ('{"text": NaN}', "not a text"),
            ('{"text": {"a": "b"}}', "not a text"),
            ('{"text": " \\n\\u001b[0m "}', "no text in it"),
            ("[" * 100_000, "nested too deeply"),
            ('{"text": "x", "a": ' + '{"a":' * 100_000 + "1" + "}" * 100_001, "nested too deeply"),
            ('{"text": "x", "id": ' + "9" * 5_000 + "}", "not JSON"),
            ('{"text": "\0"', "NUL"),
        ],
    )
    def test_a_bad_row_is_told_with_its_line_and_the_rest_is_read(
        self, tmp_path: Path, line: str, what: str
    ) -> None:
        path = write(tmp_path / "a.jsonl", f'{{"text": "one"}}\n\n{line}\n{{"text": "two"}}')
        reading = ingest.read(path)
        assert [article.text for article in reading.articles] == ["one", "two"]
        assert what in problem(reading).what
        assert (problem(reading).input, problem(reading).line) == (str(path), 3)

    @pytest.mark.parametrize(
        ("fields", "what"),
        [
            ({"published": "yesterday"}, 'date "yesterday"'),
            ({"published": "1066-10-14"}, "before 1800"),
            ({"published": ["2022"]}, "neither a text nor a number"),
            ({"published": "\x1b]0;x\x07" + "9" * 200}, "…"),
            ({"url": "javascript:alert(1)"}, "not a web address"),
            ({"url": "https://"}, "not a web address"),
            ({"url": "https://[half"}, "not a web address"),
            ({"title": 5}, "title is not a text"),
            ({"id": True}, "id is not a text"),
            ({"source": {"name": {"name": "x"}}}, "source is not a text"),
            ({"author": "J" * 3_000}, "author is longer"),
            ({"author": [{"name": "Jane Doe"}] * 300}, "author is longer"),
        ],
    )
    def test_a_bad_datum_is_told_and_absent(
        self, tmp_path: Path, fields: dict[str, object], what: str
    ) -> None:
        reading = ingest.read(rows(tmp_path / "a.jsonl", {"text": BODY} | fields))
        (article,) = reading.articles
        plain_article = only(ingest.read(rows(tmp_path / "b" / "a.jsonl", {"text": BODY})))
        assert what in problem(reading).what
        assert "\x1b" not in problem(reading).what
        for name in ("id", "url", "title", "author", "published", "source"):
            assert getattr(article, name) == getattr(plain_article, name)

    def test_a_bad_date_leaves_the_addresss_date(self, tmp_path: Path) -> None:
        row = {"text": BODY, "date": "soon", "url": "https://h.example/2025/05/23/x"}
        reading = ingest.read(rows(tmp_path / "a.jsonl", row))
        assert reading.articles[0].published == Published("2025-05-23", "day", "url")
        assert "soon" in problem(reading).what

    def test_lone_surrogates_and_raw_control_characters(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", b'{"text": "half \\ud83d\tpair", "title": "\\udc00"}')
        article = only(ingest.read(path))
        assert (article.text, article.title) == ("half \ufffd\tpair", "\ufffd")

    def test_rows_in_other_encodings(self, tmp_path: Path) -> None:
        text = '{"text": "Ibex’s café"}\n{"text": "“Volt”"}\n'
        for encoding in ("utf-8-sig", "utf-16", "cp1252"):
            reading = ingest.read(write(tmp_path / f"{encoding}.jsonl", text.encode(encoding)))
            assert [article.text for article in reading.articles] == ["Ibex’s café", "“Volt”"]
            assert reading.problems == ()

    def test_a_row_that_is_too_long(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(decode, "MAX_BYTES", 1_000)
        path = write(tmp_path / "a.jsonl", '{"text": "one"}\n' + "x" * 3_000_000 + '\n{"text": "two"}\n')
        reading = ingest.read(path)
        assert [article.text for article in reading.articles] == ["one", "two"]
        assert "too long" in problem(reading).what
        assert problem(reading).line == 2

    def test_a_file_full_of_bad_rows_is_told_in_bounds(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ondit.ingest.rows.MAX_PROBLEMS", 3)
        reading = ingest.read(write(tmp_path / "a.jsonl", "bad\n" * 10 + '{"text": "one"}\n'))
        assert [article.text for article in reading.articles] == ["one"]
        assert [found.line for found in reading.problems] == [1, 2, 3, None]
        assert "7 more problems" in reading.problems[-1].what

    @pytest.mark.parametrize("content", ["", "\n \n"])
    def test_no_rows(self, tmp_path: Path, content: str) -> None:
        assert "empty" in problem(ingest.read(write(tmp_path / "a.jsonl", content))).what


class TestIdentity:
    def test_a_file_named_twice_is_read_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path / "a.txt")
        monkeypatch.chdir(tmp_path)
        assert only(ingest.read_all(["a.txt", "./a.txt", tmp_path, "*.txt", "a.txt"])).path == "a.txt"

    def test_the_same_article_from_two_files_is_told_and_left_out(self, tmp_path: Path) -> None:
        first, second = write(tmp_path / "a" / "post.txt"), write(tmp_path / "b" / "post.txt")
        reading = ingest.read(tmp_path)
        assert [article.path for article in reading.articles] == [str(first)]
        assert problem(reading).input == str(second)
        assert str(first) in problem(reading).what

    def test_the_same_text_from_two_outlets_is_two_articles(self, tmp_path: Path) -> None:
        path = rows(
            tmp_path / "a.jsonl", {"text": BODY, "source": "Harbour"}, {"text": BODY, "source": "Lake"}
        )
        reading = ingest.read(path)
        assert reading.problems == ()
        assert len({article.id for article in reading.articles}) == 2

    def test_ids_do_not_depend_on_place_or_order(self, tmp_path: Path) -> None:
        one = {"text": BODY, "source": "Harbour"}
        two = {"text": BODY, "url": "https://lake.example/a#top", "source": "Lake", "title": "Ibex"}
        first = ingest.read(rows(tmp_path / "a.jsonl", one, two)).articles
        second = ingest.read(rows(tmp_path / "elsewhere" / "b.jsonl", two, one)).articles
        assert [article.id for article in first] == [article.id for article in reversed(second)]
        assert all(len(article.id) == 12 for article in first)
        edited = ingest.read(rows(tmp_path / "c.jsonl", two | {"text": "Edited."})).articles
        assert edited[0].id == first[1].id

    def test_a_page_read_twice_with_other_words_is_two_articles(self, tmp_path: Path) -> None:
        row = {"text": BODY, "url": "https://lake.example/a"}
        reading = ingest.read(
            rows(tmp_path / "a.jsonl", row, row | {"text": "Edited."}, row | {"text": "Again."})
        )
        first, second, third = (article.id for article in reading.articles)
        assert (second, third) == (f"{first}-2", f"{first}-3")

    def test_a_given_id_that_is_not_unique_is_replaced(self, tmp_path: Path) -> None:
        items = [{"text": "one", "id": 1}, {"text": "two", "id": "1"}, {"text": "three", "id": "3"}]
        reading = ingest.read(rows(tmp_path / "a.jsonl", *items))
        alone = ingest.read(rows(tmp_path / "b" / "a.jsonl", {"text": "one"}))
        assert reading.articles[0].id == alone.articles[0].id
        assert reading.articles[2].id == "3"
        assert len({article.id for article in reading.articles}) == 3
        assert [found.line for found in reading.problems] == [1, 2]

    def test_the_same_row_twice_keeps_its_id(self, tmp_path: Path) -> None:
        row = {"text": BODY, "id": "x"}
        reading = ingest.read(rows(tmp_path / "a.jsonl", row, row, {"text": BODY}))
        assert [article.id for article in reading.articles] == ["x"]
        told = problem(reading)
        assert (told.line, told.is_note) == (2, True)
        assert told.what == "2 of its articles are the same as some here before; they were left out."

    def test_two_given_ids_are_two_articles(self, tmp_path: Path) -> None:
        path = rows(tmp_path / "a.jsonl", {"text": BODY, "id": "x"}, {"text": BODY, "id": "y"})
        assert [article.id for article in ingest.read(path).articles] == ["x", "y"]

    def test_a_given_id_is_never_taken_by_a_derived_one(self, tmp_path: Path) -> None:
        derived = ingest.read(rows(tmp_path / "a.jsonl", {"text": BODY})).articles[0].id
        reading = ingest.read(
            rows(tmp_path / "b" / "a.jsonl", {"text": BODY}, {"text": "other", "id": derived})
        )
        assert [article.id for article in reading.articles] == [f"{derived}-2", derived]


class TestStrictAndProgress:
    def test_strict_ends_at_the_first_problem(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", '{"text": "one"}\nbad\n[]\n')
        with pytest.raises(InputError) as caught:
            ingest.read(path, strict=True)
        assert caught.value.what.startswith(f"{path}, line 2: The row is not JSON")
        assert caught.value.line == 2
        with pytest.raises(InputError, match=r"gone\.txt: There is no such file"):
            ingest.read_all(["gone.txt"], strict=True)
        with pytest.raises(InputError, match="that of another article"):
            ingest.read(
                rows(tmp_path / "b.jsonl", {"text": "1", "id": 1}, {"text": "2", "id": 1}), strict=True
            )

    def test_strict_lets_notes_pass(self, tmp_path: Path) -> None:
        found = ingest.read(rows(tmp_path / "b.jsonl", {"text": BODY}, {"text": BODY}), strict=True)
        assert (len(found.articles), problem(found).is_note) == (1, True)

    def test_strict_reads_what_is_right(self, tmp_path: Path) -> None:
        assert only(ingest.read(write(tmp_path / "a.txt"), strict=True)).text == BODY

    def test_progress_is_told_behind_each_input(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt"):
            write(tmp_path / name, f"{BODY} {name}")
        told: list[Progress] = []
        ingest.read_all([tmp_path, "gone.txt"], report=told.append)
        a, b = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
        assert [(step.done, step.name, step.articles) for step in told] == [
            (0, a, 0), (0, a, 1), (1, b, 1), (1, b, 2),
            (2, "gone.txt", 2), (2, "gone.txt", 2), (3, "gone.txt", 2),
        ]  # fmt: skip
        assert {(step.stage, step.total) for step in told} == {("reading", 3)}
        assert [step.share for step in told] == [0.0, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0]

    def test_a_reading_that_is_stopped_keeps_what_was_read(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt", "c.txt"):
            write(tmp_path / name, f"{BODY} {name}")
        told: list[Progress] = []
        reach = ingest.Reach(is_stopped=lambda: any(step.done for step in told))
        found = ingest.read_all([tmp_path], report=told.append, reach=reach)
        assert [article.text[-5:] for article in found.articles] == ["a.txt"]
        assert problem(found).input == str(tmp_path / "b.txt")
        assert "2 inputs were not read" in problem(found).what
        assert not problem(found).is_note

    def test_the_same_input_gives_the_same_reading(self, tmp_path: Path) -> None:
        rows(tmp_path / "a.jsonl", {"text": "one", "id": 1}, {"text": "two", "id": 1}, 5)
        write(tmp_path / "b.txt")
        assert ingest.read(tmp_path) == ingest.read(tmp_path)


@given(
    st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(["txt", "jsonl", "x"]),
)
@example(b"\xff\xfe{", "x")
@example(b"---\n\xe2\x80", "txt")
def test_any_bytes_give_articles_or_problems(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = write(tmp_path_factory.getbasetemp() / f"any.{suffix}", data)
    reading = ingest.read(path)
    assert reading.articles or reading.problems
    for article in reading.articles:
        assert article.text.strip()
        article.text.encode()
    for found in reading.problems:
        assert found.input == str(path)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_NAMES = st.sampled_from(
    ["text", "id", "url", "source", "title", "author", "published", "date", "language", "publisher"]
)


@given(st.lists(st.dictionaries(_NAMES, _JSON, max_size=6) | _JSON, min_size=1, max_size=5))
def test_any_rows_give_articles_or_problems(
    tmp_path_factory: pytest.TempPathFactory, items: list[object]
) -> None:
    reading = ingest.read(rows(tmp_path_factory.getbasetemp() / "any.jsonl", *items))
    assert reading.articles or reading.problems
    assert len({article.id for article in reading.articles}) == len(reading.articles)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real articles are not here")
def test_five_real_articles_lose_nothing_but_their_headers() -> None:
    reading = ingest.read(SEEDS)
    assert reading.problems == ()
    assert len(reading.articles) == 5
    for number, article in enumerate(reading.articles):
        raw = Path(article.path or "").read_text(encoding="utf-8")
        assert raw.rstrip("\n").endswith(article.text)
        header = raw[: raw.index(article.text)]
        assert header.strip() == {2: "date 2022-05-23", 3: article.title, 4: "date 2022-05-23"}.get(
            number, ""
        )
    assert [article.published.value if article.published else None for article in reading.articles] == [
        None,
        None,
        "2022-05-23",
        None,
        "2022-05-23",
    ]
