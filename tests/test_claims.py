"""Claims: what is one assertion, what is not, and what became of a rumour."""

from itertools import permutations

from ondit import claims
from ondit.model import Article, Claim, Kind, Label, Published, Source, Span, Subtype, TimeExpression

RUMOUR: Kind = "rumour"
OFFICIAL: Kind = "announcement"


def tell(*rows: tuple[str, Kind, Subtype | None, str | None, str]) -> tuple[Claim, ...]:
    """Group clauses given as (published, kind, subtype, target, text), one article each."""
    articles, labels, targets = [], [], {}
    for number, (published, kind, subtype, target, text) in enumerate(rows):
        identifier = f"{published}-{text[:12]}-{number}"
        articles.append(
            Article(
                identifier,
                text,
                Source(f"Outlet {number}", "metadata"),
                published=Published(published, "day", "metadata"),
            )
        )
        labels.append(Label(0, len(text), identifier, kind=kind, subtype=subtype, confidence=0.8))
        if target:
            targets[Span(0, len(text), identifier)] = TimeExpression(0, 0, identifier, value=target)
    return claims.group(articles, labels, (), (), targets)


def test_the_same_assertion_in_other_words_is_one_claim() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, None, "Corvale may buy the shipyard at Belmore"),
        ("2025-05-02", RUMOUR, None, None, "the Belmore shipyard is said to be bought by Corvale"),
        ("2025-05-02", RUMOUR, None, None, "the ferry could be late all summer"),
    )
    assert [len(claim.mentions) for claim in found] == [2, 1]
    assert found[0].text == "Corvale may buy the shipyard at Belmore"


def test_another_figure_is_another_claim() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, None, "the shipyard at Belmore may cost 40 million crowns"),
        ("2025-05-02", RUMOUR, None, None, "the shipyard at Belmore may cost 65 million crowns"),
    )
    assert len(found) == 2


def test_a_rumour_is_confirmed_by_a_later_announcement() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, None, "Corvale may buy the shipyard at Belmore"),
        (
            "2025-05-09",
            OFFICIAL,
            "confirmation",
            None,
            "Corvale confirmed that it will buy the shipyard at Belmore",
        ),
    )
    assert (found[0].status, found[0].settled_by) == ("confirmed", found[1].id)


def test_an_earlier_announcement_settles_nothing() -> None:
    found = tell(
        ("2025-05-01", OFFICIAL, None, None, "Corvale will buy the shipyard at Belmore"),
        ("2025-05-09", RUMOUR, None, None, "Corvale may buy the shipyard at Belmore"),
    )
    assert [claim.settled_by for claim in found if claim.kind == "rumour"] == [None]


def test_a_rumour_is_denied_by_a_denial() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, None, "Corvale may close the shipyard at Belmore"),
        ("2025-05-02", OFFICIAL, "denial", None, "Corvale denied that it will close the shipyard at Belmore"),
    )
    assert (found[0].status, found[0].settled_by) == ("denied", found[1].id)


def test_the_last_word_settles_a_rumour() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, None, "Corvale may close the shipyard at Belmore"),
        ("2025-05-02", OFFICIAL, "denial", None, "Corvale denied that it will close the shipyard at Belmore"),
        (
            "2025-05-09",
            OFFICIAL,
            "confirmation",
            None,
            "Corvale confirmed that it will close the shipyard at Belmore",
        ),
    )
    assert (found[0].status, found[0].settled_by) == ("confirmed", found[2].id)


def test_a_rumour_is_superseded_by_another_figure_in_the_same_unit() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, None, "the ferry to Belmore may cost 60 crowns a trip"),
        ("2025-05-09", OFFICIAL, None, None, "the ferry to Belmore will cost 45 crowns a trip"),
    )
    assert (found[0].status, found[0].settled_by) == ("superseded", found[1].id)


def test_other_names_settle_nothing() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, None, "they say Corvale may buy the shipyard on the island"),
        ("2025-05-09", OFFICIAL, None, None, "we hear Tolmar will buy the shipyard on the island"),
    )
    assert found[0].status == "open"


def test_a_rumour_is_superseded_by_another_date() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "2025-06", "the Belmore ferry is likely to start in June"),
        ("2025-05-09", OFFICIAL, None, "2025-08", "the Belmore ferry will start in August"),
    )
    assert (found[0].status, found[0].target) == ("superseded", "2025-06")


def test_silence_settles_nothing_but_a_date_that_passed() -> None:
    found = tell(
        ("2025-05-01", RUMOUR, None, "2025-06", "the Belmore ferry is likely to start in June"),
        ("2025-05-02", RUMOUR, None, "2025-12", "the old chapel may be sold in December"),
        ("2025-09-09", OFFICIAL, None, None, "the council adopted a budget for schools"),
    )
    assert {claim.text: claim.status for claim in found if claim.kind == "rumour"} == {
        "the Belmore ferry is likely to start in June": "expired",
        "the old chapel may be sold in December": "open",
    }


def test_the_order_of_labels_changes_nothing() -> None:
    rows = (
        ("2025-05-01", RUMOUR, None, None, "Corvale may buy the shipyard at Belmore"),
        ("2025-05-02", RUMOUR, None, None, "the Belmore shipyard is said to be bought by Corvale"),
        ("2025-05-09", OFFICIAL, None, None, "Corvale will buy the shipyard at Belmore"),
    )
    articles = [
        Article(str(n), row[4], Source(str(n), "metadata"), published=Published(row[0], "day", "metadata"))
        for n, row in enumerate(rows)
    ]
    labels = [Label(0, len(row[4]), str(n), kind=row[1], confidence=0.8) for n, row in enumerate(rows)]
    expected = claims.group(articles, labels, (), (), {})
    for shuffled in permutations(labels):
        assert claims.group(articles, shuffled, (), (), {}) == expected
