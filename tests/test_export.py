"""The export formats: golden files, byte for byte, and the JSON as it is promised.

`python -m pytest tests/test_export.py --snapshot-update` (or `make generated`) writes the golden files anew;
look at the difference before it is committed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casefile_page import written as written_case_file
from export_story import ARTICLES, STORY
from ondit import __version__
from ondit.errors import UsageError
from ondit.export import (
    CASE_FILE,
    EXCERPT_FORMATS,
    FORMATS,
    SUFFIXES,
    Listing,
    Look,
    excerpts_of_entries,
    excerpts_of_quotes,
    write,
    write_excerpts,
)
from ondit.export.excerpts import Excerpt
from ondit.model import Article, Quote, Source, Story
from ondit.timeline import Filter
from ondit.whole import WholeStory

GOLDEN = Path(__file__).parent / "golden"
EVERY = [(listing, form) for listing, forms in FORMATS.items() for form in forms]


def written(story: Story, listing: Listing, form: str) -> str:
    stream = io.StringIO()
    write(story, listing, form, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("listing", "form"), EVERY)
def test_golden_file(listing: Listing, form: str, request: pytest.FixtureRequest) -> None:
    found = written(STORY, listing, form).replace(f'"ondit": "{__version__}"', '"ondit": "VERSION"')
    check_golden(found, f"{listing}{SUFFIXES[form]}", request)


@pytest.mark.parametrize("form", EXCERPT_FORMATS)
def test_golden_file_of_what_the_timeline_rests_on(form: str, request: pytest.FixtureRequest) -> None:
    stream = io.StringIO()
    write_excerpts(excerpts_of_entries(WholeStory(STORY), Filter()), form, stream, Look("Timeline"))
    found = stream.getvalue().replace(f'"ondit": "{__version__}"', '"ondit": "VERSION"')
    check_golden(found, f"excerpts{SUFFIXES[form]}", request)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "csl-json", "bibtex", "ris", "jsonld"])
def test_what_shows_an_outcome_stands_beside_it(form: str) -> None:
    doubtful = replace(STORY, claims=tuple(replace(one, evidence="wording") for one in STORY.claims))
    stream = io.StringIO()
    write_excerpts(excerpts_of_entries(WholeStory(doubtful), Filter()), form, stream, Look("Timeline"))
    told = stream.getvalue()
    assert "evidence" in told
    assert "wording" in told


def check_golden(found: str, name: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / name
    if request.config.getoption("update_snapshots", default=False):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(found.encode())
    assert found.encode() == golden.read_bytes()


def test_golden_file_of_a_case_file(request: pytest.FixtureRequest) -> None:
    text, _ = written_case_file(WholeStory(STORY))
    check_golden(text.replace(f"Ondit {__version__}", "Ondit VERSION"), f"case{SUFFIXES[CASE_FILE]}", request)


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{listing}{SUFFIXES[form]}" for listing, form in EVERY}
    expected |= {f"excerpts{SUFFIXES[form]}" for form in EXCERPT_FORMATS} | {f"case{SUFFIXES[CASE_FILE]}"}
    assert {path.name for path in GOLDEN.iterdir()} == expected


@pytest.mark.parametrize("form", EXCERPT_FORMATS)
def test_no_excerpts_can_be_written(form: str) -> None:
    stream = io.StringIO()
    assert write_excerpts([], form, stream) is None
    if SUFFIXES[form].endswith((".json", ".jsonld")):
        json.loads(stream.getvalue())


def test_each_excerpt_is_written_as_it_comes() -> None:
    """A million of them take the memory of one: `benchmarks/exporting.py`."""
    seen = io.StringIO()

    def excerpts() -> Iterator[Excerpt]:
        for excerpt in excerpts_of_quotes(STORY):
            yield excerpt
            assert excerpt.hash in seen.getvalue() or excerpt.key in seen.getvalue()

    for form in ("text", "markdown", "html", "csv", "json", "jsonl", "csl-json", "bibtex", "ris", "jsonld"):
        seen.seek(0)
        seen.truncate()
        write_excerpts(excerpts(), form, seen)


@pytest.mark.parametrize(("listing", "form"), EVERY)
def test_an_empty_story_can_be_written(listing: Listing, form: str) -> None:
    text = written(Story(), listing, form)
    if form in ("json", "timelinejs", "csl-json", "jsonld"):
        json.loads(text)
    assert text == "" or text.endswith("\n")


@pytest.mark.parametrize(("listing", "form"), EVERY)
def test_what_no_encoding_holds_is_written_all_the_same(listing: Listing, form: str) -> None:
    article = Article("a", "x\ud800\x00\x1b[31m\u202e\x85y", Source("\udc80", "path"), title="\ud800")
    story = Story((article,), quotes=(Quote(0, len(article.text), "a"),))
    text = written(story, listing, form)
    assert text.encode().decode() == text
    is_exact = "json" in form  # it escapes what it must, and is read by programs
    assert not set(text) & set("\ud800\udc80\x00\x1b\x85" + "\u202e" * (not is_exact))


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"bibtex.*match.*json, jsonl, csv, markdown, html"):
        written(STORY, "match", "bibtex")
    with pytest.raises(UsageError, match=r"word.*text, markdown, .*timelinejs"):
        write_excerpts([], "word", io.StringIO())


SPAN: dict[str, Any] = {"article": str, "start": int, "end": int, "text": str}
TEXT_OR_NONE = (str, type(None))
SHAPE: dict[str, dict[str, Any]] = {
    "articles": {
        "id": str,
        "path": TEXT_OR_NONE,
        "url": TEXT_OR_NONE,
        "source": {"value": str, "from": str},
        "title": TEXT_OR_NONE,
        "author": TEXT_OR_NONE,
        "published": (None, {"value": str, "granularity": str, "from": str}),
        "language": str,
        "copy_of": TEXT_OR_NONE,
        "accessed": TEXT_OR_NONE,
        "version_of": TEXT_OR_NONE,
        "text": str,
    },
    "matches": {"a": SPAN, "b": SPAN, "similarity": float, "relation": str, "differs": TEXT_OR_NONE},
    "statements": {
        "id": str,
        "text": str,
        "occurrences": [SPAN | {"variant": str, "similarity": float}],
        "first": {"articles": [str], "published": TEXT_OR_NONE},
        "stemma": [{"child": int, "parent": int, "tie": str, "reason": str}],
    },
    "quotes": SPAN
    | {"speaker": TEXT_OR_NONE, "role": TEXT_OR_NONE, "cue": TEXT_OR_NONE, "suspect": TEXT_OR_NONE},
    "labels": SPAN | {"kind": str, "subtype": TEXT_OR_NONE, "confidence": float, "cues": [SPAN]},
    "dates": SPAN | {"value": str, "type": str},
    "claims": {
        "id": str,
        "text": str,
        "kind": str,
        "status": str,
        "target": TEXT_OR_NONE,
        "mentions": [SPAN],
        "settled_by": TEXT_OR_NONE,
        "evidence": TEXT_OR_NONE,
        "subtype": TEXT_OR_NONE,
        "confidence": float,
        "standing": str,
        "contradicts": [str],
        "history": [{"step": str, "published": TEXT_OR_NONE, "places": [SPAN], "claim": TEXT_OR_NONE}],
        "overridden": [str],
    },
    "timeline": {
        "id": str,
        "claim": TEXT_OR_NONE,
        "statement": TEXT_OR_NONE,
        "kind": str,
        "confidence": float,
        "published": TEXT_OR_NONE,
        "target": TEXT_OR_NONE,
        "sources": [str],
        "text": str,
        "said": TEXT_OR_NONE,
        "settled": TEXT_OR_NONE,
        "standing": TEXT_OR_NONE,
        "importance": float,
        "why": [str],
    },
    "problems": {"input": str, "line": (int, type(None)), "what": str, "hint": str},
    "credits": SPAN | {"source": str, "articles": [str]},
    "derivations": {"article": str, "release": str, "share": float, "grade": str, "credited": bool},
    "sources": {
        "source": str,
        "first": int,
        "tied": int,
        "repeated": int,
        "alone": int,
        "right": int,
        "wrong": int,
        "share": (float, type(None)),
        "interval": (None, [float]),
        "rank": (int, type(None)),
    },
}


def check(value: Any, shape: Any, where: str) -> None:
    """Assert that a value has a shape: keys in their order, and types."""
    if isinstance(shape, dict):
        assert list(value) == list(shape), where
        for key, part in shape.items():
            check(value[key], part, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for number, item in enumerate(value):
            check(item, shape[0], f"{where}[{number}]")
    elif isinstance(shape, tuple) and shape[0] is None:
        assert value is None or check(value, shape[1], where) is None
    else:
        assert isinstance(value, shape), (where, value)


def spans(value: Any) -> list[dict[str, Any]]:
    """Return every span that is somewhere in a JSON value."""
    found = [value] if isinstance(value, dict) and "start" in value else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [span for part in parts for span in spans(part)]


def test_the_json_object_has_the_promised_shape() -> None:
    story = json.loads(written(STORY, "timeline", "json"))
    assert list(story) == ["ondit", *SHAPE]
    assert story["ondit"] == __version__
    for name, shape in SHAPE.items():
        assert story[name], f"{name}: an empty list proves nothing"
        check(story[name], [shape], name)


def test_every_span_gives_back_its_text() -> None:
    story = json.loads(written(STORY, "timeline", "json"))
    texts = {article["id"]: article["text"] for article in story["articles"]}
    assert texts == {article.id: article.text for article in ARTICLES}
    places = spans({**story, "articles": []})
    assert len(places) == 18
    for place in places:
        assert texts[place["article"]][place["start"] : place["end"]] == place["text"]


def test_json_is_one_object_whatever_is_listed_and_lines_are_its_records() -> None:
    whole = written(STORY, "timeline", "json")
    story = json.loads(whole)
    listings: list[tuple[Listing, str]] = [("timeline", "timeline"), ("match", "matches")]
    for listing, name in listings:
        assert written(STORY, listing, "json") == whole
        lines = written(STORY, listing, "jsonl").splitlines()
        assert [json.loads(line) for line in lines] == story[name]
    assert written(STORY, "quotes", "json") == whole
    quotes = [json.loads(line) for line in written(STORY, "quotes", "jsonl").splitlines()]
    for line, quote in zip(quotes, story["quotes"], strict=True):
        assert line.items() >= {name: value for name, value in quote.items() if value is not None}.items()


def test_json_keeps_the_characters_of_the_texts() -> None:
    assert "قال إن المصنع" in written(STORY, "timeline", "json")
