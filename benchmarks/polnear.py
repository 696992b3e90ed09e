"""Reads PolNeAR (https://github.com/networkdynamics/PolNeAR) and derives the direct quotes of its texts.

It annotates attributions (source, cue, content), not quotes. A direct quote is a run of words between an
opening and a closing mark (“ ” „ '' `` and straight ones) within a content, or one mark outside of its
ends. A run that is not closed within the content goes on to the next mark or the end of its paragraph. A
run that lies in several contents belongs to the shortest. Names and scare quotes within a content count
too, for nothing tells them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"[“”„\"]|''|``")
_BOUNDS = re.compile(r"(\d+) (\d+)")
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """One attribution of the annotation, each part in its pieces."""

    source: tuple[Bounds, ...]
    cue: tuple[Bounds, ...]
    content: tuple[Bounds, ...]

    @property
    def length(self) -> int:
        """How many characters the content has."""
        return sum(end - start for start, end in self.content)

    def who(self, text: str) -> str:
        """Return the words of the source, on one line."""
        return " ".join(" ".join(text[start:end] for start, end in self.source).split())


@dataclass(frozen=True)
class Run:
    """Words between marks, and the attribution that they belong to."""

    start: int
    end: int
    said: Said


def annotated(folder: Path) -> Iterator[tuple[str, list[Said]]]:
    """Yield text and attributions of each text of a part; of several readers' annotations the first."""
    annotations = sorted((folder / "attributions").glob("*.ann"))
    for path in sorted((folder / "text").glob("*.txt")):
        found = next((one for one in annotations if one.name.startswith(path.stem)), None)
        if found:
            yield path.read_bytes().decode(), read(found.read_bytes().decode())


def read(annotation: str) -> list[Said]:
    """Read the attributions of one file in the format of brat."""
    pieces: dict[str, tuple[Bounds, ...]] = {}
    events: list[dict[str, tuple[Bounds, ...]]] = []
    for line in annotation.split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            bounds = rest.partition("\t")[0].partition(" ")[2]
            pieces[key] = tuple((int(a), int(b)) for a, b in _BOUNDS.findall(bounds))
        elif key.startswith("E"):
            event: dict[str, tuple[Bounds, ...]] = defaultdict(tuple)
            for part in rest.split():
                name, _, target = part.partition(":")
                event[name.rstrip("0123456789")] += pieces.get(target, ())
            events.append(event)
    return [Said(event["Source"], event["Cue"], event["Content"]) for event in events]


def runs(text: str, attributions: Sequence[Said]) -> list[Run]:
    """Derive the direct quotes, in order."""
    found: dict[Bounds, Run] = {}
    for said in sorted(attributions, key=lambda one: -one.length):
        for start, end in said.content:
            for bounds in _between_marks(text, start, end):
                found[bounds] = Run(*bounds, said)
    return [found[bounds] for bounds in sorted(found)]


def _between_marks(text: str, start: int, end: int) -> Iterator[Bounds]:
    low, high = max(0, start - 1), min(len(text), end + 1)
    opened: int | None = None
    for match in MARK.finditer(text, low, high):
        if opened is not None and "\n" in text[opened : match.start()]:
            yield from _stripped(text, opened, text.index("\n", opened))
            opened = None
        if _opens(text, match):
            opened = match.end() if opened is None else opened
        elif opened is not None:
            yield from _stripped(text, opened, match.start())
            opened = None
    if opened is not None:
        closing = MARK.search(text, max(opened, end))
        last = closing.start() if closing else len(text)
        yield from _stripped(text, opened, min(last, (text + "\n").index("\n", opened)))


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Say whether a mark opens: by its shape, else by the blank before it."""
    if mark.group() in {"“", "„", "``"}:
        return True
    if mark.group() == "”":
        return False
    before, after = text[mark.start() - 1 : mark.start()] or " ", text[mark.end() : mark.end() + 1] or " "
    return (before.isspace() or before in "([—–-") and not after.isspace()


def _stripped(text: str, start: int, end: int) -> Iterator[Bounds]:
    content = text[start:end]
    if content.strip():
        yield start + len(content) - len(content.lstrip()), end - len(content) + len(content.rstrip())
