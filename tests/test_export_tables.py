"""What views list, as it is written: the excerpts of claims, quotes and articles, and tables of the rest."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import replace

import pytest

from conftest import BOOST, BUYOUT, FACTORY, IMPETUS, Views, build_story
from export_story import STORY
from ondit.errors import UsageError
from ondit.export import (
    TABLE_FORMATS,
    Look,
    Table,
    articles_listed,
    excerpts_of_article,
    excerpts_of_claims,
    excerpts_of_quotations,
    table_of_articles,
    table_of_scores,
    write_references,
    write_table,
)
from ondit.listing import TOGETHER, WholeListing, every, size
from ondit.model import Derivation, Quote, Story
from ondit.timeline import Filter
from ondit.whole import WholeStory


def written(table: Table, form: str) -> str:
    stream = io.StringIO()
    write_table(table, form, stream, Look("Rows"))
    return stream.getvalue()


def derived(story: Story) -> Story:
    return replace(story, derivations=(Derivation("ledger-2", "ledger", 0.43219, "partly", credited=True),))


def test_articles_are_cited_as_they_are_listed_without_words_of_theirs(view_of: Views) -> None:
    view = view_of(build_story())
    stream = io.StringIO()
    write_references(articles_listed(view.published, Filter()), "csl-json", stream)
    items = json.loads(stream.getvalue())
    listed = [one.id for one in every(view.published.listing(Filter()))]
    assert [one["custom"]["ondit-article"] for one in items] == listed
    assert len({one["id"] for one in items}) == len(listed)
    assert not any("note" in one or "ondit-text" in one["custom"] for one in items)
    (halden,) = (one for one in items if one.get("title") == "Halden says no")
    assert halden["container-title"] == "The Ledger"
    assert halden["issued"] == {"date-parts": [[2024, 5, 23]]}


def test_articles_are_cited_in_no_other_format() -> None:
    with pytest.raises(UsageError, match=r"csv.*articles.*csl-json, bibtex, ris"):
        write_references([], "csv", io.StringIO())


def test_every_item_is_gone_through_in_its_order() -> None:
    groups: dict[str | None, list[str]] = {"a": [f"a{n}" for n in range(2 * TOGETHER + 1)], None: ["b"]}
    listing = WholeListing(groups, str)
    assert list(every(listing)) == [one for group in groups.values() for one in group]
    assert size(listing) == 2 * TOGETHER + 2


def test_claims_are_written_lot_by_lot_with_all_that_tells_them(view_of: Views) -> None:
    view = view_of(build_story())
    told = list(excerpts_of_claims(view, Filter()))
    in_order = dict.fromkeys(one.entry.id for one in told if one.entry)
    assert list(in_order) == [one.entry.id for one in every(view.claims(Filter()))]
    assert [one.text for one in told if one.claim and one.claim.id == "c-buy"] == [BUYOUT]
    only = list(excerpts_of_claims(view, Filter(kinds=frozenset({"announcement"}))))
    assert {one.claim.kind for one in only if one.claim} == {"announcement"}
    assert len(only) == 4


def test_a_quotation_is_written_with_each_place_that_has_it(view_of: Views) -> None:
    story = build_story()
    again = f"“{BOOST}”"
    copper = story.article("copper")
    twin = replace(copper, text=f"{copper.text} {again}")
    start = twin.text.index(again) + 1
    quotes = (*story.quotes, Quote(start, start + len(BOOST), "copper"))
    articles = tuple(twin if one.id == "copper" else one for one in story.articles)
    view = view_of(replace(story, articles=articles, quotes=quotes))
    told = list(excerpts_of_quotations(view.quoted, Filter()))
    assert [one.article.id for one in told] == ["ledger", "tarn", "beigang", "copper"]
    assert [one.speaker for one in told] == ["Ida Brandt", None, "Brandt", None]
    assert told[2].text == IMPETUS
    assert told[2].quote
    assert told[2].quote.suspect
    assert not list(excerpts_of_quotations(view.quoted, Filter(search="lenses")))


def test_who_had_a_quote_first_is_told_by_the_places_that_have_it(view_of: Views) -> None:
    view = view_of(build_story())
    told = list(excerpts_of_quotations(view.quoted, Filter()))
    assert {one.first for one in told} == {("The Ledger", "Tarn Weekly")}
    assert {one.first_published for one in told} == {"2024-05-23"}


def test_of_an_article_only_its_own_words_are_written(view_of: Views) -> None:
    told = list(excerpts_of_article(view_of(build_story()), "tarn"))
    assert [one.text for one in told] == ["a strong boost for years to come", FACTORY]
    assert [one.entry.id for one in told if one.entry] == ["t-c-boost", "t-factory"]


def test_a_table_of_articles_says_what_each_tells_and_whose_words_it_has(view_of: Views) -> None:
    view = view_of(derived(build_story()))
    rows = list(csv.DictReader(io.StringIO(written(table_of_articles(view.published, Filter()), "csv"))))
    assert [row["article"] for row in rows] == [one.id for one in every(view.published.listing(Filter()))]
    (no,) = (row for row in rows if row["article"] == "ledger-2")
    assert (no["published"], no["granularity"]) == ("2024-05-23T09:30:00+02:00", "second")
    assert (no["announcements"], no["rumours"], no["others"]) == ("1", "0", "0")
    assert (no["release"], no["share"], no["grade"], no["credited"]) == ("ledger", "0.4322", "partly", "yes")
    (note,) = (row for row in rows if row["article"] == "note")
    assert (note["published"], note["share"], note["copy_of"]) == ("", "", "")
    few = table_of_articles(view.published, Filter(sources=frozenset({"Tarn Weekly"})))
    assert [row[-1] for row in few.rows] == ["tarn", "note"]


def test_a_table_of_outlets_has_their_figures_in_the_order_given(view_of: Views) -> None:
    scores = list(reversed(view_of(build_story()).scoreboard.scores))
    rows = [json.loads(line) for line in written(table_of_scores(scores), "jsonl").splitlines()]
    assert [row["source"] for row in rows] == [one.record.source for one in scores]
    (copper,) = (row for row in rows if row["source"] == "Copper Post")
    assert (copper["repeated"], copper["wrong"], copper["share"]) == (1, 1, 0.0)
    assert copper["after"] == "Orbit Daily (1)"
    assert copper["before"] is None


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_every_format_has_every_row_and_a_title_where_it_is_for_people(form: str) -> None:
    view = WholeStory(build_story())
    text = html.unescape(written(table_of_articles(view.published, Filter()), form))
    assert all(one.title in text for one in view.story.articles if one.title)
    assert ("Rows" in text) == (form in {"text", "markdown", "html"})
    if form == "json":
        assert [row["article"] for row in json.loads(text)["articles"]] == [
            one.id for one in every(view.published.listing(Filter()))
        ]


def test_nothing_in_a_cell_is_markup_or_a_formula() -> None:
    text = '=cmd()|"/C calc"'
    hostile = "<script>[a](http://x) | `b`\x1b[31m\nc\u202e"
    table = Table("rows", ("one", "two"), [(text, hostile)])
    (row,) = csv.DictReader(io.StringIO(written(table, "csv")))
    assert row["one"] == f"'{text}"
    assert "\x1b" not in row["two"]
    lines = written(table, "markdown").splitlines()
    assert len(lines) == 5
    assert lines[-1].count(" | ") == 1
    assert r"\[a\]" in lines[-1]
    assert "<script>" not in written(table, "html")
    for form in ("text", "markdown", "html"):
        assert not {"\x1b", "\u202e"} & set(written(table, form))


def test_what_breaks_out_of_other_formats_stays_in_its_cell() -> None:
    table = table_of_articles(WholeStory(STORY).published, Filter())
    rows = list(csv.reader(io.StringIO(written(table, "csv"))))
    assert len(rows) == len(STORY.articles) + 1
    assert {len(row) for row in rows} == {len(table.columns)}


def test_a_format_that_tables_have_not_is_told() -> None:
    with pytest.raises(UsageError, match=r"There is no format “bibtex” for rows\."):
        written(Table("rows", ("one",), []), "bibtex")
