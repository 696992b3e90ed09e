"""Credits: the words by which articles say that they have something from another outlet.

`gold/credits.jsonl` lists the credits of the sample stories by article and words. Its rule: a credit is the
words that name an outlet of the story, or its release, as the one that something is from, from the first word
of the cue to the last of the name, or the other way round. A name is the source's in full or by its end with
"the"; a company's by its first word. Not in it: what a pronoun or a noun credits ("it said", "the agency
said", "the companies"), an outlet's talk of itself, who declined or was asked, acts told flatly, and people
with handles. `articles` are those of the outlet that may be meant: none that are known to be later.
"""

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goldset
import quality
from dated import dated
from ondit.model import Article, Credit, Source
from ondit.provenance import credits as provenance

ROWS = [json.loads(line) for line in (goldset.GOLD / "credits.jsonl").read_text("utf-8").splitlines()]
LENS = "Pocket Lens reported that the yard will close"


def article(
    identifier: str, text: str, source: str, date: str | None = None, url: str | None = None
) -> Article:
    return dated(identifier, source, date, text, url=url)


OTHERS = (
    article(
        "lens", "The yard will close.", "Pocket Lens", "2024-05-06", "https://www.pocketlens.example/a/yard"
    ),
    article("lens-2", "The yard has closed.", "Pocket Lens", "2024-06-01"),
    article("courier", "No news.", "Northmouth Courier", "2024-05-07"),
    article("wire", "Nothing.", "Orrin Wire", "2024-05-08", "https://orrinwire.example/9"),
    article("gazette-a", "Nil.", "Bridge Gazette", "2024-05-01"),
    article("gazette-b", "Nil.", "Tower Gazette", "2024-05-01"),
)
RELEASE = article(
    "release",
    "Vellmar Industries today announced a new yard.\n\nMedia contact: Jo Ames\n\nAbout Vellmar: it builds.",
    "Vellmar Industries",
    "2024-05-10",
)


def found(text: str, source: str = "Thrift Square") -> list[tuple[str, str]]:
    """Return the words and the source of each credit of a text beside the other outlets' articles."""
    return [(text[one.start : one.end], one.source) for one in credited(text, source)]


def credited(text: str, source: str = "Thrift Square", date: str | None = "2024-05-20") -> list[Credit]:
    every = provenance.find([*OTHERS, RELEASE, article("own", text, source, date)])
    return [one for one in every if one.article == "own"]


