"""What one process found, written as the tables that a run writes."""

from __future__ import annotations

from ondit.cluster.run import check_empty
from ondit.cluster.shelf import Shelf, writing
from ondit.cluster.tables import article_table, match_table, sentence_table, statement_table, written
from ondit.ingest.results import TABLES
from ondit.model import Span, Story

PART = "part-000000.parquet"


def check_writable(out: str) -> None:
    """See, before anything is read, that a story can be written into a folder.

    Raises:
        OutputError: The folder holds something, or cannot be reached.
    """
    with writing(out):
        check_empty(Shelf(out))


def write_story(story: Story, out: str) -> None:
    """Write the articles, sentences, matches and statements of a story into a folder, a path or an address.

    Raises:
        OutputError: The folder holds something, or cannot be written.
    """
    articles = {article.id: article for article in story.articles}

    def words(span: Span) -> str:
        return articles[span.article or ""].text[span.start : span.end]

    found = (
        article_table(story.articles),
        sentence_table(articles, story.sentences),
        match_table(words, story.matches),
        statement_table(words, story.statements),
    )
    with writing(out):
        shelf = Shelf(out)
        check_empty(shelf)
        for name, table in zip(TABLES, found, strict=True):
            written(shelf, f"{name}/{PART}", table)
