"""What processes take: memory and processor time."""

from __future__ import annotations

import os
import resource
from pathlib import Path

KILOBYTES = 1024
"""A megabyte has so many; memory is told in these."""


def resident(field: str = "VmRSS", process: int | str = "self") -> float:
    """Return a figure of a process's memory in MB: `VmRSS` now, `VmHWM` at its peak.

    Returns:
        0 where it has ended, or the system does not tell: only Linux does.
    """
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / KILOBYTES for line in lines if line.startswith(f"{field}:")), 0.0)


def peak() -> float:
    """Return the most memory that this process ever held, in MB.

    Where the system does not tell that, what its parent held when it started it counts, too.
    """
    return resident("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES


def cpu_seconds() -> float:
    """Return the processor time of this process and its ended children, in user and system mode."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def cpu_seconds_of(process: int) -> float:
    """Return the processor time of another process, all its threads together; needs Linux."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
