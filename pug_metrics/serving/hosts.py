"""Which names this server answers to, so that a foreign site cannot reach it by renaming itself.

A page of a foreign site may let its own name point to 127.0.0.1 (DNS rebinding) and then read our
answers as if they were its own. Its name stands in the Host header: names not ours are refused.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from pug_metrics.language import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_LOG = logging.getLogger("uvicorn.error")


def is_loopback(address: str) -> bool:
    """Whether an address or name means this machine alone; an unknown or empty one does not."""
    name = address.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def host_name(header: str) -> str:
    """The name in a Host header, without port and brackets; empty where it is malformed."""
    if header.startswith("["):
        name, closed, port = header[1:].partition("]")
        port = port.removeprefix(":")
    else:
        name, _, port = header.partition(":")
        closed = "]"
    sound = closed and (not port or port.isdigit()) and not set(name) & set("/@?# \\")
    return name.rstrip(".").lower() if sound else ""


class KnownHosts:
    """ASGI middleware: refuses, with 400, a request or websocket for a name that is not ours.

    A connection that came in on a loopback address must ask for a loopback name; one from the
    network may also ask for a bare IP address or this machine's name. ``allowed`` adds names
    (``*.example.go.id`` for a whole domain, ``*`` for any), as a server behind a proxy needs.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str] = ()) -> None:
        self.app = app
        self.allowed = tuple(name.lower().rstrip(".") for name in allowed)
        self.machine = socket.gethostname().lower()
        self.warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks for a known name, refuse the rest."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        name = host_name(Headers(scope=scope).get("host", ""))
        at_home = self._arrived_at_home(scope)
        if not at_home:
            self._warn_once(scope)
        if self._knows(name, at_home=at_home):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = PlainTextResponse(say("mulai_host_asing"), status_code=400)
            await refusal(scope, receive, send)

    @staticmethod
    def _arrived_at_home(scope: Scope) -> bool:
        # A Unix socket (no port) is reached through a proxy on this machine.
        server = scope.get("server")
        return server is None or server[1] is None or is_loopback(str(server[0]))

    def _knows(self, name: str, *, at_home: bool) -> bool:
        if not name:
            return False
        if is_loopback(name) or any(_matches(name, pattern) for pattern in self.allowed):
            return True
        return not at_home and (name == self.machine or _is_number(name))

    def _warn_once(self, scope: Scope) -> None:
        if not self.warned:
            self.warned = True
            _LOG.warning(say("mulai_alamat_terbuka", alamat=scope["server"][0]))


def _matches(name: str, pattern: str) -> bool:
    return pattern in {"*", name} or (pattern.startswith("*.") and name.endswith(pattern[1:]))
