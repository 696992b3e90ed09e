"""Feeds: every format and every way to write it, and what is wrong with them."""

from __future__ import annotations

import io
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.ingest import feeds
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.feeds.about import outlet
from ondit.model import Problem, Published, Source

PLACE = Place("feed.xml", "feed")
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def read(text: str | bytes, place: Place = PLACE) -> tuple[list[Draft], list[Problem]]:
    data = text.encode() if isinstance(text, str) else text
    found = list(feeds.read(io.BytesIO(data), place))
    return [one for one in found if isinstance(one, Draft)], [
        one for one in found if isinstance(one, Problem)
    ]


def rss(*items: str, head: str = "<title>Harbour Post</title><link>https://harbour.example/</link>") -> str:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel>{head}{body}</channel></rss>'


def atom(*entries: str, head: str = "<title>Harbour Post</title>") -> str:
    return f"<feed {ATOM}>{head}{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>"


def only(text: str | bytes, place: Place = PLACE) -> Draft:
    drafts, problems = read(text, place)
    assert problems == []
    assert len(drafts) == 1
    return drafts[0]


class TestFormats:
    def test_rss_gives_all_that_an_entry_says(self) -> None:
        found = only(
            rss(
                "<title>Nerio &amp;amp; Halden</title><link>https://harbour.example/1</link>"
                "<pubDate>Mon, 23 May 2022 09:30:00 +0200</pubDate>"
                "<author>ida@harbour.example (Ida Brandt)</author>"
                "<description>&lt;p&gt;They joined.&lt;/p&gt;&lt;p&gt;On Monday.&lt;/p&gt;</description>",
                head="<title>Harbour Post - RSS</title><link>https://harbour.example/</link>"
                "<language>en-gb</language>",
            )
        )
        assert found.text == "They joined.\n\nOn Monday."
        assert found.title == "Nerio & Halden"
        assert found.url == "https://harbour.example/1"
        assert found.author == "Ida Brandt"
        assert found.source == Source("Harbour Post", "metadata")
        assert found.published == Published("2022-05-23T09:30:00+02:00", "second", "metadata")
        assert found.language == "en-GB"
        assert found.id is None
        assert found.is_summary

    def test_atom_gives_all_that_an_entry_says(self) -> None:
        found = only(
            atom(
                '<title type="html">&lt;b&gt;Joined&lt;/b&gt; forces</title><link rel="self" href="https://x.example"/>'
                '<link href="https://harbour.example/1"/><published>2022-05-23</published>'
                "<updated>2022-06-01</updated>"
                "<author><name>Ida Brandt</name><email>ida@harbour.example</email></author>"
                "<author><name>John Roe</name></author><summary>Short.</summary>"
                '<content type="html">Long.</content>',
            ).replace("<feed", '<feed xml:lang="de"')
        )
        assert (found.text, found.title, found.is_summary) == ("Long.", "Joined forces", False)
        assert (found.url, found.author) == ("https://harbour.example/1", "Ida Brandt, John Roe")
        assert found.published == Published("2022-05-23", "day", "metadata")
        assert found.language == "de"

    def test_atom_0_3(self) -> None:
        found = only(
            '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbour Post</title>'
            "<entry><title>T</title><issued>2004-01-01T19:48Z</issued><modified>2005</modified>"
            '<content type="text/html" mode="escaped">'
            "&lt;p&gt;One&lt;/p&gt;</content></entry></feed>"
        )
        assert found.text == "One"
        assert found.published == Published("2004-01-01T19:48:00+00:00", "second", "metadata")

    def test_rdf(self) -> None:
        found = only(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">'
            "<channel><title>Harbour Post</title><link>https://harbour.example</link></channel>"
            '<item rdf:about="https://harbour.example/1"><title>T</title><dc:creator>Ida Brandt</dc:creator>'
            "<dc:date>2022-05</dc:date><description>Short.</description><c:encoded>Long.</c:encoded></item></rdf:RDF>"
        )
        assert (found.text, found.is_summary, found.author) == ("Long.", False, "Ida Brandt")
        assert found.url == "https://harbour.example/1"
        assert found.published == Published("2022-05", "month", "metadata")
        assert found.source.value == "Harbour Post"

    def test_json_feed(self) -> None:
        found = only(
            '{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "language": "en",'
            '"home_page_url": "https://harbour.example/", "authors": [{"name": "Ida Brandt"}], "items": ['
            '{"id": "77", "url": "/1", "title": "T", "date_published": "2022-05-23",'
            '"content_html": "<p>A</p><p>B</p>"}]}'
        )
        assert (found.text, found.url, found.id) == ("A\n\nB", "https://harbour.example/1", None)
        assert (found.source.value, found.author, found.language) == ("Harbour Post", "Ida Brandt", "en")

    def test_a_title_behind_the_entries_names_the_outlet_of_all(self) -> None:
        assert (
            only(
                atom("<title>T</title>", head="").replace("</feed>", "<title>Late</title></feed>")
            ).source.value
            == "Late"
        )


