"""What one process leaves for the next: it spares work, changes no story, and is read from nobody else."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ondit import pipeline, resuming
from ondit.collection import story_of
from ondit.model import Article, Story
from ondit.progress import Report
from ondit.resuming import KEY_BYTES, Resuming, leave, resumed, story
from ondit.store import Store, open_store
from ondit_tui import keeping
from ondit_tui.asked import Asked
from ondit_tui.reading import read_whole
from test_growing import LINES, article

STORY = [article(n, list(LINES[n : n + 5]), "Quay News", "2025-05-01") for n in range(5)]
posix = pytest.mark.skipif(os.name != "posix", reason="tells by rights who may read a file")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def left(home: Path, articles: list[Article] = STORY) -> Path:
    """Leave what was worked out for a store of some articles."""
    place = home / "s.ondit"
    with open_store(place) as store:
        store.add(articles)
        ongoing = pipeline.Ongoing()
        story_of(store, ongoing=ongoing)
    assert leave(place, ongoing)
    return place


def states(home: Path) -> list[Path]:
    return sorted((home / "cache" / "ondit" / "resuming").iterdir())


def test_the_work_goes_on_from_what_was_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = left(home, STORY[:4])
    given: list[set[str]] = []

    def watched(store: Store, *, report: Report | None, ongoing: pipeline.Ongoing) -> Story:
        given.append(set(ongoing.articles))
        return story_of(store, report=report, ongoing=ongoing)

    monkeypatch.setattr(resuming, "story_of", watched)
    with open_store(place) as store:
        store.add(STORY)
        assert story(store) == pipeline.build(STORY)
    assert given == [{one.id for one in STORY[:4]}]


def test_a_story_that_is_kept_needs_nothing_of_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = left(home)
    monkeypatch.setattr(resuming, "resumed", lambda _: pytest.fail("read"))
    with open_store(place) as store:
        assert story(store) == pipeline.build(STORY)


def _shorter(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


class _Trap:
    """Leaves a file behind where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._path,)


def _hostile(path: Path) -> None:
    path.write_bytes(bytes(32) + bytes(4) + pickle.dumps(_Trap(path.with_name("sprung"))))


@pytest.mark.parametrize("change", [_shorter, _empty, _other, _hostile])
def test_what_is_not_as_it_was_left_counts_as_nothing(home: Path, change) -> None:  # type: ignore[no-untyped-def]
    place = left(home)
    (path,) = states(home)
    assert resumed(place).articles
    change(path)
    assert resumed(place).articles == set()
    assert states(home) == [path]


@pytest.mark.parametrize(
    "name", ["ondit.resuming.maker", "ondit.resuming._key"], ids=["other code", "another's key"]
)
def test_what_another_left_counts_as_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    place = left(home)
    given = "other" if name.endswith("maker") else b"k" * 32
    monkeypatch.setattr(name, lambda: given)
    assert resumed(place).articles == set()


@posix
def test_nobody_else_may_read_what_was_left(home: Path) -> None:
    left(home)
    (state,) = states(home)
    for path in (state, home / "config" / "ondit" / "resuming.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_was_never_written_is_made_anew(home: Path) -> None:
    place = left(home)
    key = home / "config" / "ondit" / "resuming.key"
    key.write_bytes(b"")
    assert resumed(place).articles == set()
    assert leave(place, pipeline.Ongoing())
    assert len(key.read_bytes()) == KEY_BYTES


@posix
def test_a_key_that_others_may_read_signs_nothing(home: Path) -> None:
    place = left(home)
    (home / "config" / "ondit" / "resuming.key").chmod(0o644)
    assert resumed(place).articles == set()
    assert not leave(place, pipeline.Ongoing())
    with open_store(place) as store:
        store.add([article(9, [LINES[0]], "Harbour Wire", None)])
        assert len(story(store).articles) == len(STORY) + 1


def test_where_nothing_can_be_left_nothing_is(home: Path) -> None:
    (home / "cache").write_text("no folder", encoding="ascii")
    assert not leave(home / "s.ondit", pipeline.Ongoing())
    assert resumed(home / "s.ondit").articles == set()


def test_what_is_left_goes_with_its_store_and_makes_room_for_others(home: Path) -> None:
    place = left(home)
    (first,) = states(home)
    (first.parent / "half-1.new").touch()
    os.utime(first.parent / "half-1.new", (0, 0))
    for number in range(resuming.MOST_LEFT + 1):
        other = home / f"{number}.ondit"
        other.touch()
        assert leave(other, pipeline.Ongoing())
        os.utime(max(states(home), key=lambda path: path.stat().st_mtime), (number + 1, number + 1))
    assert len(states(home)) == resuming.MOST_LEFT
    (home / "4.ondit").unlink()
    assert leave(place, pipeline.Ongoing())
    assert len(states(home)) == resuming.MOST_LEFT - 1


def test_it_is_left_when_it_is_worth_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = left(home)
    (path,) = states(home)
    path.unlink()
    one = Resuming()
    one.leave()
    with open_store(place) as store:
        store.add([article(9, [LINES[0]], "Harbour Wire", None)])
        one.story(store)
        one.leave()
        assert states(home) == []
        monkeypatch.setattr(resuming, "SECONDS_WORTH", 0.0)
        one.leave()
        assert resumed(place).articles == {one.id for one in store.articles()}
        monkeypatch.setattr(resuming, "MOST_ARTICLES", 2)
        store.add([article(10, [LINES[1]], "Harbour Wire", None)])
        one.story(store)
        assert one._ongoing is None


def test_the_dashboards_process_and_the_command_line_leave_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resuming, "SECONDS_WORTH", 0.0)
    monkeypatch.setattr(resuming, "TIMES_WORTH", 0.0)
    place = home / "s.ondit"
    work = keeping.Keep()
    work.leave()
    for some in (STORY[:3], STORY):
        with open_store(place) as store:
            store.add(some)
        work(place, bool)
        work.leave()
        assert resumed(place).articles == {one.id for one in some}
        (path,) = states(home)
        path.unlink()
    with open_store(place) as store:
        store.add([article(9, [LINES[0]], "Harbour Wire", None)])
    read_whole(Asked(store=place), None, bool)
    assert len(resumed(place).articles) == len(STORY) + 1


@pytest.fixture
def left_by_another(home: Path) -> Path:
    place = home / "s.ondit"
    program = (
        "import sys\n"
        "from ondit import pipeline\n"
        "from ondit.collection import story_of\n"
        "from ondit.resuming import leave\n"
        "from ondit.store import open_store\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    ongoing = pipeline.Ongoing()\n"
        "    story_of(store, ongoing=ongoing)\n"
        "    print(leave(store.path, ongoing))\n"
    )
    with open_store(place) as store:
        store.add(STORY[:4])
    done = subprocess.run([sys.executable, "-c", program, place], check=True, capture_output=True, text=True)
    assert done.stdout == "True\n"
    return place


def test_what_another_process_left_gives_the_same_story(left_by_another: Path) -> None:
    """Other than here, nothing of it is one object with what this process has."""
    with open_store(left_by_another) as store:
        store.add(STORY)
        assert resumed(left_by_another).articles == {one.id for one in STORY[:4]}
        assert story(store) == pipeline.build(STORY)
