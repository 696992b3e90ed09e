"""The sample stories come in the formats that people have, and each is read without a problem."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ondit.ingest import Reading, read_all
from ondit.model import Article
from ondit_tui import samples

SAMPLES = Path(__file__).parents[1] / "sample_data"
FILES = sorted(path for path in SAMPLES.glob("*/*") if path.is_file())
PAGES = [path for path in FILES if path.suffix == ".html"]
FEEDS = [path for path in FILES if path.suffix == ".xml"]
HOST = re.compile(r"https?:/{2}([\w.-]+)")
VOCABULARIES = ("www.w3.org", "purl.org", "schema.org", "ogp.me")
DC = "{http://purl.org/dc/elements/1.1/}"
ATOM = "{http://www.w3.org/2005/Atom}"
FURNITURE = ("<script", "cookie", "newsletter", "comments", "related", "chirrup", "nav")
LEAST_FURNITURE = 5

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


@cache
def reading(path: Path) -> Reading:
    """Read a file or a folder."""
    return read_all([path])


def only(name: str) -> Article:
    """Return the article of the page that has a name."""
    (article,) = reading(next(path for path in PAGES if path.name == name)).articles
    return article


def source_of(path: Path) -> str:
    """Return a page's markup."""
    return path.read_text("cp1252" if b"windows-1252" in path.read_bytes() else "utf-8")


def test_they_hold_30_articles_and_no_problem() -> None:
    assert reading(SAMPLES).problems == ()
    assert len({article.id for article in reading(SAMPLES).articles}) == 30


def test_they_hold_every_format_that_their_description_names() -> None:
    assert Counter(path.suffix for path in FILES) == {".txt": 11, ".jsonl": 3, ".html": 7, ".xml": 2}
    listed = (SAMPLES / "README.md").read_text("utf-8")
    for path in PAGES + FEEDS:
        assert f"`{path.parent.name}/{path.name}`" in listed


@each_file
def test_each_file_is_read_without_a_problem(path: Path) -> None:
    assert reading(path).problems == ()
    assert all(len(article.text) > 1_000 for article in reading(path).articles)


@pytest.mark.parametrize(("suffix", "count"), [(".txt", 11), (".jsonl", 8), (".html", 7), (".xml", 4)])
def test_each_format_gives_its_articles(suffix: str, count: int) -> None:
    read = [article for path in FILES if path.suffix == suffix for article in reading(path).articles]
    assert len(read) == count


@each_page
def test_pages_are_dressed_as_outlets_dress_them(path: Path) -> None:
    markup = source_of(path).casefold()
    assert sum(word in markup for word in FURNITURE) >= LEAST_FURNITURE
    assert 4_000 < path.stat().st_size < 15_000


@each_page
def test_nothing_of_a_pages_dress_is_in_its_text(path: Path) -> None:
    (article,) = reading(path).articles
    text = article.text.casefold()
    assert not any(word in text for word in ("cookie", "chirrup it", "share on", "log in", "©", "function"))
    assert "<" not in text
    assert article.title
    assert article.title not in article.text


@each_file
def test_all_hosts_are_invented(path: Path) -> None:
    for host in HOST.findall(path.read_bytes().decode("utf-8", "replace")):
        assert host.endswith(".example") or host in VOCABULARIES, host


def test_a_page_names_its_author_and_day_in_structured_data() -> None:
    article = only("inkside.html")
    assert article.author == "Kwame Destry"
    assert article.published
    assert (article.published.value, article.published.origin) == ("2025-05-21", "metadata")


def test_a_page_names_its_time_in_meta_elements() -> None:
    article = only("ledgerpoint-0515.html")
    assert article.author == "Marguerite Osei"
    assert article.published
    assert (article.published.value, article.published.origin) == ("2025-05-15T15:05:00-04:00", "metadata")
    assert article.language == "en-US"


def test_a_page_has_its_day_in_a_time_element_only() -> None:
    published = only("northquay-0915.html").published
    assert published
    assert (published.value, published.origin) == ("2025-09-15", "metadata")
    assert "published_time" not in source_of(SAMPLES / "harbour-tunnel" / "northquay-0915.html")


def test_a_page_has_its_author_and_day_in_visible_lines_only() -> None:
    article = only("income-1103.html")
    assert article.author == "Clement Purdey"
    assert article.published
    assert (article.published.value, article.published.origin) == ("2025-11-03", "text")
    assert article.source.value == "Income & Yield Letter"


def test_a_page_has_its_day_in_its_address_only() -> None:
    published = only("gazette-1008.html").published
    assert published
    assert (published.value, published.granularity, published.origin) == ("2025-10-08", "day", "url")


def test_two_pages_have_no_date_and_are_given_none() -> None:
    assert only("devicetown.html").published is None
    assert only("radio-tern.html").published is None
    assert (only("devicetown.html").author, only("radio-tern.html").author) == (
        "Priyanka Dorsey",
        "Tom Vessey",
    )


def test_a_page_in_windows_1252_parts_its_paragraphs_by_line_breaks() -> None:
    text = only("radio-tern.html").text
    assert text.count("\n\n") == 10
    assert "”The fans are our responsibility" in text


def test_the_rss_feed_names_its_authors_in_dublin_core() -> None:
    path = next(path for path in FEEDS if path.name == "stannard-wire.xml")
    items = ET.parse(path).getroot().findall("channel/item")  # noqa: S314 - a file of our own
    assert all(item.find("author") is None for item in items)
    assert [item.findtext(f"{DC}creator") for item in items] == ["Joanna Harrow"] * 2
    read = reading(path).articles
    assert [article.author for article in read] == ["Joanna Harrow"] * 2
    assert [article.published.value if article.published else None for article in read] == [
        "2025-10-22T11:20:00-04:00",
        "2025-10-07T16:58:00-04:00",
    ]


def test_the_atom_feed_names_the_outlet_of_each_entry() -> None:
    path = next(path for path in FEEDS if path.name == "estuary-watch.xml")
    assert len(ET.parse(path).getroot().findall(f"{ATOM}entry")) == 2  # noqa: S314 - a file of our own
    read = {article.source.value: article for article in reading(path).articles}
    assert set(read) == {"Kestermouth Courier", "Altmere Wire"}
    granularities = {
        name: article.published.granularity if article.published else None for name, article in read.items()
    }
    assert granularities == {"Kestermouth Courier": "day", "Altmere Wire": "second"}


def test_the_samples_that_the_demonstration_reads_are_these() -> None:
    assert {path.name for path in samples.folder().glob("*/*")} == {path.name for path in FILES}
