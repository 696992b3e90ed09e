"""What is exported, read by parsers that others use: it is whole, and nothing breaks out."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.model import Entry
from hypothesis import given
from pyld import jsonld

from export_story import ARABIC, DASH, GROW, SHORT, STORY
from ondit.export import EXCERPT_FORMATS, excerpts_of_entries, excerpts_of_quotes, write_excerpts
from ondit.export.excerpts import Excerpt
from ondit.export.wording import one_line
from ondit.model import (
    Article,
    Claim,
    Label,
    Occurrence,
    Published,
    Quote,
    Source,
    Story,
    TimelineEntry,
)
from ondit.timeline import Filter
from ondit.whole import WholeStory
from test_export_formats import ODD, rows, story_of
from test_export_formats import written as listed

OWN = "urn:x-ondit:"
SCHEMA = "https://schema.org/"


def quotes(form: str, story: Story = STORY) -> str:
    stream = io.StringIO()
    write_excerpts(excerpts_of_quotes(story), form, stream)
    return stream.getvalue()


def told(form: str, story: Story = STORY) -> str:
    stream = io.StringIO()
    write_excerpts(excerpts_of_entries(WholeStory(story), Filter()), form, stream)
    return stream.getvalue()


def bibtex(text: str) -> list[Entry]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert not library.comments
    assert not library.strings
    return library.entries


def test_bibtexparser_reads_every_entry_with_what_is_known() -> None:
    entries = bibtex(quotes("bibtex"))
    assert [entry.entry_type for entry in entries] == ["article"] * 4
    fields = entries[0].fields_dict
    assert fields["year"].value == "2024"
    assert fields["urldate"].value == "2024-06-01"
    assert fields["ondit-speaker"].value == "Ana Reis"
    assert (fields["ondit-start"].value, fields["ondit-end"].value) == ("1", "70")
    assert "urldate" not in entries[1].fields_dict
    assert len({entry.key for entry in bibtex(told("bibtex"))}) == len(bibtex(told("bibtex"))) == 4


@given(ODD)
def test_bibtexparser_reads_one_entry_whatever_is_said(text: str) -> None:
    (entry,) = bibtex(quotes("bibtex", story_of(text)))
    assert {field.key for field in entry.fields} <= {
        *"author title journal year month day url urldate language keywords note".split(),
        *(f"ondit-{name}" for name in "speaker role cue suspect hash article start end".split()),
    }


def test_rispy_reads_every_record_with_what_is_known() -> None:
    records = rispy.loads(quotes("ris"))
    assert [record["type_of_reference"] for record in records] == ["NEWS"] * 4
    assert records[0]["access_date"] == "2024/06/01/"
    assert records[0]["authors"] == ["Mara Lind and Jo Å ER -"]
    assert records[0]["notes"][0] == f"“{one_line(GROW)}” — Ana Reis, head of Corvale"
    assert "ondit-cue: said" in records[0]["notes"]
    assert len(rispy.loads(told("ris"))) == 4


@given(ODD)
def test_rispy_reads_one_record_whatever_is_said(text: str) -> None:
    (record,) = rispy.loads(quotes("ris", story_of(text)))
    assert record["type_of_reference"] == "NEWS"
    assert "unknown_tag" not in record


def expanded(text: str) -> list[dict[str, Any]]:
    """Expand JSON-LD with schema.org's names, from nowhere else."""

    def load(url: str, options: object) -> dict[str, object]:
        assert url == "https://schema.org"
        names = {"@vocab": SCHEMA, "url": {"@type": "@id"}}
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": names}}

    options = {"documentLoader": load, "base": "https://desk.example/quotes"}
    nodes: list[dict[str, Any]] = jsonld.expand(json.loads(text), options)
    return nodes


def test_json_ld_expands_to_quotations_and_the_claims_that_they_tell() -> None:
    nodes = expanded(told("jsonld"))
    quotations = [node for node in nodes if node["@type"] == [f"{SCHEMA}Quotation"]]
    claims = [node for node in nodes if node["@type"] == [f"{SCHEMA}Claim"]]
    assert len(quotations) + len(claims) == len(nodes)
    assert [node[f"{OWN}status"][0]["@value"] for node in claims] == ["open", "denied"]
    names = {node["@id"] for node in quotations}
    assert all(one["@id"] in names for node in claims for one in node[f"{SCHEMA}appearance"])
    first = expanded(quotes("jsonld"))[0]
    (speaker,) = first[f"{SCHEMA}spokenByCharacter"]
    assert speaker["@type"] == [f"{SCHEMA}Person"]
    (article,) = first[f"{SCHEMA}isPartOf"]
    assert article[f"{SCHEMA}url"] == [{"@id": "https://ledger.example/a?b=1&c=%7E_#top"}]
    assert first[f"{OWN}cue"] == [{"@value": "said"}]


