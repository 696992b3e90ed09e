"""Derivation: how much of an article is a release's wording, graded as METER grades news."""

from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quality
from dated import dated
from ondit.model import Article, Credit, Derivation, Match, Relation, Sentence, Span
from ondit.provenance import credits as provenance
from ondit.provenance import derivation
from ondit.provenance.releases import is_own

TOLD = (
    "The yard will close to all ferries on 4 March next year.",
    "We have looked at every berth and we will not open one that leaks, said Ida Morrow.",
    "The work is to cost 48 million crowns in all.",
)
OWN = (
    "Nobody on the quay was much surprised by that.",
    "Gulls have nested on the crane since spring.",
    "A new café opens beside the chandler's soon.",
)


def article(identifier: str, lines: Sequence[str], source: str, date: str | None = "2024-05-10") -> Article:
    return dated(identifier, source, date, "\n".join(lines))


def release(date: str | None = "2024-05-10") -> Article:
    head = "PRESS RELEASE, for immediate release."
    return article("release", (head, *TOLD, "Media contact: Jo Ames, 555-0100."), "Vellmar Yards", date)


def split(one: Article, boilerplate: str = "\0") -> list[Sentence]:
    """Return the lines of an article as its sentences; those that hold some words are boilerplate."""
    found, start = [], 0
    for line in one.text.split("\n"):
        why = "credit" if boilerplate in line else None
        found.append(Sentence(start, start + len(line), one.id, boilerplate=why))
        start += len(line) + 1
    return found


def same(a: Article, b: Article, *words: str, relation: Relation = "verbatim") -> list[Match]:
    """Match the places at which two articles have the same words."""
    return [
        Match(
            Span(a.text.index(one), a.text.index(one) + len(one), a.id),
            Span(b.text.index(one), b.text.index(one) + len(one), b.id),
            100.0, relation, 0, 1,
        )
        for one in words
    ]  # fmt: skip


def derived(
    own: Article,
    *words: str,
    told: Article | None = None,
    credits_: Sequence[Credit] = (),
    boilerplate: str = "\0",
) -> list[Derivation]:
    """Derive an article that has some words of a release."""
    told = told or release()
    matches = same(own, told, *words)
    sentences = [*split(own, boilerplate), *split(told)]
    return [
        one for one in derivation.derive([own, told], sentences, matches, credits_) if one.article == own.id
    ]


def test_an_article_that_is_the_release_is_wholly_derived() -> None:
    (one,) = derived(article("own", TOLD, "Quay Echo"), *TOLD)
    assert (one.release, one.share, one.grade) == ("release", 1.0, "wholly")


def test_one_quotation_of_many_words_makes_it_partly_derived() -> None:
    (one,) = derived(article("own", (*OWN, TOLD[1]), "Quay Echo"), TOLD[1])
    assert one.grade == "partly"
    assert one.share == pytest.approx(17 / 42)


def test_a_name_in_common_derives_nothing() -> None:
    assert derived(article("own", (*OWN, *OWN, "So much for Ida Morrow."), "Quay Echo"), "Ida Morrow") == []


def test_boilerplate_counts_neither_way() -> None:
    own = article("own", (*TOLD, "Sign up for our letter about the quay and the yard today."), "Quay Echo")
    (whole,) = derived(own, *TOLD)
    (news,) = derived(own, *TOLD, boilerplate="Sign up")
    assert whole.share < news.share == 1.0
    assert derived(own, *TOLD, boilerplate="") == []


def test_words_matched_twice_count_once() -> None:
    own = article("own", (TOLD[1], *OWN), "Quay Echo")
    (once,) = derived(own, TOLD[1])
    (twice,) = derived(own, TOLD[1], TOLD[1][:40])
    assert once.share == twice.share


def test_of_an_edited_sentence_only_the_shared_runs_count() -> None:
    told = release()
    other = "The yard will close to all ferries and trams by order of the port on 4 March."
    own = article("own", (other,), "Quay Echo")
    start = told.text.index(TOLD[0])
    edited = Match(
        Span(0, len(other), "own"), Span(start, start + len(TOLD[0]), "release"), 70.0, "edited", 0, 1
    )
    (one,) = derivation.derive([own, told], [*split(own), *split(told)], [edited], ())
    assert one.share == pytest.approx((7 + 3) / 17)
    meaning = Match(edited.a, edited.b, 90.0, "paraphrase", 0, 1)
    assert derivation.derive([own, told], [*split(own), *split(told)], [meaning], ()) == ()


