"""Fragments: a few quoted words, and whose they are."""

import re

import pytest

from ondit.matching.fragments import quoted_fragments, quotes_by_article
from ondit.model import Quote, Sentence, Span

HOST = "“The dock is not for sale to anybody,” said Ilse Morrow."
MARKS = {"“": "”", "‘": "’"}


def found(*texts: str) -> dict[tuple[int, int], tuple[str, str]]:
    """Take each text as an article of one sentence, with the quotes that its outer marks hold."""
    sentences, quotes = [], []
    for row, text in enumerate(texts):
        sentences.append(Sentence(0, len(text), str(row)))
        opening = (
            min((text.find(mark), mark) for mark in MARKS if mark in text) if set(text) & set(MARKS) else None
        )
        if opening:
            quotes.append(Quote(opening[0] + 1, text.rindex(MARKS[opening[1]]), str(row)))
    matches = quoted_fragments(sentences, texts, quotes_by_article(quotes))

    def wording(row: int, span: Span) -> str:
        return texts[row][span.start : span.end]

    return {pair: (wording(pair[0], m.a), wording(pair[1], m.b)) for pair, m in matches.items()}


@pytest.mark.parametrize(
    "other",
    [
        "The owners say that it is “not for sale”.",
        "‘They said “not for sale” twice,’ said the pilot.",
        '‘"Not for sale", whatever that means,’ said the pilot.',
    ],
)
def test_a_few_quoted_words_are_found_also_in_marks_within_a_quote(other: str) -> None:
    (pair,) = found(HOST, other).values()
    assert [side.casefold() for side in pair] == ["not for sale"] * 2


@pytest.mark.parametrize(
    "other",
    [
        "The dock is not for sale, the town says.",
        "The owners say that it is “not for hire”.",
        "The owners say that it is “not sold”.",
        "The dock is “for sale not for long, or so it is told along the whole quay”.",
    ],
)
def test_other_words_and_words_without_marks_are_not(other: str) -> None:
    assert not found(HOST, other)


def test_an_article_does_not_quote_itself() -> None:
    text = "‘They said “not for sale” twice and “not for sale” again,’ said the pilot."
    assert not found(text)


def test_each_of_many_quotes_is_found_where_it_stands() -> None:
    lines = [f"“Gate {n} of yard {n},” said Orr, “opens late on day {n}.”" for n in range(12)]
    texts = [*lines, *reversed(lines)]
    sentences, quotes, starts = [], [], {"a": 0, "b": 0}
    for row, text in enumerate(texts):
        article = "a" if row < len(lines) else "b"
        start = starts[article]
        sentences.append(Sentence(start, start + len(text), article))
        quotes += [Quote(start + m.start(1), start + m.end(1), article) for m in re.finditer("“(.*?)”", text)]
        starts[article] += len(text) + 1
    matches = quoted_fragments(sentences, texts, quotes_by_article(quotes[::-1]))
    assert matches.keys() == {(row, len(texts) - 1 - row) for row in range(len(lines))}
    assert {texts[m.left][m.a.start : m.a.end] for m in matches.values()} == {
        f"Gate {n} of yard {n}," for n in range(12)
    }
