"""Each file that never changes is compressed once, not at every visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SPECIAL = {"range", "if-none-match", "if-modified-since", "if-range"}


class Packed(NamedTuple):
    """A compressed answer as it went out."""

    start: Message
    body: bytes


class PackedOnce:
    """ASGI middleware around the compression: keeps compressed answers marked *immutable*.

    Only files with a hash in their names are marked so, hence nothing grows stale, and there are
    only as many as Streamlit ships (some seven megabytes when every one has been asked for).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, Packed] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, else pass on and keep what comes back."""
        if scope["type"] != "http" or not _is_plain_get(scope):
            await self.app(scope, receive, send)
            return
        packed = self.kept.get(scope["path"])
        if packed is None:
            await self.app(scope, receive, _Keeping(self.kept, scope["path"], send))
            return
        await send({**packed.start, "headers": list(packed.start["headers"])})
        await send({"type": "http.response.body", "body": packed.body})


class _Keeping:
    """Copies an answer on its way out and keeps it once it is whole."""

    def __init__(self, kept: dict[str, Packed], path: str, send: Send) -> None:
        self.kept, self.path, self.send = kept, path, send
        self.start: Message | None = None
        self.parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_worth_keeping(message):
            # The list of headers is shared with middleware further out, which adds to it.
            self.start = {**message, "headers": list(message["headers"])}
        elif message["type"] == "http.response.body" and self.start is not None:
            self.parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                self.kept[self.path] = self._whole(self.start)
        await self.send(message)

    def _whole(self, start: Message) -> Packed:
        body = b"".join(self.parts)
        headers = [pair for pair in start["headers"] if pair[0] != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode("ascii")))
        return Packed({**start, "headers": headers}, body)


def _is_plain_get(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    if scope["method"] != "GET" or "gzip" not in headers.get("accept-encoding", ""):
        return False
    return _SPECIAL.isdisjoint(headers.keys())


def _is_worth_keeping(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return (
        message["status"] == 200
        and headers.get("content-encoding") == "gzip"
        and "immutable" in headers.get("cache-control", "")
    )
