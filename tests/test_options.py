"""Options that take one of a few words: what is told of any other word, whichever command it was given to."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import pytest
import typer
from typer.models import OptionInfo
from typer.testing import CliRunner

from ondit_tui import cli
from ondit_tui.asked import KindName
from ondit_tui.options import one_of
from ondit_tui.routing import PATHS

KINDS = ("announcement", "rumour", "neither")


def words_of(kind: Any) -> tuple[str, ...]:
    """Return the words that a type lets through, however it is made up; none where it takes any."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(one.value) for one in kind)
    return tuple(word for part in get_args(kind) for word in words_of(part))


def of_few_words() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each command, each of its options that takes one of a few words, and these."""
    for command in cli.app.registered_commands:
        assert command.callback
        for asked in inspect.signature(command.callback, eval_str=True).parameters.values():
            option = next((one for one in get_args(asked.annotation) if isinstance(one, OptionInfo)), None)
            words = words_of(asked.annotation)
            if words:
                assert option
                assert option.default.startswith("--")
                yield command.name or command.callback.__name__, option.default, words


CASES = sorted(of_few_words())


def test_every_kind_and_format_is_among_them() -> None:
    assert {(command, option) for command, option, _ in CASES} == {
        *(
            (command, "--kind")
            for command in (PATHS, "demo", "timeline", "match", "quotes", "export", "watch", "serve")
        ),
        *((command, "--format") for command in ("timeline", "match", "quotes", "export")),
        ("match", "--engine"),
    }
    assert {words for _, option, words in CASES if option == "--kind"} == {KINDS}


@pytest.mark.parametrize(
    ("wrong", "joint"), [("rumor", " "), ("Rumour", "="), ("rumour,neither", "="), ("", " "), ("", "=")]
)
@pytest.mark.parametrize(("command", "option", "words"), CASES)
def test_another_word_is_told_with_those_that_there_are(
    command: str, option: str, words: tuple[str, ...], wrong: str, joint: str
) -> None:
    option_and_word = f"{option}{joint}{wrong}".split(" ")
    given = [*([] if command == PATHS else [command]), "news.jsonl", *option_and_word]
    result = CliRunner().invoke(cli.app, given, prog_name="ondit")
    assert (result.exit_code, result.stdout) == (2, "")
    said = " ".join(result.stderr.replace("│", " ").split())
    sentence = f"There is no {option.removeprefix('--')} “{wrong}”. There are: {', '.join(words)}."
    assert f"Invalid value for '{option}': {sentence}" in said


@pytest.mark.parametrize("kind", KindName)
def test_a_word_that_there_is_is_taken(kind: KindName) -> None:
    assert one_of("kind", KindName)(kind.value) is kind
    with pytest.raises(typer.BadParameter, match=f"There is no kind “{kind.value}s”"):
        one_of("kind", KindName)(f"{kind.value}s")
