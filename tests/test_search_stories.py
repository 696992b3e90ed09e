"""What a search lets through of a story, and that it is what its parts say one by one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dated import dated
from ondit.model import (
    Article,
    Claim,
    First,
    Kind,
    Label,
    Match,
    Occurrence,
    Quote,
    Span,
    Statement,
    Status,
    Story,
    TimelineEntry,
)
from ondit.search import parse
from ondit.search.stories import article_passes, found_entries, prepare, within, wording_passes

TEXT = "“The toll will rise,” said Mara Quill. “It will not,” said Odo Fenn. The bridge stays open."
RISE, NOT, OPEN = Span(1, 19, "a"), Span(40, 51, "a"), Span(69, 91, "a")


def article(identifier: str, source: str, day: str | None) -> Article:
    return dated(identifier, source, day, TEXT)


def entry(identifier: str, text: str, kind: Kind, status: Status | None, *sources: str) -> TimelineEntry:
    is_claim = status is not None
    return TimelineEntry(
        id=f"t-{identifier}",
        claim=identifier if is_claim else None,
        statement=None if is_claim else identifier,
        kind=kind,
        confidence=0.8,
        published="2031-04-02" if is_claim else None,
        target=None,
        sources=sources,
        text=text,
        status=status,
    )


STORY = Story(
    articles=(article("a", "The Ledger", "2031-04-02"), article("b", "Quay News", None)),
    quotes=(
        Quote(RISE.start, RISE.end, "a", speaker="Mara Quill"),
        Quote(NOT.start, NOT.end, "a", speaker="Odo Fenn"),
        Quote(RISE.start, RISE.end, "b"),
    ),
    claims=(
        Claim("rise", "The toll will rise", "announcement", "denied", None, (Span(0, 37, "a"),)),
        Claim("not", "It will not", "rumour", "open", None, (Span(39, 60, "a"), Span(0, 5, "b"))),
    ),
    statements=(Statement("open", "The bridge", (Occurrence(*((69, 91, "a"))),), First(("a",), None)),),
    timeline=(
        entry("rise", "The toll will rise", "announcement", "denied", "The Ledger"),
        entry("not", "It will not", "rumour", "open", "The Ledger", "Quay News"),
        entry("open", "The bridge stays open", "neither", None, "The Ledger"),
    ),
)


def found(search: str) -> list[str]:
    return [one.id.removeprefix("t-") for one in found_entries(STORY, parse(search))]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("", ["rise", "not", "open"]),
        ("will", ["rise", "not"]),
        ("will -toll", ["not"]),
        ("ledger bridge", ["open"]),
        ("“bridge ledger”", []),
        ("quay", ["not"]),
        ("source:quay", ["not"]),
        ("-source:quay", ["rise", "open"]),
        ("speaker:quill", ["rise"]),
        ("speaker:“Odo Fenn”", ["not"]),
        ("speaker:quill speaker:fe*", ["rise", "not"]),
        ("-speaker:quill", ["not", "open"]),
        ("speaker:nobody", []),
        ("kind:r kind:n", ["not", "open"]),
        ("status:denied", ["rise"]),
        ("-status:denied", ["not", "open"]),
        ("status:denied kind:rumour", []),
        ("from:2031", ["rise", "not"]),
        ("to:2031-03", []),
    ],
)
def test_entries(search: str, expected: list[str]) -> None:
    assert found(search) == expected


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("speaker:“familiar with the matter”", ["not"]),
        ("speaker:two", ["not"]),
        ("speaker:fenn", ["not"]),
        ("-speaker:people", ["rise", "open"]),
        ("speaker:“bridge office”", []),
    ],
)
def test_who_is_only_described_or_quoted_without_marks_is_a_speaker_of_what_labels_of_the_kind_name(
    search: str, expected: list[str]
) -> None:
    named = "Said by a source that is not named: two people familiar with the matter."
    other = "Said by a principal: the Bridge Office."
    labels = (
        Label(NOT.start, NOT.end, "a", kind="rumour", reason=named),
        Label(NOT.start, NOT.end, "a", kind="announcement", reason=other),
    )
    story = replace(STORY, labels=labels)
    ids = [one.id.removeprefix("t-") for one in found_entries(story, parse(search))]
    assert ids == expected


PARTS = ["will", "toll", "-toll", "the*", "source:quay", "-source:quay", "speaker:quill", "-speaker:fenn"]
PARTS += ["-kind:r", "status:open", "-status:open", "from:2031", "to:2031-03"]


@given(st.lists(st.sampled_from(PARTS), unique_by=lambda part: part.split(":")[0]))
def test_different_parts_all_hold_in_any_order(parts: list[str]) -> None:
    alone = [set(found(part)) for part in parts]
    assert set(found(" ".join(parts))) == set(found("")).intersection(*alone)
    assert found(" ".join(parts)) == found(" ".join(reversed(parts)))


def test_another_story_is_searched_anew() -> None:
    assert found("bridge") == ["open"]
    changed = replace(STORY.timeline[0], text="A bridge too")
    other = replace(STORY, timeline=(changed, *STORY.timeline[1:]))
    assert [one.id for one in found_entries(other, parse("bridge"))] == ["t-rise", "t-open"]
    assert found("bridge") == ["open"]


def test_a_story_that_was_prepared_is_searched_alike() -> None:
    before = found("will -toll")
    prepare(STORY)
    assert found("will -toll") == before == ["not"]


def test_articles_pass_by_outlet_and_date() -> None:
    def passing(search: str) -> list[str]:
        passes = article_passes(parse(search))
        return [one.id for one in STORY.articles if passes(one)]

    assert passing("anything kind:r speaker:x") == ["a", "b"]
    assert passing("source:quay") == ["b"]
    assert passing("from:2031") == ["a"]


def test_wordings_pass_by_words_and_speakers() -> None:
    def passing(search: str) -> list[int]:
        passes = wording_passes(STORY, parse(search))
        return [row for row, quote in enumerate(STORY.quotes) if passes(quote)]

    assert passing("will") == [0, 1, 2]
    assert passing("toll -not") == [0, 2]
    assert passing("speaker:quill") == [0]
    assert passing("-speaker:quill") == [1, 2]
    assert passing("kind:r") == [0, 1, 2]
    match = Match(RISE, NOT, 90.0, "edited", 0, 1)
    assert wording_passes(STORY, parse("speaker:fenn toll"))(match.a, match.b)
    assert not wording_passes(STORY, parse("“rise it”"))(match.a, match.b)


def test_a_quote_inside_another_gives_its_speaker_too() -> None:
    nested = (Quote(0, 90, "a", speaker="Mara Quill"), *STORY.quotes[:2])
    passes = wording_passes(replace(STORY, quotes=nested), parse("speaker:quill"))
    assert passes(OPEN)
    assert not passes(Span(90, 91, "a"))


@pytest.mark.parametrize(
    ("published", "start", "end", "passes"),
    [
        (None, None, None, True),
        (None, "2031", None, False),
        ("2031-04-02", "2031-04", "2031", True),
        ("2031-04", "2031-04-02", None, True),
        ("2031-04-02", "2031-04-03", None, False),
        ("2031-04-02T10:00:00", None, "2031-04-02", True),
        ("2031-04-02", None, "2031-04-01", False),
    ],
)
def test_dates_are_compared_as_finely_as_both_are_known(
    published: str | None, start: str | None, end: str | None, passes: bool
) -> None:
    assert within(published, start, end) == passes
