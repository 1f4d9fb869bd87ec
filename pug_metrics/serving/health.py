"""The health route ``/sehat``: is the server up, has it been warmed. Tells no path and no name."""

from __future__ import annotations

import gc
import json
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from starlette.responses import JSONResponse
from starlette.routing import Route

from pug_metrics import settings

if TYPE_CHECKING:
    from starlette.requests import Request

PATH = "/sehat"
_NAME = "dasbor-pug"
_WAIT_S = 1.0


def fingerprint(database: Path) -> str:
    """A short sign of which database is served, from which its path cannot be read."""
    return sha256(str(database.absolute()).encode()).hexdigest()[:12]


def state() -> dict[str, Any]:
    """What the route tells: ``beku`` is the number of objects frozen out of the collector."""
    return {
        "status": "ok",
        "aplikasi": _NAME,
        "basis_data": fingerprint(settings.database()),
        "beku": gc.get_freeze_count(),
    }


async def _answer(_request: Request) -> JSONResponse:
    return JSONResponse(state(), headers={"Cache-Control": "no-store"})


def route() -> Route:
    """The route to hang beside Streamlit's own."""
    return Route(PATH, _answer, methods=["GET"])


def who_answers(address: str, port: int) -> dict[str, Any]:
    """What the health route at an address tells; empty where no app of ours answers there."""
    # Without a ProxyHandler of its own, urllib would ask the proxy of the environment.
    opener = build_opener(ProxyHandler({}))
    host = f"[{address}]" if ":" in address else address
    try:
        with opener.open(f"http://{host}:{port}{PATH}", timeout=_WAIT_S) as answer:
            told = json.load(answer)
    except (URLError, HTTPException, OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("aplikasi") == _NAME else {}
