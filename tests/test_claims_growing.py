"""Claims of a story that grows: they are those of its articles, whatever came, changed or went before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dated import dated
from ondit import claims, dates
from ondit.claims import batches, deals, launches, naming, neighbours, resembling
from ondit.claims.grouping import Grouping
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
    TimeExpression,
)

CLAUSES: tuple[tuple[Kind, Subtype | None, str], ...] = (
    ("rumour", None, "Corvale is in talks to buy Tolmar"),
    ("announcement", None, "Corvale will acquire Tolmar for $40 million"),
    ("rumour", None, "the talks of Corvale may still collapse"),
    ("rumour", None, "the discussions are preliminary"),
    ("rumour", None, "Ostwick may buy Tolmar for $35 million"),
    ("announcement", "denial", "Ostwick denied that it will buy Tolmar"),
    ("rumour", None, "it could be on sale in June 2025"),
    ("announcement", None, "Skiff will be available in Belmore on 24 June 2025"),
    ("announcement", None, "Skiff will be available in Belmore on 3 July 2025"),
    ("rumour", None, "inside Corvale the ferry is known as Skiff"),
    ("announcement", None, "Corvale today introduced Skiff"),
    ("rumour", None, "the Belmore ferry may cost 60 crowns"),
    ("announcement", None, "the Belmore ferry will cost 45 crowns"),
    ("announcement", None, "the Belmore ferry will not cost 60 crowns"),
    ("rumour", None, "Tolmar may close the yard at Belmore in May 2025"),
    ("rumour", None, "the old yard at Belmore may close"),
    ("announcement", "confirmation", "they confirmed that the old yard at Belmore will close"),
    ("announcement", None, "they say the Belmore ferry carries 265 cars"),
    ("announcement", None, "they say the Belmore ferry carries 256 cars"),
    ("neither", None, "at Belmore the ferry carries 256 cars"),
    ("neither", None, "the yard at Belmore to close"),
    ("neither", None, "the weather in Belmore is fine"),
)
KINDS: tuple[Kind, ...] = ("rumour", "announcement", "neither")
WORDINGS = (0, 0, 0, 1, 2, 3)
ODD = 0.1
HALF = 0.5
DAYS = (None, "2025", "2025-05", "2025-05-01", "2025-05-02", "2025-05-20", "2025-12-01", "2026-09-01")


class Clause(NamedTuple):
    """A clause, what it is, and the wording that it has."""

    text: str
    kind: Kind
    subtype: Subtype | None
    wording: int


class Draft(NamedTuple):
    """An article to be: its number, its day and its clauses."""

    number: int
    published: str | None
    clauses: tuple[Clause, ...]


class Found(NamedTuple):
    """What the claims of some articles are made of."""

    articles: list[Article]
    labels: list[Label]
    statements: list[Statement]
    sentences: list[Sentence]
    dated: dict[str, list[TimeExpression]]
    matches: list[Match]

    def of(self, name: str) -> tuple[object, ...]:
        """Return all that is of one article."""
        return (
            [article for article in self.articles if article.id == name],
            [label for label in self.labels if label.article == name],
            [
                (one.id, place)
                for one in self.statements
                for place in one.occurrences
                if place.article == name
            ],
            {match for match in self.matches if name in (match.a.article, match.b.article)},
        )


def found(drafts: Iterable[Draft]) -> Found:
    """Make articles, with what the stages before claims find in them."""
    made = Found([], [], [], [], {}, [])
    worded: dict[int, list[Span]] = {}
    for draft in sorted(drafts):
        text, name = "", f"a{draft.number}"
        for clause in draft.clauses:
            place = (len(text), len(text) + len(clause.text), name)
            made.labels.append(Label(*place, kind=clause.kind, subtype=clause.subtype, confidence=0.8))
            made.sentences.append(Sentence(*place))
            worded.setdefault(clause.wording, []).append(Span(*place))
            text += clause.text + ". "
        made.articles.append(dated(name, f"Outlet {draft.number % 3}", draft.published, text))
        made.dated[name] = [
            replace(one, article=name)
            for one in dates.find(
                text, date.fromisoformat((draft.published + "-01-01")[:10]) if draft.published else None
            )
        ]
    for wording in (1, 2):
        places = worded.get(wording, [])
        if len(places) > 1:
            told = tuple(Occurrence(one.start, one.end, one.article) for one in places)
            made.statements.append(
                Statement(f"s{wording}{places[0]}", f"wording {wording}", told, First((), None))
            )
    for left, right in pairwise(worded.get(3, [])):
        made.matches.append(Match(left, right, 70.0, "paraphrase", 0, 1))
    return made


def changed(old: Found, new: Found) -> list[Article]:
    """Return the articles that came or of which anything changed."""
    return [article for article in new.articles if old.of(article.id) != new.of(article.id)]


def expected(new: Found) -> tuple[Claim, ...]:
    """Return the claims of articles found from scratch."""
    return claims.group(*new[:5], matches=new.matches)


def draft(number: int, chance: Random) -> Draft:
    """Make up an article."""
    clauses = [
        Clause(
            text, chance.choice(KINDS) if chance.random() < ODD else kind, subtype, chance.choice(WORDINGS)
        )
        for kind, subtype, text in chance.sample(CLAUSES, chance.randint(1, 4))
    ]
    return Draft(number, chance.choice(DAYS), tuple(clauses))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make batches, windows and what is compiled so small that few articles go beyond them."""
    monkeypatch.setattr(batches, "FEWEST", 3)
    monkeypatch.setattr(neighbours, "MOST_HOLDERS", 3)
    monkeypatch.setattr(deals, "MOST_DEALS", 2)
    monkeypatch.setattr(naming, "MOST_GIVING", 2)
    monkeypatch.setattr(launches, "MOST_DATES", 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=True, note_method_calls=False))
