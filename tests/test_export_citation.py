"""The citation that is copied: exact words, and only what is known about them."""

from __future__ import annotations

import pytest

from ondit.export import citation as cite
from ondit.export import excerpt_of
from ondit.export.wording import date_words
from ondit.model import Article, Published, Quote, Source, Span, Story

TEXT = "It ends. “Grow  the\nvalve [/bold],” said Ana Reis, head of Corvale. “No.”"
WORDS = "Grow  the\nvalve [/bold],"


def story(published: Published | None, url: str | None, *quotes: Quote) -> Story:
    article = Article("a", TEXT, Source("The Ledger", "metadata"), url=url, published=published)
    return Story(articles=(article,), quotes=quotes)


def citation(told: Story, span: Span, locale: str | None = None) -> str:
    return cite(excerpt_of(told, span), locale)


def at(words: str) -> tuple[int, int, str]:
    return TEXT.index(words), TEXT.index(words) + len(words), "a"


DAY = Published("2024-05-23", "day", "metadata")
FULL = Quote(*at(WORDS), speaker="Ana Reis", role="head of Corvale", cue="said")
SHORT = Quote(*at("No."), speaker="Somebody Else")


def test_all_that_is_known() -> None:
    cited = citation(story(DAY, "https://ledger.example/a", FULL, SHORT), Span(*at(WORDS)))
    assert cited == (
        f"“{WORDS}” — Ana Reis, head of Corvale, via The Ledger, 23 May 2024, https://ledger.example/a"
    )


@pytest.mark.parametrize(
    ("speaker", "role", "told"),
    [
        ("one of the officials", "one of the officials", "one of the officials"),
        ("Another caller", "caller", "Another caller"),
        ("a Tarn spokesman", "spokesman", "a Tarn spokesman"),
        ("Ana Reis", "head of Corvale", "Ana Reis, head of Corvale"),
    ],
)
def test_a_description_is_not_told_twice(speaker: str, role: str, told: str) -> None:
    quote = Quote(*at(WORDS), speaker=speaker, role=role)
    assert citation(story(None, None, quote), Span(*at(WORDS))) == f"“{WORDS}” — {told}, via The Ledger"


def test_what_is_unknown_is_left_out() -> None:
    assert citation(story(None, None), Span(*at(WORDS))) == f"“{WORDS}” — via The Ledger"
    nameless = Quote(*at(WORDS), role="head of Corvale")
    assert citation(story(None, None, nameless), Span(*at(WORDS))) == f"“{WORDS}” — via The Ledger"
    unplaced = Quote(*at(WORDS), speaker="Ana Reis")
    cited = citation(story(Published("2024-05", "month", "url"), None, unplaced), Span(*at(WORDS)))
    assert cited == f"“{WORDS}” — Ana Reis, via The Ledger, May 2024"


def test_the_speaker_is_of_the_quote_that_shares_most() -> None:
    whole = Span(0, len(TEXT), "a")
    assert " — Ana Reis," in citation(story(None, None, SHORT, FULL), whole)
    assert " — Somebody Else," in citation(story(None, None, FULL, SHORT), Span(*at("“No.”")))
    assert "Reis," not in citation(story(None, None, FULL), Span(0, 8, "a"))
    elsewhere = Quote(FULL.start, FULL.end, "b", speaker="Ana Reis")
    assert "Reis," not in citation(story(None, None, elsewhere), Span(*at(WORDS)))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-05-23", "23 May 2024"),
        ("2024-12-01T09:30:00+02:00", "1 December 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("2024-13-01", "2024-13-01"),
        ("2024-00", "2024-00"),
        ("2024-W29", "2024-W29"),
        ("1-2-3-4", "1-2-3-4"),
        ("²²²²-05", "²²²²-05"),
        ("9" * 5000, "9" * 5000),
        ("", ""),
    ],
)
def test_dates_in_words_are_no_finer_than_known(value: str, words: str) -> None:
    assert date_words(value) == words


@pytest.mark.parametrize(
    ("locale", "value", "words"),
    [
        ("en_US", "2024-05-23", "May 23, 2024"),
        ("en_GB", "2024-05-23", "23 May 2024"),
        ("de_DE", "2024-05-23T09:30:00+02:00", "23. Mai 2024"),
        ("en_US", "2024-05", "May 2024"),
        ("de", "2024-03", "März 2024"),
        ("zh_CN", "2024-05-23", "2024年5月23日"),
        ("zh_CN", "2024", "2024年"),
        ("en_US", "2024-02-30", "30 February 2024"),
        ("en_US", "0000", "0000"),
        ("en_US", "soon", "soon"),
        ("xx_YY", "2024-05-23", "23 May 2024"),
        ("../../x", "2024-05-23", "23 May 2024"),
        ("", "2024-05-23", "23 May 2024"),
    ],
)
def test_dates_are_written_as_a_locale_does_where_one_is_given(locale: str, value: str, words: str) -> None:
    assert date_words(value, locale) == words


def test_a_citation_has_its_date_as_the_locale_writes_it() -> None:
    cited = citation(story(DAY, None, FULL), Span(*at(WORDS)), "en_US")
    assert cited.endswith("via The Ledger, May 23, 2024")
