"""What is longer than the screen, and scrolls in its place."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class Scrolled(ScrollView, inherit_bindings=False):
    """Lines that scroll.

    How many they are moves nothing around them where their place has its own size: Textual would lay the
    whole screen out anew whenever that changes, which is at nearly every key.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scroll bars, or the place where it is as high as its lines."""
        if self.styles.auto_dimensions:
            self.refresh(layout=True)
        else:
            self._scroll_update(size)
