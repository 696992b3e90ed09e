"""What is told of articles that are there twice, and of ids that several have."""

from __future__ import annotations

from ondit.model import Problem

At = tuple[str, int | None]
"""The name of an input, and a line of it where it has lines."""


def id_taken(name: str, line: int | None, given: str) -> Problem:
    """Return the problem that another article has the id that one was given."""
    return Problem(
        name,
        line,
        f'Its id "{given}" is that of another article too; it got one of its own.',
        "Give every article an id of its own.",
    )


def there_already(first: At, one: At, count: int) -> Problem:
    """Return the note that articles of an input were left out.

    Args:
        first: Where the first of them stands.
        one: Where the article stands that this one is the same as; those of all stand in that input.
        count: How many there are.
    """
    name, line = one
    if count == 1:
        where = f"{name}, line {line}" if line else name
        what = f"It is the same article as {where}; it was left out."
    else:
        before = "here before" if name == first[0] else f"in {name}"
        what = f"{count:,} of its articles are the same as some {before}; they were left out."
    return Problem(*first, what, "There is nothing to do.", is_note=True)
