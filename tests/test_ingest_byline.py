"""Lines that say who wrote an article and when, and lines that only look so."""

import pytest

from ondit.ingest.byline import Byline, read_byline


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("By Ana Reed", "Ana Reed", None),
        ("By Reuters", "Reuters", None),
        ("By April Jones", "April Jones", None),
        ("5 May 2025", None, "5 May 2025"),
        ("By Ana Reed, 5 May 2025", "Ana Reed", "5 May 2025"),
    ],
)
def test_what_says_nothing_but_author_and_date_is_one(
    line: str, author: str | None, date: str | None
) -> None:
    assert read_byline(line, bare=False) == Byline(author, date)


@pytest.mark.parametrize("line", ["", "By April", "By the sea", "By 2030", "By default", "Ana Reed", "May"])
@pytest.mark.parametrize("bare", [False, True])
def test_what_only_looks_so_is_none(line: str, bare: bool) -> None:
    assert read_byline(line, bare=bare) is None


def test_names_without_by_need_a_date_beside_them_and_that_it_is_asked_for() -> None:
    assert read_byline("Ana Reed, 5 May 2025", bare=True) == Byline("Ana Reed", "5 May 2025")
    assert read_byline("Ana Reed, 5 May 2025", bare=False) is None
    assert read_byline("Reed, 5 May 2025", bare=True) is None
