"""What web pages state of themselves: title, authors, outlet, language, address and date, and from where."""

from __future__ import annotations

import json

import pytest

from ondit.ingest.pages import dates as page_dates
from ondit.ingest.pages import json_ld
from ondit.ingest.pages import names as page_names
from ondit.ingest.pages.blocks import parse
from ondit.ingest.pages.head import gather

TITLE = "Ostrel opens its new dock"


def stated(head: str = "", body: str = f"<h1>{TITLE}</h1>", root: str = "") -> tuple[page_names.Head, object]:
    tree = parse(f"<html{root}><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return gather(tree), tree


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def article(**node: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **node}


SITE = meta("og:site_name", "Harbour Courier")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<h1>{TITLE}</h1>"),
        (SITE + f"<title>{TITLE}</title>", f"<h1>Harbour Courier</h1><h1>{TITLE}</h1>"),
        (SITE + meta("og:title", TITLE), "<h1>Harbour Courier</h1>"),
        (meta("og:title", TITLE), f"<h1>Opinion {TITLE}</h1>"),
        (meta("og:title", TITLE), f"<h1>Sea | {TITLE}</h1>"),
        (SITE + f"<title>{TITLE} | Harbour Courier</title>", ""),
        (SITE + f"<title>{TITLE} - Harbour Courier</title>", ""),
        (SITE + f"<title>Harbour Courier: sea - {TITLE}</title>", f"<h1>{TITLE}</h1><h1>Most read</h1>"),
        (ld(article()), "<h1></h1>"),
        (meta("og:title", "Dock!"), f"<h1>{TITLE}</h1>"),
        (meta("og:title", TITLE), "<h1>Sea</h1>"),
        (meta("og:title", "Ostrel opens its new dock &amp;amp; more"), f"<h1><span>{TITLE}</span></h1>"),
    ],
)
def test_title(head: str, body: str) -> None:
    assert page_names.title(stated(head, body)[0]) == TITLE


def test_no_title() -> None:
    assert page_names.title(stated("", "<p>Text</p>")[0]) is None


@pytest.mark.parametrize(
    ("head", "body", "names"),
    [
        (ld(article(author="Mara Lind")), "", ["Mara Lind"]),
        (ld(article(author={"@type": "Person", "name": "Mara Lind"})), "", ["Mara Lind"]),
        (ld(article(author=[{"name": "Mara Lind"}, {"name": "Jo Till"}])), "", ["Mara Lind", "Jo Till"]),
        (
            ld(
                {
                    "@graph": [
                        article(author={"@id": "#m"}),
                        {"@type": "Person", "@id": "#m", "name": "Mara Lind"},
                    ]
                }
            ),
            "",
            ["Mara Lind"],
        ),
        (ld(article(author={"name": ["Mara Lind"]})), "", ["Mara Lind"]),
        (ld(article(author={"name": "Mara Lind | Harbour Courier"})), "", ["Mara Lind"]),
        (ld(article(author={"name": "Mara Lind, Harbour Courier"})), "", ["Mara Lind"]),
        (ld(article(author="Mara Lind and Jo Till")), "", ["Mara Lind and Jo Till"]),
        (ld(article(author="Jack Hruby")), "", ["Jack Hruby"]),
        (ld(article(author="Mara O&#039;Lind")), "", ["Mara O'Lind"]),
        (ld(article(author={"name": "Harbour Courier"})), "", []),
        (ld(article(author={"name": "Courier Staff"}, publisher={"name": "The Courier"})), "", []),
        (ld(article(author={"name": "https://courier.example/mara"})), "", []),
        (ld(article(author="desk@courier.example")), "", []),
        (ld(article(author={"name": "Staff"})), meta("x", "y"), []),
        (meta("author", "By Mara Lind"), "", ["Mara Lind"]),
        (meta("article:author", "https://face.example/mara") + meta("byl", "Jo Till"), "", ["Jo Till"]),
        ("", '<div class="byline">By <a href="/m">Mara Lind</a>, shipping desk</div>', ["Mara Lind"]),
        ("", '<a rel="author" href="/m">View all posts by Mara Lind</a>', ["Mara Lind"]),
        ("", '<span itemprop="author"><b itemprop="name">Mara Lind</b></span>', ["Mara Lind"]),
        ("", "<p>By Mara Lind</p><p>By Monday the dock was open.</p>", ["Mara Lind"]),
        ("", '<div class="author">24 comments today</div><p>By Monday it had gone.</p>', []),
        ("", "", []),
    ],
)
def test_authors(head: str, body: str, names: list[str]) -> None:
    assert page_names.authors(*stated(SITE + head, f"<h1>{TITLE}</h1>{body}")) == names  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (SITE, "Harbour Courier"),
        (ld(article(publisher={"@type": "Organization", "name": "Harbour Courier"})), "Harbour Courier"),
        (meta("og:site_name", "courier.com") + ld(article(publisher="Harbour Courier")), "Harbour Courier"),
        (meta("og:site_name", "https://courier.example"), None),
        (meta("og:site_name", "x" * 200), None),
        ("", None),
    ],
)
def test_source(head: str, name: str | None) -> None:
    assert page_names.source(stated(head)[0]) == name


