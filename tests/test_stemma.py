"""Stemmata: which occurrence comes from which, and what every tree of them keeps."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.model import Article, Credit, Descent, First, Occurrence, Published, Source, Statement
from ondit.provenance import stemma
from ondit.provenance.moments import before, moment
from ondit.provenance.readings import Witness
from ondit.spans import told_order
from ondit.text import normalise

RELEASE = "Nacra will coat every page of the new reader with a film that forgets its folds by the autumn"
LENSES = RELEASE.replace("film", "lenses")
Row = tuple[str, str | None, str]


def article(name: str, date: str | None, text: str) -> Article:
    granularity = {4: "year", 7: "month", 10: "day"}.get(len(date or ""), "second")
    published = Published(date, granularity, "metadata") if date else None  # type: ignore[arg-type]
    return Article(name, text, Source(name.title(), "metadata"), published=published)


def statement(base: str, *rows: Row, around: str = "") -> tuple[Statement, dict[str, Article]]:
    """Make a statement of wordings: outlet, date and words; words behind a bar lie outside."""
    articles, occurrences = {}, []
    for name, date, text in rows:
        told, _, behind = text.partition("|")
        articles[name] = article(name, date, f"{around}{told}{behind}{around}")
        occurrences.append(Occurrence(len(around), len(around) + len(told), name))
    occurrences.sort(key=lambda one: told_order(one, articles))
    return Statement("s-1", base, tuple(occurrences), First((), None)), articles


def descend(one: Statement, articles: Mapping[str, Article], found: Sequence[Credit]) -> tuple[Descent, ...]:
    """Return the edges of one statement."""
    return stemma.of_statements([one], articles, found)[one.id]


def edges(
    base: str, *rows: Row, credits_found: Sequence[Credit] = ()
) -> dict[str, dict[str, tuple[str, str]]]:
    """Return each child's parents by their names, with tie and reason."""
    one, articles = statement(base, *rows)
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for edge in descend(one, articles, credits_found):
        child, parent = one.occurrences[edge.child].article, one.occurrences[edge.parent].article
        found.setdefault(child or "", {})[parent or ""] = (edge.tie, edge.reason)
    return found


def test_a_shared_deviation_shows_the_parent_and_is_named() -> None:
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", LENSES),
        ("wharf", "2025-05-07", LENSES.replace("autumn", "spring")),
        ("copper", "2025-05-08", RELEASE),
    )
    assert found == {
        "tarn": {"nacra": ("inferred", "Both have “Nacra will coat every page of the new reader with a”.")},
        "wharf": {"tarn": ("inferred", "Both have “lenses” where Nacra has “film”.")},
        "copper": {"nacra": ("inferred", "The words are those of Nacra.")},
    }


def test_of_several_with_the_same_deviation_the_oldest_is_the_parent() -> None:
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", LENSES),
        ("wharf", "2025-05-07", LENSES),
        ("orbit", "2025-05-08", LENSES.replace("by the autumn", "soon")),
    )
    assert found["orbit"] == {"tarn": ("inferred", "Both have “lenses” where Nacra has “film”.")}


def test_most_shared_deviations_go_before_age() -> None:
    both = LENSES.replace("autumn", "spring")
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", LENSES),
        ("wharf", "2025-05-07", both),
        ("orbit", "2025-05-08", both.replace("coat", "spray")),
    )
    assert set(found["orbit"]) == {"wharf"}


def test_a_passage_left_out_alike_is_a_deviation_and_where_an_excerpt_ends_is_none() -> None:
    shorter = RELEASE.replace("of the new reader ", "")
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", shorter),
        ("wharf", "2025-05-07", shorter.replace("every", "each")),
        ("orbit", "2025-05-08", RELEASE[: RELEASE.index(" that")]),
        ("copper", "2025-05-09", RELEASE[: RELEASE.index(" that")]),
    )
    assert found["wharf"] == {"tarn": ("inferred", "Both leave out “of the new reader”.")}
    assert set(found["orbit"]) == {"nacra"}
    assert set(found["copper"]) == {"nacra"}


def test_words_that_are_moved_alike_are_a_deviation() -> None:
    moved = RELEASE.replace(" by the autumn", "").replace("will coat", "will by the autumn coat")
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", moved),
        ("wharf", "2025-05-07", moved.replace("new reader", "new tablet")),
    )
    assert found["wharf"] == {
        "tarn": ("inferred", "Both have “by the autumn” at the same place, unlike Nacra.")
    }


