"""What a child process may take: time, memory and length of its answer.

On Linux the memory limit is RLIMIT_DATA: what the process asks for itself, without the program
text that all children share. Elsewhere on POSIX it is the address space. On Windows a job object
holds the children, see `windows.py`.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NamedTuple

MEGABYTE = 1 << 20
READY = b"ready\n"  # what a child says before it takes its first job
_SIGKILL = 9
_PR_SET_PDEATHSIG = 1
STACK = 512 << 10  # of the thread that waits for the parent's end
_ROOM = 256 * MEGABYTE  # of address space, for shared libraries


class Limits(NamedTuple):
    """Of one job. `memory` is that of a child, `large` that of the one that tries again alone.

    A file that a small child can't hold is read again by a large one, never two at a time: a folder
    full of bombs takes no more memory than one bomb.
    """

    seconds: float = 60.0
    memory: int = 96 * MEGABYTE
    large: int = 256 * MEGABYTE
    answer: int = 4 * MEGABYTE


LIMITS = Limits()


def children(asked: int = 0) -> int:
    """How many children at once: as many as there are processors, at most 8 unless asked for."""
    if asked > 0:
        return asked
    if hasattr(os, "sched_getaffinity"):
        return max(1, min(8, len(os.sched_getaffinity(0))))
    return max(1, min(8, os.cpu_count() or 1))


def limit_child(memory: int, parent: int) -> None:
    """Hold this process down, before it sees a byte of a file."""
    if sys.platform == "win32":
        return  # the parent put it into a job object
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _die_with_parent(parent)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        memory += _ROOM
    with suppress(ValueError, OSError):  # macOS refuses it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def limit_time(seconds: float) -> None:
    """The kernel ends a job that the parent could not: counted anew for each."""
    if sys.platform == "win32":
        return
    import resource

    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _die_with_parent(parent: int) -> None:
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(0)
