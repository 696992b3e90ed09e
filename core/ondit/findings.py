"""What is found in one article by itself: sentences, quotes, dates, labels. The rest needs the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ondit import boilerplate, certainty, dates, english, quotes, sentences
from ondit.model import Article, Findings, Label, Quote, Sentence, TimeExpression
from ondit.spans import DAY, overlap


def find(article: Article) -> Findings:
    """Find everything in one article; labels at once, while what they share with its quotes is at hand."""
    split, spoken = sentences_of(article), quotes_of(article)
    if not english.reads_as_english(article.text):
        nameless = tuple(replace(quote, speaker=None, role=None, cue=None) for quote in spoken)
        return Findings(tuple(split), nameless, (), ((),) * len(split), in_english=False)
    labels = tuple(_labels(article, sentence) for sentence in split)
    return Findings(tuple(split), tuple(spoken), tuple(_dates(article)), labels, in_english=True)


def sentences_of(article: Article) -> list[Sentence]:
    """Return the sentences of an article, in order; boilerplate is marked."""
    paragraphs = sentences.paragraphs(article.text)
    found = []
    number = 0
    for span in sentences.split(article.text, article.language):
        while paragraphs[number][1] < span.end:
            number += 1
        why = boilerplate.reason(article.text, span.start, span.end)
        found.append(Sentence(span.start, span.end, article.id, number, why))
    return found


def quotes_of(article: Article) -> list[Quote]:
    """Return the quotes of an article, in order."""
    return [replace(quote, article=article.id) for quote in quotes.find(article.text)]


def _dates(article: Article) -> list[TimeExpression]:
    """Find the dates of an article, none finer than the date of the article that they rest on."""
    published = article.published
    known = len(published.value[:DAY]) if published else 0
    reference = date.fromisoformat((published.value + "-01-01")[:DAY]) if published else None
    found = dates.find(article.text, reference)
    if 0 < known < DAY:
        absolute = dates.find(article.text, None)
        found = absolute + [
            expression
            for expression in found
            if len(expression.value) <= known and not any(overlap(expression, f) for f in absolute)
        ]
    return [replace(expression, article=article.id) for expression in sorted(found)]


def _labels(article: Article, sentence: Sentence) -> tuple[Label, ...]:
    if sentence.boilerplate is not None:
        return ()
    return tuple(
        replace(
            label,
            article=article.id,
            cues=tuple(replace(cue, article=article.id) for cue in label.cues),
        )
        for label in certainty.label(article.text, sentence.start, sentence.end)
    )