def test_what_came_changed_or_went_before_changes_nothing(chance: Random) -> None:
    growing, old = claims.Growing(), found(())
    drafts = {number: draft(number, chance) for number in range(chance.randint(1, 9))}
    for _ in range(5):
        new = found(drafts.values())
        growing.drop({one.id for one in old.articles} - {one.id for one in new.articles})
        growing.put(changed(old, new), *new[1:5], matches=new.matches)
        assert growing.claims() == expected(new)
        old = new
        number = chance.randrange(12)
        if drafts.pop(number, None) is None or chance.random() < HALF:
            drafts[number] = draft(number, chance)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=True, note_method_calls=False))
def test_what_is_read_while_others_are_told_is_told_as_if_all_were_read_before(chance: Random) -> None:
    new = found(draft(number, chance) for number in range(chance.randint(1, 9)))
    told = expected(new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches.Batches, "is_told", property(lambda _: True))
        assert expected(new) == told


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=True, note_method_calls=False))
def test_announcements_that_are_not_held_against_a_rumour_would_not_settle_it(chance: Random) -> None:
    new = found(draft(number, chance) for number in range(chance.randint(1, 9)))
    told = expected(new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resembling, "_less_what", lambda **_: resembling.SOUGHT._replace(least=0.0))
        assert expected(new) == told


def test_what_came_twice_before_it_was_read_is_told_as_it_came_last() -> None:
    old, new = (
        found([Draft(0, "2025-05-01", (Clause(text, kind, sub, 0),))]) for kind, sub, text in CLAUSES[:2]
    )
    growing = claims.Growing()
    growing.put(*old[:5])
    growing.put(*new[:5])
    assert growing.claims() == expected(new)
    growing = claims.Growing()
    growing.put(*old[:5])
    growing.drop(["a0"])
    assert growing.claims() == ()


LEFT = "the old mill on the hill has been restored with care"
RIGHT = "they put the windmill back in order by hand"


def two() -> Found:
    """Return two clauses of different days that share no word."""
    return found(
        [
            Draft(0, "2025-05-01", (Clause(LEFT, "announcement", None, 0),)),
            Draft(1, "2025-06-30", (Clause(RIGHT, "announcement", None, 0),)),
        ]
    )


def test_a_wording_that_is_found_or_lost_later_changes_what_was_told() -> None:
    told = two()
    places = tuple(Occurrence(0, len(article.text), article.id) for article in told.articles)
    whole = Statement("s", LEFT, places, First((), None))
    growing = claims.Growing()
    for statements, count in (([], 2), ([whole], 1), ([], 2)):
        growing.put(told.articles, told.labels, statements, told.sentences, told.dated)
        assert len(growing.claims()) == count
        assert growing.claims() == claims.group(told.articles, told.labels, statements, (), told.dated)


def test_a_paraphrase_that_is_found_or_lost_later_changes_what_was_told() -> None:
    told = two()
    left, right = (Span(0, len(article.text), article.id) for article in told.articles)
    meant = Match(left, right, 99.0, "paraphrase", 0, 1)
    growing = claims.Growing()
    for matches in ([], [meant], []):
        growing.put(told.articles, told.labels, (), told.sentences, told.dated, matches=matches)
        assert growing.claims() == expected(told._replace(matches=matches))


def test_a_clause_retells_by_its_wording_only_what_was_told_by_then() -> None:
    told = found(
        [
            Draft(0, "2025-05-01", (Clause(LEFT, "neither", None, 1),)),
            Draft(1, "2025-05-01", tuple(Clause(text, kind, sub, 0) for kind, sub, text in CLAUSES[:4])),
            Draft(2, "2025-06-30", (Clause(LEFT, "announcement", None, 1),)),
        ]
    )
    assert [
        len(claim.mentions) for claim in expected(told) if LEFT in claim.text or "wording" in claim.text
    ] == [1]
    together = found(
        Draft(number, "2025-05-01", (Clause(LEFT, kind, None, 1),)) for number, kind in enumerate(KINDS)
    )
    assert [len(claim.mentions) for claim in expected(together)] == [2, 1]


def test_what_was_told_before_is_not_told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    told = found(
        Draft(
            number,
            f"2025-05-{10 + number}",
            tuple(Clause(text, kind, sub, 0) for kind, sub, text in CLAUSES[:4]),
        )
        for number in range(9)
    )
    growing = claims.Growing()
    growing.put(told.articles[:-1], *told[1:5])
    before = growing.claims()
    heard: list[str | None] = []
    add = Grouping.add
    monkeypatch.setattr(
        Grouping, "add", lambda self, one, *rest: (heard.append(one.label.article), add(self, one, *rest))
    )
    growing.put(told.articles, *told[1:5])
    after = growing.claims()
    assert set(heard) == {"a8"}
    assert len(after) >= len(before)
    assert growing.claims() == after
    assert set(heard) == {"a8"}
    growing.put([replace(told.articles[2], source=Source("Quay", "metadata"))], *told[1:5])
    growing.claims()
    assert set(heard) == {f"a{number}" for number in range(2, 9)}
