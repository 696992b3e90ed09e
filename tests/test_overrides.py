"""What a reader says of claims: found again whatever the claims are by then, and followed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dated import dated
from ondit import pipeline
from ondit.errors import UsageError
from ondit.model import Claim, Event, Kind, Span, Status
from ondit.overrides import Anchor, Override, anchored, apply, unmatched
from ondit.spans import told_order
from quality import sample

TALKS = "Corvale may buy the yard at Belmore"
SOON = "the Belmore yard is said to go to Corvale"
PRICE = "it may cost 40 million"
DEAL = "Corvale will buy the Belmore yard"
NO = "Corvale denied any interest in the yard"
FERRY = "a ferry is rumoured to be built in Tarn"
TEXTS = (
    ("quay", "Quay News", "2025-03-01", (TALKS, PRICE)),
    ("tarn", "Tarn Weekly", "2025-03-02", (SOON, FERRY)),
    ("ledger", "The Ledger", "2025-03-04", (DEAL, TALKS)),
    ("orbit", "Orbit Daily", "2025-03-06", (NO, PRICE)),
    ("note", "Quay News", None, (FERRY,)),
)


ARTICLES = tuple(dated(name, outlet, date, ". ".join(told)) for name, outlet, date, told in TEXTS)
BY_ID = {one.id: one for one in ARTICLES}


def at(name: str, words: str) -> Span:
    start = BY_ID[name].text.index(words)
    return Span(start, start + len(words), name)


def hold(name: str, words: str) -> Anchor:
    return anchored(at(name, words), BY_ID[name])


def claim(
    name: str, kind: Kind, *mentions: Span, status: Status = "open", settled_by: str | None = None
) -> Claim:
    first = mentions[0]
    text = BY_ID[first.article or ""].text[first.start : first.end]
    return Claim(name, text, kind, status, None, mentions, settled_by, confidence=0.7)


BUY = claim(
    "c-buy", "rumour", at("quay", TALKS), at("ledger", TALKS), status="confirmed", settled_by="c-deal"
)
COST = claim("c-cost", "rumour", at("quay", PRICE), at("orbit", PRICE))
GO = claim("c-go", "rumour", at("tarn", SOON))
SHIP = claim("c-ship", "rumour", at("tarn", FERRY), at("note", FERRY))
SIGNED = claim("c-deal", "announcement", at("ledger", DEAL))
DENIAL = claim("c-no", "announcement", at("orbit", NO))
CLAIMS = (BUY, COST, GO, SHIP, SIGNED, DENIAL)


def minute(number: int) -> str:
    return f"2025-04-01T09:{number:02}:00+00:00"


def status(anchor: Anchor, value: Status, other: Anchor | None = None, when: int = 0) -> Override:
    return Override("status", anchor, minute(when), value, other)


def merge(one: Anchor, other: Anchor, when: int = 0) -> Override:
    return Override("merge", one, minute(when), other=other)


def apart(anchor: Anchor, when: int = 0) -> Override:
    return Override("apart", anchor, minute(when))


def followed(*overrides: Override) -> dict[str, Claim]:
    return {one.id: one for one in apply(CLAIMS, overrides, ARTICLES)}


def holding(claims: tuple[Claim, ...], mention: Span) -> Claim:
    return next(one for one in claims if mention in one.mentions)


def test_without_overrides_everything_stays_as_it_was() -> None:
    assert apply(CLAIMS, (), ARTICLES) == CLAIMS
    assert unmatched(CLAIMS, (), ARTICLES) == ()


def test_a_reader_says_what_became_of_a_claim() -> None:
    claims = followed(status(hold("note", FERRY), "denied"))
    assert claims["c-ship"].status == "denied"
    assert claims["c-ship"].settled_by is None
    assert claims["c-ship"].standing == "contradicted"
    assert claims["c-ship"].overridden == ("status",)
    assert {name: one for name, one in claims.items() if name != "c-ship"} == {
        one.id: one for one in CLAIMS if one is not SHIP
    }


def test_what_settles_a_claim_by_the_reader_is_in_its_life() -> None:
    claims = followed(status(hold("tarn", SOON), "denied", hold("orbit", NO)))
    assert claims["c-go"].settled_by == "c-no"
    assert claims["c-go"].history == (
        Event("first seen", "2025-03-02", (at("tarn", SOON),)),
        Event("denied", "2025-03-06", (at("orbit", NO),), "c-no"),
    )


def test_what_was_found_to_settle_a_claim_stays_only_where_its_status_does() -> None:
    assert followed(status(hold("quay", TALKS), "confirmed"))["c-buy"].settled_by == "c-deal"
    assert followed(status(hold("quay", TALKS), "denied"))["c-buy"].settled_by is None
    reopened = followed(status(hold("quay", TALKS), "open"))["c-buy"]
    assert (reopened.status, reopened.settled_by) == ("open", None)
    assert [event.step for event in reopened.history] == ["first seen", "repeated"]


def test_an_open_claim_has_nothing_that_settles_it() -> None:
    claims = followed(status(hold("quay", TALKS), "open", hold("orbit", NO)))
    assert claims["c-buy"].settled_by is None


def test_a_claim_does_not_settle_itself() -> None:
    assert followed(status(hold("tarn", SOON), "confirmed", hold("tarn", SOON)))["c-go"].settled_by is None


def test_a_status_whose_settling_mention_is_gone_still_holds() -> None:
    lost = Anchor(0, 5, "gone", "words")
    override = status(hold("tarn", SOON), "confirmed", lost)
    assert followed(override)["c-go"].status == "confirmed"
    assert followed(override)["c-go"].settled_by is None
    assert unmatched(CLAIMS, [override], ARTICLES) == ()


def test_merged_claims_are_the_one_told_first_with_the_mentions_of_both_in_order() -> None:
    claims = followed(merge(hold("tarn", SOON), hold("ledger", TALKS)))
    assert "c-go" not in claims
    merged = claims["c-buy"]
    assert merged.mentions == (at("quay", TALKS), at("tarn", SOON), at("ledger", TALKS))
    assert merged.kind == "rumour"
    assert (merged.status, merged.settled_by) == ("confirmed", "c-deal")
    assert merged.standing == "on the record"
    assert merged.overridden == ("merge",)


def test_a_merged_claim_is_shown_by_the_surest_of_the_kind_that_it_was_told_with() -> None:
    found = (BUY, replace(GO, confidence=0.8), replace(SIGNED, confidence=0.9))
    overrides = [
        merge(hold("quay", TALKS), hold("tarn", SOON)),
        merge(hold("quay", TALKS), hold("ledger", DEAL), when=1),
    ]
    (merged,) = apply(found, overrides, ARTICLES)
    assert (merged.id, merged.text, merged.confidence) == ("c-buy", SOON, 0.8)


def test_a_mention_set_apart_that_is_merged_elsewhere_goes_to_what_was_told_before_it() -> None:
    overrides = [
        apart(hold("orbit", PRICE), when=1),
        merge(hold("orbit", PRICE), hold("tarn", FERRY), when=2),
    ]
    merged = followed(*overrides)["c-ship"]
    assert merged.mentions == (at("tarn", FERRY), at("orbit", PRICE), at("note", FERRY))
    assert merged.overridden == ("apart", "merge")


def test_claims_keep_the_order_that_they_were_found_in() -> None:
    in_passing = replace(COST, mentions=(at("quay", PRICE), at("tarn", SOON), at("orbit", PRICE)))
    found = (SIGNED, in_passing, DENIAL, SHIP)
    marked = apply(found, [status(hold("orbit", NO), "open")], ARTICLES)
    assert [one.id for one in marked] == ["c-deal", "c-cost", "c-no", "c-ship"]
    merged = apply(found, [merge(hold("orbit", PRICE), hold("ledger", DEAL))], ARTICLES)
    assert [(one.id, one.kind) for one in merged] == [
        ("c-deal", "announcement"),
        ("c-no", "announcement"),
        ("c-ship", "rumour"),
    ]


def test_references_to_a_merged_claim_are_moved() -> None:
    others = (
        replace(COST, contradicts=("c-go", "c-ship")),
        replace(
            SHIP,
            status="denied",
            settled_by="c-go",
            contradicts=("c-cost",),
            history=(Event("denied", None, (), "c-go"),),
        ),
        replace(GO, contradicts=("c-buy", "c-cost")),
        replace(BUY, contradicts=("c-go",)),
        SIGNED,
    )
    ordered = sorted(others, key=lambda one: told_order(one.mentions[0], BY_ID))
    claims = {
        one.id: one for one in apply(ordered, [merge(hold("tarn", SOON), hold("quay", TALKS))], ARTICLES)
    }
    assert claims["c-cost"].contradicts == ("c-buy", "c-ship")
    assert claims["c-ship"].settled_by == "c-buy"
    assert claims["c-ship"].history[0].claim == "c-buy"
    assert claims["c-buy"].contradicts == ("c-cost",)


def test_two_claims_that_are_one_already_are_not_marked() -> None:
    assert followed(merge(hold("quay", TALKS), hold("ledger", TALKS)))["c-buy"] == BUY


def test_a_rumour_merged_with_what_confirmed_it_is_confirmed_and_no_longer_by_another() -> None:
    merged = followed(merge(hold("quay", TALKS), hold("ledger", DEAL)))["c-buy"]
    assert (merged.kind, merged.status, merged.settled_by) == ("rumour", "confirmed", None)


def test_a_rumour_merged_with_what_denied_it_is_open() -> None:
    denied = replace(GO, status="denied", settled_by="c-no")
    claims = apply((denied, DENIAL), [merge(hold("tarn", SOON), hold("orbit", NO))], ARTICLES)
    assert [(one.id, one.status, one.settled_by) for one in claims] == [("c-go", "open", None)]


def test_of_two_that_were_settled_what_was_told_last_settles_them_as_one() -> None:
    denied = replace(GO, status="denied", settled_by="c-no")
    found = (BUY, denied, SIGNED, DENIAL)
    claims = apply(found, [merge(hold("tarn", SOON), hold("quay", TALKS))], ARTICLES)
    assert (claims[0].id, claims[0].status, claims[0].settled_by) == ("c-buy", "denied", "c-no")


def test_an_expired_claim_gives_way_to_a_settled_one_and_not_to_an_open_one() -> None:
    expired = replace(COST, status="expired", target="2025-02")
    with_open = apply((expired, GO), [merge(hold("quay", PRICE), hold("tarn", SOON))], ARTICLES)
    assert (with_open[0].status, with_open[0].target) == ("expired", "2025-02")
    expired_late = replace(GO, status="expired", target="2025-02")
    with_open = apply((COST, expired_late), [merge(hold("quay", PRICE), hold("tarn", SOON))], ARTICLES)
    assert (with_open[0].id, with_open[0].status, with_open[0].target) == ("c-cost", "expired", "2025-02")
    with_settled = apply((BUY, expired, SIGNED), [merge(hold("quay", PRICE), hold("quay", TALKS))], ARTICLES)
    assert with_settled[0].status == "confirmed"


def test_what_is_told_after_a_claim_was_settled_by_the_reader_is_told_again_all_the_same() -> None:
    claims = followed(status(hold("quay", PRICE), "denied", hold("tarn", SOON)))
    assert [event.step for event in claims["c-cost"].history] == ["first seen", "denied", "zombie"]


def test_a_mention_set_apart_is_an_open_claim_of_its_own() -> None:
    claims = apply(CLAIMS, [apart(hold("ledger", TALKS))], ARTICLES)
    own = holding(claims, at("ledger", TALKS))
    assert own.mentions == (at("ledger", TALKS),)
    assert own.id not in {one.id for one in CLAIMS}
    assert (own.kind, own.status, own.settled_by, own.text) == ("rumour", "open", None, TALKS)
    assert own.overridden == ("apart",)
    assert [event.step for event in own.history] == ["first seen"]
    rest = holding(claims, at("quay", TALKS))
    assert (rest.id, rest.mentions, rest.status) == ("c-buy", (at("quay", TALKS),), "confirmed")
    assert rest.overridden == ("apart",)


def test_what_is_only_known_of_a_whole_claim_is_not_said_of_a_mention_set_apart() -> None:
    settling = Event("confirmed", "2025-03-04", (at("ledger", DEAL),), "c-deal")
    whole = replace(BUY, target="2025-07", contradicts=("c-no",), history=(settling,))
    claims = apply((whole, SIGNED, DENIAL), [apart(hold("ledger", TALKS))], ARTICLES)
    own, rest = holding(claims, at("ledger", TALKS)), holding(claims, at("quay", TALKS))
    assert (own.target, own.contradicts) == (None, ())
    assert (rest.target, rest.contradicts) == ("2025-07", ("c-no",))
    assert rest.history == (Event("first seen", "2025-03-01", (at("quay", TALKS),)), settling)


def test_a_mention_set_apart_is_shown_without_what_ties_it_to_its_sentence() -> None:
    text = f"{TALKS}, and {FERRY}"
    joined = replace(BY_ID["quay"], text=text)
    first, second = Span(0, len(TALKS) + 2, "quay"), Span(len(TALKS) + 6, len(text), "quay")
    both = replace(BUY, mentions=(first, second), text=FERRY, settled_by=None)
    claims = apply((both,), [apart(anchored(first, joined))], [joined])
    assert holding(claims, first).text == TALKS


def test_a_claim_whose_best_mention_was_set_apart_is_shown_with_another() -> None:
    mixed = claim("c-mixed", "rumour", at("quay", PRICE), at("tarn", FERRY))
    claims = apply((mixed,), [apart(hold("quay", PRICE))], ARTICLES)
    assert [(one.text, one.id == "c-mixed") for one in claims] == [(PRICE, False), (FERRY, True)]


def test_the_only_mention_of_a_claim_is_its_own_already() -> None:
    assert followed(apart(hold("tarn", SOON)))["c-go"] == GO
    assert unmatched(CLAIMS, [apart(hold("tarn", SOON))], ARTICLES) == ()


def test_what_was_set_apart_later_leaves_what_was_merged_before() -> None:
    one, two = hold("tarn", SOON), hold("orbit", NO)
    assert apply(CLAIMS, [merge(one, two, when=1), apart(one, when=2)], ARTICLES) == CLAIMS
    merged = apply(CLAIMS, [merge(one, two, when=2), apart(one, when=1)], ARTICLES)
    assert holding(merged, at("tarn", SOON)) == holding(merged, at("orbit", NO))


def test_what_is_merged_again_with_the_claim_that_it_came_from_is_as_it_was_found() -> None:
    back = [apart(hold("quay", TALKS), when=1), merge(hold("ledger", TALKS), hold("quay", TALKS), when=2)]
    assert apply(CLAIMS, back, ARTICLES) == CLAIMS


def test_a_claim_that_loses_all_its_mentions_to_others_leaves_no_reference_behind() -> None:
    overrides = [
        merge(hold("quay", TALKS), hold("tarn", SOON), when=1),
        apart(hold("quay", TALKS), when=2),
        apart(hold("ledger", TALKS), when=3),
    ]
    found = (BUY, replace(COST, status="denied", settled_by="c-buy"), GO, SIGNED)
    claims = apply(found, overrides, ARTICLES)
    settling = next(one for one in claims if one.id == claims[1].settled_by)
    assert settling.mentions == (at("quay", TALKS),)
    assert holding(claims, at("tarn", SOON)).id == "c-go"


def test_a_status_goes_with_its_mention() -> None:
    said = status(hold("ledger", TALKS), "superseded", when=1)
    claims = apply(CLAIMS, [said, apart(hold("ledger", TALKS), when=2)], ARTICLES)
    assert holding(claims, at("ledger", TALKS)).status == "superseded"
    assert holding(claims, at("ledger", TALKS)).overridden == ("apart", "status")
    assert holding(claims, at("quay", TALKS)).status == "confirmed"


def test_a_status_holds_for_a_merged_claim_whichever_came_first() -> None:
    for first, second in ((1, 2), (2, 1)):
        claims = followed(
            status(hold("tarn", SOON), "denied", when=first),
            merge(hold("tarn", SOON), hold("quay", TALKS), when=second),
        )
        assert (claims["c-buy"].status, claims["c-buy"].overridden) == ("denied", ("merge", "status"))


def test_the_later_of_two_wins_in_whatever_order_and_offset_they_are_given() -> None:
    early = Override("status", hold("quay", TALKS), "2025-04-01T12:00:00+04:00", "denied")
    late = Override("status", hold("ledger", TALKS), "2025-04-01T09:00:00Z", "superseded")
    assert followed(early, late)["c-buy"].status == "superseded"
    assert followed(late, early)["c-buy"].status == "superseded"


def test_of_two_made_at_one_instant_the_one_that_stands_later_wins() -> None:
    one, two = status(hold("quay", TALKS), "denied"), status(hold("quay", TALKS), "expired")
    assert followed(one, two)["c-buy"].status == "expired"
    assert followed(two, one)["c-buy"].status == "denied"


def test_overrides_whose_anchor_is_gone_change_nothing_and_are_told() -> None:
    gone = Anchor(0, len(TALKS), "gone", TALKS)
    lost = [
        status(gone, "denied"),
        merge(hold("quay", TALKS), gone),
        merge(gone, hold("quay", TALKS)),
        apart(gone),
    ]
    assert apply(CLAIMS, lost, ARTICLES) == CLAIMS
    kept = status(hold("quay", TALKS), "denied")
    assert unmatched(CLAIMS, [lost[0], kept, *lost[1:]], ARTICLES) == tuple(lost)


def test_a_place_that_no_claim_tells_is_unmatched() -> None:
    joint = Span(len(TALKS), len(TALKS) + 2, "quay")
    override = status(anchored(joint, BY_ID["quay"]), "denied")
    assert apply(CLAIMS, [override], ARTICLES) == CLAIMS
    assert unmatched(CLAIMS, [override], ARTICLES) == (override,)


def test_an_anchor_finds_the_claim_with_the_mention_that_it_overlaps_most() -> None:
    text = BY_ID["quay"].text
    across = anchored(Span(text.index("Belmore"), len(text) - 3, "quay"), BY_ID["quay"])
    assert followed(status(across, "denied"))["c-cost"].status == "denied"


def test_an_anchor_in_a_mention_within_another_finds_the_shorter_one() -> None:
    text = BY_ID["quay"].text
    wide = claim("c-wide", "rumour", Span(0, len(text), "quay"))
    short = claim("c-short", "rumour", Span(2, 6, "quay"))
    within = anchored(Span(text.index("40"), len(text), "quay"), BY_ID["quay"])
    claims = apply((wide, short, COST), [status(within, "denied")], ARTICLES)
    assert [one.id for one in claims if one.overridden] == ["c-cost"]
    between = anchored(Span(text.index("Belmore"), text.index(PRICE), "quay"), BY_ID["quay"])
    claims = apply((wide, short, COST), [status(between, "denied")], ARTICLES)
    assert [one.id for one in claims if one.overridden] == ["c-wide"]


def test_an_anchor_follows_its_words_through_an_article_that_was_read_afresh() -> None:
    override = status(hold("tarn", SOON), "denied")
    afresh = replace(BY_ID["tarn"], text=f"Corrected on Friday. {BY_ID['tarn'].text}")
    moved = replace(GO, mentions=(Span(21, 21 + len(SOON), "tarn"),))
    assert [one.status for one in apply((moved,), [override], [afresh])] == ["denied"]


@pytest.mark.parametrize("text", [FERRY + SOON[1:] + FERRY, f"It is said: {SOON}. Indeed, {SOON}."])
def test_an_anchor_whose_words_are_gone_or_stand_there_twice_is_lost(text: str) -> None:
    override = status(hold("tarn", SOON), "denied")
    afresh = replace(BY_ID["tarn"], text=text)
    whole = replace(GO, mentions=(Span(0, len(text), "tarn"),))
    assert apply((whole,), [override], [afresh]) == (whole,)
    assert unmatched((whole,), [override], [afresh]) == (override,)


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": "status"},
        {"kind": "status", "status": "settled"},
        {"kind": "merge"},
        {"kind": "merge", "other": hold("tarn", SOON), "status": "open"},
        {"kind": "apart", "other": hold("tarn", SOON)},
        {"kind": "apart", "status": "open"},
        {"kind": "delete"},
        {"kind": "apart", "made": "yesterday"},
        {"kind": "apart", "made": "2025-04-01T09:00:00"},
        {"kind": "apart", "anchor": Anchor(0, 4, None, "four")},
        {"kind": "apart", "anchor": Anchor(0, 4, "quay", "three")},
        {"kind": "apart", "anchor": Anchor(4, 4, "quay", "")},
        {"kind": "apart", "anchor": Anchor(-4, 0, "quay", "four")},
        {"kind": "merge", "other": Anchor(0, 4, "quay", "")},
    ],
)
def test_what_makes_no_sense_is_no_override(parts: dict[str, object]) -> None:
    with pytest.raises(UsageError) as caught:
        Override(**{"anchor": hold("quay", TALKS), "made": minute(0), **parts})  # type: ignore[arg-type]
    assert caught.value.hint.endswith(".")


def test_an_override_is_found_again_when_an_earlier_article_changes_the_claims_id() -> None:
    rumour = "Corvale Motors may buy the shipyard at Belmore for 40 million euros, two people said"
    told = dated("b", "Tarn Weekly", "2025-03-02", f"{rumour}. The town has 9,000 people.")
    earlier = dated("a", "Quay News", "2025-03-01", f"A storm hit the coast on Friday. {rumour}.")
    before = pipeline.build([told])
    anchor = anchored(before.claims[0].mentions[0], told)
    override = Override("status", anchor, minute(0), "denied")
    after = pipeline.build([told, earlier])
    again = holding(after.claims, before.claims[0].mentions[0])
    assert again.id != before.claims[0].id
    claims = {one.id: one for one in apply(after.claims, [override], after.articles)}
    assert claims[again.id].status == "denied"
    assert unmatched(after.claims, [override], after.articles) == ()


def test_a_reader_who_says_what_was_found_changes_nothing_but_the_mark() -> None:
    story = sample("harbour-tunnel").story
    settled = [one for one in story.claims if one.settled_by]
    assert settled
    said = [
        Override("status", anchored(mention, story.article(mention.article or "")), minute(0), one.status)
        for one in story.claims
        for mention in one.mentions
    ]
    marked = tuple(replace(one, evidence=None, overridden=("status",)) for one in story.claims)
    assert apply(story.claims, said, story.articles) == marked
