"""The facts that part two assertions, and what an announcement's "no" is of: with known failures."""

from __future__ import annotations

from datetime import date

import pytest

from ondit import claims, dates
from ondit.claims.assertions import Assertion
from ondit.claims.likeness import conflict, other_figure
from ondit.claims.reading import Places, Told, read
from ondit.claims.verdicts import negates_what_is_told, opposes, same_money
from ondit.model import Article, Kind, Label, Published, Source, Span


def assertion(text: str, kind: Kind = "rumour") -> Assertion:
    """Read a clause that is all of an article."""
    article = Article(kind, text, Source("Harbour Post", "metadata"))
    whole = Span(0, len(text), kind)
    label = Label(0, len(text), kind, kind, confidence=0.8)
    told = Told(article, [label], [whole], dates.find(text, date(2025, 5, 1)), Places([]))
    (one,) = read(told).assertions
    return one


def official(text: str) -> Assertion:
    return assertion(text, "announcement")


SOLD, FEE = "the yard may be sold", "parking may cost a fee"
FAILED = "the pumps may have failed the test"
BID = "Corvale may pay $40 million for Tolmar"


@pytest.mark.parametrize(
    ("rumour", "told", "is_opposed"),
    [
        (SOLD, "the yard will not be sold", True),
        (SOLD, "the yard will be sold", False),
        (FAILED, "the pumps did not pass the test", False),
        (FAILED, "the pumps passed the test", True),
        pytest.param(SOLD, "the yard will be sold, but not the ferry", True, id="known failure: another no"),
        pytest.param(SOLD, "the yard cannot wait to be sold", True, id="known failure: a turn of speech"),
        pytest.param(SOLD, "the yard stays", False, id="known failure: other words"),
    ],
)
def test_what_says_that_a_rumour_is_not_so(rumour: str, told: str, is_opposed: bool) -> None:
    assert opposes(assertion(rumour), official(told)) is is_opposed


@pytest.mark.parametrize(
    ("rumour", "told", "is_negated"),
    [
        ("parking would need a subscription", "there will be no fee for parking", True),
        ("there may be a fee for parking", "no date for the fee was set", False),
        pytest.param(FEE, "no small fee will be due for parking", True, id="known failure: no small fee"),
        pytest.param(
            "Corvale may sell the yard",
            "there are no plans to sell the yard",
            False,
            id="known failure: too far behind",
        ),
    ],
)
def test_a_no_right_before_what_is_told(rumour: str, told: str, is_negated: bool) -> None:
    assert negates_what_is_told(assertion(rumour), official(told)) is is_negated


@pytest.mark.parametrize(
    ("rumour", "told", "is_same"),
    [
        (BID, "Corvale will pay $60 million for Tolmar", True),
        (BID, "Corvale will pay $101 million for Tolmar", False),
        (BID, "Corvale will pay $12 a share for Tolmar", False),
        (BID, "Corvale takes a loan of $40 million for Tolmar", False),
        (BID, "Corvale will pay 40 million crowns for Tolmar", False),
        pytest.param(BID, "Corvale paid its chief $50 million", True, id="known failure: another thing"),
        pytest.param(BID, "Corvale will borrow $40 million", True, id="known failure: a loan in other words"),
        pytest.param(
            "Orr Bank may lend $40 million",
            "Lund Bank will lend $50 million",
            True,
            id="known failure: two lenders",
        ),
    ],
)
def test_sums_that_may_be_for_one_thing(rumour: str, told: str, is_same: bool) -> None:
    assert same_money(assertion(rumour), official(told)) is is_same


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("it may weigh 265 g", "it weighs 256 g", "g"),
        ("revenue may reach $3.86 billion", "revenue reached $3.9 billion", None),
        ("it may cost $13 to $14.25", "it costs $13.65", None),
        ("it may cost $13.65", "it costs $13 to $14.25", "$"),
        ("it may earn $12 a share", "it will pay $400 million", None),
        pytest.param(
            "the bridge may cost 40 crowns", "cars pay 45 crowns", "crown", id="known failure: two things"
        ),
        pytest.param("it may weigh 265 grams", "it weighs 0.3 kg", None, id="known failure: two units"),
    ],
)
def test_figures_that_cannot_be_one(one: str, other: str, unit: str | None) -> None:
    assert other_figure(assertion(one), official(other)) == unit


@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        ("the Folio 12 may sail", "the Folio 13 may sail", True),
        ("the yard may open", "the yard may not open", True),
        ("the yard may open", "the yard may open in May", False),
        pytest.param("the yard may open", "the yard may stay closed", False, id="known failure: other words"),
    ],
)
def test_what_cannot_be_one_claim(one: str, other: str, is_conflict: bool) -> None:
    assert conflict(assertion(one), assertion(other)) is is_conflict
    assert conflict(assertion(other), assertion(one)) is is_conflict


def became(rumour: str, told: str, *, is_one_article: bool = False) -> tuple[str, str | None]:
    """Return what becomes of a rumour that an article tells, and what shows it."""
    outlet = Source("Harbour Post", "metadata")
    days = [Published(day, "day", "metadata") for day in ("2025-05-01", "2025-05-10")]
    if is_one_article:
        articles = [Article("a", f"{rumour}. {told}.", outlet, published=days[0])]
    else:
        articles = [
            Article(name, text, outlet, published=day)
            for name, text, day in zip("ab", (rumour, told), days, strict=True)
        ]
    start = len(rumour) + 2 if is_one_article else 0
    labels = [
        Label(0, len(rumour), "a", "rumour", confidence=0.8),
        Label(start, start + len(told), articles[-1].id, "announcement", confidence=0.8),
    ]
    dated = {one.id: dates.find(one.text, date(2025, 5, 1)) for one in articles}
    first = next(one for one in claims.group(articles, labels, (), (), dated) if one.kind == "rumour")
    return first.status, first.evidence


@pytest.mark.parametrize(
    ("rumour", "told", "status", "evidence"),
    [
        ("the bridge may cost 40 crowns", "the bridge will cost 45 crowns", "superseded", "facts"),
        (SOLD, "the yard will be sold", "confirmed", "wording"),
        (
            "the yard at Belmore may be sold to Corvale after 40 days",
            "the yard at Belmore will be sold to Corvale for 90 days",
            "confirmed",
            "wording",
        ),
        pytest.param(
            "the yard at Belmore may be sold to Corvale with 40 boats",
            "the yard at Belmore will be sold to Corvale with its 45 boats",
            "superseded",
            "facts",
            id="known failure: beside the point",
        ),
        (BID, "Corvale will take over Tolmar", "open", None),
        (BID, "Corvale will not pay for Tolmar", "denied", "wording"),
        pytest.param(
            BID, "Corvale will pay 60 million crowns for Tolmar", "open", None, id="known failure: currencies"
        ),
    ],
)
def test_what_settles_a_rumour_and_what_shows_it(
    rumour: str, told: str, status: str, evidence: str | None
) -> None:
    assert became(rumour, told) == (status, evidence)


def test_what_stands_beside_a_rumour_in_its_article_denies_it_at_the_most() -> None:
    assert became(SOLD, "the yard will be sold", is_one_article=True)[0] == "open"
    assert became(SOLD, "the yard will not be sold", is_one_article=True)[0] == "denied"
