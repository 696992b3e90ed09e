"""What claims are headed with where their words stand in a suspect quote."""

from __future__ import annotations

from dataclasses import replace

from ondit.headings import untainted
from ondit.model import Article, Claim, Quote, Source, Span

GROWN = (
    "“Glass and film agree in every cold and their cooperation involves bending in all winters,” Ode said."
)
CLEAN = "“Glass and film agree in every cold and appreciate each other,” said Ann Ode of Nacra."


def article(name: str, text: str) -> Article:
    return Article(name, text, Source(name, "metadata"))


def whole(of: Article) -> Span:
    return Span(0, len(of.text), of.id)


def quoted(of: Article, suspect: str | None = None) -> Quote:
    return Quote(1, of.text.index("”"), of.id, suspect=suspect)


def headed(claim: Claim, quotes: list[Quote], *articles: Article) -> str:
    (found,) = untainted([claim], quotes, {one.id: one for one in articles})
    assert replace(found, text=claim.text) == claim, "nothing but the text is another"
    return found.text


ONE, TWO = article("one", GROWN), article("two", CLEAN)
CLAIM = Claim(
    "c", GROWN[1:-11], "announcement", "open", None, mentions=(whole(ONE), whole(TWO)), confidence=0.9
)


def test_a_claim_is_told_in_words_that_no_suspect_quote_has() -> None:
    assert headed(CLAIM, [quoted(ONE, "nested marks"), quoted(TWO)], ONE, TWO) == CLEAN


def test_a_claim_stays_as_it_is_told_where_nothing_is_suspect_or_nothing_better_is_there() -> None:
    assert headed(CLAIM, [quoted(ONE), quoted(TWO)], ONE, TWO) == CLAIM.text
    assert headed(CLAIM, [quoted(ONE), quoted(TWO, "grown")], ONE, TWO) == CLAIM.text, "the other one is"
    assert headed(CLAIM, [quoted(ONE, "grown"), quoted(TWO, "grown")], ONE, TWO) == CLAIM.text
    shared = replace(CLAIM, text="Glass and film agree in every cold")
    assert headed(shared, [quoted(ONE, "grown"), quoted(TWO)], ONE, TWO) == shared.text, "both have these"
    short = article("two", "“Glass and film agree,” Ode said.")
    claim = replace(CLAIM, mentions=(whole(ONE), whole(short)))
    assert headed(claim, [quoted(ONE, "nested marks")], ONE, short) == CLAIM.text, "too little of it"
