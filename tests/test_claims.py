"""Claims: what is one assertion, what is not, what became of a rumour, and what speaks against it."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dated import dated
from ondit import claims, dates
from ondit.claims import designators
from ondit.model import (
    Article,
    Claim,
    First,
    Kind,
    Label,
    Match,
    Occurrence,
    Sentence,
    Source,
    Span,
    Statement,
    Subtype,
)

DAY = len("2025-05-01")
RUMOUR: Kind = "rumour"
OFFICIAL: Kind = "announcement"
NEITHER: Kind = "neither"
Row = tuple[str | None, Kind, Subtype | None, str]


def articles_of(rows: tuple[Row, ...]) -> list[Article]:
    """Make an article of each row."""
    return [
        dated(f"a{number}", f"Outlet {number}", published, text)
        for number, (published, _, _, text) in enumerate(rows)
    ]


def tell(*rows: Row) -> tuple[Claim, ...]:
    """Group clauses given as (published, kind, subtype, text), one article each."""
    articles = articles_of(rows)
    labels = [
        Label(0, len(text), article.id, kind=kind, subtype=subtype, confidence=0.8)
        for article, (_, kind, subtype, text) in zip(articles, rows, strict=True)
    ]
    dated = {
        article.id: dates.find(text, date.fromisoformat((published + "-01")[:DAY]) if published else None)
        for article, (published, _, _, text) in zip(articles, rows, strict=True)
    }
    return claims.group(articles, labels, (), (), dated)


def test_the_same_assertion_in_other_words_is_one_claim() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may buy the shipyard at Belmore"),
        ("2025-05-02", RUMOUR, None, "a takeover of the Belmore shipyard by Corvale is likely"),
        ("2025-05-02", RUMOUR, None, "the ferry could be late all summer"),
    )
    assert [len(claim.mentions) for claim in found] == [2, 1]
    assert found[0].text == "Corvale may buy the shipyard at Belmore"


def test_what_a_thing_is_called_is_not_what_is_told_of_it() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "it could be the Corvale Folio 12"),
        ("2025-05-01", RUMOUR, None, "the Corvale Folio 12 will come with two screens and a stylus"),
        ("2025-05-02", RUMOUR, None, "the phone, which is likely the long-awaited Corvale Folio 12"),
        ("2025-05-02", RUMOUR, None, "Corvale is likely to benefit from years of expertise"),
        ("2025-05-03", RUMOUR, None, "the new one may be called Corvale Folio 12"),
    )
    assert [[span.article for span in claim.mentions] for claim in found] == [
        ["a0", "a2", "a4"],
        ["a1"],
        ["a3"],
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_another_thing"),
    [
        ("it could be the Folio 12", "The Folio 12 will have two screens", True),
        ("the Folio 12 comes in May", "a phone known as the new Folio 12", True),
        ("it could be the Folio 12", "the phone may be called Folio 12", False),
        ("the Folio 12 will be late", "the Folio 12 is thin", False),
        ("it will be powered by a Kestrel 8 Gen 1", "the Kestrel 8 Gen 1 is fast", False),
        ("it could be the Folio 12", "cases for the Folio 12 leaked", False),
    ],
)
def test_a_designator_is_given_or_spoken_of(one: str, other: str, *, is_another_thing: bool) -> None:
    (designator,) = designators.find(one)[0]
    assert designators.says_another_thing(one, other, designator) == is_another_thing
    assert designators.says_another_thing(other, one, designator) == is_another_thing


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "the shipyard at Belmore may cost 40 million crowns",
            "the shipyard at Belmore may cost 65 million crowns",
        ),
        ("the ferry to Belmore may sail in June 2025", "the ferry to Belmore may sail in August 2025"),
        ("they say Corvale may buy the shipyard", "they say Tolmar may buy the shipyard"),
        ("the shipyard at Belmore may close", "the shipyard at Belmore may never close"),
    ],
)
def test_another_fact_is_another_claim(left: str, right: str) -> None:
    assert len(tell(("2025-05-01", RUMOUR, None, left), ("2025-05-02", RUMOUR, None, right))) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the shipyard may cost 3.86 billion crowns", "the shipyard may cost some 3.9 billion crowns"),
        ("the shipyard may cost 2.48 billion crowns", "the shipyard may cost 2,480 million crowns"),
        (
            "Corvale will not open the shipyard until 3 May 2025",
            "Corvale will open the shipyard on 3 May 2025",
        ),
    ],
)
def test_the_same_fact_in_another_form_is_the_same_claim(left: str, right: str) -> None:
    assert len(tell(("2025-05-01", RUMOUR, None, left), ("2025-05-02", RUMOUR, None, right))) == 1


def test_a_shares_price_is_no_other_figure_for_what_a_deal_is_worth() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may offer $38 a share for the shipyard at Belmore"),
        ("2025-05-09", OFFICIAL, None, "Corvale will buy the shipyard at Belmore, a deal worth $3.9 billion"),
    )
    assert found[0].status == "open"


@pytest.mark.parametrize(("differs", "count"), [(None, 1), ("numbers: 2 → 3", 2)])
def test_a_paraphrase_whose_facts_agree_makes_one_claim_of_two(differs: str | None, count: int) -> None:
    rows: tuple[Row, ...] = (
        ("2025-05-01", RUMOUR, None, "Corvale may buy the shipyard at Belmore from its founders this summer"),
        (
            "2025-05-02",
            RUMOUR,
            None,
            "the founders are thought to let Corvale have it all, shipyard and docks and cranes",
        ),
    )
    articles = articles_of(rows)
    labels = [Label(0, len(a.text), a.id, kind=RUMOUR, confidence=0.8) for a in articles]
    left, right = (Span(0, len(a.text), a.id) for a in articles)
    meant = Match(left, right, 71.0, "paraphrase", 0, 1, differs)
    assert len(claims.group(articles, labels, (), (), {})) == 2
    assert len(claims.group(articles, labels, (), (), {}, matches=[meant])) == count


def test_assertions_that_share_only_names_are_apart() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "for Corvale Ann Ode paints ferries"),
        ("2025-05-02", RUMOUR, None, "for Corvale Ann Ode collects stamps"),
    )
    assert len(found) == 2


def test_a_clause_that_is_neither_but_tells_the_same_is_a_mention() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may buy 2 old shipyards at Belmore"),
        ("2025-05-02", NEITHER, None, "Corvale to buy 2 old shipyards at Belmore"),
        ("2025-05-02", NEITHER, None, "the weather at Belmore was fine"),
        ("2025-05-02", NEITHER, "non-disclosure", "nobody said whether Corvale may buy 2 old shipyards"),
    )
    assert [[span.article for span in claim.mentions] for claim in found] == [["a0", "a1"]]


def test_a_rumour_is_confirmed_by_a_later_announcement() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may buy the shipyard at Belmore"),
        (
            "2025-05-09",
            OFFICIAL,
            "confirmation",
            "Corvale confirmed that it will buy the shipyard at Belmore",
        ),
    )
    assert (found[0].status, found[0].settled_by) == ("confirmed", found[1].id)


def test_talks_are_confirmed_by_the_deal() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, "leak", "people say Corvale is in advanced talks to buy Tolmar"),
        ("2025-05-09", OFFICIAL, None, "today Corvale agreed to acquire Tolmar"),
    )
    assert (found[0].status, found[0].settled_by) == ("confirmed", found[1].id)


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("2025-05-01", OFFICIAL, None, "Corvale will buy the shipyard at Belmore"),
            ("2025-05-09", RUMOUR, None, "Corvale may buy the shipyard at Belmore"),
        ),
        (
            ("2025-05-01", RUMOUR, None, "they say Corvale may buy the shipyard on the island"),
            ("2025-05-09", OFFICIAL, None, "we hear Tolmar will buy the shipyard on the island"),
        ),
        (
            ("2025-05-01", RUMOUR, None, "Corvale may buy the shipyard at Belmore"),
            ("2025-05-09", OFFICIAL, None, "the union would back whoever may buy the shipyard at Belmore"),
        ),
        (
            (None, RUMOUR, None, "Corvale may buy the shipyard at Belmore"),
            ("2025-05-09", OFFICIAL, None, "Corvale will buy the shipyard at Belmore"),
        ),
        (
            ("2025-05-01", RUMOUR, None, "Corvale may buy the shipyard at Belmore"),
            ("2025-05-09", OFFICIAL, None, "Corvale said its ferries never sail without a crew"),
        ),
    ],
    ids=["told earlier", "another buyer", "a condition", "no date", "another thing"],
)
def test_what_settles_nothing(rows: tuple[Row, ...]) -> None:
    (rumour,) = [claim for claim in tell(*rows) if claim.kind == "rumour"]
    assert (rumour.status, rumour.settled_by) == ("open", None)


def test_a_rumour_is_denied_by_a_denial() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may close the shipyard at Belmore"),
        ("2025-05-02", OFFICIAL, "denial", "Corvale denied that it will close the shipyard at Belmore"),
    )
    assert (found[0].status, found[0].settled_by) == ("denied", found[1].id)
    assert found[0].standing == "contradicted"


def test_a_number_and_a_dateline_are_no_part_of_what_is_asserted() -> None:
    found = tell(
        (
            "2025-05-01",
            RUMOUR,
            None,
            "BELMORE (Altmere) - Corvale ( CRV.N ), the No. 2 yard, may buy Tolmar TLM.O",
        ),
        ("2025-05-09", OFFICIAL, None, "(Altmere) - Corvale will buy Tolmar ( TLM.O )"),
    )
    assert found[0].status == "confirmed"


def test_what_is_announced_after_a_denial_is_the_last_word() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may close the shipyard at Belmore"),
        ("2025-05-02", OFFICIAL, "denial", "Corvale denied that it will close the shipyard at Belmore"),
        ("2025-05-09", OFFICIAL, None, "Corvale will shut its shipyard at Belmore"),
        ("2025-05-10", OFFICIAL, "denial", "Corvale had denied that it will close the shipyard at Belmore"),
    )
    assert (found[0].status, found[0].settled_by) == ("confirmed", found[2].id)
    assert found[0].standing == "on the record"


@pytest.mark.parametrize(
    ("rumour", "settling", "status"),
    [
        ("the ferry to Belmore may cost 60 crowns", "the ferry to Belmore will cost 45 crowns", "superseded"),
        (
            "the ferry to Belmore may cost 40 crowns to 50 crowns",
            "the ferry to Belmore costs 45 crowns",
            "confirmed",
        ),
        (
            "the Belmore ferry may start in June 2025",
            "the Belmore ferry will start in August 2025",
            "superseded",
        ),
        (
            "the Belmore ferry may start in June 2025",
            "the Belmore ferry will start on 9 June 2025",
            "confirmed",
        ),
        ("the Belmore ferry may cost 60 crowns", "the Belmore ferry will be free of charge", "denied"),
    ],
)
def test_figures_and_dates_tell_what_became_of_a_rumour(rumour: str, settling: str, status: str) -> None:
    found = tell(("2025-05-01", RUMOUR, None, rumour), ("2025-05-09", OFFICIAL, None, settling))
    assert (found[0].status, found[0].settled_by) == (status, found[1].id)


def test_silence_settles_nothing_but_a_date_that_passed() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "the Belmore ferry will likely start in June 2025"),
        ("2025-05-02", RUMOUR, None, "the old chapel may be sold in December 2025"),
        ("2025-09-09", OFFICIAL, None, "the council adopted a budget for schools"),
    )
    assert {claim.text: claim.status for claim in found if claim.kind == "rumour"} == {
        "the Belmore ferry will likely start in June 2025": "expired",
        "the old chapel may be sold in December 2025": "open",
    }
    event = found[0].history[-1]
    assert (event.step, event.published, event.claim) == ("expired", "2025-06-30", None)


def test_a_rumour_has_a_life() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may close the shipyard at Belmore"),
        ("2025-05-01", RUMOUR, None, "the shipyard at Belmore may close, Corvale people say"),
        ("2025-05-03", RUMOUR, None, "Corvale may soon close the shipyard at Belmore"),
        ("2025-05-09", OFFICIAL, "denial", "Corvale denied that it will close the shipyard at Belmore"),
        ("2025-05-09", RUMOUR, None, "talk that Corvale may close the shipyard at Belmore"),
        ("2025-06-01", RUMOUR, None, "rumour has it Corvale may close the shipyard at Belmore"),
        (None, RUMOUR, None, "Corvale may close the shipyard at Belmore, we hear"),
    )
    rumour, denial = found
    assert [(event.step, event.published, len(event.places)) for event in rumour.history] == [
        ("first seen", "2025-05-01", 2),
        ("repeated", "2025-05-03", 1),
        ("repeated", "2025-05-09", 1),
        ("denied", "2025-05-09", 1),
        ("zombie", "2025-06-01", 1),
        ("repeated", None, 1),
    ]
    assert rumour.history[3].claim == denial.id
    assert [event.step for event in denial.history] == ["first seen"]


def test_a_month_gives_no_order_among_its_days() -> None:
    found = tell(
        ("2025-05", RUMOUR, None, "Corvale may close the shipyard at Belmore"),
        ("2025-05-03", RUMOUR, None, "Corvale may soon close the shipyard at Belmore"),
        ("2025-05-09", RUMOUR, None, "Corvale may close its shipyard at Belmore"),
        ("2025-06", RUMOUR, None, "talk that Corvale may close the shipyard at Belmore"),
    )
    assert [(event.step, event.published, len(event.places)) for event in found[0].history] == [
        ("first seen", "2025-05-03", 2),
        ("repeated", "2025-05-09", 1),
        ("repeated", "2025-06", 1),
    ]


def test_a_part_is_shown_with_its_subject() -> None:
    text = "Corvale will replace all 38 fans and carry 90 million crowns of the cost."
    article = Article("a", text, Source("Quay", "metadata"))
    labels = [Label(0, len(text), "a", kind=OFFICIAL, confidence=0.8)]
    shown = [claim.text for claim in claims.group([article], labels, (), [Sentence(0, len(text), "a")], {})]
    assert shown == ["Corvale will replace all 38 fans", "Corvale … carry 90 million crowns of the cost."]


def test_a_figure_that_only_one_can_have_right_contradicts() -> None:
    found = tell(
        ("2025-05-01", OFFICIAL, None, "the new ferry carries 265 cars"),
        ("2025-05-01", OFFICIAL, None, "the new ferry carries 256 cars"),
        ("2025-05-01", OFFICIAL, None, "the new ferry carries 40 crew"),
    )
    assert [claim.contradicts for claim in found] == [(found[1].id,), (found[0].id,), ()]
    assert [claim.standing for claim in found] == ["contradicted", "contradicted", "on the record"]


@pytest.mark.parametrize(
    ("left", "right", "contrary"),
    [
        ("Corvale saves $110 million in two years", "Corvale saves $101 million a year in two years", True),
        ("the ferry to Belmore sails in May", "the ferry to Belmore never sails in May", True),
        ("the Belmore ferry sails with 40 cars", "the Belmore ferry sails with 40 cars and 9 carts", False),
        ("the ferry to Belmore sails with 40 cars", "the bridge in Tolmar bears 60 cars", False),
        ("the ferry sails", "the ferry never sails", False),
    ],
)  # fmt: skip
def test_what_cannot_be_true_together(left: str, right: str, contrary: bool) -> None:
    found = tell(("2025-05-01", OFFICIAL, None, left), ("2025-05-02", OFFICIAL, None, right))
    assert any(claim.contradicts for claim in found) is contrary


def test_figures_of_two_times_do_not_contradict() -> None:
    found = tell(
        ("2025-05-01", OFFICIAL, None, "the ferry carried 265 cars in May 2024"),
        ("2025-06-01", OFFICIAL, None, "the ferry carried 256 cars in May 2025"),
    )
    assert [claim.contradicts for claim in found] == [(), ()]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("it may be the Folio 12 Plus", "the reader could be called Folio 12+", True),
        ("it may use the Kestrel 8+ Gen 1 chip", "a Kestrel 8 Gen 1 Plus chip is likely", True),
        ("it may be the Folio 12", "it may be the Folio 13", False),
        ("it may be the Folio 12", "it may be the first Folio 12 series reader", True),
        ("some 350 people may go", "people may go", True),
    ],
)
def test_names_with_figures(left: str, right: str, same: bool) -> None:
    found = tell(("2025-05-01", RUMOUR, None, left), ("2025-05-02", RUMOUR, None, right))
    assert len(found) == (1 if same else 2)


def test_a_launch_in_a_month_is_one_claim_with_and_without_its_year() -> None:
    found = tell(
        ("2025-05-01", OFFICIAL, None, "the new ferry will launch in July 2025"),
        (None, OFFICIAL, None, "Corvale said its ship will arrive in July this year"),
        ("2025-05-01", OFFICIAL, None, "the new ferry will launch in August 2025"),
    )
    assert [len(claim.mentions) for claim in found] == [2, 1]


def test_several_outlets_stand_better_than_one() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "Corvale may close the shipyard at Belmore"),
        ("2025-05-03", RUMOUR, None, "Corvale may soon close the shipyard at Belmore"),
        ("2025-05-03", RUMOUR, None, "the chapel is said to be haunted"),
    )
    assert [claim.standing for claim in found] == ["several outlets", "one outlet"]


def test_the_order_of_articles_and_labels_changes_nothing() -> None:
    rows: tuple[Row, ...] = (
        ("2025-05-01", RUMOUR, None, "Corvale may buy the shipyard at Belmore"),
        ("2025-05-02", RUMOUR, None, "the Belmore shipyard is said to be bought by Corvale"),
        ("2025-05-09", OFFICIAL, None, "Corvale will buy the shipyard at Belmore and keep 40 of its crew"),
        ("2025-05-09", OFFICIAL, None, "Corvale will keep 30 of the crew of the shipyard"),
    )
    articles = articles_of(rows)
    labels = [
        Label(0, len(text), article.id, kind=kind, confidence=0.8)
        for article, (_, kind, _, text) in zip(articles, rows, strict=True)
    ]
    expected = claims.group(articles, labels, (), (), {})
    for shuffled in permutations(range(len(rows))):
        again = claims.group([articles[n] for n in shuffled], [labels[n] for n in shuffled], (), (), {})
        assert again == expected


WORDS = st.sampled_from(
    "Corvale Tolmar Belmore yard may will buy close open not 40 65 million crowns in May 2025 and".split()
)
ROWS = st.tuples(
    st.sampled_from([None, "2025-05-01", "2025-05-02", "2025-06-01"]),
    st.sampled_from([RUMOUR, OFFICIAL, NEITHER]),
    st.sampled_from([None, "denial", "leak"]),
    st.lists(WORDS, min_size=1, max_size=9).map(" ".join),
)


@given(st.lists(ROWS, max_size=8), ROWS)
def test_an_article_more_deletes_no_mention(rows: list[Row], more: Row) -> None:
    kinds = {f"a{number}": kind for number, (_, kind, _, _) in enumerate(rows)}
    before = {
        span for claim in tell(*rows) for span in claim.mentions if kinds[span.article or ""] != NEITHER
    }
    after = {span for claim in tell(*rows, more) for span in claim.mentions}
    assert before <= after


@given(st.lists(ROWS, max_size=8))
def test_a_claims_life_is_its_mentions(rows: list[Row]) -> None:
    found = tell(*rows)
    known = {claim.id: claim for claim in found}
    for claim in found:
        told = [event for event in claim.history if event.step in ("first seen", "repeated", "zombie")]
        assert [span for event in told for span in event.places] == list(claim.mentions)
        assert told[0].step == "first seen"
        dated = [event.published for event in told if event.published]
        assert dated == sorted(dated)
        for other in claim.contradicts:
            assert claim.id in known[other].contradicts
        if claim.settled_by:
            assert (claim.kind, known[claim.settled_by].kind) == ("rumour", "announcement")


@pytest.mark.parametrize("piece", ["and will ", "Corvale ", "40 ", "not ", "; ", "at a price of "])
def test_much_of_one_thing_makes_one_claim_at_most(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert len(tell(("2025-05-01", RUMOUR, None, text))) <= 1


def test_a_wording_that_tells_more_than_a_claim_is_not_its_text() -> None:
    text = "Corvale will replace all 38 fans by May and carry 90 million crowns of the cost."
    rows: tuple[Row, ...] = (("2025-05-01", OFFICIAL, None, text), ("2025-05-01", OFFICIAL, None, text))
    articles = articles_of(rows)
    labels = [Label(0, len(text), a.id, kind=OFFICIAL, confidence=0.8) for a in articles]
    places = tuple(Occurrence(0, len(text), article.id) for article in articles)
    whole = Statement("s", text, places, First(("a0", "a1"), "2025-05-01"))
    found = claims.group(articles, labels, [whole], (), {})
    assert [claim.text for claim in found] == [
        "Corvale will replace all 38 fans by May",
        "Corvale … carry 90 million crowns of the cost.",
    ]
