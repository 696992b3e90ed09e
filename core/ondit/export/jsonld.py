"""JSON-LD: excerpts as schema.org Quotations, and the Claims that they tell, fit to stand in a web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO
from urllib.parse import quote

from ondit.export.excerpts import Excerpt
from ondit.export.facts import facts
from ondit.export.records import Record, encode, known
from ondit.export.wording import address
from ondit.model import UNDETERMINED, Article, Claim

_CONTEXT = '["https://schema.org", {"ondit": "urn:x-ondit:"}]'
_NAMED = frozenset({"speaker", "role", "hash"})
"""What schema.org has a name for."""


def write(excerpts: Iterable[Excerpt], stream: TextIO) -> None:
    r"""Write excerpts as one graph, a node a line; what schema.org has no name for is `ondit:…`.

    `<` is written as `\u003c`: the same to JSON, and no text ends the script element that it stands in.
    """
    stream.write(f'{{"@context": {_CONTEXT},\n"@graph": [')
    for number, node in enumerate(_nodes(excerpts)):
        stream.write((",\n" if number else "\n") + encode(node).replace("<", "\\u003c"))
    stream.write("\n]}\n")


def _nodes(excerpts: Iterable[Excerpt]) -> Iterator[Record]:
    """Yield a Quotation for each excerpt, and behind those that tell one claim the Claim."""
    for claim, told in groupby(excerpts, key=lambda one: one.claim):
        names = []
        for excerpt in told:
            names.append({"@id": f"#{excerpt.key}"})
            yield _quotation(excerpt)
        if claim:
            yield _claim(claim, names)


def _quotation(excerpt: Excerpt) -> Record:
    told = {**facts(excerpt), "first": list(excerpt.first)}
    own = {name: value for name, value in told.items() if name not in _NAMED}
    return {"@type": "Quotation", "@id": f"#{excerpt.key}", "text": excerpt.text} | known(
        {
            "inLanguage": _language(excerpt.article),
            "spokenByCharacter": _speaker(excerpt),
            "isPartOf": _article(excerpt.article),
            "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": excerpt.hash[7:]},
            "ondit:start": excerpt.start,
            "ondit:end": excerpt.end,
            **{f"ondit:{name}": value for name, value in own.items()},
        }
    )


def _claim(claim: Claim, names: list[Record]) -> Record:
    return known(
        {
            "@type": "Claim",
            "@id": f"#{quote(claim.id)}",
            "text": claim.text,
            "appearance": names,
            "ondit:kind": claim.kind,
            "ondit:status": claim.status,
            "ondit:evidence": claim.evidence,
        }
    )


def _speaker(excerpt: Excerpt) -> Record:
    """Return who said it: a person where the text gives a role, else a name that may be of anything."""
    if excerpt.speaker and excerpt.role:
        return {"@type": "Person", "name": excerpt.speaker, "jobTitle": excerpt.role}
    return known({"name": excerpt.speaker})


def _article(article: Article) -> Record:
    published = article.published
    return known(
        {
            "@type": "Article",
            "headline": article.title,
            "author": known({"name": article.author}),
            "datePublished": published.value if published else None,
            "publisher": {"@type": "Organization", "name": article.source.value},
            "url": address(article),
            "inLanguage": _language(article),
            "ondit:article": article.id,
            "ondit:granularity": published.granularity if published else None,
            "ondit:accessed": article.accessed,
        }
    )


def _language(article: Article) -> str | None:
    return article.language if article.language != UNDETERMINED else None
