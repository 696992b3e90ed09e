"""The scoreboard: what each outlet told beside others, and of whom it has it."""

from __future__ import annotations

from ondit.model import Article, Claim, Derivation, Published, Source, Span, Story
from ondit.records import of_sources
from ondit.scoreboard import of_story
from ondit.whole import WholeStory

DAYS = {"Quay": "2025-05-01", "Post": "2025-05-02", "Ledger": "2025-05-03", "Monthly": "2025-05"}
ARTICLES = tuple(
    Article(name, "It is told.", Source(name, "metadata"), published=Published(day, "day", "metadata"))
    for name, day in DAYS.items()
)


def claim(name: str, *outlets: str, status: str = "open") -> Claim:
    spans = tuple(Span(0, 5, outlet) for outlet in outlets)
    return Claim(name, name, "rumour", status, None, spans)  # type: ignore[arg-type]


STORY = Story(
    ARTICLES,
    claims=(
        claim("c-1", "Quay", "Post", "Ledger", status="denied"),
        claim("c-2", "Post", "Ledger", "Monthly"),
        claim("c-3", "Post", status="confirmed"),
    ),
    derivations=(
        Derivation("Post", "Quay", 0.9, "wholly", credited=True),
        Derivation("Post", "Ledger", 0.3, "partly", credited=False),
    ),
)
SCORES = {one.record.source: one for one in of_story(STORY).scores}


def test_the_records_are_those_of_the_story() -> None:
    articles = {article.id: article for article in ARTICLES}
    told = {one.source: one for one in of_sources(STORY.claims, articles)}
    assert {name: score.record for name, score in SCORES.items()} == told


def test_an_outlet_that_tells_no_claim_stands_there_with_nothing() -> None:
    (score,) = of_story(Story(ARTICLES[:1])).scores
    assert (score.record.source, score.record.first, score.record.share, score.articles) == (
        "Quay",
        0,
        None,
        1,
    )


def test_whom_an_outlet_repeats_had_it_on_an_earlier_day() -> None:
    assert SCORES["Ledger"].after == (("Post", 1), ("Quay", 1))
    assert SCORES["Post"].after == (("Quay", 1),)
    assert SCORES["Quay"].before == (("Ledger", 1), ("Post", 1))
    assert SCORES["Monthly"].before == SCORES["Monthly"].after == ()


def test_of_several_releases_that_counts_which_gives_an_article_most() -> None:
    post = SCORES["Post"]
    assert (post.reports, post.released, post.wholly, post.partly) == (1, 0.9, 1, 0)


def test_of_a_release_no_share_is_worked_out() -> None:
    assert (SCORES["Quay"].articles, SCORES["Quay"].reports, SCORES["Quay"].released) == (1, 0, None)


def test_what_an_outlet_was_to_each_claim_is_told() -> None:
    told = of_story(STORY).told
    assert told["Quay", "first"] == ["c-1"]
    assert told["Post", "repeated"] == ["c-1"]
    assert (told["Post", "right"], told["Post", "wrong"]) == (["c-3"], ["c-1"])
    assert ("Quay", "repeated") not in told


def test_the_entries_of_a_role_come_a_few_at_a_time() -> None:
    from conftest import build_story

    story = build_story()
    view = WholeStory(story)
    for (source, role), claims in of_story(story).told.items():
        wanted = [entry for entry in story.timeline if entry.claim in claims]
        assert [
            entry for at in range(len(wanted)) for entry in view.scoreboard.told_by(source, role, at, 1)
        ] == wanted
    assert view.scoreboard.told_by("Nobody", "first", 0, 9) == []
