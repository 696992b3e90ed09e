"""The rules that hold for whatever a part of the fuzzing gives: sentences, spans, and what is shown."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ondit.model import Problem, Span, Story

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal may act on."""
PROGRAMS = re.compile(r"\b\w+(?:Error|Exception)\b|Traceback|Errno|<class |object at 0x")
"""What a program says to those who made it."""
SHOWN = ("csv", "markdown", "html", "bibtex", "ris")


class Told(NamedTuple):
    """What came of an input: how many articles and problems there were, and what no part may do."""

    articles: int = 0
    problems: int = 0
    fault: str = ""


def sentences_fault(sentences: Iterable[str]) -> str:
    """Return what is wrong with sentences that a person will read, empty where nothing is."""
    for sentence in sentences:
        if ACTING.search(sentence) or len(sentence) > 2_000 or not sentence:
            return f"no sentence: {sentence[:200]!r}"
    return ""


def told_fault(*sentences: str) -> str:
    """Return what is wrong with what is told of a fault: whole sentences, without a program's words."""
    for sentence in sentences:
        if not sentence.endswith(".") or PROGRAMS.search(sentence):
            return f"no sentence: {sentence[:200]!r}"
    return sentences_fault(sentences)


def text_fault(text: str) -> str:
    """Return what is wrong with an article's text, empty where nothing is."""
    from ondit.text import clean

    if not text.strip():
        return "an article without text"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "a text that is no Unicode"
    return "" if clean(text) == text else "a text that was not cleaned"


def problems_fault(problems: Iterable[Problem]) -> str:
    """Return what is wrong with what is told of problems, empty where nothing is."""
    return sentences_fault(word for one in problems for word in (one.input, one.what, one.hint) if word)


def spans_fault(story: Story) -> str:
    """Return which span of a story does not lie in its article, and whose words are not there."""
    texts = {one.id: one.text for one in story.articles}
    for span in _spans(story):
        text = texts.get(span.article or "")
        if text is None or not 0 <= span.start <= span.end <= len(text):
            return f"a span that is nowhere: {span!r}"[:300]
    for one in story.statements:
        if not any(one.text == texts[span.article or ""][span.start : span.end] for span in one.occurrences):
            return f"a wording that nobody told: {one.text[:200]!r}"
    return ""


def _spans(story: Story) -> Iterator[Span]:
    yield from (*story.sentences, *story.quotes, *story.labels, *story.dates)
    yield from (cue for label in story.labels for cue in label.cues)
    yield from (span for match in story.matches for span in (match.a, match.b))
    yield from (span for statement in story.statements for span in statement.occurrences)
    yield from (mention for claim in story.claims for mention in claim.mentions)


def shown_fault(story: Story) -> str:
    """Return what of a story would do something to a terminal, or is no file of its format."""
    from ondit import export
    from ondit_tui import table

    for draw in (table.timeline, table.matches, table.quotes):
        out = io.StringIO()
        with redirect_stdout(out):
            draw(story, table.console())
        if ACTING.search(out.getvalue()):
            return f"{draw.__name__} prints what a terminal acts on"
    for listing, forms in export.FORMATS.items():
        for form in forms:
            out = io.StringIO()
            export.write(story, listing, form, out)  # type: ignore[arg-type]
            written = out.getvalue()
            if form in SHOWN and ACTING.search(written):
                return f"{listing} as {form} holds what a terminal acts on"
            if form in {"json", "csl-json", "timelinejs"}:
                json.loads(written)
    return ""