class TestTexts:
    @pytest.mark.parametrize(
        ("element", "text"),
        [
            ("<description>Tom &amp;amp; Ida</description>", "Tom & Ida"),
            ("<description><![CDATA[<p>A</p><p>B &amp; C</p>]]></description>", "A\n\nB & C"),
            ("<description><p>A <b>b</b> c</p><p>D</p></description>", "A b c\n\nD"),
            ("<description>One\n\nTwo</description>", "One\n\nTwo"),
        ],
    )
    def test_rss_holds_text_and_markup_in_every_way(self, element: str, text: str) -> None:
        assert only(rss(element)).text == text

    @pytest.mark.parametrize(
        ("element", "text"),
        [
            ("<content>a &lt; b &amp;amp; c</content>", "a < b &amp; c"),
            ('<content type="html">a &amp;lt; b</content>', "a < b"),
            (
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A<br/>B</p><p>C</p></div></content>',
                "A\nB\n\nC",
            ),
            ("<content>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</content>", "A\n\nB"),
            ('<content type="text/plain" mode="base64">SGFsZGVu</content>', "Halden"),
        ],
    )
    def test_atom_says_what_its_text_is(self, element: str, text: str) -> None:
        assert only(atom(element)).text == text

    def test_data_is_no_text(self) -> None:
        assert only(atom('<title>T</title><content type="image/png">iVBORw0KGgo=</content>')).text == "T"

    def test_an_entry_with_nothing_but_a_title_is_its_title(self) -> None:
        found = only(rss("<title>Halden sold</title><link>https://harbour.example/1</link>"))
        assert (found.text, found.is_summary) == ("Halden sold", True)
        assert not only(rss("<title>Halden sold</title>")).is_summary

    def test_an_entry_with_nothing_is_told_with_its_line(self) -> None:
        drafts, problems = read(
            rss("<title>A</title>", "\n", "<title>B</title>").replace("<item>", "\n<item>")
        )
        assert [one.text for one in drafts] == ["A", "B"]
        assert [(one.line, one.what) for one in problems] == [
            (3, "The entry has neither a text nor a title.")
        ]

    def test_what_media_say_does_not_take_the_place_of_the_title(self) -> None:
        item = (
            '<media:title xmlns:media="http://search.yahoo.com/mrss/">A photo</media:title><title>T</title>'
        )
        assert only(rss(item)).title == "T"


class TestDates:
    @pytest.mark.parametrize(
        ("text", "value", "granularity"),
        [
            ("2022-05-23", "2022-05-23", "day"),
            ("May 2022", "2022-05", "month"),
            ("2022", "2022", "year"),
            ("Mon, 23 May 2022 09:30:00", "2022-05-23T09:30:00", "second"),
            ("Mon, 23 May 22 09:30:00 GMT", "2022-05-23T09:30:00+00:00", "second"),
            ("Mon, 23 May 94 09:30:00 GMT", "1994-05-23T09:30:00+00:00", "second"),
        ],
    )
    def test_no_time_and_no_zone_is_added(self, text: str, value: str, granularity: str) -> None:
        assert only(rss(f"<title>T</title><pubDate>{text}</pubDate>")).published == Published(
            value, granularity, "metadata"
        )  # type: ignore[arg-type]

    def test_the_last_change_counts_only_where_nothing_else_is_stated(self) -> None:
        assert only(atom("<title>T</title><updated>2022-06-01</updated>")).published == Published(
            "2022-06-01", "day", "metadata"
        )

    def test_a_date_that_can_be_read_comes_before_one_that_cannot(self) -> None:
        item = '<title>T</title><pubDate>soon</pubDate><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2022</dc:date>'
        assert only(rss(item)).published == Published("2022", "year", "metadata")

    def test_a_date_that_cannot_be_read_is_told(self) -> None:
        drafts, problems = read(
            rss("<title>T</title><guid isPermaLink='false'>12</guid><pubDate>soon</pubDate>")
        )
        assert drafts[0].published is None
        assert len(problems) == 1
        assert '"soon"' in problems[0].what


