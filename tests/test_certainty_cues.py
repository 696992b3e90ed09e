"""The table of cues: the language that its phrases are written in, and what words name which source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.certainty import cues, voices
from ondit.certainty.forms import main_verb
from ondit.certainty.phrases import Index
from ondit.certainty.words import read


def found(phrase: str, text: str) -> list[str]:
    words = read(text)
    hits = Index({"group": (phrase,)}, {"BE": frozenset({"is", "was"})}).find(words)
    return [" ".join(words.lower[hit.first : hit.last]) for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("declined to comment|say", "She declined to say. He declined to go.", ["declined to say"]),
        ("@BE not? sold", "It was not sold, it is sold.", ["was not sold", "is sold"]),
        (
            "talk *2 of",
            "Talk of it; talk on the quay of it; talk on and on and on of it.",
            ["talk of"],
        ),
        ("talk *3 of", "talk on the quay of it", ["talk on the quay of"]),
        ("talk * of", "talk, of it", []),
        ("did n't say", "They didn’t say.", ["did n't say"]),
    ],
)
def test_phrases(phrase: str, text: str, hits: list[str]) -> None:
    assert found(phrase, text) == hits


def test_a_phrase_begins_with_a_word() -> None:
    for phrase in ("* said", "not? said"):
        with pytest.raises(ValueError, match="begins with a word"):
            Index({"group": (phrase,)}, {})


def test_every_phrase_of_the_table_can_be_found() -> None:
    for group, phrases in cues.PHRASES.items():
        for phrase in phrases:
            words = [example(piece) for piece in phrase.split()]
            text = " ".join(word for word in words if word)
            hits = {hit.group for hit in cues.INDEX.find(read(text))}
            assert group in hits, (group, phrase, text)


def example(piece: str) -> str:
    """Return a word that fits one piece of a phrase, nothing where none is needed."""
    if piece.startswith("*") or (piece.endswith("?") and len(piece) > 1):
        return ""
    word = piece.split("|", maxsplit=1)[0]
    return min(cues.SETS[word[1:]], key=lambda one: (one[0] in "'n", one)) if word.startswith("@") else word


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("two people close to the talks", "unnamed"),
        ("a senior official", "unnamed"),
        ("one of the officials", "unnamed"),
        ("officials", "authority"),
        ("police officials", "authority"),
        ("a company spokeswoman", "officer"),
        ("Corvale’s chief executive", "officer"),
        ("president of Corvale", "officer"),
        ("President", "politician"),
        ("the finance minister", "politician"),
        ("an analyst at Corvale Bank", "onlooker"),
        ("chief investment officer", "onlooker"),
        ("former chief executive of Corvale", "onlooker"),
        ("the Harbour Times", "outlet"),
        ("many times", None),
        ("a newspaper", "outlet"),
        ("the state newspaper", "authority"),
        ("the Evening Standard", "outlet"),
        ("Standard Bank", "company"),
        ("the ministry", "authority"),
        ("Germany", "authority"),
        ("the ferry builder", "company"),
        ("the lawsuit", "paper"),
        ("a poll", "survey"),
        ("Ann Ode", None),
        ("", None),
    ],
)
def test_voices(words: str, voice: str | None) -> None:
    assert voices.of_words(words.replace("’s", "").split()) == voice


def test_a_verb_that_opens_an_article_stands_behind_no_word() -> None:
    assert main_verb(read("is it closed? Nobody asked for"), 0, 3) == 0


@given(st.text(max_size=300))
def test_words_are_the_text_in_order(text: str) -> None:
    words = read(text)
    assert "".join(words.written(0, len(words.lower))) == "".join(text.split())
    assert all(a <= b for a, b in zip(words.ends, words.starts[1:], strict=False))