@given(ODD)
def test_json_ld_expands_to_one_quotation_whatever_is_said(text: str) -> None:
    (node,) = expanded(quotes("jsonld", story_of(text)))
    assert node[f"{SCHEMA}text"] == [{"@value": text}]


DATE = {
    "type": "object",
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "required": ["year"],
    "additionalProperties": False,
}
TIMELINEJS = {
    "type": "object",
    "properties": {
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "start_date": DATE,
                    "text": {
                        "type": "object",
                        "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
                        "additionalProperties": False,
                    },
                    "group": {"type": "string"},
                    "unique_id": {"type": "string"},
                    "autolink": {"type": "boolean"},
                },
                "required": ["start_date"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["events"],
    "additionalProperties": False,
}
"""What TimelineJS's documentation of its JSON says of the names used here."""
DOCUMENTED = jsonschema.Draft202012Validator(TIMELINEJS)


def events(text: str) -> int:
    """Check what TimelineJS gets, and return how many events that are."""
    shown = json.loads(text)
    DOCUMENTED.validate(shown)
    assert len({event["unique_id"] for event in shown["events"]}) == len(shown["events"])
    return len(shown["events"])


def test_timelinejs_gets_its_documented_fields() -> None:
    jsonschema.Draft202012Validator.check_schema(TIMELINEJS)
    assert events(told("timelinejs")) == 3


@given(ODD)
def test_timelinejs_gets_its_documented_fields_whatever_is_said(text: str) -> None:
    assert events(listed(story_of(text), "timeline", "timelinejs")) == 1


PLAIN = Excerpt(
    "Nobody sells the yard",
    4,
    25,
    Article(
        "harbour-7",
        "He: Nobody sells the yard",
        Source("Harbour Post", "metadata"),
        url="https://harbour.example/yard",
        title="A yard stays",
        author="Jo Lind",
        published=Published("2024-05-23", "day", "metadata"),
        accessed="2024-06-01",
    ),
    Quote(4, 25, "harbour-7", speaker="Ana Reis", role="head of Corvale", cue="insisted"),
    Label(4, 25, "harbour-7", "announcement", "denial", 0.91),
    Occurrence(4, 25, "harbour-7", "trimmed", 88.0),
    "s-yard",
    Claim("c-yard", "Nobody sells it", "announcement", "open", None, ()),
    TimelineEntry("t-yard", "c-yard", "s-yard", "announcement", 0.9, "2024-05-23", None, ("Tarn",), "Yard"),
    ("Tarn Weekly",),
    "2024-05-22",
)
CARRIED = (
    *("Nobody sells the yard", "Ana Reis", "head of Corvale", "insisted", "announcement", "denial", "0.91"),
    *("Harbour Post", "A yard stays", "Jo Lind", "https://harbour.example/yard", "harbour-7"),
    *("trimmed", "88", "Tarn Weekly", PLAIN.hash.removeprefix("sha256:")),
)


@pytest.mark.parametrize("form", EXCERPT_FORMATS)
def test_every_format_carries_all_that_is_known(form: str) -> None:
    stream = io.StringIO()
    write_excerpts([PLAIN], form, stream)
    shown = stream.getvalue()
    assert [words for words in CARRIED if words not in shown] == []
    assert re.search(r"2024-06-01|2024/06/01/|\[2024, 6, 1\]", shown)
    assert re.search(r"2024-05-23|2024/05/23/|\[2024, 5, 23\]|month = may,\n  day = \{23\}", shown)
    assert re.search(r"\bday\b", shown), "how fine the date is"
    assert re.search(r"\b4\b.*\b25\b", shown, re.DOTALL)


def test_a_table_has_a_column_for_all_that_is_known() -> None:
    (row, *_) = rows(quotes("csv"))
    known = {
        "text": GROW,
        "speaker": "Ana Reis",
        "role": "head of Corvale",
        "cue": "said",
        "variant": "verbatim",
        "first": 'The "Ledger", Ltd; =Quay|News',
        "published": "2024-05-23T09:30:00+02:00",
        "granularity": "second",
        "accessed": "2024-06-01",
        "start": "1",
        "end": "70",
        "statement": "s1",
    }
    assert {name: row[name] for name in known} == known
    assert row["hash"].startswith("sha256:")


def test_lines_leave_out_what_is_not_known() -> None:
    lines = [json.loads(line) for line in quotes("jsonl").splitlines()]
    assert [line["text"] for line in lines] == [GROW, SHORT, DASH, ARABIC]
    assert set(lines[3]) == {"article", "start", "end", "text", "source", "language", "hash"}


def test_the_hash_is_that_of_the_exact_words() -> None:
    excerpt: Excerpt = next(excerpts_of_quotes(STORY))
    same, other = (Excerpt(words, 0, 1, excerpt.article) for words in (excerpt.text, excerpt.text + " "))
    assert same.hash == excerpt.hash != other.hash
    abc = Excerpt("abc", 0, 3, excerpt.article)
    assert abc.hash == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
