"""Measures how many quotes are found, and whether who said them is: direct speech and indirect.

Run it as `python benchmarks/quotes.py FOLDER` on a part of PolNeAR (https://github.com/networkdynamics/PolNeAR)
that does not come with the project: `text/NAME.txt` and, for each, `attributions/NAME….ann`, of which the first
counts where several readers annotated one text. Reading was developed on the part `train` and is checked on
`dev`; nobody opened `test`.

PolNeAR annotates attributions (source, cue, content), not quotes; what a quote is and who speaks is derived:

- Direct quote: a run of words between an opening and a closing mark (“ ” „ '' `` and straight ones) within a
  content, or one mark outside of its ends. A run that is never closed ends with its paragraph or its content.
  Runs of several contents belong to the shortest. Names and scare quotes within a content count as quotes, for
  nothing tells them apart: hence the second figure, for runs of four words or more.
- Found: a quote shares at least half of the longer one's characters with the run.
- Are quotes: the share of the quotes found that lie in some content by half or more.
- Speaker, of runs that are found and whose attribution has a source. A source whose first phrase ends in a
  capitalised word ("Kelvo CEO Dana Orr, who …") names somebody: right if that word is one of the speaker's. A
  pronoun: right if the speaker has the head of the nearest earlier source that names somebody and is not known
  to be of the other sex; this is a stand-in, for PolNeAR does not say whom pronouns mean, and is wrong where
  the one meant was never a source. Any other source ("a spokesman", "the paper’s report"): right if its last
  word before a preposition stands in the speaker or the role.
- Indirect speech: the attributions with a source and without a mark in their content. Found if source and
  content share at least half of their shorter one's characters with those of one reading; `of verbs of speech`
  leaves out what only thinks, wants, shows or supports. Are speech: the readings that so meet some attribution.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ondit import quotes
from ondit.model import Quote, Span
from ondit.quotes import IndirectSpeech

HALF = 0.5
LONG = 4
AROUND = 110
BOUNDS = re.compile(r"(\d+) (\d+)")
MARK = re.compile(r"[“”„\"]|''|``")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
STOPPED = re.compile(r"[,(—–]| - | who | of | for | from | in | at | on | with | and ")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
OTHERS = frozenset("they their them it its i my we our you who whom that which me us".split())
PRONOUNS = HE | SHE | OTHERS
SPEECH = frozenset(
    "said says say saying told tells tell telling wrote writes added adds adding according announced announces"
    " announcing noted notes noting argued argues reported reports explained stated warned insisted declared"
    " tweeted asked acknowledged denied suggested claimed claims confirmed replied responded pledged promised"
    " predicted recalled accused criticized called concluded testified vowed admitted alleged".split()
)
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """One attribution of the annotation, each part in its pieces."""

    source: tuple[Bounds, ...]
    cue: tuple[Bounds, ...]
    content: tuple[Bounds, ...]

    @property
    def length(self) -> int:
        return sum(end - start for start, end in self.content)


@dataclass(frozen=True)
class Run:
    """Words between marks, and the attribution that they belong to."""

    start: int
    end: int
    said: Said


@dataclass
class Tally:
    """Counts of what is right of how many, and the errors of each kind."""

    right: Counter[str]
    of: Counter[str]
    errors: dict[str, list[str]]

    def count(self, name: str, right: bool, error: str = "") -> None:
        self.of[name] += 1
        self.right[name] += right
        if not right and error:
            self.errors[name].append(error)


def annotated(folder: Path) -> Iterator[tuple[str, str, list[Said]]]:
    """Yield name, text and attributions of each text of a part."""
    for path in sorted((folder / "text").glob("*.txt")):
        found = sorted(
            one
            for one in (folder / "attributions").iterdir()
            if one.name.startswith(path.stem) and one.suffix == ".ann"
        )
        if found:
            yield path.stem, path.read_bytes().decode(), read(found[0].read_bytes().decode())


def read(annotation: str) -> list[Said]:
    """Read the attributions of one file in the format of brat."""
    pieces: dict[str, tuple[Bounds, ...]] = {}
    events: list[dict[str, tuple[Bounds, ...]]] = []
    for line in annotation.split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            bounds = rest.partition("\t")[0].partition(" ")[2]
            pieces[key] = tuple((int(a), int(b)) for a, b in BOUNDS.findall(bounds))
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
            for bounds in between_marks(text, start, end):
                found[bounds] = Run(*bounds, said)
    return [found[bounds] for bounds in sorted(found)]


def between_marks(text: str, start: int, end: int) -> Iterator[Bounds]:
    """Yield what stands between marks in a stretch of text, or one mark outside of its ends."""
    low, high = max(0, start - 1), min(len(text), end + 1)
    opened: int | None = None
    for match in MARK.finditer(text, low, high):
        if opened is not None and "\n" in text[opened : match.start()]:
            yield from _stripped(text, opened, text.index("\n", opened))
            opened = None
        if opens(text, match):
            opened = match.end() if opened is None else opened
        elif opened is not None:
            yield from _stripped(text, opened, match.start())
            opened = None
    if opened is not None:
        yield from _stripped(text, opened, min(end, (text + "\n").index("\n", opened)))


def opens(text: str, mark: re.Match[str]) -> bool:
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


def shared(a: Bounds, b: Bounds) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def meets(a: Sequence[Bounds], b: Sequence[Bounds]) -> bool:
    """Say whether two sets of stretches share half of the shorter one's characters."""
    common = sum(shared(one, other) for one in a for other in b)
    return common > 0 and common >= HALF * min(sum(end - start for start, end in one) for one in (a, b))


