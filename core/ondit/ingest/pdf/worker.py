"""The process that reads PDFs: what breaks PDFium, or makes it grow without end, ends that process alone.

A file of 300 KB can take PDFium 11 GB, and no look at it tells so beforehand. So a process of its own reads,
with bounds of memory and time; it is started at the first PDF and serves those that follow.
"""

from __future__ import annotations

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
import time
from typing import BinaryIO, cast

from ondit.errors import InputError
from ondit.ingest.pdf.layout import Line, Piece
from ondit.ingest.pdf.pages import Document, document

MAX_MEMORY = 2_000_000_000
"""Bytes that one file may take to be read, where the system can bound that (not on macOS and Windows)."""

MAX_SECONDS = 60.0

_LENGTH = struct.Struct(">Q")


class Worker:
    """A process that reads one PDF after another; several threads may ask it.

    Args:
        seconds: How long one file may take.
        memory: How many bytes one file may take.
    """

    def __init__(self, seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def document(self, data: bytes) -> Document:
        """Read the text of a PDF file, as `pages.document` does.

        Raises:
            InputError: As there; also if it takes more memory or time than any article does.
            OSError: The process cannot be started.
        """
        with self._lock:
            process = self._running()
            timer = threading.Timer(self._seconds, process.kill)
            timer.start()
            try:
                answer = _exchange(process, data)
            except BaseException:
                self._end()
                raise
            finally:
                timer.cancel()
            if answer is None:
                self._end()
                raise InputError(
                    "It takes more memory or time to be read than any article does, or broke its reader.",
                    "Print it to a new PDF, or give its text.",
                )
        return _unpacked(answer)

    def close(self) -> None:
        """End the process, if there is one; the next file starts another."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            self._process, self._owner = None, os.getpid()
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-P", "-c", f"from {__name__} import main; main({self._memory})"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        if self._process is None or self._owner != os.getpid():
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                cast("BinaryIO", pipe).close()
            except OSError:
                continue
        process.wait()


def _exchange(process: subprocess.Popen[bytes], data: bytes) -> bytes | None:
    """Send a file to a process and return what it answers, absent where it ended instead."""
    to, back = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    try:
        to.write(_LENGTH.pack(len(data)))
        to.write(data)
        to.flush()
    except OSError:
        return None
    return _taken(back)


def _taken(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def _packed(found: Document) -> bytes:
    pages = [
        [[[p.text, p.left, p.right, p.base, p.height] for p in line.pieces] for line in page]
        for page in found.pages
    ]
    return json.dumps({"pages": pages, "data": found.data, "language": found.language}).encode()


def _unpacked(answer: bytes) -> Document:
    found = json.loads(answer)
    if "what" in found:
        raise InputError(found["what"], found["hint"])
    pages = [[Line.of(Piece(*piece) for piece in pieces) for pieces in page] for page in found["pages"]]
    return Document(pages, found["data"], found["language"])


def serve(stream: BinaryIO, back: BinaryIO) -> None:
    """Read the files that come in on one stream and answer on the other, until the first one ends."""
    while (data := _taken(stream)) is not None:
        try:
            answer = _packed(document(data))
        except InputError as error:
            answer = json.dumps({"what": error.what, "hint": error.hint}).encode()
        back.write(_LENGTH.pack(len(answer)))
        back.write(answer)
        back.flush()


def bound_memory(most: int) -> None:
    """Bound how many bytes this process may take beyond what it has, where the system can."""
    if sys.platform in {"win32", "darwin"}:
        return
    import resource
    from pathlib import Path

    statistics = Path("/proc/self/statm")
    taken = (
        int(statistics.read_text().split()[0]) * resource.getpagesize() if statistics.exists() else MAX_MEMORY
    )
    _, allowed = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + most
    resource.setrlimit(resource.RLIMIT_AS, (wanted if allowed < 0 else min(wanted, allowed), allowed))


def end_behind(parent: int) -> None:
    """End this process within seconds of the one that asks, even in the middle of a file."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def main(memory: int) -> None:
    """Serve on standard input and output within bytes of memory; an interrupt is for the one who asks."""
    import signal

    import pypdfium2  # noqa: F401 - before memory is bounded

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_behind, args=(os.getppid(),), daemon=True).start()
    bound_memory(memory)
    serve(sys.stdin.buffer, sys.stdout.buffer)


WORKER = Worker()
"""The one process of this program."""

atexit.register(WORKER.close)
