"""Copies: the same article under other names, recognised whatever the order, and nothing else."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dated import dated
from ondit import copies
from ondit.model import Article
from ondit.text import normalise

REPORT = " ".join(
    f"Ibex said on day {number} that plant {number * 7} of Tarn Labs will build {number * 113} lenses, and"
    f" that the council of Hask number {number} had been told of it in writing."
    for number in range(1, 13)
)
OTHER = " ".join(
    f"In quarter {number} the harbour of Ribalta took in {number * 91} ships, {number * 3} less than planned."
    for number in range(1, 16)
)


def article(name: str, text: str, day: str | None = "2025-05-01", source: str | None = None) -> Article:
    return dated(name, source or f"The {name}", day, text)


def originals(*articles: Article) -> dict[str, str | None]:
    marked = copies.mark(articles)
    assert [replace(one, copy_of=None) for one in marked] == list(articles)
    return {one.id: one.copy_of for one in marked}


def test_the_same_text_under_another_name_is_a_copy_of_the_earlier() -> None:
    found = originals(article("a", REPORT, "2025-05-02"), article("b", REPORT), article("c", OTHER))
    assert found == {"a": "b", "b": None, "c": None}


def test_a_short_report_is_a_copy_of_the_same_whatever_its_words() -> None:
    chance = random.Random(3)  # noqa: S311 - any will do
    for _ in range(300):
        words = " ".join(chance.choices(REPORT.split(), k=copies.SHORTEST))
        assert originals(article("a", words), article("b", words)) == {"a": None, "b": "a"}


def test_a_copy_of_a_copy_names_the_first() -> None:
    shorter = REPORT[: len(REPORT) * 9 // 10]
    again = shorter.replace("Ibex", "IBEX").replace(",", ";")
    found = originals(
        article("a", REPORT), article("b", shorter, "2025-05-02"), article("c", again, "2025-05-03")
    )
    assert found == {"a": None, "b": "a", "c": "a"}


def test_without_dates_the_first_by_id_is_the_article() -> None:
    assert originals(article("b", REPORT, None), article("a", REPORT, None)) == {"b": "a", "a": None}
    assert originals(article("a", REPORT, None), article("b", REPORT)) == {"a": "b", "b": None}


def test_a_few_words_put_in_leave_it_a_copy() -> None:
    told = REPORT.replace("Tarn Labs", "the Tarn Labs group", 2)
    told = f"HASK (Courier) - {told} The Courier has asked for more."
    assert originals(article("a", REPORT), article("b", told, "2025-05-02"))["b"] == "a"


def test_from_how_many_words_on_a_text_is_a_copy_and_from_how_many_on_one_of_few_changes() -> None:
    words = REPORT.split()
    for size, of_the_same, of_another in (
        (copies.FEWEST - 1, None, None),
        (copies.FEWEST, "a", None),
        (copies.SHORTEST - 1, "a", None),
        (copies.SHORTEST, "a", "a"),
    ):
        text = " ".join(words[:size])
        other = " ".join([*words[: size - 1], "otherwise"])
        assert len(normalise(text).split()) == size
        assert originals(article("a", text), article("b", text)) == {"a": None, "b": of_the_same}
        assert originals(article("a", text), article("b", other)) == {"a": None, "b": of_another}


def test_what_is_no_copy() -> None:
    figures = "".join(str(9 - int(c)) if c.isdigit() else c for c in REPORT)
    half = REPORT[: len(REPORT) * 2 // 5]
    texts = (REPORT, figures, half, f"{half} {OTHER}")
    assert set(originals(*(article(str(n), text) for n, text in enumerate(texts))).values()) == {None}


def test_short_texts_are_copies_only_word_for_word() -> None:
    text = "Ibex denies that the Volt is late, the firm says."
    texts = (text, text.upper(), text.replace("late", "dear"), "( Photo )", "( Photo )")
    found = originals(*(article(str(n), text) for n, text in enumerate(texts)))
    assert found == {"0": None, "1": "0", "2": None, "3": None, "4": None}


@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 5), min_size=2, max_size=8))
def test_the_order_of_the_articles_changes_nothing(rng: random.Random, kinds: list[int]) -> None:
    texts = [
        REPORT,
        REPORT[: len(REPORT) * 9 // 10],
        OTHER,
        "Ibex denies it again in Hask.",
        f"{OTHER} No.",
        "x",
    ]
    articles = [article(f"n{n}", texts[kind], f"2025-05-{n % 3 + 1:02}") for n, kind in enumerate(kinds)]
    before = originals(*articles)
    rng.shuffle(articles)
    assert originals(*articles) == before
