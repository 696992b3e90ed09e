"""Web pages: what is their article, what they state of it, and what is none."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import pages
from ondit.ingest.decode import MAX_BYTES
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.pages import article, breaks
from ondit.model import Problem, Published, Source

PARAGRAPHS = (
    "The harbour board of Ostrel opened the new dock on Monday, two years behind its plan.",
    "“We have waited for this day,” said Mara Lind, who runs the pilots’ office — and so had the crews.",
    "A first ferry with forty passengers left at noon; the second one is due before the week ends.",
    "Corvale, the yard’s owner, paid for the dredging, as it had agreed with the board in spring.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TITLE = "Ostrel opens its new dock"


def html(body: str = BODY, head: str = "", title: str = f"{TITLE} | Harbour Courier", root: str = "") -> str:
    return (
        f"<!doctype html><html{root}><head><title>{title}</title>{head}</head><body><header>"
        f"<nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav></header><article><h1>{TITLE}</h1>{body}"
        "</article><footer>Imprint and terms of the Courier</footer></body></html>"
    )


def ld(**node: object) -> str:
    whole = {"@context": "https://schema.example", "@type": "NewsArticle", "headline": TITLE, **node}
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


def items(markup: str | bytes, **place: str) -> list[Draft | Problem]:
    data = markup.encode() if isinstance(markup, str) else markup
    return list(pages.page(data, Place("dock.html", "dock", "dock.html", **place)))  # type: ignore[arg-type]


def only(markup: str | bytes, **place: str) -> Draft:
    [draft] = items(markup, **place)
    assert isinstance(draft, Draft)
    return draft


def test_an_article_less_its_page() -> None:
    draft = only(html())
    assert draft.text == "\n\n".join(PARAGRAPHS)
    assert draft.title == TITLE
    assert (draft.author, draft.published, draft.language) == (None, None, "und")
    assert draft.source == Source("dock", "path")


def test_a_stream_gives_the_same_as_its_bytes() -> None:
    place = Place("dock.html", "dock", "dock.html")
    assert list(pages.read(io.BytesIO(html().encode()), place)) == list(pages.page(html().encode(), place))


def test_everything_that_is_stated() -> None:
    head = (
        '<meta property="og:site_name" content="Harbour Courier"><meta property="og:title" content="Dock!">'
        '<link rel="canonical" href="https://courier.example/dock">'
    )
    head += ld(datePublished="2025-05-23T09:30:00+02:00", author={"@type": "Person", "name": "By Mara Lind"})
    draft = only(html(head=head, root=' lang="en-gb"'), url="https://www.courier.example/dock?from=feed")
    assert draft.source == Source("Harbour Courier", "metadata")
    assert draft.url == "https://courier.example/dock"
    assert draft.author == "Mara Lind"
    assert draft.published == Published("2025-05-23T09:30:00+02:00", "second", "metadata")
    assert (draft.title, draft.language) == (TITLE, "en-GB")


def test_characters_stay_those_of_the_source() -> None:
    text = (
        "He said “so”, — it was 5\u202f% of 40\xa0000 ‘crowns’, naı\u0308f, co\u00adop, می\u200cخواهم \u3000."
    )
    draft = only(html(BODY + f"<p>{text}  <b>The rest</b>\n   follows&nbsp;here, as ever.</p>"))
    assert draft.text.endswith(f"\n\n{text} The rest follows\xa0here, as ever.")


def test_headings_items_quotations_and_tables_are_paragraphs() -> None:
    body = (
        f"{BODY}<h2>What comes next</h2><ul><li>The second ferry sails</li><li>The old quay closes</li></ul>"
        "<blockquote><p>Nobody expected it so late.</p></blockquote>"
        "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2024</td><td>40</td></tr></table>"
        "<p>The board meets again in June,<br>at the town hall, to settle the fares for the year.</p>"
    )
    rest = only(html(body)).text.removeprefix("\n\n".join(PARAGRAPHS)).strip().split("\n\n")
    assert rest == [
        "What comes next",
        "The second ferry sails",
        "The old quay closes",
        "Nobody expected it so late.",
        "Year\tShips",
        "2024\t40",
        "The board meets again in June,\nat the town hall, to settle the fares for the year.",
    ]


def test_links_within_a_sentence_leave_no_hole() -> None:
    link = (
        '<span class="link"><a class="link" href="https://a.example/x">the dredging of all docks</a></span>'
    )
    text = f"Corvale has agreed with the board on {link}, which begins in May and ends in the autumn."
    draft = only(html(f"{BODY}<p>{text}</p>" * 2))
    assert "board on the dredging of all docks, which begins" in draft.text


def test_an_embedded_post_is_kept_and_dates_the_page_at_last() -> None:
    post = (
        '<blockquote class="post"><p>The dock is open! pic.post.example/Ab1</p>&mdash; Corvale (@corvale) '
        '<a href="https://post.example/1">May 23, 2022</a></blockquote>'
    )
    draft = only(html(BODY + post + "<p>More is to follow, as the board said at noon on the new quay.</p>"))
    assert "The dock is open! pic.post.example/Ab1\n\n— Corvale (@corvale) May 23, 2022" in draft.text
    assert draft.published == Published("2022-05-23", "day", "text")


def test_comments_newsletters_and_cookies_are_left_out() -> None:
    more = "<p>This piece of text is no part of the article, though it stands beside it for all to see.</p>"
    around = "".join(
        f'<div class="{name}">{more}</div>'
        for name in ("comments-list", "newsletter", "cookie-banner", "related-posts")
    )
    assert only(html(BODY + around)).text == "\n\n".join(PARAGRAPHS)


def test_what_is_hidden_is_left_out_unless_it_is_the_article() -> None:
    board = "<div hidden><p>OSTR is at 18.36, and was at 18.30 before the bell rang.</p></div>"
    assert only(html(BODY + board)).text == "\n\n".join(PARAGRAPHS)
    assert only(html(f"<div hidden>{BODY}</div>")).text == "\n\n".join(PARAGRAPHS)


def test_a_wrapper_that_is_called_comments_is_no_furniture() -> None:
    assert only(html(f'<div class="related comments">{BODY}</div>')).text == "\n\n".join(PARAGRAPHS)


def test_the_headline_does_not_stand_twice() -> None:
    assert only(html(f"<h2>{TITLE}</h2>{BODY}")).text == "\n\n".join(PARAGRAPHS)


def test_a_byline_above_the_text_is_read() -> None:
    draft = only(html(f"<p>By Mara Lind</p><p>Published May 23, 2022</p>{BODY}"))
    assert draft.author == "Mara Lind"
    assert draft.published == Published("2022-05-23", "day", "text")


def test_a_page_without_marks_of_an_article() -> None:
    draft = only("".join(f"{text}<br><br>" for text in PARAGRAPHS).join(["<body>", "</body>"]))
    assert [part for part in draft.text.split("\n\n") if part] == list(PARAGRAPHS)


def test_a_page_that_states_its_text_only_in_structured_data() -> None:
    draft = only(
        f"<html><head>{ld(articleBody=chr(10).join(PARAGRAPHS))}</head><body><div id=app></div></body></html>"
    )
    assert draft.text == "\n\n".join(PARAGRAPHS)
    assert draft.title == TITLE


def test_a_saved_page_knows_where_it_comes_from() -> None:
    saved = "<!-- saved from url=(0032)https://courier.example/sea/2025/05/dock -->\n" + html()
    draft = only(saved)
    assert draft.url == "https://courier.example/sea/2025/05/dock"
    assert draft.source == Source("courier.example", "url")
    assert draft.published == Published("2025-05", "month", "url")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "It is empty."),
        (b" \n\t ", "It is empty."),
        (b'{"text": "<p>Not a page</p>"}', "It is not a web page: there is no HTML in it."),
        (b"Only words, and none of them is a tag: 1 < 2.", "It is not a web page: there is no HTML in it."),
        (b"%PDF-1.7 <p>", "It is not a web page but another kind of file."),
        (b"\x89PNG\r\n\x1a\n\0\0<a>", "It is not a web page but another kind of file."),
        (b"<p>" + b"\0x" * 500, "It is not a web page: it holds NUL bytes."),
        (
            b"<html><body><div id='root'></div><script>run()</script></body></html>",
            "There is no article in it: it is an empty page, or one that scripts fill.",
        ),
        (
            b"<html><body><p>Please enable JavaScript and reload this page to go on.</p></body></html>",
            "There is no article in it, but a wall: a login, a consent or a check for robots.",
        ),
    ],
)
def test_what_is_no_article(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as error:
        items(data)
    assert error.value.what == what
    assert error.value.hint


def test_a_page_that_is_too_long() -> None:
    stream = io.BytesIO(b"<p>" + b"x" * MAX_BYTES)
    with pytest.raises(InputError, match="longer than 10 MB"):
        list(pages.read(stream, Place("long.html", "long")))


def test_damage_is_told_and_the_article_read() -> None:
    data = html(BODY + "<p>Fünf Fähren, über tausend Gäste, schöne Grüße aus Köln, wie üblich.</p>").encode()
    problem, draft = items(data.replace("Köln".encode(), b"K\xf6ln"))
    assert isinstance(problem, Problem)
    assert problem.what == "1 of its characters cannot be read and are shown as �."
    assert isinstance(draft, Draft)
    assert "K\ufffdln" in draft.text


HOSTILE = {
    "deep": "<div>" * 300_000,
    "deep behind": html() + "<div>" * 300_000,
    "unclosed": html(BODY + "<p>The dock opened. <b><i>" * 1_000),
    "links": html(BODY + '<a href="https://a.example/b">more of it</a> ' * 21_000),
    "one attribute": html(f'<p title="{"x" * 3_000_000}">{BODY}'),
    "many metas": html(head='<meta name="author" content="Mara Lind">' * 20_000),
    "NUL": html().replace("ferry", "fer\0ry"),
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + html(BODY + "<p>&b;&b;</p>"),
    "ampersands": html(BODY + "&" * 1_000_000),
    "open comments": "<!--" * 500_000 + html(),
    "less than": html() + "<" * 1_000_000,
    "titles": html(title="x | " * 200_000),
    "titles of spaces": html(title="&amp;#32;" * 300_000),
    "spaces": html(BODY + "<h1>x" + "&nbsp;" * 600_000 + "<br>" + "&nbsp;" * 600_000 + "x</h1>"),
    "pointers": html(head=ld(author=[{"@id": "a"}] * 15_000, about=[{"@id": "b"}] * 4_000)),
    "deep data": html(head='<script type="application/ld+json">' + '{"a":' * 200_000 + "</script>"),
    "broken data": html(head='<script type="application/ld+json">{"@type": "NewsArticle", </script>' * 100),
    "long data": html(head='<script type="application/ld+json">{"a": [' + "1," * 2_500_000 + "</script>"),
    "escape": html(BODY.replace("ferry", "\x1b[31mferry\u202e")),
    "refresh": '<meta http-equiv="refresh" content="0; url=https://a.example">' + html(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_gives_its_article_or_one_error(name: str) -> None:
    try:
        found = items(HOSTILE[name])
    except InputError:
        assert name in {"deep", "open comments"}
        return
    [draft] = found
    assert isinstance(draft, Draft)
    assert PARAGRAPHS[0] in draft.text
    assert "\x1b" not in draft.text
    assert "\u202e" not in draft.text


@pytest.mark.parametrize(("nested", "is_asked"), [(200, True), (201, False)])
def test_the_extractor_is_not_asked_for_links_within_links(
    nested: int, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(article, "_chosen", lambda *_, **__: asked.append(True) or [])
    tangle = '<div><a href="/b">more <div><a href="/c">of it</a></div></a></div>' * nested
    [draft] = items(html(BODY + tangle))
    assert bool(asked) is is_asked
    assert isinstance(draft, Draft)
    assert PARAGRAPHS[0] in draft.text


@pytest.mark.parametrize("sign", ["&#1;", "&#xFFFE;", "\ufffe", "&#x1f;", "\x0c", "\x01"], ids=ascii)
def test_signs_that_no_tree_takes_back_are_read_between_breaks(sign: str) -> None:
    text = PARAGRAPHS[0]
    [draft] = items(
        f"<html><body><div>{text}{sign}<br><br>{text[::-1]} {sign} x<br><br>{text}</div></body></html>"
    )
    assert isinstance(draft, Draft)
    assert text in draft.text


def test_a_tag_with_too_many_attributes_is_refused() -> None:
    body = "<div " + " ".join(f'a{number}="1 > 0"' for number in range(6_000)) + ">" + BODY
    with pytest.raises(InputError, match="more than 5,000 attributes"):
        items(html(body))


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(InputError, match="more than 200,000 elements"):
        items(html(BODY + "<i>x</i>" * 200_001))


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_in_a_page_is_read_or_refused(text: str, title: str) -> None:
    with suppress(InputError):
        assert items(f"<html><title>{title}</title><p>{text}".encode("utf-8", "replace"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InputError):
        assert items(data)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Plain: 1 < 2, AT&T “so”\n\nand on.", "Plain: 1 < 2, AT&T “so”\n\nand on."),
        ("Fish &amp; ships&nbsp;&#8212; so", "Fish & ships\xa0— so"),
        ("<p>One <b>bo</b>ld</p><p>Two</p>", "One bold\n\nTwo"),
        ("One<br>two<br/><br/>three", "One\ntwo\n\nthree"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<script>x()</script><style>p{}</style>Only this", "Only this"),
        ("<!-- no -->Yes<img src=x>", "Yes"),
        ("<p></p>", ""),
        ("<", "<"),
        ("<p", ""),
        ("&lt;p&gt; is a tag", "<p> is a tag"),
        ("a\x1b[31mb", "ab"),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    assert pages.plain_text(markup) == text


@given(st.text(alphabet="<>/&;#\"' =abp\x00\ud800!-\n", max_size=200))
def test_plain_text_never_raises(markup: str) -> None:
    assert isinstance(pages.plain_text(markup), str)


def test_plain_text_of_hostile_markup() -> None:
    assert "x" in pages.plain_text("<div " + " ".join(f"a{n}=1" for n in range(9_000)) + ">x")


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("<div>One.<br><br>Two.</div>", "<div><p>One.</p><p>Two.</p></div>"),
        ("<div>One.<br>Two.</div>", "<div>One.<br>Two.</div>"),
        pytest.param(
            "<div>One.<br><br>Two.<p>Three.</p></div>",
            "<div>One.<br><br>Two.<p>Three.</p></div>",
            id="known failure: beside a paragraph",
        ),
    ],
)
def test_paragraphs_that_only_breaks_part(page: str, made: str) -> None:
    tree = lxml.html.fromstring(page)
    breaks.part_at_breaks(tree)
    assert lxml.html.tostring(tree, encoding="unicode") == made


@pytest.mark.parametrize(
    ("paragraph", "made"),
    [
        ("The yard of <a>Corvale</a> opens in May, it said.", "The yard of Corvale opens in May, it said."),
        ("<a>Home</a> <a>News of today</a>", "<a>Home</a> <a>News of today</a>"),
        pytest.param(
            "See <a>the long title of another article</a>.",
            "See <a>the long title of another article</a>.",
            id="known failure: mostly one link",
        ),
    ],
)
def test_links_within_a_sentence_are_text(paragraph: str, made: str) -> None:
    tree = lxml.html.fromstring(f"<div><p>{paragraph}</p></div>")
    breaks.join_links(tree)
    assert lxml.html.tostring(tree, encoding="unicode") == f"<div><p>{made}</p></div>"