def test_a_word_that_stands_elsewhere_in_the_parent_is_not_said_to_stand_for_the_same() -> None:
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", RELEASE.replace("new reader", "new reader with lenses")),
        ("wharf", "2025-05-07", LENSES),
    )
    assert found["wharf"] == {"tarn": ("inferred", "Both have “lenses”, which Nacra lacks.")}


def test_no_child_restores_what_its_parent_lost() -> None:
    found = edges(
        RELEASE,
        ("tarn", "2025-05-04", RELEASE.replace("film that forgets its folds", "varnish")),
        ("nacra", "2025-05-05", RELEASE),
        ("wharf", "2025-05-07", RELEASE.replace("autumn", "fall")),
    )
    assert found["wharf"] == {
        "nacra": ("inferred", "Both have “film that forgets its folds”, which Tarn lacks.")
    }


def test_one_parent_that_has_all_goes_before_two_that_have_it_together() -> None:
    found = edges(
        RELEASE,
        ("tarn", "2025-05-04", RELEASE[: RELEASE.index(" with")]),
        ("nacra", "2025-05-05", RELEASE),
        ("wharf", "2025-05-07", RELEASE.replace("autumn", "fall")),
    )
    assert set(found["wharf"]) == {"nacra"}


def test_an_older_one_with_words_of_its_own_goes_behind_one_without() -> None:
    found = edges(
        RELEASE,
        ("tarn", "2025-05-04", RELEASE.replace("film", "thin film")),
        ("nacra", "2025-05-05", RELEASE),
        ("wharf", "2025-05-07", RELEASE.replace("autumn", "fall")),
    )
    assert set(found["wharf"]) == {"nacra"}


def test_what_an_outlet_has_beside_its_excerpt_is_not_lost() -> None:
    cut = RELEASE.index(" with")
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", f"{RELEASE[:cut]}|{RELEASE[cut:]}"),
        ("wharf", "2025-05-06", RELEASE),
        ("orbit", "2025-05-07", RELEASE),
    )
    assert set(found["orbit"]) == {"nacra"}


def test_a_merged_wording_has_two_parents() -> None:
    found = edges(
        RELEASE,
        ("tarn", "2025-05-05", "Nacra will coat every page of the new reader with lenses"),
        ("wharf", "2025-05-06", "with a film that forgets its folds by the autumn"),
        ("orbit", "2025-05-07", RELEASE.replace("a film", "lenses and a film")),
    )
    assert found["orbit"] == {
        "tarn": ("inferred", "Both have “lenses”, which the fullest wording lacks."),
        "wharf": ("inferred", "Both have “film that forgets its folds by the autumn”, which Tarn lacks."),
    }


def test_what_shares_no_words_has_no_parent() -> None:
    found = edges(
        RELEASE,
        ("tarn", "2025-05-05", "Nacra will coat every page of the new reader"),
        ("wharf", "2025-05-06", "with a film that forgets its folds by the autumn"),
    )
    assert found == {}


def test_the_outlet_that_is_credited_is_the_parent_and_the_credit_is_no_deviation() -> None:
    told = RELEASE.replace(" by the", " (via Tarn) by the")
    rows: list[Row] = [
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", RELEASE),
        ("wharf", "2025-05-07", told),
        ("orbit", "2025-05-08", told),
    ]
    at = told.index("via Tarn")
    credit = Credit(at, at + len("via Tarn"), "wharf", source="Tarn", articles=("tarn",))
    by_article = Credit(at, at + len("via Tarn"), "orbit", source="The Tarn", articles=("tarn",))
    found = edges(RELEASE, *rows, credits_found=[credit, by_article])
    assert found["wharf"] == {"tarn": ("credited", "Says “via Tarn”.")}
    assert found["orbit"] == {"tarn": ("credited", "Says “via Tarn”.")}
    assert set(edges(RELEASE, *rows)["orbit"]) == {"wharf"}


