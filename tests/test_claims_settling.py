"""What became of rumours: by names, dates, deals and sums, and by what is said not to be so."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from ondit import claims, dates
from ondit.model import Article, Claim, Kind, Label, Published, Source, Subtype

RUMOUR: Kind = "rumour"
OFFICIAL: Kind = "announcement"
Clause = tuple[Kind, Subtype | None, str]
Told = tuple[str, list[Clause]]


def read(*told: Told) -> tuple[Claim, ...]:
    """Group the clauses of articles given as (day, clauses)."""
    articles, labels, dated = [], [], {}
    for number, (published, clauses) in enumerate(told):
        text, name = "", f"a{number}"
        for kind, subtype, clause in clauses:
            labels.append(Label(len(text), len(text) + len(clause), name, kind, subtype, 0.8))
            text += clause + " "
        source = Source(f"Outlet {number}", "metadata")
        articles.append(Article(name, text, source, published=Published(published, "day", "metadata")))
        dated[name] = dates.find(text, date.fromisoformat(published))
    return claims.group(articles, labels, (), (), dated)


def ended(text: str, found: tuple[Claim, ...]) -> tuple[str, str | None]:
    """Return what became of the rumour that tells some words, and the text of what settled it."""
    by_id = {claim.id: claim for claim in found}
    (one,) = [claim for claim in found if claim.kind == "rumour" and text in claim.text]
    return one.status, by_id[one.settled_by].text if one.settled_by else None


TALKS = "Corvale Shipping is in talks to buy Tolmar Ropes."
DEAL = "Corvale Shipping will acquire Tolmar Ropes for $41.50 a share in cash."
READER = "The yard of Corvale is readying a new ferry, people said."


@pytest.mark.parametrize(
    ("rumour", "status"),
    [
        ("The talks may still collapse, the people said.", "superseded"),
        ("The talks could yet end without an agreement.", "superseded"),
        ("The discussions are preliminary.", "superseded"),
        ("A deal could be announced in May.", "confirmed"),
        ("A deal could come this week.", "superseded"),
        ("A deal could come soon.", "confirmed"),
        ("A deal could come in the next four weeks.", "confirmed"),
        ("A deal could come in the next two weeks.", "superseded"),
        ("They could announce a deal within a week.", "superseded"),
        ("A deal could come within 9999,999 weeks.", "confirmed"),
        ("The terms of a deal are still to be resolved.", "superseded"),
        ("The people asked for tea.", "open"),
    ],
)
def test_what_is_said_of_talks_is_settled_by_the_deal(rumour: str, status: str) -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", TALKS), (RUMOUR, "leak", rumour)]),
        ("2025-05-20", [(OFFICIAL, None, DEAL)]),
    )
    assert ended("is in talks", found)[0] == "confirmed"
    assert ended(rumour[:12], found)[0] == status


@pytest.mark.parametrize(
    ("rumour", "later"),
    [
        ("Ostwick Partners may bid for Tolmar Ropes, brokers say.", "2025-05-20"),
        ("Talk of Corvale in talks to buy Tolmar surfaced in 2019.", "2025-05-20"),
        ("If Corvale is in talks to buy Tolmar, ropes may cost more.", "2025-05-20"),
        ("Corvale Shipping is in talks to buy Tolmar Ropes.", "2025-04-02"),
    ],
)
def test_a_deal_settles_no_other_talk(rumour: str, later: str) -> None:
    found = read(("2025-05-01", [(RUMOUR, None, rumour)]), (later, [(OFFICIAL, None, DEAL)]))
    assert ended(rumour[:12], found) == ("open", None)


@pytest.mark.parametrize(
    "done",
    ["on Thursday sealed an $11 billion merger with", "struck a deal with", "completed its takeover of"],
)
def test_a_deal_that_is_done_is_a_deal(done: str) -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", TALKS), (RUMOUR, "leak", "The talks may still collapse.")]),
        ("2025-05-20", [(OFFICIAL, None, f"Corvale Shipping {done} Tolmar Ropes.")]),
    )
    assert ended("may still", found)[0] == "superseded"


def test_a_parent_has_a_part_in_a_deal_without_what_it_owns() -> None:
    talks = "Corvale Shipping and Pella Sound Ferries parent Tolmar Corp are in talks to merge."
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", talks), (RUMOUR, "leak", "The talks may still collapse.")]),
        ("2025-05-20", [(OFFICIAL, None, "Corvale Shipping and Tolmar Corp signed a merger agreement.")]),
    )
    assert ended("may still", found)[0] == "superseded"


@pytest.mark.parametrize(
    "wish",
    ["wants to buy", "has offered to buy", "made a bid to acquire", "announced plans to review a deal with"],
)
def test_a_wish_is_no_deal(wish: str) -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", TALKS), (RUMOUR, "leak", "The talks may still collapse.")]),
        ("2025-05-20", [(OFFICIAL, None, f"Corvale Shipping {wish} Tolmar Ropes.")]),
    )
    assert ended("may still", found) == ("open", None)


def test_that_talks_may_fail_is_open_on_the_day_of_the_deal() -> None:
    found = read(
        ("2025-05-20", [(RUMOUR, "leak", TALKS), (RUMOUR, "leak", "The talks may still collapse.")]),
        ("2025-05-20", [(OFFICIAL, None, DEAL)]),
    )
    assert ended("may still", found) == ("open", None)


def test_the_talks_of_an_article_with_two_deals_are_settled_by_neither() -> None:
    other = TALKS.replace("Corvale Shipping", "Ostwick Bank").replace("Tolmar Ropes", "Belmore Mills")
    found = read(
        (
            "2025-05-01",
            [(RUMOUR, None, TALKS), (RUMOUR, None, other), (RUMOUR, None, "The talks may still collapse.")],
        ),
        ("2025-05-20", [(OFFICIAL, None, DEAL)]),
        ("2025-05-21", [(OFFICIAL, None, "Ostwick Bank will acquire Belmore Mills in cash.")]),
    )
    assert [claim.status for claim in found if claim.kind == "rumour"] == ["confirmed", "confirmed", "open"]


@pytest.mark.parametrize(
    ("rumour", "status"),
    [
        ("Corvale Shipping has discussed an offer of $38 to $40 a share for Tolmar Ropes.", "superseded"),
        ("Corvale Shipping has discussed an offer of $40 to $42 a share for Tolmar Ropes.", "confirmed"),
        ("Corvale Shipping may offer more than $40 a share for Tolmar Ropes.", "confirmed"),
        ("Corvale Shipping may offer more than $45 a share for Tolmar Ropes.", "superseded"),
        ("Corvale Shipping may offer €40 a share for Tolmar Ropes.", "open"),
    ],
)
def test_a_price_is_settled_by_the_price_in_the_same_clause(rumour: str, status: str) -> None:
    found = read(("2025-05-01", [(RUMOUR, "leak", rumour)]), ("2025-05-20", [(OFFICIAL, None, DEAL)]))
    assert ended("Corvale", found)[0] == status


def test_a_sum_of_another_size_settles_nothing() -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, None, "Corvale has secured $15 billion of debt for the bid for Tolmar.")]),
        ("2025-05-20", [(OFFICIAL, None, "Corvale will pay for Tolmar with a $2 billion loan and debt.")]),
    )
    assert ended("secured", found) == ("open", None)


@pytest.mark.parametrize(("who", "status"), [("Corvale", "open"), ("Tolmar", "confirmed")])
def test_whom_a_source_speaks_of_is_no_teller(who: str, status: str) -> None:
    rumour = "The people said Tolmar may close the yard in the autumn."
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", rumour)]),
        ("2025-05-20", [(OFFICIAL, None, f"The firm {who} said that it will close the yard in the autumn.")]),
    )
    assert ended("yard", found)[0] == status


def test_a_subject_alone_is_no_rumour_to_settle() -> None:
    rumour = "The buyout firm Ostwick Partners, which is said to like the ferries of Tolmar, spoke up."
    found = read(
        ("2025-05-01", [(RUMOUR, None, rumour)]),
        ("2025-05-20", [(OFFICIAL, None, "The buyout firm Ostwick Partners wants no yard.")]),
    )
    assert {claim.status for claim in found} == {"open"}


def test_a_loan_is_not_settled_by_a_price() -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, None, "Ostwick may lend $3 billion for a bid by Corvale for Tolmar.")]),
        ("2025-05-20", [(OFFICIAL, None, "Corvale will buy Tolmar for $4 billion.")]),
    )
    assert ended("lend", found) == ("open", None)


@pytest.mark.parametrize(
    ("rumour", "status"),
    [
        ("It could be on sale in September.", "superseded"),
        ("It could be on sale in June.", "confirmed"),
        ("We guess that it will miss September.", "superseded"),
        ("We guess that it will miss 3 June.", "confirmed"),
        ("A cabin could be on sale in September.", "open"),
    ],
)
def test_the_date_of_the_one_thing_of_a_story_is_settled(rumour: str, status: str) -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", READER), (RUMOUR, "leak", rumour)]),
        (
            "2025-05-20",
            [
                (OFFICIAL, None, "The yard of Corvale today introduced Skiff."),
                (OFFICIAL, None, "It will be available in Belmore on 24 June 2025."),
                (OFFICIAL, None, "Ticket counters open on 30 May 2025."),
            ],
        ),
    )
    assert ended(rumour[:6], found)[0] == status


def test_a_date_is_open_where_the_story_begins_two_things() -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", READER), (RUMOUR, "leak", "It could be on sale in September.")]),
        (
            "2025-05-20",
            [
                (OFFICIAL, None, "They say Skiff will be available in Belmore on 24 June 2025."),
                (OFFICIAL, None, "They say Punt will be available in Belmore on 2 July 2025."),
            ],
        ),
    )
    assert ended("on sale", found) == ("open", None)


@pytest.mark.parametrize(
    ("official", "status"),
    [
        ("The plan, code-named Project Skiff, began in March, Corvale said.", "confirmed"),
        ("Corvale today introduced Skiff.", "open"),
        ("Corvale has repaired its skiff.", "open"),
    ],
)
def test_a_name_is_confirmed_where_it_is_given(official: str, status: str) -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, "leak", "Inside Corvale the ferry is known as “Project Skiff”.")]),
        ("2025-05-20", [(OFFICIAL, None, "Corvale spoke."), (OFFICIAL, None, official)]),
    )
    assert ended("Inside", found)[0] == status


@pytest.mark.parametrize(
    ("official", "status"),
    [
        ("There will be no subscription for parking in Belmore.", "denied"),
        ("Parking in Belmore is free of charge.", "denied"),
        ("No date is known for the ferry in Belmore.", "open"),
    ],
)
def test_a_fee_is_denied_by_none(official: str, status: str) -> None:
    found = read(
        (
            "2025-05-01",
            [(RUMOUR, None, "they say parking in Belmore would need a subscription of £4.99 a month")],
        ),
        ("2025-05-20", [(OFFICIAL, None, official)]),
    )
    assert ended("parking", found)[0] == status


def test_what_did_not_pass_has_failed() -> None:
    found = read(
        (
            "2025-05-01",
            [(RUMOUR, None, "they say the northern pumps at Belmore failed two tests of the alarm")],
        ),
        (
            "2025-05-20",
            [(OFFICIAL, None, "the northern pumps at Belmore did not pass the tests of the alarm")],
        ),
    )
    assert ended("pumps", found)[0] == "confirmed"


def test_what_only_would_be_settles_nothing_in_a_later_part_either() -> None:
    told = "the ferry would cost 599 crowns and fold once down the middle like a paperback"
    found = read(
        ("2025-05-01", [(RUMOUR, None, "the ferry will fold once down the middle like a paperback")]),
        ("2025-05-20", [(OFFICIAL, None, f"it said that {told}")]),
    )
    assert ended("fold once", found) == ("open", None)


def test_what_a_rumour_came_to_does_not_hang_on_the_order_of_articles() -> None:
    told: list[Told] = [
        ("2025-05-01", [(RUMOUR, "leak", TALKS), (RUMOUR, "leak", "The talks may still collapse.")]),
        ("2025-05-20", [(OFFICIAL, None, DEAL)]),
        ("2025-05-21", [(OFFICIAL, None, "Corvale Shipping said it will acquire Tolmar Ropes.")]),
    ]
    ends = {
        tuple(sorted(ended(text, read(*order))[0] for text in ("is in talks", "may still")))
        for order in permutations(told)
    }
    assert ends == {("confirmed", "superseded")}


@pytest.mark.parametrize(
    "piece", ["A", "A-", "Corvale ", "Corvale cited ", "talks to ", "take it ", "no ", "known as A ", "$5 "]
)
def test_much_of_one_thing_makes_two_claims_at_most(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    found = read(("2025-05-01", [(RUMOUR, None, text)]), ("2025-05-20", [(OFFICIAL, None, text)]))
    assert len(found) <= 2


@pytest.mark.parametrize("later", ["2025-05-20", "2026-04-30"])
def test_a_rumour_is_settled_within_a_year(later: str) -> None:
    rumour = "the mayor of Belmore may sell the old customs shed by the quay"
    told = "the mayor of Belmore will sell the old customs shed by the quay"
    found = read(("2025-05-01", [(RUMOUR, None, rumour)]), (later, [(OFFICIAL, None, told)]))
    assert ended("may sell", found)[0] == "confirmed"


@pytest.mark.parametrize(
    ("first", "later", "when"),
    [("2025-05-01", "2025-05-20", " 95,688 months from now"), ("9999-12-30", "9999-12-31", "")],
)
def test_a_rumour_is_settled_up_to_the_end_of_the_calendar(first: str, later: str, when: str) -> None:
    rumour = f"Corvale Shipping is in talks to buy Tolmar Ropes{when}."
    found = read((first, [(RUMOUR, None, rumour)]), (later, [(OFFICIAL, None, DEAL)]))
    assert ended("in talks", found)[0] == "confirmed"


def test_what_is_announced_years_later_settles_nothing() -> None:
    rumour = "the mayor of Belmore may sell the old customs shed by the quay"
    told = "the mayor of Belmore will sell the old customs shed by the quay"
    found = read(("2025-05-01", [(RUMOUR, None, rumour)]), ("2027-05-20", [(OFFICIAL, None, told)]))
    assert ended("may sell", found) == ("open", None)


def test_an_article_does_not_confirm_its_own_rumour_without_saying_so() -> None:
    rumour = "the mayor of Belmore may sell the old customs shed by the quay,"
    told = "the mayor of Belmore will sell the old customs shed by the quay"
    (one,) = [
        claim
        for claim in read(("2025-05-01", [(RUMOUR, None, rumour), (OFFICIAL, None, told)]))
        if claim.kind == "rumour"
    ]
    assert one.status == "open"
    found = read(("2025-05-01", [(RUMOUR, None, rumour), (OFFICIAL, "confirmation", told)]))
    assert ended("may sell", found)[0] == "confirmed"


def test_announcements_of_strangers_settle_nothing() -> None:
    here, there = "they met the mayor of Belmore", "they met the mayor of Tolmar"
    rumour: Clause = (RUMOUR, None, "they say the tests of the new alarm may take two weeks.")
    told: Clause = (OFFICIAL, None, "they say the tests of the new alarm will take two weeks.")
    strangers = read(
        ("2025-05-01", [rumour, (RUMOUR, None, here)]), ("2025-05-20", [told, (OFFICIAL, None, there)])
    )
    assert ended("may take", strangers) == ("open", None)
    kin = read(("2025-05-01", [rumour, (RUMOUR, None, here)]), ("2025-05-20", [told, (OFFICIAL, None, here)]))
    assert ended("may take", kin)[0] == "confirmed"


def test_the_last_date_that_was_announced_counts() -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, None, "they say the opening of the Belmore bridge will slip into 2026.")]),
        ("2025-05-02", [(OFFICIAL, None, "they say the Belmore bridge opens on 1 October 2025.")]),
        ("2025-05-09", [(OFFICIAL, None, "they say the Belmore bridge will open to cars on 2 March 2026.")]),
    )
    assert ended("slip", found) == ("confirmed", found[2].text)


def test_strangers_do_not_contradict_each_other() -> None:
    here, there = "they met the mayor of Belmore", "they met the mayor of Tolmar"
    left: Clause = (OFFICIAL, None, "they say the new ferry weighs 265 tonnes.")
    right: Clause = (OFFICIAL, None, "they say the new ferry weighs 256 tonnes.")
    for other, count in ((there, 0), (here, 2)):
        found = read(
            ("2025-05-01", [left, (OFFICIAL, None, here)]), ("2025-05-20", [right, (OFFICIAL, None, other)])
        )
        assert sum(bool(claim.contradicts) for claim in found) == count


def test_units_alone_make_no_contradiction() -> None:
    found = read(
        ("2025-05-01", [(OFFICIAL, None, "for $4 billion in cash.")]),
        ("2025-05-02", [(OFFICIAL, None, "for $7 billion on Monday.")]),
    )
    assert not any(claim.contradicts for claim in found)


def test_an_announcement_contradicts_no_rumour_that_was_superseded() -> None:
    found = read(
        ("2025-05-01", [(RUMOUR, None, "they say the new ferry of Belmore would cost 60 crowns a trip.")]),
        ("2025-05-20", [(OFFICIAL, None, "the new ferry of Belmore will cost 45 crowns a trip.")]),
        ("2025-05-21", [(OFFICIAL, None, "the new ferry of Belmore will cost 44 crowns a trip.")]),
    )
    assert [bool(claim.contradicts) for claim in found] == [False, True, True]


@pytest.mark.parametrize(
    ("announced", "subtype", "evidence"),
    [
        ("Corvale Shipping confirmed that its yard at Belmore will close this year.", "confirmation", "said"),
        ("Corvale Shipping will close its yard at Belmore on 3 July 2025, it said.", None, "facts"),
        ("Corvale Shipping will close its yard at Belmore, it said.", None, "wording"),
    ],
)
def test_what_shows_that_a_rumour_is_settled_is_told(
    announced: str, subtype: Subtype | None, evidence: str
) -> None:
    rumour = "Corvale Shipping may close its yard at Belmore in July 2025."
    found = read(("2025-05-01", [(RUMOUR, None, rumour)]), ("2025-05-09", [(OFFICIAL, subtype, announced)]))
    assert [(claim.status, claim.evidence) for claim in found] == [("confirmed", evidence), ("open", None)]
