"""Bringing a store up to date in another process: what it tells, and how it ends."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ondit import pipeline
from ondit.collection import story_of
from ondit.errors import OnditError, StoreError, UsageError
from ondit.model import Article, Source
from ondit.progress import Progress, Report
from ondit.store import open_store
from ondit_tui.keeping import Keeping

PATIENCE = 60.0
NEVER = bool


def nowhere(_: Progress) -> None:
    pass


def tells(place: Path, report: Report) -> None:
    report(Progress("finding", 1, 2, 2, 30))
    report(Progress("finding", 2, 2, 2, 60))
    report(Progress("matching", 0, 0, 2, 60))


def fails(place: Path, report: Report) -> None:
    raise UsageError(f"{place.name} is odd.", "Even it out.")


def breaks(place: Path, report: Report) -> None:
    raise ZeroDivisionError


def dies(place: Path, report: Report) -> None:
    os._exit(9)


def chatters(place: Path, report: Report) -> None:
    sys.stdout.write("a word on the screen\n")
    sys.stderr.write("and one more\n")
    os.write(1, b"and a third")


def lives_on(place: Path, report: Report) -> None:
    place.write_text(str(os.getpid()), encoding="ascii")
    report(Progress("finding", 0, 1, 1))
    time.sleep(10 * PATIENCE)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def is_gone(process: int) -> bool:
    """Wait for the end of a process; say whether it came."""
    end = time.monotonic() + PATIENCE
    while is_there(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_there(process)


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    """End the processes that live on behind a test."""
    yield
    for one in multiprocessing.active_children():
        if one.name == "ondit-keeping":
            one.kill()
            one.join(PATIENCE)


@pytest.fixture
def alone() -> None:
    if not hasattr(signal, "setitimer"):
        pytest.skip("processes have no timers here")


def test_what_the_process_tells_is_told_here(tmp_path: Path) -> None:
    told: list[Progress] = []
    assert Keeping(tmp_path / "s", tells).bring_up_to_date(told.append, NEVER)
    assert [(one.stage, one.done) for one in told] == [("finding", 1), ("matching", 0)]


def test_its_errors_come_back_as_the_same_sentences(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        Keeping(tmp_path / "s.ondit", fails).bring_up_to_date(nowhere, NEVER)
    assert (raised.value.what, raised.value.hint) == ("s.ondit is odd.", "Even it out.")
    with pytest.raises(OnditError, match="ZeroDivisionError"):
        Keeping(tmp_path / "s.ondit", breaks).bring_up_to_date(nowhere, NEVER)


def test_a_process_that_ends_of_itself_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"its process ended \(9\)"):
        Keeping(tmp_path / "s.ondit", dies).bring_up_to_date(nowhere, NEVER)


def test_it_writes_nothing_on_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert Keeping(tmp_path / "s.ondit", chatters).bring_up_to_date(nowhere, NEVER)
    assert capfd.readouterr() == ("", "")


def test_it_is_ended_when_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    place = tmp_path / "process"
    told: list[Progress] = []
    assert not Keeping(place, lives_on).bring_up_to_date(told.append, lambda: bool(told))
    assert is_gone(int(place.read_text(encoding="ascii")))


@pytest.mark.usefixtures("alone")
def test_it_ends_with_a_dashboard_that_is_killed(tmp_path: Path) -> None:
    place = tmp_path / "process"
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\nfrom test_keeping import lives_on\n"
        "from ondit_tui.keeping import Keeping\n"
        f"keeping = Keeping(Path({str(place)!r}), lives_on)\n"
        "keeping.bring_up_to_date(lambda _: print('begun', flush=True), bool)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        process.kill()
    assert is_gone(int(place.read_text(encoding="ascii")))


def test_a_store_is_brought_up_to_date(tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    texts = ("Corvale will open a pump works in Ostrava.", "Corvale is said to buy Hadrian.")
    with open_store(place) as store:
        store.add(Article(f"a{n}", text, Source("Quay News", "metadata")) for n, text in enumerate(texts))
    told: list[Progress] = []
    assert Keeping(place).bring_up_to_date(told.append, NEVER)
    assert "finding" in {one.stage for one in told}
    with open_store(place) as store:
        assert store.count_unread() == 0
        told.clear()
        assert len(story_of(store, report=told.append).articles) == 2
        assert told == []


class Counts:
    """Writes down how often it was called."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, place: Path, report: Report) -> None:
        self.calls += 1
        place.write_text(f"{os.getpid()} {self.calls}", encoding="ascii")


def test_one_process_is_asked_again_and_ends_when_it_is_to(tmp_path: Path) -> None:
    place = tmp_path / "process"
    keeping, told = Keeping(place, Counts()), []
    for _ in range(3):
        assert keeping.bring_up_to_date(nowhere, NEVER)
        told.append([int(word) for word in place.read_text(encoding="ascii").split()])
    assert [calls for _, calls in told] == [1, 2, 3]
    (process,) = {process for process, _ in told}
    keeping.end()
    assert is_gone(process)
    assert keeping.bring_up_to_date(nowhere, NEVER)
    assert place.read_text(encoding="ascii").split()[1] == "1"
    keeping.end()


def test_a_program_that_ends_waits_for_no_process_that_nobody_asks(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\nfrom test_keeping import Counts\n"
        "from ondit_tui.keeping import Keeping\n"
        f"keeping = Keeping(Path({str(tmp_path / 'process')!r}), Counts())\n"
        "keeping.bring_up_to_date(lambda _: None, bool)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=PATIENCE)
    assert is_gone(int((tmp_path / "process").read_text(encoding="ascii").split()[0]))


def test_one_that_was_killed_meanwhile_begins_anew(tmp_path: Path) -> None:
    place = tmp_path / "process"
    keeping = Keeping(place, Counts())
    assert keeping.bring_up_to_date(nowhere, NEVER)
    first = int(place.read_text(encoding="ascii").split()[0])
    os.kill(first, signal.SIGKILL)
    while first in {one.pid for one in multiprocessing.active_children()}:
        time.sleep(0.01)
    assert keeping.bring_up_to_date(nowhere, NEVER)
    assert place.read_text(encoding="ascii").split()[1] == "1"
    keeping.end()


def test_what_came_since_is_kept_by_the_same_process(tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    keeping = Keeping(place)
    texts = ("Corvale will open a pump works in Ostrava.", "Corvale will open its pump works in Ostrava.")
    for number, text in enumerate(texts):
        with open_store(place) as store:
            store.add([Article(f"a{number}", text, Source(f"Quay News {number}", "metadata"))])
        assert keeping.bring_up_to_date(nowhere, NEVER)
    keeping.end()
    with open_store(place) as store:
        told: list[Progress] = []
        story = story_of(store, report=told.append)
        assert told == []
        assert story == pipeline.build(store.articles())


def test_it_imports_nothing_of_the_terminal() -> None:
    code = "import sys, json\nimport ondit_tui.keeping\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert not {"textual", "rich", "typer", "numpy", "numba", "rapidfuzz"} & set(json.loads(done.stdout))
