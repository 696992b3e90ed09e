"""Who is quoted: quotes are put together by what shows that they are of one thing, and of one person."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ondit.model import Article, First, Occurrence, Published, Quote, Source, Statement, Story
from ondit.quoted import WholeQuoted
from ondit.speakers import Quotation, Speaker, of_story
from ondit.timeline import Filter

BENDS = "Film bends and glass breaks in the cold"
OPENS = "The tunnel will open on the first of October"


def article(name: str, outlet: str, *told: str, day: str | None = "2025-05-01") -> Article:
    published = Published(day, "day", "metadata") if day else None
    return Article(
        name, "".join(f"“{words}”\n" for words in told), Source(outlet, "metadata"), published=published
    )


def quotes(of: Article, *speakers: str | None, roles: Sequence[str | None] = ()) -> list[Quote]:
    """One quote a line, each with its speaker."""
    found, start = [], 0
    for line, speaker in zip(of.text.splitlines(), speakers, strict=True):
        role = roles[len(found)] if roles else None
        found.append(Quote(start + 1, start + len(line) - 1, of.id, speaker=speaker, role=role))
        start += len(line) + 1
    return found


def statement(name: str, *places: Quote, variants: Sequence[str] = ()) -> Statement:
    like = [*variants, *["verbatim"] * len(places)]
    told = [Occurrence(one.start, one.end, one.article, like[at]) for at, one in enumerate(places)]  # type: ignore[arg-type]
    return Statement(name, "", tuple(told), First((), None))


def said(story: Story, wanted: Filter | None = None) -> dict[str | None, list[Quotation]]:
    listing = WholeQuoted(story).listing(wanted or Filter())
    return {group.key: list(listing.items(at, 0, group.items)) for at, group in enumerate(listing.groups)}


QUAY, POST, LEDGER = (
    article("a", "Quay", BENDS, OPENS),
    article("b", "Post", BENDS, OPENS, day="2025-05-03"),
    article("c", "Ledger", BENDS, day=None),
)


def test_quotes_that_a_statement_carries_are_one_told_first_by_who_was_first() -> None:
    one, two = quotes(QUAY, "Ann Ode", "Ann Ode"), quotes(POST, "Ann Ode", "Ann Ode")
    carried = statement("s", one[0], two[0], variants=["verbatim", "trimmed"])
    story = Story((QUAY, POST), statements=(carried,), quotes=(*two, *one))
    ((name, found),) = said(story).items()
    assert name == "Ann Ode"
    assert [(one.text, one.outlet, one.outlets, one.variants) for one in found] == [
        (BENDS, "Quay", 2, (("trimmed", 1), ("verbatim", 1))),
        (OPENS, "Quay", 2, ()),
    ]
    assert WholeQuoted(story).speaker("Ann Ode") == Speaker("Ann Ode", None, 2, 4, 2)


def test_a_short_name_is_the_long_one_in_an_article_that_quotes_the_same() -> None:
    one, two = quotes(QUAY, "Ann Ode", "Ann Ode"), quotes(POST, "Ode", "Ode")
    carried = statement("s", one[0], two[0])
    assert list(said(Story((QUAY, POST), statements=(carried,), quotes=(*one, *two)))) == ["Ann Ode"]


def test_a_name_alone_proves_nothing() -> None:
    one, two = quotes(QUAY, "Ann Ode", "Ann Ode"), quotes(POST, "Ode", "Ode")
    assert set(said(Story((QUAY, POST), quotes=(*one, *two)))) == {"Ann Ode", "Ode"}


def test_two_full_names_stay_two_whatever_both_are_told_to_have_said() -> None:
    one, two = quotes(QUAY, "Ann Ode", None), quotes(POST, "Bo Ode", None)
    carried = statement("s", one[0], two[0])
    found = said(Story((QUAY, POST), statements=(carried,), quotes=(*one, *two)))
    assert list(found) == ["Ann Ode", "Bo Ode", None]
    assert [one.outlets for one in found["Bo Ode"]] == [2]


def test_what_nobody_says_is_the_speakers_to_whom_all_others_give_it() -> None:
    one, two = quotes(QUAY, "Ann Ode", None), quotes(LEDGER, None)
    carried = statement("s", one[0], *two)
    found = said(Story((QUAY, LEDGER), statements=(carried,), quotes=(*two, *one)))
    assert [(name, len(some)) for name, some in found.items()] == [("Ann Ode", 1), (None, 1)]
    assert found["Ann Ode"][0].quote == one[0]


def test_case_and_accents_make_no_other_speaker_and_the_usual_form_and_role_stand() -> None:
    one = quotes(QUAY, "ANN ÖDE", "Ann Öde", roles=["chief", None])
    two = quotes(POST, "Ann Öde", "Ann Öde", roles=["chief of Quay", "chief of Quay"])
    (found,) = of_story(Story((QUAY, POST), quotes=(*one, *two)))
    assert found.speaker[:2] == ("Ann Öde", "chief of Quay")


def test_speakers_stand_by_how_often_they_are_quoted_and_nobody_last() -> None:
    one, two = quotes(QUAY, None, "Bo"), quotes(POST, None, "Ann")
    three = quotes(LEDGER, "Ann")
    assert list(said(Story((QUAY, POST, LEDGER), quotes=(*one, *two, *three)))) == ["Ann", "Bo", None]


def test_one_suspect_quote_makes_what_is_quoted_suspect() -> None:
    one = quotes(QUAY, "Ann", "Ann")
    two = [Quote(1, 1 + len(BENDS), "b", speaker="Ann", suspect="reworded")]
    found = said(Story((QUAY, POST), statements=(statement("s", one[0], *two),), quotes=(*one, *two)))
    assert [one.suspect for one in found["Ann"]] == [True, False]


def test_what_is_told_by_more_outlets_stands_first_then_what_is_newer() -> None:
    early, late = article("a", "Quay", OPENS, day="2025-01-01"), article("b", "Quay", BENDS)
    undated, other = article("c", "Quay", "It rains", day=None), article("d", "Post", "It rains", day=None)
    found = [*quotes(early, "Ann"), *quotes(late, "Ann"), *quotes(undated, "Ann"), *quotes(other, "Ann")]
    (some,) = said(Story((early, late, undated, other), quotes=tuple(found))).values()
    assert [one.text for one in some] == ["It rains", BENDS, OPENS]


FOUND = Story((QUAY, POST), quotes=(*quotes(QUAY, "Ann Ode", None), *quotes(POST, "Bo", "Bo")))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Filter(search="tunnel"), ["Bo", None]),
        (Filter(search="ode"), ["Ann Ode"]),
        (Filter(search="post glass"), ["Bo"]),
        (Filter(search="speaker:ode"), ["Ann Ode"]),
        (Filter(search="-speaker:ode"), ["Bo", None]),
        (Filter(search='"ode quay"'), []),
        (Filter(search="from:2025-05-02"), ["Bo"]),
        (Filter(start="2025-05-02"), ["Bo"]),
        (Filter(sources=frozenset({"Quay"})), ["Ann Ode", None]),
        (Filter(speakers=frozenset({"Bo", "Nobody"})), ["Bo"]),
        (Filter(kinds=frozenset({"rumour"}), min_confidence=1.0), ["Bo", "Ann Ode", None]),
    ],
)
def test_a_filter_is_asked_of_words_speakers_and_articles(wanted: Filter, names: list[str | None]) -> None:
    assert list(said(FOUND, wanted)) == names


def test_the_part_of_what_is_quoted_has_all_who_tell_it_and_its_statement() -> None:
    one, two = quotes(QUAY, "Ann", "Ann"), quotes(POST, "Ann", None)
    carried = statement("s", one[0], two[0])
    story = Story((QUAY, POST, LEDGER), statements=(carried,), quotes=(*one, *two, *quotes(LEDGER, None)))
    view = WholeQuoted(story)
    part = view.part(view.listing(Filter()).items(0, 0, 1)[0])
    assert [each.id for each in part.articles] == ["a", "b"]
    assert (part.statements, part.quotes) == ((carried,), (*one, *two))
    assert [entry.statement for entry in part.timeline] == ["s"]


@pytest.mark.parametrize(
    "words", ["Another caller", "the companies", "Residents", "a 34-year-old man", "Officials"]
)
def test_a_description_without_a_name_is_nobody_who_could_be_the_same_elsewhere(words: str) -> None:
    one, two = quotes(QUAY, words, "Ann Ode"), quotes(POST, "Ann Ode", words)
    found = said(Story((QUAY, POST), quotes=(*one, *two)))
    assert {name: len(quoted) for name, quoted in found.items()} == {"Ann Ode": 2, None: 2}
    assert {quoted.quote.speaker for quoted in found[None]} == {words}, "what the article says stays"
    assert not said(Story((QUAY, POST), quotes=(*one, *two)), Filter(speakers=frozenset({words})))


@pytest.mark.parametrize(
    "words",
    ["Reuters", "Xiaomi’s CEO", "a Kelvo spokesman", "U.S. officials", "The Post", "King Ode", "iFixit"],
)
def test_a_description_that_holds_a_name_is_a_speaker(words: str) -> None:
    one, two = quotes(QUAY, words, "Ann Ode"), quotes(POST, "Ann Ode", words)
    assert set(said(Story((QUAY, POST), quotes=(*one, *two)))) == {"Ann Ode", words}


def test_a_description_gets_the_name_that_all_others_give() -> None:
    one, two = quotes(QUAY, "Ann Ode", "Ann Ode"), quotes(POST, "the author", "Ann Ode")
    carried = statement("s", one[0], two[0])
    assert set(said(Story((QUAY, POST), statements=(carried,), quotes=(*one, *two)))) == {"Ann Ode"}
