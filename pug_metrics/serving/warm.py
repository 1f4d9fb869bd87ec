"""What is paid once, before anyone waits for it: imports, the garbage collector, the socket."""

from __future__ import annotations

import gc
import importlib
import socket
import threading
from collections.abc import Sequence

_SLOWEST_IMPORT_S = 30.0
_warming: list[threading.Thread] = []
_freezing = threading.Lock()
_frozen = False


def warm(modules: Sequence[str]) -> threading.Thread:
    """Import ``modules`` in the background, in order; one that fails is left to its first user."""

    def load() -> None:
        for name in modules:
            try:
                importlib.import_module(name)
            except Exception:  # noqa: S112 - its user meets and tells the failure
                continue

    thread = threading.Thread(target=load, name="warm", daemon=True)
    _warming.append(thread)
    thread.start()
    return thread


def freeze_once() -> bool:
    """Take everything imported so far out of the garbage collector's sight; True the first time.

    Streamlit runs a full collection after every rerun, which walks all imported modules. To be
    called at the end of a script run; waits there for the warming, so that its modules are in.
    """
    global _frozen
    with _freezing:
        if _frozen:
            return False
        for thread in _warming:
            thread.join(_SLOWEST_IMPORT_S)
        gc.collect()
        gc.freeze()
        _frozen = True
    return True


def without_delay() -> int:
    """Send small packets at once on every listening TCP socket; returns how many were found.

    Streamlit binds its socket without naming TCP, so that asyncio does not set TCP_NODELAY, and
    every answer of a websocket may wait 40 ms. Accepted connections inherit it from the listener,
    and the listener is not handed to us: it is looked up.
    """
    found = 0
    for thing in gc.get_objects():
        if type(thing) is socket.socket and _listens(thing):
            thing.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            found += 1
    return found


def _listens(candidate: socket.socket) -> bool:
    if candidate.family not in {socket.AF_INET, socket.AF_INET6}:
        return False
    try:
        return candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) != 0
    except OSError:
        return False
