"""The view of articles: each by its day, with what it tells and how much of it is a release's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ondit.article_list import ListedArticle
from ondit.listing import Group, Listing, size
from ondit.model import Span, Story, TimelineEntry
from ondit.timeline import Filter, mentions
from ondit.views import StoryView
from ondit_tui.article_files import articles
from ondit_tui.commands import bindings
from ondit_tui.screens.home import Subject
from ondit_tui.screens.opened import open_article
from ondit_tui.screens.view import ViewScreen
from ondit_tui.view_commands import ViewName
from ondit_tui.ways import Batch, found
from ondit_tui.widgets import article_list_lines
from ondit_tui.widgets.article_list_lines import Known
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.pane_lines import Layout


class ArticlesScreen(ViewScreen[ListedArticle]):
    """Lists articles by day, and tells of each what it tells."""

    NAME: ClassVar[ViewName] = "articles"
    ITEM = ("article", "articles")
    item_lines = 2
    BINDINGS = bindings("view", "pane", "articles")

    _known: Known | None = None

    def ask(self, view: StoryView, wanted: Filter) -> Listing[ListedArticle]:
        """Return the articles that pass."""
        return view.published.listing(wanted)

    def id_of(self, item: ListedArticle) -> str:
        """Return the article's id."""
        return item.id

    def heading(self, group: Group, width: int) -> Line:
        """Return the heading of a day."""
        return article_list_lines.heading(group, width)

    def row(self, item: ListedArticle, number: int, width: int, *, chosen: bool) -> Line:
        """Return an article's outlet and headline, or what it tells."""
        if number:
            return article_list_lines.telling_row(item, width, chosen=chosen)
        is_marked = item.id in self.home.marked.articles
        return article_list_lines.title_row(item, width, self._hits, chosen=chosen, is_marked=is_marked)

    def part_of(self, view: StoryView, item: ListedArticle) -> Story:
        """Return the article, alone: what it tells is looked up where a reader wants it."""
        article = view.published.article(item.id)
        release = view.published.article(item.derivation.release) if item.derivation else None
        original = view.published.article(article.copy_of) if article and article.copy_of else None
        self._known = Known(item, article, release, original, view.published.told_in(item.id))
        return Story(articles=(article,) if article else ())

    def lay(self, item: ListedArticle, width: int, cursor: int) -> Layout:  # noqa: ARG002 - it is what is known
        """Lay out what the article tells."""
        if self._known is None:
            return Layout((), (), 0)
        return article_list_lines.lay_out(self._known, width, cursor, self._hits)

    def place_of(self, item: ListedArticle, spot: int) -> Span | None:
        """Return where the article tells the entry of a spot."""
        entry = self._entry(spot)
        if entry is None or self.view is None:
            return None
        told = mentions(self.view.part(entry), entry)
        return min((one for one in told if one.article == item.id), key=lambda one: one.start, default=None)

    def subject_of(self, item: ListedArticle) -> Subject:
        """Return the article, and the entry that the pane's cursor is on."""
        entry = self._entry(self.right.cursor)
        return Subject(entry.id if entry else None, item.id, item.source.value)

    def sought(self, subject: Subject) -> str | None:
        """Return the article that another view is on."""
        return subject.article

    def preview(self, item: ListedArticle) -> tuple[str, Sequence[str]]:
        """Return the headline, and what the article tells."""
        return item.title or item.begins, (" · ".join(article_list_lines.tells(item)),)

    def turn_mark(self, item: ListedArticle) -> None:
        """Mark an article, or take off its mark and those of the places in it."""
        self.home.turn_article(item.id)

    def turn_mark_at(self, item: ListedArticle, spot: int) -> None:
        """Mark the entry of a spot where the article tells it, or take its marks off."""
        entry = self._entry(spot)
        if entry:
            self.home.turn_entry(entry, self.place_of(item, spot))

    def is_marked_at(self, item: ListedArticle, spot: int) -> bool:  # noqa: ARG002 - what is known is the item's
        """Say whether the entry of a spot is marked."""
        entry = self._entry(spot)
        return entry is not None and entry.id in self.home.marked.entries

    def open_item(self, item: ListedArticle) -> None:
        """Open the article."""
        open_article(self, self.home.means, Span(0, 0, item.id))

    def open_spot(self, item: ListedArticle, spot: int) -> None:
        """Open the article where it tells the entry of a spot."""
        open_article(self, self.home.means, self.place_of(item, spot) or Span(0, 0, item.id))

    def batch_passing(self, view: StoryView, wanted: Filter, words: str, stem: str) -> Batch:
        """Return the articles that pass as a table, or as references to them."""
        return articles(view, wanted, words, size(self.ask(view, wanted)), stem)

    def batch_of(self, view: StoryView, item: ListedArticle) -> Batch:
        """Return the words with which an article tells its entries."""
        from ondit.export import excerpts_of_article

        return found(tuple(excerpts_of_article(view, item.id)), "this article", "passage", "article")

    def _entry(self, spot: int) -> TimelineEntry | None:
        entries = self._known.entries if self._known else ()
        return entries[spot] if spot < len(entries) else None
