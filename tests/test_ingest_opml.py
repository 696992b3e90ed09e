"""OPML: the feeds that a list names, and what is wrong with it."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest.drafts import Linked, Place
from ondit.ingest.feeds import opml
from ondit.model import Problem

PLACE = Place("feeds.opml", "feeds")


def read(text: str | bytes, place: Place = PLACE) -> tuple[list[str], list[Problem]]:
    data = text.encode() if isinstance(text, str) else text
    found = list(opml.read(io.BytesIO(data), place))
    linked = [one for one in found if isinstance(one, Linked)]
    assert all(one.place == place for one in linked)
    return [one.url for one in linked], [one for one in found if isinstance(one, Problem)]


def listed(*outlines: str) -> str:
    body = "\n".join(outlines)
    head = '<?xml version="1.0"?>\n<opml version="2.0"><head><title>News</title></head>'
    return f"{head}<body>\n{body}\n</body></opml>"


def test_feeds_come_once_and_in_order_from_folders_within_folders() -> None:
    urls, problems = read(
        listed(
            '<outline text="A" xmlUrl="https://a.example/rss"/>',
            '<outline text="Folder"><outline text="Inner"><outline xmlUrl="https://b.example/rss"/></outline>',
            '<outline xmlurl=" https://c.example/rss "/></outline>',
            '<outline text="A again" xmlUrl="https://a.example/rss"/>',
            '<outline type="link" url="https://d.example/"/>',
        )
    )
    assert urls == ["https://a.example/rss", "https://b.example/rss", "https://c.example/rss"]
    assert problems == []


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
        ("/rss", "https://lists.example/rss"),
    ],
)
def test_an_address_is_made_whole(given: str, url: str) -> None:
    place = Place("feeds.opml", "feeds", url="https://lists.example/mine.opml")
    assert read(listed(f'<outline xmlUrl="{given}"/>'), place) == ([url], [])


def test_what_is_no_web_address_is_told_with_its_line() -> None:
    urls, problems = read(
        listed(
            '<outline xmlUrl="file:///etc/passwd"/>',
            '<outline xmlUrl="https://a.example/"/>',
            '<outline xmlUrl="x"/>',
        )
    )
    assert urls == ["https://a.example/"]
    assert [(one.line, one.what) for one in problems] == [
        (3, '"file:///etc/passwd" is no web address.'),
        (5, '"x" is no web address.'),
    ]


def test_an_address_longer_than_any_is_told_and_not_followed() -> None:
    urls, problems = read(
        listed(
            f'<outline xmlUrl="https://a.example/{"x" * 2_000}"/>', '<outline xmlUrl="https://b.example/"/>'
        )
    )
    assert urls == ["https://b.example/"]
    (problem,) = problems
    assert problem.what.endswith('x…" is longer than 2,000 characters.')
    assert len(problem.what) < 120


def test_problems_without_end_are_counted() -> None:
    urls, problems = read(
        listed(*(f'<outline xmlUrl="x{n}"/>' for n in range(300)), '<outline xmlUrl="https://a.example/"/>')
    )
    assert urls == ["https://a.example/"]
    assert len(problems) == 201
    assert problems[-1].what == "100 more of its addresses are none."


def test_bare_ampersands_are_only_noted() -> None:
    urls, problems = read(listed('<outline title="A & B" xmlUrl="https://a.example/?a=1&b=2"/>'))
    assert urls == ["https://a.example/?a=1&b=2"]
    assert [one.is_note for one in problems] == [True]


def test_a_list_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = listed(
        '<outline xmlUrl="https://a.example/"/>', '<outline text="F"><outline xmlUrl="https://b.example/"/>'
    )
    urls, problems = read(whole[: whole.index("</body>")])
    assert urls == ["https://a.example/", "https://b.example/"]
    assert len(problems) == 1
    assert "broken" in problems[0].what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "It is empty."),
        ("<rss><channel/></rss>", "It is not OPML."),
        ("not XML", "It is not OPML."),
        (listed('<outline text="Folder"/>'), "It names no feed."),
    ],
)
def test_what_is_no_list_is_told_in_one_sentence(text: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.what == what


def test_no_entity_is_expanded() -> None:
    laughs = '<!ENTITY a "https://a.example/"><!ENTITY b "&a;&a;&a;">'
    urls, _ = read(
        f'<!DOCTYPE opml [{laughs}]><opml><body><outline xmlUrl="https://b.example/&b;"/></body></opml>'
    )
    assert urls == ["https://b.example/&b;"]


@given(
    st.lists(
        st.from_regex(r"https://[a-z]{1,9}\.example/[a-z?=&]{0,9}", fullmatch=True), min_size=1, unique=True
    )
)
def test_every_address_comes_back(urls: list[str]) -> None:
    outlines = (f'<outline xmlUrl="{url.replace("&", "&amp;")}"/>' for url in urls)
    assert read(listed(*outlines)) == (urls, [])


@given(st.binary(max_size=200))
def test_whatever_comes_is_read_told_or_refused(data: bytes) -> None:
    for begins in (b"", b"<opml><body><outline xmlUrl='"):
        with contextlib.suppress(InputError):
            urls, problems = read(begins + data)
            assert all(url.startswith(("http://", "https://")) for url in urls)
            assert all(one.input == PLACE.name and one.what.endswith(".") for one in problems)
            assert urls or problems


@pytest.mark.parametrize(
    ("head", "is_opml"),
    [
        (b'<?xml version="1.0"?>\n<!-- mine --><opml version="1.0">', True),
        (b"\xef\xbb\xbf<OPML>", True),
        (b"<rss>", False),
        (b"<opmlx>", False),
        (b"", False),
    ],
)
def test_a_list_is_told_by_how_it_begins(head: bytes, is_opml: bool) -> None:
    assert opml.looks_like(head) is is_opml
