"""Labels corrected by what other articles show: what becomes official, and what must not."""

import pytest

from dated import dated
from ondit import relabel
from ondit.model import (
    Article,
    First,
    Kind,
    Label,
    Occurrence,
    Relation,
    Statement,
    Subtype,
)

TEXT = "the gate stays shut until May"
END = len(TEXT)


def article(identifier: str, published: str | None) -> Article:
    return dated(identifier, f"The {identifier}", published, TEXT)


def corrected(
    subtype: Subtype | None = None,
    *,
    told: str | None = "2025-05-02",
    official: str | None = "2025-05-01",
    by: tuple[Kind, Subtype | None] = ("announcement", None),
    variant: Relation = "verbatim",
) -> Label:
    articles = [article("copy", told), article("release", official)]
    occurrences = (Occurrence(0, END, "release"), Occurrence(0, END, "copy", variant=variant))
    statement = Statement("s", TEXT, occurrences, First(("release",), official))
    labels = [
        Label(0, END, "copy", kind="rumour", subtype=subtype, confidence=0.9),
        Label(0, END, "release", kind=by[0], subtype=by[1], confidence=0.9),
    ]
    found = relabel.correct(labels, [statement], articles)
    assert found[1] == labels[1]
    return found[0]


def test_hearsay_in_official_words_is_an_announcement_and_says_why() -> None:
    label = corrected()
    assert (label.kind, label.subtype, label.confidence) == ("announcement", None, 0.75)
    assert label.reason == "told as hearsay, but the wording is official in The release"


def test_without_dates_the_words_decide() -> None:
    assert corrected(told=None).kind == "announcement"
    assert corrected(official=None).kind == "announcement"


def test_what_was_told_earlier_was_a_rumour_when_it_was_told() -> None:
    assert corrected(told="2025-04-30").kind == "rumour"
    assert corrected(told="2025-05-01").kind == "announcement"


def test_a_leak_stays_a_leak() -> None:
    assert corrected("leak").kind == "rumour"


@pytest.mark.parametrize(
    ("variant", "kind"), [("verbatim", "announcement"), ("trimmed", "announcement"), ("translated", "rumour")]
)
def test_an_inference_is_official_only_in_the_same_words(variant: Relation, kind: Kind) -> None:
    assert corrected("speculation", variant=variant).kind == kind


@pytest.mark.parametrize("by", [("announcement", "denial"), ("rumour", None), ("neither", None)])
def test_only_an_announcement_makes_official(by: tuple[Kind, Subtype | None]) -> None:
    assert corrected(by=by).kind == "rumour"
