"""Who reads inputs: this process, others beside it, and threads; and what is left of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from ondit import ingest
from ondit.errors import InputError
from ondit.ingest import Reach, crew
from ondit.ingest.crew import FETCHERS, Crew
from ondit.ingest.drafts import Draft, Place, draft
from ondit.ingest.inputs import Input, address
from ondit.ingest.readers import Readers
from ondit.ingest.steps import AHEAD, FEWEST_HEAVY, steps
from ondit.model import Problem
from test_ingest_steps import SENTENCES, SITE, Page, html

MANY = 24
LONGEST = 60


def pages(folder: Path, count: int) -> Path:
    for number in range(count):
        text = html(*(f"{sentence} So it stood in number {number}." for sentence in SENTENCES))
        (folder / f"{number:02}.html").write_text(text)
    return folder


def inputs(folder: Path, reader: Callable[[BinaryIO, Place], Iterator[Draft | Problem]]) -> list[Input]:
    found = []
    for number in range(FEWEST_HEAVY + 2):
        path = folder / f"{number}.txt"
        path.write_text(f"Text {number}.")
        found.append(Input(Place(path.name, "a", str(path)), reader, str(path), path.stat().st_size))
    return found


def reads(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    yield from draft(place, f"{stream.read().decode()} {os.getpid()}", {})


def dies_of_3(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    if place.name == "3.txt":
        os._exit(7)
    yield from draft(place, stream.read().decode(), {})


def dies_of_each(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    os._exit(7)
    yield


def is_interrupted(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    os.kill(os.getpid(), signal.SIGINT)
    yield from draft(place, stream.read().decode(), {})


def never_ends(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    Path(f"{place.path}.pid").write_text(str(os.getpid()))
    time.sleep(LONGEST)
    yield from draft(place, "Too late.", {})


@pytest.fixture
def all_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every reader count as one that takes long."""
    for module in ("ondit.ingest.crew", "ondit.ingest.steps"):
        monkeypatch.setattr(sys.modules[module], "is_heavy", lambda reader: True)


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert multiprocessing.active_children() == []
    deadline = time.monotonic() + LONGEST
    while (left := set(threading.enumerate()) - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left == set()


def texts(found: list[Input], reach: Reach) -> list[str]:
    return [step.found.text for step in steps(found, reach) if isinstance(step.found, Draft)]


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or ") Z " not in status.read_text()


def wait_until(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + LONGEST
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


class TestSharing:
    @pytest.mark.recognises_languages
    def test_two_processes_give_what_one_gives(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        begun: list[str] = []
        begin = Readers.begin

        def counted(readers: Readers, work: Callable[[Input], object], item: Input) -> object:
            begun.append(item.place.name)
            return begin(readers, work, item)

        monkeypatch.setattr(Readers, "begin", counted)
        pages(tmp_path, MANY)
        (tmp_path / "05.html").write_bytes(b"")
        (tmp_path / "06.html").write_bytes(b"\x00\x01" * 100)
        (tmp_path / "07.txt").write_text("Between the pages.")
        alone = ingest.read(tmp_path)
        assert begun == []
        assert ingest.read(tmp_path, reach=Reach(jobs=2)) == alone
        assert len(begun) == MANY - 1, "all pages but the one without a byte"
        assert (len(alone.articles), len(alone.problems)) == (MANY - 1, 2)

    @pytest.mark.recognises_languages
    def test_in_a_thread_as_the_dashboard_does(self, tmp_path: Path) -> None:
        pages(tmp_path, MANY)
        found: list[ingest.Reading] = []
        thread = threading.Thread(target=lambda: found.append(ingest.read(tmp_path, reach=Reach(jobs=2))))
        thread.start()
        thread.join(LONGEST)
        assert found == [ingest.read(tmp_path)]

    def test_few_pages_start_no_process(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(crew, "Readers")
        found = ingest.read(pages(tmp_path, FEWEST_HEAVY - 1), reach=Reach(jobs=2))
        assert len(found.articles) == FEWEST_HEAVY - 1

    def test_one_job_starts_neither_process_nor_thread(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr(crew, "Readers")
        monkeypatch.delattr(crew, "ThreadPoolExecutor")
        running = {threading.active_count()}
        reading = ingest.read_all(
            [pages(tmp_path, MANY)], report=lambda _: running.add(threading.active_count())
        )
        assert len(reading.articles) == MANY
        assert len(running) == 1

    def test_a_system_that_gives_no_process(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def none(jobs: int) -> Readers:
            raise OSError(11, "Resource temporarily unavailable")

        monkeypatch.setattr(crew, "Readers", none)
        found = ingest.read(pages(tmp_path, FEWEST_HEAVY), reach=Reach(jobs=2))
        assert (len(found.articles), found.problems) == (FEWEST_HEAVY, ())

    @pytest.mark.usefixtures("all_heavy")
    def test_only_so_many_are_begun_ahead_of_a_slow_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun: list[Input] = []

        class Counted:
            def __init__(self, jobs: int) -> None:
                self.real = Readers(jobs)
                self.is_broken = False

            def begin(self, work: Callable[[Input], object], item: Input) -> object:
                begun.append(item)
                return self.real.begin(work, item)

            def close(self) -> None:
                self.real.close()

        monkeypatch.setattr(crew, "Readers", Counted)
        (one, *_) = inputs(tmp_path, reads)
        walk = steps([one] * 10_000, Reach(jobs=2))
        for taken in range(3):
            assert next(walk).found is not None
            assert len(begun) == taken + 1 + AHEAD
            assert next(walk).found is None
        walk.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("all_heavy")
class TestProcesses:
    def test_they_are_others_than_this_one(self, tmp_path: Path) -> None:
        found = texts(inputs(tmp_path, reads), Reach(jobs=2))
        assert [text.split()[1] for text in found] == [f"{number}." for number in range(FEWEST_HEAVY + 2)]
        assert str(os.getpid()) not in {text.split()[2] for text in found}

    def test_one_that_dies_is_one_problem(self, tmp_path: Path) -> None:
        found = list(steps(inputs(tmp_path, dies_of_3), Reach(jobs=2)))
        assert [step.found.text for step in found if isinstance(step.found, Draft)] == [
            f"Text {number}." for number in range(FEWEST_HEAVY + 2) if number != 3
        ]
        (problem,) = (step.found for step in found if isinstance(step.found, Problem))
        assert (problem.input, problem.is_note) == ("3.txt", False)
        assert "ended the process" in problem.what

    def test_work_that_comes_behind_a_death_is_done(self, tmp_path: Path) -> None:
        fatal, *others = inputs(tmp_path, dies_of_3)[3:]
        with Crew(Reach(jobs=2), shares=True) as group:
            begun = group.begin(fatal)
            assert begun is not None
            assert wait_until(begun.done)
            for item in others:
                ((found, _),) = group.results(item, group.begin(item))
                assert isinstance(found, Draft)
            ((problem, _),) = group.results(fatal, begun)
            assert isinstance(problem, Problem)

    def test_each_that_dies_is_a_problem(self, tmp_path: Path) -> None:
        with Crew(Reach(jobs=2), shares=True) as group:
            begun = [(item, group.begin(item)) for item in inputs(tmp_path, dies_of_each)[:3]]
            told = [found for item, future in begun for found, _ in group.results(item, future)]
        assert [problem.input for problem in told if isinstance(problem, Problem)] == [
            "0.txt",
            "1.txt",
            "2.txt",
        ]

    @pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
    def test_interrupts_are_not_for_them(self, tmp_path: Path) -> None:
        assert len(texts(inputs(tmp_path, is_interrupted), Reach(jobs=2))) == FEWEST_HEAVY + 2

    def test_those_at_work_are_ended_when_the_reading_is_stopped(self, tmp_path: Path) -> None:
        found = inputs(tmp_path, never_ends)

        def working() -> list[int]:
            return [int(path.read_text() or 0) for path in tmp_path.glob("*.pid")]

        reach = Reach(jobs=2, is_stopped=lambda: len(working()) == 2)
        assert [step.found for step in steps(found, reach)] == []
        assert not any(is_running(process) for process in working())

    def test_those_at_work_are_ended_when_the_walk_is_dropped(self, tmp_path: Path) -> None:
        (tmp_path / "slow").mkdir()
        slow = inputs(tmp_path / "slow", never_ends)
        with Crew(Reach(jobs=2), shares=True) as group:
            for item in slow[:3]:
                group.begin(item)
            assert wait_until(lambda: len(list(tmp_path.glob("slow/*.pid"))) == 2)
        for path in tmp_path.glob("slow/*.pid"):
            assert not is_running(int(path.read_text()))

    @pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
    def test_they_end_with_a_program_that_is_killed(self, tmp_path: Path) -> None:
        script = tmp_path / "script.py"
        script.write_text(
            "import sys, time\nfrom pathlib import Path\n"
            f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
            "import test_ingest_crew as here\nfrom ondit.ingest.readers import Readers\n"
            "def idle(item):\n    here.never_ends(None, item.place).__next__()\n"
            "if __name__ == '__main__':\n"
            "    readers = Readers(2)\n"
            f"    for item in here.inputs(Path({str(tmp_path)!r}), here.reads)[:2]:\n"
            "        readers.begin(idle, item)\n"
            "    time.sleep(60)\n"
        )
        process = subprocess.Popen([sys.executable, str(script)])
        try:
            assert wait_until(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
            readers = [int(path.read_text()) for path in tmp_path.glob("*.pid")]
        finally:
            process.kill()
            process.wait()
        assert wait_until(lambda: not any(is_running(reader) for reader in readers))

    @pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
    def test_one_at_a_pdf_ends_with_a_program_that_is_killed(self, tmp_path: Path) -> None:
        busy = (
            "import time; from pathlib import Path; from ondit.ingest.pdf import worker as here; import os\n"
            f"path = Path({str(tmp_path / 'pid')!r})\n"
            "here.document = lambda data: (path.write_text(str(os.getpid())), time.sleep(60))\n"
            "here.main()\n"
        )
        script = (
            "import subprocess, sys, time\nfrom ondit.ingest.pdf.worker import _exchange\n"
            f"process = subprocess.Popen([sys.executable, '-c', {busy!r}], stdin=-1, stdout=-1)\n"
            "_exchange(process, b'%PDF-')\n"
        )
        process = subprocess.Popen([sys.executable, "-c", script])
        try:
            assert wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
        finally:
            process.kill()
            process.wait()
        assert wait_until(lambda: not is_running(int((tmp_path / "pid").read_text())))

    def test_a_script_that_begins_its_work_on_import_reads_alone(self, tmp_path: Path) -> None:
        (tmp_path / "pages").mkdir()
        script = tmp_path / "script.py"
        script.write_text(
            "import sys\nfrom ondit import ingest\n"
            "found = ingest.read(sys.argv[1], reach=ingest.Reach(jobs=2))\n"
            "print(len(found.articles), len(found.problems))\n"
        )
        found = subprocess.run(
            [sys.executable, str(script), str(pages(tmp_path / "pages", FEWEST_HEAVY))],
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        assert found.stdout.split() == [str(FEWEST_HEAVY), "0"]

    def test_in_a_program_that_has_taken_standard_error(self, tmp_path: Path) -> None:
        (tmp_path / "pages").mkdir()
        script = tmp_path / "script.py"
        script.write_text(
            "import sys\nfrom ondit import ingest\n"
            "class Taken:\n    def fileno(self):\n        return -1\n    def write(self, text): ...\n"
            "    def flush(self): ...\n"
            "if __name__ == '__main__':\n"
            "    sys.stderr = Taken()\n"
            "    found = ingest.read(sys.argv[1], reach=ingest.Reach(jobs=2))\n"
            "    print(len(found.articles), len(found.problems))\n"
        )
        found = subprocess.run(
            [sys.executable, str(script), str(pages(tmp_path / "pages", FEWEST_HEAVY))],
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        assert (found.stdout.split(), found.stderr) == ([str(FEWEST_HEAVY), "0"], "")


class TestFetching:
    @pytest.fixture
    def made(self, monkeypatch: pytest.MonkeyPatch) -> list[FakeClient]:
        clients: list[FakeClient] = []

        def make(**options: object) -> FakeClient:
            clients.append(FakeClient(**options))
            return clients[-1]

        monkeypatch.setattr("ondit.ingest.web.Client", make)
        return clients

    def test_files_need_no_client(self, tmp_path: Path, made: list[FakeClient]) -> None:
        (tmp_path / "a.txt").write_text("From a file.")
        assert len(ingest.read(tmp_path).articles) == 1
        assert made == []

    def test_all_addresses_share_one_that_is_closed_behind_them(self, made: list[FakeClient]) -> None:
        sources = [f"{SITE}/{number}" for number in range(4 * FETCHERS)]
        found = ingest.read_all(sources, reach=Reach(allow_private=True))
        assert len(found.articles) == 4 * FETCHERS
        (client,) = made
        assert client.is_closed
        assert client.options["allow_private"] is True

    def test_it_is_closed_too_where_nobody_reads_on(self, made: list[FakeClient]) -> None:
        with pytest.raises(InputError, match="no such page"):
            list(ingest.stream([f"{SITE}/0", f"{SITE}/gone", f"{SITE}/1"], strict=True))
        (client,) = made
        assert client.is_closed

    def test_one_that_is_handed_in_is_not_closed(self, made: list[FakeClient]) -> None:
        client = FakeClient()
        assert len(ingest.read(f"{SITE}/0", reach=Reach(fetch=client.fetch)).articles) == 1
        assert (made, client.is_closed) == ([], False)

    def test_nothing_is_fetched_once_it_is_over(self, made: list[FakeClient]) -> None:
        with Crew(Reach(), shares=False) as group:
            pass
        with pytest.raises(InputError, match="any more"):
            group.fetch(f"{SITE}/0")
        assert made == []

    def test_so_many_are_fetched_at_a_time(self) -> None:
        meeting = threading.Barrier(FETCHERS, timeout=LONGEST)

        def fetch(url: str) -> Page:
            meeting.wait()
            return Page(url, url.encode(), "text/plain")

        found = ingest.read_all([f"{SITE}/{number}" for number in range(FETCHERS)], reach=Reach(fetch=fetch))
        assert len(found.articles) == FETCHERS

    def test_what_a_page_turns_out_to_be(self) -> None:
        def fetch(url: str) -> Page:
            return Page(
                f"{SITE}/moved", '{"text": "Ibex sells the Volt."}'.encode("utf-16"), "application/json"
            )

        ((found, position),) = crew.read(address(f"{SITE}/a"), fetch, lambda: False)
        assert isinstance(found, Draft)
        assert (found.text, found.url, position) == ("Ibex sells the Volt.", f"{SITE}/moved", 0)


class FakeClient:
    """What a `web.Client` is to a crew."""

    def __init__(self, **options: object) -> None:
        self.options = options
        self.is_closed = False

    def fetch(self, url: str) -> Page:
        assert not self.is_closed
        if url.endswith("gone"):
            raise InputError("There is no such page.", "Check the address.")
        return Page(url, f"Text of {url}.".encode(), "text/plain")

    def close(self) -> None:
        self.is_closed = True