@pytest.mark.parametrize(
    ("head", "root", "language"),
    [
        ("", ' lang="de"', "de"),
        (meta("og:locale", "en_GB"), "", "en_GB"),
        (ld(article(inLanguage={"name": "French"})), "", "French"),
        ("", "", None),
    ],
)
def test_language(head: str, root: str, language: str | None) -> None:
    assert page_names.language(stated(head, root=root)[0]) == language


@pytest.mark.parametrize(
    ("canonical", "given", "address"),
    [
        (
            "https://courier.example/dock",
            "https://www.courier.example/dock?x=1",
            "https://courier.example/dock",
        ),
        ("https://courier.example/dock", "https://amp.courier.example/dock", "https://courier.example/dock"),
        ("https://other.example/dock", "https://courier.example/dock", "https://courier.example/dock"),
        ("https://courier.example/", "https://courier.example/dock", "https://courier.example/dock"),
        ("/dock", "https://courier.example/dock", "https://courier.example/dock"),
        ("https://courier.example/dock", None, "https://courier.example/dock"),
        ("javascript:alert(1)", None, None),
        ("https://[", None, None),
    ],
)
def test_address(canonical: str, given: str | None, address: str | None) -> None:
    head, _ = stated(f'<link rel="canonical" href="{canonical}">')
    assert page_names.url(head, given) == address


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        (
            ld(article(datePublished="2025-05-23")) + meta("article:published_time", "2024-01-01"),
            "",
            "2025-05-23",
        ),
        (meta("article:published_time", "2025-05-23T10:00Z"), "", "2025-05-23T10:00Z"),
        (ld(article(datePublished="soon")) + meta("parsely-pub-date", "2025-05-23"), "", "2025-05-23"),
        (ld({"@type": "WebPage", "datePublished": "2025-05-23"}), "", "2025-05-23"),
        (ld(article(dateModified="2025-05-24")) + meta("article:modified_time", "2025-05-24"), "", None),
        ("", '<time datetime="2025-05-23">then</time>', "2025-05-23"),
        ("", '<aside><time datetime="2025-05-23">then</time></aside>', None),
        ("", '<time class="updated" datetime="2025-05-23">then</time>', None),
        ("", '<time datetime="2025-05">May</time>', None),
        (ld(article(datePublished="05/06/2025")), "", None),
        (ld(article(datePublished={"@value": 3})), "", None),
    ],
)
def test_published(head: str, body: str, date: str | None) -> None:
    assert page_dates.published(*stated(head, body)) == date  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "paragraphs", "date"),
    [
        ('<div class="dateline">Published May 23, 2022</div>', [], "May 23, 2022"),
        ('<span class="post-date">Updated May 24, 2022; first on 23 May 2022</span>', [], "23 May 2022"),
        ('<span class="post-date">Last updated: May 24, 2022</span>', [], None),
        ("<h1>Dock</h1><p>May 23, 2022 · Ostrel</p>", [], "May 23, 2022"),
        ("<h1>Dock</h1><p>They came on May 23, 2022.</p>", [], None),
        ("", ["— Corvale (@corvale) May 23, 2022", "— Lind (@lind) May 20, 2022"], "May 23, 2022"),
        ("", ["It happened on May 23, 2022, he said (@he)."], None),
        ('<div class="date">05/06/2022</div>', [], None),
    ],
)
def test_dateline(body: str, paragraphs: list[str], date: str | None) -> None:
    assert page_dates.dateline(stated("", body)[1], paragraphs) == date  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "NewsArticle", "headline": "Dock",}',
        '<!-- {"@type": "NewsArticle", "headline": "Dock"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Dock"}\n//]]>',
        '{"@type": ["Thing", "NewsArticle"], "headline": "Dock"};',
        '[{"@type": "WebSite"}, {"@type": "https://schema.example/NewsArticle", "headline": "Dock"}]',
        '{"@type": "NewsArticle", "headline": "\nDock"}',
        '{"@graph": [{"@type": "BlogPosting", "headline": "Dock"}]} and more',
        '{"mainEntity": {"@type": "LiveBlogPosting", "headline": ["Dock"]}}',
    ],
)
def test_structured_data_however_written(block: str) -> None:
    _, tree = stated(f'<script type="application/ld+json">{block}</script>')
    found = json_ld.article(json_ld.nodes(tree), set())  # type: ignore[arg-type]
    assert json_ld.text(found["headline"]) == "Dock"


def test_the_page_s_own_article_is_found_among_several() -> None:
    head, _ = stated(ld([article(headline="Another"), article(datePublished="2025-05-23")]))
    assert head.article["datePublished"] == "2025-05-23"


@pytest.mark.parametrize("block", ["", "{", "[" * 100_000, '{"a":' * 100_000, "null", "3", '"x"', "{}" * 3])
def test_broken_structured_data_gives_no_article(block: str) -> None:
    head, _ = stated(f'<script type="application/ld+json">{block}</script>')
    assert head.article == {}
