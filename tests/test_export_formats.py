"""Each format read back by a parser of its own: no text of an article breaks out of its place."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from export_story import ARABIC, DASH, FORMULA, GROW, SCRIPT, SHORT, STORY
from ondit.export import Listing, excerpts_of_quotes, write, write_excerpts
from ondit.export.wording import address, one_line
from ondit.model import Article, Match, Published, Quote, Source, Span, Story, TimelineEntry

# What CSL's schema of its input data says of the names used here; nothing else may be there.
TEXT = {"type": "string"}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("id", "title", "container-title", "URL", "language", "keyword", "note"), TEXT),
            "type": {"enum": ["article", "article-magazine", "article-newspaper", "webpage"]},
            "author": {
                "type": "array",
                "items": {"type": "object", "properties": {"literal": TEXT}, "additionalProperties": False},
            },
            **dict.fromkeys(("issued", "accessed"), DATE),
            "custom": {"type": "object"},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}

LISTINGS: tuple[Listing, ...] = ("timeline", "match", "quotes")
LEDGER = "https://ledger.example/a?b=1&c=%7E_#top"
PIECES = [*"a1 \n\t\r=+-@'\"`*_[](){}<>|\\&;#$^~!:/.,“”%", "www.", "http://x.y", "&lt;", "$1."]
MARKS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
ODD = st.one_of(MARKS, st.text(max_size=30))


def written(story: Story, listing: Listing, form: str) -> str:
    stream = io.StringIO()
    write(story, listing, form, stream)
    return stream.getvalue()


def story_of(text: str) -> Story:
    """Return a story that says a text wherever a text can stand."""
    article = Article("a", text, Source(text or "x", "text"), title=text, author=text, url=text)
    whole = Span(0, len(text), "a")
    return Story(
        (article,),
        matches=(Match(whole, whole, 100.0, "verbatim", 0, 1, differs=text),),
        quotes=(Quote(0, len(text), "a", speaker=text, role=text, cue=text, suspect=text),),
        timeline=(TimelineEntry(text, None, None, "neither", 0.5, "2024", None, (text,), text),),
    )


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_reads_back_with_formulas_made_harmless() -> None:
    timeline = rows(written(STORY, "timeline", "csv"))
    assert [row["text"] for row in timeline] == [GROW, SCRIPT, f"'{FORMULA}", f"'{DASH}"]
    assert [row["published"] for row in timeline] == ["2024-05-23", "2024-05", "2023", ""]
    assert timeline[0]["sources"] == 'The "Ledger", Ltd; =Quay|News'
    quotes = rows(written(STORY, "quotes", "csv"))
    assert [row["text"] for row in quotes] == [GROW, SHORT, f"'{DASH}", ARABIC]
    assert quotes[1]["source"] == "'=Quay|News"
    assert (quotes[0]["start"], quotes[0]["end"]) == ("1", "70")


@given(ODD)
def test_no_csv_cell_is_a_formula_and_the_table_keeps_its_shape(text: str) -> None:
    for listing in LISTINGS:
        (row,) = rows(written(story_of(text), listing, "csv"))
        assert None not in row
        assert None not in row.values()
        assert not [cell for cell in row.values() if re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", cell)]


class Page(HTMLParser):
    """Gathers the tags, the addresses and the texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str | None] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


OWN_TAGS = set("html head meta title style body h1 table thead tr th tbody td q br small a p".split())


def test_a_page_holds_the_texts_and_only_its_own_markup() -> None:
    page = Page(written(STORY, "quotes", "html"))
    assert page.tags == OWN_TAGS
    assert page.links == [LEDGER]
    for text in (GROW, SHORT, DASH, ARABIC, "Ana Reis, head of Corvale"):
        assert one_line(text) in page.texts
    assert any("suspect: grown <words>" in text for text in page.texts)
    assert SCRIPT in Page(written(STORY, "timeline", "html")).texts


@given(ODD)
def test_no_text_is_markup_in_a_page(text: str) -> None:
    for listing in LISTINGS:
        page = Page(written(story_of(text), listing, "html"))
        assert page.tags <= OWN_TAGS
        assert not [
            link for link in page.links if not (link or "").lower().startswith(("http://", "https://"))
        ]


MARKDOWN = MarkdownIt("gfm-like")


def read_markdown(text: str) -> tuple[str, set[str], list[str]]:
    """Return what a Markdown reader shows of a text, which markup it finds, and where its links lead."""
    tokens = [
        part
        for token in MARKDOWN.parse(text)
        for part in (token, *(token.children or ()))
        if part.type != "inline"
    ]
    shown = "\n".join(part.content for part in tokens if part.content)
    links = [str(part.attrs["href"]) for part in tokens if part.type == "link_open"]
    return shown, {part.type for part in tokens}, links


