"""How often certainty is right on annotated news, by kind, by confidence and by the rule that decided.

`python benchmarks/certainty.py ROWS.jsonl …` reads one annotated clause per line: `text` (the whole article),
`start`, `end` (the clause), `kind`, and `sentence` ([start, end] of its sentence). It prints
precision, recall and F1 of each kind, how often each band of confidence is right, and for each rule what the
clauses that it decided are: the figures that the confidences of `ondit.certainty.verdicts` are taken from.
Without files it reads the annotated sample stories of this repository.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ondit import certainty, ingest, sentences
from ondit.certainty.article import article
from ondit.model import Label, Span
from ondit.spans import overlap

ROOT = Path(__file__).parents[1]
KINDS = ("announcement", "rumour", "neither")
STORIES = ("foldable-reader", "harbour-tunnel", "meridian-merger")


class Row(NamedTuple):
    """One annotated clause."""

    text: str
    sentence: Span
    clause: Span
    kind: str


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the annotated clauses of a file."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Row(row["text"], Span(*row["sentence"]), Span(row["start"], row["end"]), row["kind"])


def sample_rows() -> Iterator[Row]:
    """Yield the annotated clauses of the sample stories."""
    sys.path.insert(0, str(ROOT / "tests"))
    import goldset

    for story in STORIES:
        articles = ingest.read_all([ROOT / "sample_data" / story]).articles
        named = goldset.by_name(articles)
        for row in goldset.load(story)["labels"]:
            text = named[row["article"]].text
            clause = Span(*goldset.locate(text, row))
            for sentence in sentences.split(text):
                if sentence.start <= clause.start < sentence.end:
                    yield Row(text, sentence, clause, row["kind"])


def label_at(row: Row) -> Label:
    """Return the label that shares most characters with a clause."""
    labels = certainty.label(row.text, row.sentence.start, row.sentence.end)
    return max(labels, key=lambda label: overlap(label, row.clause))


def rule_at(row: Row) -> str:
    """Return the rule that decided it."""
    judged = article(row.text).judge(row.sentence)
    return max(judged, key=lambda one: overlap(one.clause.span, row.clause)).rule


def show(rows: list[Row]) -> None:
    """Print how often labels are right: by kind, by confidence, by rule."""
    pairs: Counter[tuple[str, str]] = Counter()
    bands: dict[float, list[bool]] = defaultdict(list)
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        label = label_at(row)
        pairs[row.kind, label.kind] += 1
        bands[label.confidence].append(label.kind == row.kind)
        rules[rule_at(row)][row.kind] += 1
    total = 0.0
    for kind in KINDS:
        right = pairs[kind, kind]
        wanted = sum(count for (gold, _), count in pairs.items() if gold == kind)
        given = sum(count for (_, found), count in pairs.items() if found == kind)
        score = 2 * right / max(1, wanted + given)
        total += score
        print(f"{kind:13} P {right / max(1, given):.3f} R {right / max(1, wanted):.3f} F1 {score:.3f}")
    print(f"macro F1 {total / len(KINDS):.3f} on {len(rows)} clauses\n")
    for band, right_ones in sorted(bands.items()):
        print(f"confidence {band:.2f}: right {sum(right_ones) / len(right_ones):.2f} of {len(right_ones)}")
    print()
    for rule, counts in sorted(rules.items()):
        print(f"{rule:32}" + "".join(f" {counts[kind]:5}" for kind in KINDS))


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]]
    show([row for path in files for row in rows_of(path)] or list(sample_rows()))
