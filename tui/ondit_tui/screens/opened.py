"""What is opened from the dashboard step by step: a statement, an article, the same passage elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from ondit.errors import OnditError
from ondit.model import Article, Span, Statement, Story, TimelineEntry
from ondit.spans import overlap
from ondit_tui.commands import Command, Place, bindings
from ondit_tui.messages import Chosen, Moved
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.means import Means
from ondit_tui.screens.moves import Moves
from ondit_tui.screens.taking import Taking
from ondit_tui.ways import Batch, found
from ondit_tui.widgets.account import Account, Telling
from ondit_tui.widgets.article_lines import Passage, passages, with_hits, with_place
from ondit_tui.widgets.article_pane import ArticlePane
from ondit_tui.widgets.bars import FilterLine, Footer, StatusLine
from ondit_tui.widgets.marking import hits_of
from ondit_tui.widgets.spot_pane import SpotPane
from ondit_tui.widgets.variants_pane import VariantsPane
from ondit_tui.widgets.wording import count, date_of, moment_of


class Opened(Moves, Taking):
    """A screen of the trail: Esc goes back to where it was opened from."""

    PLACE: Place

    def __init__(self, part: Story, means: Means) -> None:
        super().__init__(means.copy, means.browse)
        self.part = part
        self.means = means

    def titles(self) -> tuple[str, tuple[str, ...]]:
        """Return what is opened, and what it holds in forms of falling length."""
        raise NotImplementedError

    def note(self) -> str:
        """Return what is known of what the cursor is on."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the title, what is known of the place, the text and the keys."""
        yield StatusLine()
        yield FilterLine()
        yield self.moving
        yield Footer(self.PLACE)

    def on_mount(self) -> None:
        """Show the title, with the keys on the text."""
        self.moving.is_marked = lambda spot: self.means.is_marked(self.place_of(spot))
        title, forms = self.titles()
        self.query_one(StatusLine).show(title, forms)
        self.set_focus(self.moving)
        self.moved()

    @property
    def moving(self) -> SpotPane:
        """The text that the keys move in; keys may come before it is laid out."""
        raise NotImplementedError

    @on(Moved)
    def moved(self) -> None:
        """Say what is known of what the cursor is on."""
        for line in self.query(FilterLine):  # none yet, where keys came before it was laid out
            line.show([self.note()], filtered=True)

    def place_of(self, spot: int) -> Span:
        """Return the place that a spot of the text stands for, by its number."""
        raise NotImplementedError

    def action_mark(self) -> None:
        """Mark the place that the cursor is on, or take its marks off."""
        if self.taken is None:
            self.notify("Nothing in it is known to be told, quoted or dated: nothing to mark.", markup=False)
        else:
            self.means.mark(self.taken)
            self.moving.refresh()

    def action_cancel(self) -> None:
        """Go back to where this was opened from."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show every key."""
        self.app.push_screen(HelpScreen((self.PLACE,)), self._run)

    async def _run(self, chosen: Command | TimelineEntry | None) -> None:
        if isinstance(chosen, Command):
            await self.run_action(chosen.action)

    @on(Chosen)
    def _open(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open what the cursor is on."""
        raise NotImplementedError


class StatementScreen(Opened):
    """A statement's variants, compared with any of them, and which comes from which."""

    PLACE: Place = "statement"
    BINDINGS = bindings("statement")

    def __init__(self, part: Story, means: Means, account: Account, place: Span) -> None:
        super().__init__(part, means)
        self._statement, self._tellings = variants_of(part, account)
        starts = [(one.span.article, one.span.start) for one in self._tellings]
        cursor = starts.index((place.article, place.start))
        self._pane = VariantsPane(self._statement, self._tellings, cursor=cursor)

    @property
    def moving(self) -> VariantsPane:
        """The variants."""
        return self._pane

    def titles(self) -> tuple[str, tuple[str, ...]]:
        """Return the statement's wording, and who tells it."""
        outlets = {one.article.source.value for one in self._tellings}
        told = count(len(self._tellings), "variant")
        return self._statement.text, (f"{told} · {count(len(outlets), 'outlet')}", told)

    def note(self) -> str:
        """Return which variant the cursor is on, and what it is compared with."""
        base = self._tellings[self.moving.shown_as.base].article.source.value
        return f"{self.moving.cursor + 1} of {len(self._tellings)} · compared with {base}"

    @property
    def taken(self) -> Span:
        """The place of the variant under the cursor."""
        return self.place_of(self.moving.cursor)

    def place_of(self, spot: int) -> Span:
        """Return the place of a variant."""
        return self._tellings[spot].span

    def batches(self) -> Sequence[Batch]:
        """Return the statement's variants as what can be written into a file."""
        from ondit.export import excerpt_of

        spans = [one.span for one in self._tellings]
        excerpts = [excerpt_of(self.part, span) for span in spans] if self.part else []
        return [found(excerpts, "this statement", "variant", "statement")]

    def action_compare(self) -> None:
        """Show the words inline, side by side, or plain."""
        self.moving.compare()

    def action_rebase(self) -> None:
        """Compare all with the variant under the cursor."""
        self.moving.rebase()
        self.moved()

    def action_explain(self) -> None:
        """Say why each is here, and from where, or no more."""
        self.moving.explain()

    def action_open(self) -> None:
        """Open the article that the variant stands in."""
        open_article(self, self.means, self.taken)


class ArticleScreen(Opened):
    """An article's whole text, and what is known of its passages."""

    PLACE: Place = "article"
    BINDINGS = bindings("article")

    def __init__(self, part: Story, means: Means, place: Span) -> None:
        super().__init__(part, means)
        self._article = part.article(place.article or "")
        known = with_place(passages(part, self._article.id), Span(place.start, place.end))
        self._passages = with_hits(known, self._article.text, hits_of(means.sought()))
        self._pane = ArticlePane(self._article, self._passages, cursor=_nearest(self._passages, place))

    @property
    def moving(self) -> ArticlePane:
        """The text."""
        return self._pane

    def titles(self) -> tuple[str, tuple[str, ...]]:
        """Return the article's headline, and where and when it stood."""
        published = self._article.published.value if self._article.published else None
        source = self._article.source.value
        return self._article.title or source, (
            f"{source} · {_version(self._article)}{moment_of(published)}",
            f"{source} · {date_of(published)}",
        )

    def note(self) -> str:
        """Return what is known of the passage under the cursor."""
        passage = self.moving.passage
        if passage is None:
            return "nothing in it is told elsewhere, quoted, dated or searched for"
        return f"passage {self.moving.cursor + 1} of {len(self._passages)} · {passage.note}"

    @property
    def taken(self) -> Span | None:
        """The place of the passage under the cursor."""
        return self.place_of(self.moving.cursor) if self._passages else None

    def place_of(self, spot: int) -> Span:
        """Return the place of a passage."""
        passage = self._passages[spot]
        return Span(passage.start, passage.end, self._article.id)

    def batches(self) -> Sequence[Batch]:
        """Return the article's quotes as what can be written into a file, then the selected passage."""
        from ondit.export import excerpt_of

        own = [quote for quote in self.part.quotes if quote.article == self._article.id] if self.part else []
        quotes = [excerpt_of(self.part, quote) for quote in own] if self.part else []
        some = [found(quotes, "this article", "quote", "article")] if quotes else []
        return [*some, *super().batches()]

    def action_passage(self, by: int) -> None:
        """Go to another passage."""
        self.moving.pass_on(by)
        self.moved()

    def action_open(self) -> None:
        """Go to the same passage in the other article, where the cursor is on one that is there too."""
        passage = self.moving.passage
        if passage and passage.elsewhere:
            article, start = passage.elsewhere
            open_article(self, self.means, Span(start, start + 1, article))
        else:
            self.notify("This passage is in no other article.", markup=False)


def open_telling(screen: Taking, means: Means, account: Account, place: Span) -> None:
    """Open the statement that carries a telling over a screen, or its article where none does."""
    statement = next((one for one in screen.part.statements), None) if screen.part else None
    if screen.part and statement and place in statement.occurrences:
        screen.app.push_screen(StatementScreen(screen.part, means, account, place))
    else:
        open_article(screen, means, place)


def open_article(screen: Taking, means: Means, place: Span) -> None:
    """Open the article of a place over a screen, with the cursor on what is known of the place.

    Where it cannot be read, that is told.
    """
    try:
        part = means.read(place.article or "")
    except OnditError as error:
        screen.notify(f"{error.what} {error.hint}", severity="error", markup=False)
    else:
        screen.app.push_screen(ArticleScreen(part, means, place))


def variants_of(part: Story, account: Account) -> tuple[Statement, list[Telling]]:
    """Return an entry's statement, and its occurrences as the account has them."""
    statement = next(one for one in part.statements if one.id == account.entry.statement)
    told = {(one.span.article, one.span.start, one.span.end): one for one in account.tellings}
    return statement, [told[one.article, one.start, one.end] for one in statement.occurrences]


def _nearest(found: list[Passage], place: Span) -> int:
    """Return the number of the passage that shares most with a place, the next one where none does.

    Of several that share as much, the first that leads elsewhere; of a whole article, a search's first hit.
    """
    here = Span(place.start, place.end)
    if not place.end:
        return next((number for number, one in enumerate(found) if one.sort == "hit"), 0)
    shared = [(overlap(Span(one.start, one.end), here), one.elsewhere is not None) for one in found]
    if any(size for size, _ in shared):
        return shared.index(max(shared))
    behind = (number for number, one in enumerate(found) if one.start >= place.start)
    return next(behind, max(0, len(found) - 1))


def _version(article: Article) -> str:
    """Say that an article is what a page told later, and whether its day is that of reading."""
    is_read = article.published is not None and article.published.origin == "read"
    return f"changed, {'read ' * is_read}" if article.version_of else ""
