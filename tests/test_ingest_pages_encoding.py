"""Encodings of web pages: declared, wrongly declared, and not declared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest.pages.encoding import page_text

GERMAN = "<p>Fünf Fähren über die Förde: „schön“ – sagt Köhler, 5 €.</p>"
RUSSIAN = "<p>Паром ушёл в море утром понедельника, и все были этому очень рады.</p>" * 5
CHINESE = "<p>渡轮星期一早上离开了新码头，许多人前来观看，港务局表示满意。</p>" * 5


def declared(name: str, text: str) -> str:
    return f'<html><head><meta charset="{name}"></head><body>{text}</body></html>'


@pytest.mark.parametrize(
    ("written", "said", "charset", "text"),
    [
        ("utf-8", "utf-8", None, GERMAN),
        ("utf-8", "iso-8859-1", None, GERMAN),
        ("utf-8", "utf-8", "latin-1", GERMAN),
        ("cp1252", "iso-8859-1", None, GERMAN),
        ("cp1252", "utf-8", "utf-8", GERMAN),
        ("cp1252", "nonsense", "base64", GERMAN),
        ("cp1251", "utf-8", "windows-1251", RUSSIAN),
        ("cp1251", "windows-1251", None, RUSSIAN),
        ("cp1251", "utf-8", None, RUSSIAN),
        ("gb18030", "gb2312", None, CHINESE),
        ("utf-16", "utf-8", None, CHINESE),
        ("utf-8-sig", "gbk", "gbk", RUSSIAN),
        ("utf-16-le", "utf-16", "utf-16-le", GERMAN),
        ("iso2022_jp", "iso-2022-jp", None, "<p>新しい桟橋</p>"),
    ],
)
def test_what_is_declared_is_checked(written: str, said: str, charset: str | None, text: str) -> None:
    page = declared(said, text)
    assert page_text(page.encode(written), charset) == (page, 0)


def test_other_declarations() -> None:
    for head in (
        '<?xml version="1.0" encoding="windows-1251"?>',
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
    ):
        page = head + RUSSIAN
        assert page_text(page.encode("cp1251")) == (page, 0)


def test_utf8_that_was_cut_is_damaged_not_another_encoding() -> None:
    data = declared("utf-8", GERMAN * 20).encode()
    text, damaged = page_text(data.replace("ö".encode(), b"\xc3", 1))
    assert damaged == 1
    assert text.count("\ufffd") == 1


def test_nul_bytes() -> None:
    assert page_text(b"<p>a\0b</p>") == ("<p>ab</p>", 0)
    with pytest.raises(InputError, match="NUL"):
        page_text(b"<p>" + b"\0" * 100)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "x", "cp1252", "\udc80", ""]))
def test_any_bytes(data: bytes, charset: str | None) -> None:
    try:
        text, damaged = page_text(data, charset)
    except InputError:
        return
    assert damaged <= len(text)


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"])
def test_codecs_that_are_no_encodings_of_text_do_not_count(name: str) -> None:
    page = f'<meta charset="{name}"><p>caf\xe9 \\u0041 Ibex</p>'.encode("cp1252")
    assert page_text(page, name) == (f'<meta charset="{name}"><p>café \\u0041 Ibex</p>', 0)
    assert page_text(page + b"\0", None)[0].endswith("Ibex</p>")