class TestAddresses:
    @pytest.mark.parametrize(
        ("item", "url"),
        [
            ("<link>/1?a=1&amp;b=2</link>", "https://harbour.example/1?a=1&b=2"),
            ("<link>\n https://harbour.example/a b\n</link>", "https://harbour.example/a%20b"),
            ("<guid>https://harbour.example/g</guid>", "https://harbour.example/g"),
            ('<guid isPermaLink="false">https://harbour.example/g</guid>', None),
            ("<guid>urn:uuid:1</guid>", None),
            (
                "<link>https://harbour.example/1</link><guid>https://harbour.example/g</guid>",
                "https://harbour.example/1",
            ),
            (
                "<link>https://feedproxy.google.com/~r/1</link><fb:origLink"
                ' xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0">https://harbour.example/1</fb:origLink>',
                "https://harbour.example/1",
            ),
            (
                "<link>https://www.google.com/url?sa=t&amp;url=https://harbour.example/1%3Fa%3D1&amp;ct=ga</link>",
                "https://harbour.example/1?a=1",
            ),
        ],
    )
    def test_the_address_is_the_articles_own(self, item: str, url: str | None) -> None:
        assert only(rss(f"<title>T</title>{item}")).url == url

    def test_relative_links_start_from_the_declared_base_then_from_where_the_feed_was_fetched(self) -> None:
        entry = '<title>T</title><link href="1"/>'
        place = Place("f", "f", url="https://harbour.example/feeds/all")
        assert only(atom(entry), place).url == "https://harbour.example/feeds/1"
        based = atom(entry).replace("<entry>", '<entry xml:base="https://other.example/x/">')
        assert only(based, place).url == "https://other.example/x/1"
        assert only(rss("<title>T</title>"), place).url is None

    def test_the_page_comes_before_other_forms_of_it(self) -> None:
        entry = (
            '<title>T</title><link rel="alternate" type="application/json" href="https://harbour.example/1.json"/>'
            '<link rel="alternate" type="text/html" href="https://harbour.example/1"/>'
        )
        assert only(atom(entry)).url == "https://harbour.example/1"

    def test_what_is_no_web_address_is_told(self) -> None:
        drafts, problems = read(rss("<title>T</title><link>javascript:alert(1)</link>"))
        assert (drafts[0].url, len(problems)) == (None, 1)


class TestOutlets:
    def test_an_aggregator_names_the_outlet_of_each_entry(self) -> None:
        found = only(
            rss(
                "<title>Halden sold - Ferry News</title>"
                '<source url="https://ferry.example">Ferry News</source>'
            )
        )
        assert (found.source.value, found.title) == ("Ferry News", "Halden sold")

    def test_atom_names_it_by_the_title_of_its_source(self) -> None:
        assert (
            only(atom("<title>T</title><source><title>Ferry News</title></source>")).source.value
            == "Ferry News"
        )

    def test_a_feed_is_no_outlet_of_entries_on_other_sites(self) -> None:
        assert only(rss("<title>T</title><link>https://www.ferry.example/1</link>")).source == Source(
            "ferry.example", "url"
        )
        assert (
            only(rss("<title>T</title><link>https://news.harbour.example/1</link>")).source.value
            == "Harbour Post"
        )

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("Harbour Post - RSS", "Harbour Post"),
            ("Harbour Post RSS 2.0 Feed", "Harbour Post"),
            ("Harbour Post » Feed", "Harbour Post"),
            ("RSS Feed for Harbour Post", "Harbour Post"),
            ("Harbour Post (Atom)", "Harbour Post"),
            ("The Daily Feed", "The Daily Feed"),
            ("Atom Age", "Atom Age"),
            ("RSS", "RSS"),
            ("", None),
        ],
    )
    def test_a_title_less_what_says_that_it_is_a_feed(self, title: str, name: str | None) -> None:
        assert outlet(title) == name


_WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)


@given(st.lists(_WORDS.filter(lambda text: text.strip() != ""), min_size=1, max_size=8))
def test_as_many_articles_as_entries_and_their_texts_as_they_were(texts: list[str]) -> None:
    plain = read(atom(*(f"<content>{escape(text)}</content>" for text in texts)))[0]
    assert [one.text.split() for one in plain] == [text.split() for text in texts]
    marked = read(rss(*(f"<description>{escape(f'<p>{escape(text)}</p>')}</description>" for text in texts)))[
        0
    ]
    assert [one.text.split() for one in marked] == [text.split() for text in texts]


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (b"<rss version='2.0'>", True),
        (
            b'\xef\xbb\xbf\n<?xml version="1.0"?>\n<!-- by x --><?xml-stylesheet href="a"?><feed xmlns="a">',
            True,
        ),
        (b'<!DOCTYPE rdf [<!ENTITY a "b">]><rdf:RDF xmlns:rdf="x">', True),
        ("<?xml version='1.0'?><rss>".encode("utf-16"), True),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', True),
        (b'{"articles": []}', False),
        (b"<opml><body>", False),
        (b"<!DOCTYPE html><html><rss>", False),
        (b"<rssx>", False),
        (b"", False),
        (b"<!--" * 1000, False),
    ],
)
def test_a_feed_is_told_by_how_it_begins(head: bytes, is_feed: bool) -> None:
    assert feeds.looks_like(head) is is_feed


def test_instructions_to_programs_within_a_text_are_left_out() -> None:
    content = (
        "<content type='xhtml'><div><p>Ibex sells <?x y?>the Volt.</p><?cut here?><p>It said so.</p></div>"
    )
    draft = only(atom(f"<title>Volt</title>{content}</content>"))
    assert draft.text == "Ibex sells the Volt.\n\nIt said so."


def test_entries_that_lie_within_an_entry_that_is_not_closed_are_read_once() -> None:
    entries = "".join(
        f"<entry><title>Volt {number}</title><content type='xhtml'><div><p>Ibex sold {number} of them.</p>"
        for number in range(3)
    )
    drafts, problems = read(f"<feed {ATOM}>{entries}")
    assert sorted(draft.text for draft in drafts) == [f"Ibex sold {number} of them." for number in range(3)]
    assert len(problems) == 1
