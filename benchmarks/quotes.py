"""Measures how many quotes are found, and whether who said them is.

Run it as `python benchmarks/quotes.py FOLDER` on a part of PolNeAR, which does not come with the project:
`text/NAME.txt` and, for each, `attributions/NAME….ann`. Reading was developed on the part `train` and is
checked on `dev`; nobody opened `test`. What a quote is there, `polnear.py` says.

- found: a quote shares at least half of the longer one's characters with the run between marks.
- are quotes: the share of the quotes found that lie in some content by half or more.
- speakers, of runs that are found and whose attribution has a source. Names: the source's first phrase
  ends in a capitalised word ("Kelvo CEO Dana Orr, who …"); right if that word is one of the speaker's.
  Pronouns: right if the speaker has the head of the nearest earlier source that names somebody. That is a
  stand-in, for PolNeAR does not say whom pronouns mean; it is wrong where the one meant was not the last
  source. Roles and groups ("a spokesman", "the paper’s report"): right if its last word before a
  preposition stands in the speaker or the role.
- indirect: the attributions with a source and without a mark in their content. Found if its content
  shares at least half of the shorter one's characters with that of one reading, and so does the source;
  for the sources "who", "which" and "that" it is enough that the cue is the same. `of verbs of speech`
  leaves out what only thinks, wants, shows or supports. Are speech: the readings that so meet some
  attribution.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polnear import MARK, Bounds, Run, Said, annotated, runs

from ondit import quotes
from ondit.model import Quote, Span
from ondit.quotes import IndirectSpeech

HALF = 0.5
LONG = 4
AROUND = 110
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
STOPPED = re.compile(r"[,(—–]| - | who | of | for | from | in | at | on | with | and ")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
RELATIVES = frozenset({"who", "which", "that"})
PRONOUNS = RELATIVES | frozenset(
    "he him his she her they their them it its i my we our you whom me us this".split()
)
SPEECH = frozenset(
    "said says say saying told tells tell telling wrote writes added adds adding according announced"
    " announces announcing noted notes noting argued argues reported reports explained stated warned"
    " insisted declared tweeted asked acknowledged denied suggested claimed claims confirmed replied"
    " responded pledged promised predicted recalled accused criticized called concluded testified vowed"
    " admitted alleged".split()
)


@dataclass
class Tally:
    """Counts of what is right of how many, and the errors of each kind."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, name: str, right: bool, error: str = "") -> None:
        """Count one thing for a figure, right or not."""
        self.of[name] += 1
        self.right[name] += right
        if not right and error:
            self.errors[name].append(error)


def bounds(span: Span) -> Bounds:
    """Return where a span begins and ends."""
    return span.start, span.end


def shared(a: Bounds, b: Bounds) -> int:
    """Count the characters that two places share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def meets(a: Sequence[Bounds], b: Sequence[Bounds]) -> bool:
    """Say whether two sets of stretches share half of the shorter one's characters."""
    common = sum(shared(one, other) for one in a for other in b)
    return common > 0 and common >= HALF * min(sum(end - start for start, end in one) for one in (a, b))


def head(source: str) -> tuple[str, bool]:
    """Return the word that a source hangs on, in lower case, and whether it is a name's."""
    first = STOPPED.split(source, maxsplit=1)[0]
    words = [word.removesuffix("’s").removesuffix("'s") for word in WORD.findall(first)] or [""]
    while len(words) > 1 and words[-1].lower() in SUFFIXES:
        words.pop()
    return words[-1].lower(), words[-1][:1].isupper() and words[-1].lower() not in PRONOUNS


def words_of(phrase: str | None) -> set[str]:
    """Return the words of a name, in lower case and without their genitive."""
    return {word.lower().removesuffix("’s").removesuffix("'s") for word in WORD.findall(phrase or "")}


def judge(source: str, found: Quote, earlier: Sequence[str]) -> tuple[str, bool]:
    """Return of what kind a source is, and whether the speaker is right by the rules above."""
    word, names = head(source)
    if names:
        return "names", word in words_of(found.speaker)
    if word in PRONOUNS and len(source.split()) == 1:
        return "pronouns (stand-in)", bool(earlier) and earlier[-1] in words_of(found.speaker)
    return "roles and groups", word in words_of(found.speaker) | words_of(found.role)


def measure(text: str, attributions: list[Said], tally: Tally) -> None:
    """Count one text's quotes and speech."""
    direct = quotes.find(text)
    named = sorted((one for one in attributions if one.source), key=lambda one: min(one.source))
    for run in runs(text, attributions):
        measure_run(text, run, named, direct, tally)
    contents = [piece for said in attributions for piece in said.content]
    for quote in direct:
        common = max((shared(bounds(quote), piece) for piece in contents), default=0)
        shown = f"{shown_at(text, bounds(quote))}  [{quote.speaker} | {quote.cue}]"
        tally.count("are quotes", common >= HALF * (quote.end - quote.start), shown)
    measure_indirect(text, attributions, quotes.indirect(text), tally)


