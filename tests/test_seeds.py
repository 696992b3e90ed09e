"""Five real articles on one story, kept outside the project: what must be found in them."""

from pathlib import Path

import pytest

from ondit import pipeline
from ondit.model import Claim, Statement, Story

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside this checkout")


@pytest.fixture(scope="module")
def story() -> Story:
    return pipeline.read([SEEDS])


def outlets(story: Story, statement: Statement) -> list[str]:
    return sorted(story.article(o.article or "").source.value[:3] for o in statement.occurrences)


def statement_with(story: Story, words: str) -> Statement:
    (found,) = [statement for statement in story.statements if words in statement.text]
    return found


def kinds_of(story: Story, words: str) -> set[str]:
    return {label.kind for label in story.labels if words in story.text(label)}


def claims_with(story: Story, *words: str) -> list[Claim]:
    return [c for c in story.claims if any(all(w in story.text(m) for w in words) for m in c.mentions)]


def outlets_with(story: Story, claim: Claim) -> set[str]:
    return {story.article(span.article or "").source.value[:3] for span in claim.mentions}


def test_all_articles_are_read(story: Story) -> None:
    assert (len(story.articles), story.problems) == (5, ())
    dated = {a.source.value[:3]: a.published.value for a in story.articles if a.published}
    assert dated == {"002": "2022-05-23", "004": "2022-05-23"}


def test_the_boost_is_one_statement_of_four_outlets(story: Story) -> None:
    statement = statement_with(story, "provide a strong boost to Xiaomi’s imaging strategy")
    assert outlets(story, statement) == ["000", "002", "003", "004"]
    variants = {story.article(o.article or "").source.value[:3]: o for o in statement.occurrences}
    assert variants["002"].variant == "fragment"
    assert variants["003"].variant == "translated"
    assert "a strong impetus" in story.text(variants["003"])


def test_the_ultimate_user_experience_has_three(story: Story) -> None:
    statement = statement_with(story, "focuses on creating the ultimate user experience")
    assert outlets(story, statement) == ["001", "003", "004"]


def test_the_july_launch_is_announced(story: Story) -> None:
    for words in ("will arrive in July this year", "confirmed to arrive in July this year", "in July 2022"):
        assert kinds_of(story, words) == {"announcement"}
    entries = [entry for entry in story.timeline if entry.target == "2022-07"]
    assert {entry.kind for entry in entries} == {"announcement"}


def test_hearsay_in_the_words_of_the_companies_is_announced(story: Story) -> None:
    (label,) = [label for label in story.labels if "on the same page" in story.text(label)]
    assert label.kind == "announcement"
    assert "003" in label.reason


@pytest.mark.parametrize("words", ["12 Ultra", "13 series", "200MP", "120W"])
def test_what_is_only_rumoured(story: Story, words: str) -> None:
    told = [entry for entry in story.timeline if words in entry.text and entry.kind == "rumour"]
    assert told
    assert all(claim.kind == "rumour" for claim in claims_with(story, words) if "likely" not in claim.text)


@pytest.mark.parametrize(
    ("words", "outlets_of"), [("12 Ultra", 4), ("Xiaomi 13", 3), ("Snapdragon 8", 2), ("July", 5)]
)
def test_what_several_outlets_tell_is_one_claim(story: Story, words: str, outlets_of: int) -> None:
    told_by = [outlets_with(story, claim) for claim in claims_with(story, words)]
    (several,) = [who for who in told_by if len(who) > 1]
    assert len(several) >= outlets_of


def test_what_the_phone_may_be_called_is_one_claim_and_what_is_rumoured_of_it_another(story: Story) -> None:
    name, camera = sorted(claims_with(story, "12 Ultra"), key=lambda claim: -len(claim.mentions))
    assert outlets_with(story, name) == {"001", "002", "003", "004"}
    assert (len(camera.mentions), outlets_with(story, camera)) == (1, {"004"})
    assert "200MP" in camera.text


@pytest.mark.parametrize(
    "words", ["Walker", "Courtesy", "Credits", "share your thoughts", "thumbnail", "stay tuned"]
)
def test_no_boilerplate_in_the_timeline(story: Story, words: str) -> None:
    assert not [entry for entry in story.timeline if words in entry.text]
    assert not claims_with(story, words)


def test_speakers(story: Story) -> None:
    speakers = {quote.speaker for quote in story.quotes}
    assert {"Lei Jun", "Matthias Harsch"} <= speakers
    assert {q.role for q in story.quotes if q.speaker == "Matthias Harsch"} == {"CEO of Leica Camera AG"}


def test_contaminated_quotes_are_suspect(story: Story) -> None:
    suspects = {story.article(q.article or "").source.value[:3] for q in story.quotes if q.suspect}
    assert suspects == {"001", "003"}


def test_the_contaminated_quote_names_both_who_have_it_in_other_words(story: Story) -> None:
    (why,) = [q.suspect for q in story.quotes if q.suspect and "nested" in q.suspect]
    assert "004" in why
    assert "003" in why


def test_july_this_year_is_resolved_where_the_date_is_known(story: Story) -> None:
    found = [
        (story.article(d.article or "").source.value[:3], d.value)
        for d in story.dates
        if story.text(d).startswith("July") and "this year" in story.text(d)
    ]
    assert ("004", "2022-07") in found
    assert all(outlet in ("002", "004") for outlet, _ in found)


def test_no_claim_is_headed_with_words_that_a_suspect_quote_alone_has(story: Story) -> None:
    assert not [claim.text for claim in story.claims if "their cooperation involves" in claim.text]


def test_claims_of_the_partnership_and_of_the_launch_are_headed_each_with_its_own(story: Story) -> None:
    (launch,) = [claim for claim in story.claims if claim.target == "2022-07"]
    assert launch.text.startswith("As a result of the Xiaomi-Leica collaboration, Xiaomi will launch")
    assert len([claim for claim in story.claims if claim.text.startswith("Xiaomi has officially")]) == 1