@pytest.mark.parametrize(
    ("date", "is_derived"),
    [
        ("2024-05-11", True),
        ("2024-05-10", True),
        ("2024-05", True),
        (None, True),
        ("2024-05-09", True),
        ("2024-05-08", False),
        ("2024-04", False),
    ],
)
def test_an_article_known_to_be_earlier_is_not_derived_but_for_a_day_of_embargo(
    date: str | None, *, is_derived: bool
) -> None:
    assert bool(derived(article("own", TOLD, "Quay Echo", date), *TOLD)) == is_derived


def test_two_times_with_their_zones_give_an_order_that_only_a_credit_overrules() -> None:
    told = release("2024-05-10T09:00:00+00:00")
    own = article("own", TOLD, "Quay Echo", "2024-05-10T08:00:00+00:00")
    assert derived(own, *TOLD, told=told) == []
    credit = Credit(0, 3, "own", source="Vellmar Yards")
    (one,) = derived(own, *TOLD, told=told, credits_=[credit])
    assert one.credited


@pytest.mark.parametrize(
    ("words", "credited"),
    [
        ("So a press release has it.", True),
        ("The yard said it in a statement.", True),
        ("Vellmar announced it.", True),
        ("The company said no more.", True),
        ("The baker said no more.", False),
        ("This year has a good statement piece.", False),
    ],
)
def test_whether_an_article_says_so(words: str, *, credited: bool) -> None:
    (one,) = derived(article("own", (TOLD[1], words), "Quay Echo"), TOLD[1])
    assert one.credited == credited


def test_a_credited_release_has_a_row_though_nothing_of_it_is_used() -> None:
    own = article("own", OWN, "Quay Echo")
    assert derived(own) == []
    (one,) = derived(own, credits_=[Credit(0, 3, "own", source="Vellmar Yards", articles=("release",))])
    assert (one.share, one.grade, one.credited) == (0.0, "not", True)
    either = Credit(0, 3, "own", source="Vellmar Yards", articles=("other", "release"))
    assert derived(own, credits_=[either]) == [], "which of the two is not known"


def test_a_release_is_a_text_that_reads_as_one_or_a_principal_that_announces() -> None:
    assert is_own(release())
    words = ("Corvale Group on Monday unveiled a lens.",)
    assert is_own(article("a", words, "Corvale Group"))
    assert not is_own(article("a", words, "Lens Weekly"))
    assert not is_own(article("a", ("Nobody unveiled a lens, Corvale Group hears.",), "Corvale Group"))


def test_the_sample_stories_part_those_that_had_the_release_from_the_others() -> None:
    partly = {
        "foldable-reader": "devicetown inkside thimble-lane-books examiner-0523 lettura-domani",
        "harbour-tunnel": "civil-works-ledger courier-0904 diario-ribalta radio-tern sallowby-local",
        "meridian-merger": "stannard-1022 pipe-and-meter-review torvale-evening-echo handelsrundblick",
    }
    for name, names in partly.items():
        one = quality.sample(name)
        found = derivation.derive(
            one.story.articles, one.story.sentences, one.story.matches, provenance.find(one.story.articles)
        )
        wanted = {one.articles[key].id for key in names.split()}
        assert {row.article for row in found if row.grade != "not"} == wanted
        assert {row.grade for row in found if row.article in wanted} == {"partly"}


def test_whether_the_sample_stories_say_so() -> None:
    one = quality.sample("foldable-reader")
    found = derivation.derive(
        one.story.articles, one.story.sentences, one.story.matches, provenance.find(one.story.articles)
    )
    told = {row.article: row.credited for row in found}
    assert told[one.articles["inkside"].id], "“Brindlow’s release says nothing about a color version.”"
    assert not told[one.articles["thimble-lane-books"].id], "“It is said that public library loans …”"


@given(
    st.lists(st.sampled_from((*TOLD, *OWN)), min_size=1, max_size=5, unique=True),
    st.lists(st.tuples(st.sampled_from(TOLD), st.sampled_from(get_args(Relation))), max_size=6),
    st.permutations(range(3)),
)
def test_a_share_lies_between_none_and_all_and_order_changes_nothing(
    lines: list[str], wanted: list[tuple[str, Relation]], order: list[int]
) -> None:
    told, own, other = release(), article("own", lines, "Quay Echo"), article("x", OWN, "Far Post")
    matches = [
        match
        for words, relation in wanted
        if words in lines
        for match in same(own, told, words, relation=relation)
    ]
    articles = [told, own, other]
    sentences = [sentence for one in articles for sentence in split(one)]
    expected = derivation.derive(articles, sentences, matches, ())
    again = derivation.derive([articles[place] for place in order], sentences[::-1], matches[::-1], ())
    assert again == expected
    for one in expected:
        assert 0 < one.share <= 1
        assert one.grade == ("wholly" if one.share >= 0.8 else "partly")


def test_no_articles_no_derivations() -> None:
    assert derivation.derive([], [], [], []) == ()
