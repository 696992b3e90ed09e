"""A key that does nothing where it is pressed says where it works."""

from __future__ import annotations

import pytest

from conftest import notices, opened
from ondit.model import Story


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("u",), ["u works in the claims: 2 goes there."]),
        (("2", "c"), ["c works in the timeline: 1 goes there."]),
        (("greater_than_sign",), ["> works in the sources: 4 goes there."]),
        (("b",), ["b works in an opened statement."]),
        (("j", "k", "z", "i"), []),
    ],
)
async def test_a_key_of_another_place_says_where_it_works(
    story: Story, keys: tuple[str, ...], told: list[str]
) -> None:
    async with opened(story, (120, 30)) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert notices(app) == told


async def test_the_help_says_of_a_key_of_another_place_where_it_works(story: Story) -> None:
    async with opened(story, (120, 30)) as (app, pilot):
        await pilot.press("question_mark", *"correct what", "enter")
        await pilot.pause()
        assert notices(app) == ["u works in the claims: 2 goes there."]
