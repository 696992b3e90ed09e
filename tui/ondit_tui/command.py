"""What a command is: a name, its keys, what they do, and where they work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal[
    "timeline",
    "detail",
    "view",
    "pane",
    "claims",
    "quotes",
    "sources",
    "articles",
    "search",
    "choices",
    "filters",
    "find",
    "problems",
    "watched",
    "statement",
    "article",
    "ways",
    "saving",
    "correcting",
    "first",
]
"""Where keys go: the timeline, the detail, the list of a view, the pane beside it, both of one view, the
search line, a list to tick things in, the saved filters, a list to find in, what could not be read, the
list of what is watched, the variants of a statement, an article, the ways to copy, a file to write, what
to say of a claim, the first run."""

BOTH: frozenset[Place] = frozenset({"timeline", "detail"})
STATEMENT: frozenset[Place] = frozenset({"statement"})
ARTICLE: frozenset[Place] = frozenset({"article"})
OPENED: frozenset[Place] = STATEMENT | ARTICLE
VIEW: frozenset[Place] = frozenset({"view", "pane"})
CLAIMS: frozenset[Place] = frozenset({"claims"})
SOURCES: frozenset[Place] = frozenset({"sources"})
VIEWS: frozenset[Place] = BOTH | VIEW
TAKEN: frozenset[Place] = VIEWS | OPENED
CLOSED: frozenset[Place] = frozenset(
    {"choices", "filters", "find", "problems", "watched", "ways", "saving", "correcting"}
)
EVERY_LIST: frozenset[Place] = TAKEN | CLOSED
LISTS: frozenset[Place] = EVERY_LIST - {"find"}
PROBLEMS: frozenset[Place] = frozenset({"problems"})
WATCHED: frozenset[Place] = frozenset({"watched"})
SAVED: frozenset[Place] = frozenset({"filters"})
FIRST: frozenset[Place] = frozenset({"first"})
HEARD_TOGETHER: tuple[frozenset[Place], ...] = (
    BOTH,
    VIEW | CLAIMS,
    VIEW | {"quotes"},
    VIEW | SOURCES,
    VIEW | {"articles"},
)
"""Places whose keys one screen hears: no key may do two things in them."""

KEY_WORDS = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "backspace": "⌫",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do.

    Attributes:
        name: Unique.
        keys: As Textual names them; none for what only the palette offers.
        action: The action of the screen, or of the app where it starts with `app.`.
        label: One or two words for the footer.
        help: A sentence.
        group: The heading that the help lists it under.
        places: Where its keys work.
        footer: Where the footer names it.
        is_of_watching: Whether it is there only while something is watched.
        usual: The keys that it has in the registry, where a person has set others; else none.
    """

    name: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    group: str
    places: frozenset[Place] = BOTH
    footer: frozenset[Place] = frozenset()
    is_of_watching: bool = False
    usual: tuple[str, ...] = ()

    @property
    def shown_keys(self) -> str:
        """The keys as they stand on the keyboard: "j ↓"."""
        return " ".join(shown_key(key) for key in self.keys)


def shown_key(key: str) -> str:
    """Return a key as it is written on the screen: "Enter", "^d", "G"."""
    return KEY_WORDS.get(key, f"^{key[5:]}" if key.startswith("ctrl+") else key)
