"""An article to read, with a cursor on its passages."""

from __future__ import annotations

from collections.abc import Sequence

from ondit.model import Article
from ondit_tui.widgets.article_lines import GUTTER, Passage, lay_out
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.spot_pane import SpotPane


class ArticlePane(SpotPane):
    """Shows an article's whole text, which scrolls by lines; the cursor goes from passage to passage.

    Args:
        article: The article.
        passages: What is known of its stretches, in order.
        cursor: The number of the passage that the cursor is on.
    """

    SIGN_AT = GUTTER - 1

    def __init__(self, article: Article, passages: Sequence[Passage], *, cursor: int = 0) -> None:
        super().__init__(cursor=cursor)
        self.article, self.passages = article, passages

    @property
    def passage(self) -> Passage | None:
        """The passage that the cursor is on."""
        return self.passages[self.cursor] if self.passages else None

    def move(self, by: int) -> None:
        """Scroll by lines; the cursor stays on its passage."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def pass_on(self, by: int) -> None:
        """Go to another passage, as far as there are any."""
        super().move(by)

    def lay_out(self, width: int) -> Layout:
        """Return the lines for a width, in cells."""
        laid = lay_out(self.article.text, self.passages, width, self.cursor)
        shown = laid.rows[self.cursor] + 1 if laid.rows else 0
        return Layout(laid.lines, laid.rows, shown)
