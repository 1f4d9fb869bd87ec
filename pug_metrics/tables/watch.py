"""How much memory another process holds, for systems that bind no process by themselves."""

from __future__ import annotations

import ctypes
import subprocess
from ctypes import wintypes


class _Counters(ctypes.Structure):
    _fields_ = (
        ("cb", wintypes.DWORD),
        ("PageFaultCount", wintypes.DWORD),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


def committed(process: subprocess.Popen[bytes]) -> int:
    """Bytes that a process of Windows has committed; 0 on other systems, which bind it."""
    handle = getattr(process, "_handle", None)
    if handle is None:
        return 0
    # Only the ctypes of Windows has it.
    library = getattr(ctypes, "WinDLL", ctypes.CDLL)
    counters = _Counters(cb=ctypes.sizeof(_Counters))
    ask = library("kernel32").K32GetProcessMemoryInfo
    ask.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD)
    ask.restype = wintypes.BOOL
    asked = ask(int(handle), ctypes.byref(counters), counters.cb)
    return int(counters.PagefileUsage) if asked else 0
