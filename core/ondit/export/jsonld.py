"""JSON-LD: the quotes as schema.org Quotations, fit to stand in a web page."""

from __future__ import annotations

from typing import TextIO

from ondit.export.records import Record, encode, known
from ondit.export.wording import address
from ondit.model import UNDETERMINED, Article, Quote, Story


def write(story: Story, stream: TextIO) -> None:
    r"""Write the quotes as one graph of Quotations, one a line.

    `<` is written as `\u003c`: the same to JSON, and no text ends the script element that it stands in.
    """
    graph = ",".join(
        "\n" + encode(_quotation(story, quote)).replace("<", "\\u003c") for quote in story.quotes
    )
    stream.write(f'{{"@context": "https://schema.org",\n"@graph": [{graph}\n]}}\n')


def _quotation(story: Story, quote: Quote) -> Record:
    article = story.article(quote.article or "")
    return known(
        {
            "@type": "Quotation",
            "text": story.text(quote),
            "inLanguage": _language(article),
            "spokenByCharacter": _speaker(quote),
            "isPartOf": _article(article),
        }
    )


def _speaker(quote: Quote) -> Record:
    """Return who said it: a person where the text gives a role, else a name that may be of anything."""
    if quote.speaker and quote.role:
        return {"@type": "Person", "name": quote.speaker, "jobTitle": quote.role}
    return known({"name": quote.speaker})


def _article(article: Article) -> Record:
    return known(
        {
            "@type": "Article",
            "headline": article.title,
            "author": known({"name": article.author}),
            "datePublished": article.published.value if article.published else None,
            "publisher": {"@type": "Organization", "name": article.source.value},
            "url": address(article),
            "inLanguage": _language(article),
        }
    )


def _language(article: Article) -> str | None:
    return article.language if article.language != UNDETERMINED else None
