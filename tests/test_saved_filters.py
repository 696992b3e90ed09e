"""Saved filters: what is saved is loaded again, whole or not at all, and damage is told in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import dashboard, listed, opened, press, screen_text
from ondit.errors import InputError, OutputError
from ondit.model import Story
from ondit.timeline import Filter
from ondit_tui import marks, saved_filters
from ondit_tui.asked import Asked
from ondit_tui.saved_filters import delete, load, named, save
from ondit_tui.screens.saved import ONLY_READ
from ondit_tui.widgets.saved_list import words_of

_NAMES = st.frozensets(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9), max_size=3)
_DATES = st.sampled_from((None, "2024", "2024-05", "2024-05-23"))
_IDS = st.sampled_from((None, frozenset({"t-1"})))
FILTERS = st.builds(
    Filter,
    _NAMES,
    st.frozensets(st.sampled_from(("announcement", "rumour", "neither"))),
    _DATES,
    _DATES,
    st.floats(0, 1),
    st.sampled_from(("", "merg* -tarn", "“a phrase”", "from:2024")),
    st.frozensets(st.sampled_from(("open", "denied"))),
    _NAMES,
    _IDS,
    _IDS,
)


@given(st.lists(FILTERS, min_size=1, max_size=4))
def test_what_is_saved_is_loaded_again(
    tmp_path_factory: pytest.TempPathFactory, filters: list[Filter]
) -> None:
    path = tmp_path_factory.mktemp("data") / "ondit" / "filters.json"
    for number, wanted in enumerate(filters):
        save(path, named(f"f{number}", wanted))
    found = load(path)
    assert [one.name for one in found] == [f"f{number}" for number in range(len(filters))]
    now = frozenset({"t-1"})
    assert [one.among(now, now) for one in found] == filters
    assert [one.name for one in path.parent.iterdir()] == ["filters.json"]


def test_a_name_is_saved_once_and_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "filters.json"
    for name, search in (("a", "1"), ("b", "2"), ("a", "3")):
        save(path, named(name, Filter(search=search)))
    assert [(one.name, one.search) for one in load(path)] == [("a", "3"), ("b", "2")]
    delete(path, "a")
    delete(path, "nobody")
    assert [one.name for one in load(path)] == ["b"]


def test_what_is_marked_or_new_is_that_of_the_moment() -> None:
    one = named("mine", Filter(marked=frozenset({"t-old"}), kinds=frozenset({"rumour"})))
    assert one.among(frozenset({"t-now"}), frozenset({"t-new"})) == Filter(
        marked=frozenset({"t-now"}), kinds=frozenset({"rumour"})
    )
    assert words_of(one, 3) == "kind: rumour · only marked"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"filters": 3}',
        b'{"filters": [{"name": 3}]}',
        b'{"filters": [{"kinds": ["rumour"]}]}',
        b'{"filters": [{"name": "a", "kinds": ["gossip"]}]}',
        b'{"filters": [{"name": "a", "from": "2024-13"}]}',
        b'{"filters": [{"name": "a", "search": "kind:gossip"}]}',
        b'{"filters": [{"name": "a", "min-confidence": 7}]}',
        b'{"filters": [{"name": "a", "colour": "red"}]}',
        b"[" * 100_000,
        b'{"filters": [{"name": "a", "\x1b[2J' + b"b" * 10_000 + b'": 1}]}',
        b'{"filters": [{"name": "a", "' + b"b" * 10_000 + b'": 1}]}',
    ],
)
def test_a_damaged_file_is_told_and_put_aside_by_the_next_saving(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "filters.json"
    path.write_bytes(data)
    with pytest.raises(InputError, match="are damaged") as told:
        load(path)
    assert "filters.json.damaged" in told.value.hint
    assert len(told.value.what) < 400 + len(str(path))
    assert "\x1b" not in told.value.what
    with pytest.raises(InputError):
        delete(path, "a")
    assert path.read_bytes() == data
    save(path, named("new", Filter(search="a")))
    assert [one.name for one in load(path)] == ["new"]
    assert (tmp_path / "filters.json.damaged").read_bytes() == data


def test_a_saving_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "filters.json"
    save(path, named("a", Filter(search="1")))
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        save(path, named("b", Filter(search="2")))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["filters.json"]


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "filters.json").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "filters.json")
    with pytest.raises(InputError, match="cannot be read"):
        save(tmp_path / "filters.json", named("a", Filter()))
    assert (tmp_path / "filters.json").is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_folder_that_allows_no_writing_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be made"):
        save(tmp_path / "ondit" / "filters.json", named("a", Filter()))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return saved_filters.place()


async def test_filters_are_saved_listed_used_and_deleted_by_keys(story: Story, path: Path) -> None:
    async with opened(story, (100, 24)) as (app, pilot):
        await press(app, pilot, "space", "j", "space", "f", "slash", *"marked", "enter", "space", "enter")
        text = await press(app, pilot, "F", "s", *"my  marks", "enter")
        assert "my marks  only marked" in text
        await press(app, pilot, "escape", "escape", "t", "t", "plus", "plus", "plus")
        text = await press(app, pilot, "F", "s", *"sure [/] rumours", "enter")
        assert "sure [/] rumours  kind: rumour · confidence ≥ 0.7" in text
    async with opened(story, (100, 24)) as (app, pilot):
        text = await press(app, pilot, "F")
        assert text.index("my marks") < text.index("sure [/] rumours")
        await press(app, pilot, "j", "enter")
        assert dashboard(app).wanted == Filter(kinds=frozenset({"rumour"}), min_confidence=0.7)
        assert [entry.id for entry in listed(app)] == ["t-c-camera", "t-c-buy"]
        await press(app, pilot, "F", "enter")
        assert dashboard(app).wanted == Filter(marked=frozenset())
        assert "only marked hides 6" in screen_text(app)
        text = await press(app, pilot, "F", "x", "x", "x", "x")
        assert "Nothing is saved" not in text or "“sure [/] rumours” is deleted." in text
        assert load(path) == ()


async def test_the_field_for_a_name_is_left_and_refuses_none(story: Story, path: Path) -> None:
    async with opened(story, (100, 24)) as (app, pilot):
        text = await press(app, pilot, "t", "F", "s", "enter")
        assert "It needs a name." in text
        await press(app, pilot, "x", "l", "escape", "escape")
        assert app.screen is dashboard(app)
        assert not path.exists()


async def test_a_damaged_file_is_told_in_the_box(story: Story, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("{")
    async with opened(story, (100, 24)) as (app, pilot):
        text = await press(app, pilot, "t", "F")
        assert "are damaged" in " ".join(text.replace("│", " ").split())
        assert "“mine” is saved." in await press(app, pilot, "s", *"mine", "enter")
        assert path.with_name("filters.json.damaged").read_text() == "{"


async def test_where_nothing_is_written_what_is_saved_is_only_used(story: Story, path: Path) -> None:
    path.parent.mkdir(parents=True)
    save(path, named("mine", Filter(kinds=frozenset({"rumour"}))))
    before = path.read_bytes()
    read_only = marks.of(Asked(paths=["a.txt"], read_only=True))
    async with opened(story, (100, 24), marks=read_only) as (app, pilot):
        for key in ("s", "x"):
            assert ONLY_READ in await press(app, pilot, "F", key, key, "escape", "F", key)
            await press(app, pilot, "escape")
        await press(app, pilot, "F", "enter")
        assert dashboard(app).wanted.kinds == {"rumour"}
    assert path.read_bytes() == before