def phrase(text: str, said: Said) -> str:
    return " ".join(" ".join(text[start:end] for start, end in said.source).split())


def head(source: str) -> tuple[str, bool]:
    """Return the word that a source hangs on, in lower case, and whether it is a name's."""
    first = STOPPED.split(source, maxsplit=1)[0]
    words = [word.removesuffix("’s").removesuffix("'s") for word in WORD.findall(first)] or [""]
    while len(words) > 1 and words[-1].lower() in SUFFIXES:
        words.pop()
    return words[-1].lower(), words[-1][:1].isupper() and words[-1].lower() not in PRONOUNS


def _words(phrase: str | None) -> set[str]:
    return {word.lower().removesuffix("’s").removesuffix("'s") for word in WORD.findall(phrase or "")}


def judge(source: str, speaker: str | None, role: str | None, earlier: Sequence[str]) -> tuple[str, bool]:
    """Return of what kind a source is, and whether the speaker is right by the rules above."""
    word, names = head(source)
    if names:
        return "names", word in _words(speaker)
    if word in PRONOUNS and len(source.split()) == 1:
        return "pronouns (stand-in)", bool(earlier) and earlier[-1] in _words(speaker)
    return "roles and groups", word in _words(speaker) | _words(role)


def measure(text: str, attributions: list[Said], tally: Tally) -> None:
    """Count one text's quotes and speech."""
    direct, indirect = quotes.find(text), quotes.indirect(text)
    ordered = sorted((one for one in attributions if one.source), key=lambda one: min(one.source))
    for run in runs(text, attributions):
        measure_run(text, run, ordered, direct, tally)
    contents = [piece for said in attributions for piece in said.content]
    for quote in direct:
        common = max((shared((quote.start, quote.end), piece) for piece in contents), default=0)
        shown = f"{shown_at(text, quote)}  [{quote.speaker} | {quote.cue}]"
        tally.count("are quotes", common >= HALF * (quote.end - quote.start), shown)
    measure_indirect(text, attributions, indirect, tally)