def test_a_credit_holds_on_one_day_and_never_for_what_came_later() -> None:
    credit = Credit(0, 5, "wharf", source="Tarn")
    short = RELEASE[: RELEASE.index(" by")]
    day = edges(
        RELEASE, ("tarn", "2025-05-05", short), ("wharf", "2025-05-05", RELEASE), credits_found=[credit]
    )
    assert day == {"wharf": {"tarn": ("credited", "Says “Nacra”.")}}
    later = edges(
        RELEASE, ("tarn", "2025-05-06", RELEASE), ("wharf", "2025-05-05", RELEASE), credits_found=[credit]
    )
    assert later == {}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("2025-05-23", "2025-05-23", "both are of 23 May 2025"),
        ("2025-05-23", "2025-05-23T09:30:00+02:00", "both are of 23 May 2025"),
        ("2025-05-23", "2025-05", "one is of 23 May 2025, the other of May 2025"),
        ("2025-05", "2025", "one is of May 2025, the other of 2025"),
        ("2025-05-23", None, "Wharf has no date"),
        (None, None, "neither has a date"),
    ],
)
def test_dates_that_give_no_order_make_a_tie_to_the_fuller(
    one: str | None, other: str | None, why: str
) -> None:
    cut = RELEASE[: RELEASE.index(" by")]
    found = edges(RELEASE, ("tarn", one, RELEASE), ("wharf", other, cut))
    ((tie, reason),) = found["wharf"].values()
    assert set(edges(RELEASE, ("tarn", one, cut), ("wharf", one, RELEASE))) == {"tarn"}
    assert tie == "tie"
    assert reason.endswith(f", but nothing shows which of the two was first: {why}.")


def test_times_of_one_day_give_an_order_across_zones() -> None:
    rows: list[Row] = [
        ("tarn", "2025-05-23T09:30:00+02:00", RELEASE),
        ("wharf", "2025-05-23T08:00:00Z", RELEASE),
    ]
    assert edges(RELEASE, *rows) == {"wharf": {"tarn": ("inferred", "The words are those of Tarn.")}}


def test_two_firsts_of_one_day_leave_it_open_which_of_them_it_was() -> None:
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-05", RELEASE),
        ("wharf", "2025-05-06", RELEASE),
    )
    assert found["wharf"] == {
        "nacra": (
            "tie",
            "Nothing shows whether it has the words from Nacra or from Tarn: both are of 5 May 2025.",
        )
    }


def test_who_names_an_outlet_as_the_source_is_not_its_source() -> None:
    rows = (
        ("tarn", "2025-05-05", RELEASE),
        ("nacra", "2025-05-06", RELEASE),
        ("wharf", "2025-05-07", RELEASE),
    )
    credit = Credit(0, 5, "tarn", source="Nacra")
    assert set(edges(RELEASE, *rows)["nacra"]) == {"tarn"}
    assert set(edges(RELEASE, *rows, credits_found=[credit])) == {"wharf"}
    own = Credit(0, 5, "nacra", source="Tarn")
    assert edges(RELEASE, *rows, credits_found=[credit, own])["nacra"]["tarn"][0] == "credited"


def test_words_that_only_those_have_who_name_the_outlet_are_its_own() -> None:
    rows = (
        ("tarn", "2025-05-04", RELEASE[: RELEASE.index(" with")]),
        ("wharf", "2025-05-05", RELEASE),
        ("nacra", "2025-05-06", RELEASE),
    )
    assert set(edges(RELEASE, *rows)["nacra"]) == {"wharf"}
    credit = Credit(0, 5, "wharf", source="Nacra")
    assert "nacra" not in edges(RELEASE, *rows, credits_found=[credit])


def test_two_firsts_in_different_words_leave_it_open_too() -> None:
    cut = RELEASE[: RELEASE.index(" by")]
    found = edges(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-05", cut),
        ("wharf", "2025-05-06", cut[: cut.index(" with")]),
    )
    assert found["wharf"]["nacra"][0] == "tie"


def test_two_articles_of_one_outlet_do_not_leave_it_open() -> None:
    one, articles = statement(
        RELEASE,
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-05", RELEASE),
        ("wharf", "2025-05-06", RELEASE),
    )
    assert descend(one, articles, [])[-1].tie == "tie"
    articles["tarn"] = replace(articles["tarn"], source=articles["nacra"].source)
    assert descend(one, articles, [])[-1].tie == "inferred"


def test_a_few_common_words_show_nothing_though_one_was_first() -> None:
    found = edges(
        RELEASE, ("nacra", "2025-05-05", RELEASE), ("tarn", "2025-05-06", "a film, new, for the reader")
    )
    assert found["tarn"] == {
        "nacra": ("tie", "Nothing but the common words shows it: Nacra was first to have them.")
    }