@cache
def sample(name: str) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Return the credits found in a sample story and those of the gold: article, words, source, articles."""
    articles = goldset.reading(name).articles
    by_name = goldset.by_name(articles)
    names = {one.id: key for key, one in by_name.items()}
    seen = {
        (
            names[one.article or ""],
            by_name[one.article or ""].text[one.start : one.end],
            one.source,
            *sorted(names[i] for i in one.articles),
        )
        for one in provenance.find(articles)
    }
    return seen, {(row["article"], row["text"], row["source"], *row["articles"]) for row in rows(name)}


def rows(story: str) -> list[dict[str, Any]]:
    return [row for row in ROWS if row["story"] == story]


def test_precision_and_recall_on_the_sample_stories() -> None:
    pairs = [sample(name) for name in quality.STORIES]
    right = sum(len(seen & gold) for seen, gold in pairs)
    assert right / sum(len(seen) for seen, _ in pairs) == 1.0
    assert right / sum(len(gold) for _, gold in pairs) >= 18 / 19


def test_the_gold_quotes_its_articles() -> None:
    for name in quality.STORIES:
        articles = goldset.by_name(goldset.reading(name).articles)
        for row in rows(name):
            goldset.locate(articles[row["article"]].text, row)
            assert {articles[other].source.value for other in row["articles"]} <= {row["source"]}


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("A yard is to close (via Pocket Lens), they say.", "via Pocket Lens", "Pocket Lens"),
        ("According to Pocket Lens, it closes.", "According to Pocket Lens", "Pocket Lens"),
        ("On Monday Pocket Lens first reported it.", "Pocket Lens first reported", "Pocket Lens"),
        ("The news was first reported by Pocket Lens.", "was first reported by Pocket Lens", "Pocket Lens"),
        ("The yard, as Pocket Lens reports, closes.", "as Pocket Lens reports", "Pocket Lens"),
        ("It closes, writes the trade site Pocket Lens.", "writes the trade site Pocket Lens", "Pocket Lens"),
        ("He told the Northmouth Courier so.", "told the Northmouth Courier", "Northmouth Courier"),
        ("He told the Courier on Monday.", "told the Courier", "Northmouth Courier"),
        ("It fell, citing the Courier.", "citing the Courier", "Northmouth Courier"),
        ("The Courier’s report moved shares.", "The Courier’s report", "Northmouth Courier"),
        ("Orrin Wire last week revealed it.", "Orrin Wire last week revealed", "Orrin Wire"),
        ("Papers seen by the Courier say so.", "seen by the Courier", "Northmouth Courier"),
        ("A report on Friday in Orrin Wire is out.", "report on Friday in Orrin Wire", "Orrin Wire"),
        ("Orrin reported the sale.", "Orrin reported", "Orrin Wire"),
        ("More at pocketlens.example/a/yard now.", "pocketlens.example/a/yard", "Pocket Lens"),
        ("See https://orrinwire.example/other.", "https://orrinwire.example/other", "Orrin Wire"),
        ("So says the press release, more or less.", "the press release", "Vellmar Industries"),
        ("Vellmar’s release names no price.", "Vellmar’s release", "Vellmar Industries"),
        ("Vellmar Industries said that it builds.", "Vellmar Industries said", "Vellmar Industries"),
        ("The Wall Street Journal reported it.", "The Wall Street Journal reported", "Wall Street Journal"),
        ("The Ashby Herald reported it.", "The Ashby Herald reported", "Ashby Herald"),
        ("NORTHMOUTH, 7 May (Orrin) – The yard closes.", "(Orrin)", "Orrin Wire"),
        ("After CNBC reported it, shares fell.", "CNBC reported", "CNBC"),
        ("The picture changed, according to Pocket Lens.", "according to Pocket Lens", "Pocket Lens"),
        ("Orrin Wire contributed to this report.", "Orrin Wire contributed to this report", "Orrin Wire"),
        ("And Orrin Wire reported it.", "Orrin Wire reported", "Orrin Wire"),
        ("He told Orrin Wire the FDA knew.", "told Orrin Wire", "Orrin Wire"),
        ("A June 11 Ashby Herald article says so.", "Ashby Herald article", "Ashby Herald"),
        ("She said on CNBC that it closes.", "said on CNBC", "CNBC"),
    ],
)  # fmt: skip
def test_a_credit_is_found_with_its_words(text: str, words: str, source: str) -> None:
    assert found(text) == [(words, source)]


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for Pocket Lens said that the yard was full.",
        "Photo via Pocket Lens",
        "It closed (image: the yard in May, via Pocket Lens).",
        "Jo Orrin said so.",
        "Pocket Lens Holdings said that profit rose.",
        "Pocket Lens was said to be closing.",
        "Subscribe to Pocket Lens today.",
        "He keeps the courier reported missing in a pocket lens.",
        "Courier reported it.",
        "The Gazette reported it.",
        "Vellmar Industries was told to stop, and he told Vellmar Industries to go on.",
        "The release of the yard’s figures, and Vellmar’s release date.",
        "Write to tips@pocketlens.example or see other.example/a.",
        "The Times are hard, and Sun said so.",
        "Michael Fox said so.",
        "Zelda Post said that parcels were late.",
        "Source\n\nLast week the Northmouth Courier moved to a new house.",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert found(text) == []


def test_two_names_behind_one_cue() -> None:
    text = "It closes, according to Pocket Lens and the Northmouth Courier."
    assert found(text) == [
        ("according to Pocket Lens", "Pocket Lens"),
        ("the Northmouth Courier", "Northmouth Courier"),
    ]


def test_an_article_never_credits_itself() -> None:
    text = f"{LENS}. He told Pocket Lens so: www.pocketlens.example/b."
    assert found(text, "Pocket Lens") == []
    assert found(text) != []
    assert found("The Courier reported it.", "Harbour Courier") == [], "which of the two is not known"
    assert found("As the press release says, we build.", "Vellmar Industries") == []


def test_the_articles_meant_are_none_that_are_known_to_be_later() -> None:
    def meant(date: str | None) -> tuple[str, ...]:
        (one,) = credited(f"{LENS}.", date=date)
        return one.articles

    assert meant("2024-05-20") == ("lens",)
    assert meant("2024-05-06") == ("lens",), "a tie"
    assert meant("2024-05-05") == ()
    assert meant("2024-05") == ("lens",)
    assert meant("2024") == ("lens", "lens-2")
    assert meant(None) == ("lens", "lens-2")


def test_two_times_of_one_day_give_an_order() -> None:
    early = article("early", "The yard.", "Pocket Lens", "2024-05-06T08:00:00+00:00")
    late = article("late", "The yard.", "Pocket Lens", "2024-05-06T10:00:00+00:00")
    own = article("own", f"{LENS}.", "Thrift Square", "2024-05-06T11:00:00+02:00")
    (one,) = provenance.find([early, late, own])
    assert one.articles == ("early",)


def test_an_address_of_one_article_means_that_one() -> None:
    other = article("lens-0", "Old.", "Pocket Lens", "2024-01-01", "https://www.pocketlens.example/a/old")
    own = article("own", "See pocketlens.example/a/yard.", "Thrift Square", "2024-05-20")
    (one,) = provenance.find([*OTHERS, other, own])
    assert one.articles == ("lens",)


def test_the_name_is_the_story_s_also_where_it_is_a_file_s_or_a_host_s() -> None:
    told = article("own", "The Quay Lantern reported it. Pocket Prism says so.", "Thrift Square")
    by_path = Article("a", "x", Source("quay-lantern", "path"))
    by_host = Article("b", "x", Source("pocketprism.example", "url"), url="https://pocketprism.example/1")
    assert [(one.source, one.articles) for one in provenance.find([told, by_path, by_host])] == [
        ("quay-lantern", ("a",)),
        ("pocketprism.example", ("b",)),
    ]


def test_no_articles_no_credits() -> None:
    assert provenance.find([]) == ()


PIECES = (
    "via Pocket Lens", "the Courier reported", "The", "according to", "Pocket Lens", "and", "told",
    "the press release", "www.pocketlens.example", "’s report", "\n", ".", ",", "Orrin", "said",
    "é", "“", "Vellmar",
)  # fmt: skip


@given(st.permutations(range(8)), st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_the_order_of_articles_changes_nothing_and_spans_hold(order: list[int], text: str) -> None:
    articles = [*OTHERS, RELEASE, article("own", text, "Thrift Square", "2024-05-20")]
    expected = provenance.find(articles)
    assert provenance.find([articles[place] for place in order]) == expected
    by_id = {one.id: one for one in articles}
    before = 0
    for one in expected:
        assert one.article == "own"
        assert before <= one.start < one.end <= len(text)
        before = one.end
        assert all(by_id[other].source.value == one.source for other in one.articles)


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        ("via the Courier, ", 3_000),
        ("Sun-", 0),
        ("a.", 0),
        ("A", 0),
        ("pocketlens.example/", 1),
        (" said", 0),
    ],
)
def test_a_hostile_text_is_read_to_its_end(unit: str, count: int) -> None:
    found_ = credited(f"{unit * 3_000} via Pocket Lens.")
    assert len(found_) == count + 1