def measure_run(text: str, run: Run, ordered: list[Said], direct: list[Quote], tally: Tally) -> None:
    """Count one quote: whether it is found, and whose it is."""
    bounds, size = (run.start, run.end), run.end - run.start
    found = max(direct, key=lambda quote: shared((quote.start, quote.end), bounds), default=None)
    span = (found.start, found.end) if found else (0, 0)
    is_found = shared(span, bounds) >= HALF * max(size, span[1] - span[0]) and found is not None
    shown = shown_at(text, Span(*bounds))
    tally.count("found", is_found, shown)
    if len(text[run.start : run.end].split()) >= LONG:
        tally.count("found, four words or more", is_found)
    if not (run.said.source and found and is_found):
        return
    source = phrase(text, run.said)
    earlier = earlier_heads(text, run.said, ordered)
    kind, right = judge(source, found.speaker, found.role, earlier)
    note = f"{source!r}{earlier[-1:] if kind.startswith('pro') else ''} but {found.speaker!r} ({found.role}) by {found.cue!r}"
    tally.count("speakers: " + kind, right, f"{note}\n      {shown}")


def earlier_heads(text: str, said: Said, ordered: list[Said]) -> list[str]:
    """Return the heads of the sources that name somebody before an attribution's own source."""
    start = min(said.source)[0]
    heads = [head(phrase(text, one)) for one in ordered if min(one.source)[0] < start]
    return [word for word, names in heads if names]


def measure_indirect(text: str, attributions: list[Said], found: list[IndirectSpeech], tally: Tally) -> None:
    """Count the indirect speech, from the annotation's side and from ours."""
    rows = [
        (((one.source.start, one.source.end),), [(piece.start, piece.end) for piece in one.content], one)
        for one in found
    ]
    for said in attributions:
        marked = any(MARK.search(text, max(0, start - 1), end + 1) for start, end in said.content)
        if marked or not said.source or not said.content:
            continue
        right = any(
            meets(said.source, source) and meets(said.content, content) for source, content, _ in rows
        )
        cue = " ".join(text[start:end] for start, end in said.cue)
        near = [
            (text[a:b], [text[c:d] for c, d in content])
            for ((a, b),), content, one in rows
            if meets(said.cue, [(one.cue.start, one.cue.end)])
        ]
        shown = f"{phrase(text, said)!r} {cue!r} {[text[a:b] for a, b in said.content]} but {near}"
        tally.count("indirect found", right)
        if _words(cue) & SPEECH:
            tally.count("indirect found, of verbs of speech", right, shown)
    for source, content, one in rows:
        right = any(
            meets(said.content, content) and (not said.source or meets(said.source, source))
            for said in attributions
        )
        tally.count(
            "indirect: are speech",
            right,
            f"{text[one.source.start : one.source.end]!r} {text[one.cue.start : one.cue.end]!r} {[text[a:b] for a, b in content]}",
        )


def shown_at(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    content = text[span.start : span.end]
    if len(content) > AROUND:
        content = content[:60] + " … " + content[-40:]
    return " ".join(f"{before}⟦{content}⟧{after}".split())


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures how well quotes and their speakers are found.")
    parser.add_argument("folder", type=Path, help="a part of PolNeAR: text/ and attributions/")
    parser.add_argument("--errors", metavar="FIGURE", help="list the errors of the figures that begin so")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="list one error in N")
    options = parser.parse_args()
    tally = Tally(Counter(), Counter(), defaultdict(list))
    texts = list(annotated(options.folder))
    for _, text, attributions in texts:
        measure(text, attributions, tally)
    for name, count in sorted(tally.of.items()):
        print(f"{name:42} {tally.right[name] / count:6.3f} of {count}")
    print(f"{'characters a second':42} {speed([text for _, text, _ in texts]):,.0f}")
    for name, errors in sorted(tally.errors.items()):
        if options.errors and name.startswith(options.errors):
            print(
                f"\n{name}: {len(errors)} errors",
                *(f"  - {error}" for error in errors[:: options.every]),
                sep="\n",
            )


def speed(texts: list[str]) -> float:
    """Return how many characters a second `quotes.find` reads."""
    joined = [text + "\n" for text in texts]
    begin = time.perf_counter()
    for text in joined:
        quotes.find(text)
    return sum(map(len, joined)) / (time.perf_counter() - begin)


if __name__ == "__main__":
    main()
