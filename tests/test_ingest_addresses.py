"""Which addresses mean the same page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.ingest.addresses import canonical

VOLT = "https://harbour.example/2025/volt"


@pytest.mark.parametrize(
    "other",
    [
        "http://harbour.example/2025/volt",
        "https://www.harbour.example/2025/volt",
        "HTTPS://WWW.Harbour.Example/2025/volt",
        "https://harbour.example/2025/volt/",
        "https://harbour.example:443/2025/volt",
        "http://harbour.example:80/2025/volt",
        "https://ida:secret@harbour.example/2025/volt",
        "https://harbour.example/2025/volt#comments",
        "https://harbour.example/2025/volt?",
        "https://harbour.example/2025/volt?utm_source=feed&utm_medium=rss",
        "https://harbour.example/2025/volt?fbclid=IwAR0x&gclid=1",
        "https://harbour.example/2025/volt?UTM_Source=feed#top",
        "https://harbour.example/2025/volt?&&ocid=1",
    ],
)
def test_the_same_page(other: str) -> None:
    assert canonical(other) == canonical(VOLT) == "harbour.example/2025/volt"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://harbour.example/story?id=1", "https://harbour.example/story?id=2"),
        ("https://harbour.example/story?id=1", "https://harbour.example/story"),
        ("https://harbour.example/Volt", "https://harbour.example/volt"),
        ("https://harbour.example/volt", "https://harbour.example/volt-2"),
        ("https://harbour.example/volt", "https://harbour.example/vol"),
        ("https://news.harbour.example/volt", "https://harbour.example/volt"),
        ("https://harbour.example:8080/volt", "https://harbour.example/volt"),
        ("https://harbour.example:8080/volt", "https://harbour.example:8443/volt"),
        ("https://harbour.example/?p=1", "https://harbour.example/?page=1"),
        ("https://harbour.example/?atlas=1", "https://harbour.example/"),
        ("https://harbour.example/?my_utm_source=1", "https://harbour.example/"),
        ("https://harbour.example/#!/volt", "https://harbour.example/#!/amp"),
        ("https://harbour.example/#/volt", "https://harbour.example/"),
        ("https://wwwharbour.example/volt", "https://harbour.example/volt"),
        ("https://harbour.example/a/volt", "https://harbour.example/avolt"),
        ("https://[2001:db8::80]/volt", "https://[2001:db8::]/volt"),
    ],
)
def test_two_pages(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_other_data_of_a_query_stay() -> None:
    assert canonical(f"{VOLT}?id=7&utm_campaign=x&lang=de") == "harbour.example/2025/volt?id=7&lang=de"


def test_what_is_no_address() -> None:
    assert canonical("HTTP://[Harbour") == "http://[harbour"


@given(st.text())
def test_any_text_gives_one_whatever_stands_before_the_host(text: str) -> None:
    assert canonical(f"https://harbour.example/{text}") == canonical(f"HTTP://www.Harbour.example/{text}")
    assert isinstance(canonical(text), str)


@given(st.from_regex(r"[a-z0-9/-]{0,20}(\?[a-z]{1,4}=[a-z0-9]{0,4}){0,1}", fullmatch=True))
def test_it_means_the_same_as_what_it_is_made_of(path: str) -> None:
    once = canonical(f"https://harbour.example/{path}")
    assert canonical(f"https://{once}") == once
