"""The dashboard as it looks: SVG screenshots, kept beside this file and looked at when they change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex

from conftest import opened, settled
from ondit import pipeline
from ondit.model import Story


class Screenshot(SingleFileSnapshotExtension):
    """One SVG file a snapshot."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parent / "snapshots")

    @classmethod
    def get_file_basename(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:
        return str(index)

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        return str(Path(snapshot_location).parent) == cls.dirname(test_location=test_location)


def steady(svg: str) -> str:
    """Return a screenshot less the id that is drawn from its content, and less fonts from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", svg).strip() + "\n"


VIEWS = {
    "timeline-80x24": ((80, 24), ["j"]),
    "timeline-120x36": ((120, 36), ["j"]),
    "diff-120x36": ((120, 36), ["j", "enter", "j", "j"]),
    "filtered-80x24": ((80, 24), ["t", "t", "slash", *"nerio"]),
    "help-80x24": ((80, 24), ["question_mark"]),
    "sources-80x24": ((80, 24), ["4"]),
    "quotes-80x24": ((80, 24), ["3", "j"]),
}


@pytest.mark.parametrize("view", list(VIEWS))
async def test_looks(story: Story, view: str, snapshot: SnapshotAssertion) -> None:
    size, keys = VIEWS[view]
    async with opened(story, size) as (app, pilot):
        await pilot.press(*keys)
        await settled(app, pilot)
        drawn = steady(app.export_screenshot(title="Ondit"))
    assert drawn == snapshot(extension_class=Screenshot, name=view)


PICTURES = {
    "sample-120x36": ["slash", *"own families", "enter", "escape", "enter", *"jjjjj"],
    "sample-claims-120x36": ["2", *"jjjj"],
}


async def test_the_readmes_pictures_are_what_the_samples_look_like(
    snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    story = pipeline.read(["sample_data"])
    for picture, keys in PICTURES.items():
        async with opened(story, (120, 36), title="sample_data") as (app, pilot):
            await pilot.press(*keys)
            await settled(app, pilot)
            drawn = steady(app.export_screenshot(title="Ondit"))
        assert drawn == snapshot(extension_class=Screenshot, name=picture)


async def test_without_colours_it_looks(
    story: Story, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(story, (80, 24)) as (app, pilot):
        await pilot.press("j")
        await settled(app, pilot)
        drawn = steady(app.export_screenshot(title="Ondit"))
    assert drawn == snapshot(extension_class=Screenshot, name="no-colour-80x24")


async def test_the_light_theme_looks(story: Story, snapshot: SnapshotAssertion) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        app.theme = "ondit-light"
        await pilot.press("j")
        await settled(app, pilot)
        drawn = steady(app.export_screenshot(title="Ondit"))
    assert drawn == snapshot(extension_class=Screenshot, name="light-120x36")
