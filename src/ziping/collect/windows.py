"""A job object: Windows' way to limit a child's memory and to end it with its parent.

Written from Microsoft's documentation and not tried on Windows.
"""

from __future__ import annotations

import ctypes
import subprocess
from typing import Any, ClassVar

_EXTENDED_LIMITS = 9
_PROCESS_MEMORY, _DIE_ON_EXCEPTION, _KILL_ON_CLOSE = 0x100, 0x400, 0x2000
_LENGTH, _COUNTER = ctypes.c_size_t, ctypes.c_ulonglong


class _Basic(ctypes.Structure):
    _fields_: ClassVar[list[Any]] = [
        ("process_time", ctypes.c_longlong),
        ("job_time", ctypes.c_longlong),
        ("flags", ctypes.c_uint32),
        ("least_set", _LENGTH),
        ("most_set", _LENGTH),
        ("most_processes", ctypes.c_uint32),
        ("affinity", _LENGTH),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    ]


class _Extended(ctypes.Structure):
    _fields_: ClassVar[list[Any]] = [
        ("basic", _Basic),
        ("counters", _COUNTER * 6),
        ("process_memory", _LENGTH),
        ("job_memory", _LENGTH),
        ("peak_process", _LENGTH),
        ("peak_job", _LENGTH),
    ]


def hold(process: subprocess.Popen[bytes], memory: int) -> bool:
    """Put a child that was just started, and has read nothing yet, into a job of its own.

    False where Windows refuses: then the child is ended, for nothing would hold it down.
    """
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    if job.value and _limited(kernel, job, memory) and _assigned(kernel, job, process):
        process._job = _Handle(kernel, job)  # type: ignore[attr-defined]  # lives as long as it
        return True
    process.kill()
    if job.value:
        kernel.CloseHandle(job)
    return False


def _limited(kernel: Any, job: ctypes.c_void_p, memory: int) -> bool:
    limits = _Extended()
    limits.basic.flags = _PROCESS_MEMORY | _DIE_ON_EXCEPTION | _KILL_ON_CLOSE
    limits.process_memory = memory
    size = ctypes.sizeof(limits)
    return bool(kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size))


def _assigned(kernel: Any, job: ctypes.c_void_p, process: subprocess.Popen[bytes]) -> bool:
    handle = ctypes.c_void_p(int(process._handle))  # type: ignore[attr-defined]
    return bool(kernel.AssignProcessToJobObject(job, handle))


class _Handle:
    """The job of one child: closed when nobody knows the child any more, which ends what is left.

    Windows closes it as well when this process ends, however it ends.
    """

    def __init__(self, kernel: Any, job: ctypes.c_void_p) -> None:
        self._kernel, self._job = kernel, job

    def __del__(self) -> None:
        self._kernel.CloseHandle(self._job)
