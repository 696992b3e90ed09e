"""Claims that cannot both be true: told at one time, and still standing against each other."""

from __future__ import annotations

from datetime import date

import pytest

from ondit import claims, dates
from ondit.model import Article, Claim, Kind, Label, Published, Source

RUMOUR: Kind = "rumour"
OFFICIAL: Kind = "announcement"
DAY = len("2025-05-01")


def tell(*rows: tuple[str | None, Kind, str]) -> tuple[Claim, ...]:
    """Group clauses given as (published, kind, text), one article each."""
    articles, labels, dated = [], [], {}
    for number, (day, kind, text) in enumerate(rows):
        name = f"a{number}"
        published = Published(day, "day" if len(day) == DAY else "month", "metadata") if day else None
        articles.append(Article(name, text, Source(f"Outlet {number}", "metadata"), published=published))
        labels.append(Label(0, len(text), name, kind, confidence=0.8))
        dated[name] = dates.find(text, date.fromisoformat((day + "-01")[:DAY]) if day else None)
    return claims.group(articles, labels, (), (), dated)


def contrary(found: tuple[Claim, ...]) -> list[tuple[str, str]]:
    """Return the texts of the claims that contradict each other, each pair once, in order of telling."""
    texts = {claim.id: claim.text for claim in found}
    order = list(texts)
    return [
        (claim.text, texts[other])
        for claim in found
        for other in claim.contradicts
        if order.index(claim.id) < order.index(other)
    ]


ROSE, ROSE_MORE = "revenue of the yard rose 2 percent", "revenue of the yard rose 6 percent"


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2025-05-01", "2025-05-02", True),
        ("2025-05-01", "2025-06-29", True),
        ("2025-05-01", "2025-08-01", False),
        ("2025-08-01", "2025-05-01", False),
        ("2025-05", "2025-07-20", True),
        ("2025-05", "2025-09", False),
        ("2025-05-01", None, True),
        (None, None, True),
    ],
)
def test_what_is_told_months_apart_without_a_date_may_both_be_true(
    first: str | None, second: str | None, together: bool
) -> None:
    found = tell((first, OFFICIAL, ROSE), (second, OFFICIAL, ROSE_MORE))
    assert len(found) == 2
    assert bool(contrary(found)) is together


def test_what_names_one_date_contradicts_however_late_it_is_told() -> None:
    found = tell(
        ("2025-05-01", OFFICIAL, "the ferry carried 265 cars in March 2025"),
        ("2026-02-01", OFFICIAL, "the ferry carried 256 cars in March 2025"),
    )
    assert len(contrary(found)) == 1


def test_a_claim_stands_as_long_as_it_is_told_again() -> None:
    late = ("2025-09-01", OFFICIAL, ROSE_MORE)
    assert not contrary(tell(("2025-05-01", OFFICIAL, ROSE), late))
    assert contrary(tell(("2025-05-01", OFFICIAL, ROSE), ("2025-08-20", OFFICIAL, ROSE), late))


def test_what_gives_the_figure_that_superseded_a_rumour_does_not_contradict_it() -> None:
    rumour = ("2025-05-01", RUMOUR, "the cost of the tunnel may reach 2.6 billion crowns")
    told = ("2025-05-09", RUMOUR, "the cost of the whole tunnel may reach 2.4 billion crowns")
    official = ("2025-05-10", OFFICIAL, "the cost of the tunnel will reach 2.4 billion crowns")
    assert len(contrary(tell(rumour, told))) == 1
    settled = tell(rumour, told, official)
    assert settled[0].status == "superseded"
    assert not contrary(settled)


@pytest.mark.parametrize(("second", "together"), [("2025-05-01", True), ("2025-05-09", False)])
def test_a_count_that_grows_may_be_called_so_by_one_alone(second: str, together: bool) -> None:
    found = tell(
        ("2025-05-01", OFFICIAL, "the health agency confirmed infections with marsh fever in 18 countries"),
        (second, OFFICIAL, "the health agency confirmed marsh fever in 73 countries"),
    )
    assert len(found) == 2
    assert bool(contrary(found)) is together


@pytest.mark.parametrize(
    ("second", "together"), [("2025-05-01", True), ("2025-05-02", True), ("2025-05-04", False)]
)
def test_a_count_that_grows_from_day_to_day_contradicts_none_of_another_day(
    second: str, together: bool
) -> None:
    found = tell(
        ("2025-05-01", OFFICIAL, "the health agency confirmed 257 cases of marsh fever"),
        (second, OFFICIAL, "the health agency confirmed 331 cases of marsh fever"),
    )
    assert len(found) == 2
    assert bool(contrary(found)) is together


LESS, MORE = (
    "the cost of the whole tunnel may reach 2.4 billion crowns",
    "the cost of the tunnel may reach 2.6 billion crowns",
)
MAY_LESS, MAY_MORE = ("2025-05-01", RUMOUR, LESS), ("2025-05-02", RUMOUR, MORE)
WILL_LESS = ("2025-05-10", OFFICIAL, LESS.replace("may", "will"))
WILL_MORE = ("2025-05-10", OFFICIAL, MORE.replace("may", "will"))
NOT_MORE = ("2025-05-10", OFFICIAL, MORE.replace("may", "will not"))
LEAST = ("2025-05-10", OFFICIAL, "the cost of the tunnel will reach 2.2 billion crowns")
EXCEEDS = ("2025-05-01", RUMOUR, "the cost of the tunnel may exceed 2.4 billion crowns")
Row = tuple[str | None, Kind, str]


@pytest.mark.parametrize(
    ("rows", "statuses", "pairs"),
    [
        ([MAY_LESS, MAY_MORE], "open open", [(0, 1)]),
        ([MAY_LESS, MAY_MORE, NOT_MORE, WILL_LESS], "confirmed denied open open", []),
        ([MAY_LESS, MAY_MORE, WILL_LESS], "confirmed superseded open", []),
        ([MAY_MORE, MAY_LESS, WILL_LESS], "superseded confirmed open", []),
        ([MAY_MORE, WILL_LESS, ("2025-05-11", RUMOUR, LESS)], "superseded open open", []),
        ([MAY_LESS, MAY_MORE, LEAST], "superseded superseded open", [(0, 1)]),
        ([EXCEEDS, WILL_MORE], "confirmed open", []),
        ([MAY_MORE, WILL_MORE, LEAST], "confirmed open open", [(0, 2), (1, 2)]),
    ],
    ids=[
        "nothing settled",
        "the one denied, the other confirmed",
        "the later one superseded",
        "the earlier one superseded",
        "told after what superseded the other",
        "both superseded by a third",
        "confirmed by another figure",
        "confirmed, and official against official",
    ],
)
def test_what_settled_denied_or_confirmed_one_of_two_leaves_no_contradiction(
    rows: list[Row], statuses: str, pairs: list[tuple[int, int]]
) -> None:
    found = tell(*rows)
    by_text = {claim.text: claim for claim in found}
    assert [by_text[text].status for _, _, text in rows] == statuses.split()
    against = [
        {by_text[rows[two][2]].id for two in range(len(rows)) if tuple(sorted((one, two))) in pairs}
        for one in range(len(rows))
    ]
    assert [set(by_text[text].contradicts) for _, _, text in rows] == against
