"""How many colours a terminal says that it has."""

import pytest

from ondit_tui.colours import are_deep, are_few


@pytest.mark.parametrize(
    ("term", "colorterm", "few"),
    [
        ("xterm-16color", "", True),
        ("linux", "", True),
        ("xterm", "", True),
        ("", "", True),
        ("xterm-256color", "", False),
        ("tmux-256color", "", False),
        ("xterm-kitty", "", False),
        ("xterm-direct", "", False),
        ("xterm-16color", "truecolor", False),
        ("xterm", "24bit", False),
        ("xterm", "yes", True),
    ],
)
def test_colours_are_as_many_as_the_terminal_says(term: str, colorterm: str, few: bool) -> None:
    environment = {"TERM": term, "COLORTERM": colorterm}
    assert are_few(environment) is few
    assert are_deep(environment) is (colorterm in ("truecolor", "24bit"))
