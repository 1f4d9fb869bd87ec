"""The one HTML document: language, title, icon and font are ours before the first script runs."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders

from pug_metrics.language import LANGUAGES, say, speaking

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ICON = "./app/static/brand/ikon.png"
FONT = "./app/static/fonts/plus-jakarta-sans-latin-wght-normal.woff2"

_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_INLINE_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_AGENT_LINK = re.compile(r"(<!--(?:(?!-->).)*-->\s*)?<link rel=\"service-desc\"[^>]*>", re.DOTALL)
_FONT_PRELOAD = re.compile(r"(<link\s+rel=\"preload\"\s+href=\")[^\"]+\.woff2(\")")
_COPYING = '<script defer src="./salin.js"></script></head>'
_WAITING = (
    '<div id="root"><p role="status" style="font:16px/1.5 sans-serif;opacity:.7;'
    'text-align:center;margin-top:30vh">{words}</p></div>'
)


def language_asked(query: bytes) -> str:
    """Language a link asks for by ``bahasa=``; Indonesian where it asks for none we have."""
    asked = parse_qs(query.decode("latin-1")).get("bahasa", [""])[-1]
    return asked if asked in LANGUAGES else "id"


def rewritten(page: str, language: str) -> str:
    """Streamlit's start page in ``language``: no inline script, no pointer to its agent API."""
    with speaking(language):
        title, wait, script = say("mulai_judul"), say("mulai_memuat"), say("mulai_tanpa_skrip")
    page = _INLINE_SCRIPT.sub("", _AGENT_LINK.sub("", page))
    page = _NOSCRIPT.sub(lambda _: f"<noscript><p>{escape(script)}</p></noscript>", page)
    page = _FONT_PRELOAD.sub(rf"\g<1>{FONT}\g<2>", page)
    return (
        page.replace('<html lang="en">', f'<html lang="{language}">')
        .replace("<title>Streamlit</title>", f"<title>{escape(title)}</title>")
        .replace('href="./favicon.png"', f'href="{ICON}"')
        .replace("</head>", _COPYING)
        .replace('<div id="root"></div>', _WAITING.format(words=escape(wait)))
    )


class OwnDocument:
    """ASGI middleware: rewrites every HTML answer; must stand inside the compression."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on uncompressed and rewrite what comes back as HTML."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Rewriting(scope, send))


class _Rewriting:
    """Holds an HTML answer back until it is whole; lets everything else through."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.send = send
        self.language = language_asked(scope["query_string"])
        self.held: Message | None = None
        self.parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.held = message
            return
        if self.held is None:
            await self.send(message)
            return
        self.parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            await self._finish(self.held)

    async def _finish(self, start: Message) -> None:
        whole = b"".join(self.parts)
        headers = MutableHeaders(scope=start)
        # The stamps describe Streamlit's file, not this text; a HEAD answer has no body to count.
        for stamp in ("etag", "last-modified", "content-length", "accept-ranges"):
            del headers[stamp]
        if whole:
            whole = rewritten(whole.decode("utf-8"), self.language).encode("utf-8")
            headers["Content-Length"] = str(len(whole))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": whole})


def _is_html(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] == 200 and kind.startswith("text/html")