@pytest.mark.parametrize(
    ("told", "tie", "reason"),
    [
        ("new reader with a film", "inferred", "Both have “new reader with a film”."),
        ("reader with a film", "tie", "Nothing but the common words shows it: Nacra was first to have them."),
    ],
)
def test_five_words_in_a_row_show_a_copy(told: str, tie: str, reason: str) -> None:
    found = edges(RELEASE, ("nacra", "2025-05-05", RELEASE), ("tarn", "2025-05-06", told))
    assert found["tarn"] == {"nacra": (tie, reason)}


def test_equal_excerpts_are_called_equal() -> None:
    cut = RELEASE[: RELEASE.index(" with")]
    found = edges(RELEASE, ("nacra", "2025-05-05", cut), ("tarn", "2025-05-06", cut))
    assert found["tarn"] == {"nacra": ("inferred", "The words are those of Nacra.")}


def test_words_that_none_had_before_are_no_obstacle() -> None:
    found = edges(
        RELEASE, ("tarn", "2025-05-05", RELEASE[: RELEASE.index(" by")]), ("nacra", "2025-05-06", RELEASE)
    )
    assert set(found["nacra"]) == {"tarn"}


def test_of_many_that_share_something_the_one_that_shares_most_is_found() -> None:
    alike = [(f"n{n:02}", f"2025-05-{n + 1:02}", LENSES.replace("every", f"each{n}")) for n in range(25)]
    both = LENSES.replace("autumn", "spring")
    found = edges(
        RELEASE,
        *alike,
        ("tarn", "2025-05-28", both),
        ("wharf", "2025-05-29", both.replace("folds", "creases")),
    )
    assert set(found["wharf"]) == {"tarn"}


def credit(of: str, source: str, *articles: str) -> Credit:
    """Make a credit of an article to an outlet, at the article's beginning."""
    return Credit(0, 5, of, source=source, articles=articles)


FULL: list[Row] = [(f"full{number}", "2025-05-05", RELEASE) for number in range(4)]
"""As many as are tried for being the fullest, of one day, so that each of them stays among those."""
HEAD = RELEASE[: RELEASE.index(" that")]


def test_an_outlet_that_is_credited_is_found_among_fuller_ones_by_its_best_article() -> None:
    rows: list[Row] = [*FULL, ("orbit", "2025-05-06", HEAD), ("wharf", "2025-05-07", RELEASE[6:])]
    assert "orbit" not in edges(RELEASE, *rows)["wharf"]
    found = edges(RELEASE, *rows, credits_found=[credit("wharf", "Orbit")])
    assert found["wharf"]["orbit"] == ("credited", "Says “will”.")
    better: list[Row] = [("ORBIT", "2025-05-07", RELEASE[:-10]), ("wharf", "2025-05-08", RELEASE[6:])]
    found = edges(RELEASE, *rows[:-1], *better, credits_found=[credit("wharf", "Orbit")])
    assert [parent for parent, (tie, _) in found["wharf"].items() if tie == "credited"] == ["ORBIT"]


def test_an_article_that_is_credited_is_the_source_in_the_place_that_is_nearest() -> None:
    one, articles = statement(RELEASE, *FULL, ("wharf", "2025-05-07", RELEASE[6:]))
    articles["orbit"] = article("orbit", "2025-05-06", f"{LENSES}. {RELEASE}")
    size = len(LENSES)
    places = (Occurrence(0, size, "orbit"), Occurrence(size + 2, len(articles["orbit"].text), "orbit"))
    one = replace(one, occurrences=(*one.occurrences[:-1], *places, one.occurrences[-1]))
    found = descend(one, articles, [credit("wharf", "The Orbit", "orbit")])
    assert [edge.parent for edge in found if edge.child == 6 and edge.tie == "credited"] == [5]


@pytest.mark.parametrize("twice", [False, True])
def test_two_outlets_of_one_wording_leave_it_open_though_the_first_has_it_twice(twice: bool) -> None:
    pair: list[Row] = [(name, "2025-05-06", LENSES) for name in ("tarn", "wharf")]
    one, articles = statement(RELEASE, *FULL, *pair, ("zed", "2025-05-07", LENSES))
    if twice:
        articles["tarn"] = article("tarn", "2025-05-06", f"{LENSES}. {LENSES}.")
        again = Occurrence(len(LENSES) + 2, 2 * len(LENSES) + 2, "tarn")
        one = replace(one, occurrences=(*one.occurrences[:5], again, *one.occurrences[5:]))
    child = len(one.occurrences) - 1
    (edge,) = (edge for edge in descend(one, articles, []) if edge.child == child)
    assert one.occurrences[edge.parent].article == "tarn"
    assert edge.tie == "tie"
    assert "from Tarn or from Wharf" in edge.reason


