"""Re-wordings beside other pairs: less need be common where two articles keep one order."""

from ondit.matching.beside import reworded_beside
from ondit.matching.story import match_sentences
from ondit.matching.vocabulary import Vocabulary, bag
from ondit.model import Sentence

FAILED = "The northern tube failed two full tests of its smoke extraction system in July."
COST = "The officials, who asked not to be named, said that the cost could rise to 2.6 billion crowns."
BILL = "The bill, it is said, may reach 2.6 billion crowns."
OTHERS = (
    "The pilot has sailed the estuary since his youth.",
    "Ilse Morrow, the harbour master, was born in Corvale.",
    "Nobody had counted the gulls on the mole before.",
    "Rain kept the regatta from starting for an hour.",
    "The old crane will be painted green by volunteers.",
)


def rows(*articles: tuple[str, ...]) -> tuple[list[Sentence], list[str]]:
    """Take each tuple as the sentences of an article."""
    sentences, texts = [], []
    for number, own in enumerate(articles):
        start = 0
        for text in own:
            sentences.append(Sentence(start, start + len(text), str(number)))
            texts.append(text)
            start += len(text) + 1
    return sentences, texts


def beside(found: list[tuple[int, int]], *articles: tuple[str, ...]) -> list[tuple[int, int]]:
    sentences, texts = rows(*articles)
    table = reworded_beside(sentences, texts, found, Vocabulary([bag(text) for text in texts]))
    return list(zip(table.left.tolist(), table.right.tolist(), strict=True))


def test_a_sentence_behind_a_pair_needs_less_in_common() -> None:
    assert beside([(0, 2)], (FAILED, COST), (FAILED, BILL), OTHERS) == [(1, 3)]


def test_so_does_one_before_a_pair() -> None:
    assert beside([(1, 3)], (COST, FAILED), (BILL, FAILED), OTHERS) == [(0, 2)]


def test_without_a_pair_nothing_is_beside_it() -> None:
    assert beside([], (FAILED, COST), (FAILED, BILL), OTHERS) == []


def test_one_before_and_one_behind_are_not_in_one_order() -> None:
    assert beside([(1, 2)], (COST, FAILED), (FAILED, BILL), OTHERS) == []


def test_articles_end_where_they_end() -> None:
    assert beside([(0, 1)], (FAILED,), (FAILED,), (COST,), (BILL,), OTHERS) == []


def test_a_pair_beside_another_has_pairs_beside_it() -> None:
    tail = (
        "Lorries will wait at the dock until the spring.",
        "Until the spring the dock is where lorries wait.",
    )
    found = beside([(0, 3)], (FAILED, COST, tail[0]), (FAILED, BILL, tail[1]), OTHERS)
    assert found == [(1, 4), (2, 5)]


def test_a_known_pair_is_not_found_again() -> None:
    assert beside([(0, 2), (1, 3)], (FAILED, COST), (FAILED, BILL), OTHERS) == []


def test_other_sentences_beside_a_pair_are_not_alike() -> None:
    assert beside([(0, 2)], (FAILED, OTHERS[0]), (FAILED, BILL), OTHERS[1:]) == []


def test_the_matches_of_a_story_hold_them() -> None:
    sentences, texts = rows((FAILED, COST), (FAILED, BILL), OTHERS)
    pairs = {(found.left, found.right): found for found in match_sentences(sentences, texts)}
    found = pairs[1, 3]
    assert found.relation in ("edited", "translated", "fragment")
    a, b = (
        texts[row][span.start - sentences[row].start : span.end - sentences[row].start]
        for row, span in ((1, found.a), (3, found.b))
    )
    assert "2.6 billion crowns" in a
    assert "2.6 billion crowns" in b
