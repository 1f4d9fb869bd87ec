"""Headers that keep the browser with this server: nothing is fetched from, or framed by, others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit writes its styles at run time (style-src); Plotly saves pictures through data: and blob:
# addresses and maps run blob: workers. No script may eval: WebGL traces (scattergl) would need it
# and say instead that WebGL is missing; our charts are SVG.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "base-uri": "'self'",
    "object-src": "'none'",
}

_NOT_NEEDED = (
    "accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi"
    " payment publickey-credentials-get screen-wake-lock serial usb"
)

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOT_NEEDED.split()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Fonts and map scraps have no hash in their names: kept a day, then asked for again.
_OWN_FILES = "/app/static/"
_A_DAY = "public, max-age=86400"


class GuardedHeaders:
    """ASGI middleware: every HTTP answer carries ``HEADERS``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"].startswith(_OWN_FILES) and message["status"] == 200:
                    headers.setdefault("Cache-Control", _A_DAY)
            await send(message)

        await self.app(scope, receive, send_guarded)
