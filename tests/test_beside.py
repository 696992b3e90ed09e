"""Two wordings side by side: both whole, and what only one of them has is marked."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from drawn import plain
from ondit_tui.widgets.beside import beside
from ondit_tui.widgets.flow import line_width

WORDS = st.lists(st.sampled_from("the yard will open in May not June, 漢字".split()), max_size=14).map(
    " ".join
)


def test_what_only_one_wording_has_is_marked_on_its_side() -> None:
    lines = beside("The yard will open in May.", "The yard may open in May, he said.", 100)
    assert len(lines) == 1
    left, right = plain(lines).split("│")
    assert left.strip() == "The yard [-will-] open in May."
    assert right.strip() == "The yard {+may+} open in May, {+he said+}."


@given(a=WORDS, b=WORDS, width=st.integers(20, 70))
def test_both_stand_whole_in_columns_that_keep_their_place(a: str, b: str, width: int) -> None:
    lines = beside(a, b, width)
    assert all(line_width(line) <= width for line in lines)
    assert len({line_width(line[: [piece.ink for piece in line].index("rule")]) for line in lines}) == 1
    sides = [plain([(piece,) for piece in line]).replace("\n", "").split("│") for line in lines]
    for number, (text, marks) in enumerate(((a, r"\[-|-\]"), (b, r"\{\+|\+\}"))):
        shown = re.sub(marks, "", "".join(side[number] for side in sides))
        assert "".join(shown.split()) == "".join(text.split())