def test_of_those_with_a_deviation_one_that_came_later_with_two_is_found() -> None:
    both = LENSES.replace("autumn", "spring")
    found = edges(
        RELEASE,
        *FULL,
        ("tarn", "2025-05-06", LENSES.replace("page", "sheet")),
        ("zed", "2025-05-07", RELEASE.replace("autumn", "spring").replace("new", "next")),
        ("orbit", "2025-05-08", both.replace("coat", "spray")),
        ("wharf", "2025-05-09", both.replace("every", "each")),
    )
    assert "orbit" in found["wharf"]
    assert not found["wharf"].keys() & {"tarn", "zed"}


def test_what_any_before_had_counts_as_lost_whoever_told_it_last() -> None:
    rows: list[Row] = [("orbit", "2025-05-05", HEAD), ("nacra", "2025-05-06", RELEASE)]
    last: list[Row] = [("tarn", "2025-05-07", HEAD), ("wharf", "2025-05-08", f"So {RELEASE}")]
    assert set(edges(RELEASE, *rows, *last)["wharf"]) == {"nacra"}


def test_copies_of_what_an_older_one_has_do_not_hide_another() -> None:
    copies: list[Row] = [(f"n{number}", f"2025-05-{10 + number}", HEAD) for number in range(5)]
    tail = RELEASE[RELEASE.index("every") :]
    middle = HEAD[HEAD.index("every") :]
    rows = [*copies, ("orbit", "2025-05-20", tail), ("copper", "2025-05-21", middle)]
    found = edges(RELEASE, *rows, credits_found=[credit(name, "Copper") for name, _, _ in copies])
    assert set(found["copper"]) == {"orbit"}


def test_of_many_with_the_same_words_few_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    candidates = stemma._Earlier.candidates

    def counted(self: stemma._Earlier, child: Witness, needed: int) -> list[Witness]:
        found = candidates(self, child, needed)
        tried.append(len(found))
        return found

    monkeypatch.setattr(stemma._Earlier, "candidates", counted)
    edges(RELEASE, *[(f"n{number:02}", "2025-05-05", LENSES) for number in range(60)])
    assert len(tried) == 60
    assert max(tried) <= stemma.SAME_WORDING + stemma.MOST_ALIKE + stemma.FULLEST_TRIED


def test_two_places_in_one_article_do_not_come_from_one_another() -> None:
    texts = {"nacra": f"{RELEASE}. {RELEASE}.", "tarn": RELEASE}
    articles = {
        name: article(name, f"2025-05-0{day}", text)
        for day, (name, text) in enumerate(texts.items(), start=5)
    }
    size = len(RELEASE)
    places = (
        Occurrence(0, size, "nacra"),
        Occurrence(size + 2, 2 * size + 2, "nacra"),
        Occurrence(0, size, "tarn"),
    )
    found = descend(Statement("s", RELEASE, places, First((), None)), articles, [])
    assert found == (Descent(2, 0, "inferred", "The words are those of Nacra."),)


def test_a_word_that_stands_beside_the_fullest_wording_is_no_deviation() -> None:
    rows = (
        ("nacra", "2025-05-05", RELEASE),
        ("tarn", "2025-05-06", RELEASE.replace("page", "Hask page")),
        ("wharf", "2025-05-07", RELEASE.replace("reader", "Hask reader")),
    )
    alone = descend(*statement(RELEASE, *rows), [])
    beside = descend(*statement(RELEASE, *rows, around="In Hask it rained. "), [])
    assert (alone[-1].parent, alone[-1].reason) == (1, "Both have “Hask”, which Nacra lacks.")
    assert beside[-1].parent == 0


WORDS = ("Nacra", "coats", "every", "page", "film", "lenses", "varnish", "the", "folds", "autumn", "spring")
TIMES = ("06T09:00:00+02:00", "06T08:00:00Z", "05T23:30:00-07:00", "06T01:00:00+09:00", "06T07:30:00")
DATES = (None, "2025", "2025-05", "2025-05-05", "2025-05-06", "2025-06", *(f"2025-05-{t}" for t in TIMES))
ROWS = st.lists(
    st.tuples(st.sampled_from(DATES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)),
    min_size=1,
    max_size=9,
)


