"""A list whose items stand under the headings of their groups."""

from __future__ import annotations

from collections.abc import Sequence

from ondit_tui.widgets.line_list import LineList


class GroupedList(LineList):
    """Items in groups; a heading stands above the first of each run of one group."""

    rows: Sequence[int | str] = ()
    """What stands on each line: the index of an item, or a heading."""
    _lines: Sequence[int] = ()

    def lay_out(self, groups: Sequence[str]) -> None:
        """Lay out items by the group of each, in the order given; an empty group has no heading."""
        rows: list[int | str] = []
        lines = []
        for index, group in enumerate(groups):
            if group and (not index or groups[index - 1] != group):
                rows.append(group)
            lines.append(len(rows))
            rows.append(index)
        self.rows, self._lines = rows, lines

    @property
    def item_count(self) -> int:
        """How many items there are."""
        return len(self._lines)

    @property
    def line_count(self) -> int:
        """How many lines items and headings take."""
        return len(self.rows)

    def line_of(self, index: int) -> int:
        """Return the line that an item stands on."""
        return self._lines[index]

    def item_at(self, line: int) -> int | None:
        """Return the item on a line, none for a heading."""
        row = self.rows[line] if 0 <= line < len(self.rows) else None
        return row if isinstance(row, int) else None
