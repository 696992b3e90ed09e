"""The timeline: entries under day headings, newest first seen on top, long days folded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.model import TimelineEntry
from ondit.search import Query
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.messages import Moved
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.marking import hits_of
from ondit_tui.widgets.steady_list import SteadyList
from ondit_tui.widgets.timeline_days import Days
from ondit_tui.widgets.timeline_lines import entry_line, fold_line, heading
from ondit_tui.widgets.timeline_listed import Listed, Spot, spot_of
from ondit_tui.widgets.timeline_rows import Fold, Folds, Heading, Rows

MOST_KEPT = 16
"""How many entries that the cursor was on while something new came in are not folded away."""


class TimelineList(SteadyList):
    """The entries that the filter lets through, or a notice where there are none.

    Of long days only the most important entries stand, above a line that unfolds the rest. What a day takes
    follows from how many entries it has; they are read when it is drawn or gone to.

    Attributes:
        new: The heading that each entry stands under that is marked as new, by its id.
    """

    DEFAULT_CLASSES = "list"

    def __init__(self) -> None:
        super().__init__()
        self.new: dict[str, str | None] = {}
        self._marked: Collection[str] = ()
        self._gone_to: Spot | None = None
        self._hits: Query | None = None
        self._folds = Folds()
        self._kept: Sequence[str] = ()
        self._listed = Listed(Days(), self._folds.is_open)

    @property
    def here(self) -> TimelineEntry | Fold | None:
        """What the cursor is on: an entry, or what folds a day."""
        return self._listed.at(self.cursor)

    @property
    def entry(self) -> TimelineEntry | None:
        """The entry that the cursor is on."""
        here = self.here
        return here if isinstance(here, TimelineEntry) else None

    @property
    def entry_count(self) -> int:
        """How many entries the filter lets through, folded ones too."""
        return self._listed.days.count

    @property
    def fault(self) -> OnditError | None:
        """Why entries cannot be read, where that is so."""
        return self._listed.days.fault

    @property
    def folded(self) -> int:
        """How many entries are not shown."""
        return self._rows.folded

    def folded_here(self, most: int) -> Sequence[TimelineEntry]:
        """Return the first of those that are folded where the cursor's day is."""
        return self._listed.days.folded(self._rows.day_of(self.cursor), most)

    def show(self, view: StoryView, wanted: Filter) -> None:
        """Show what a filter lets through; the cursor goes to the entry last gone to.

        Where that is held back, the cursor stays on its entry, or goes to the first; it returns once the
        entry last gone to is listed again, and unfolds its day. A search shows all that it finds.
        """
        here = self._spot()
        self._kept = ()
        self._take(Days(view, wanted, folding=not wanted.search), wanted)
        if self._gone_to and self._listed.is_folded(self._gone_to):
            self._folds.turn(self._gone_to.day)
            self._arrange()
        found = self._listed.find(self._gone_to)
        self.cursor = found if found is not None else self._listed.find(here) or 0
        self.lead = self.spare = 0
        self.changed()
        self.call_after_refresh(self.bring_into_view)

    def renew(self, view: StoryView, wanted: Filter, followed: Followed) -> bool:
        """Show a later view of the story, and move nothing: what the cursor is on keeps its screen line.

        It is not folded away either, nor held back by the filter. Where it is gone, the cursor goes to its
        neighbour, on the same line. What a reader has scrolled to away from the cursor stays, too.

        Returns:
            Whether the cursor is on the entry that it was on.
        """
        here = self.entry
        held = view.entry(followed.now(here.id)) if here else None
        days = Days(view, wanted, folding=not wanted.search, held=held)
        if not self.item_count or not days.count:
            self.show(view, wanted)
            return False
        cursor, (anchor, height) = self.cursor, self.in_place()
        later = {item: self._later(item, view, days, followed) for item in {cursor, anchor}}
        if self._gone_to and self._gone_to.entry:
            gone_to = view.entry(followed.now(self._gone_to.entry))
            self._gone_to = spot_of(gone_to) if gone_to else self._gone_to
        self._keep(view, days, followed, later.values())
        self._take(days, wanted)
        found = {item: self._listed.find(spot) or 0 for item, spot in later.items()}
        self.cursor = found[cursor]
        self.stand(found[anchor], height)
        return held is not None and self.entry is not None and self.entry.id == held.id

    def show_marks(self, marked: Collection[str]) -> None:
        """Show which entries are marked, by their ids."""
        self._marked = marked
        self.changed()

    def see(self) -> bool:
        """Mark the entry under the cursor as new no more; return whether it was."""
        here = self.entry if self.new else None
        if here is None or here.id not in self.new:
            return False
        del self.new[here.id]
        self.changed()
        return True

    def go_new(self) -> bool:
        """Go to the next new entry, from the last to the first, and unfold its day; return whether one is."""
        spot = self._listed.next_of(self.new, self.cursor)
        if spot is None:
            return False
        if self._listed.is_folded(spot):
            self._in_place(lambda: self._folds.turn(spot.day))
        self.go(self._listed.find(spot) or 0)
        return True

    def go_entry(self, entry: TimelineEntry) -> bool:
        """Go to an entry, and unfold its day where it is folded; return whether it is listed."""
        spot = spot_of(entry)
        if self._listed.is_folded(spot):
            self._in_place(lambda: self._folds.turn(spot.day))
        found = self._listed.find(spot)
        if found is not None:
            self.go(found)
        return found is not None

    def go(self, index: int) -> None:
        """Put the cursor on an item, and remember it for when a filter hides and shows it again."""
        super().go(index)
        self.stay()

    def stay(self) -> None:
        """Remember what is under the cursor as what was last gone to."""
        self._gone_to = self._spot()

    def day(self, by: int) -> None:
        """Move to the first entry of the next heading down (1), or of the one up (-1)."""
        if not self.item_count:
            return
        here = self._rows.day_of(self.cursor)
        if by < 0 and self.cursor > self._rows.firsts[here]:
            by += 1
        target = min(max(here + by, 0), len(self._rows.days) - 1)
        if by > 0 and target == here:
            return
        self.go(self._rows.firsts[target])

    def turn_day(self) -> bool:
        """Unfold the cursor's day, or fold it again; return whether it can be folded."""
        day = self._rows.days[self._rows.day_of(self.cursor)] if self.item_count else None
        if day is None or not day.folds:
            return False
        self._in_place(lambda: self._folds.turn(day.published))
        return True

    def turn_all(self) -> bool:
        """Unfold every day, or fold them again where none is folded; return whether any can be."""
        if not any(day.folds for day in self._rows.days):
            return False
        self._in_place(lambda: self._folds.turn_all(opens=self.folded > 0))
        return True

    @property
    def item_count(self) -> int:
        """How many entries and folds there are to choose."""
        return self._rows.item_count

    @property
    def row_count(self) -> int:
        """How many lines entries, folds and headings take."""
        return self._rows.line_count

    def row_of(self, index: int) -> int:
        """Return the row that an item stands on."""
        return self._rows.line_of(index)

    def item_on(self, row: int) -> int | None:
        """Return the item on a row, none for a heading."""
        return self._rows.item_at(row)

    def compose_row(self, row: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, an entry, or what folds a day."""
        shown = self._rows.at(row)
        if isinstance(shown, Heading):
            return heading(shown.words, shown.entries, width)
        if isinstance(shown, Fold):
            new = 0 if shown.is_open else self._listed.folded_of(self._rows.day_at(row), self.new)
            return fold_line(shown, width, chosen=chosen, new=new)
        entry = self._listed.entry_at(shown)
        if entry is None:
            return ()
        is_new, is_marked = entry.id in self.new, entry.id in self._marked
        return entry_line(entry, width, chosen=chosen, hits=self._hits, is_new=is_new, is_marked=is_marked)

    @property
    def _rows(self) -> Rows:
        return self._listed.rows

    def _take(self, days: Days, wanted: Filter) -> None:
        self._listed, self._hits = Listed(days, self._folds.is_open), hits_of(wanted.search)

    def _arrange(self) -> None:
        self._listed = self._listed.arranged(self._folds.is_open)

    def _spot(self) -> Spot | None:
        here = self.here
        return spot_of(here) if here else None

    def _in_place(self, change: Callable[[], None]) -> None:
        """Fold or unfold, while what the cursor is on stays where it is on the screen."""
        here, spot = self.here, self._spot()
        height = self.line_of(self.cursor) - self.scroll_offset.y
        change()
        self._arrange()
        self.cursor = self._listed.find(spot) or 0
        self.stand(self.cursor, min(height, self._rows.line_of(self.cursor)))
        self.bring_into_view()
        self.stay()
        if self.here != here:
            self.post_message(Moved(self.cursor))

    def _later(self, item: int, view: StoryView, days: Days, followed: Followed) -> Spot | None:
        """Return where an item is found in a later view: itself, or the nearest below, or above."""
        here = self._listed.at(item)
        if isinstance(here, Fold):
            return spot_of(here)
        now = (view.entry(followed.now(entry.id)) for entry in self._listed.around(item))
        return next((spot_of(entry) for entry in now if entry and days.has(entry)), None)

    def _keep(self, view: StoryView, days: Days, followed: Followed, spots: Iterable[Spot | None]) -> None:
        """Let stand what the cursor was on of late."""
        here = [spot.entry for spot in spots if spot and spot.entry]
        before = [now for one in self._kept if (now := followed.now(one)) not in here]
        self._kept = [*before, *here][-MOST_KEPT:]
        days.keep(entry for one in self._kept if (entry := view.entry(one)))
