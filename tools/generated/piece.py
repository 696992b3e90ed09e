"""A generated piece: a whole file, or what stands between two marks of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Piece:
    """What is made, and where it stands.

    Attributes:
        path: The file, from the project's root.
        name: What stands in the marks around it, `<!-- generated: NAME -->` and `<!-- end: NAME -->`.
        make: Makes its text.
        is_whole: Whether it is the whole file, which then has no marks.
    """

    path: str
    name: str
    make: Callable[[], str]
    is_whole: bool = False

    def is_stale(self, root: Path) -> bool:
        """Say whether the file has not what would be made now."""
        path = root / self.path
        return not path.exists() or path.read_text("utf-8") != self._renewed(path)

    def write(self, root: Path) -> None:
        """Put what is made where it belongs."""
        path = root / self.path
        path.write_text(self._renewed(path), encoding="utf-8")

    def _renewed(self, path: Path) -> str:
        """Return the file as it has to be.

        Raises:
            ValueError: It lacks the marks.
        """
        made = self.make().rstrip("\n") + "\n"
        if self.is_whole:
            return made
        begin, end = f"<!-- generated: {self.name} -->\n", f"<!-- end: {self.name} -->"
        before, has_begin, rest = path.read_text("utf-8").partition(begin)
        _, has_end, after = rest.partition(end)
        if not (has_begin and has_end):
            raise ValueError(f"{self.path} lacks “{begin.strip()}” or “{end}”.")
        return f"{before}{begin}\n{made}\n{end}{after}"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table of Markdown; bars in its cells are escaped."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
