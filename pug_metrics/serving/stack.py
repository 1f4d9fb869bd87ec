"""The layers around Streamlit in their order, for ``dashboard.py``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse
from starlette.routing import Route

from pug_metrics import settings
from pug_metrics.serving import health, warm
from pug_metrics.serving.document import OwnDocument
from pug_metrics.serving.headers import GuardedHeaders
from pug_metrics.serving.hosts import KnownHosts
from pug_metrics.serving.packing import PackedOnce

if TYPE_CHECKING:
    from starlette.requests import Request

# Above level 6 the files shrink by a hundredth and take twice as long.
_GZIP_LEVEL = 6


async def _copying(_request: Request) -> FileResponse:
    # Streamlit serves scripts in static/ as plain text, which browsers refuse to run.
    return FileResponse(settings.ROOT / "static" / "salin.js", media_type="text/javascript")


def routes() -> list[Route]:
    """Our own routes: health, and the script that copies sentences and links."""
    return [health.route(), Route("/salin.js", _copying)]


def middleware(allowed_hosts: Sequence[str]) -> list[Middleware]:
    """From the outside in: refuse foreign names, guard, keep packed, pack, rewrite the document."""
    return [
        Middleware(GuardedHeaders),
        Middleware(KnownHosts, allowed=tuple(allowed_hosts)),
        Middleware(PackedOnce),
        Middleware(GZipMiddleware, compresslevel=_GZIP_LEVEL),
        Middleware(OwnDocument),
    ]


def lifespan(
    modules: Sequence[str], greet: Callable[[], None]
) -> Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]:
    """What happens once when the server is up: greet, unblock the socket, import ``modules``."""

    @asynccontextmanager
    async def life(_app: object) -> AsyncIterator[dict[str, Any]]:
        warm.without_delay()
        warm.warm(modules)
        greet()
        yield {}

    return life
