"""Articles among what a dashboard can write into a file: as a table, or as references to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ondit_tui.ways import Ask, Batch, formats, stepwise, tabled
from ondit_tui.widgets.wording import count

if TYPE_CHECKING:
    from pathlib import Path

    from ondit.timeline import Filter
    from ondit.views import StoryView


def articles(view: StoryView, wanted: Filter, words: str, size: int, stem: str) -> Batch:
    """Return the articles that pass a filter as what can be written.

    Args:
        view: The story.
        wanted: The filter.
        words: What they are, as in "what is shown".
        size: How many they are.
        stem: What a file of them is called, less its end.
    """
    from ondit.export import REFERENCE_FORMATS, articles_listed, table_of_articles

    listed = f"{words}: {count(size, 'article')}"
    table = tabled(lambda: table_of_articles(view.published, wanted), listed, size, stem, "Articles")

    def write(ask: Ask, form: str, place: Path, locale: str | None) -> str:
        from ondit_tui.exporting import export_references

        if form not in REFERENCE_FORMATS:
            return table.write(ask, form, place, locale)
        return export_references(stepwise(articles_listed(view.published, wanted), ask), form, place)

    return replace(table, formats=(*table.formats, *formats(REFERENCE_FORMATS)), write=write)