def measure_run(text: str, run: Run, named: list[Said], direct: list[Quote], tally: Tally) -> None:
    """Count one quote: whether it is found, and whose it is."""
    place, shown = (run.start, run.end), shown_at(text, (run.start, run.end))
    found = max(direct, key=lambda quote: shared(bounds(quote), place), default=None)
    longer = max(run.end - run.start, found.end - found.start if found else 0)
    is_found = found is not None and shared(bounds(found), place) >= HALF * longer
    tally.count("found", is_found, shown)
    if len(text[run.start : run.end].split()) >= LONG:
        tally.count("found, four words or more", is_found)
    if found and is_found and run.said.source:
        earlier = earlier_heads(text, run.said, named)
        kind, right = judge(run.said.who(text), found, earlier)
        meant = f" {earlier[-1:]}" if kind.startswith("pronouns") else ""
        note = f"{run.said.who(text)!r}{meant} but {found.speaker!r} ({found.role}) by {found.cue!r}"
        tally.count("speakers: " + kind, right, f"{note}\n      {shown}")


def earlier_heads(text: str, said: Said, named: list[Said]) -> list[str]:
    """Return the heads of the sources that name somebody before an attribution's own source."""
    heads = [head(one.who(text)) for one in named if min(one.source) < min(said.source)]
    return [word for word, is_name in heads if is_name]


def measure_indirect(text: str, attributions: list[Said], found: list[IndirectSpeech], tally: Tally) -> None:
    """Count the indirect speech, from the annotation's side and from ours."""
    for said in attributions:
        marked = any(MARK.search(text, max(0, start - 1), end + 1) for start, end in said.content)
        if marked or not said.source or not said.content:
            continue
        right = any(agree(text, said, one) for one in found)
        tally.count("indirect: found", right)
        cue = " ".join(text[start:end] for start, end in said.cue)
        if words_of(cue) & SPEECH:
            near = [told(text, one) for one in found if meets(said.cue, [bounds(one.cue)])]
            wanted = f"{said.who(text)!r} {cue!r} {[text[a:b] for a, b in said.content]}"
            tally.count("indirect: found, of verbs of speech", right, f"{wanted} but {near}")
    for one in found:
        right = any(agree(text, said, one) for said in attributions)
        tally.count("indirect: are speech", right, told(text, one))


def agree(text: str, said: Said, one: IndirectSpeech) -> bool:
    """Say whether an attribution and a reading have the same source and content."""
    if not meets(said.content, [bounds(piece) for piece in one.content]):
        return False
    if said.who(text).lower() in RELATIVES:
        return meets(said.cue, [bounds(one.cue)])
    return not said.source or meets(said.source, [bounds(one.source)])


def told(text: str, one: IndirectSpeech) -> str:
    """Return what is found of indirect speech, on one line."""
    source, cue = text[one.source.start : one.source.end], text[one.cue.start : one.cue.end]
    return f"{source!r} ({one.speaker}) {cue!r} {[text[piece.start : piece.end] for piece in one.content]}"


def shown_at(text: str, place: Bounds) -> str:
    """Return the words of a place with some around it; of long ones both ends."""
    start, end = place
    content = text[start:end]
    if len(content) > AROUND:
        content = content[:60] + " … " + content[-40:]
    return " ".join(f"{text[max(0, start - AROUND) : start]}⟦{content}⟧{text[end : end + AROUND]}".split())


def speed(texts: list[str]) -> float:
    """Return how many characters a second `quotes.find` reads."""
    unread = [text + "\n" for text in texts]
    begin = time.perf_counter()
    for text in unread:
        quotes.find(text)
    return sum(map(len, unread)) / (time.perf_counter() - begin)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measures how well quotes and their speakers are found.")
    parser.add_argument("folder", type=Path, help="a part of PolNeAR: text/ and attributions/")
    parser.add_argument("--errors", metavar="FIGURE", help="list the errors of the figures that begin so")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="list one error in N")
    options = parser.parse_args()
    tally, texts = Tally(), list(annotated(options.folder))
    for text, attributions in texts:
        measure(text, attributions, tally)
    for name, count in sorted(tally.of.items()):
        print(f"{name:42} {tally.right[name] / count:6.3f} of {count}")
    print(f"{'characters a second':42} {speed([text for text, _ in texts]):,.0f}")
    for name, errors in sorted(tally.errors.items()):
        if options.errors and name.startswith(options.errors):
            print(f"\n{name}: {len(errors)} errors")
            print(*(f"  - {error}" for error in errors[:: options.every]), sep="\n")


if __name__ == "__main__":
    main()