def random_statement(
    rows: Sequence[tuple[str | None, Sequence[str]]], rng: random.Random
) -> tuple[Statement, dict[str, Article], list[Credit]]:
    base = "Nacra coats every page with film and folds it in autumn"
    one, articles = statement(base, *((f"n{n}", date, " ".join(told)) for n, (date, told) in enumerate(rows)))
    cut = [Occurrence(0, len(told[0]), f"n{n}") for n, (_, told) in enumerate(rows) if len(told) > 1]
    places = sorted((*one.occurrences, *cut), key=lambda place: told_order(place, articles))
    one = Statement(one.id, one.text, tuple(places), one.first)
    names = sorted(articles)
    found = [
        Credit(0, 3, rng.choice(names), source=articles[rng.choice(names)].source.value) for _ in range(2)
    ]
    return one, articles, found


@given(ROWS, st.randoms(use_true_random=False))
def test_no_cycle_and_no_parent_that_is_later(
    rows: list[tuple[str | None, list[str]]], rng: random.Random
) -> None:
    one, articles, found = random_statement(rows, rng)
    parents: dict[int, set[int]] = {}
    for edge in descend(one, articles, found):
        child, parent = (articles[one.occurrences[n].article or ""] for n in (edge.child, edge.parent))
        ordered = before(moment(parent.published), moment(child.published))
        assert not before(moment(child.published), moment(parent.published))
        assert ordered or edge.tie != "inferred"
        assert child.id != parent.id
        parents.setdefault(edge.child, set()).add(edge.parent)
    assert all(len(mine) <= 2 for mine in parents.values())
    left = set(range(len(one.occurrences)))
    while left:
        roots = {number for number in left if not parents.get(number, set()) & left}
        assert roots, "a cycle"
        left -= roots


@given(ROWS, st.randoms(use_true_random=False))
def test_what_a_reason_shows_stands_there(
    rows: list[tuple[str | None, list[str]]], rng: random.Random
) -> None:
    one, articles, found = random_statement(rows, rng)
    for edge in descend(one, articles, found):
        child, parent = (one.occurrences[number] for number in (edge.child, edge.parent))
        texts = [f" {normalise(articles[o.article or ''].text[o.start : o.end])} " for o in (child, parent)]
        both, leave, says = (
            re.match(f"{start} “([^”]*)”", edge.reason) for start in ("Both have", "Both leave out", "Says")
        )
        assert not both or all(f" {normalise(both[1])} " in text for text in texts)
        assert not leave or not any(f" {normalise(leave[1])} " in text for text in texts)
        assert not says or says[1] in articles[child.article or ""].text
        assert (says is not None) == (edge.tie == "credited")
        assert not edge.reason.startswith("The words are those") or texts[0] == texts[1]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_occurrences_changes_nothing(
    rows: list[tuple[str | None, list[str]]], rng: random.Random
) -> None:
    one, articles, found = random_statement(rows, rng)

    def told(shuffled: Statement) -> set[tuple[Occurrence, Occurrence, str, str]]:
        return {
            (shuffled.occurrences[edge.child], shuffled.occurrences[edge.parent], edge.tie, edge.reason)
            for edge in descend(shuffled, articles, found)
        }

    places = list(one.occurrences)
    rng.shuffle(places)
    expected = told(one)
    names = list(articles)
    rng.shuffle(names)
    articles = {name: articles[name] for name in names}
    found.reverse()
    assert told(Statement(one.id, one.text, tuple(places), one.first)) == expected


def test_many_statements_give_what_each_gives_alone() -> None:
    first, articles = statement(RELEASE, ("nacra", "2025-05-05", RELEASE), ("tarn", "2025-05-06", LENSES))
    second = Statement("s-2", LENSES, first.occurrences[::-1], first.first)
    credit = Credit(0, 5, "tarn", source="Nacra")
    assert stemma.of_statements([first, second], articles, [credit]) == {
        one.id: descend(one, articles, [credit]) for one in (first, second)
    }


def test_odd_wordings_do_no_harm() -> None:
    found = edges(
        "…", ("tarn", "2025-05-05", "…"), ("wharf", "2025-05-06", "…"), ("orbit", "2025-99-99", "½ %")
    )
    assert found == {}
