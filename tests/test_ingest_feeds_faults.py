"""Broken and hostile feeds: what is read of them all the same, and what is told."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import feeds
from ondit.ingest.drafts import Draft
from ondit.ingest.feeds import xml_parts
from test_ingest_feeds import ATOM, PLACE, only, read, rss


def assert_lawful(data: bytes) -> None:
    """See that entries have texts, and that what is wrong is told, as a problem or a refusal."""
    with contextlib.suppress(InputError):
        drafts, problems = read(data)
        assert all(one.text.strip() for one in drafts)
        assert all(one.input == PLACE.name and one.what.endswith(".") for one in problems)
        assert drafts or problems


class TestFaults:
    def test_what_is_mended_without_loss_is_only_noted(self) -> None:
        drafts, problems = read(rss("<title>AT&T & Caf&eacute; &nbsp;a < b\x0c</title>"))
        assert [one.title for one in drafts] == ["AT&T & Café a < b"]
        assert [(one.is_note, one.line) for one in problems] == [(True, 1)]

    def test_an_undeclared_namespace_is_only_noted(self) -> None:
        drafts, problems = read(rss("<title>T</title><dc:creator>Ida Brandt</dc:creator>"))
        assert drafts[0].author == "Ida Brandt"
        assert all(one.is_note for one in problems)

    def test_a_feed_that_breaks_off_keeps_what_was_there(self) -> None:
        whole = rss("<title>A</title>", "<title>B</title><description>Cut in the mid")
        drafts, problems = read(whole[: whole.index("mid") + 3])
        assert [one.text for one in drafts] == ["A", "Cut in the mid"]
        assert len(problems) == 1
        assert "broken" in problems[0].what

    @pytest.mark.parametrize(
        ("cut", "url", "text"),
        [
            ("", None, None),
            ("<title>Rate r", None, None),
            ("<title>Rates rise</title>", None, None),
            ("<title>Rates rise</title><link>https://harbour.example/ra", None, None),
            ("<title>Rates rise</title><link>https://harbour.example/rates</lin", None, None),
            ("<title>Rates rise</title><link>https://harbour.example/rates</link>", "rates", "Rates rise"),
            (
                "<title>Rates rise</title><link>https://harbour.example/rates</link><pubDate>2022-05-2",
                "rates",
                "Rates rise",
            ),
            ("<link>https://harbour.example/rates</link><description>Rates ro", "rates", "Rates ro"),
            ("<link>https://harbour.example/rates</link><body>Rates ro", "rates", "Rates ro"),
            ("<body>Rates rose.</body><title>Rates ri", None, "Rates rose."),
        ],
    )
    def test_of_an_entry_that_breaks_off_nothing_half_is_taken_for_whole(
        self, cut: str, url: str | None, text: str | None
    ) -> None:
        before, _ = rss("<title>A</title>", "|").split("|")
        (_, *found), problems = read(before + cut)
        assert [one.text for one in found] == ([text] if text else [])
        assert [one.url for one in found] == ([url and f"https://harbour.example/{url}"] if text else [])
        assert [one.is_summary for one in found] == ([url is not None] if text else [])
        assert not any(one.published for one in found)
        assert len(problems) == 1
        drafts = feeds.read(io.BytesIO((before + cut).encode()), PLACE, with_cut=False)
        assert [one.text for one in drafts if isinstance(one, Draft)] == ["A"]

    @pytest.mark.parametrize("end", ["</rss>", "</rss>\n", "</channel></rss>\n<!-- 20 queries -->\n"])
    def test_an_entry_whose_tags_are_not_closed_is_whole(self, end: str) -> None:
        before, _ = rss("|").split("|")
        drafts, _ = read(f"{before}<title>A</title><body>One <b>two <i>three <u>four{end}", PLACE)
        assert [(one.title, one.is_summary) for one in drafts] == [("A", False)]

    def test_behind_a_wrong_tag_nothing_else_is_lost(self) -> None:
        drafts, problems = read(rss("<title>A</titel>", "<title>B &amp; C &lt; D</title>"))
        assert [one.title for one in drafts] == ["A", "B & C < D"]
        assert len(problems) == 1

    @pytest.mark.parametrize(
        "before",
        [
            "\ufeff",
            "\n\n ",
            "\ufeff\n",
            "<br />\n<b>Warning</b>: no such table\n",
            '<!DOCTYPE rss SYSTEM "rss.dtd">',
        ],
    )
    def test_what_stands_before_the_document_does_not_matter(self, before: str) -> None:
        found = only(f'{before}<?xml version="1.0" encoding="utf-8"?>\n{rss("<title>Café</title>")}')
        assert (found.title, found.place.line) == ("Café", before.count("\n") + 2)

    @pytest.mark.parametrize(
        ("encoding", "declared"),
        [
            ("utf-8", "iso-8859-1"),
            ("utf-8", "utf-16"),
            ("cp1252", "utf-8"),
            ("cp1252", "iso-8859-1"),
            ("koi8-r", "koi8-r"),
            ("utf-16", "utf-16"),
            ("utf-16-le", "utf-16"),
            ("utf-32-be", "utf-32"),
            ("utf-8", "punycode"),
            ("cp1252", "punycode"),
            ("cp1252", "idna"),
        ],
    )
    def test_what_is_declared_of_the_encoding_is_checked(self, encoding: str, declared: str) -> None:
        title = "Халден" if encoding == "koi8-r" else "“Café”" if "cp" in encoding else "Café – Ω"
        text = f'<?xml version="1.0" encoding="{declared}"?>{rss(f"<title>{title}</title>")}'
        assert only(text.encode(encoding)).title == title

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("", "It is empty."),
            (" \n", "It is empty."),
            ("<!DOCTYPE html><html><body>Hello", "It is a web page, not a feed."),
            (
                '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p/></html>',
                "It is a web page, not a feed.",
            ),
            ("<sitemap><url/></sitemap>", "It is not a feed: its outermost element is <sitemap>."),
            ("Not found", "It is not a feed: it is not XML."),
            ("<rss><channel><title>T</title></channel></rss>", "There is no entry in it."),
        ],
    )
    def test_what_is_no_feed_is_told_in_one_sentence(self, text: str, what: str) -> None:
        with pytest.raises(InputError) as caught:
            read(text)
        assert caught.value.what == what


class TestHostility:
    def test_no_file_is_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("the password", encoding="utf-8")
        text = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{rss("<title>T &x;</title>")}'
        for one in (text, text.replace("[<!", "[<!-- ' ]> --><!")):
            drafts, _ = read(one)
            assert [draft.title for draft in drafts] == ["T &x;"]

    @pytest.mark.parametrize("depth", [1, 3, 11])
    def test_no_entity_is_expanded(self, depth: int) -> None:
        bodies = ["ha" * 100, *(f"&a{n};" * 10 for n in range(depth))]
        laughs = "".join(f'<!ENTITY a{n} "{body}">' for n, body in enumerate(bodies))
        for mark in ("", "<!-- ' ]> -->"):
            laughing = rss(f'<title x="&a{depth};">&a{depth};</title>')
            drafts, _ = read(f"<!DOCTYPE rss [{mark}{laughs}]>{laughing}")
            assert [len(draft.text) < 100 for draft in drafts] == [True]

    def test_deep_nesting_is_one_problem(self) -> None:
        drafts, problems = read(rss("<title>A</title>", "<description>" + "<b>" * 100_000))
        assert drafts[0].title == "A"
        assert sum("broken" in one.what for one in problems) == 1

    def test_an_entry_that_is_too_long_does_not_take_the_others_with_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ondit.ingest.feeds.text.MAX_BYTES", 100_000)
        drafts, problems = read(rss(f"<description>{'word ' * 20_001}</description>", "<title>B</title>"))
        assert [one.text for one in drafts] == ["B"]
        assert [one.what for one in problems] == ["The entry is too long for an article."]

    def test_a_feed_without_end_is_read_as_far_as_is_allowed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xml_parts, "MAX_XML", 10_000)
        drafts, problems = read(rss(*["<title>A headline of some words</title>"] * 1_000))
        assert 100 < len(drafts) < 1_000
        assert len(problems) == 1
        assert "longer than" in problems[0].what

    def test_problems_without_end_are_cut_off(self) -> None:
        _, problems = read(rss(*["<link>x</link>"] * 1_000))
        assert len(problems) == 201

    @given(st.binary(max_size=300))
    def test_whatever_comes_is_read_told_or_refused(self, data: bytes) -> None:
        for begins in (
            b"",
            b"<rss><channel><item><title>",
            b'<?xml version="1.0"?><feed ' + ATOM.encode() + b"><entry>",
        ):
            assert_lawful(begins + data)

    @given(st.data())
    def test_damage_anywhere_is_told_or_does_no_harm(self, data: st.DataObject) -> None:
        whole = (
            rss("<title>A &amp; B</title><link>/1</link><description><![CDATA[<p>x</p>]]></description>") * 2
        ).encode()
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 20)))
        assert_lawful(whole[:start] + data.draw(st.binary(max_size=5)) + whole[end:])
