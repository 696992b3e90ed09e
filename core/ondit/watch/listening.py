"""Being told of changes in a folder by the system, where it can tell."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

DEBOUNCE, STEP, TURN = 1000, 200, 5000
"""Milliseconds for which changes are gathered, between two looks for them, and of one wait."""

_MOUNTS = Path("/proc/self/mounts")
_REMOTE = frozenset(
    "9p afs afpfs ceph cifs coda davfs drvfs glusterfs lustre ncpfs nfs nfs4 prl_fs smb3 smbfs vboxsf vmhgfs"
    " virtiofs".split()
)
_REMOTE_BEGINS = "fuse."

Listen = Callable[[str, Callable[[], object], threading.Event], None]
"""Rings whenever something changes in a folder, until it is stopped or cannot tell; then it returns."""


def listen(folder: str, ring: Callable[[], object], stop: threading.Event) -> None:
    """Ring whenever something changes in a folder; return once stopped, or where nothing tells of changes.

    It rings once more when it has listened for a while, whatever happened: something may have changed just
    before it began.

    Nothing does where `watchfiles` is not installed, where the system has no room for more watches, on
    network drives and in file systems of other programs, whose changes elsewhere the system does not see.

    Args:
        folder: Its path.
        ring: Called behind some changes, from this thread.
        stop: Ends it when set.
    """
    if is_remote(folder) or not Path(folder).exists():  # of what is not there `watchfiles` says nothing
        return
    try:
        from watchfiles import watch
    except ImportError:
        return
    with suppress(
        BaseException
    ):  # as a panic in its compiled part is one; folders are looked through all the same
        has_rung = False
        for changes in watch(
            folder,
            watch_filter=None,
            debounce=DEBOUNCE,
            step=STEP,
            rust_timeout=TURN,
            stop_event=stop,
            raise_interrupt=False,
            poll_delay_ms=TURN,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            if changes or not has_rung:
                has_rung = True
                ring()


def is_remote(folder: str) -> bool:
    r"""Return whether a folder lies on another machine, as far as that can be told.

    Rule: its name begins with two backslashes (or slashes, on Windows), or the innermost mount that it lies
    in is of a network or of another program's file system.

    Example: `\\server\news`, or a folder below a mount of `nfs4` or `fuse.sshfs`.
    Must not: take a folder of an ordinary disk for one.
    Known failures: a drive letter of Windows and a mount of macOS are not recognised; these are looked
    through rarely, as nothing tells of changes there.
    """
    if folder.startswith("\\\\") or (os.name == "nt" and folder.startswith("//")):
        return True
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    kind = mounted(os.path.realpath(folder), lines)
    return kind in _REMOTE or kind.startswith(_REMOTE_BEGINS)


def mounted(path: str, mounts: Iterable[str]) -> str:
    """Return the kind of file system that a path lies in; empty where that is not known.

    Args:
        path: Absolute, without links.
        mounts: The lines of the system's list of mounts: device, place, kind and more.
    """
    length, kind = -1, ""
    for line in mounts:
        parts = line.split(" ")
        if len(parts) < 3:  # noqa: PLR2004
            continue
        place = parts[1].replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\")
        is_within = path == place or path.startswith(place.rstrip("/") + "/")
        if is_within and len(place) >= length:
            length, kind = len(place), parts[2]
    return kind
