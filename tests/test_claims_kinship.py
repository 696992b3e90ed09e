"""Claims of articles that tell stories of their own: alike words are not enough to be one claim."""

from __future__ import annotations

from datetime import date

import pytest

from ondit import claims, dates
from ondit.claims.kinship import lead
from ondit.model import Article, Claim, Kind, Label, Published, Source

FERRY = ("Norvik Ferries opens a pier", "Norvik Ferries said on Monday that the pier of Sallowby is done.")
BANK = ("Aldmoor Bank loses its treasurer", "Aldmoor Bank and Crestwell said that Ines Dahl would leave.")
ABOUT_FERRY = ("A new pier", "The town of Sallowby waited for Norvik for years.")
SOUGHT = "a permanent replacement is sought by the board"
SOUGHT_TOO = "the board said that a permanent replacement is sought"
Told = tuple[str, str, tuple[str, str]]


def tell(*rows: Told, kind: Kind = "announcement") -> tuple[Claim, ...]:
    """Group clauses given as (published, clause, (title, beginning)), each at the end of its article."""
    articles, labels, dated = [], [], {}
    for number, (day, clause, (title, beginning)) in enumerate(rows):
        name, text = f"a{number}", f"{beginning} {clause}"
        source, published = Source(f"Outlet {number}", "metadata"), Published(day, "day", "metadata")
        articles.append(Article(name, text, source, title=title, published=published))
        labels.append(Label(len(beginning) + 1, len(text), name, kind, confidence=0.8))
        dated[name] = dates.find(text, date.fromisoformat(day))
    return claims.group(articles, labels, (), (), dated)


@pytest.mark.parametrize(
    ("beginning", "together"),
    [(FERRY, True), (ABOUT_FERRY, True), (BANK, False), (("", "no names here."), True)],
)
def test_alike_words_make_one_claim_only_in_articles_that_may_tell_one_story(
    beginning: tuple[str, str], together: bool
) -> None:
    found = tell(("2025-05-01", SOUGHT, FERRY), ("2025-05-02", SOUGHT_TOO, beginning))
    assert (len(found) == 1) is together


@pytest.mark.parametrize(("later", "together"), [("2025-07-30", True), ("2025-07-31", False)])
def test_a_claim_that_was_not_told_for_a_quarter_of_a_year_is_another(later: str, together: bool) -> None:
    found = tell(("2025-05-01", SOUGHT, FERRY), (later, SOUGHT_TOO, FERRY))
    assert (len(found) == 1) is together


def test_a_claim_goes_on_as_long_as_it_is_told_again() -> None:
    rows = [(day, SOUGHT, FERRY) for day in ("2025-05-01", "2025-07-20", "2025-10-01", "2025-12-20")]
    assert len(tell(*rows)) == 1


def test_what_names_one_date_is_one_claim_however_late_it_is_told() -> None:
    first = ("2025-05-01", "the pier opens to cars on 4 March 2026", FERRY)
    later = ("2025-11-01", "the pier opens to cars on 4 March 2026 at last", FERRY)
    assert len(tell(first, later)) == 1


def test_a_name_in_common_is_enough_in_one_quarter() -> None:
    first = ("2025-05-01", "the chair of Crestwell, Ines Dahl, seeks a permanent replacement", BANK)
    later = ("2025-05-03", "Ines Dahl still seeks a permanent replacement", FERRY)
    assert len(tell(first, later)) == 1


ROSE, ROSE_MORE = "revenue of the yard rose 2 percent", "revenue of the yard rose 6 percent"


@pytest.mark.parametrize(
    ("beginning", "contrary"),
    [(FERRY, True), (BANK, False), (("Aldmoor Bank waits", FERRY[1]), False), (("", FERRY[1]), True)],
)
def test_only_articles_of_one_story_contradict_each_other(beginning: tuple[str, str], contrary: bool) -> None:
    found = tell(("2025-05-01", ROSE, FERRY), ("2025-05-02", ROSE_MORE, beginning))
    assert [bool(claim.contradicts) for claim in found] == [contrary, contrary]


@pytest.mark.parametrize(("title", "contrary"), [("Norvik Corp waits", True), ("Aldmoor Corp waits", False)])
def test_what_firms_share_in_titles_names_nobody(title: str, contrary: bool) -> None:
    first = ("Norvik Corp opens a pier", FERRY[1])
    found = tell(("2025-05-01", ROSE, first), ("2025-05-02", ROSE_MORE, (title, FERRY[1])))
    assert [bool(claim.contradicts) for claim in found] == [contrary, contrary]


def test_an_article_does_not_contradict_itself() -> None:
    text = f"{FERRY[1]} {ROSE}. But {ROSE_MORE}."
    starts = text.index(ROSE), text.index(ROSE_MORE)
    labels = [Label(start, start + len(ROSE), "a", "announcement", confidence=0.8) for start in starts]
    found = claims.group([Article("a", text, Source("Outlet", "metadata"))], labels, (), (), {})
    assert len(found) == 2
    assert not any(claim.contradicts for claim in found)


def test_a_dateline_is_none_of_the_names_that_an_article_begins_with() -> None:
    text = "HALVERN (Newswire) - Norvik Ferries said that the Minister for Transport came."
    article = Article("a", text, Source("Outlet", "metadata"), title="Norvik grows")
    assert lead(article) == ("Ferries", "Norvik", "Transport")
