"""Who reads inputs: this process, others beside it, and threads; and what is left of them."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from crew_readers import LONGEST, dies_of_3, dies_of_each, inputs, is_interrupted, never_ends
from ondit import ingest
from ondit.errors import InputError
from ondit.ingest import Reach, crew, plain
from ondit.ingest.crew import FETCHERS, Crew
from ondit.ingest.drafts import Draft
from ondit.ingest.inputs import Input, address
from ondit.ingest.readers import Readers
from ondit.ingest.steps import AHEAD, FEWEST_HEAVY, steps
from ondit.model import Problem
from test_ingest_steps import SENTENCES, SITE, Page, html

MANY = 24
SCRIPTS = f"import sys\nfrom pathlib import Path\nsys.path.insert(0, {str(Path(__file__).parent)!r})\n"


def pages(folder: Path, count: int) -> Path:
    for number in range(count):
        text = html(*(f"{sentence} So it stood in number {number}." for sentence in SENTENCES))
        (folder / f"{number:02}.html").write_text(text)
    return folder


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


def said_by(folder: Path, script: str, *words: str) -> tuple[str, str]:
    """Run a script to its end, and return what it says on standard output and on standard error."""
    path = folder / "script.py"
    path.write_text(SCRIPTS + script)
    found = subprocess.run(
        [sys.executable, str(path), *words], capture_output=True, text=True, timeout=LONGEST, check=False
    )
    return found.stdout.strip(), found.stderr


class TestSharing:
    @pytest.mark.recognises_languages
    def test_two_processes_give_what_one_gives_also_to_a_thread_as_the_dashboard_s(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
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
        found: list[ingest.Reading] = []
        thread = threading.Thread(target=lambda: found.append(ingest.read(tmp_path, reach=Reach(jobs=2))))
        thread.start()
        thread.join(LONGEST)
        assert found == [alone]
        assert len(begun) == MANY - 1, "all pages but the one without a byte"
        assert (len(alone.articles), len(alone.problems)) == (MANY - 1, 2)

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
            [pages(tmp_path, FEWEST_HEAVY)], report=lambda _: running.add(threading.active_count())
        )
        assert len(reading.articles) == FEWEST_HEAVY
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
        monkeypatch.setattr(crew, "Readers", lambda jobs: FakeReaders(begun))
        (one, *_) = inputs(tmp_path, plain.read)
        walk = steps([one] * 10_000, Reach(jobs=2))
        for taken in range(3):
            assert next(walk).found is not None
            assert len(begun) == taken + 1 + AHEAD
            assert next(walk).found is None
        walk.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("all_heavy")
class TestProcesses:
    def test_they_are_others_than_this_one_and_interrupts_are_not_for_them(self, tmp_path: Path) -> None:
        found = texts(inputs(tmp_path, is_interrupted), Reach(jobs=2))
        assert [text.split()[1] for text in found] == [f"{number}." for number in range(FEWEST_HEAVY + 2)]
        assert str(os.getpid()) not in {text.split()[2] for text in found}
        assert {text.split()[3:] == [] for text in found} == {True}, "nothing is loaded that only others need"

    def test_one_that_dies_is_one_problem(self, tmp_path: Path) -> None:
        found = list(steps(inputs(tmp_path, dies_of_3), Reach(jobs=2)))
        assert [step.found.text for step in found if isinstance(step.found, Draft)] == [
            f"Text {number}." for number in range(FEWEST_HEAVY + 2) if number != 3
        ]
        (problem,) = (step.found for step in found if isinstance(step.found, Problem))
        assert (problem.input, problem.is_note) == ("3.txt", False)
        assert "ended the process" in problem.what

    def test_work_that_comes_behind_a_death_is_done(self, tmp_path: Path) -> None:
        fatal, *others = inputs(tmp_path, dies_of_3)[3:6]
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
            begun = [(item, group.begin(item)) for item in inputs(tmp_path, dies_of_each)[:2]]
            told = [found for item, future in begun for found, _ in group.results(item, future)]
        assert [problem.input for problem in told if isinstance(problem, Problem)] == ["0.txt", "1.txt"]

    def test_those_at_work_are_ended_when_the_reading_is_stopped(self, tmp_path: Path) -> None:
        found = inputs(tmp_path, never_ends)

        def working() -> list[int]:
            return [int(path.read_text() or 0) for path in tmp_path.glob("*.pid")]

        reach = Reach(jobs=2, is_stopped=lambda: len(working()) == 2)
        assert [step.found for step in steps(found, reach)] == []
        assert not any(is_running(process) for process in working())

    @pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
    def test_they_end_with_a_program_that_is_killed(self, tmp_path: Path) -> None:
        script = tmp_path / "script.py"
        script.write_text(
            f"{SCRIPTS}import time\nimport crew_readers as here\nfrom ondit.ingest.readers import Readers\n"
            "if __name__ == '__main__':\n"
            "    readers = Readers(1)\n"
            f"    readers.begin(here.idle, here.inputs(Path({str(tmp_path)!r}), here.never_ends)[0])\n"
            "    time.sleep(60)\n"
        )
        process = subprocess.Popen([sys.executable, str(script)])
        pid = tmp_path / "0.txt.pid"
        try:
            assert wait_until(lambda: pid.exists() and pid.read_text() != "")
        finally:
            process.kill()
            process.wait()
        assert wait_until(lambda: not is_running(int(pid.read_text())))

    @pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
    def test_one_at_a_pdf_ends_with_a_program_that_is_killed(self, tmp_path: Path) -> None:
        busy = (
            "import time; from pathlib import Path; from ondit.ingest.pdf import worker as here; import os\n"
            f"path = Path({str(tmp_path / 'pid')!r})\n"
            "here.document = lambda data: (path.write_text(str(os.getpid())), time.sleep(60))\n"
            "here.main(here.MAX_MEMORY)\n"
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
        (tmp_path / "texts").mkdir()
        for number in range(FEWEST_HEAVY):
            (tmp_path / "texts" / f"{number}.txt").write_text(f"Text {number}.")
        script = (
            "from ondit import ingest\nfrom ondit.ingest import crew, steps\n"
            "crew.is_heavy = steps.is_heavy = lambda reader: True\n"
            "found = ingest.read(sys.argv[1], reach=ingest.Reach(jobs=2))\n"
            "print(len(found.articles), len(found.problems))\n"
        )
        said, _ = said_by(tmp_path, script, str(tmp_path / "texts"))
        assert said == f"{FEWEST_HEAVY} 0"

    def test_in_a_program_that_has_taken_standard_error(self, tmp_path: Path) -> None:
        script = (
            "from ondit.ingest.readers import Readers\n"
            "class Taken:\n    def fileno(self):\n        return -1\n    def write(self, text): ...\n"
            "    def flush(self): ...\n"
            "if __name__ == '__main__':\n"
            "    sys.stderr = Taken()\n"
            "    readers = Readers(1)\n"
            "    print(readers.begin(str, 'read').result())\n"
            "    readers.close()\n"
        )
        assert said_by(tmp_path, script) == ("read", "")


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


class FakeReaders:
    """What `Readers` are to a crew, but work is done here, and at once."""

    is_broken = False

    def __init__(self, begun: list[Input]) -> None:
        self._begun = begun

    def begin(self, work: Callable[[Input], object], item: Input) -> Future[object]:
        self._begun.append(item)
        done: Future[object] = Future()
        done.set_result(work(item))
        return done

    def close(self) -> None:
        """Nothing is open."""
