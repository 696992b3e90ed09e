"""The gold annotation is sound: its rows are in the articles, and its stories are what they say they are."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import pytest

import goldset
from goldset import SAMPLES, reading
from ondit import sentences
from ondit.model import Article

pytestmark = pytest.mark.xdist_group("samples")

STORIES = sorted(path.stem for path in goldset.GOLD.glob("*.json"))
PARTS = {
    "story",
    "boilerplate",
    "quotes",
    "not_quotes",
    "labels",
    "dates",
    "matches",
    "not_matches",
    "statements",
    "claims",
    "contradictions",
}
MARKS = set("\"'“”„‟‘’‚‛«»‹›")
DOUBLE_MARKS = set('"“”„‟«»')
SUBTYPES = {
    "announcement": {None, "denial", "confirmation"},
    "rumour": {None, "leak", "speculation"},
    "neither": {None, "non-disclosure"},
}
VARIANTS = {"verbatim", "trimmed", "fragment", "edited", "merged", "translated", "paraphrase"}

each_story = pytest.mark.parametrize("story", STORIES)


@cache
def articles(story: str) -> dict[str, Article]:
    """Return a story's articles by what the gold calls them, and by their ids."""
    return goldset.by_name(reading(story).articles)


def spans(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every row of a story that names an article and characters, however deep it stands."""
    plain = [row for part in ("boilerplate", "quotes", "not_quotes", "labels", "dates") for row in gold[part]]
    paired = [pair[side] for part in ("matches", "not_matches") for pair in gold[part] for side in "ab"]
    told = [row for statement in gold["statements"] for row in statement["occurrences"]]
    return plain + paired + told + [row for claim in gold["claims"] for row in claim["mentions"]]


def place(story: str, row: dict[str, Any]) -> tuple[str, int, int]:
    """Return the article's id, start and end of a row."""
    article = articles(story)[row["article"]]
    return article.id, *goldset.locate(article.text, row)


def overlapping(story: str, rows: list[dict[str, Any]]) -> list[str]:
    """Return the texts of rows that begin before the row in front of them in their article ends."""
    placed = sorted((*place(story, row), row["text"]) for row in rows)
    return [b[3] for a, b in pairwise(placed) if a[0] == b[0] and b[1] < a[2]]


def test_there_are_stories() -> None:
    assert {"foldable-reader", "harbour-tunnel", "meridian-merger"} <= set(STORIES)


@each_story
def test_reading_gives_no_problems(story: str) -> None:
    assert reading(story).problems == ()


@each_story
def test_a_story_has_8_to_12_articles_of_6_or_more_outlets(story: str) -> None:
    read = reading(story).articles
    assert 8 <= len(read) <= 12
    assert len({article.source.value for article in read}) >= 6


@each_story
def test_a_story_comes_in_three_formats(story: str) -> None:
    suffixes = [path.suffix for path in (SAMPLES / story).iterdir()]
    assert suffixes.count(".jsonl") == 1
    assert suffixes.count(".txt") >= 3
    assert suffixes.count(".html") >= 2


@each_story
def test_gold_has_every_part(story: str) -> None:
    gold = goldset.load(story)
    assert set(gold) == PARTS
    assert gold["story"] == story
    assert all(gold[part] for part in PARTS)


@each_story
def test_every_span_is_in_its_article(story: str) -> None:
    for row in spans(goldset.load(story)):
        article, start, end = place(story, row)
        assert articles(story)[article].text[start:end] == row["text"]
        assert row["text"] == row["text"].strip()
        assert row.get("nth") != 0, "nth is left out where it is 0"


@each_story
def test_quotes_stand_between_marks_or_end_with_their_paragraph(story: str) -> None:
    for row in goldset.load(story)["quotes"]:
        article, start, end = place(story, row)
        text = articles(story)[article].text
        assert start > 0, row
        assert text[start - 1] in MARKS, row
        assert end == len(text) or text[end] in MARKS or text[end] == "\n", row


@each_story
def test_every_double_mark_belongs_to_a_quote_or_a_term(story: str) -> None:
    gold = goldset.load(story)
    placed = [place(story, row) for row in gold["quotes"] + gold["not_quotes"]]
    for article in reading(story).articles:
        reach = [(start - 1, end + 1) for name, start, end in placed if name == article.id]
        for at, character in enumerate(article.text):
            if character in DOUBLE_MARKS:
                assert any(first <= at <= last for first, last in reach), (
                    article.id,
                    article.text[at : at + 40],
                )


@each_story
def test_speakers_roles_and_cues_are_words_of_the_article(story: str) -> None:
    for row in goldset.load(story)["quotes"]:
        text = articles(story)[row["article"]].text
        for key in ("speaker", "role", "cue"):
            assert row[key] is None or row[key] in text, (key, row)
        assert row["suspect"] in (True, False)


@each_story
def test_a_story_has_a_suspect_quote(story: str) -> None:
    assert any(row["suspect"] for row in goldset.load(story)["quotes"])


@each_story
def test_labels_and_boilerplate_do_not_overlap(story: str) -> None:
    gold = goldset.load(story)
    assert overlapping(story, gold["labels"] + gold["boilerplate"]) == []


@each_story
def test_labels_and_boilerplate_leave_no_words_over(story: str) -> None:
    gold = goldset.load(story)
    left = {article.id: list(article.text) for article in reading(story).articles}
    for row in gold["labels"] + gold["boilerplate"]:
        article, start, end = place(story, row)
        left[article][start:end] = " " * (end - start)
    assert {article: "".join(rest).split() for article, rest in left.items() if "".join(rest).strip()} == {}


@each_story
def test_every_article_has_labels(story: str) -> None:
    labelled = {place(story, row)[0] for row in goldset.load(story)["labels"]}
    assert labelled == {article.id for article in reading(story).articles}


@each_story
def test_labels_are_of_a_known_kind(story: str) -> None:
    for row in goldset.load(story)["labels"]:
        assert row["subtype"] in SUBTYPES[row["kind"]], row


@each_story
def test_dates_do_not_overlap(story: str) -> None:
    assert overlapping(story, goldset.load(story)["dates"]) == []


@each_story
def test_dates_are_of_a_known_type(story: str) -> None:
    for row in goldset.load(story)["dates"]:
        assert row["type"] in {"DATE", "TIME", "DURATION", "SET"}, row
        assert row["value"] is None or row["value"] == row["value"].strip() != "", row
        if row["type"] == "DURATION":
            assert row["value"].startswith("P"), row


@each_story
def test_statements_have_two_or_more_outlets(story: str) -> None:
    for statement in goldset.load(story)["statements"]:
        outlets = {articles(story)[row["article"]].source.value for row in statement["occurrences"]}
        assert len(outlets) >= 2, statement["name"]
        assert {row["variant"] for row in statement["occurrences"]} <= VARIANTS
        assert any(row["variant"] == "verbatim" for row in statement["occurrences"]), statement["name"]


@each_story
def test_matches_are_pairs_of_one_statement(story: str) -> None:
    gold = goldset.load(story)
    together = [
        {(row["article"], row["text"]) for row in statement["occurrences"]}
        for statement in gold["statements"]
    ]
    for pair in gold["matches"]:
        assert pair["relation"] in VARIANTS
        assert pair["a"]["article"] != pair["b"]["article"], pair
        ends = {(pair[side]["article"], pair[side]["text"]) for side in "ab"}
        assert any(ends <= statement for statement in together), pair


@each_story
def test_a_statement_has_a_wording_that_is_paired_with_all_others(story: str) -> None:
    gold = goldset.load(story)
    paired = {frozenset((place(story, pair["a"]), place(story, pair["b"]))) for pair in gold["matches"]}
    for statement in gold["statements"]:
        told = [place(story, row) for row in statement["occurrences"]]
        assert any(
            all(frozenset((core, other)) in paired for other in told if other[0] != core[0]) for core in told
        ), statement["name"]


@each_story
def test_what_must_not_match_says_why_and_does_not(story: str) -> None:
    gold = goldset.load(story)
    matched = [{pair[side]["text"] for side in "ab"} for pair in gold["matches"]]
    assert len(gold["not_matches"]) >= 8
    for pair in gold["not_matches"]:
        assert pair["why"]
        assert pair["a"]["article"] != pair["b"]["article"], pair
        assert {pair[side]["text"] for side in "ab"} not in matched, pair


@each_story
def test_judged_pairs_are_sentences_of_two_articles_each_pair_once(story: str) -> None:
    pairs = goldset.pairs(story)
    assert {row["verdict"] for row in pairs} == {"same", "differs", "phrase"}
    places = [tuple(place(story, row[side]) for side in "ab") for row in pairs]
    assert len({frozenset(pair) for pair in places}) == len(pairs)
    split = {
        (article.id, span.start, span.end)
        for article in reading(story).articles
        for span in sentences.split(article.text)
    }
    for a, b in places:
        assert a[0] != b[0]
        assert {a, b} <= split


@each_story
def test_names_are_given_once(story: str) -> None:
    gold = goldset.load(story)
    for part in ("statements", "claims"):
        names = [row["name"] for row in gold[part]]
        assert len(set(names)) == len(names)


@each_story
def test_claims_are_settled_by_announcements_of_the_story(story: str) -> None:
    claims = {claim["name"]: claim for claim in goldset.load(story)["claims"]}
    for name, claim in claims.items():
        assert claim["mentions"], name
        assert claim["kind"] in {"announcement", "rumour"}, name
        if claim["status"] in {"open", "expired"}:
            assert claim["settled_by"] is None, name
        else:
            assert claim["status"] in {"confirmed", "denied", "superseded"}, name
            assert claim["settled_by"] != name
            assert claims[claim["settled_by"]]["kind"] == "announcement", name


@each_story
def test_contradictions_are_pairs_of_claims_of_which_neither_settles_the_other(story: str) -> None:
    gold = goldset.load(story)
    claims = {claim["name"]: claim for claim in gold["claims"]}
    rows = gold["contradictions"]
    assert len({frozenset((row["a"], row["b"])) for row in rows}) == len(rows)
    for row in rows:
        a, b = claims[row["a"]], claims[row["b"]]
        assert row["a"] != row["b"]
        assert row["why"]
        assert row["a"] != b["settled_by"]
        assert row["b"] != a["settled_by"]
        assert {a["status"], b["status"]} in ({"open"}, {"superseded"}), row


@each_story
def test_claims_are_told_by_announcements_and_rumours_and_leave_none_over(story: str) -> None:
    gold = goldset.load(story)
    told = {place(story, row) for row in gold["labels"] if row["kind"] != "neither"}
    mentions = [place(story, row) for claim in gold["claims"] for row in claim["mentions"]]
    for article, start, end in mentions:
        assert any(article == a and s <= start and end <= e for a, s, e in told), (article, start, end)
    for article, start, end in told:
        assert any(article == a and s < end and start < e for a, s, e in mentions), (article, start, end)


@each_story
def test_a_rumour_whose_date_is_past_is_not_open(story: str) -> None:
    newest = max(article.published.value for article in reading(story).articles if article.published)
    for claim in goldset.load(story)["claims"]:
        if claim["kind"] == "rumour" and claim["target"]:
            passed = claim["target"] < newest[: len(claim["target"])]
            assert (claim["status"], passed) not in {("open", True), ("expired", False)}, claim["name"]


def statuses(story: str) -> set[str]:
    """Return what becomes of a story's rumours."""
    return {claim["status"] for claim in goldset.load(story)["claims"] if claim["kind"] == "rumour"}


@each_story
def test_some_rumours_are_settled_and_some_stay_open(story: str) -> None:
    assert statuses(story) >= {"open", "confirmed", "superseded"}


def test_the_stories_together_have_denied_rumours() -> None:
    assert sum("denied" in statuses(story) for story in STORIES) >= 2