BLOCKS = ("heading", "bullet_list", "list_item", "paragraph")
OWN_MARKUP = {
    *(f"{name}_{side}" for name in BLOCKS for side in ("open", "close")),
    *("strong_open", "strong_close", "text", "text_special", "softbreak"),
}
LINK = {"link_open", "link_close"}


def test_markdown_shows_the_texts_and_only_its_own_markup() -> None:
    for listing in LISTINGS:
        shown, markup, links = read_markdown(written(STORY, listing, "markdown"))
        assert markup - LINK <= OWN_MARKUP
        assert set(links) <= {LEDGER}
        assert shown.count("=cmd()") == (listing != "quotes")
    shown, _, _ = read_markdown(written(STORY, "quotes", "markdown"))
    joined = shown.replace("\n", "")
    for text in (GROW, SHORT, DASH, ARABIC, "suspect: grown <words>"):
        assert f"{one_line(text)}" in joined


@given(ODD)
@example("_http://x.y")
@example("awww.x.example")
def test_no_text_is_markup_in_markdown(text: str) -> None:
    story = story_of(text)
    for listing in LISTINGS:
        shown, markup, links = read_markdown(written(story, listing, "markdown"))
        assert markup - LINK <= OWN_MARKUP
        if not address(story.articles[0]):
            assert not [link for link in links if not link.startswith("mailto:")]
            assert one_line(text).replace(" ", "") in re.sub(r"\s", "", shown)


def test_timelinejs_has_its_documented_fields_and_counts_what_it_cannot_show() -> None:
    stream = io.StringIO()
    note = write(STORY, "timeline", "timelinejs", stream)
    assert note == "1 entry has no date and cannot be shown by TimelineJS: left out."
    shown = json.loads(stream.getvalue())
    assert shown["scale"] == "human"
    events = shown["events"]
    assert [event["start_date"] for event in events] == [
        {"year": 2024, "month": 5, "day": 23},
        {"year": 2024, "month": 5},
        {"year": 2023},
    ]
    assert [event["group"] for event in events] == ["announcement", "rumour", "neither"]
    assert [event["unique_id"] for event in events] == ["t1", "t2", "t3"]
    for event, text in zip(events, (GROW, SCRIPT, FORMULA), strict=True):
        assert set(event["text"]) == {"headline", "text"}
        assert "<" not in event["text"]["headline"]
        assert html.unescape(event["text"]["headline"]) == one_line(text)


def test_timelinejs_without_undated_entries_has_nothing_to_note() -> None:
    assert write(story_of("x"), "timeline", "timelinejs", io.StringIO()) is None


def test_timelinejs_says_how_many_excerpts_it_has_no_entry_for() -> None:
    stream = io.StringIO()
    told = list(excerpts_of_quotes(STORY))
    for some, note in ((told, "4 excerpts are"), (told[:1], "1 excerpt is")):
        assert write_excerpts(some, "timelinejs", stream) == f"{note} listed for no entry: left out."


def test_csl_items_are_what_its_schema_allows() -> None:
    items = json.loads(written(STORY, "quotes", "csl-json"))
    assert len({item["id"] for item in items}) == len(items) == 4
    jsonschema.validate(items, CSL, jsonschema.Draft7Validator)
    assert all(item["type"] == "article-newspaper" for item in items)
    assert items[0]["issued"] == {"date-parts": [[2024, 5, 23]]}
    assert items[1]["issued"] == {"date-parts": [[2024, 5]]}
    assert "issued" not in items[3]
    assert items[0]["URL"] == LEDGER
    assert "URL" not in items[1]
    assert items[0]["note"] == f"“{one_line(GROW)}” — Ana Reis, head of Corvale"


FIELD = re.compile(r"  ([\w-]+) = (?:\{(.*)\}|(\w+)),")


def bibtex_entries(text: str) -> list[dict[str, str]]:
    """Read BibTeX as its own program does: braces count whether or not a backslash stands before them."""
    entries: list[dict[str, str]] = []
    for line in text.splitlines():
        if opened := re.fullmatch(r"@article\{(ondit-[0-9a-f]{12}),", line):
            entries.append({"key": opened[1]})
        elif found := FIELD.fullmatch(line):
            depth = 0
            for character in found[2] or "":
                depth += {"{": 1, "}": -1}.get(character, 0)
                assert depth >= 0, line
            assert depth == 0, line
            entries[-1][found[1]] = found[2] or found[3]
        else:
            assert line in ("}", ""), line
    return entries


