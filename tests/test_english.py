"""Which articles are read for speakers, labels and dates, and what is said of the others."""

import pytest

from ondit import english, pipeline
from ondit.model import Article, Source

SPANISH = (
    "El presidente de la empresa dijo el martes que no habrá más despidos antes de la primavera. «Vamos a"
    " abrir el puerto nuevo en mayo de 2025», explicó Ana Oda a la prensa."
)
ENGLISH = (
    "The company said on Tuesday that it will open the new yard in May 2025. “We are ready,” said Ann Ode."
)


def article(identifier: str, text: str, language: str) -> Article:
    return Article(
        identifier, text, Source("The Ledger", "metadata"), path=f"{identifier}.txt", language=language
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, True),
        (SPANISH, False),
        ("Ole Dahl 3, Per Lund 4, Ann Ode 7", True),
        (
            "Der Minister sagte am Dienstag, es werde vor dem Frühling keine Wahlen geben, und wer anderes"
            " behaupte, der habe die Zahlen nicht gelesen.",
            False,
        ),
        ("", True),
    ],
)
def test_by_the_commonest_words(text: str, expected: bool) -> None:
    assert english.reads_as_english(text) is expected


def test_other_languages_are_said_and_not_read() -> None:
    story = pipeline.build([article("es", SPANISH, "es"), article("en", ENGLISH, "und")])
    assert {label.article for label in story.labels} == {"en"}
    assert {found.article for found in story.dates} == {"en"}
    assert [(q.article, q.speaker) for q in story.quotes] == [("en", "Ann Ode"), ("es", None)]
    (note,) = story.problems
    assert note.is_note
    assert (note.input, note.what) == ("es.txt", "The article is not in English (declared as es).")


def test_what_a_page_declares_does_not_decide() -> None:
    story = pipeline.build([article("en", ENGLISH, "es"), article("es", SPANISH, "en")])
    assert {label.article for label in story.labels} == {"en"}
    assert [note.input for note in story.problems] == ["es.txt"]


def test_one_note_for_many() -> None:
    note = english.note([article("a", "", "de"), article("b", "", "und"), article("c", "", "de")])
    assert note is not None
    assert note.what == "3 articles are not in English (2 declared as de, 1 undeclared)."
    assert english.note([]) is None