COMMAND = re.compile(r"\\(?:text(?:backslash|brace(?:left|right)|ascii(?:tilde|circum))\{\}|[&%$#_])")


def assert_inert(fields: dict[str, str]) -> None:
    for name, value in fields.items():
        if name not in ("key", "url"):
            inner = value[1:-1] if name in ("author", "title") else value
            assert not re.search(r"[\\{}~^&%$#_]", COMMAND.sub("", inner)), (name, value)


def test_bibtex_holds_what_is_known() -> None:
    entries = bibtex_entries(written(STORY, "quotes", "bibtex"))
    assert len({entry["key"] for entry in entries}) == len(entries) == 4
    first = entries[0]
    assert (first["year"], first["month"], first["day"], first["url"]) == ("2024", "may", "23", LEDGER)
    assert "day" not in entries[1]
    assert "year" not in entries[3]
    assert r"C:\textbackslash{}valves” \textbraceleft{}soon\textbraceright{}" in first["note"]
    for entry in entries:
        assert_inert(entry)


@given(ODD)
def test_no_text_is_a_command_in_bibtex(text: str) -> None:
    (entry,) = bibtex_entries(written(story_of(text), "quotes", "bibtex"))
    assert_inert(entry)


def ris_records(text: str) -> list[dict[str, str]]:
    """Read RIS: a tag, two blanks, a dash and a blank open every line; ER closes a record."""
    records: list[dict[str, str]] = [{}]
    for line in text.split("\n"):
        if not line:
            continue
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        if found[1] == "ER":
            records.append({})
        else:
            assert found[1] not in records[-1] or found[1] == "N1"
            records[-1].setdefault(found[1], found[2])
    assert not records.pop()
    return records


def test_ris_holds_what_is_known() -> None:
    records = ris_records(written(STORY, "quotes", "ris"))
    assert [record["TY"] for record in records] == ["NEWS"] * 4
    assert [record.get("DA") for record in records] == ["2024/05/23/", "2024/05//", "2024/05//", None]
    assert records[0]["UR"] == LEDGER
    assert "UR" not in records[1]
    assert records[0]["AU"] == "Mara Lind and Jo Å ER -"


@given(ODD)
def test_no_text_opens_a_line_in_ris(text: str) -> None:
    (record,) = ris_records(written(story_of(text), "quotes", "ris"))
    assert record["TY"] == "NEWS"


def test_json_ld_quotations_say_no_more_than_is_known() -> None:
    text = written(STORY, "quotes", "jsonld")
    assert "<" not in text
    page = json.loads(text)
    assert page["@context"] == ["https://schema.org", {"ondit": "urn:x-ondit:"}]
    graph = [node for node in page["@graph"] if node["@type"] == "Quotation"]
    assert {node["@type"] for node in page["@graph"]} == {"Quotation", "Claim"}
    assert [item["text"] for item in graph] == [GROW, SHORT, DASH, ARABIC]
    person = {"@type": "Person", "name": "Ana Reis", "jobTitle": "head of Corvale"}
    assert [item.get("spokenByCharacter") for item in graph] == [person, None, {"name": "it"}, None]
    assert graph[1]["isPartOf"] == {
        "@type": "Article",
        "headline": "@Corvale",
        "datePublished": "2024-05",
        "publisher": {"@type": "Organization", "name": "=Quay|News"},
        "ondit:article": "quay",
        "ondit:granularity": "month",
    }


@given(ODD)
def test_json_formats_give_back_any_text(text: str) -> None:
    story = story_of(text)
    forms: list[tuple[str, Any]] = [
        ("json", lambda found: found["quotes"][0]["text"]),
        ("jsonl", lambda found: found["text"]),
        ("jsonld", lambda found: found["@graph"][0].get("text", "")),
    ]
    for form, pick in forms:
        assert pick(json.loads(written(story, "quotes", form))) == text
    assert len(written(story, "quotes", "jsonl").splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://quay.example/a?b=(1)#c", True),
        ("HTTP://quay.example", True),
        ("javascript:alert(1)", False),
        ("https://quay.example/a b", False),
        ('https://quay.example/">', False),
        ("https://quay.example/\u202ex", False),
        ("//quay.example", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(url: str | None, safe: bool) -> None:
    article = Article("a", "", Source("x", "text"), url=url, published=Published("2024", "year", "text"))
    assert address(article) == (url if safe else None)
